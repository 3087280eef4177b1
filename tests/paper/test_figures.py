"""Figures on paper: the same numbers as in the browser, nothing left out, words that can be read."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest

from incidents.paper.figures import draw
from incidents.paper.looks import NotDrawnError
from incidents.paper.marks import NAMES, looks_of_mark
from tests.paper.figures import FIGURES
from tests.paper.reading import areas, boxes_of_words, lines, marks, words

WIDTH = 482
BLUE, ORANGE = "#0072b2", "#d55e00"
X = {"type": "date", "range": ["2024-01-01", "2024-01-11"], "nticks": 8, "showgrid": False}
Y = {"range": [0, 40], "nticks": 6, "tickformat": ",d", "showgrid": False}
GEO = {
    "projection": {"type": "mercator"},
    "lataxis": {"range": [30, 40]},
    "lonaxis": {"range": [60, 75]},
    "resolution": 50,
    "bgcolor": "#dfe8ee",
    **{f"show{layer}": layer == "land" for layer in ("land", "lakes", "rivers", "countries", "coastlines")},
    **{f"{name}color": ORANGE for name in ("land", "lake", "river", "country", "coastline")},
    **{f"{name}width": 1 for name in ("river", "country", "coastline")},
}


class Plain:
    """A figure as Plotly holds it, without its own checks."""

    def __init__(self, data: list[dict[str, Any]], layout: dict[str, Any]) -> None:
        self.data, self.layout = data, layout

    def to_plotly_json(self) -> dict[str, Any]:
        return {"data": self.data, "layout": self.layout}


def drawn(*traces: dict[str, Any], **layout: Any) -> str:
    axes = {} if "geo" in layout else {"xaxis": X, "yaxis": Y}
    own = {"height": 300, "barmode": "stack", "showlegend": False, **axes, **layout}
    return draw(Plain(list(traces), own), WIDTH, 600)[0]


def day(number: int) -> str:
    return f"2024-01-{number:02}"


def bar(at: int, height: float | None, colour: str = BLUE, **own: Any) -> dict[str, Any]:
    look = {"marker": {"color": colour}, "width": 86_400_000, "textposition": "none", "name": "killed"}
    return {"type": "bar", "x": [day(at)], "y": [height], **look, **own}


def line(x: list[int], y: list[float | None], colour: str = BLUE, **own: Any) -> dict[str, Any]:
    look = {"mode": "lines", "line": {"color": colour, "width": 2, **own.pop("line", {})}}
    return {"type": "scatter", "x": [day(at) for at in x], "y": y, **look, **own}


def dots(x: list[int], y: list[float], colour: str = BLUE, **own: Any) -> dict[str, Any]:
    return line(x, y, mode="markers", marker={"color": colour, "size": 10}, **own)


# --- Every figure of the briefings ----------------------------------------------------------------------


@pytest.mark.parametrize("name", FIGURES)
def test_no_words_of_a_figure_touch_one_another_or_leave_it(name: str) -> None:
    svg, _ = draw(FIGURES[name], WIDTH, 600)
    height = float(svg.split('height="')[1].split("pt")[0])
    found = boxes_of_words(svg)
    assert [text for text, box in found if box.left < -0.5 or box.right > WIDTH + 0.5] == []
    assert [text for text, box in found if box.top < -0.5 or box.bottom > height + 0.5] == []
    assert [(a, b) for (a, first), (b, second) in combinations(found, 2) if first.overlaps(second)] == []


def test_every_symbol_differs_from_the_others() -> None:
    names = [name + ending for name in NAMES.split() for ending in ("", "-open", "-dot", "-open-dot")]
    assert len({repr(looks_of_mark(name, 6, BLUE, ORANGE, 2)) for name in names}) == len(names) == 52


# --- Bars, lines and areas ------------------------------------------------------------------------------


def test_the_height_of_a_bar_is_its_figure() -> None:
    short, tall = areas(drawn(bar(3, 10), bar(5, 40)), BLUE)
    assert tall.bottom - tall.top == pytest.approx(4 * (short.bottom - short.top), rel=0.01)


def test_a_missing_figure_has_no_bar() -> None:
    assert len(areas(drawn(bar(3, 10), bar(5, None)), BLUE)) == 1


def test_stacked_bars_stand_on_one_another() -> None:
    svg = drawn(bar(3, 10), bar(3, 30, ORANGE))
    (below,), (above,) = areas(svg, BLUE), areas(svg, ORANGE)
    assert above.bottom == pytest.approx(below.top)
    assert above.bottom - above.top == pytest.approx(3 * (below.bottom - below.top), rel=0.01)


def test_a_missing_value_breaks_a_line() -> None:
    (whole,) = lines(drawn(line([1, 2, 3, 4, 5], [1, 9, 3, 9, 5])), BLUE)
    (broken,) = lines(drawn(line([1, 2, 3, 4, 5], [1, 9, None, 9, 5])), BLUE)
    assert (len(whole), len(broken)) == (5, 4)


def test_a_stepped_line_goes_across_before_it_goes_up() -> None:
    (points,) = lines(drawn(line([2, 4], [1, 9], line={"shape": "hv"})), BLUE)
    start, corner, end = points
    assert corner == (end[0], start[1])


def test_a_band_reaches_from_low_to_high() -> None:
    low = line([2, 4], [10, 10], line={"width": 0})
    high = line([2, 4], [30, 30], line={"width": 0}, fill="tonexty", fillcolor=ORANGE)
    svg = drawn(low, high, line([2, 4], [20, 20]))
    (box,), (points,) = areas(svg, ORANGE), lines(svg, BLUE)
    assert points[0][1] == pytest.approx((box.top + box.bottom) / 2)


def test_the_pattern_of_an_area_is_also_in_the_key() -> None:
    pattern = {"shape": "/", "fillmode": "overlay", "fgcolor": ORANGE, "fgopacity": 1, "size": 7, "solidity": 0.2}
    svg = drawn(bar(3, 10, marker={"color": BLUE, "pattern": pattern}), showlegend=True)
    assert svg.count("fill: url(#") == 2


def test_whiskers_reach_as_far_down_and_up_as_the_figure_says() -> None:
    error = {"type": "data", "symmetric": False, "array": [20], "arrayminus": [5], "color": ORANGE, "width": 4}
    svg = drawn(dots([3], [10], error_y={**error, "thickness": 1}))
    (points,), ((_, middle),) = lines(svg, ORANGE), marks(svg, BLUE)
    down, up = (abs(y - middle) for _, y in points)
    assert up == pytest.approx(4 * down)


def test_a_mark_outside_the_range_is_not_drawn() -> None:
    assert len(marks(drawn(dots([1, 2, 19], [1, 2, 3])), BLUE)) == 2


def test_a_trace_that_the_page_hides_is_not_printed() -> None:
    assert areas(drawn(bar(3, 1, visible=False)), BLUE) == []


# --- Axes and words -------------------------------------------------------------------------------------


def test_months_have_english_names_and_the_year_once() -> None:
    found = words(drawn(line([1, 2], [1, 2]), xaxis={**X, "range": ["2024-01-01", "2024-06-02"]}))
    assert {"Jan", "Mar", "May"} <= set(found)
    assert found.count("2024") == 1


def test_days_that_the_figure_names_have_their_year_once() -> None:
    days = {"dtick": 172_800_000, "tick0": "2023-12-30", "tickmode": "linear", "tickformat": "%-d %b\n%Y"}
    assert words(drawn(line([1, 2], [1, 2]), xaxis={**X, **days}))[:3] == ["1 Jan", "2024", "3 Jan"]


def test_thousands_are_set_apart() -> None:
    assert "4,000" in words(drawn(line([1, 2], [0, 4000]), yaxis={**Y, "range": [0, 4100]}))


def test_whole_people_have_no_halves_between_them() -> None:
    assert words(drawn(bar(3, 2), yaxis={**Y, "range": [0, 2.1]})).count("1") == 1


def test_panels_stand_above_one_another_on_one_axis_of_time() -> None:
    svg = drawn(dots([2, 4], [1, 2]), dots([2, 4], [1, 2], ORANGE, yaxis="y2"), yaxis2=Y)
    above, below = marks(svg, BLUE), marks(svg, ORANGE)
    assert max(y for _, y in above) < min(y for _, y in below)
    assert [x for x, _ in above] == [x for x, _ in below]


def test_marks_of_markup_that_were_escaped_are_shown_as_they_stand() -> None:
    note = {"name": "&lt;b&gt;Ridge &amp; $Wire$&lt;/b&gt;"}
    assert "<b>Ridge & $Wire$</b>" in words(drawn(bar(3, 1, **note), showlegend=True))


def test_a_break_begins_a_line() -> None:
    words = {"mode": "text", "text": ["killed<br>by origin"], "textfont": {"size": 11, "color": BLUE}}
    found = dict(boxes_of_words(drawn({**dots([3], [10]), **words, "textposition": "top right"})))
    assert found["killed"].bottom < found["by origin"].top


def test_the_key_names_the_traces_that_ask_for_it() -> None:
    svg = drawn(line([1], [1], name="best"), line([1], [1], name="band", showlegend=False), showlegend=True)
    assert ("best" in words(svg), "band" in words(svg)) == (True, False)


# --- Maps -----------------------------------------------------------------------------------------------


def place(latitude: float, longitude: float) -> dict[str, Any]:
    look = {"mode": "markers", "marker": {"color": BLUE, "size": 10}}
    return {"type": "scattergeo", "lat": [latitude], "lon": [longitude], **look}


def test_the_middle_of_the_range_is_the_middle_of_the_map() -> None:
    (at,) = marks(drawn(place(35.17, 67.5), geo=GEO), BLUE)
    assert at == pytest.approx((WIDTH / 2, 96), abs=1)


def test_north_is_up_and_east_is_right() -> None:
    (kabul,), (farah,) = (marks(drawn(place(*at), geo=GEO), BLUE) for at in ((34.5, 69.2), (32.4, 62.1)))
    assert kabul[0] > farah[0]
    assert kabul[1] < farah[1]


def test_land_is_cut_to_the_map() -> None:
    (land,) = areas(drawn(place(35, 67.5), geo=GEO), ORANGE)
    assert (land.left, land.top, land.right, land.bottom) == pytest.approx((0, 0, WIDTH, 192), abs=0.1)


def test_a_place_beyond_the_date_line_stands_on_its_island() -> None:
    pacific = {**GEO, "lataxis": {"range": [-20, -14]}, "lonaxis": {"range": [176, 184]}}
    svg = drawn(place(-16.8, 179.97), geo=pacific)  # Taveuni, which the meridian crosses
    (land,), ((x, _),) = areas(svg, ORANGE), marks(svg, BLUE)
    assert land.left < x < land.right


def test_a_circle_of_the_key_is_as_wide_as_the_mark_that_it_explains() -> None:
    corner = {"xref": "paper", "yref": "paper", "xsizemode": "pixel", "ysizemode": "pixel", "xanchor": 1, "yanchor": 0}
    circle = {"type": "circle", "x0": -30, "x1": -20, "y0": 5, "y1": 15, "fillcolor": "#009e73", "line": {"width": 0}}
    (box,) = areas(drawn(place(35, 67.5), geo=GEO, shapes=[{**corner, **circle}]), "#009e73")
    assert box.right - box.left == pytest.approx(10 * 0.64, rel=0.05)
    assert WIDTH - box.right == pytest.approx(20 * 0.64, abs=0.5)


# --- What paper does not know ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "trace",
    [
        {"type": "pie", "values": [1]},
        {"type": "heatmap", "z": [[1]]},
        line([1], [1], line={"smoothing": 1.3}),
        line([1], [1], line={"shape": "spline"}),
        line([1], [1], connectgaps=True),
        dots([1], [1]) | {"marker": {"symbol": "y-up", "color": BLUE, "size": 9}},
        dots([1], [1], "var(--no-such-colour)"),
        dots([1], [1]) | {"marker": {}},
        dots([1], [1]) | {"marker": {"color": BLUE, "size": 9, "opacity": 0.4}},
        line([1], [1], fill="tozeroy", fillcolor=BLUE),
        bar(3, 1, text=["a"], textposition="outside"),
        bar(3, 1, error_y={"type": "data", "array": [1]}),
        bar(3, 1, name="<a href='/x/'>killed</a>"),
    ],
)
def test_what_paper_does_not_know_is_refused_and_not_left_out(trace: dict[str, Any]) -> None:
    with pytest.raises(NotDrawnError):
        draw(Plain([trace], {"xaxis": X, "yaxis": Y, "barmode": "stack"}), WIDTH, 600)


@pytest.mark.parametrize(
    "layout",
    [
        {"sliders": []},
        {"barmode": "group"},
        {"xaxis": {**X, "minor": {}}},
        {"yaxis": {**Y, "type": "log"}},
        {"xaxis2": X},
        {"geo": {**GEO, "projection": {"type": "orthographic"}}},
        {"shapes": [{"type": "line", "xref": "x", "yref": "paper", "x0": 0, "x1": 1, "y0": 0, "y1": 1}]},
    ],
)
def test_a_layout_that_paper_does_not_know_is_refused(layout: dict[str, Any]) -> None:
    with pytest.raises(NotDrawnError):
        draw(Plain([bar(3, 1)], {"xaxis": X, "yaxis": Y, "barmode": "stack", **layout}), WIDTH, 600)
