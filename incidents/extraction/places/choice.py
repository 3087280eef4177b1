"""Which of the namesakes a name is, and whether it is used as a place at all.

The company that it keeps (country named, province named beside it) and its size decide.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from rapidfuzz import fuzz
from spacy.tokens import Doc

from incidents.extraction import nations
from incidents.extraction.gazetteer import Place, distance_km, place_key
from incidents.extraction.parsed import text_of_doc
from incidents.extraction.places.candidates import Candidate
from incidents.extraction.places.support import (
    Sign,
    Votes,
    fights_abroad,
    is_in_name_of_water,
    is_owner,
    speaks_for,
    stands_at_border,
)
from incidents.extraction.places.surroundings import is_of_a_meeting
from incidents.extraction.places.words import KIND_WORDS, OWNING, place_alternatives

MOST_AT_HOME = 3.0
"""What all words at home in one country speak for it together."""
TOLD_TOGETHER = 0.6
"""What a name says for the country in which it lies in the place told beside it ("Mansila, Yagha")."""
GIVEN, GIVEN_BESIDE = 2.0, 0.5
"""What it says for a country that somebody gave it with the text: alone, and beside another that the text speaks of."""
IN_A_PROVINCE_TOLD = 2.0
"""What it says for a namesake that the text speaks of its province somewhere."""
SURELY_NAMED = 1.0
"""What a name says for the only country that has it."""
SURE_LETTERS = 7
"""Letters from which such a name is rarely that of an unlisted place elsewhere too: four of five unlisted namesakes lie
in the same country, of names of five letters half of them."""
SPELLED_ALIKE = 85.0
"""How alike, of 100, a name is to a city's that is heard as it."""
SHORT_LETTERS = 5
"""Letters up to which half of all names are those of places in several countries."""
SMALL_TOWN = 3_000
"""Inhabitants below which a place of so short a name needs other support than its name."""
WELL_KNOWN = 300_000
"""Inhabitants of a city that is meant even in a text about another country."""
CITY = 100_000
"""Inhabitants of a city whose parts are told by its name ("the Kandahar market")."""
CLEAR_SHARE = 0.6
"""The part of all namesakes, by their size, from which a country has the one that is meant."""
LEAST_SPOKEN = 0.05
"""Votes below which a text speaks of no country."""
LEAST_SUPPORT = 0.5
"""Votes of other words for a country, from which a doubtful name may lie in it."""
FAINT = 0.15
"""Votes of a group that fights in several countries, which settle a name that no other country spoken of has."""
NEAR_KM = 80
"""Kilometres within which a place may be said to lie in or by a larger town."""
FAR_READERS = ("US", "GB", "FR")
"""Countries whose officials and readers reports name wherever the violence was."""


def country_votes(
    doc: Doc,
    candidates: Sequence[Candidate],
    beside: Sequence[Sequence[Candidate]],
    signs: Sequence[Sign],
    given: str | None = None,
) -> Votes:
    """How much the text speaks of each country: named, by adjective, by words at home there, by unmistakable places.

    Two names of which the text puts one beside the other speak for the country where one lies in the other.

    `beside` are the names that the text puts beside each, and `signs` the words that speak for a country. `given` is
    the country that somebody says the text is about. It weighs most where the text itself names none.
    """
    text = text_of_doc(doc)
    votes: Votes = defaultdict(float)
    at_home: Votes = defaultdict(float)
    for sign in signs:
        (at_home if sign.rule == "at-home" else votes)[sign.country_code] += sign.votes
    told_by_adjective = {sign.span[0] for sign in signs if sign.rule == "adjective"}
    for candidate in candidates:
        named = _country_named(candidate)
        if candidate.modifies and candidate.span[0] in told_by_adjective:
            continue
        if named and fights_abroad(named) and is_owner(candidate.before):
            continue
        if named and candidate.modifies:
            votes[named] += speaks_for(named, text, candidate.span[1])
        elif named:
            told = 4.0 if candidate.locative or candidate.dateline else 2.0
            is_namesake = given != named and given in {entry.country_code for entry in candidate.entries}
            only_beside = stands_at_border(candidate.before) or is_in_name_of_water(text, candidate.span)
            votes[named] += 0.4 if only_beside or is_namesake else told
    speaks_of_others = any(held >= LEAST_SUPPORT for code, held in (votes | at_home).items() if code != given)
    for candidate in candidates:
        if not _country_named(candidate) and not candidate.doubtful and (not candidate.partial or candidate.kind_word):
            for code in _shares(candidate):
                votes[code] += _own_vote(candidate, code)
    for candidate, neighbours in zip(candidates, beside, strict=True):
        for code in _shared_countries(candidate, neighbours):
            votes[code] += TOLD_TOGETHER
    for code in _surely_named(candidates, signs):
        votes[code] += SURELY_NAMED
    for lesser in FAR_READERS:
        if len(votes) > 1 and lesser in votes:
            votes[lesser] *= 0.4
    for code, told in at_home.items():
        votes[code] += min(told, MOST_AT_HOME)
    if given:
        votes[given] += GIVEN_BESIDE if speaks_of_others else GIVEN
    return votes


