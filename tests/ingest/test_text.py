"""What may be kept as a report, and what is refused with a reason."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.ingest.text import LONGEST_TEXT, UnusableTextError, clean_text


def test_line_ends_of_every_kind_become_newlines() -> None:
    assert clean_text("One\r\ntwo\rthree\n") == "One\ntwo\nthree"


def test_words_and_inner_spaces_stay_as_they_are() -> None:
    assert clean_text("Two  men,\u00a0both\tunarmed") == "Two  men,\u00a0both\tunarmed"


@pytest.mark.parametrize("nothing", ["", "   \n\t ", "\ufeff", "--- ... !!!"])
def test_a_text_without_words_is_refused(nothing: str) -> None:
    with pytest.raises(UnusableTextError, match="nothing here to read"):
        clean_text(nothing)


def test_the_longest_text_is_kept() -> None:
    assert len(clean_text("a" * LONGEST_TEXT)) == 200_000


def test_a_longer_text_is_refused_and_told_its_length() -> None:
    with pytest.raises(UnusableTextError, match="200,001 characters"):
        clean_text("a" * (LONGEST_TEXT + 1))


@pytest.mark.parametrize(
    "rubbish",
    ["%PDF-1.7\x00\x01 some words", "\x89PNG\r\n\x1a\n" + "\x02\x03\x04" * 30, "words " + "\ufffd" * 40],
)
def test_a_pasted_file_is_refused(rubbish: str) -> None:
    with pytest.raises(UnusableTextError, match="looks like a file"):
        clean_text(rubbish)


@pytest.mark.parametrize("text", ["قُتل ثلاثة جنود في هجوم", "Троє поранених 🚑", "三人が死亡した"])
def test_texts_of_any_script_are_kept(text: str) -> None:
    assert clean_text(text) == text


@given(st.text())
def test_any_text_is_either_kept_stably_or_refused(pasted: str) -> None:
    try:
        kept = clean_text(pasted)
    except UnusableTextError:
        return
    assert clean_text(kept) == kept
