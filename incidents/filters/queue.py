"""The queue's tabs and filters, all of them in the address."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from django import forms
from django.contrib.auth.models import User
from django.db.models import Exists, F, Func, OuterRef, Q, QuerySet, Subquery
from django.http import QueryDict
from django.utils import timezone

from incidents.filters.reports import ReportFilter
from incidents.models import Claim, Reading, Report
from incidents.models.report import ReportQuerySet
from incidents.vocabulary import ReportStatus, SecondReading

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
    counts = [count_reports(in_tab(Report.objects.all(), tab.name, person)) for tab in tabs]
    counted = User.objects.filter(pk=person.pk).values_list(*counts).get()
    return [replace(tab, count=count) for tab, count in zip(tabs, counted, strict=True)]


def count_reports(reports: QuerySet[Report]) -> Subquery:
    """How many reports there are, up to one more than MOST_COUNTED, as a column of another query."""
    some = Report.objects.filter(pk__in=reports.order_by().values("pk")[: MOST_COUNTED + 1])
    return Subquery(some.order_by().annotate(n=Func(F("pk"), function="COUNT")).values("n"))


class QueueFilter(ReportFilter):
    """Which reports the queue shows: those that wait, unless a status is chosen. `status` is that of the review."""

    age = forms.ChoiceField(label="In the queue for", required=False, choices=[("", "any time"), *AGES])
    status = forms.ChoiceField(required=False, choices=STATUSES)
    tab = forms.CharField(required=False, widget=forms.HiddenInput)

    NARROWING = (*ReportFilter.NARROWING, "age")
    FIRST = ("q", "country", "source", "measure", "age", "status")

    def __init__(self, data: QueryDict, *, person: User) -> None:
        given = data.copy()
        self.tab_name = given.get("tab", "") if given.get("tab") in {tab.name for tab in (*TABS, TO_SETTLE)} else ""
        if given.get("tab"):
            given.pop("status", None)  # a tab says of which status its reports are
        super().__init__(given)
        self.person = person

    @property
    def fields_first(self) -> list[forms.BoundField]:
        return [field for field in super().fields_first if not (self.tab_name and field.name == "status")]

    @property
    def status_chosen(self) -> str:
        return str(self.chosen.get("status", "waiting"))

    @property
    def is_by_priority(self) -> bool:
        """Whether what is shown waits in the queue."""
        return bool(self.tab_name) or self.status_chosen in IN_THE_QUEUE

    def keys(self) -> QuerySet[Report, int]:
        """The keys of the reports that fit, in order. What a page shows of them is fetched for that page alone."""
        reports = Report.objects.order_by()
        reports = in_tab(reports, self.tab_name, self.person) if self.tab_name else self.of_status(reports)
        order = ("-priority", "pk") if self.is_by_priority else ("-pk",)
        return self.of_age(self.narrow(reports)).order_by(*order).values_list("pk", flat=True)

    def of_age(self, reports: ReportQuerySet) -> ReportQuerySet:
        days = self.chosen.get("age")
        if not days:
            return reports
        since = timezone.now() - timedelta(days=1 if days == "1" else 7)
        return reports.filter(added_at__lt=since) if days == "older" else reports.filter(added_at__gte=since)

    def of_status(self, reports: ReportQuerySet) -> ReportQuerySet:
        status = self.status_chosen
        if status == "all":
            return reports
        if status == "waiting":
            return reports.filter(waits=1)
        if status == "flagged":
            flagged = Claim.objects.filter(report=OuterRef("pk"), flagged=True)
            return reports.filter(Exists(flagged), waits=1)
        return reports.filter(status=status)
