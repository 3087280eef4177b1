"""How much of the incident a figure covers: the whole, a part ("including"), or more (a year's tally)."""

from __future__ import annotations

import re
from bisect import bisect_left
from calendar import month_abbr
from collections.abc import Sequence
from datetime import date
from functools import cache, partial

from spacy.tokens import Span, Token

from incidents.extraction import nations
from incidents.extraction.claims.other_events import governs, is_record_of_person, of_another_event, was_there_before
from incidents.extraction.parsed import keep_once, lower_text, lower_words, tokens_of
from incidents.extraction.rules import load_rules, rule_words

OTHERS = {"other", "others"}
SUPERLATIVE_REACH = 10
# In days: what a report tells "since 17 October" is its own incident where that is no longer ago.
LATELY = 31
DAY_SINCE = re.compile(r"since (?:(\d{1,2}) ([a-z]+)|([a-z]+) (\d{1,2})\b)")
OF_A_DAY = re.compile(
    r"\d(?:st|nd|rd|th)? of $|(?:january|february|march|april|may|june|july|august|ember|october) of $"
)
MONTHS = {name.lower(): number for number, name in enumerate(month_abbr) if name}
AMONG_MANY = re.compile(
    r"\bamong (?:(?:the|at least|more than|about|nearly) )?[\w-]+ (?:people|persons|others)\b.*"
    r"\b(?:from \w+ (?:\w+ ){0,3}(?:to|through|until)|"
    r"over the (?:\w+ )?weekend|since|citywide|in separate|in shootings)\b"
)
ONE_OF_SEVERAL = re.compile(
    r"\b(?:one|part) of (?:an? )?(?:\w+ ){1,4}(?:attacks|bombings|blasts|explosions|incidents|assaults|raids)\b|"
    r"\b\w+ (?:other )?(?:similar|related|coordinated|simultaneous) (?:attacks|bombings|blasts|explosions|incidents)\b"
)
RATE_REACH = 8
# "In all, 150 soldiers have lost their lives in Afghanistan".
IN_ALL = re.compile(
    r"\W*(?:in all|in total|altogether|overall|so far)\b[^.]{0,120}?"
    r"\b(?:have|has) (?:now )?(?:been|died|lost|fallen)\b"
)
# "The toll of the Israeli aggression".
OF_A_WAR = re.compile(
    r"toll (?:of|from|in) the (?:[\w-]+ ){0,3}(?:aggression|war|offensive|genocide|conflict|campaign|insurgency)\b"
)
# "It is only two weeks since", "it comes a week after": of what came before, where a report has told its own dead.
AGO = re.compile(
    r"\b(?:it|this|that)(?: (?:is|was|has been|comes?|came)|'s) (?:[\w-]{1,12} ){0,3}(?:days?|weeks?|months?|years?)"
    r" (?:since|after)\b"
)
BACKGROUND = re.compile(r"^\W{0,3}(?:\d{1,2}[/.)] ?)?(?:context|background|history) ?:", re.M)
LONGEST_LABEL = 16
# In tokens: how far into a sentence "the same evening" opens it.
WORDS_TO_HOUR = 6
# "Put the death toll at 12": what somebody counts, which replaces nobody else's figure.
PUT_AT = re.compile(
    r"\b(?:put|puts|putting|gave|gives|estimated|estimates) (?:the|its) (?:[\w-]{1,20} ){0,3}toll (?:at|as)\b"
)
# In tokens: from "bringing" to "the total".
SUM_REACH = 9


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    phrases = sorted(load_rules("context")["larger"][kind], key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(_of_phrase, phrases)) + ")")


def _of_phrase(phrase: str) -> str:
    """A phrase as a pattern: "since 19" stands for any year of that century, and for no day of a month; "years of" for
    a time of war, and for nobody's years of service."""
    if phrase.endswith("s of"):
        career = "(?:service|experience|age|duty|teaching|practice|marriage|study)"
        return re.escape(phrase) + rf"(?! (?:[a-z]{{1,20}} )?{career}\b)"
    return re.escape(phrase) + (r"(?=\d\d\b)" if phrase[-1].isdigit() else "")


