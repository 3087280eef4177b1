"""That a figure moved at this desk: what it was before and after, when and why. Rows are only ever added."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from incidents.figure import Figure
from incidents.models.incident import Incident
from incidents.models.report import Report
from incidents.vocabulary import Measure, RevisionCause


class Revision(models.Model):
    """A figure for people as a whole, as it stood before and after a change of the record.

    Vintages tell what had been published by a moment, as the desk reads it today; this tells what the desk itself
    showed, so that nothing is corrected in silence. The numbers are None together where there was no figure.
    """

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="revisions", db_index=False)
    measure = models.CharField(max_length=12, choices=Measure.choices())
    low_before = models.PositiveIntegerField(null=True)
    best_before = models.PositiveIntegerField(null=True)
    high_before = models.PositiveIntegerField(null=True)
    open_upper_before = models.BooleanField(default=False)
    low = models.PositiveIntegerField(null=True)
    best = models.PositiveIntegerField(null=True)
    high = models.PositiveIntegerField(null=True)
    open_upper = models.BooleanField(default=False)
    cause = models.CharField(max_length=10, choices=RevisionCause.choices())
    report = models.ForeignKey(Report, models.SET_NULL, null=True, blank=True, related_name="+", db_index=False)
    """The report that came, or whose claim was decided on anew."""
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    """Who did it, where that is known."""
    at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        ordering = ("-at", "-pk")
        indexes = (models.Index(fields=("incident", "at")), models.Index(fields=("report",)))
        constraints = (
            models.CheckConstraint(
                condition=Q(low__isnull=True, best__isnull=True, high__isnull=True)
                | Q(low__lte=F("best"), best__lte=F("high")),
                name="revision_low_best_high",
            ),
        )

    def __str__(self) -> str:
        return f"{self.incident}, {self.get_measure_display()}: {self.figure_before} → {self.figure}"

    @property
    def figure_before(self) -> Figure:
        return Figure(self.low_before, self.best_before, self.high_before, self.open_upper_before)

    @property
    def figure(self) -> Figure:
        return Figure.of(self)
