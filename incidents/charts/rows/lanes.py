"""Incidents one by one, in lanes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from incidents.figure import Figure, HasFigure


@dataclass(frozen=True, slots=True)
class LaneMark(HasFigure):
    """One incident in one lane; it happened between `first` and `last`. low, best, high are None without a figure."""

    lane: str
    title: str
    place: str
    first: date
    last: date
    precision: str
    figure: Figure
    url: str


@dataclass(frozen=True, slots=True)
class Lane:
    """A lane and how many incidents are in it, drawn or not."""

    name: str
    incidents: int
