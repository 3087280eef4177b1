"""A third person settles what two readers answered: what then stands is what was chosen, and nothing before."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User

from incidents.models import Claim, Decision, Draft, Report
from incidents.vocabulary import ReportStatus, Role, SecondReading, Standing
from incidents.workflow.review.decisions import accept_claim, add_claim, correct_claim, reject_claim
from incidents.workflow.review.finishing import UndecidedClaimsError, reopen_report
from incidents.workflow.review.second_reading import finish_apart
from incidents.workflow.review.settling import (
    NoSuchAnswerError,
    NotYoursToSettleError,
    choose_agreed,
    choose_answers,
    own_values,
    settle_report,
    settlement_of,
    undo_choice,
)
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada() -> User:
    return factories.person("ada", Role.SENIOR)


@pytest.fixture
def ben() -> User:
    return factories.person("ben")


@pytest.fixture
def report() -> Report:
    return factories.report(second_reading=SecondReading.WANTED)


def number(best: int) -> dict[str, Any]:
    return {"low": best, "best": best, "high": best}


@pytest.fixture
def dead(report: Report) -> Claim:
    """Found as 12; Ada reads 13, Ben 14."""
    return factories.claim(report)


@pytest.fixture
def wounded(report: Report) -> Claim:
    """Both accept it."""
    return factories.claim(report, "Five soldiers", low=5, measure="injured")


@pytest.fixture
def read_twice(report: Report, dead: Claim, wounded: Claim, ada: User, ben: User) -> Report:
    for person, best in ((ada, 13), (ben, 14)):
        correct_claim(claim=dead, person=person, value=number(best), reason=f"{best} at the end of the text")
        accept_claim(claim=wounded, person=person)
        report = finish_apart(report=report, person=person, outcome={"choice": "none"})
    return report


def test_answers_stand_side_by_side_in_the_order_of_finishing(read_twice: Report, senior: User) -> None:
    now = settlement_of(read_twice, senior)
    assert [reading.person.username for reading in now.readings] == ["ada", "ben"]
    assert [answer.claim.best for answer in now.claims[0].answers] == [13, 14]
    assert [row.differing for row in now.claims] == [["numbers"], []]
    assert (now.incident_agrees, now.agrees) == (True, False)


def test_nobody_settles_their_own_reading(read_twice: Report, dead: Claim, ada: User) -> None:
    assert ada.has_perm("incidents.settle_report")
    for refused in (
        lambda: settlement_of(read_twice, ada),
        lambda: choose_answers(report=read_twice, person=ada, choices={dead.pk: 1}),
        lambda: undo_choice(report=read_twice, person=ada),
        lambda: settle_report(report=read_twice, person=ada, incident=None),
    ):
        with pytest.raises(NotYoursToSettleError):
            refused()


def test_an_analyst_settles_nothing(read_twice: Report, analyst: User) -> None:
    with pytest.raises(NotYoursToSettleError):
        settlement_of(read_twice, analyst)


def test_a_choice_is_kept_for_who_made_it_and_changes_nothing_yet(
    read_twice: Report, dead: Claim, senior: User
) -> None:
    choose_answers(report=read_twice, person=senior, choices={dead.pk: 2})
    assert settlement_of(read_twice, senior).claims[0].choice == 2
    assert settlement_of(read_twice, factories.person(role=Role.SENIOR)).claims[0].choice is None
    assert Claim.objects.get(pk=dead.pk).standing == Standing.PENDING


def test_undo_takes_back_the_last_act_whole(read_twice: Report, dead: Claim, wounded: Claim, senior: User) -> None:
    choose_answers(report=read_twice, person=senior, choices={dead.pk: 1})
    choose_answers(report=read_twice, person=senior, choices={dead.pk: 2, wounded.pk: 1})
    assert sorted(undo_choice(report=read_twice, person=senior)) == sorted([dead.pk, wounded.pk])
    assert [row.choice for row in settlement_of(read_twice, senior).claims] == [1, None]
    undo_choice(report=read_twice, person=senior)
    assert undo_choice(report=read_twice, person=senior) == []


def test_agreed_answers_are_taken_together_and_only_those_named(
    read_twice: Report, dead: Claim, wounded: Claim, senior: User
) -> None:
    assert len(choose_agreed(report=read_twice, person=senior, keys=[dead.pk]).waiting) == 2
    assert choose_agreed(report=read_twice, person=senior, keys=[dead.pk, wounded.pk]).waiting[0].claim == dead


def test_it_is_not_settled_while_a_claim_has_no_choice(read_twice: Report, senior: User) -> None:
    with pytest.raises(UndecidedClaimsError):
        settle_report(report=read_twice, person=senior, incident=None)


def test_what_was_chosen_stands_and_counts_in_the_incident(
    read_twice: Report, dead: Claim, wounded: Claim, senior: User
) -> None:
    incident = factories.incident()
    choose_answers(report=read_twice, person=senior, choices={dead.pk: 2, wounded.pk: 1})
    settled = settle_report(report=read_twice, person=senior, incident=incident)
    assert (settled.status, settled.second_reading) == (ReportStatus.REVIEWED, SecondReading.SETTLED)
    assert settled.reviewed_by == senior
    dead.refresh_from_db()
    assert (dead.best, dead.standing, dead.incident) == (14, Standing.CORRECTED, incident)
    assert Claim.objects.get(pk=wounded.pk).standing == Standing.ACCEPTED
    assert incident.estimates.get(measure="killed").best == 14


def test_settling_writes_decisions_of_no_reading_that_say_whose_answer_it_was(
    read_twice: Report, dead: Claim, wounded: Claim, senior: User
) -> None:
    choose_answers(report=read_twice, person=senior, choices={dead.pk: 2, wounded.pk: 1})
    settle_report(report=read_twice, person=senior, incident=None)
    first, second = Decision.objects.filter(reading=None)
    assert (first.person, first.value) == (senior, number(14))
    assert first.reason == "settled as ben answered: 14 at the end of the text"
    assert second.reason == "settled as both readers answered"
    assert not Draft.objects.exists()


def test_the_reader_whose_answer_it_was_is_named_where_neither_gave_a_reason(
    report: Report, dead: Claim, ada: User, ben: User, senior: User
) -> None:
    for person, best in ((ada, 13), (ben, 14)):
        correct_claim(claim=dead, person=person, value=number(best))
        report = finish_apart(report=report, person=person, outcome={"choice": "none"})
    choose_answers(report=report, person=senior, choices={dead.pk: 2})
    settle_report(report=report, person=senior, incident=None)
    assert Decision.objects.get(reading=None).reason == "settled as ben answered"


def test_other_values_than_either_readers_stand(read_twice: Report, dead: Claim, wounded: Claim, senior: User) -> None:
    start = settlement_of(read_twice, senior).claims[0].answers[0].claim
    choose_answers(report=read_twice, person=senior, choices={dead.pk: own_values(start, number(15)), wounded.pk: 1})
    settle_report(report=read_twice, person=senior, incident=None)
    assert Claim.objects.get(pk=dead.pk).best == 15


def test_a_claim_that_one_rejected_differs_in_the_verdict_alone_and_can_be_rejected(
    report: Report, dead: Claim, ada: User, ben: User, senior: User
) -> None:
    accept_claim(claim=dead, person=ada)
    report = finish_apart(report=report, person=ada, outcome={"choice": "none"})
    reject_claim(claim=dead, person=ben, reason="an old count")
    report = finish_apart(report=report, person=ben, outcome={"choice": "none"})
    assert settlement_of(report, senior).claims[0].differing == ["verdict"]
    choose_answers(report=report, person=senior, choices={dead.pk: 2})
    settle_report(report=report, person=senior, incident=None)
    assert Claim.objects.get(pk=dead.pk).standing == Standing.REJECTED


def test_a_claim_that_only_one_added_can_be_taken_or_left(report: Report, ada: User, ben: User, senior: User) -> None:
    start = report.text.index("Five soldiers")
    value = {"measure": "injured", **number(5)}
    added = add_claim(report=report, person=ada, start=start, end=start + 13, value=value)
    report = finish_apart(report=report, person=ada, outcome={"choice": "none"})
    report = finish_apart(report=report, person=ben, outcome={"choice": "none"})
    row = settlement_of(report, senior).claims[0]
    assert [answer.verdict for answer in row.answers] == ["accepted", "did not add it"]
    choose_answers(report=report, person=senior, choices={added.pk: 2})
    settle_report(report=report, person=senior, incident=None)
    assert Claim.objects.get(pk=added.pk).standing == Standing.REJECTED


def test_there_are_two_answers_to_take_and_no_third(read_twice: Report, dead: Claim, senior: User) -> None:
    for choices in ({dead.pk: 3}, {dead.pk: 0}, {0: 1}):
        with pytest.raises(NoSuchAnswerError):
            choose_answers(report=read_twice, person=senior, choices=choices)


def test_the_second_of_two_who_settle_at_once_is_refused(
    read_twice: Report, dead: Claim, wounded: Claim, senior: User
) -> None:
    late = factories.person("late", Role.SENIOR)
    for person in (senior, late):
        choose_answers(report=read_twice, person=person, choices={dead.pk: 1, wounded.pk: 1})
    settle_report(report=read_twice, person=senior, incident=None)
    with pytest.raises(NotYoursToSettleError):
        settle_report(report=read_twice, person=late, incident=None)


def test_a_settled_report_that_is_reopened_counts_nowhere_until_it_is_settled_anew(
    read_twice: Report, dead: Claim, wounded: Claim, senior: User
) -> None:
    incident = factories.incident()
    choose_answers(report=read_twice, person=senior, choices={dead.pk: 1, wounded.pk: 1})
    settled = settle_report(report=read_twice, person=senior, incident=incident)
    reopened = reopen_report(report=settled)
    assert not incident.claims.exists()
    choose_answers(report=reopened, person=senior, choices={dead.pk: 2, wounded.pk: 1})
    settle_report(report=reopened, person=senior, incident=incident)
    assert incident.estimates.get(measure="killed").best == 14
