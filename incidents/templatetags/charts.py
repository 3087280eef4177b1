"""The numbers of a chart as rows of a table: written here, for a template is slow for thousands of cells."""

from __future__ import annotations

from datetime import datetime

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from incidents.charts.frame import FILE, Caption, Cell, Chart, Column, Line, Value

register = template.Library()

MOST_LINES = 1000
"""How many rows a page carries; its file has all."""


@register.filter
def columns_shown(chart: Chart) -> list[Column]:
    """The columns that the page has."""
    return [column for column in chart.columns if column.only != FILE]


@register.filter
def lines_left_out(chart: Chart) -> int:
    """How many rows only the file has."""
    return max(0, len(chart.lines) - MOST_LINES)


@register.simple_tag
def said_of(caption: Caption, chart: Chart) -> str:
    """What a chart is drawn from, in one line for its pictures."""
    return caption.said_of(chart.n)


@register.simple_tag
def chart_rows(chart: Chart) -> SafeString:
    """The rows of a chart's table, escaped; the first cell of each is its head and leads to what it stands for."""
    shown = [(at, column) for at, column in enumerate(chart.columns) if column.only != FILE]
    return mark_safe("".join(cells_of_line(line, shown) for line in chart.lines[:MOST_LINES]))


def cells_of_line(line: Line, shown: list[tuple[int, Column]]) -> str:
    cells = [(words_in_cell(line.cells[at]), column.is_number) for at, column in shown]
    first = escape(cells[0][0])
    head = f'<a href="{escape(line.url)}">{first}</a>' if line.url else first
    rest = "".join(cell_markup(words, is_number) for words, is_number in cells[1:])
    return f'<tr><th scope="row">{head}</th>{rest}</tr>'


def cell_markup(words: str, is_number: bool) -> str:
    if not is_number:
        return f"<td>{escape(words)}</td>"
    return f'<td class="number">{escape(words)}</td>' if words else '<td class="number soft">no figure</td>'


def words_in_cell(cell: Value | Cell) -> str:
    """A cell as the page says it; empty for None."""
    if isinstance(cell, Cell):
        return cell.text
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, int):
        return f"{cell:,}"
    if isinstance(cell, float):
        return f"{cell:,.2f}".rstrip("0").rstrip(".")
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d}"
    return str(cell)
