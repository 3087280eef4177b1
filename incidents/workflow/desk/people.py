"""How the desk's people are called."""

from __future__ import annotations

from django.contrib.auth.models import User


def name_of(person: User) -> str:
    """How a person is called on pages."""
    return person.get_full_name() or person.get_username()
