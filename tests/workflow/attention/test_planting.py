"""Which claims are planted, for whom, and that nothing planted can enter the record."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User

from incidents.models import Claim, Decision, Planted, Reading, Report
from incidents.models.report import ImmutableError
from incidents.vocabulary import Verdict
from incidents.workflow.attention.planting import (
    answer_correction,
    answer_planted,
    chosen_for_planting,
    disguise,
    may_be_planted,
    plant,
    planted_unanswered,
)
from incidents.workflow.attention.reading_time import begin_reading
from incidents.workflow.review.decisions import accept_claim
from incidents.workflow.review.undo import undo_last
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def report() -> Report:
    """Three claims that wait."""
    report = factories.report()
    factories.claim(report, "At least 12 fighters")
    factories.claim(report, "Five soldiers", low=5, measure="injured")
    factories.claim(report, "19", low=19)
    return report


@pytest.fixture
def planted(report: Report, analyst: User) -> Planted:
    """What the analyst sees planted in that report."""
    factories.review_rules(planted_share=1)
    begin_reading(report, analyst)
    return Planted.objects.get()


def test_nothing_is_planted_while_the_share_is_zero(report: Report, analyst: User) -> None:
    begin_reading(report, analyst)
    assert not Planted.objects.exists()


def test_a_report_of_few_claims_has_one_planted_at_most(planted: Planted, report: Report, analyst: User) -> None:
    assert planted.person == analyst
    assert planted.claim.report == report
    assert planted.shown


def test_opening_the_report_again_plants_nothing_more(planted: Planted, report: Report, analyst: User) -> None:
    begin_reading(report, analyst)
    assert Planted.objects.get() == planted
    assert Reading.objects.count() == 1


def test_a_report_of_many_claims_has_one_of_five_planted_at_most(analyst: User) -> None:
    factories.review_rules(planted_share=1)
    words = [f"{number} fighters" for number in range(20, 32)]
    report = factories.report(f"They counted {', '.join(words)}.")
    for each in words:
        factories.claim(report, each, low=int(each.split()[0]))
    begin_reading(report, analyst)
    assert Planted.objects.count() == 2


def test_over_many_readings_the_share_of_planted_claims_is_that_of_the_desk() -> None:
    claims = [Claim(pk=pk, number=1) for pk in range(1, 4001)]
    chosen = [claim for claim in claims if chosen_for_planting(Reading(pk=7), [claim], 0.05)]
    assert 160 <= len(chosen) <= 240


def test_what_is_planted_follows_from_the_reading_and_the_claim(planted: Planted, report: Report) -> None:
    reading, shown = Reading.objects.get(), planted.shown
    planted.delete()
    plant(reading)
    again = Planted.objects.get()
    assert (again.claim_id, again.shown) == (planted.claim_id, shown)


@pytest.mark.parametrize("tie", ["part_of", "beside", "retells"])
def test_claims_counted_with_others_are_left_out(report: Report, analyst: User, tie: str) -> None:
    first, second, third = report.claims.order_by("number")
    setattr(second, tie, first)
    second.save()
    reading = Reading.objects.create(report=report, person=analyst)
    assert may_be_planted(reading, list(report.claims.all())) == [third]


def test_denials_added_claims_and_those_decided_on_are_left_out(report: Report, analyst: User) -> None:
    first, second, third = report.claims.order_by("number")
    first.denies, second.made_by = True, analyst
    first.save()
    second.save()
    accept_claim(claim=third, person=analyst)
    undo_last(claim=third, person=analyst)
    reading = Reading.objects.get(report=report, person=analyst)
    assert may_be_planted(reading, list(report.claims.all())) == []


def test_nobody_else_sees_what_is_planted(planted: Planted, senior: User) -> None:
    assert planted_unanswered(senior, planted.claim) is None
    assert planted_unanswered(planted.person, planted.claim) == planted


def test_nothing_is_shown_planted_after_the_reading(planted: Planted, analyst: User) -> None:
    Reading.objects.update(finished_at="2026-01-01T00:00Z")
    assert planted_unanswered(analyst, planted.claim) is None


def test_a_disguised_claim_cannot_be_saved(planted: Planted) -> None:
    claim = disguise(planted.claim, planted)
    with pytest.raises(ImmutableError):
        claim.save()
    with pytest.raises(ImmutableError):
        claim.save(update_fields=["flagged"])


@pytest.mark.parametrize(
    ("shown", "value", "verdict", "is_left"),
    [
        ({"measure": "injured"}, {"measure": "injured", "best": 14}, Verdict.ACCEPTED, True),
        ({"measure": "injured"}, {"measure": "killed", "best": 14}, Verdict.CORRECTED, False),
        ({"low": 19, "best": 19, "high": 19}, {"low": 12, "best": 12, "high": 12}, Verdict.CORRECTED, False),
        ({"low": 19, "best": 19, "high": 19}, {"low": 12, "best": 12, "high": 19}, Verdict.CORRECTED, True),
        ({"low": 19, "best": 19, "high": 19}, {"low": 19, "best": 19, "high": 19}, Verdict.ACCEPTED, True),
        ({"measure": "injured"}, {"best": 14}, Verdict.ACCEPTED, True),
    ],
)
def test_a_correction_catches_what_it_changes(
    planted: Planted, shown: dict[str, Any], value: dict[str, Any], verdict: Verdict, is_left: bool
) -> None:
    planted.shown = shown
    assert answer_correction(planted, value) is is_left
    planted.refresh_from_db()
    assert planted.verdict == verdict


def test_the_first_answer_stays(planted: Planted) -> None:
    answer_planted(planted, Verdict.REJECTED)
    answer_planted(Planted.objects.get(), Verdict.ACCEPTED)
    assert Planted.objects.get().verdict == Verdict.REJECTED


def test_answering_writes_no_decision_and_leaves_the_claim_as_it_was_found(planted: Planted) -> None:
    before = Claim.objects.filter(pk=planted.claim_id).values().get()
    answer_planted(planted, Verdict.ACCEPTED)
    assert not Decision.objects.exists()
    assert Claim.objects.filter(pk=planted.claim_id).values().get() == before
