"""Random claims of one incident."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from hypothesis import strategies as st

from incidents.reconciliation import PEOPLE, Claim, Population
from incidents.vocabulary import Group, Interest, Measure, Reliability, Scope, Standing, Status

T = TypeVar("T")

START = datetime(2024, 5, 1, tzinfo=UTC)
ORIGINS = ("ministry", "hospital", "governor", "rebels")
PARENTS = {"Red Brigade": "Red Army"}
POPULATIONS = (
    PEOPLE,
    Population(None, Status.CIVILIAN),
    Population(None, Status.CIVILIAN, Group.CHILDREN),
    Population("Red Army", Status.COMBATANT),
    Population("Red Army"),
    Population("Red Brigade", Status.COMBATANT),
    Population("Blue", Status.CIVILIAN),
    Population(None, Status.COMBATANT),
)

# Figures are (low, best, high, open_upper, vague, denies).
Figures = tuple[int, int | None, int | None, bool, bool, bool]


def any_wording(n: int, kind: int) -> Figures:
    """A quantity as people word them: exact more often than not."""
    wordings: dict[int, Figures] = {
        0: (n, n, None, True, False, False),
        1: (1, None, n + 1, False, False, False),
        2: (12, 24, 99, False, True, False),
        3: (1, None, None, True, False, False),
        4: (0, 0, 0, False, False, True),
        5: (n, n + 3, n + 5, False, False, False),
    }
    return wordings.get(kind, exactly(n, kind))


def exactly(n: int, kind: int) -> Figures:
    return (n, n, n, False, False, False)


HOURS = (0, 0, 0, 1, 20, 30, 60, 80, 100, 170)
VERDICTS = (*(Standing.ACCEPTED,) * 6, Standing.CORRECTED, Standing.RETRACTED, Standing.PENDING)
MEASURES = (*(Measure.KILLED,) * 5, Measure.INJURED, Measure.CASUALTIES)
SCOPES = (Scope.WHOLE, Scope.WHOLE, Scope.WHOLE, Scope.PART, Scope.LARGER)
INTERESTS = tuple(Interest)
GRADES = tuple(Reliability)
NAMED: tuple[tuple[str, ...], ...] = ((), (), (), ("Ana",), ("Bilal", "Chen"))

ONE_CELL = (Population("Red Army", Status.COMBATANT),)
KILLED = (Measure.KILLED,)
ACCEPTED = (Standing.ACCEPTED,)


class Choices:
    """Many small choices out of one large number: one draw a claim is ten times as fast as fifteen."""

    def __init__(self, seed: int) -> None:
        self.left = seed

    def one_of(self, options: Sequence[T]) -> T:
        self.left, chosen = divmod(self.left, len(options))
        return options[chosen]


def cases(
    *,
    populations: Sequence[Population] = POPULATIONS,
    measures: Sequence[Measure] = MEASURES,
    interests: Sequence[Interest] = INTERESTS,
    scopes: Sequence[Scope] = SCOPES,
    grades: Sequence[Reliability] = GRADES,
    hours: Sequence[int] = HOURS,
    wording: Callable[[int, int], Figures] = any_wording,
    verdicts: Sequence[Standing] = VERDICTS,
    named: Sequence[tuple[str, ...]] = NAMED,
    distinct: bool = False,
    tied: bool = True,
) -> st.SearchStrategy[list[Claim]]:
    """One to seven claims of one incident; `distinct` gives each an origin of its own, `tied` claims of one report
    that add up or tell again of the same people."""

    def make(index: int, seed: int) -> Claim:
        choices = Choices(seed)
        low, best, high, open_upper, vague, denies = wording(choices.one_of(range(61)), choices.one_of(range(8)))
        hour = choices.one_of(hours)
        return Claim(
            id=index,
            measure=choices.one_of(measures),
            population=choices.one_of(populations),
            low=low,
            best=best,
            high=high,
            origin=f"origin {index}" if distinct else choices.one_of(ORIGINS),
            known_at=START + timedelta(hours=hour),
            open_upper=open_upper,
            vague=vague,
            denies=denies,
            scope=choices.one_of(scopes),
            interest=choices.one_of(interests),
            reliability=choices.one_of(grades),
            standing=choices.one_of(verdicts),
            as_of=choices.one_of((None, None, None, START + timedelta(hours=hour // 2))),
            report_id=choices.one_of(range(4)),
            named=choices.one_of(named),
            part_of=choices.one_of((None, None, None, None, *range(index))),
            single=choices.one_of((False, False, False, True)),
            of_attackers=choices.one_of((False, False, False, True)),
            **ties(choices, index),
        )

    def ties(choices: Choices, index: int) -> dict[str, int | None]:
        """What the claim is counted beside, or what it retells: never both."""
        told, beside = (
            choices.one_of((None, None, None, *range(index))) if tied else None,
            choices.one_of((True, False)),
        )
        return {"beside": told, "retells": None} if beside else {"beside": None, "retells": told}

    seeds = st.lists(st.integers(0, 2**72), min_size=1, max_size=7)
    return seeds.map(lambda drawn: [make(index, seed) for index, seed in enumerate(drawn)])
