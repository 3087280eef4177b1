"""Whether a loss is another event's: one that people avenge, protest about or remember, that came days before, or that
an attack is compared with. Such figures are never counted with the incident's own (methodology.md, section 3)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial

from spacy.tokens import Token

from incidents.extraction.parsed import lower_text, lower_words
from incidents.extraction.people.words import person_nouns
from incidents.extraction.rules import load_rules, rule_words

YEARS = re.compile(r"((?:19|20)\d\d)(?:[-–—/]\d{2,4})?")
LASTING = re.compile(r"\b(?:week|month|year|decade)s? ?- ?(?:long|old)\b")
SAME_PLACE = re.compile(
    r"\W*(?:in|on|at|near|outside|inside|from) (?:th(?:e|at|is)(?: very)? same|this|that) "
    r"(?!day|night|time|year|month|week|morning|evening|attack|incident|way|case)[a-z]+"
    r"|\W*it was (?:there|here|(?:in|on|at) th(?:is|at|e same) [a-z]+) that\b"
)
SAME_PLACE_WHERE = re.compile(
    r"\W*(?:it|this|that) (?:is|was) (?:also )?(?:in |at |on )?the (?:very )?same [a-z]+ (?:where|(?:in|at|on) which)\b"
)
# "In last year's protests, when more than 60 died", "the raid of last August, which cost nine lives".
PAST_TIME = re.compile(
    r"\blast (?:year|january|february|march|april|may|june|july|august|september|october|november|december"
    r"|spring|summer|autumn|winter)(?:'s(?: [a-z]+){1,6})?, (?P<link>when|which|where|in which)\b"
)
# How a loss hangs on what people say or do about it: "protested over the attack in which 29 died".
HANGING = {"prep", "pobj", "pcomp", "dobj", "xcomp", "amod", "compound", "appos", "nmod", "poss"}
HANGING |= {"acomp", "oprd", "attr"}
ABOUT = {"for", "to", "of", "over", "against", "after", "about", "at", "on", "following", "since", "with"}
JOINING = {"after", "since", "because", "to"}

_words = partial(rule_words, "context")


def of_another_event(cue: Token, published: date | None, *, losses: Sequence[int]) -> str | None:
    """The rule that makes a loss another event's. `losses` are the words of loss of all claims, in order."""
    above = list(_governing(cue))
    if any(_is_reason(token, above) for token in above):
        return "larger:motive"
    if any(_is_protest(token) for token in above):
        return "larger:protest"
    if any(_recalls(token) for token in above):
        return "larger:recalled"
    if _came_days_before(cue, above, losses):
        return "larger:days-before"
    if _is_compared(cue, above):
        return "larger:compared"
    if _of_backdrop(cue):
        return "larger:backdrop"
    if cue.sent.start and SAME_PLACE_WHERE.match(lower_text(cue.doc), cue.sent.start_char):
        return "larger:same-place"
    if _of_past_time(cue):
        return "larger:past-time"
    elsewhere = losses and (losses[0] < cue.sent.start or losses[-1] >= cue.sent.end or _is_aside(cue, losses))
    return _other_year(cue, published) if elsewhere or was_there_before(cue) else None


def _of_past_time(cue: Token) -> bool:
    """Whether a loss is told in the clause that hangs on a time long gone."""
    sent = cue.sent
    lower = lower_text(cue.doc)[sent.start_char : sent.end_char]
    if "last " not in lower or (past := PAST_TIME.search(lower)) is None:
        return False
    link = sent.start_char + past.start("link")
    clauses = (token for token in (cue, *cue.ancestors) if token.dep_ in {"relcl", "advcl"})
    return any(clause.left_edge.idx <= link < clause.idx and cue.idx > link for clause in clauses)


def _is_aside(cue: Token, losses: Sequence[int]) -> bool:
    """Whether a loss is told in the past perfect of a place where the sentence tells another ("two were shot in the
    market, where 40 had died")."""
    before = bisect_left(losses, cue.i)
    first = before and losses[before - 1] >= cue.sent.start
    return bool(first) and cue.dep_ == "relcl" and any(child.lower_ == "had" for child in cue.lefts)


def _governing(cue: Token) -> Iterator[Token]:
    """The words that a word of loss hangs on, one after the other, as far as they are said or done about it. A clause
    of its own ("they marched and soldiers shot five", "leaving five dead") hangs on nothing."""
    token = cue
    while token.head.i != token.i:
        clause = token.dep_ == "advcl" and any(child.lower_ in JOINING for child in token.lefts)
        if token.dep_ == "conj" and not any(child.dep_.startswith("nsubj") for child in token.children):
            token = token.head
        elif token.dep_ in {"relcl", "acl"}:
            token = token.head  # "an attack on a rally that killed nine": the rally is no reason
        elif clause or (token.dep_ in HANGING and (token.dep_ != "prep" or _is_about(token))):
            token = token.head
            yield token
        else:
            return


def _is_about(preposition: Token) -> bool:
    """Whether words after a preposition are what somebody acts about: not "retaliated in an attack", "by killing"."""
    return preposition.lower_ in ABOUT or preposition.head.dep_ == "relcl"  # "that resulted in the death of two"


