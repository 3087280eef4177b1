"""Who makes a statement, for whom, and when: the same for the record and for `manage.py estimate`.

This module is pure and imports only the vocabulary, so extraction and the models can use it too. One origin must be
one origin wherever claims come from. Speakers who share one voice share it in the tally of one report and in the
estimate from many (methodology.md, section 1; section 6, step 2).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time
from enum import Enum
from functools import lru_cache

from incidents.days import countable

SPOKESPERSON = re.compile(
    r"(?:(?:a|the|chief|senior) )*+"
    r"(?:(?P<body>.+?)(?:'s|’s)? )?(?:chief )?spokes(?:man|woman|person)(?: (?:for|of) (?:the )?(?P<of>.+))?",
    re.IGNORECASE,
)

RANK = re.compile(
    r"\b(?:police|sheriff|deputy|chief|detective|det|officer|trooper|lieutenant|lt|sergeant|sgt|captain|capt"
    r"|corporal|cpl|inspector|insp|superintendent|supt|coroner|commander)\b",
    re.IGNORECASE,
)
THE_POLICE = "police"
"""The voice under which the police are heard."""
POLICE = re.compile(
    r"\b(?:police(?:m[ae]n|wom[ae]n)?|sheriff(?:'s|’s|s)?|(?:deputy|deputies)(?! minister| governor| prime| head)"
    r"|detectives?|troopers?|constables?|coroner(?:'s|’s)?|law enforcement|homicide)\b"
)
NOT_THE_POLICE = re.compile(r"\b(?:military|border|secret|religious) police\b")
OFFICERS = re.compile(r"^(?:(?:lt|sgt|cpl|capt|det|insp|supt|ofc)\b\.?|officers?\b|investigators?\b|sergeant|captain)")
UNNAMED = re.compile(
    r"^(?:(?:local|city|county|state|town) )?(?:officials?|authorities|department|investigators|officers)$"
)
OTHER_FORCES = re.compile(
    r"\b(?:army|military|troops|soldiers?|navy|air force|marines?|defen[cs]e|ministry|minister|government|governor"
    r"|security|intelligence|coalition|nato|isaf|rebels?|insurgents?|taliban|militia|colonel|col|general|gen|brigade)\b"
)
UNNAMED_OFFICIALS = "officials"
"""The voice under which officials are heard of whom nothing is told but that they are officials."""
OF_SOME_KIND = (
    r"(?:(?:(?:senior|local|provincial|regional|district|city|county|town|state|federal|government|security|police|military"
    r"|intelligence|medical|health|hospital|rescue|emergency|civil|defen[cs]e|and|or)"
    r"|[a-z]+(?:an|ese|ish|[qnrt]i)|greek|turk|french) )*+"
)
UNNAMED_OFFICIAL = re.compile(OF_SOME_KIND + r"(?:officials?|sources?|authorities)")


class Body(Enum):
    """What a claimant's name tells of the body that it speaks for."""

    POLICE = "police"
    PERHAPS_POLICE = "an officer without a body, or a word such as authorities"
    OTHER_FORCE = "a force or a ministry"
    NONE = "none of these"


@lru_cache(maxsize=4096)
def same_origin(origin: str) -> str:
    """The key under which spellings of one origin meet."""
    return " ".join(origin.casefold().split())


@lru_cache(maxsize=4096)
def body_of(origin: str) -> Body:
    """The body that an origin's name tells of."""
    name = same_origin(origin)
    if POLICE.search(name) and not NOT_THE_POLICE.search(name):
        return Body.POLICE
    if OTHER_FORCES.search(name):
        return Body.OTHER_FORCE
    return Body.PERHAPS_POLICE if OFFICERS.search(name) or UNNAMED.search(name) else Body.NONE


def the_police_among(origins: Iterable[str]) -> frozenset[str]:
    """Those of the origins heard together that are the police under one name or another.

    An officer without a body, and words such as "authorities", are the police if police are heard and no other force or
    ministry is. With several bodies nobody can tell whose officials they are.
    """
    bodies = {origin: body_of(origin) for origin in origins}
    heard = set(bodies.values())
    if Body.POLICE not in heard:
        return frozenset()
    meant = {Body.POLICE} if Body.OTHER_FORCE in heard else {Body.POLICE, Body.PERHAPS_POLICE}
    return frozenset(origin for origin, body in bodies.items() if body in meant)


def voices_among(origins: Iterable[str]) -> Mapping[str, str]:
    """The voice of each of the origins heard together that does not speak under its own name.

    The police are one voice. So are officials about whom nothing more is said ("Iraqi officials", "security sources"),
    because nobody can show that two of them are independent.
    """
    heard = set(origins)
    if not any(map(_may_share_a_voice, heard)):
        return {}
    police = the_police_among(heard)
    unnamed = {origin for origin in heard - police if _are_unnamed_officials(origin)}
    return dict.fromkeys(police, THE_POLICE) | dict.fromkeys(unnamed, UNNAMED_OFFICIALS)


@lru_cache(maxsize=4096)
def _may_share_a_voice(origin: str) -> bool:
    return body_of(origin) in (Body.POLICE, Body.PERHAPS_POLICE) or _are_unnamed_officials(origin)


@lru_cache(maxsize=4096)
def _are_unnamed_officials(origin: str) -> bool:
    return UNNAMED_OFFICIAL.fullmatch(same_origin(origin)) is not None


def hear_voices(origins: Iterable[str | None]) -> list[str | None]:
    """The voice of each claim of one report, by the origin that is quoted for it; None where nobody is."""
    heard = list(origins)
    shared = voices_among(origin for origin in heard if origin)
    return [shared.get(origin, same_origin(origin)) if origin else None for origin in heard]


def origin_of(*, claimant: str, role: str, publisher: str) -> str:
    """Whose statement it is: the claimant's where there is one, else the publisher's.

    Spokespeople come and go: what they say is their body's statement, so that "Interior Ministry
    spokesman X" and "the Interior Ministry" are one origin. An officer keeps the rank, which tells of
    the force that speaks ("Police Chief Ruiz").
    """
    claimant = claimant.lstrip(" .,")
    if not claimant:
        return publisher
    speaks_for = SPOKESPERSON.fullmatch(role)
    body = speaks_for["of"] or speaks_for["body"] if speaks_for else None
    if body is None and RANK.search(role) and not claimant.startswith(role):
        return f"{role} {claimant}"
    return body or claimant


def actor_behind(*, claimant: str, speaks_for: str | None, publisher_speaks_for: str | None) -> str | None:
    """The actor whose interest a statement serves: the claimant's, or the publisher's where nobody is quoted."""
    if speaks_for:
        return speaks_for
    return None if claimant else publisher_speaks_for


def stated_at(as_of: date | None, known_at: datetime) -> datetime | None:
    """When a statement was made, where the report tells the day: that day's end, or the publication if sooner.

    A day without an hour must not make an evening's statement look older than that morning's.
    """
    if as_of is None:
        return None
    return min(known_at, datetime.combine(countable(as_of), time.max, tzinfo=UTC))
