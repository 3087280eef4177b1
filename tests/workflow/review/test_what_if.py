"""Claims and sources judged otherwise: tried without a trace, saved as decisions."""

from __future__ import annotations

import pytest

from incidents.models import Decision, Incident
from incidents.vocabulary import Interest, Reliability, Scope, Standing, Verdict
from incidents.workflow.figures.basis import read_basis
from incidents.workflow.review.decisions import reject_claim
from incidents.workflow.review.what_if import Trial, UntoldReasonError, effects_of, save_trial
from tests import factories

pytestmark = pytest.mark.django_db


def clash() -> Incident:
    """Two voices of one day: a clinic that counts 12 dead, a mayor that counts 19."""
    incident = factories.incident()
    source = factories.source("Lakeside Wire")
    factories.reviewed_report(
        incident,
        {"low": 12, "words": "12 bodies", "claimant_name": "the clinic"},
        {"low": 19, "words": "19 dead", "claimant_name": "the mayor"},
        source=source,
    )
    return incident


def claim_of(incident: Incident, low: int) -> int:
    return incident.claims.get(low=low).pk


def moved(incident: Incident, trial: Trial) -> list[tuple[object, ...]]:
    effects = effects_of(trial, read_basis(incident))
    return [tuple((figure.low, figure.best, figure.high) for figure in (one.before, one.after)) for one in effects]


def test_a_claim_switched_off_moves_the_figure() -> None:
    incident = clash()
    assert moved(incident, Trial(off=frozenset({claim_of(incident, 12)}))) == [((12, 12, 19), (19, 19, 19))]


def test_trying_leaves_no_trace() -> None:
    incident = clash()
    decisions = Decision.objects.count()
    moved(incident, Trial(off=frozenset({claim_of(incident, 12)})))
    assert Decision.objects.count() == decisions
    assert incident.estimates.people().get().low == 12


def test_another_interest_moves_the_figure() -> None:
    incident = clash()
    trial = Trial(interests={claim_of(incident, 19): Interest.PARTY_CLAIM})
    assert moved(incident, trial) == [((12, 12, 19), (12, 12, 12))]


def test_another_scope_moves_the_figure() -> None:
    incident = clash()
    trial = Trial(scopes={claim_of(incident, 12): Scope.LARGER})
    assert moved(incident, trial) == [((12, 12, 19), (19, 19, 19))]


def test_another_grade_moves_the_figure() -> None:
    incident = clash()
    radio = factories.source("Hill Radio")
    factories.reviewed_report(incident, {"low": 30, "claimant_name": "the abbot"}, source=radio)
    assert incident.estimates.people().get().best == 19
    trial = Trial(grades={radio.pk: Reliability.A, incident.claims.get(low=12).report.source_id: Reliability.D})
    assert moved(incident, trial) == [((12, 19, 30), (12, 30, 30))]


def test_a_rejected_claim_can_be_tried_again() -> None:
    incident = clash()
    claim = incident.claims.get(low=12)
    reject_claim(claim=claim, person=incident.made_by)
    assert moved(incident, Trial(on=frozenset({claim.pk}))) == [((19, 19, 19), (12, 12, 19))]


def test_what_is_saved_is_what_was_tried() -> None:
    incident = clash()
    trial = Trial(off=frozenset({claim_of(incident, 12)}), interests={claim_of(incident, 19): Interest.ADMISSION})
    save_trial(incident=incident, trial=trial, person=incident.made_by, reason="The clinic counted the wounded.")
    assert incident.claims.get(low=12).standing == Standing.REJECTED
    assert incident.claims.get(low=19).interest == Interest.ADMISSION
    assert incident.estimates.people().get().low == 19


def test_each_saved_judgement_is_a_decision_with_the_reason() -> None:
    incident = clash()
    trial = Trial(off=frozenset({claim_of(incident, 12)}), scopes={claim_of(incident, 19): Scope.PART})
    save_trial(incident=incident, trial=trial, person=incident.made_by, reason="The list names one street.")
    made = Decision.objects.filter(reason="The list names one street.").order_by("pk").values_list("verdict", "value")
    assert sorted(made) == [(Verdict.CORRECTED, {"scope": "part"}), (Verdict.REJECTED, {})]


def test_a_claim_switched_on_again_counts() -> None:
    incident = clash()
    reject_claim(claim=incident.claims.get(low=12), person=incident.made_by)
    trial = Trial(on=frozenset({claim_of(incident, 12)}))
    save_trial(incident=incident, trial=trial, person=incident.made_by, reason="It is the dead after all.")
    assert incident.estimates.people().get().low == 12


def test_a_saved_grade_stands_in_the_history_of_its_source_with_the_reason() -> None:
    incident = clash()
    wire = incident.claims.get(low=12).report.source
    trial = Trial(grades={wire.pk: Reliability.D})
    save_trial(incident=incident, trial=trial, person=incident.made_by, reason="Three figures were taken back.")
    latest = wire.history.latest()
    assert (latest.reliability, latest.history_change_reason) == ("D", "Three figures were taken back.")


def test_nothing_is_saved_without_a_reason() -> None:
    incident = clash()
    with pytest.raises(UntoldReasonError, match="Say why"):
        save_trial(
            incident=incident,
            trial=Trial(off=frozenset({claim_of(incident, 12)})),
            person=incident.made_by,
            reason=" ",
        )
    assert incident.estimates.people().get().low == 12
