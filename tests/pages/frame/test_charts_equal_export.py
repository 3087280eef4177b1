"""The numbers in each chart are those of the export for the same filter: twenty random filters of the whole language.

Each chart is one entry in READINGS: how its numbers are read off the page or its file, and to which of its marks a row
of the export belongs. A chart that is new adds its line there, and is checked with every filter.
"""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import chain
from random import Random
from typing import Any
from urllib.parse import parse_qsl, urlencode

import pytest
from django.test import Client

from incidents.filters.incidents import COUNTING, LANGUAGE, NARROWING
from incidents.models import Incident
from incidents.vocabulary import Flag
from tests.chart_page import ShownChart, charts_of, number
from tests.conftest import signed_in
from tests.varied_record import GRADES, PLACES, VariedRecord, varied_record

pytestmark = pytest.mark.django_db

FILTERS = range(20)
Row = dict[str, str]
Sums = dict[str, int | None]
"""Of some incidents: how many there are, how many without a figure, and the sums of low, best and high."""
Numbers = dict[str, Sums]
"""The sums of each mark of a chart; unknown is None."""
RANGE = ("low", "best", "high")
ALL = ("incidents", "unknown", *RANGE)
OTHER_DAYS = ("2024-01-01", "2024-02-29")


# --- The twenty filters ------------------------------------------------------------------------------

CHOOSE: dict[str, Callable[[Random, VariedRecord], list[str]]] = {
    "q": lambda random, record: [random.choice(("market", "torrin", '"town attacked"', "blue force", "figure 1", "1"))],
    "country": lambda random, record: random.sample(["Norland", "Sudland", "Westmark"], random.choice((1, 2))),
    "admin1": lambda random, record: random.sample([place[1] for place in PLACES[:-1]], 2),
    "actor": lambda random, record: keys(random.sample(record.actors, random.choice((1, 2)))),
    "side": lambda random, record: [random.choice(("a", "b", "other"))],
    "type": lambda random, record: random.sample(["Battles", "Riots", "Armed clash", "Grenade", "Attack"], 2),
    "source": lambda random, record: keys(random.sample(record.sources, 2)),
    "grade": lambda random, record: random.sample(sorted(set(GRADES)), 2),
    "flag": lambda random, record: random.sample([flag.value for flag in Flag], 3),
    "since": lambda random, record: [random.choice(("2023-12-24", "2024-01-31", "2024-03-04"))],
    "until": lambda random, record: [random.choice(("2024-03-04", "2024-04-15", "2024-05-20"))],
    "as_of": lambda random, record: [random.choice(("2024-02-01", "2024-03-15T14:04", "2024-05-01T06:30"))],
    "measure": lambda random, record: [random.choice(("injured", "killed"))],
    "status": lambda random, record: [random.choice(("civilian", "combatant"))],
}  # fmt: skip
"""A random choice of each kind that the language knows."""


def keys(rows: list[Any]) -> list[str]:
    return [str(row.pk) for row in rows]


def a_filter(at: int, record: VariedRecord) -> str:
    """The query of the filter of that number: one kind of choice in turn, another and what is counted by chance."""
    random = Random(f"filter {at}")
    names = {NARROWING[at % len(NARROWING)], *random.sample(NARROWING, random.choice((0, 0, 1)))}
    names |= {name for name in (*COUNTING, "as_of") if random.random() < 0.4}
    return urlencode([(name, one) for name in LANGUAGE if name in names for one in CHOOSE[name](random, record)])


# --- Reading the charts ------------------------------------------------------------------------------


class Desk:
    """The record as somebody at the desk reads it. Each address is asked for once."""

    def __init__(self, client: Client, record: VariedRecord) -> None:
        self.client = client
        self.record = record
        self.answers: dict[str, str] = {}

    def read(self, address: str, query: str) -> str:
        asked = f"{address}{'&' if '?' in address else '?'}{query}"
        if asked not in self.answers:
            answer = self.client.get(asked)
            assert answer.status_code == 200, f"{asked} answered {answer.status_code}"
            self.answers[asked] = answer.getvalue().decode()  # type: ignore[attr-defined]
        return self.answers[asked]

    def file(self, address: str, query: str) -> list[Row]:
        return list(csv.DictReader(io.StringIO(self.read(address, query))))

    def export(self, query: str) -> list[Row]:
        return self.file("/incidents/export.csv", query)

    def chart(self, address: str, query: str) -> ShownChart:
        """The first chart of a page; one without figure and rows where the page has none."""
        return next(iter(charts_of(self.read(address, query)).values()), ShownChart({"data": []}))


