"""Groups of victims that a sentence joins: which are one figure, and who its people are together."""

from __future__ import annotations

from collections.abc import Iterable

from incidents.extraction.claims.counted_people import OTHERS
from incidents.extraction.people.groups import VictimGroup
from incidents.extraction.types import Victims
from incidents.vocabulary import Hedge, Status

Cluster = list[tuple[VictimGroup, Victims]]


def clusters(described: Iterable[tuple[VictimGroup, Victims]]) -> list[Cluster]:
    """Joined groups of one population together: "two men, two women and a baby" is one figure of five."""
    found: list[Cluster] = []
    for group, victims in described:
        if found and _joins(group, victims, found[-1]):
            found[-1].append((group, victims))
        else:
            found.append([(group, victims)])
    return found


def _joins(group: VictimGroup, victims: Victims, cluster: Cluster) -> bool:
    first_group, first = cluster[0]
    if group.apart or _is_bomber(group) != _is_bomber(first_group):
        return False
    if Hedge.UNQUANTIFIED in {group.quantity.hedge, first_group.quantity.hedge}:
        return False
    if group.noun.lemma_.lower() in OTHERS or group.noun.pos_ == "NUM":
        return True
    statuses = {victims.status, first.status}
    if statuses == {Status.CIVILIAN, Status.COMBATANT}:
        return False
    return victims.actor == first.actor or (None in {victims.actor, first.actor} and len(statuses) == 1)


def _is_bomber(group: VictimGroup) -> bool:
    """Bombers are counted apart from those who died with them."""
    return group.noun.lemma_.lower() == "bomber"


def without_breakdown(cluster: Cluster) -> tuple[Cluster, Cluster]:
    """Splits off groups that tell what the first is made of ("six family members, two women and four men"), and the
    last of them where the words put it among the others ("five people and one guard among them")."""
    last = cluster[-1][0]
    if len(cluster) > 1 and last.head.doc[last.end : last.end + 2].text in {"among them", "amongst them"}:
        return cluster[:-1], cluster[-1:]
    rest = [group.quantity.best for group, _ in cluster[1:]]
    if len(rest) > 1 and None not in rest and sum(best or 0 for best in rest) == cluster[0][0].quantity.best:
        return cluster[:1], cluster[1:]
    return cluster, []


def counts_all(cluster: Cluster) -> bool:
    """Whether the word for a number before the first group counts the others too: "dozens of women and children"."""
    first, *others = (group for group, _ in cluster)
    return first.rule.startswith("vague:") and all(group.rule == "bare-plural" for group in others)


def joint_victims(cluster: Cluster, raw: str) -> Victims:
    """Who the people of several groups are together: what all of them have in common, and every name."""
    described = [victims for _, victims in cluster]
    statuses = {victims.status for victims in described} - {Status.UNKNOWN}
    groups = {victims.group for victims in described}
    return Victims(
        raw=raw,
        actor=next((victims.actor for victims in described if victims.actor), None),
        status=statuses.pop() if len(statuses) == 1 else Status.UNKNOWN,
        group=groups.pop() if len(groups) == 1 else None,
        named=tuple(name for victims in described for name in victims.named),
        people=tuple(person for victims in described for person in victims.people),
    )
