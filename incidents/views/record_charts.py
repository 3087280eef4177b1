"""The charts of the records of sources and claimants, and the same numbers as files."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from incidents.charts.figures import ratios_over_time
from incidents.charts.frame import Caption, Chart, Column, Line
from incidents.charts.rows import RatioMark
from incidents.charts.series import records as series
from incidents.forms.as_of import AsOf
from incidents.models import Source
from incidents.models.outcome import OutcomeQuerySet
from incidents.phrases import how_many
from incidents.workflow.record import Summary

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


def record_caption(name: str, as_of: AsOf) -> Caption:
    """What the chart of one voice is drawn from; what is accepted stands as the record has it today."""
    return Caption(f"figures of {name}", policy="", known_on=as_of.label, is_replay=as_of.is_replay)


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


def source_csv_address(source: Source, as_of: AsOf) -> str:
    return as_of.keep(reverse("source-csv", args=[source.pk]))


def claimant_csv_address(key: str, as_of: AsOf) -> str:
    return as_of.keep(f"{reverse('claimant-csv')}?{urlencode({'name': key})}")
