"""What a page shows of its charts, read from its HTML as a browser gets it: figures as JSON, tables as rows."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

Row = dict[str, str]


@dataclass(slots=True)
class ShownChart:
    """A chart on a page. `rows` are those of its table, by the labels of their columns."""

    figure: dict[str, Any] = field(default_factory=dict)
    head: list[str] = field(default_factory=list)
    cells: list[list[str]] = field(default_factory=list)

    @property
    def rows(self) -> list[Row]:
        return [dict(zip(self.head, row, strict=True)) for row in self.cells]

    def traces(self, kind: str) -> list[dict[str, Any]]:
        """The traces of a kind: "bar", "scatter"."""
        return [trace for trace in self.figure["data"] if trace["type"] == kind]


def charts_of(html: str) -> dict[str, ShownChart]:
    """The charts of a page by name, in its order."""
    reader = ChartReader()
    reader.feed(html)
    return reader.charts


def number(words: str) -> int | None:
    """A number as a table says it: "1,204", "20+"; None where there is no figure."""
    return None if words in ("", "no figure") else int(words.replace(",", "").rstrip("+"))


class ChartReader(HTMLParser):
    """Reads `_chart.html` wherever it stands in a page."""

    def __init__(self) -> None:
        super().__init__()
        self.charts: dict[str, ShownChart] = {}
        self.chart = ShownChart()
        self.is_in_numbers = False
        self.said: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "figure" and "data-name" in given:
            self.chart = self.charts[given["data-name"] or ""] = ShownChart()
        elif tag == "details":
            self.is_in_numbers = given.get("class") == "chart__numbers"
        elif tag == "tr" and self.is_in_numbers:
            self.chart.cells.append([])
        elif tag == "template" or (tag in ("th", "td") and self.is_in_numbers):
            self.said = []

    def handle_data(self, data: str) -> None:
        if self.said is not None:
            self.said.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "thead" and self.is_in_numbers:
            self.chart.head = self.chart.cells.pop()
        elif tag == "details":
            self.is_in_numbers = False
        if self.said is None or tag not in ("template", "th", "td"):
            return
        words, self.said = "".join(self.said).strip(), None
        if tag == "template":
            self.chart.figure = json.loads(words)
        else:
            self.chart.cells[-1].append(words)
