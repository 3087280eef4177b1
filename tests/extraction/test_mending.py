"""What a PDF or a copy broke is mended for reading, and each character keeps its place in the text as given."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.extraction import extract
from incidents.extraction.mending import order_stretches, reading_text
from incidents.extraction.types import Furniture
from incidents.vocabulary import Measure
from tests.quickness import is_quick


def reads(text: str) -> str:
    return reading_text(text, ()).text


@pytest.mark.parametrize(
    ("broken", "mended"),
    [
        ("shells hit Myko-\nlaiv today", "shells hit Mykolaiv today"),
        ("thirty-\nfour men died", "thirty-four men died"),
        ("the hos-\npital was full", "the hospital was full"),
        ("men of Abu-\nBakr fled", "men of Abu-Bakr fled"),
        ("Iran-\nbacked fighters", "Iran-backed fighters"),
        ("a car-\nbomb went off", "a car-bomb went off"),
        ("shells kil-\nled a monk", "shells killed a monk"),
        ("a dam-\naged bridge", "a damaged bridge"),
        ("the rebel-\nled council", "the rebel-led council"),
        ("eleven per\u00adsons, twen\u00ad\nty men", "eleven persons, twenty men"),
        ("nine died.[3] Others fled.¹² He wept.4 She left", "nine died. Others fled. He wept. She left"),
        ("gunmen who came on motorcycles\nkilled nine people", "gunmen who came on motorcycles killed nine people"),
    ],
)
def test_what_is_broken_reads_as_it_was_written(broken, mended):
    assert reads(broken) == mended


@pytest.mark.parametrize(
    "text",
    [
        "Incidents:\n- two dead in Jos\n- three dead in Kano",
        "Nine died in Jos.\nthree of them were children",
        "Casualties\n3 dead\n5 wounded",
        "A headline without a stop\nNine people died in Jos on Monday, the governor said.",
        "km² and 5 [see below] stay",
    ],
)
def test_a_line_that_ends_something_ends_it_still(text):
    assert "\n" in reads(text) or reads(text) == "km and 5 [see below] stay"


def test_a_column_of_forty_characters_is_read_as_sentences():
    text = (
        "On 3 June, rockets fired at the port of\nNajara killed at least seven-\nteen dockers and in-\n"
        "jured thirty. Mayor Ali\nSenna said that the dead included two chil-\ndren."
    )
    found = extract(text, date(2024, 6, 5))
    assert (found.totals[Measure.KILLED].low, found.totals[Measure.INJURED].best) == (17, 30)
    assert [text[slice(*claim.span)] for claim in found.claims][:2] == ["at least seven-\nteen dockers", "thirty"]


def test_capitals_copy_keeps_its_dateline_and_the_name_behind_near():
    text = (
        "BUKAVU, DR CONGO - SEVENTEEN PEOPLE WERE KILLED AND 40 WOUNDED WHEN SHELLS HIT A MARKET NEAR SAKE ON FRIDAY."
    )
    found = extract(text, date(2024, 5, 6))
    assert [(claim.raw, claim.quantity.best) for claim in found.claims] == [("SEVENTEEN PEOPLE", 17), ("40", 40)]
    assert found.event.place is not None
    assert found.event.place.name == "Sake"


def test_stretches_are_put_in_order_and_inside_the_text():
    given_stretches = [Furniture((6, 99), "b"), Furniture((0, 7), "a"), Furniture((8, 8), "c")]
    assert order_stretches(given_stretches, "0123456789") == (Furniture((0, 7), "a"), Furniture((7, 10), "b"))


@pytest.mark.parametrize(
    "unit", ["a-\n", "a\n", "ab cd ef gh ij kl mn op\n", "[1]", "\u00ad", "- \n", "²", "a\t1\n", "KIA x"]
)
def test_the_worst_text_is_mended_in_no_time(unit):
    assert is_quick(reads, "Town\tKilled\n", unit, "")


@given(
    st.lists(
        st.sampled_from(
            ["Kher-", "son", "\n", "\u00ad", "[2]", " ", "12 dead", "KIA x3", "Goma\t3", "Town\tKilled", "."]
        )
    )
)
def test_each_character_that_stays_knows_its_place(parts):
    text = "".join(parts)
    reading = reading_text(text, ())
    assert len(reading.places) == len(reading.text)
    assert list(reading.places) == sorted(reading.places)
    assert all(0 <= place < len(text) for place in reading.places)


def test_several_blanks_between_words_are_one():
    assert reads("Nine   dead in\u00a0 Sumy") == "Nine dead in\u00a0Sumy"
