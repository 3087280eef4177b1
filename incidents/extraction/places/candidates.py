"""Runs of words that are some place's name somewhere, with the words beside them, before any choice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from spacy.tokens import Doc, Token

from incidents.extraction import nations
from incidents.extraction.actors import load_lexicon, named_groups
from incidents.extraction.gazetteer import Place, look_up, look_up_by_sound, look_up_misspelled, place_key
from incidents.extraction.parsed import text_of_doc, tokens_of
from incidents.extraction.places.support import fights_abroad, is_of_elsewhere, is_people
from incidents.extraction.places.surroundings import is_of_a_speaker
from incidents.extraction.places.words import FILLERS, KIND_WORDS, KindWord, load_place_words, place_alternatives
from incidents.extraction.preparation import LARGE_TOWN, LIST_MARK, is_english_word
from incidents.extraction.rules import load_rules
from incidents.extraction.types import Span

LONGEST_NAME = 6
SHORTEST_BY_EAR = 6
WORD = re.compile(r"[^\W\d_]+(?:['’ʼ`.][^\W\d_]+)*\.?")
GAP = re.compile(r"(?:[ \t]{0,3}\n?[ \t]{0,3}|[-–]| ?[-–] ?|['’])")
POSSESSIVE = re.compile(r"['’]s?$")
DATELINE_END = re.compile(  # each word can be read in one way only, or lists of names would take for ever
    r"(?:[ ,.]*+"
    r"(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec|of|and|de|del|la|el)\b"
    r"|[A-Z0-9][\w.'’]*+|\([^)\n]{2,40}\))){0,16}?\s*"
    r"(?:\s-{1,2}\s|--|—|–|\((?=[^)\n]{0,80}\d)[^)\n]{0,80}\)|\((?:Reuters|AP|AFP|EFE|Efe|UPI|Xinhua|TASS|dpa|DPA|ANSA|IRNA|PTI)\))"
)
DIRECTION = re.compile(
    r"\b(?:north|south|east|west|central|northeast|northwest|southeast|southwest|upper|lower)(?:ern)?-?$"
)


@dataclass(frozen=True, slots=True)
class Candidate:
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
    of_a_speaker: bool
    modifies: bool
    """Whether a country's name only tells whose the thing after it is ("US drone", "Iran's forces")."""
    part: bool
    """Whether it names a part of a town: a quarter, a square, a market."""
    on_road: bool
    """Whether it is one end of a road on which something happened ("the Kobi-Sarwa highway")."""
    doubtful: bool
    """Whether the gazetteer knows only names that sound like it, or it is a word that mostly means something else."""


@cache
def names_of_groups() -> frozenset[str]:
    """Names of armed groups, which are no places even where a town is called so."""
    return frozenset(place_key(name) for actor in load_lexicon().values() for name in (actor.name, *actor.aliases))


@cache
def _locative_before() -> re.Pattern[str]:
    leads = "|".join(place_alternatives(name) for name in ("prepositions", "kinds_before", "striking")) + "|of"
    return re.compile(rf"(?<![\w-])(?:{leads})(?:[ ,]+(?:{FILLERS}|\w+['’]s|\w+-(?:held|controlled)|\w+n))*[ ,]*$")


def find_candidates(doc: Doc) -> Iterator[Candidate]:
    text = text_of_doc(doc)
    words = list(WORD.finditer(text))
    labels, leading = _labels(doc), _leading_ends(doc)
    index = 0
    while index < len(words):
        size = max(_longest_name(text, words, index), _name_by_ear(text, words, index))
        if not size or (
            is_of_elsewhere(text, words[index + size - 1].end()) and not _is_of_a_body(text, words[index].start())
        ):
            index += size or 1
            continue
        candidate = _candidate(text, words, index, size, labels, leading)
        if not (
            _names_people(text, candidate)
            or _is_word_in_capitals(text, candidate)
            or _ends_name_of_group(text, candidate)
        ):
            yield candidate
        index += size


def _ends_name_of_group(text: str, candidate: Candidate) -> bool:
    """Whether an armed group is called after the place ("the Islamic Movement of Uzbekistan"), wherever it is."""
    if not _OF_SOMETHING.search(candidate.before):
        return False
    start, end = candidate.span
    around = max(0, start - LONGEST_GROUP)
    return any(
        around + first < start and end <= around + last + 1
        for first, last in (group.span for group in named_groups(text[around : end + 20]))
    )


