"""How one person works: keys, the order of cards, e-mail."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Preferences(models.Model):
    """What one person has set; without a row, everything is as it comes."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="preferences")
    keys: models.JSONField[dict[str, str]] = models.JSONField(default=dict, blank=True)
    """Keys that differ from the usual ones, by action."""
    single_keys = models.BooleanField(default=True)
    cards_in_text_order = models.BooleanField(default=False)
    email = models.BooleanField(default=True)

    class Meta:
        verbose_name_plural = "preferences"

    def __str__(self) -> str:
        return f"preferences of {self.person}"
