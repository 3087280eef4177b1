"""How the desk's people are called, and how each of them works."""

from __future__ import annotations

from django.contrib.auth.models import User

from incidents.models import Preferences


def name_of(person: User | None) -> str:
    """How a person is called on pages; nothing for nobody. Templates have it as a filter of this name."""
    return (person.get_full_name() or person.get_username()) if person else ""


def set_card_order(*, person: User, in_text_order: bool) -> None:
    """Let a person's cards come in the order of the text, or the least sure first."""
    Preferences.objects.update_or_create(person=person, defaults={"cards_in_text_order": in_text_order})
