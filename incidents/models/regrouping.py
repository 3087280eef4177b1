"""That incidents were merged, or one split, with all that moved, so that it can be undone."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from incidents.models.incident import Incident
from incidents.vocabulary import RegroupingKind


class Regrouping(models.Model):
    """One merge or split: what moved from one incident to another. `moved` has the keys of what moved, by kind."""

    kind = models.CharField(max_length=8, choices=RegroupingKind.choices())
    from_incident = models.ForeignKey(Incident, models.CASCADE, related_name="regroupings_from")
    to_incident = models.ForeignKey(Incident, models.CASCADE, related_name="regroupings_to")
    moved: models.JSONField[dict[str, Any]] = models.JSONField()
    reason = models.TextField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_reason = models.TextField(blank=True)
    repeats = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="repeated_by")
    """The one that was undone and is done again by this."""

    class Meta:
        ordering = ("pk",)
        constraints = (models.CheckConstraint(condition=~Q(reason=""), name="regrouping_has_a_reason"),)

    def __str__(self) -> str:
        return f"{self.from_incident} {self.get_kind_display()} into {self.to_incident}"
