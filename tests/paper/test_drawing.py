"""Figures on paper: the same numbers as in the browser, nothing left out, words that can be read."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest
from plotly import graph_objects as go
from reportlab.graphics.shapes import Drawing

from incidents.charts.figures import figure_json
from incidents.paper.drawing import NotDrawnError, draw
from incidents.paper.drawing.colours import colour
from incidents.paper.drawing.pen import Stroke
from incidents.paper.drawing.points import Mark, drawn_mark
from tests.paper.figures import FIGURES
from tests.paper.reading import Box, areas, boxes_of_words, lines, words

WIDTH = 482
BLUE, ORANGE = colour("var(--chart-category-1)"), colour("var(--chart-category-2)")


def drawn(*traces: dict[str, Any], **layout: Any) -> Drawing:
    return draw({"data": list(traces), "layout": layout}, WIDTH, 200)


def bar(**own: Any) -> dict[str, Any]:
    return {"type": "bar", "marker": {"color": "var(--chart-category-1)"}, **own}


def line(**own: Any) -> dict[str, Any]:
    return {"type": "scatter", "mode": "lines", "line": {"color": "var(--chart-category-1)", "width": 2}, **own}


def dots(**own: Any) -> dict[str, Any]:
    return {"type": "scatter", "mode": "markers", "marker": {"color": "var(--chart-category-1)", "size": 10}, **own}


def heights(boxes: list[Box]) -> list[float]:
    return [round(box.top - box.bottom, 2) for box in boxes]


# --- Every figure of the desk ---------------------------------------------------------------------------


@pytest.mark.parametrize("name", FIGURES)
def test_no_words_of_a_figure_touch_one_another_or_leave_it(name: str) -> None:
    drawing = draw(FIGURES[name], WIDTH)
    found = boxes_of_words(drawing)
    assert [words for words, box in found if box.left < -0.5 or box.right > WIDTH + 0.5] == []
    assert [words for words, box in found if box.bottom < -0.5 or box.top > drawing.height + 0.5] == []
    assert [(a, b) for (a, first), (b, second) in combinations(found, 2) if first.overlaps(second)] == []


def test_the_json_of_the_page_draws_what_the_figure_draws() -> None:
    figure = FIGURES["claims"]
    assert boxes_of_words(draw(figure_json(figure), WIDTH)) == boxes_of_words(draw(figure, WIDTH))


def symbols_of(figure: go.Figure) -> set[str]:
    found: set[str] = set()
    for trace in figure_json(figure)["data"]:
        symbol = trace.get("marker", {}).get("symbol") or []
        found |= {symbol} if isinstance(symbol, str) else set(symbol)
    return found


def test_every_symbol_that_figures_use_is_drawn_and_differs_from_the_others() -> None:
    used = sorted(set().union(*(symbols_of(figure) for figure in FIGURES.values())))
    assert {"circle", "circle-dot", "circle-open", "triangle-up-dot", "x-thin", "line-ns", "line-ew"} <= set(used)
    looks = [repr([each.getProperties() for each in drawn_mark(mark(symbol), 0, 0)]) for symbol in used]
    assert all(look != "[]" for look in looks)
    assert len(set(looks)) == len(used)


def mark(symbol: str) -> Mark:
    return Mark(symbol, 6, BLUE, Stroke(ORANGE, 2))


# --- Bars -----------------------------------------------------------------------------------------------


def test_the_height_of_a_bar_is_its_figure() -> None:
    short, tall = heights(areas(drawn(bar(x=["a", "b"], y=[10, 40])), BLUE))
    assert tall == pytest.approx(4 * short, rel=0.01)


def test_a_missing_figure_has_no_bar() -> None:
    assert len(areas(drawn(bar(x=["a", "b"], y=[10, None])), BLUE)) == 1


def test_stacked_bars_stand_on_one_another() -> None:
    upper = bar(x=["a"], y=[30], marker={"color": "var(--chart-category-2)"})
    drawing = drawn(bar(x=["a"], y=[10]), upper, barmode="stack", showlegend=False)
    (below,), (above,) = areas(drawing, BLUE), areas(drawing, ORANGE)
    assert above.bottom == pytest.approx(below.top)
    assert heights([above])[0] == pytest.approx(3 * heights([below])[0], rel=0.01)


def test_grouped_bars_stand_beside_one_another() -> None:
    other = bar(x=["a"], y=[30], marker={"color": "var(--chart-category-2)"})
    drawing = drawn(bar(x=["a"], y=[10]), other, barmode="group", showlegend=False)
    (first,), (second,) = areas(drawing, BLUE), areas(drawing, ORANGE)
    assert first.right == pytest.approx(second.left)
    assert first.bottom == pytest.approx(second.bottom)


def test_a_lying_bar_reaches_from_its_base() -> None:
    days = 86_400_000
    lane = bar(orientation="h", y=["Ridge Front"] * 2, base=["2024-03-01", "2024-03-11"], x=[5 * days, 10 * days])
    first, second = areas(drawn(lane, xaxis={"type": "date"}), BLUE)
    assert second.right - second.left == pytest.approx(2 * (first.right - first.left), rel=0.01)
    assert second.left - first.left == pytest.approx(2 * (first.right - first.left), rel=0.01)


def test_words_that_do_not_fit_in_a_bar_stand_beyond_its_whisker() -> None:
    whisker = {"type": "data", "symmetric": False, "array": [8, 1], "arrayminus": [0, 0], "color": "#000000"}
    shown = bar(orientation="h", y=["a", "b"], x=[1, 100], text=["1 of 20 claims", "50"], error_x=whisker)
    drawing = drawn({**shown, "textposition": "inside"}, xaxis={"range": [0, 110]})
    beside = dict(boxes_of_words(drawing))["1 of 20 claims"]
    narrow, wide = areas(drawing, BLUE)
    assert beside.left > narrow.left + (wide.right - wide.left) * 0.09


# --- Lines and areas ------------------------------------------------------------------------------------


def test_a_missing_value_breaks_a_line() -> None:
    (whole,) = lines(drawn(line(x=[1, 2, 3, 4, 5], y=[1, 2, 3, 4, 5])), BLUE)
    (broken,) = lines(drawn(line(x=[1, 2, 3, 4, 5], y=[1, 2, None, 4, 5])), BLUE)
    assert (len(whole), len(broken)) == (5, 4)


def test_a_stepped_line_goes_across_before_it_goes_up() -> None:
    (points,) = lines(drawn(line(x=[1, 2], y=[1, 9], line={"shape": "hv", "width": 2, "color": "#0072b2"})), BLUE)
    start, corner, end = points
    assert corner == (end[0], start[1])


def test_a_band_reaches_from_low_to_high() -> None:
    band = {"mode": "lines", "line": {"width": 0}, "showlegend": False}
    low = line(x=[1, 2], y=[10, 10], **band)
    high = line(x=[1, 2], y=[30, 30], fill="tonexty", fillcolor="var(--chart-category-2)", **band)
    best = line(x=[1, 2], y=[20, 20])
    drawing = drawn(low, high, best, yaxis={"range": [0, 40]})
    (box,), (points,) = areas(drawing, ORANGE), lines(drawing, BLUE)
    assert points[0][1] == pytest.approx((box.bottom + box.top) / 2)


def test_the_pattern_of_an_area_is_also_in_the_key() -> None:
    pattern = {"shape": "/", "fillmode": "overlay", "fgcolor": "#d55e00", "fgopacity": 1}
    area = line(x=[1, 2, 2, 1], y=[0, 0, 5, 5], fill="toself", fillcolor="#0072b2", name="battles", fillpattern=pattern)
    drawing = drawn(area, showlegend=True)
    words_at = dict(boxes_of_words(drawing))["battles"]
    plot, key = sorted(lines(drawing, ORANGE), key=lambda points: max(y for _, y in points))
    assert max(y for _, y in plot) < words_at.bottom < max(y for _, y in key)


def test_whiskers_reach_as_far_down_and_up_as_the_figure_says() -> None:
    error = {"type": "data", "symmetric": False, "array": [20], "arrayminus": [5], "color": "#d55e00", "width": 4}
    drawing = drawn(dots(x=[1], y=[10], error_y=error), yaxis={"range": [0, 40]})
    (points,) = lines(drawing, ORANGE)
    (box,) = areas(drawing, BLUE)
    middle = (box.bottom + box.top) / 2
    down, up = middle - min(y for _, y in points), max(y for _, y in points) - middle
    assert up == pytest.approx(4 * down)


def test_a_mark_outside_the_range_is_not_drawn() -> None:
    assert len(areas(drawn(dots(x=[1, 2, 9], y=[1, 2, 3]), xaxis={"range": [0, 3]}), BLUE)) == 2


def test_a_logarithmic_axis_has_a_half_as_far_down_as_a_double_is_up() -> None:
    drawing = drawn(dots(x=[1, 2, 3], y=[0.5, 1, 2]), yaxis={"type": "log"})
    half, one, double = sorted(box.bottom for box in areas(drawing, BLUE))
    assert double - one == pytest.approx(one - half)


# --- Axes -----------------------------------------------------------------------------------------------


def test_months_have_english_names_and_the_year_once() -> None:
    found = words(drawn(line(x=["2024-01-01", "2024-06-01"], y=[1, 2]), xaxis={"type": "date"}))
    assert {"Jan", "Mar", "May"} <= set(found)
    assert found.count("2024") == 1


def test_no_month_is_written_twice_where_days_are_not_written() -> None:
    found = words(drawn(line(x=["2024-01-01", "2024-02-10"], y=[1, 2]), xaxis={"type": "date", "tickformat": "%Y-%m"}))
    assert found.count("2024-01") == found.count("2024-02") == 1


def test_thousands_are_set_apart() -> None:
    assert "4,000" in words(drawn(line(x=[1, 2], y=[0, 4000])))


def test_whole_people_have_no_halves_between_them() -> None:
    found = words(drawn(bar(x=["a"], y=[2]), yaxis={"tickformat": ",d"}))
    assert found.count("1") == 1


def test_panels_stand_above_one_another_on_one_axis_of_time() -> None:
    upper = dots(x=[1, 2], y=[1, 2], yaxis="y")
    lower = dots(x=[1, 2], y=[1, 2], yaxis="y2", marker={"color": "var(--chart-category-2)", "size": 10})
    layout = {"yaxis": {"domain": [0.55, 1]}, "yaxis2": {"domain": [0, 0.45]}, "xaxis": {"anchor": "y2"}}
    drawing = drawn(upper, lower, showlegend=False, **layout)
    above, below = areas(drawing, BLUE), areas(drawing, ORANGE)
    assert min(box.bottom for box in above) > max(box.top for box in below)
    assert [box.left for box in above] == pytest.approx([box.left for box in below])


def test_axes_that_match_have_one_range() -> None:
    high = bar(x=["a"], y=[40], xaxis="x2", yaxis="y2", marker={"color": "var(--chart-category-2)"})
    layout = {
        "xaxis": {"domain": [0, 0.4]},
        "xaxis2": {"domain": [0.6, 1], "anchor": "y2"},
        "yaxis2": {"matches": "y", "anchor": "x2"},
    }
    drawing = drawn(bar(x=["a"], y=[10]), high, showlegend=False, **layout)
    assert heights(areas(drawing, ORANGE))[0] == pytest.approx(4 * heights(areas(drawing, BLUE))[0], rel=0.01)


# --- Words ----------------------------------------------------------------------------------------------


def test_marks_of_markup_that_were_escaped_are_shown_as_they_stand() -> None:
    found = words(drawn(bar(x=["&lt;b&gt;Ridge &amp; Wire&lt;/b&gt;"], y=[1])))
    assert "<b>Ridge & Wire</b>" in " ".join(found)


def test_a_break_begins_a_line() -> None:
    note = {"text": "killed<br>by origin", "x": 0, "y": 1, "xref": "paper", "yref": "paper", "showarrow": False}
    drawing = drawn(bar(x=["a"], y=[1]), annotations=[note])
    first, second = dict(boxes_of_words(drawing))["killed"], dict(boxes_of_words(drawing))["by origin"]
    assert first.bottom > second.top


def test_the_key_names_the_traces_that_ask_for_it() -> None:
    drawing = drawn(
        line(x=[1, 2], y=[1, 2], name="best"), line(x=[1, 2], y=[1, 2], name="band", showlegend=False), showlegend=True
    )
    assert "best" in words(drawing)
    assert "band" not in words(drawing)


# --- Tables of colours ----------------------------------------------------------------------------------

SHADES = [[0, "var(--chart-category-1)"], [1, "var(--chart-category-2)"]]


def heat(rows: list[list[float | None]]) -> Drawing:
    return drawn({"type": "heatmap", "z": rows, "colorscale": SHADES, "showscale": False, "texttemplate": "%{z:,d}"})


def test_the_least_and_the_most_of_a_table_have_the_ends_of_its_colours() -> None:
    drawing = heat([[0, 2500], [5000, 100]])
    assert (len(areas(drawing, BLUE)), len(areas(drawing, ORANGE))) == (1, 1)
    assert "2,500" in words(drawing)


def test_a_cell_without_a_number_is_left_as_paper() -> None:
    assert len(areas(heat([[5, None], [7, 5]]), BLUE)) == 2


# --- Maps -----------------------------------------------------------------------------------------------

GEO = {
    "projection": {"type": "mercator"},
    "lataxis": {"range": [30, 40]},
    "lonaxis": {"range": [60, 75]},
    "showland": True,
    "landcolor": "var(--chart-category-2)",
}


def place(latitude: float, longitude: float) -> dict[str, Any]:
    return {"type": "scattergeo", "lat": [latitude], "lon": [longitude], "marker": {"color": "#0072b2", "size": 10}}


def test_the_middle_of_the_range_is_the_middle_of_the_map() -> None:
    (box,) = areas(drawn(place(35, 67.5), geo=GEO, showlegend=False), BLUE)
    assert (box.left + box.right) / 2 == pytest.approx(WIDTH / 2)
    assert (box.bottom + box.top) / 2 == pytest.approx(100, abs=5)


def test_north_is_up_and_east_is_right() -> None:
    (kabul,), (mosul,) = (areas(drawn(place(*at), geo=GEO), BLUE) for at in ((34.5, 69.2), (32.0, 62.0)))
    assert kabul.left > mosul.left
    assert kabul.bottom > mosul.bottom


def test_land_is_cut_to_the_map() -> None:
    (land,) = areas(drawn(place(35, 67.5), geo=GEO, showlegend=False), ORANGE)
    assert -10 < land.left < land.right < WIDTH + 10
    assert -10 < land.bottom < land.top < 210


def test_a_place_beyond_the_date_line_stands_beside_its_neighbours() -> None:
    pacific = {**GEO, "lataxis": {"range": [-25, -10]}, "lonaxis": {"range": [170, 190]}}
    (fiji,), (samoa,) = (areas(drawn(place(-17, at), geo=pacific), BLUE) for at in (178, -172))
    assert 0 < samoa.left - fiji.left < WIDTH


def test_names_on_a_map_stand_beside_one_another_and_not_over() -> None:
    named = {**place(35, 67.5), "lat": [35, 35], "lon": [67.5, 67.6], "text": ["Kabul", "Nangarhar"]}
    named |= {"mode": "markers+text", "textposition": "bottom center"}
    found = dict(boxes_of_words(drawn(named, geo=GEO)))
    assert not found["Kabul"].overlaps(found["Nangarhar"])


# --- Lines, boxes and words beside the traces -----------------------------------------------------------


def shape(**own: Any) -> Drawing:
    looks = {"line": {"color": "var(--chart-category-2)", "width": 1}}
    return drawn(
        dots(x=[0, 10], y=[0, 10]), xaxis={"range": [0, 10]}, yaxis={"range": [0, 10]}, shapes=[{**looks, **own}]
    )


def test_a_line_across_the_plot_stands_at_its_place_on_the_axis() -> None:
    drawing = shape(type="line", x0=10, x1=10, y0=0, y1=1, yref="paper")
    (points,) = lines(drawing, ORANGE)
    right = max(box.left + box.right for box in areas(drawing, BLUE)) / 2
    assert [x for x, _ in points] == pytest.approx([right, right])


def test_a_circle_of_a_key_is_as_wide_as_the_mark_that_it_explains() -> None:
    corner = {"xref": "paper", "yref": "paper", "xsizemode": "pixel", "ysizemode": "pixel", "xanchor": 1, "yanchor": 0}
    drawing = shape(type="circle", x0=-30, x1=-20, y0=5, y1=15, fillcolor="#d55e00", **corner)
    (circle,) = areas(drawing, ORANGE)
    dot = areas(drawing, BLUE)[0]
    assert circle.right - circle.left == pytest.approx(dot.right - dot.left, rel=0.01)
    assert circle.top - circle.bottom == pytest.approx(dot.top - dot.bottom, rel=0.01)


def test_a_path_goes_from_place_to_place() -> None:
    drawing = shape(type="path", path="M0,0 L10,0 L10,10")
    (points,) = lines(drawing, ORANGE)
    (left, bottom), (right, _), (_, top) = points
    corners = sorted((box.left + box.right, box.bottom + box.top) for box in areas(drawing, BLUE))
    assert (2 * left, 2 * bottom) == pytest.approx(corners[0])
    assert (2 * right, 2 * top) == pytest.approx(corners[1])


# --- What paper does not know ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "trace",
    [
        {"type": "pie", "values": [1]},
        line(x=[1], y=[1], smoothing=1.3),
        line(x=[1], y=[1], line={"color": "#000000", "shape": "spline"}),
        dots(x=[1], y=[1], marker={"symbol": "y-up", "color": "#000000"}),
        dots(x=[1], y=[1], marker={"color": "var(--no-such-colour)"}),
        dots(x=[1], y=[1], marker={}),
        bar(x=["a"], y=[1], text=["a"], texttemplate="%{label}"),
    ],
)
def test_what_paper_does_not_know_is_refused_and_not_left_out(trace: dict[str, Any]) -> None:
    with pytest.raises(NotDrawnError):
        drawn(trace)


@pytest.mark.parametrize(
    "layout",
    [
        {"sliders": []},
        {"xaxis": {"minor": {}}},
        {"geo": {"projection": {"type": "orthographic"}}},
        {"shapes": [{"type": "path", "path": "M0,0 Q1,1 2,0"}]},
        {"shapes": [{"type": "line", "xref": "x7", "x0": 0, "x1": 1, "y0": 0, "y1": 1}]},
    ],
)
def test_a_layout_that_paper_does_not_know_is_refused(layout: dict[str, Any]) -> None:
    with pytest.raises(NotDrawnError):
        drawn(line(x=[1], y=[1]), **layout)


def test_a_trace_that_the_page_hides_is_not_printed() -> None:
    assert areas(drawn(bar(x=["a"], y=[1], visible=False)), BLUE) == []
