"""What is reviewed first."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from incidents.models import Report, Source
from incidents.vocabulary import Reliability
from incidents.workflow.figures.reconcile import touch_source
from incidents.workflow.intake import submit_report
from incidents.workflow.reports.priority import is_contested, priority_of, set_priority
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def wire() -> Source:
    return factories.source("Coast Wire")


def weighed(wire: Source, *, days: float = 0, **values: Any) -> float:
    """The priority of a report of that many days ago."""
    report = factories.report(source=wire, **values)
    report.added_at = timezone.now() - timedelta(days=days)
    return priority_of(report)


def test_ten_times_the_dead_weigh_a_point_more(wire: Source) -> None:
    assert weighed(wire, toll=99) - weighed(wire, toll=9) == pytest.approx(1, abs=1e-4)


def test_a_report_without_a_toll_weighs_as_one_of_no_dead(wire: Source) -> None:
    assert weighed(wire, toll=None) == pytest.approx(weighed(wire, toll=0), abs=1e-4)


def test_what_is_contested_comes_before_what_is_not(wire: Source) -> None:
    assert weighed(wire, contested=True) > weighed(wire)


def test_what_the_program_is_less_sure_of_comes_first(wire: Source) -> None:
    sure, look, unsure = (
        weighed(wire, found={"trust": {"killed": {"word": word, "why": [], "score": 0.5}}})
        for word in ("sure", "look", "unsure")
    )
    assert unsure > look > sure == pytest.approx(weighed(wire), abs=1e-4)


def test_a_report_is_as_sure_as_the_least_sure_of_its_totals(wire: Source) -> None:
    trust = {
        "killed": {"word": "sure", "why": [], "score": 0.9},
        "injured": {"word": "unsure", "why": [], "score": 0.4},
    }
    assert factories.report(source=wire, found={"trust": trust}).trust == trust["injured"]


def test_a_trusted_source_comes_before_an_unreliable_one() -> None:
    trusted = factories.source(reliability=Reliability.A)
    doubted = factories.source(reliability=Reliability.E)
    assert weighed(trusted) > weighed(doubted)


def test_ten_days_of_waiting_weigh_as_much_as_ten_times_the_dead(wire: Source) -> None:
    assert weighed(wire, toll=9, days=10) == pytest.approx(weighed(wire, toll=99), abs=1e-4)


# --- Contested ---


def test_two_numbers_of_the_same_people_contest_each_other() -> None:
    report = factories.report()
    factories.claim(report, low=12)
    factories.claim(report, "19", low=19)
    assert is_contested(report.claims.all())


@pytest.mark.parametrize("other", [{"measure": "injured"}, {"status": "civilian"}, {"scope": "part"}])
def test_numbers_of_something_else_contest_nothing(other: dict[str, str]) -> None:
    report = factories.report()
    factories.claim(report, low=12)
    factories.claim(report, "19", low=19, **other)
    assert not is_contested(report.claims.all())


def test_the_same_number_twice_is_not_contested() -> None:
    report = factories.report()
    factories.claim(report, low=12)
    factories.claim(report, "19", low=12)
    assert not is_contested(report.claims.all())


def test_a_denial_contests() -> None:
    report = factories.report()
    factories.claim(report, denies=True, low=0)
    assert is_contested(report.claims.all())


def test_weighing_keeps_whether_a_report_is_contested() -> None:
    report = factories.report()
    factories.claim(report, denies=True, low=0)
    set_priority(report)
    assert (report.contested, report.priority) == (True, priority_of(report))


# --- When it is set ---


def test_a_report_is_weighed_when_it_is_read(analyst: User, wire: Source) -> None:
    text = "Gunmen killed 34 villagers near Goma on Friday, police said."
    report = submit_report(text=text, source=wire, person=analyst)
    assert report.toll == 34
    assert report.priority == pytest.approx(priority_of(report), abs=1e-6)


def test_a_new_grade_moves_what_waits_and_nothing_else(wire: Source) -> None:
    waits, done = factories.report(source=wire), factories.report(source=wire, status="reviewed")
    elsewhere = factories.report()
    wire.reliability = Reliability.E
    wire.save()
    touch_source(wire)
    for report in (waits, done, elsewhere):
        report.refresh_from_db()
    assert waits.priority == priority_of(waits)
    assert (done.priority, elsewhere.priority) == (0, 0)


def test_a_new_grade_asks_only_how_sure_the_totals_are_of_all_that_was_found(wire: Source) -> None:
    trust = {"killed": {"word": "unsure", "why": [], "score": 0.4}}
    report = factories.report(source=wire, found={"trust": trust, "claims": []})
    with CaptureQueriesContext(connection) as asked:
        touch_source(wire)
    report.refresh_from_db()
    assert report.priority == priority_of(report)
    whole = re.compile(r'(?<!\()"incidents_report"\."found"')  # a part of it is asked for in brackets
    assert not [query["sql"] for query in asked if whole.search(query["sql"])]


def test_weighing_a_thousand_reports_takes_few_queries(wire: Source, django_assert_max_num_queries: Any) -> None:
    person = factories.person()
    Report.objects.bulk_create(
        Report(
            text=f"{n}", text_fingerprint=f"{n}", source=wire, published="2024-03-05", added_by=person, status="pending"
        )
        for n in range(1_000)
    )
    with django_assert_max_num_queries(14):
        touch_source(wire)
