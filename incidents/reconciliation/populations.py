"""The tree of populations: who is counted among whom (methodology.md, section 6, step 11).

    people
      civilians                civilians of an actor
      an actor's people        its combatants; the people of actors that belong to it
      combatants of an unnamed side

A group (children, women) hangs under its own population without the group. Groups overlap, so they
are never added up.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from incidents.reconciliation.types import PEOPLE, Population
from incidents.vocabulary import Status

CIVILIAN, COMBATANT, UNKNOWN = Status.CIVILIAN, Status.COMBATANT, Status.UNKNOWN
CIVILIANS = Population(None, Status.CIVILIAN)
STATUSES = tuple(Status)


def grow_tree(
    populations: Iterable[Population], counted: Iterable[Population], parents: Mapping[str, str]
) -> dict[Population, Population | None]:
    """Each population with the one right above it (None above people), up to people.

    `counted` are those of the populations of which some claim counts; `parents` maps an actor to the
    actor that it belongs to.
    """
    umbrellas = _actors_counted_without_status(counted, parents)
    tree: dict[Population, Population | None] = {}
    for population in populations:
        below: Population | None = population
        while below is not None and below not in tree:
            tree[below] = _right_above(below, parents, umbrellas)
            below = tree[below]
    return tree


def smallest_holding(populations: Sequence[Population]) -> Population:
    """The smallest population of the tree that holds all of the given ones."""
    first = populations[0]
    if all(each == first for each in populations):
        return first
    statuses = {each.status for each in populations}
    if first.actor is not None and all(each.actor == first.actor for each in populations):
        return Population(first.actor, first.status if len(statuses) == 1 else UNKNOWN)
    return CIVILIANS if statuses == {CIVILIAN} else PEOPLE


def _actors_counted_without_status(populations: Iterable[Population], parents: Mapping[str, str]) -> set[str]:
    """Actors whose people are counted somewhere without saying whether they fought.

    Such a count takes in the actor's combatants; standing beside them it would count them twice.
    """
    actors: set[str] = set()
    for population in populations:
        actor = population.actor if population.status is UNKNOWN else None
        while actor is not None and actor not in actors:
            actors.add(actor)
            actor = _owner(actor, parents)
    return actors


def _right_above(population: Population, parents: Mapping[str, str], umbrellas: set[str]) -> Population | None:
    actor, status = population.actor, population.status
    if population.group is not None:
        return Population(actor, status)
    if actor is None:
        return None if status is UNKNOWN else PEOPLE
    if status is COMBATANT and actor in umbrellas:
        return Population(actor)
    owner = _owner(actor, parents)
    if owner is not None:
        return Population(owner, status)
    return CIVILIANS if status is CIVILIAN else PEOPLE


def _owner(actor: str, parents: Mapping[str, str]) -> str | None:
    """The actor that this one belongs to; None where it has none, or where belonging runs in a circle."""
    owner = parents.get(actor)
    if owner is None:
        return None
    seen = {actor}
    above: str | None = owner
    while above is not None and above not in seen:
        seen.add(above)
        above = parents.get(above)
    return None if above is not None else owner


def reading_order(population: Population) -> tuple[str, int, str]:
    """People first, then civilians, combatants, and each actor's people in the order of the alphabet."""
    return (
        population.actor or "",
        STATUSES.index(population.status) if population != PEOPLE else -1,
        population.group or "",
    )
