"""Where it happened: places named in the text, looked up in the gazetteer, and the one of the incident.

A name is taken for a place by the words around it ("in", "district of", "city"), not by the model's
labels alone, which go wrong in war; which of several namesakes it is, is decided by the company that
it keeps (country named, province named beside it) and by size.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cache
from itertools import pairwise
from typing import Literal

from spacy.tokens import Doc

from incidents.extraction import nations
from incidents.extraction.actors import load_lexicon, named_groups
from incidents.extraction.gazetteer import Place, country, load_supplement, look_up, look_up_by_sound, place_key
from incidents.extraction.types import ExtractedClaim, ExtractedPlace, Span
from incidents.vocabulary import GeoPrecision, Scope

KindWord = Literal["admin1", "admin2", "town", "area"]
Votes = defaultdict[str, float]
KIND_WORDS: tuple[KindWord, ...] = ("admin1", "admin2", "town", "area")

LONGEST_NAME = 6
WORD = re.compile(r"[^\W\d_]+(?:['’ʼ`.][^\W\d_]+)*\.?")
GAP = re.compile(r"(?:[ \t]{0,3}\n?[ \t]{0,3}|[-–]| ?[-–] ?|['’])")
BESIDE_THE_VIOLENCE = 7.0
"""Up to this weight a place may be only the seat of somebody who tells of it."""
AT_THE_BORDER = 0.5
"""The part of the heaviest country's weight from which a dateline's country is at the border with it."""
TARGET_BONUS = 2.0
"""How much more a place counts that the text calls the target of the assault."""
WELL_KNOWN = 300_000
"""Inhabitants of a city that is meant even in a text about another country."""
FAR_READERS = ("US", "GB", "FR")
"""Countries whose officials and readers reports name wherever the violence was."""
POSSESSIVE = re.compile(r"['’]s?$")
DATELINE_END = re.compile(
    r"(?:[ ,.]*(?:[A-Z0-9][\w.'’]*|\([^)\n]{2,40}\)|of|and|de|del|la|el|may))*?\s*"
    r"(?:\s-{1,2}\s|--|—|–|\([^)\n]*\d[^)\n]*\)|\((?:Reuters|AP|AFP|EFE|Efe|UPI|Xinhua|TASS|dpa|DPA|ANSA|IRNA|PTI)\))"
)
DIRECTION = re.compile(
    r"\b(?:north|south|east|west|central|northeast|northwest|southeast|southwest|upper|lower)(?:ern)?-?$"
)
NEAR = re.compile(
    r"\b(?:near|outside|close to|(?:kilomet(?:er|re)s?|km|miles) (?:\w+ )?(?:of|from))(?: the)?(?: \w+)?$"
)
FILLERS = (
    r"the|a|northern|southern|eastern|western|north|south|east|west|central|downtown|nearby|coastal|rural|"
    r"north-?eastern|north-?western|south-?eastern|south-?western|war-torn|war-ravaged|besieged|rebel-held|"
    r"government-held|occupied|restive|volatile|troubled|neighbou?ring|historic|strategic|port|border|capital|city|"
    r"town|village|refugee|remote|mountainous|upper|lower|old|mainly|both"
)


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place named at one span of the text, with the gazetteer entry that it most probably is.

    `weight` says how much the words around it speak for the violence having been there, from 0.
    """

    raw: str
    span: Span
    place: Place
    weight: float = 0.0
    locative: bool = False
    near: bool = False
    dateline: bool = False
    rule: str = "gazetteer"


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A run of words that is some place's name somewhere, before it is decided whether and which."""

    raw: str
    span: Span
    entries: tuple[Place, ...]
    before: str
    kind_word: KindWord | None
    locative: bool
    partial: bool
    dateline: bool
    label: str
    directed: bool


@cache
def _words() -> dict[str, frozenset[str]]:
    tables = load_supplement()
    named = {name: frozenset(words) for name, words in tables["context"].items()}
    named["stop"] = frozenset(place_key(word) for word in tables["stop"]["words"])
    return named


@cache
def _groups() -> frozenset[str]:
    """Names of armed groups, which are no places even where a town is called so."""
    return frozenset(place_key(name) for actor in load_lexicon().values() for name in (actor.name, *actor.aliases))


@cache
def _alternatives(name: str) -> str:
    return "|".join(re.escape(word) for word in sorted(_words()[name], key=len, reverse=True))


