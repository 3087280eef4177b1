"""Whose losses the figures of an incident are."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from incidents.charts.rows import PopulationRow
from incidents.figure import Figure
from incidents.models import Estimate
from incidents.vocabulary import Flag, Measure, Standing
from incidents.workflow.figures.basis import Basis
from incidents.workflow.figures.population_tree import Placed, in_tree_order

NOT_TOLD_APART = "not told apart"


def population_rows(basis: Basis, estimates: Sequence[Estimate], address: str) -> list[PopulationRow]:
    """The figures of each measure of which somebody tells whose losses they were, people as a whole first.

    `address` is that of the incident's page, `#figure-{}` for the figure's slug included.
    """
    rejected = {claim.pk for claim in basis.all_claims if claim.standing == Standing.REJECTED}
    heard = [each for each in estimates if says_something(each, rejected)]
    rows: list[PopulationRow] = []
    for measure in Measure:
        placed = in_tree_order(basis, (each for each in heard if each.measure == measure))
        if len(placed) > 1:
            rows += [population_row(each, address) for each in placed] + rest_of_whole(placed, address)
    return rows


def says_something(estimate: Estimate, rejected: Collection[int]) -> bool:
    """Whether it holds more than that the claims of it were rejected."""
    is_known = estimate.figure.is_known or bool(estimate.flags)
    return is_known or any(one["claim"] not in rejected for one in estimate.dropped)


def population_row(placed: Placed, address: str) -> PopulationRow:
    one = placed.estimate
    return PopulationRow(
        measure=Measure(one.measure),
        label="people as a whole" if placed.depth == 0 else one.population_label,
        depth=placed.depth,
        figure=one.figure,
        is_group=bool(one.group),
        by_hand=one.is_overridden,
        flags=", ".join(flag.label for flag in one.flag_words),
        url=address.format(one.slug),
    )


def rest_of_whole(placed: Iterable[Placed], address: str) -> list[PopulationRow]:
    """How many of the whole nobody tells apart, where some are; nothing where the terms come to the whole or more.

    What only a side claims is no term of a whole that others count, as in the engine's sum.
    """
    whole, *within = placed
    is_theirs = rests_on_sides(whole)
    best = whole.estimate.figure.best
    told = [each.estimate.figure.best or 0 for each in within if each.adds_up and rests_on_sides(each) <= is_theirs]
    rest = 0 if best is None else best - sum(told)
    if rest <= 0 or not sum(told):
        return []
    measure = Measure(whole.estimate.measure)
    url = address.format(whole.estimate.slug)
    return [PopulationRow(measure, NOT_TOLD_APART, 1, Figure(best=rest), is_rest=True, url=url)]


def rests_on_sides(placed: Placed) -> bool:
    """Whether only a side of the fighting gives the figure."""
    return Flag.PARTY_CLAIM_ONLY in placed.estimate.flag_words
