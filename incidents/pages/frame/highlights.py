"""A report's text cut into runs, each with the marks that lie on it: what a template needs to highlight it.

Marks may overlap in any way; a run is the longest stretch that the same marks cover. Positions are
code points of the text, as extraction counts them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any

from incidents.models import Claim, Report
from incidents.workflow.standing.groups import Group, Groups

CLAIM, CLAIMANT, PLACE, DATE, LEFT_OUT, FOUND_AT = "claim", "claimant", "place", "date", "left-out", "found-at"
FURNITURE = "furniture"


@dataclass(frozen=True, slots=True)
class Mark:
    """Something found at `start` to `end`. `claims` are the claims it belongs to; `note` says what it is."""

    kind: str
    start: int
    end: int
    claims: tuple[Claim, ...] = ()
    note: str = ""

    @property
    def length(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Run:
    """Words that the same marks cover, shortest mark first; `begins` are the claims whose words start here."""

    text: str
    start: int
    marks: tuple[Mark, ...] = ()
    begins: tuple[Claim, ...] = ()
    opens: Group | None = None
    """The group of the report that begins here."""

    @property
    def claim(self) -> Claim | None:
        """The claim that gives the run its colour: that with the fewest words around it."""
        return next((mark.claims[0] for mark in self.marks if mark.kind == CLAIM), None)

    @property
    def claim_ids(self) -> str:
        """Keys of all claims whose words these are, as an attribute holds them."""
        return " ".join(str(mark.claims[0].pk) for mark in self.marks if mark.kind == CLAIM)

    @property
    def quoted_for(self) -> str:
        """Keys of the claims whose claimant is named here."""
        return " ".join(str(claim.pk) for mark in self.marks if mark.kind == CLAIMANT for claim in mark.claims)

    @property
    def kinds(self) -> str:
        """Class names, one for each kind of mark."""
        return " ".join(dict.fromkeys(f"words--{mark.kind}" for mark in self.marks))

    @property
    def left_out(self) -> str:
        """Why a number here is no claim; nothing where a claim lies on the same words."""
        if self.claim:
            return ""
        return next((mark.note for mark in self.marks if mark.kind == LEFT_OUT), "")

    @property
    def notes(self) -> str:
        """What is found here, in words."""
        if all(mark.kind == FURNITURE for mark in self.marks):
            return f"no part of the report: {self.marks[0].note}" if self.marks else ""
        return "; ".join(mark.note for mark in self.marks if mark.note and mark.kind != LEFT_OUT)


@dataclass(frozen=True, slots=True)
class Block:
    """Paragraphs in a row that are all of the report, or all furniture of its page; `whys` say what furniture."""

    paragraphs: tuple[list[Run], ...]
    whys: tuple[str, ...] = ()

    @property
    def is_folded(self) -> bool:
        """Whether it is furniture, of so many lines that it is shown on demand; never where a claim lies in it."""
        claimed = any(run.claim for paragraph in self.paragraphs for run in paragraph)
        return bool(self.whys) and len(self.paragraphs) > MOST_LINES and not claimed

    @property
    def start(self) -> int:
        return self.paragraphs[0][0].start

    @property
    def end(self) -> int:
        last = self.paragraphs[-1][-1]
        return last.start + len(last.text)


MOST_LINES = 3
"""Lines of furniture that are shown as they stand; more are folded."""


def paragraphs(report: Report, claims: Sequence[Claim], groups: Groups | None = None) -> list[Block]:
    """The report's text in blocks of paragraphs of runs; blank lines fall away. Each of several groups begins a run."""
    several = list(groups or ()) if groups and groups.are_several else []
    events = [group.event for group in several] or [report.found.get("event") or {}]
    marks = marks_in_report(report, claims, events)
    runs = list(cut_into_runs(report.text, marks, {one.start: one for one in several}))
    lines = [line for line in split_at_lines(runs) if any(run.text.strip() for run in line)]
    return [
        Block(tuple(block), tuple(dict.fromkeys(why for line in block for why in whys_of_furniture(line))))
        for _, block in (
            (is_whole, list(group)) for is_whole, group in groupby(lines, lambda line: bool(whys_of_furniture(line)))
        )
    ]


