"""Armed actors and state forces: found in a text, or resolved from a phrase, under canonical names.

Groups come from a list (rules/actors.jsonl). The forces of a state are read from their words and the adjective of the
country (rules/actors.toml, rules/nations.toml). All forces of a state are one: "Afghan security forces" are army,
police and intelligence alike.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import Any, Literal

from spacy.tokens import Doc

from incidents.extraction import nations
from incidents.extraction.doers.background import is_aside, is_background
from incidents.extraction.doers.parts import does_armed_act, part_in_violence, takes_no_part
from incidents.extraction.doers.peoples import find_peoples
from incidents.extraction.doers.sayings import claims_deed, denies_deed, is_blamed, tells_own_deed
from incidents.extraction.gazetteer import place_key
from incidents.extraction.parsed import in_lower_case, text_of_doc
from incidents.extraction.rules import FOLDER, RuleFileError, any_word_of, load_rules
from incidents.extraction.types import Span
from incidents.vocabulary import ActorKind

LEXICON = FOLDER / "actors.jsonl"
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
PERSON_WORDS = re.compile(
    r"\b(?:leader|commander|chief|spokesm[ae]n|spokesperson|spokeswoman|member|militant|insurgent|rebel|fighter|gunman|"
    r"soldier|policeman|officer|facilitator|bomber|attacker|sniper)\b",
    re.I,
)
Acting = Callable[[Span], bool]
"""Whether the people named at a span do what only the armed do."""


@dataclass(frozen=True, slots=True)
class ActorMention:
    """An armed actor as named at one span of the text, under its canonical name."""

    name: str
    kind: ActorKind
    country_code: str | None
    span: Span
    is_state: bool
    unit: Literal["group", "person"]


@dataclass(frozen=True, slots=True)
class KnownActor:
    """An entry of the lexicon. `countries` are ISO alpha-2 codes of where it is at home, the main one first.

    `doers` are names of people who are this actor only where they do violence ("settlers").
    """

    name: str
    kind: ActorKind
    countries: tuple[str, ...]
    aliases: tuple[str, ...]
    doers: tuple[str, ...] = ()

    @property
    def is_state(self) -> bool:
        return self.kind is ActorKind.STATE_FORCES


# The rules


@cache
def load_lexicon(path: Path = LEXICON) -> dict[str, KnownActor]:
    """Canonical name -> entry. Raises RuleFileError for unknown keys or kinds and for a name given twice."""
    entries: dict[str, KnownActor] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        row = json.loads(line)
        if unknown := sorted(set(row) - {"name", "kind", "countries", "aliases", "doers"}):
            raise RuleFileError(f"{path.name}, line {number}: unknown key {', '.join(unknown)}")
        if row["name"] in entries:
            raise RuleFileError(f"{path.name}, line {number}: {row['name']} is given twice")
        try:
            kind = ActorKind(row["kind"])
        except ValueError as error:
            raise RuleFileError(f"{path.name}, line {number}: unknown kind {row['kind']}") from error
        countries, aliases, doers = (tuple(row.get(key, ())) for key in ("countries", "aliases", "doers"))
        entries[row["name"]] = KnownActor(row["name"], kind, countries, aliases, doers)
    return entries


def _rules() -> dict[str, Any]:
    return load_rules("actors")


@cache
def known_acronyms() -> frozenset[str]:
    """The names of actors that are written in capitals alone ("JNIM")."""
    names = (name for actor in load_lexicon().values() for name in (actor.name, *actor.aliases))
    return frozenset(name for name in names if name.isupper() and name.isalpha() and len(name) > 2) - {"KIA"}


@cache
def _by_first_word() -> dict[str, list[tuple[tuple[str, ...], str, str]]]:
    """First word -> (words, alias as written, canonical name), longest first."""
    index: dict[str, list[tuple[tuple[str, ...], str, str]]] = defaultdict(list)
    for actor in load_lexicon().values():
        for alias in dict.fromkeys((actor.name, *actor.aliases, *actor.doers)):
            words = tuple(place_key(alias).split())
            index[words[0]].append((words, alias, actor.name))
    for entries in index.values():
        entries.sort(key=lambda entry: len(entry[0]), reverse=True)
    return dict(index)


def _phrases(words: Iterable[str]) -> str:
    return any_word_of(words, blank=r"[\s-]+")


@cache
def _state_pattern() -> re.Pattern[str]:
    """An adjective or name of a country, perhaps some words between, and the head ("Afghan National Army"); or arms,
    with their make ("Russian Shahed drones")."""
    heads = _rules()["state_heads"]
    between = rf"(?:(?:{_phrases(heads['between'])})[\s-]+)*"
    nation = rf"(?P<nation>{nations.adjective_pattern().pattern})(?:['’]s)?"
    words, deeds = _phrases(heads["words"]), _phrases(heads["deeds"])
    make = r"(?:(?![Aa]nd\b)[A-Z\d][\w-]{1,20}[\s-]+){1,2}"
    return re.compile(
        rf"{nation}[\s-]+(?:(?i:{between}(?:{words}|{deeds}))|{make}(?i:{_phrases(heads['arms'])}))(?!\w)"
    )


@cache
def _country_pattern() -> re.Pattern[str]:
    """A country's own name with its forces or their deed ("Israel's army", "the army of Chad", "Russia bombed")."""
    heads = _rules()["state_heads"]
    names = _phrases(_country_names())
    between, words, deeds = (_phrases(heads[table]) for table in ("between", "words", "deeds"))
    own = rf"['’]s?\s+(?i:(?:(?:{between})[\s-]+)*(?:{words}|{deeds}))"
    plain = rf"\s+(?i:{_phrases(heads['after_country'])})"
    whose = rf"(?i:(?<![\w-])(?:{words})\s+of\s+(?:the\s+)?)"
    does = rf"\s+(?:has\s+|have\s+|had\s+)?(?i:{_phrases(heads['deed_verbs'])})"
    return re.compile(
        rf"(?<![\w-])(?<!\bin )(?<!\bof )(?P<country>{names})(?:{own}|{plain}|{does})(?!\w)"
        rf"|{whose}(?P<whose>{names})(?!['’\w])"
        rf"|(?<=accused )(?P<accused>{names})(?= of\b)|(?<=blamed )(?P<blamed>{names})(?!['’\w])"
    )


