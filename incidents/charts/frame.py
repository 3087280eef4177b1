"""A chart as a page shows it: the figure, a sentence on what to see, and the same numbers as a table and a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from plotly import graph_objects as go

from incidents.charts.figures.common import as_text
from incidents.figure import Figure

Value = str | int | float | date | datetime | None
PAGE, FILE = "page", "file"


@dataclass(frozen=True, slots=True)
class Cell:
    """A value, and how the page says it where it says it otherwise: 20 as "20+"."""

    value: Value
    text: str


def high_cell(figure: Figure) -> int | Cell | None:
    """A high end, said to be open where it is; None where nobody gives a figure."""
    if not figure.is_open:
        return figure.high
    return Cell(None, "open") if figure.high is None else Cell(figure.high, f"{figure.high:,}{figure.plus}")


def figure_cells(figure: Figure) -> tuple[int | None, int | None, int | Cell | None]:
    """Low, best and high, as most tables and files have them."""
    return figure.low, figure.best, high_cell(figure)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `name` in the file, `label` on the page; `only` names the one of the two that has it.

    In a column of numbers None is said to be no figure; in others it is left empty.
    """

    name: str
    label: str
    is_number: bool = False
    only: str = ""
    meaning: str = ""


FIGURE_COLUMNS = (
    Column("low", "Low", is_number=True),
    Column("best", "Best", is_number=True),
    Column("high", "High", is_number=True),
)
HIGH_IS_OPEN = Column("high_is_open", "High is open", only=FILE)


@dataclass(frozen=True, slots=True)
class Line:
    """One row, with the way to what it stands for: its first cell on the page leads there."""

    cells: Sequence[Value | Cell]
    url: str = ""


@dataclass(frozen=True, slots=True)
class Caption:
    """What all charts of a page are drawn from: said below each, on its pictures and in its files.

    `policy` is empty where none has a part in the numbers.
    """

    filter: str
    policy: str
    known_on: str
    is_replay: bool = False

    @property
    def as_of(self) -> str:
        return f"{'as known on' if self.is_replay else 'as of'} {self.known_on}"

    def said_of(self, n: str) -> str:
        """All of it in one line, as pictures have it; `n` is what a chart counts."""
        policy = f"policy {self.policy}" if self.policy else ""
        parts = (f"{self.filter[:1].upper()}{self.filter[1:]}", policy, self.as_of, f"n = {n}")
        return " · ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Chart:
    """A figure and its numbers. `name`, its own on the page, names its files; without a `figure` nothing is drawn."""

    name: str
    title: str
    figure: go.Figure | None
    takeaway: str
    table_title: str
    columns: Sequence[Column]
    lines: Sequence[Line]
    n: str
    """How many it is drawn from, in words: "12 incidents"."""
    csv: str = ""
    """The address of the file with all rows."""
    note: str = ""
    """How to read it, and where its marks lead."""
    numbers_at: str = ""
    """The id of the page's own table, where that has these numbers already; `lines` are then left out of the page."""
    kind: str = ""
    """How much room it takes: `map` for a map, `calendar` for a calendar, `short` for no more than it needs."""

    @property
    def has_table(self) -> bool:
        """Whether the page shows the numbers as a table beside the figure."""
        return bool(self.lines) and not self.numbers_at

    @property
    def json(self) -> str:
        return as_text(self.figure) if self.figure else ""
