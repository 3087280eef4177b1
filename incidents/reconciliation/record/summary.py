"""How near a voice's figures came to what was accepted: many outcomes in a few numbers and one sentence.

Medians of ratios of counts, never averages: one tenfold error must not hide nine good figures
(docs/methodology.md, section 9).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import median, quantiles
from typing import Protocol, TypeVar

from incidents.phrases import how_many
from incidents.reconciliation.record.outcomes import is_compared

FEWEST = 5
"""Below so many compared figures no ratio is given: too few to tell."""
TOO_FEW = "too few to tell"

T = TypeVar("T", bound="Said")


class Said(Protocol):
    """What is needed of an outcome, wherever it is kept."""

    @property
    def incident_id(self) -> int: ...
    @property
    def first(self) -> int: ...
    @property
    def last(self) -> int: ...
    @property
    def final(self) -> int | None: ...
    @property
    def by_hand(self) -> bool: ...
    @property
    def came_first(self) -> bool: ...
    @property
    def stood_alone(self) -> bool: ...
    @property
    def withdrawn(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts of figures, and two medians. Ratios are None where fewer than FEWEST figures can give one."""

    figures: int = 0
    incidents: int = 0
    compared: int = 0
    """Figures that the accepted one can judge: others gave one too, or a person set it."""
    compared_incidents: int = 0
    zero_finals: int = 0
    """Compared figures where 0 was accepted: no ratio to 0, so they are in no median."""
    first_ratio: float | None = None
    last_ratio: float | None = None
    first_quarters: tuple[float, float] | None = None
    """Half of the first figures lie between these ratios; None where there is no median."""
    exact: int = 0
    under: int = 0
    over: int = 0
    """First figures equal to, below and above the accepted one; together all that were compared."""
    raised: int = 0
    lowered: int = 0
    """Figures that the origin itself changed, upwards and downwards."""
    first: int = 0
    alone: int = 0
    withdrawn: int = 0

    @property
    def is_telling(self) -> bool:
        return self.first_ratio is not None

    @property
    def first_words(self) -> str:
        """How far first figures typically are from the accepted ones: "8 % below"."""
        return TOO_FEW if self.first_ratio is None else off_by(self.first_ratio)

    @property
    def last_words(self) -> str:
        return TOO_FEW if self.last_ratio is None else off_by(self.last_ratio)

    @property
    def with_ratio(self) -> int:
        """Compared figures that have a ratio to the accepted one."""
        return self.compared - self.zero_finals


def summarise(outcomes: Iterable[Said]) -> Summary:
    """What many outcomes come to. The order of outcomes never matters."""
    told = list(outcomes)
    compared = [
        (each, each.final)
        for each in told
        if each.final is not None and is_compared(final=each.final, by_hand=each.by_hand, stood_alone=each.stood_alone)
    ]
    with_ratio = [(each.first / final, each.last / final) for each, final in compared if final]
    return Summary(
        figures=len(told),
        incidents=len({each.incident_id for each in told}),
        compared=len(compared),
        compared_incidents=len({each.incident_id for each, _ in compared}),
        zero_finals=len(compared) - len(with_ratio),
        first_ratio=median_ratio([first for first, _ in with_ratio]),
        last_ratio=median_ratio([last for _, last in with_ratio]),
        first_quarters=quarters([first for first, _ in with_ratio]),
        exact=sum(each.first == final for each, final in compared),
        under=sum(each.first < final for each, final in compared),
        over=sum(each.first > final for each, final in compared),
        raised=sum(each.last > each.first for each in told),
        lowered=sum(each.last < each.first for each in told),
        first=sum(each.came_first for each in told),
        alone=sum(each.stood_alone for each in told),
        withdrawn=sum(each.withdrawn for each in told),
    )


def median_ratio(ratios: Sequence[float]) -> float | None:
    """The median; None where there are too few to tell."""
    return median(ratios) if len(ratios) >= FEWEST else None


def quarters(ratios: Sequence[float]) -> tuple[float, float] | None:
    """The lower and the upper quartile; None where there are too few to tell."""
    if len(ratios) < FEWEST:
        return None
    lower, _, upper = quantiles(ratios, n=4, method="inclusive")
    return lower, upper


def summarise_by(outcomes: Iterable[T], key: Callable[[T], str]) -> dict[str, Summary]:
    """A summary for each value of `key`, the values in order."""
    groups: dict[str, list[T]] = {}
    for each in outcomes:
        groups.setdefault(key(each), []).append(each)
    return {value: summarise(groups[value]) for value in sorted(groups)}


def sentence(name: str, summary: Summary) -> str:
    """The record of one voice in plain words."""
    if not summary.figures:
        return f"No figure of {name}'s for a whole incident has been accepted yet, so there is nothing to compare."
    return f"{_nearness(name, summary)} {_standing(name, summary)}"


def _nearness(name: str, summary: Summary) -> str:
    if summary.first_ratio is None:
        return (
            f"Too few to tell how near {name}'s figures come to what is accepted: "
            f"{how_many(summary.with_ratio, 'figure')} can be compared, and it takes {FEWEST}."
        )
    where = f"in {how_many(summary.compared_incidents, 'incident')}"
    return (
        f"{name}'s first figure was typically {off_by(summary.first_ratio)} what was finally accepted "
        f"(median of {how_many(summary.with_ratio, 'figure')} {where})."
    )


def off_by(ratio: float) -> str:
    """A ratio of counts in words: "8 % below", "exactly", "3.0 times"."""
    if ratio >= 2:
        return f"{ratio:.1f} times"
    per_cent = round(abs(ratio - 1) * 100)
    if per_cent == 0:
        return "exactly" if ratio == 1 else "within 1 % of"
    return f"{per_cent} % {'above' if ratio > 1 else 'below'}"


def _standing(name: str, summary: Summary) -> str:
    withdrew = f"withdrew {_of_them(summary.withdrawn)}" if summary.withdrawn else "withdrew none"
    return (
        f"Of {how_many(summary.figures, 'figure')} in {how_many(summary.incidents, 'incident')} "
        f"it was first with {_of_them(summary.first)}, alone with {_of_them(summary.alone)}, and {withdrew}."
    )


def _of_them(count: int) -> str:
    return f"{count:,}" if count else "none"
