"""The day on which a text was published: what it says itself, with the year from nearly the same text of the record."""

from __future__ import annotations

from datetime import date

from incidents.ingest.days import DayOfText, guess_day
from incidents.ingest.text import UnusableTextError, clean_text
from incidents.vocabulary import DayFrom
from incidents.workflow.reports.near_duplicates import near_copies


def find_day(text: str, today: date) -> DayOfText:
    """When a text was published, and how that is known. Asks the record only for a day that lacks its year."""
    found = guess_day(text, today)
    if found.known_from != DayFrom.ASSUMED or not found.words:
        return found
    copies = (one.published for one in near_copies(text) if not one.is_day_assumed)
    return next((day for copy in copies if (day := found.with_year_of(copy, today))), found)


def find_day_of_pasted(pasted: str, today: date) -> DayOfText | None:
    """The day that is taken for a text once it is kept; None for one that cannot be."""
    try:
        return find_day(clean_text(pasted), today)
    except UnusableTextError:
        return None
