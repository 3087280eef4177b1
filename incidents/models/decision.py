"""What a person said about a claim or a figure: who, when, verdict, value, reason. Rows are only ever added."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models
from django.db.models import Q

from incidents.models.claim import Claim
from incidents.models.incident import Incident
from incidents.models.reading import Reading, hidden_from
from incidents.models.report import ImmutableError
from incidents.vocabulary import Measure, Verdict

ON_FIGURES = (Verdict.OVERRIDDEN, Verdict.CONFIRMED)
"""Verdicts on the figure of an incident, measure and population; the others are on claims."""


class DecisionQuerySet(models.QuerySet["Decision"]):
    """Named filters over decisions."""

    def visible_to(self, person: User) -> DecisionQuerySet:
        """Without what others decided on a report that is read apart, until it is settled."""
        return self.exclude(Q(claim__isnull=False) & hidden_from(person, report="claim__report"))


class Decision(models.Model):
    """A decision on a claim, or on the figure of one incident, measure and population.

    `value` holds what the person gave. For a correction these are the changed fields of the claim, for an override low,
    best and high. For a confirmation it is the figure that the person let stand (low, best, high, open_upper) and the
    `questions` that this settles. If an override or a confirmation is taken back, `value` is empty.
    """

    claim = models.ForeignKey(Claim, models.CASCADE, null=True, blank=True, related_name="decisions")
    incident = models.ForeignKey(Incident, models.CASCADE, null=True, blank=True, related_name="decisions")
    measure = models.CharField(max_length=12, choices=Measure.choices(), blank=True)
    population_key = models.CharField(max_length=60, blank=True)
    verdict = models.CharField(max_length=12, choices=Verdict.choices())
    value = models.JSONField(default=dict, blank=True)
    reason = models.TextField(blank=True)
    reading = models.ForeignKey(Reading, models.PROTECT, null=True, blank=True, related_name="decisions")
    """The reading in which it was made; empty for what was decided on a report that was closed, or being settled."""
    act = models.UUIDField(null=True, blank=True, db_index=True)
    """Shared by decisions made with one key, so that they are taken back with one."""
    takes_back = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="taken_back_by")
    """The decision that a REOPENED one takes back."""
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="decisions")
    at = models.DateTimeField(auto_now_add=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=Q(claim__isnull=False, incident__isnull=True) | Q(claim__isnull=True, incident__isnull=False),
                name="decision_on_one_thing",
            ),
            models.CheckConstraint(
                condition=~Q(verdict__in=ON_FIGURES) | ~Q(reason=""), name="decision_on_a_figure_has_a_reason"
            ),
        )
        indexes = (models.Index(fields=("incident", "measure", "population_key")),)

    def __str__(self) -> str:
        return f"{self.get_verdict_display()} by {self.person}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk:
            raise ImmutableError("A decision is never edited; make another one.")
        super().save(*args, **kwargs)
