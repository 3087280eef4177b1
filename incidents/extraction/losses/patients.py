"""To whom a verb of loss is done: its passive subject, its object, or the counted people beside it.

Where the parse does not give them, they are looked for by their place on the line ("11 wounded", "killing at least
12").
"""

from __future__ import annotations

from spacy.tokens import Token

from incidents.extraction.losses.clauses import (
    REPORTED_AS,
    antecedent,
    before_aside,
    before_headline_aside,
    first_left,
    first_of_either,
    linked_subject,
    noun_before,
    objects_of,
    person_told_before,
    resolve_pronouns,
    shared_passive_subject,
)
from incidents.extraction.losses.cues import state_words
from incidents.extraction.people.noun_phrases import Quantities, head_after, head_before, head_of, noun_after
from incidents.extraction.people.words import is_not_people, is_person_noun, may_name_person, person_nouns
from incidents.extraction.rules import rule_words

AUXILIARIES = {"was", "were", "got", "been"}


def _before_another(token: Token, quantities: Quantities) -> Token | None:
    """The 4 of "4 killed 9 wounded", told with no comma."""
    doc, i = token.doc, token.i
    before, after = quantities.at(i - 1) if i else None, quantities.at(i + 1)
    if before is None or after is None or before.reason or after.reason or after.end >= len(doc):
        return None
    return doc[i - 1] if doc[after.end].lower_ in state_words() else None


def _behind_mark(subject: Token) -> Token:
    """The people of "• 8,400 people (1,700 families) were displaced", where the mark of a list is read as a verb."""
    people = next((child for child in subject.rights if child.dep_ == "dobj"), None)
    return people if people is not None and not any(map(str.isalnum, subject.text)) else subject


