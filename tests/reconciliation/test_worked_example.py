"""One afternoon in a besieged town: the example that docs/methodology.md works through."""

from __future__ import annotations

import pytest

from incidents.reconciliation import PEOPLE, Claim, Estimate, Population, reconcile
from incidents.vocabulary import Flag, Group, Interest, Measure, Policy, Scope, Status
from tests.reconciliation.cast import MIDNIGHT, dropped_at, find, numbers

TALIBAN = Population("Taliban", Status.COMBATANT)
SECURITY_FORCES = Population("Afghan security forces", Status.COMBATANT)
PATIENTS_AND_HEALTH_WORKERS = Population(None, Status.CIVILIAN, Group.HEALTH_WORKERS)

CLAIMS = (
    Claim(1, Measure.KILLED, PEOPLE, 12, 24, 99, "officials", MIDNIGHT, vague=True, raw="dozens"),
    Claim(
        2,
        Measure.KILLED,
        TALIBAN,
        34,
        34,
        None,
        "security officials",
        MIDNIGHT,
        open_upper=True,
        interest=Interest.PARTY_CLAIM,
    ),
    Claim(3, Measure.CASUALTIES, SECURITY_FORCES, 1, None, None, "Defence Ministry", MIDNIGHT, open_upper=True),
    Claim(
        4,
        Measure.KILLED,
        TALIBAN,
        1,
        1,
        1,
        "National Directorate of Security",
        MIDNIGHT,
        interest=Interest.PARTY_CLAIM,
        named=("Mullah Wali",),
    ),
    Claim(5, Measure.KILLED, TALIBAN, 56, 56, 56, "Interior Ministry", MIDNIGHT, interest=Interest.PARTY_CLAIM),
    Claim(
        6,
        Measure.KILLED,
        TALIBAN,
        3,
        3,
        9,
        "Interior Ministry",
        MIDNIGHT,
        vague=True,
        scope=Scope.PART,
        interest=Interest.PARTY_CLAIM,
        raw="several",
    ),
    Claim(
        7,
        Measure.CASUALTIES,
        PATIENTS_AND_HEALTH_WORKERS,
        0,
        0,
        0,
        "Interior Ministry",
        MIDNIGHT,
        denies=True,
        interest=Interest.PARTY_CLAIM,
    ),
)


@pytest.fixture(scope="module")
def estimates() -> tuple[Estimate, ...]:
    return reconcile(CLAIMS)


def test_taliban_killed(estimates: tuple[Estimate, ...]) -> None:
    taliban = find(estimates, population=TALIBAN)
    assert numbers(taliban) == (34, 34, 56)
    assert taliban.flags == {Flag.PARTY_CLAIM_ONLY}
    assert taliban.floor == 1
    assert taliban.origins == 2
    assert (taliban.sets_low, taliban.sets_best, taliban.sets_high) == ((2,), (2,), (5,))


def test_taliban_killed_in_plain_words(estimates: tuple[Estimate, ...]) -> None:
    assert find(estimates, population=TALIBAN).why == (
        "Two voices count Taliban killed: security officials (at least 34) and Interior Ministry (56). "
        "Neither is independent; the lower stands."
    )


def test_people_killed_come_from_those_who_are_counted_by_number(estimates: tuple[Estimate, ...]) -> None:
    people = find(estimates)
    assert numbers(people) == (34, 34, 56)
    assert people.from_children == (TALIBAN,)
    assert people.flags == {Flag.PARTY_CLAIM_ONLY}


def test_security_forces_have_casualties_but_no_figure(estimates: tuple[Estimate, ...]) -> None:
    forces = find(estimates, population=SECURITY_FORCES, measure=Measure.CASUALTIES)
    assert numbers(forces) == (None, None, None)
    assert forces.flags == {Flag.UNQUANTIFIED}
    assert dropped_at(forces) == {3: "counting"}


def test_patients_and_health_workers_are_denied_harm(estimates: tuple[Estimate, ...]) -> None:
    spared = find(estimates, population=PATIENTS_AND_HEALTH_WORKERS, measure=Measure.CASUALTIES)
    assert numbers(spared) == (0, 0, 0)


@pytest.mark.parametrize(
    ("policy", "low_best_high"),
    [
        (Policy.DESK, (34, 34, 56)),
        (Policy.LOWEST, (34, 34, 56)),
        (Policy.UCDP, (34, 34, 56)),
        (Policy.GTD, (34, 34, 56)),
        (Policy.LATEST, (56, 56, 56)),
        (Policy.MEDIAN, (34, 34, 56)),
    ],
)
def test_each_policy_on_the_same_claims(policy: Policy, low_best_high: tuple[int, int, int]) -> None:
    assert numbers(find(reconcile(CLAIMS, policy=policy), population=TALIBAN)) == low_best_high
