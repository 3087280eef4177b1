"""Where a text says that people were killed, hurt, held, taken or are missing: the cue word and its victims.

The victims are looked for by the part that they play in the clause; where the parse does not give
them, by their place on the line ("11 wounded", "killing at least 12"). The words are in
rules/casualties.toml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Doc, Token

from incidents.extraction.labels import figure_after_label
from incidents.extraction.noun_phrases import COUNTED_ALONE, Quantities, head_after, head_before, head_of, noun_after
from incidents.extraction.parsed import lower_words
from incidents.extraction.people import is_person_noun, may_name_person
from incidents.extraction.quantities import QuantityMention
from incidents.extraction.rules import RuleFileError, load_rules
from incidents.vocabulary import Measure

OBJECTS = {"dobj", "obj"}
SUBJECTS = {"nsubj", "nsubjpass"}
RELATIVE_PRONOUNS = {"who", "whom", "that", "which"}
LINKING_VERBS = {
    "be",
    "remain",
    "go",
    "become",
    "get",
    "report",
    "find",
    "fear",
    "presume",
    "believe",
    "lie",
    "stay",
    "list",
    "leave",
    "confirm",
    "declare",
    "pronounce",
    "certify",
}
REPORTED_AS = {"report", "confirm", "declare", "pronounce", "certify", "believe", "presume", "fear", "find", "leave"}
FATALLY = {"fatally", "mortally", "lethally"}
REFLEXIVES = {"himself", "herself", "themselves"}
NOBODY_DETERMINERS = {"no", "neither"}
DEFINITE = {"the", "those"}
# "The death count", "the casualty figure": tolls by the word before them only.
LOOSE_TOLLS = {"total", "count", "figure", "number"}
DEADLY = {"death", "fatality", "casualty", "body"}
WORDS_TO_RESULT = 8
WORDS_TO_NUMBER = 6
WORDS_TO_TOLL = 30

# "stab", "nab", "chop": one short vowel before one consonant, which is doubled before an ending.
SHORT_STEM = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]")

IRREGULAR = {
    "slay": ("slew", "slain"),
    "shoot": ("shot",),
    "hurt": (),
    "lose": ("lost",),
    "flee": ("fled",),
    "take": ("took", "taken"),
    "hold": ("held",),
    "keep": ("kept",),
    "beat": ("beaten",),
    "blow": ("blew", "blown"),
    "strike": ("struck",),
    "mow": ("mown",),
    "cut": (),
    "put": (),
    "burn": ("burnt",),
    "leave": ("left",),
    "hang": ("hung",),
    "gun": ("gunned",),
    "stab": ("stabbed",),
    "kidnap": ("kidnapped", "kidnaped"),
    "club": ("clubbed",),
    "lead": ("led",),
    "be": ("is", "are", "was", "were", "been"),
    "fall": ("fell", "fallen"),
    "fight": ("fought",),
    "undergo": ("underwent", "undergone"),
    "lie": ("lay", "lain", "lying"),
    "tear": ("tore", "torn"),
    "meet": ("met",),
    "find": ("found",),
    "freeze": ("froze", "frozen"),
    "bleed": ("bled",),
    "get": ("got", "gotten"),
    "do": ("did", "done"),
    "send": ("sent",),
    "lay": ("laid",),
    "give": ("gave", "given"),
    "bring": ("brought",),
    "drag": ("dragged",),
}


@dataclass(frozen=True, slots=True)
class Loss:
    """One statement of losses: its cue word, the first word of each victim phrase, and the rule that found it.

    `victims` may be empty ("suffered casualties"); `toll` is set where the number stands by itself ("the toll
    rose to 31"); `nobody` marks a loss that the words themselves deny ("no casualties"). `population` is the noun of
    the people that a number apart from it counts; `people_counted` asks for people with a number ("lost 14 men").
    `how_they_fare`: told of some of those who were hurt before, where the text has counted any ("four are in intensive
    care").
    """

    measure: Measure
    cue: Token
    victims: tuple[Token, ...]
    rule: str
    toll: QuantityMention | None = None
    counts_itself: bool = False
    unquantified: bool = False
    nobody: bool = False
    part: bool = False
    passive: bool = False
    population: Token | None = None
    people_counted: bool = False
    how_they_fare: bool = False
    larger: bool = False


@dataclass(frozen=True, slots=True)
class _Cue:
    kind: str
    measure: Measure
    lemma: str
    form: str
    results: tuple[tuple[str, ...], ...] = ()
    persons_only: bool = False


def _forms(lemma: str) -> dict[str, str]:
    """The inflected forms of a verb: surface to one of base, s, ing, past."""
    stem = lemma[:-1] if lemma.endswith("e") else lemma
    doubled = stem + stem[-1] if lemma in {"kidnap", "machinegun"} or SHORT_STEM.fullmatch(lemma) else stem
    ending = "ied" if lemma.endswith("y") and lemma[-2] not in "aeiou" else "ed"
    past = stem[:-1] + ending if ending == "ied" else doubled + "ed"
    sibilant = lemma.endswith(("s", "sh", "ch", "x"))
    third = lemma[:-1] + "ies" if ending == "ied" else lemma + ("es" if sibilant else "s")
    gerund = "dying" if lemma == "die" else doubled + "ing"
    forms = {third: "s", gerund: "ing", past: "past"}
    forms |= dict.fromkeys(IRREGULAR.get(lemma, ()), "past")
    forms[lemma] = "past" if lemma in {"hurt", "cut", "put"} else "base"
    return forms


@cache
def _verb_cues() -> dict[str, tuple[_Cue, ...]]:
    rules = load_rules("casualties")
    cues: dict[str, list[_Cue]] = {}
    for kind in ("phrase", "verb", "subject_verb", "subject_phrase", "counted_verb", "counted_subject", "reflexive"):
        for row in rules[kind]:
            if unknown := set(row) - {"measure", "lemmas", "results", "objects", "persons_only"}:
                raise RuleFileError(f"rules/casualties.toml: unknown keys {sorted(unknown)} in [[{kind}]]")
            results = tuple(tuple(result.split()) for result in row.get("results", row.get("objects", ())))
            for lemma in row["lemmas"]:
                for surface, form in _forms(lemma).items():
                    cue = _Cue(kind, Measure(row["measure"]), lemma, form, results, row.get("persons_only", False))
                    cues.setdefault(surface, []).append(cue)
    return {surface: tuple(listed) for surface, listed in cues.items()}


@cache
def _states() -> tuple[tuple[str, ...], ...]:
    """The phrases that tell how the hurt are: "in critical condition", "with burns"."""
    cues = [cue for listed in _verb_cues().values() for cue in listed if cue.kind == "subject_phrase"]
    phrases = {words for cue in cues if cue.measure is Measure.INJURED for words in cue.results}
    return tuple(sorted(words for words in phrases if len(words) > 1 and words[0] in {"in", "under", "with"}))


def _tells_state(preposition: Token, noun: Token, phrases: Sequence[tuple[str, ...]]) -> bool:
    described = {child.lower_ for child in noun.lefts}
    return any(
        (preposition.lower_, noun.lemma_.lower()) == (words[0], words[-1]) and described.issuperset(words[1:-1])
        for words in phrases
        if len(words) > 1
    )


@cache
def _state_words() -> dict[str, Measure]:
    return {word: Measure(row["measure"]) for row in load_rules("casualties")["state"] for word in row["words"]}


def joined_measures(cue: Token) -> set[Measure]:
    """The measures of "dead and wounded", "killed or injured": two words for one number of people."""
    doc = cue.doc
    words = {cue.i}
    for step in (-1, 1):
        if 0 <= cue.i + 2 * step < len(doc) and doc[cue.i + step].lower_ in {"and", "or", "/"}:
            words.add(cue.i + 2 * step)
    following = doc[max(words) + 1] if max(words) + 1 < len(doc) else None
    if following is not None and following.pos_ in {"NOUN", "PROPN", "NUM", "DET", "ADJ", "PRON"}:
        return set()
    if len(words) == 1:
        return set()
    return {measure for i in words if (measure := _state_words().get(doc[i].lower_))}


@cache
def _loss_nouns() -> dict[str, tuple[Measure, bool]]:
    rows = load_rules("casualties")["noun"]
    return {lemma: (Measure(row["measure"]), row["acts"]) for row in rows for lemma in row["lemmas"]}


@cache
def _words(table: str, key: str) -> frozenset[str]:
    return frozenset(load_rules("casualties")[table][key])


@cache
def _surfaces(table: str, key: str) -> frozenset[str]:
    return frozenset(surface for lemma in _words(table, key) for surface in _forms(lemma))


def find_losses(doc: Doc, quantities: Quantities) -> list[Loss]:
    """Every statement of losses, in the order of their cue words."""
    finder = _Finder(doc, quantities)
    return _without_weaker([loss for token in _telling(doc) for loss in finder.at(token)])


def _without_weaker(losses: Sequence[Loss]) -> list[Loss]:
    """Drops "shot" beside "killed" and the like: a vaguer cue over the very same victims."""
    told = {(victim.i, loss.measure) for loss in losses for victim in loss.victims}
    told_else = {(v.i, loss.measure) for loss in losses if not loss.people_counted for v in loss.victims}
    kept: list[Loss] = []
    seen: set[tuple[Measure, tuple[int, ...]]] = set()
    for loss in losses:
        key = (loss.measure, tuple(victim.i for victim in loss.victims))
        vague = loss.measure is Measure.CASUALTIES and loss.victims
        if vague and any((victim.i, m) in told for victim in loss.victims for m in (Measure.KILLED, Measure.INJURED)):
            continue
        if loss.victims and key in seen:
            continue
        if loss.people_counted and any((v.i, m) in told_else for v in loss.victims for m in Measure):
            continue
        seen.add(key)
        kept.append(loss)
    return kept


def _telling(doc: Doc) -> Iterator[Token]:
    """The tokens that may be cue words, by their words or lemmas."""
    words, lemmas = _cue_words(), _cue_lemmas()
    for token, word in zip(doc, lower_words(doc), strict=True):
        if word in words or token.lemma_.lower() in lemmas:
            yield token


@cache
def _cue_words() -> frozenset[str]:
    listed = _words("unharmed", "words") | _words("toll", "nouns") | _words("bodies", "lemmas")
    return listed.union(_verb_cues(), _state_words(), {"number", "lives", "life", "throat", "throats"})


@cache
def _cue_lemmas() -> frozenset[str]:
    states = {words[-1] for words in _states()}
    return (_words("bodies", "lemmas") | _words("survivors", "nouns")).union(_loss_nouns(), states)


class _Finder:
    """Reads the cue words of one document."""

    def __init__(self, doc: Doc, quantities: Quantities) -> None:
        self.doc = doc
        self.quantities = quantities
        self.told_by_number: set[int] = set()

    def at(self, token: Token) -> Iterator[Loss]:
        word = token.lower_
        if word == "number":
            yield from self._number_of(token)
            return
        if token.i in self.told_by_number:
            return
        if (told := self._labelled(token) or self._number_in_state(token) or self._among_the(token)) is not None:
            yield told
            return
        if (cues := _verb_cues().get(word)) and (found := self._verb_loss(token, cues)):
            yield found
            return
        if word == "death" and (loss := self._to_death(token)) is not None:
            yield loss
        elif word in _words("unharmed", "words"):
            yield from self._unharmed(token)
        elif word in _state_words():
            yield from self._state(token)
        elif token.lemma_.lower() in _loss_nouns() and token.pos_ in {"NOUN", "PROPN"}:
            yield from self._noun(token)
        elif token.lemma_.lower() in _words("bodies", "lemmas") or word in _words("bodies", "lemmas"):
            yield from self._bodies(token)
        elif word in _words("toll", "nouns"):
            yield from self._toll(token)
        elif word in {"lives", "life"}:
            yield from self._lives(token)
        elif word in {"throats", "throat"}:
            yield from self._throats(token)
        elif token.lemma_.lower() in _words("survivors", "nouns"):
            yield from self._survivors(token)

    def _number_in_state(self, noun: Token) -> Loss | None:
        """ "Left two dead and four in critical condition": a number with no verb of its own, and how they are."""
        preposition = noun.head
        if noun.dep_ != "pobj" or preposition.i < 1 or preposition.dep_ != "prep" or preposition.i > noun.i:
            return None
        people = self.doc[preposition.i - 1]
        if self.quantities.at(people.i) is None and people.lower_ not in COUNTED_ALONE:
            return None
        if not _tells_state(preposition, noun, _states()):
            return None
        rule = f"number-before:{preposition.lower_}-{noun.lemma_.lower()}"
        return Loss(Measure.INJURED, noun, (people,), rule, passive=True, people_counted=True, how_they_fare=True)

    def _labelled(self, token: Token) -> Loss | None:
        """ "Killed: 3. Injured: none"."""
        lemma = token.lemma_.lower()
        measure = _state_words().get(token.lower_) or (_loss_nouns()[lemma][0] if lemma in _loss_nouns() else None)
        figure = figure_after_label(token, self.quantities) if measure is not None else None
        if measure is None or figure is None:
            return None
        rule = f"label:{token.lower_}"
        if figure.mention is None:
            return Loss(measure, token, (), rule, nobody=True)
        if figure.noun is not None:
            return Loss(measure, token, (figure.noun,), rule)
        return Loss(measure, token, (), rule, toll=figure.mention)

    # Verbs

    def _verb_loss(self, token: Token, cues: Sequence[_Cue]) -> Loss | None:
        fatal = self._is_fatal(token)
        for cue in cues:
            if loss := self._by_kind(token, replace(cue, measure=Measure.KILLED) if fatal else cue):
                return loss
        return None

    def _is_fatal(self, token: Token) -> bool:
        """ "Fatally wounded", "shot fatally": whoever was hurt died."""
        beside = self.doc[max(token.i - 1, token.sent.start) : min(token.i + 2, token.sent.end)]
        return any(word.lower_ in FATALLY for word in beside)

    def _to_death(self, death: Token) -> Loss | None:
        """Any verb that ends in death ("axed to death", "burnt two elders to death")."""
        if death.i < death.sent.start + 2 or self.doc[death.i - 1].lower_ != "to":
            return None
        for i in range(death.i - 2, max(death.i - 2 - WORDS_TO_RESULT, death.sent.start - 1), -1):
            token = self.doc[i]
            if token.lower_ in _verb_cues() or token.text in {",", ";"}:
                return None
            if token.pos_ == "VERB" or (token.tag_ in {"VBN", "VBD", "VBG"}):
                if token.lemma_.lower() in _words("to_death", "not"):
                    return None
                form = "ing" if token.tag_ == "VBG" else "past" if token.tag_ in {"VBN", "VBD"} else "base"
                return self._with_result(
                    token, _Cue("phrase", Measure.KILLED, token.lemma_.lower(), form, (("to", "death"),))
                )
        return None

    def _by_kind(self, token: Token, cue: _Cue) -> Loss | None:
        if cue.form in {"base", "s"} and token.pos_ not in {"VERB", "AUX"} and not self._heads_clause(token):
            return None
        if cue.form == "ing" and token.pos_ == "NOUN" and not self._object_of(token):
            return None
        match cue.kind:
            case "verb":
                return self._transitive(token, cue)
            case "phrase":
                return self._with_result(token, cue)
            case "subject_verb":
                return self._of_subject(token, cue, f"verb:{cue.lemma}")
            case "counted_verb":
                loss = self._transitive(token, cue)
                if cue.lemma == "bury" and loss is not None and not loss.rule.startswith("active-object"):
                    return None
                return replace(loss, rule=f"counted-{loss.rule}", people_counted=True) if loss else None
            case "counted_subject":
                loss = self._of_subject(token, cue, f"verb:{cue.lemma}")
                return replace(loss, people_counted=True) if loss else None
            case "reflexive":
                return self._reflexive(token, cue)
            case _:
                return self._subject_phrase(token, cue)

    def _reflexive(self, token: Token, cue: _Cue) -> Loss | None:
        """ "blew himself up": the subject is the one who died."""
        following = {self.doc[i].lower_ for i in range(token.i + 1, min(token.i + 4, len(self.doc)))}
        if not following & REFLEXIVES:
            return None
        return self._of_subject(token, cue, f"reflexive:{cue.lemma}")

    @staticmethod
    def _heads_clause(token: Token) -> bool:
        return token.dep_ in {"ROOT", "relcl", "ccomp", "conj", "advcl"} and any(
            c.dep_ in OBJECTS for c in token.children
        )

    @staticmethod
    def _object_of(token: Token) -> list[Token]:
        return [child for child in token.children if child.dep_ in OBJECTS and child.i > token.i]

    def _transitive(self, token: Token, cue: _Cue) -> Loss | None:
        if cue.lemma == "shoot" and self._aims_at(token):
            return None
        found = self._patients(token, cue.form)
        if not found:
            return None
        victims, how = found
        return Loss(cue.measure, token, victims, f"{how}:{cue.lemma}", passive="passive" in how)

    def _is_part_of_them(self, noun: Token) -> bool:
        """ "Four health workers, three of them women, were killed": the second is a part of the first."""
        return any(token.lower_ in {"them", "whom"} for token in self.doc[noun.left_edge.i : noun.i])

    def _aims_at(self, token: Token) -> bool:
        """ "Gunmen shot at worshippers": nobody need have been hit; "were shot at close range" is no such."""
        following = [word.lower_ for word in self.doc[token.i + 1 : token.i + 3]]
        return following[:1] == ["at"] and following[1:] not in (["close"], ["point"], ["point-blank"], ["short"])

    def _patients(self, token: Token, form: str) -> tuple[tuple[Token, ...], str] | None:
        """The victims of a transitive cue and how they were found."""
        children = list(token.children)
        passive_subjects = [child for child in children if child.dep_ == "nsubjpass"]
        subjects = [child for child in children if child.dep_ == "nsubj"]
        objects = self._object_of(token)
        if form == "past" and (told := self._told_of(token)) is not None:
            return (told,), "passive-subject"
        is_passive = bool(passive_subjects) or any(child.dep_ == "auxpass" for child in children)
        passive_subjects = [s for s in passive_subjects if not self._is_part_of_them(s)] or passive_subjects
        if form == "past" and token.i and self.doc[token.i - 1].lower_ == "another":
            return (self.doc[token.i - 1],), "participle-after-number"
        if passive_subjects:
            beside = self._beside_passive(token, passive_subjects[0])
            counted = [child for child in passive_subjects if self.quantities.of(child) is not None]
            subjects = counted or passive_subjects[:1]
            return ((beside,) if beside else self._resolved(subjects, token)), "passive-subject"
        people_hit = bool(objects) and (is_person_noun(objects[0]) or may_name_person(objects[0]))
        far = bool(objects) and (self.doc[token.i + 1].pos_ in {"ADP", "SCONJ"} or not people_hit)
        is_participle = form == "past" and not is_passive and (token.dep_ in {"acl", "amod"} or not objects or far)
        if is_participle and (beside := head_before(token, self.quantities)) is not None:
            return (beside,), "participle-after-number"
        if objects and not is_passive:
            return self._resolved(objects[:1], token), "active-object"
        if form != "past":
            after = head_after(token, self.quantities)
            return ((after,), "number-after-verb") if after is not None else None
        timed = token.dep_ in {"acl", "advcl"} and token.head.ent_type_ in {"DATE", "TIME"}
        if timed and (linked := self._linked_subject(token)):
            return self._resolved(linked, token), "linked-subject"
        if token.dep_ == "acl" and token.head.i < token.i and token.head.pos_ in {"NOUN", "PROPN", "NUM", "PRON"}:
            return (token.head,), "reduced-relative"
        if is_passive and (after := self._inverted_subject(token)) is not None:
            return (after,), "inverted-subject"
        if is_passive and (first := self._opening_subject(token)) is not None:
            return (first,), "opening-subject"
        if is_passive and (nearest := self._nearest_before(token)) is not None:
            return (nearest,), "passive-number-before"
        if shared := self._shared_subject(token):
            return self._resolved(shared, token), "shared-passive-subject"
        if linked := self._linked_subject(token):
            return self._resolved(linked, token), "linked-subject"
        after = None if is_passive else head_after(token, self.quantities)
        if after is not None:
            return (after,), "number-after-verb"
        describes = is_passive or token.dep_ == "amod"
        following = None if describes else noun_after(token.i + 1, self.doc)
        if following is not None:
            return (following,), "noun-after-verb"
        has_auxiliary = any(child.dep_ == "aux" for child in children)
        told_of = subjects and subjects[0].i < token.i and subjects[0].pos_ != "PRON" and token.dep_ != "relcl"
        if told_of and not is_passive and not has_auxiliary:
            return self._resolved(subjects[:1], token), "subject-of-participle"
        return None

    def _told_of(self, token: Token) -> Token | None:
        """The subject of the verb before that tells of the loss ("25 civilians have been reported killed")."""
        verb = self.doc[token.i - 1] if token.i > token.sent.start else token
        if verb.lemma_.lower() not in REPORTED_AS or verb.tag_ not in {"VBN", "VBD"}:
            return None
        subjects = [child for child in verb.children if child.dep_ == "nsubjpass" and child.i < verb.i]
        return self._antecedent(subjects[0], verb) if subjects else None

    def _beside_passive(self, token: Token, subject: Token) -> Token | None:
        """The counted people right before "was captured", where the parse reaches over another loss for a subject."""
        first = min((child.i for child in token.children if child.dep_ in {"aux", "auxpass"}), default=token.i)
        beside = head_before(self.doc[first], self.quantities)
        if beside is None or beside.i == subject.i:
            return None
        if first == token.i and beside.i > subject.i:
            return beside  # "six dead, ten hurt": no "were", so the nearest number is the one told of
        if subject.left_edge.i < 1:
            return None
        before = self.doc[subject.left_edge.i - 1]
        return beside if before.lower_ in {"dead", "down"} or before.pos_ == "VERB" else None

    def _shared_subject(self, token: Token) -> list[Token]:
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

    def _inverted_subject(self, token: Token) -> Token | None:
        """The people after the verb of "also killed in the strike were nine rebels"."""
        auxiliary = next((child for child in token.children if child.dep_ == "auxpass" and child.i > token.i), None)
        if auxiliary is None or auxiliary.i + 1 >= auxiliary.sent.end:
            return None
        mention = self.quantities.at(auxiliary.i + 1)
        if mention is not None:
            return head_of(mention, self.doc) if mention.reason is None else None
        return noun_after(auxiliary.i + 1, self.doc)

    def _opening_subject(self, token: Token) -> Token | None:
        """The person that a sentence opens with, where words between commas stand before "was killed"."""
        auxiliary = min((child.i for child in token.children if child.dep_ in {"aux", "auxpass"}), default=token.i)
        sent = token.sent
        if auxiliary <= sent.start + 3:
            return None
        first = noun_after(sent.start, self.doc)
        if first is None or not is_person_noun(first):
            return None
        interrupted = self.doc[auxiliary - 1].text == "," and self.doc[first.i + 1].text in {",", "of", "from", "("}
        alone = self.doc[auxiliary].lower_ in {"was", "is", "has"} and first.tag_ in {"NN", "NNP"}
        return first if interrupted or alone else None

    def _nearest_before(self, token: Token) -> Token | None:
        """The counted noun between the verb before and a passive verb whose subject the parse does not give."""
        for i in range(token.i - 1, token.sent.start - 1, -1):
            if self.doc[i].pos_ == "VERB" or self.doc[i].text in {";", ":"}:
                return None
            mention = self.quantities.at(i)
            if mention is not None and mention.reason is None:
                noun = head_of(mention, self.doc)
                return noun if noun.i < mention.end or is_person_noun(noun) else None
        return None

    def _noun_before(self, token: Token) -> Token | None:
        """The first noun of the people who stand right before a verb that the parse gave no subject."""
        first = min((child.i for child in token.children if child.dep_ in {"aux", "auxpass"}), default=token.i)
        if first <= token.sent.start:
            return None
        noun = self.doc[first - 1]
        if noun.pos_ not in {"NOUN", "PROPN"} or noun.dep_ not in {"conj", "appos", "pobj", "ROOT"}:
            return None
        while noun.dep_ == "conj" and noun.head.i < noun.i and noun.head.pos_ == noun.pos_:
            noun = noun.head
        determined = any(child.dep_ == "det" and child.lower_ in {"a", "an"} for child in noun.lefts)
        return noun if determined else None

    @staticmethod
    def _linked_subject(token: Token) -> list[Token]:
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

    def _resolved(self, tokens: Sequence[Token], verb: Token) -> tuple[Token, ...]:
        if len(tokens) == 1 and tokens[0].lower_ in REFLEXIVES:
            return tuple(child for child in verb.children if child.dep_ == "nsubj")
        return tuple(self._antecedent(token, verb) for token in tokens)

    @staticmethod
    def _antecedent(token: Token, verb: Token) -> Token:
        """What a relative pronoun stands for."""
        if token.lower_ not in RELATIVE_PRONOUNS or token.pos_ not in {"PRON", "DET", "SCONJ"}:
            return token
        while verb.dep_ != "relcl" and verb.head.i != verb.i:
            verb = verb.head
        return verb.head if verb.dep_ == "relcl" else token

    def _with_result(self, token: Token, cue: _Cue) -> Loss | None:
        result = self._result(token, cue)
        if result is None:
            return None
        start, end = result
        rule = f"{cue.lemma}-{'-'.join(self.doc[i].lower_ for i in range(start, end))}"
        own = self.doc[end - 1]
        if cue.measure is Measure.ABDUCTED and own.lower_ in {"hostages", "captives"}:
            return Loss(cue.measure, token, (own,), f"active-object:{rule}")
        found = self._patients(token, cue.form)
        if found and any(victim.i in range(start, end) for victim in found[0]):
            found = None
        if found is None and token.tag_ == "VBN" and (beside := head_before(token, self.quantities)) is not None:
            found = ((beside,), "participle-after-number")
        if found is None:
            between = head_after(token, self.quantities, skip=range(start, end))
            found = ((between,), "number-after-verb") if between is not None else None
        if found is None and (following := noun_after(end, self.doc)) is not None and not self._is_passive(token):
            found = ((following,), "noun-after-verb")
        if found is None:
            nouns = [c for c in self.doc[end - 1].children if c.dep_ in SUBJECTS] + [
                c
                for c in token.children
                if c.dep_ in {"nsubj", "dobj", "dative", "ccomp"}
                and c.i > token.i
                and c.i not in range(start, end)
                and c.pos_ in {"NOUN", "PROPN", "PRON"}
            ]
            found = (tuple(nouns[:1]), "active-object") if nouns else None
        if found is None:
            return None
        return Loss(cue.measure, token, found[0], f"{found[1]}:{rule}", passive="passive" in found[1])

    @staticmethod
    def _is_passive(token: Token) -> bool:
        return any(child.dep_ in {"auxpass", "nsubjpass"} for child in token.children)

    def _result(self, token: Token, cue: _Cue) -> tuple[int, int] | None:
        last = min(token.i + WORDS_TO_RESULT, token.sent.end)
        for i in range(token.i + 1, last):
            for words in cue.results:
                if tuple(t.lower_ for t in self.doc[i : i + len(words)]) == words and self._fits(token, i, words):
                    return i, i + len(words)
            if self.doc[i].text in {",", ";", "."}:
                return None
        return None

    @staticmethod
    def _fits(token: Token, i: int, words: tuple[str, ...]) -> bool:
        if words == ("down",):
            return token.lower_ in {
                "gunned",
                "mowed",
                "mown",
                "gunning",
                "mowing",
                "gun",
                "mow",
                "shot",
                "cut",
                "struck",
            }
        return words != ("up",) or token.lower_.startswith("round")

    def _of_subject(self, token: Token, cue: _Cue, rule: str) -> Loss | None:
        if token.pos_ not in {"VERB", "AUX"}:
            return None
        children = list(token.children)
        subjects = [child for child in children if child.dep_ in SUBJECTS and child.i < token.i]
        if not subjects:
            shared = self._shared_any_subject(token)
            beside = head_before(token, self.quantities)
            subjects = [beside] if beside is not None else shared
        if not subjects and token.dep_ in {"acl", "relcl"} and token.head.i < token.i:
            subjects = [token.head]
        if not subjects:
            noun = self._noun_before(token)
            subjects = [noun] if noun is not None else []
        if not subjects:
            return None
        return Loss(cue.measure, token, self._resolved(subjects[:1], token), f"subject:{rule}", passive=True)

    @staticmethod
    def _shared_any_subject(token: Token) -> list[Token]:
        verb = token
        while verb.dep_ in {"conj", "xcomp"} and verb.head.i != verb.i:
            verb = verb.head
            if subjects := [child for child in verb.children if child.dep_ in SUBJECTS]:
                return subjects
        return []

    def _subject_phrase(self, token: Token, cue: _Cue) -> Loss | None:
        wanted = {words[0] for words in cue.results if len(words) == 1}
        if token.dep_ == "amod" and token.head.lemma_.lower() in wanted and self.quantities.at(token.i - 1) is not None:
            # "four sustained gunshot wounds", read as wounds that are sustained
            return Loss(cue.measure, token, (self.doc[token.i - 1],), f"subject:{cue.lemma}", passive=True)
        objects = [o for o in map(self._thing_itself, self._object_of(token)) if o.lemma_.lower() in wanted]
        if not objects and (noun := self._told_by_preposition(token, cue)) is not None:
            return self._of_state(token, cue, noun)
        for noun in list(objects):
            own = self.quantities.of(noun)
            if own is not None and own.reason is None and cue.measure is not Measure.INJURED:
                return None
        if not objects or (cue.measure is Measure.KILLED and self._is_singular_loss(objects[0])):
            return None
        loss = self._of_subject(token, cue, f"{cue.lemma}-{objects[0].lemma_.lower()}")
        treated = objects[0].lemma_.lower() in {"treatment", "surgery"}
        return replace(loss, people_counted=True, how_they_fare=True) if loss and treated else loss

    @staticmethod
    def _told_by_preposition(token: Token, cue: _Cue) -> Token | None:
        """The noun that says how people are: "treated for burns", "in a critical condition", "battling for life"."""
        for preposition in token.rights:
            if preposition.dep_ != "prep":
                continue
            for noun in preposition.children:
                if _tells_state(preposition, noun, cue.results):
                    return noun
        return None

    def _of_state(self, token: Token, cue: _Cue, noun: Token) -> Loss | None:
        """Those in a state: the object where the verb has one ("treated nine men for burns"), else the subject."""
        rule = f"{cue.lemma}-{noun.lemma_.lower()}"
        counted = cue.measure is Measure.INJURED
        if objects := self._object_of(token):
            return Loss(
                cue.measure,
                token,
                tuple(objects[:1]),
                f"active-object:{rule}",
                people_counted=counted,
                how_they_fare=counted,
            )
        loss = self._of_subject(token, cue, rule)
        return replace(loss, people_counted=counted, how_they_fare=counted) if loss else None

    @staticmethod
    def _thing_itself(noun: Token) -> Token:
        """The injuries of "various degrees of injuries"."""
        if noun.lemma_.lower() not in {"degree", "variety", "kind", "type", "range", "series", "number"}:
            return noun
        return next((child for of in noun.rights if of.lower_ == "of" for child in of.children), noun)

    @staticmethod
    def _is_singular_loss(noun: Token) -> bool:
        return noun.lower_ == "life" and not any(child.tag_ == "PRP$" for child in noun.children)

    # Words that stand for the people

    def _state(self, token: Token) -> Iterator[Loss]:
        measure = _state_words()[token.lower_]
        if any(child.lower_ == "no" and child.dep_ == "det" for child in token.lefts):
            yield Loss(measure, token, (), f"none:{token.lower_}", nobody=True)
            return
        if token.i and self.doc[token.i - 1].lower_ in DEFINITE:
            return
        if (beside := head_before(token, self.quantities)) is not None:
            yield Loss(measure, token, (beside,), f"number-before:{token.lower_}", passive=True)
            return
        if token.dep_ == "amod" and token.head.i > token.i:
            mention = self.quantities.of(token.head)
            if (
                mention is not None
                and mention.reason is None
                and token.head.lemma_.lower() not in _words("bodies", "lemmas")
            ):
                yield Loss(measure, token, (token.head,), f"adjective-of:{token.lower_}", passive=True)
            return
        if subject := self._complement_subject(token):
            yield Loss(measure, token, self._resolved((subject,), token), f"complement:{token.lower_}", passive=True)

    def _among_the(self, token: Token) -> Loss | None:
        """The people of "seven soldiers and five civilians were among the dead", "was among those killed"."""
        if token.i < 3 or self.doc[token.i - 1].lower_ not in DEFINITE or token.lower_ not in _state_words():
            return None
        preposition = self.doc[token.i - 2]
        if preposition.lower_ not in {"among", "amongst"} or preposition.head.lemma_ != "be":
            return None
        people = tuple(child for child in preposition.head.children if child.dep_ == "nsubj" and child.i < token.i)
        return (
            Loss(_state_words()[token.lower_], token, people, f"among-the:{token.lower_}", part=True)
            if people
            else None
        )

    def _complement_subject(self, token: Token) -> Token | None:
        verb = token.head
        linking = min((child.i for child in token.children if child.dep_ in {"aux", "auxpass", "cop"}), default=None)
        if linking is not None and (beside := head_before(self.doc[linking], self.quantities)) is not None:
            return beside
        if token.dep_ not in {"acomp", "oprd", "attr", "xcomp", "ccomp", "advcl", "conj", "ROOT", "amod", "dobj"}:
            return None
        own = [child for child in token.children if child.dep_ in SUBJECTS and child.i < token.i]
        if own:
            return own[0]
        if token.dep_ == "conj" and verb.lower_ in _state_words():
            return self._complement_subject(verb)
        if verb.i >= token.i or verb.lemma_.lower() not in LINKING_VERBS:
            return None
        if (beside := head_before(verb, self.quantities)) is not None:
            return beside
        if verb.lemma_.lower() in _words("leave", "lemmas") | REPORTED_AS:
            objects = [o for o in self._object_of(verb) if o.i < token.i]
            if objects:
                return objects[0]
            subjects = [c for c in verb.children if c.dep_ == "nsubjpass"] or self._shared_subject(verb)
            return subjects[0] if subjects else None
        subjects = [c for c in verb.children if c.dep_ in SUBJECTS and c.i < verb.i]
        return subjects[0] if subjects else None

    def _unharmed(self, token: Token) -> Iterator[Loss]:
        """ "Patients and staff are unhurt": people of whom the words deny any harm."""
        subject = self._complement_subject(token)
        if subject is not None and subject.tag_ in {"NNS", "NNPS", "NN"}:
            plural = subject.tag_ != "NN" or any(child.dep_ == "conj" for child in subject.rights)
            if plural or subject.lower_ in {"staff", "personnel", "everyone", "everybody"}:
                yield Loss(Measure.CASUALTIES, token, (subject,), f"unharmed:{token.lower_}", nobody=True)

    # Nouns that count losses

    def _noun(self, noun: Token) -> Iterator[Loss]:
        lemma = noun.lemma_.lower()
        measure, is_act = _loss_nouns()[lemma]
        if lemma == "loss" and not self._is_human_loss(noun):
            yield from self._loss_of(noun)
            return
        if self._gives_no_figure(noun):
            return
        if lemma == "loss" and (total := self._raised_to(noun)) is not None:
            yield Loss(Measure.KILLED, noun, (), "losses-raised-to", toll=total, larger=True)
            return
        if any(child.lower_ in NOBODY_DETERMINERS for child in noun.lefts):
            yield Loss(measure, noun, (), f"none:{lemma}", nobody=True)
            return
        mention = self.quantities.of(noun)
        if mention is not None and mention.reason is None and not is_act:
            yield Loss(measure, noun, (noun,), f"counted:{lemma}", counts_itself=True)
            return
        victim = self._of_whom(noun)
        if victim is not None and lemma in _words("killers", "lemmas") and self.quantities.of(victim) is None:
            return
        if victim is not None and not (is_act and self._is_generic(victim)):
            yield Loss(measure, noun, (victim,), f"of:{lemma}")
            return
        if is_act:
            return
        if noun.dep_ == "pobj" and noun.head.lower_ == "with":
            hurt = head_before(noun.head, self.quantities)
            if hurt is not None and is_person_noun(hurt):
                yield Loss(measure, noun, (hurt,), f"with:{lemma}")
                return
        if loss := self._unquantified(noun, measure):
            yield loss

    def _loss_of(self, noun: Token) -> Iterator[Loss]:
        """ "the loss of four of its men"."""
        victim = self._of_whom(noun)
        if victim is not None and self.quantities.of(victim) is not None:
            yield Loss(Measure.KILLED, noun, (victim,), "of:loss", people_counted=True)

    def _raised_to(self, noun: Token) -> QuantityMention | None:
        """The number of "bringing its losses to 300"."""
        if noun.head.lemma_.lower() not in {"bring", "raise", "take", "push"} or noun.i + 2 >= len(self.doc):
            return None
        mention = self.quantities.at(noun.i + 2) if self.doc[noun.i + 1].lower_ == "to" else None
        return mention if mention is not None and mention.reason is None else None

    @staticmethod
    def _gives_no_figure(noun: Token) -> bool:
        """ "gave no losses of its own" tells nothing; it does not deny."""
        denied = any(child.lower_ in NOBODY_DETERMINERS for child in noun.lefts)
        return denied and noun.dep_ in OBJECTS and noun.head.lemma_.lower() in _words("figures", "verbs")

    @staticmethod
    def _is_human_loss(noun: Token) -> bool:
        return noun.tag_ == "NNS" and not any(
            child.lower_ in {"financial", "economic", "material"} for child in noun.lefts
        )

    def _of_whom(self, noun: Token) -> Token | None:
        """Whose death: "the death of three soldiers", "injuries to six", "the murder by gunmen of an elder"."""
        by = [agent for child in noun.rights if child.lower_ == "by" for agent in child.children]
        for child in (*noun.rights, *(child for agent in by for child in agent.rights)):
            if child.lower_ in {"of", "to", "among"} and child.dep_ == "prep":
                if child.lower_ != "of" and noun.lemma_.lower() not in {"injury", "casualty"}:
                    continue
                for victim in child.children:
                    if victim.dep_ == "pobj":
                        return victim
        return None

    def _is_generic(self, victim: Token) -> bool:
        return victim.tag_ in {"NNS", "NNPS"} and self.quantities.of(victim) is None

    def _unquantified(self, noun: Token, measure: Measure) -> Loss | None:
        if noun.tag_ not in {"NNS", "NNPS"}:
            return None
        verb = noun.head
        while noun.dep_ == "conj" and verb.lemma_.lower() in _loss_nouns():
            noun, verb = verb, verb.head
        verbs = _words("unquantified", "verbs")
        if noun.dep_ in OBJECTS and verb.lemma_.lower() in verbs:
            subjects = [c for c in verb.children if c.dep_ == "nsubj"] or self._shared_any_subject(verb)
            sufferers = verb.lemma_.lower() in {"suffer", "sustain", "take", "incur", "have"}
            victims = self._resolved(subjects[:1], verb) if sufferers else ()
            return Loss(measure, noun, victims, f"unquantified:{verb.lemma_.lower()}", unquantified=True)
        exists = verb.lemma_ == "be" and any(child.dep_ == "expl" for child in verb.children)
        told = noun.dep_ == "nsubjpass" and verb.lemma_.lower() in verbs
        if exists or told:
            return Loss(
                measure, noun, (), "unquantified:existential" if exists else "unquantified:reported", unquantified=True
            )
        return None

    def _bodies(self, noun: Token) -> Iterator[Loss]:
        cues = _words("bodies", "cues")
        around = {ancestor.lemma_.lower() for ancestor in noun.ancestors}
        around |= {child.lemma_.lower() for child in noun.rights}
        if not around & cues:
            return
        whose = self._of_whom(noun) or next((child for child in noun.lefts if child.tag_ == "PRP$"), None)
        if whose is None and noun.tag_ == "NN" and any(child.lower_ in {"a", "another"} for child in noun.lefts):
            yield Loss(Measure.KILLED, noun, (noun,), "bodies-counted", counts_itself=True)
            return
        one = whose is not None and (noun.tag_ == "NN" or any(child.lower_ in {"a", "an"} for child in whose.lefts))
        if whose is not None and (one or whose.tag_ == "PRP$" or self.quantities.of(whose) is not None):
            yield Loss(Measure.KILLED, noun, (whose,), "bodies-of")
        elif self.quantities.of(noun) is not None:
            yield Loss(Measure.KILLED, noun, (noun,), "bodies-counted", counts_itself=True)

    def _toll(self, noun: Token) -> Iterator[Loss]:
        end = min(noun.i + WORDS_TO_TOLL, noun.sent.end)
        if noun.i + 1 < len(self.doc) and self.doc[noun.i + 1].lemma_.lower() == "include":
            return
        measure = Measure.KILLED if self._is_death_toll(noun) else Measure.CASUALTIES
        links = _words("toll", "links")
        found: QuantityMention | None = None
        if noun.lower_ in LOOSE_TOLLS and not (noun.i and self.doc[noun.i - 1].lower_ in DEADLY):
            return
        for i in range(noun.i + 1, end):
            mention = self.quantities.at(i)
            if mention is None or mention.start != i or mention.reason is not None:
                continue
            if mention.end < len(self.doc) and self.doc[mention.end].lower_ in {"wounded", "injured", "dead"}:
                return
            if self.doc[i - 1].lower_ in links or (found is None and i - noun.i <= 4):
                found = mention
            if found is not None and self.doc[i - 1].lower_ != "from":
                break
        if found is not None:
            yield Loss(measure, noun, (), "toll", toll=found)

    def _number_of(self, noun: Token) -> Iterator[Loss]:
        """ "the number of people killed has risen to 60": the number comes after "to", "at" or the verb."""
        following = self.doc[noun.i + 1] if noun.i + 1 < len(self.doc) else noun
        measure_named = _state_words().get(following.lower_)
        if measure_named is None and following.lower_ != "of":
            return
        found = (measure_named, following, None) if measure_named else self._counted_by_number(noun)
        if found is None:
            return
        measure, cue, population = found
        self.told_by_number.add(cue.i)
        toll = self._brought_to(noun) or self._number_after(cue)
        if toll is not None:
            yield Loss(measure, cue, (), f"number-of:{cue.lower_}", toll=toll, population=population)

    def _counted_by_number(self, noun: Token) -> tuple[Measure, Token, Token | None] | None:
        """What "the number of ..." counts: the measure, its word, and the noun of the people where there is one."""
        population: Token | None = None
        for token in self.doc[noun.i + 2 : min(noun.i + 2 + WORDS_TO_NUMBER, noun.sent.end)]:
            if self.quantities.at(token.i) is not None or token.text in {",", ";"}:
                return None
            if measure := _state_words().get(token.lower_):
                return measure, token, population
            if token.lemma_.lower() in {"death", "fatality"}:
                return Measure.KILLED, token, None
            if token.pos_ in {"NOUN", "PROPN"}:
                population = token
        return None

    def _brought_to(self, noun: Token) -> QuantityMention | None:
        """The number of "brings to 212 the number of soldiers killed"."""
        i = noun.i - 2 if noun.i > 1 and self.doc[noun.i - 1].lower_ == "the" else noun.i - 1
        mention = self.quantities.at(i) if i > 0 else None
        if mention is None or mention.reason is not None or self.doc[mention.start - 1].lower_ != "to":
            return None
        return mention

    def _number_after(self, cue: Token) -> QuantityMention | None:
        links = _words("toll", "links") | {"now", "above", "past"}
        for i in range(cue.i + 1, min(cue.i + WORDS_TO_TOLL, cue.sent.end)):
            mention = self.quantities.at(i)
            if mention is None or mention.start != i or mention.reason is not None:
                continue
            if self.doc[i - 1].lower_ in links:
                return mention
        return None

    def _is_death_toll(self, noun: Token) -> bool:
        before = self.doc[noun.i - 1].lower_ if noun.i else ""
        return before not in {"injury", "casualty", "wounded", "road", "heavy", "heavier"}

    def _lives(self, noun: Token) -> Iterator[Loss]:
        verb = noun.head
        if noun.dep_ not in OBJECTS | {"nsubjpass", "nsubj"} or verb.lemma_.lower() not in _words("lives", "verbs") | {
            "lose"
        }:
            return
        mention = self.quantities.of(noun)
        if mention is not None and mention.reason is None:
            yield Loss(Measure.KILLED, noun, (noun,), f"lives:{verb.lemma_.lower()}", counts_itself=True)
        elif victim := self._of_whom(noun):
            yield Loss(Measure.KILLED, noun, (victim,), f"lives-of:{verb.lemma_.lower()}")

    def _throats(self, noun: Token) -> Iterator[Loss]:
        """ "Had their throats cut", "with their throats slit", "slit the throats of four farmers"."""
        near = {noun.head.lower_, *(token.lower_ for token in self.doc[noun.i + 1 : noun.i + 3])}
        if not near & _words("throats", "cuts"):
            return
        victim = self._of_whom(noun)
        for above in noun.ancestors if victim is None else ():
            subjects = [child for child in above.children if child.dep_ in SUBJECTS and child.i < noun.i]
            if subjects and (above.lemma_ == "have" or subjects[0].dep_ == "nsubjpass"):
                victim = subjects[0]
                break
        if victim is not None:
            yield Loss(Measure.KILLED, noun, self._resolved((victim,), noun.head), "throat-cut")

    def _survivors(self, noun: Token) -> Iterator[Loss]:
        if not any(child.lower_ == "no" for child in noun.lefts):
            return
        for i in range(noun.i + 1, noun.sent.end):
            mention = self.quantities.at(i)
            if mention is not None and mention.reason is None and mention.start == i:
                yield Loss(Measure.KILLED, noun, (), "no-survivors", toll=mention)
                return
