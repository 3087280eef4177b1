"""Casualty claims of a document."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from spacy.tokens import Doc

from incidents.extraction.actors import ActorMention
from incidents.extraction.types import ExtractedClaim, NotAClaim


@dataclass(frozen=True, slots=True)
class FoundClaims:
    claims: tuple[ExtractedClaim, ...]
    not_claims: tuple[NotAClaim, ...]


def find_claims(
    doc: Doc, text: str, *, published: date | None, country: str | None, actors: Sequence[ActorMention]
) -> FoundClaims:
    return FoundClaims((), ())