@cache
def part_openers() -> dict[str, list[tuple[str, ...]]]:
    """The phrases that open a part of the figure before, by their first word, longest first."""
    phrases: dict[str, list[tuple[str, ...]]] = {}
    for phrase in sorted(load_rules("context")["part"]["before"], key=len, reverse=True):
        words = tuple(phrase.split())
        phrases.setdefault(words[0], []).append(words)
    return phrases


_words = partial(rule_words, "context")


def is_larger(
    cue: Token, published: date | None, *, told_before: bool, any_before: bool, losses: Sequence[int] = ()
) -> str | None:
    """The rule that puts a figure outside the incident. `told_before`: the incident's own loss came earlier;
    `any_before`: a loss of any measure did. `losses` are the words of loss of all claims, in order.
    """
    sent = cue.sent
    lower = lower_text(sent.doc)[sent.start_char : sent.end_char]
    sums = _summing_verb(sent)
    if sums is not None and cue.i > sums and _counts_longer(lower[sent.doc[sums].idx - sent.start_char :]):
        return "larger:sum"
    until = len(lower) if sums is None or cue.i > sums else sent.doc[sums].idx - sent.start_char
    looks_back = told_before or any_before or was_there_before(cue)
    kinds = ("tallies", "earlier") if looks_back else ("tallies",)
    for kind in kinds:
        for match in _pattern(kind).finditer(lower, 0, until):
            token = _token_at(sent, match.start())
            if OF_A_DAY.search(lower, max(match.start() - 16, 0), match.start()):
                continue
            if token is not None and governs(token, cue) and not _is_superlative(token):
                return f"larger:{match.group().strip().replace(' ', '-')}"
    if any_before and is_record_of_person(cue):
        return "larger:record-of-person"
    if any_before and (many := _sum_of_many(lower, told_before=told_before)) and cue.idx - sent.start_char >= many[0]:
        return f"larger:{many[1]}"
    if told_before and (ago := AGO.search(lower)) and cue.idx - sent.start_char >= ago.end():
        return "larger:days-before"
    if told_before and BACKGROUND.search(lower_text(sent.doc), max(sent.start_char - LONGEST_LABEL, 0), cue.idx):
        return "larger:background"
    start = _since_long_before(lower[:until])
    lately = start is not None and not any_before and _began_lately(lower[start:], published)
    if told_before and IN_ALL.match(lower) and any(token.lower_ in nations.code_of() for token in sent):
        return "larger:in-a-country"
    here = cue.idx - sent.start_char
    if "toll " in lower and (war := OF_A_WAR.search(lower)) and war.start() <= here:
        return "larger:of-a-war"
    sums_up = start is not None and "toll" in lower[: here + 4] and ";" not in lower[start:here]
    if start is not None and not lately and (sums_up or _reaches(sent, start, cue)):
        return "larger:since" if lower.startswith("since", start) else "larger:period"
    if any_before and (start := _whole_month(lower[:until])) is not None and _reaches(sent, start, cue):
        return "larger:month"
    return of_another_event(cue, published, losses=losses)


def _sum_of_many(lower: str, *, told_before: bool) -> tuple[int, str] | None:
    """Where a sentence begins to sum up more than the incident: "among 11 people shot over the weekend"; and, where the
    incident's own loss has been told, "one of three attacks, in which 14 died"."""
    if "among" in lower and (found := AMONG_MANY.search(lower)):
        return found.start(), "among-many"
    if told_before and (found := ONE_OF_SEVERAL.search(lower)):
        return found.end(), "several-attacks"
    return None


def _summing_verb(sent: Span) -> int | None:
    """The verb of "bringing the total to", "which takes the number of dead to"; None where nothing is summed up."""
    doc = sent.doc
    verbs = keep_once(doc, "summing verbs", lambda: [token.i for token in tokens_of(doc) if _sums_up_figures(token)])
    at = bisect_left(verbs, sent.start)
    return verbs[at] if at < len(verbs) and verbs[at] < sent.end else None


