"""What a decision does to a claim, and what finishing a report does to the record."""

from __future__ import annotations

from datetime import date

import pytest

from incidents.models import Actor, Claim, Decision
from incidents.models.report import ImmutableError
from incidents.vocabulary import ReportStatus, Standing, Verdict
from incidents.workflow.review.decisions import (
    NothingToTakeBackError,
    accept_claim,
    add_claim,
    correct_claim,
    flag_claim,
    reject_claim,
    retract_claim,
)
from incidents.workflow.review.finishing import UndecidedClaimsError, finish_report, reopen_report
from incidents.workflow.review.undo import undo_last
from tests.workflow import cast

pytestmark = pytest.mark.django_db


def test_an_accepted_claim_stands_as_found() -> None:
    amara = cast.person()
    claim = cast.claim(cast.report(amara), "12 rebels", low=12)
    accepted = accept_claim(claim=claim, person=amara)
    assert (accepted.standing, accepted.low, accepted.best) == (Standing.ACCEPTED, 12, 12)


def test_every_decision_says_who_decided_what() -> None:
    amara = cast.person()
    claim = cast.claim(cast.report(amara), "12 rebels", low=12)
    reject_claim(claim=claim, person=amara, reason="These are prisoners.")
    decision = Decision.objects.get()
    assert (decision.person, decision.verdict, decision.reason) == (amara, Verdict.REJECTED, "These are prisoners.")


def test_a_correction_changes_the_claim_and_leaves_what_was_found() -> None:
    amara = cast.person()
    claim = cast.claim(cast.report(amara), "12 rebels", low=12)
    corrected = correct_claim(claim=claim, person=amara, value={"low": 11, "best": 11, "high": 11})
    assert (corrected.standing, corrected.best, corrected.found["best"]) == (Standing.CORRECTED, 11, 12)


def test_a_correction_that_changes_nothing_is_an_acceptance() -> None:
    amara = cast.person()
    claim = cast.claim(cast.report(amara), "12 rebels", low=12)
    assert correct_claim(claim=claim, person=amara, value={"low": 12}).standing == Standing.ACCEPTED


def test_a_field_that_nobody_may_correct_is_refused_by_name() -> None:
    amara = cast.person()
    claim = cast.claim(cast.report(amara), "12 rebels", low=12)
    with pytest.raises(KeyError, match="raw"):
        correct_claim(claim=claim, person=amara, value={"raw": "other words"})


def test_undo_brings_back_what_stood_before() -> None:
    amara = cast.person()
    claim = cast.claim(cast.report(amara), "12 rebels", low=12)
    accept_claim(claim=claim, person=amara)
    correct_claim(claim=claim, person=amara, value={"low": 9, "best": 9, "high": 9})
    undone = undo_last(claim=claim, person=amara)[0]
    assert (undone.standing, undone.best) == (Standing.ACCEPTED, 12)


def test_undo_twice_leaves_the_claim_waiting() -> None:
    amara = cast.person()
    claim = cast.claim(cast.report(amara), "12 rebels", low=12)
    accept_claim(claim=claim, person=amara)
    reject_claim(claim=claim, person=amara)
    undo_last(claim=claim, person=amara)
    assert undo_last(claim=claim, person=amara)[0].standing == Standing.PENDING


def test_undo_keeps_every_decision_in_the_record() -> None:
    amara = cast.person()
    claim = cast.claim(cast.report(amara), "12 rebels", low=12)
    accept_claim(claim=claim, person=amara)
    undo_last(claim=claim, person=amara)
    assert list(claim.decisions.values_list("verdict", flat=True)) == [Verdict.ACCEPTED, Verdict.REOPENED]


def test_with_nothing_to_undo_nothing_is_written() -> None:
    amara = cast.person()
    claim = cast.claim(cast.report(amara), "12 rebels", low=12)
    with pytest.raises(NothingToTakeBackError):
        undo_last(claim=claim, person=amara)
    assert not Decision.objects.exists()


def test_an_undone_correction_of_the_actor_brings_the_found_actor_back() -> None:
    amara = cast.person()
    rebels, army = Actor.objects.create(name="Ridge rebels"), Actor.objects.create(name="Army")
    claim = cast.claim(cast.report(amara), "12 rebels", low=12, actor=rebels)
    assert correct_claim(claim=claim, person=amara, value={"actor": army}).actor == army
    assert undo_last(claim=claim, person=amara)[0].actor == rebels


def test_a_corrected_day_comes_back_from_the_record_as_a_day() -> None:
    amara = cast.person()
    claim = cast.claim(cast.report(amara), "12 rebels", low=12)
    correct_claim(claim=claim, person=amara, value={"as_of": date(2025, 3, 2)})
    assert Claim.objects.get().as_of == date(2025, 3, 2)


