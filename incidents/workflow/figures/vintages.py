"""What each figure of an incident was from moment to moment: unsaved Vintages (docs/architecture.md).

A moment comes when a report is published or a person sets a figure or lets it stand. Where nothing about a figure
changed, its vintage goes on.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from incidents.models import Estimate, Vintage
from incidents.workflow.figures.basis import Basis, Key
from incidents.workflow.figures.derivation import derived_rows

SPAN = ("id", "known_from", "known_until")
FIGURES = tuple(field.attname for field in Vintage._meta.concrete_fields if field.name not in SPAN)


def vintages(basis: Basis) -> list[Vintage]:
    """All vintages of an incident, oldest first."""
    standing: dict[Key, Vintage] = {}
    return [vintage for moment in moments(basis) for vintage in begun_at(moment, basis, standing)]


def moments(basis: Basis) -> list[datetime]:
    """When something about the figures can have changed, in order."""
    on_figures = [*basis.overrides.values(), *basis.confirmations.values()]
    decided = {decision.at for decisions in on_figures for decision in decisions}
    return sorted({*basis.moments, *decided})


def begun_at(moment: datetime, basis: Basis, standing: dict[Key, Vintage]) -> Iterator[Vintage]:
    """The vintages that begin at a moment; those that they follow end. `standing` holds the last of each figure."""
    rows = derived_rows(basis, moment, with_working=False)
    for key in sorted({*rows, *standing}):
        begun = vintage_of(rows[key], moment) if key in rows else None
        last = standing.get(key)
        if last and last.known_until is None:
            if begun and figures_of_vintage(begun) == figures_of_vintage(last):
                continue
            last.known_until = moment
        if begun:
            standing[key] = begun
            yield begun


def vintage_of(row: Estimate, moment: datetime) -> Vintage:
    """The figures of a derived row."""
    return Vintage(known_from=moment, **{name: getattr(row, name) for name in FIGURES})


def figures_of_vintage(vintage: Vintage) -> list[Any]:
    return [getattr(vintage, name) for name in FIGURES]