@cache
def _country_names() -> dict[str, str]:
    from incidents.extraction.gazetteer import country

    named = {place.name: code for code in nations.adjectives() if (place := country(code))}
    return named | {"U.S.": "US", "U.K.": "GB", "Britain": "GB", "DR Congo": "CD", "Congo": "CD"}


def _code_of_country(found: str) -> str:
    """The code of a country whose name was found, whatever blanks or hyphens part its words ("South\nSudan")."""
    return _codes_by_key()[place_key(found)]


@cache
def _codes_by_key() -> dict[str, str]:
    return {place_key(name): code for name, code in _country_names().items()}


@cache
def _alone_pattern() -> re.Pattern[str]:
    words = _phrases(_rules()["state_heads"]["alone"])
    return re.compile(rf"(?<![\w-])(?<!shadow )(?:{words})(?![\w-])(?!\s+(?:wing|uniforms?|fatigues)\b)")


@cache
def _of_others_pattern() -> re.Pattern[str]:
    """What makes an alliance the partner of somebody else ("NATO mercenaries", "African Union mediators")."""
    return re.compile(rf"(?:['’]s?)? (?:{_phrases(_rules()['state_heads']['of_others'])})(?!\w)", re.I)


_NOT_FIGHTERS = (
    r"(?:(?:from|and|or) civilians|(?:\w+ )?(?:part(?:y|ies)|politic\w+|lawmakers?|candidates?|government|president|"
    r"opposition|regions?|ideology|propaganda|content|literature|views))\b"
)
"""What follows where such a word only tells of what kind something is ("the Islamist party")."""


@cache
def _unnamed_pattern() -> re.Pattern[str]:
    groups = (rf"(?P<{kind}>{_phrases(words)})" for kind, words in _rules()["unnamed"].items())
    return re.compile(rf"(?<![\w-])(?:{'|'.join(groups)})(?![\w-])(?!\s{_NOT_FIGHTERS})")


# Finding


