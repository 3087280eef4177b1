"""Whose losses are counted among whose: the figures of an incident in the order of the engine's tree."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from incidents.models import Estimate
from incidents.reconciliation.populations import grow_tree, reading_order
from incidents.reconciliation.types import Population
from incidents.vocabulary import Group, Status
from incidents.workflow.figures.basis import Basis


@dataclass(frozen=True, slots=True)
class Placed:
    """A figure and how far below people it hangs; people as a whole are at 0."""

    estimate: Estimate
    depth: int

    @property
    def adds_up(self) -> bool:
        """Whether it is a term of the whole: right below people, and no group, for groups overlap."""
        return self.depth == 1 and not self.estimate.group


def in_tree_order(basis: Basis, estimates: Iterable[Estimate]) -> list[Placed]:
    """The figures of one measure, each before those within it: civilians, each side, and groups last at each level."""
    by_population = {population_counted(each): each for each in estimates}
    counted = [population for population, each in by_population.items() if each.reports]
    tree = grow_tree(by_population, counted, basis.parents)
    within: dict[Population | None, list[Population]] = {}
    for population, above in tree.items():
        within.setdefault(above, []).append(population)
    placed: list[Placed] = []
    waiting = [(population, 0) for population in within.get(None, ())]
    while waiting:
        population, depth = waiting.pop()
        if population in by_population:
            placed.append(Placed(by_population[population], depth))
        below = sorted(within.get(population, ()), key=lambda each: (each.group is not None, *reading_order(each)))
        waiting += [(each, depth + 1) for each in reversed(below)]
    return placed


def population_counted(estimate: Estimate) -> Population:
    """Whose losses an estimate counts, as the engine names them."""
    return Population(
        estimate.actor.name if estimate.actor else None,
        Status(estimate.status),
        Group(estimate.group) if estimate.group else None,
    )
