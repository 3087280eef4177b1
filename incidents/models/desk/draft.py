"""Edits that a person began and did not save: kept on the server, so that nothing typed is lost."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models


class Draft(models.Model):
    """The fields of one form as they were typed last. `page` is its path, `form` the form's name on it."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="drafts")
    page = models.CharField(max_length=200)
    form = models.CharField(max_length=80)
    values: models.JSONField[dict[str, Any]] = models.JSONField()
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("person", "page", "form"), name="one_draft_a_form"),)

    def __str__(self) -> str:
        return f"draft of {self.form} on {self.page} by {self.person}"
