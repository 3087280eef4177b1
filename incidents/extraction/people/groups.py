"""The groups of people that a victim phrase names: where each begins and ends, and how many it has."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from incidents.extraction.parsed import keep_once, lower_words
from incidents.extraction.people.noun_phrases import COUNTED_ALONE, Quantities, head_of, noun_after
from incidents.extraction.people.persons import PersonMention, Row, name_at, person_before
from incidents.extraction.people.quantities import NOBODY, SINGLE, QuantityMention, bare_plural
from incidents.extraction.people.uncounted import OFFSPRING, PARENTS
from incidents.extraction.people.words import (
    EVERYONE,
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
POSSESSIVES = {"his", "her", "their"}
# In words: how far from the verb "with two others" tells of its victims.
WORDS_TO_COMPANY = 4
# In words: "police officer", "off-duty fireman".
WORDS_OF_ROLE = 2
# In words: "from the Arab community".
LONGEST_PLACE = 7
LIST_DETERMINERS = {"a", "an", "his", "her", "their", "its", "another", "one"}
REPORTING = {"say", "tell", "report", "add", "confirm", "announce", "state", "claim"}


@dataclass(frozen=True, slots=True)
class VictimGroup:
    """One group of victims: tokens [start, end), how many, the rule that counted them, and those told of one by one."""

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
    people: tuple[PersonMention, ...] = ()


def each_of_row(row: Row, quantities: Quantities) -> list[VictimGroup]:
    """A group for each person of a row; "at least one man, 43" keeps its hedge."""
    groups: list[VictimGroup] = []
    for person in row.people:
        group = VictimGroup(person.head, person.noun, person.start, person.end, SINGLE, "single", people=(person,))
        counted = quantities.at(person.start)
        if counted is not None and counted.reason is None and counted.quantity.best == 1:
            group = replace(group, start=counted.start, quantity=counted.quantity, rule=counted.rule)
        groups.append(group)
    return groups


def read_group(head: Token, quantities: Quantities) -> VictimGroup | None:
    """The group of victims around a noun; None where it counts no people."""
    return keep_once(head.doc, f"group around {head.i}", lambda: _read_group(head, quantities))


def _read_group(head: Token, quantities: Quantities) -> VictimGroup | None:
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
    if lower in EVERYONE and (noun.i == head.i or noun.lower_ in PLURAL_PRONOUNS | {"whom"}):
        return bare_plural(), "pronoun"
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
    if lower in rule_words("victims", "units", "nouns"):
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
    """ "A third was captured", "the third, a cousin, lost a leg": a person, and not "a third of the force"."""
    doc = head.doc
    following = doc[head.i + 1].lower_ if head.i + 1 < len(doc) else ""
    return head.i > 0 and doc[head.i - 1].lower_ in {"a", "the"} and following != "of"


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
    if (row := quantities.rows.at(head.i)) is not None:
        yield from _row_and_more(row, cue, quantities, owned)
        return
    first = read_group(head, quantities)
    if first is None:
        return
    first = _or_as_many(_with_people(_one_of_two_roles(first), quantities), quantities)
    yield first
    if first.nobody or (first.rule == "number:fixed" and first.noun.pos_ == "PROPN"):
        return  # "the duo of Mr Bala and Mr Audu" names those whom it counts
    seen = {i for person in first.people for i in range(person.start, person.end)} | set(range(first.start, first.end))
    candidates = _listed_after(first, cue, quantities) or _conjuncts(head, first.noun)
    for candidate in candidates:
        if candidate.i in owned or candidate.i in seen or _is_descriptive(candidate):
            continue
        if (row := quantities.rows.at(candidate.i)) is not None:
            seen.update(range(row.start, row.end))
            yield from each_of_row(row, quantities)
            continue
        group = read_group(candidate, quantities)
        if group is None or group.part or set(range(group.start, group.end)) & seen or group.noun.i in owned:
            continue
        if first.start <= cue.i < first.end and any(child.lower_ in STATE_WORDS for child in group.head.lefts):
            continue  # "41 martyrs and 96 injured persons"
        if (group.start and group.head.doc[group.start - 1].lower_ == "or") and quantities.of(group.head) is not None:
            continue  # "nine people, or eleven according to others"
        if not _is_joined_group(group, first, quantities) or (
            _tells_of_one(cue) and _is_second_role(group, quantities)
        ):
            continue
        seen.update(range(group.start, group.end))
        yield group


def first_joined(head: Token, quantities: Quantities, owned: Collection[int]) -> Token:
    """The first of the groups that are joined before a verb and end in `head`, whatever the parse makes of them:
    "police said 12 civilians and two soldiers were killed", "the mayor and six others died"."""
    doc = head.doc
    row = quantities.rows.at(head.i)
    group = None if row is not None else read_group(head, quantities)
    start = row.start if row is not None else group.start if group is not None else head.i
    others = group is not None and bool({group.noun.lower_, group.head.lower_} & {"others", "other"})
    first = head
    closed = False
    while start > head.sent.start:
        at = start
        closed = closed or doc[at - 1].lower_ in {"and", "&"}
        while at > head.sent.start and doc[at - 1].lower_ in {"and", "&", ","}:
            at -= 1
        if at == start or at == head.sent.start or not closed:
            break
        joined = _joined_at(doc[at - 1], quantities, others) or _one_joined_at(doc[at - 1])
        if joined is None or joined[0].i in owned:
            break
        if _opener_of_parts(joined[1], doc) is None and _is_governed(joined[1], doc):
            break
        first, start = joined
        others = False
    opener = _opener_of_parts(start, doc) if first is not head else None
    if opener is None:
        return first
    whole = _joined_at(doc[opener - 2], quantities, others=False) if opener > head.sent.start + 1 else None
    return whole[0] if whole is not None and whole[0].i not in owned and doc[opener - 1].text == "," else head


def each_in_headline(cue: Token, victims: Sequence[Token], quantities: Quantities) -> list[VictimGroup] | None:
    """The people of "Soldier, three rebels killed" and "Six traders, guard shot dead", where a sentence opens with them
    and one at least has neither a number nor an article."""
    doc, i = cue.doc, cue.sent.start
    if not victims or victims[0].i > cue.i or doc[max(cue.i - 1, 0)].pos_ not in {"NOUN", "PROPN"}:
        return None
    heads: list[Token] = []
    while i < cue.i and (head := _headed_at(i, cue, quantities)) is not None:
        heads.append(head)
        i = head.i + 1
        while i < cue.i and doc[i].lower_ in {",", "and", "&"}:
            i += 1
    if len(heads) < 2 or i != cue.i or doc[heads[0].i + 1].text != "," or victims[0] not in heads:
        return None
    if all(quantities.of(head) is not None for head in heads):
        return None  # "12 soldiers, three of them officers": the number may be that of a part
    groups = [read_group(head, quantities) for head in heads]
    return [group for group in groups if group is not None]


def _headed_at(i: int, cue: Token, quantities: Quantities) -> Token | None:
    """The noun for people that ends a bare noun phrase at a token: "police officer", "three rebels"."""
    doc = cue.doc
    mention = quantities.at(i)
    if mention is not None:
        head = head_of(mention, doc)
        return head if mention.reason is None and is_person_noun(head) and head.i < cue.i else None
    last = i
    while last + 1 < cue.i and doc[last + 1].pos_ in {"NOUN", "PROPN"} and last < i + WORDS_OF_ROLE:
        last += 1
    head = doc[last]
    bare = all(word.pos_ in {"NOUN", "PROPN", "ADJ"} for word in doc[i : last + 1])
    named = any(word.ent_type_ in {"GPE", "LOC", "ORG", "DATE"} for word in doc[i : last + 1])
    is_one = is_person_noun(head) and head.ent_type_ != "PERSON" and not head.lower_.endswith("s")
    return head if bare and is_one and not named else None


def joined_as_well(head: Token, quantities: Quantities) -> Token | None:
    """The one person of "a commander, as well as six fighters were killed", before the counted people at `head`."""
    doc = head.doc
    if all(token.lower_ != "well" for token in doc[max(head.i - LONGEST_PLACE, head.sent.start) : head.i]):
        return None
    counted = quantities.of(head)
    at = counted.start - 3 if counted is not None else 0
    if at < head.sent.start + 2 or doc[at : at + 3].text.lower() != "as well as":
        return None
    joined = _joined_at(doc[at - 1 - (doc[at - 1].text == ",")], quantities, others=True)
    return joined[0] if joined is not None and not _is_governed(joined[1], doc) else None


def _opener_of_parts(start: int, doc: Doc) -> int | None:
    """The word that makes a group a part of others: "including seven children and five women"."""
    openers = load_rules("victims")["descriptive"]["before"]
    for token in reversed(doc[max(start - LONGEST_PLACE, doc[start].sent.start) : start]):
        if token.lower_ in openers:
            return int(token.i)
        if token.pos_ in {"VERB", "AUX"}:
            return None
    return None


def _joined_at(last: Token, quantities: Quantities, others: bool) -> tuple[Token, int] | None:
    """The counted people whose words end in a token, or one person before "others": the head and the first token."""
    if (row := quantities.rows.at(last.i)) is not None:
        return row.people[0].head, row.start
    counted = quantities.of(last)
    if counted is not None and counted.reason is None and (is_person_noun(last) or quantities.at(last.i)):
        group = read_group(last, quantities)
        return (last, group.start) if group is not None and not group.part else None
    person = person_before(last.i + 1, last.doc) if others else None
    return (person, person.left_edge.i) if person is not None else None


def _one_joined_at(last: Token) -> tuple[Token, int] | None:
    """The one person whose words end in a token, kin or a name, of "Ada Obi, her aunt and two boys"."""
    kin = last.lemma_.lower() in rule_words("victims", "kin", "nouns") and last.tag_ == "NN"
    owned = next((child for child in last.lefts if child.lower_ in POSSESSIVES), None)
    if kin and owned is not None:
        return last, owned.i
    if last.ent_type_ == "PERSON" and last.pos_ == "PROPN":
        first = next((i for i in range(last.i, max(last.i - 4, -1), -1) if last.doc[i].ent_iob_ == "B"), last.i)
        return last, first
    return None


def _is_governed(start: int, doc: Doc) -> bool:
    """Whether the words before a group take it for themselves: "carrying 12 soldiers", "including two women"; a verb of
    saying does not."""
    if start == 0:
        return False
    before = doc[start - 1]
    if before.lower_ in load_rules("victims")["descriptive"]["before"] or before.pos_ == "ADP":
        return before.lower_ != "that"
    said = rule_words("attribution", "verbs", "reporting") | {"fear", "think", "know", "show"}
    return before.pos_ == "VERB" and before.lemma_.lower() not in said


def _row_and_more(row: Row, cue: Token, quantities: Quantities, owned: Collection[int]) -> Iterator[VictimGroup]:
    """The people of a row, and the groups that are listed after them (", 9, and two neighbours")."""
    people = each_of_row(row, quantities)
    yield from people
    last = replace(people[-1], end=row.end)
    for candidate in _listed_after(last, cue, quantities):
        group = read_group(candidate, quantities)
        joined = group is not None and not group.part and candidate.i not in owned and not _is_descriptive(candidate)
        if group is not None and joined and (is_person_noun(group.noun) or quantities.of(candidate)):
            yield group


def _or_as_many(group: VictimGroup, quantities: Quantities) -> VictimGroup:
    """ "Nine people, or eleven according to residents": both numbers tell of the same people."""
    doc, at = group.head.doc, group.end
    at += at < len(doc) and doc[at].text == ","
    if at >= len(doc) or doc[at].lower_ != "or" or not group.rule.startswith("number"):
        return group
    other = quantities.at(at + 1)
    told = None if other is None or other.reason is not None else other.quantity
    if told is None or told.best is None or group.quantity.high is None or told.best <= group.quantity.high:
        return group
    return replace(group, quantity=replace(group.quantity, high=told.high, open_upper=told.high is None))


def _one_of_two_roles(group: VictimGroup) -> VictimGroup:
    """ "A poet and activist, Ada Obi": one person, whom two words describe before the name."""
    doc = group.head.doc
    at = group.end + 1
    if group.quantity.best != 1 or group.head.pos_ != "NOUN" or at + 1 >= len(doc) or doc[group.end].lower_ != "and":
        return group
    if doc[at].tag_ != "NN" or not is_person_noun(doc[at]) or not any(c.dep_ == "det" for c in group.head.lefts):
        return group
    at = _past_offspring(at + 1, doc)
    name = name_at(at, doc) or (name_at(at + 1, doc) if at + 1 < len(doc) and doc[at].text == "," else None)
    if name is None:
        return group
    person = PersonMention(doc[name[1] - 1], group.noun, group.start, name[1], name)
    return replace(group, end=name[1], people=(person,))


def _past_offspring(i: int, doc: Doc) -> int:
    """The token after the "of four" or "of three girls" of "a farmer and father of four"."""
    if doc[i - 1].lower_ not in PARENTS or doc[i].lower_ != "of" or i + 2 >= len(doc) or not doc[i + 1].like_num:
        return i
    i += 2
    while i + 1 < len(doc) and (doc[i].lower_ in OFFSPRING or doc[i].lower_ in {"young", "small"}):
        i += 1
    return i


def _with_people(group: VictimGroup, quantities: Quantities) -> VictimGroup:
    """A counted group with those who are told of one by one right after it: "two men, A, 41, and B, 38"."""
    doc = group.head.doc
    at = group.end
    while at < len(doc) and doc[at].text in {",", "(", ":", "-", "–", "—"}:
        at += 1
    row = quantities.rows.at(at)
    if row is None or row.start != at or at > group.end + 2 or len(row.people) != group.quantity.best:
        return group
    return replace(group, people=row.people)


def _past_description(i: int, doc: Doc, quantities: Quantities) -> int:
    """The token after words that tell more of a group: "a girl, 9, and her uncle", "a boy in Gao and a woman"."""
    mention = quantities.at(i + 1) if i + 1 < len(doc) and doc[i].text == "," else None
    if mention is not None and mention.reason == "an age":
        return mention.end
    if i + 1 >= len(doc) or doc[i].lower_ not in {"in", "at", "near", "from", "outside"}:
        return i
    for k in range(i + 1, min(i + LONGEST_PLACE, len(doc))):
        if doc[k].lower_ in {"and", ","}:
            return k
        if doc[k].pos_ not in {"PROPN", "NOUN", "ADJ", "DET", "PART"} and doc[k].text not in {"'", "’", "-"}:
            break
    return i


def _listed_after(first: VictimGroup, cue: Token, quantities: Quantities) -> list[Token]:
    """The counted or determined nouns that follow a group in a list, read along the line, to the "and" that ends it."""
    doc = first.head.doc
    limit = min(_reporting_limit(first.head), first.head.sent.end)
    found: list[Token] = []
    joined: list[Token] = []
    i = _past_description(first.end, doc, quantities)
    while i < limit:
        last = doc[i].lower_ == "and" or (doc[i].text == "," and i + 1 < limit and doc[i + 1].lower_ == "and")
        if not last and doc[i].text != ",":
            break
        at = i + 2 if doc[i].text == "," and last else i + 1
        mention = quantities.at(at) if at < limit else None
        the = at < limit and doc[at].lower_ == "the"
        both = the and (doc[first.start].lower_ == "the" or bool(found))
        determined = both or (at < limit and doc[at].lower_ in LIST_DETERMINERS)
        head = (
            head_of(mention, doc)
            if mention is not None and mention.reason is None
            else noun_after(at, doc)
            if determined
            else None
        )
        if head is None or head.i >= limit or _does_something_else(head, cue):
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
        i = _past_description(group.end, doc, quantities)
    return joined


def _does_something_else(noun: Token, cue: Token) -> bool:
    """Whether a noun is the subject of another clause: "killed a judge and two guards fled". A verb right after a comma
    ("shot a judge and her driver, took") is none of its own, nor is that of the loss ("the murder of a judge and her
    driver shocked")."""
    if noun.dep_ not in {"nsubj", "nsubjpass"} or noun.head.i == cue.i:
        return False
    after = noun.doc[noun.i + 1 : noun.i + 3]
    comma = len(after) == 2 and after[0].text == "," and after[1].i == noun.head.i
    return not comma and (noun.head.i != cue.head.i or cue.dep_ not in {"nsubj", "nsubjpass"})


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
    if not (is_person_noun(group.noun) or unlisted or _are_two_names(first, group)):
        return False
    if group.quantity.hedge is Hedge.NAMED:
        return (
            determined or _shares_determiner(group) or group.head.pos_ == "PROPN" or first.quantity.hedge is Hedge.NAMED
        )
    return first.quantity.is_vague


def _are_two_names(first: VictimGroup, group: VictimGroup) -> bool:
    """ "Farid and Adel": a bare name joined to that of a person."""
    names = first.head.tag_ == "NNP" == group.head.tag_ and first.head.ent_type_ == "PERSON"
    return names and group.head.ent_type_ in {"", "PERSON"} and may_name_person(group.head)


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


def _is_told_of(people: VictimGroup) -> bool:
    """Whether words after a group tell what befell it alone: "with several others sustaining injuries"."""
    following = [token for token in people.head.doc[people.end : people.end + 2] if token.lower_ != "aged"]
    return any(
        token.tag_ in {"VBG", "VBN"} or token.lower_ in STATE_WORDS | {"critical", "still"} for token in following
    )


def along_with(cue: Token, quantities: Quantities) -> Token | None:
    """Who shared the victim's lot: "was killed, along with his driver"."""
    doc = cue.doc
    if {"with", "alongside"}.isdisjoint(lower_words(doc)[cue.i + 1 : cue.i + 26]):
        return None
    for i in range(cue.i + 1, min(cue.i + 25, cue.sent.end - 2)):
        if cue.pos_ == "NOUN" and doc[i].lower_ == "who":
            return None  # "the murder of a guard, who was hit along with two others"
        pair = doc[i].lower_, doc[i + 1].lower_
        plain = (
            doc[i].lower_ == "with" and i <= cue.i + WORDS_TO_COMPANY and doc[i - 1].lower_ not in {"charged", "armed"}
        )
        if plain or pair in {("along", "with"), ("together", "with"), ("alongside", doc[i + 1].lower_)}:
            at = i + 1 if plain or pair[1] != "with" else i + 2
            if mention := quantities.at(at):
                people = head_of(mention, doc) if mention.reason is None else None
                told = read_group(people, quantities) if people is not None and plain else None
                if not plain:
                    return people
                named = told is not None and (is_person_noun(told.noun) or told.noun.lower_ in COUNTED_ALONE)
                return people if told is not None and named and not _is_told_of(told) else None
            if plain and doc[at].lower_ not in POSSESSIVES:
                continue
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
