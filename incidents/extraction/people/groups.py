"""The groups of people that a victim phrase names: where each begins and ends, and how many it has."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from incidents.extraction.people.noun_phrases import Quantities, head_of, noun_after
from incidents.extraction.people.quantities import NOBODY, SINGLE, QuantityMention, bare_plural
from incidents.extraction.people.words import (
    ORDINALS,
    PLURAL_PRONOUNS,
    SINGULAR_PRONOUNS,
    is_not_people,
    is_person_noun,
    may_name_person,
    person_nouns,
)
from incidents.extraction.rules import load_rules, rule_words
from incidents.extraction.types import Quantity
from incidents.vocabulary import Hedge

PLURAL_TAGS = {"NNS", "NNPS"}
NOBODY_WORDS = {"nobody", "none", "noone", "neither"}
DEFINITE = {"the", "this", "that", "these", "those"}
UNKNOWN = {"unknown", "unspecified", "undisclosed", "undetermined", "unconfirmed"}
STATE_WORDS = {"dead", "wounded", "injured", "missing", "slain"}
LEFT_PARTS = {"det", "amod", "compound", "poss", "nummod", "nmod", "quantmod", "predet", "advmod", "case", "punct"}
PLURAL_WITHOUT_S = {"people", "police", "troops", "personnel", "children", "men", "women", "staff", "youth", "crew"}
LONGEST_NAME = 20
WORDS_TO_MEMBERS = 8
PAIR = Quantity(2, 2, 2)
LIST_DETERMINERS = {"a", "an", "his", "her", "their", "its", "another", "one"}
REPORTING = {"say", "tell", "report", "add", "confirm", "announce", "state", "claim"}


@dataclass(frozen=True, slots=True)
class VictimGroup:
    """One group of victims: tokens [start, end), how many, and the rule that counted them."""

    head: Token
    noun: Token
    start: int
    end: int
    quantity: Quantity
    rule: str
    definite: bool = False
    part: bool = False
    nobody: bool = False
    apart: bool = False


def read_group(head: Token, quantities: Quantities) -> VictimGroup | None:
    """The group of victims around a noun; None where it counts no people."""
    doc = head.doc
    mention = quantities.of(head)
    if (mention is not None and mention.reason is not None) or _is_unknown_number(head):
        return None
    noun, end = head, head.i + 1
    if mention is not None and mention.start <= head.i < mention.end:
        noun = head_of(mention, doc)
        end = max(noun.i + 1, mention.end)
    partitive = _partitive(noun, quantities)
    part = False
    if partitive is not None:
        whole_noun, whole_end = partitive
        own = mention is not None and mention.start <= noun.i < mention.end
        collective = noun.lemma_.lower() in person_nouns()["collectives"]
        if own or collective or noun.lemma_.lower() in {"number", "majority", "total", "people", "body", "corpse"}:
            inner = quantities.of(whole_noun)
            if inner is not None and inner.reason is None and (collective or mention is None):
                mention = mention if own else inner
            part = own and whole_noun.lower_ in {"them", "whom", "those", "us", "these"}
            noun = whole_noun if whole_noun.pos_ in {"NOUN", "PROPN", "ADJ"} and not collective else noun
            end = max(end, whole_end)
    if is_not_people(noun):
        return None
    if mention is not None and doc[mention.end : mention.end + 2].text.lower() in {"of them", "of whom"}:
        part = True  # "four clerks, three of them women"
    start = min(_left_end(head, mention), mention.start if mention else head.i)
    if (
        mention is not None
        and start < mention.start <= head.i
        and all(t.pos_ == "DET" for t in doc[start : mention.start])
    ):
        start = mention.start
    end = max(end, mention.end if mention and mention.start >= start else end)
    if head.lower_ in NOBODY_WORDS or (head.lower_ == "one" and start and doc[head.i - 1].lower_ == "no"):
        start = head.i - 1 if head.lower_ == "one" else head.i
        noun = partitive[0] if partitive is not None else head
        return VictimGroup(head, noun, start, end, NOBODY, "nobody", nobody=True)
    determiner = next((child for child in head.lefts if child.dep_ in {"det", "poss"}), None)
    hedging = determiner is not None and quantities.at(determiner.i) is not None  # "no fewer than 20"
    if determiner is not None and determiner.lower_ in {"no", "neither"} and not hedging:
        return VictimGroup(head, noun, determiner.i, end, NOBODY, "nobody", nobody=True)
    definite = determiner is not None and determiner.lower_ in DEFINITE and mention is None
    quantity, rule = _quantity(head, noun, mention)
    if quantity is None:
        return None
    if mention is not None and noun.i >= mention.end:
        quantity, rule, end = _of_households(noun, end, quantity, rule, quantities)
    if quantity.hedge is Hedge.NAMED and quantity.best == 1:
        end = max(end, _name_end(head, end))
    return VictimGroup(head, noun, start, end, quantity, rule, definite, part)


def _is_unknown_number(head: Token) -> bool:
    """ "An unknown number of militants" tells no number."""
    return head.lower_ == "number" and any(child.lower_ in UNKNOWN for child in head.lefts)


def _partitive(noun: Token, quantities: Quantities) -> tuple[Token, int] | None:
    """The noun after "of", and where its phrase ends ("dozens of people", "a family of six")."""
    doc = noun.doc
    i = noun.i + 1
    if noun.i and doc[noun.i].lower_ == "of":
        i = noun.i
    if i >= len(doc) or doc[i].lower_ != "of" or i + 1 >= len(doc):
        return None
    inner = quantities.at(i + 1)
    if inner is not None:
        found = head_of(inner, doc)
        return found, found.i + 1
    for child in doc[i].children:
        if child.dep_ == "pobj" and child.i > i:
            return child, child.i + 1
    return None


def _quantity(head: Token, noun: Token, mention: QuantityMention | None) -> tuple[Quantity | None, str]:
    if mention is not None:
        return mention.quantity, mention.rule
    lower = head.lower_
    if lower in ORDINALS:
        return (SINGLE, "ordinal") if _is_one_more(head) else (None, "")
    if _is_compared(head) or lower in {"half", "quarter", "fraction", "percentage", "proportion"}:
        return None, ""
    if lower in SINGULAR_PRONOUNS:
        return SINGLE, "pronoun"
    if lower in PLURAL_PRONOUNS:
        is_pair = head.i + 1 < len(head.doc) and head.doc[head.i + 1].lower_ == "both"
        return (PAIR if is_pair else bare_plural()), "pronoun"
    if head.pos_ not in {"NOUN", "PROPN", "ADJ", "DET", "PRON", "NUM", "X"} and head.tag_ not in {"VBN", "JJ"}:
        return None, ""
    if lower in {"another", "one", "someone", "somebody"}:
        return SINGLE, "single"
    if lower == "youth" and any(child.lower_ in {"a", "one"} for child in head.lefts):
        return SINGLE, "single"
    if head.tag_ in PLURAL_TAGS or lower in PLURAL_WITHOUT_S or noun.lower_ in PLURAL_WITHOUT_S | {"others"}:
        return bare_plural(), "bare-plural"
    if (members := load_rules("victims")["counted_groups"].get(noun.lemma_.lower())) is not None and head.tag_ == "NN":
        return Quantity(members, members, members), "counted-group"
    if noun.lemma_.lower() in person_nouns()["collectives"] | {"force", "army", "militia"}:
        return bare_plural(), "bare-plural"
    if head.pos_ in {"PRON", "DET", "ADJ", "NUM", "X"} and not _stands_as_noun(head):
        return None, ""
    return SINGLE, "single"


def _of_households(
    noun: Token, end: int, counted: Quantity, rule: str, quantities: Quantities
) -> tuple[Quantity, str, int]:
    """The people of "five families" and "three couples", and where the words end that tell how many they are."""
    lemma = noun.lemma_.lower()
    members = load_rules("victims")["counted_groups"].get(lemma)
    if members is not None and counted.best is not None and not counted.is_vague:
        low, high = counted.low * members, None if counted.high is None else counted.high * members
        return replace(counted, low=low, best=counted.best * members, high=high), rule, end
    if lemma not in rule_words("victims", "households", "nouns") or counted.best is None:
        return counted, rule, end
    doc = noun.doc
    for i in range(noun.i + 1, min(noun.i + WORDS_TO_MEMBERS, len(doc))):
        mention = quantities.at(i)
        if mention is not None and mention.reason is None and mention.start == i:
            people = head_of(mention, doc)
            if people.lemma_.lower() in {"people", "person", "individual", "member", "civilian", "soul", "resident"}:
                return mention.quantity, mention.rule, people.i + 1
            break
        if mention is None and doc[i].lower_ not in rule_words("victims", "households", "before_people"):
            break
    return replace(counted, best=None, high=None, open_upper=True, hedge=Hedge.AT_LEAST), "households", end


def _stands_as_noun(head: Token) -> bool:
    """Whether a word that the tagger took for an adjective ends a noun phrase ("killed a technician")."""
    if head.pos_ in {"ADJ", "X"} and is_person_noun(head):
        return True
    return head.pos_ in {"ADJ", "X"} and any(child.lower_ in LIST_DETERMINERS for child in head.lefts)


def _is_one_more(head: Token) -> bool:
    """ "A third was captured", which is a person, and not "a third of the force"."""
    doc = head.doc
    following = doc[head.i + 1].lower_ if head.i + 1 < len(doc) else ""
    return head.i > 0 and doc[head.i - 1].lower_ == "a" and following != "of"


def _is_compared(head: Token) -> bool:
    """ "More children than any other": a comparison, no count."""
    following = head.doc[head.i + 1].lower_ if head.i + 1 < len(head.doc) else ""
    return following == "than" and any(child.lower_ in {"more", "fewer"} for child in head.lefts)


def _left_end(head: Token, mention: QuantityMention | None) -> int:
    """The first token of the noun phrase that ends in `head`."""
    first = head.i
    for child in head.lefts:
        before = mention is not None and child.i < mention.start
        if before and (child.dep_ == "nummod" or child.ent_type_ == "DATE"):
            continue
        if child.dep_ in LEFT_PARTS and not (child.dep_ == "punct" and child.text in {",", '"', ";"}):
            first = min(first, child.left_edge.i if child.dep_ in {"poss", "compound", "amod", "nmod"} else child.i)
    if mention is not None and mention.end <= head.i:
        first = min(first, mention.start)
    doc = head.doc
    if head.lower_ == "old" and head.i > head.sent.start + 4 and doc[head.i - 1].text == "-":
        first = min(first, head.i - 5)  # "a 19-year-old"
    lowest = max(head.sent.start, head.i - LONGEST_NAME)
    first = max(first, lowest)
    while first < head.i and (doc[first].is_punct or doc[first].lower_ in STATE_WORDS):
        first += 1
    return first


def _name_end(head: Token, end: int) -> int:
    """Past the preposition phrases and the name in apposition that tell which person it is."""
    doc = head.doc
    last = end
    for child in head.rights:
        if child.dep_ == "prep" and child.lower_ in {"of", "for", "from"} and child.i == last:
            edge = next((i for i in range(last, child.right_edge.i + 1) if doc[i].text == ","), child.right_edge.i + 1)
            if edge - last <= 8 and not any(
                doc[i].is_punct or doc[i].pos_ in {"VERB", "AUX"} for i in range(last, edge)
            ):
                last = edge
        elif child.dep_ == "appos" and child.pos_ == "PROPN" and child.left_edge.i in {last, last + 1}:
            last = child.i + 1
    return _name_between_commas(head, last)


def _name_between_commas(head: Token, end: int) -> int:
    """Past the name of "the group's commander, Abu Musa, was killed"."""
    doc = head.doc
    if head.pos_ != "NOUN" or end >= len(doc) or doc[end].text != ",":
        return end
    last = end + 1
    while last < min(end + 6, len(doc)) and doc[last].pos_ == "PROPN":
        last += 1
    named = any(token.ent_type_ == "PERSON" for token in doc[end + 1 : last])
    return last if named and last < len(doc) and doc[last].text == "," else end


def expand_group(head: Token, cue: Token, quantities: Quantities, owned: Collection[int]) -> Iterator[VictimGroup]:
    """The group at `head` and the groups joined to it ("103 civilians and 14 soldiers", "an MP and six others")."""
    first = read_group(head, quantities)
    if first is None:
        return
    yield first
    if first.nobody or (first.rule == "number:fixed" and first.noun.pos_ == "PROPN"):
        return  # "the duo of Mr Bala and Mr Audu" names those whom it counts
    seen = set(range(first.start, first.end))
    candidates = _listed_after(first, cue, quantities) or _conjuncts(head, first.noun)
    for candidate in candidates:
        if candidate.i in owned or candidate.i in seen or _is_descriptive(candidate):
            continue
        group = read_group(candidate, quantities)
        if group is None or group.part or set(range(group.start, group.end)) & seen or group.noun.i in owned:
            continue
        if not _is_joined_group(group, first, quantities) or (
            _tells_of_one(cue) and _is_second_role(group, quantities)
        ):
            continue
        seen.update(range(group.start, group.end))
        yield group


def _past_age(i: int, doc: Doc, quantities: Quantities) -> int:
    """The token after an age that is set off: "a girl, 9, and her uncle"."""
    mention = quantities.at(i + 1) if i + 1 < len(doc) and doc[i].text == "," else None
    return mention.end if mention is not None and mention.reason == "an age" else i


def _listed_after(first: VictimGroup, cue: Token, quantities: Quantities) -> list[Token]:
    """The counted or determined nouns that follow a group in a list, read along the line, to the "and" that ends it."""
    doc = first.head.doc
    limit = min(_reporting_limit(first.head), first.head.sent.end)
    found: list[Token] = []
    joined: list[Token] = []
    i = _past_age(first.end, doc, quantities)
    while i < limit:
        last = doc[i].lower_ == "and" or (doc[i].text == "," and i + 1 < limit and doc[i + 1].lower_ == "and")
        if not last and doc[i].text != ",":
            break
        at = i + 2 if doc[i].text == "," and last else i + 1
        mention = quantities.at(at) if at < limit else None
        both = at < limit and doc[at].lower_ == "the" == doc[first.start].lower_
        determined = both or (at < limit and doc[at].lower_ in LIST_DETERMINERS)
        head = (
            head_of(mention, doc)
            if mention is not None and mention.reason is None
            else noun_after(at, doc)
            if determined
            else None
        )
        if head is None or head.i >= limit or (head.dep_ in {"nsubj", "nsubjpass"} and head.head.i != cue.i):
            break
        group = read_group(head, quantities)
        if group is None:
            break
        if group.part:
            break
        named = first.noun.pos_ == "PROPN" or quantities.of(first.head) is None
        named = named and not both and doc[at].lower_ not in {"his", "her"}
        apposition = not last and mention is None and not found and named and _describes(first, group)
        if not apposition:
            found.append(head)
        if last:
            joined = list(found)
        i = _past_age(group.end, doc, quantities)
    return joined


def _tells_of_one(cue: Token) -> bool:
    """Whether the verb says that one person was the victim ("a tribal elder and former rebel has been killed")."""
    return any(child.lower_ in {"was", "is", "has"} and child.dep_ in {"aux", "auxpass"} for child in cue.children)


def _is_second_role(group: VictimGroup, quantities: Quantities) -> bool:
    """Whether a joined noun has neither number nor determiner of its own."""
    if quantities.of(group.head) is not None:
        return False
    return not any(child.dep_ in {"det", "poss"} for child in group.head.lefts)


def _describes(first: VictimGroup, group: VictimGroup) -> bool:
    """Whether a phrase after a comma tells who the person before it is ("Musa Bello, their leader, and two men")."""
    if first.quantity.best != 1 or group.quantity.best != 1:
        return False
    indefinite = any(child.lower_ in {"a", "an"} for child in first.head.lefts)
    return first.noun.pos_ == "PROPN" or not indefinite


def _conjuncts(head: Token, noun: Token) -> list[Token]:
    found: list[Token] = []
    queue = [head] if noun.i == head.i else [head, noun]
    limit = _reporting_limit(head)
    while queue:
        token = queue.pop(0)
        for child in token.rights:
            if (
                child.i < limit
                and child.dep_ == "conj"
                and child.pos_ in {"NOUN", "PROPN", "NUM", "PRON", "ADJ", "DET"}
                and len(found) < 30
            ):
                found.append(child)
                queue.append(child)
    return found


def _reporting_limit(head: Token) -> int:
    """Where the subject of a reporting verb may begin that the parse took for more victims ("..., police said")."""
    doc = head.doc
    comma = 0
    for i in range(head.i + 1, min(head.i + 14, head.sent.end)):
        if doc[i].text in {",", "--"} and not comma:
            comma = i
        if doc[i].pos_ in {"VERB", "AUX"}:
            return comma if comma and doc[i].lemma_.lower() in REPORTING else len(doc)
    return len(doc)


def _is_descriptive(token: Token) -> bool:
    words = load_rules("victims")["descriptive"]["before"]
    before = token.doc[token.left_edge.i - 1].lower_ if token.left_edge.i else ""
    return before in words or any(child.lower_ in words for child in token.lefts)


def _is_joined_group(group: VictimGroup, first: VictimGroup, quantities: Quantities) -> bool:
    if quantities.of(group.head) is not None or _is_name_with_age(group, quantities):
        return True
    opening = group.head.doc[max(group.start - 2, 0) : group.start + 1]
    determined = any(child.dep_ in {"det", "poss"} for child in group.head.lefts)
    determined = determined or any(token.tag_ == "PRP$" for token in opening)
    unlisted = determined and first.quantity.hedge is Hedge.NAMED and may_name_person(group.noun)
    if not (is_person_noun(group.noun) or unlisted):
        return False
    if group.quantity.hedge is Hedge.NAMED:
        return (
            determined or _shares_determiner(group) or group.head.pos_ == "PROPN" or first.quantity.hedge is Hedge.NAMED
        )
    return first.quantity.is_vague


def _is_name_with_age(group: VictimGroup, quantities: Quantities) -> bool:
    """The second of "Ray Ramos, 18, and Ed Cantu, 16": a name before an age is a person."""
    doc = group.head.doc
    age = quantities.at(group.end + 1) if group.end + 1 < len(doc) and doc[group.end].text == "," else None
    return group.head.pos_ == "PROPN" and age is not None and age.reason == "an age"


def _shares_determiner(group: VictimGroup) -> bool:
    """Whether the last of "their driver and guard" or "a technician, guard and driver" is one more person: if the list
    has more than two, or there are several owners. "A teacher and activist" is one person."""
    doc = group.head.doc
    before = doc[group.start - 1].lower_ if group.start else ""
    if before not in {"and", ","}:
        return False
    first = group.head
    members = 1
    while first.dep_ == "conj" and first.head.i < first.i:
        first = first.head
        members += 1
    theirs = any(child.dep_ == "poss" and child.lower_ == "their" for child in first.lefts)
    return members > 2 or theirs


def along_with(cue: Token, quantities: Quantities) -> Token | None:
    """Who shared the victim's lot: "was killed, along with his driver"."""
    doc = cue.doc
    for i in range(cue.i + 1, min(cue.i + 25, cue.sent.end - 2)):
        if cue.pos_ == "NOUN" and doc[i].lower_ == "who":
            return None  # "the murder of a guard, who was hit along with two others"
        pair = doc[i].lower_, doc[i + 1].lower_
        if pair in {("along", "with"), ("together", "with"), ("alongside", doc[i + 1].lower_)}:
            at = i + 2 if pair[1] == "with" else i + 1
            if mention := quantities.at(at):
                return head_of(mention, doc) if mention.reason is None else None
            for chunk_end in range(at, min(at + 7, cue.sent.end)):
                if doc[chunk_end].pos_ in {"NOUN", "PROPN"} and (
                    chunk_end + 1 >= len(doc) or doc[chunk_end + 1].pos_ not in {"NOUN", "PROPN", "PART"}
                ):
                    return doc[chunk_end] if is_person_noun(doc[chunk_end]) else None
    return None


def char_span(group: VictimGroup) -> tuple[int, int]:
    """The group's span in characters."""
    doc = group.head.doc
    return doc[group.start].idx, doc[group.end - 1].idx + len(doc[group.end - 1].text)
