"""One text as pasted or received, and what was read from it. The text is never edited afterwards."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from datetime import UTC, datetime, time, timedelta
from operator import itemgetter
from typing import Any, Self

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models
from django.db.models import Case, Count, F, FilteredRelation, Max, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from simple_history.models import HistoricalRecords

from incidents.days import countable
from incidents.models.days import check_day
from incidents.models.distinct import distinct_values
from incidents.models.source import Source
from incidents.vocabulary import DayFrom, ReportStatus, SecondReading, Standing

WAITING = (ReportStatus.PENDING, ReportStatus.UNREADABLE, ReportStatus.FAILED)
"""What waits for a person: what the program read, and what it could not, which a person then reads alone."""
READING_LEASE = timedelta(seconds=20)
"""How long a text is kept for whoever reads it, from each sign of progress on; then anybody may read it."""
STILL = timedelta(seconds=10)
"""Without progress for so long, a reading is said to stand still."""
MOST_INTERRUPTIONS = 10
"""A text whose reading ended so often without a word waits for a person: it may be what ends the program."""
HELD_BY_NOBODY = {"held_by": None, "held_since": None, "held_until": None, "held_ahead": False}


class ImmutableError(Exception):
    """Somebody tried to change what the record promises never to change."""


def fingerprint(text: str) -> str:
    """SHA-256 of the text with white space folded, so that re-pasted texts are recognised as the same."""
    return hashlib.sha256(" ".join(text.split()).encode("utf-8", "surrogatepass")).hexdigest()


def least_sure(totals: Mapping[str, Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """Of how far totals are to be trusted, by their measure, the least; None where none was weighed."""
    return min(totals.values(), key=itemgetter("score"), default=None)


class ReportQuerySet(models.QuerySet["Report"]):
    """Named filters over reports; each says in its docstring what it adds."""

    def waiting(self) -> ReportQuerySet:
        """Reports that wait for a person, oldest first."""
        return self.filter(waits=1).order_by("added_at", "pk")

    def by_priority(self) -> ReportQuerySet:
        """Reports that wait for a person, those first that are reviewed first."""
        return self.filter(waits=1).order_by("-priority", "pk")

    def held_by_nobody_but(self, person: User) -> ReportQuerySet:
        """Reports that the person may take: free, with a hold that has run out, or held by the person."""
        return self.filter(Q(held_by=None) | Q(held_by=person) | Q(held_until__lte=timezone.now()))

    def settled(self) -> ReportQuerySet:
        """Finished reports; none whose two readings, made apart, wait to be settled."""
        return self.filter(status=ReportStatus.REVIEWED).exclude(second_reading=SecondReading.WANTED)

    def with_lapsed_reading(self) -> ReportQuerySet:
        """Reports that nobody is reading any more, or ever began to, those first that wait longest."""
        lapsed = Q(reading_until=None) | Q(reading_until__lt=timezone.now())
        return self.filter(lapsed, status=ReportStatus.READING).order_by("reading_until", "pk")

    def countries(self) -> list[str]:
        """The countries that were found, in order."""
        return distinct_values(Report, "country", self.db)

    def with_claim_counts(self) -> ReportQuerySet:
        """Add `claims_count`, `claims_pending` and `claims_flagged`.

        What one of two readers added is not counted until it is settled, or the other would see that it is there.
        """
        told = ~Q(second_reading=SecondReading.WANTED, claims__made_by__isnull=False)
        return self.annotate(
            claims_count=Count("claims", filter=told),
            claims_pending=Count("claims", filter=told & Q(claims__standing=Standing.PENDING)),
            claims_flagged=Count("claims", filter=Q(claims__flagged=True)),
        )

    def with_reading_of(self, person_id: int) -> ReportQuerySet:
        """Add `reading_id`: the key of the reading that the person has open, None where there is none."""
        own = FilteredRelation("readings", condition=Q(readings__person=person_id, readings__finished_at=None))
        return self.annotate(own_reading=own, reading_id=F("own_reading__pk"))

    def with_version(self) -> ReportQuerySet:
        """Add `version`, the last row of its history, and `waiting_count`, how many reports wait for a person."""
        rows = Report.history.filter(id=OuterRef("pk")).order_by().values("id")
        waiting = Report.objects.filter(waits=1).order_by().annotate(one=Value(1)).values("one")
        return self.annotate(
            version=Coalesce(Subquery(rows.annotate(last=Max("history_id")).values("last")), 0),
            waiting_count=Coalesce(Subquery(waiting.annotate(count=Count("pk")).values("count")), 0),
        )

    def update(self, **kwargs: Any) -> int:
        if "text" in kwargs or "text_fingerprint" in kwargs:
            raise ImmutableError("The text of a report is never edited; add a new report instead.")
        return super().update(**kwargs)


class Report(models.Model):
    """A pasted text with its publisher and day, and what the program read in it."""

    text = models.TextField()
    text_fingerprint = models.CharField(max_length=64, unique=True, editable=False)
    title = models.CharField(max_length=300)
    title_guessed = models.BooleanField(default=False)
    dateline = models.CharField(max_length=200, blank=True)
    source = models.ForeignKey(Source, models.PROTECT, related_name="reports")
    url = models.URLField(max_length=1000, blank=True)
    published = models.DateField(validators=[check_day])
    published_time = models.TimeField(null=True, blank=True)
    published_guessed = models.BooleanField(default=False)
    published_from = models.CharField(max_length=10, choices=DayFrom.choices(), default=DayFrom.GIVEN)
    """How the day is known. One that is only assumed is confirmed before the report is finished."""
    published_words = models.CharField(max_length=60, blank=True)
    """What the text says of its day, where it says no more than a day and a month ("Aug 31")."""
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="reports_added")
    added_at = models.DateTimeField(auto_now_add=True)

    status = models.CharField(max_length=12, choices=ReportStatus.choices(), default=ReportStatus.READING)
    progress = models.PositiveSmallIntegerField(default=0, help_text="Per cent read so far")
    reading_by = models.CharField(max_length=16, blank=True, editable=False)
    """The one reading that may write what it finds; empty where the text waits to be read."""
    reading_until = models.DateTimeField(null=True, blank=True, editable=False)
    """When anybody may read it who finds it still unread: a lease, moved on by progress."""
    interruptions = models.PositiveSmallIntegerField(default=0, editable=False)
    """How often its reading ended without a word, as by a power cut, since it was last asked for."""
    put_off = models.PositiveSmallIntegerField(default=0, editable=False)
    """How often since then the database failed whoever read it; each further try waits twice as long."""
    language = models.CharField(max_length=8, blank=True)
    language_given = models.BooleanField(default=False)
    """Whether a person set the language; else it was recognised."""
    pipeline_version = models.CharField(max_length=40, blank=True, editable=False)
    found = models.JSONField(default=dict, editable=False)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="reports_reviewed"
    )
    reviewed_at = models.DateTimeField(null=True, blank=True)

    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="reports_assigned"
    )
    returned_at = models.DateTimeField(null=True, blank=True)
    """When it was sent back to `assigned_to`, who had finished it; empty otherwise."""
    second_reading = models.CharField(max_length=10, choices=SecondReading.choices(), blank=True)
    second_reading_why = models.CharField(max_length=200, blank=True)
    held_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    held_since = models.DateTimeField(null=True, blank=True, editable=False)
    """When `held_by` last opened or took it: what a page that is left may let go of."""
    held_until = models.DateTimeField(null=True, blank=True, editable=False)
    """Until when nobody but `held_by` is given the report."""
    held_ahead = models.BooleanField(default=False, editable=False)
    """Whether it is kept for `held_by` as the next one, and not open yet."""
    priority = models.FloatField(default=0, editable=False)
    """What is reviewed first: higher comes first. Waiting moves all alike, so the order holds without being renewed."""
    toll = models.PositiveIntegerField(null=True, editable=False)
    """The largest number of dead that the program found claimed; empty where none."""
    contested = models.BooleanField(default=False, editable=False)
    """Whether a claim in it denies losses, or two give different numbers of the same people."""
    country = models.CharField(max_length=100, blank=True, editable=False)
    """The country that the program found."""
    waits = models.GeneratedField(
        expression=Case(When(status__in=WAITING, then=1), default=0),
        output_field=models.SmallIntegerField(),
        db_persist=True,
    )
    """1 where it waits for a person, else 0: a number, for SQLite looks up no index by a list of bound values."""
    history = HistoricalRecords(
        excluded_fields=[
            "text",
            "text_fingerprint",
            "progress",
            "reading_by",
            "reading_until",
            "interruptions",
            "put_off",
            "found",
            "held_by",
            "held_since",
            "held_until",
            "held_ahead",
            "priority",
            "toll",
            "contested",
            "country",
            "waits",
        ]
    )

    objects = ReportQuerySet.as_manager()
    _text_as_kept: str | None = None

    class Meta:
        ordering = ("-published", "-pk")
        indexes = (
            models.Index(fields=("status", "added_at")),
            models.Index(fields=("published",)),
            models.Index(fields=("reviewed_at",)),
            models.Index(fields=("waits", "-priority", "id"), name="report_waiting"),
            models.Index(fields=("waits", "assigned_to", "-priority", "id"), name="report_of_somebody"),
            models.Index(fields=("second_reading", "waits", "-priority", "id"), name="report_second_reading"),
            models.Index(fields=("country", "status")),
        )
        permissions = (
            ("review_report", "Can decide on the claims of a report"),
            ("assign_report", "Can give reports to people, and take them back"),
            ("settle_report", "Can settle what two readers answered"),
        )

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        kept = self._text_as_kept
        if self.pk and kept is not None and self.text != kept:
            raise ImmutableError("The text of a report is never edited; add a new report instead.")
        if not self.pk:
            self.text_fingerprint = fingerprint(self.text)
        super().save(*args, **kwargs)
        self._text_as_kept = self.text

    def get_absolute_url(self) -> str:
        return reverse("report", args=[self.pk])

    @classmethod
    def from_db(cls, db: str | None, field_names: Collection[str], values: Collection[Any]) -> Self:
        report = super().from_db(db, field_names, values)
        report._text_as_kept = report.__dict__.get("text")
        return report

    @property
    def known_at(self) -> datetime:
        """When its statements became known: the publication, at the start of the day where no time is given."""
        return datetime.combine(countable(self.published), self.published_time or time(), tzinfo=UTC)

    @property
    def is_day_assumed(self) -> bool:
        """Whether nobody and nothing says on which day of which year it was published."""
        return self.published_from == DayFrom.ASSUMED

    @property
    def trust(self) -> Mapping[str, Any] | None:
        """How far the least sure of its totals is to be trusted, as `extract` has it; None where none was weighed."""
        return least_sure(self.found.get("trust", {}))

    @property
    def is_read_apart(self) -> bool:
        """Whether two people read it who may not see each other's answers, until these are settled."""
        return self.second_reading == SecondReading.WANTED

    @property
    def is_settled_apart(self) -> bool:
        """Whether its claims stand only by what was settled of two readings; one that is due still counts as it is."""
        return self.second_reading in (SecondReading.WANTED, SecondReading.SETTLED)

    @property
    def is_due_again(self) -> bool:
        """Whether it was closed so fast that somebody else should read it too."""
        return self.second_reading == SecondReading.DUE

    @property
    def last_progress(self) -> datetime:
        """When its reading last got on, or was asked for; only of a report that is being read."""
        return self.reading_until - READING_LEASE if self.reading_until else self.added_at

    @property
    def stands_still(self) -> bool:
        """Whether its reading gets on no more."""
        still = self.is_put_off or self.last_progress < timezone.now() - STILL
        return self.status == ReportStatus.READING and still

    @property
    def is_put_off(self) -> bool:
        """Whether it waits for a better moment of the database, at `reading_until`."""
        return bool(self.put_off and not self.reading_by)

    @property
    def may_be_read_again(self) -> bool:
        """Whether a person may have the program read it once more: its reading failed, or stands still."""
        return self.status == ReportStatus.FAILED or self.stands_still

    @property
    def is_held(self) -> bool:
        """Whether somebody holds it now."""
        return bool(self.held_by_id and self.held_until and self.held_until > timezone.now())

    def is_held_from(self, person: User) -> bool:
        """Whether somebody else holds it now."""
        return self.is_held and self.held_by_id != person.pk

    def let_go(self) -> None:
        """Held by nobody once it is saved."""
        for name, value in HELD_BY_NOBODY.items():
            setattr(self, name, value)

    @property
    def is_read(self) -> bool:
        """Whether the program has read it, or found that it cannot."""
        return self.status not in (ReportStatus.READING, ReportStatus.FAILED)

    @property
    def is_open(self) -> bool:
        """Whether a person may still decide on it."""
        return self.status in WAITING
