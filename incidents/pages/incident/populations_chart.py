"""The chart of whose losses the figures of one incident are: figure, table and file."""

from __future__ import annotations

from collections.abc import Sequence

from incidents.charts.figures import populations
from incidents.charts.frame import FIGURE_COLUMNS, FILE, HIGH_IS_OPEN, PAGE, Cell, Chart, Column, Line, high_cell
from incidents.charts.rows import PopulationRow
from incidents.phrases import how_many

COLUMNS = (
    Column("population", "Whose losses"),
    Column("level", "Level", only=FILE),
    Column("measure", "Measure"),
    *FIGURE_COLUMNS,
    HIGH_IS_OPEN,
    Column("is_group", "Group", only=FILE),
    Column("set_by_hand", "Set by hand", only=FILE),
    Column("flags", "Flags"),
    Column("remark", "", only=PAGE),
)


def populations_chart(rows: Sequence[PopulationRow], *, of: str, csv: str) -> Chart | None:
    """Whose losses; None where nobody tells anybody apart."""
    if not rows:
        return None
    return Chart(
        name=f"populations-{of}",
        title="Whose losses",
        figure=populations(rows),
        takeaway=sentence_on_populations(rows),
        table_title="Whose losses: best figure and reported range for each population",
        columns=COLUMNS,
        lines=[population_line(row) for row in rows],
        n=how_many(sum(not row.is_rest for row in rows), "figure"),
        csv=csv,
        note="Children, women and other groups (diamonds) overlap with the others and are never added up. "
        "A triangle: or more. Each dot leads to how its figure came about.",
    )


def sentence_on_populations(rows: Sequence[PopulationRow]) -> str:
    """How many of the first measure with such a rest nobody tells apart; else what is told of whom."""
    rest = next((row for row in rows if row.is_rest), None)
    whole = next((row for row in rows if rest and row.measure is rest.measure), None)
    if rest is None or whole is None or rest.best is None or whole.best is None:
        return "What is told of those within the whole."
    return f"Of {whole.best:,} {rest.measure.label}, nobody tells apart who {rest.best:,} were."


def population_line(row: PopulationRow) -> Line:
    remark = "group, never added up" if row.is_group else "set by hand" if row.by_hand else ""
    name = f"{'– ' * row.depth}{row.label}"
    unsaid = Cell(None, "") if row.is_rest else None
    return Line(
        (
            Cell(row.label, name),
            row.depth,
            row.measure.label,
            unsaid if row.low is None else row.low,
            row.best,
            unsaid if row.high is None else high_cell(row.figure),
            row.figure.is_open,
            row.is_group,
            row.by_hand,
            row.flags,
            remark,
        ),
        row.url,
    )