def test_a_flag_is_set_and_taken_away() -> None:
    claim = cast.claim(cast.report(cast.person()), "12 rebels", low=12)
    assert flag_claim(claim=claim).flagged is True
    assert flag_claim(claim=claim).flagged is False


def test_a_claim_added_by_hand_counts_and_keeps_its_words() -> None:
    amara = cast.person()
    report = cast.report(amara)
    start = report.text.index("5 of theirs")
    added = add_claim(
        report=report,
        person=amara,
        start=start,
        end=start + 11,
        value={"measure": "killed", "low": 5, "best": 5, "high": 5},
    )
    assert (added.raw, added.standing, added.made_by) == ("5 of theirs", Standing.ACCEPTED, amara)


def test_a_claim_cannot_be_added_outside_the_text() -> None:
    amara = cast.person()
    report = cast.report(amara)
    with pytest.raises(ValueError, match="Select the words"):
        add_claim(report=report, person=amara, start=5, end=5000, value={"measure": "killed", "low": 1})


def test_a_report_with_undecided_claims_is_not_finished() -> None:
    amara = cast.person()
    report = cast.report(amara)
    cast.claim(report, "12 rebels", low=12)
    with pytest.raises(UndecidedClaimsError, match="1 claim waits"):
        finish_report(report=report, person=amara, incident=cast.incident(amara))
    report.refresh_from_db()
    assert report.status == ReportStatus.PENDING


def test_nothing_counts_before_the_report_is_finished() -> None:
    amara = cast.person()
    report, ridge = cast.report(amara), cast.incident(amara)
    accept_claim(claim=cast.claim(report, "12 rebels", low=12), person=amara)
    assert not ridge.estimates.exists()
    finish_report(report=report, person=amara, incident=ridge)
    assert ridge.estimates.people().get().best == 12


def test_a_decision_after_finishing_moves_the_figure() -> None:
    amara = cast.person()
    report, ridge = cast.report(amara), cast.incident(amara)
    claim = accept_claim(claim=cast.claim(report, "12 rebels", low=12), person=amara)
    finish_report(report=report, person=amara, incident=ridge)
    correct_claim(claim=claim, person=amara, value={"low": 10, "best": 10, "high": 10})
    assert ridge.estimates.people().get().best == 10


def test_a_retracted_claim_no_longer_counts() -> None:
    amara = cast.person()
    report, ridge = cast.report(amara), cast.incident(amara)
    claim = accept_claim(claim=cast.claim(report, "12 rebels", low=12), person=amara)
    finish_report(report=report, person=amara, incident=ridge)
    retract_claim(claim=claim, person=amara, reason="The agency withdrew its story.")
    people = ridge.estimates.people().filter(best__isnull=False)
    assert not people.exists()


def test_a_reopened_report_waits_again_and_counts_nowhere() -> None:
    amara = cast.person()
    report, ridge = cast.report(amara), cast.incident(amara)
    accept_claim(claim=cast.claim(report, "12 rebels", low=12), person=amara)
    finish_report(report=report, person=amara, incident=ridge)
    reopened = reopen_report(report=report)
    assert reopened.status == ReportStatus.PENDING
    assert not ridge.estimates.filter(best__isnull=False).exists()
    assert report.claims.get().standing == Standing.ACCEPTED


def test_moving_a_report_to_another_incident_moves_its_figures() -> None:
    amara = cast.person()
    report, ridge, valley = cast.report(amara), cast.incident(amara), cast.incident(amara, title="Valley")
    accept_claim(claim=cast.claim(report, "12 rebels", low=12), person=amara)
    finish_report(report=report, person=amara, incident=ridge)
    finish_report(report=report, person=amara, incident=valley)
    assert not ridge.estimates.filter(best__isnull=False).exists()
    assert valley.estimates.people().get().best == 12


def test_the_text_of_a_report_is_never_edited() -> None:
    report = cast.report(cast.person())
    report = type(report).objects.get(pk=report.pk)
    report.text = "Other words"
    with pytest.raises(ImmutableError):
        report.save()
    with pytest.raises(ImmutableError):
        type(report).objects.update(text="Other words")


def test_what_was_found_is_never_edited() -> None:
    claim = Claim.objects.get(pk=cast.claim(cast.report(cast.person()), "12 rebels", low=12).pk)
    claim.raw = "13 rebels"
    with pytest.raises(ImmutableError, match="raw"):
        claim.save()
    with pytest.raises(ImmutableError, match="found"):
        Claim.objects.update(found={})


def test_a_decision_is_never_edited() -> None:
    amara = cast.person()
    accept_claim(claim=cast.claim(cast.report(amara), "12 rebels", low=12), person=amara)
    decision = Decision.objects.get()
    decision.reason = "Afterthought"
    with pytest.raises(ImmutableError):
        decision.save()