_OF_SOMETHING = re.compile(r"\b(?:of|for|in)(?: the)? $")
LONGEST_GROUP = 60
"""In characters: how far before the last word of a group's name the name may begin."""


def _is_word_in_capitals(text: str, candidate: Candidate) -> bool:
    """Whether common words of a heading are meant ("GRENADE THROWING"), like which some small place is called."""
    words = candidate.raw.lower().split()
    if not candidate.raw.isupper() or not all(len(word) > 3 and is_english_word(word) for word in words):
        return False
    if text.startswith(", ", candidate.span[1]):
        return False  # "BATH, England"
    known = [place for place in candidate.entries if place.is_main_name]
    return all(place.kind not in ("country", "admin1") and place.population < LARGE_TOWN for place in known)


def _is_of_a_body(text: str, start: int) -> bool:
    """Whether it ends the name of a body, which is there ("University of Zambia workers")."""
    return bool(_BODY_OF.search(text, max(0, start - 40), start))


_BODY_OF = re.compile(r"[A-Z][a-z]+ [Oo]f (?:the )?$")


def _longest_name(text: str, words: Sequence[re.Match[str]], first: int) -> int:
    """How many words from here make a name that the gazetteer knows; 0 for none."""
    if not words[first].group()[0].isupper():
        return 0
    for size in range(min(LONGEST_NAME, len(words) - first), 0, -1):
        run = words[first : first + size]
        if not _is_capitalised(run[-1].group()) and "-" not in text[run[-2].end() : run[-1].start()]:
            continue
        if any(not GAP.fullmatch(text, a.end(), b.start()) for a, b in pairwise(run)):
            continue
        if _entries(text, words, first, size):
            return size
    return 0


def _is_capitalised(word: str) -> bool:
    """Whether a word begins with a capital, after an article that is written as a part of it ("l'Artibonite") too."""
    return word[0].isupper() or bool(_ELIDED.match(word))


_ELIDED = re.compile(r"[ld]['’][A-Z]")


def _name_by_ear(text: str, words: Sequence[re.Match[str]], first: int) -> int:
    """How many words after a word of place make a name that only sounds like one of the gazetteer; 0 for none."""
    if not words[first].group()[0].isupper() or not _PLACED.search(
        text[max(0, words[first].start() - 10) : words[first].start()]
    ):
        return 0
    size = 1
    while first + size < len(words) and size < 3 and _continues(text, words[first + size - 1], words[first + size]):
        if not words[first + size].group()[0].isupper():
            break
        size += 1
    raw = _name(text, words, first, size)
    if len(raw) < SHORTEST_BY_EAR or _WITH_ARTICLE.match(text, words[first + size - 1].end()) or _is_no_name(raw):
        return 0
    return size if _entries(text, words, first, size, by_ear=True) else 0


_PLACED = re.compile(r"\b(?:in|near|at|outside|shelled|bombed|stormed|raided|attacked) $")


def _is_no_name(raw: str) -> bool:
    key = place_key(raw)
    return key in load_place_words()["stop"] or key in names_of_groups() or len(key) < 2


def _entries(
    text: str, words: Sequence[re.Match[str]], first: int, size: int, *, by_ear: bool = False
) -> tuple[Place, ...]:
    raw = _name(text, words, first, size)
    kind = _kind_word_after(text, words[first + size - 1].end())
    if _is_no_name(raw):
        provinces = look_up(raw) if kind in ("admin1", "area") else ()
        return tuple(place for place in provinces if place.kind == "admin1" and place.is_main_name)
    key = place_key(raw)
    if key in nations.code_of():
        kinds = ("country", "admin1") if kind in ("admin1", "area") else ("country",)  # "the Somali region"
        return tuple(place for place in look_up(raw) if place.kind in kinds)
    last = key.rsplit(" ", 1)[-1]
    if size > 1 and last in load_place_words()["admin1_words"] | load_place_words()["admin2_words"]:
        return ()
    found = look_up(raw)
    if raw.isupper() and len(raw.replace(".", "")) <= 3:
        kinds = ("country", "admin1") if text.endswith(", ", 0, words[first].start()) else ("country",)  # "Hangu, KPK"
        return tuple(place for place in found if place.kind in kinds)
    if by_ear or (kind and not any(_is_called(place, kind) for place in found)):
        found += tuple(place for place in look_up_by_sound(raw) if place.kind != "country" and place not in found)
    if by_ear and not found:
        found = look_up_misspelled(raw)
    return found


