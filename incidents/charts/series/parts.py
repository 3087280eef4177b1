"""Whose losses a figure counts: a whole by period, and the people that it falls into, in one query.

The parts are the populations of the tree that do not overlap (methodology.md, section 6, step 11): civilians, the
people of each side, the combatants of a side without a name. The rest of the whole is one part of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import BooleanField, CharField, Exists, F, FilteredRelation, OuterRef, Q, Value
from django.db.models.expressions import Case, When
from django.db.models.functions import Coalesce, Replace

from incidents.charts.rows import NOT_TOLD_APART, PeriodRow
from incidents.charts.series.periods import Address, fold, heaviest, in_order, period_row, sums_by_period
from incidents.figure import Figure
from incidents.models import Actor
from incidents.models.estimate import figures_at
from incidents.models.incident import IncidentQuerySet
from incidents.models.population import EVERY_KEY, PEOPLE_KEY, population_key
from incidents.models.toll import NUMBERS
from incidents.vocabulary import Measure, Status

CIVILIANS, COMBATANTS = "civilians", "combatants"
UNNAMED_SIDE = "combatants of an unnamed side"
MOST_SIDES = 5


class ToldApart(NamedTuple):
    """A whole by period, and its parts by period and category.

    The parts of a period add up to the whole, but for `excess`: how many people they come to beyond it.
    """

    rows: list[PeriodRow]
    whole: list[PeriodRow]
    excess: int


class Counted(NamedTuple):
    """Which figure of the incidents is told apart: its measure, moment (None today) and whose losses."""

    measure: Measure
    known_at: datetime | None
    status: str


def told_apart(
    tolls: IncidentQuerySet,
    incidents: IncidentQuerySet,
    counted: Counted,
    every: str,
    by: str,
    address: Address | None = None,
) -> ToldApart:
    """The tolls by period, told apart by `actor` or `status`: two queries, whatever their number."""
    categories = parts_by_key(by, counted.status)
    parted = figures_of_parts(incidents, counted, list(categories))
    if by == "actor" and not counted.status:
        parted = without_double_count(parted, counted)
    whole = sums_by_period(tolls, every, Value("", output_field=CharField()))
    within = sums_by_period(parted, every, F("part__population_key"), "part")
    wholes, parts = [], []
    for each in whole.union(within, all=True):
        if each[1]:
            parts.append(period_row(each, every, categories[each[1]], address))
        else:
            wholes.append(period_row(each, every, "", address))
    wholes.sort(key=lambda row: row.first)
    return with_rest(wholes, fold_sides(parts, address), address)


def parts_by_key(by: str, status: str) -> dict[str, str]:
    """The key of each population that is a part, with its category. One query for the actors that belong to none."""
    sides = dict(Actor.objects.filter(parent=None).order_by().values_list("pk", "name"))
    if status == Status.CIVILIAN:
        return {EVERY_KEY[Status.CIVILIAN]: CIVILIANS} if by == "status" else keys_of_sides(sides, Status.CIVILIAN)
    fighting = keys_of_sides(sides, Status.COMBATANT) | {EVERY_KEY[Status.COMBATANT]: UNNAMED_SIDE}
    if by == "status":
        fighting = dict.fromkeys(fighting, COMBATANTS)
    if status == Status.COMBATANT:
        return fighting
    people = keys_of_sides(sides, Status.UNKNOWN) if by == "actor" else {}
    return {EVERY_KEY[Status.CIVILIAN]: CIVILIANS} | fighting | people


def keys_of_sides(sides: Mapping[int, str], status: Status) -> dict[str, str]:
    return {population_key(pk, status, ""): name for pk, name in sides.items()}


def figures_of_parts(incidents: IncidentQuerySet, counted: Counted, keys: list[str]) -> IncidentQuerySet:
    """Incidents with the figure of each part, one row a part: `part_low`, `part_best`, `part_high`, `part_open`."""
    kept = "vintages" if counted.known_at else "estimates"
    chosen = Q(**{f"{kept}__measure": counted.measure, f"{kept}__population_key__in": keys})
    if counted.known_at:
        lasted = Q(**{f"{kept}__known_until__isnull": True}) | Q(**{f"{kept}__known_until__gt": counted.known_at})
        chosen &= lasted & Q(**{f"{kept}__known_from__lte": counted.known_at})
    by_hand = When(part__override_best__isnull=False, then=Value(False))
    return (
        incidents.annotate(part=FilteredRelation(kept, condition=chosen))
        .filter(part__isnull=False)
        .annotate(
            **{f"part_{name}": Coalesce(f"part__override_{name}", f"part__{name}") for name in NUMBERS},
            part_open=Case(by_hand, default="part__open_upper", output_field=BooleanField()),
        )
    )


def without_double_count(parts: IncidentQuerySet, counted: Counted) -> IncidentQuerySet:
    """Leave out the combatants of a side whose people have a figure of their own in the incident: they are in it."""
    fighting, whole = Value(f"/{Status.COMBATANT}/"), Value(f"/{Status.UNKNOWN}/")
    itself = Replace("part__population_key", whole, Value("/itself/"))
    people_of_side = (
        figures_at(counted.known_at)
        .filter(incident=OuterRef("pk"), measure=counted.measure, population_key=OuterRef("key_of_side"))
        .exclude(population_key__in=(PEOPLE_KEY, EVERY_KEY[Status.CIVILIAN]))
        .exclude(best=None, override_best=None)
    )
    return parts.annotate(key_of_side=Replace(itself, fighting, whole)).filter(~Exists(people_of_side))


def fold_sides(parts: list[PeriodRow], address: Address | None) -> list[PeriodRow]:
    """One row a period and category; beyond MOST_SIDES sides the smaller ones go together."""
    weight: dict[str, int] = defaultdict(int)
    for row in parts:
        weight[row.category] += row.best or 0
    sides = {name: people for name, people in weight.items() if name not in (CIVILIANS, COMBATANTS)}
    kept = set(sides) if len(sides) <= MOST_SIDES else heaviest(sides, MOST_SIDES - 1)
    return fold(parts, kept | {CIVILIANS, COMBATANTS}, address)


def with_rest(whole: list[PeriodRow], parts: list[PeriodRow], address: Address | None) -> ToldApart:
    """The parts of each period and what is left of the whole, in order of time."""
    within: dict[date, list[PeriodRow]] = defaultdict(list)
    for row in parts:
        within[row.first].append(row)
    rows: list[PeriodRow] = []
    excess = 0
    for period in whole:
        own = within[period.first]
        excess += max(0, sum(row.best or 0 for row in own) - (period.best or 0))
        url = address(period.first, period.last, NOT_TOLD_APART) if address else ""
        rows += [*own, *rest_of_period(period, own, url)]
    return ToldApart(in_order(rows), whole, excess)


def rest_of_period(period: PeriodRow, parts: list[PeriodRow], url: str) -> list[PeriodRow]:
    """What is left of a period when its parts are taken away: never below nothing; its own range nobody knows."""
    known = [row for row in parts if row.best is not None]
    if not known:
        return [replace(period, category=NOT_TOLD_APART, url=url)]
    left = max(0, (period.best or 0) - sum(row.best or 0 for row in known))
    if not left and not period.unknown:
        return []
    return [PeriodRow(period.first, period.last, None, period.unknown, Figure(best=left or None), NOT_TOLD_APART, url)]