def _is_reason(token: Token, above: list[Token]) -> bool:
    """ "In revenge for the killing of his brother", "to avenge an attack that killed two", "over the murder of"."""
    if token.lower_ == "over" and token.dep_ == "prep" and above[0].i == token.i:
        return token.head.pos_ in {"VERB", "NOUN"}
    told = {token.lemma_.lower(), token.nbor(-1).lemma_.lower() if token.lower_ in {"for", "to"} and token.i else ""}
    return not told.isdisjoint(_words("motive", "nouns"))


def _is_protest(token: Token) -> bool:
    """ "Marched after the attack which killed", "demanded justice for the students who were killed"."""
    if token.lemma_.lower() == "take":
        return any(noun.lower_ == "streets" for child in token.children for noun in child.children)
    subjects = {child.lemma_.lower() for child in token.children if child.dep_ == "nsubj"}
    if not subjects.isdisjoint(person_nouns()["combatants"]):
        return False  # "gunmen marched into the village"
    if token.lemma_.lower() == "demand":
        return any(child.lower_ in {"justice", "answers"} for child in token.children)
    held = {child.lemma_.lower() for child in token.children if child.dep_ == "dobj"}
    return not _words("protest").isdisjoint({token.lemma_.lower(), *held})


def _recalls(token: Token) -> bool:
    """ "The anniversary of the massacre of", "a memorial for those killed", "to mark the day on which"."""
    lemma = token.lemma_.lower()
    if lemma == "mark":
        return any(child.dep_ == "dobj" and child.lower_ in {"day", "date", "anniversary"} for child in token.children)
    told = {lemma, *(child.lemma_.lower() for child in token.lefts if child.dep_ in {"amod", "compound"})}
    if not told.isdisjoint(_words("recalled", "nouns")):
        return True
    if lemma in _words("recalled", "memory"):
        return any(YEARS.fullmatch(word) for word in lower_words(token.doc)[token.sent.start : token.sent.end])
    return token.lower_ == "after" and token.i > 0 and token.nbor(-1).lemma_.lower() in {"year", "decade"}


def _came_days_before(cue: Token, above: list[Token], losses: Sequence[int]) -> bool:
    """ "Killed nine, a week after an attack that killed 14": where the sentence tells a loss that came after. Who died
    days after the blast that killed four is one of its dead."""
    for token in (cue, *above):
        afters = [child for child in (token, *token.lefts) if child.lower_ == "after" and child.i]
        for after in afters:
            if after.nbor(-1).lemma_.lower() not in _words("recalled", "times"):
                continue
            clause = token if token.i != after.i else after
            others = [child.left_edge.i for child in clause.rights if child.dep_ == "conj"]
            until = min([clause.right_edge.i + 1, *others])
            here = losses[bisect_left(losses, cue.sent.start) : bisect_left(losses, cue.sent.end)]
            opens = after.i <= cue.sent.start + 2  # "hours after a judge was shot, a bomb killed 30"
            own = [loss for loss in here if loss < after.i or (opens and loss >= until)]
            if opens and not own and after.nbor(-1).lemma_.lower() in _words("recalled", "long"):
                return losses[-1] >= cue.sent.end  # "two months after a raid in which 31 died, gunmen came back"
            return any(not _is_late_death(cue.doc[loss]) for loss in own)
    return False


def _is_late_death(cue: Token) -> bool:
    """ "Died of his wounds", "was found dead": told of who was struck before."""
    if cue.dep_ == "relcl":
        return False  # "the attack, in which 12 died, came two days after a raid in which eight had been killed"
    found = cue.lower_ in {"dead", "deceased"} and cue.head.lemma_.lower() in {"find", "pronounce", "declare"}
    return found or cue.lemma_.lower() in _words("recalled", "died")


def _is_compared(cue: Token, above: list[Token]) -> bool:
    """ "The deadliest since the bombing which killed 34", "compared with 11 killed a year before"."""
    if any(token.lemma_.lower() in _words("compared", "words") for token in above):
        return True
    words, start = lower_words(cue.doc), cue.sent.start
    if "since" not in words[start : cue.i]:
        return False
    since = cue.doc[words.index("since", start)]
    if not (since.is_ancestor(cue) or (since.dep_ == "mark" and since.head in (cue, *cue.ancestors))):
        return False  # "the blast, the worst since March, killed 30"
    return any(
        (token.tag_ in {"JJS", "RBS"} and token.lower_ not in {"least", "most"})
        or token.lower_ in _words("compared", "worst")
        for token in cue.doc[start : since.i]
    )


def is_record_of_person(cue: Token) -> bool:
    """Whether a loss is named to say what a person is wanted or known for ("was responsible for the deaths of ten")."""
    token = cue
    for _ in range(4):
        if token.dep_ in {"pobj", "pcomp"} and token.head.lower_ in {"for", "of", "in", "with", "to"}:
            known = token.head.head
            return known.lower_ in _words("known_for") or known.lemma_.lower() in _words("known_for")
        if token.dep_ not in {"conj", "dobj", "compound"}:
            return False
        token = token.head
    return False