def _is_called(place: Place, kind: KindWord) -> bool:
    """Whether a place of exactly this name is what the text calls it, so that none that sounds alike is meant."""
    if kind == "area":
        return place.kind in ("area", "admin1", "admin2")
    return place.kind == kind or (kind == "town" and place.kind == "quarter")


def _name(text: str, words: Sequence[re.Match[str]], first: int, size: int) -> str:
    raw = text[words[first].start() : words[first + size - 1].end()]
    raw = POSSESSIVE.sub("", raw)
    return raw if raw.count(".") > 1 else raw.rstrip(".")


def _candidate(
    text: str,
    words: Sequence[re.Match[str]],
    first: int,
    size: int,
    labels: dict[int, str],
    leading: frozenset[int],
) -> Candidate:
    raw = _name(text, words, first, size)
    start = words[first].start()
    end = start + len(raw)
    if article := _ARTICLE_BEFORE.search(text[max(0, start - 5) : start]):
        start -= len(article.group())
        raw = text[start:end]
    line = text.rfind("\n", 0, start) + 1
    before = re.split(r"[.;:!?]\s", text[max(0, start - 60) : start].replace("\n", " ").lower())[-1]
    kind = _kind_word_after(text, words[first + size - 1].end())
    entries = _entries(text, words, first, size) or _entries(text, words, first, size, by_ear=True)
    on_road = _is_end_of_road(text, start, end)
    return Candidate(
        raw=raw,
        span=(start, end),
        entries=entries,
        before=before,
        kind_word=kind,
        locative=(bool(_locative_before().search(before)) and not _is_possessor(text, end, kind))
        or _heads_item(text, line, start, end)
        or _is_in_brackets(text, start, end)
        or bool(_PLACE_LABEL.search(text, max(0, start - 20), start))
        or on_road
        or bool(_JOINED_TO_A_PLACE.search(text, max(0, start - 80), start)),
        partial=not on_road and _is_part_of_longer_name(text, words, first, size, kind),
        dateline=((start - line < 40 or raw.isupper()) and bool(DATELINE_END.match(text, end)))
        or (start == line and raw.isupper() and text.startswith(": ", end)),
        label=labels.get(start, ""),
        directed=bool(DIRECTION.search(before.rstrip())),
        of_a_speaker=is_of_a_speaker(text, 0, (start, end)),
        part=bool(_part_words().match(text, words[first + size - 1].end())),
        modifies=_modifies(text, end, entries, leading),
        on_road=on_road,
        doubtful=not look_up(raw) or _is_no_name(raw),
    )


_JOINED_TO_A_PLACE = re.compile(
    r"\b(?:in|at|near|between|outside|around)(?: the)? [A-Z][\w'’-]{2,20}(?: [A-Z][\w'’-]{2,20})?"
    r",? and (?:the )?\Z"
)
"""What stands before the second of two places ("between Kobi and Sarwa")."""


def _is_end_of_road(text: str, start: int, end: int) -> bool:
    """Whether a name is joined with another into that of a road, as its first end or its second."""
    if _other_end_after().match(text, end):
        return True
    before = text[max(0, start - 60) : start]
    return bool(_OTHER_END_BEFORE.search(before) and _road_after().match(text, end))


_END_OF_ROAD = r"[A-Z][\w'’]{2,20}(?:[ -](?:[A-Z][\w'’]{1,20}|al|el|de|du|da)){0,3}"
_OTHER_END_BEFORE = re.compile(rf"{_END_OF_ROAD}(?: ?[-–—/] ?| to )\Z")


@cache
def _road_after() -> re.Pattern[str]:
    return re.compile(rf" (?:[a-z-]{{2,12}} ){{0,2}}(?:{place_alternatives('roads')})\b", re.I)


