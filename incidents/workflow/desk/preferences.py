"""How one person works, kept in their Preferences."""

from __future__ import annotations

from django.contrib.auth.models import User

from incidents.models import Preferences


def set_card_order(*, person: User, in_text_order: bool) -> None:
    """Let a person's cards come in the order of the text, or the least sure first."""
    Preferences.objects.update_or_create(person=person, defaults={"cards_in_text_order": in_text_order})
