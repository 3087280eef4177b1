import pytest
from spacy.lang.en import English

from incidents.extraction.attribute_rules import remember_attribute_rules
from incidents.extraction.model import language_model

TEXTS = [
    "Nine people, including two of her children, were killed when I was there; it isn't over, she said.",
    "  Let's go: they ain't gonna stop, and you've gotta leave.\n\nThe army has got to answer, but nobody does.",
    "Nine people, including two of her children, were killed when I was there; it isn't over, she said.",
    "That is what who did to whom, and THIS is mine. Both sides' better men have been dying.",
    "",
]


@pytest.mark.parametrize("text", TEXTS)
def test_what_is_remembered_is_what_the_ruler_makes(given, text):
    def read(nlp):
        return [(t.text, t.tag_, t.pos_, str(t.morph), t.lemma_, t.dep_, t.head.i) for t in nlp(text)]

    assert read(language_model()) == read(given)


def test_the_ruler_itself_is_not_asked_again_about_the_same(monkeypatch):
    nlp = language_model()
    nlp("Nine people were killed.")
    monkeypatch.setattr(nlp.get_pipe("remembered_attribute_rules"), "ruler", None)
    assert [token.pos_ for token in nlp("Nine men were killed.")] == ["NUM", "NOUN", "AUX", "VERB", "PUNCT"]


def test_a_ruler_whose_patterns_ask_for_more_stays_as_it_is():
    nlp = English()
    nlp.add_pipe("attribute_ruler").add([[{"SHAPE": "Xxxx"}]], {"POS": "PROPN"})
    remember_attribute_rules(nlp)
    assert nlp.pipe_names == ["attribute_ruler"]