@cache
def _other_end_after() -> re.Pattern[str]:
    between = r"(?: ?[-–—/] ?| to )"
    return re.compile(rf"{between}{_END_OF_ROAD} (?:[a-z-]{{2,12}} ){{0,2}}(?:{place_alternatives('roads')})\b")


def _modifies(text: str, end: int, entries: Sequence[Place], leading: frozenset[int]) -> bool:
    """Whether a country's name stands before what is the country's, wherever that is."""
    code = next((entry.country_code for entry in entries if entry.kind == "country"), None)
    if code is None:
        return False
    if _OF_A_STATE.match(text, end) and fights_abroad(code):
        return True
    if code in ("US", "GB") and _SHORT.fullmatch(text, max(0, end - 4), end) and _PLAIN_WORD.match(text, end):
        return True
    return _HYPHENED.match(text, end) is not None or (end in leading and _GOES_ON.match(text, end) is not None)


_SHORT = re.compile(r".?.?(?:U\.S\.?|US|UK|U\.K\.?)")
_PLAIN_WORD = re.compile(
    r" (?!(?:and|or|in|on|at|to|by|for|from|with|after|before|when|where|while|as|but|since|last|this|is|was|has|had"
    r"|will|who)\b)[a-z]"
)
_HYPHENED = re.compile(r"-[a-z]")
_GOES_ON = re.compile(r" (?![-–—])")  # a dash parts "BOR, South Sudan" from "- Cattle raiders"
_OF_A_STATE = re.compile(r"['’]s? (?!(?:north|south|east|west|central|capital|border|main|largest))[a-z]")


def _names_people(text: str, candidate: Candidate) -> bool:
    """Whether a people or faith is meant ("the Arab community") that some place is called like."""
    if not is_people(place_key(candidate.raw)):
        return False
    if candidate.kind_word:
        return candidate.kind_word == "town" and bool(_ARTICLE.search(candidate.before))
    return not _RIGHT_IN.search(candidate.before) or bool(_OF_PEOPLE.match(text, candidate.span[1]))


_ARTICLE = re.compile(r"\ban? $")
_RIGHT_IN = re.compile(r"(?:^|\s)(?:in|near|at|outside|across|around|into|to) $|[(,] ?$")
_OF_PEOPLE = re.compile(
    r"[ -](?:communit(?:y|ies)|tribes?|clans?|sub-?clans?|peoples?|ethnic|herders?|herds[mw][ae]n|farmers?|"
    r"pastoralists?|militias?|militiam[ae]n|rebels?|fighters?|wom[ae]n|m[ae]n|youths?|villagers?|civilians?|elders?|students?|activists?|leaders?|"
    r"residents?)\b"
)


def _is_in_brackets(text: str, start: int, end: int) -> bool:
    """Whether it stands among the larger places that brackets tell after a name ("Djibo (Soum, Sahel)")."""
    before = _BRACKET.search(text, max(0, start - 60), start)
    return bool(before and _BRACKET_END.match(text, end))


_PLAIN_NAME = r"[A-Z][\w'’]*(?:[ -](?:[A-Z][\w'’]*|d[aeiou]l?|l[ae]s?|al|el|y)){0,4}"
_BRACKET = re.compile(rf"[A-Za-z'’] \((?:{_PLAIN_NAME}, ){{0,2}}$")
_BRACKET_END = re.compile(rf"(?: [A-Za-z]{{4,12}})?(?:, {_PLAIN_NAME}){{0,2}}\)")


_PLACE_LABEL = re.compile(r"(?<!\w)(?:location|place|site|town|village|city|district|province) ?: ?$", re.I)
"""What names the place in a form ("Location: Gao")."""


def _heads_item(text: str, line: int, start: int, end: int) -> bool:
    """Whether it stands before the colon that an item of a list begins with ("1. Bamako: ...", "6 May, Gao: ...")."""
    begins = _HEAD_START.fullmatch(text, line, start) or text.endswith((". ", "! ", "? "), line, start)
    return bool(begins and (_HEAD_END.match(text, end) or (LIST_MARK.match(text, line) and _LINE_END.match(text, end))))


_LINE_END = re.compile(r"(?: [a-z]+)?[ ]*(?:\n|\Z)")


