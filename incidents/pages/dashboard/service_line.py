"""The small line of service times, week by week, as points of an SVG that the page draws."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from incidents.workflow.queue.service_time import ServiceTime

WIDTH, HEIGHT, EDGE = 240, 44, 4


@dataclass(frozen=True, slots=True)
class Lines:
    """Stretches of points, "x,y x,y ...", for both figures: a week without any interrupts the line."""

    median: list[str]
    ninetieth: list[str]
    width: int = WIDTH
    height: int = HEIGHT
    is_drawn: bool = True
    """Whether two weeks or more have a time: a single one makes no line."""


def service_lines(weeks: Sequence[ServiceTime]) -> Lines:
    """Both lines on one scale, from nothing at the bottom to the longest 90th percentile at the top."""
    longest = max((one.ninetieth for one in weeks if one.ninetieth), default=timedelta(hours=1))
    return Lines(
        stretches([one.median for one in weeks], longest),
        stretches([one.ninetieth for one in weeks], longest),
        is_drawn=sum(1 for one in weeks if one.count) > 1,
    )


def stretches(times: Sequence[timedelta | None], longest: timedelta) -> list[str]:
    """The points of each run of weeks that have a time; a single week is a stroke of two points."""
    step = (WIDTH - 2 * EDGE) / max(1, len(times) - 1)
    runs: list[list[str]] = [[]]
    for place, took in enumerate(times):
        if took is None:
            runs.append([])
            continue
        x, y = EDGE + place * step, HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * (took / longest if longest else 0)
        runs[-1].append(f"{x:.1f},{y:.1f}")
        if len(runs[-1]) == 1:
            runs[-1].append(f"{x + 0.5:.1f},{y:.1f}")
    return [" ".join(run) for run in runs if run]
