"""How fast people read, month by month, and always beside it what share of the planted claims they caught."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
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


def attention_by_month(person: User | None = None, now: datetime | None = None) -> list[Attention]:
    """The last twelve months, oldest first, of one person or of the whole desk. Two queries."""
    months = last_months(now or timezone.now())
    found = {month: Attention(month) for month in months}
    readings, planted = readings_since(months[0]), planted_since(months[0])
    if person:
        readings, planted = readings.filter(person=person), planted.filter(person=person)
    for finished, seconds, accepted, words in readings.values_list(
        "finished_at", "active_seconds", "accepted", "words"
    ):
        add_reading(found[first_day(finished)], seconds, accepted, words)
    for answered, verdict in planted.values_list("answered_at", "verdict"):
        add_planted(found[first_day(answered)], verdict)
    return list(found.values())


def attention_by_person(now: datetime | None = None) -> list[tuple[User, Attention]]:
    """Everybody who read or answered in the last twelve months, by name, over the whole time. Three queries."""
    since = last_months(now or timezone.now())[0]
    found: defaultdict[int, Attention] = defaultdict(lambda: Attention(since))
    rows = readings_since(since).values_list("person", "active_seconds", "accepted", "words")
    for person, seconds, accepted, words in rows:
        add_reading(found[person], seconds, accepted, words)
    for person, verdict in planted_since(since).values_list("person", "verdict"):
        add_planted(found[person], verdict)
    people = User.objects.filter(pk__in=found).order_by("first_name", "last_name", "username")
    return [(person, found[person.pk]) for person in people]


def together(months: Iterable[Attention]) -> Attention:
    """Several months as one."""
    listed = list(months)
    whole = Attention(listed[0].month)
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


def readings_since(day: date) -> QuerySet[Any]:
    """Finished readings with `accepted`, how many claims they accepted, and `words`, those of the text."""
    held = Q(decisions__verdict__in=COUNTING, decisions__taken_back_by=None)
    spaces = Length("report__text") - Length(Replace("report__text", Value(" "), Value("")))
    return (
        Reading.objects.finished()
        .filter(finished_at__date__gte=day)
        .annotate(
            accepted=Count("decisions__claim", filter=held, distinct=True), words=Cast(spaces, FloatField()) + 1.0
        )
    )


def planted_since(day: date) -> QuerySet[Any]:
    """Planted claims that their readers answered."""
    return Planted.objects.filter(answered_at__date__gte=day).order_by(F("answered_at"))


def add_reading(to: Attention, seconds: float, accepted: int, words: float) -> None:
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


def last_months(now: datetime) -> list[date]:
    """The first days of the last months, oldest first."""
    month = first_day(now)
    months = [month]
    while len(months) < MONTHS:
        month = (
            month.replace(year=month.year - 1, month=12) if month.month == 1 else month.replace(month=month.month - 1)
        )
        months.append(month)
    return months[::-1]
