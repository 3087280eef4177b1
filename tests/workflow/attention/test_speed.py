"""Speed beside the share caught, and reports that were closed faster than anybody reads."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from incidents.models import Claim, Planted, Reading, Report
from incidents.vocabulary import SecondReading
from incidents.workflow.attention.reading_time import begin_reading, mark_if_too_fast, seconds_to_read, start_clock
from incidents.workflow.attention.speed import Days, attention_by_month, attention_by_person, closed_too_fast
from incidents.workflow.queue.readings import finish_reading
from incidents.workflow.review.decisions import accept_claim, take_back
from tests import factories

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 20, tzinfo=UTC)
UP_TO_NOW = Days.chosen(now=NOW)
LONG = "Fighters attacked the town and people fled over the bridge to the hills. " * 20


def read(person: User, seconds: float, day: str = "2026-03-10", verdict: str = "") -> Reading:
    """A reading of a report of two claims, both accepted, finished on that day; with a planted answer where told."""
    report = factories.report()
    for claim in (factories.claim(report), factories.claim(report, "19", low=19)):
        accept_claim(claim=claim, person=person)
    finish_reading(report, person, {})
    finished = datetime.fromisoformat(f"{day}T12:00:00Z")
    Reading.objects.filter(report=report).update(active_seconds=seconds, finished_at=finished)
    reading = Reading.objects.get(report=report)
    if verdict:
        claim = Claim.objects.filter(report=report).first()
        Planted.objects.create(
            reading=reading, claim=claim, person=person, shown={}, verdict=verdict, answered_at=finished
        )
    return reading


def test_a_month_has_its_medians_and_the_share_caught(analyst: User) -> None:
    read(analyst, 40, verdict="rejected")
    read(analyst, 60, verdict="accepted")
    read(analyst, 200, verdict="corrected")
    month = attention_by_month(analyst, UP_TO_NOW)[-1]
    assert (month.seconds_a_report, month.seconds_a_claim) == (60, 30)
    assert (month.caught, month.planted) == (2, 3)
    assert month.words_a_second == pytest.approx(0.7, abs=0.1)
    assert month.sentence == (
        "3 reports read, typically in 60 s each; 2 of 3 planted claims caught (67 %; few, so this may be chance)."
    )


def test_a_month_without_readings_is_unknown_and_not_zero(analyst: User) -> None:
    read(analyst, 40, day="2026-01-10")
    january, february = attention_by_month(analyst, UP_TO_NOW)[-3:-1]
    assert (january.seconds_a_report, january.share) == (40, None)
    assert (february.seconds_a_report, february.share) == (None, None)
    assert "how fast that was says nothing" in january.sentence


def test_what_was_taken_back_is_no_accepted_claim(analyst: User) -> None:
    reading = read(analyst, 60)
    take_back(decision=reading.decisions.first(), person=analyst)  # type: ignore[arg-type]
    assert attention_by_month(analyst, UP_TO_NOW)[-1].seconds_a_claim == 60


def test_a_person_is_counted_apart_and_the_desk_together(analyst: User, senior: User) -> None:
    read(analyst, 40)
    read(senior, 80)
    assert attention_by_month(analyst, UP_TO_NOW)[-1].seconds_a_report == 40
    assert attention_by_month(None, UP_TO_NOW)[-1].seconds_a_report == 60
    assert [(person, one.reports) for person, one in attention_by_person(UP_TO_NOW)] == [
        (analyst, [40]),
        (senior, [80]),
    ]


def opened(report: Report, person: User, seconds_ago: float) -> None:
    begin_reading(report, person)
    Reading.objects.update(started_at=timezone.now() - timedelta(seconds=seconds_ago))


def test_a_report_closed_faster_than_it_can_be_read_is_wanted_again(analyst: User) -> None:
    report = factories.report(LONG)
    opened(report, analyst, 4)
    assert mark_if_too_fast(report, analyst).second_reading == SecondReading.DUE
    report.refresh_from_db()
    assert report.second_reading_why == "closed in 4 s; reading it takes 52 s"
    finish_reading(report, analyst, {})
    assert [reading.report for reading in closed_too_fast(analyst)] == [report]


def test_a_report_that_was_read_is_not(analyst: User) -> None:
    report = factories.report(LONG)
    opened(report, analyst, 53)
    assert mark_if_too_fast(report, analyst).second_reading == ""
    assert not Reading.objects.get().too_fast


@pytest.mark.parametrize(("words", "seconds"), [(10, 0), (49, 0), (50, 10), (600, 120), (5000, 120)])
def test_how_long_a_text_takes(words: int, seconds: float) -> None:
    assert seconds_to_read("word " * words) == seconds


def test_the_desk_says_how_fast_anybody_reads() -> None:
    factories.review_rules(words_a_second=10)
    assert seconds_to_read("word " * 100) == 10


def test_a_pause_counts_as_two_minutes_at_most(analyst: User) -> None:
    report = factories.report()
    claim = factories.claim(report)
    begin_reading(report, analyst)
    Reading.objects.update(last_active_at=timezone.now() - timedelta(minutes=50))
    accept_claim(claim=claim, person=analyst)
    assert Reading.objects.get().active_seconds == pytest.approx(120, abs=2)


def test_a_page_fetched_ahead_starts_the_clock_when_it_is_shown(analyst: User) -> None:
    report = factories.report(LONG)
    opened(report, analyst, 500)
    start_clock(analyst, report.pk)
    assert mark_if_too_fast(report, analyst).second_reading == SecondReading.DUE


def test_the_clock_of_a_reading_under_way_goes_on(analyst: User) -> None:
    report = factories.report(LONG)
    opened(report, analyst, 500)
    Reading.objects.update(active_seconds=3)
    start_clock(analyst, report.pk)
    assert mark_if_too_fast(report, analyst).second_reading == ""