def find_actors(doc: Doc, country_code: str | None) -> tuple[ActorMention, ...]:
    """Every mention of an armed actor, in order; `country_code` is the incident's country, ISO alpha-2.

    Unnamed fighters ("insurgents") are the text's one named group of that country, where it has just one.
    """
    text = text_of_doc(doc)
    taken = _Taken(text)
    acting = partial(does_armed_act, doc)
    for found in (_named_actors(text, country_code, acting), _of_a_state(text), _of_a_country(text)):
        taken.add(found)
    if country_code:
        taken.add(_of_the_state(text, country_code, tuple(taken.mentions)))
    named = sorted(taken.mentions, key=lambda mention: mention.span)
    deniers = _deniers(doc, named)
    here = [mention for mention in named if mention.name not in deniers and not _stands_aside(doc, mention.span)]
    only = _only_group(here, country_code)
    doing = only is not None and any(m.name == only.name and _is_doer(doc, named, i) for i, m in enumerate(named))
    taken.add(_peoples(text, country_code, acting, only))
    taken.add(_unnamed_fighters(text, country_code, only, acting, doing=doing))
    return tuple(sorted(taken.mentions, key=lambda mention: mention.span))


def owns_deed(doc: Doc, mentions: Sequence[ActorMention], place: int) -> bool:
    """Whether the actor mentioned at a place in the list claims a deed of now, or is a group that says that it did."""
    mention, text = mentions[place], text_of_doc(doc)
    claims = claims_deed(text, mention.span, next_other(mentions, place))
    owns = claims or (not mention.is_state and tells_own_deed(text, mention.span))
    return owns and not is_background(doc, mention.span)


def next_other(mentions: Sequence[ActorMention], place: int) -> int | None:
    """Where the next mention of another actor begins, after the one at a place in their list."""
    after = (mention for mention in mentions[place + 1 :] if mention.name != mentions[place].name)
    return next((mention.span[0] for mention in after), None)


def _is_doer(doc: Doc, mentions: Sequence[ActorMention], place: int) -> bool:
    """Whether it is told that a group did something here, that it is accused of it, or that it claims it."""
    span = mentions[place].span
    if is_background(doc, span):
        return False
    if owns_deed(doc, mentions, place) or is_blamed(text_of_doc(doc), span):
        return True
    part = part_in_violence(doc, span)
    return part == "accused" or (part in ("acted", "both") and not is_aside(doc, span))


def _stands_aside(doc: Doc, span: Span) -> bool:
    """Whether a group is named there for other times, or as one that mourns, mediates or is talked with."""
    return takes_no_part(doc, span) or is_background(doc, span) or part_in_violence(doc, span) == "aside"


def _deniers(doc: Doc, mentions: Sequence[ActorMention]) -> set[str]:
    """The names of those who say that they did not do it, and nowhere that they did."""
    text, places = text_of_doc(doc), range(len(mentions))
    deny = {mentions[i].name for i in places if denies_deed(text, mentions[i].span, next_other(mentions, i))}
    return deny - {mentions[i].name for i in places if owns_deed(doc, mentions, i)}


class _Taken:
    """The mentions found so far; of two that overlap, the one that was found first stays."""

    def __init__(self, text: str) -> None:
        self.mentions: list[ActorMention] = []
        self._covered = bytearray(len(text) + 1)

    def add(self, found: Iterable[ActorMention]) -> None:
        for mention in found:
            start, end = mention.span
            if not any(self._covered[start:end]):
                self.mentions.append(mention)
                self._covered[start:end] = b"\1" * (end - start)


def named_groups(text: str) -> Iterator[ActorMention]:
    """Mentions of groups by a name of their own, wherever the incident may have been."""
    return (mention for mention in _named_actors(text, None) if _is_group(mention))


def _with_its_fighters(text: str, mention: ActorMention) -> ActorMention:
    """ "Taliban fighters" as one mention."""
    found = _fighters_after().match(text, mention.span[1])
    return replace(mention, span=(mention.span[0], found.end())) if found else mention


@cache
def _fighters_after() -> re.Pattern[str]:
    militants = _phrases(_rules()["unnamed"]["militants"])
    return re.compile(rf"\s(?:{militants}|gunmen|gunman|militiamen|troops)(?![\w-])", re.I)


def _named_actors(text: str, country_code: str | None, acting: Acting | None = None) -> Iterator[ActorMention]:
    """Those of the lexicon; people who are one only by what they do, where `acting` says that they do it."""
    words, shouted = _keyed_words(text), _is_shouted(text)
    end = 0
    for position in _where_aliases_begin(text):
        found = _longest_alias(text, words, position, country_code, shouted) if position >= end else None
        if found is None:
            continue
        actor, alias, size = found
        end = position + size
        span = (words[position][1][0], _without_possessive(text, words[end - 1][1]))
        if alias in actor.doers and not (acting and acting(span)):
            continue
        if actor.kind is ActorKind.EXTERNAL_FORCES and _of_others_pattern().match(text, span[1]):
            continue
        mention = _mention(actor, span, text)
        yield mention if actor.is_state else _with_its_fighters(text, mention)


