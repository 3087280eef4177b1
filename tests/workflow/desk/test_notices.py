"""Notices: who is told what, when it is held back, and what an e-mail says."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import mail

from incidents.models import Comment, Notice, Preferences
from incidents.vocabulary import NoticeKind, Role, SecondReading
from incidents.workflow.desk.notices import mark_read, notices_of, notify, notify_settlers, unread_count
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def mailing(settings: Any) -> None:
    settings.SENDS_EMAIL, settings.DESK_URL, settings.DESK_NAME = True, "https://desk.example.org/", "Lamp"


def with_address(person: User) -> User:
    person.email = f"{person.username}@example.org"
    person.save()
    return person


def test_a_notice_waits_until_it_is_read(analyst: User, senior: User) -> None:
    notify(analyst, NoticeKind.ASSIGNED, by=senior, report=factories.report())
    assert unread_count(analyst) == 1
    mark_read(notices_of(analyst))
    assert unread_count(analyst) == 0


def test_nobody_is_told_what_they_did_themselves(senior: User) -> None:
    assert notify(senior, NoticeKind.ASSIGNED, by=senior, report=factories.report()) is None
    assert not Notice.objects.exists()


def test_those_who_may_settle_are_told_but_not_the_readers(analyst: User, senior: User) -> None:
    other = factories.person("sten", Role.SENIOR)
    notify_settlers(factories.report(), but=[senior, analyst])
    assert [notice.person for notice in Notice.objects.all()] == [other]


@pytest.mark.parametrize("on_claim", [False, True])
def test_a_mention_on_a_report_that_is_read_apart_waits_until_it_is_settled(
    analyst: User, senior: User, on_claim: bool
) -> None:
    report = factories.report(second_reading=SecondReading.WANTED)
    subject = {"claim": factories.claim(report)} if on_claim else {"report": report}
    comment = Comment.objects.create(text="@selma, look.", person=analyst, **subject)
    notify(senior, NoticeKind.MENTIONED, by=analyst, comment=comment)
    assert unread_count(senior) == 0
    report.second_reading = SecondReading.SETTLED
    report.save()
    assert unread_count(senior) == 1


def test_a_letter_says_that_something_waits_and_names_nothing(
    mailing: None, analyst: User, senior: User, django_capture_on_commit_callbacks: Any
) -> None:
    report = factories.report(title="Twelve dead in Ashkel", assigned_to=analyst)
    with django_capture_on_commit_callbacks(execute=True):
        notice = notify(with_address(analyst), NoticeKind.ASSIGNED, by=senior, report=report, text="Ask Maren Toll")
    assert notice is not None
    [letter] = mail.outbox
    assert letter.to == ["anselm@example.org"]
    assert letter.subject == "Lamp: You were given a report"
    assert f"https://desk.example.org/notices/{notice.pk}/\n" in letter.body
    for secret in ("Ashkel", "Twelve", "Maren", "selma"):
        assert secret not in letter.body + letter.subject


def test_no_letter_without_an_address(mailing: None, analyst: User, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        notify(analyst, NoticeKind.ASSIGNED, report=factories.report())
    assert mail.outbox == []


def test_no_letter_to_whoever_switched_them_off(
    mailing: None, analyst: User, django_capture_on_commit_callbacks: Any
) -> None:
    Preferences.objects.create(person=analyst, email=False)
    with django_capture_on_commit_callbacks(execute=True):
        notify(with_address(analyst), NoticeKind.ASSIGNED, report=factories.report())
    assert mail.outbox == []


def test_no_letter_where_the_desk_sends_none(analyst: User, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        notify(with_address(analyst), NoticeKind.ASSIGNED, report=factories.report())
    assert mail.outbox == []


def test_no_letter_about_what_was_not_kept(
    mailing: None, analyst: User, django_capture_on_commit_callbacks: Any
) -> None:
    from incidents.workflow.desk.notice_email import email_notice

    email_notice.enqueue(4711)
    assert mail.outbox == []