def patients(token: Token, form: str, quantities: Quantities) -> tuple[tuple[Token, ...], str] | None:
    """The victims of a transitive cue and how they were found."""
    doc = token.doc
    children = list(token.children)
    passive_subjects = [_behind_mark(child) for child in children if child.dep_ == "nsubjpass"]
    subjects = [child for child in children if child.dep_ == "nsubj"]
    objects = objects_of(token) or _shared_objects(token)
    if form == "past" and (told := _told_of(token)) is not None:
        return (told,), "passive-subject"
    if form == "past" and (after := _told_behind(token, quantities)) is not None:
        return (after,), "verb-in-front"
    is_passive = bool(passive_subjects) or any(child.dep_ == "auxpass" for child in children)
    if is_passive and not passive_subjects and token.dep_ == "xcomp":  # "twenty were said to have been wounded"
        passive_subjects = [child for child in token.head.children if child.dep_ == "nsubjpass"]
    if is_passive and (apart := before_aside(token, quantities)) is not None:
        return (apart,), "passive-subject"
    if form == "past" and (number := _before_another(token, quantities)) is not None:
        return (number,), "participle-after-number"
    if not (is_passive or objects) and (number := _number_hit(token, quantities)) is not None:
        return (number,), "active-object"
    if form == "past" and not (is_passive or objects) and (headed := before_headline_aside(token, quantities)):
        return (headed,), "participle-after-number"
    passive_subjects = [s for s in passive_subjects if not _is_part_of_them(s)] or passive_subjects
    if form == "past" and token.i and doc[token.i - 1].lower_ == "another" and not objects:
        return (doc[token.i - 1],), "participle-after-number"
    if form == "past" and not is_passive and (others := _others_before(token)) is not None:
        return (others,), "participle-after-number"
    if passive_subjects and (told := _before_whom(passive_subjects[0], token)) is not None:
        return (told,), "passive-subject"
    if passive_subjects:
        beside = _beside_passive(token, passive_subjects[0], quantities)
        counted = [child for child in passive_subjects if quantities.of(child) is not None]
        people = [child for child in passive_subjects if is_person_noun(child)]  # "a battle began and a man was hurt"
        subjects = counted or people[:1] or passive_subjects[:1]
        if (one := _one_before_clause(token, subjects[0])) is not None:
            return (one,), "passive-subject"
        if beside is None and (kin := _kin_beside(token, subjects)) is not None:
            subjects = [*subjects, kin]
        return ((beside,) if beside else resolve_pronouns(subjects, token)), "passive-subject"
    number_hit = bool(objects) and _counts_people(objects[0], quantities)
    people_hit = number_hit or (bool(objects) and (is_person_noun(objects[0]) or may_name_person(objects[0])))
    parted = doc[min(token.i + 1, len(doc) - 1)].pos_ in {"ADP", "SCONJ"} and quantities.at(token.i + 1) is None
    far = bool(objects) and (parted or not people_hit)
    is_participle = form == "past" and not is_passive and (token.dep_ in {"acl", "amod"} or not objects or far)
    beside = head_before(token, quantities) if is_participle else None
    if beside is not None and not (objects and is_not_people(beside)):
        if (first := first_left(token, beside)) is not None:
            return (first,), "participle-after-number"
        if (other := _other_kind_before(beside, quantities)) is not None:
            return (other, beside), "participle-after-number"
        return _joined_subjects(token, beside, subjects), "participle-after-number"
    if objects and not is_passive:
        return resolve_pronouns(objects[:1], token), "active-object"
    if form != "past":
        after = head_after(token, quantities)
        return ((after,), "number-after-verb") if after is not None else None
    timed = token.dep_ in {"acl", "advcl"} and token.head.ent_type_ in {"DATE", "TIME"}
    if timed and (linked := linked_subject(token)):
        return resolve_pronouns(linked, token), "linked-subject"
    if token.dep_ == "acl" and token.head.i < token.i and token.head.pos_ in {"NOUN", "PROPN", "NUM", "PRON"}:
        return (first_of_either(token.head, quantities),), "reduced-relative"
    if is_passive and (after := _inverted_subject(token, quantities)) is not None:
        return (after,), "inverted-subject"
    if is_passive and (first := _opening_subject(token)) is not None:
        return (first,), "opening-subject"
    if is_passive and (nearest := _nearest_before(token, quantities)) is not None:
        return (nearest,), "passive-number-before"
    if is_passive and (before := noun_before(token)) is not None and is_person_noun(before):
        return (before,), "passive-noun-before"
    if subjects and token.dep_ == "conj" and subjects[0].i > token.head.i and quantities.of(subjects[0]) is not None:
        return tuple(subjects[:1]), "subject-of-participle"  # "one was killed and two of his men injured"
    if shared := shared_passive_subject(token):
        if (one := _one_before_clause(token.head, shared[0])) is not None:
            return (one,), "shared-passive-subject"
        return resolve_pronouns(shared, token), "shared-passive-subject"
    if linked := linked_subject(token):
        return resolve_pronouns(linked, token), "linked-subject"
    after = None if is_passive else head_after(token, quantities)
    if after is not None:
        return (after,), "number-after-verb"
    describes = is_passive or token.dep_ == "amod"
    following = None if describes else noun_after(token.i + 1, doc)
    if following is not None:
        return (following,), "noun-after-verb"
    has_auxiliary = any(child.dep_ == "aux" for child in children)
    told_of = subjects and subjects[0].i < token.i and subjects[0].pos_ != "PRON" and token.dep_ != "relcl"
    acts = any(child.dep_ == "conj" and objects_of(child) for child in children)  # "a man shot and killed his uncle"
    if told_of and not is_passive and not has_auxiliary and not acts:
        return resolve_pronouns(subjects[:1], token), "subject-of-participle"
    if (told := None if objects else person_told_before(token)) is not None:
        return (told,), "told-before"
    return None


def _counts_people(noun: Token, quantities: Quantities) -> bool:
    """Whether a number alone is the object: "wounded 12"."""
    mention = quantities.at(noun.i)
    return mention is not None and mention.reason is None


def _number_hit(token: Token, quantities: Quantities) -> Token | None:
    """The number of "clashes killed at least 24 since Friday", which the parse takes for a measure."""
    measure = next((child for child in token.rights if child.dep_ == "npadvmod" and child.pos_ == "NUM"), None)
    mention = quantities.at(token.i + 1)
    beside = mention is not None and mention.reason is None and measure is not None and measure.i < mention.end
    return measure if beside else None


def _one_before_clause(token: Token, subject: Token) -> Token | None:
    """The judge of "a judge who had helped troops fight rebels was killed": "was" tells of one, and never of rebels."""
    if subject.tag_ not in {"NNS", "NNPS"} or token.dep_ not in {"ccomp", "xcomp", "relcl"}:
        return None
    if not any(child.lower_ in {"was", "is", "has"} for child in token.children if child.dep_ in {"aux", "auxpass"}):
        return None
    clause = next((above for above in (token, *token.ancestors) if above.dep_ == "relcl"), None)
    one = clause.head if clause is not None else token
    return one if one.i < subject.i and one.tag_ in {"NN", "NNP"} and is_person_noun(one) else None