def _sums_up_figures(token: Token) -> bool:
    if token.pos_ != "VERB" or token.lemma_.lower() not in _words("sums", "verbs"):
        return False
    by_this = any(child.dep_ == "nsubj" and child.tag_ in {"WDT", "DT", "PRP"} for child in token.children)
    after = token.doc[token.i + 1 : min(token.i + SUM_REACH, token.sent.end)]
    return (by_this or token.tag_ == "VBG") and any(word.lemma_.lower() in _words("sums", "nouns") for word in after)


def _counts_longer(sum_told: str) -> bool:
    """Whether a sum is that of more than one incident: "the toll since October", "the number killed this week"."""
    return any(
        pattern.search(sum_told) is not None for pattern in (_since_pattern(), _pattern("tallies"), _pattern("sums"))
    )


def _began_lately(since: str, published: date | None) -> bool:
    """Whether words from "since" on name a day within some weeks of publication ("since 17 October")."""
    found = DAY_SINCE.match(since)
    if found is None or published is None:
        return False
    day, month = (found[1], found[2]) if found[1] else (found[4], found[3])
    try:
        began = date(published.year, MONTHS[month[:3]], int(day))
    except (KeyError, ValueError):
        return False
    return 0 <= (published - began).days <= LATELY


def is_rate(cue: Token, start: int, end: int) -> bool:
    """Whether a number at tokens [start, end) tells how often people die and not how many died ("12 a day")."""
    doc = cue.doc
    if any(token.lower_ in _rates("averages") for token in doc[max(start - 2, cue.sent.start) : end]):
        return True
    carriers = {cue.i, *range(start, end)}
    if cue.dep_ in {"acomp", "oprd", "attr"}:
        carriers.add(cue.head.i)
    for token in doc[end : min(end + RATE_REACH, cue.sent.end)]:
        if token.lower_ in _rates("adverbs") and token.head.i in carriers:
            return True
        if _is_each(token) and not (token.i + 1 < len(doc) and doc[token.i + 1].lower_ in _rates("not_before")):
            above = token.head.head if token.head.lower_ == "per" else token.head
            if above.i in carriers:
                return True
    return any(child.dep_ == "npadvmod" and _is_each(child) for child in cue.children if child.i < start)


def _is_each(token: Token) -> bool:
    """ "A day", "per hour", "every week"."""
    return token.i > 0 and token.lower_ in _rates("units") and token.doc[token.i - 1].lower_ in _rates("each")


_rates = partial(rule_words, "context", "rate")


def _reaches(sent: Span, offset: int, cue: Token) -> bool:
    token = _token_at(sent, offset)
    return token is not None and governs(token, cue) and not _is_superlative(token)


def _month_names() -> str:
    names = load_rules("quantities")["months"]["names"]
    return "|".join(name for name in names if len(name) > 3 or name == "may")


@cache
def _since_pattern() -> re.Pattern[str]:
    """ "since the invasion began", "since 10 October", "since early 2022"."""
    rules = load_rules("context")["larger"]
    months = "|".join(map(re.escape, load_rules("quantities")["months"]["names"]))
    began = "|".join(map(re.escape, rules["began"]))
    since = "|".join(map(re.escape, rules["since"]))
    until = "|".join(map(re.escape, rules["until"]))
    return re.compile(
        r"\bin (?:19|20)\d\d alone\b|\bin the (?:first|last) \w+ (?:days|weeks|months) of\b|"
        rf"\bfrom (?:\d{{1,2}} (?:{months})|(?:{months}) \d{{1,2}})(?: (?:19|20)\d\d)?,? (?:{until})\b|"
        rf"\bsince (?:(?:[\w'-]+ ){{1,6}}?(?:{began})\b|(?:{since})\b|(?:\d{{1,2}} )?(?:{months})\b|(?:19|20)\d\d\b)"
    )


@cache
def _month_pattern() -> re.Pattern[str]:
    """A month with no day: "in March", "in April 2021"."""
    return re.compile(rf"\bin (?:{_month_names()})\b(?! \d{{1,2}}\b)")


def _since_long_before(lower: str) -> int | None:
    found = _since_pattern().search(lower)
    return found.start() if found else None


def _whole_month(lower: str) -> int | None:
    found = _month_pattern().search(lower)
    return found.start() if found else None


def _token_at(sent: Span, offset: int) -> Token | None:
    at = sent.start_char + offset
    return next((token for token in sent if token.idx <= at < token.idx + len(token)), None)


