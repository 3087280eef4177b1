"""What must hold for any text, shown on texts that nobody would think of."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from incidents.extraction import extract, extract_many
from tests.extraction.shape import PUBLISHED, check_shape


def one_of(*phrases: str) -> st.SearchStrategy[str]:
    """Any of the phrases, which are written with bars between them."""
    return st.sampled_from("|".join(phrases).split("|"))


NUMBERS = st.one_of(
    st.integers(0, 300).map(str),
    st.integers(1_000, 2_000_000).map("{:,}".format),
    one_of(
        "no|none|a|one|twelve|twenty-three|dozens|hundreds|several|1.2|½|٣|１２|²|IV|-5|0|5-7|fewer|a dozen",
        "at least 9|more than 40|up to 14|between 5 and 8|one hundred and five|1 200|1.2 million|scores of|half",
    ),
)
PEOPLE = one_of(
    "people|soldiers|civilians|women|children|others|men|gunmen|him|them|everyone|nobody|Taliban|bodies|a baby",
    "an MP and six others|the commander and two of his bodyguards|members of one family|a mother and her son",
)
LOSSES = one_of(
    "killed|wounded|died|dead|injured|arrested|kidnapped|missing|fled|executed|were killed|was shot dead|killing",
    "left dead|death toll rose to|claimed the lives of|blew himself up|have not been harmed|could kill",
    "denied killing|no survivors among|killed and wounded",
)
SPEAKERS = one_of("police said|he added|according to the governor|the army claimed|Karim Diallo said|they denied")
PLACES = one_of("in Goma|near Kandahar|KABUL, May 3 (Wire) -|in the north of Mali|outside Paris|Tel Aviv")
DATES = one_of("on Friday|in 2014|on 5 May|last week|since March|yesterday|31 February|10 years ago|overnight")
JOINS = one_of(
    ',|.|\n|\n\n|;|"|“|”|(|)|--|and|or|including|among them|of them|of|the|who|that|as|by|when|after|not|also',
    "another|bringing the toll to|its|'s|of these|both|respectively|while",
)
CONFLICT_WORDS = st.one_of(NUMBERS, PEOPLE, LOSSES, SPEAKERS, PLACES, DATES, JOINS)
CONFLICT_TEXTS = st.lists(CONFLICT_WORDS, max_size=40).map(" ".join)
MIXED_TEXTS = st.lists(st.one_of(CONFLICT_WORDS, st.text(max_size=6)), max_size=25).map("".join)
ANY_TEXTS = st.text(st.characters(exclude_categories=()), max_size=300)

# Reading a text costs more than other properties do: it is tried on a share of the examples of a run.
half = settings(max_examples=settings.default.max_examples // 2, suppress_health_check=list(HealthCheck))
a_sixth = settings(half, max_examples=settings.default.max_examples // 6)


@half
@given(ANY_TEXTS)
def test_any_text_is_read(text):
    check_shape(text)


@half
@given(CONFLICT_TEXTS)
def test_any_string_of_the_words_of_conflict_is_read(text):
    check_shape(text)


@half
@given(MIXED_TEXTS)
def test_any_characters_between_the_words_of_conflict_are_read(text):
    check_shape(text)


@half
@given(CONFLICT_TEXTS.map(str.upper))
def test_any_shouted_text_is_read(text):
    check_shape(text)


@a_sixth
@given(CONFLICT_TEXTS)
def test_the_same_text_gives_the_same_answer(text):
    assert extract(text, PUBLISHED) == extract(text, PUBLISHED)


@a_sixth
@given(st.lists(st.one_of(CONFLICT_TEXTS, ANY_TEXTS), min_size=2, max_size=5))
def test_texts_read_together_give_what_each_gives_alone(texts):
    together = list(extract_many([(text, PUBLISHED) for text in texts], batch_size=3))
    assert together == [extract(text, PUBLISHED) for text in texts]


@half
@given(CONFLICT_TEXTS, st.dates(date(1800, 1, 1), date(2999, 12, 31)))
def test_a_text_of_any_day_is_read(text, published):
    when = extract(text, published).event.date
    assert when is None or when.start <= when.end <= published


@a_sixth
@given(CONFLICT_TEXTS, st.text(" \t\n\u00a0\u200b", max_size=5))
def test_blanks_before_a_text_only_move_its_spans(text, blanks):
    moved = extract(blanks + text.strip(), PUBLISHED)
    for claim in moved.claims:
        assert claim.span[0] >= len(blanks) or not claim.raw.strip()


@pytest.mark.parametrize("published", [date(1800, 1, 1), date(2024, 2, 29), date(2999, 12, 31)])
def test_days_are_counted_back_from_any_day(published):
    when = extract("Nine people were killed on Friday, 10 years after the war of 1790.", published).event.date
    assert when is None or when.end <= published
