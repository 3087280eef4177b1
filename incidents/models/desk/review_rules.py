"""How the desk reads and reviews: its country, what two people read, what is planted, how long a report is held.

Rows are only ever added.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from incidents.models.report import ImmutableError
from incidents.models.source import Source

SHARE = (MinValueValidator(0), MaxValueValidator(1))


class ReviewRules(models.Model):
    """The rules of review since a moment; the last row holds. Shares are from 0 to 1."""

    second_share = models.FloatField(default=0, validators=SHARE)
    second_toll = models.PositiveIntegerField(null=True, blank=True)
    """Reports that claim so many dead or more are read twice, whatever the share."""
    second_measures: models.JSONField[list[str]] = models.JSONField(default=list, blank=True)
    second_sources = models.ManyToManyField(Source, blank=True, related_name="+")
    planted_share = models.FloatField(default=0, validators=SHARE)
    hold_minutes = models.PositiveSmallIntegerField(default=15, validators=(MinValueValidator(1),))
    words_a_second = models.FloatField(default=5, validators=(MinValueValidator(1),))
    """Nobody reads faster: a report closed in less time is marked for a second reading."""
    country = models.CharField(max_length=2, blank=True)
    """ISO alpha-2 code of the country that the desk writes about: it settles the namesakes in what is read."""
    reason = models.TextField(blank=True)
    takes_back = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="taken_back_by")
    """The rules of which these revert what they changed."""
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("pk",)
        verbose_name_plural = "review rules"
        permissions = (("set_review_rules", "Can set how the desk reviews"),)

    def __str__(self) -> str:
        return f"rules of review since {self.at:%Y-%m-%d}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk:
            raise ImmutableError("Rules of review are never edited; set them anew.")
        super().save(*args, **kwargs)

    @classmethod
    def now(cls) -> ReviewRules:
        """The rules that hold; an unsaved row with the usual values where nobody has set any."""
        return cls.objects.order_by("-pk").first() or cls()
