"""The labelled reports in `labelled/`: seven styles of text, each with what a careful reader finds in it.

They were written before anyone looked at what the program makes of them, so that the share of right answers says how it
does on texts that nobody shaped its rules on. `pages` are whole pages, as a person copies them.

Whoever learns from them keeps to the rows with an odd index (`summaries-2`, `summaries-4`, ...); the others stay
unread, and tell learning from memorising.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from incidents.extraction import extract

FOLDER = Path(__file__).parent / "labelled"
STYLES = ("summaries", "wire", "sitreps", "local", "conflict_notes", "hard", "pages")
MEASURES = ("killed", "injured", "detained")
FIELDS = (*MEASURES, "admin1", "place", "date", "country", "type", "claimants", "furniture")
# So much of a page may be marked wrongly, as a share of its letters.
FURNITURE_MISJUDGED = 0.05
# What an administrative unit is called around its name, which writers leave out as they please.
_UNIT_WORDS = re.compile(r"\b(province|governorate|state|district|wilayat|oblast|region|department|county|of)\b")


@dataclass(frozen=True, slots=True)
class Reading:
    """One field of one labelled report: what a reader finds, and what the program found."""

    report: str
    field: str
    gold: Any
    found: Any
    right: bool

    def __str__(self) -> str:
        return f"{self.report}: {self.field} is {self.gold!r}, read as {self.found!r}"


@cache
def readings(style: str) -> tuple[Reading, ...]:
    """Every labelled field of every report in one style, as the program reads it."""
    lines = (FOLDER / f"{style}.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(reading for line in lines for reading in _readings_of(json.loads(line)))


def exactly_right(style: str, field: str) -> tuple[list[Reading], list[Reading]]:
    """The readings of one field that are right, and those that are not."""
    of_field = [reading for reading in readings(style) if reading.field == field]
    return [reading for reading in of_field if reading.right], [reading for reading in of_field if not reading.right]


def _readings_of(report: dict[str, Any]) -> Iterator[Reading]:
    published = date.fromisoformat(report["published"]) if report["published"] else None
    answer = extract(report["text"], published).as_json()
    place = answer["event"]["place"] or {}
    for field, gold in report["gold"].items():
        if field in MEASURES:
            found = _best(answer["totals"].get(field))
            right = found in (gold, report["gold"].get(f"{field}_or", gold))
        elif field == "admin1":
            found = place.get("admin1")
            right = _key(found) in {_key(name) for name in gold} or _key(place.get("name")) in map(_key, gold)
        elif field == "place":
            found = place.get("name")
            right = _key(gold) in (_key(found), _key(place.get("admin2")))
        elif field == "date":
            found = answer["event"]["date_start"]
            right = found == gold
        elif field == "country":
            found = place.get("country")
            right = any(name in (found or "") for name in gold)
        elif field == "type":
            found = (answer["event"]["event_type"], answer["event"]["sub_event_type"])
            right = gold in found
        elif field == "claimants":
            found = sorted({claim["claimant"]["name"] for claim in answer["claims"] if claim["claimant"]})
            right = all(name.lower() in " | ".join(found).lower() for name in gold)
        elif field == "furniture":
            found = round(misjudged(report["text"], gold, [stretch["span"] for stretch in answer["furniture"]]), 3)
            right = found <= FURNITURE_MISJUDGED
        else:
            continue
        yield Reading(report["id"], field, gold, found, right)


def misjudged(text: str, gold: list[list[int]], found: list[list[int]]) -> float:
    """The share of a page's letters and digits that one calls furniture and the other calls text."""
    told, marked = (
        {i for start, end in spans for i in range(start, end) if text[i].isalnum()} for spans in (gold, found)
    )
    return len(told ^ marked) / sum(map(str.isalnum, text))


def _best(total: dict[str, int | None] | None) -> int:
    """The one number that a total comes to: its best, else its low, and none where nothing was found."""
    if total is None:
        return 0
    return next((number for number in (total["best"], total["low"]) if number is not None), 0)


def _key(name: str | None) -> str:
    plain = unicodedata.normalize("NFKD", name or "").encode("ascii", "ignore").decode().lower()
    return " ".join(_UNIT_WORDS.sub(" ", re.sub(r"[-_']", " ", plain)).split())
