"""The panels of the chart of claims, one a measure: their axes, and where in them each claim stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from incidents.charts.figures.common import MUTED, axis, count_ticks
from incidents.charts.rows import ClaimMark, KnownThen, SetByHand
from incidents.vocabulary import Measure

Ends = tuple[datetime, datetime]


def measures_drawn(marks: Iterable[ClaimMark]) -> list[Measure]:
    """The measures that somebody gives a number for, or denies: the others have no scale to stand on."""
    spoken_of = {mark.measure for mark in marks if mark.has_number or mark.denies}
    return [measure for measure in Measure if measure in spoken_of]


@dataclass(frozen=True, slots=True)
class Panel:
    """One measure's part of the figure, stacked from the top with one axis of time for all.

    `top` is the highest number in it, `places` the moment at which each mark is drawn.
    """

    number: int
    of: int
    measure: Measure
    top: float
    ends: Ends
    places: Mapping[ClaimMark, datetime]

    @property
    def suffix(self) -> str:
        return "" if self.number == 1 else str(self.number)

    @property
    def y_axis(self) -> str:
        return f"y{self.suffix}"

    @property
    def domain(self) -> list[float]:
        gap = 0.0 if self.of == 1 else 0.12 / self.of
        height = (1 - gap * (self.of - 1)) / self.of
        top = 1 - (self.number - 1) * (height + gap)
        return [max(0.0, top - height), top]

    @property
    def range(self) -> list[float]:
        return [-0.09 * self.top, 1.12 * self.top]

    def when(self, mark: ClaimMark) -> str:
        return self.places[mark].isoformat()

    def height(self, mark: ClaimMark) -> float:
        """Where a mark stands: its figure, 0 for a denial, below the axis where there is no figure."""
        return mark.number if mark.has_number or mark.denies else -0.05 * self.top

    def axes(self, time: str) -> dict[str, Any]:
        layout: dict[str, Any] = {
            f"yaxis{self.suffix}": axis(
                domain=self.domain,
                title={"text": self.measure.label, "standoff": 8, "font": {"size": 13}},
                range=self.range,
                **count_ticks(self.top, 6),
                showgrid=True,
                zeroline=True,
                zerolinecolor=MUTED,
                zerolinewidth=1,
            )
        }
        if self.number == self.of:
            layout["xaxis"] = axis(
                type="date",
                anchor=self.y_axis,
                showgrid=False,
                range=[end.isoformat() for end in self.ends],
                nticks=8,
                ticks="outside",
                title={"text": time, "standoff": 8, "font": {"size": 12}},
                **day_ticks(self.ends),
            )
        return layout


def day_ticks(ends: Ends) -> dict[str, Any]:
    """Ticks on whole days where there are few, so that no hours are shown that nobody knows."""
    days = (ends[1] - ends[0]).days
    if days > 12:
        return {}
    return {"tickmode": "linear", "tick0": ends[0].date().isoformat(), "dtick": 86_400_000, "tickformat": "%-d %b\n%Y"}


def time_range(marks: Sequence[ClaimMark]) -> Ends:
    """From a little before the first claim to a little after the last."""
    moments = [mark.at for mark in marks]
    first, last = min(moments), max(moments)
    room = max((last - first) * 0.07, timedelta(hours=18))
    return first - room, last + room


def side_by_side(marks: Sequence[ClaimMark]) -> dict[ClaimMark, datetime]:
    """Where each mark stands: claims of one time and measure a step apart, so that none hides another.

    The first stands at its very time; a publication mostly has a day and no hour, so the others stand
    within its day.
    """
    first, last = time_range(marks)
    step = (last - first) / 45
    together = Counter((mark.measure, mark.at) for mark in marks)
    placed: Counter[tuple[Measure, datetime]] = Counter()
    places: dict[ClaimMark, datetime] = {}
    for mark in marks:
        key = (mark.measure, mark.at)
        width = min(step, (last - first) / 3 / together[key])
        places[mark] = mark.at + placed[key] * width
        placed[key] += 1
    return places


def highest_of_panel(marks: Iterable[ClaimMark], known: Iterable[KnownThen], by_hand: Iterable[SetByHand]) -> float:
    tops = [mark.high or mark.number for mark in marks if mark.has_number]
    tops += [point.high for point in known if point.high is not None]
    tops += [each.high or 0 for each in by_hand]
    return max([1, *tops])
