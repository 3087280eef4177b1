"""Whose losses: one row for each population of a measure, in the order of the tree."""

from __future__ import annotations

from dataclasses import dataclass

from incidents.figure import Figure, HasFigure
from incidents.vocabulary import Measure


@dataclass(frozen=True, slots=True)
class PopulationRow(HasFigure):
    """The figure for one population as it stands; None together where nobody gives one."""

    measure: Measure
    label: str
    depth: int
    """How far it hangs below people as a whole, which is 0."""
    figure: Figure
    is_group: bool = False
    """Children, women ...: groups overlap, and are never added up."""
    is_rest: bool = False
    """Those of the whole of whom nobody says who they were: only how many, `low` and `high` are None."""
    by_hand: bool = False
    flags: str = ""
    url: str = ""
