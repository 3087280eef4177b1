"""What reconciliation takes and gives: plain values, with no Django and no text.

Numbers are whole people, `low <= best <= high`; times are aware datetimes. The rules that turn
claims into an estimate are in methodology.md, sections 4 to 6 (docs/methodology.md here).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from incidents.figure import UNKNOWN, Figure, HasFigure
from incidents.vocabulary import Flag, Group, Interest, Measure, Policy, Reliability, Scope, Standing, Status


class Population(NamedTuple):
    """Whose losses: an actor's, or people of a status, or a group among them. All empty: people, the root."""

    actor: str | None = None
    status: Status = Status.UNKNOWN
    group: Group | None = None


PEOPLE = Population()


@dataclass(frozen=True, slots=True)
class Claim:
    """One reviewed claim as the engine sees it.

    `id` is anything that identifies the claim. `origin` is the name of the claimant, if there is one, else that of the
    publisher. `known_at` is when the report was published. `as_of` is the time that the claim is about, if the report
    gives it. `best` is None if the words give none ("up to 12", "suffered casualties"). `high` is None if it is open.
    """

    id: int
    measure: Measure
    population: Population
    low: int
    best: int | None
    high: int | None
    origin: str
    known_at: datetime
    open_upper: bool = False
    vague: bool = False
    denies: bool = False
    scope: Scope = Scope.WHOLE
    interest: Interest = Interest.NEUTRAL
    reliability: Reliability = Reliability.F
    standing: Standing = Standing.ACCEPTED
    as_of: datetime | None = None
    report_id: int = 0
    named: tuple[str, ...] = ()
    raw: str = ""
    part_of: int | None = None
    """The id of the claim that this one is a part of ("including three children")."""
    beside: int | None = None
    """The id of the claim of the same report beside whose people these are counted, so that the two add up."""
    retells: int | None = None
    """The id of the claim of the same report whose people, or some of them, this one tells of again."""
    single: bool = False
    """One person, named or described, with no number given."""
    of_attackers: bool = False
    """Losses of those who attacked people that could not fight back: where their group is not named, a part."""
    voice: str = ""
    """The body whose voice it is, where its origin has several names; the engine fills it (step 2)."""
    added: tuple[Claim, ...] = ()
    """The claims that were added up in this one; the engine fills it (step 9)."""

    @property
    def ids(self) -> tuple[int, ...]:
        """The ids of the claims that it stands for."""
        return tuple([each.id for each in self.added]) if self.added else (self.id,)

    @property
    def stated_at(self) -> datetime:
        """When the statement was made, as far as is known: orders statements of one origin."""
        return self.as_of or self.known_at


class Dropped(NamedTuple):
    """A claim that does not count, the step that dropped it, and the reason in plain words."""

    claim_id: int
    step: str
    reason: str


class Step(NamedTuple):
    """What one step of a policy did, in plain words, for the page that shows the working.

    The words are written when they are asked for: most steps of a batch are never read.
    """

    name: str
    claim_ids: tuple[int, ...]
    write: Callable[..., str]
    facts: tuple[object, ...]
    """What `write` is given."""

    @property
    def text(self) -> str:
        return self.write(*self.facts)


@dataclass(slots=True)
class Estimate(HasFigure):
    """The figure for one measure and population, with everything needed to defend it.

    Nobody changes one; it is not frozen, for that trebles the time that making it takes.
    """

    measure: Measure
    population: Population
    policy: Policy
    figure: Figure = UNKNOWN
    claimed: tuple[int, int] | None = None
    """Lowest and highest best of party claims that stand beside a neutral pool and move no number."""
    floor: int = 0
    """What the estimate cannot fall below: victims known by name, or losses that a side admits (step 8)."""
    origins: int = 0
    reports: int = 0
    flags: frozenset[Flag] = frozenset()
    sets_low: tuple[int, ...] = ()
    sets_best: tuple[int, ...] = ()
    sets_high: tuple[int, ...] = ()
    """Ids of the claims behind each of the three numbers; empty where a sum of children sets it."""
    dropped: tuple[Dropped, ...] = ()
    steps: tuple[Step, ...] = ()
    from_children: tuple[Population, ...] = ()
    """Populations whose sum set a number of this one (roll-up, step 11)."""
    tell: Callable[[], str] = field(default=str, compare=False, repr=False)
    """Writes the sentence of reasons when it is asked for: most estimates of a batch never are."""

    @property
    def why(self) -> str:
        """What stands and why, in plain words."""
        return self.tell()
