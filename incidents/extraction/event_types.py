"""What happened: ACLED event type and sub-type, weapons, and the sides of the actors."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from spacy.tokens import Doc

from incidents.extraction.actors import ActorMention
from incidents.extraction.dates import incident_date
from incidents.extraction.places import PlaceMention, incident_place
from incidents.extraction.types import ExtractedClaim, ExtractedEvent


def find_event(
    doc: Doc,
    *,
    published: date | None,
    places: Sequence[PlaceMention],
    actors: Sequence[ActorMention],
    claims: Sequence[ExtractedClaim] = (),
) -> ExtractedEvent:
    """Date, place, type, actors with their sides, and weapons of the incident that the text is about."""
    return ExtractedEvent(
        date=incident_date(doc, published, claims), place=incident_place(doc, places, claims)
    )
