"""Any decision on a claim can be taken back, and the taking back too; what was decided beside it stays."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.apps import apps

from incidents.models import Claim, Decision
from incidents.vocabulary import SecondReading, Standing, Verdict
from incidents.workflow.review.decisions import (
    NothingToTakeBackError,
    accept_claim,
    correct_claim,
    flag_claim,
    reject_claim,
    take_back,
)
from incidents.workflow.review.undo import undo_last
from incidents.workflow.standing.playback import decisions_seen_by
from tests import factories
from tests.workflow import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim() -> Claim:
    return cast.claim(cast.report(cast.person()), "12 rebels", low=12)


def last() -> Decision:
    return Decision.objects.latest("pk")


def test_an_earlier_decision_is_taken_back_and_the_later_one_stays(claim: Claim) -> None:
    amara = cast.person()
    correct_claim(claim=claim, person=amara, value={"status": "combatant"})
    earlier = last()
    correct_claim(claim=claim, person=amara, value={"low": 9, "best": 9, "high": 9})
    now = take_back(decision=earlier, person=amara)
    assert (now.status, now.best, now.standing) == ("unknown", 9, Standing.CORRECTED)


def test_taking_back_what_took_back_brings_the_decision_back(claim: Claim) -> None:
    amara = cast.person()
    reject_claim(claim=claim, person=amara)
    take_back(decision=last(), person=amara)
    assert take_back(decision=last(), person=amara).standing == Standing.REJECTED


def test_what_was_taken_back_cannot_be_taken_back_again(claim: Claim) -> None:
    amara = cast.person()
    accept_claim(claim=claim, person=amara)
    accepted = last()
    take_back(decision=accepted, person=amara)
    with pytest.raises(NothingToTakeBackError, match="already"):
        take_back(decision=accepted, person=amara)


def test_undo_names_the_decision_that_it_takes_back(claim: Claim) -> None:
    amara = cast.person()
    accept_claim(claim=claim, person=amara)
    accepted = last()
    undo_last(claim=claim, person=amara)
    assert (last().verdict, last().takes_back) == (Verdict.REOPENED, accepted)


def test_a_decision_on_an_open_report_is_part_of_that_persons_reading(claim: Claim) -> None:
    amara = cast.person()
    accept_claim(claim=claim, person=amara)
    reading = last().reading
    assert reading is not None
    assert (reading.report, reading.person, reading.finished_at) == (claim.report, amara, None)


def test_what_is_read_apart_stands_by_no_reading(claim: Claim) -> None:
    claim.report.second_reading = SecondReading.WANTED
    claim.report.save()
    amara, bo = cast.person(), cast.person()
    assert accept_claim(claim=claim, person=amara).standing == Standing.PENDING
    factories.let_go(claim.report)
    reject_claim(claim=claim, person=bo)
    claim.refresh_from_db()
    assert [one.verdict for one in decisions_seen_by(amara, claim)] == [Verdict.ACCEPTED]
    assert [one.verdict for one in decisions_seen_by(bo, claim)] == [Verdict.REJECTED]


def test_a_flag_is_no_decision(claim: Claim) -> None:
    flag_claim(claim=claim)
    assert not Decision.objects.exists()


def test_decisions_of_older_desks_are_told_what_they_took_back(claim: Claim) -> None:
    amara = cast.person()
    accepted, rejected, first, second = (
        Decision.objects.create(claim=claim, person=amara, verdict=verdict)
        for verdict in (Verdict.ACCEPTED, Verdict.REJECTED, Verdict.REOPENED, Verdict.REOPENED)
    )
    import_module("incidents.migrations.0008_what_was_taken_back").name_what_was_taken_back(apps, None)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.takes_back, second.takes_back) == (rejected, accepted)
