"""Holding reports: who gets which, for how long, and that nobody else can decide on them meanwhile."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.utils import timezone

from incidents.models import Decision, Reading, Report, ReviewRules
from incidents.workflow.queue.holds import (
    HeldByOtherError,
    NotYoursError,
    give_next,
    release_hold,
    renew_hold,
    reserve_next,
    take_over,
    take_report,
)
from incidents.workflow.review.decisions import accept_claim, add_claim
from incidents.workflow.review.finishing import finish_report
from incidents.workflow.review.undo import undo_last
from tests import factories


def until(report: Report) -> float:
    """Minutes that the hold of a report still lasts."""
    report.refresh_from_db()
    assert report.held_until
    return (report.held_until - timezone.now()).total_seconds() / 60


def run_out(report: Report) -> None:
    """Let the hold of a report be over."""
    Report.objects.filter(pk=report.pk).update(held_until=timezone.now() - timedelta(seconds=1))


# --- Taking, keeping, leaving ---


def test_who_takes_a_report_holds_it_for_fifteen_minutes(analyst: User) -> None:
    report = factories.report()
    take_report(report=report, person=analyst)
    assert 14.9 < until(report) <= 15
    assert report.held_by == analyst


def test_how_long_it_is_held_is_a_rule_of_the_desk(analyst: User, senior: User) -> None:
    ReviewRules.objects.create(hold_minutes=40, person=senior)
    report = factories.report()
    take_report(report=report, person=analyst)
    assert 39.9 < until(report) <= 40


def test_another_cannot_take_it_and_learns_who_holds_it(analyst: User, senior: User) -> None:
    report = factories.report()
    take_report(report=report, person=analyst)
    with pytest.raises(HeldByOtherError, match="Held by anselm until") as refused:
        take_report(report=report, person=senior)
    assert refused.value.by == analyst


def test_what_was_held_long_enough_is_free(analyst: User, senior: User) -> None:
    report = factories.report()
    take_report(report=report, person=analyst)
    run_out(report)
    take_report(report=report, person=senior)
    report.refresh_from_db()
    assert report.held_by == senior


def test_a_hold_goes_on_with_each_sign_of_life(analyst: User) -> None:
    report = factories.report()
    take_report(report=report, person=analyst)
    Report.objects.filter(pk=report.pk).update(held_until=timezone.now() + timedelta(minutes=2))
    report.refresh_from_db()
    renew_hold(report=report, person=analyst)
    assert until(report) > 14.9


def test_going_on_keeps_the_moment_at_which_it_was_opened(analyst: User) -> None:
    report = take_report(report=factories.report(), person=analyst)
    opened = report.held_since
    Report.objects.filter(pk=report.pk).update(held_until=timezone.now() + timedelta(minutes=2))
    report.refresh_from_db()
    renew_hold(report=report, person=analyst)
    report.refresh_from_db()
    assert report.held_since == opened


def test_a_person_has_one_report_open_at_a_time(analyst: User) -> None:
    first, second = factories.report(), factories.report()
    take_report(report=first, person=analyst)
    take_report(report=second, person=analyst)
    first.refresh_from_db()
    assert first.held_by is None


def test_a_closed_report_is_held_by_nobody(analyst: User) -> None:
    report = factories.report(status="reviewed")
    take_report(report=report, person=analyst)
    report.refresh_from_db()
    assert report.held_by is None


def test_who_leaves_a_report_lets_others_have_it(analyst: User, senior: User) -> None:
    report = factories.report()
    take_report(report=report, person=analyst)
    release_hold(report=report, person=analyst)
    take_report(report=report, person=senior)
    assert report.held_by == senior


def test_an_analyst_cannot_release_what_another_holds(analyst: User, senior: User) -> None:
    report = factories.report()
    take_report(report=report, person=senior)
    with pytest.raises(NotYoursError):
        release_hold(report=report, person=analyst)


def test_a_senior_takes_over_what_another_holds(analyst: User, senior: User) -> None:
    report = factories.report()
    take_report(report=report, person=analyst)
    take_over(report=report, person=senior)
    report.refresh_from_db()
    assert report.held_by == senior


def test_holds_leave_no_trace_in_the_history(analyst: User) -> None:
    report = factories.report()
    take_report(report=report, person=analyst)
    release_hold(report=report, person=analyst)
    assert report.history.count() == 1


# --- Deciding ---


def test_deciding_on_a_report_that_nobody_holds_takes_it(analyst: User) -> None:
    claim = factories.claim(factories.report())
    accept_claim(claim=claim, person=analyst)
    claim.report.refresh_from_db()
    assert claim.report.held_by == analyst


def accepting(claim: Any, person: User) -> None:
    accept_claim(claim=claim, person=person)


def taking_back(claim: Any, person: User) -> None:
    undo_last(claim=claim, person=person)


def adding(claim: Any, person: User) -> None:
    add_claim(report=claim.report, person=person, start=0, end=8, value={"measure": "killed", "low": 1})


def finishing(claim: Any, person: User) -> None:
    finish_report(report=claim.report, person=person, incident=None)


@pytest.mark.parametrize("act", [accepting, taking_back, adding, finishing])
def test_nothing_is_decided_on_a_report_that_another_holds(
    analyst: User, senior: User, act: Callable[[Any, User], None]
) -> None:
    claim = factories.claim(factories.report())
    accept_claim(claim=claim, person=analyst)
    with pytest.raises(HeldByOtherError):
        act(claim, senior)
    claim.report.refresh_from_db()
    assert (Decision.objects.count(), claim.report.claims.count(), claim.report.status) == (1, 1, "pending")


def test_deciding_goes_on_holding(analyst: User) -> None:
    claim = factories.claim(factories.report())
    take_report(report=claim.report, person=analyst)
    Report.objects.filter(pk=claim.report_id).update(held_until=timezone.now() + timedelta(minutes=1))
    accept_claim(claim=claim, person=analyst)
    assert until(claim.report) > 14.9


def test_a_finished_report_is_held_by_nobody(analyst: User) -> None:
    report = factories.report()
    take_report(report=report, person=analyst)
    finish_report(report=report, person=analyst, incident=None)
    report.refresh_from_db()
    assert report.held_by is None


# --- The next one ---


def test_the_next_report_is_the_one_of_highest_priority(analyst: User) -> None:
    factories.report(priority=1)
    urgent = factories.report(priority=9)
    assert give_next(analyst) == urgent


def test_two_people_get_two_reports(analyst: User, senior: User) -> None:
    first, second = factories.report(priority=2), factories.report(priority=1)
    assert (give_next(analyst), give_next(senior)) == (first, second)


def test_whoever_asks_again_gets_the_report_that_is_open(analyst: User) -> None:
    opened = factories.report(priority=1)
    take_report(report=opened, person=analyst)
    factories.report(priority=9)
    assert give_next(analyst) == opened


def test_a_report_that_is_left_is_not_given_again(analyst: User) -> None:
    left, other = factories.report(priority=9), factories.report(priority=1)
    take_report(report=left, person=analyst)
    assert give_next(analyst, leaving=left.pk) == other


def test_where_others_hold_all_there_is_no_next(analyst: User, senior: User) -> None:
    take_report(report=factories.report(), person=senior)
    assert give_next(analyst) is None


def test_what_is_assigned_to_a_person_comes_first(analyst: User) -> None:
    factories.report(priority=9)
    mine = factories.report(priority=1, assigned_to=analyst)
    assert give_next(analyst) == mine


def test_what_was_returned_comes_before_what_is_assigned(analyst: User) -> None:
    factories.report(priority=9, assigned_to=analyst)
    returned = factories.report(priority=1, assigned_to=analyst, returned_at=timezone.now())
    assert give_next(analyst) == returned


def test_what_is_assigned_to_another_is_given_to_nobody_else(analyst: User, senior: User) -> None:
    factories.report(assigned_to=senior)
    assert give_next(analyst) is None


def test_nobody_is_given_the_second_reading_of_what_they_read_first(analyst: User, senior: User) -> None:
    report = factories.report(second_reading="wanted")
    Reading.objects.create(report=report, person=analyst, finished_at=timezone.now())
    assert give_next(analyst) is None
    assert give_next(senior) == report


def test_a_report_that_was_reopened_is_given_to_who_finished_it_once(analyst: User) -> None:
    report = factories.report()
    Reading.objects.create(report=report, person=analyst, finished_at=timezone.now())
    assert give_next(analyst) == report


def test_what_is_to_be_settled_is_nobodys_next(senior: User) -> None:
    factories.report(status="adjudication", second_reading="wanted")
    assert give_next(senior) is None


# --- The one after it ---


def test_the_report_kept_ahead_is_given_next(analyst: User, senior: User) -> None:
    take_report(report=factories.report(priority=5), person=analyst)
    kept = factories.report(priority=1)
    assert reserve_next(analyst) == kept
    assert give_next(senior) is None
    assert give_next(analyst) == kept


def test_asking_ahead_twice_keeps_one_report(analyst: User) -> None:
    factories.report(priority=2)
    factories.report(priority=1)
    assert reserve_next(analyst) == reserve_next(analyst)
    assert Report.objects.filter(held_by=analyst).count() == 1


def test_what_is_kept_ahead_is_kept_for_five_minutes(analyst: User, senior: User) -> None:
    report = factories.report()
    reserve_next(analyst)
    assert 4.9 < until(report) <= 5
    run_out(report)
    assert give_next(senior) == report


def test_the_report_that_is_open_is_not_kept_ahead(analyst: User) -> None:
    take_report(report=factories.report(), person=analyst)
    assert reserve_next(analyst) is None


def test_opening_a_report_leaves_the_one_kept_ahead(analyst: User) -> None:
    factories.report()
    kept = reserve_next(analyst)
    take_report(report=factories.report(), person=analyst)
    assert kept is not None
    kept.refresh_from_db()
    assert kept.held_by == analyst


# --- At once ---


def at_once(people: list[User]) -> list[int | None]:
    """The reports that people get who ask for the next one at the same moment, each over a connection of their own."""
    together = Barrier(len(people))

    def ask(person: User) -> int | None:
        try:
            together.wait(timeout=30)
            given = give_next(person)
            return given.pk if given else None
        finally:
            connection.close()

    with ThreadPoolExecutor(len(people)) as pool:
        return list(pool.map(ask, people))


@pytest.mark.skipif(connection.vendor != "postgresql", reason="rows are locked one by one on PostgreSQL only")
@pytest.mark.django_db(transaction=True)
def test_ten_analysts_who_ask_at_once_get_ten_different_reports() -> None:
    shared = {"source": factories.source(), "added_by": factories.person()}
    people = [factories.person() for _ in range(10)]
    best = [factories.report(priority=20 - number, **shared).pk for number in range(12)][:10]
    assert Counter(at_once(people)) == Counter(best)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="rows are locked one by one on PostgreSQL only")
@pytest.mark.django_db(transaction=True)
def test_of_ten_analysts_who_ask_for_six_reports_four_get_none() -> None:
    shared = {"source": factories.source(), "added_by": factories.person()}
    people = [factories.person() for _ in range(10)]
    there = {factories.report(**shared).pk for _ in range(6)}
    given = at_once(people)
    assert given.count(None) == 4
    assert set(given) - {None} == there
