"""Where the incident was: the one of the places named in a text, as exactly as the text tells."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from rapidfuzz import fuzz
from spacy.tokens import Doc

from incidents.extraction import nations
from incidents.extraction.gazetteer import PRECISION, Place, country, distance_km, look_up, look_up_nearly, place_key
from incidents.extraction.parsed import text_of_doc
from incidents.extraction.places.candidates import names_of_groups
from incidents.extraction.places.chains import Link, chain_at
from incidents.extraction.places.finder import NOWHERE, PlaceMention
from incidents.extraction.places.support import Votes, is_people
from incidents.extraction.places.surroundings import speaks_of_violence
from incidents.extraction.places.words import OWNING, load_place_words, place_alternatives
from incidents.extraction.sentences import sentence_number, sentence_spans
from incidents.extraction.types import ExtractedClaim, ExtractedPlace, Span
from incidents.vocabulary import GeoPrecision, Scope

SPELLED_NEARLY_ALIKE = 60.0
"""From which likeness (0 to 100) a place's name in the text is another spelling of its own."""
ACROSS_A_CITY = 25
"""Kilometres from a city's centre to its farthest neighbourhoods."""
TOWN = 20_000
"""Inhabitants from which a place of a neighbourhood's name is surely known to the gazetteer as a town."""
CITY = 200_000
"""Inhabitants from which a place has neighbourhoods that are no places of their own."""
BESIDE_THE_VIOLENCE = 7.0
"""Up to this weight a place may be only the seat of somebody who tells of it."""
LONGEST_ACRONYM = 6
UNLISTED = "place:unlisted"
GOES_ON = (
    "on|early|late|yesterday|today|last|after|when|where|by|killing|wounding|injuring|leaving|this|during|before"
    "|killed|wounded|injured|left|hurt|maimed|claimed|destroyed"
)
AT_THE_BORDER = 0.5
"""The part of the heaviest country's weight from which a dateline's country is at the border with it."""


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


def country_as_place(code: str) -> ExtractedPlace | None:
    """A country as the place of an incident of which no nearer one is told."""
    nation = country(code)
    return replace(_as_extracted(PlaceMention(nation.name, NOWHERE, nation)), span=None) if nation else None


def within(wider: ExtractedPlace, name: str, span: Span) -> ExtractedPlace:
    """A place that no gazetteer has, within one that is known: near its coordinates."""
    precision = GeoPrecision.NEAR if wider.geo_precision is GeoPrecision.EXACT else wider.geo_precision
    return replace(wider, name=name, span=span, geo_precision=precision, rule=UNLISTED)


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
    found = _nearest_place(doc, places, claims)
    if found and found.rule == UNLISTED and found.admin1 is None:
        return _spelled_otherwise(found)
    return found


def _spelled_otherwise(place: ExtractedPlace) -> ExtractedPlace:
    """A place that is listed nowhere in its country by the report's spelling: the one of nearly that spelling, where
    all of that spelling lie in one province."""
    near = [one for one in look_up_nearly(place.name, place.country_code) if one.kind != "country"]
    if len({one.admin1 for one in near}) != 1:
        return place
    listed = near[0]
    return replace(
        place,
        admin1=listed.admin1,
        admin2=listed.admin2,
        latitude=listed.latitude,
        longitude=listed.longitude,
        geo_precision=PRECISION[listed.kind],
        rule="place:spelled-otherwise",
    )


def _nearest_place(
    doc: Doc, places: Sequence[PlaceMention], claims: Sequence[ExtractedClaim] = ()
) -> ExtractedPlace | None:
    weighed = _with_claims(doc, places, claims)
    code = _heaviest_country(weighed)
    if code is None:
        return None
    inside = [mention for mention in weighed if mention.place.country_code == code and mention.place.kind != "country"]
    if not inside:
        if told := _told_in_country(text_of_doc(doc), sentence_spans(doc), weighed, code):
            return told
        if spot := _spot_in_country(text_of_doc(doc), sentence_spans(doc), weighed, code):
            return spot
        nation = max(weighed, key=lambda mention: (mention.place.country_code == code, mention.weight))
        return (nation.span != NOWHERE and _by_chain(doc, nation, weighed)) or _as_extracted(nation)
    spots: Votes = defaultdict(float)
    for mention in inside:
        spots[_province(mention.place)] += mention.weight
    best = max(spots, key=lambda province: spots[province])
    chosen = _most_specific([mention for mention in inside if _province(mention.place) == best])
    chosen = _town_of_dateline(inside, chosen)
    if struck := _settlement_struck(doc, inside):
        return struck
    if outside := _named_where_it_happened(doc, chosen, weighed, code):
        return outside
    chosen = _city_of_quarter(text_of_doc(doc), chosen, inside)
    linked = _by_chain(doc, chosen, weighed)
    if linked is not None and linked.span != chosen.span:
        return linked
    return _unlisted_place(doc, chosen, weighed) or linked or _as_extracted(chosen)


