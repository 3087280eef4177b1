"""Low, best and high for an incident, measure and population: always derived, never typed in."""

from __future__ import annotations

from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Coalesce

from incidents.models.actor import Actor
from incidents.models.claim import population_label
from incidents.models.decision import Decision
from incidents.models.incident import Incident
from incidents.vocabulary import Flag, Group, Measure, Policy, Status


def population_key(actor_id: int | None, status: str, group: str) -> str:
    """One text for a population, so that the database can hold it unique."""
    return f"{actor_id or ''}/{status}/{group}"


PEOPLE_KEY = population_key(None, Status.UNKNOWN, "")


class EstimateQuerySet(models.QuerySet["Estimate"]):
    """Named filters over estimates."""

    def people(self) -> EstimateQuerySet:
        """The roll-up over all populations: people as a whole."""
        return self.filter(population_key=PEOPLE_KEY)

    def with_figures(self) -> EstimateQuerySet:
        """Add `shown_low`, `shown_best`, `shown_high`, `shown_open`: the override where there is one, else the derived.

        A figure set by hand is never open: whoever set it said how far it goes.
        """
        return self.annotate(
            shown_open=Case(When(override_best__isnull=False, then=Value(False)), default=F("open_upper")),
            shown_low=Coalesce("override_low", "low"),
            shown_best=Coalesce("override_best", "best"),
            shown_high=Coalesce("override_high", "high"),
        )


class Estimate(models.Model):
    """One figure with its range and its reasons. `low`, `best`, `high` are None together: unknown is not zero."""

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="estimates")
    measure = models.CharField(max_length=12, choices=Measure.choices())
    actor = models.ForeignKey(Actor, models.PROTECT, null=True, blank=True, related_name="+")
    status = models.CharField(max_length=10, choices=Status.choices(), default=Status.UNKNOWN)
    group = models.CharField(max_length=20, choices=Group.choices(), blank=True)
    population_key = models.CharField(max_length=60)
    policy = models.CharField(max_length=10, choices=Policy.choices(), default=Policy.DESK)

    low = models.PositiveIntegerField(null=True)
    best = models.PositiveIntegerField(null=True)
    high = models.PositiveIntegerField(null=True)
    open_upper = models.BooleanField(default=False)
    claimed_low = models.PositiveIntegerField(null=True)
    claimed_high = models.PositiveIntegerField(null=True)
    origins = models.PositiveIntegerField(default=0)
    reports = models.PositiveIntegerField(default=0)
    flags = models.JSONField(default=list)
    sets_low = models.JSONField(default=list)
    sets_best = models.JSONField(default=list)
    sets_high = models.JSONField(default=list)
    dropped = models.JSONField(default=list)
    steps = models.JSONField(default=list)
    why = models.TextField(blank=True)
    other_policies = models.JSONField(default=dict)
    computed_at = models.DateTimeField(auto_now=True)

    override = models.ForeignKey(Decision, models.SET_NULL, null=True, blank=True, related_name="+")
    override_low = models.PositiveIntegerField(null=True)
    override_best = models.PositiveIntegerField(null=True)
    override_high = models.PositiveIntegerField(null=True)

    objects = EstimateQuerySet.as_manager()

    class Meta:
        ordering = ("measure", "population_key")
        constraints = (
            models.UniqueConstraint(fields=("incident", "measure", "population_key"), name="one_estimate_a_population"),
            models.CheckConstraint(
                condition=Q(low__isnull=True, best__isnull=True, high__isnull=True)
                | Q(low__lte=F("best"), best__lte=F("high")),
                name="estimate_low_best_high",
            ),
        )
        indexes = (models.Index(fields=("measure", "population_key", "incident")),)

    def __str__(self) -> str:
        return f"{self.get_measure_display()}, {self.population_label}: {self.figure}"

    @property
    def population_label(self) -> str:
        return population_label(self.actor.name if self.actor else "", self.status, self.group)

    @property
    def is_overridden(self) -> bool:
        return self.override_best is not None

    @property
    def figure(self) -> str:
        """The figure in short: "34 (34-56)", "12+ (12-open)", or that none is given."""
        if self.is_overridden:
            return figure_text(self.override_low, self.override_best, self.override_high, False)
        return figure_text(self.low, self.best, self.high, self.open_upper)

    @property
    def derived_figure(self) -> str:
        """The figure that the policy gives, whatever a person set."""
        return figure_text(self.low, self.best, self.high, self.open_upper)

    @property
    def flag_words(self) -> list[Flag]:
        return [Flag(flag) for flag in self.flags]


def figure_text(low: int | None, best: int | None, high: int | None, open_upper: bool) -> str:
    """Three numbers as people read them; a single number where all agree and nothing is open."""
    if best is None:
        return "no figure"
    if open_upper:
        return f"{best:,}+" if low == high == best else f"{best:,} ({low:,}–{high:,}+)"
    return f"{best:,}" if low == high == best else f"{best:,} ({low:,}–{high:,})"
