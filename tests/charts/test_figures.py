"""What the figures draw: rows in, Plotly's marks out; no database."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.charts.figures import (
    circle,
    claims_over_time,
    figure_json,
    incidents_over_time,
    place_map,
    ratios_over_time,
)
from incidents.charts.rows import (
    NOT_TOLD_APART,
    ClaimMark,
    KnownThen,
    PeriodRow,
    PlaceMark,
    RatioMark,
    SetByHand,
    add_up_periods,
)
from incidents.figure import Figure
from incidents.vocabulary import GeoPrecision, Interest, Measure
from tests.claim_mark import CLAIM_MARK

MARK = CLAIM_MARK
NEXT_DAY = datetime(2024, 3, 6, tzinfo=UTC)


def claim_traces(*marks: ClaimMark) -> list[dict[str, Any]]:
    """The traces that hold claims, by interest; without bands, lines, labels and the key."""
    return [trace for trace in figure_json(claims_over_time(marks))["data"] if "customdata" in trace]


def only_trace(*marks: ClaimMark) -> dict[str, Any]:
    (trace,) = claim_traces(*marks)
    return trace


def key_names(*marks: ClaimMark) -> list[str]:
    data = figure_json(claims_over_time(marks))["data"]
    return [trace["name"] for trace in data if list(trace.get("x", ())) == [None]]


def test_a_claim_stands_at_its_best_figure_and_its_time() -> None:
    trace = only_trace(MARK)
    assert trace["y"] == [12]
    assert trace["x"] == ["2024-03-05T00:00:00+00:00"]


def test_a_claim_leads_to_its_words() -> None:
    assert only_trace(MARK)["customdata"] == ["/reports/1/#words-7"]


def test_a_range_has_bars_of_different_length() -> None:
    error = only_trace(replace(MARK, figure=Figure(10, 12, 19)))["error_y"]
    assert (error["arrayminus"], error["array"]) == ([2], [7])


def test_at_least_is_an_upward_triangle_without_an_upper_bar() -> None:
    trace = only_trace(replace(MARK, figure=Figure(12, 12, None, True)))
    assert trace["marker"]["symbol"] == ["triangle-up"]
    assert trace["error_y"]["array"] == [0]


def test_up_to_stands_at_its_low_and_reaches_to_its_high() -> None:
    trace = only_trace(replace(MARK, figure=Figure(1, None, 9)))
    assert (trace["y"], trace["error_y"]["array"]) == ([1], [8])


def test_each_measure_has_its_own_shape() -> None:
    traces = claim_traces(MARK, replace(MARK, measure=Measure.INJURED))
    assert [trace["marker"]["symbol"] for trace in traces] == [["circle"], ["diamond"]]


def test_each_interest_has_its_own_colour() -> None:
    traces = claim_traces(*(replace(MARK, interest=interest) for interest in Interest))
    assert len({trace["marker"]["color"] for trace in traces}) == 3


def test_a_party_is_told_apart_without_colour() -> None:
    assert only_trace(replace(MARK, interest=Interest.PARTY_CLAIM))["marker"]["symbol"] == ["circle-dot"]


def test_a_claim_that_does_not_count_is_hollow() -> None:
    assert only_trace(replace(MARK, counts=False))["marker"]["symbol"] == ["circle-open"]


def test_losses_without_a_figure_stand_below_the_axis() -> None:
    trace = only_trace(MARK, replace(MARK, figure=Figure(1, None, None), origin="a colonel"))
    assert trace["y"][0] == 12
    assert trace["y"][1] < 0


def test_a_measure_without_any_figure_has_no_panel() -> None:
    layout = figure_json(
        claims_over_time([MARK, replace(MARK, measure=Measure.CASUALTIES, figure=Figure(1, None, None))])
    )
    assert "yaxis2" not in layout["layout"]


def test_a_denial_is_a_cross_at_zero() -> None:
    trace = only_trace(replace(MARK, figure=Figure(0, 0, 0), denies=True))
    assert (trace["marker"]["symbol"], trace["y"]) == (["x-thin"], [0])


def test_claims_of_one_day_do_not_hide_one_another() -> None:
    assert len(set(only_trace(MARK, replace(MARK, origin="a mayor"), replace(MARK, origin="a monk"))["x"])) == 3


def test_the_key_explains_only_what_is_drawn() -> None:
    assert key_names(MARK) == ["neutral"]
    assert key_names(replace(MARK, figure=Figure(12, 12, None), counts=False)) == ["neutral", "at least", "dropped"]


def test_markup_in_words_is_shown_as_it_stands() -> None:
    words = only_trace(replace(MARK, words="<b>12</b> & more"))["text"][0]
    assert "“&lt;b&gt;12&lt;/b&gt; &amp; more”" in words


def test_the_estimate_is_a_stepped_band_with_a_line() -> None:
    known = [
        KnownThen(Measure.KILLED, MARK.at, Figure(10, 12, 12)),
        KnownThen(Measure.KILLED, NEXT_DAY, Figure(12, 15, 20)),
    ]
    figure = figure_json(claims_over_time([MARK, replace(MARK, at=NEXT_DAY)], known))
    low, high, best = [trace for trace in figure["data"] if trace.get("line", {}).get("shape") == "hv"]
    assert (low["y"], high["y"], best["y"]) == ([10, 12, 12], [12, 20, 20], [12, 15, 15])
    assert high["fill"] == "tonexty"


def test_a_time_at_which_nothing_was_known_is_no_zero_in_the_band() -> None:
    known = [KnownThen(Measure.KILLED, MARK.at, Figure()), KnownThen(Measure.KILLED, NEXT_DAY, Figure(3, 4, 5))]
    figure = figure_json(claims_over_time([MARK], known))
    best = [trace for trace in figure["data"] if trace.get("line", {}).get("shape") == "hv"][2]
    assert best["y"] == [4, 4]


def test_a_figure_set_by_hand_is_a_dashed_line() -> None:
    figure = figure_json(claims_over_time([MARK], (), [SetByHand(Measure.KILLED, Figure(10, 14, 16))]))
    dashed = [trace for trace in figure["data"] if trace.get("line", {}).get("dash") == "dash"]
    assert dashed[0]["y"] == [14, 14]


def test_colours_are_left_to_the_page() -> None:
    colour = only_trace(MARK)["marker"]["color"]
    assert colour == "var(--chart-neutral)"


@given(
    st.lists(
        st.builds(
            lambda low, more, most, day: replace(
                MARK, figure=Figure(low, low + more, low + more + most), at=datetime(2024, 3, day, tzinfo=UTC)
            ),
            st.integers(0, 500),
            st.integers(0, 50),
            st.integers(0, 500),
            st.integers(1, 28),
        ),
        min_size=1,
        max_size=25,
    )
)
def test_every_claim_is_drawn_within_its_panel(marks: list[ClaimMark]) -> None:
    figure = figure_json(claims_over_time(marks))
    (trace,) = [each for each in figure["data"] if "customdata" in each]
    bottom, top = figure["layout"]["yaxis"]["range"]
    reached = [y + up for y, up in zip(trace["y"], trace["error_y"]["array"], strict=True)]
    assert len(trace["y"]) == len(marks)
    assert min(trace["y"]) > bottom
    assert max(reached) < top


# --- Incidents over time ----------------------------------------------------------------------------

MARCH = PeriodRow(date(2024, 3, 1), date(2024, 3, 31), 4, 1, Figure(10, 14, 30), url="/timeline/?since=2024-03-01")
APRIL = PeriodRow(date(2024, 4, 1), date(2024, 4, 30), 2, 2, Figure(), url="/timeline/?since=2024-04-01")


def drawn(*rows: PeriodRow, whole: tuple[PeriodRow, ...] = ()) -> dict[str, Any]:
    return figure_json(incidents_over_time(rows, whole or rows, Measure.KILLED))


def named(figure: dict[str, Any], name: str) -> dict[str, Any]:
    return next(trace for trace in figure["data"] if trace["name"] == name)


def test_a_period_is_a_bar_with_its_range_as_a_whisker() -> None:
    figure = drawn(MARCH)
    whisker = named(figure, "reported range")["error_y"]
    assert named(figure, "killed")["y"] == [14]
    assert (whisker["arrayminus"], whisker["array"]) == ([4], [16])


def test_a_bar_leads_to_the_incidents_of_its_period() -> None:
    assert named(drawn(MARCH), "killed")["customdata"] == ["/timeline/?since=2024-03-01"]


def test_a_period_without_any_figure_is_a_tick_and_no_bar() -> None:
    figure = drawn(APRIL)
    assert named(figure, "killed")["y"] == []
    assert [y < 0 for y in named(figure, "no figure")["y"]] == [True]


def test_categories_are_stacked_and_patterned() -> None:
    rows = (replace(MARCH, category="Battles"), replace(MARCH, category="Riots", figure=Figure(10, 3, 30)))
    figure = drawn(*rows, whole=(MARCH,))
    assert figure["layout"]["barmode"] == "stack"
    assert {trace["marker"]["pattern"]["shape"] for trace in figure["data"] if trace["type"] == "bar"} == {"", "/"}


def test_the_range_is_a_band_with_a_gap_where_nothing_is_known() -> None:
    figure = drawn(
        MARCH, APRIL, replace(MARCH, first=date(2024, 5, 1), last=date(2024, 5, 31), figure=Figure(1, 14, 2))
    )
    band = named(figure, "band of the reported range")
    assert band["x"] == [
        *("2024-03-01", "2024-04-01", "2024-04-01", "2024-03-01"),
        None,
        *("2024-05-01", "2024-06-01", "2024-06-01", "2024-05-01"),
    ]
    assert band["y"] == [30, 30, 10, 10, None, 2, 2, 1, 1]


def days(count: int, *categories: str) -> list[PeriodRow]:
    """One row a day and category, 1 to 7 people each, from the first day of 2024."""
    new_year = date(2024, 1, 1)
    return [
        PeriodRow(
            day, day, 1, number % 3, Figure(best - 1, best, best + 2), category=category, url=f"/timeline/?since={day}"
        )
        for number in range(count)
        for day in [new_year + timedelta(days=number)]
        for best in [number % 7 + 1]
        for category in categories
    ]


def test_many_periods_are_one_shape_a_category() -> None:
    rows = days(400, "Battles", "Riots")
    figure = drawn(*rows, whole=tuple(add_up_periods(rows[at : at + 2]) for at in range(0, 800, 2)))
    assert {trace["mode"] for trace in figure["data"]} == {"lines"}
    assert len(figure["data"]) == 6


def test_areas_stand_on_one_another_and_reach_the_whole() -> None:
    rows = days(80, "Battles", "Riots")
    figure = drawn(*rows, whole=tuple(add_up_periods(rows[at : at + 2]) for at in range(0, 160, 2)))
    below, above = named(figure, "Battles")["y"], named(figure, "Riots")["y"]
    assert (below[0], below[-1]) == (1, 0)
    assert (above[0], above[-1]) == (2, 1)
    assert max(above) == max(named(figure, "best")["y"]) == 14


def test_each_of_many_periods_leads_to_its_incidents() -> None:
    reading = named(drawn(*days(80, "")), "periods")
    assert reading["customdata"][79] == "/timeline/?since=2024-03-20"
    assert reading["text"][0] == "2024-01-01<br>1 killed, reported range 0 to 3<br>1 incident"


def test_many_periods_without_a_figure_are_ticks_below_the_axis() -> None:
    rows = [replace(row, figure=Figure(), unknown=1) for row in days(80, "")]
    figure = drawn(*rows)
    assert {y for y in named(figure, "no figure")["y"] if y is not None and y >= 0} == set()
    assert named(figure, "killed")["y"] == [] == named(figure, "best")["y"]


def test_what_is_not_told_apart_is_hollow() -> None:
    figure = drawn(replace(MARCH, category=NOT_TOLD_APART, figure=Figure(best=14)), whole=(MARCH,))
    assert named(figure, NOT_TOLD_APART)["marker"]["color"] == "var(--chart-paper)"
    assert "their own range is not known" in named(figure, NOT_TOLD_APART)["text"][0]


@pytest.mark.parametrize(
    ("row", "label"),
    [
        (replace(MARCH, last=date(2024, 3, 1)), "2024-03-01"),
        (replace(MARCH, first=date(2024, 3, 4), last=date(2024, 3, 10)), "week of 2024-03-04"),
        (MARCH, "March 2024"),
    ],
)
def test_a_period_has_a_name(row: PeriodRow, label: str) -> None:
    assert row.label == label


# --- As known on ------------------------------------------------------------------------------------

LATER = replace(MARK, at=datetime(2024, 3, 9, tzinfo=UTC), figure=Figure(30, 30, 30))
GROWING = [
    KnownThen(Measure.KILLED, MARK.at, Figure(12, 12, 12)),
    KnownThen(Measure.KILLED, LATER.at, Figure(30, 30, 30)),
]


def replayed(as_of: datetime | None) -> dict[str, Any]:
    return figure_json(claims_over_time([MARK, LATER], GROWING, (), as_of))


def line_named(figure: dict[str, Any], name: str) -> list[dict[str, Any]]:
    return [trace for trace in figure["data"] if trace.get("name") == name and list(trace["x"]) != [None]]


def test_a_replay_leaves_later_claims_out() -> None:
    (trace,) = [trace for trace in replayed(NEXT_DAY)["data"] if "customdata" in trace]
    assert trace["y"] == [12]


def test_a_replay_ends_the_estimate_at_its_moment_and_goes_on_faintly() -> None:
    figure = replayed(NEXT_DAY)
    best = [trace for trace in figure["data"] if trace.get("line", {}).get("shape") == "hv"][2]
    assert (best["x"][-1], best["y"]) == ("2024-03-06T00:00:00+00:00", [12, 12])
    (later,) = line_named(figure, "known later")
    assert later["x"][:2] == ["2024-03-06T00:00:00+00:00", "2024-03-09T00:00:00+00:00"]
    assert later["y"] == [12, 30, 30]


def test_a_line_marks_the_moment_of_a_replay() -> None:
    (shape,) = replayed(NEXT_DAY)["layout"]["shapes"]
    assert (shape["x0"], shape["x1"], shape["yref"]) == ("2024-03-06T00:00:00+00:00",) * 2 + ("paper",)


def test_the_axes_stay_while_the_moment_moves() -> None:
    today, then = replayed(None)["layout"], replayed(NEXT_DAY)["layout"]
    assert then["xaxis"]["range"] == today["xaxis"]["range"]
    assert then["yaxis"]["range"] == today["yaxis"]["range"]


def test_a_moment_after_everything_draws_what_today_draws() -> None:
    assert replayed(datetime(2025, 1, 1, tzinfo=UTC)) == replayed(None)


# --- Where ------------------------------------------------------------------------------------------

PLACE = PlaceMark("Ashkel", 12.5, 40.25, GeoPrecision.EXACT)


def test_an_exact_place_is_a_point() -> None:
    (point,) = figure_json(place_map(PLACE))["data"]
    assert (point["lat"], point["lon"]) == ([12.5], [40.25])


def test_a_district_is_a_circle_and_no_pin() -> None:
    halo, point = figure_json(place_map(replace(PLACE, precision=GeoPrecision.ADMIN2)))["data"]
    assert halo["fill"] == "toself"
    assert point["marker"]["size"] < 5


def test_the_less_exact_a_place_the_wider_its_circle() -> None:
    def width(precision: GeoPrecision) -> float:
        halo = figure_json(place_map(replace(PLACE, precision=precision)))["data"][0]
        return float(max(halo["lat"]) - min(halo["lat"]))

    widths = [
        width(each) for each in (GeoPrecision.NEAR, GeoPrecision.ADMIN2, GeoPrecision.ADMIN1, GeoPrecision.COUNTRY)
    ]
    assert all(narrower < wider for narrower, wider in pairwise(widths))


@given(st.floats(-85, 85), st.floats(-180, 180), st.floats(1, 400))
def test_a_circle_closes_and_stays_on_the_earth(latitude: float, longitude: float, radius: float) -> None:
    latitudes, longitudes = circle(latitude, longitude, radius)
    assert latitudes[0] == pytest.approx(latitudes[-1])
    assert longitudes[0] == pytest.approx(longitudes[-1])
    assert all(-90 <= each <= 90 for each in latitudes)


# --- The record of a source or claimant ---------------------------------------------------------------

RATIO = RatioMark(
    at=datetime(2024, 3, 5, tzinfo=UTC),
    first=92,
    final=100,
    measure=Measure.KILLED,
    population="people",
    interest=Interest.NEUTRAL,
    origin="Harbour clinic",
    incident="Shelling of Ashkel",
    withdrawn=False,
    url="/reports/1/#words-7",
)


def ratio_traces(*marks: RatioMark) -> dict[str, dict[str, Any]]:
    return {trace["name"]: trace for trace in figure_json(ratios_over_time(marks))["data"]}


def ratio_axis(*marks: RatioMark) -> dict[str, Any]:
    return figure_json(ratios_over_time(marks))["layout"]["yaxis"]


def test_a_first_figure_stands_at_its_ratio_and_leads_to_its_words() -> None:
    neutral = ratio_traces(RATIO)["neutral"]
    assert (neutral["y"], neutral["customdata"]) == ([0.92], ["/reports/1/#words-7"])


def test_a_ratio_says_what_was_said_and_what_was_accepted() -> None:
    (words,) = ratio_traces(RATIO)["neutral"]["text"]
    assert "Harbour clinic said 92 first" in words
    assert "accepted: 100" in words


def test_interests_differ_in_shape_as_well_as_in_colour() -> None:
    traces = ratio_traces(*(replace(RATIO, interest=interest) for interest in Interest))
    assert len({trace["marker"]["symbol"] for trace in traces.values()}) == len(Interest)


def test_a_ratio_that_was_taken_back_is_hollow() -> None:
    kept, withdrawn = ratio_traces(RATIO, replace(RATIO, withdrawn=True))["neutral"]["marker"]["color"]
    assert kept != withdrawn
    assert withdrawn == "var(--chart-paper)"


def test_the_axis_of_ratios_says_that_it_is_logarithmic_and_has_1_in_its_middle() -> None:
    drawn = ratio_axis(RATIO, replace(RATIO, first=1000))
    assert drawn["type"] == "log"
    assert "log scale" in drawn["title"]["text"]
    assert drawn["range"][0] == pytest.approx(-drawn["range"][1])
    assert "1×" in drawn["ticktext"]


def test_a_first_figure_of_0_is_a_tick_in_a_strip_below_every_ratio() -> None:
    zero = replace(RATIO, first=0)
    drawn = ratio_axis(RATIO, zero)
    (strip,) = ratio_traces(RATIO, zero)["first figure 0"]["y"]
    assert drawn["ticktext"][0] == "0"
    assert 10 ** drawn["range"][0] < strip < min(drawn["tickvals"][1:])