def _settlement_struck(doc: Doc, places: Sequence[PlaceMention]) -> ExtractedPlace | None:
    """A settlement that the gazetteer lacks, struck within a province or district told right behind it: no town
    where witnesses were met or people fled goes before it ("attacked the settlement of Sarwa, South Darfur")."""
    text, sentences = text_of_doc(doc), sentence_spans(doc)
    for wider in places:
        if wider.place.kind not in ("admin1", "admin2") or wider.span == NOWHERE:
            continue
        start, _ = sentences[sentence_number(sentences, wider.span)]
        found = _settlement_hit().search(text[start : wider.span[0]])
        span = (start + found.start("name"), start + found.end("name")) if found else NOWHERE
        if found and _may_be_unlisted(found["name"], span, places):
            return replace(_as_extracted(wider), name=found["name"], span=span, rule=UNLISTED)
    return None


@cache
def _settlement_hit() -> re.Pattern[str]:
    """ "Attacked the settlement of Sarwa," before the name of the province."""
    return re.compile(
        rf"\b(?:{place_alternatives('striking')})(?: [a-z]{{2,8}})? (?:the|an?) (?:[a-z-]{{1,20}} ){{0,2}}of "
        rf"(?P<name>{UNLISTED_NAME}),?(?: in)? $"
    )


def _town_of_dateline(inside: Sequence[PlaceMention], chosen: PlaceMention) -> PlaceMention:
    """The town that a report is sent from, where the text tells only the province or district that it lies in.

    Reports from a capital tell of all its country or province, and so are no help.
    """
    if chosen.place.kind not in ("admin1", "admin2"):
        return chosen
    for mention in inside:
        seat = (mention.place.latitude, mention.place.longitude) == (chosen.place.latitude, chosen.place.longitude)
        lies_in = mention.place.admin1 == chosen.place.admin1 and chosen.place.admin2 in (None, mention.place.admin2)
        if mention.dateline and mention.place.kind == "town" and lies_in and not seat:
            return mention
    return chosen


def _city_of_quarter(text: str, chosen: PlaceMention, inside: Sequence[PlaceMention]) -> PlaceMention:
    """The city where the text tells a neighbourhood of it ("the Karrada area of Baghdad"), else the place itself."""
    if chosen.place.kind not in ("town", "quarter", "admin2"):
        return chosen
    for city in inside:
        if not _is_city(text[slice(*city.span)], city.place.country_code) or _is_outside(chosen.place, city.place):
            continue
        after, before = text[chosen.span[1] : city.span[0]], text[city.span[1] : chosen.span[0]]
        if _quarter_of().fullmatch(after) or (OWNING.fullmatch(before) and _is_quarter(text, chosen)):
            return city
    return chosen


def _is_outside(place: Place, city: Place) -> bool:
    """Whether a place is so far from a city that it is a town of its own in the city's province."""
    here, there = (place.latitude, place.longitude), (city.latitude, city.longitude)
    is_known = place.kind == "admin2" or place.population >= TOWN
    return is_known and place.admin1 == city.admin1 and distance_km(here, there) > ACROSS_A_CITY


def _is_city(name: str, code: str) -> bool:
    """Whether a name is that of a city so large that it has neighbourhoods that are no places of their own."""
    there = [place for place in look_up(name) if place.country_code == code and place.is_main_name]
    provinces = {place.name for place in there if place.kind == "admin1"}
    towns = [place for place in there if place.kind == "town" and place.population >= CITY]
    return any(not provinces or town.admin1 in provinces for town in towns)


def _is_quarter(text: str, mention: PlaceMention) -> bool:
    return mention.place.kind == "quarter" or bool(_quarter_after().match(text, mention.span[1]))


@cache
def _quarter_after() -> re.Pattern[str]:
    return re.compile(rf"(?: [\w-]+)? (?:{place_alternatives('quarter_words')}|area|district)\b", re.I)


@cache
def _quarter_of() -> re.Pattern[str]:
    return re.compile(rf"{_quarter_after().pattern}(?:,? (?:of|in) (?:the )?(?:\w+ )?|, )", re.I)


