"""What the page of an incident says about its figures: which claims are behind each, and which are not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from incidents.figure import NO_FIGURE, Figure
from incidents.models import Claim, Decision, Estimate
from incidents.models.people import PEOPLE_KEY, population_key
from incidents.pages.frame.beside import Beside, Rival
from incidents.pages.frame.figure_forms import ConfirmationForm, OverrideForm, ReasonForm
from incidents.vocabulary import Interest, Measure, Policy, Scope, Standing, Status
from incidents.workflow.figures.basis import Basis
from incidents.workflow.figures.questions import arrived_since

SETS, COUNTED, DROPPED, WAITS = "sets", "counted", "dropped", "waits"
STATUS_ORDER = (Status.UNKNOWN, Status.CIVILIAN, Status.COMBATANT)


@dataclass(frozen=True, slots=True)
class ClaimStanding:
    """What became of a claim in the estimate of its own measure and population."""

    claim: Claim
    kind: str
    words: str

    @property
    def has_figure(self) -> bool:
        """Whether the words give any number: losses without a figure are unknown, not zero."""
        return self.claim.figure.has_number

    @property
    def low(self) -> str:
        return f"{self.claim.low:,}" if self.has_figure else ""

    @property
    def best(self) -> str:
        if not self.has_figure:
            return "no figure"
        return "not given" if self.claim.best is None else f"{self.claim.best:,}"

    @property
    def high(self) -> str:
        if not self.has_figure:
            return ""
        return "open" if self.claim.high is None else f"{self.claim.high:,}{self.claim.figure.plus}"

    @property
    def interest(self) -> Interest:
        return Interest(self.claim.interest)

    @property
    def scope(self) -> Scope:
        return Scope(self.claim.scope)


@dataclass(frozen=True, slots=True)
class PolicyAnswer:
    """What one named policy makes of the same claims."""

    policy: Policy
    figure: Figure
    why: str
    differs: bool


@dataclass(frozen=True, slots=True)
class StepShown:
    """One step of the working, with the claims that it touched."""

    text: str
    claims: list[Claim]


@dataclass(slots=True)
class FigureShown:
    """An estimate with everything that defends it. `depth` is its place in the tree of populations."""

    estimate: Estimate
    depth: int
    steps: list[StepShown]
    dropped: list[ClaimStanding]
    policies: list[PolicyAnswer]
    form: OverrideForm
    withdrawal: ReasonForm
    confirmation: ConfirmationForm
    asking_again: ReasonForm
    is_open: bool = False
    is_confirmation_open: bool = False
    version: int = 0
    """The version of the figure, sent along with what is set."""
    beside: Beside | None = None
    """What somebody else set while this form was open."""
    arrived_since: int = 0
    """Claims that were decided on or linked since a person set the figure."""

    @property
    def policies_agree(self) -> bool:
        return not any(answer.differs for answer in self.policies)

    @property
    def best(self) -> str:
        best = self.estimate.figure.best
        return NO_FIGURE if best is None else f"{best:,}"

    @property
    def is_known(self) -> bool:
        return self.estimate.figure.is_known

    @property
    def says_something(self) -> bool:
        """Whether it holds more than that the claims of it were rejected."""
        heard = any(row.claim.standing != Standing.REJECTED for row in self.dropped)
        return self.is_known or bool(self.estimate.flags) or heard


@dataclass(slots=True)
class ClaimGroup:
    """The claims of one measure and population, in the order in which they were known."""

    population: str
    rows: list[ClaimStanding] = field(default_factory=list)


@dataclass(slots=True)
class MeasureShown:
    """Everything about one measure: people as a whole, the populations within, the claims."""

    measure: Measure
    people: FigureShown | None = None
    within: list[FigureShown] = field(default_factory=list)
    claims: list[ClaimGroup] = field(default_factory=list)

    @property
    def is_spoken_of(self) -> bool:
        """Whether there is a figure, or a claim that nobody rejected; else there is nothing to say but the claims."""
        claims = (row.claim for group in self.claims for row in group.rows)
        figure = self.people
        return bool(figure and figure.says_something) or any(claim.standing != Standing.REJECTED for claim in claims)

    @property
    def figures(self) -> list[FigureShown]:
        return ([self.people] if self.people else []) + self.within


def measures_shown(
    estimates: Sequence[Estimate],
    claims: Sequence[Claim],
    basis: Basis,
    moment: datetime | None,
    bound: Mapping[str, dict[str, Any]] | None = None,
) -> list[MeasureShown]:
    """The figures of an incident, measure by measure in the vocabulary's order.

    `claims` are those known at `moment`, all without one; `bound` holds forms that were filled in
    wrongly, by the slug of their figure.
    """
    standings = standings_of(claims, estimates)
    shown: dict[str, MeasureShown] = {}
    for measure in Measure:
        own = [one for one in estimates if one.measure == measure]
        own.sort(key=lambda one: (one.population_key != PEOPLE_KEY, population_order(one)))
        groups = claim_groups([standings[claim.pk] for claim in claims if claim.measure == measure])
        if not own and not groups:
            continue
        shown[measure] = MeasureShown(measure, claims=groups)
        for estimate in own:
            figure = figure_shown(estimate, standings, (bound or {}).get(estimate.slug, {}))
            if estimate.override:
                figure.arrived_since = len(arrived_since(estimate, estimate.override, basis, moment))
            if estimate.population_key == PEOPLE_KEY:
                shown[measure].people = figure
            elif figure.says_something:
                shown[measure].within.append(figure)
    return list(shown.values())


def claim_key(claim: Claim) -> tuple[str, str]:
    """What a claim counts, as estimates name it."""
    return claim.measure, population_key(claim.actor_id, claim.status, claim.group)


def standings_of(claims: Iterable[Claim], estimates: Iterable[Estimate]) -> dict[int, ClaimStanding]:
    """What became of each claim, by its pk."""
    by_key = {(one.measure, one.population_key): one for one in estimates}
    return {claim.pk: standing_of(claim, by_key.get(claim_key(claim))) for claim in claims}


def standing_of(claim: Claim, estimate: Estimate | None) -> ClaimStanding:
    if claim.standing == Standing.PENDING:
        return ClaimStanding(claim, WAITS, "waits for review")
    if estimate is None:
        return ClaimStanding(claim, DROPPED, "not counted")
    reason = next((one["reason"] for one in estimate.dropped if one["claim"] == claim.pk), None)
    if reason:
        return ClaimStanding(claim, DROPPED, str(reason))
    bounds = [name for name in ("low", "best", "high") if claim.pk in getattr(estimate, f"sets_{name}")]
    if bounds:
        return ClaimStanding(claim, SETS, "sets " + list_words(bounds))
    if claim.denies:
        return ClaimStanding(claim, COUNTED, "denial: moves no number")
    return ClaimStanding(claim, COUNTED, "counted")


def list_words(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def counting_claims(standings: Mapping[int, ClaimStanding]) -> set[int]:
    """Claims that back a figure: the marks that a chart fills."""
    return {pk for pk, standing in standings.items() if standing.kind in (SETS, COUNTED)}


def claim_groups(rows: Sequence[ClaimStanding]) -> list[ClaimGroup]:
    groups: dict[tuple[str, str], ClaimGroup] = {}
    for row in sorted(rows, key=lambda row: (population_order(row.claim), row.claim.report.known_at, row.claim.pk)):
        key = claim_key(row.claim)
        groups.setdefault(key, ClaimGroup(row.claim.population_label)).rows.append(row)
    return list(groups.values())


def population_order(counted: Claim | Estimate) -> tuple[str, int, str]:
    """People first, then civilians and combatants, then each actor's, groups behind those they belong to."""
    actor = counted.actor.name if counted.actor else ""
    return actor, STATUS_ORDER.index(Status(counted.status)), counted.group


