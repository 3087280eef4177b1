"""A reading that ends before its time: by an error of the database, a killed reader, a fault of the program."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import OperationalError, connection, connections
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from incidents.extraction import extract
from incidents.models import Report
from incidents.models.report import MOST_INTERRUPTIONS, READING_LEASE
from incidents.vocabulary import ReportStatus, Tie
from incidents.workflow.intake import (
    AlreadyHereError,
    keep_findings,
    keep_to_read,
    read_again,
    read_report,
    read_what_was_left,
    submit_report,
)
from incidents.workflow.reports.lease import LostLeaseError, renew_lease, take_lease
from incidents.workflow.review.ties import untie_claim
from incidents.workflow.review.undo import undo_last
from tests import factories

pytestmark = pytest.mark.django_db

TEXT = "A mine killed four shepherds near Herat on Sunday, the district governor said."


def unread(**values: Any) -> Report:
    """A text that was kept and that nobody has begun to read."""
    report = Report(text=TEXT, title="Mine near Herat", source=factories.source(), added_by=factories.person())
    for name, value in {"published": "2024-03-05", **values}.items():
        setattr(report, name, value)
    keep_to_read(report)
    report.refresh_from_db()
    return report


def let_time_pass(report: Report, passed: timedelta = READING_LEASE) -> None:
    """As if the last progress of its reading had been so much earlier."""
    report.refresh_from_db()
    assert report.reading_until
    Report.objects.filter(pk=report.pk).update(reading_until=report.reading_until - passed)


def killed_in_the_midst() -> Report:
    """A text whose reader took it, and was never heard of again."""
    report = unread()
    assert take_lease(Report.objects.get(pk=report.pk))
    let_time_pass(report)
    return report


@contextmanager
def without_table(name: str) -> Iterator[None]:
    """The database fails whoever writes to a table, as where it is restarted at that moment."""

    def fail(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        if sql.startswith(f'INSERT INTO "{name}"'):
            raise OperationalError("server closed the connection unexpectedly")
        return execute(sql, *rest)

    with connection.execute_wrapper(fail):
        yield


def test_of_two_readers_one_has_the_text() -> None:
    report = unread()
    first, second = Report.objects.get(pk=report.pk), Report.objects.get(pk=report.pk)
    assert (take_lease(first), take_lease(second)) == (True, False)


def test_a_text_that_somebody_reads_is_left_to_them() -> None:
    report = unread()
    assert take_lease(Report.objects.get(pk=report.pk))
    let_time_pass(report, READING_LEASE - timedelta(seconds=2))
    assert read_what_was_left() == 0


def test_a_text_whose_reader_was_killed_is_read_by_who_finds_it() -> None:
    report = killed_in_the_midst()
    assert read_what_was_left() == 1
    report.refresh_from_db()
    assert (report.status, report.claims.get().low, report.interruptions) == (ReportStatus.PENDING, 4, 0)
    assert read_what_was_left() == 0


def test_a_text_that_nobody_began_to_read_is_read_by_who_finds_it() -> None:
    report = unread()
    assert read_what_was_left() == 0
    let_time_pass(report)
    assert read_what_was_left() == 1


def test_a_text_that_was_left_half_read_before_there_were_leases_is_read() -> None:
    report = factories.report(TEXT, status="reading", progress=40)
    read_what_was_left()
    report.refresh_from_db()
    assert report.status == ReportStatus.PENDING


def test_what_a_reader_brings_too_late_is_refused() -> None:
    report = unread()
    slow = Report.objects.get(pk=report.pk)
    take_lease(slow)
    let_time_pass(report)
    assert read_what_was_left() == 1
    with pytest.raises(LostLeaseError):
        keep_findings(slow, extract(TEXT))
    with pytest.raises(LostLeaseError):
        renew_lease(slow, 0.5)
    assert report.claims.count() == 1


def test_progress_keeps_a_text_for_its_reader() -> None:
    report = unread()
    take_lease(report)
    let_time_pass(report)
    renew_lease(report, 0.5)
    assert read_what_was_left() == 0
    report.refresh_from_db()
    assert report.progress == 50


def test_a_text_that_ends_its_reader_every_time_waits_for_a_person_in_the_end() -> None:
    report = unread()
    for _ in range(MOST_INTERRUPTIONS):
        assert take_lease(Report.objects.get(pk=report.pk))
        let_time_pass(report)
    read_what_was_left()
    report.refresh_from_db()
    assert (report.status, report.interruptions) == (ReportStatus.FAILED, 10)


def test_an_error_of_the_database_is_never_final() -> None:
    report = unread()
    for _ in range(MOST_INTERRUPTIONS + 2):
        with without_table("incidents_claim"):
            read_report(report)
        report.refresh_from_db()
        assert (report.status, report.reading_by, report.interruptions) == (ReportStatus.READING, "", 0)
    let_time_pass(report, timedelta(hours=1))
    read_what_was_left()
    assert report.claims.count() == 1


def test_each_further_try_after_an_error_of_the_database_waits_twice_as_long() -> None:
    report, waits = unread(), []
    for _ in range(9):
        with without_table("incidents_claim"):
            read_report(report)
        report.refresh_from_db()
        waits.append(round((report.reading_until - timezone.now()).total_seconds(), -1))  # type: ignore[operator]
    assert waits == [10, 20, 40, 80, 160, 320, 640, 640, 640]


def test_a_short_text_that_could_not_be_written_down_is_taken_in_all_the_same() -> None:
    with without_table("incidents_claim"):
        report = submit_report(text=TEXT, source=factories.source(), person=factories.person())
    assert report.status == ReportStatus.READING


def test_a_long_text_waits_as_a_task(settings: Settings) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    settings.READ_AT_ONCE_CHARACTERS = 30
    report = submit_report(text=TEXT, source=factories.source(), person=factories.person())
    assert report.status == ReportStatus.READING
    assert DBTaskResult.objects.ready().get().args_kwargs == {"args": [report.pk], "kwargs": {}}


def test_no_text_is_kept_whose_task_is_not(settings: Settings) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    settings.READ_AT_ONCE_CHARACTERS = 30
    with without_table("django_tasks_database_dbtaskresult"), pytest.raises(OperationalError):
        submit_report(text=TEXT, source=factories.source(), person=factories.person())
    assert not Report.objects.exists()


def test_what_people_added_to_a_text_that_failed_stays_when_it_is_read_again() -> None:
    report = factories.report(TEXT, status="failed")
    added = factories.claim(report, "four shepherds", low=4, made_by=factories.person())
    read_again(report)
    report.refresh_from_db()
    assert report.status == ReportStatus.PENDING
    assert list(report.claims.values_list("number", "made_by")) == [(1, added.made_by_id), (2, None)]


def test_ties_hold_among_what_was_found_when_people_had_added_claims() -> None:
    text = "Shelling killed 9 people in Goma on Monday, including 3 children, the mayor said."
    report = factories.report(text, status="failed")
    factories.claim(report, "9 people", low=9, made_by=factories.person())
    read_again(report)
    children = report.claims.get(low=3)
    assert children.part_of
    assert (children.part_of.low, children.part_of.made_by) == (9, None)
    whole = children.part_of
    untie_claim(claim=children, person=report.added_by, tie=Tie.PART_OF)
    undo_last(claim=report.claims.get(pk=children.pk), person=report.added_by)
    assert report.claims.get(pk=children.pk).part_of == whole


def test_a_text_that_is_being_read_is_not_begun_again() -> None:
    report = unread()
    reader = Report.objects.get(pk=report.pk)
    take_lease(reader)
    read_again(report)
    report.refresh_from_db()
    assert (report.status, report.reading_by) == (ReportStatus.READING, reader.reading_by)


def test_a_text_that_was_read_is_not_read_again() -> None:
    report = factories.report(TEXT)
    read_again(report)
    assert (report.status, report.claims.count()) == (ReportStatus.PENDING, 0)


def test_reading_leaves_one_row_of_history_for_keeping_and_one_for_what_was_found() -> None:
    report = submit_report(text=TEXT, source=factories.source(), person=factories.person())
    assert list(report.history.order_by("history_id").values_list("status", flat=True)) == ["reading", "pending"]


def test_a_reading_stands_still_ten_seconds_after_its_last_progress() -> None:
    report = unread()
    assert not report.stands_still
    let_time_pass(report, timedelta(seconds=11))
    report.refresh_from_db()
    assert report.stands_still
    assert timezone.now() - report.last_progress < timedelta(seconds=30)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_paste_the_same_text_at_once_the_second_is_told_where_it_is() -> None:
    source, person, ready = factories.source(), factories.person(), Barrier(4)

    def paste(_: int) -> Report | AlreadyHereError:
        try:
            ready.wait(timeout=30)
            return submit_report(text=TEXT, source=source, person=person)
        except AlreadyHereError as known:
            return known
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(paste, range(4)))
    (kept,) = [one for one in answers if isinstance(one, Report)]
    assert [one.report for one in answers if isinstance(one, AlreadyHereError)] == [kept] * 3
