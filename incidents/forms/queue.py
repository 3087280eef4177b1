"""The queue's tabs and filters, all of them in the address."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import django_filters
from django import forms
from django.contrib.auth.models import User
from django.db.models import Exists, F, Func, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from incidents.models import Claim, Reading, Report, Source
from incidents.models.report import ReportQuerySet
from incidents.vocabulary import Measure, ReportStatus, SecondReading

AGES = (("1", "less than a day"), ("7", "less than a week"), ("older", "a week or more"))
STATUSES = (
    ("waiting", "waiting"),
    ("flagged", "waiting, flagged"),
    (ReportStatus.UNREADABLE.value, ReportStatus.UNREADABLE.label),
    (ReportStatus.READING.value, ReportStatus.READING.label),
    (ReportStatus.FAILED.value, ReportStatus.FAILED.label),
    (ReportStatus.ADJUDICATION.value, ReportStatus.ADJUDICATION.label),
    (ReportStatus.REVIEWED.value, ReportStatus.REVIEWED.label),
    ("all", "all"),
)
IN_THE_QUEUE = ("waiting", "flagged", ReportStatus.UNREADABLE.value, ReportStatus.FAILED.value)
"""Statuses whose reports come by priority; the others come newest first."""

MOST_COUNTED = 1_000
"""A tab with more reports says so, rather than counting all of them on each visit."""


@dataclass(frozen=True, slots=True)
class Tab:
    """One view of the queue; `empty` is what is said where nothing is in it."""

    name: str
    label: str
    meaning: str
    empty: str
    count: int = 0

    @property
    def count_label(self) -> str:
        """The count as people read it; beyond MOST_COUNTED nobody counts."""
        return f"{MOST_COUNTED:,}+" if self.count > MOST_COUNTED else f"{self.count:,}"


TABS = (
    Tab("", "all waiting", "Every report that waits for a person", "Every report has been reviewed."),
    Tab("mine", "my queue", "Reports that are assigned to you", "No report is assigned to you."),
    Tab(
        "unassigned", "unassigned", "Reports that anybody may take", "Every report that waits is assigned to somebody."
    ),
    Tab(
        "second",
        "second reading",
        "Reports that two people read apart, and that you have not read",
        "No report waits for you as its second reader.",
    ),
    Tab("returned", "returned to me", "Reports that a senior sent back to you", "No report was sent back to you."),
)
TO_SETTLE = Tab(
    "settle",
    "to be settled",
    "Two people have read it; a third settles where they differ",
    "No two readings wait to be settled.",
)


def in_tab(reports: ReportQuerySet, name: str, person: User) -> ReportQuerySet:
    """The reports of one tab, for a person."""
    if name == "settle":
        return reports.filter(status=ReportStatus.ADJUDICATION)
    waiting = reports.filter(waits=1)
    if name == "mine":
        return waiting.filter(assigned_to=person)
    if name == "unassigned":
        return waiting.filter(assigned_to=None)
    if name == "returned":
        return waiting.filter(assigned_to=person).exclude(returned_at=None)
    if name == "second":
        read = Reading.objects.finished().filter(report=OuterRef("pk"), person=person)
        due = Q(status=ReportStatus.REVIEWED, second_reading=SecondReading.DUE)
        apart = Q(waits=1, second_reading=SecondReading.WANTED)
        twice = reports.filter(apart | due, second_reading__in=(SecondReading.WANTED, SecondReading.DUE))
        return twice.filter(~Exists(read))
    return waiting


def tabs_for(person: User) -> list[Tab]:
    """The tabs that a person has, with how many reports each holds: one query."""
    tabs = [*TABS, TO_SETTLE] if person.has_perm("incidents.settle_report") else [*TABS]
    counts = [count_of(in_tab(Report.objects.all(), tab.name, person)) for tab in tabs]
    counted = User.objects.filter(pk=person.pk).values_list(*counts).get()
    return [replace(tab, count=count) for tab, count in zip(tabs, counted, strict=True)]


def count_of(reports: QuerySet[Report]) -> Subquery:
    """How many reports there are, up to one more than MOST_COUNTED, as a column of another query."""
    some = Report.objects.filter(pk__in=reports.order_by().values("pk")[: MOST_COUNTED + 1])
    return Subquery(some.order_by().annotate(n=Func(F("pk"), function="COUNT")).values("n"))


class QueueFilter(django_filters.FilterSet):
    """Which reports the queue shows: those that wait, unless a status is chosen."""

    q = django_filters.CharFilter(
        method="with_words", label="Title or source has", widget=forms.TextInput(attrs={"data-search": ""})
    )
    source = django_filters.ModelChoiceFilter(queryset=Source.objects.all(), empty_label="every source")
    country = django_filters.ChoiceFilter(label="Country found", empty_label="every country")
    age = django_filters.ChoiceFilter(choices=AGES, method="of_age", label="In the queue for", empty_label="any time")
    measure = django_filters.ChoiceFilter(
        choices=Measure.choices(), method="with_measure", label="Tells of", empty_label="anything"
    )
    status = django_filters.ChoiceFilter(choices=STATUSES, method="of_status", empty_label=None)

    class Meta:
        model = Report
        fields = ("q", "source", "country", "age", "measure", "status")

    def __init__(self, data: Any, *, person: User) -> None:
        given = data.copy()
        if given.get("tab"):
            given.pop("status", None)  # a tab says of which status its reports are
        if not given.get("status"):
            given["status"] = "waiting"
        names = [tab.name for tab in (*TABS, TO_SETTLE)]
        self.tab = given.get("tab", "") if given.get("tab") in names else ""
        reports = in_tab(Report.objects.order_by(), self.tab, person) if self.tab else Report.objects.order_by()
        super().__init__(given, queryset=reports)
        self.filters["country"].extra["choices"] = [(name, name) for name in Report.objects.countries()]

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but the status is chosen."""
        return any(value for name, value in self.data.items() if name in self.filters and name != "status")

    @property
    def is_by_priority(self) -> bool:
        """Whether what is shown waits in the queue."""
        return bool(self.tab) or self.data["status"] in IN_THE_QUEUE

    def keys(self) -> QuerySet[Report, int]:
        """The keys of the reports that fit, in order. What a page shows of them is fetched for that page alone."""
        order = ("-priority", "pk") if self.is_by_priority else ("-pk",)
        return self.qs.order_by(*order).values_list("pk", flat=True)

    def with_words(self, reports: QuerySet[Report], name: str, words: str) -> QuerySet[Report]:
        return reports.filter(Q(title__icontains=words) | Q(source__name__icontains=words))

    def of_age(self, reports: QuerySet[Report], name: str, days: str) -> QuerySet[Report]:
        since = timezone.now() - timedelta(days=1 if days == "1" else 7)
        return reports.filter(added_at__lt=since) if days == "older" else reports.filter(added_at__gte=since)

    def with_measure(self, reports: QuerySet[Report], name: str, measure: str) -> QuerySet[Report]:
        return reports.filter(Exists(Claim.objects.filter(report=OuterRef("pk"), measure=measure)))

    def of_status(self, reports: QuerySet[Report], name: str, status: str) -> QuerySet[Report]:
        if self.tab or status == "all":
            return reports
        if status == "waiting":
            return reports.filter(waits=1)
        if status == "flagged":
            flagged = Claim.objects.filter(report=OuterRef("pk"), flagged=True)
            return reports.filter(Exists(flagged), waits=1)
        return reports.filter(status=status)
