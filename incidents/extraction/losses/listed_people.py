"""Who the dead were, told one by one after words for them: "the dead were named as A, 34, and B, 61", "Killed:" over a
list of names.

Only words for those struck lead to such a list: a row of suspects or speakers is none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token

from incidents.extraction.losses.composition import Composition, victim_words
from incidents.extraction.losses.cues import state_words, verb_cues
from incidents.extraction.parsed import lower_words
from incidents.extraction.people.noun_phrases import Quantities
from incidents.extraction.people.persons import BULLETS, Row, row_from
from incidents.extraction.people.words import is_person_noun
from incidents.extraction.rules import rule_words
from incidents.vocabulary import Measure

LINKS = {"as", ":", "were", "are", "was", "is", "included", "include", "includes", "including", "-", "–", "—", ",", "("}
# Links after which names may stand without ages: nobody else can be listed there.
SURE_LINKS = {"as", ":"}
NAMING = {"identify", "name", "list"}
# "The fallen" are dead; "fallen soldiers" may be told of any war.
THE = {"the", "its", "our", "their"}
LONGEST_LEAD = 30
WORDS_TO_APPOSITION = 4


def find_listed_people(doc: Doc, quantities: Quantities) -> Iterator[Composition]:
    """Every row of people who are told of as those struck, left to right."""
    lower = lower_words(doc)
    done = 0
    for i, word in enumerate(lower):
        if i < done:
            continue
        row = quantities.rows.at(i)
        if row is not None and row.start != i:
            continue
        if row is None and word in SURE_LINKS and i + 1 < len(doc):
            first = _past_bullets(i + 1, doc)
            row = quantities.rows.at(first) or row_from(first, doc)
        if row is None:
            continue
        found = _told_as_struck(row, doc, lower)
        if found is not None:
            done = row.end
            yield found


def _past_bullets(i: int, doc: Doc) -> int:
    while i + 1 < len(doc) and (doc[i].is_space or doc[i].text in BULLETS or _is_number_of_item(doc[i])):
        i += 1
    return i


def _is_number_of_item(token: Token) -> bool:
    opens = token.i > 0 and "\n" in token.doc[token.i - 1].text
    return (opens and token.text.rstrip(".)").isdecimal()) or token.text in {".", ")"}


def _told_as_struck(row: Row, doc: Doc, lower: list[str]) -> Composition | None:
    """The row as the people of the words before it, where they are words for those struck."""
    link = row.start - 1
    while link > 0 and (doc[link].is_space or doc[link].text in BULLETS - LINKS or _is_number_of_item(doc[link])):
        link -= 1
    while link > 0 and lower[link] in BULLETS and (doc[link - 1].is_space or lower[link - 1] == ":"):
        link -= 1 + doc[link - 1].is_space
    if link < 0 or lower[link] not in LINKS:
        return None
    first = link
    while first > max(link - LONGEST_LEAD, 0) and doc[first - 1].text not in {".", ";", "!", "?"}:
        if "\n" in doc[first - 1].text:
            break
        first -= 1
    if lower[link] == "," or lower[link] == "(":
        first = max(first, link - WORDS_TO_APPOSITION)
    lead = range(first, link)
    others = rule_words("casualties", "listed_people", "others")
    if any(lower[i] in others and not _is_killer_of_others(doc[i]) for i in lead) or _is_by_whom(lead, doc):
        return None
    row = _without_next_subject(row, doc)
    told = [(i, measure) for i in lead if (measure := _measure_told(i, doc)) is not None]
    named = lower[link] == "as" and any(doc[i].lemma_.lower() in NAMING for i in lead)
    if lower[link] == "as" and not named:
        return None
    if told:
        return Composition(row.start, doc[told[-1][0]], "listed-people", told[-1][1], row=row)
    anybody = any(lower[i] in {"victims", "victim", "casualties"} for i in lead)
    they = lower[link] in {"were", "are"} and link > 0 and lower[link - 1] in {"they", "these"} and link - 1 == first
    return Composition(row.start, doc[link], "listed-people", None, row=row) if anybody or they else None


def _without_next_subject(row: Row, doc: Doc) -> Row:
    """The row but for a last one of whom a clause of its own tells: "..., and the policeman is Juan Mora"."""
    if len(row.people) == 1 or row.end >= len(doc) or doc[row.end].pos_ != "AUX":
        return row
    return replace(row, people=row.people[:-1], end=row.people[-2].end)


def _measure_told(i: int, doc: Doc) -> Measure | None:
    """What befell people, as a word of the lead tells it: "the dead", "killed", "lost their lives"."""
    word = doc[i].lower_
    if word == "lives" or (word == "fallen" and i > 0 and doc[i - 1].lower_ in THE):
        return Measure.KILLED
    if (measure := state_words().get(word) or victim_words().get(word)) is not None:
        return measure
    cues = [cue for cue in verb_cues().get(word, ()) if cue.kind in {"verb", "subject_verb"} and cue.form != "base"]
    return cues[0].measure if cues and doc[i].pos_ == "VERB" else None


def _is_killer_of_others(noun: Token) -> bool:
    """Whether a noun is the doer before those struck: "gunmen killed three people: ..."."""
    return noun.dep_ == "nsubj" and any(child.dep_ == "dobj" for child in noun.head.children)


def _is_by_whom(lead: range, doc: Doc) -> bool:
    """Whether the people told last before the row are those who did it: "killed by two brothers: A and B"."""
    for i in reversed(lead):
        if is_person_noun(doc[i]):
            return any(doc[k].lower_ == "by" for k in range(max(i - 3, lead.start), i))
    return False