@lru_cache(maxsize=2)  # names are sought for the country's sake first, and then again with the country known
def _keyed_words(text: str) -> tuple[tuple[str, Span], ...]:
    return tuple((place_key(found.group()), found.span()) for found in WORD.finditer(text))


@lru_cache(maxsize=2)
def _where_aliases_begin(text: str) -> tuple[int, ...]:
    """The few words with which some alias begins, by their number."""
    index = _by_first_word()
    return tuple(at for at, (key, _) in enumerate(_keyed_words(text)) if key in index or _singular(key) in index)


@lru_cache(maxsize=2)
def _is_shouted(text: str) -> bool:
    return sum(map(str.isupper, text)) > 0.5 * sum(map(str.isalpha, text))


def _longest_alias(
    text: str,
    words: Sequence[tuple[str, Span]],
    position: int,
    country_code: str | None,
    shouted: bool,
) -> tuple[KnownActor, str, int] | None:
    fitting: list[tuple[KnownActor, str, int]] = []
    index = _by_first_word()
    first = _singular(words[position][0])
    for key in dict.fromkeys((words[position][0], first)):
        for parts, alias, name in index.get(key, ()):
            if fitting and len(parts) < fitting[0][2]:
                break
            here = words[position : position + len(parts)]
            if len(here) == len(parts) and (len(parts) == 1 or _same(parts, here)):
                written = text[here[0][1][0] : here[-1][1][1]]
                actor = load_lexicon()[name]
                if (
                    _written_alike(alias, written)
                    and _at_home(actor, alias, country_code, shouted)
                    and not (alias in LOSS_ACRONYMS and _means_losses(text, here[0][1], actor, country_code))
                ):
                    fitting.append((actor, alias, len(parts)))
    if not fitting:
        return None
    return max(fitting, key=lambda entry: (entry[2], country_code in entry[0].countries))


def _same(parts: Sequence[str], words: Sequence[tuple[str, Span]]) -> bool:
    return all(part == word or part == _singular(word) for part, (word, _) in zip(parts, words, strict=True))


def _singular(word: str) -> str:
    return word.removesuffix("s") if len(word) > 3 else word


def _written_alike(alias: str, written: str) -> bool:
    """Acronyms and capitalised names must be written so; "AA" is not "aa", "Fano" not "fano"."""
    if alias.isupper() and len(alias) <= 6:
        return POSSESSIVE.sub("", written).rstrip("s") == alias.rstrip("s") or written == alias
    return alias[0].islower() or any(letter.isupper() for letter in written)


POSSESSIVE = re.compile(r"['’]s?$")


def _at_home(actor: KnownActor, alias: str, country_code: str | None, shouted: bool) -> bool:
    """Whether a short or common alias may mean this actor, given where the incident is."""
    acronyms = _rules()["acronyms"]
    if shouted and alias in acronyms["words_in_capitals"]:
        return False
    everywhere = not actor.countries or alias in acronyms["everywhere"]
    if everywhere or alias == actor.name:
        return True
    ambiguous = (alias.isupper() and len(alias) <= 4) or alias[0].islower() or len(place_key(alias)) < 5
    return not ambiguous or country_code in (None, *actor.countries)


LOSS_ACRONYMS = {"KIA", "WIA", "MIA"}
"""Killed, wounded, missing in action, though a group may be called so."""
_NUMBER_BEFORE = re.compile(
    r"(?:\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve))[ -]?[x×]? ?$", re.I
)
_NUMBER_AFTER = re.compile(r"s?(?: ?[x×:=/(–-] ?\d| ?/ ?[A-Z]IA\b| \d)")


def _means_losses(text: str, span: Span, actor: KnownActor, country_code: str | None) -> bool:
    """Whether "KIA" counts the killed: beside a number, or where the text tells nothing of the group's country."""
    if _NUMBER_BEFORE.search(text[max(0, span[0] - 10) : span[0]]) or _NUMBER_AFTER.match(text, span[1]):
        return True
    adjectives = (nations.adjective(code) for code in actor.countries)
    told = (actor.name.split()[0], *filter(None, adjectives))
    return country_code not in actor.countries and not any(name in text for name in told)


