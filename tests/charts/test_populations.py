"""The chart of whose losses: what is drawn of each population, and what is not."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from incidents.charts.figures import figure_json, populations
from incidents.charts.figures.populations import whole_ticks
from incidents.charts.rows import PopulationRow
from incidents.figure import Figure
from incidents.vocabulary import Measure

WHOLE = PopulationRow(Measure.KILLED, "people as a whole", 0, Figure(40, 54, 60), url="/incidents/1/#figure-killed")
CIVILIANS = PopulationRow(Measure.KILLED, "civilians", 1, Figure(9, 9, 11), url="/incidents/1/#figure-killed-civilian")
WOMEN = replace(CIVILIANS, label="women", depth=2, is_group=True)
REST = PopulationRow(Measure.KILLED, "not told apart", 1, Figure(best=45), is_rest=True)
UNKNOWN = PopulationRow(Measure.KILLED, "Town guard", 1, Figure())


def trace(name: str, *rows: PopulationRow) -> dict[str, Any] | None:
    return next((each for each in figure_json(populations(rows))["data"] if each["name"] == name), None)


def dots(*rows: PopulationRow) -> dict[str, Any]:
    found = trace("killed", *rows)
    assert found
    return found


def test_a_dot_stands_at_best_with_its_range_and_leads_to_its_figure() -> None:
    drawn = dots(WHOLE, CIVILIANS)
    assert (drawn["x"], drawn["error_x"]["arrayminus"], drawn["error_x"]["array"]) == ([54, 9], [14, 0], [6, 2])
    assert drawn["customdata"][1] == "/incidents/1/#figure-killed-civilian"


def test_where_nobody_gives_a_figure_the_words_say_so_and_nothing_is_drawn() -> None:
    assert dots(WHOLE, UNKNOWN)["x"] == [54]
    words = trace("populations", WHOLE, UNKNOWN)
    assert words
    assert words["text"][1].split("\u00a0\u00a0")[-1] == "no figure"


def test_an_open_end_goes_on_beyond_the_high_one() -> None:
    beyond = trace("or more", replace(WHOLE, figure=Figure(40, 54, 60, True)))
    assert beyond
    assert beyond["x"][0] == 60 < beyond["x"][1]
    assert trace("or more", WHOLE) is None


def test_groups_are_told_apart_from_what_adds_up() -> None:
    assert dots(WHOLE, CIVILIANS, WOMEN)["marker"]["symbol"] == ["circle", "circle", "diamond"]


def test_what_nobody_tells_apart_is_hollow_and_has_no_range() -> None:
    rest = trace("not told apart", WHOLE, CIVILIANS, REST)
    assert rest
    assert (rest["x"], rest["marker"]["symbol"]) == ([45], ["circle-open"])
    assert "error_x" not in rest


def test_populations_are_indented_below_those_that_they_are_counted_among() -> None:
    words = trace("populations", WHOLE, CIVILIANS, WOMEN)
    assert words
    assert [len(text) - len(text.lstrip("\u00a0")) for text in words["text"]] == [0, 5, 10]


def test_each_measure_has_a_scale_of_its_own() -> None:
    layout = figure_json(populations([WHOLE, replace(WHOLE, measure=Measure.INJURED, figure=Figure(40, 54, 355))]))[
        "layout"
    ]
    assert layout["xaxis"]["range"][1] < 70 < layout["xaxis2"]["range"][1]


@pytest.mark.parametrize(
    ("top", "ticks"), [(1, [0, 1]), (6, [0, 2, 4, 6]), (60, [0, 20, 40, 60]), (355, [0, 100, 200, 300])]
)
def test_ticks_are_whole_and_round(top: int, ticks: list[int]) -> None:
    assert whole_ticks(top) == ticks