def _by_chain(doc: Doc, chosen: PlaceMention, places: Sequence[PlaceMention]) -> ExtractedPlace | None:
    """The smallest link of the chain that the chosen place stands in, with the province that the chain names."""
    text, sentences = text_of_doc(doc), sentence_spans(doc)
    chain = chain_at(text, chosen.span, sentences[sentence_number(sentences, chosen.span)])
    code = chosen.place.country_code
    links = [link for link in chain if not link.is_country]
    province = _province_link(links, code, before_country=len(links) < len(chain))
    finest = _finest_link(links, code)
    if finest is None or finest is province:
        return None
    listed = {mention.span: mention for mention in places if mention.place.country_code == code}
    mention = next((listed[link.span] for link in links[links.index(finest) :] if link.span in listed), chosen)
    found = _as_extracted(mention)
    if finest.span != mention.span:
        if not _may_be_unlisted(finest.name, finest.span, places):
            return None
        precision = GeoPrecision.NEAR if found.geo_precision is GeoPrecision.EXACT else found.geo_precision
        found = replace(found, name=finest.name, span=finest.span, geo_precision=precision, rule=UNLISTED)
    if district := next((link for link in reversed(links) if link.kind == "admin2" and link is not province), None):
        found = replace(found, admin2=district.name)
    return replace(found, admin1=_usual_name(province, code)) if province else found


def _finest_link(links: Sequence[Link], code: str) -> Link | None:
    """The first link, but for a part of a city the city that is named after it."""
    for link, larger in pairwise(links):
        if link.kind == "city" or not (link.kind == "admin1" or _is_part_of(link, larger, code)):
            return link
    return links[-1] if links else None


def _is_part_of(link: Link, larger: Link, code: str) -> bool:
    if larger.kind == "city":
        return link.kind != "town"
    if larger.kind not in ("", "town"):
        return False
    if link.kind in ("quarter", "area", "admin2") and _is_city(larger.name, code):
        return True
    return link.kind == "quarter" or (
        not link.kind
        and not _is_listed(link.name, code)
        and _is_city(larger.name, code)
        and not _provinces(larger.name, code)
    )


def _province_link(links: Sequence[Link], code: str, *, before_country: bool) -> Link | None:
    """The link that names a province: called one, or known as one, or of no known kind before the country."""
    for link in reversed(links):
        if link.kind in ("admin1", "area", "admin2", "") and _provinces(link.name, code):
            return link
        if link.kind == "admin1" and not _is_district(link.name, code):
            return link
    last = links[-1] if links else None
    if last and len(links) > 1 and before_country and last.kind in ("", "area") and not _is_listed(last.name, code):
        return last
    return None


def _provinces(name: str, code: str) -> list[Place]:
    return [place for place in look_up(name) if place.kind == "admin1" and place.country_code == code]


def _is_district(name: str, code: str) -> bool:
    """Whether a country calls provinces what lies in larger ones ("Yagha province" in the Sahel region)."""
    return any(place.kind == "admin2" and place.country_code == code for place in look_up(name))


def _is_listed(name: str, code: str) -> bool:
    return any(place.country_code == code for place in look_up(name))


def _usual_name(link: Link, code: str) -> str:
    """The usual name of the province that a link names; the report's where none is known by it."""
    if known := _provinces(link.name, code):
        return max(known, key=lambda place: place.is_main_name).name
    return link.name.title() if link.name.isupper() and len(link.name) > LONGEST_ACRONYM else link.name


def _named_where_it_happened(
    doc: Doc, chosen: PlaceMention, places: Sequence[PlaceMention], code: str
) -> ExtractedPlace | None:
    """A village that the gazetteer lacks, told with the violence before any place that it has: it, in the country."""
    text, sentences = text_of_doc(doc), sentence_spans(doc)
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
    for found in (*_unlisted_pattern().finditer(text, 0, until), *_unlisted_target().finditer(text, 0, until)):
        group = "name2" if found.groupdict().get("name2") else "name"
        start, end = sentences[sentence_number(sentences, found.span())]
        if speaks_of_violence(text[start:end]) and _may_be_unlisted(found[group], found.span(group), places):
            smaller = chain_at(text, found.span(group), (start, end))[0]
            span = smaller.span if _may_be_unlisted(smaller.name, smaller.span, places) else found.span(group)
            mention = PlaceMention(text[slice(*span)], span, nation)
            return replace(_as_extracted(mention), name=mention.raw, rule=UNLISTED)
    return None


