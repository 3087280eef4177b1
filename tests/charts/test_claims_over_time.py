"""The chart of one incident's claims: what is replaced, what is dropped, when it happened, which words stand beside."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from itertools import combinations
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from incidents.charts.figures import claims_by_event, claims_over_time, figure_json
from incidents.charts.figures.claims.labels import WIDTHS, Ground, label_box, place_labels
from incidents.charts.figures.claims.panels import Panel, side_by_side, time_range
from incidents.charts.rows import ClaimMark, KnownThen
from incidents.figure import Figure
from incidents.vocabulary import Interest, Measure
from tests.claim_mark import CLAIM_MARK

MARK = replace(CLAIM_MARK, id=1, event_at=datetime(2024, 3, 4, tzinfo=UTC))
NEXT_DAY = datetime(2024, 3, 6, tzinfo=UTC)
OLD = replace(MARK, counts=False, replaced_by=2)
NEW = replace(MARK, id=2, at=NEXT_DAY, figure=Figure(15, 15, 15))
DROPPED = replace(MARK, counts=False, figure=Figure(8, 12, 20))
DOZENS = replace(MARK, figure=Figure(12, 24, 99), is_word=True, words="dozens")


def traces(figure: Any, name: str) -> list[dict[str, Any]]:
    """The traces of that name, without the key."""
    return [each for each in figure_json(figure)["data"] if each.get("name") == name and list(each["x"]) != [None]]


def key(figure: Any) -> dict[str, dict[str, Any]]:
    return {each["name"]: each for each in figure_json(figure)["data"] if list(each["x"]) == [None]}


# --- Replaced ---------------------------------------------------------------------------------------


def test_a_dashed_grey_line_leads_from_what_was_replaced_to_what_took_its_place() -> None:
    (line,) = traces(claims_over_time([OLD, NEW]), "said next")
    assert line["y"] == [12, 15, None]
    assert (line["line"]["dash"], line["line"]["color"]) == ("dash", "var(--chart-superseded)")


def test_what_was_replaced_is_hollow_and_not_hatched() -> None:
    figure = claims_over_time([OLD, NEW])
    (marks,) = traces(figure, "neutral")
    assert marks["marker"]["symbol"] == ["circle-open", "circle"]
    assert traces(figure, "hatching") == []
    assert key(figure)["replaced"]["line"]["dash"] == "dash"


def test_no_line_leads_to_a_claim_that_is_not_shown_yet() -> None:
    figure = claims_over_time([replace(OLD, counts=True), NEW], as_of=MARK.at)
    assert traces(figure, "said next") == []


def test_two_voices_of_which_none_replaced_the_other_are_not_joined() -> None:
    assert traces(claims_over_time([DROPPED, NEW]), "said next") == []


# --- Dropped ----------------------------------------------------------------------------------------


def test_what_was_dropped_is_hollow_hatched_and_in_the_key() -> None:
    figure = claims_over_time([DROPPED])
    (marks,), (hatching,) = traces(figure, "neutral"), traces(figure, "hatching")
    assert marks["marker"]["symbol"] == ["circle-open"]
    assert (hatching["x"], hatching["y"], hatching["marker"]["symbol"]) == (marks["x"], [12], "x-thin")
    assert key(figure)["dropped"]["marker"]["symbol"] == "circle-x-open"


def test_the_range_of_what_was_dropped_is_hatched_too() -> None:
    (rungs,) = traces(claims_over_time([DROPPED]), "dropped range")
    assert rungs["y"] == [8, 20, None]
    assert rungs["line"]["dash"] == "1.5px,2.5px"


def test_what_counts_is_not_hatched() -> None:
    figure = claims_over_time([MARK, replace(MARK, figure=Figure(8, 12, 12))])
    assert [traces(figure, name) for name in ("hatching", "dropped range")] == [[], []]


def test_an_admission_is_told_apart_without_colour() -> None:
    (bar,) = traces(claims_over_time([replace(MARK, interest=Interest.ADMISSION)]), "admitted")
    assert bar["marker"]["symbol"] == "line-ew"


# --- By event ---------------------------------------------------------------------------------------


def time_title(figure: Any) -> str:
    return str(figure_json(figure)["layout"]["xaxis"]["title"]["text"])


def test_by_event_a_claim_stands_at_the_day_of_which_it_speaks() -> None:
    (marks,) = traces(claims_by_event([MARK]), "neutral")
    assert marks["x"] == ["2024-03-04T00:00:00+00:00"]


def test_the_axis_says_what_its_time_is_of() -> None:
    assert time_title(claims_over_time([MARK])) == "time of publication"
    assert time_title(claims_by_event([MARK])) == "day of which the claim speaks, else of the incident"


def test_by_event_the_estimate_is_one_flat_band_of_what_stood_then() -> None:
    known = [
        KnownThen(Measure.KILLED, MARK.at, Figure(10, 12, 14)),
        KnownThen(Measure.KILLED, NEXT_DAY, Figure(15, 15, 20)),
    ]
    flat = [each for each in figure_json(claims_by_event([MARK, NEW], known, (), MARK.at))["data"] if "hv" in str(each)]
    assert [each["y"] for each in flat] == [[10, 10], [14, 14], [12, 12]]


def test_by_event_a_replay_leaves_out_what_was_published_later() -> None:
    (marks,) = traces(claims_by_event([MARK, NEW], as_of=MARK.at), "neutral")
    assert marks["y"] == [12]


# --- The estimate -----------------------------------------------------------------------------------


def test_where_nothing_counted_any_more_the_band_has_a_gap() -> None:
    later = datetime(2024, 3, 7, tzinfo=UTC)
    known = [
        KnownThen(Measure.KILLED, MARK.at, Figure(10, 12, 14)),
        KnownThen(Measure.KILLED, NEXT_DAY, Figure()),
        KnownThen(Measure.KILLED, later, Figure(15, 15, 20)),
    ]
    lines = [each for each in figure_json(claims_over_time([MARK, NEW], known))["data"] if "hv" in str(each)]
    assert [each["x"][-1][:10] for each in lines[:3]] == ["2024-03-06"] * 3
    assert [each["y"] for each in (lines[2], lines[5])] == [[12, 12], [15, 15]]


# --- Words beside marks -----------------------------------------------------------------------------


def labels(figure: Any, screen: str = "wide") -> list[str]:
    return [text for each in traces(figure, "labels") if each["meta"] == screen for text in each["text"]]


def test_a_word_for_a_number_is_kept_with_its_interval() -> None:
    assert labels(claims_over_time([DOZENS])) == ["“dozens” 12–99"]


def test_whose_losses_stands_beside_a_mark_that_is_not_about_people_as_a_whole() -> None:
    assert labels(
        claims_over_time([MARK, replace(MARK, figure=Figure(3, 3, 12), of_people=False, population="children")])
    ) == ["children"]


def test_wide_and_narrow_screens_have_labels_of_their_own_and_one_of_them_is_shown() -> None:
    shown = {each["meta"]: each["visible"] for each in traces(claims_over_time([DOZENS]), "labels")}
    assert shown == {"wide": True, "narrow": False}


some_marks = st.lists(
    st.builds(
        lambda low, more, day, number, is_word, population: replace(
            MARK,
            id=number,
            figure=Figure(low, low + more, low + 2 * more),
            at=datetime(2024, 3, day, tzinfo=UTC),
            is_word=is_word,
            of_people=population == "people",
            population=population,
        ),
        st.integers(0, 100),
        st.integers(0, 50),
        st.integers(1, 4),
        st.integers(1, 10_000),
        st.booleans(),
        st.sampled_from(["people", "civilians", "Northern Column of the coast"]),
    ),
    min_size=1,
    max_size=12,
    unique_by=lambda mark: mark.id,
)


@given(some_marks, st.sampled_from(sorted(WIDTHS)))
def test_no_words_touch_others_or_leave_their_panel(marks: list[ClaimMark], screen: str) -> None:
    panel = Panel(1, 1, Measure.KILLED, 250, time_range(marks), side_by_side(marks))
    ground = Ground(panel, WIDTHS[screen])
    boxes = [label_box(ground, label) for label in place_labels(ground, marks, ())]
    assert all(ground.holds(box) for box in boxes)
    assert not any(one.meets(other) for one, other in combinations(boxes, 2))
