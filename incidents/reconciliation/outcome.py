"""What a policy makes of one measure and population, before and after roll-up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from incidents.figure import UNKNOWN, Figure, HasFigure
from incidents.reconciliation.statements import NO_FIGURE, Statement, voice_of
from incidents.reconciliation.types import Claim, Dropped, Estimate, Population, Step
from incidents.vocabulary import Flag, Measure, Policy


@dataclass(slots=True)
class Outcome(HasFigure):
    """An estimate in the making, unknown until something is counted."""

    figure: Figure = UNKNOWN
    firmness: int = NO_FIGURE
    denied_only: bool = False
    """The 0 stands because all that anybody says is a denial."""
    floor: int = 0
    best_is_floor: bool = False
    claimed: tuple[int, int] | None = None
    pool: tuple[Statement, ...] = ()
    """The statements that set the numbers."""
    denials: list[Statement] = field(default_factory=list)
    origins: set[str] = field(default_factory=set)
    reports: set[int] = field(default_factory=set)
    flags: set[Flag] = field(default_factory=set)
    sets_low: tuple[int, ...] = ()
    sets_best: tuple[int, ...] = ()
    sets_high: tuple[int, ...] = ()
    dropped: list[Dropped] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    from_children: tuple[Population, ...] = ()
    mixed: bool = False
    """Sides of the fighting have a part in the numbers, by their own claims or from below (step 11)."""
    independent: Sequence[tuple[Population, Outcome]] = ()
    """Those within it in whose numbers sides have no part."""

    def note(self, name: str, text: str, claim_ids: tuple[int, ...] = ()) -> None:
        self.steps.append(Step(name, claim_ids, str, (text,)))

    def note_later(
        self, name: str, write: Callable[..., str], facts: tuple[object, ...], claim_ids: tuple[int, ...] = ()
    ) -> None:
        """Note what `write` will make of the facts when somebody reads it."""
        self.steps.append(Step(name, claim_ids, write, facts))

    def stand_on(self, pool: Sequence[Statement]) -> None:
        """Take the statements that set the numbers, and count who makes them."""
        self.pool = tuple(pool)
        self.origins = {voice_of(each.claim) for each in pool}

    def set_figure(self, low: int, best: int, high: int, *, is_open: bool) -> None:
        """Take three numbers, raising best to low and high to best where they fall short."""
        low = max(low, 0)
        best = max(best, low)
        self.figure = Figure(low, best, max(high, best), is_open)


@dataclass(slots=True)
class Cell:
    """Everything that is said of one measure and population: the input of a policy."""

    counted: list[tuple[Claim, bool]]
    """Claims that count, each with whether it is about a part."""
    dropped: list[Dropped]


def as_estimate(
    outcome: Outcome, *, measure: Measure, population: Population, policy: Policy, tell: Callable[[], str]
) -> Estimate:
    return Estimate(
        measure,
        population,
        policy,
        figure=outcome.figure,
        claimed=outcome.claimed,
        floor=outcome.floor,
        origins=len(outcome.origins),
        reports=len(outcome.reports),
        flags=frozenset(outcome.flags),
        sets_low=outcome.sets_low,
        sets_best=outcome.sets_best,
        sets_high=outcome.sets_high,
        dropped=_in_order(outcome.dropped),
        steps=tuple(outcome.steps),
        from_children=outcome.from_children,
        tell=tell,
    )


def _in_order(dropped: Sequence[Dropped]) -> tuple[Dropped, ...]:
    return tuple(sorted(dropped, key=lambda one: one.claim_id) if len(dropped) > 1 else dropped)