def _before_whom(subject: Token, verb: Token) -> Token | None:
    """The men of "two men whom a crowd accused of theft were beaten to death", where the parse takes the crowd."""
    doc, pronoun = subject.doc, subject.left_edge.i - 1
    if pronoun <= verb.sent.start or doc[pronoun].lower_ not in {"whom", "who", "that"}:
        return None
    acts = any(child.tag_ in {"VBD", "VBN"} and child.i < verb.i for child in subject.rights if child.dep_ == "acl")
    noun = doc[pronoun - 1] if doc[pronoun - 1].text != "," else doc[max(pronoun - 2, verb.sent.start)]
    return noun if acts and is_person_noun(noun) else None


def _kin_beside(token: Token, subjects: list[Token]) -> Token | None:
    """The daughter of "a trader from Gusau and his daughter were shot", whom the parse joins to the town."""
    for word in token.doc[subjects[0].i + 1 : token.i] if len(subjects) == 1 else ():
        whose = any(child.lower_ in {"his", "her", "their"} for child in word.lefts)
        if word.dep_ == "conj" and whose and is_person_noun(word) and word.head.dep_ in {"pobj", "appos"}:
            return word if word.head.ent_type_ in {"GPE", "LOC", "FAC", "ORG"} else None
    return None


def _shared_objects(token: Token) -> list[Token]:
    """Whom "killed or wounded 40" did both to."""
    after = token.i + 1
    if after >= token.sent.end or token.doc[after].lower_ not in {"and", "or", "/"}:
        return []
    joined = next((child for child in token.rights if child.dep_ == "conj" and child.i <= after + 2), None)
    if joined is None or any(child.dep_ in {"nsubj", "nsubjpass", "auxpass"} for child in joined.children):
        return []
    return objects_of(joined)


def _others_before(token: Token) -> Token | None:
    """Those of "nine people were killed and others critically injured", who have no number."""
    i = token.i - 1
    while i > token.sent.start and token.doc[i].pos_ == "ADV":
        i -= 1
    follows = i > token.sent.start and token.doc[i].lower_ == "others" and not objects_of(token)
    return token.doc[i] if follows else None


def _joined_subjects(token: Token, beside: Token, subjects: list[Token]) -> tuple[Token, ...]:
    """Both of "four soldiers and six attackers killed", as headlines and lists have it."""
    first = beside.head
    between = first.doc[first.i + 1 : beside.i]  # a verb there has the first for itself: "a boy killed; two men hurt"
    parted = any(word.pos_ == "VERB" or word.text == ";" for word in between)
    told = first in subjects or (token.dep_ == "acl" and not subjects and not parted)
    if beside.dep_ != "conj" or not told or not (is_person_noun(first) and is_person_noun(beside)):
        return (beside,)
    before = first.doc[max(first.left_edge.i - 1, 0)]  # a verb there has them: "killed 30 people and 60 wounded"
    return (first,) if first.left_edge.is_sent_start or before.is_punct or before.is_space else (beside,)


def _other_kind_before(beside: Token, quantities: Quantities) -> Token | None:
    """The soldiers of a headline's "5 soldiers, 8 attackers killed": neither may be a part of the other."""
    doc, counted = beside.doc, quantities.of(beside)
    at = counted.start - 2 if counted is not None else 0
    if at <= beside.sent.start or doc[at + 1].text != ",":
        return None
    other, before = doc[at], quantities.of(doc[at])
    fighters, others = person_nouns()["combatants"], person_nouns()["civilians"]
    kinds = {other.lemma_.lower(), beside.lemma_.lower()}
    if (
        before is None
        or before.reason is not None
        or len(kinds) < 2
        or not kinds & fighters
        or kinds - fighters - others
    ):
        return None
    if before.start == beside.sent.start:
        return other
    leads = doc[before.start - 1]
    return other if leads.is_punct or leads.lemma_.lower() in rule_words("attribution", "verbs", "reporting") else None


