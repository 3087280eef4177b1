"""Reporting delay as figures, and the medians behind them."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from statistics import median, quantiles

from hypothesis import given
from hypothesis import strategies as st

from incidents.charts.figures import delay_classes, delays_over_time, figure_json
from incidents.charts.figures.delays import days_words
from incidents.charts.rows import Delay, DelayClassRow, DelayRow
from incidents.charts.series.delays import quantile

MARCH = DelayRow(Delay.FIRST, date(2024, 3, 1), date(2024, 3, 31), 12, 0, 1, 4, "/march")
APRIL = replace(MARCH, begins=date(2024, 4, 1), ends=date(2024, 4, 30), n=4, median=2, url="/april")
JUNE = replace(MARCH, begins=date(2024, 6, 1), ends=date(2024, 6, 30), url="/june")


@given(st.lists(st.integers(0, 400), min_size=2))
def test_quantiles_of_counts_are_those_of_the_values(values: list[int]) -> None:
    lower, _, upper = quantiles(values, n=4, method="inclusive")
    counts = Counter(values)
    assert quantile(counts, 0.5) == median(values)
    assert abs(quantile(counts, 0.25) - lower) < 1e-9
    assert abs(quantile(counts, 0.75) - upper) < 1e-9


def test_each_class_has_a_bar_for_each_delay_and_what_only_figures_have_is_hollow() -> None:
    rows = [DelayClassRow("same day", 5, 2), DelayClassRow("still moving", None, 3)]
    first, settled = figure_json(delay_classes(rows, "/delay/#slowest"))["data"]
    assert (first["y"], first["x"]) == (["same day"], [5])
    assert (settled["y"], settled["x"]) == (["same day", "still moving"], [2, 3])
    assert settled["marker"]["color"] == ["var(--chart-category-2)", "var(--chart-paper)"]
    assert settled["hovertext"] == [
        "settled figure, same day: 2 incidents, 40 %",
        "settled figure, still moving: 3 incidents, 60 %",
    ]


def test_medians_break_where_a_month_is_missing() -> None:
    *bands, medians, empty = figure_json(delays_over_time([MARCH, APRIL, JUNE]))["data"]
    assert medians["y"] == [1, 2, None, 1, None]
    assert medians["customdata"] == ["/march", "/april", None, "/june", None]
    assert len(bands) == 2
    assert empty["y"] == []


def test_a_median_of_few_is_hollow() -> None:
    medians = figure_json(delays_over_time([MARCH, APRIL]))["data"][1]
    assert medians["marker"]["color"][:2] == ["var(--chart-category-1)", "var(--chart-paper)"]


def test_days_are_said_as_people_say_them() -> None:
    assert [days_words(days) for days in (0, 1, 2.5, 31)] == ["the same day", "1 day", "2.5 days", "31 days"]
