"""Where it happened: places named in the text, looked up in the gazetteer, and the one of the incident."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from incidents.extraction.types import ExtractedClaim, ExtractedPlace, Span


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place named at one span of the text, with the gazetteer entry that it most probably is."""

    raw: str
    span: Span


def find_places(doc: Doc) -> tuple[PlaceMention, ...]:
    """Every place named in the text, in order."""
    return ()


def incident_place(
    doc: Doc, places: Sequence[PlaceMention], claims: Sequence[ExtractedClaim] = ()
) -> ExtractedPlace | None:
    """The place of the violence, as exactly as the text tells."""
    return None


def incident_country(places: Sequence[PlaceMention]) -> str | None:
    """The country that the places of the text point to, ISO alpha-2."""
    return None
