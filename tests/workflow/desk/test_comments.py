"""Comments: who is told, who may see them, how a thread is resolved and opened again."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied

from incidents.models import Comment, Notice, Report
from incidents.vocabulary import NoticeKind, Role, SecondReading
from incidents.workflow.desk.comments import (
    BadCommentError,
    ThreadStateError,
    answer_thread,
    begin_thread,
    people_mentioned,
    people_named_like,
    reopen_thread,
    resolve_thread,
    threads_on,
)
from incidents.workflow.desk.notices import unread_count
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(db: None) -> Report:
    return factories.report()


def told(person: User) -> list[str]:
    return [notice.kind for notice in Notice.objects.filter(person=person).order_by("pk")]


def test_whoever_is_mentioned_is_told(report: Report, analyst: User, senior: User) -> None:
    made = begin_thread(subject=report, person=analyst, text="@selma, are these the same nine?")
    assert list(made.mentions.all()) == [senior]
    assert told(senior) == [NoticeKind.MENTIONED]


def test_an_answer_tells_those_who_spoke_once(report: Report, analyst: User, senior: User) -> None:
    start = begin_thread(subject=report, person=analyst, text="The same nine?")
    answer_thread(thread=start, person=senior, text="@anselm yes.")
    answer_thread(thread=start, person=senior, text="See the list.")
    assert told(analyst) == [NoticeKind.MENTIONED, NoticeKind.ANSWERED]
    assert told(senior) == []


def test_an_answer_to_an_answer_stands_in_the_same_thread(report: Report, analyst: User, senior: User) -> None:
    start = begin_thread(subject=report, person=analyst, text="The same nine?")
    first = answer_thread(thread=start, person=senior, text="Yes.")
    answer_thread(thread=first, person=analyst, text="Thanks.")
    [thread] = threads_on(report, analyst)
    assert [one.text for one in thread.answers] == ["Yes.", "Thanks."]


def test_mentions_are_read_off_the_words(analyst: User, senior: User) -> None:
    people = {"anselm": analyst, "selma": senior}
    assert people_mentioned("(@Anselm), @selma. And write to desk@selma or @nobody!", people) == (
        [analyst, senior],
        ["nobody"],
    )


def test_people_are_suggested_by_the_beginning_of_any_name(analyst: User, senior: User) -> None:
    senior.last_name = "Anders"
    senior.save()
    factories.person("anton").delete()
    assert people_named_like("an") == [analyst, senior]


def test_somebody_who_left_is_not_told(report: Report, analyst: User, senior: User) -> None:
    senior.is_active = False
    senior.save()
    begin_thread(subject=report, person=analyst, text="@selma, look.")
    assert told(senior) == []


@pytest.mark.parametrize("text", ["", "  \n", "x" * 5001])
def test_what_says_nothing_or_too_much_is_refused(report: Report, analyst: User, text: str) -> None:
    with pytest.raises(BadCommentError):
        begin_thread(subject=report, person=analyst, text=text)


def test_a_reader_of_the_desk_does_not_comment(report: Report, reader: User) -> None:
    with pytest.raises(PermissionDenied):
        begin_thread(subject=report, person=reader, text="Why?")
    assert not Comment.objects.exists()


def test_a_resolved_thread_stands_last_and_says_who(report: Report, analyst: User, senior: User) -> None:
    first = begin_thread(subject=report, person=analyst, text="First.")
    begin_thread(subject=report, person=analyst, text="Second.")
    resolve_thread(thread=first, person=senior)
    threads = threads_on(report, analyst)
    assert [thread.start.text for thread in threads] == ["Second.", "First."]
    assert threads[1].start.resolved_by == senior


def test_a_thread_is_resolved_once_and_can_be_opened_again(report: Report, analyst: User) -> None:
    start = begin_thread(subject=report, person=analyst, text="First.")
    resolve_thread(thread=start, person=analyst)
    with pytest.raises(ThreadStateError):
        resolve_thread(thread=start, person=analyst)
    assert reopen_thread(thread=start, person=analyst).resolved_at is None
    with pytest.raises(ThreadStateError):
        reopen_thread(thread=start, person=analyst)


def test_resolving_reads_ones_own_notices_of_the_thread(report: Report, analyst: User, senior: User) -> None:
    start = begin_thread(subject=report, person=analyst, text="@selma, look.")
    resolve_thread(thread=start, person=senior)
    assert unread_count(senior) == 0


def test_while_a_report_is_read_apart_each_sees_their_own_words_alone(analyst: User) -> None:
    other = factories.person("otto", Role.ANALYST)
    report = factories.report(second_reading=SecondReading.WANTED)
    claim = factories.claim(report)
    for subject in (report, claim):
        begin_thread(subject=subject, person=analyst, text="I read twelve.")
        assert threads_on(subject, other) == []
        assert len(threads_on(subject, analyst)) == 1