@cache
def _locative_before() -> re.Pattern[str]:
    leads = f"{_alternatives('prepositions')}|{_alternatives('kinds_before')}|of"
    return re.compile(rf"(?<![\w-])(?:{leads})(?:[ ,]+(?:{FILLERS}|\w+['’]s|\w+-(?:held|controlled)|\w+n))*[ ,]*$")


@cache
def _elsewhere_before() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_alternatives('elsewhere_before')})(?: (?:the|\w+['’]s|capital))*[ ,]*$")


def find_places(doc: Doc) -> tuple[PlaceMention, ...]:
    """Every place named in the text, in order, with how much its surroundings speak for it."""
    text = doc.text  # put together anew at each access, so once
    candidates = list(_candidates(doc))
    votes = _country_votes(doc, candidates)
    chosen: list[PlaceMention] = []
    for index, candidate in enumerate(candidates):
        neighbours = _joined(text, candidates, index)
        place = _choose(candidate, neighbours, votes)
        if place and _is_meant(candidate, place, neighbours, votes):
            chosen.append(_mention(candidate, place))
    mentions = _weighed(doc, tuple(chosen))
    return mentions if any(mention.weight > 0.5 for mention in mentions) else (*mentions, *_by_adjective(doc))


def _by_adjective(doc: Doc) -> Iterator[PlaceMention]:
    """The countries whose adjectives the text has ("an Ecuadorean leader"), where it names no place."""
    text = doc.text
    for span, code in _adjectives(text):
        if place := country(code):
            weight = 0.3 if code in FAR_READERS else 0.6
            yield PlaceMention(text[slice(*span)], span, place, weight, rule="adjective")


def _adjectives(text: str) -> Iterator[tuple[Span, str]]:
    """Spans and countries of the adjectives of countries, but for those of a border or of somebody's seat."""
    for found in nations.adjective_pattern().finditer(text):
        word = found.group().casefold()
        code = nations.code_of().get(word) or nations.code_of().get(word.removesuffix("s"), "")
        if not _OF_ELSEWHERE.match(text, found.end()):
            yield found.span(), code


_OF_ELSEWHERE = re.compile(
    r"[ -](?:border|frontier|based|born|refugees?|embassy|diplomats?|ambassador|delegation|envoy)\b"
)


# Candidates


def _candidates(doc: Doc) -> Iterator[_Candidate]:
    text = doc.text
    words = list(WORD.finditer(text))
    labels = _labels(doc)
    index = 0
    while index < len(words):
        size = _longest_name(text, words, index)
        if not size or _OF_ELSEWHERE.match(text, words[index + size - 1].end()):
            index += size or 1
            continue
        yield _candidate(text, words, index, size, labels)
        index += size


def _longest_name(text: str, words: Sequence[re.Match[str]], first: int) -> int:
    """How many words from here make a name that the gazetteer knows; 0 for none."""
    if not words[first].group()[0].isupper():
        return 0
    for size in range(min(LONGEST_NAME, len(words) - first), 0, -1):
        run = words[first : first + size]
        if not run[-1].group()[0].isupper() and "-" not in text[run[-2].end() : run[-1].start()]:
            continue
        if any(not GAP.fullmatch(text, a.end(), b.start()) for a, b in pairwise(run)):
            continue
        if _entries(text, words, first, size):
            return size
    return 0


def _entries(text: str, words: Sequence[re.Match[str]], first: int, size: int) -> tuple[Place, ...]:
    raw = _name(text, words, first, size)
    key = place_key(raw)
    if key in _words()["stop"] or key in _groups() or len(key) < 2:
        return ()
    if key in nations.code_of():
        return tuple(place for place in look_up(raw) if place.kind == "country")
    last = key.rsplit(" ", 1)[-1]
    if size > 1 and last in _words()["admin1_words"] | _words()["admin2_words"]:
        return ()
    found = look_up(raw)
    if raw.isupper() and len(raw.replace(".", "")) <= 3:
        return tuple(place for place in found if place.kind == "country")
    if _kind_word_after(text, words[first + size - 1].end()):
        found += tuple(place for place in look_up_by_sound(raw) if place.kind != "country" and place not in found)
    return found


def _name(text: str, words: Sequence[re.Match[str]], first: int, size: int) -> str:
    raw = text[words[first].start() : words[first + size - 1].end()]
    raw = POSSESSIVE.sub("", raw)
    return raw if raw.count(".") > 1 else raw.rstrip(".")


def _candidate(text: str, words: Sequence[re.Match[str]], first: int, size: int, labels: dict[int, str]) -> _Candidate:
    raw = _name(text, words, first, size)
    start = words[first].start()
    end = start + len(raw)
    if article := _ARTICLE_BEFORE.search(text[max(0, start - 5) : start]):
        start -= len(article.group())
        raw = text[start:end]
    line = text.rfind("\n", 0, start) + 1
    before = " ".join(text[max(0, start - 60) : start].replace("\n", " ").split(" ")).lower()
    before = re.split(r"[.;:!?]\s", before)[-1]
    kind = _kind_word_after(text, words[first + size - 1].end())
    return _Candidate(
        raw=raw,
        span=(start, end),
        entries=_entries(text, words, first, size),
        before=before,
        kind_word=kind,
        locative=bool(_locative_before().search(before)) and not _is_possessor(text, end, kind),
        partial=_is_part_of_longer_name(text, words, first, size, kind),
        dateline=(start - line < 40 or raw.isupper()) and bool(DATELINE_END.match(text, end)),
        label=labels.get(start, ""),
        directed=bool(DIRECTION.search(before.rstrip())),
    )


_ARTICLE_BEFORE = re.compile(r"(?<![\w-])(?:al|el|ad|ed|ar|er|as|es|ash|esh|at|et|az|ez|an|en|ul)-$")
"""The article before the capital of an Arabic name ("al-Qaim")."""


def _is_possessor(text: str, end: int, kind: KindWord | None) -> bool:
    """Whether something of the place is meant ("Iran's powerful guard"), not the place."""
    following = re.match(
        r"['’]s? (?!(?:north|south|east|west|central|capital|border|main|largest))([A-Za-z])", text[end : end + 20]
    )
    return bool(following and following.group(1).islower() and kind is None)


def _kind_word_after(text: str, end: int) -> KindWord | None:
    following = _kind_words().match(text, end, end + 50)
    return following.lastgroup if following else None  # type: ignore[return-value]


@cache
def _kind_words() -> re.Pattern[str]:
    groups = (f"(?P<{kind}>{_alternatives(f'{kind}_words')})" for kind in KIND_WORDS)
    return re.compile(rf"(?:['’]s)?[ \n]+(?:{'|'.join(groups)})(?![\w-])", re.I)


def _is_part_of_longer_name(
    text: str, words: Sequence[re.Match[str]], first: int, size: int, kind: KindWord | None
) -> bool:
    """Whether a capitalised word beside it makes it a part of something else ("Mullah Wali")."""
    last = first + size - 1
    before = words[first - 1] if first else None
    after = words[last + 1] if last + 1 < len(words) else None
    if _WITH_ARTICLE.match(text, words[last].end()):
        return True
    goes_on = before and not _ends_sentence(before.group()) and _continues(text, before, words[first])
    if before and goes_on and _names_more(before.group()):
        return True
    ends = kind or POSSESSIVE.search(words[last].group()) or words[last].group().endswith(".")
    return bool(after and not ends and _continues(text, words[last], after) and _names_more(after.group()))


def _continues(text: str, word: re.Match[str], following: re.Match[str]) -> bool:
    return bool(re.fullmatch(r"[ -]\n?", text[word.end() : following.start()]))


def _ends_sentence(word: str) -> bool:
    """Whether the full stop after a word is a sentence's, not that of "Gen." or "St."."""
    return word.endswith(".") and not _ABBREVIATION.fullmatch(word)


_ABBREVIATION = re.compile(r"(?:[A-Z]\w{0,2}|Capt|Supt|Insp|Brig|Prof|Cmdr|Spec|Mawl)\.|(?:[A-Z]\.)+")
_WITH_ARTICLE = re.compile(r" (?:al|el|ad|ed|ar|er|as|es|ash|esh|at|et|az|ez|an|en|ul|e)-[^\W\d_]*[A-Z]")
"""What follows the first word of a name that goes on ("Ain el-Delb")."""


def _names_more(word: str) -> bool:
    lower = POSSESSIVE.sub("", word).lower().rstrip(".")
    context = _words()
    if not word[0].isupper() or word.endswith(("'s", "’s")):
        return False
    known = context["prepositions"].union(*(context[f"{kind}_words"] for kind in KIND_WORDS))
    return lower not in known and lower not in nations.code_of() and lower not in context["plain"]


def _labels(doc: Doc) -> dict[int, str]:
    return {token.idx: token.ent_type_ for token in doc if token.ent_type_}


# Which of the namesakes, and whether at all


def _country_votes(doc: Doc, candidates: Sequence[_Candidate]) -> Votes:
    """How much the text speaks of each country: named, by adjective, or through unmistakable places."""
    votes: Votes = defaultdict(float)
    for _, code in _adjectives(doc.text):
        votes[code] += 1
    for name in {mention.name for mention in named_groups(doc.text)}:
        for rank, code in enumerate(load_lexicon()[name].countries):
            votes[code] += 0.3 if rank else 1.0
    for candidate in candidates:
        first = candidate.entries[0]
        if first.kind == "country" or any(entry.kind == "country" for entry in candidate.entries):
            code = next(entry.country_code for entry in candidate.entries if entry.kind == "country")
            votes[code] += 4 if candidate.locative or candidate.dateline else 2
        elif not candidate.partial or candidate.kind_word:
            for code in _shares(candidate):
                votes[code] += _own_vote(candidate, code)
    for lesser in FAR_READERS:
        if len(votes) > 1 and lesser in votes:
            votes[lesser] *= 0.4
    return votes


def _own_vote(candidate: _Candidate, code: str) -> float:
    """How much a name of a town or province speaks for its text's being about this country."""
    told = 3 if candidate.kind_word == "admin1" else 2 if candidate.locative or candidate.kind_word else 0.5
    if candidate.dateline:
        told = 1
    elif is_of_a_meeting(candidate.before):
        told = 0.5
    share = _shares(candidate).get(code, 0.0)
    return share * told * _renown(candidate.entries, code) if share else 0.0


def _renown(entries: Sequence[Place], code: str) -> float:
    """How well known the largest namesake in a country is, 0.1 to 1: hamlets hardly tell where a text plays."""
    there = [entry for entry in entries if entry.country_code == code]
    largest = max(entry.population for entry in there)
    province = any(entry.kind in ("admin1", "area", "quarter") and entry.is_main_name for entry in there)
    return max(0.6 * province, min(1.0, max(0.1, largest / 300_000)))


def _shares(candidate: _Candidate) -> dict[str, float]:
    sizes: Votes = defaultdict(float)
    for entry in candidate.entries:
        size = math.sqrt(entry.population + 100) * (1 + entry.is_main_name)
        sizes[entry.country_code] = max(sizes[entry.country_code], size)
    total = sum(sizes.values())
    return {code: size / total for code, size in sizes.items()}


def _joined(text: str, candidates: Sequence[_Candidate], index: int) -> tuple[_Candidate, ...]:
    """Candidates that stand beside this one as its larger or smaller place ("Sangin district, Helmand")."""
    glue = _glue()
    here = candidates[index].span
    near = []
    for other in (*candidates[max(0, index - 2) : index], *candidates[index + 1 : index + 3]):
        first, second = sorted((here, other.span))
        between = text[first[1] : second[0]].replace("\n", " ")
        if len(between) < 40 and glue.fullmatch(between):
            near.append(other)
    return tuple(near)


@cache
def _glue() -> re.Pattern[str]:
    kinds = "|".join(_alternatives(f"{kind}_words") for kind in KIND_WORDS)
    return re.compile(
        rf"(?:['’]s)?(?:,? (?:{kinds}))?"
        rf"(?:, | of |['’]s (?:\w+ern )?| \(|,? in (?:the )?(?:[A-Z]\w+['’]s )?(?:\w+ern )?|,? \w+ern )"
        rf"(?:(?:{kinds}) of )?",
        re.I,
    )


def _choose(candidate: _Candidate, neighbours: Sequence[_Candidate], votes: Votes) -> Place | None:
    most = max(votes.values(), default=1.0) or 1.0

    def score(place: Place) -> float:
        points = math.log10(place.population + 10) + 4.5 * votes[place.country_code] / most + place.is_main_name
        points += 5 * any(_contains(place, entry) for other in neighbours for entry in other.entries)
        points += 5 * (_nation_before(candidate) == place.country_code)
        return points + _kind_points(candidate, place)

    return max(candidate.entries, key=score, default=None)


def _kind_points(candidate: _Candidate, place: Place) -> float:
    if place.kind == "country":
        return 4.0 if candidate.kind_word in (None, "town") else 0.0
    if candidate.kind_word == "area":
        return 2.5 if place.kind in ("admin1", "area") else 0.5
    if candidate.kind_word:
        same = place.kind == candidate.kind_word or (candidate.kind_word == "town" and place.kind == "quarter")
        return 4.0 if same else 0.0
    wide = place.kind in ("admin1", "area")
    if candidate.directed:
        return 2.5 if wide else 0.0
    return {"town": 1.0, "quarter": 1.0, "area": 1.5, "admin1": 0.5}.get(place.kind, 0.0)


def _contains(one: Place, other: Place) -> bool:
    """Whether one of two places lies in the other."""
    if one.country_code != other.country_code or one == other:
        return False
    if "country" in (one.kind, other.kind):
        return one.kind != other.kind
    small, large = (other, one) if one.kind in ("admin1", "area") else (one, other)
    if large.kind == "admin1":
        return small.admin1 == large.admin1
    return large.kind == "admin2" and small.admin2 == large.admin2 and small.kind in ("town", "quarter")


def _is_meant(candidate: _Candidate, place: Place, neighbours: Sequence[_Candidate], votes: Votes) -> bool:
    """Whether the words are used as a place here: a name alone is not enough."""
    if place.kind == "country" or candidate.dateline:
        return not candidate.partial or candidate.locative or candidate.dateline
    most = max(votes.values(), default=0.0)
    at_home = votes[place.country_code] >= 0.4 * most or _nation_before(candidate) == place.country_code
    placed = at_home and most >= 1.0
    joined = any(_contains(place, entry) for other in neighbours for entry in other.entries)
    wider = [other for other in neighbours if other.kind_word == "admin1"]
    inside = any(_contains(place, entry) for other in wider for entry in other.entries)
    if place.kind in ("admin2", "town") and wider and not inside:
        return False
    if candidate.label == "PERSON" and not (candidate.locative and not candidate.partial and at_home):
        return joined and not candidate.partial
    if candidate.partial and candidate.kind_word and place.kind in ("town", "quarter", "admin2"):
        return joined and at_home
    if candidate.partial and not candidate.kind_word:
        return (candidate.locative and at_home and place.population >= 50_000) or (joined and place.kind == "admin1")
    if joined or candidate.kind_word:
        return joined or at_home
    if candidate.locative or (place.kind == "admin1" and candidate.before.endswith(", ")):
        if _stands_alone(candidate, place, votes) and not (_has_one_country(candidate) and " " in candidate.raw):
            return place.is_main_name and place.population >= WELL_KNOWN
        known = place.is_main_name and place.population >= 100_000
        across = _has_one_country(candidate) and (votes[place.country_code] >= 1.0 or " " in candidate.raw)
        return placed or known or across or (at_home and place.population >= 3_000)
    return placed and place.is_main_name and (place.kind in ("admin1", "area", "quarter") or place.population >= 50_000)


def _stands_alone(candidate: _Candidate, place: Place, votes: Votes) -> bool:
    """Whether the text is about another country and nothing but this name speaks for the place's own."""
    code = place.country_code
    others = votes[code] - _own_vote(candidate, code)
    return others < 0.5 and max(votes.values(), default=0.0) >= max(2.0, 1.5 * votes[code])


_LEAD = re.compile(
    r"(?<![\w-])([\w-]+) (?:([\w-]+) )?"
    r"(?:town|city|village|district|province|region|port|capital|state|island) (?:of )?$"
)


def _nation_before(candidate: _Candidate) -> str | None:
    """The country whose adjective leads up to the name ("the southern Somali town of")."""
    lead = _LEAD.search(candidate.before)
    return (
        next((nations.code_of()[word] for word in lead.groups() if word in nations.code_of()), None) if lead else None
    )


def _has_one_country(candidate: _Candidate) -> bool:
    """Whether all places of this name lie in one country, so that it cannot be mistaken for a namesake."""
    return len({entry.country_code for entry in candidate.entries}) == 1


def _mention(candidate: _Candidate, place: Place) -> PlaceMention:
    cue = candidate.kind_word or ("locative" if candidate.locative else "only")
    return PlaceMention(
        raw=candidate.raw,
        span=candidate.span,
        place=place,
        locative=candidate.locative or candidate.kind_word is not None,
        near=bool(NEAR.search(candidate.before.rstrip())),
        dateline=candidate.dateline,
        rule="dateline" if candidate.dateline else f"named-{cue}",
    )


# How much the surroundings speak for it


def _weighed(doc: Doc, mentions: tuple[PlaceMention, ...]) -> tuple[PlaceMention, ...]:
    sentences = sentence_spans(doc)
    body = next((i for i, span in enumerate(sentences) if span[1] - span[0] > 80), 0)
    text = doc.text
    return tuple(replace(mention, weight=_weight(text, sentences, body, mention)) for mention in mentions)


def _weight(text: str, sentences: Sequence[Span], body: int, mention: PlaceMention) -> float:
    if mention.dateline:
        return 0.5
    number = sentence_number(sentences, mention.span)
    start, end = sentences[number]
    sentence = text[start:end].lower()
    before = text[max(start, mention.span[0] - 50) : mention.span[0]].replace("\n", " ").lower()
    if _elsewhere_before().search(before) or is_of_a_meeting(text[start : mention.span[0]]):
        return 0.2
    weight = 1.0 + 2.0 * mention.locative + 4.0 / (1 + max(0, number - body))
    weight += 2.0 * speaks_of_violence(sentence)
    if any(phrase in sentence for phrase in _words()["background"]):
        weight *= 0.3
    if _target_before().search(text[max(start, mention.span[0] - 100) : mention.span[0]].replace("\n", " ").lower()):
        weight += TARGET_BONUS
    if _ROAD.match(text, mention.span[1]) or _BEARING.search(before):
        weight *= 0.5
    return weight


def is_of_a_meeting(words: str) -> bool:
    """Whether the clause that these words end in tells of talks, visits or speeches, and of no violence."""
    clause = _CLAUSE_START.split(words.replace("\n", " "))[-1]
    return bool(_meeting().search(clause)) and not speaks_of_violence(clause)


_CLAUSE_START = re.compile(r"[;:(]\s|,\s|\b(?:as|while|when|after|before|where|but|that)\b", re.I)


@cache
def _meeting() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{_alternatives('meetings')})(?![\w-])", re.I)


@cache
def _target_before() -> re.Pattern[str]:
    """Words that make the name after them the target ("assault by rebels on the southern town of")."""
    return re.compile(
        rf"\b(?:{_alternatives('onslaughts')})(?: by(?: [\w'’-]+){{1,4}}?)? (?:on|against|at|upon)"
        rf"(?: [\w'’-]+){{0,5}}? ?$|\b(?:{_alternatives('striking')})(?: (?:{FILLERS}|of|in|at|near|[\w-]+n))* ?$"
    )


_ROAD = re.compile(r"(?:[-–]\w+)?\s+(?:road|highway|street|avenue|motorway)\b", re.I)
_BEARING = re.compile(
    r"\b(?:north|south|east|west|northeast|northwest|southeast|southwest)(?:ern)? of(?: the)?(?: \w+)?\s*$"
)
"""A place that says where another one lies ("in Abu Ghraib, west of Baghdad")."""


def sentence_spans(doc: Doc) -> list[Span]:
    """Start and end of each sentence in the text; the whole text where nothing has marked sentences."""
    try:
        return [(sent.start_char, sent.end_char) for sent in doc.sents]
    except ValueError:
        return [(0, len(doc.text))]


def speaks_of_violence(sentence: str) -> bool:
    """Whether a sentence has words of attack, fighting, death or arrest."""
    return not _words()["violent"].isdisjoint(re.findall(r"[a-z]+", sentence.lower()))


def sentence_number(sentences: Sequence[Span], span: Span) -> int:
    """The index of the sentence that a span starts in."""
    return min(bisect_right(sentences, span[0], key=lambda sentence: sentence[1]), len(sentences) - 1)


# The place of the incident


def incident_country(places: Sequence[PlaceMention]) -> str | None:
    """The country whose army and police "the army" and "police" are, ISO alpha-2: that of the incident.

    At a border it is the country that the report is sent from, where that has a fair part in it.
    """
    votes = _weights_by_country(places)
    heaviest = _heaviest_country(places)
    for mention in places:
        code = mention.place.country_code
        if mention.dateline and votes[code] >= AT_THE_BORDER * votes[heaviest or code]:
            return code
    return heaviest


def _heaviest_country(places: Sequence[PlaceMention]) -> str | None:
    votes = _weights_by_country(places)
    return max(votes, key=lambda code: votes[code], default=None)


def _weights_by_country(places: Sequence[PlaceMention]) -> Votes:
    votes: Votes = defaultdict(float)
    for mention in places:
        share = 1.0 if mention.place.kind != "country" else 0.7 if mention.locative else 0.35
        votes[mention.place.country_code] += mention.weight * share
    return votes


def incident_place(
    doc: Doc, places: Sequence[PlaceMention], claims: Sequence[ExtractedClaim] = ()
) -> ExtractedPlace | None:
    """The place of the violence, as exactly as the text tells; None where it names no place."""
    weighed = _with_claims(doc, places, claims)
    code = _heaviest_country(weighed)
    if code is None:
        return None
    inside = [mention for mention in weighed if mention.place.country_code == code and mention.place.kind != "country"]
    if not inside:
        if told := _told_in_country(doc.text, sentence_spans(doc), weighed, code):
            return told
        return _extracted(max(weighed, key=lambda mention: (mention.place.country_code == code, mention.weight)))
    spots: Votes = defaultdict(float)
    for mention in inside:
        spots[_province(mention.place)] += mention.weight
    best = max(spots, key=lambda province: spots[province])
    chosen = _most_specific([mention for mention in inside if _province(mention.place) == best])
    if outside := _named_where_it_happened(doc, chosen, weighed, code):
        return outside
    return _unlisted_place(doc, chosen, weighed) or _extracted(chosen)


def _named_where_it_happened(
    doc: Doc, chosen: PlaceMention, places: Sequence[PlaceMention], code: str
) -> ExtractedPlace | None:
    """A village that the gazetteer lacks, told with the violence before any place that it has: it, in the country."""
    text, sentences = doc.text, sentence_spans(doc)
    nation = country(code)
    told = _told_in_country(text, sentences, places, code)
    if told and told.span and told.span < sentences[sentence_number(sentences, chosen.span)]:
        return told
    spots = [m.weight for m in places if m.place.country_code == code and m.place.kind != "country"]
    if nation is None or max(spots) > BESIDE_THE_VIOLENCE or chosen.place.kind in ("admin1", "area"):
        return None
    if chosen.dateline and not _is_capital(chosen.place, nation):
        return None
    until = len(text) if chosen.dateline else sentences[sentence_number(sentences, chosen.span)][0]
    for found in _unlisted_pattern().finditer(text, 0, until):
        group = "name" if found["name"] else "name2"
        start, end = sentences[sentence_number(sentences, found.span())]
        if speaks_of_violence(text[start:end]) and _may_be_unlisted(found[group], found.span(group), places):
            mention = PlaceMention(found[group], found.span(group), nation)
            return replace(_extracted(mention), name=found[group], rule="place:unlisted")
    return None


def _told_in_country(
    text: str, sentences: Sequence[Span], places: Sequence[PlaceMention], code: str
) -> ExtractedPlace | None:
    """ "at Sarwa in central Mali": a name that the gazetteer lacks, in a sentence of violence."""
    for mention in places:
        start, end = sentences[sentence_number(sentences, mention.span)]
        if mention.place.kind != "country" or mention.place.country_code != code:
            continue
        found = _unlisted_before().search(text[start : mention.span[0]])
        beside = any(
            other.place.kind != "country" and other.place.country_code == code and start <= other.span[0] < end
            for other in places
        )
        if not found or beside or not speaks_of_violence(text[start:end]):
            continue
        span = start + found.start("name"), start + found.end("name")
        if _may_be_unlisted(found["name"], span, places):
            return replace(_extracted(mention), name=found["name"], span=span, rule="place:unlisted")
    return None


def _is_capital(town: Place, nation: Place) -> bool:
    return (town.latitude, town.longitude) == (nation.latitude, nation.longitude)


def _unlisted_place(doc: Doc, chosen: PlaceMention, places: Sequence[PlaceMention]) -> ExtractedPlace | None:
    """A town or district that the gazetteer lacks, by name, where the text puts it into the chosen wider place.

    It keeps the wider place's coordinates, and so its precision.
    """
    if chosen.place.kind not in ("admin1", "admin2", "area", "country"):
        return None
    text, sentences = doc.text, sentence_spans(doc)
    start, end = sentences[sentence_number(sentences, chosen.span)]
    if before := _unlisted_before().search(text[start : chosen.span[0]]):
        span = start + before.start("name"), start + before.end("name")
        if _may_be_unlisted(before["name"], span, places):
            return replace(_extracted(chosen), name=before["name"], span=span, rule="place:unlisted")
    for found in _unlisted_pattern().finditer(text, start, end):
        group = "name" if found["name"] else "name2"
        span = found.span(group)
        if _may_be_unlisted(found[group], span, places):
            district = (found["kind"] or found["kind2"] or "").lower() in _words()["admin2_words"]
            wider = _extracted(chosen)
            admin2 = found[group] if district and not wider.admin2 else wider.admin2
            return replace(wider, name=found[group], admin2=admin2, span=span, rule="place:unlisted")
    return None


@cache
def _unlisted_before() -> re.Pattern[str]:
    """A name that the text puts into the place named right after it ("near Sarwa in Mali's Mopti")."""
    return re.compile(
        rf"\b(?:in|at|near|on|outside) (?P<name>{UNLISTED_NAME}),?"
        r"(?: (?:in|of))?(?: the)?(?: [A-Z]\w+['’]s?)?(?: (?:\w+ern|central))?"
        r"(?: (?:state|province|region|department) of)? $"
    )


@cache
def _unlisted_pattern() -> re.Pattern[str]:
    kinds = (
        rf"(?i:{_alternatives('admin2_words')}|towns?|villages?|city|community|hamlet|settlement|locality|camp|island)"
    )
    name = UNLISTED_NAME
    return re.compile(
        rf"\b(?P<kind>{kinds}) of (?P<name>{name})(?![\w-])|(?<![\w-])(?P<name2>{name}) (?P<kind2>{kinds})(?![\w-])"
    )


UNLISTED_NAME = r"[A-Z][\w'’]+(?:-(?:e|i|ye|al|ul|el))?(?:[ -](?:(?:al|el|ul)-)?['’‘]?[A-Z][\w'’]+){0,3}"


def _may_be_unlisted(name: str, span: Span, places: Sequence[PlaceMention]) -> bool:
    key = place_key(name)
    words = set(key.split())
    known = any(span[0] < mention.span[1] and mention.span[0] < span[1] for mention in places)
    return not known and not words & (_words()["stop"] | _words()["plain"]) and key not in nations.code_of()


def _with_claims(
    doc: Doc, places: Sequence[PlaceMention], claims: Sequence[ExtractedClaim]
) -> tuple[PlaceMention, ...]:
    """The mentions, heavier where a figure of this incident's casualties stands in the same sentence."""
    sentences = sentence_spans(doc)
    counted = {sentence_number(sentences, claim.span) for claim in claims if claim.scope is not Scope.LARGER}
    return tuple(
        replace(mention, weight=mention.weight + 2.0)
        if mention.weight > 1 and sentence_number(sentences, mention.span) in counted
        else mention
        for mention in places
    )


def _province(place: Place) -> str:
    return place.admin1 or place.name


def _most_specific(mentions: Sequence[PlaceMention]) -> PlaceMention:
    """The heaviest of the smallest kind of place that has a fair part of the heaviest one's weight."""
    weights: defaultdict[tuple[str, str], float] = defaultdict(float)
    firsts: dict[tuple[str, str], PlaceMention] = {}
    for mention in mentions:
        key = (mention.place.kind, mention.place.name)
        weights[key] += mention.weight
        held = firsts.get(key)
        if held is None or (mention.weight, -mention.span[0]) > (held.weight, -held.span[0]):
            firsts[key] = mention
    heaviest = max(weights, key=lambda key: weights[key])
    fair = [
        key
        for key in weights
        if weights[key] >= 0.3 * weights[heaviest] and _lies_in(firsts[key].place, firsts[heaviest].place)
    ]
    return firsts[max([*fair, heaviest], key=lambda key: (_FINENESS[key[0]], weights[key]))]


def _lies_in(small: Place, large: Place) -> bool:
    """Whether a finer place may stand for a wider one: it lies in it, or is called like it."""
    if large.kind in ("admin1", "area"):
        return True
    return (large.kind == "admin2" and small.admin2 == large.admin2) or small.name == large.name


_FINENESS = {"quarter": 3, "town": 3, "admin2": 2, "area": 1, "admin1": 1, "country": 0}
_PRECISION = {
    "quarter": GeoPrecision.EXACT,
    "town": GeoPrecision.EXACT,
    "admin2": GeoPrecision.ADMIN2,
    "admin1": GeoPrecision.ADMIN1,
    "area": GeoPrecision.AREA,
    "country": GeoPrecision.COUNTRY,
}


def _extracted(mention: PlaceMention) -> ExtractedPlace:
    place = mention.place
    precision = _PRECISION[place.kind]
    if mention.near and precision is GeoPrecision.EXACT:
        precision = GeoPrecision.NEAR
    nation = country(place.country_code)
    return ExtractedPlace(
        name=_spelling(mention),
        admin1=place.admin1,
        admin2=place.admin2,
        country=nation.name if nation else place.country,
        country_code=place.country_code,
        latitude=place.latitude,
        longitude=place.longitude,
        geo_precision=precision,
        span=mention.span,
        rule=f"place:{mention.rule}",
    )


def _spelling(mention: PlaceMention) -> str:
    """The report's spelling where it is only another or a shorter one of the same name ("Khan Younis")."""
    place, raw = mention.place, mention.raw
    if raw.isupper() or place.kind == "country":
        return place.name
    if place.kind in ("town", "quarter", "admin2") and set(place_key(raw).split()) < set(place_key(place.name).split()):
        return raw
    return raw if SequenceMatcher(None, place_key(place.name), place_key(raw)).ratio() >= 0.6 else place.name
