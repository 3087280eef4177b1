from dataclasses import replace

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

UNITS = [
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
]
TENS = ["zero", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


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
        ("fewer than 14 people", 1, None, 13),
        ("less than 14 people", 1, None, 13),
        ("under 14 people", 1, None, 13),
        ("not less than 14 people", 14, 14, None),
        ("north of 14 people", 15, 15, None),
        ("up to around 14 people", 1, None, 14),
        ("a total of about 30 people", 27, 30, 33),
        ("in the region of 30 people", 27, 30, 33),
        ("14 people or more", 14, 14, None),
        ("14 or so people", 13, 14, 15),
        ("14+ people", 14, 14, None),
        ("30-odd people", 30, 30, 39),
        ("thirty odd people", 30, 30, 39),
        ("between 10 to 15 people", 10, 12, 15),
        ("from 10 to 15 people", 10, 12, 15),
        ("anywhere between 10 and 15 people", 10, 12, 15),
        ("two to three dozen people", 24, 30, 36),
        ("10-12 thousand people", 10_000, 11_000, 12_000),
        ("ten or eleven people", 10, 10, 11),
        ("two or three hundred people", 200, 200, 300),
        ("all but two of the 23 people", 21, 21, 21),
        ("a dozen or more people", 12, 12, None),
        ("several dozen people", 24, 36, 99),
        ("a couple young men", 2, 2, 3),
        ("hundred people", 100, 100, 100),
        ("a score of people", 20, 20, 20),
        ("half a million people", 500_000, 500_000, 500_000),
        ("one and a half lakh people", 150_000, 150_000, 150_000),
        ("1.5 lakh people", 150_000, 150_000, 150_000),
        ("1,5 million people", 1_500_000, 1_500_000, 1_500_000),
        ("3 crore people", 30_000_000, 30_000_000, 30_000_000),
        ("1.5m people", 1_500_000, 1_500_000, 1_500_000),
        ("12k people", 12_000, 12_000, 12_000),
        ("1,20,000 people", 120_000, 120_000, 120_000),
        ("1.200 people", 1, None, None),
        ("12/13 people", 1, None, None),
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
        ("a wall 3m high", "a distance or size"),
        ("children under 5", "an age"),
        ("at 12 noon", "a time of day"),
        ("a two-storey house", "part of a name or code"),
    ],
)
def test_a_number_that_counts_no_people_says_what_it_counts(nlp, words, reason):
    assert [mention.reason for mention in find_quantities(nlp(words))] == [reason]


@pytest.mark.parametrize(
    ("text", "low"),
    [
        ("On 5 May 12 clerks died.", 12),
        ("On the 5th of May 12 clerks died.", 12),
        ("In May 12 clerks died.", 12),
        ("In May 2024 12 clerks died.", 12),
        ("On 3 June four clerks died.", 4),
        ("On May 5 120 clerks died.", 120),
        ("On 5-6 May 12 clerks died.", 12),
        ("The 12 May raid killed seven clerks.", 7),
        ("The toll of clerks rose from 27 to 31 dead.", 31),
    ],
)
def test_a_count_beside_a_day_or_an_older_count_is_read(found, text, low):
    assert found(text).totals["killed"].low == low


@pytest.mark.parametrize("words", ["~30 clerks", "≈30 clerks", "c. 30 clerks", "c.30 clerks"])
def test_a_sign_for_about_is_a_hedge(found, words):
    total = found(f"The raid killed {words}.").totals["killed"]
    assert (total.low, total.best, total.high) == (27, 30, 33)


@pytest.mark.parametrize("words", ["12[1]", "12 [1]", "12¹", "12*", "12†", "１２", "١٢", "۱۲", "१२", "1২"])
def test_marks_and_scripts_of_digits_change_no_number(found, words):
    total = found(f"A raid killed {words} clerks.").totals["killed"]
    assert (total.low, total.best, total.high) == (12, 12, 12)


@pytest.mark.parametrize("words", ["1,200", "1 200", "1\u00a0200", "1\u202f200", "1'200", "1’200", "١٬٢٠٠"])
def test_thousands_are_parted_by_any_of_the_marks_for_it(found, words):
    assert found(f"A raid killed {words} clerks.").totals["killed"].low == 1200


@given(st.integers(1, 90), st.integers(1, 9), st.sampled_from("–—‒―−‑‐－~"))
def test_any_dash_reads_as_the_hyphen(found, low, width, dash):
    (claim,) = found(f"The raid killed {low}{dash}{low + width} clerks.").claims
    assert claim.quantity == replace(range_between(low, low + width), raw=f"{low}{dash}{low + width}")


@given(st.integers(1, 99_999), st.sampled_from("٠۰०০๐０"))
def test_any_script_of_digits_reads_as_those_of_english(found, number, zero):
    written = "".join(chr(ord(zero) + int(digit)) for digit in str(number))
    assert found(f"The raid killed {written} clerks.").totals["killed"].best == number


@given(st.integers(1, 99_999))
def test_a_number_in_words_reads_as_the_number_in_digits(nlp, number):
    (mention,) = find_quantities(nlp(f"{in_words(number)} people"))
    assert (mention.quantity.low, mention.quantity.best, mention.quantity.high) == (number, number, number)


def in_words(number: int) -> str:
    """A number as English writes it: "two thousand one hundred and five"."""
    if number >= 1000:
        rest = in_words(number % 1000) if number % 1000 else ""
        return f"{in_words(number // 1000)} thousand {'and ' if 0 < number % 1000 < 100 else ''}{rest}".strip()
    if number >= 100:
        return f"{UNITS[number // 100]} hundred" + (f" and {in_words(number % 100)}" if number % 100 else "")
    if number >= 20:
        return TENS[number // 10] + (f"-{UNITS[number % 10]}" if number % 10 else "")
    return UNITS[number]


@given(st.sampled_from(["1.200", "3/4", "12.345.678", "7'5"]), st.sampled_from(["people", "clerks", "young soldiers"]))
def test_digits_that_give_no_number_are_never_a_bare_plural(found, digits, people):
    (claim,) = found(f"The raid killed {digits} {people}.").claims
    quantity = claim.quantity
    assert (quantity.low, quantity.best, quantity.high) == (1, None, None)
    assert "number_unreadable" in claim.rules


@pytest.mark.parametrize(
    ("text", "measure", "figure"),
    [
        ("Five families were killed.", "killed", (5, None, None)),
        ("The fighting displaced 300 households.", "displaced", (300, None, None)),
        ("The fighting displaced 300 families (1,800 people).", "displaced", (1800, 1800, 1800)),
        ("The fighting displaced 300 families, or about 1,800 people.", "displaced", (1620, 1800, 1980)),
        ("Eleven people from three families were killed.", "killed", (11, 11, 11)),
        ("A family of six was killed.", "killed", (6, 6, 6)),
        ("Three couples were killed.", "killed", (6, 6, 6)),
        ("An elderly couple was killed.", "killed", (2, 2, 2)),
        ("A couple were killed at home.", "killed", (2, 2, 2)),
        ("A couple of guards were killed.", "killed", (2, 2, 3)),
        ("A youth was killed.", "killed", (1, 1, 1)),
        ("Of 14 sailors aboard, all but one were killed.", "killed", (13, 13, 13)),
    ],
)
def test_families_couples_and_those_left_are_counted_as_people(found, text, measure, figure):
    total = found(text).totals[measure]
    assert (total.low, total.best, total.high) == figure


def test_families_add_nothing_to_a_number_of_people(found):
    total = found("Nine people were killed. Two families were killed at home.").totals["killed"]
    assert (total.low, total.best) == (9, 9)


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
