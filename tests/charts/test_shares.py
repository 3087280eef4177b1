"""The charts of shares: what is drawn, what is hollow, where a month is missing."""

from __future__ import annotations

from datetime import date
from typing import Any

from incidents.charts.figures import figure_json, shares_as_bars, shares_over_time
from incidents.charts.figures.common import PAPER
from incidents.charts.rows import ShareMark


def mark(first: date | None = None, *, label: str = "Ridge Wire", part: int = 18, whole: int = 20) -> ShareMark:
    value = part / whole
    return ShareMark(
        label, first, value, value - 0.1, min(1.0, value + 0.05), part, whole, whole >= 10, "/quality/claims/"
    )


def traces(figure: Any, name: str) -> list[dict[str, Any]]:
    return [trace for trace in figure_json(figure)["data"] if trace.get("name") == name]


MARCH, APRIL, JUNE = date(2024, 3, 1), date(2024, 4, 1), date(2024, 6, 1)


def test_a_month_without_claims_is_a_gap() -> None:
    (line,) = traces(shares_over_time({"precision": [mark(MARCH), mark(APRIL), mark(JUNE)]}), "precision")
    assert list(line["x"]) == ["2024-03-01", "2024-04-01", None, "2024-06-01"]
    assert list(line["y"]) == [0.9, 0.9, None, 0.9]


def test_too_few_claims_are_a_hollow_mark() -> None:
    (line,) = traces(shares_over_time({"precision": [mark(MARCH), mark(APRIL, part=2, whole=3)]}), "precision")
    assert [colour == PAPER for colour in line["marker"]["color"]] == [False, True]


def test_the_band_is_the_interval() -> None:
    drawn = figure_json(shares_over_time({"precision": [mark(MARCH), mark(APRIL)]}))["data"]
    low, high = (trace for trace in drawn if trace.get("hoverinfo") == "skip")
    assert [round(value, 2) for value in low["y"]] == [0.8, 0.8]
    assert [round(value, 2) for value in high["y"]] == [0.95, 0.95]
    assert high["fill"] == "tonexty"


def test_a_month_that_stands_alone_has_a_band_that_can_be_seen() -> None:
    low = next(
        t for t in figure_json(shares_over_time({"recall": [mark(MARCH)]}))["data"] if t.get("hoverinfo") == "skip"
    )
    assert list(low["x"]) == ["2024-02-26", "2024-03-05"]


def test_no_month_is_named_twice_under_the_axis() -> None:
    year = [mark(date(2024, month, 1)) for month in range(1, 13)]
    for marks, apart in ((year[2:6], "M1"), (year, "M2")):
        axis = figure_json(shares_over_time({"precision": marks}))["layout"]["xaxis"]
        assert (axis["tickmode"], axis["tick0"], axis["dtick"]) == ("linear", str(marks[0].first), apart)


def test_a_bar_has_its_count_its_whiskers_and_its_way() -> None:
    (bars,) = traces(shares_as_bars({"precision": [mark()]}), "precision")
    assert list(bars["text"]) == ["18 of 20"]
    assert [round(value, 2) for value in bars["error_x"]["arrayminus"]] == [0.1]
    assert list(bars["customdata"]) == ["/quality/claims/"]


def test_a_share_that_no_row_has_is_not_drawn() -> None:
    assert traces(shares_as_bars({"precision": [mark()], "recall": []}), "recall") == []


def test_words_of_the_record_are_shown_as_they_stand() -> None:
    (bars,) = traces(shares_as_bars({"precision": [mark(label="<b>Wire</b>")]}), "precision")
    assert list(bars["y"]) == ["&lt;b&gt;Wire&lt;/b&gt;"]


def test_shares_are_told_in_per_cent() -> None:
    drawn = figure_json(shares_as_bars({"precision": [mark()]}))
    (bars,) = (trace for trace in drawn["data"] if trace.get("name") == "precision")
    assert list(bars["hovertext"]) == [
        "Ridge Wire: precision 90 %<br>18 of 20 claims, 95 % interval 80 % to 95 %",
    ]
    assert list(drawn["layout"]["xaxis"]["ticktext"]) == ["0 %", "25 %", "50 %", "75 %", "100 %"]
