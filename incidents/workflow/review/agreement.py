"""How far two readers agree: Krippendorff's alpha and the share of equal answers, by what was answered.

Only settled reports are compared: before that nobody may see what the other reader answered.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.models import User
from nltk.metrics.agreement import AnnotationTask

from incidents.models import Claim, Reading, Report
from incidents.vocabulary import SecondReading
from incidents.workflow.review.second_reading import readings_of_all
from incidents.workflow.review.settling import Answer, answer_of
from incidents.workflow.standing.actors import ActorNames
from incidents.workflow.standing.playback import Place, keys_by_place
from incidents.workflow.standing.ties import ties_of

MOST_REPORTS = 5000
"""The newest settled reports that are compared; older ones are left out, and the page says so."""
FEWEST = 2
"""Units below which agreement says nothing."""

Distance = Callable[[Any, Any], float]
Numbers = tuple[int | None, int | None, int | None]


# --- Krippendorff's alpha ---------------------------------------------------------------------------


def nominal(one: Hashable, other: Hashable) -> float:
    """Krippendorff's nominal metric: equal or not."""
    return float(one != other)


def interval(one: float, other: float) -> float:
    """Krippendorff's interval metric: the squared difference."""
    return float((one - other) ** 2)


def ratio(one: float, other: float) -> float:
    """Krippendorff's ratio metric: the squared difference as a share of the sum; 0 beside 0 is equal."""
    return ((one - other) / (one + other)) ** 2 if one + other else 0.0


def ratio_metric(one: Numbers, other: Numbers) -> float:
    """The ratio metric, averaged over low, best and high; a number beside none is as far away as can be.

    For exact numbers, where the three are the same, it is the ratio metric itself.
    """
    apart = [float(a is not b) if a is None or b is None else ratio(a, b) for a, b in zip(one, other, strict=True)]
    return sum(apart) / len(apart)


def alpha(answers: Iterable[tuple[Hashable, Hashable, Hashable]], distance: Distance = nominal) -> float | None:
    """Krippendorff's alpha of answers as (reader, unit, value): 1 is perfect, 0 what chance gives.

    Units that only one reader answered count for nothing. None where it is not defined: fewer than FEWEST
    units, or all values the same, so that there is nothing to tell apart.
    Source: K. Krippendorff, Content Analysis, chapter on reliability.
    """
    by_unit: dict[Hashable, list[tuple[Hashable, Hashable, Hashable]]] = {}
    for answer in answers:
        by_unit.setdefault(answer[1], []).append(answer)
    units = [given for given in by_unit.values() if len(given) > 1]
    paired = [answer for given in units for answer in given]
    if len(units) < FEWEST or len({value for _reader, _unit, value in paired}) < 2:
        return None
    numbered = [(reader, place, value) for place, given in enumerate(units) for reader, _unit, value in given]
    return float(AnnotationTask(data=numbered, distance=distance).alpha())


# --- What is compared -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Field:
    """Something that readers answer of a claim, how it is read off an answer, and how far two values are apart."""

    name: str
    label: str
    value: Callable[[Answer], Hashable]
    distance: Distance = nominal
    needs_both_to_count: bool = True


def verdict_of(answer: Answer) -> str:
    return "counts" if answer.counts else "does not count"


def numbers_of_answer(answer: Answer) -> Numbers:
    return answer.claim.low, answer.claim.best, answer.claim.high


def victims_of(answer: Answer) -> tuple[Any, ...]:
    return answer.claim.measure, answer.claim.actor_id, answer.claim.status, answer.claim.group


def claimant_of(answer: Answer) -> tuple[Any, ...]:
    return answer.claim.claimant_name.casefold(), answer.claim.speaker_id


FIELDS = (
    Field("verdict", "verdict", verdict_of, needs_both_to_count=False),
    Field("numbers", "numbers", numbers_of_answer, ratio_metric),
    Field("victims", "victims", victims_of),
    Field("claimant", "claimant", claimant_of),
    Field("scope", "scope", lambda answer: answer.claim.scope),
    Field("ties", "ties", lambda answer: tuple(ties_of(answer.claim).items())),
)
BY_NAME = {field.name: field for field in FIELDS}


