"""A text read again, as it would be with something put right: shown to its person before anything is written."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models

from incidents.models.report import Report


class Rereading(models.Model):
    """What one person asked to put right about a report, and what the program finds then. Gone once it is kept."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="rereadings")
    person: models.ForeignKey[User, User] = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="rereadings"
    )
    asked_at = models.DateTimeField(auto_now=True)
    asked: models.JSONField[dict[str, Any]] = models.JSONField()
    """What to put right: `about` with the description's fields, or `mark` with a stretch of the text."""
    seen_version = models.BigIntegerField(null=True)
    """The row of the report's history that the person saw; empty where their page told none."""
    progress = models.PositiveSmallIntegerField(default=0, help_text="Per cent read so far")
    failed = models.BooleanField(default=False)
    found: models.JSONField[dict[str, Any] | None] = models.JSONField(null=True)
    """What the program finds, as `extract` gives it; empty until it has read."""

    class Meta:
        constraints = (models.UniqueConstraint(fields=("report", "person"), name="one_rereading_a_person"),)

    def __str__(self) -> str:
        return f"{self.report} read again for {self.person}"
