"""What happened: type, place, time, actors; and the reports that tell of it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from simple_history.models import HistoricalRecords

from incidents.days import EARLIEST, last_recordable_day
from incidents.figure import Figure
from incidents.models.actor import Actor
from incidents.models.days import check_day
from incidents.models.distinct import distinct_values
from incidents.models.report import Report
from incidents.models.toll import toll_of
from incidents.vocabulary import DatePrecision, EventType, GeoPrecision, Side, SubEventType


class IncidentQuerySet(models.QuerySet["Incident"]):
    """Named filters over incidents."""

    def unmerged(self) -> IncidentQuerySet:
        """Incidents that stand for themselves: those merged into another are shown with that one only."""
        return self.filter(merged_into=None)

    def between(self, first: date | None, last: date | None) -> IncidentQuerySet:
        """Incidents that began on or between two days; an open end where a day is None."""
        incidents = self
        if first:
            incidents = incidents.filter(date_start__gte=first)
        if last:
            incidents = incidents.filter(date_start__lte=last)
        return incidents

    def out_of_reach(self) -> IncidentQuerySet:
        """Incidents that began on a day that no record should have."""
        return self.filter(Q(date_start__lt=EARLIEST) | Q(date_start__gt=last_recordable_day()))

    def known_at(self, moment: datetime | None) -> IncidentQuerySet:
        """Incidents of which some report had told by a moment; all of them without one."""
        return self.filter(known_from__lte=moment) if moment else self

    def outdated(self) -> IncidentQuerySet:
        """Incidents whose estimates wait to be derived anew, oldest first."""
        return self.filter(is_outdated=True).order_by("pk")

    def countries(self) -> list[str]:
        """The countries that incidents were recorded in, in order."""
        return distinct_values(Incident, "country", self.db)

    def with_toll(
        self, measure: str = "killed", known_at: datetime | None = None, status: str = ""
    ) -> IncidentQuerySet:
        """Add `toll_low`, `toll_best`, `toll_high`, `toll_open` and `toll_flags`: one figure an incident.

        It counts people as a whole, or with `status` the civilians or the combatants of all sides. All are None
        where nobody counted any: unknown is not zero. An override stands in for the derived figure. With `known_at`
        the figures are those that stood at that moment.
        """
        related: Any = self.model._meta.get_field("vintages" if known_at else "estimates").related_model
        figures = related.objects.known_at(known_at) if known_at else related.objects.all()
        return self.annotate(**toll_of(measure, known_at, status, figures))

    def with_reports_count(self, known_at: datetime | None = None) -> IncidentQuerySet:
        """Add `reports_count`: how many reports tell of each, published by a moment where one is given."""
        links = ReportLink.objects.known_at(known_at).filter(incident=OuterRef("pk")).order_by().values("incident")
        return self.annotate(reports_count=Coalesce(Subquery(links.annotate(count=Count("pk")).values("count")), 0))


class Incident(models.Model):
    """One incident. Its figures are Estimates, derived from the claims that are linked to it."""

    title = models.CharField(max_length=300)
    event_type = models.CharField(max_length=40, choices=EventType.choices(), blank=True)
    sub_event_type = models.CharField(max_length=50, choices=SubEventType.choices(), blank=True)
    date_start = models.DateField(validators=[check_day])
    date_end = models.DateField(validators=[check_day])
    date_precision = models.CharField(max_length=6, choices=DatePrecision.choices(), default=DatePrecision.DAY)
    place_name = models.CharField(max_length=200, blank=True)
    admin2 = models.CharField("district", max_length=200, blank=True)
    admin1 = models.CharField("province", max_length=200, blank=True)
    country = models.CharField(max_length=100, blank=True)
    country_code = models.CharField(max_length=2, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    geo_precision = models.CharField(max_length=14, choices=GeoPrecision.choices(), blank=True)
    weapons = models.JSONField(default=list, blank=True)
    notes = models.TextField(blank=True)
    actors: models.ManyToManyField[Actor, IncidentActor] = models.ManyToManyField(
        Actor, through="IncidentActor", related_name="incidents", blank=True
    )
    reports: models.ManyToManyField[Report, ReportLink] = models.ManyToManyField(
        Report, through="ReportLink", related_name="incidents", blank=True
    )
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="incidents_made")
    made_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")
    """The incident that this one turned out to be; it is then shown nowhere by itself."""
    known_from = models.DateTimeField(null=True, editable=False, db_index=True)
    """When the first report that tells of it was published; derived with the estimates."""
    is_outdated = models.BooleanField(default=False, editable=False, db_index=True)
    """Whether something changed since the estimates were derived: a grade, an actor, a rule."""
    history = HistoricalRecords(m2m_fields=[], excluded_fields=["known_from", "is_outdated"])

    objects = IncidentQuerySet.as_manager()

    class Meta:
        ordering = ("-date_start", "-pk")
        indexes = (
            models.Index(fields=("date_start",)),
            models.Index(fields=("country_code", "date_start")),
            models.Index(fields=("country", "admin1")),
        )
        constraints = (
            models.CheckConstraint(condition=Q(date_end__gte=F("date_start")), name="incident_days_in_order"),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True) | Q(latitude__gte=-90, latitude__lte=90), name="incident_latitude"
            ),
            models.CheckConstraint(
                condition=Q(longitude__isnull=True) | Q(longitude__gte=-180, longitude__lte=180),
                name="incident_longitude",
            ),
        )
        permissions = (
            ("override_estimate", "Can set a figure by hand, with a reason"),
            ("regroup_incident", "Can merge incidents and split them"),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("incident", args=[self.pk])

    @property
    def place(self) -> str:
        """The place in words, from near to far, nothing said twice."""
        parts = dict.fromkeys(part for part in (self.place_name, self.admin1, self.country) if part)
        return ", ".join(parts)

    @property
    def toll_figure(self) -> Figure:
        """What `with_toll` added."""
        toll: Any = self
        return Figure(toll.toll_low, toll.toll_best, toll.toll_high, bool(toll.toll_open))


class IncidentActor(models.Model):
    """An actor's part in an incident."""

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="parts")
    actor = models.ForeignKey(Actor, models.PROTECT, related_name="parts")
    side = models.CharField(max_length=6, choices=Side.choices(), default=Side.OTHER)
    history = HistoricalRecords()

    class Meta:
        ordering = ("side", "pk")
        constraints = (models.UniqueConstraint(fields=("incident", "actor"), name="actor_once_an_incident"),)

    def __str__(self) -> str:
        return f"{self.actor} ({self.get_side_display()})"


class ReportLinkQuerySet(models.QuerySet["ReportLink"]):
    """Named filters over links."""

    def known_at(self, moment: datetime | None) -> ReportLinkQuerySet:
        """Links of reports that had been published by a moment (UTC), as `Report.known_at` has it; all without one."""
        if moment is None:
            return self
        by_then = Q(report__published_time=None) | Q(report__published_time__lte=moment.time())
        return self.filter(Q(report__published__lt=moment.date()) | Q(by_then, report__published=moment.date()))


class ReportLink(models.Model):
    """That a report tells of an incident, and why it was thought so."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="links")
    incident = models.ForeignKey(Incident, models.CASCADE, related_name="links")
    reasons = models.JSONField(default=list, blank=True)
    starts: models.JSONField[list[int]] = models.JSONField("groups", default=list, blank=True)
    """Where the groups of the report begin that tell of it; empty where the whole report does."""
    linked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    linked_at = models.DateTimeField(auto_now_add=True)
    history = HistoricalRecords()

    objects = ReportLinkQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("report", "incident"), name="report_once_an_incident"),)

    def __str__(self) -> str:
        return f"{self.report} → {self.incident}"