_NOT_BLANK = r"(?=\S)"  # which sees nothing where a match has to end
_HEAD_START = re.compile(
    rf"(?:{LIST_MARK.pattern.removesuffix(_NOT_BLANK)})?(?:[\d ,.:/-]|(?:mon|tues|wednes|thurs|fri|satur|sun)day|of"
    r"|(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?)*+",
    re.I,
)
_HEAD_END = re.compile(
    r"(?: [a-z]+)?(?:, [A-Z][\w'’-]+(?: [A-Za-z][\w'’-]+)?){0,3}(?:, \d{1,2} [A-Z][a-z]+(?: \d{4})?)?"
    r"(?: \([^)\n]{2,40}\))?(?:[:.]| [–—-]) "
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
    groups = (f"(?P<{kind}>{place_alternatives(f'{kind}_words')})" for kind in KIND_WORDS)
    return re.compile(rf"(?:['’]s)?[ \n]+(?:{'|'.join(groups)})(?![\w-])", re.I)


@cache
def _part_words() -> re.Pattern[str]:
    parts = f"{place_alternatives('quarter_words')}|{place_alternatives('town_parts')}"
    return re.compile(rf"[ \n]+(?:{parts})(?![\w-])", re.I)


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
    counted = before and before.group().lower() in load_rules("quantities")["words"]  # "Seven Kharkiv residents"
    if before and goes_on and not counted and _names_more(before.group()):
        return True
    ends = kind or POSSESSIVE.search(words[last].group()) or words[last].group().endswith(".")
    return bool(after and not ends and _continues(text, words[last], after) and _names_more(after.group()))


def _continues(text: str, word: re.Match[str], following: re.Match[str]) -> bool:
    return bool(re.fullmatch(r"[ -]\n?", text[word.end() : following.start()]))


def _ends_sentence(word: str) -> bool:
    """Whether the full stop after a word is a sentence's, not that of "Gen." or "St."."""
    return word.endswith(".") and not _ABBREVIATION.fullmatch(word)


_ABBREVIATION = re.compile(r"(?:[A-Z]\w{0,2}|Capt|Supt|Insp|Brig|Prof|Cmdr|Spec|Mawl)\.|(?:[A-Z]\.)+")
_WITH_ARTICLE = re.compile(
    r" (?:al|el|ad|ed|ar|er|as|es|ash|esh|at|et|az|ez|an|en|ul|e)-[^\W\d_]*[A-Z]"
    r"| (?:de|del|da|do|dos|di)(?: l[ao]s?)? [A-Z]| (?:de )?[ld]['’][A-Z]|-(?:d[aeiou]s?|sur|sous|lez?|l[ae]s)-[A-Z]"
)
"""What follows the first word of a name that goes on ("Ain el-Delb")."""


def _names_more(word: str) -> bool:
    lower = POSSESSIVE.sub("", word).lower().rstrip(".")
    context = load_place_words()
    if not word[0].isupper() or word.endswith(("'s", "’s")):
        return False
    known = context["prepositions"].union(*(context[f"{kind}_words"] for kind in KIND_WORDS))
    return lower not in known and lower not in nations.code_of() and lower not in context["plain"]


def _labels(doc: Doc) -> dict[int, str]:
    return {token.idx: entity.label_ for entity in doc.ents for token in entity}


def _leading_ends(doc: Doc) -> frozenset[int]:
    """Where names end that modify a noun after them ("US" in "US drone"), or of states that do something abroad."""
    return frozenset(
        token.idx + len(token)
        for token in tokens_of(doc)
        if token.text[0].isupper() and (_leads_noun(token) or _acts(token))
    )


def _leads_noun(token: Token) -> bool:
    return token.dep_ in ("compound", "amod", "nmod") and token.head.i > token.i


def _acts(token: Token) -> bool:
    """Whether it is a state that does or says something ("the US carried out"), not one where something happens."""
    if token.dep_ != "nsubj" or token.head.lemma_ in _UNDERGOES:
        return False
    return any(one.kind == "country" and fights_abroad(one.country_code) for one in look_up(token.text))


_UNDERGOES = {"be", "see", "suffer", "experience", "have", "witness", "mourn", "face", "reel", "remain"}
