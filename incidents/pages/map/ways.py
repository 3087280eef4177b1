"""The ways around a map: nearer, farther, to its sides; and through time, step by step. Each is a plain link."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from incidents.charts.series.places import Reach
from incidents.extent import Extent
from incidents.filters.event_time import EventTime, event_times
from incidents.filters.map import MapFilter

STEP = 0.5
"""How far one step to a side goes, as a share of what is shown."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way around the map; without an `address` it leads nowhere from here."""

    key: str
    label: str
    sign: str
    address: str


def ways_around(form: MapFilter, shown: Extent) -> list[Way]:
    """In, out, to the four sides, and back to all that was found."""
    ways = (
        ("north", "North", "↑", shown.moved(north=STEP)),
        ("west", "West", "←", shown.moved(east=-STEP)),
        ("east", "East", "→", shown.moved(east=STEP)),
        ("south", "South", "↓", shown.moved(north=-STEP)),
        ("in", "Zoom in", "+", shown.zoomed(0.5)),
        ("out", "Zoom out", "−", shown.zoomed(2)),
    )
    found = [
        Way(key, label, sign, with_box(form, to) if str(to) != str(shown) else "") for key, label, sign, to in ways
    ]
    return [
        *found,
        Way("all", "Whole selection", "⤢", with_box(form, None) if form.asked_extent else ""),
    ]


def with_box(form: MapFilter, extent: Extent | None) -> str:
    return f"{reverse('map')}?{form.address(box=extent, group=None)}"


@dataclass(frozen=True, slots=True)
class TimeSteps:
    """The weeks, months or years over which the selection stretches, and the one that is shown."""

    steps: list[EventTime]
    chosen: str
    """As the address has it; empty while any time is shown."""

    @property
    def position(self) -> int:
        """Of the slider: that of the step, or behind the last one while any time is shown."""
        texts = [step.text for step in self.steps]
        return texts.index(self.chosen) if self.chosen in texts else len(texts)


def time_steps(form: MapFilter, reach: Reach) -> TimeSteps:
    """The steps that fit what was found, and the one asked for among them, whatever its length."""
    at: EventTime | None = form.chosen.get("at")
    steps = event_times(reach.first, reach.last) if reach.first and reach.last else []
    if at and at not in steps:
        steps = sorted([*steps, at], key=lambda step: (step.last, step.first))
    return TimeSteps(steps, str(at or ""))
