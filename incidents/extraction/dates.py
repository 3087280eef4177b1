"""When it happened: date words of the text, resolved against the publication date."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from spacy.tokens import Doc

from incidents.extraction.types import ExtractedClaim, ExtractedDate


def incident_date(
    doc: Doc, published: date | None, claims: Sequence[ExtractedClaim] = ()
) -> ExtractedDate | None:
    """First and last day of the incident; None where neither the text nor `published` gives any day."""
    return None
