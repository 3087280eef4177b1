"""What the filters of the timeline choose, by period, and the way from each period to its incidents."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.urls import reverse

from incidents.charts.frame import Chart
from incidents.charts.rows import LAST_CATEGORIES, PeriodRow
from incidents.charts.series import parts, periods
from incidents.charts.series.periods import Totals
from incidents.filters.timeline import TimelineFilter
from incidents.vocabulary import Measure

NARROWED_BY = {"type": "type", "country": "country", "province": "admin1"}
"""What tells incidents apart, and the filter that leaves those of one category."""

NOT_KEPT: dict[str, None] = dict.fromkeys(("view", *TimelineFilter.COMPARED))
"""What the way from a mark to its incidents leaves behind."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What the filters choose: its totals, its periods (`rows` by category, `whole` all together).

    `excess` is how many people the categories come to beyond the whole.
    """

    measure: Measure
    every: str
    totals: Totals
    rows: Sequence[PeriodRow]
    whole: Sequence[PeriodRow]
    excess: int = 0


def select_periods(form: TimelineFilter, by: str, most: int = periods.MOST_CATEGORIES) -> Selection:
    """What is counted in each period, told apart by `by`: one query for the sums, one for what each is called."""
    every = form.chosen.get("every") or periods.fitting_period(*periods.first_and_last(form.incidents()))
    address = addresses(form, by)
    if by in ("actor", "status"):
        counted = parts.Counted(form.measure_chosen, form.known_at, form.status_chosen)
        found = parts.told_apart(form.tolls(), form.incidents(), counted, every, by, address)
        return Selection(form.measure_chosen, every, Totals.of(found.whole), *found)
    rows = periods.period_rows(form.tolls(), every, by, most, address)
    whole = periods.whole_periods(rows) if by else rows
    return Selection(form.measure_chosen, every, Totals.of(whole), rows, whole)


def addresses(form: TimelineFilter, by: str) -> Callable[[date, date, str], str]:
    """From a period and a category to the timeline of just these incidents, in periods that fit them."""
    page, since, until = reverse("timeline"), form.chosen.get("since"), form.chosen.get("until")

    @cache
    def query_for(category: str) -> str:
        is_name = by in NARROWED_BY and category and category not in LAST_CATEGORIES
        narrowed = {NARROWED_BY[by]: category} if is_name else {}
        kept = form.address(since=None, until=None, every=None, **NOT_KEPT, **narrowed)
        return f"{kept}&" if kept else ""

    def address(first: date, last: date, category: str) -> str:
        first, last = max(first, since or first), min(last, until or last)
        return f"{page}?{query_for(category)}since={first}&until={last}#incidents"

    return address


@dataclass(frozen=True, slots=True)
class Shown:
    """A chart of the timeline, what it is drawn from, and whose totals stand over it, each under its name."""

    chart: Chart
    selection: Selection
    heads: Sequence[tuple[str, Totals]]