def _told_in_country(
    text: str, sentences: Sequence[Span], places: Sequence[PlaceMention], code: str
) -> ExtractedPlace | None:
    """ "at Sarwa in central Mali": a name that the gazetteer lacks, in a sentence of violence."""
    for mention in places:
        if mention.place.kind != "country" or mention.place.country_code != code or mention.span == NOWHERE:
            continue
        if mention.rule == "adjective":
            continue  # "on the lake, near the Malian bank"
        start, end = sentences[sentence_number(sentences, mention.span)]
        found = _unlisted_before().search(text[start : mention.span[0]])
        beside = any(
            other.place.kind != "country" and other.place.country_code == code and start <= other.span[0] < end
            for other in places
        )
        if not found or beside or not speaks_of_violence(text[start:end]):
            continue
        span = start + found.start("name"), start + found.end("name")
        if _may_be_unlisted(found["name"], span, places):
            return replace(_as_extracted(mention), name=found["name"], span=span, rule=UNLISTED)
    return None


def _spot_in_country(
    text: str, sentences: Sequence[Span], places: Sequence[PlaceMention], code: str
) -> ExtractedPlace | None:
    """ "at Sarwa", told with violence in a text that names no place that is known: it, in the country it speaks of."""
    nation = country(code)
    if nation is None or any(mention.rule.startswith("named") for mention in places):
        return None
    for start, end in sentences:
        if not speaks_of_violence(text[start:end]):
            continue
        if told := next(iter(sorted(unlisted_spots(text, (start, end)), key=_is_water)), None):
            name, span = told
            return replace(_as_extracted(PlaceMention(name, span, nation)), name=name, rule=UNLISTED)
    return None


def unlisted_spots(text: str, sentence: Span) -> Iterator[tuple[str, Span]]:
    """The names in a sentence to which a word of place leads, and that no gazetteer need have."""
    for found in _unlisted_spot().finditer(text, *sentence):
        group = "name" if found["name"] else "name2"
        if _may_be_unlisted(found[group], found.span(group), ()):
            yield found[group], found.span(group)


def _is_water(spot: tuple[str, Span]) -> bool:
    """Whether a name is that of a lake or river, on which there are places ("on Lake Victoria, near Sarwa island")."""
    return bool(_WATER.search(spot[0]))


_WATER = re.compile(r"\b(?:Lake|River|Gulf|Bay|Strait|Sea)\b")


@cache
def _unlisted_spot() -> re.Pattern[str]:
    """A name that a word of place leads to, and nothing of a person or body follows."""
    kinds = rf"(?i:{_settlements()}|{place_alternatives('admin2_words')}|area|region|city|island|islet|atoll|peninsula)"
    end = rf"(?=[ \n](?:{GOES_ON}|in|and)\b|[,.;)]|\s*$)"
    return re.compile(
        rf"\b(?:in|at|near|outside|off)(?: the)?(?:(?: [A-Z]\w+(?:n|ese|i|ish))? {kinds} of)?"
        rf" (?P<name>{UNLISTED_NAME}){end}"
        rf"|\b(?:in|at|near|outside)(?: the)? (?P<name2>{UNLISTED_NAME}) {kinds}(?![\w-])"
    )


def _is_capital(town: Place, nation: Place) -> bool:
    return (town.latitude, town.longitude) == (nation.latitude, nation.longitude)


def _unlisted_place(doc: Doc, chosen: PlaceMention, places: Sequence[PlaceMention]) -> ExtractedPlace | None:
    """A town or district that the gazetteer lacks, by name, where the text puts it into the chosen wider place.

    It keeps the wider place's coordinates, and so its precision.
    """
    if chosen.place.kind not in ("admin1", "admin2", "area", "country"):
        return None
    text, sentences = text_of_doc(doc), sentence_spans(doc)
    start, end = sentences[sentence_number(sentences, chosen.span)]
    if before := _unlisted_before().search(text[start : chosen.span[0]]):
        span = start + before.start("name"), start + before.end("name")
        if _may_be_unlisted(before["name"], span, places):
            return replace(_as_extracted(chosen), name=before["name"], span=span, rule=UNLISTED)
    for found in _unlisted_pattern().finditer(text, start, end):
        group = "name" if found["name"] else "name2"
        span = found.span(group)
        if _may_be_unlisted(found[group], span, places):
            district = (found["kind"] or found["kind2"] or "").lower() in load_place_words()["admin2_words"]
            wider = _as_extracted(chosen)
            admin2 = found[group] if district and not wider.admin2 else wider.admin2
            return replace(wider, name=found[group], admin2=admin2, span=span, rule=UNLISTED)
    for found in _unlisted_target().finditer(text, chosen.span[1]):
        span = found.span("name")
        sentence = sentences[sentence_number(sentences, span)]
        first = max(sentence[0], chosen.span[1])
        alone = not any(first <= place.span[0] < sentence[1] for place in places)
        if alone and _may_be_unlisted(found["name"], span, places):
            return within(_as_extracted(chosen), found["name"], span)
    return None


