"""Low, best and high for an incident, measure and population: always derived, never typed in.

An Estimate is the figure that stands today, with its reasons. Its Vintages are what the same figure was
at each moment at which a report came or a person set it: the record as known then.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Self, TypeVar

from django.db import models
from django.db.models import Case, Count, Exists, F, Func, Max, Q, Sum, Value, When
from django.db.models.constants import LOOKUP_SEP
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Coalesce

from incidents.figure import Figure
from incidents.models.decision import Decision
from incidents.models.people import PEOPLE_KEY, OfPeople
from incidents.models.population import EVERY_KEY
from incidents.vocabulary import Flag, Measure, Policy, Question, Status

Kept = TypeVar("Kept", bound="Figures")

JOINED = ("low", "best", "high", "open_upper", "override_low", "override_best", "override_high")
"""What is summed over many incidents: PostgreSQL keeps it in the index, so that no row with its working is read."""


class FiguresQuerySet(models.QuerySet[Kept]):
    """Named filters over estimates and their vintages."""

    def people(self) -> Self:
        """The roll-up over all populations: people as a whole."""
        return self.filter(population_key=PEOPLE_KEY)

    def civilians(self) -> Self:
        """The roll-up over the civilians of all sides."""
        return self.filter(population_key=EVERY_KEY[Status.CIVILIAN])

    def combatants(self) -> Self:
        """The combatants of each side, and of a side without a name; those of its units are in the side's own."""
        return self.filter(status=Status.COMBATANT, group="", actor__parent=None)

    def with_figures(self) -> Self:
        """Add `shown_low`, `shown_best`, `shown_high`, `shown_open`: the override where there is one, else the derived.

        A figure set by hand is never open: whoever set it said how far it goes.
        """
        return self.annotate(
            shown_open=Case(When(override_best__isnull=False, then=Value(False)), default=F("open_upper")),
            shown_low=Coalesce("override_low", "low"),
            shown_best=Coalesce("override_best", "best"),
            shown_high=Coalesce("override_high", "high"),
        )

    def in_question(self) -> Self:
        """Figures about which a person should decide something."""
        return self.exclude(questions=[])

    def asking(self, question: Question) -> Self:
        """Figures that need a decision for one reason."""
        return self.filter(asks(question))

    def counts_by_country(self) -> models.QuerySet[Any, dict[str, Any]]:
        """For each `country` the incidents that need a decision, as `incidents`, and for each reason, by its name."""
        return (
            self.in_question()
            .order_by()
            .values(country=F("incident__country"))
            .annotate(
                incidents=Count("incident", distinct=True),
                **{question.value: Count("incident", distinct=True, filter=asks(question)) for question in Question},
            )
        )

    def incidents_by_stake(self) -> models.QuerySet[Any, dict[str, Any]]:
        """The incidents of these figures, once each: where most could change first, then where nobody can tell."""
        return (
            self.order_by()
            .values("incident_id")
            .annotate(most=Max("stake"), day=F("incident__date_start"))
            .order_by(F("most").desc(nulls_last=True), "-day", "-incident_id")
        )

    def total_best(self, measure: Measure) -> int:
        """The sum of best over all incidents, as the figures stand."""
        best = self.people().filter(measure=measure).aggregate(best=Sum(Coalesce("override_best", "best")))["best"]
        return best or 0

    def totals_by_policy(self) -> models.QuerySet[Any, dict[str, Any]]:
        """For each `measure` the sums `<policy>_low`, `_best`, `_high`; `<policy>_incidents` have a figure.

        What a person set stands under every policy. Beside them, of the figures as they stand: `open`, `by_hand` and
        `contested` count incidents, and `contested_best` sums those where somebody denies the count of anybody.
        """
        sums: dict[str, Any] = {}
        for policy in Policy:
            sums |= {f"{policy}_{name}": Sum(under_policy(policy, name)) for name in ("low", "best", "high")}
            sums[f"{policy}_incidents"] = Count(under_policy(policy, "best"))
        denied = self.filter(flags__icontains=f'"{Flag.CONTESTED}"')
        contested = Q(is_contested=True)
        return (
            self.people()
            .order_by()
            .annotate(
                is_contested=Exists(
                    denied.filter(incident=models.OuterRef("incident"), measure=models.OuterRef("measure"))
                )
            )
            .values("measure")
            .annotate(
                **sums,
                open=Count("pk", filter=Q(open_upper=True, override_best=None)),
                by_hand=Count("override_best"),
                contested=Count("pk", filter=contested),
                contested_best=Sum(Coalesce("override_best", "best"), filter=contested),
            )
        )


def asks(question: Question) -> Q:
    """Whether a figure needs a decision for that reason; `questions` is a list of plain words, on either database."""
    return Q(questions__icontains=f'"{question}"')


def under_policy(policy: Policy, name: str) -> Coalesce:
    """The low, best or high of a figure by a policy, whichever the desk follows; what a person set goes before it."""
    derived = Case(When(policy=policy, then=F(name)), default=Answer(policy, name))
    return Coalesce(F(f"override_{name}"), derived)


