"""The queue's filters, all of them in the address."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone

from incidents.models import Report, Source
from incidents.models.report import WAITING, ReportQuerySet
from incidents.vocabulary import Measure, ReportStatus

COUNTRY = "found__event__place__country"
AGES = (("1", "less than a day"), ("7", "less than a week"), ("older", "a week or more"))
STATUSES = (
    ("waiting", "waiting"),
    ("flagged", "waiting, flagged"),
    (ReportStatus.UNREADABLE.value, ReportStatus.UNREADABLE.label),
    (ReportStatus.READING.value, ReportStatus.READING.label),
    (ReportStatus.FAILED.value, ReportStatus.FAILED.label),
    (ReportStatus.REVIEWED.value, ReportStatus.REVIEWED.label),
    ("all", "all"),
)


class QueueFilter(django_filters.FilterSet):
    """Which reports the queue shows: those that wait, unless a status is chosen."""

    q = django_filters.CharFilter(
        method="with_words", label="Title or source has", widget=forms.TextInput(attrs={"data-search": ""})
    )
    source = django_filters.ModelChoiceFilter(queryset=Source.objects.all(), empty_label="every source")
    country = django_filters.ChoiceFilter(field_name=COUNTRY, label="Country found", empty_label="every country")
    age = django_filters.ChoiceFilter(choices=AGES, method="of_age", label="In the queue for", empty_label="any time")
    measure = django_filters.ChoiceFilter(
        choices=Measure.choices(), method="with_measure", label="Tells of", empty_label="anything"
    )
    status = django_filters.ChoiceFilter(choices=STATUSES, method="of_status", empty_label=None)

    class Meta:
        model = Report
        fields = ("q", "source", "country", "age", "measure", "status")

    def __init__(self, data: Any = None, *args: Any, **options: Any) -> None:
        given = data.copy() if data is not None else {}
        if not given.get("status"):
            given["status"] = "waiting"
        super().__init__(given, *args, **options)
        countries = Report.objects.exclude(**{COUNTRY: None}).order_by().values_list(COUNTRY, flat=True).distinct()
        self.filters["country"].extra["choices"] = sorted((name, name) for name in countries if name)

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but the status is chosen."""
        return any(value for name, value in self.data.items() if name in self.filters and name != "status")

    def rows(self) -> ReportQuerySet:
        """What the rows show, in two queries; the texts themselves stay in the database."""
        reports: ReportQuerySet = self.qs
        return reports.with_claim_counts().select_related("source").defer("text").order_by("added_at", "pk")

    def with_words(self, reports: QuerySet[Report], name: str, words: str) -> QuerySet[Report]:
        return reports.filter(Q(title__icontains=words) | Q(source__name__icontains=words))

    def of_age(self, reports: QuerySet[Report], name: str, days: str) -> QuerySet[Report]:
        since = timezone.now() - timedelta(days=1 if days == "1" else 7)
        return reports.filter(added_at__lt=since) if days == "older" else reports.filter(added_at__gte=since)

    def with_measure(self, reports: QuerySet[Report], name: str, measure: str) -> QuerySet[Report]:
        return reports.filter(pk__in=reports.filter(claims__measure=measure).values("pk"))

    def of_status(self, reports: QuerySet[Report], name: str, status: str) -> QuerySet[Report]:
        waiting = Q(status__in=WAITING)
        if status == "all":
            return reports
        if status == "waiting":
            return reports.filter(waiting)
        if status == "flagged":
            return reports.filter(waiting, pk__in=reports.filter(claims__flagged=True).values("pk"))
        return reports.filter(status=status)
