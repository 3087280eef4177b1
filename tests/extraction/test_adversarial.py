"""Texts that somebody might send to break the program, or that a broken scraper sends every day."""

import sys

import pytest

from incidents.extraction import extract
from incidents.extraction.preparation import pieces
from tests.extraction.shape import check_shape

SENTENCE = "At least nine people were killed in Goma on Friday, police said. "
WOVEN = "the men who came to the town and took the ones that were there and then "

TEXTS = {
    "quotes within quotes": "he said “" * 1_000 + "nine were killed" + "”" * 1_000,
    "a word of 100,000 letters": "x" * 100_000,
    "digits only": "1234567890" * 1_000,
    "a number of 400 digits": "9" * 400 + " people were killed.",
    "a number of 400 digits in groups": "9" + ",999" * 133 + " people were killed.",
    "numbers in a row": ", ".join(map(str, range(1, 2_000))) + " people were killed.",
    "blanks for thousands": "100 200 300 " * 1_000 + "people were killed.",
    "hundreds of hundreds": "one hundred and " * 1_000 + "five people were killed.",
    "millions of millions": "million " * 2_000 + "killed",
    "names in a row": "Ahmed Karim, Musa Bello, Anna Schmidt, Li Wei, Omar Hassan, " * 50 + SENTENCE,
    "capitals in a row": "KABUL" * 200 + " " + "KABUL MAY OF AND DE LA " * 200 + SENTENCE,
    "commas": ", " * 5_000 + "killed",
    "brackets": "(" * 1_000 + "nine people were killed" + ")" * 1_000,
    "dashes": "- " * 5_000 + "nine people were killed",
    "empty lines": "\n" * 10_000 + SENTENCE,
    "full stops": "." * 10_000 + SENTENCE,
    "emoji": "😀💥 " * 1_000 + SENTENCE,
    "combining marks": "a" + "\u0301" * 5_000 + " nine people were killed.",
    "markup": "<div class='x'>" * 1_000 + SENTENCE + "</div>" * 1_000,
    "a script": "<script>var killed = 9; // 9 killed\n</script>" * 200 + SENTENCE,
    "right to left": "\u202e" + SENTENCE + "\u202c\u200f\u061c" * 500,
    "zero characters": "\x00".join(SENTENCE) + SENTENCE,
    "halves of surrogates": "\ud83d" * 1_000 + SENTENCE + "\udc00",
    "beyond the plane": "𝟗 𝐩𝐞𝐨𝐩𝐥𝐞 𝐰𝐞𝐫𝐞 𝐤𝐢𝐥𝐥𝐞𝐝. " * 100,
    "unassigned characters": "\U0010ffff\ue000\ufffe" * 1_000 + SENTENCE,
    "letters that grow in capitals": "ŉǰßİ ﬃ nine people were killed. " * 100,
    "the same in capitals": "İ ŉ ǰ ß ﬃ NINE PEOPLE WERE KILLED. " * 100,
    "many languages": "Nine people were killed. قتل تسعة أشخاص. Погибли девять человек. 九人死亡。" * 50,
}


TEXTS_OF_MANY = {
    "quotes": lambda many: '"' * many,
    "nested quotes": lambda many: "“" * (many // 2) + "nine people were killed" + "”" * (many // 2),
    "one sentence": lambda many: (WOVEN * many)[: 10 * many - 20] + " killed nine people.",
    "and, and, and": lambda many: "and " * many + "nine were killed.",
    "numbers killed": lambda many: "5 killed " * (many // 2),
    "markup without an end": lambda many: "<" * many + SENTENCE,
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_a_hostile_text_is_read_like_any_other(text):
    check_shape(text)


@pytest.mark.parametrize("many", [1_000, pytest.param(10_000, marks=pytest.mark.deep)])
@pytest.mark.parametrize("text", TEXTS_OF_MANY.values(), ids=TEXTS_OF_MANY.keys())
def test_a_hostile_text_is_read_like_any_other_however_long(text, many):
    check_shape(text(many))


@pytest.mark.parametrize(
    "text",
    [
        "Four\u200b men were killed.",
        "Four men\u200d were killed.",
        "\u202aFour men were killed.\u202c",
        "Four\u00a0men were killed.",
        "Four\u00ad men were killed.",
        "<b>Four men</b> were <i>killed</i>.",
        "😀 Four men were killed. 😀",
        "\ufeffFour men were killed.",
    ],
)
def test_marks_that_nobody_sees_hide_no_claim(text):
    (claim,) = extract(text).claims
    assert claim.quantity.best == 4
    assert text[slice(*claim.span)] == claim.raw


@pytest.mark.parametrize(
    "text",
    [
        "9" * 400 + " people were killed.",
        "999,999,999,999 people were killed.",
        "-5 degrees were measured and ² people came.",
        "Chapter IV was killed off.",
    ],
)
def test_what_is_no_number_of_people_gives_no_number(text):
    assert all(claim.quantity.low <= 100_000_000 for claim in extract(text).claims)
    assert not any(claim.quantity.best and claim.quantity.best > 3 for claim in extract(text).claims)


def test_no_one_killed_is_no_one():
    assert [claim.quantity.best for claim in extract("0 people were killed.").claims] in ([0], [])


# That reading is linear in the length of a text is shown by counting steps: time alone would tell of the machine.

LONG = {
    "prose": SENTENCE + "The rebels denied it and said that three of their fighters had died. ",
    "one sentence": WOVEN,
    "digits": "1234567890",
    "names": "Ahmed Karim, Musa Bello, Anna Schmidt, Li Wei, Omar Hassan, ",
    "quotes": '"We lost five men," he said. ',
    "capitals": "FIVE SOLDIERS WERE KILLED IN THE TOWN OF GOMA ON FRIDAY BY REBELS. ",
    "spaced numbers": "100 200 300 ",
    "places": "Goma, Kabul, Kandahar, Paris, ",
    "dates": "on 5 May 2014 and Friday ",
    "casualties": "5 killed ",
}


@pytest.mark.parametrize("unit", LONG.values(), ids=LONG.keys())
def test_four_times_the_text_takes_four_times_the_steps(unit):
    short, long = (_steps((unit * (size // len(unit) + 1))[:size]) for size in (1_500, 6_000))
    assert long < 5.5 * short


def _steps(text: str) -> int:
    """How often functions of ours are called, or go on in a comprehension, while a text is read."""
    extract(text)
    steps = 0

    def count(frame, event, _argument):
        nonlocal steps
        steps += event == "line" and "/incidents/extraction/" in frame.f_code.co_filename
        return count

    before = sys.gettrace()
    sys.settrace(lambda frame, event, argument: count if "/incidents/extraction/" in frame.f_code.co_filename else None)
    try:
        extract(text)
    finally:
        sys.settrace(before)
    return steps


@pytest.mark.parametrize("sign", ["=", "(", "—", "'s"])
def test_signs_without_a_blank_cost_the_tokenizer_no_more_than_their_number(sign):
    short, long = (max(map(len, pieces(SENTENCE + sign * many))) for many in (300, 30_000))
    assert short <= long <= len(SENTENCE) + 200
