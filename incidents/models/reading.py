"""One person's reading of one report: when it began, how long it took, what came of it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models
from django.db.models import Exists, OuterRef, Q

from incidents.models.report import Report, ReportQuerySet
from incidents.vocabulary import ReportStatus, SecondReading


class ReadingQuerySet(models.QuerySet["Reading"]):
    """Named filters over readings."""

    def open(self) -> ReadingQuerySet:
        """Readings that are not finished."""
        return self.filter(finished_at=None)

    def finished(self) -> ReadingQuerySet:
        """Readings that their person finished."""
        return self.exclude(finished_at=None)


class Reading(models.Model):
    """A report as one person read it. `outcome` is what the person chose at the end, as the finish form has it."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="readings")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="readings")
    started_at = models.DateTimeField(auto_now_add=True)
    last_active_at = models.DateTimeField(auto_now_add=True)
    active_seconds = models.FloatField(default=0)
    """How long the person was at it; a pause counts as two minutes at most."""
    finished_at = models.DateTimeField(null=True, blank=True)
    outcome: models.JSONField[dict[str, Any]] = models.JSONField(default=dict, blank=True)
    too_fast = models.BooleanField(default=False)
    """Whether it was finished faster than the text can be read."""

    objects = ReadingQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("report", "person"), condition=Q(finished_at__isnull=True), name="one_open_reading"
            ),
        )
        indexes = (models.Index(fields=("person", "finished_at")), models.Index(fields=("finished_at",)))

    def __str__(self) -> str:
        return f"{self.report} read by {self.person}"


def to_settle_by(person: User) -> ReportQuerySet:
    """Reports that two others have read and this person may settle, oldest first: never one's own reading."""
    if not person.has_perm("incidents.settle_report"):
        return Report.objects.none()
    own = Reading.objects.finished().filter(report=OuterRef("pk"), person=person)
    waiting = Report.objects.filter(status=ReportStatus.ADJUDICATION).exclude(Exists(own))
    return waiting.order_by("added_at", "pk")


def hidden_from(person: User, *, report: str = "report", made_by: str = "person") -> Q:
    """What others did on a report that is read apart, as a filter; `report` and `made_by` are the ways to these.

    Who settles a report sees what both readers answered, and nobody else does until it is settled.
    """
    apart = Q(**{f"{report}__second_reading": SecondReading.WANTED})
    by_others = Q(**{f"{made_by}__isnull": False}) & ~Q(**{made_by: person})
    to_settle = Q(**{f"{report}__in": to_settle_by(person).order_by().values("pk")})
    return apart & by_others & ~to_settle
