"""How far two readers agree: alpha against Krippendorff's own example, and what is compared."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from incidents.models import Report
from incidents.vocabulary import Role, SecondReading
from incidents.workflow.review.agreement import (
    BY_NAME,
    agreement_in,
    alpha,
    interval,
    nominal,
    ratio,
    ratio_metric,
    units_of,
)
from incidents.workflow.review.decisions import accept_claim, correct_claim, reject_claim
from incidents.workflow.review.second_reading import finish_apart
from incidents.workflow.review.settling import choose_answers, settle_report
from tests import factories

OBSERVERS = {
    "A": (1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None),
    "B": (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3),
    "C": (None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None),
    "D": (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None),
}
"""Krippendorff's example of four observers and twelve units, some of which not all of them coded."""


def coded() -> list[tuple[str, int, int]]:
    return [
        (observer, unit, value)
        for observer, values in OBSERVERS.items()
        for unit, value in enumerate(values)
        if value is not None
    ]


@pytest.mark.parametrize(("metric", "published"), [(nominal, 0.743), (interval, 0.849), (ratio, 0.797)])
def test_alpha_is_what_krippendorff_published(metric: Any, published: float) -> None:
    assert alpha(coded(), metric) == pytest.approx(published, abs=0.0005)


def test_alpha_is_not_defined_for_one_unit_or_for_values_that_are_all_the_same() -> None:
    assert alpha([]) is None
    assert alpha([("A", 1, "x"), ("B", 1, "y")]) is None
    assert alpha([("A", 1, "x"), ("B", 1, "x"), ("A", 2, "x"), ("B", 2, "x")]) is None


def test_units_that_only_one_reader_answered_count_for_nothing() -> None:
    both = [("A", 1, "x"), ("B", 1, "x"), ("A", 2, "y"), ("B", 2, "y")]
    assert alpha(both) == alpha([*both, ("A", 3, "z")]) == 1


def test_exact_numbers_are_as_far_apart_as_the_ratio_metric_says() -> None:
    assert ratio_metric((10, 10, 10), (30, 30, 30)) == ratio(10, 30) == 0.25
    assert ratio_metric((0, 0, 0), (0, 0, 0)) == 0


def test_an_open_number_is_as_far_from_a_closed_one_as_can_be() -> None:
    assert ratio_metric((12, None, None), (12, None, None)) == 0
    assert ratio_metric((12, 12, None), (12, 12, 12)) == pytest.approx(1 / 3)


# --- What is compared ---


@pytest.fixture
def readers(db: None) -> list[User]:
    return [factories.person("ada"), factories.person("ben")]


@pytest.fixture
def judge(db: None) -> User:
    return factories.person("judge", Role.SENIOR)


def settled(readers: list[User], judge: User, *answers: int | None) -> Report:
    """A report with one claim found as 12 that each reader corrects to a number, or rejects for None."""
    report = factories.report(second_reading=SecondReading.WANTED)
    claim = factories.claim(report)
    for reader, best in zip(readers, answers, strict=True):
        if best is None:
            reject_claim(claim=claim, person=reader)
        elif best == 12:
            accept_claim(claim=claim, person=reader)
        else:
            correct_claim(claim=claim, person=reader, value={"low": best, "best": best, "high": best})
        report = finish_apart(report=report, person=reader, outcome={"choice": "none"})
    choose_answers(report=report, person=judge, choices={claim.pk: 1})
    return settle_report(report=report, person=judge, incident=None)


def test_equal_numbers_and_different_ones_are_told_apart(readers: list[User], judge: User) -> None:
    for answers in ((12, 12), (12, 40), (7, 7)):
        settled(readers, judge, *answers)
    numbers = agreement_in(BY_NAME["numbers"], units_of())
    assert (numbers.units, numbers.equal) == (3, 2)
    assert numbers.alpha is not None
    assert 0 < numbers.alpha < 1


def test_a_claim_that_one_rejected_is_compared_by_its_verdict_alone(readers: list[User], judge: User) -> None:
    settled(readers, judge, 12, None)
    units = units_of()
    assert agreement_in(BY_NAME["verdict"], units).differing == 1
    assert agreement_in(BY_NAME["numbers"], units).units == 0
    assert agreement_in(BY_NAME["numbers"], units).share is None


def test_what_is_not_settled_is_not_compared(readers: list[User]) -> None:
    report = factories.report(second_reading=SecondReading.WANTED)
    for reader in readers:
        finish_apart(report=report, person=reader, outcome={"choice": "none"})
    assert units_of() == []


def test_a_person_sees_the_pairs_that_they_are_one_of(readers: list[User], judge: User) -> None:
    settled(readers, judge, 12, 40)
    assert len(units_of(readers[1])) == 1
    assert units_of(judge) == []


def test_the_same_two_are_one_pair_whoever_finished_first(readers: list[User], judge: User) -> None:
    settled(readers, judge, 12, 40)
    settled(readers[::-1], judge, 12, 40)
    assert len({unit.pair for unit in units_of()}) == 1


def test_the_number_of_queries_does_not_grow_with_the_reports(readers: list[User], judge: User) -> None:
    settled(readers, judge, 12, 40)
    with CaptureQueriesContext(connection) as few:
        units_of()
    for best in (13, 14, 15):
        settled(readers, judge, 12, best)
    with CaptureQueriesContext(connection) as more:
        assert len(units_of()) == 4
    assert len(more) == len(few)
