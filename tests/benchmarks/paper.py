"""What a PDF document costs once its program is warm: processor time and bytes."""

from __future__ import annotations

import time
from collections.abc import Iterator
from statistics import median

from incidents.paper import Chart, Column, Document, Link, Paragraph, Section, Table, to_pdf
from tests.benchmarks.figure import Figure
from tests.paper.figures import FIGURES

MOST_SECONDS, MOST_KB = 1, 500
ROUNDS = 5
ROWS = 100
DOCUMENTS = {"incident": ("claims", "district"), "record": ("periods_many", "incidents")}
"""The figures of each briefing, as full as they are drawn."""


def measure() -> Iterator[Figure]:
    for name, charts in DOCUMENTS.items():
        to_pdf(document(name, charts))
        taken, sizes = zip(*(cost(document(f"{name} {number}", charts)) for number in range(ROUNDS)), strict=True)
        against = f"a briefing with its charts and a table of {ROWS} rows, warm"
        yield Figure(f"paper.{name}.cpu_seconds", median(taken), "s", against, MOST_SECONDS)
        yield Figure(f"paper.{name}.kilobytes", max(sizes), "KB", against, MOST_KB)


def cost(printed: Document) -> tuple[float, float]:
    start = time.process_time()
    pages = to_pdf(printed)
    return time.process_time() - start, len(pages) / 1024


def document(title: str, charts: tuple[str, ...]) -> Document:
    """No two have the same words, so that nothing of one is kept for the next."""
    columns = [Column("Origin"), Column("Words"), Column("Best", is_number=True), Column("In the estimate")]
    rows = [
        [f"{title}, witness {number}", Link("“12 bodies”", f"/reports/{number}/"), f"{number}", "sets best"]
        for number in range(ROWS)
    ]
    sections = [
        Section("Why", [Paragraph(f"{title}: four origins speak of it.")]),
        Section("Who", [Table(columns, rows)]),
    ]
    sections += [Section(name, [Chart(FIGURES[name], f"{title}, {name}.")]) for name in charts]
    return Document(title, "Ridge desk", "as known on 2024-03-09", "https://desk.example.org/briefing/", sections)