def _without_possessive(text: str, span: Span) -> int:
    return span[0] + len(POSSESSIVE.sub("", text[slice(*span)]))


def _mention(actor: KnownActor, span: Span, text: str) -> ActorMention:
    home = actor.countries[0] if actor.countries else None
    return ActorMention(actor.name, actor.kind, home, span, actor.is_state, _unit(text, span))


def _unit(text: str, span: Span) -> Literal["group", "person"]:
    """Whether one person is meant ("Taliban leader", "an insurgent")."""
    following = re.match(r"(?:['’]s)?(?:\s+[\w-]+){0,2}", text[span[1] : span[1] + 40])
    around = text[span[0] : span[1]].split()[-1] + (following.group() if following else "")
    return "person" if PERSON_WORDS.search(around) and not re.search(r"\b(?:and|were|have)\b", around) else "group"


def state_forces(
    country_code: str, span: Span = (0, 0), unit: Literal["group", "person"] = "group"
) -> ActorMention | None:
    """The forces of a country under their canonical name; None for a code without an adjective."""
    adjective = nations.adjective(country_code)
    if adjective is None:
        return None
    name = _rules()["state_names"].get(country_code, f"{adjective} forces")
    return ActorMention(name, ActorKind.STATE_FORCES, country_code, span, True, unit)


def _of_a_state(text: str) -> Iterator[ActorMention]:
    for found in _state_pattern().finditer(text):
        code = nations.code_of_adjective(found["nation"])
        if mention := state_forces(code, found.span(), _unit(text, found.span())):
            yield mention


def _of_a_country(text: str) -> Iterator[ActorMention]:
    for found in _country_pattern().finditer(text):
        code = _code_of_country(next(filter(None, found.groups())))
        if mention := state_forces(code, found.span()):
            yield mention


def _of_the_state(text: str, country_code: str, named: Sequence[ActorMention]) -> Iterator[ActorMention]:
    for found in _alone_pattern().finditer(in_lower_case(text)):
        code = _owner(text, found.start()) or _named_before(text, found, named) or country_code
        if mention := state_forces(code, found.span(), _unit(text, found.span())):
            yield mention


def _named_before(text: str, found: re.Match[str], named: Sequence[ActorMention]) -> str | None:
    """The country of "the army" where an army was named by its country before ("the Kenyan army")."""
    if not text[: found.start()].lower().endswith("the "):
        return None
    word = found.group().lower()
    same = [
        m for m in named if m.is_state and m.span[1] <= found.start() and text[slice(*m.span)].lower().endswith(word)
    ]
    return max(same, key=lambda mention: mention.span).country_code if same else None


def _owner(text: str, start: int) -> str | None:
    """The country that "its own soldiers" refers to: the one named last before, in the same sentence."""
    before = re.split(r"[.!?]\s", text[max(0, start - 200) : start])[-1]
    if not re.search(r"\b(?:its|their) (?:own )?(?:[\w-]+ ){0,2}$", before):
        return None
    named = [(found.start(), _code_of_country(found.group())) for found in _country_name_pattern().finditer(before)]
    adjectives = nations.adjective_pattern().finditer(before)
    named += [(found.start(), nations.code_of_adjective(found.group())) for found in adjectives]
    return max(named)[1] if named else None


@cache
def _country_name_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{_phrases(_country_names())})(?!\w)")


def _peoples(text: str, country_code: str | None, acting: Acting, only: ActorMention | None) -> Iterator[ActorMention]:
    """Peoples in arms and groups that the lexicon lacks; it may know them by this name, or the text by another."""
    for found in find_peoples(text):
        if found.only_as_doers and not acting(found.span):
            continue
        if only and found.kind is ActorKind.REBEL_GROUP and only.kind is ActorKind.REBEL_GROUP:
            yield replace(only, span=found.span, unit=_unit(text, found.span))
        elif known := _known_as(found.name):
            yield _mention(known, found.span, text)
        else:
            unit = _unit(text, found.span)
            yield ActorMention(found.name, found.kind, country_code, found.span, False, unit)


@cache
def _known_as(name: str) -> KnownActor | None:
    """The entry of the lexicon that has exactly this name or alias."""
    return next((actor for actor in load_lexicon().values() if name in (actor.name, *actor.aliases)), None)


