"""What one claimant says of losses in one report, tied to the words that say it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Self

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import User
from django.db import models
from django.db.models import F, FilteredRelation, Q
from simple_history.models import HistoricalRecords

from incidents.claimants import origin_of
from incidents.figure import Figure
from incidents.models.actor import Actor
from incidents.models.days import check_day
from incidents.models.incident import Incident
from incidents.models.reading import hidden_from
from incidents.models.report import ImmutableError, Report
from incidents.vocabulary import Group, Hedge, Interest, Measure, Scope, Standing, Status

FOUND_FIELDS = ("found", "start", "end", "raw", "report_id", "number")
"""What was found, by the program or by the person who marked the words: never changed afterwards."""

COUNTING = (Standing.ACCEPTED, Standing.CORRECTED)
PEOPLE = {Status.CIVILIAN: "civilians", Status.COMBATANT: "combatants"}
ONE_OF = {"people": "person", "civilians": "civilian", "combatants": "combatant"} | {
    "children": "child",
    "women": "woman",
    "health workers": "health worker",
    "journalists": "journalist",
    "aid workers": "aid worker",
}
"""How one of a population is called."""


class ClaimQuerySet(models.QuerySet["Claim"]):
    """Named filters over claims."""

    def counting(self) -> ClaimQuerySet:
        """Claims that a person accepted, as found or corrected."""
        return self.filter(standing__in=COUNTING)

    def pending(self) -> ClaimQuerySet:
        """Claims that nobody has decided on."""
        return self.filter(standing=Standing.PENDING)

    def tied_to(self, claim: Claim) -> ClaimQuerySet:
        """Claims that are a part of another, counted beside it, or tell of its people again."""
        return self.filter(Q(part_of=claim) | Q(beside=claim) | Q(retells=claim))

    def visible_to(self, person: User) -> ClaimQuerySet:
        """Without what others added to a report that is read apart, until it is settled."""
        return self.exclude(hidden_from(person, made_by="made_by"))

    def for_cards(self) -> ClaimQuerySet:
        """Everything that a page shows of a claim, in one query beside that of its decisions."""
        decisions = apps.get_model("incidents", "Decision").objects.select_related("person")
        shown = self.select_related("actor", "speaker", "report__source", "made_by")
        return shown.prefetch_related(models.Prefetch("decisions", decisions))

    def in_order_of(self, person: User) -> ClaimQuerySet:
        """Add `in_text_order`: whether a person wants the cards of claims as the text has them."""
        wanted = apps.get_model("incidents", "Preferences").objects.filter(person=person, cards_in_text_order=True)
        return self.annotate(in_text_order=models.Exists(wanted))

    def with_planted_for(self, person_id: int) -> ClaimQuerySet:
        """Add what is planted in each for a person, answered or not; `planted_until` is when its reading was finished.

        The others are `planted_key`, `planted_shown`, `planted_verdict` and `planted_answered`. No claim is ever
        planted twice for one person.
        """
        own = FilteredRelation("planted", condition=Q(planted__person=person_id))
        return self.annotate(
            own_planted=own,
            planted_key=F("own_planted__pk"),
            planted_shown=F("own_planted__shown"),
            planted_verdict=F("own_planted__verdict"),
            planted_answered=F("own_planted__answered_at"),
            planted_until=F("own_planted__reading__finished_at"),
        )

    def update(self, **kwargs: Any) -> int:
        frozen = set(FOUND_FIELDS) & set(kwargs)
        if frozen:
            raise ImmutableError(f"What was found in a report is never edited: {', '.join(sorted(frozen))}.")
        return super().update(**kwargs)


class Claim(models.Model):
    """A claim as it stands now. `found` keeps it as it was found; decisions say how it came to differ.

    `low`, `best`, `high` are whole people; `best` is empty where the words give none, `high` where
    it is open. `actor`, `status` and `group` are the population whose losses are counted; `speaker`
    is the actor that the claimant speaks for.
    """

    report = models.ForeignKey(Report, models.CASCADE, related_name="claims")
    number = models.PositiveSmallIntegerField(help_text="Place among the claims of its report")
    incident = models.ForeignKey(Incident, models.SET_NULL, null=True, blank=True, related_name="claims")
    found = models.JSONField(editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="claims_added"
    )
    made_at = models.DateTimeField(auto_now_add=True)

    raw = models.TextField(editable=False)
    start = models.PositiveIntegerField(editable=False)
    end = models.PositiveIntegerField(editable=False)

    measure = models.CharField(max_length=12, choices=Measure.choices())
    low = models.PositiveIntegerField()
    best = models.PositiveIntegerField(null=True, blank=True)
    high = models.PositiveIntegerField(null=True, blank=True)
    open_upper = models.BooleanField(default=False)
    hedge = models.CharField(max_length=14, choices=Hedge.choices(), default=Hedge.EXACT)
    denies = models.BooleanField(default=False)

    victims_raw = models.TextField(blank=True)
    actor = models.ForeignKey(Actor, models.PROTECT, null=True, blank=True, related_name="claims_of_losses")
    status = models.CharField(max_length=10, choices=Status.choices(), default=Status.UNKNOWN)
    group = models.CharField(max_length=20, choices=Group.choices(), blank=True)
    named = models.JSONField(default=list, blank=True)

    claimant_name = models.CharField(max_length=300, blank=True)
    claimant_role = models.CharField(max_length=300, blank=True)
    claimant_raw = models.TextField(blank=True, editable=False)
    claimant_start = models.PositiveIntegerField(null=True, editable=False)
    claimant_end = models.PositiveIntegerField(null=True, editable=False)
    speaker = models.ForeignKey(Actor, models.PROTECT, null=True, blank=True, related_name="claims_made")
    interest = models.CharField(max_length=12, choices=Interest.choices(), default=Interest.NEUTRAL)
    interest_is_set = models.BooleanField(default=False, help_text="A person set it; it is no longer derived")

    scope = models.CharField(max_length=8, choices=Scope.choices(), default=Scope.WHOLE)
    part_of = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="parts")
    beside = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="added", help_text="The two are counted together"
    )
    retells = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="retold",
        help_text="Tells of the same people again",
    )
    as_of = models.DateField(null=True, blank=True, validators=[check_day])
    confidence = models.FloatField(default=0)
    rules = models.JSONField(default=list, editable=False)

    moved_start = models.PositiveIntegerField(null=True, blank=True, editable=False)
    moved_end = models.PositiveIntegerField(null=True, blank=True, editable=False)
    """Where a person found better words for the claim; empty where those found say it."""
    moved_words = models.TextField(blank=True, editable=False)
    """The words there, kept so that whoever quotes a claim need not read the text of its report."""

    standing = models.CharField(max_length=10, choices=Standing.choices(), default=Standing.PENDING)
    flagged = models.BooleanField(default=False)
    history = HistoricalRecords(excluded_fields=["found", "moved_words"])

    objects = ClaimQuerySet.as_manager()
    _as_found: Mapping[str, Any] = {}

    class Meta:
        ordering = ("report", "number")
        constraints = (
            models.UniqueConstraint(fields=("report", "number"), name="claim_number_in_report"),
            models.CheckConstraint(
                condition=(Q(best__isnull=True) | Q(best__gte=F("low")))
                & (Q(high__isnull=True) | Q(high__gte=F("low")))
                & (Q(high__isnull=True) | Q(best__isnull=True) | Q(high__gte=F("best"))),
                name="claim_low_best_high",
            ),
            models.CheckConstraint(condition=Q(end__gte=F("start")), name="claim_span"),
            models.CheckConstraint(
                condition=Q(moved_start__isnull=True, moved_end__isnull=True, moved_words="")
                | (Q(moved_end__gt=F("moved_start")) & ~Q(moved_words="")),
                name="claim_moved_span",
            ),
        )
        indexes = (models.Index(fields=("incident", "standing")), models.Index(fields=("standing",)))

    def __str__(self) -> str:
        return f"{self.get_measure_display()}: {self.words}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        for name, value in self._as_found.items():
            if getattr(self, name) != value:
                raise ImmutableError(f"What was found in a report is never edited: {name}.")
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return f"{self.report.get_absolute_url()}#words-{self.pk}"

    @classmethod
    def from_db(cls, db: str | None, field_names: Collection[str], values: Collection[Any]) -> Self:
        claim = super().from_db(db, field_names, values)
        claim._as_found = {name: claim.__dict__[name] for name in FOUND_FIELDS if name in claim.__dict__}
        return claim

    @property
    def figure(self) -> Figure:
        return Figure.of(self)

    @property
    def words_start(self) -> int:
        """Where the words that say it begin, in code points of the report's text."""
        return self.start if self.moved_start is None else self.moved_start

    @property
    def words_end(self) -> int:
        """Where the words that say it end."""
        return self.end if self.moved_end is None else self.moved_end

    @property
    def words(self) -> str:
        """The words that say it: those found, or those that a person pointed at since."""
        return self.moved_words or self.raw

    def quote_anew(self) -> None:
        """Keep the words that it now points at. One end of a span, left where the other was taken back, is none."""
        if self.moved_start is None or self.moved_end is None or self.moved_end <= self.moved_start:
            self.moved_start = self.moved_end = None
        self.moved_words = self.report.text[self.words_start : self.words_end] if self.is_moved else ""

    @property
    def is_moved(self) -> bool:
        """Whether a person pointed at other words than those found."""
        return self.moved_start is not None

    @property
    def is_pending(self) -> bool:
        return self.standing == Standing.PENDING

    @property
    def counts(self) -> bool:
        return self.standing in COUNTING

    @property
    def origin(self) -> str:
        """Whose statement it is: the claimant's where there is one, else the publisher's."""
        return origin_of(claimant=self.claimant_name, role=self.claimant_role, publisher=self.report.source.name)

    @property
    def population_label(self) -> str:
        """Whose losses, in words."""
        return population_label(self.actor.name if self.actor else "", self.status, self.group)


def population_label(actor: str, status: str, group: str, *, is_one: bool = False) -> str:
    """A population in words: "Taliban", "civilians", "children", "people"; where it is one, "civilian", "person"."""
    if actor and not group and status != Status.CIVILIAN:
        return actor
    people = Group(group).label if group else PEOPLE.get(Status(status), "people")
    people = ONE_OF[people] if is_one else people
    return f"{people} ({actor})" if actor else people
