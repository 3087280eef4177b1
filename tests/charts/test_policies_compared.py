"""Policies compared as figures: one axis for all panels, the followed policy in each, gaps where nothing is known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from incidents.charts.figures import figure_json, policies_over_time, policy_totals
from incidents.charts.figures.policies_compared import change_words
from incidents.charts.rows import PolicyRow
from incidents.figure import Figure
from incidents.vocabulary import Policy

MARCH = PolicyRow(
    Policy.DESK, date(2024, 3, 1), date(2024, 3, 31), 2, Figure(10, 12, 20), followed_best=12, url="/march"
)
LATEST = replace(MARCH, policy=Policy.LATEST, figure=Figure(10, 18, 30))
APRIL = replace(MARCH, first=date(2024, 4, 1), last=date(2024, 4, 30), figure=Figure(), followed_best=None)


def panels() -> dict[str, Any]:
    rows = {Policy.DESK: [MARCH, APRIL], Policy.LATEST: [LATEST, replace(APRIL, policy=Policy.LATEST)]}
    return figure_json(policies_over_time(rows, "killed"))


def test_panels_share_their_axes() -> None:
    layout = panels()["layout"]
    assert layout["yaxis"]["range"] == layout["yaxis2"]["range"] == [0, 1.06 * 30]
    assert layout["xaxis2"]["matches"] == "x"


def test_a_period_without_a_figure_is_a_gap() -> None:
    bars = [trace for trace in panels()["data"] if trace["type"] == "bar"]
    assert [(trace["y"], trace["customdata"]) for trace in bars] == [([12], ["/march"]), ([18], ["/march"])]


def test_other_policies_show_the_followed_one_as_a_dash_on_each_bar() -> None:
    (dashes,) = [trace for trace in panels()["data"] if trace["type"] == "scatter"]
    assert dashes["yaxis"] == "y2"
    assert dashes["y"] == [12, 12, None]
    assert dashes["x"] == ["2024-03-01", "2024-03-31T23:59", None]


def test_titles_name_the_policy_and_which_is_followed() -> None:
    layout = panels()["layout"]
    assert [each["text"] for each in layout["annotations"]] == ["desk (followed)", "latest"]
    assert layout["annotations"][1]["hovertext"] == "The newest figure, whoever gives it"


def test_on_a_narrow_screen_panels_stand_below_each_other() -> None:
    narrow = panels()["layout"]["meta"]["narrow"]
    assert narrow["xaxis"]["domain"] == narrow["xaxis2"]["domain"] == (0, 1)
    assert narrow["yaxis2"]["domain"][1] < narrow["yaxis"]["domain"][0]


def test_totals_have_their_range_and_leave_out_what_is_unknown() -> None:
    unknown = replace(MARCH, policy=Policy.GTD, figure=Figure())
    (trace,) = figure_json(policy_totals([MARCH, LATEST, unknown], "killed"))["data"]
    assert list(trace["x"]) == [12, 18]
    assert trace["y"] == ["desk (followed)", "latest"]
    assert (trace["error_x"]["array"], trace["error_x"]["arrayminus"]) == ([8, 12], [2, 8])


def test_a_change_is_said_in_words() -> None:
    assert change_words(LATEST) == "6 more (+50 %)"
    assert change_words(replace(LATEST, figure=Figure(10, 3, 30))) == "9 fewer (−75 %)"
    assert change_words(MARCH) == "no change"
    assert change_words(replace(LATEST, followed_best=0)) == "18 more"
    assert change_words(replace(LATEST, figure=Figure(10, 1_001, 30), followed_best=1_000)) == "1 more (under 1 %)"
    assert change_words(APRIL) == ""