def _is_superlative(token: Token) -> bool:
    before = token.doc[max(token.sent.start, token.i - SUPERLATIVE_REACH) : token.i]
    return any(
        (word.lower_ == "first" and word.doc[word.i + 1].lower_ not in _words("periods"))
        or (word.tag_ in {"JJS", "RBS"} and word.lower_ not in {"least", "most"})
        for word in before
    )


def is_additive(cue: Token, start: int, end: int, *, beside_the_dead: bool = False) -> bool:
    """Whether the words around a figure tell of others than those before ("six others", "also killed", "as well").
    `beside_the_dead`: the sentence has told of the dead, and "another", "four others" are others than they."""
    if not beside_the_dead and not _additive("inside").isdisjoint(_phrase(cue, start, end)):
        return True
    governing = cue
    while governing.dep_ in {"advcl", "conj"} and governing.tag_ == "VBG":
        governing = governing.head
    if any(child.lower_ in _additive("beside") for verb in (cue, governing) for child in verb.children):
        return True
    return _beside(cue) or _in_company(cue) or _has_any_phrase(cue.sent, "phrases")


def _in_company(cue: Token) -> bool:
    """Whether people met their fate together with one told of before: "two guards were seized with him"."""
    company = (child for child in cue.rights if child.lower_ in {"with", "alongside", "beside"})
    return any(word.lower_ in {"him", "her"} for child in company for word in child.children)


def is_more(cue: Token, start: int, end: int) -> bool:
    """Whether a figure's own words put its people on top of those before: "another six", "six more", "a further six",
    and not "more than six"; nor some of a family ("another of her sons", "two more brothers")."""
    if _has_any_phrase(cue.sent, "on_top"):
        return True
    words = _phrase(cue, start, end)
    if {"another", *_additive("more")}.isdisjoint(words):
        return False
    return not any(
        token.lower_ == "of" or token.lemma_.lower() in _words("kin", "nouns") for token in cue.doc[start:end]
    )


def is_of_another_attack(cue: Token, start: int, end: int) -> bool:
    """Whether the sentence tells of another attack than those before ("elsewhere", "another blast", "mines also
    killed"): not another witness, who tells of the same one, nor another victim."""
    doc, sent = cue.doc, cue.sent
    words = lower_words(doc)
    for i in range(sent.start, max(cue.i, end)):
        if words[i] in _additive("sentence") and doc[i].head.lemma_.lower() not in _additive("statements"):
            return True
        if (
            words[i] == "another"
            and doc[i].head.lemma_.lower() not in _additive("statements")
            and not start - 1 <= i < end
            and not _speaks(doc[i].head if doc[i].dep_ == "det" else doc[i])
        ):
            return True
    return _has_any_phrase(sent, "attacks_told") or _has_new_weapon(cue)


def _speaks(noun: Token) -> bool:
    """Whether a noun names who tells something: "another report said", "according to another resident"."""
    speaking = rule_words("attribution", "verbs", "reporting")
    told_by = noun.dep_ == "pobj" and noun.head.head.lower_ in {"according", "citing", "quoting"}
    return told_by or (noun.dep_ in {"nsubj", "dobj", "pobj"} and not speaking.isdisjoint({noun.head.lemma_.lower()}))


def _has_new_weapon(cue: Token) -> bool:
    """ "Four shells also hit homes, killing three": a weapon or an attack that nobody has told of before."""
    verbs = [cue, *(verb for verb in (cue.head, cue.head.head) if cue.dep_ in {"advcl", "conj", "dobj"})]
    also = any(child.lower_ in _additive("beside") for verb in verbs for child in verb.children)
    also = also or _opens_later(cue.sent)
    subjects = [child for verb in verbs for child in verb.children if child.dep_ == "nsubj"]
    return also and any(
        noun.lemma_.lower() in _additive("attacks")
        and not {"the", "this", "that"} & {word.lower_ for word in noun.lefts}
        for noun in subjects
    )


def _opens_later(sent: Span) -> bool:
    """Whether a sentence opens with a later hour of the same day: "the same evening", "hours later"."""
    words = lower_words(sent.doc)[sent.start : min(sent.start + WORDS_TO_HOUR, sent.end)]
    return _has_phrase_of(words, "later_on")


