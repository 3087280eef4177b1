"""The list of notices, the count in the header, and the way to what each is about."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from incidents.models import Notice, Preferences
from incidents.vocabulary import NoticeKind
from incidents.workflow.desk.notices import notify, unread_count
from tests import factories

pytestmark = pytest.mark.django_db


def given(person: User, **values: str) -> Notice:
    notice = notify(person, NoticeKind.ASSIGNED, report=factories.report(**values))
    assert notice
    return notice


def test_what_was_not_read_stands_first(as_analyst: Client, analyst: User) -> None:
    old, new = given(analyst), given(analyst)
    as_analyst.get(f"/notices/{new.pk}/")
    assert list(as_analyst.get("/notices/").context["page"]) == [old, new]


def test_the_header_of_every_page_counts_what_waits(as_analyst: Client, analyst: User) -> None:
    given(analyst)
    given(analyst)
    assert 'data-unread="2"' in as_analyst.get("/reports/").content.decode()


def test_going_to_what_a_notice_is_about_reads_it(as_analyst: Client, analyst: User) -> None:
    notice = given(analyst)
    answer = as_analyst.get(f"/notices/{notice.pk}/")
    assert answer["Location"] == f"/review/{notice.report_id}/"
    assert unread_count(analyst) == 0


def test_nobody_reads_the_notice_of_another(as_senior: Client, analyst: User) -> None:
    notice = given(analyst)
    assert as_senior.get(f"/notices/{notice.pk}/").status_code == 404
    as_senior.post("/notices/mark/", {"notice": notice.pk})
    as_senior.post("/notices/mark/")
    assert unread_count(analyst) == 1


def test_one_is_marked_or_all(as_analyst: Client, analyst: User) -> None:
    first, *_ = given(analyst), given(analyst), given(analyst)
    as_analyst.post("/notices/mark/", {"notice": first.pk})
    assert unread_count(analyst) == 2
    as_analyst.post("/notices/mark/")
    assert unread_count(analyst) == 0


def test_no_number_of_a_notice_marks_none(as_analyst: Client, analyst: User) -> None:
    given(analyst)
    assert as_analyst.post("/notices/mark/", {"notice": "first"}).status_code == 302
    assert unread_count(analyst) == 1


def test_an_empty_list_says_what_will_stand_there(as_analyst: Client) -> None:
    assert "Nothing waits for you" in as_analyst.get("/notices/").content.decode()


def test_a_person_sets_an_address_and_switches_letters_off(as_analyst: Client, analyst: User) -> None:
    as_analyst.post("/notices/email/", {"address": "anselm@example.org"})
    analyst.refresh_from_db()
    assert analyst.email == "anselm@example.org"
    assert not Preferences.objects.get(person=analyst).email


def test_an_address_that_is_none_is_refused_and_kept_in_the_form(as_analyst: Client, analyst: User) -> None:
    answer = as_analyst.post("/notices/email/", {"email": "on", "address": "anselm at home"})
    assert answer.status_code == 422
    assert "anselm at home" in answer.content.decode()


def test_the_list_asks_the_same_few_queries_whatever_its_length(
    as_analyst: Client, analyst: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    given(analyst)
    with django_assert_max_num_queries(10) as few:
        as_analyst.get("/notices/")
    for _ in range(10):
        given(analyst)
    with django_assert_max_num_queries(10) as many:
        as_analyst.get("/notices/")
    assert len(many) == len(few)
