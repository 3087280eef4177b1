"""How well the program reads, by what people decided about the claims that it found.

Only finished reports are counted (`Report.objects.settled`). A claim that the program found is right,
corrected or rejected; a claim that a person added is one that the program missed.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, F, Q, QuerySet, TextField, Value
from django.db.models.expressions import Combinable
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, TruncMonth

from incidents.models import Claim, Source
from incidents.models.claim import ClaimQuerySet
from incidents.vocabulary import Measure, Standing, Tie
from incidents.workflow.standing.actors import ActorNames
from incidents.workflow.standing.playback import values_as_found

FEWEST = 10
"""Below so many claims a share tells nothing."""
NOT_RECORDED = "not recorded"
Z95 = 1.959964
"""The standard normal's 97.5 per cent point."""

FIELDS: Mapping[str, tuple[str, ...]] = {
    "measure": ("measure",),
    "number": ("low", "best", "high", "open_upper", "denies"),
    "hedge": ("hedge",),
    "victims": ("actor", "status", "group"),
    "claimant": ("claimant_name", "claimant_role", "speaker"),
    "scope": ("scope",),
    "day": ("as_of",),
    "words": ("moved_start", "moved_end"),
    "ties": tuple(tie.value for tie in Tie),
}
"""What a correction is counted under. `interest` is not read from the text, so setting it corrects no reading."""

STOOD = (Standing.ACCEPTED, Standing.CORRECTED, Standing.RETRACTED)
"""A claim that the source took back had been read rightly all the same."""
PERHAPS_CORRECTED = (Standing.CORRECTED, Standing.RETRACTED)

BY: Mapping[str, Combinable] = {
    "": Value(""),
    "month": TruncMonth("report__published"),
    "rule": F("rules"),
    "source": F("report__source"),
    "measure": KT("found__measure"),
    "pipeline": F("report__pipeline_version"),
}
"""What claims can be told apart by; a claim counts under each rule that made it."""


class Interval(NamedTuple):
    """A share between 0 and 1, with the bounds of its 95 % interval."""

    low: float
    high: float


def wilson(part: int, whole: int) -> Interval:
    """The 95 % score interval of a proportion (E. B. Wilson, JASA 22, 1927, pages 209-212). `whole` is above 0."""
    share, square = part / whole, Z95 * Z95
    middle = share + square / (2 * whole)
    reach = Z95 * ((share * (1 - share) + square / (4 * whole)) / whole) ** 0.5
    scale = 1 + square / whole
    return Interval(max(0.0, (middle - reach) / scale), min(1.0, (middle + reach) / scale))


@dataclass(frozen=True, slots=True)
class Share:
    """`part` of `whole` claims."""

    part: int
    whole: int

    @property
    def value(self) -> float | None:
        """Between 0 and 1; None of nothing."""
        return self.part / self.whole if self.whole else None

    @property
    def interval(self) -> Interval | None:
        """Its 95 % interval; None of nothing."""
        return wilson(self.part, self.whole) if self.whole else None

    @property
    def is_telling(self) -> bool:
        """Whether it rests on enough claims to be worth reading."""
        return self.whole >= FEWEST

    def as_json(self) -> dict[str, Any]:
        """The share, its interval and what it is of."""
        low, high = self.interval or (None, None)
        return {"value": self.value, "low": low, "high": high, "part": self.part, "n": self.whole}