def depth_of(estimate: Estimate) -> int:
    """How far below people a population hangs; only for showing it indented."""
    civilians_of_actor = bool(estimate.actor_id) and estimate.status == Status.CIVILIAN
    beneath_another = bool(estimate.group) and (bool(estimate.actor_id) or estimate.status != Status.UNKNOWN)
    return 1 + civilians_of_actor + beneath_another


def figure_shown(
    estimate: Estimate,
    standings: Mapping[int, ClaimStanding],
    bound: Mapping[str, Any],
) -> FigureShown:
    claims = {pk: standing.claim for pk, standing in standings.items()}
    return FigureShown(
        estimate=estimate,
        depth=0 if estimate.population_key == PEOPLE_KEY else depth_of(estimate),
        steps=[
            StepShown(step["text"], [claims[pk] for pk in step["claims"] if pk in claims]) for step in estimate.steps
        ],
        dropped=[
            ClaimStanding(claims[one["claim"]], DROPPED, one["reason"])
            for one in estimate.dropped
            if one["claim"] in claims
        ],
        policies=policy_answers(estimate),
        form=bound.get("form") or OverrideForm(initial=estimate.figure.columns(), auto_id=form_ids(estimate)),
        withdrawal=bound.get("withdrawal") or ReasonForm(auto_id=f"withdraw-{form_ids(estimate)}"),
        confirmation=bound.get("confirmation")
        or ConfirmationForm(estimate=estimate, auto_id=f"stand-{estimate.pk}-%s"),
        asking_again=bound.get("asking_again") or ReasonForm(auto_id=f"ask-again-{estimate.pk}-%s"),
        beside=bound.get("beside"),
        is_open=bool({"form", "withdrawal"} & set(bound)),
        is_confirmation_open=bool({"confirmation", "asking_again"} & set(bound)),
    )


def form_ids(estimate: Estimate) -> str:
    """The pattern of a form's ids: a page has one form for each figure."""
    return f"figure-{estimate.slug}-%s"


def policy_answers(estimate: Estimate) -> list[PolicyAnswer]:
    """The answer of the policy that the desk follows, then the other policies' in the vocabulary's order."""
    answers = [PolicyAnswer(Policy(estimate.policy), estimate.derived_figure, estimate.why, False)]
    for policy in Policy:
        given = estimate.other_policies.get(policy.value)
        if given:
            figure = Figure.of(given)
            answers.append(PolicyAnswer(policy, figure, given["why"], figure != estimate.derived_figure))
    return answers


def figure_beside(estimate: Estimate, own: dict[str, str]) -> Beside:
    """What was decided last about a figure, beside what a form that came later says. `own` has words by name."""
    last = Decision.objects.filter(
        incident=estimate.incident_id, measure=estimate.measure, population_key=estimate.population_key
    ).latest("pk")
    numbers = (last.value.get(name) for name in ("low", "best", "high"))
    figure = "the derived figure stands" if not last.value else " / ".join(str(number) for number in numbers)
    shown = [Rival("low / best / high", figure, own["figure"]), Rival("reason", last.reason, own["reason"])]
    return Beside(last.person, last.at, "", shown)
