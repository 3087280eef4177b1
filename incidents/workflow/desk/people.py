"""How the desk's people are called."""

from __future__ import annotations

from django.contrib.auth.models import User


def name_of(person: User | None) -> str:
    """How a person is called on pages; nothing for nobody. Templates have it as a filter of this name."""
    return (person.get_full_name() or person.get_username()) if person else ""