def file_of_timeline(by: str = "") -> Callable[[Desk, str], Numbers]:
    def read(desk: Desk, query: str) -> Numbers:
        rows = desk.file(f"/timeline/figures.csv?every=month&by={by}", query)
        return {mark(row["first_day"][:7], row["category"]): numbers_in(row) for row in rows}

    return read


def table_of_timeline(by: str = "") -> Callable[[Desk, str], Numbers]:
    def read(desk: Desk, query: str) -> Numbers:
        labels = {"Incidents": "incidents", "Without a figure": "unknown", "Low": "low", "Best": "best", "High": "high"}
        return {
            mark(row["Period"][:7], row["Told apart as"]): {name: number(row[label]) for label, name in labels.items()}
            for row in desk.chart(f"/timeline/?every=month&by={by}", query).rows
        }

    return read


def bars_of_timeline(by: str = "") -> Callable[[Desk, str], Numbers]:
    def read(desk: Desk, query: str) -> Numbers:
        return {
            mark(x[:7], bars["name"] if by else ""): {"best": y}
            for bars in desk.chart(f"/timeline/?every=month&by={by}", query).traces("bar")
            for x, y in zip(bars["x"], bars["y"], strict=True)
        }

    return read


def whiskers_of_timeline(desk: Desk, query: str) -> Numbers:
    traces = desk.chart("/timeline/?every=month&by=type", query).traces("scatter")
    return {
        x[:7]: {"low": y - below, "best": y, "high": y + above}
        for trace in traces
        if "error_y" in trace
        for x, y, below, above in zip(
            trace["x"], trace["y"], trace["error_y"]["arrayminus"], trace["error_y"]["array"], strict=True
        )
    }


def line_of_timeline(desk: Desk, query: str) -> Numbers:
    """By day: bars where they are few, else the line along the best figures, level from the first day to the next."""
    chart = desk.chart("/timeline/?every=day", query)
    (line,) = [trace for trace in chart.figure["data"] if trace["name"] == "best"] or [{"x": [], "y": []}]
    corners = [pair for pair in zip(line["x"], line["y"], strict=True) if pair[0]]
    bars = [pair for trace in chart.traces("bar") for pair in zip(trace["x"], trace["y"], strict=True)]
    return {x[:10]: {"best": y} for x, y in bars or corners[::2]}


def file_of_cumulative(desk: Desk, query: str) -> Numbers:
    rows = desk.file("/timeline/figures.csv?every=month&view=cumulative", query)
    return {row["last_day"][:7]: numbers_in(row) for row in rows}


def file_of_other_days(desk: Desk, query: str) -> Numbers:
    """The second of two spans of days that are compared, added up."""
    rows = desk.file(f"/timeline/figures.csv?view=compare&with_since={OTHER_DAYS[0]}&with_until={OTHER_DAYS[1]}", query)
    second = [row for row in rows if row["series"].endswith(" to ".join(OTHER_DAYS))]
    return {"": added(numbers_in(row) for row in second)} if second else {}


def file_of_status(category: str) -> Callable[[Desk, str], Numbers]:
    """One category of people, where they are told apart by status."""

    def read(desk: Desk, query: str) -> Numbers:
        rows = desk.file("/timeline/figures.csv?every=month&by=status", changed(query, status=""))
        return {row["first_day"][:7]: numbers_in(row) for row in rows if row["category"] == category}

    return read


def file_of_lanes(desk: Desk, query: str) -> Numbers:
    rows = desk.file("/timeline/lanes.csv?lanes=country", query)
    return {row["incident"]: {name: number(row[name]) for name in RANGE} for row in rows}


def file_of_calendar(desk: Desk, query: str) -> Numbers:
    return {row["day"]: numbers_in(row) for row in desk.file("/calendar/figures.csv", query)}


def cells_of_calendar(desk: Desk, query: str) -> Numbers:
    """What the cells say that lead somewhere: those of days on which something is recorded."""
    found: Numbers = {}
    for cells in desk.chart("/calendar/", query).traces("heatmap"):
        for said, address in zip(chain(*cells["text"]), chain(*cells["customdata"]), strict=True):
            if address:
                day, figure, incidents = said.split("<br>")[:3]
                best = None if figure == "no figure" else number(figure.split()[0])
                found[day[:10]] = {"best": best, "incidents": number(incidents.split()[0])}
    return found


def file_of_map(desk: Desk, query: str) -> Numbers:
    """All marks and what has none, added up."""
    rows = desk.file("/map/figures.csv", query)
    return {"": added(numbers_in(row) for row in rows)} if rows else {}


