"""How far readers agree month by month, as a chart, and the whole table of agreement as a file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.utils import timezone

from incidents.charts.figures import shares_over_time
from incidents.charts.frame import Caption, Chart, Column, Line
from incidents.charts.quality import share_mark
from incidents.charts.rows import ShareMark
from incidents.filters.days import DaysFilter
from incidents.pages.second_reading.agreement_rows import Row
from incidents.phrases import how_many, went_words
from incidents.workflow.quality.measures import Share

COLUMNS = (
    Column("group", "Group"),
    Column("who_or_when", "Who, when"),
    Column("field", "Field"),
    Column("alpha", "Alpha", is_number=True),
    Column("equal_share", "Share of equal answers", is_number=True),
    Column("equal", "Equal answers", is_number=True),
    Column("compared", "Compared", is_number=True),
)
TITLE = "Share of equal answers by month"


def agreement_caption(sees_the_desk: bool, form: DaysFilter) -> Caption:
    said = "all pairs of readers" if sees_the_desk else "the pairs that you are one of"
    return Caption(
        "; ".join(filter(None, (said, form.filter_words))), policy="", known_on=timezone.localdate().isoformat()
    )


def months_chart(months: Sequence[Row], csv: str = "") -> Chart | None:
    """The share of equal answers over all fields, oldest month first; None where there are not two months."""
    marks = [mark for mark in map(month_mark, reversed(months)) if mark]
    if len(marks) < 2:
        return None
    return Chart(
        name="agreement-by-month",
        title=TITLE,
        figure=shares_over_time({"equal answers, all fields": marks}),
        takeaway=went_words("Equal answers", *((mark.label, mark.value) for mark in (marks[0], marks[-1]))),
        table_title=TITLE,
        columns=COLUMNS,
        lines=(),
        n=how_many(sum(mark.whole for mark in marks), "answer") + " compared",
        csv=csv,
        note="By the month in which the second reading was finished; the band is the 95 % interval (Wilson). "
        "Equal by chance counts too: alpha, in the table, takes that away.",
        numbers_at="agreement-table",
    )


def month_mark(row: Row) -> ShareMark | None:
    """The mark of one month; None where nothing was compared."""
    share = Share(sum(cell.agreement.equal for cell in row.cells), row.units)
    year, month = map(int, row.label.split("-"))
    return share_mark(share, label=row.label, first=date(year, month, 1), url=row.address)


def agreement_table(groups: Iterable[tuple[str, Sequence[Row]]]) -> Chart:
    """Every cell of the table as a row of its file; `groups` are its parts by name."""
    lines = [line for name, rows in groups for row in rows for line in agreement_lines(name, row)]
    return Chart("agreement", TITLE, None, "", TITLE, COLUMNS, lines, how_many(len(lines), "row"))


def agreement_lines(group: str, row: Row) -> list[Line]:
    found = [cell.agreement for cell in row.cells]
    return [
        Line(
            (
                group,
                row.label,
                each.field.name,
                round_share(each.alpha),
                round_share(each.share),
                each.equal,
                each.units,
            )
        )
        for each in found
    ]


def round_share(number: float | None) -> float | None:
    return None if number is None else round(number, 4)