@cache
def _unlisted_target() -> re.Pattern[str]:
    """A name that the text makes the target ("attacked the garrison at Sarwa")."""
    deeds = place_alternatives("striking")
    return re.compile(
        rf"\b(?:{deeds})(?:(?: [\w-]+){{1,4}}? (?:at|in|near|outside|of))?"
        rf" (?P<name>{UNLISTED_NAME})(?=[,.;)\"]|[ \n](?:{GOES_ON}|and|in|at)\b|\s*$)"
    )


@cache
def _unlisted_before() -> re.Pattern[str]:
    """A name that the text puts into the place named right after it ("near Sarwa in Mali's Mopti")."""
    return re.compile(
        rf"\b(?:in|at|near|on|outside|{place_alternatives('striking')}) (?P<name>{UNLISTED_NAME}),?"
        rf"(?:,? (?:a|an|the) (?:[\w-]+ ){{0,3}}?(?:{_settlements()}))?(?: (?:in|of|near|on|outside))?"
        r"(?: the)?(?: [A-Z]\w+['’]s?)?(?: (?:\w+ern|central))?"
        r"(?: (?:state|province|region|department) of)? $"
    )


@cache
def _settlements() -> str:
    return "|".join(place_alternatives(f"{kind}_words") for kind in ("town", "quarter", "settlement"))


@cache
def _unlisted_pattern() -> re.Pattern[str]:
    kinds = rf"(?i:{place_alternatives('admin2_words')}|{place_alternatives('settlement_words')}|city|island)"
    name = UNLISTED_NAME
    return re.compile(
        rf"\b(?P<kind>{kinds}) of (?P<name>{name})(?![\w-])|(?<![\w-])(?P<name2>{name}) (?P<kind2>{kinds})(?![\w-])"
    )


_PARK = re.compile(
    r" (?:(?:national|nature|game|wildlife|forest|biosphere|natural|marine|transfrontier|safari) )?"
    r"(?:park|reserve|conservancy|sanctuary|forest|reservation)$"
)
"""What a park's name ends in: the park is a place, though no gazetteer has it ("Virunga National Park")."""
UNLISTED_NAME = (
    r"(?:[A-Z] (?=National |Game |Forest ))?[A-Z][\w'’]{1,40}(?:-(?:e|i|ye|al|ul|el))?"
    r"(?:[ -](?:(?:al|el|ul)-)?['’‘]?[A-Z][\w'’]{1,40}){0,3}"
)


def _may_be_unlisted(name: str, span: Span, places: Sequence[PlaceMention]) -> bool:
    key = _PARK.sub("", place_key(name))
    words = set(key.split())
    known = any(span[0] < mention.span[1] and mention.span[0] < span[1] for mention in places)
    names_something_else = (
        load_place_words()["stop"] - load_place_words()["parts_of_names"] | load_place_words()["plain"]
    )
    if known or key in nations.code_of() or words & names_something_else or key in load_place_words()["stop"]:
        return False
    if is_people(key) or key in names_of_groups() or (name.isupper() and len(name) <= LONGEST_ACRONYM):
        return False
    return not words <= load_place_words()["stop"]


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


def _as_extracted(mention: PlaceMention) -> ExtractedPlace:
    place = mention.place
    precision = PRECISION[place.kind]
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
        span=mention.span if mention.span != NOWHERE else None,
        rule=f"place:{mention.rule}",
    )


def _spelling(mention: PlaceMention) -> str:
    """The report's spelling where it is only another or a shorter one of the same name ("Khan Younis")."""
    place, raw = mention.place, mention.raw.title() if mention.raw.isupper() else mention.raw
    if place.kind == "country" or ("." in raw and place_key(raw) == place_key(place.name)):
        return place.name
    if place.kind in ("town", "quarter", "admin2") and set(place_key(raw).split()) < set(place_key(place.name).split()):
        return raw
    return raw if fuzz.ratio(place_key(place.name), place_key(raw)) >= SPELLED_NEARLY_ALIKE else place.name
