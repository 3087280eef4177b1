"""Claims shown with a wrong value on purpose, to see whether wrong suggestions are caught. Never part of the record."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models

from incidents.models.claim import Claim
from incidents.models.reading import Reading
from incidents.vocabulary import Verdict


class Planted(models.Model):
    """A claim that one reader first sees with `shown`, values that its words do not say.

    `verdict` is what the reader did with it, and no Decision: accepted means missed, anything else caught.
    The claim itself is untouched, and is decided on afterwards as it was found.
    """

    reading = models.ForeignKey(Reading, models.CASCADE, related_name="planted")
    claim = models.ForeignKey(Claim, models.CASCADE, related_name="planted")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    shown: models.JSONField[dict[str, Any]] = models.JSONField()
    planted_at = models.DateTimeField(auto_now_add=True)
    verdict = models.CharField(max_length=12, choices=Verdict.choices(), blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("reading", "claim"), name="planted_once_a_reading"),)
        indexes = (models.Index(fields=("person", "answered_at")),)

    def __str__(self) -> str:
        return f"planted in {self.claim}"
