"""Which texts are nearly the same, and what differs between them."""

from __future__ import annotations

import pytest

from incidents.ingest.near_duplicates import Difference, are_alike, bands_of, difference_of_texts, likeness
from tests.quickness import is_within

FIRST = "Fighters of the Northern Column attacked the town of Ashkel at dawn on Tuesday."
SECOND = "At least 12 fighters were killed, said army spokesman Idris Halloun."
THIRD = "Five soldiers were wounded and two armoured cars burned on the road to the river."
FOURTH = "The governor, Maren Toll, put the number of dead fighters at 19."
FIFTH = "Shops in the bazaar stayed shut on Wednesday while families buried their dead."
SIXTH = "It was the third attack on the town since the truce ended in January."
WIRE = "\n".join((FIRST, SECOND, THIRD, FOURTH, FIFTH, SIXTH))

COPIES = {
    "with a dateline": "ASHKEL, Norland (Lakeside Wire) - " + WIRE,
    "with an agency in front": "(Reuters) - " + WIRE,
    "with a dateline before that of the copied": "BESH (Harbour Press) - ASHKEL, Norland (Lakeside Wire) - " + WIRE,
    "in capitals": WIRE.upper(),
    "with other quotation marks": WIRE.replace("town of Ashkel", "“town” of ‘Ashkel’"),
    "with a paragraph added": WIRE + "\nA doctor at the clinic said that many of the wounded were brought in by cart.",
    "in another order": "\n".join((FIRST, FOURTH, THIRD, SECOND, SIXTH, FIFTH)),
    "cut off": "\n".join((FIRST, SECOND, THIRD)),
    "with the figure brought up to date": WIRE.replace("At least 12", "At least 15").replace("at 19", "at 23"),
    "as one paragraph": WIRE.replace("\n", " "),
}

OTHERS = {
    "another attack in the same words of the trade": (
        "Gunmen on motorcycles raided a market in Besh late on Friday. At least 12 traders were killed, said police. "
        "The mayor put the number of dead at 19. It was the second raid since spring began in the valley."
    ),
    "two words": "Attack reported.",
}


@pytest.mark.parametrize("copy", COPIES.values(), ids=COPIES)
def test_a_copy_is_found_and_known(copy: str) -> None:
    assert set(bands_of(copy)) & set(bands_of(WIRE))
    assert are_alike(copy, WIRE)


@pytest.mark.parametrize("other", OTHERS.values(), ids=OTHERS)
def test_another_text_is_no_copy(other: str) -> None:
    assert not are_alike(other, WIRE)


def test_bands_are_the_same_each_time_and_fit_a_bigint() -> None:
    assert bands_of(WIRE) == bands_of(WIRE)
    assert len(set(bands_of(WIRE))) == 32
    assert all(-(2**63) <= band < 2**63 for band in bands_of(WIRE))


def test_a_text_of_a_few_words_has_no_bands() -> None:
    assert bands_of("Twelve dead in Ashkel, army says") == []
    assert bands_of("") == []


def test_likeness_is_one_for_the_same_words_and_nought_for_others() -> None:
    assert likeness(WIRE, WIRE.upper()) == 1
    assert likeness(WIRE, "Rain fell on the coast all week and the fishing boats stayed in.") == 0
    assert likeness("", "") == 0


def test_likeness_falls_with_what_differs() -> None:
    assert likeness(COPIES["with the figure brought up to date"], WIRE) == pytest.approx(0.92, abs=0.02)


def test_sentences_added_and_left_out_are_told() -> None:
    found = difference_of_texts(
        "\n".join((FIRST, "A curfew was called.", THIRD, FOURTH, FIFTH, "Roads are shut.")), WIRE
    )
    assert found.added == ("A curfew was called.", "Roads are shut.")
    assert found.left_out == (SECOND, SIXTH)
    assert found.sentence == "with two sentences added and two left out"


def test_a_changed_number_is_shown_in_its_sentence() -> None:
    found = difference_of_texts(WIRE.replace("At least 12", "At least 15"), WIRE)
    words = [(words.text, words.kind) for words in found.changed[0]]
    assert words[:4] == [
        ("At least", "same"),
        ("12", "left_out"),
        ("15", "added"),
        ("fighters were killed, said army spokesman Idris Halloun.", "same"),
    ]
    assert (found.added, found.left_out, found.sentence) == ((), (), "with one sentence changed")


def test_order_case_and_datelines_are_no_difference() -> None:
    copy = "ASHKEL (Reuters) — " + "\n".join((FIRST, FOURTH, THIRD.upper(), SECOND, SIXTH, FIFTH))
    assert difference_of_texts(copy, WIRE).sentence == "in the same words"


def test_a_sentence_said_twice_is_added_once() -> None:
    assert difference_of_texts(f"{WIRE} {SIXTH}", WIRE).added == (SIXTH,)


def test_three_kinds_of_difference_make_one_phrase() -> None:
    text = "\n".join((FIRST, SECOND.replace("12", "15"), "A curfew was called.", FOURTH, FIFTH, SIXTH))
    assert difference_of_texts(text, WIRE).sentence == "with one sentence added, one left out and one changed"


def test_thousands_of_sentences_are_paired_in_a_moment() -> None:
    text = "\n".join(f"Man {number} died in town {number * 7}." for number in range(8_000))
    earlier = "\n".join(f"Man {number} died in the town {number * 7}." for number in range(8_000))
    found: list[Difference] = []
    assert is_within(2, lambda: found.append(difference_of_texts(text, earlier)))
    assert len(found[0].changed) > 7_000
