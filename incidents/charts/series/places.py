"""Incidents by place: those that lie close on the map go together in the database, so that a map is never crowded."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from django.db.models import (
    Avg,
    BigIntegerField,
    Case,
    CharField,
    Expression,
    ExpressionWrapper,
    F,
    FloatField,
    IntegerField,
    Max,
    Min,
    Q,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Floor

from incidents.charts.rows import OffMapRow, PlaceRow
from incidents.charts.series.periods import sums
from incidents.extent import Extent
from incidents.figure import Figure
from incidents.models import Incident
from incidents.models.incident import IncidentQuerySet
from incidents.vocabulary import GeoPrecision

COLUMNS, ROWS = 20, 13
"""Cells across a map and down it: as many marks as can be told apart, at most 21 by 14."""
PLACED = (GeoPrecision.EXACT, GeoPrecision.NEAR, GeoPrecision.ADMIN2, GeoPrecision.ADMIN1, GeoPrecision.AREA)
"""From most to least exact; what is known less exactly has no mark."""
HAS_COORDINATES = Q(latitude__isnull=False, longitude__isnull=False)
ON_MAP = HAS_COORDINATES & Q(geo_precision__in=PLACED)
COUNTRY_ONLY = Q(geo_precision__in=(GeoPrecision.COUNTRY, GeoPrecision.INTERNATIONAL)) | (
    HAS_COORDINATES & Q(geo_precision="")
)
"""Where nobody recorded how exactly a place is known, it is not taken to be exact."""
HERE, ELSEWHERE, COUNTRY, NOWHERE = "here", "elsewhere", "country", "nowhere"
IS_HERE, IS_COUNTRY = Q(where=HERE), Q(where=COUNTRY)
OFF_MAP = (COUNTRY, NOWHERE, ELSEWHERE)
ABOVE_ALL_KEYS = 10**10
CLOSE = 1e-6
"""Degrees: what a coordinate may lose in an address."""


class Reach(NamedTuple):
    """What of the Earth and of time a selection covers; None where it has no place on the map, or no incident."""

    extent: Extent | None
    first: date | None
    last: date | None


class Gathered(NamedTuple):
    """What a map shows: its marks, most people first; what has no mark; the most people of a mark at any time."""

    marks: list[PlaceRow]
    off_map: list[OffMapRow]
    most: int


def reach(incidents: IncidentQuerySet) -> Reach:
    """Where and when the incidents lie, in one query."""
    found = incidents.aggregate(
        west=Min("longitude", filter=ON_MAP),
        south=Min("latitude", filter=ON_MAP),
        east=Max("longitude", filter=ON_MAP),
        north=Max("latitude", filter=ON_MAP),
        first=Min("date_start"),
        last=Max("date_start"),
    )
    sides = [found[side] for side in ("west", "south", "east", "north")]
    return Reach(None if sides[0] is None else Extent(*sides), found["first"], found["last"])


def locate_incidents(incidents: IncidentQuerySet, extent: Extent) -> IncidentQuerySet:
    """Add `turned`, the longitude as the extent counts it; `where`, on this map or why not; `land`, the country of
    what is known no closer."""
    beyond = When(longitude__lt=extent.west, then=F("longitude") + Value(360.0))
    inside = Q(turned__lte=extent.east, latitude__gte=extent.south, latitude__lte=extent.north)
    return incidents.annotate(
        turned=Case(beyond, default=F("longitude"), output_field=FloatField()),
        where=Case(
            When(ON_MAP & inside, then=Value(HERE)),
            When(ON_MAP, then=Value(ELSEWHERE)),
            When(COUNTRY_ONLY, then=Value(COUNTRY)),
            default=Value(NOWHERE),
            output_field=CharField(),
        ),
        land=Case(When(IS_COUNTRY, then=F("country")), default=Value(""), output_field=CharField()),
    )


def marks_within(incidents: IncidentQuerySet, extent: Extent) -> IncidentQuerySet:
    """Those with a mark on that part of the map."""
    return locate_incidents(incidents, extent).filter(IS_HERE)


def gather_places(tolls: IncidentQuerySet, extent: Extent, when: Q | None = None) -> Gathered:
    """The incidents with their tolls that began then, as marks of that part of the map or as what has none.

    Two queries. Each mark has the name of the place where most people are counted.
    """
    groups = groups_of(tolls, extent, when)
    filled = [group for group in groups if group["incidents"]]
    cells = [group for group in filled if group["where"] == HERE]
    keys = [cell["leading"] % ABOVE_ALL_KEYS for cell in cells]
    leaders = Incident.objects.only("place_name", "admin2", "admin1", "country").in_bulk(keys)
    marks = [place_row(cell, leaders[key]) for cell, key in zip(cells, keys, strict=True)]
    off_map = [
        OffMapRow(why=group["where"], country=group["land"], **numbers_of_place(group))
        for group in filled
        if group["where"] != HERE
    ]
    return Gathered(
        marks=sorted(marks, key=lambda row: (row.best is None, -(row.best or 0), -row.incidents, row.label)),
        off_map=sorted(off_map, key=lambda row: (OFF_MAP.index(row.why), -row.incidents, row.country)),
        most=max((group["ever"] or 0 for group in groups if group["where"] == HERE), default=0),
    )


def groups_of(tolls: IncidentQuerySet, extent: Extent, when: Q | None) -> list[dict[str, Any]]:
    """The sums of each cell of a grid over the extent, and of each reason to have no mark; one query.

    The cells keep their places while the map is moved, so that marks do not change under the eye.
    """
    across, down = extent.width / COLUMNS, (extent.north - extent.south) / ROWS
    found = (
        locate_incidents(tolls, extent)
        .annotate(
            column=Case(When(IS_HERE, then=Floor(F("turned") / Value(across))), output_field=FloatField()),
            row=Case(When(IS_HERE, then=Floor(F("latitude") / Value(down))), output_field=FloatField()),
        )
        .values("where", "land", "column", "row")
        .annotate(
            **sums(when=when),
            ever=Sum("toll_best"),
            middle_latitude=Avg("latitude", filter=when),
            middle_longitude=Avg("turned", filter=when),
            west=Min("turned", filter=when),
            east=Max("turned", filter=when),
            south=Min("latitude", filter=when),
            north=Max("latitude", filter=when),
            nearest=Min(exactness(), filter=when),
            widest=Max(exactness(), filter=when),
            leading=Max(rank_by_people(), filter=when),
        )
        .order_by()
    )
    return list(found)


def exactness() -> Expression:
    """The place of an incident's precision in PLACED."""
    ranks = (When(geo_precision=precision, then=Value(rank)) for rank, precision in enumerate(PLACED))
    return Case(*ranks, output_field=IntegerField())


