"""What people mark as text or furniture, over what the program found."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from incidents.ingest.furniture import Stretch
from incidents.ingest.marks import Mark, play_marks

MENU = Stretch(0, 40, "menu")


def test_what_is_marked_as_text_is_no_furniture() -> None:
    assert play_marks([MENU], [Mark(0, 40, is_text=True)]) == ()


def test_a_mark_within_a_stretch_leaves_both_its_ends() -> None:
    assert play_marks([MENU], [Mark(10, 20, is_text=True)]) == (Stretch(0, 10, "menu"), Stretch(20, 40, "menu"))


def test_what_is_marked_as_furniture_says_so() -> None:
    assert play_marks([], [Mark(50, 60, is_text=False)]) == (Stretch(50, 60, "marked by a person"),)


spans = st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda pair: (pair[0], sum(pair)))
marks_made = st.lists(st.builds(lambda span, is_text: Mark(*span, is_text), spans, st.booleans()), max_size=8)


@given(marks_made)
def test_of_marks_on_the_same_words_the_last_counts(marks: list[Mark]) -> None:
    played = play_marks([MENU], marks)
    assert all(one.end <= other.start for one, other in pairwise(played))
    for at in range(90):
        said = [not mark.is_text for mark in marks if mark.start <= at < mark.end]
        expected = said[-1] if said else at < MENU.end
        assert any(one.start <= at < one.end for one in played) == expected
