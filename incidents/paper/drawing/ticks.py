"""Where an axis has its ticks, and what stands at them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

from incidents.paper.drawing.axis import Axis
from incidents.paper.drawing.dates import DAY, in_words, month_of, start_of_month
from incidents.paper.drawing.errors import NotDrawnError
from incidents.paper.drawing.numbers import as_words
from incidents.paper.drawing.words import block_width, lines_of

HOUR = DAY // 24
MONDAY = 4 * DAY
"""The first Monday of 1970 (5 January), in milliseconds: weeks begin on Mondays."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A tick at a place in the axis's unit. Words in Plotly's mark-up."""

    at: float
    words: str


@dataclass(frozen=True, slots=True)
class Step:
    """Ticks every so many milliseconds, or every so many months, and how their moments are written."""

    form: str
    ms: float = 0
    months: int = 0
    first: float = 0


STEPS = (
    *(Step("%H:%M\n%-d %b %Y", hours * HOUR) for hours in (1, 3, 6, 12)),
    *(Step("%-d %b\n%Y", days * DAY) for days in (1, 2, 4)),
    *(Step("%-d %b\n%Y", weeks * 7 * DAY, first=MONDAY) for weeks in (1, 2)),
    *(Step("%b\n%Y", months=months) for months in (1, 2, 3, 4, 6)),
    *(Step("%Y", months=12 * years) for years in (1, 2, 5, 10, 20, 50, 100)),
)


def ticks_of(axis: Axis, font_size: float) -> list[Tick]:
    """The ticks within the axis's range, from left to right or from the bottom to the top of its unit."""
    if axis.spec.get("tickvals") is not None and axis.spec.get("tickmode") in (None, "array"):
        return [tick for tick in named_ticks(axis) if axis.shows(tick.at)]
    makers: dict[str, Callable[[Axis, float], list[Tick]]] = {
        "category": category_ticks,
        "date": date_ticks,
        "log": log_ticks,
        "linear": number_ticks,
    }
    return makers[axis.kind](axis, font_size)


