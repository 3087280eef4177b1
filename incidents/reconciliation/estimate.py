"""From the claims of one incident to its estimates (methodology.md, section 6)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from incidents.figure import UNKNOWN
from incidents.reconciliation.breakdown import add_up_within_reports
from incidents.reconciliation.counting import CASUALTIES_REASON, drop_what_does_not_count, hear_bodies, parents_of_parts
from incidents.reconciliation.explain import explain
from incidents.reconciliation.outcome import Cell, Outcome, as_estimate
from incidents.reconciliation.policies import POLICIES
from incidents.reconciliation.populations import grow_tree, reading_order
from incidents.reconciliation.rollup import flag_contested, roll_up
from incidents.reconciliation.statements import Statement
from incidents.reconciliation.types import Claim, Dropped, Estimate, Population
from incidents.vocabulary import Flag, Interest, Measure, Policy

Cells = dict[Measure, dict[Population, list[Claim]]]
MEASURES = tuple(Measure)
CASUALTIES = Measure.CASUALTIES
HARMED = (Measure.KILLED, Measure.INJURED)


def reconcile(
    claims: Sequence[Claim], *, policy: Policy = Policy.DESK, parents: Mapping[str, str] | None = None
) -> tuple[Estimate, ...]:
    """An estimate for each measure and population found in the claims, and for those above, up to people.

    `claims` are all claims of one incident, those that do not count included: they are shown as
    dropped. `parents` maps an actor to the actor that it belongs to. Measures come in the order of
    the vocabulary, people before those among them.
    """
    claims = hear_bodies(claims)
    accepted = parents_of_parts(claims)
    cells = _sort_into_cells(add_up_within_reports(claims, accepted) if accepted else claims)
    everything: dict[Measure, dict[Population, Outcome]] = {}
    for measure, populations in cells.items():
        everything[measure] = {
            population: _apply(policy, measure, said, accepted) for population, said in populations.items()
        }
    harm_denied = _denials(everything.get(CASUALTIES, {}))
    estimates: list[Estimate] = []
    for measure in MEASURES:
        if measure in everything:
            denials = _denials(everything[measure])
            if measure in HARMED:
                denials = _together(denials, harm_denied)
            estimates += _finish(measure, everything[measure], denials, policy, parents or {})
    return tuple(estimates)


def by_cell(estimates: Iterable[Estimate]) -> dict[tuple[Measure, Population], Estimate]:
    """Estimates, to be found by what they count."""
    return {(estimate.measure, estimate.population): estimate for estimate in estimates}


def _sort_into_cells(claims: Sequence[Claim]) -> Cells:
    cells: Cells = {}
    for claim in claims:
        populations = cells.get(claim.measure)
        if populations is None:
            populations = cells[claim.measure] = {}
        said = populations.get(claim.population)
        if said is None:
            populations[claim.population] = [claim]
        else:
            said.append(claim)
    return cells


def _apply(policy: Policy, measure: Measure, claims: Sequence[Claim], accepted: Mapping[int, Claim]) -> Outcome:
    counted, dropped = drop_what_does_not_count(claims, accepted)
    outcome = POLICIES[policy](Cell(counted, dropped))
    if measure is CASUALTIES and dropped:
        _show_untold(outcome, claims, dropped)
    return outcome


def _show_untold(outcome: Outcome, claims: Sequence[Claim], dropped: Sequence[Dropped]) -> None:
    """Casualties without a figure are shown as unquantified, and keep a denial from standing as 0.

    A party's word does not unseat a neutral denial.
    """
    untold_ids = {each.claim_id for each in dropped if each.reason == CASUALTIES_REASON}
    untold = [claim for claim in claims if claim.id in untold_ids]
    if any(claim.best is None and claim.high is None for claim in untold):
        outcome.flags.add(Flag.UNQUANTIFIED)
    if not untold or not outcome.denied_only:
        return
    outcome.flags.add(Flag.CONTESTED)
    by_party = all(claim.interest is Interest.PARTY_CLAIM for claim in untold)
    if by_party and any(each.claim.interest is not Interest.PARTY_CLAIM for each in outcome.pool):
        return
    outcome.figure = UNKNOWN
    outcome.denied_only = False
    outcome.sets_low = outcome.sets_best = outcome.sets_high = ()


def _denials(outcomes: Mapping[Population, Outcome]) -> dict[Population, list[Statement]]:
    return {population: outcome.denials for population, outcome in outcomes.items() if outcome.denials}


def _together(
    some: Mapping[Population, list[Statement]], others: Mapping[Population, list[Statement]]
) -> dict[Population, list[Statement]]:
    return {population: [*some.get(population, ()), *others.get(population, ())] for population in {*some, *others}}


def _finish(
    measure: Measure,
    outcomes: dict[Population, Outcome],
    denials: Mapping[Population, Sequence[Statement]],
    policy: Policy,
    parents: Mapping[str, str],
) -> list[Estimate]:
    counted = [population for population, outcome in outcomes.items() if outcome.reports]
    tree = grow_tree(outcomes, counted, parents)
    outcomes = roll_up(outcomes, tree)
    flag_contested(outcomes, tree, denials)
    return [
        as_estimate(
            outcome,
            measure=measure,
            population=population,
            policy=policy,
            tell=partial(explain, measure, population, outcome, policy),
        )
        for population, outcome in sorted(outcomes.items(), key=_reading_order)
    ]


def _reading_order(entry: tuple[Population, Outcome]) -> tuple[str, int, str]:
    return reading_order(entry[0])
