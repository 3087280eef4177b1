"""A text cut into runs: nothing lost, overlaps kept apart, markup never alive."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.pages.frame.highlights import LEFT_OUT, PLACE, Mark, cut_into_runs, split_at_lines

TEXT = "Ten men died in Oldport."


def test_words_without_marks_are_one_run() -> None:
    assert [run.text for run in cut_into_runs(TEXT, [])] == [TEXT]


def test_a_mark_cuts_the_text_in_three() -> None:
    assert [run.text for run in cut_into_runs(TEXT, [Mark(PLACE, 16, 23)])] == ["Ten men died in ", "Oldport", "."]


def test_overlapping_marks_share_the_words_that_they_share() -> None:
    runs = list(cut_into_runs(TEXT, [Mark(PLACE, 0, 7), Mark(LEFT_OUT, 4, 12)]))
    assert [(run.text, len(run.marks)) for run in runs[:3]] == [("Ten ", 1), ("men", 2), (" died", 1)]


def test_the_shorter_mark_comes_first_where_two_overlap() -> None:
    inner = next(run for run in cut_into_runs(TEXT, [Mark(PLACE, 0, 12), Mark(LEFT_OUT, 4, 7)]) if run.text == "men")
    assert [mark.kind for mark in inner.marks] == [LEFT_OUT, PLACE]


def test_a_mark_outside_the_text_is_left_out() -> None:
    assert [run.text for run in cut_into_runs(TEXT, [Mark(PLACE, 20, 400)])] == [TEXT]


@given(
    text=st.text(alphabet="ab \n😀é", max_size=40),
    spans=st.lists(st.tuples(st.integers(0, 45), st.integers(0, 45)), max_size=8),
)
def test_runs_joined_give_the_text_again(text: str, spans: list[tuple[int, int]]) -> None:
    marks = [Mark(PLACE, min(span), max(span)) for span in spans]
    runs = list(cut_into_runs(text, marks))
    assert "".join(run.text for run in runs) == text
    assert all(text[run.start : run.start + len(run.text)] == run.text for run in runs)
    lines = ["".join(run.text for run in line) for line in split_at_lines(runs)]
    assert "\n".join(lines) == text


@pytest.mark.parametrize("span", [(0, 7), (4, 12)])
def test_every_run_below_a_mark_carries_it(span: tuple[int, int]) -> None:
    marked = "".join(run.text for run in cut_into_runs(TEXT, [Mark(PLACE, *span)]) if run.marks)
    assert marked == TEXT[slice(*span)]