def most_ticks(axis: Axis, px_each: float) -> int:
    """How many ticks there is room for, and no more than the figure allows."""
    room = max(3, int(abs(axis.length) // px_each))
    return min(room, axis.spec.get("nticks") or room)


def named_ticks(axis: Axis) -> list[Tick]:
    values = axis.spec["tickvals"]
    texts = axis.spec.get("ticktext") or [None] * len(values)
    places = [(axis.unit(value), value, text) for value, text in zip(values, texts, strict=False)]
    return [
        Tick(place, words_at(axis, place) if text is None else str(text))
        for place, _, text in places
        if place is not None
    ]


def words_at(axis: Axis, unit: float) -> str:
    if axis.kind == "category":
        number = round(unit)
        return str(axis.categories[number]) if 0 <= number < len(axis.categories) else ""
    if axis.kind == "date":
        return in_words(unit, axis.spec.get("tickformat") or "%Y-%m-%d").replace("\n", "<br>")
    return number_words(axis, 10**unit if axis.kind == "log" else unit)


def number_words(axis: Axis, value: float) -> str:
    words = as_words(value, axis.spec.get("tickformat") or "").replace("-", "\u2212")
    return f"{axis.spec.get('tickprefix') or ''}{words}{axis.spec.get('ticksuffix') or ''}"


# --- Numbers --------------------------------------------------------------------------------------------


def number_ticks(axis: Axis, font_size: float) -> list[Tick]:
    step = axis.spec.get("dtick")
    if step is None:
        step = round_step(abs(axis.high - axis.low), most_ticks(axis, (6 if axis.is_x else 2) * font_size))
        if axis.spec.get("tickformat") in (",d", "d"):
            step = max(1.0, step)
    start = float(axis.spec.get("tick0") or 0)
    return [Tick(place, number_words(axis, place)) for place in multiples(axis, float(step), start)]


def round_step(span: float, most: int) -> float:
    """The smallest of 1, 2, 5, 10, 20 ... that gives no more than `most` ticks."""
    least = span / max(1, most)
    power = 10 ** floor(log10(least)) if least > 0 else 1.0
    return float(next(factor * power for factor in (1, 2, 5, 10) if factor * power >= least * (1 - 1e-9)))


def multiples(axis: Axis, step: float, start: float) -> list[float]:
    low, high = sorted((axis.low, axis.high))
    slack = step * 1e-6
    return [
        start + number * step
        for number in range(ceil((low - start - slack) / step), floor((high - start + slack) / step) + 1)
    ]


def log_ticks(axis: Axis, font_size: float) -> list[Tick]:
    """Powers of ten, and 2 and 5 between them where few powers show."""
    low, high = sorted((axis.low, axis.high))
    between = (1, 2, 5) if high - low < 3 else (1,)
    values = [factor * 10.0**power for power in range(floor(low), ceil(high) + 1) for factor in between]
    return [Tick(log10(value), number_words(axis, value)) for value in values if axis.shows(log10(value))]


# --- Categories -----------------------------------------------------------------------------------------


def category_ticks(axis: Axis, font_size: float) -> list[Tick]:
    """Every category, or every second, third ... where there is no room for all, unless the figure wants all."""
    shown = [(place, name) for place, name in enumerate(axis.categories) if axis.shows(place)]
    every = 1
    if axis.spec.get("tickmode") != "linear":
        every = ceil(len(shown) / max(1, most_ticks(axis, font_size * 1.25)))
    return [Tick(float(place), str(name)) for place, name in shown[:: int(axis.spec.get("dtick") or every)]]


# --- Dates ----------------------------------------------------------------------------------------------


def date_ticks(axis: Axis, font_size: float) -> list[Tick]:
    form = axis.spec.get("tickformat")
    if axis.spec.get("dtick") is not None:
        return at_step(axis, given_step(axis), form)
    for step in STEPS:
        if (
            form
            and not step.months
            and "%d" not in form
            and "%-d" not in form
            and "%e" not in form
            and "%H" not in form
        ):
            continue  # the same words at two ticks
        ticks = at_step(axis, step, form)
        if len(ticks) <= most_ticks(axis, 5.5 * font_size) and fit(axis, ticks, font_size):
            return ticks
    return []


def given_step(axis: Axis) -> Step:
    step, start = axis.spec["dtick"], axis.unit(axis.spec.get("tick0")) or 0.0
    if isinstance(step, str):
        if not step.startswith("M"):
            raise NotDrawnError(f"{axis.name}: dtick is {step}")
        months = int(step[1:])
        return Step("%Y" if months % 12 == 0 else "%b\n%Y", months=months, first=month_of(start) if start else 0)
    return Step("%-d %b\n%Y" if step % DAY == 0 else "%H:%M\n%-d %b %Y", ms=float(step), first=start)


def at_step(axis: Axis, step: Step, form: str | None) -> list[Tick]:
    if step.months:
        low, high = sorted((axis.low, axis.high))
        first = int(step.first) % step.months
        number = ceil((month_of(low) - first) / step.months) * step.months + first
        places = []
        while start_of_month(number) <= high:
            places.append(start_of_month(number))
            number += step.months
        places = [place for place in places if axis.shows(place)]
    else:
        too_many = abs(axis.high - axis.low) / step.ms > 400
        places = [] if too_many else multiples(axis, step.ms, step.first)
    return with_words(places, form or step.form) if places else []


def with_words(places: Sequence[float], form: str) -> list[Tick]:
    """The second line, mostly the year, stands only where it changes."""
    head, _, tail = form.partition("\n")
    ticks, last = [], ""
    for place in places:
        below = in_words(place, tail)
        ticks.append(Tick(place, in_words(place, head) + (f"<br>{below}" if below != last else "")))
        last = below
    return ticks


def fit(axis: Axis, ticks: Sequence[Tick], font_size: float) -> bool:
    """Whether the words at the ticks stand beside one another with room between them."""
    if not ticks:
        return False
    if not axis.is_x:
        return len(ticks) <= most_ticks(axis, 2.5 * font_size)
    widest = max(block_width(lines_of(tick.words), font_size) for tick in ticks)
    return len(ticks) <= 1 or abs(axis.place(ticks[1].at) - axis.place(ticks[0].at)) >= widest + font_size
