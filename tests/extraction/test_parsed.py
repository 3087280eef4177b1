from spacy.tokens import Doc

from incidents.extraction.parsed import lower_text, lower_words, text_of_doc
from incidents.extraction.sentences import sentence_spans


def test_what_was_put_together_once_is_given_again(parsed):
    doc = parsed("Nine people died.")
    assert text_of_doc(doc) is text_of_doc(doc) == "Nine people died."
    assert lower_words(doc) is lower_words(doc) == ["nine", "people", "died", "."]


def test_lower_case_keeps_every_character_in_its_place(parsed):
    assert lower_text(parsed("İzmir and OLBIA")) == "İzmir and olbia"


def test_a_text_with_no_marked_sentences_is_one(nlp):
    assert sentence_spans(Doc(nlp.vocab, words=["Nine", "died"], spaces=[True, False])) == [(0, 9)]