def _surely_named(candidates: Sequence[Candidate], signs: Sequence[Sign]) -> set[str]:
    """The countries that have, alone of all, a name too long to be another place's too, told as a place; none where the
    text names another country."""
    told = {named for candidate in candidates if (named := _country_named(candidate))}
    told |= {sign.country_code for sign in signs if sign.rule == "adjective" and sign.votes >= LEAST_SUPPORT}
    only = {
        candidate.entries[0].country_code
        for candidate in candidates
        if (candidate.locative or candidate.kind_word)
        and not _ends_a_name(candidate.before)
        and not (candidate.partial or candidate.doubtful or candidate.of_a_speaker)
        and _has_one_country(candidate)
        and len(place_key(candidate.raw)) >= SURE_LETTERS
    }
    return only if not told - only else set()


def _ends_a_name(before: str) -> bool:
    """Whether "of" leads up to it, and no word of place before that ("Chamber of Commerce")."""
    return bool(_OF.search(before)) and not _of_places().search(before)


_OF = re.compile(r"\bof (?:the )?$")


@cache
def _of_places() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{place_alternatives('kinds_before')}) (?:the )?$")


def _shared_countries(candidate: Candidate, neighbours: Sequence[Candidate]) -> set[str]:
    """The one country, where it is one, in which a name and one beside it lie in each other."""
    there = {
        place.country_code
        for other in neighbours
        for place in candidate.entries
        if place.kind != "country" and any(one.kind != "country" and _contains(place, one) for one in other.entries)
    }
    return there if len(there) == 1 else set()


def provinces_spoken_of(signs: Sequence[Sign], candidates: Sequence[Candidate]) -> frozenset[tuple[str, str]]:
    """Country and name of each province that the text names, or of whose parties, groups or observers it tells."""
    told = {(sign.country_code, sign.admin1) for sign in signs if sign.admin1}
    named = (place for candidate in candidates for place in candidate.entries if place.kind == "admin1")
    return frozenset(told | {(place.country_code, place.name) for place in named if place.is_main_name})


def _country_named(candidate: Candidate) -> str | None:
    return next((entry.country_code for entry in candidate.entries if entry.kind == "country"), None)


def _own_vote(candidate: Candidate, code: str) -> float:
    """How much a name of a town or province speaks for its text's being about this country."""
    is_where = candidate.locative or candidate.kind_word or candidate.before.endswith("#")  # "#Donetsk"
    told = 3 if candidate.kind_word == "admin1" else 2 if is_where else 0.5
    if candidate.dateline:
        told = 1
    elif candidate.of_a_speaker or is_of_a_meeting(candidate.before):
        told = 0.5
    share = _shares(candidate).get(code, 0.0)
    return share * told * _renown(candidate.entries, code) if share else 0.0