def total_of_policy(desk: Desk, query: str) -> Numbers:
    """What stands under the policy that the desk follows."""
    (total,) = followed(desk.file("/policies/totals.csv", query)) or [{}]
    return {"": numbers_in(total, RANGE)} if total else {}


def periods_of_policy(desk: Desk, query: str) -> Numbers:
    rows = followed(desk.file("/policies/periods.csv?every=month", query))
    return {row["first_day"][:7]: numbers_in(row, RANGE) for row in rows}


def followed(rows: list[Row]) -> list[Row]:
    return [row for row in rows if row["under_policy"] == "desk"]


def numbers_in(row: Row, names: tuple[str, ...] = ALL) -> Sums:
    return {name: number(row[name]) for name in names}


def added(rows: Iterable[Sums]) -> Sums:
    """Several sums as one; None where all are."""
    every = list(rows)
    known = {name: [sums[name] for sums in every if sums[name] is not None] for name in every[0]}
    return {name: sum(found) if found else None for name, found in known.items()}  # type: ignore[arg-type]


def totals_of_timeline(desk: Desk, query: str) -> Numbers:
    page = desk.read("/timeline/", query)
    said = re.search(r'timeline__total">(.*?)</p>', page, re.DOTALL)
    if not said:
        assert "No incident" in page
        return {}
    words = re.sub(r"<[^>]+>", "", said[1]).replace(",", "")
    found = re.search(r"(\d+) \w.* reported range (\d+) to (\d+).* (\d+) incident", words)
    if not found:
        return {"": {"best": None, "incidents": int(words.split()[-2])}}
    best, low, high, incidents = map(int, found.groups())
    return {"": {"low": low, "best": best, "high": high, "incidents": incidents}}


def count_of_list(desk: Desk, query: str) -> Numbers:
    said = re.search(r"([\d,]+) incidents?", desk.read("/incidents/", query).split('id="record"')[1])
    return {"": {"incidents": number(said[1])}} if said else {}


# --- To which mark of a chart an incident belongs ----------------------------------------------------


