"""What every policy makes of the same incidents: sums by period in one query, and where they differ most."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Sum
from django.db.models.functions import Coalesce, Greatest, Least
from django.db.models.lookups import IsNull

from incidents.charts.rows import PolicyRow
from incidents.charts.series.periods import TRUNCATIONS, last_day_of_period
from incidents.figure import UNKNOWN, Figure, known_sum
from incidents.models.estimate import FiguresQuerySet, under_policy
from incidents.models.toll import NUMBERS
from incidents.vocabulary import Policy

MOST_DIFFERING = 20


def fitting_panel_period(first: date | None, last: date | None) -> str:
    """The period that gives each of many small panels a readable number of bars."""
    days = (last - first).days if first and last else 0
    if days <= 183:
        return "week"
    return "month" if days <= 366 * 6 else "year"


def policy_rows(
    figures: FiguresQuerySet[Any], every: str, followed: Policy, address: Callable[[date, date], str]
) -> list[PolicyRow]:
    """The figures by the period in which the incident began, under each policy, in one query; that followed first.

    What a person set stands under every policy. `address` leads to a period.
    """
    sums: dict[str, Any] = {}
    for policy in Policy:
        sums |= {f"{policy}_{name}": Sum(under_policy(policy, name)) for name in NUMBERS}
        sums[f"{policy}_incidents"] = Count("incident", filter=has_best(policy), distinct=True)
    found = list(
        figures.order_by().values(first=TRUNCATIONS[every]("incident__date_start")).annotate(**sums).order_by("first")
    )
    return [
        policy_row(each, policy, followed, last_day_of_period(each["first"], every), address)
        for policy in followed_first(followed)
        for each in found
    ]


def policy_row(
    sums: dict[str, Any], policy: Policy, followed: Policy, last: date, address: Callable[[date, date], str]
) -> PolicyRow:
    first = sums["first"]
    return PolicyRow(
        policy=policy,
        first=first,
        last=last,
        incidents=sums[f"{policy}_incidents"],
        figure=Figure(*(sums[f"{policy}_{name}"] for name in NUMBERS)),
        followed_best=sums[f"{followed}_best"],
        missing=max(0, sums[f"{followed}_incidents"] - sums[f"{policy}_incidents"]),
        url=address(first, last),
    )


def has_best(policy: Policy) -> IsNull:
    """Whether a figure has a best under a policy."""
    return IsNull(under_policy(policy, "best"), False)


def followed_first(followed: Policy) -> list[Policy]:
    return [followed, *(policy for policy in Policy if policy is not followed)]


def all_periods(rows: Sequence[PolicyRow], url: str) -> list[PolicyRow]:
    """One row a policy for all its periods together."""
    return [add_up_policy_rows(list(own), url) for own in by_policy(rows).values()]


def by_policy(rows: Iterable[PolicyRow]) -> dict[Policy, list[PolicyRow]]:
    """The rows of each policy, in the order in which they come."""
    found: dict[Policy, list[PolicyRow]] = {}
    for row in rows:
        found.setdefault(row.policy, []).append(row)
    return found


def add_up_policy_rows(rows: Sequence[PolicyRow], url: str) -> PolicyRow:
    return PolicyRow(
        policy=rows[0].policy,
        first=rows[0].first,
        last=rows[-1].last,
        incidents=sum(row.incidents for row in rows),
        figure=sum((row.figure for row in rows), UNKNOWN),
        followed_best=known_sum(*(row.followed_best for row in rows)),
        missing=sum(row.missing for row in rows),
        url=url,
    )


@dataclass(frozen=True, slots=True)
class Differing:
    """An incident on which policies differ, with the best of each in order; None where one has no figure."""

    pk: int
    title: str
    day: date
    bests: Sequence[int | None]


def differing_most(figures: FiguresQuerySet[Any], followed: Policy) -> list[Differing]:
    """The incidents whose bests lie farthest apart under the policies, in one query; `followed` first of the bests."""
    best = {f"{policy}_best": Sum(under_policy(policy, "best")) for policy in Policy}
    known = [Coalesce(F(name), F(f"{followed}_best")) for name in best]
    found = (
        figures.order_by()
        .values("incident_id", title=F("incident__title"), day=F("incident__date_start"))
        .annotate(**best)
        .annotate(apart=Greatest(*known) - Least(*known))
        .filter(apart__gt=0)
        .order_by("-apart", "-day", "incident_id")[:MOST_DIFFERING]
    )
    return [
        Differing(each["incident_id"], each["title"], each["day"],
                  [each[f"{policy}_best"] for policy in followed_first(followed)])
        for each in found
    ]  # fmt: skip
