"""The grammar that all readers of losses share: subjects and objects, given, shared, linked or left behind, and
what a relative pronoun stands for.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from spacy.tokens import Token

from incidents.extraction.losses.cues import listed_words, state_words, verb_cues
from incidents.extraction.people.noun_phrases import Quantities, head_before
from incidents.extraction.people.words import is_person_noun

OBJECTS = {"dobj", "obj"}
SUBJECTS = {"nsubj", "nsubjpass"}
RELATIVE_PRONOUNS = {"who", "whom", "that", "which"}
REFLEXIVES = {"himself", "herself", "themselves"}
REPORTED_AS = {"report", "confirm", "declare", "pronounce", "certify", "believe", "presume", "fear", "find", "leave"}
DEFINITE = {"the", "those"}
# "97 people, most of them Christians, were injured": the words of an aside that open with a share of them.
SHARES = {"most", "many", "some", "all", "half", "several", "both"}
WORDS_TO_ASIDE = 14
DASHES = {"-", "--", "–", "—"}
# "Four people, possibly all civilians, killed in attack": what an aside of a headline opens with.
ASIDES = {"possibly", "reportedly", "allegedly", "apparently", "probably", "presumably", "mostly", "mainly", "largely"}
ASIDES |= SHARES | {"including", "among", "believed", "thought", "said", "suspected", "described", "identified", "one"}
CALLING = {"known", "named", "identified"}
SINGULAR_VERBS = {"was", "is", "has"}
LINKS_TO_SUBJECT = 5
ONE_PERSON = {"he", "she"}
PLACES_OF_A_PERSON = {"pobj", "dobj", "nsubj", "nsubjpass"}
SENTENCES_BACK = 3


def objects_of(token: Token) -> list[Token]:
    """The objects after a verb."""
    return [child for child in token.children if child.dep_ in OBJECTS and child.i > token.i]


def nouns_after(word: Token, prepositions: Collection[str]) -> Iterator[Token]:
    """The nouns to which a word leads by one of some prepositions: "the fate of", "fled with"."""
    for child in word.rights:
        if child.lower_ in prepositions:
            yield from (noun for noun in child.children if noun.dep_ == "pobj")


def doers_of(verb: Token) -> list[Token]:
    """The subjects of a verb, or the agents of its passive."""
    subjects = [child for child in verb.children if child.dep_ == "nsubj"]
    agents = [
        noun for child in verb.children if child.dep_ == "agent" for noun in child.children if noun.dep_ == "pobj"
    ]
    antecedents = [verb.head for subject in subjects if subject.lower_ in {"who", "that"}]
    return [*subjects, *agents, *antecedents]


def shared_passive_subject(token: Token) -> list[Token]:
    """The passive subject of the verb that this one is joined to ("were killed and wounded")."""
    verb = token
    while verb.dep_ == "conj" and verb.head.pos_ in {"VERB", "AUX", "ADJ"}:
        verb = verb.head
        if subjects := [child for child in verb.children if child.dep_ == "nsubjpass"]:
            return subjects
        if verb.dep_ == "acl" and verb.head.i < verb.i:
            return [verb.head]
        if any(child.dep_ == "nsubj" for child in verb.children):
            return []
    return []


def shared_subject(token: Token) -> list[Token]:
    """The subject of the verb that this one is joined to or depends on ("were shot and died", "seem to have died")."""
    verb = token
    while verb.dep_ in {"conj", "xcomp"} and verb.head.i != verb.i:
        verb = verb.head
        if subjects := [child for child in verb.children if child.dep_ in SUBJECTS]:
            return subjects
    return []


def controlling_subject(token: Token) -> list[Token]:
    """Who does what a verb without a subject of its own tells: "a man shot his wife before killing himself"."""
    verb = token
    for _ in range(LINKS_TO_SUBJECT):
        if verb.dep_ not in {"pcomp", "advcl", "conj", "xcomp", "prep", "dep"} or verb.head.i == verb.i:
            return []
        verb = verb.head
        if subjects := [child for child in verb.children if child.dep_ in SUBJECTS and child.i < verb.i]:
            return subjects
    return []


def person_told_before(token: Token) -> Token | None:
    """Whom a sentence without a subject tells of ("Arrested at home", "Brought to hospital but declared dead"): the
    person named last in the sentence before, or else its subject."""
    sent = token.sent
    opening = next((word for word in sent if word.is_alpha), token)
    opens = opening.tag_ in {"VBN", "VBD"} and opening.pos_ != "AUX" and opening.text[0].isupper()
    is_label = sent.doc[opening.i + 1 : opening.i + 2].text == ":"
    if not opens or is_label or opening.i > token.i or sent.start == 0:
        return None
    if any(word.dep_ in SUBJECTS for word in sent.doc[opening.i : token.i]):
        return None
    for _ in range(SENTENCES_BACK):
        if sent.start == 0:
            return None
        sent = sent.doc[sent.start - 1].sent
        named = [word for word in sent if word.ent_type_ == "PERSON" and word.dep_ in PLACES_OF_A_PERSON]
        subjects = [word for word in sent if word.dep_ in SUBJECTS and _may_be_one(word)]
        if named or subjects:
            return (named or subjects)[-1]
    return None


def _may_be_one(word: Token) -> bool:
    return is_person_noun(word) or word.lower_ in ONE_PERSON


def people_told_before(pronoun: Token) -> Token | None:
    """Whom "they" stands for: the people who are the subject of the sentence before, where it tells no harm of any."""
    sent = pronoun.sent
    before = sent.doc[sent.start - 1].sent if sent.start else None
    if pronoun.lower_ != "they" or before is None or any(map(_tells_harm, before)):
        return None
    subjects = [word for word in before if word.dep_ in SUBJECTS and is_person_noun(word)]
    several = [word for word in subjects if word.tag_ == "NNS" or any(other.i > word.i for other in word.conjuncts)]
    return several[0] if several else None


def were_displaced_before(token: Token, people: Token, quantities: Quantities) -> bool:
    """Whether people had fled before, to where something happened ("where families displaced by the war live")."""
    if token.dep_ not in {"acl", "amod", "relcl"} and people.head.i != token.i:
        return False
    by = {noun.lemma_.lower() for child in token.children if child.lower_ == "by" for noun in child.children}
    dwelling = people.dep_ in SUBJECTS and people.head.lemma_.lower() in listed_words("dwelling", "verbs")
    counted = quantities.of(people) is not None
    described = (token.dep_ == "amod" and token.i < people.i) or not counted
    return described or dwelling or not by.isdisjoint(listed_words("dwelling", "driven_by"))


def _tells_harm(word: Token) -> bool:
    return word.lower_ in state_words() or any(cue.kind == "verb" for cue in verb_cues().get(word.lower_, ()))


def linked_subject(token: Token) -> list[Token]:
    """The subject of the "was" before a participle, with a time between ("an elder was on Thursday night shot")."""
    i = token.i - 1
    if i >= 0 and token.doc[i].lower_ in DEFINITE:
        return []
    while i > token.sent.start and (
        token.doc[i].ent_type_ in {"DATE", "TIME"} or token.doc[i].pos_ in {"ADV", "ADP", "DET"}
    ):
        i -= 1
    verb = token.doc[i] if token.doc[i].lemma_ == "be" else token.head
    own = any(child.dep_ in SUBJECTS and child.i > verb.i for child in token.children)
    if verb.lemma_ != "be" or verb.i >= token.i or own:
        return []
    governor = verb.head if verb.dep_ in {"aux", "auxpass"} else verb
    return [child for child in governor.children if child.dep_ in SUBJECTS and child.i < verb.i]


def before_aside(token: Token, quantities: Quantities) -> Token | None:
    """The counted people before words between commas that tell who most of them were, or name some, and the verb."""
    doc = token.doc
    first = min((child.i for child in token.children if child.dep_ in {"aux", "auxpass"}), default=token.i)
    if first < 4 or doc[first - 1].text not in {",", *DASHES}:
        return None
    has_subject = any(child.dep_ in SUBJECTS for child in token.children)
    for i in range(first - 2, max(first - WORDS_TO_ASIDE, token.sent.start + 1), -1):
        if doc[i].text in {",", "(", *DASHES}:
            opener = doc[i + 1].lower_
            aside = (opener == "including" and not has_subject) or (opener in SHARES and doc[i + 2].lower_ == "of")
            number = quantities.at(i + 1)
            state = number is not None and doc[number.end].lower_ in {"in", "on", "with"}  # "two in a coma"
            return head_before(doc[i], quantities) if aside or state else None
    return None


def before_headline_aside(token: Token, quantities: Quantities) -> Token | None:
    """The counted people that a headline opens with, where an aside tells who they were before "killed"."""
    doc, start = token.doc, token.sent.start
    closed = token.i > start + 3 and doc[token.i - 1].text in {",", ")", "-", "--", "–", "—"}
    opening = quantities.at(start) if closed else None
    if opening is None or opening.reason is not None:
        return None
    for i in range(opening.end, min(opening.end + WORDS_TO_ASIDE, token.i - 1)):
        if doc[i].text in {",", "(", "-", "--", "–", "—"}:
            return head_before(doc[i], quantities) if doc[i + 1].lower_ in ASIDES else None
        if doc[i].pos_ in {"VERB", "AUX"}:
            return None
    return None


def first_of_either(noun: Token, quantities: Quantities) -> Token:
    """The counted people of "four civilians or alleged militants": one number for both words."""
    first = noun.head
    if noun.dep_ != "conj" or first.i >= noun.i or quantities.of(noun) is not None or quantities.of(first) is None:
        return noun
    return first if any(child.lower_ == "or" for child in first.rights) else noun


def people_left(token: Token) -> Token | None:
    """The people of "leaving four children and their driver dead", whatever the parse makes of "dead"."""
    for i in range(token.i - 1, max(token.i - WORDS_TO_ASIDE, token.sent.start - 1), -1):
        verb = token.doc[i]
        if verb.lemma_.lower() in listed_words("leave", "lemmas"):
            return next((o for o in objects_of(verb) if o.i < token.i), None)
        if verb.pos_ in {"VERB", "AUX"} and verb.lower_ != "including":
            return None
    return None


def first_left(token: Token, beside: Token) -> Token | None:
    """The first of "left three soldiers and one rebel dead"."""
    left = people_left(token)
    linked = beside
    while left is not None and linked.dep_ in {"conj", "nummod"} and linked.i > left.i:
        linked = linked.head
    if left is None or linked.i != left.i:
        return None
    apart = any(word.lower_ in state_words() for word in token.doc[left.i : token.i])  # "12 dead and 25 wounded"
    return None if apart else left


def whose_ages(subject: Token) -> Token:
    """The people before "ages" that the parse took for the subject ("four men, ages 19 to 25, were hit")."""
    if subject.lower_ != "ages" or subject.i < subject.sent.start + 2:
        return subject
    before = subject.doc[subject.i - 1]
    return subject.doc[subject.i - 2] if before.text == "," else before


def noun_before(token: Token) -> Token | None:
    """The first noun of the people who stand right before a verb that the parse gave no subject."""
    first = min((child.i for child in token.children if child.dep_ in {"aux", "auxpass"}), default=token.i)
    if first <= token.sent.start:
        return None
    noun = token.doc[first - 1]
    if noun.pos_ not in {"NOUN", "PROPN"} or noun.dep_ not in {"conj", "appos", "pobj", "ROOT"}:
        return None
    while noun.dep_ == "conj" and noun.head.i < noun.i and noun.head.pos_ == noun.pos_:
        noun = noun.head
    determined = any(child.dep_ == "det" and child.lower_ in {"a", "an"} for child in noun.lefts)
    return noun if determined else None


def resolve_pronouns(tokens: Sequence[Token], verb: Token) -> tuple[Token, ...]:
    """The people whom pronouns of the clause stand for: "who", "themselves"."""
    if len(tokens) == 1 and tokens[0].lower_ in REFLEXIVES:
        own = [child for child in verb.children if child.dep_ == "nsubj"]
        return tuple(antecedent(child, verb) for child in own or controlling_subject(verb)[:1])
    return tuple(whose_ages(antecedent(token, verb)) for token in tokens)


def antecedent(token: Token, verb: Token) -> Token:
    """What a relative pronoun stands for."""
    if token.lower_ not in RELATIVE_PRONOUNS or token.pos_ not in {"PRON", "DET", "SCONJ"}:
        return token
    while verb.dep_ != "relcl" and verb.head.i != verb.i:
        verb = verb.head
    return _in_row(verb, token) if verb.dep_ == "relcl" else token


def _who_is_called(name: Token) -> Token:
    """The person whose name it is: "shot a farmer known as Ada Obi, who died"."""
    calling = name.head.head
    called = name.dep_ == "pobj" and name.head.lower_ == "as" and calling.lower_ in CALLING and calling.dep_ == "acl"
    return calling.head if called else name


def _in_row(verb: Token, pronoun: Token) -> Token:
    """The noun that "who" stands for: of "A and B, who was hit" the last one named, of "A and B, who were hit" both."""
    noun = _who_is_called(verb.head)
    if any(word.lower_ in SINGULAR_VERBS for word in pronoun.doc[pronoun.i + 1 : pronoun.i + 2]):
        return max((other for other in noun.conjuncts if noun.i < other.i < pronoun.i), default=noun)
    plural = any(child.lower_ in {"were", "are"} for child in verb.children)
    while plural and noun.dep_ == "conj" and noun.tag_ in {"NN", "NNP"} and noun.head.pos_ in {"NOUN", "PROPN"}:
        noun = noun.head
    return noun
