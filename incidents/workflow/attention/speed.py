"""How fast people read, month by month, and always beside it what share of the planted claims they caught."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from statistics import median
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Count, F, FloatField, Q, QuerySet, Value
from django.db.models.functions import Cast, Length, Replace
from django.utils import timezone

from incidents.models import Planted, Reading
from incidents.phrases import per_cent
from incidents.vocabulary import Verdict

MONTHS = 12
"""How many months are looked back on, the present one among them."""
FEWEST = 10
"""Of fewer planted claims the share that was caught says little."""
COUNTING = (Verdict.ACCEPTED, Verdict.CORRECTED)


@dataclass(slots=True)
class Attention:
    """Readings of some time: seconds a report and an accepted claim, words a second; planted claims, those caught."""

    month: date
    reports: list[float] = field(default_factory=list)
    claims: list[float] = field(default_factory=list)
    words: list[float] = field(default_factory=list)
    planted: int = 0
    caught: int = 0

    @property
    def share(self) -> float | None:
        """The share of planted claims that was caught, between 0 and 1; None where none was answered."""
        return self.caught / self.planted if self.planted else None

    @property
    def seconds_a_report(self) -> float | None:
        return median(self.reports) if self.reports else None

    @property
    def seconds_a_claim(self) -> float | None:
        return median(self.claims) if self.claims else None

    @property
    def words_a_second(self) -> float | None:
        return median(self.words) if self.words else None

    @property
    def sentence(self) -> str:
        """What it comes to, in plain words."""
        read = f"{len(self.reports)} report{'' if len(self.reports) == 1 else 's'} read"
        if not self.reports:
            return "Nothing was read."
        if self.share is None:
            return f"{read}, and nothing planted was answered: how fast that was says nothing."
        few = "; few, so this may be chance" if self.planted < FEWEST else ""
        return (
            f"{read}, typically in {self.seconds_a_report:.0f} s each; {self.caught} of {self.planted} planted claims"
            f" caught ({per_cent(self.share)}{few})."
        )


@dataclass(frozen=True, slots=True)
class Days:
    """First and last day looked back on: by default those of the last twelve months, up to the last day chosen."""

    since: date
    until: date

    @classmethod
    def chosen(cls, since: date | None = None, until: date | None = None, now: datetime | None = None) -> Days:
        today = timezone.localtime(now or timezone.now()).date()
        last = min(until or today, today)
        return cls(since or last_months(last)[0], last)


def attention_by_month(person: User | None = None, days: Days | None = None) -> list[Attention]:
    """The months of some days, oldest first, of one person or of the whole desk. Two queries.

    Months before the last twelve are there from the first in which something was read.
    """
    days = days or Days.chosen()
    found = {month: Attention(month) for month in last_months(days.until) if month >= days.since.replace(day=1)}
    readings, planted = readings_on(days), planted_on(days)
    if person:
        readings, planted = readings.filter(person=person), planted.filter(person=person)
    for finished, seconds, accepted, words in readings.values_list(
        "finished_at", "active_seconds", "accepted", "words"
    ):
        count_reading(month_in(found, finished), seconds, accepted, words)
    for answered, verdict in planted.values_list("answered_at", "verdict"):
        add_planted(month_in(found, answered), verdict)
    return without_gaps(found)


def month_in(found: dict[date, Attention], moment: datetime) -> Attention:
    month = first_day(moment)
    return found.setdefault(month, Attention(month))


def without_gaps(found: dict[date, Attention]) -> list[Attention]:
    """The months in order, empty ones among them."""
    month, last = (min(found), max(found)) if found else (date.max, date.min)
    whole = []
    while month <= last:
        whole.append(found.get(month) or Attention(month))
        month = (month + timedelta(days=31)).replace(day=1)
    return whole


def attention_by_person(days: Days | None = None) -> list[tuple[User, Attention]]:
    """Everybody who read or answered on some days, by name, over all of them. Three queries."""
    days = days or Days.chosen()
    found: defaultdict[int, Attention] = defaultdict(lambda: Attention(days.since))
    rows = readings_on(days).values_list("person", "active_seconds", "accepted", "words")
    for person, seconds, accepted, words in rows:
        count_reading(found[person], seconds, accepted, words)
    for person, verdict in planted_on(days).values_list("person", "verdict"):
        add_planted(found[person], verdict)
    people = User.objects.filter(pk__in=found).order_by("first_name", "last_name", "username")
    return [(person, found[person.pk]) for person in people]


def together(months: Iterable[Attention]) -> Attention:
    """Several months as one."""
    listed = list(months)
    whole = Attention(listed[0].month if listed else date.min)
    for one in listed:
        whole.reports += one.reports
        whole.claims += one.claims
        whole.words += one.words
        whole.planted += one.planted
        whole.caught += one.caught
    return whole


def closed_too_fast(person: User | None = None) -> QuerySet[Reading]:
    """Readings that were finished faster than the text can be read, the latest first."""
    found = Reading.objects.finished().filter(too_fast=True).select_related("report", "person").order_by("-finished_at")
    return found.filter(person=person) if person else found


def readings_on(days: Days) -> QuerySet[Any]:
    """Finished readings with `accepted`, how many claims they accepted, and `words`, those of the text."""
    held = Q(decisions__verdict__in=COUNTING, decisions__taken_back_by=None)
    spaces = Length("report__text") - Length(Replace("report__text", Value(" "), Value("")))
    return (
        Reading.objects.finished()
        .filter(finished_at__date__gte=days.since, finished_at__date__lte=days.until)
        .annotate(
            accepted=Count("decisions__claim", filter=held, distinct=True), words=Cast(spaces, FloatField()) + 1.0
        )
    )


def planted_on(days: Days) -> QuerySet[Any]:
    """Planted claims that their readers answered."""
    return Planted.objects.filter(answered_at__date__gte=days.since, answered_at__date__lte=days.until).order_by(
        F("answered_at")
    )


def count_reading(to: Attention, seconds: float, accepted: int, words: float) -> None:
    """Count a reading; one of no length was not timed."""
    if seconds <= 0:
        return
    to.reports.append(seconds)
    to.words.append(words / seconds)
    if accepted:
        to.claims.append(seconds / accepted)


def add_planted(to: Attention, verdict: str) -> None:
    to.planted += 1
    to.caught += verdict != Verdict.ACCEPTED


def first_day(moment: datetime) -> date:
    return timezone.localtime(moment).date().replace(day=1)


def last_months(last: date) -> list[date]:
    """The first days of the twelve months up to a day, oldest first."""
    month = last.replace(day=1)
    months = [month]
    while len(months) < MONTHS and month > date.min:
        month = (
            month.replace(year=month.year - 1, month=12) if month.month == 1 else month.replace(month=month.month - 1)
        )
        months.append(month)
    return months[::-1]
