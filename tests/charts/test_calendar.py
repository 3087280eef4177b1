"""The calendar as a figure: where a day stands, which shade it has, what marks the days without one."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.charts.figures import draw_calendar, figure_json
from incidents.charts.figures.calendar import bounds_of, class_of, classes_in_words, shade_of
from incidents.charts.figures.calendar_plan import half_years, plan_of
from incidents.charts.rows import DayRow
from incidents.figure import Figure


def row(day: date, best: int | None, **values: Any) -> DayRow:
    return DayRow(day, **{"incidents": 1, "unknown": int(best is None), "inexact": 0,
                          "figure": Figure(best, best, best)} | values)  # fmt: skip


def drawn(*rows: DayRow, years: tuple[int, ...] = (2024,)) -> dict[str, Any]:
    return figure_json(draw_calendar(rows, years, "killed", date(2024, 12, 30)))


def cells(figure: dict[str, Any]) -> dict[str, int]:
    """The class of each day that has an address."""
    return {
        trace["customdata"][line][column]: trace["z"][line][column]
        for trace in figure["data"]
        if trace["type"] == "heatmap"
        for line in range(7)
        for column in range(len(trace["z"][0]))
        if trace["customdata"][line][column]
    }


@pytest.mark.parametrize(
    ("top", "bounds"),
    [
        (0, [1]),
        (1, [1]),
        (12, [1, 3, 10]),
        (300, [1, 3, 10, 30, 100, 300]),
        (5_000, [1, 30, 100, 300, 1000, 3000]),
    ],
)
def test_shades_begin_at_steps_of_about_three_up_to_the_worst_day(top: int, bounds: list[int]) -> None:
    assert bounds_of(top) == bounds


def test_the_key_says_the_scale_in_people() -> None:
    assert classes_in_words([1, 3, 10]) == ["1–2", "3–9", "10+"]
    assert classes_in_words([1]) == ["1+"]


@pytest.mark.parametrize(("best", "number"), [(None, -1), (0, 0), (1, 1), (2, 1), (3, 2), (9, 2), (10, 3), (99, 3)])
def test_a_day_has_the_shade_of_its_best_figure(best: int | None, number: int) -> None:
    assert class_of(best, [1, 3, 10]) == number


def test_few_shades_reach_from_the_lightest_to_the_darkest() -> None:
    assert [shade_of(number, 3) for number in (1, 2, 3)] == [
        "var(--chart-shade-1)",
        "var(--chart-shade-3)",
        "var(--chart-shade-6)",
    ]


def test_monday_is_on_top_and_a_week_is_a_column() -> None:
    """2024 began on a Monday; the tenth of March was the Sunday of its tenth week."""
    (trace, *_) = drawn(row(date(2024, 3, 10), 4))["data"]
    assert trace["z"][6][9] == 2
    assert trace["y"][6] == 6
    assert drawn()["layout"]["yaxis"]["range"] == [6.5, -0.5]


def test_unknown_zero_and_nothing_recorded_are_three_things() -> None:
    figure = drawn(
        row(date(2024, 3, 4), None, url="/unknown"), row(date(2024, 3, 5), 0, url="/zero"), row(date(2024, 3, 6), 1)
    )
    strokes_and_rings = [trace for trace in figure["data"] if trace["type"] == "scatter" and "xaxis" in trace]
    marks = {trace["marker"]["symbol"]: trace["x"] for trace in strokes_and_rings}
    assert marks == {"line-ne": [9], "circle-open": [9]}
    assert cells(figure) == {"/unknown": -1, "/zero": 0}
    assert figure["data"][0]["text"][3][9] == "2024-03-07: nothing recorded"


def test_days_outside_the_year_have_no_cell() -> None:
    """2023 began on a Sunday: the six days before it are none of its own."""
    (trace, *_) = drawn(years=(2023,))["data"]
    assert [line[0] for line in trace["z"]] == [None] * 6 + [-1]


def test_days_to_come_have_no_cell() -> None:
    second_half = [trace for trace in drawn()["data"] if trace["type"] == "heatmap"][1]
    assert [line[-1] for line in second_half["z"]] == [-1, None, None, None, None, None, None]


def test_a_year_says_what_it_comes_to() -> None:
    figure = drawn(row(date(2024, 3, 4), 1_200), row(date(2024, 3, 5), None), years=(2024, 2023))
    assert [each["text"] for each in figure["layout"]["annotations"]] == [
        "2024",
        "1,200 killed in 2 incidents",
        "2023",
        "nothing recorded",
    ]


def test_hovering_says_range_open_end_and_what_is_missing() -> None:
    figure = drawn(row(date(2024, 3, 4), 5, figure=Figure(4, 5, 9, True), incidents=3, unknown=1, inexact=1))
    assert figure["data"][0]["text"][0][9] == (
        "2024-03-04, Monday<br>5 killed, reported range 4 to 9 or more<br>3 incidents, 1 without a figure"
        "<br>1 of them not dated to the day"
    )


@given(st.integers(1900, 2200))
def test_every_day_of_a_year_has_a_place_of_its_own_in_one_of_its_halves(year: int) -> None:
    places = [(half.column_of(day), day.weekday(), half.is_second) for half in half_years([year]) for day in half.days]
    days = (date(year + 1, 1, 1) - date(year, 1, 1)) // timedelta(days=1)
    assert len(set(places)) == days
    assert all(len(half.columns) <= half.WIDTH for half in half_years([year]))


@pytest.mark.parametrize("is_narrow", [False, True])
def test_strips_do_not_overlap(is_narrow: bool) -> None:
    places = plan_of([2024, 2023, 2022], is_narrow=is_narrow).places.values()
    strips = sorted({place.down for place in places})
    assert len(strips) == (6 if is_narrow else 3)
    assert all(below[1] < above[0] for below, above in pairwise(strips))
    assert strips[0][0] > 0
    assert strips[-1][1] < 1
