"""Who said what, as a matrix: a row for each origin, a column for each measure and population."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from incidents.charts.frame import FIGURE_COLUMNS, FILE, HIGH_IS_OPEN, Cell, Chart, Column, Line, high_cell
from incidents.claimants import same_origin
from incidents.filters.as_of import AsOf
from incidents.models import Claim, Estimate
from incidents.pages.incident.figures import DROPPED, ClaimStanding, claim_key, population_order, standings_of
from incidents.phrases import how_many
from incidents.vocabulary import Measure, Scope, Standing

COLUMNS = (
    Column("origin", "Origin"),
    Column("grade", "Grade", meaning="Of its best source, from A to E; F: cannot be judged"),
    Column("reports", "Reports", is_number=True),
    Column("measure", "Measure"),
    Column("population", "Population"),
    Column("is_latest", "Latest"),
    *FIGURE_COLUMNS,
    HIGH_IS_OPEN,
    Column("denies", "Denies", only=FILE),
    Column("interest", "Interest"),
    Column("covers", "Covers", only=FILE),
    Column("standing", "In the estimate"),
    Column("published", "Published", only=FILE),
    Column("of_day", "Speaks of", only=FILE),
    Column("words", "Words", only=FILE),
    Column("claim", "Claim", only=FILE),
)
SHORT = {
    "supersession": "replaced",
    "independence": "copy",
    "counting": "left out",
    "tiers": "claimed",
    "staleness": "overtaken",
    "words": "a word",
}
"""Why a claim was dropped, by the step that dropped it, in as few words as a cell has room for."""


@dataclass(frozen=True, slots=True)
class Said:
    """One claim in a cell. `short` is its standing in a word or two, `why` the whole reason where it was dropped."""

    claim: Claim
    standing: ClaimStanding
    step: str = ""

    @property
    def short(self) -> str:
        if self.claim.scope == Scope.LARGER:
            return "more than it"
        words = SHORT.get(self.step, "left out") if self.is_dropped else self.standing.words
        return f"part: {words}" if self.claim.scope == Scope.PART else words

    @property
    def why(self) -> str:
        return self.standing.words if self.is_dropped else ""

    @property
    def is_dropped(self) -> bool:
        return self.standing.kind == DROPPED

    @property
    def is_replaced(self) -> bool:
        return self.step == "supersession"

    @property
    def letter(self) -> str:
        return self.standing.interest.label[0].upper()

    @property
    def day(self) -> date:
        return self.claim.as_of or self.claim.report.published

    @property
    def rank(self) -> tuple[bool, bool, date, date, int]:
        """What makes it the figure that its origin stands by: it moves a number, is of the whole, is the latest."""
        is_whole = self.claim.scope == Scope.WHOLE
        return not self.is_dropped, is_whole, self.day, self.claim.report.published, self.claim.pk


@dataclass(slots=True)
class CellOfOrigin:
    """What an origin says of one measure and population: what it stands by, and what else it said, newest first."""

    latest: Said
    others: list[Said] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class HeadOfColumn:
    """A measure and population, with the figure that stands; None where no claim of it counts."""

    measure: Measure
    population: str
    key: tuple[str, str]
    estimate: Estimate | None


@dataclass(frozen=True, slots=True)
class RowOfOrigin:
    """An origin, the best grade of those that publish it, and a cell or None for each column."""

    name: str
    grade: str
    grade_words: str
    reports: int
    cells: Sequence[CellOfOrigin | None]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Who said what; `measures` are the columns by measure, each with how many it spans."""

    columns: Sequence[HeadOfColumn]
    rows: Sequence[RowOfOrigin]

    @property
    def measures(self) -> list[tuple[Measure, int]]:
        return [(measure, len(list(same))) for measure, same in groupby(self.columns, key=lambda one: one.measure)]


