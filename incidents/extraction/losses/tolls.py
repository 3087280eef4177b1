"""Losses told by a number that stands apart: a toll, "the number of people killed", a label."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from incidents.extraction.losses.cues import listed_words, loss_nouns, state_words, verb_cues
from incidents.extraction.losses.labelled import LabelledFigure, figure_after_label
from incidents.extraction.losses.loss import Loss
from incidents.extraction.people.noun_phrases import Quantities
from incidents.extraction.people.quantities import QuantityMention
from incidents.extraction.rules import load_rules
from incidents.extraction.types import Quantity
from incidents.vocabulary import Measure

# "The death count", "the casualty figure": tolls by the word before them only.
LOOSE_TOLLS = {"total", "count", "figure", "number"}
DEADLY = {"death", "fatality", "casualty", "body"}
IN_ALL = {"in all", "in total", "altogether", "people", "persons", "so far", "overall"}
REVISING = {"revise", "adjust", "update", "correct", "raise", "increase", "change", "amend"}
# Kinds of verbs that say by themselves what befell those whom "the number of" counts.
OF_NUMBERED = {"verb", "subject_verb", "counted_subject"}
OF_THE_HURT = {"injury", "injuries", "injured", "wounded", "hurt"}
WORDS_TO_NUMBER = 6
WORDS_TO_TOLL = 30


def toll_losses(noun: Token, quantities: Quantities) -> Iterator[Loss]:
    """ "The toll rose from 27 to 31", "a death toll of 31"."""
    doc = noun.doc
    end = min(noun.i + WORDS_TO_TOLL, noun.sent.end)
    if noun.i + 1 < len(doc) and doc[noun.i + 1].lemma_.lower() == "include":
        return
    measure = _measure_of_toll(noun)
    links = listed_words("toll", "links")
    start = noun.i + 1
    found: QuantityMention | None = None
    aside = [clause for clause in noun.rights if clause.dep_ == "relcl"]
    if aside and aside[0].i + 1 < end and quantities.at(aside[0].right_edge.i) is not None:
        first = aside[0].right_edge.i + 1  # "the toll, which stood at seven, now stands at nine"
        later = [k for k in range(first, end) if quantities.at(k) is not None and doc[k - 1].lower_ in links]
        start = first if later else start
    if noun.lower_ in LOOSE_TOLLS and not (noun.i and doc[noun.i - 1].lower_ in DEADLY):
        return
    for i in range(start, end):
        mention = quantities.at(i)
        if mention is None or mention.start != i or mention.reason is not None:
            continue
        if mention.end < len(doc) and doc[mention.end].lower_ in {"wounded", "injured", "dead"}:
            return
        if (
            doc[i - 1].lower_ in links
            or "now" in (doc[i - 1].lower_, doc[i].lower_)
            or (found is None and i - noun.i <= 4)
        ):
            found = mention
        if found is not None and doc[i - 1].lower_ != "from":
            break
    if found is not None:
        yield Loss(measure, noun, (), "toll", toll=found)
        if (revised := _find_revision(found, noun, quantities)) is not None:
            yield Loss(measure, revised[0], (), "toll", toll=revised[1])


def _find_revision(toll: QuantityMention, noun: Token, quantities: Quantities) -> tuple[Token, QuantityMention] | None:
    """The verb and the number of "rose to 59 [later revised to 61]"."""
    doc = noun.doc
    for i in range(toll.end + 1, min(toll.end + WORDS_TO_NUMBER, noun.sent.end - 2)):
        mention = quantities.at(i + 1) if doc[i].lower_ == "to" else None
        if mention is not None and mention.reason is None:
            verbs = [word for word in doc[toll.end : i] if word.lemma_.lower() in REVISING and word.tag_ == "VBN"]
            return (verbs[0], mention) if verbs else None
    return None


def _measure_of_toll(noun: Token) -> Measure:
    """Whose toll it is: of the dead, but for "the toll of the wounded", "the injury toll", "the casualty toll"."""
    doc = noun.doc
    before = doc[noun.i - 1].lower_ if noun.i else ""
    if before in {"casualty", "road", "heavy", "heavier"}:
        return Measure.CASUALTIES
    after = [word.lower_ for word in doc[noun.i + 1 : noun.i + 4]]
    told = {before, *(after[1:] if after[:1] == ["of"] else ())}
    return Measure.KILLED if OF_THE_HURT.isdisjoint(told) else Measure.INJURED


def put_at(token: Token, quantities: Quantities) -> Loss | None:
    """ "Officials put the dead at 10", "the wounded were put at 40": the number stands after "at"."""
    doc = token.doc
    measure = state_words().get(token.lower_)
    if measure is None or token.i < 2 or doc[token.i - 1].lower_ not in {"the", "its", "their"}:
        return None
    near = doc[max(token.i - 3, token.sent.start) : min(token.i + 4, token.sent.end)]
    at = next((word for word in near if word.lower_ == "at" and word.i > token.i), None)
    if at is None or not any(word.lemma_.lower() in {"put", "place", "estimate"} for word in near):
        return None
    mention = quantities.at(at.i + 1)
    if mention is None or mention.reason is not None:
        return None
    return Loss(measure, token, (), f"put-at:{token.lower_}", toll=mention)


def told_of_those_struck(token: Token, quantities: Quantities) -> Loss | None:
    """ "The dead number eleven, the wounded thirty", "the dead were two", "and that of the wounded to 21"."""
    doc = token.doc
    measure = state_words().get(token.lower_)
    if measure is None or not 0 < token.i < len(doc) - 1 or doc[token.i - 1].lower_ != "the":
        return None
    of_them = token.i > 2 and doc[token.i - 2].lower_ == "of" and doc[token.i - 3].lower_ == "that"
    links = {"to", "at", "is", "was"} if of_them else {"number", "numbered", "totalled", "totaled", "were", "are"}
    at = token.i + 1 + (doc[token.i + 1].lower_ in links)
    mention = quantities.at(at)
    if mention is None or mention.start != at or mention.reason is not None:
        return None
    after = doc[mention.end] if mention.end < len(doc) else None
    if after is not None and not (after.is_punct or after.lower_ == "and"):
        return None
    return Loss(measure, token, (), f"of-those:{token.lower_}", toll=mention)


def number_of_people(noun: Token, quantities: Quantities) -> tuple[Token, Loss] | None:
    """The cue word and the loss of "the number of people killed has risen to 60"."""
    doc = noun.doc
    following = doc[noun.i + 1] if noun.i + 1 < len(doc) else noun
    measure_named = state_words().get(following.lower_)
    if measure_named is None and following.lower_ != "of":
        return None
    found = (measure_named, following, None) if measure_named else _counted_by_number(noun, quantities)
    if found is None:
        return None
    measure, cue, population = found
    if (brought := _brought_to(noun, quantities)) is not None:
        told = population or cue  # "raises to two the number of those killed"
        return cue, Loss(
            measure, cue, (), f"number-of:{cue.lower_}", toll=brought, population=told, counts_itself=population is None
        )
    toll = _number_after(cue, quantities)
    if toll is None:
        return None
    return cue, Loss(measure, cue, (), f"number-of:{cue.lower_}", toll=toll, population=population)


def _counted_by_number(noun: Token, quantities: Quantities) -> tuple[Measure, Token, Token | None] | None:
    """What "the number of ..." counts: the measure, its word, and the noun of the people where there is one."""
    population: Token | None = None
    for token in noun.doc[noun.i + 2 : min(noun.i + 2 + WORDS_TO_NUMBER, noun.sent.end)]:
        if quantities.at(token.i) is not None or token.text in {",", ";"}:
            return None
        if measure := state_words().get(token.lower_) or measure_of_verb(token):
            return measure, token, population
        if token.lemma_.lower() in {"death", "fatality"}:
            return Measure.KILLED, token, None
        if token.pos_ in {"NOUN", "PROPN"}:
            population = token
    return None


def measure_of_verb(token: Token) -> Measure | None:
    """The measure of a verb: "the number of people massacred", "the number of those who perished"."""
    cues = verb_cues().get(token.lower_, ()) if token.tag_ in {"VBN", "VBD"} else ()
    told = (cue for cue in cues if cue.kind in OF_NUMBERED and not cue.results)
    return next((cue.measure for cue in told), None)


def _brought_to(noun: Token, quantities: Quantities) -> QuantityMention | None:
    """The number of "brings to 212 the number of soldiers killed"."""
    doc = noun.doc
    i = noun.i - 2 if noun.i > 1 and doc[noun.i - 1].lower_ == "the" else noun.i - 1
    mention = quantities.at(i) if i > 0 else None
    if mention is None or mention.reason is not None or doc[mention.start - 1].lower_ != "to":
        return None
    return mention


def _number_after(cue: Token, quantities: Quantities) -> QuantityMention | None:
    links = listed_words("toll", "links") | {"now", "above", "past"}
    for i in range(cue.i + 1, min(cue.i + WORDS_TO_TOLL, cue.sent.end)):
        mention = quantities.at(i)
        if mention is None or mention.start != i or mention.reason is not None:
            continue
        before = cue.doc[i - 2] if cue.doc[i - 1].text == '"' else cue.doc[i - 1]
        if before.lower_ in links:
            return mention
    return None


def people_of_manifold(noun: Token) -> Loss | None:
    """How many people "a quadruple shooting" hit."""
    rules = load_rules("casualties")["manifold"]
    measure = rules["nouns"].get(noun.lemma_.lower())
    times = next((child for child in noun.lefts if child.lower_ in rules["times"]), None)
    if measure is None or times is None or noun.tag_ != "NN":
        return None
    number = rules["times"][times.lower_]
    quantity = Quantity(number, number, number, raw=times.text)
    told = QuantityMention(times.i, times.i + 1, quantity, f"manifold:{times.lower_}")
    return Loss(
        Measure(measure), noun, (), f"manifold:{noun.lemma_.lower()}", toll=told, population=noun, counts_itself=True
    )


def counted_in_all(token: Token, quantities: Quantities) -> Loss | None:
    """ "The wounded, 22 in all, were taken to hospital": those hurt or dead, with their number beside them."""
    doc = token.doc
    measure = state_words().get(token.lower_)
    if measure is None or not 0 < token.i < len(doc) - 3 or doc[token.i - 1].lower_ not in {"the", "all"}:
        return None
    mention = quantities.at(token.i + 2) if doc[token.i + 1].text in {",", "(", "-", "–", "—"} else None
    if mention is None or mention.reason is not None or mention.start > token.i + 4 or mention.end >= len(doc):
        return None
    after = " ".join(word.lower_ for word in doc[mention.end : mention.end + 2])
    if after in IN_ALL or doc[mention.end].lower_ in IN_ALL | {",", ")"}:
        return Loss(measure, token, (), f"in-all:{token.lower_}", toll=mention)
    return None


def _is_told_apart(figure: LabelledFigure, label: Token) -> bool:
    """Whether what follows "Casualties:" says itself what befell them: "one officer and two soldiers killed"."""
    start = figure.mention.end if figure.mention is not None else label.sent.end
    return any(word.lower_ in state_words() for word in label.doc[start : label.sent.end])


def labelled_loss(token: Token, quantities: Quantities) -> Loss | None:
    """ "Killed: 3. Injured: none"."""
    lemma = token.lemma_.lower()
    measure = state_words().get(token.lower_) or (loss_nouns()[lemma][0] if lemma in loss_nouns() else None)
    figure = figure_after_label(token, quantities) if measure is not None else None
    if measure is None or figure is None or (measure is Measure.CASUALTIES and _is_told_apart(figure, token)):
        return None
    if measure is Measure.CASUALTIES and figure.noun is not None and _tells_what_befell(figure.noun):
        return None
    rule = f"label:{token.lower_}"
    if figure.mention is None:
        return Loss(measure, token, (), rule, nobody=True)
    if figure.noun is not None:
        return Loss(measure, token, (figure.noun,), rule)
    return Loss(measure, token, (), rule, toll=figure.mention)


def _tells_what_befell(noun: Token) -> bool:
    """Whether a word of loss follows in the clause: "Casualties: one officer and two soldiers killed"."""
    for token in noun.doc[noun.i + 1 : min(noun.i + WORDS_TO_TOLL, noun.sent.end)]:
        if token.lower_ in {".", ";", ":", "of", "including"} or "\n" in token.text:
            return False
        if token.lower_ in state_words():
            return True
    return False
