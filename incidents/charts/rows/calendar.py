"""Incidents by the day on which they began."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from incidents.figure import Figure, HasFigure


@dataclass(frozen=True, slots=True)
class DayRow(HasFigure):
    """Incidents of one day. A day without any has no row: nothing recorded is not zero.

    `unknown` counts those without a figure, `inexact` those of which the day itself is not sure; low, best and high
    add up the figures and are None where there is none.
    """

    day: date
    incidents: int
    unknown: int
    inexact: int
    figure: Figure
    url: str = ""
