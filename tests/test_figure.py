"""A figure: its sums, what it contains, its words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.figure import UNKNOWN, Figure

ONE, RANGE, OPEN = Figure(34, 34, 34), Figure(1200, 2400, 5600), Figure(12, 34, 56, open_upper=True)
AT_LEAST, UP_TO, LEFT_OVER = Figure(34, 34, None, open_upper=True), Figure(1, None, 40), Figure(best=45)

people = st.integers(0, 10_000)
known = st.builds(
    lambda ends, is_open: Figure(*sorted(ends), is_open), st.tuples(people, people, people), st.booleans()
)
figures = st.one_of(known, st.just(UNKNOWN))


# --- Algebra ------------------------------------------------------------------------------------------


def test_two_figures_add_up_number_by_number() -> None:
    assert Figure(1, 2, 3) + Figure(10, 20, 30) == Figure(11, 22, 33)


def test_one_open_end_leaves_the_sum_open() -> None:
    assert Figure(46, 68, 90, open_upper=True) == ONE + OPEN


def test_what_has_only_a_best_adds_to_best_alone() -> None:
    assert Figure(34, 79, 34) == ONE + LEFT_OVER


@given(one=figures, other=figures)
def test_the_order_of_a_sum_does_not_matter(one: Figure, other: Figure) -> None:
    assert one + other == other + one


@given(one=figures, other=figures, third=figures)
def test_it_does_not_matter_which_are_added_first(one: Figure, other: Figure, third: Figure) -> None:
    assert (one + other) + third == one + (other + third)


@given(one=figures)
def test_the_unknown_adds_nothing(one: Figure) -> None:
    assert one + UNKNOWN == one


@given(one=known, other=known)
def test_a_sum_keeps_low_best_and_high_in_order(one: Figure, other: Figure) -> None:
    total = one + other
    assert (total.low or 0) <= (total.best or 0) <= (total.high or 0)


@given(one=known, larger=known, other=known)
def test_a_larger_term_never_makes_a_smaller_sum(one: Figure, larger: Figure, other: Figure) -> None:
    terms = one, one + larger
    smaller, greater = (term + other for term in terms)
    assert (smaller.best or 0) <= (greater.best or 0)
    assert (smaller.high or 0) <= (greater.high or 0)


@given(one=known, other=known, number=people, further=people)
def test_a_sum_contains_the_sum_of_what_its_terms_contain(
    one: Figure, other: Figure, number: int, further: int
) -> None:
    if one.contains(number) and other.contains(further):
        assert (one + other).contains(number + further)


@given(one=known)
def test_a_figure_contains_its_own_best(one: Figure) -> None:
    assert one.best is not None
    assert one.contains(one.best)


@pytest.mark.parametrize(
    ("figure", "number", "within"),
    [(RANGE, 1199, False), (RANGE, 1200, True), (RANGE, 5600, True), (RANGE, 5601, False),
     (OPEN, 57, True), (OPEN, 11, False), (AT_LEAST, 900, True), (UNKNOWN, 0, False)],
)  # fmt: skip
def test_what_a_figure_contains(figure: Figure, number: int, within: bool) -> None:
    assert figure.contains(number) is within


@pytest.mark.parametrize(
    ("lower", "higher", "ends"),
    [(ONE, Figure(35, 40, 50), True), (ONE, Figure(34, 40, 50), False), (OPEN, Figure(90, 90, 90), False),
     (AT_LEAST, Figure(90, 90, 90), False), (UNKNOWN, ONE, False), (ONE, UNKNOWN, False)],
)  # fmt: skip
def test_one_figure_ends_below_another(lower: Figure, higher: Figure, ends: bool) -> None:
    assert lower.ends_below(higher) is ends


@given(one=known, other=known, number=people)
def test_what_ends_below_has_no_number_in_common(one: Figure, other: Figure, number: int) -> None:
    if one.ends_below(other):
        assert not (one.contains(number) and other.contains(number))


@pytest.mark.parametrize(
    ("figure", "says"), [(UP_TO, True), (AT_LEAST, True), (Figure(1, None, None, open_upper=True), False)]
)
def test_losses_without_a_count_give_no_number(figure: Figure, says: bool) -> None:
    assert figure.has_number is says


# --- Where it comes from ------------------------------------------------------------------------------


def test_a_figure_is_read_from_numbers_by_name_and_written_so_again() -> None:
    numbers = {"low": 12, "best": 34, "high": 56, "open_upper": True}
    assert Figure.of(numbers) == OPEN
    assert Figure.of(numbers).columns() == numbers


def test_numbers_without_a_word_on_the_end_are_closed() -> None:
    assert Figure.of({"low": 34, "best": 34, "high": 34}) == ONE


def test_columns_may_end_in_a_suffix() -> None:
    assert ONE.columns("_before") == {
        "low_before": 34,
        "best_before": 34,
        "high_before": 34,
        "open_upper_before": False,
    }


# --- Words --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("figure", "words"),
    [(UNKNOWN, "no figure"), (ONE, "34"), (RANGE, "2,400 (1,200–5,600)"), (OPEN, "34 (12–56+)"),
     (Figure(34, 34, 34, True), "34+"), (LEFT_OVER, "45")],
)  # fmt: skip
def test_a_figure_in_short(figure: Figure, words: str) -> None:
    assert str(figure) == words


@pytest.mark.parametrize(
    ("figure", "words"),
    [(UNKNOWN, ""), (ONE, ""), (Figure(34, 34, 34, True), "or more"), (RANGE, "1,200 to 5,600"),
     (OPEN, "12 to 56 or more")],
)  # fmt: skip
def test_what_stands_beside_best(figure: Figure, words: str) -> None:
    assert figure.beside_best == words


@pytest.mark.parametrize(
    ("figure", "words"),
    [(UNKNOWN, "no figure"), (ONE, "34 killed, reported range 34 to 34"),
     (RANGE, "2,400 killed, reported range 1,200 to 5,600"), (OPEN, "34 killed, reported range 12 to 56 or more"),
     (LEFT_OVER, "45 killed, their own range is not known")],
)  # fmt: skip
def test_a_figure_under_the_pointer(figure: Figure, words: str) -> None:
    assert figure.counted("killed") == words


@pytest.mark.parametrize(
    ("figure", "cells"),
    [(UNKNOWN, ("no figure", "no figure", "no figure")), (RANGE, ("1,200", "2,400", "5,600")),
     (OPEN, ("12", "34", "56+"))],
)  # fmt: skip
def test_a_figure_in_three_cells(figure: Figure, cells: tuple[str, str, str]) -> None:
    assert figure.cells == cells


@pytest.mark.parametrize(
    ("figure", "words"),
    [(UNKNOWN, "no figure"), (ONE, "34"), (Figure(34, 34, 34, True), "34 or more"),
     (Figure(34, 40, 56), "40 (34 to 56)"),
     (Figure(34, 40, 56, True), "40 (34 to 56 or more)"), (RANGE, "2400 (1200 to 5600)")],
)  # fmt: skip
def test_a_figure_in_the_sentences_of_the_engine(figure: Figure, words: str) -> None:
    assert figure.in_working == words


@pytest.mark.parametrize(
    ("figure", "words"),
    [(UNKNOWN, "no figure"), (ONE, "34"), (AT_LEAST, "34 +"), (UP_TO, "up to 40"), (Figure(12, 24, 99), "24 (12–99)"),
     (Figure(12, 24, None, True), "24 (12 +)"), (Figure(12, None, None, True), "12 +")],
)  # fmt: skip
def test_a_figure_as_a_claim_gives_it(figure: Figure, words: str) -> None:
    assert figure.as_claimed == words
