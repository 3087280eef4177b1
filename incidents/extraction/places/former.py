"""Provinces that are no more, for reports of their time, read from `rules/former_provinces.toml`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from incidents.extraction.places.finder import PlaceMention
from incidents.extraction.rules import check_rows, load_rules
from incidents.extraction.types import ExtractedPlace


@dataclass(frozen=True, slots=True)
class _Province:
    name: str
    until: date


def in_province_of_its_time(place: ExtractedPlace, day: date | None, places: Sequence[PlaceMention]) -> ExtractedPlace:
    """The place in the province that it lay in on a day; as it is where the text names the present province."""
    if day is None or any(_is_of(mention, place) for mention in places):
        return place
    for name in (place.admin2, place.name):
        former = _former().get((place.country_code, name)) if name else None
        if former and day <= former.until:
            return replace(place, admin1=former.name)
    return place


def _is_of(mention: PlaceMention, place: ExtractedPlace) -> bool:
    named = mention.place
    return named.kind == "admin1" and named.name == place.admin1 and named.country_code == place.country_code


@cache
def _former() -> dict[tuple[str | None, str], _Province]:
    """Country and district -> the former province that it lay in. Raises RuleFileError that names an unknown key."""
    former: dict[tuple[str | None, str], _Province] = {}
    rows = load_rules("former_provinces")["province"]
    check_rows("former_provinces", rows, {"country_code", "name", "until", "districts"})
    for row in rows:
        former |= {(row["country_code"], name): _Province(row["name"], row["until"]) for name in row["districts"]}
    return former