def _renown(entries: Sequence[Place], code: str) -> float:
    """How well known the largest namesake in a country is, 0.1 to 1: hamlets hardly tell where a text plays."""
    there = [entry for entry in entries if entry.country_code == code]
    largest = max(entry.population for entry in there)
    province = any(entry.kind in ("admin1", "area", "quarter") and entry.is_main_name for entry in there)
    return max(0.6 * province, min(1.0, max(0.1, largest / 300_000)))


def _shares(candidate: Candidate) -> dict[str, float]:
    sizes: Votes = defaultdict(float)
    called = [entry for entry in candidate.entries if entry.kind == candidate.kind_word]
    for entry in called or candidate.entries:
        size = math.sqrt(entry.population + 100) * (1 + entry.is_main_name)
        sizes[entry.country_code] = max(sizes[entry.country_code], size)
    total = sum(sizes.values())
    return {code: size / total for code, size in sizes.items()}


def joined_places(text: str, candidates: Sequence[Candidate], index: int) -> tuple[Candidate, ...]:
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
    kinds = "|".join(place_alternatives(f"{kind}_words") for kind in (*KIND_WORDS, "quarter", "settlement"))
    return re.compile(
        rf"(?:['’]s)?(?:,? (?:{kinds}))?"
        rf"(?:, | of |['’]s (?:\w+ern )?| \(|,? in (?:the )?(?:[A-Z]\w+['’]s )?(?:\w+ern |central )?|,? \w+ern )"
        rf"(?:(?:{kinds}) of )?",
        re.I,
    )


