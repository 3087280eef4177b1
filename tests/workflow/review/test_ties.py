"""People tie claims of a report to one another and let go of ties; figures and second readings follow."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from incidents.models import Claim, Decision, Report
from incidents.models.people import PEOPLE_KEY
from incidents.ties import leads_to
from incidents.vocabulary import Role, Scope, SecondReading, Standing, Tie
from incidents.workflow.figures.engine_claims import claims_for_engine
from incidents.workflow.review.decisions import NothingToTakeBackError, accept_claim, correct_claim, take_back
from incidents.workflow.review.finishing import finish_report
from incidents.workflow.review.grouping import move_to_group, undo_grouping
from incidents.workflow.review.second_reading import finish_apart
from incidents.workflow.review.settling import settlement_of
from incidents.workflow.review.ties import BadTieError, homes_as_seen, tie_claim, untie_claim
from incidents.workflow.review.undo import undo_last
from incidents.workflow.standing.playback import as_seen_by
from incidents.workflow.standing.ties import (
    ANOTHER_INCIDENT,
    IN_A_CIRCLE,
    ITSELF,
    graph_of,
    ties_of,
    ties_that_broke,
    ties_to_offer,
)
from tests import factories
from tests.workflow import cast

pytestmark = pytest.mark.django_db

MINE = "The mine fell in: 30 miners died, 12 of them in the lift. 7 more died in the shaft, and 2 rescuers with them."


@pytest.fixture
def amara() -> User:
    return cast.person()


@pytest.fixture
def report(amara: User) -> Report:
    return cast.report(amara, MINE)


@pytest.fixture
def thirty(report: Report) -> Claim:
    return cast.claim(report, "30 miners", low=30)


@pytest.fixture
def twelve(report: Report, thirty: Claim) -> Claim:
    """Found as a part of the thirty."""
    found = cast.claim(report, "12 of them", low=12, part_of=thirty, scope=Scope.PART)
    Claim.objects.filter(pk=found.pk).delete()
    found.found |= {"part_of": 0}
    found.save(force_insert=True)
    return found


def now(claim: Claim) -> Claim:
    return Claim.objects.get(pk=claim.pk)


def test_a_claim_is_tied_to_another_and_counts(amara: User, thirty: Claim) -> None:
    seven = cast.claim(thirty.report, "7 more", low=7)
    tied = tie_claim(claim=seven, person=amara, tie=Tie.BESIDE, other=thirty.pk)
    assert (tied.beside, tied.standing) == (thirty, Standing.CORRECTED)
    assert Decision.objects.get().value == {"beside_id": thirty.pk}


def test_a_tie_that_was_found_is_taken_away_and_what_was_a_part_covers_the_whole(amara: User, twelve: Claim) -> None:
    freed = untie_claim(claim=twelve, person=amara, tie=Tie.PART_OF)
    assert (freed.part_of, freed.scope) == (None, Scope.WHOLE)


def test_undo_brings_back_the_tie_that_was_found(amara: User, thirty: Claim, twelve: Claim) -> None:
    untie_claim(claim=twelve, person=amara, tie=Tie.PART_OF)
    undo_last(claim=now(twelve), person=amara)
    assert (now(twelve).part_of, now(twelve).scope, now(twelve).standing) == (thirty, Scope.PART, Standing.PENDING)


def test_a_decision_on_something_else_leaves_the_tie_alone(amara: User, thirty: Claim, twelve: Claim) -> None:
    correct_claim(claim=twelve, person=amara, value={"low": 11, "best": 11, "high": 11})
    assert now(twelve).part_of == thirty


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"claimant_name": "the union"}, "another voice"),
        ({"measure": "injured"}, "another measure"),
        ({"status": "combatant"}, "other people"),
    ],
)
def test_a_tie_that_cannot_hold_is_refused(amara: User, report: Report, values: dict[str, str], why: str) -> None:
    civilians = cast.claim(report, "30 miners", low=30, status="civilian")
    seven = factories.claim(report, "7 more", low=7, **values)
    with pytest.raises(BadTieError, match=why):
        tie_claim(claim=seven, person=amara, tie=Tie.PART_OF, other=civilians.pk)
    assert not Decision.objects.exists()


def test_no_claim_is_tied_to_itself_nor_to_one_of_another_report(amara: User, thirty: Claim) -> None:
    with pytest.raises(BadTieError, match=ITSELF):
        tie_claim(claim=thirty, person=amara, tie=Tie.RETELLS, other=thirty.pk)
    elsewhere = cast.claim(cast.report(amara), "12 rebels", low=12)
    with pytest.raises(BadTieError, match="no such claim in this report"):
        tie_claim(claim=thirty, person=amara, tie=Tie.RETELLS, other=elsewhere.pk)


def test_a_tie_back_along_another_is_refused(amara: User, thirty: Claim, twelve: Claim) -> None:
    with pytest.raises(BadTieError, match=IN_A_CIRCLE):
        tie_claim(claim=thirty, person=amara, tie=Tie.RETELLS, other=twelve.pk)


def test_only_ties_that_hold_are_offered(report: Report, thirty: Claim, twelve: Claim) -> None:
    cast.claim(report, "7 more", low=7, claimant="the union")
    rescuers = cast.claim(report, "2 rescuers", low=2)
    offered = ties_to_offer(rescuers, list(report.claims.all()), {})
    assert offered == [(tie, other) for tie in Tie for other in (thirty, twelve)]
    assert (Tie.PART_OF, twelve) not in ties_to_offer(
        cast.claim(report, "the lift", low=13), list(report.claims.all()), {}
    )
    assert ties_to_offer(thirty, [thirty, twelve], {}) == []


def finished(amara: User, *claims: Claim) -> None:
    for claim in claims:
        accept_claim(claim=claim, person=amara)
    finish_report(report=claims[0].report, person=amara, incident=cast.incident(amara))


def test_claims_tied_beside_each_other_add_up_in_the_figure(amara: User, thirty: Claim) -> None:
    seven = cast.claim(thirty.report, "7 more", low=7)
    finished(amara, thirty, seven)
    before = best_of(thirty)
    tie_claim(claim=seven, person=amara, tie=Tie.BESIDE, other=thirty.pk)
    assert (before, best_of(thirty)) == (7, 37)  # untied, one voice says two things at once
    undo_last(claim=now(seven), person=amara)
    assert best_of(thirty) == 7


def best_of(claim: Claim) -> int | None:
    figure = now(claim).incident.estimates.get(measure="killed", population_key=PEOPLE_KEY)
    return figure.best


def test_a_tie_across_two_voices_is_dropped_from_the_figure_until_they_are_one_again(
    amara: User, thirty: Claim
) -> None:
    seven = cast.claim(thirty.report, "7 more", low=7)
    finished(amara, thirty, seven)
    tie_claim(claim=seven, person=amara, tie=Tie.BESIDE, other=thirty.pk)
    correct_claim(claim=now(seven), person=amara, value={"claimant_name": "the union"})
    assert ties_that_broke([now(thirty), now(seven)]) == {(seven.pk, Tie.BESIDE): "another voice"}
    assert best_of(thirty) == 7
    undo_last(claim=now(seven), person=amara)
    assert best_of(thirty) == 37


def test_two_readers_apart_tie_each_for_themselves_and_the_two_answers_differ(report: Report, thirty: Claim) -> None:
    seven = cast.claim(report, "7 more", low=7)
    report.second_reading = SecondReading.WANTED
    report.save()
    readers = cast.person(), cast.person()
    for reader in readers:
        accept_claim(claim=now(thirty), person=reader)
        accept_claim(claim=now(seven), person=reader)
        if reader == readers[0]:
            tie_claim(claim=now(seven), person=reader, tie=Tie.BESIDE, other=thirty.pk)
        finish_apart(report=Report.objects.get(pk=report.pk), person=reader, outcome={"choice": "none"})
    assert [as_seen_by(reader, now(seven)).beside_id for reader in readers] == [thirty.pk, None]
    assert now(seven).beside is None
    settlement = settlement_of(Report.objects.get(pk=report.pk), cast.person(role=Role.SENIOR))
    assert {row.claim.pk: row.differing for row in settlement.claims} == {thirty.pk: [], seven.pk: ["ties"]}


Act = tuple[str, int, Tie, int]
ACTS = st.lists(
    st.tuples(
        st.sampled_from(["tie", "untie", "undo"]), st.integers(0, 3), st.sampled_from(list(Tie)), st.integers(0, 3)
    ),
    max_size=12,
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS)
def test_ties_never_run_in_a_circle_and_undoing_all_leaves_what_was_found(
    amara: User, report: Report, thirty: Claim, twelve: Claim, acts: list[Act]
) -> None:
    with transaction.atomic():
        others = [cast.claim(report, words, low=low) for words, low in (("7 more", 7), ("2 rescuers", 2))]
        claims = [thirty, twelve, *others]
        for what, at, tie, goal in acts:
            perform(what, now(claims[at]), tie, claims[goal], amara)
            assert not runs_in_a_circle(ties_that_hold([now(claim) for claim in claims]))
        for decision in Decision.objects.filter(takes_back=None, taken_back_by=None).order_by("-pk"):
            take_back(decision=decision, person=amara)
        found = {claim.pk: [] for claim in claims} | {twelve.pk: [thirty.pk]}
        assert graph_of(now(claim) for claim in claims) == found
        transaction.set_rollback(True)


def perform(what: str, claim: Claim, tie: Tie, other: Claim, person: User) -> None:
    """Tie, let go or undo; what cannot be done changes nothing."""
    try:
        if what == "tie":
            tie_claim(claim=claim, person=person, tie=tie, other=other.pk)
        elif what == "untie":
            untie_claim(claim=claim, person=person, tie=tie)
        else:
            undo_last(claim=claim, person=person)
    except (BadTieError, NothingToTakeBackError):
        pass


def ties_that_hold(claims: list[Claim]) -> dict[int, list[int]]:
    """The keys that each claim is tied to by ties that hold."""
    broken = ties_that_broke(claims)
    return {
        claim.pk: [other for tie, other in ties_of(claim).items() if (claim.pk, tie) not in broken] for claim in claims
    }


def runs_in_a_circle(ties: dict[int, list[int]]) -> bool:
    return any(leads_to(ties, other, key) for key, others in ties.items() for other in others)


# --- Several incidents in one report ------------------------------------------------------------------


@pytest.fixture
def round_up(amara: User) -> Report:
    """Two bombs: 11 and 21 dead in the first town, 12 and 22 in the second."""
    return factories.round_up(2, claims_each=2)


def of_dead(report: Report, dead: int) -> Claim:
    return report.claims.get(low=dead)


def second_town(report: Report) -> int:
    return int(report.found["incidents"][1]["span"][0])


def broken_for(report: Report, person: User) -> dict[tuple[int, Tie], str]:
    claims = list(report.claims.select_related("report", "actor"))
    return ties_that_broke(claims, homes_as_seen(claims, person))


def test_claims_of_two_incidents_are_not_tied(amara: User, round_up: Report) -> None:
    with pytest.raises(BadTieError, match="cannot be tied: another incident"):
        tie_claim(claim=of_dead(round_up, 11), person=amara, tie=Tie.BESIDE, other=of_dead(round_up, 12).pk)


def test_only_claims_of_its_own_incident_are_offered(amara: User, round_up: Report) -> None:
    claims = list(round_up.claims.select_related("report", "actor"))
    offered = ties_to_offer(claims[0], claims, homes_as_seen(claims, amara))
    assert {other.low for _, other in offered} == {21}


def test_a_tie_ends_where_its_claim_goes_to_another_incident_and_is_back_with_it(amara: User, round_up: Report) -> None:
    eleven = of_dead(round_up, 11)
    tie_claim(claim=eleven, person=amara, tie=Tie.PART_OF, other=of_dead(round_up, 21).pk)
    assert broken_for(round_up, amara) == {}
    move_to_group(claim=eleven, person=amara, start=second_town(round_up))
    assert broken_for(round_up, amara) == {(eleven.pk, Tie.PART_OF): ANOTHER_INCIDENT}
    undo_grouping(report=round_up, person=amara)
    assert broken_for(round_up, amara) == {}


def test_a_claim_of_the_report_as_a_whole_keeps_its_ties(amara: User, round_up: Report) -> None:
    eleven = of_dead(round_up, 11)
    tie_claim(claim=eleven, person=amara, tie=Tie.PART_OF, other=of_dead(round_up, 21).pk)
    move_to_group(claim=of_dead(round_up, 21), person=amara, start=None)
    assert broken_for(round_up, amara) == {}


def test_the_figures_of_an_incident_follow_no_tie_to_a_claim_of_another(amara: User, round_up: Report) -> None:
    """12 and 22, both told beside the 11, would add up to 34 if that tie reached over."""
    eleven, twelve, more = (of_dead(round_up, dead) for dead in (11, 12, 22))
    Claim.objects.filter(pk__in=(twelve.pk, more.pk)).update(beside=eleven, standing=Standing.ACCEPTED)
    alone = claims_for_engine(Claim.objects.filter(pk__in=(twelve.pk, more.pk)).select_related("report__source"))
    assert [claim.beside for claim in alone] == [None, None]
