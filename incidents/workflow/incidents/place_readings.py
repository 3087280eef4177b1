"""What else the name of a place may mean: other places of that name, those first that the desk chose for it before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.db.models import Count, Max, Q

from incidents.extraction.gazetteer import PRECISION, Place, country, distance_km, look_up
from incidents.models import Incident
from incidents.vocabulary import GeoPrecision

MOST_READINGS = 8
SAME_PLACE_KM = 5.0
"""Within so many kilometres two points of one name are one place: a person may have moved the pin."""
POINTS = ("", GeoPrecision.EXACT, GeoPrecision.NEAR)
COLUMNS = ("place_name", "admin2", "admin1", "country", "country_code", "latitude", "longitude", "geo_precision")


@dataclass(frozen=True, slots=True)
class PlaceReading:
    """A place as the fields of an incident have it, latitude and longitude in degrees.

    `away` is how many kilometres it is from what is chosen now, None where that has no point; `chosen` how many
    incidents of the desk have it.
    """

    place_name: str
    admin2: str
    admin1: str
    country: str
    country_code: str
    latitude: float | None
    longitude: float | None
    geo_precision: str
    chosen: int = 0
    away: int | None = None

    @property
    def extent(self) -> str:
        """What of the map it takes up: nothing for a point, else a district, a province, a country."""
        return "" if self.geo_precision in POINTS else GeoPrecision(self.geo_precision).label

    @property
    def around(self) -> str:
        """Where it lies, from the district up: "Kramatorskyi Raion, Donetsk, Ukraine"."""
        parts = dict.fromkeys((self.admin2, self.admin1, self.country))
        return ", ".join(part for part in parts if part and part != self.place_name)

    @property
    def distance(self) -> str:
        """How far it is from what is chosen now: "1,310 km away"; nothing where that cannot be told."""
        return "" if self.away is None else f"{self.away:,} km away"

    @property
    def point(self) -> tuple[float, float] | None:
        return None if self.latitude is None or self.longitude is None else (self.latitude, self.longitude)

    def is_same_place(self, other: PlaceReading) -> bool:
        """Whether both mean one place, however exactly it is known. A province is not its town."""
        if self.extent != other.extent or self.country_code != other.country_code:
            return False
        if self.point is None or other.point is None:
            return (self.admin1, self.admin2) == (other.admin1, other.admin2)
        return distance_km(self.point, other.point) <= SAME_PLACE_KM


def other_readings(now: PlaceReading) -> list[PlaceReading]:
    """What else the name may mean than the place chosen `now`: what the desk chose, most often first, then those of
    the same country, the largest first. At most MOST_READINGS; one query to the gazetteer and one to the record."""
    places = look_up(now.place_name) if now.place_name else ()
    listed = sorted(places, key=lambda place: place.country_code != now.country_code)  # the largest first already
    readings = [*chosen_before(now.place_name, places), *map(reading_of_place, listed)]
    others = [reading for reading in readings if not reading.is_same_place(now)]
    return [with_distance(reading, now) for reading in first_of_each(others)[:MOST_READINGS]]


def chosen_before(name: str, places: Iterable[Place]) -> list[PlaceReading]:
    """The places that incidents of such a name were given, most often first."""
    if not name:
        return []
    called = Q(place_name__iexact=name) | Q(place_name__in={place.name for place in places})
    rows = (
        Incident.objects.unmerged()
        .filter(called)
        .values(*COLUMNS)
        .annotate(chosen=Count("pk"), last=Max("pk"))
        .order_by("-chosen", "-last")[: MOST_READINGS * 2]
    )
    return [PlaceReading(**{name: row[name] for name in (*COLUMNS, "chosen")}) for row in rows]


def reading_of_place(place: Place) -> PlaceReading:
    """A place of the gazetteer as the fields of an incident have it."""
    nation = country(place.country_code)
    return PlaceReading(
        place.name,
        place.admin2 or "",
        place.admin1 or "",
        nation.name if nation else place.country,
        place.country_code,
        place.latitude,
        place.longitude,
        PRECISION[place.kind].value,
    )


def first_of_each(readings: Sequence[PlaceReading]) -> list[PlaceReading]:
    """The readings without what is the same place as an earlier one, which counts how often both were chosen."""
    kept: list[PlaceReading] = []
    for reading in readings:
        same = next((at for at, one in enumerate(kept) if reading.is_same_place(one)), None)
        if same is None:
            kept.append(reading)
        else:
            kept[same] = replace(kept[same], chosen=kept[same].chosen + reading.chosen)
    return kept


def with_distance(reading: PlaceReading, now: PlaceReading) -> PlaceReading:
    if reading.point is None or now.point is None:
        return reading
    return replace(reading, away=round(distance_km(reading.point, now.point)))