def _phrase(cue: Token, start: int, end: int) -> list[str]:
    """The words of a figure and the one before it, without those of a hedge ("more than")."""
    words = lower_words(cue.doc)
    first = max(start - 1, cue.sent.start)
    return [words[i] if words[i + 1 : i + 2] != ["than"] else "" for i in range(first, end)]


def _has_any_phrase(sent: Span, kind: str) -> bool:
    return _has_phrase_of(lower_words(sent.doc)[sent.start : sent.end], kind)


@cache
def _additive_phrases(kind: str) -> dict[str, list[list[str]]]:
    """The phrases of a kind by their first word."""
    phrases: dict[str, list[list[str]]] = {}
    for phrase in _additive(kind):
        phrases.setdefault(phrase.split()[0], []).append(phrase.split())
    return phrases


_additive = partial(rule_words, "context", "additive")


def _beside(cue: Token) -> bool:
    return any(token.lower_ in _additive("beside") for token in cue.doc[max(cue.sent.start, cue.i - 2) : cue.i + 1])


def _has_phrase_of(words: list[str], kind: str) -> bool:
    """Whether words have a phrase of a kind, and do not compare by it ("more as", "similar to")."""
    phrases = _additive_phrases(kind)
    return any(
        words[k : k + len(phrase)] == phrase and words[k + len(phrase) : k + len(phrase) + 1] not in (["as"], ["to"])
        for k, word in enumerate(words)
        for phrase in phrases.get(word, ())
    )


def is_mourned(cue: Token) -> bool:
    """Whether people mourn the dead that a claim tells of ("condolences on the death of their son")."""
    above = [cue, *cue.ancestors]
    sent = [child for token in above for child in token.children if child.dep_ == "dobj"]
    return any(token.lemma_.lower() in _words("mourning") for token in (*above, *sent))


def is_later(cue: Token) -> bool:
    """Whether a sentence says that it tells of a later hour than the figures before it ("by evening", "later")."""
    sent = cue.sent
    return not _words("updating", "later").isdisjoint(lower_words(cue.doc)[sent.start : sent.end])


def is_former(cue: Token) -> bool:
    """Whether a figure was told before the report: "had counted 35", "first put the dead at 11"."""
    verb = cue
    for _ in range(5):
        verb = verb.head
        if verb.lemma_.lower() in _words("former", "verbs") and verb.pos_ == "VERB" and verb.i != cue.i:
            told = {child.lower_ for child in verb.children if child.dep_ in {"aux", "advmod", "npadvmod"}}
            if "had" in told and verb.dep_ == "ccomp" and verb.head.tag_ == "VBD":
                return False  # "said that 33 bodies had been counted"
            return not told.isdisjoint(_words("former", "beside"))
    return False


def is_update(cue: Token, *, of_the_dead: bool) -> bool:
    """Whether the clause says that a figure replaces an earlier one; a toll of the dead says nothing of the hurt of
    another clause ("the toll rose to 14, while ten were wounded")."""
    sent = cue.sent
    words = lower_words(cue.doc)[sent.start : sent.end]
    updating = _words("updating").intersection(words)
    if not updating or (updating == {"toll"} and PUT_AT.search(lower_text(cue.doc), sent.start_char, sent.end_char)):
        return False
    clauses = {sent[k].head.i for k, word in enumerate(words) if word == "toll"}
    return of_the_dead or not clauses or not _is_aside(cue, clauses)


def _is_aside(cue: Token, clauses: set[int]) -> bool:
    """Whether a word of loss stands in a clause of its own that hangs on one of those whose verbs are given."""
    for token in (cue, *cue.ancestors):
        if token.i in clauses:
            return False
        if token.dep_ == "advcl" and any(child.dep_ in {"nsubj", "nsubjpass"} for child in token.children):
            return True
    return False


def is_lowered(cue: Token) -> bool:
    """Whether the clause says that a figure is less than an earlier one: "revised down to 11", "lowered the toll"."""
    sent = cue.sent
    return not _words("updating", "lowering").isdisjoint(lower_words(cue.doc)[sent.start : sent.end])
