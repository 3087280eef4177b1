"""How a claimant stands to the losses that it counts (methodology.md, section 5)."""

from __future__ import annotations

from collections.abc import Mapping

from incidents.reconciliation.types import Population
from incidents.vocabulary import Interest, Side, Status

BELLIGERENT_SIDES = (Side.A, Side.B)


def derive_interest(
    *, speaker: str | None, population: Population, denies: bool, sides: Mapping[str, Side]
) -> Interest:
    """The interest of a claimant that speaks for the actor `speaker`, or for nobody (None).

    `sides` maps each actor of the incident to its side. Where it names no side at all, an actor that
    speaks is taken for a side: to mistake a bystander for a party costs less than the reverse.
    """
    if speaker is None or not _takes_part(speaker, sides):
        return Interest.NEUTRAL
    if denies:
        return Interest.PARTY_CLAIM
    if _are_civilians(population):
        return Interest.ADMISSION if sides.get(speaker) is Side.A else Interest.NEUTRAL
    if population.actor is not None and _on_one_side(speaker, population.actor, sides):
        return Interest.ADMISSION
    if population.actor is not None or population.status is Status.COMBATANT:
        return Interest.PARTY_CLAIM
    return Interest.PARTY_CLAIM if sides.get(speaker) is Side.A else Interest.NEUTRAL


def _takes_part(speaker: str, sides: Mapping[str, Side]) -> bool:
    if sides.get(speaker) in BELLIGERENT_SIDES:
        return True
    return not any(side in BELLIGERENT_SIDES for side in sides.values())


def _are_civilians(population: Population) -> bool:
    """Civilians by name, or a group (children, health workers) of whom nobody says that they fought."""
    if population.status is Status.CIVILIAN:
        return True
    return population.group is not None and population.actor is None and population.status is Status.UNKNOWN


def _on_one_side(speaker: str, actor: str, sides: Mapping[str, Side]) -> bool:
    if speaker == actor:
        return True
    return sides.get(speaker) in BELLIGERENT_SIDES and sides.get(speaker) is sides.get(actor)


def sides_with_branches(sides: Mapping[str, Side], parents: Mapping[str, str]) -> dict[str, Side]:
    """Actor to its side; the branches of an actor stand where it stands, unless named themselves.

    `parents` maps an actor to the one that it belongs to.
    """
    with_branches = dict(sides)
    for branch in parents:
        line = [branch]
        while line[-1] not in sides and (above := parents.get(line[-1])) is not None and above not in line:
            line.append(above)
        if line[-1] in sides:
            with_branches[branch] = sides[line[-1]]
    return with_branches
