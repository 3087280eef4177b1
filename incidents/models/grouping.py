"""How a person parts a report into stretches that each tell of one incident. Rows are only ever added."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models

from incidents.models.reading import Reading, hidden_from
from incidents.models.report import ImmutableError, Report


class GroupingQuerySet(models.QuerySet["Grouping"]):
    """Named filters over groupings."""

    def visible_to(self, person: User) -> GroupingQuerySet:
        """Without what others grouped in a report that is read apart, until it is settled."""
        return self.exclude(hidden_from(person))

    def standing_for(self, report: Report, person: User) -> GroupingQuerySet:
        """Those by which a report stands for a person, oldest first: while two read it apart, that person's own.

        Of a report that was read twice only what was settled stands.
        """
        rows = self.filter(report=report).order_by("pk")
        if report.is_read_apart:
            return rows.filter(person=person)
        return rows.filter(reading=None) if report.is_settled_apart else rows


class Grouping(models.Model):
    """The groups of a report from one moment on; the last row holds, and what was found where there is none.

    `starts` are the code points where groups begin: each goes on to the next, the last to the end of the text.
    `moved` maps the key of a claim to the start of the group that a person put it in, or to null for one that tells
    of the report as a whole. `events` are what was read anew in stretches that were not found so, by their start.
    """

    report = models.ForeignKey(Report, models.CASCADE, related_name="groupings")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="groupings")
    reading = models.ForeignKey(Reading, models.PROTECT, null=True, blank=True, related_name="groupings")
    """The reading in which it was made; empty for what was settled of two."""
    starts: models.JSONField[list[int]] = models.JSONField(default=list)
    moved: models.JSONField[dict[str, int | None]] = models.JSONField(default=dict, blank=True)
    events: models.JSONField[dict[str, Any]] = models.JSONField(default=dict, blank=True)
    what = models.CharField(max_length=300)
    """What was done, in words."""
    takes_back = models.ForeignKey("self", models.RESTRICT, null=True, blank=True, related_name="taken_back_by")
    """The row that this one undoes: it is equal to the one before that."""
    at = models.DateTimeField(auto_now_add=True)

    objects = GroupingQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.report}: {self.what}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk:
            raise ImmutableError("A grouping is never edited; make another one.")
        super().save(*args, **kwargs)
