"""Threads as pages and fragments: what is said, refused, escaped; who may; how many queries."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from incidents.models import Claim, Comment, Report
from incidents.vocabulary import Role, SecondReading
from incidents.workflow.desk.comments import begin_thread
from tests import factories
from tests.conftest import signed_in

pytestmark = pytest.mark.django_db
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def report(db: None) -> Report:
    return factories.report()


@pytest.fixture
def claim(report: Report) -> Claim:
    return factories.claim(report)


def test_a_comment_is_made_without_javascript(as_analyst: Client, claim: Claim) -> None:
    answer = as_analyst.post(f"/comments/claim/{claim.pk}/", {"text": "Twelve or twenty?"})
    made = Comment.objects.get()
    assert answer["Location"] == f"/comments/claim/{claim.pk}/#comment-{made.pk}"
    assert made.claim == claim


def test_a_comment_is_made_by_a_fragment(as_analyst: Client, report: Report) -> None:
    answer = as_analyst.post(f"/comments/report/{report.pk}/", {"text": "Twelve or twenty?"}, **HTMX)
    words = answer.content.decode()
    assert "Twelve or twenty?" in words
    assert "<html" not in words


def test_an_unknown_name_is_said_once_and_nothing_is_lost(as_analyst: Client, report: Report) -> None:
    answer = as_analyst.post(f"/comments/report/{report.pk}/", {"text": "The account @ashkel_now says 12."})
    assert answer.status_code == 422
    words = answer.content.decode()
    assert "Nobody here is called @ashkel_now" in words
    assert "The account @ashkel_now says 12." in words
    assert not Comment.objects.exists()


def test_an_unknown_name_sent_again_stands(as_analyst: Client, report: Report) -> None:
    as_analyst.post(f"/comments/report/{report.pk}/", {"text": "The account @ashkel_now.", "as_is": "ashkel_now"})
    assert Comment.objects.count() == 1


def test_an_empty_answer_is_refused_beside_its_field(as_analyst: Client, analyst: User, report: Report) -> None:
    start = begin_thread(subject=report, person=analyst, text="Twelve?")
    answer = as_analyst.post(f"/comments/{start.pk}/answer/", {"text": " "}, **HTMX)
    assert answer.status_code == 422
    assert f'id="answer-{start.pk}-text-error"' in answer.content.decode()


def test_a_thread_is_resolved_and_opened_again(as_analyst: Client, analyst: User, report: Report) -> None:
    start = begin_thread(subject=report, person=analyst, text="Twelve?")
    as_analyst.post(f"/comments/{start.pk}/resolve/")
    assert "resolved</span> by anselm" in as_analyst.get(f"/comments/report/{report.pk}/").content.decode()
    as_analyst.post(f"/comments/{start.pk}/reopen/")
    start.refresh_from_db()
    assert start.resolved_at is None


def test_what_is_said_is_escaped_and_links_lead_to_the_desk_alone(
    as_analyst: Client, analyst: User, report: Report
) -> None:
    begin_thread(
        subject=report, person=analyst, text="<script>x</script> /reports/12/ https://evil.example/reports/12/"
    )
    words = as_analyst.get(f"/comments/report/{report.pk}/").content.decode()
    assert "<script>x" not in words
    assert '<a href="/reports/12/">' in words
    assert 'href="https://evil.example' not in words


def test_a_reader_reads_and_may_not_write(as_reader: Client, analyst: User, report: Report) -> None:
    start = begin_thread(subject=report, person=analyst, text="Twelve?")
    words = as_reader.get(f"/comments/report/{report.pk}/").content.decode()
    assert "Twelve?" in words
    assert "<textarea" not in words
    for address in (f"report/{report.pk}/", f"{start.pk}/answer/", f"{start.pk}/resolve/", f"{start.pk}/reopen/"):
        assert as_reader.post(f"/comments/{address}", {"text": "No."}).status_code == 403
    assert Comment.objects.count() == 1


def test_the_words_of_the_other_reader_are_not_there(as_analyst: Client) -> None:
    report = factories.report(second_reading=SecondReading.WANTED)
    other = factories.person("otto", Role.ANALYST)
    start = begin_thread(subject=factories.claim(report), person=other, text="I read twelve.")
    assert "I read twelve" not in as_analyst.get(f"/comments/claim/{start.claim_id}/").content.decode()
    assert as_analyst.post(f"/comments/{start.pk}/answer/", {"text": "So do I."}).status_code == 404


def test_a_card_tells_how_much_is_said_of_its_claim(as_analyst: Client, analyst: User, claim: Claim) -> None:
    begin_thread(subject=claim, person=analyst, text="One.")
    begin_thread(subject=claim, person=analyst, text="Two.")
    page = as_analyst.get(f"/review/{claim.report_id}/")
    assert [card.claim.comments_count for card in page.context["cards"]] == [2]


@pytest.mark.parametrize("address", ["source/1/", "claim/999/", "report/999/"])
def test_nothing_is_said_about_what_is_not_there(as_analyst: Client, address: str) -> None:
    assert as_analyst.get(f"/comments/{address}").status_code == 404


def test_people_are_suggested_by_name(as_analyst: Client, senior: User) -> None:
    words = as_analyst.get("/people/suggest/?name=se").content.decode()
    assert 'data-value="selma"' in words
    assert "anselm" not in words


def test_a_page_of_comments_asks_the_same_few_queries(
    as_analyst: Client, analyst: User, report: Report, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    begin_thread(subject=report, person=analyst, text="First.")
    with django_assert_max_num_queries(10) as few:
        as_analyst.get(f"/comments/report/{report.pk}/")
    for number in range(10):
        begin_thread(subject=report, person=analyst, text=f"Comment {number}.")
    with django_assert_max_num_queries(10) as many:
        as_analyst.get(f"/comments/report/{report.pk}/")
    assert len(few) == len(many)


def test_a_notice_of_a_comment_leads_to_it(as_senior: Client, senior: User, analyst: User, claim: Claim) -> None:
    made = begin_thread(subject=claim, person=analyst, text="@selma, look.")
    notice = senior.notices.get()
    assert as_senior.get(f"/notices/{notice.pk}/")["Location"] == f"/comments/claim/{claim.pk}/#comment-{made.pk}"
    assert "@selma" in signed_in(senior).get("/notices/").content.decode()
