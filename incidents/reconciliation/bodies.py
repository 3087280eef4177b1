"""Which claimants of an incident are one body (methodology.md, section 6, step 2).

Reporters name one police force in many ways: "police", "Officer Cole", "the sheriff's office", "authorities".
Taken for different origins they would outvote everybody else, and none could correct another.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from enum import Enum
from functools import lru_cache

from incidents.reconciliation.counting import is_accepted
from incidents.reconciliation.statements import same_origin
from incidents.reconciliation.types import Claim

THE_POLICE = "police"
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


class Body(Enum):
    """What a claimant's name tells of the body that it speaks for."""

    POLICE = "police"
    PERHAPS_POLICE = "an officer without a body, or a word such as authorities"
    OTHER_FORCE = "a force or a ministry"
    NONE = "none of these"


@lru_cache(maxsize=4096)
def body_of(origin: str) -> Body:
    """The body that an origin's name tells of."""
    name = same_origin(origin)
    if POLICE.search(name) and not NOT_THE_POLICE.search(name):
        return Body.POLICE
    if OTHER_FORCES.search(name):
        return Body.OTHER_FORCE
    return Body.PERHAPS_POLICE if OFFICERS.search(name) or UNNAMED.search(name) else Body.NONE


def hear_bodies(claims: Sequence[Claim]) -> Sequence[Claim]:
    """The claims, those of the police with one voice.

    An officer without a body and words such as "authorities" are the police where police are heard
    and no other force or ministry is: with several, nobody can tell whose officials they are.
    """
    bodies = {body_of(claim.origin) for claim in claims if is_accepted(claim)}
    if Body.POLICE not in bodies:
        return claims
    meant = {Body.POLICE} if Body.OTHER_FORCE in bodies else {Body.POLICE, Body.PERHAPS_POLICE}
    return [replace(claim, voice=THE_POLICE) if body_of(claim.origin) in meant else claim for claim in claims]