@dataclass(frozen=True, slots=True)
class Unit:
    """One claim as the two readers of its report answered; `finished` is the day when the second of them was done."""

    claim: Claim
    readers: tuple[User, User]
    answers: tuple[Answer, Answer]
    finished: date

    @property
    def month(self) -> str:
        return f"{self.finished:%Y-%m}"

    @property
    def pair(self) -> tuple[int, int]:
        """The keys of the two readers, the lower first: the same pair whoever was A."""
        first, second = sorted(reader.pk for reader in self.readers)
        return first, second

    def compares(self, field: Field) -> bool:
        """Whether both said something of that field: a rejected claim has no numbers to compare."""
        return not field.needs_both_to_count or all(answer.counts for answer in self.answers)

    def differs(self, field: Field) -> bool:
        first, second = (field.value(answer) for answer in self.answers)
        return self.compares(field) and first != second


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far readers agree in one field, over `units` claims that both answered."""

    field: Field
    alpha: float | None
    units: int
    equal: int

    @property
    def share(self) -> float | None:
        """The share of equal answers, from 0 to 1; None where there is none to compare."""
        return self.equal / self.units if self.units else None

    @property
    def differing(self) -> int:
        return self.units - self.equal


def units_of(person: User | None = None) -> list[Unit]:
    """Every claim of settled reports, as its two readers answered; of one person's own pairs where one is given.

    Ten queries at most, however many there are.
    """
    reports = Report.objects.filter(second_reading=SecondReading.SETTLED)
    if person:
        own = Reading.objects.finished().filter(person=person).values("report")
        reports = reports.filter(pk__in=own)
    newest = list(reports.order_by("-reviewed_at", "-pk").values_list("pk", flat=True)[:MOST_REPORTS])
    pairs = {key: pair for key, pair in readings_of_all(newest).items() if is_of(pair, person)}
    found = Claim.objects.filter(report__in=list(pairs)).select_related("report__source", "incident")
    claims = list(found.prefetch_related("decisions").order_by("report", "start", "end", "number"))
    actors, keys = ActorNames(), keys_by_place(claims)
    return [
        unit_of(claim, pairs[claim.report_id], actors, keys)
        for claim in claims
        if claim.made_by_id is None or claim.made_by_id in [reading.person_id for reading in pairs[claim.report_id]]
    ]


def is_of(pair: Sequence[Reading], person: User | None) -> bool:
    """Whether there are two readings, one of them by the person where one is given."""
    return len(pair) == 2 and (person is None or person.pk in [reading.person_id for reading in pair])


def unit_of(claim: Claim, readings: Sequence[Reading], actors: ActorNames, keys: Mapping[Place, int]) -> Unit:
    first, second = readings
    answers = answer_of(claim, first.person_id, actors, keys), answer_of(claim, second.person_id, actors, keys)
    finished = max(reading.finished_at for reading in readings if reading.finished_at)
    return Unit(claim, (first.person, second.person), answers, finished.date())


# --- The figures ------------------------------------------------------------------------------------


def agreement_in(field: Field, units: Iterable[Unit]) -> Agreement:
    """How far the readers of some units agree in one field."""
    compared = [unit for unit in units if unit.compares(field)]
    answers = [
        (reader.pk, unit.claim.pk, field.value(answer))
        for unit in compared
        for reader, answer in zip(unit.readers, unit.answers, strict=True)
    ]
    equal = sum(not unit.differs(field) for unit in compared)
    return Agreement(field, alpha(answers, field.distance), len(compared), equal)


def group_units(units: Iterable[Unit], by: Callable[[Unit], Any]) -> dict[Any, list[Unit]]:
    """The units by pair or by month."""
    groups: dict[Any, list[Unit]] = {}
    for unit in units:
        groups.setdefault(by(unit), []).append(unit)
    return groups