def mark(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def altogether(row: Row) -> str:
    return ""


def by_month(row: Row) -> str:
    return row["date_start"][:7]


def by_month_and(column: str) -> Callable[[Row], str]:
    return lambda row: mark(by_month(row), row[column] or "not recorded")


def by_day(row: Row) -> str:
    return row["date_start"]


def by_title(row: Row) -> str:
    return row["title"]


# --- What of the export a chart shows -----------------------------------------------------------------


def the_same(desk: Desk, query: str) -> list[Row]:
    return desk.export(query)


def of_status(status: str) -> Callable[[Desk, str], list[Row]]:
    return lambda desk, query: desk.export(changed(query, status=status))


def in_other_days(desk: Desk, query: str) -> list[Row]:
    return desk.export(changed(query, since=OTHER_DAYS[0], until=OTHER_DAYS[1]))


def changed(query: str, **choices: str) -> str:
    """The query with other choices; an empty one is taken away."""
    kept = [(name, value) for name, value in parse_qsl(query) if name not in choices]
    return urlencode([*kept, *((name, value) for name, value in choices.items() if value)])


def as_it_is(numbers: Numbers) -> Numbers:
    return numbers


def running(numbers: Numbers) -> Numbers:
    """The sums up to each mark."""
    return {one: added(numbers[each] for each in sorted(numbers) if each <= one) for one in numbers}


@dataclass(frozen=True, slots=True)
class Reading:
    """A chart: how its numbers are read, the mark that a row of the export belongs to, and the numbers at a mark."""

    name: str
    read: Callable[[Desk, str], Numbers]
    mark_of: Callable[[Row], str]
    numbers: tuple[str, ...] = ALL
    export: Callable[[Desk, str], list[Row]] = the_same
    made_of: Callable[[Numbers], Numbers] = as_it_is
    """What the chart makes of the sums of the export."""


READINGS = [
    Reading("list", count_of_list, altogether, ("incidents",)),
    Reading("timeline, totals", totals_of_timeline, altogether, ("incidents", *RANGE)),
    Reading("timeline, file", file_of_timeline(), by_month),
    Reading("timeline, file by type", file_of_timeline("type"), by_month_and("event_type")),
    Reading("timeline, file by country", file_of_timeline("country"), by_month_and("country")),
    Reading("timeline, table", table_of_timeline(), by_month),
    Reading("timeline, table by type", table_of_timeline("type"), by_month_and("event_type")),
    Reading("timeline, bars", bars_of_timeline(), by_month, ("best",)),
    Reading("timeline, bars by type", bars_of_timeline("type"), by_month_and("event_type"), ("best",)),
    Reading("timeline, bars by country", bars_of_timeline("country"), by_month_and("country"), ("best",)),
    Reading("timeline, whiskers", whiskers_of_timeline, by_month, RANGE),
    Reading("timeline, line by day", line_of_timeline, by_day, ("best",)),
    Reading("timeline, civilians", file_of_status("civilians"), by_month, RANGE, of_status("civilian")),
    Reading("timeline, combatants", file_of_status("combatants"), by_month, RANGE, of_status("combatant")),
    Reading("timeline, cumulative", file_of_cumulative, by_month, made_of=running),
    Reading("timeline, country by country", file_of_timeline("country&view=multiples"), by_month_and("country")),
    Reading("timeline, other days compared", file_of_other_days, altogether, export=in_other_days),
    Reading("timeline, lanes", file_of_lanes, by_title, RANGE),
    Reading("calendar, file", file_of_calendar, by_day),
    Reading("calendar, cells", cells_of_calendar, by_day, ("best", "incidents")),
    Reading("map, file", file_of_map, altogether),
    Reading("policies, totals", total_of_policy, altogether, RANGE),
    Reading("policies, periods", periods_of_policy, by_month, RANGE),
    # Here belong: delay; briefing; the last thirty days of the dashboard.
]


def sums_of_export(rows: list[Row], reading: Reading) -> Numbers:
    """What the rows of the export come to at each mark of a chart."""
    at: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        at[reading.mark_of(row)].append(row)
    sums = {one: {name: summed(those, name) for name in reading.numbers} for one, those in at.items()}
    return reading.made_of(sums)


def summed(rows: list[Row], name: str) -> int | None:
    if name == "incidents":
        return len(rows)
    known = [int(row[name]) for row in rows if row.get(name)]
    if name == "unknown":
        return sum(not row["best"] for row in rows)
    return sum(known) if known else None


def drawn(numbers: Numbers, reading: Reading) -> Numbers:
    """The numbers that the chart has, without marks of which nothing is known: there is nothing to draw."""
    kept = {one: {name: sums.get(name) for name in reading.numbers} for one, sums in numbers.items()}
    return {one: sums for one, sums in kept.items() if any(value is not None for value in sums.values())}


# --- The tests ---------------------------------------------------------------------------------------


DRAWN = ("timeline, totals", "timeline, table", "timeline, bars", "timeline, line", "calendar, cells")
"""Readings of pages, which draw the numbers of a file."""


def marks_of(reading: Reading) -> list[pytest.MarkDecorator]:
    return [pytest.mark.any_database] if reading.name.startswith(DRAWN) else []


@pytest.fixture(scope="module")
def desk(module_db: None) -> Desk:
    """The record is made once, and only read."""
    record = varied_record()
    return Desk(signed_in(record.person), record)


@pytest.mark.parametrize("at", FILTERS)
@pytest.mark.parametrize("reading", [pytest.param(one, id=one.name, marks=marks_of(one)) for one in READINGS])
def test_a_chart_has_the_numbers_of_the_export(desk: Desk, reading: Reading, at: int) -> None:
    query = a_filter(at, desk.record)
    expected = sums_of_export(reading.export(desk, query), reading)
    assert drawn(reading.read(desk, query), reading) == drawn(expected, reading), query


def test_the_filters_use_the_whole_language(desk: Desk) -> None:
    used = {pair.split("=")[0] for at in FILTERS for pair in a_filter(at, desk.record).split("&")}
    assert used == set(LANGUAGE)


def test_most_filters_choose_something_and_leave_something_out(desk: Desk) -> None:
    everything = Incident.objects.unmerged().count()
    found = [len(desk.export(a_filter(at, desk.record))) for at in FILTERS]
    assert everything == 59
    assert sum(0 < count < everything for count in found) >= 15, found


def test_the_figures_of_the_record_are_of_every_kind(desk: Desk) -> None:
    rows = desk.export("") + desk.export("measure=injured") + desk.export("status=combatant")
    assert {row["high_is_open"] for row in rows} == {"", "true", "false"}
    assert {"", "contested", "party_claim_only", "unquantified"} <= {row["flags"] for row in rows}
    assert any(row["low"] != row["best"] != row["high"] for row in rows)
    assert any(row["low"] and row["best"] == str(int(row["low"]) + 3) for row in rows)
