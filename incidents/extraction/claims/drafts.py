"""A claim in the making, and what is kept of it for the tally."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from incidents.extraction.types import ExtractedClaim, NotAClaim, Quantity, Rival, Span, Victims
from incidents.vocabulary import Measure, Scope

# How far back a claim looks for one that it repeats or belongs to; keeps the work linear.
NEARBY_CLAIMS = 60


@dataclass(frozen=True, slots=True)
class ClaimNote:
    """What the tally needs to know of a claim beside its values: where it stands and how it ties to those before.

    `more`: its own words put it on top ("another two", "two more"); `rank`: they count it ("a sixth"), else 0. `apart`:
    the sentence tells of another attack. `additive`: it says "also" or the like, which adds to a lone victim alone.
    `lowered`: it is less than what was told before ("revised down to"). `mourned`: people mourn them. `colons`: how
    many stand before it in its sentence.
    `former`: it was told before, and the report may have a later figure ("had first put the dead at 11").
    `hearsay`: a report says so whose author nobody names.
    """

    sentence: int
    noun: str
    cue: int = 0
    additive: bool = False
    adds: bool = False
    more: bool = False
    apart: bool = False
    rank: int = 0
    colons: int = 0
    mourned: bool = False
    update: bool = False
    lowered: bool = False
    supersedes: bool = False
    own: bool = False
    headline: bool = False
    several: bool = False
    own_hand: bool = False
    doers: str = ""
    hearsay: bool = False
    former: bool = False


@dataclass(frozen=True, slots=True)
class FoundClaims:
    """The claims of a document in reading order, a note for each, the numbers left out, and the first token of each
    sentence."""

    claims: tuple[ExtractedClaim, ...]
    not_claims: tuple[NotAClaim, ...]
    notes: tuple[ClaimNote, ...]
    sentences: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """One claim in the making."""

    measure: Measure
    quantity: Quantity
    victims: Victims
    span: Span
    tokens: tuple[int, int]
    cue: Token
    rules: tuple[str, ...]
    certainty: float
    noun: str
    denies: bool = False
    scope: Scope = Scope.WHOLE
    whole: int | None = None
    larger: bool = False
    composed: bool = False
    rivals: tuple[Rival, ...] = ()
