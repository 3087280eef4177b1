"""Who makes a statement, for whom, and when: the same for the record and for `manage.py estimate`.

Pure, and below every other room but the vocabulary, so that the models may use it too: what is one
origin must be one origin wherever claims come from (methodology.md, section 1).
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time

SPOKESPERSON = re.compile(
    r"(?:(?:a|the|chief|senior) )*"
    r"(?:(?P<body>.+?)(?:'s|’s)? )?(?:chief )?spokes(?:man|woman|person)(?: (?:for|of) (?:the )?(?P<of>.+))?",
    re.IGNORECASE,
)


RANK = re.compile(
    r"\b(?:police|sheriff|deputy|chief|detective|det|officer|trooper|lieutenant|lt|sergeant|sgt|captain|capt"
    r"|corporal|cpl|inspector|insp|superintendent|supt|coroner|commander)\b",
    re.IGNORECASE,
)


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
    return min(known_at, datetime.combine(as_of, time.max, tzinfo=UTC))