def rank_by_people() -> Expression:
    """A number of its own for each incident, higher the more people: its key is what is left beyond ABOVE_ALL_KEYS."""
    people = Coalesce(Cast("toll_best", BigIntegerField()), Value(0, output_field=BigIntegerField()))
    return ExpressionWrapper(
        people * Value(ABOVE_ALL_KEYS, output_field=BigIntegerField()) + F("pk"), output_field=BigIntegerField()
    )


def place_row(cell: dict[str, Any], leader: Incident) -> PlaceRow:
    return PlaceRow(
        name=leader.place_name or leader.admin2 or leader.admin1,
        country=leader.country,
        latitude=cell["middle_latitude"],
        longitude=cell["middle_longitude"],
        extent=Extent(cell["west"], cell["south"], cell["east"], cell["north"]),
        nearest=PLACED[cell["nearest"]],
        widest=PLACED[cell["widest"]],
        key=leader.pk,
        **numbers_of_place(cell),
    )


def numbers_of_place(group: dict[str, Any]) -> dict[str, Any]:
    return {"incidents": group["incidents"], "unknown": group["unknown"], "figure": Figure.of(group)}


def of_group(incidents: IncidentQuerySet, extent: Extent, group: str) -> IncidentQuerySet:
    """Those of one row of the map, by its `group`; none where there is no such row."""
    kind, _, country = group.partition(":")
    if kind in OFF_MAP:
        return locate_incidents(incidents, extent).filter(Q(where=kind, land=country))
    try:
        latitude, longitude = (float(part) for part in group.split(","))
    except ValueError:
        return incidents.none()
    around = {"latitude": latitude, "longitude": longitude}
    return incidents.filter(ON_MAP, **{f"{side}__range": (at - CLOSE, at + CLOSE) for side, at in around.items()})