def matrix_of(claims: Iterable[Claim], estimates: Sequence[Estimate]) -> Matrix | None:
    """The matrix of the claims that nobody rejected; None where there are none. Origins by their first claim."""
    told = [claim for claim in claims if claim.standing != Standing.REJECTED]
    if not told:
        return None
    standings = standings_of(told, estimates)
    steps = {one["claim"]: one["step"] for each in estimates for one in each.dropped}
    columns = columns_of(told, {(one.measure, one.population_key): one for one in estimates})
    by_origin: dict[str, list[Claim]] = {}
    for claim in told:
        by_origin.setdefault(same_origin(claim.origin), []).append(claim)
    said = {claim.pk: Said(claim, standings[claim.pk], steps.get(claim.pk, "")) for claim in told}
    return Matrix(columns, [voice_row(own, said, columns) for own in by_origin.values()])


def columns_of(claims: Iterable[Claim], estimates: Mapping[tuple[str, str], Estimate]) -> list[HeadOfColumn]:
    measures = list(Measure)
    first = {claim_key(claim): claim for claim in claims}
    in_order = sorted(
        first.values(), key=lambda claim: (measures.index(Measure(claim.measure)), population_order(claim))
    )
    return [
        HeadOfColumn(Measure(claim.measure), claim.population_label, claim_key(claim), estimates.get(claim_key(claim)))
        for claim in in_order
    ]


def voice_row(claims: Sequence[Claim], said: Mapping[int, Said], columns: Sequence[HeadOfColumn]) -> RowOfOrigin:
    best = min((claim.report.source for claim in claims), key=lambda source: source.reliability)
    return RowOfOrigin(
        name=claims[0].origin,
        grade=best.reliability,
        grade_words=best.get_reliability_display(),
        reports=len({claim.report_id for claim in claims}),
        cells=[voice_cell([said[claim.pk] for claim in claims if claim_key(claim) == one.key]) for one in columns],
    )


def voice_cell(said: Sequence[Said]) -> CellOfOrigin | None:
    if not said:
        return None
    latest, *others = sorted(said, key=lambda each: each.rank, reverse=True)
    return CellOfOrigin(latest, sorted(others, key=lambda each: (each.day, each.claim.pk), reverse=True))


def origins_chart(matrix: Matrix, as_of: AsOf, *, of: str, csv: str) -> Chart:
    """The matrix in the frame of all charts: it is its own figure, so that only its lines and its file are here."""
    lines = [
        voice_claim_line(row, head, said, as_of, is_latest=said is cell.latest)
        for row in matrix.rows
        for head, cell in zip(matrix.columns, row.cells, strict=True)
        if cell
        for said in (cell.latest, *cell.others)
    ]
    return Chart(
        name=f"origins-{of}",
        title="Claims by origin",
        figure=None,
        takeaway="What each origin says of whom, its latest figure first.",
        table_title="Claims by origin, a row each",
        columns=COLUMNS,
        lines=lines,
        n=how_many(len(matrix.rows), "origin"),
        csv=csv,
    )


def voice_claim_line(row: RowOfOrigin, head: HeadOfColumn, said: Said, as_of: AsOf, *, is_latest: bool) -> Line:
    """One claim as a row of the file. Where the words give no number, neither does the row."""
    claim, standing = said.claim, said.standing
    has_figure = standing.has_figure and not claim.denies
    nobody = 0 if claim.denies else None
    best = claim.best if has_figure else nobody
    return Line(
        (
            row.name,
            row.grade,
            row.reports,
            head.measure.label,
            head.population,
            is_latest,
            claim.low if has_figure else nobody,
            Cell(best, standing.best if has_figure else "denied" if claim.denies else "no figure"),
            high_cell(claim.figure) if has_figure else nobody,
            has_figure and claim.figure.is_open,
            claim.denies,
            standing.interest.label,
            standing.scope.label,
            f"dropped: {standing.words}" if said.is_dropped else standing.words,
            claim.report.published,
            claim.as_of,
            claim.words,
            claim.pk,
        ),
        as_of.keep(claim.get_absolute_url()),
    )
