"""Incidents in lanes, by who took part or where they happened."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from django.db.models import Count, F, Q, Value
from django.db.models.functions import Concat

from incidents.charts.rows import NOT_SAID, Lane, LaneMark
from incidents.days import countable
from incidents.models import Incident
from incidents.models.incident import IncidentQuerySet
from incidents.vocabulary import DatePrecision

MOST_LANES = 12
MOST_MARKS = 300
BETWEEN = "\x1f"

PLACE = Concat("place_name", Value(BETWEEN), "admin1", Value(BETWEEN), "country")
LANES: dict[str, Any] = {"actor": F("parts__actor__name"), "place": PLACE, "country": F("country")}


class Lanes(NamedTuple):
    """The lanes with most incidents and their marks, oldest first.

    `lanes_left_out` and `marks_left_out` count what is not drawn: further lanes, and marks of the lanes shown.
    """

    lanes: list[Lane]
    marks: list[LaneMark]
    lanes_left_out: int
    marks_left_out: int


def lanes(incidents: IncidentQuerySet, tolls: IncidentQuerySet, by: str, address: Callable[[str], str]) -> Lanes:
    """Incidents by a key of LANES: two queries. Of the marks of these lanes those with most people are kept.

    An incident with several actors stands in the lane of each. `address` keeps the date as of which all is shown.
    """
    counted = list(
        incidents.annotate(lane=LANES[by])
        .order_by()
        .values_list("lane")
        .annotate(incidents=Count("pk"))
        .order_by("-incidents", "lane")
    )
    kept = dict(counted[:MOST_LANES])
    found = (
        tolls.annotate(lane=LANES[by])
        .filter(keys_within(kept))
        .order_by(F("toll_best").desc(nulls_last=True), "-date_start", "-pk")[:MOST_MARKS]
    )
    marks = [lane_mark(incident, address) for incident in found]
    return Lanes(
        [Lane(lane_name(key), count) for key, count in kept.items()],
        sorted(marks, key=lambda mark: (mark.first, mark.title)),
        len(counted) - len(kept),
        sum(kept.values()) - len(marks),
    )


def keys_within(keys: dict[str | None, int]) -> Q:
    named = Q(lane__in=[key for key in keys if key is not None])
    return named | Q(lane=None) if None in keys else named


def lane_name(key: str | None) -> str:
    """What a lane is called: a place from near to far, nothing said twice."""
    parts = dict.fromkeys(part for part in (key or "").split(BETWEEN) if part)
    return ", ".join(parts) or NOT_SAID


def lane_mark(incident: Incident, address: Callable[[str], str]) -> LaneMark:
    return LaneMark(
        lane=lane_name(incident.lane),  # type: ignore[attr-defined]
        title=incident.title,
        place=incident.place,
        first=incident.date_start,
        last=countable(incident.date_end),
        precision=DatePrecision(incident.date_precision).label,
        figure=incident.toll_figure,
        url=address(incident.get_absolute_url()),
    )