class Answer(Func):
    """A number in `other_policies`. Django's own key transforms ask SQLite thrice as often for the same."""

    function = "JSON_EXTRACT"
    output_field = models.IntegerField()

    def __init__(self, policy: Policy, name: str) -> None:
        self.path = (policy.value, name)
        super().__init__(F("other_policies"), Value("$." + ".".join(self.path)))

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        number = Cast(KT(LOOKUP_SEP.join(("other_policies", *self.path))), self.output_field)
        return compiler.compile(number.resolve_expression(compiler.query))


class VintageQuerySet(FiguresQuerySet["Vintage"]):
    """Named filters over vintages."""

    def known_at(self, moment: datetime) -> Self:
        """The figures that stood at a moment, at most one for each incident, measure and population."""
        return self.filter(Q(known_until__isnull=True) | Q(known_until__gt=moment), known_from__lte=moment)


class Figures(OfPeople):
    """Three numbers for one incident, measure and population. None together: unknown is not zero."""

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
    other_policies = models.JSONField(default=dict)
    """Policy to its low, best, high and open_upper, for the policies that the desk does not follow."""

    stake = models.PositiveIntegerField(null=True)
    """How many people a decision on this figure could add or take away; None where nobody can tell."""
    rests_on_ungraded = models.BooleanField(default=False)
    """Whether a source that nobody has graded (F) sets one of the numbers."""

    override = models.ForeignKey(Decision, models.SET_NULL, null=True, blank=True, related_name="+")
    override_low = models.PositiveIntegerField(null=True)
    override_best = models.PositiveIntegerField(null=True)
    override_high = models.PositiveIntegerField(null=True)
    changed_since = models.BooleanField(default=False)
    """Whether a claim on these people was decided on, or came, after a person set the figure."""

    questions = models.JSONField(default=list)
    """Why the figure needs a decision; empty once somebody has looked at it and nothing changed since."""
    confirmation = models.ForeignKey(Decision, models.SET_NULL, null=True, blank=True, related_name="+")
    """By which decision a person let the figure stand, where it settles questions that would else be asked."""

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.get_measure_display()}, {self.population_label}: {self.figure}"

    @property
    def counts_everybody(self) -> bool:
        """Whether it is the figure for people as a whole."""
        return self.population_key == PEOPLE_KEY

    @property
    def is_overridden(self) -> bool:
        return self.override_best is not None

    @property
    def figure(self) -> Figure:
        """What stands: as a person set it, else as derived."""
        if self.is_overridden:
            return Figure(self.override_low, self.override_best, self.override_high)
        return self.derived_figure

    @property
    def derived_figure(self) -> Figure:
        """The figure that the policy gives, whatever a person set."""
        return Figure.of(self)

    @property
    def flag_words(self) -> list[Flag]:
        return [Flag(flag) for flag in self.flags]

    @property
    def question_words(self) -> list[Question]:
        return [Question(question) for question in self.questions]

    @property
    def slug(self) -> str:
        """What names this figure among those of its incident, in addresses and ids."""
        return "-".join(str(part) for part in (self.measure, self.actor_id, self.status, self.group) if part)


class Estimate(Figures):
    """The figure that stands today, with the claims behind each number and every step of the working."""

    sets_low = models.JSONField(default=list)
    sets_best = models.JSONField(default=list)
    sets_high = models.JSONField(default=list)
    dropped = models.JSONField(default=list)
    steps = models.JSONField(default=list)
    why = models.TextField(blank=True)
    computed_at = models.DateTimeField(auto_now=True)

    objects: FiguresQuerySet[Estimate] = FiguresQuerySet.as_manager()  # type: ignore[assignment]

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
        indexes = (
            models.Index(fields=("measure", "population_key", "incident"), include=JOINED, name="estimate_joined"),
        )


class Vintage(Figures):
    """What a figure was from one moment to the next, by the claims published by then and what people had set.

    `known_until` is empty for the one that stands today.
    """

    known_from = models.DateTimeField()
    known_until = models.DateTimeField(null=True)

    objects = VintageQuerySet.as_manager()

    class Meta:
        ordering = ("measure", "population_key", "known_from")
        constraints = (
            models.UniqueConstraint(
                fields=("incident", "measure", "population_key", "known_from"), name="one_vintage_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(known_until__isnull=True) | Q(known_until__gt=F("known_from")), name="vintage_lasts"
            ),
        )
        indexes = (
            models.Index(
                fields=("measure", "population_key", "known_from", "incident"),
                include=(*JOINED, "known_until"),
                name="vintage_joined",
            ),
        )


def figures_at(moment: datetime | None) -> FiguresQuerySet[Any]:
    """The figures that stood at a moment; without one, those that stand."""
    return Vintage.objects.known_at(moment) if moment else Estimate.objects.all()
