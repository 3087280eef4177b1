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
    """What the tally needs to know of a claim beside its values: where it stands and how it ties to those before."""

    sentence: int
    noun: str
    cue: int = 0
    additive: bool = False
    adds: bool = False
    more: bool = False
    update: bool = False
    supersedes: bool = False
    own: bool = False
    headline: bool = False
    several: bool = False
    own_hand: bool = False
    doers: str = ""


@dataclass(frozen=True, slots=True)
class FoundClaims:
    """The claims of a document in reading order, a note for each, and the numbers left out."""

    claims: tuple[ExtractedClaim, ...]
    not_claims: tuple[NotAClaim, ...]
    notes: tuple[ClaimNote, ...]


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
