"""Step 2: copies add nothing. Step 3: of one origin the latest statement stands."""

from __future__ import annotations

from datetime import timedelta

from incidents.vocabulary import Flag, Reliability
from tests.reconciliation.cast import (
    MIDNIGHT,
    claim,
    denial,
    dozens,
    dropped_at,
    estimate,
    numbers,
    part,
    party,
    without_figure,
)

AGENCY = "Valley News"
HOSPITAL = "District Hospital"


def test_a_reprint_adds_no_vote() -> None:
    reprints = [claim(40, origin=AGENCY, report_id=index) for index in range(5)]
    one = estimate(*reprints, claim(10), claim(12))
    assert one.best == 12
    assert one.origins == 3


def test_a_reprint_is_dropped_with_its_reason() -> None:
    first, reprint = claim(40, origin=AGENCY), claim(40, origin=AGENCY, hour=3)
    one = estimate(first, reprint)
    assert dropped_at(one) == {reprint.id: "independence"}
    assert one.dropped[0].reason == "repeats Valley News, already heard: a copy adds nothing"


def test_reports_count_reprints_though_origins_do_not() -> None:
    one = estimate(claim(40, origin=AGENCY, report_id=1), claim(40, origin=AGENCY, report_id=2))
    assert (one.origins, one.reports) == (1, 2)


def test_spellings_of_one_origin_are_one_voice() -> None:
    assert estimate(claim(40, origin="Valley News"), claim(40, origin="valley  news")).origins == 1


def test_an_origin_under_another_spelling_replaces_what_it_said() -> None:
    assert numbers(estimate(claim(40, origin="Valley News"), claim(44, origin="valley  news", hour=3))) == (44, 44, 44)


def test_a_late_reprint_does_not_make_an_old_figure_the_latest() -> None:
    one = estimate(claim(10, origin=HOSPITAL), claim(14, origin=HOSPITAL, hour=6), claim(10, origin=HOSPITAL, hour=20))
    assert numbers(one) == (14, 14, 14)


def test_a_late_reprint_makes_nobody_else_stale() -> None:
    one = estimate(claim(10, origin=AGENCY), claim(10, origin=AGENCY, hour=200), claim(30, origin=HOSPITAL, hour=2))
    assert (one.low, one.high) == (10, 30)


def test_a_statement_has_the_best_grade_of_those_that_carry_it() -> None:
    carried_twice = [
        claim(50, origin="governor", reliability=Reliability.E),
        claim(50, origin="governor", reliability=Reliability.A, hour=1),
    ]
    assert estimate(*carried_twice, claim(20, reliability=Reliability.B)).best == 50


def test_a_later_statement_replaces_an_earlier_one_upwards() -> None:
    first, later = claim(10, origin=HOSPITAL), claim(14, origin=HOSPITAL, hour=6)
    one = estimate(first, later)
    assert numbers(one) == (14, 14, 14)
    assert dropped_at(one) == {first.id: "supersession"}


def test_a_later_statement_replaces_an_earlier_one_downwards() -> None:
    assert numbers(estimate(claim(14, origin=HOSPITAL), claim(9, origin=HOSPITAL, hour=6))) == (9, 9, 9)


def test_the_time_spoken_of_goes_before_the_time_of_publication() -> None:
    evening = claim(14, origin=HOSPITAL, hour=20)
    looking_back = claim(9, origin=HOSPITAL, hour=30, as_of=MIDNIGHT + timedelta(hours=10))
    assert numbers(estimate(evening, looking_back)) == (14, 14, 14)


def test_two_statements_of_one_time_become_one() -> None:
    one = estimate(*(claim(number, origin=HOSPITAL) for number in (7, 11, 20)))
    assert numbers(one) == (7, 11, 20)
    assert one.origins == 1


def test_two_bests_of_one_time_give_the_lower() -> None:
    assert numbers(estimate(claim(7, origin=HOSPITAL), claim(11, origin=HOSPITAL))) == (7, 7, 11)


def test_a_word_does_not_take_back_a_number() -> None:
    one = estimate(claim(34, origin=HOSPITAL), dozens(origin=HOSPITAL, hour=5))
    assert numbers(one) == (34, 34, 34)


def test_a_number_replaces_an_earlier_word() -> None:
    word = dozens(origin=HOSPITAL)
    one = estimate(word, claim(5, origin=HOSPITAL, hour=5))
    assert dropped_at(one) == {word.id: "supersession"}
    assert Flag.VAGUE_CONFLICT not in one.flags


def test_a_count_replaces_the_same_voices_earlier_denial() -> None:
    one = estimate(denial(origin="army"), claim(4, origin="army", hour=8))
    assert numbers(one) == (4, 4, 4)
    assert Flag.CONTESTED not in one.flags


def test_a_denial_replaces_the_same_voices_earlier_count() -> None:
    assert numbers(estimate(claim(4, origin="army"), denial(origin="army", hour=8))) == (0, 0, 0)


def test_a_part_does_not_replace_the_whole() -> None:
    one = estimate(claim(56, origin="ministry"), part(claim(3, origin="ministry", hour=5)))
    assert numbers(one) == (56, 56, 56)


def test_what_a_voice_says_as_a_party_does_not_replace_what_it_said_as_a_neutral() -> None:
    one = estimate(claim(8, origin="ministry"), party(claim(80, origin="ministry", hour=5)))
    assert numbers(one) == (8, 8, 8)


def test_a_report_without_figure_takes_nothing_back() -> None:
    assert numbers(estimate(claim(8, origin="ministry"), without_figure(origin="ministry", hour=5))) == (8, 8, 8)
