import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.extraction.people.quantities import (
    bare_plural,
    find_quantities,
    hedge_number,
    range_between,
    sum_quantities,
)
from incidents.vocabulary import Hedge


@pytest.mark.parametrize(
    ("words", "low", "best", "high"),
    [
        ("14 people", 14, 14, 14),
        ("exactly 14 people", 14, 14, 14),
        ("a total of 14 people", 14, 14, 14),
        ("at least 14 people", 14, 14, None),
        ("no fewer than 14 people", 14, 14, None),
        ("14 or more people", 14, 14, None),
        ("more than 14 people", 15, 15, None),
        ("over 14 people", 15, 15, None),
        ("upwards of 14 people", 15, 15, None),
        ("up to 14 people", 1, None, 14),
        ("as many as 14 people", 1, None, 14),
        ("nearly 14 people", 13, 14, 14),
        ("close to 14 people", 13, 14, 14),
        ("about 30 people", 27, 30, 33),
        ("some 30 people", 27, 30, 33),
        ("an estimated 30 people", 27, 30, 33),
        ("10 to 15 people", 10, 12, 15),
        ("between 10 and 15 people", 10, 12, 15),
        ("10-15 people", 10, 12, 15),
        ("a couple of men", 2, 2, 3),
        ("a pair of brothers", 2, 2, 2),
        ("both brothers", 2, 2, 2),
        ("several men", 3, 3, 9),
        ("a handful of men", 3, 3, 9),
        ("a number of men", 3, 3, 9),
        ("tens of people", 10, 20, 99),
        ("a dozen people", 12, 12, 12),
        ("dozens of people", 12, 24, 99),
        ("two dozen people", 24, 24, 24),
        ("scores of people", 20, 40, 99),
        ("hundreds of people", 100, 200, 999),
        ("thousands of people", 1000, 2000, 9999),
        ("more than a dozen people", 13, 13, None),
        ("half a dozen people", 6, 6, 6),
        ("twenty-three people", 23, 23, 23),
        ("one hundred and five people", 105, 105, 105),
        ("a hundred people", 100, 100, 100),
        ("1,200 people", 1200, 1200, 1200),
        ("1 200 people", 1200, 1200, 1200),
        ("1.2 million people", 1_200_000, 1_200_000, 1_200_000),
    ],
)
def test_a_quantity_stands_for_the_range_that_the_methodology_gives_it(nlp, words, low, best, high):
    (mention,) = find_quantities(nlp(words))
    assert (mention.quantity.low, mention.quantity.best, mention.quantity.high) == (low, best, high)
    assert mention.reason is None


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("a 34-year-old farmer", "an age"),
        ("a shop 20 km away", "a distance or size"),
        ("30 percent of them", "a share"),
        ("a ransom of $5 million", "money"),
        ("on 14 January", "a date"),
        ("it began in 2014", "a date"),
        ("at 7 p.m.", "a time of day"),
        ("for three days", "a length of time"),
    ],
)
def test_a_number_that_counts_no_people_says_what_it_counts(nlp, words, reason):
    assert [mention.reason for mention in find_quantities(nlp(words))] == [reason]


def test_an_ordinal_is_no_quantity(nlp):
    assert find_quantities(nlp("The ninth round ended on the third floor.")) == ()


def test_no_one_holds_no_quantity(nlp):
    assert find_quantities(nlp("No one came.")) == ()


def test_a_bare_plural_is_vague():
    assert bare_plural().is_vague


def test_a_sum_is_open_where_one_of_its_parts_is():
    total = sum_quantities([hedge_number(5, Hedge.AT_LEAST), hedge_number(2, Hedge.EXACT)])
    assert (total.low, total.best, total.high, total.open_upper) == (7, 7, None, True)


@given(st.integers(0, 10**6), st.sampled_from(sorted(Hedge)))
def test_every_hedge_keeps_low_best_and_high_in_order(number, hedge):
    quantity = hedge_number(number, hedge)
    known = [value for value in (quantity.low, quantity.best, quantity.high) if value is not None]
    assert known == sorted(known)
    assert quantity.low >= 0


@given(st.integers(0, 1000), st.integers(1, 1000))
def test_the_best_of_a_range_lies_within_it(low, width):
    quantity = range_between(low, low + width)
    assert quantity.low <= quantity.best <= quantity.high


@pytest.mark.parametrize(
    "text",
    [
        "Amina Yusuf, 34, and her son, 6, were killed.",
        "A trader (38) and his wife (30) were killed.",
        "Rebels killed a girl, 9, and her uncle.",
    ],
)
def test_a_number_set_off_after_one_person_is_an_age(found, text):
    assert found(text).totals["killed"].best == 2


def test_brackets_in_a_name_keep_its_number(figures):
    assert figures("Six PREPAK (Pro) militants were arrested.") == [("detained", "Six PREPAK (Pro) militants", 6)]