def _told_of(token: Token) -> Token | None:
    """The subject of the verb before that tells of the loss ("25 civilians have been reported killed")."""
    verb = token.doc[token.i - 1] if token.i > token.sent.start else token
    if verb.lemma_.lower() not in REPORTED_AS or verb.tag_ not in {"VBN", "VBD"}:
        return None
    subjects = [child for child in verb.children if child.dep_ == "nsubjpass" and child.i < verb.i]
    return antecedent(subjects[0], verb) if subjects else None


def _is_part_of_them(noun: Token) -> bool:
    """ "Four health workers, three of them women, were killed": the second is a part of the first."""
    around = noun.doc[noun.left_edge.i : min(noun.i + 3, noun.sent.end)]
    return any(token.lower_ in {"them", "whom"} for token in around)


def _beside_passive(token: Token, subject: Token, quantities: Quantities) -> Token | None:
    """The counted people right before "was captured", where the parse reaches over another loss for a subject."""
    doc = token.doc
    first = min((child.i for child in token.children if child.dep_ in {"aux", "auxpass"}), default=token.i)
    beside = head_before(doc[first], quantities)
    if beside is None or beside.i == subject.i:
        return None
    if first == token.i and beside.i > subject.i:
        return beside  # "six dead, ten hurt": no "were", so the nearest number is the one told of
    if subject.left_edge.i < 1:
        return None
    before = doc[subject.left_edge.i - 1]
    return beside if before.lower_ in {"dead", "down"} or before.pos_ == "VERB" else None


def _told_behind(token: Token, quantities: Quantities) -> Token | None:
    """The people of "it were killed three of the soldiers and got wounded five others", as machines translate languages
    whose verb stands in front."""
    doc = token.doc
    if token.i <= token.sent.start or doc[token.i - 1].lower_ not in AUXILIARIES:
        return None
    mention = quantities.at(token.i + 1)
    if mention is None or mention.reason is not None or mention.start != token.i + 1:
        return None
    people = head_of(mention, doc)
    counted = people.i < mention.end and doc[mention.end : mention.end + 2].text.lower() in {"of the", "of his"}
    if not (counted or is_person_noun(people) or people.lower_ == "others"):
        return None
    first = token.i - 1 - (doc[token.i - 1].lower_ == "been")
    before = doc[first - 1] if first - 1 >= token.sent.start else None
    opens = before is None or before.is_punct or before.lower_ in {"it", "there", "and"} or before.ent_type_ != ""
    return people if opens and not (before is not None and is_person_noun(before)) else None


def _inverted_subject(token: Token, quantities: Quantities) -> Token | None:
    """The people after the verb of "also killed in the strike were nine rebels"."""
    doc = token.doc
    auxiliary = next((child for child in token.children if child.dep_ == "auxpass" and child.i > token.i), None)
    if auxiliary is None or auxiliary.i + 1 >= auxiliary.sent.end:
        return None
    mention = quantities.at(auxiliary.i + 1)
    if mention is not None:
        return head_of(mention, doc) if mention.reason is None else None
    return noun_after(auxiliary.i + 1, doc)


def _opening_subject(token: Token) -> Token | None:
    """The person that a sentence opens with, where words between commas stand before "was killed"."""
    doc = token.doc
    auxiliary = min((child.i for child in token.children if child.dep_ in {"aux", "auxpass"}), default=token.i)
    sent = token.sent
    if auxiliary <= sent.start + 3:
        return None
    first = noun_after(sent.start, doc)
    if first is None or not is_person_noun(first):
        return None
    interrupted = doc[auxiliary - 1].text == "," and doc[first.i + 1].text in {",", "of", "from", "("}
    alone = doc[auxiliary].lower_ in {"was", "is", "has"} and first.tag_ in {"NN", "NNP"}
    return first if interrupted or alone else None


def _nearest_before(token: Token, quantities: Quantities) -> Token | None:
    """The counted noun between the verb before and a passive verb whose subject the parse does not give."""
    doc = token.doc
    for i in range(token.i - 1, token.sent.start - 1, -1):
        if doc[i].pos_ == "VERB" or doc[i].text in {";", ":"} or doc[i].lower_ in {"before", "after", "while"}:
            return None
        mention = quantities.at(i)
        if mention is not None and mention.reason is None:
            noun = head_of(mention, doc)
            return noun if noun.i < mention.end or is_person_noun(noun) else None
    return None
