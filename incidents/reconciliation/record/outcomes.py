"""What became of what was said: each origin's first and last figure beside the one that finally stands.

Only numbers for the whole incident are compared. Words such as "dozens", "up to N", parts, tallies of more than the
incident, lists of names and denials give no figure that could be close or far (docs/methodology.md, section 9).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from incidents.claimants import same_origin
from incidents.reconciliation.breakdown import add_up_within_reports
from incidents.reconciliation.counting import scope_within_population
from incidents.reconciliation.statements import NUMBER, firmness
from incidents.reconciliation.types import Claim, Population
from incidents.vocabulary import Interest, Measure, Scope, Standing

Cell = tuple[Measure, Population]
"""What a figure counts within one incident."""

SAID = (Standing.ACCEPTED, Standing.CORRECTED, Standing.RETRACTED)
"""What its origin really said, as a person found, whether or not it stands by it."""


class Final(NamedTuple):
    """The best figure that stands now, whole people; None where nothing does."""

    best: int | None
    by_hand: bool = False
    """A person set it, so that it follows from no claim alone."""


@dataclass(frozen=True, slots=True)
class ClaimOutcome:
    """What one origin said of one measure and population, and what became of it. Whole people."""

    origin: str
    origin_key: str
    """The same for every spelling of the origin."""
    publisher: int | None
    """Who published it; None where the origin is heard as one, whoever prints it."""
    measure: Measure
    population: Population
    interest: Interest
    first: int
    last: int
    """The last figure that was not taken back; where all were, the last that was said."""
    first_said: datetime
    """When the first figure was published."""
    first_claim: int
    last_claim: int
    final: int | None
    by_hand: bool
    came_first: bool
    """Nobody published a figure for these people earlier; of several at one time each came first."""
    stood_alone: bool
    """No other origin gives a figure for these people."""
    withdrawn: bool
    """A figure was taken back."""

    @property
    def is_compared(self) -> bool:
        return is_compared(final=self.final, by_hand=self.by_hand, stood_alone=self.stood_alone)


def is_compared(*, final: int | None, by_hand: bool, stood_alone: bool) -> bool:
    """Whether the final figure can judge what was said: a lone origin's own figure cannot, unless a person set it."""
    return final is not None and (by_hand or not stood_alone)


def outcomes(
    claims: Iterable[Claim], finals: Mapping[Cell, Final], *, publishers: Mapping[int, int] | None = None
) -> list[ClaimOutcome]:
    """One outcome for each origin, measure and population of an incident, in no particular order of claims.

    With `publishers` (claim id to publisher) one for each publisher of each origin. A measure and
    population that `finals` lacks has no final figure.
    """
    cells: dict[Cell, list[Claim]] = {}
    for claim in comparable(claims):
        cells.setdefault((claim.measure, claim.population), []).append(claim)
    return [
        outcome
        for cell in sorted(cells, key=repr)
        for outcome in _of_cell(cells[cell], finals.get(cell, Final(None)), publishers)
    ]


def comparable(claims: Iterable[Claim]) -> list[Claim]:
    """The claims that give a number for all the people they speak of, as far as a person found them said."""
    told = list(claims)
    kept = [claim for claim in told if claim.standing in SAID and claim.standing is not Standing.RETRACTED]
    taken_back = [claim for claim in told if claim.standing is Standing.RETRACTED]
    return [*_figures_for_the_whole(kept), *_figures_for_the_whole(taken_back)]


def _figures_for_the_whole(said: Sequence[Claim]) -> list[Claim]:
    """Claims of one report that add up are one figure (section 6, step 9): each alone would look too low."""
    by_id = {claim.id: claim for claim in said}
    return [
        claim
        for claim in add_up_within_reports(said, by_id)
        if claim.measure is not Measure.CASUALTIES
        and claim.best is not None
        and firmness(claim) == NUMBER
        and not claim.denies
        and scope_within_population(claim, by_id) is Scope.WHOLE
    ]


def _of_cell(claims: Sequence[Claim], final: Final, publishers: Mapping[int, int] | None) -> list[ClaimOutcome]:
    earliest = min(claim.known_at for claim in claims)
    is_alone = len({same_origin(claim.origin) for claim in claims}) == 1
    voices: dict[tuple[str, int | None], list[Claim]] = {}
    for claim in claims:
        publisher = publishers[claim.id] if publishers is not None else None
        voices.setdefault((same_origin(claim.origin), publisher), []).append(claim)
    return [
        _outcome(voices[voice], voice, final, earliest, is_alone=is_alone)
        for voice in sorted(voices, key=lambda voice: (voice[0], voice[1] or 0))
    ]


def _outcome(
    said: Sequence[Claim], voice: tuple[str, int | None], final: Final, earliest: datetime, *, is_alone: bool
) -> ClaimOutcome:
    first = min(said, key=lambda claim: (claim.known_at, claim.stated_at, claim.id))
    standing = [claim for claim in said if claim.standing is not Standing.RETRACTED]
    last = max(standing or said, key=lambda claim: (claim.stated_at, claim.known_at, claim.id))
    return ClaimOutcome(
        origin=first.origin,
        origin_key=voice[0],
        publisher=voice[1],
        measure=first.measure,
        population=first.population,
        interest=first.interest,
        first=_figure(first),
        last=_figure(last),
        first_said=first.known_at,
        first_claim=first.id,
        last_claim=last.id,
        final=final.best,
        by_hand=final.by_hand,
        came_first=first.known_at == earliest,
        stood_alone=is_alone,
        withdrawn=len(standing) < len(said),
    )


def _figure(claim: Claim) -> int:
    return max(claim.low, claim.best or 0)