def _of_backdrop(cue: Token) -> bool:
    """Told of a war or a campaign: "a conflict that has left 66 dead", "has killed hundreds in an insurgency"."""
    nouns = _words("backdrop", "nouns")
    verb = cue if cue.pos_ in {"VERB", "AUX"} else cue.head
    killers = [child for child in verb.children if child.dep_ == "nsubj"]
    killers = [verb.head if child.lower_ in {"that", "which"} and verb.dep_ == "relcl" else child for child in killers]
    if any(killer.lemma_.lower() in _words("backdrop", "killers") for killer in killers):
        return _is_perfect(verb) or not any(noun.lower_ in {"a", "an"} for killer in killers for noun in killer.lefts)
    if any(map(_lasted_long, killers)) or any(map(_is_era, verb.children)) or _goes_on(verb, killers):
        return True
    if not any(child.dep_ == "aux" and child.lemma_ == "have" for child in verb.children):
        verb = verb.head
        if not any(child.dep_ == "aux" and child.lemma_ == "have" for child in verb.children):
            return False
    sent = lower_text(cue.doc)[cue.sent.start_char : cue.sent.end_char]
    if any(phrase in sent for phrase in load_rules("context")["backdrop"]["phrases"]):
        return True
    if verb.dep_ == "relcl" and verb.head.lemma_.lower() in nouns:
        return True
    prepositions = [child for child in verb.children if child.lower_ in {"in", "during"}]
    return any(noun.lemma_.lower() in nouns for preposition in prepositions for noun in preposition.children)


def _lasted_long(killer: Token) -> bool:
    """ "Their month-long battle has left", "the ten-year-old fighting claimed"."""
    words = " ".join(word.lower_ for left in killer.lefts for word in left.subtree)
    return killer.lemma_.lower() in _words("backdrop", "fighting") and LASTING.search(words) is not None


def _goes_on(verb: Token, killers: list[Token]) -> bool:
    """ "The offensive, which began in May and so far has left 900 dead": a figure that stands until today."""
    clause = verb.head if verb.dep_ == "conj" and verb.head.dep_ == "relcl" else verb
    causes = [*killers, clause.head] if clause.dep_ == "relcl" else killers
    so_far = any(child.lower_ == "far" and child.nbor(-1).lower_ == "so" for child in verb.children if child.i)
    return so_far and any(cause.lemma_.lower() in _words("backdrop", "fighting") for cause in causes)


def _is_era(preposition: Token) -> bool:
    """ "Killed during the military regimes", "died under the dictatorship"."""
    nouns = _words("backdrop", "eras")
    return preposition.lower_ in {"during", "under"} and any(
        noun.dep_ == "pobj" and noun.lemma_.lower() in nouns for noun in preposition.children
    )


def _other_year(cue: Token, published: date | None) -> str | None:
    if published is None:
        return None
    sent, words = cue.sent, lower_words(cue.doc)
    for i in range(sent.start, sent.end):
        if words[i][:1] not in {"1", "2"} or (year := YEARS.fullmatch(words[i])) is None:
            continue
        years_ago = published.year - int(year[1])
        is_past = years_ago > 1 or (years_ago == 1 and published.month > 1)
        if is_past and governs(cue.doc[i], cue):
            return "larger:other-year"
    return None


def governs(token: Token, cue: Token) -> bool:
    """Whether a time phrase belongs to the cue's clause: below it, or below a verb that it hangs on or is joined to."""
    verb = token
    while verb.pos_ not in {"VERB", "AUX"} and verb.head.i != verb.i:
        verb = verb.head
    if verb.dep_ == "advcl" and verb.tag_ == "VBG" and verb.i > cue.i and verb.head.i == cue.i:
        return False
    if verb.i == cue.i or cue.is_ancestor(token):
        return True
    step = cue
    while step.head.i != step.i:
        if step.dep_ in {"relcl", "acl"} and (step.head.i == token.i or step.head.is_ancestor(token)):
            return True
        if step.dep_ in {"relcl"} and not _tells_where(step):
            return token.i < verb.i < cue.i and _is_perfect(verb)
        step = step.head
        if step.i == verb.i:
            return True
    return False


def _tells_where(clause: Token) -> bool:
    """ "It happened in 2014 in a village, where 75 died": the year is that of the deaths too."""
    return any(child.lower_ in {"where", "when"} and child.dep_ == "advmod" for child in clause.lefts)


def was_there_before(cue: Token) -> bool:
    """Whether a later sentence tells what a place of the report has seen: "on the same square", "it was there that"."""
    if cue.sent.start == 0:
        return False
    return SAME_PLACE.match(lower_text(cue.doc), cue.sent.start_char) is not None


def _is_perfect(verb: Token) -> bool:
    """ "Since 2023 they have recorded 404 attacks, which left 594 dead": the time is that of all that follows."""
    return any(child.dep_ == "aux" and child.lemma_ == "have" for child in verb.children)
