import pytest
from spacy.lang.en import English

from incidents.extraction.entities import score_words_together
from incidents.extraction.model import language_model

TEXTS = [
    "Nine people died near Port Moresby on Friday 5 March 2021, said Maria de la Cruz of the World Food Programme.",
    "",
    "Killed in the Democratic Republic\n\nof Congo: Jean Baptiste.\n\n  \n",
    "KAMPALA",
    "Between 20 and 30 of the Lord's Resistance Army's men, some 5 per cent, left the Garamba National Park in May",
]


def named(doc):
    return [(entity.text, entity.label_) for entity in doc.ents]


def marked(doc):
    return [(token.ent_iob_, token.ent_type_) for token in doc]


@pytest.mark.parametrize("text", TEXTS)
def test_the_entities_are_those_of_the_recognizer(given, text):
    assert marked(language_model()(text)) == marked(given(text))


def test_the_texts_of_a_batch_have_the_entities_that_they_have_alone():
    nlp = language_model()
    assert [named(doc) for doc in nlp.pipe(TEXTS)] == [named(nlp(text)) for text in TEXTS]


def test_a_name_of_several_words_is_one_entity():
    assert ("Maria de la Cruz", "PERSON") in named(language_model()(TEXTS[0]))


def test_a_recognizer_that_looks_at_more_words_stays_as_it_is():
    nlp = English()
    recognizer = nlp.add_pipe("ner", config={"model": {"extra_state_tokens": True}})
    recognizer.add_label("GPE")
    nlp.initialize()
    score_words_together(nlp)
    assert nlp.pipe_names == ["ner"]
