"""The charts of the records of sources and claimants, and the same numbers as files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from incidents.charts.figures import ratios_by_voice, ratios_over_time
from incidents.charts.frame import FILE, Caption, Chart, Column, Line
from incidents.charts.rows import RatioMark, VoiceMark
from incidents.charts.series import records as series
from incidents.filters.as_of import AsOf
from incidents.filters.records import OutcomeFilter, RecordFilter
from incidents.models import Source
from incidents.models.outcome import OutcomeQuerySet
from incidents.phrases import how_many
from incidents.workflow.figures.record import FEWEST, Summary

FIGURES = (
    Column("first_said", "First said"),
    Column("incident", "Incident"),
    Column("measure", "Measure"),
    Column("whose", "Whose"),
    Column("said_by", "Who says so"),
    Column("interest", "Interest"),
    Column("first", "First", is_number=True),
    Column("accepted", "Accepted", is_number=True),
    Column("ratio", "Ratio", is_number=True),
    Column("withdrawn", "Withdrawn"),
)
"""What is drawn of one record: a row for each figure that has a ratio to the accepted one."""


def record_caption(form: OutcomeFilter, name: str, as_of: AsOf) -> Caption:
    """What the chart of one voice is drawn from; what is accepted stands as the record has it today."""
    return Caption(form.filter_words(name), policy="", known_on=as_of.label, is_replay=as_of.is_replay)


def figures_chart(name: str, summary: Summary, marks: Sequence[RatioMark], csv: str) -> Chart:
    """The first figures of one voice against the accepted ones; `marks` are the newest of those that have a ratio."""
    drawable = summary.with_ratio
    newest = f", the newest of {drawable:,}" if len(marks) < drawable else ""
    return Chart(
        name="first-figures-and-accepted",
        title=f"First figures of {name} against the accepted ones",
        figure=ratios_over_time(marks) if marks else None,
        takeaway=f"The first figure was typically {summary.first_words} the accepted one (dashed line).",
        table_title="First figures and accepted ones",
        columns=FIGURES,
        lines=[figure_line(mark) for mark in marks],
        n=f"{how_many(len(marks), 'figure')}{newest}",
        csv=csv,
        note="The scale is logarithmic: as far up for twice as down for half. Hollow marks were taken back.",
        numbers_at="figures",
    )


def figure_line(mark: RatioMark) -> Line:
    what = (mark.measure, mark.population, mark.origin, mark.interest.label)
    numbers = (mark.first, mark.final, round(mark.ratio, 4))
    return Line((mark.at.date(), mark.incident, *what, *numbers, mark.withdrawn), mark.url)


def all_figures(name: str, summary: Summary, outcomes: OutcomeQuerySet[Any]) -> Chart:
    """The same without limit, for its file."""
    return figures_chart(name, summary, series.ratio_marks(outcomes, most=None), "")


# --- Many voices beside each other ----------------------------------------------------------------------

MOST_VOICES = 20
"""How many voices are drawn: those of which most figures were compared."""
VOICES = (
    Column("name", "Name"),
    Column("grade", "Grade", only=FILE),
    Column("figures", "Figures", is_number=True),
    Column("compared", "Compared", is_number=True),
    Column("first_ratio", "Median of first ÷ accepted", is_number=True),
    Column("first_ratio_lower_quartile", "Lower quartile", is_number=True),
    Column("first_ratio_upper_quartile", "Upper quartile", is_number=True),
    Column("first", "First", is_number=True),
    Column("alone", "Alone", is_number=True),
    Column("raised", "Raised", is_number=True),
    Column("lowered", "Lowered", is_number=True),
    Column("withdrawn", "Withdrawn", is_number=True),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list: whose record, where it is shown, and what it comes to."""

    name: str
    address: str
    summary: Summary
    source: Source | None = None


def voices_chart(rows: Sequence[Row], kind: str, csv: str) -> Chart | None:
    """How near the first figures of a page of names came; None where fewer than two have enough to tell."""
    telling = [row for row in rows if row.summary.is_telling]
    if len(telling) < 2:
        return None
    most = sorted(telling, key=lambda row: (-row.summary.compared, row.name))[:MOST_VOICES]
    drawn = sorted(most, key=lambda row: (row.summary.first_ratio or 0, row.name))
    title = f"First figures of {kind}s against the accepted ones"
    return Chart(
        name=f"first-figures-of-{kind}s",
        title=title,
        figure=ratios_by_voice([voice_mark(row) for row in drawn]),
        takeaway=f"From {drawn[0].name} ({drawn[0].summary.first_words}) to {drawn[-1].name} "
        f"({drawn[-1].summary.first_words}), by the median.",
        table_title=title,
        columns=VOICES,
        lines=[voice_line(row) for row in drawn],
        n=f"{len(drawn):,} of {how_many(len(rows), kind)}",
        csv=csv,
        note=voices_note(len(rows) - len(telling), len(telling) - len(drawn)),
        kind="short",
    )


def voices_note(too_few: int, left_out: int) -> str:
    """How to read the chart, and who is not on it."""
    said = [
        "Marks are medians, whiskers the middle half, on a logarithmic scale; the dashed line is the accepted figure."
    ]
    if too_few:
        said.append(f"{too_few:,} with fewer than {FEWEST} compared figures have no median.")
    if left_out > 0:
        said.append(f"{left_out:,} more, with fewer compared figures, are in the list only.")
    return " ".join(said)


def voice_mark(row: Row) -> VoiceMark:
    lower, upper = row.summary.first_quarters or (0.0, 0.0)
    ratio = row.summary.first_ratio or 0.0
    return VoiceMark(row.name, ratio, lower, upper, row.summary.compared, f"{row.address}show=compared#figures")


def voice_line(row: Row) -> Line:
    summary = row.summary
    quarters = summary.first_quarters or (None, None)
    ratios = (None if each is None else round(each, 4) for each in (summary.first_ratio, *quarters))
    counts = (summary.first, summary.alone, summary.raised, summary.lowered, summary.withdrawn)
    grade = row.source.reliability if row.source else None
    return Line(
        (row.name, grade, summary.figures, summary.compared, *ratios, *counts), f"{row.address}show=compared#figures"
    )


def all_voices(rows: Sequence[Row], kind: str) -> Chart:
    """Every name of a list, for its file."""
    title = f"Records of {kind}s"
    lines = [voice_line(row) for row in rows]
    return Chart(f"{kind}s", title, None, "", title, VOICES, lines, how_many(len(rows), kind))


def voices_caption(form: RecordFilter, kind: str, as_of: AsOf) -> Caption:
    return Caption(form.filter_words(kind), policy="", known_on=as_of.label, is_replay=as_of.is_replay)
