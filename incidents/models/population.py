"""How a population is named in one text, so that the database can hold it unique and join by it."""

from __future__ import annotations

from incidents.vocabulary import Status


def population_key(actor_id: int | None, status: str, group: str) -> str:
    """One text for a population."""
    return f"{actor_id or ''}/{status}/{group}"


PEOPLE_KEY = population_key(None, Status.UNKNOWN, "")
"""People as a whole."""
EVERY_KEY = {status: population_key(None, status, "") for status in Status}
"""People of each status, whichever side they are of; a status that is not known names people as a whole."""
