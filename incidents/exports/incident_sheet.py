"""Incidents as a sheet: one row each, with the figure that stands for it and what the row was drawn from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from incidents.exports.sheets import csv_lines
from incidents.vocabulary import GeoPrecision

DECIMALS = {GeoPrecision.EXACT: 5, GeoPrecision.NEAR: 2, "": 2}
"""Decimals of a degree by how exactly a place is known: 5 are a metre, 2 a kilometre."""
DECIMALS_OF_AREAS = 1
"""A district or more is no point: some ten kilometres are said of its middle, no metres."""


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """One incident; the names are those of the columns, in order. None and what is empty are empty cells."""

    id: int
    title: str
    date_start: date
    date_end: date
    date_precision: str
    event_type: str
    sub_event_type: str
    country: str
    admin1: str
    admin2: str
    place: str
    latitude: float | None
    longitude: float | None
    geo_precision: str
    side_a: Sequence[str]
    side_b: Sequence[str]
    other_actors: Sequence[str]
    measure: str
    whose: str
    low: int | None
    best: int | None
    high: int | None
    high_is_open: bool | None
    flags: Sequence[str]
    reports: int
    as_known_on: str
    policy: str
    filter: str
    address: str


COLUMNS = tuple(field.name for field in fields(IncidentRow))


def incident_lines(rows: Iterable[IncidentRow]) -> Iterator[str]:
    """The lines of the file, one after the other."""
    return csv_lines(COLUMNS, ([in_a_cell(getattr(row, name)) for name in COLUMNS] for row in rows))


def in_a_cell(value: Any) -> Any:
    """Several names go into one cell."""
    return "; ".join(value) if isinstance(value, list | tuple) else value


def as_exact_as(degrees: float | None, precision: str) -> float | None:
    """A coordinate with no more decimals than are known."""
    return None if degrees is None else round(degrees, DECIMALS.get(precision, DECIMALS_OF_AREAS))