def whys_of_furniture(line: Sequence[Run]) -> list[str]:
    """Why a whole paragraph is furniture; nothing where any word of it is the report."""
    told = [[mark.note for mark in run.marks if mark.kind == FURNITURE] for run in line if run.text.strip()]
    return [why for whys in told for why in whys] if all(told) else []


def marks_in_report(report: Report, claims: Sequence[Claim], events: Iterable[Mapping[str, Any]]) -> list[Mark]:
    """Everything found in a report that has words: claims, where they were found first, claimants, place, date, numbers
    left out."""
    marks = [Mark(CLAIM, claim.words_start, claim.words_end, (claim,)) for claim in claims]
    marks += claimant_marks(claims)
    marks += [Mark(FOUND_AT, claim.start, claim.end, (), moved_from(claim)) for claim in claims if claim.is_moved]
    for event in events:
        place = event.get("place") or {}
        where = ", ".join(dict.fromkeys(filter(None, (place.get("name"), place.get("admin1"), place.get("country")))))
        marks += mark_at(place.get("span"), PLACE, f"where: {where}")
        marks += mark_at(event.get("date_span"), DATE, f"when: {event.get('date_start')}")
    for stretch in report.found.get("furniture") or ():
        marks += mark_at(stretch["span"], FURNITURE, stretch["why"])
    for number in report.found.get("not_claims") or ():
        marks += mark_at(number["span"], LEFT_OUT, number["reason"])
    return marks


def claimant_marks(claims: Iterable[Claim]) -> list[Mark]:
    """One mark for each stretch that names a claimant, with all claims that it is quoted for."""
    quoted: dict[tuple[int, int], list[Claim]] = {}
    for claim in claims:
        if claim.claimant_start is not None and claim.claimant_end is not None:
            quoted.setdefault((claim.claimant_start, claim.claimant_end), []).append(claim)
    return [Mark(CLAIMANT, *span, tuple(spoken), "says it") for span, spoken in quoted.items()]


def moved_from(claim: Claim) -> str:
    """What is said at words where a claim was found that a person moved since."""
    return f"a claim was found here and moved: {claim.get_measure_display()}, {claim.population_label}"


def mark_at(span: Any, kind: str, note: str) -> list[Mark]:
    """A mark where there are words to mark."""
    return [Mark(kind, span[0], span[1], (), note)] if span else []


def cut_into_runs(text: str, marks: Iterable[Mark], opens: Mapping[int, Group] | None = None) -> Iterator[Run]:
    """Cut `text` wherever a mark begins or ends, or a group opens; the runs joined give the text again."""
    opens = opens or {}
    inside = [mark for mark in marks if 0 <= mark.start < mark.end <= len(text)]
    opening: dict[int, list[Mark]] = {}
    for mark in inside:
        opening.setdefault(mark.start, []).append(mark)
    cuts = sorted({0, len(text), *opening, *opens, *(mark.end for mark in inside)})
    covering: list[Mark] = []
    for start, end in pairwise(cuts):
        fresh = opening.get(start, [])
        covering = sorted([mark for mark in covering if mark.end > start] + fresh, key=lambda mark: mark.length)
        begins = tuple(mark.claims[0] for mark in fresh if mark.kind == CLAIM)
        yield Run(text[start:end], start, tuple(covering), begins, opens.get(start))


def split_at_lines(runs: Iterable[Run]) -> Iterator[list[Run]]:
    """Runs in groups, a new one after each line end; a run that goes over a line end is cut there."""
    line: list[Run] = []
    for run in runs:
        start = run.start
        for number, piece in enumerate(run.text.split("\n")):
            if number:
                yield line
                line = []
            if piece:
                first = number == 0
                line.append(Run(piece, start, run.marks, run.begins if first else (), run.opens if first else None))
            start += len(piece) + 1
    yield line