def _unnamed_fighters(
    text: str, country_code: str | None, only: ActorMention | None, acting: Acting | None = None, *, doing: bool = True
) -> Iterator[ActorMention]:
    """Fighters without a name; they take that of the text's `only` group, else of the group named with them.

    Gunmen and gangs may be anybody: they are the group only where it is `doing` violence here. People of a peaceful
    trade are such where `acting` says that they fight.
    """
    first: ActorMention | None = None
    for found in _unnamed_pattern().finditer(in_lower_case(text)):
        kind, span = str(found.lastgroup), found.span()
        if kind == "people" and not (acting and acting(span)):
            continue
        if kind == "criminals" and _are_lynched(text, span):
            continue
        if kind == "pirates" and _ARE_A_CLUB.search(text, max(0, span[0] - 30), span[1]):
            continue
        if kind == "coalition":
            yield from _coalition(span, country_code)
        elif only and _may_be(kind, only) and (doing or kind == "militants") and not _are_unknown(text, span):
            yield replace(only, span=span, unit=_unit(text, span))
        else:
            mention = _unnamed_mention(kind, country_code, span, _unit(text, span))
            if kind in ("militants", "gunmen"):
                first = first or mention
                mention = replace(mention, name=first.name, kind=first.kind)
            yield mention


def _are_lynched(text: str, span: Span) -> bool:
    """Whether people called robbers are those whom a crowd killed: nothing says that they are any gang."""
    before, after = text[max(0, span[0] - 40) : span[0]], text[span[1] : span[1] + 60]
    return bool(_LYNCHING_BEFORE.search(before) or _LYNCHED_AFTER.match(after))


_LYNCHING_BEFORE = re.compile(r"\b(?:lynch\w{0,3}|mob \w{2,12}|crowd \w{2,12})\s(?:\w{1,12}\s){0,4}\Z", re.I)
_LYNCHED_AFTER = re.compile(
    r"\s(?:(?:were|was|are|is|have been|has been)\s)?(?:lynched|stoned|(?:beaten|burnt|burned|hacked|killed)\b"
    r"[^.;]{0,30}?\bby (?:a |an |the )?(?:angry )?(?:mob|crowd|villagers|residents))",
    re.I,
)


_ARE_A_CLUB = re.compile(r"\b[A-Z][\w'’]{1,20}\sPirates?\Z")


def _are_unknown(text: str, span: Span) -> bool:
    """Whether fighters are called unknown: they are not taken for the group that a text names."""
    return bool(_UNKNOWN_BEFORE.search(text, max(0, span[0] - 30), span[0]))


_UNKNOWN_BEFORE = re.compile(r"(?:unidentified|unknown|unnamed|yet to be identified)\s(?:\w+\s){0,2}\Z", re.I)


def _may_be(kind: str, group: ActorMention) -> bool:
    """Whether a named group's people may be called so: gangs are no insurgents, nor protesters militants."""
    if kind == "criminals":
        return group.kind is ActorKind.POLITICAL_MILITIA
    return kind in ("militants", "gunmen", "militia")


def _only_group(named: Sequence[ActorMention], country_code: str | None) -> ActorMention | None:
    groups = {mention.name: mention for mention in named if _is_group(mention)}
    home = {name: group for name, group in groups.items() if country_code in load_lexicon()[name].countries}
    one = home if home else groups
    return next(iter(one.values())) if len(one) == 1 else None


def _is_group(mention: ActorMention) -> bool:
    return mention.name in load_lexicon() and mention.kind in (
        ActorKind.REBEL_GROUP,
        ActorKind.POLITICAL_MILITIA,
        ActorKind.IDENTITY_MILITIA,
    )


def _coalition(span: Span, country_code: str | None) -> Iterator[ActorMention]:
    name = _rules()["coalitions"].get(country_code or "")
    if name:
        actor = load_lexicon()[name]
        yield ActorMention(actor.name, actor.kind, country_code, span, False, "group")


def _unnamed_mention(kind: str, country_code: str | None, span: Span, unit: Literal["group", "person"]) -> ActorMention:
    name, actor_kind = _rules()["unnamed_names"][kind]
    return ActorMention(name, ActorKind(actor_kind), country_code, span, False, unit)


# Resolving a phrase