@dataclass(slots=True)
class Tally:
    """What became of the claims found (`right`, `corrected`, `rejected`), and how many people `added`.

    `fields` counts the corrected claims by what was wrong in them; a claim counts under each. Where nobody
    can say what was missed, as of one rule, there is no recall.
    """

    right: int = 0
    corrected: int = 0
    rejected: int = 0
    added: int = 0
    has_recall: bool = True
    fields: Counter[str] = field(default_factory=Counter)

    @property
    def found(self) -> int:
        """Claims that the program found."""
        return self.right + self.corrected + self.rejected

    @property
    def stood(self) -> int:
        """Claims that the program found and people let stand, as found or corrected."""
        return self.right + self.corrected

    @property
    def precision(self) -> Share:
        """Lenient: of what the program found, what stood."""
        return Share(self.stood, self.found)

    @property
    def strict_precision(self) -> Share:
        """Of what the program found, what stood exactly as found."""
        return Share(self.right, self.found)

    @property
    def recall(self) -> Share:
        """Of what people counted, what the program had found; of nothing where there is no recall."""
        return Share(self.stood, self.stood + self.added) if self.has_recall else Share(0, 0)

    def as_json(self) -> dict[str, Any]:
        """Counts and shares, under plain names."""
        return {
            "found": self.found,
            "right": self.right,
            "corrected": self.corrected,
            "rejected": self.rejected,
            "missed": self.added if self.has_recall else None,
            "precision": self.precision.as_json(),
            "precision_strict": self.strict_precision.as_json(),
            "recall": self.recall.as_json(),
        }


@dataclass(frozen=True, slots=True)
class Row:
    """The tally of the claims that share a key: a month's first day, a rule, a source's pk, a measure, a version."""

    key: Any
    label: str
    tally: Tally


def rows_by(claims: ClaimQuerySet, by: str) -> list[Row]:
    """A row for each key of BY[by], months in order and the others with most claims first."""
    names = dict(Source.objects.values_list("pk", "name")) if by == "source" else {}
    rows = [Row(key, key_label(key, by, names), tally) for key, tally in tallies(claims, by).items()]
    if by == "month":
        return sorted(rows, key=lambda row: row.key)
    return sorted(rows, key=lambda row: (-row.tally.found, -row.tally.added, row.label))


def key_label(key: Any, by: str, names: Mapping[int, str]) -> str:
    """A key in words."""
    if by == "source":
        return names[key]
    if by == "measure":
        return Measure(key).label
    return f"{key:%Y-%m}" if isinstance(key, date) else str(key or NOT_RECORDED)


def overall(claims: ClaimQuerySet) -> Tally:
    """One tally of all."""
    return tallies(claims, "").get("", Tally())


def whole_and_rows(claims: ClaimQuerySet, by: str) -> tuple[Tally, list[Row]]:
    """The tally of all, and a row for each key of BY[by]. All but rules share no claim, so they add up to the whole."""
    rows = rows_by(claims, by)
    return overall(claims) if by in ("", "rule") else added_up(row.tally for row in rows), rows


def added_up(tallies: Iterable[Tally]) -> Tally:
    """One tally of several that share no claim."""
    whole = Tally()
    for tally in tallies:
        whole.right += tally.right
        whole.corrected += tally.corrected
        whole.rejected += tally.rejected
        whole.added += tally.added
        whole.fields.update(tally.fields)
    return whole


def tallies(claims: ClaimQuerySet, by: str) -> dict[Any, Tally]:
    """A tally for each key of BY[by], in three queries; memory does not grow with the claims."""
    has_recall = by != "rule"  # no rule made what a person added
    found: defaultdict[Any, Tally] = defaultdict(lambda: Tally(has_recall=has_recall))
    sure = found_by_program(claims).filter(standing__in=(Standing.ACCEPTED, Standing.REJECTED))
    for keys, standing, count in count_by_key(sure, by):
        for key in keys:
            if standing == Standing.ACCEPTED:
                found[key].right += count
            else:
                found[key].rejected += count
    for claim, fields in with_corrections(claims, BY[by]):
        for key in keys_of_claim(claim.key, by):  # type: ignore[attr-defined]
            found[key].fields.update(fields)
            found[key].corrected += bool(fields)
            found[key].right += not fields
    if has_recall:
        for keys, _standing, count in count_by_key(added_by_hand(claims), by):
            for key in keys:
                found[key].added += count
    return dict(found)


def count_by_key(claims: ClaimQuerySet, by: str) -> Iterator[tuple[Iterable[Any], str, int]]:
    """Keys, a standing, and how many claims have them."""
    grouped: QuerySet[Any, Any] = claims.order_by().values("standing", key=BY[by]).annotate(count=Count("pk"))
    for each in grouped.iterator():
        yield keys_of_claim(each["key"], by), each["standing"], each["count"]