def without_parts_elsewhere(text: str, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates, where one is part of another ("the Kinshasa neighbourhood of Ouagadougou") only as such."""
    kept = []
    for index, candidate in enumerate(candidates):
        beside = candidates[max(0, index - 1) : index + 2]
        whole = next((other for other in beside if _has_part(text, other, candidate)), None)
        if whole is None:
            kept.append(candidate)
            continue
        near = [one for one in candidate.entries if any(_lies_near(one, town) for town in whole.entries)]
        countries = {town.country_code for town in whole.entries}
        if inside := near or [one for one in candidate.entries if one.country_code in countries]:
            kept.append(replace(candidate, entries=tuple(inside)))
    return kept


def _has_part(text: str, whole: Candidate, part: Candidate) -> bool:
    """Whether the text tells one name as that of a part of the other's town or province."""
    if not part.part and part.kind_word != "admin2":
        return False
    if part.span < whole.span:
        return bool(_part_of().fullmatch(text[part.span[1] : whole.span[0]]))
    return bool(OWNING.fullmatch(text[whole.span[1] : part.span[0]]))


@cache
def _part_of() -> re.Pattern[str]:
    parts = f"{place_alternatives('quarter_words')}|{place_alternatives('town_parts')}"
    return re.compile(rf"[ \n]+(?:{parts}|district)s?,?[ \n](?:of|in|at)[ \n](?:the )?(?:[a-z-]+ ){{0,2}}", re.I)


def place_of_dateline(candidates: Sequence[Candidate], votes: Votes) -> Place | None:
    """The place of the dateline, whose neighbourhood a local paper writes of: "DIMAPUR: ... in Mon district"."""
    for candidate in candidates:
        if candidate.dateline:
            return max(
                candidate.entries, key=lambda entry: votes[entry.country_code] + math.log10(entry.population + 10)
            )
    return None


def choose_namesake(
    candidate: Candidate,
    neighbours: Sequence[Candidate],
    votes: Votes,
    home: Place | None = None,
    spoken_of: frozenset[tuple[str, str]] = frozenset(),
) -> Place | None:
    """The namesake that is meant; None where there is none."""
    codes = {entry.country_code for entry in candidate.entries}
    if len(codes) > 1:  # its own size is counted once
        votes = votes | {code: max(0.0, votes[code] - _own_vote(candidate, code)) for code in codes}
    most = max(votes.values(), default=0.0)
    most = most if most >= LEAST_SPOKEN else 1.0
    of_others = spoken_of - {(one.country_code, one.name) for one in candidate.entries if one.kind == "admin1"}

    def score(place: Place) -> float:
        points = math.log10(place.population + 10) + 4.5 * votes[place.country_code] / most + 2 * place.is_main_name
        points += max((_closeness(candidate, place, other) for other in neighbours), default=0.0)
        points += 5 * (_nation_before(candidate) == place.country_code)
        points += _nearness(place, home) if home is not None and not candidate.dateline else 0.0
        points += IN_A_PROVINCE_TOLD * (place.kind != "admin1" and (place.country_code, place.admin1) in of_others)
        return points + _kind_points(candidate, place)

    entries = candidate.entries
    if _VILLAGE.search(candidate.before):
        entries = tuple(entry for entry in entries if entry.population < WELL_KNOWN)
    return max(entries, key=score, default=None)


_VILLAGE = re.compile(r"\b(?:villages?|hamlets?) of $")
"""What no city is called."""


def settled_names(
    candidates: Sequence[Candidate], beside: Sequence[Sequence[Candidate]], placed: Sequence[Place | None]
) -> dict[str, Place]:
    """The places of names that the text tells once with their province or country behind them ("Toledo, Ohio"): they
    mean the same wherever else it names them. A name told so of two places settles nothing."""
    told: dict[str, set[Place]] = defaultdict(set)
    for candidate, neighbours, place in zip(candidates, beside, placed, strict=True):
        behind = [other for other in neighbours if other.span > candidate.span]
        if place and place.kind == "town" and any(_closeness(candidate, place, other) for other in behind):
            told[candidate.raw.casefold()].add(place)
    return {name: places.pop() for name, places in told.items() if len(places) == 1}


def _nearness(place: Place, home: Place) -> float:
    """What the dateline says for a namesake: that it lies in the same province, or the same country."""
    if place.country_code != home.country_code or place.kind == "country":
        return 0.0
    return 3.0 if place.admin1 == home.admin1 else 1.0


def _closeness(candidate: Candidate, place: Place, other: Candidate) -> float:
    """What a neighbour says for this namesake; most where its province follows ("La Paz, Abra")."""
    if not any(_contains(place, entry) for entry in other.entries):
        return 0.0
    return 8.0 if other.span > candidate.span else 5.0


def _kind_points(candidate: Candidate, place: Place) -> float:
    if place.kind == "country":
        return 4.0 if candidate.kind_word in (None, "town") else 0.0
    if candidate.kind_word == "area":
        return 2.5 if place.kind in ("admin1", "area") else 0.5
    if candidate.kind_word:
        same = place.kind == candidate.kind_word or (candidate.kind_word == "town" and place.kind == "quarter")
        return 4.0 if same else 0.0
    wide = place.kind in ("admin1", "area")
    if wide and _TRAILS.search(candidate.before):
        return 1.5
    if candidate.directed:
        return 2.5 if wide or place.kind == "admin2" else 0.0
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


def tells_no_place(candidate: Candidate, place: Place) -> bool:
    """Whether a country's name only says whose something is that may be anywhere ("a US drone")."""
    if fights_abroad(place.country_code):
        return candidate.modifies or is_owner(candidate.before)
    return candidate.modifies and not candidate.locative


def is_meant(
    candidate: Candidate, place: Place, neighbours: Sequence[Candidate], votes: Votes, home: Place | None = None
) -> bool:
    """Whether the words are used as a place here: a name alone is not enough."""
    if place.kind == "country" or candidate.dateline:
        return not candidate.partial or candidate.locative or candidate.dateline
    most = max(votes.values(), default=0.0)
    if (
        home
        and home.kind != "country"
        and home.country_code != place.country_code
        and _has_one_country(candidate)
        and place.is_main_name
    ):
        votes = defaultdict(float, {code: held for code, held in votes.items() if code != home.country_code})
        most = max(votes.values(), default=0.0)  # where a text is sent from says nothing against a name elsewhere
    at_home = votes[place.country_code] >= 0.4 * most or _nation_before(candidate) == place.country_code
    placed = at_home and most >= 1.0
    joined = any(_contains(place, entry) for other in neighbours for entry in other.entries)
    wider = [other for other in neighbours if other.kind_word == "admin1"]
    inside = any(_contains(place, entry) for other in wider for entry in other.entries)
    if place.kind in ("admin2", "town") and wider and not inside:
        return False
    if candidate.doubtful and not joined and votes[place.country_code] < 1.0 and not _is_nearly_known(candidate, place):
        return False
    if not joined and _may_be_another(candidate, place, votes):
        return False
    if not joined and _lacks_support(candidate, place, votes):
        return False
    if _is_told_elsewhere(candidate, place, neighbours):
        return False
    trails = place.kind in ("admin1", "admin2") and bool(_TRAILS.search(candidate.before))
    placed_by_words = candidate.locative or trails or candidate.kind_word in ("admin1", "admin2")
    if candidate.label == "PERSON" and not (placed_by_words and not candidate.partial and at_home):
        return joined and not candidate.partial
    if candidate.partial and candidate.kind_word and place.kind in ("town", "quarter", "admin2"):
        return joined and at_home
    if candidate.partial and not candidate.kind_word:
        alone = votes[place.country_code] - _own_vote(candidate, place.country_code) < LEAST_SUPPORT
        large = place.population >= (WELL_KNOWN if alone else 50_000)
        return (candidate.locative and at_home and large) or (joined and place.kind == "admin1")
    if joined or candidate.kind_word:
        return joined or at_home
    known = place.is_main_name and place.population >= 100_000
    if candidate.locative or trails or ((place.kind == "admin1" or known) and candidate.before.endswith(", ")):
        if _stands_alone(candidate, place, votes) and not (_has_one_country(candidate) and " " in candidate.raw):
            return place.is_main_name and place.population >= WELL_KNOWN and _is_spelled_so(candidate, place)
        hinted = votes[place.country_code] > _own_vote(candidate, place.country_code)
        across = _has_one_country(candidate) and (
            votes[place.country_code] >= 1.0 or " " in candidate.raw or (hinted and place.population >= 3_000)
        )
        there = [entry for entry in candidate.entries if entry.country_code == place.country_code]
        is_town = any(entry.population >= 3_000 or entry.kind == "admin2" for entry in there)
        return placed or known or across or (at_home and is_town)
    return placed and place.is_main_name and (place.kind in ("admin1", "area", "quarter") or place.population >= 50_000)


def _is_spelled_so(candidate: Candidate, place: Place) -> bool:
    """Whether a name is the place's own, and not one of another language that a village elsewhere may have too."""
    return fuzz.ratio(place_key(candidate.raw), place_key(place.name)) >= SPELLED_ALIKE


def _is_nearly_known(candidate: Candidate, place: Place) -> bool:
    """Whether the name is nearly that of a city that all know ("Nassiriya")."""
    alike = fuzz.ratio(place_key(candidate.raw), place_key(place.name)) if place.population >= WELL_KNOWN else 0.0
    return alike >= SPELLED_ALIKE


def _may_be_another(candidate: Candidate, place: Place, votes: Votes) -> bool:
    """Whether nothing but the name says in which country it lies, and it is short and a small place's, or one that
    places of other countries have too."""
    if place.population >= WELL_KNOWN:
        return False
    if votes[place.country_code] - _own_vote(candidate, place.country_code) >= LEAST_SUPPORT:
        return False
    if _alone_is_spoken_of(candidate, place, votes):
        return False
    largest = max(one.population for one in candidate.entries if one.country_code == place.country_code)
    if len(place_key(candidate.raw)) <= SHORT_LETTERS and largest < SMALL_TOWN:
        return True
    return _shares(candidate).get(place.country_code, 0.0) < CLEAR_SHARE


def _alone_is_spoken_of(candidate: Candidate, place: Place, votes: Votes) -> bool:
    """Whether the text speaks, be it faintly, of a town's country and of no other that has the name: where it tells of
    Islamic State, Palmyra is the Syrian one."""
    if place.kind != "town" or place.population < SMALL_TOWN or len(place_key(candidate.raw)) <= SHORT_LETTERS:
        return False
    others = {entry.country_code for entry in candidate.entries} - {place.country_code}
    spoken_of = {code for code in (place.country_code, *others) if votes[code] - _own_vote(candidate, code) >= FAINT}
    return spoken_of == {place.country_code}


def _lacks_support(candidate: Candidate, place: Place, votes: Votes) -> bool:
    """Whether nothing else in the text speaks for the country of a name that alone is no sure sign of it.

    It is another name than the place's own, that of a part of some town, a small town's behind "the", or what a body's
    name ends in.
    """
    support = votes[place.country_code] - _own_vote(candidate, place.country_code)
    is_called_so = place.kind == candidate.kind_word and not candidate.part
    if support >= LEAST_SUPPORT or place.population >= WELL_KNOWN or is_called_so:
        return False
    if not candidate.part and _alone_is_spoken_of(candidate, place, votes):
        return False
    if _ends_a_name(candidate.before):
        return True
    if place.kind == "admin1" and _has_one_country(candidate):
        return False
    if candidate.before.endswith("the ") and place.kind == "town" and candidate.kind_word is None:
        return True
    return not place.is_main_name or (candidate.part and place.population < CITY)


_TRAILS = re.compile(r"\b(?:in|at|near|of) (?:[\w'’-]+ ?){1,4}, $")
"""What stands before a province that follows the name of a place in it ("at El Mozote, Morazan")."""


def _is_told_elsewhere(candidate: Candidate, place: Place, neighbours: Sequence[Candidate]) -> bool:
    """Whether the text puts the name into a larger town that the place is not near ("El Aguaje in Aguililla")."""
    if place.kind == "country" or place.population >= WELL_KNOWN:
        return False
    for larger in neighbours:
        towns = [entry for entry in larger.entries if entry.kind in ("town", "admin2")]
        if larger.span < candidate.span or not towns or any(entry.kind == "country" for entry in larger.entries):
            continue
        if towns[0].population > place.population and not any(_lies_near(place, entry) for entry in larger.entries):
            return True
    return False


def _lies_near(place: Place, other: Place) -> bool:
    if place.country_code != other.country_code:
        return False
    here, there = (place.latitude, place.longitude), (other.latitude, other.longitude)
    return _contains(place, other) or distance_km(here, there) < NEAR_KM


def _stands_alone(candidate: Candidate, place: Place, votes: Votes) -> bool:
    """Whether the text is about another country and nothing but this name speaks for the place's own."""
    code = place.country_code
    others = votes[code] - _own_vote(candidate, code)
    if others > 0 and _has_one_country(candidate):  # a group that fights there too
        return False
    most = max((held for other, held in votes.items() if other != code), default=0.0)
    clearly = 1.5 if _is_spelled_so(candidate, place) else 1.0
    return others < 0.5 and most >= max(2.0, clearly * votes[code])


_LEAD = re.compile(
    r"(?<![\w-])([\w-]+) (?:([\w-]+) )?"
    r"(?:town|city|village|district|province|region|port|capital|state|island) (?:of )?$"
)


def _nation_before(candidate: Candidate) -> str | None:
    """The country whose adjective leads up to the name ("the southern Somali town of")."""
    lead = _LEAD.search(candidate.before)
    return (
        next((nations.code_of()[word] for word in lead.groups() if word in nations.code_of()), None) if lead else None
    )


def _has_one_country(candidate: Candidate) -> bool:
    """Whether all places of this name lie in one country, so that it cannot be mistaken for a namesake."""
    return len({entry.country_code for entry in candidate.entries}) == 1
