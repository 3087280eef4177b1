"""Reverting a change from its row: fields, sides, links, decisions and figures; by whom, and what is in the way."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied

from incidents.models import Decision, Incident, IncidentActor, Source
from incidents.vocabulary import Side, Standing, Verdict
from incidents.workflow.figures.overrides import override_estimate
from incidents.workflow.figures.reconcile import recompute_estimates
from incidents.workflow.history.revert import (
    CannotRevertError,
    ChangedSinceError,
    revert_decision,
    revert_record,
    reverted_rows,
)
from incidents.workflow.review.decisions import correct_claim, reject_claim
from incidents.workflow.standing.versions import StaleError
from tests import factories

pytestmark = pytest.mark.django_db


def graded(*grades: str) -> Source:
    """A source that had these grades, one after the other."""
    source = factories.source("Harbour Wire", reliability=grades[0])
    for grade in grades[1:]:
        source.reliability = grade
        source.save()
    return source


def newest(record: Any) -> Any:
    return record.history.latest("history_id")


@pytest.fixture
def clash(analyst: User) -> Incident:
    incident = factories.incident(made_by=analyst)
    factories.reviewed_report(incident, {"low": 12, "words": "12 dead"}, person=analyst)
    return incident


def test_a_grade_is_put_back_and_the_row_says_so(senior: User) -> None:
    source = graded("B", "D")
    row = newest(source)
    revert_record(row=row, person=senior, reason="The wire was right.")
    source.refresh_from_db()
    assert source.reliability == "B"
    assert newest(source).history_user == senior
    assert newest(source).history_change_reason == f"Reverts {row.history_id}: The wire was right."
    assert reverted_rows(source.history.all()) == {row.history_id}


def test_reverting_a_revert_makes_the_change_again(senior: User) -> None:
    source = graded("B", "D")
    row = newest(source)
    revert_record(row=row, person=senior, reason="Wrong.")
    revert_record(row=newest(source), person=senior, reason="No, right.")
    source.refresh_from_db()
    assert source.reliability == "D"
    assert row.history_id not in reverted_rows(source.history.all())


def test_only_the_fields_of_the_row_are_put_back(senior: User) -> None:
    source = graded("B", "D")
    row = newest(source)
    source.notes = "Moved to the coast."
    source.save()
    revert_record(row=row, person=senior, reason="Wrong.")
    source.refresh_from_db()
    assert (source.reliability, source.notes) == ("B", "Moved to the coast.")


def test_a_later_change_of_the_same_field_must_be_confirmed(senior: User) -> None:
    source = graded("B", "D", "E")
    row = source.history.order_by("history_id")[1]
    with pytest.raises(ChangedSinceError):
        revert_record(row=row, person=senior, reason="Wrong.")
    revert_record(row=row, person=senior, reason="Wrong.", anyway=True)
    source.refresh_from_db()
    assert source.reliability == "B"


def test_what_changed_since_it_was_shown_is_not_overwritten(senior: User) -> None:
    source = graded("B", "D")
    row = newest(source)
    source.notes = "Newer."
    source.save()
    with pytest.raises(StaleError):
        revert_record(row=row, person=senior, reason="Wrong.", seen_version=row.history_id)


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_reason_is_needed(senior: User, reason: str) -> None:
    with pytest.raises(CannotRevertError):
        revert_record(row=newest(graded("B", "D")), person=senior, reason=reason)


def test_an_analyst_does_not_revert_a_grade(analyst: User) -> None:
    source = graded("B", "D")
    with pytest.raises(PermissionDenied):
        revert_record(row=newest(source), person=analyst, reason="Wrong.")
    source.refresh_from_db()
    assert source.reliability == "D"


def test_figures_follow_a_grade_that_is_put_back(senior: User, clash: Incident) -> None:
    source = clash.reports.get().source
    clash.estimates.update(why=[])
    source.reliability = "E"
    source.save()
    revert_record(row=newest(source), person=senior, reason="Wrong.")
    assert clash.estimates.get().why != []


def test_a_side_is_put_back_and_an_actor_taken_out_is_in_again(senior: User, clash: Incident) -> None:
    part = factories.takes_part(clash, factories.actor(), Side.A)
    part.side = Side.B
    part.save()
    revert_record(row=newest(part), person=senior, reason="They defended.")
    assert clash.parts.get().side == Side.A
    part_history = IncidentActor.history.filter(incident=clash)  # type: ignore[attr-defined]
    clash.parts.get().delete()
    revert_record(row=part_history.latest("history_id"), person=senior, reason="They were there.")
    assert clash.parts.get().side == Side.A


def test_a_link_is_taken_away_with_its_claims_and_put_back(analyst: User, clash: Incident) -> None:
    report = clash.reports.get()
    rows = report.links.get().history
    revert_record(row=rows.latest("history_id"), person=analyst, reason="Another town.")
    assert not clash.reports.exists()
    assert report.claims.get().incident is None
    revert_record(row=clash.links.model.history.latest("history_id"), person=analyst, reason="The same town.")
    assert clash.reports.get() == report
    assert report.claims.get().incident == clash


def test_any_decision_on_a_claim_is_taken_back_not_only_the_last(analyst: User) -> None:
    claim = factories.claim(factories.report())
    correct_claim(claim=claim, person=analyst, value={"best": 14, "high": 14})
    claim.refresh_from_db()
    correct_claim(claim=claim, person=analyst, value={"claimant_name": "the governor"})
    revert_decision(decision=claim.decisions.order_by("pk")[0], person=analyst, reason="Twelve after all.")
    claim.refresh_from_db()
    assert (claim.best, claim.claimant_name) == (12, "the governor")


def test_a_taking_back_is_taken_back(analyst: User) -> None:
    claim = factories.claim(factories.report())
    reject_claim(claim=claim, person=analyst)
    revert_decision(decision=claim.decisions.get(), person=analyst, reason="It is one.")
    revert_decision(decision=claim.decisions.latest("pk"), person=analyst, reason="No.")
    claim.refresh_from_db()
    assert claim.standing == Standing.REJECTED


def test_another_analyst_takes_back_nothing_on_a_finished_report(clash: Incident) -> None:
    decision = Decision.objects.get(claim__incident=clash)
    with pytest.raises(PermissionDenied):
        revert_decision(decision=decision, person=factories.person(), reason="Wrong.")


def test_a_figure_gets_its_earlier_value_or_the_derived_one(analyst: User, clash: Incident) -> None:
    for best in (14, 16):
        override_estimate(
            estimate=clash.estimates.get(), person=analyst, low=13, best=best, high=20, reason="A list of names."
        )
    first, second = Decision.objects.filter(incident=clash).order_by("pk")
    revert_decision(decision=second, person=analyst, reason="The list was older.")
    assert clash.estimates.get().override.value["best"] == 14
    with pytest.raises(ChangedSinceError):
        revert_decision(decision=first, person=analyst, reason="Nor that.")
    revert_decision(decision=first, person=analyst, reason="Nor that.", anyway=True)
    latest = Decision.objects.filter(incident=clash).latest("pk")
    assert (latest.verdict, latest.value, latest.takes_back) == (Verdict.OVERRIDDEN, {}, first)
    assert clash.estimates.get().override is None


def test_a_title_of_an_incident_is_put_back(analyst: User, clash: Incident) -> None:
    clash.title = "Massacre"
    clash.save()
    revert_record(row=newest(clash), person=analyst, reason="Not established.")
    clash.refresh_from_db()
    assert clash.title == "Armed clash in Ashkel"
    recompute_estimates(clash)
