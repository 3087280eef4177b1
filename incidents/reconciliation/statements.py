"""A statement: what one origin says at one time, whether one claim carries it or several."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from incidents.claimants import same_origin
from incidents.figure import Figure
from incidents.reconciliation.types import Claim
from incidents.vocabulary import Interest, Reliability

ADMISSION = Interest.ADMISSION

NO_FIGURE, WORD, NUMBER = 0, 1, 2
"""How firmly a quantity is worded: "there were deaths", "dozens", "34"."""

WEIGHTS = {
    Reliability.A: 4,
    Reliability.B: 3,
    Reliability.C: 2,
    Reliability.D: 1,
    Reliability.E: 0,
    Reliability.F: 2,
}
"""Votes by grade (methodology.md, section 6, step 7)."""


class Statement(NamedTuple):
    """Numbers that one origin gives: low <= best <= top, whole people.

    `best` is None where the words give none; `top` is the highest number given, which is not the end
    where `is_open` is set. `said_at` is the time of the first claim that carries the statement,
    `weight` that of the best grade.
    """

    claim: Claim
    claim_ids: tuple[int, ...]
    low: int
    best: int | None
    top: int
    is_open: bool
    said_at: datetime
    weight: int
    firmness: int
    is_admission: bool

    @property
    def figure(self) -> Figure:
        return Figure(self.low, self.best, self.top, self.is_open)

    @property
    def number(self) -> int:
        """The one number to quote: best, or low where no best is given."""
        return self.low if self.best is None else self.best


def voice_of(claim: Claim) -> str:
    """The key of the origin that a claim is heard as."""
    return claim.voice or same_origin(claim.origin)


def firmness(claim: Claim) -> int:
    if claim.best is None and claim.high is None:
        return NO_FIGURE
    return WORD if claim.vague else NUMBER


def statement(claim: Claim, *, weight: int | None = None) -> Statement:
    """The statement that one claim carries; `weight` replaces its own where copies matter."""
    low, best, high = claim.low, claim.best, claim.high
    figure = low if best is None or best < low else best
    return Statement(
        claim,
        claim.ids if claim.added else (claim.id,),
        low,
        None if best is None else figure,
        figure if high is None or high < figure else high,
        high is None or claim.open_upper,
        claim.as_of or claim.known_at,
        WEIGHTS[claim.reliability] if weight is None else weight,
        firmness(claim),
        claim.interest is ADMISSION,
    )


def merge_statements(statements: Sequence[Statement]) -> Statement:
    """One statement for several of one origin and time: lowest low, lower median best, highest top.

    methodology.md, section 6, step 3.
    """
    if len(statements) == 1:
        return statements[0]
    ordered = sorted(statements, key=lambda each: each.claim.id)
    bests = sorted(each.best for each in ordered if each.best is not None)
    return Statement(
        ordered[0].claim,
        tuple(claim_id for each in ordered for claim_id in each.claim_ids),
        min(each.low for each in ordered),
        bests[(len(bests) - 1) // 2] if bests else None,
        max(each.top for each in ordered),
        is_open_above(ordered),
        ordered[0].said_at,
        max(each.weight for each in ordered),
        ordered[0].firmness,
        any(each.is_admission for each in ordered),
    )


def is_open_above(statements: Sequence[Statement]) -> bool:
    """Whether the highest number among the statements comes from one that leaves its upper end open."""
    if len(statements) == 1:
        return statements[0].is_open
    top = max([each.top for each in statements])
    return top in [each.top for each in statements if each.is_open]


def lower_weighted_median(votes: Sequence[tuple[int, int]]) -> int:
    """The smallest value at which half of the weight is reached; `votes` are (value, weight) pairs.

    Where every weight is 0 (grade E throughout) each vote counts alike, for some number must stand.
    Raises IndexError without votes.
    """
    ordered = sorted(votes)
    total = sum([weight for _, weight in ordered])
    if total == 0:
        return ordered[(len(ordered) - 1) // 2][0]
    reached = 0
    for value, weight in ordered:
        reached += weight
        if 2 * reached >= total:
            return value
    return ordered[-1][0]
