from hypothesis import given
from hypothesis import strategies as st

from incidents.extraction.preparation import pieces, readable_text


@given(st.text(max_size=500))
def test_preparing_a_text_never_moves_a_character(text):
    assert len(readable_text(text)) == len(text)


@given(st.text(alphabet="ab .\n", max_size=12_000))
def test_the_pieces_of_a_text_are_the_text(text):
    assert "".join(pieces(text)) == text


def test_names_keep_their_capital_in_recased_copy():
    assert readable_text("TWO SOLDIERS DIED IN BOGOTA ON MONDAY") == "Two soldiers died in Bogota on Monday"


def test_a_letter_that_is_two_capitals_stays_one_character_in_recased_copy():
    assert readable_text("A0ßAAA") == "A0ßaaa"


def test_a_long_text_is_cut_at_the_end_of_a_paragraph():
    paragraph = "Nothing happened on that day. " * 100
    first, *_ = pieces(f"{paragraph}\n\n{paragraph}\n\n{paragraph}")
    assert first.endswith("\n\n")


def test_a_large_town_is_a_name_behind_in_though_the_dictionary_has_it() -> None:
    text = "A BOMB IN HERAT KILLED TWO MEN READING IN BED, AND A THIRD IN HIDING."
    assert readable_text(text) == "A bomb in Herat killed two men reading in bed, and a third in hiding."