def canonical_actor(
    phrase: str, country_code: str | None, mentions: Sequence[ActorMention] = ()
) -> ActorMention | None:
    """The armed actor that a phrase speaks of or for, given the incident's country; None for anybody else.

    The army, the police, the ministries above them and their spokespeople speak for the forces of a state. Civil
    authorities such as governors and mayors, hospitals, monitors, aid organisations, witnesses and residents speak for
    nobody who fights (methodology.md, section 5). With the `mentions` of the text, "the rebels" and "the group" mean
    its one named group.
    """
    named = [*_named_actors(phrase, country_code), *_of_a_state(phrase)]
    if _is_neutral(phrase, named):
        return None
    if not named and _is_civil(phrase):
        return None
    groups = [mention for mention in named if not mention.is_state]
    foreign = _foreign_voice(phrase)
    if groups and not (foreign or _says("state", phrase)):
        return _at_start(groups[0])
    if named and (states := [mention for mention in named if mention.is_state]):
        return _at_start(states[0])
    if foreign:
        return foreign
    if groups:
        return _at_start(groups[0])
    if _says("state", phrase):
        return state_forces(country_code) if country_code else None
    only = _only_group(mentions, country_code)
    if only and _REFERS_BACK.fullmatch(phrase):
        return _at_start(only)
    unnamed = next(_unnamed_fighters(phrase, country_code, only), None)
    return _at_start(unnamed) if unnamed else None


def speaker(
    phrase: str,
    span: Span,
    country_code: str | None,
    mentions: Sequence[ActorMention],
    named: Sequence[ActorMention] | None = None,
) -> ActorMention | None:
    """As `canonical_actor`, for a phrase at a span of a text whose `mentions` are known: the one there goes first.

    `named` are the actors of the mentions, each once, where the caller has many phrases to ask about.
    """
    if _is_neutral(phrase, [*_named_actors(phrase, country_code), *_of_a_state(phrase)]):
        return None
    beside = mentions_beside(mentions, span)
    inside = [mention for mention in beside if span[0] <= mention.span[0] and mention.span[1] <= span[1]]
    if inside and not _is_civil(phrase):
        return inside[0]
    return canonical_actor(phrase, country_code, mentions if named is None else named)


def mentions_beside(mentions: Sequence[ActorMention], span: Span) -> Sequence[ActorMention]:
    """Of mentions in the order of the text, those that share letters with a span."""
    first = bisect_right(mentions, span[0], key=lambda mention: mention.span[1])
    return mentions[first : bisect_left(mentions, span[1], key=lambda mention: mention.span[0])]


def each_once(mentions: Sequence[ActorMention]) -> tuple[ActorMention, ...]:
    """The first mention of every actor."""
    return tuple({mention.name: mention for mention in reversed(mentions)}.values())[::-1]


_REFERS_BACK = re.compile(
    r"(?:the|that|this|its|their)?\s*(?:\w+\s+)?(?:group|movement|organi[sz]ation|force|militia|faction|gang|alliance)"
    r"(?:['’]s)?(?:\s+(?:spokes\w+|leader|statement|media (?:arm|wing)))?",
    re.I,
)
"""A phrase that names nobody and means the group spoken of before."""


def _is_civil(phrase: str) -> bool:
    """Whether it is an authority that commands no forces ("the governor", "the office of the prime minister")."""
    if not _voice_pattern("civil").search(phrase):
        return False
    without_offices = _voice_pattern("offices").sub(" ", phrase)
    return not _says("state", without_offices)


def _is_neutral(phrase: str, named: Sequence[ActorMention]) -> bool:
    """Whether it is a voice that fights for nobody, its word not a part of an actor's own name."""
    return any(
        not any(mention.span[0] <= found.start() < mention.span[1] for mention in named)
        for found in _voice_pattern("neutral").finditer(phrase)
    )


def _at_start(mention: ActorMention) -> ActorMention:
    return replace(mention, span=(0, 0))


def _says(table: str, phrase: str) -> bool:
    return bool(_voice_pattern(table).search(phrase)) or (
        table == "state" and bool(_alone_pattern().search(phrase.lower()))
    )


@cache
def _voice_pattern(table: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.])(?:{_phrases(_rules()['voices'][table])})(?![\w])", re.I)


def _foreign_voice(phrase: str) -> ActorMention | None:
    """The forces of the country whose ministry or officials a phrase names ("Russian defence ministry")."""
    if not _says("state", phrase) and not re.search(r"\bgovernment|officials?\b", phrase, re.I):
        return None
    if found := nations.adjective_pattern().search(phrase):
        return state_forces(nations.code_of_adjective(found.group()))
    named = _country_name_pattern().search(phrase)
    return state_forces(_code_of_country(named.group())) if named else None