def keys_of_claim(key: Any, by: str) -> Iterable[Any]:
    """The keys that a claim counts under: each of its rules once, or the one that it has."""
    return dict.fromkeys(key) if by == "rule" else (key,)


def found_by_program(claims: ClaimQuerySet) -> ClaimQuerySet:
    """What the program found and people decided on."""
    return claims.filter(made_by=None).exclude(standing=Standing.PENDING)


def added_by_hand(claims: ClaimQuerySet) -> ClaimQuerySet:
    """What the program missed: added by people, who let it stand."""
    return claims.exclude(made_by=None).filter(standing__in=STOOD)


def with_corrections(claims: ClaimQuerySet, key: Combinable = BY[""]) -> Iterator[tuple[Claim, tuple[str, ...]]]:
    """The claims found that may have been corrected, each with `key` and with the FIELDS that were."""
    actors = ActorNames()
    columns = (name for names in FIELDS.values() for name in names)
    doubtful = found_by_program(claims).filter(standing__in=PERHAPS_CORRECTED).annotate(key=key).order_by("pk")
    numbers = (f"{name}__number" for name in FIELDS["ties"])
    whole = doubtful.select_related(*FIELDS["ties"]).only("found", *columns, *numbers)
    for claim in whole.iterator(chunk_size=2000):
        yield claim, fields_corrected(claim, actors)


def fields_corrected(claim: Claim, actors: ActorNames) -> tuple[str, ...]:
    """The FIELDS in which a claim differs from what was found."""
    found = values_as_found(claim, actors)
    return tuple(
        name for name, columns in FIELDS.items() if any(differs_from_found(claim, found, each) for each in columns)
    )


def differs_from_found(claim: Claim, found: Mapping[str, Any], column: str) -> bool:
    """Whether a column of a claim is not as found. Actors are compared by their keys, without fetching them, and the
    claims that it is tied to by their numbers."""
    if column in FIELDS["ties"]:
        tied, place = getattr(claim, column), claim.found.get(column)
        return (tied.number if tied else None) != (None if place is None else place + 1)
    if column in ("actor", "speaker"):
        actor = found[column]
        return bool(getattr(claim, f"{column}_id") != (actor.pk if actor else None))
    return bool(getattr(claim, column) != found[column])


OUTCOMES: Mapping[str, str] = {
    "found": "found by the program",
    "stood": "found, and let stand",
    "right": "found, and right",
    "corrected": "found, and corrected",
    "rejected": "found, and rejected",
    "missed": "missed, and added by people",
    "counted": "counted by people",
}
"""What a list of claims behind a number can be of."""


def behind(claims: ClaimQuerySet, outcome: str, *, field: str = "", rule: str = "") -> ClaimQuerySet:
    """The claims behind a number, in order of entry: of an outcome, corrected in one of FIELDS, made by one rule."""
    if rule:
        claims = claims.annotate(rules_text=Cast("rules", TextField())).filter(rules_text__contains=json.dumps(rule))
    return with_outcome(claims, "corrected" if field else outcome, field).order_by("report", "number")


def with_outcome(claims: ClaimQuerySet, outcome: str, field: str) -> ClaimQuerySet:
    """The claims of one of OUTCOMES."""
    found = found_by_program(claims)
    if outcome in ("right", "corrected"):
        fields = {claim.pk: names for claim, names in with_corrections(claims)}
        corrected = [pk for pk, names in fields.items() if (field in names if field else names)]
        if outcome == "corrected":
            return found.filter(pk__in=corrected)
        unchanged = [pk for pk, names in fields.items() if not names]
        return found.filter(Q(standing=Standing.ACCEPTED) | Q(pk__in=unchanged))
    return {
        "found": found,
        "stood": found.filter(standing__in=STOOD),
        "rejected": found.filter(standing=Standing.REJECTED),
        "missed": added_by_hand(claims),
        "counted": claims.filter(standing__in=STOOD),
    }[outcome]
