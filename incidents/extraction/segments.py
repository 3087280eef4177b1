"""Where a report goes from one incident to another: its segments, and why each begins (methodology.md, section 3a).

A unit is a sentence of one line. A border stands before a unit that tells losses of its own and says that they are
another incident's: as an item of a list, by a word ("elsewhere"), by another place, or by another day. Where nothing
says so the report stays one, since one attack that is cut in two is counted twice. What sums the segments up, heads
them or follows a list belongs to none of them.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from itertools import pairwise

from spacy.tokens import Doc

from incidents.extraction.claims.background import sums_up_more
from incidents.extraction.claims.context import reality
from incidents.extraction.claims.scope import is_larger
from incidents.extraction.dates.datelines import dateline
from incidents.extraction.dates.mentions import DateMention, find_recordable_dates
from incidents.extraction.forms.tables import TOTAL
from incidents.extraction.gazetteer import Place, distance_km, place_key
from incidents.extraction.losses.finder import losses_in
from incidents.extraction.losses.loss import Loss
from incidents.extraction.parsed import text_of_doc, token_starts
from incidents.extraction.people.groups import VictimGroup, read_group
from incidents.extraction.people.noun_phrases import Quantities
from incidents.extraction.places.announced import announced_places
from incidents.extraction.places.finder import PlaceMention
from incidents.extraction.places.surroundings import speaks_of_violence
from incidents.extraction.places.words import load_place_words
from incidents.extraction.preparation import LIST_MARK
from incidents.extraction.rules import any_word_of, load_rules
from incidents.extraction.sentences import sentence_spans
from incidents.extraction.types import Span
from incidents.vocabulary import DatePrecision, Measure

Tokens = tuple[int, int]

ACROSS_A_TOWN, BETWEEN_TOWNS = 25, 12
"""Kilometres within which two places may be parts of one scene; two that are surely towns of their own."""
TOWN = 20_000
"""Inhabitants of such a town."""
DAYS_APART, LATELY = 31, 10
"""Days before the report from which on a loss is background: of a list's item, and of a sentence."""
LONGEST_HEADING = 90
"""In characters: a line that heads others, and the place or day before a colon that heads an item."""
REACH_OF_A_SUM = 40
"""How many units after a sum are looked at for what it sums up."""
ELSEWHERE_WEIGHT = 0.2
"""The weight of a place where somebody only spoke, came from or was treated."""
TELLING = {"say", "tell", "report", "announce", "claim", "confirm", "add", "put", "deny", "state", "condemn", "call"}
FEW = 3
"""Up to this number two incidents often have as many victims by chance."""
HARM = {Measure.KILLED, Measure.INJURED, Measure.CASUALTIES, Measure.ABDUCTED, Measure.MISSING}


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a document about one incident. `leads` are the headings and sums over it, the nearest first."""

    tokens: Tokens
    why: str
    leads: tuple[Tokens, ...]
    is_item: bool = False
    """Whether it is an item of a list, which may tell an attack without losses."""
    has_head: bool = False
    """Whether its own day or place heads it, so that it sums nothing up."""


@dataclass(slots=True)
class _Unit:
    """A sentence of a line, or what the line has of it, and what it tells of losses, places and days."""

    tokens: Tokens
    span: Span
    words: str
    opens_line: bool
    marked: bool
    """Whether it begins with the mark of a list's item."""
    head: str = ""
    """What stands before the colon that it begins with."""
    is_heading: bool = False
    is_of_table: bool = False
    losses: list[Loss] = field(default_factory=list)
    denied: bool = False
    places: list[_Spot] = field(default_factory=list)
    days: list[DateMention] = field(default_factory=list)

    @property
    def is_item(self) -> bool:
        return self.marked or bool(self.head)

    @property
    def harms(self) -> bool:
        """Whether people are hurt, killed or taken away: who is only arrested makes no incident of a sentence."""
        return any(loss.measure in HARM for loss in self.losses)


@dataclass(frozen=True, slots=True)
class _Spot:
    """A place of losses: its name, and what the gazetteer knows of it, if anything."""

    name: str
    place: Place | None = None
    spread: bool = False
    """Whether losses were all over it ("across Gaza")."""
    sure: bool = True
    """Whether the words put the losses there, and do not name something else by it ("the Gaza fence")."""

    def may_be_with(self, other: _Spot) -> bool:
        """Whether both may belong to the scene of one incident; nobody knows where an unlisted place is."""
        if place_key(self.name) == place_key(other.name) or self.place is None or other.place is None:
            return True
        return _may_be_one_scene(self.place, other.place)


def _may_be_one_scene(one: Place, other: Place) -> bool:
    """Whether two places lie near or in each other."""
    if one.country_code != other.country_code:
        return False
    if "country" in (one.kind, other.kind) or "area" in (one.kind, other.kind):
        return True
    if "admin1" in (one.kind, other.kind):
        return _province_of(one) == _province_of(other)
    return _are_near(one, other)


def _are_near(one: Place, other: Place) -> bool:
    """Whether two places are parts of one town or district."""
    wide = {"country", "admin1", "area"}
    if one.kind in wide or other.kind in wide:
        return one == other
    if one.admin2 is not None and one.admin2 == other.admin2 and one.admin1 == other.admin1:
        return True
    are_towns = all(place.kind == "town" and place.population >= TOWN for place in (one, other))
    apart = distance_km((one.latitude, one.longitude), (other.latitude, other.longitude))
    return apart <= (BETWEEN_TOWNS if are_towns else ACROSS_A_TOWN)


def _province_of(place: Place) -> str | None:
    return place.name if place.kind == "admin1" else place.admin1


# Segments


def find_segments(
    doc: Doc, places: Sequence[PlaceMention], published: date | None, tables: Sequence[Span] = ()
) -> tuple[Segment, ...]:
    """The segments of a report of several incidents, in order; none for a report of one.

    Rows of `tables` begin none: a table sums up, whatever places its rows have.
    """
    quantities, losses = losses_in(doc)
    if len(losses) < 2 or losses[0].cue.sent.start == losses[-1].cue.sent.start:
        return ()
    units = _units(doc)
    _add_losses(units, losses, published)
    if sum(bool(unit.losses) for unit in units) < 2:
        return ()
    _add_places(doc, units, places)
    _add_days(units, _days_told(text_of_doc(doc), published))
    _mark_headings(units)
    for start, end in tables:
        for unit in units[bisect_left(units, start, key=_start) : bisect_left(units, end, key=_start)]:
            unit.is_of_table = True
    scan = _Scan(units, quantities, published)
    segments = scan.segments()
    return segments if len(segments) > 1 else ()


def without_empty(segments: Sequence[Segment], told: Sequence[bool]) -> tuple[Segment, ...]:
    """The segments that tell losses, or are items; what tells none belongs to the segment before it."""
    kept: list[Segment] = []
    for segment, tells in zip(segments, told, strict=True):
        if tells or segment.is_item:
            kept.append(segment)
        elif kept and kept[-1].tokens[1] == segment.tokens[0]:
            kept[-1] = replace(kept[-1], tokens=(kept[-1].tokens[0], segment.tokens[1]))
    return tuple(kept) if len(kept) > 1 else ()


@dataclass(slots=True)
class _Open:
    """The segment that is being told: where it began and why, and what it has told of."""

    first: int
    why: str
    leads: tuple[Tokens, ...]
    places: list[_Spot] = field(default_factory=list)
    days: list[date] = field(default_factory=list)
    counts: set[tuple[Measure, int]] = field(default_factory=set)
    ages: set[str] = field(default_factory=set)
    """The ages told of people: one of the same age is most often the same."""
    has_losses: bool = False

    def take(self, unit: _Unit) -> None:
        if unit.losses or unit.denied:
            self.has_losses = self.has_losses or unit.harms
            self.places += unit.places
            self.days += [day.start for day in unit.days]
        elif speaks_of_violence(unit.words):
            self.places += unit.places if not (self.has_losses and self.places) else []
            self.days += [day.start for day in unit.days] if not (self.has_losses and self.days) else []


class _Scan:
    """Goes through the units of a text once, and says where segments begin and end."""

    def __init__(self, units: list[_Unit], quantities: Quantities, published: date | None) -> None:
        self.units = units
        self.quantities = quantities
        self.published = published
        self.listed = _items_of_several(units)
        heads = sum(bool(unit.is_heading and (unit.places or unit.days)) for unit in units)
        self.headed = heads > 1 and not _is_timeline(units)
        self.open: _Open | None = None
        self.closed: list[tuple[_Open, int]] = []
        self.day_heading: _Unit | None = None
        self.place_heading: _Unit | None = None
        self.new_heading = ""
        self.past_list = False
        self.sums: list[Tokens] = []

    def segments(self) -> tuple[Segment, ...]:
        for number, unit in enumerate(self.units):
            self._read(number, unit)
        self._close(len(self.units))
        told = [(one, end) for one, end in self.closed if one.has_losses]
        return tuple(
            Segment(
                (self.units[one.first].tokens[0], self.units[end - 1].tokens[1]),
                one.why,
                one.leads,
                self.listed and self.units[one.first].is_item,
                bool(self.units[one.first].head),
            )
            for one, end in told
        )

    def _read(self, number: int, unit: _Unit) -> None:
        if unit.is_of_table:
            self._close(number)
            return
        if unit.is_heading:
            self._take_heading(number, unit)
            return
        if self.past_list and unit.is_item:
            return
        if self._is_sum(number, unit):
            self.sums.append(unit.tokens)
            self._close(number)
            return
        why = self._border(number, unit)
        if why is not None:
            self._close(number)
            self.open = _Open(number, why, self._leads(), has_losses=unit.is_item or bool(unit.losses))
            self.new_heading = ""
        elif self.open is None and not self.closed and unit.harms and not (self.listed and unit.is_item):
            if _is_headline(self.units, number):
                return
            self.open = _Open(self._start_of_first(number), "the first incident told", self._leads())
            self.new_heading = ""
            for before in self.units[self.open.first : number]:
                self.open.places += before.places
        if self.open is not None:
            self.open.take(unit)
            self.open.counts |= self._counts(unit)
            self.open.ages.update(_AGE.findall(unit.words.lower()))

    def _start_of_first(self, number: int) -> int:
        """The unit that leads up to the first losses: the first after a heading, a sum and a headline of others."""
        first = number
        while first and self._leads_up(self.units[first - 1], self.units[number]):
            first -= 1
        return first

    def _leads_up(self, before: _Unit, unit: _Unit) -> bool:
        if before.is_heading or before.tokens in self.sums:
            return False
        return not before.losses or all(one.may_be_with(other) for one in before.places for other in unit.places)

    def _close(self, end: int) -> None:
        if self.open is not None:
            self.closed.append((self.open, end))
        self.open = None

    def _take_heading(self, number: int, unit: _Unit) -> None:
        self.past_list = _looks_back(unit)
        if self.headed and (unit.places or unit.days):
            self._close(number)
            self.new_heading = unit.words.strip(" :")
        if unit.days:
            self.day_heading = unit
            self.place_heading = None if not unit.places else self.place_heading
        if unit.places:
            self.place_heading = unit

    def _leads(self) -> tuple[Tokens, ...]:
        headings = [unit for unit in (self.place_heading, self.day_heading) if unit is not None]
        nearest = sorted({unit.tokens for unit in headings}, reverse=True)
        return (*nearest, *self.sums[:1])

    def _is_sum(self, number: int, unit: _Unit) -> bool:
        """Whether losses are those of several segments: at many places, or at none in particular."""
        if not unit.harms or (self.listed and unit.is_item) or not self._are_many(unit):
            return False
        if self.listed and self.open is not None and not unit.opens_line:
            return False  # a further sentence of an item is about it
        narrow = [spot for spot in unit.places if not spot.spread and (not spot.place or spot.place.kind != "country")]
        apart = any(not narrow[0].may_be_with(spot) for spot in narrow[1:])
        if apart and self.open is None and not self.closed:
            return _are_told_one_by_one(narrow, self.units[number + 1 : number + REACH_OF_A_SUM])
        if self.open is not None and not (self.closed and self.open.has_losses):
            return False
        following = self.units[number + 1 : number + REACH_OF_A_SUM]
        wide = all(spot.place is not None and _holds_others(spot.place, following) for spot in narrow)
        return wide and (self.listed or bool(_sum_words().search(unit.words.lower())))

    def _border(self, number: int, unit: _Unit) -> str | None:
        """Why another segment begins with this unit; None where it does not."""
        if self.listed and unit.is_item:
            return self._border_of_item(number, unit)
        if self.new_heading and self.open is None and unit.harms:
            return f"under another heading: {self.new_heading}"
        if not unit.losses or not (self._is_fresh(unit) or _opens_another(unit)):
            return None
        if self.open is None:
            return "after a sum of several incidents" if self.sums and unit.harms else None
        if not self.open.has_losses or self._is_background(unit, LATELY):
            return None
        return self._told_apart(unit, self.open)

    def _border_of_item(self, number: int, unit: _Unit) -> str | None:
        """An item of a list of incidents is one if it tells losses, or an attack with its own place or day."""
        item = _item_at(self.units, number)
        telling = [one for one in item.units if one is unit or one.losses or _STRIKES.search(one.words)]
        if not item.is_told or any(self._is_background(one) for one in telling):
            if item.places or item.days:
                self._close(number)
            return None
        return f"a new item of a list: {unit.head}" if unit.head else "a new item of a list"

    def _told_apart(self, unit: _Unit, open_: _Open) -> str | None:
        words = unit.words.lower()
        if sums_up_more(words, _largest(self._counts(unit)), _largest(open_.counts)):
            return None
        place = _other_place(unit, open_)
        day = _other_day(unit, open_)
        found = _apart_words().search(words)
        if found and self._puts_apart(unit, found, known=bool(place or day)):
            return f"“{found.group()}”" + (f": {place}" if place else "")
        if unit.harms and _again_words().match(words) and _tells_an_act(words):
            place = place or _neighbouring_place(unit, open_)
        if unit.harms and place is None and _MEANWHILE.match(unit.words) and not any(s.place for s in open_.places):
            place = next((spot.name for spot in unit.places if spot.sure and spot.place), None)
        if unit.harms and _SEPARATELY.match(words) and _tells_an_act(words):
            return "“separately”" + (f": {place}" if place else "")
        told = any(loss.measure in HARM and loss.measure is not Measure.CASUALTIES for loss in unit.losses)
        if not (told or (unit.opens_line and _opens_with_place(unit))) or not (place or day):
            return None
        why = "; ".join(
            filter(None, (place and f"another place and other people: {place}", day and f"another day: {day}"))
        )
        if _AGE.search(words) and set(_AGE.findall(words)) & open_.ages:
            return None
        if place and day:
            return why
        acts = _tells_an_act(words)
        again = self._counts(unit) & open_.counts
        if self._are_named_persons(unit) or (again and (max(again)[1] > FEW or not (place and acts))):
            return None
        if place and (_opens_with_place(unit) or _perhaps_words().search(words)):
            return why
        if place and (acts or self._are_many(unit)):
            return why
        return why if day and acts and not _MORE.search(words) else None

    def _puts_apart(self, unit: _Unit, found: re.Match[str], *, known: bool) -> bool:
        """Whether words ("in another raid") put all that a unit tells apart, by a place or day or before it is told."""
        words = unit.words.lower()
        if _same_scene().match(words, found.end()) or _PERHAPS_SO.search(words, 0, found.start()):
            return False
        before = found.start() < min(loss.cue.idx for loss in unit.losses) - unit.span[0]
        measures = [loss.measure for loss in unit.losses]
        return (before and unit.harms) or (known and (before or len(measures) == len(set(measures))))

    def _is_fresh(self, unit: _Unit) -> bool:
        """Whether people come to harm of whom the text has not told before."""
        if _told_before().search(unit.words.lower()) or all(loss.cue.dep_ == "relcl" for loss in unit.losses):
            return False  # "the life of a man who was killed": told of what was before
        return any(map(self._tells_of_others, self._groups(unit)))

    def _groups(self, unit: _Unit) -> Iterator[VictimGroup]:
        for loss in unit.losses:
            if loss.toll is None or loss.counts_itself:
                groups = (read_group(victim, self.quantities) for victim in loss.victims[:3])
                yield from (group for group in groups if group is not None)

    def _tells_of_others(self, group: VictimGroup) -> bool:
        first = group.head.doc[group.start]
        return first.lower_ not in load_rules("segments")["told_before"]["words"] and group.head.pos_ != "PRON"

    def _are_named_persons(self, unit: _Unit) -> bool:
        """Whether all are told by name: once a toll is given, they are members of it."""
        return all(group.noun.pos_ == "PROPN" and group.quantity.best == 1 for group in self._groups(unit))

    def _counts(self, unit: _Unit) -> set[tuple[Measure, int]]:
        """The numbers above one that a unit tells: the same number told again is most often the same people."""
        groups = (
            (loss.measure, read_group(victim, self.quantities)) for loss in unit.losses for victim in loss.victims[:3]
        )
        counts = {(measure, group.quantity.best or 0) for measure, group in groups if group}
        return {count for count in counts if count[1] > 1}

    def _are_many(self, unit: _Unit) -> bool:
        counts = [group.quantity.best or group.quantity.low for group in self._groups(unit)]
        counts += [loss.toll.quantity.best or loss.toll.quantity.low for loss in unit.losses if loss.toll]
        return max(counts, default=0) > 1

    def _is_background(self, unit: _Unit, days: int = DAYS_APART) -> bool:
        """Whether it tells of what had been before, or of a day so long before the segment's, or else the report's."""
        if any(map(_had_happened, unit.losses)):
            return True
        told_before = self.open is not None or bool(self.closed)
        known = self.open.days if self.open and self.open.days else [self.published] if told_before else []
        return any(day and (day - one.end).days > days for day in known for one in unit.days)


def _is_timeline(units: Sequence[_Unit]) -> bool:
    """Whether most lines begin with an hour: days that head them go on telling of one siege or battle."""
    opening = [bool(_TIMED.match(unit.words)) for unit in units if unit.opens_line and not unit.is_heading]
    return sum(opening) > 2 and 2 * sum(opening) > len(opening)


def _largest(counts: Collection[tuple[Measure, int]]) -> int:
    return max((number for _, number in counts), default=1)


# Units


def _units(doc: Doc) -> list[_Unit]:
    text = text_of_doc(doc)
    starts = token_starts(doc)
    cuts = [start for start, _ in sentence_spans(doc)]
    return [
        _Unit(
            tokens=(bisect_left(starts, start), bisect_left(starts, end)),
            span=(start, end),
            words=text[start:end],
            opens_line=opens,
            marked=opens and LIST_MARK.match(text, start) is not None,
            head=_head_of(text, start, end),
        )
        for start, end, opens in _stretches(text, cuts)
        if bisect_left(starts, start) < bisect_left(starts, end)
    ]


def _stretches(text: str, cuts: Sequence[int]) -> Iterator[tuple[int, int, bool]]:
    """Start and end of each sentence of each line, and whether it opens the line; marks and heads go with what
    follows them."""
    for line in _LINE.finditer(text):
        start, end = line.span()
        lead = _LINE_LEAD.match(text, start, end)
        first = lead.end() if lead else start
        inside = cuts[bisect_right(cuts, first) : bisect_left(cuts, end)]
        bounds = [start, *(cut for cut in inside if _begins_sentence(text, cut)), end]
        for number, (one, other) in enumerate(pairwise(bounds)):
            yield one, other, number == 0


_TIMED = re.compile(r"\W{0,3}\d{1,2}[:.h]\d\d\b")
_LINE = re.compile(r"[^\s][^\n]*")
_NAMES = r"[A-Z][\w'’-]{1,30}(?: [A-Z][\w'’-]{1,30}){0,2}"
_KIND = (
    r"(?i:province|region|state|district|territory|county|zone|chiefdom|ward|lga|tehsil|upazila|woreda|commune"
    r"|municipality)"
)
_HEAD = (
    r"(?P<head>[^\W_][^:\n.;!?]{1,60}?|\d{1,2}\.\d{1,2}\.\d{2,4})\s{0,3}"
    rf"(?::|\s[–—-](?: {_NAMES}(?::| [–—-]))?)(?=\s)"
)
"""The day or place before a colon or dash, or both of them ("9 May - Kismayo: ...")."""
_STOPPED_HEAD = (
    rf"(?P<stopped>(?:{_NAMES}(?: {_KIND})?|\d{{1,2}} [A-Z][a-z]{{2,8}}(?: \d{{4}})?)"
    rf"(?:, (?:{_NAMES}(?: {_KIND})?|\d{{1,2}} [A-Z][a-z]{{2,8}}(?: \d{{4}})?)){{0,3}})\.\s(?=[A-Z\d])"
)
"""The place, and the day, before a full stop ("North Kivu, Masisi territory. On 2 May ...")."""
_LINE_LEAD = re.compile(rf"(?:{LIST_MARK.pattern})?(?:{_STOPPED_HEAD}|{_HEAD})?")


def _begins_sentence(text: str, at: int) -> bool:
    """Whether a sentence may begin there: not amid "2. Gao", nor in small letters."""
    return text[at].isupper() or text[at].isdigit() or text[at] in "\"'(["


def _head_of(text: str, start: int, end: int) -> str:
    found = _LINE_LEAD.match(text, start, end)
    return found["stopped"] or found["head"] or "" if found else ""


def _start(unit: _Unit) -> int:
    return unit.span[0]


def _unit_at(units: Sequence[_Unit], offset: int) -> _Unit | None:
    at = bisect_right(units, offset, key=lambda unit: unit.span[0]) - 1
    return units[at] if at >= 0 and offset < units[at].span[1] else None


def _add_losses(units: Sequence[_Unit], losses: Sequence[Loss], published: date | None) -> None:
    """Losses that are told as facts of an incident: no plans, no fears, no tally of a year."""
    cues = sorted({loss.cue.i for loss in losses if loss.measure in (Measure.KILLED, Measure.INJURED)})
    for loss in losses:
        unit = _unit_at(units, loss.cue.idx)
        if unit is None:
            continue
        real = reality(loss.cue)
        if loss.nobody or real.denied:
            unit.denied = True
        elif real.reason is None and not loss.larger and not _is_larger(loss, published, cues):
            unit.losses.append(loss)


def _is_larger(loss: Loss, published: date | None, cues: Sequence[int]) -> bool:
    return is_larger(loss.cue, published, told_before=True, any_before=True, losses=cues) is not None


def _had_happened(loss: Loss) -> bool:
    """ "Hours earlier a blast had killed ten": told as what came before."""
    return any(child.dep_ == "aux" and child.lower_ in ("had", "'d") for child in loss.cue.children)


def _add_places(doc: Doc, units: Sequence[_Unit], places: Sequence[PlaceMention]) -> None:
    """The places where things happened, not those where somebody spoke, came from or was treated."""
    for mention in places:
        unit = _unit_at(units, mention.span[0])
        if unit is not None and mention.rule != "adjective" and mention.weight > ELSEWHERE_WEIGHT:
            lead = _LINE_LEAD.match(unit.words) if unit.head else None
            in_head = lead is not None and mention.span[1] <= unit.span[0] + lead.end()
            if in_head or mention.locative or mention.dateline:
                spread = bool(_SPREAD.search(unit.words, 0, mention.span[0] - unit.span[0]))
                sure = in_head or _is_where(doc, unit, mention)
                unit.places.append(_Spot(mention.raw, mention.place, spread, sure))
    for unit in units:
        if not unit.places:
            unit.places += [_Spot(name) for name, _ in announced_places(unit.words)]
        if unit.marked and not unit.places:
            unit.places += [_Spot(found["name"]) for found in _UNLISTED.finditer(unit.words)]
    _add_heads_like_others(units)


def _add_heads_like_others(units: Sequence[_Unit]) -> None:
    """Heads that nobody knows are places too, where most items of the list begin with a place ("Mamove: ...")."""
    headed = [unit for unit in units if unit.head and unit.opens_line]
    named = [any(spot.name in unit.head for spot in unit.places) for unit in headed]
    if sum(named) < 2 or 2 * sum(named) < len(headed):
        return
    for unit, known in zip(headed, named, strict=True):
        if not known and _NAME.fullmatch(unit.head) and not TOTAL.match(unit.head):
            unit.places.insert(0, _Spot(unit.head))


_NAME = re.compile(r"[A-Z][\w'’-]{2,30}(?: [A-Z][\w'’-]{1,30}){0,2}")


_SPREAD = re.compile(
    r"\b(?:across|throughout|all over|around|over|parts of|nationwide in)(?: the)?(?: \w+ern)? $", re.I
)


def _is_where(doc: Doc, unit: _Unit, mention: PlaceMention) -> bool:
    """Whether something happened in a place: not in a street or a club called so, not to "the son of" such a one, and
    not only that "a rebel in Sanaa said" so."""
    start, end = mention.span[0] - unit.span[0], mention.span[1] - unit.span[0]
    if _BEARING.search(unit.words, 0, start) or _OFFICE.match(unit.words, end):
        return False
    last = doc[bisect_left(token_starts(doc), mention.span[1]) - 1]
    if any(word.dep_ == "nsubj" and word.head.lemma_ in TELLING for word in last.ancestors):
        return False
    if last.dep_ in ("compound", "nmod") and last.head.i > last.i and not _kind_after().match(unit.words, end):
        return False
    return not unit.words.endswith(" of ", 0, start) or bool(_of_place().search(unit.words.lower(), 0, start))


_BEARING = re.compile(
    r", (?:about |some |around )?\d[\d.,]* ?(?:kms?|kilomet\w+|miles) (?:to the )?[\w-]+ of (?:the )?(?:capital,? )?$",
    re.I,
)
"""What says only where another place lies ("in Ayacucho, 575 km southeast of Lima")."""


_OFFICE = re.compile(
    r"(?: (?:county|city|state|parish))?(?:['’]s)? (?:sheriff|police|attorney|district attorney|coroner|medical|fire|"
    r"prosecutors?|hospital|governor|mayor|department|authorities|officials?|spokes\w+)\b",
    re.I,
)
"""What makes an office of a place ("Brewster County Sheriff")."""


@cache
def _kind_after() -> re.Pattern[str]:
    kinds = ("area", "admin1", "admin2", "town", "quarter", "settlement")
    words = {word for kind in kinds for word in load_place_words()[f"{kind}_words"]}
    streets = {"street", "intersection", "hospital", "hotel", "restaurant", "bridge", "park"}
    return re.compile(rf"(?:['’]s)?[ -](?:[\w-]+ )?(?:{_one_of(sorted(words - streets))})\b", re.I)


@cache
def _of_place() -> re.Pattern[str]:
    kinds = [words for words in load_place_words()["kinds_before"] if words.endswith(" of")]
    return re.compile(rf"\b(?:{_one_of(kinds)}|{_attacks()} of) $")


_UNLISTED = re.compile(
    r"\b(?:in|at|near|outside|on|of) (?:the )?(?:(?:town|village|district|area|city|outskirts) of )?"
    r"(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October"
    r"|November|December)(?P<name>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)*)"
)


def _days_told(text: str, published: date | None) -> Iterator[DateMention]:
    """The days of a text but for that of its dateline ("LIMA, 10 June -")."""
    own = dateline(text, published)
    sent = own.span if own and not own.opens_text and _DATELINE_END.match(text, own.span[1]) else None
    days = list(find_recordable_dates(text, published))
    if sent and sum(_opens_line_with_day(text, day) for day in days) > 1:
        sent = None  # a list of days
    return (day for day in days if day.span != sent)


def _opens_line_with_day(text: str, day: DateMention) -> bool:
    before = text[max(0, day.span[0] - 4) : day.span[0]].rsplit("\n", 1)
    opens = day.span[0] < 4 or len(before) > 1
    return opens and not before[-1].strip(" -–—*•") and bool(_DATELINE_END.match(text, day.span[1]))


_DATELINE_END = re.compile(r"\W{0,3}\([^)\n]{1,20}\)|\)?[ ]?(?:--?|[–—])[ ]")


def _add_days(units: Sequence[_Unit], days: Iterable[DateMention]) -> None:
    for day in days:
        unit = _unit_at(units, day.span[0])
        if unit is not None and day.precision is DatePrecision.DAY:
            before = unit.words[: day.span[0] - unit.span[0]]
            after = unit.words[day.span[1] - unit.span[0] :]
            if not (_SAID_ON.search(before) or _SAID_AFTER.match(after) or day.raw.lower() in ("today", "tonight")):
                unit.days.append(day)


_TOLD = r"(?:said|told|announced|confirmed|reported|added|wrote|released|stated|statement|reports?)"
_SAID_ON = re.compile(rf"\b{_TOLD}(?: \w+){{0,3}}?(?: (?:on|late|early))* $")
_SAID_AFTER = re.compile(rf"\s+{_TOLD}\b")


def _mark_headings(units: Sequence[_Unit]) -> None:
    """Lines that only name a day or a place, or that introduce the lines after them, are headings."""
    for number, unit in enumerate(units):
        alone = unit.opens_line and (number + 1 == len(units) or units[number + 1].opens_line)
        told = unit.losses or unit.denied
        if not alone or told or len(unit.words) > LONGEST_HEADING or number + 1 == len(units):
            pass
        elif unit.words.rstrip().endswith(":") or (not unit.marked and (unit.words.isupper() or _is_name_alone(unit))):
            unit.is_heading = True
        if unit.head and not _names_only(unit, unit.head):
            unit.head = ""


def _is_name_alone(unit: _Unit) -> bool:
    return not _ENDS.search(unit.words) and _names_only(unit, unit.words)


_ENDS = re.compile(r"[.!?]\W*$")


def _is_headline(units: Sequence[_Unit], number: int) -> bool:
    """Whether a unit is the line over the first body: it tells again what the body tells."""
    unit = units[number]
    alone = unit.opens_line and number + 1 < len(units) and units[number + 1].opens_line
    return (
        alone
        and not _ENDS.search(unit.words)
        and not any(one.harms and _ENDS.search(one.words) for one in units[:number])
    )


def _names_only(unit: _Unit, words: str) -> bool:
    """Whether words name a day or a place and hardly anything else."""
    names = [*(day.raw for day in unit.days), *(spot.name for spot in unit.places)]
    if not any(name in words for name in names) or _NEWSROOM.search(words):
        return False
    left = words
    for name in names:
        left = left.replace(name, " ")
    return len(re.findall(r"[^\W\d_]{2,}", left)) <= 2


_NEWSROOM = re.compile(r"\b(?:update[ds]?|report|posted|published|edition|updated|modified)\b", re.I)


def _looks_back(heading: _Unit) -> bool:
    words = heading.words.lower()
    return any(word in words for word in load_rules("segments")["past"]["headings"])


# Lists


@dataclass(frozen=True, slots=True)
class _Item:
    """The units of an item of a list: of the line with its mark or head, and of the lines up to the next."""

    units: tuple[_Unit, ...]

    @property
    def places(self) -> list[_Spot]:
        return [spot for unit in self.units for spot in unit.places]

    @property
    def days(self) -> set[date]:
        return {day.start for unit in self.units for day in unit.days}

    @property
    def is_told(self) -> bool:
        """Whether it tells people harmed, or an attack or an arrest with its place or day."""
        if any(unit.harms for unit in self.units):
            return True
        struck = any(unit.losses or _STRIKES.search(unit.words) for unit in self.units)
        narrow = (spot for spot in self.places if spot.place is None or spot.place.kind != "country")
        return struck and (any(narrow) or bool(self.days))

    def is_apart_from(self, other: _Item) -> bool:
        """Whether another place or another day is told."""
        if self.days and other.days and not self.days & other.days:
            return True
        pairs = [(one, two) for one in self.places for two in other.places]
        return bool(pairs) and not any(
            place_key(one.name) == place_key(two.name) or (one.place and two.place and _are_near(one.place, two.place))
            for one, two in pairs
        )


_STRIKES = re.compile(
    r"\b(?:hit|hits|struck|shell(?:s|ed)|fired|exploded|detonated|attack(?:s|ed)|raid(?:s|ed)|ambush(?:es|ed)|stormed"
    r"|bombed|bombs|rockets?|missiles?|drones?|air ?strikes?|clash(?:es|ed)|explosions?|blasts?|mortars?|shelling)\b",
    re.I,
)


def _item_at(units: Sequence[_Unit], number: int) -> _Item:
    end = number + 1
    while end < len(units) and not (units[end].is_item or units[end].is_heading):
        end += 1
    return _Item(tuple(units[number:end]))


def _items_of_several(units: Sequence[_Unit]) -> bool:
    """Whether the items of the text's lists are incidents, not facts of one: most tell another place or day than the
    item before them."""
    items = [
        _item_at(units, number)
        for number, unit in enumerate(units)
        if unit.is_item and not (unit.is_heading or unit.is_of_table)
    ]
    told = [item for item in items if item.is_told]
    apart = sum(one.is_apart_from(other) for one, other in pairwise(told))
    return len(told) > 1 and any(unit.harms for item in told for unit in item.units) and 2 * apart >= len(told) - 1


# What tells incidents apart


def _other_place(unit: _Unit, told: _Open) -> str | None:
    """The place of a unit, if it belongs to none of those told of the segment; a country counts if no other is told."""
    known = [spot for spot in told.places if spot.place is not None]
    known = [spot for spot in known if spot.place and spot.place.kind != "country"] or known
    spots = [spot for spot in unit.places if spot.place is not None]
    if not known or any(spot.may_be_with(other) for spot in spots for other in known):
        return None
    return next((spot.name for spot in spots if spot.sure), None)


def _neighbouring_place(unit: _Unit, told: _Open) -> str | None:
    """The town of a unit that is not named in the segment, though it may lie beside it."""
    names = {place_key(spot.name) for spot in told.places}
    spots = [spot for spot in unit.places if spot.sure and (not spot.place or spot.place.kind in ("town", "admin2"))]
    return spots[0].name if spots and names and all(place_key(spot.name) not in names for spot in spots) else None


def _other_day(unit: _Unit, told: _Open) -> str | None:
    """The day of a unit, if it is none of those told of the segment."""
    if not unit.days or not told.days or any(day.start in told.days for day in unit.days):
        return None
    return unit.days[0].raw


def _opens_another(unit: _Unit) -> bool:
    """ "In a separate attack": whose victims have not been told of, though "the mayor" is one of them."""
    words = unit.words.lower()
    return any(words.startswith((phrase, f"in {phrase}")) for phrase in load_rules("segments")["apart"]["before_noun"])


def _opens_with_place(unit: _Unit) -> bool:
    """ "In Kherson, ...", "Near Gao ..."."""
    found = _OPENING.match(unit.words)
    return bool(found) and any(unit.words.startswith(spot.name, found.end()) for spot in unit.places if found)


_OPENING = re.compile(
    r"\W*(?:[A-Z]\w+ ){0,2}?(?:And |But )?(?:[Ii]n|[Aa]t|[Nn]ear|[Oo]utside|[Oo]n) (?:the )?(?:\w+ern )?"
    r"(?:(?:city|town|village|region|district|province) of )?"
)


def _holds_others(place: Place, following: Sequence[_Unit]) -> bool:
    """Whether a wide place is one of several told later: a country, or a province with towns that follow."""
    if place.kind in ("country", "area"):
        return True
    return place.kind == "admin1" and any(
        spot.place is not None and spot.place.kind not in ("country", "admin1") and spot.place.admin1 == place.name
        for unit in following
        if unit.losses
        for spot in unit.places
    )


def _are_told_one_by_one(spots: Sequence[_Spot], following: Sequence[_Unit]) -> bool:
    """Whether later losses are told at two of these places or more, each by itself."""
    names = {place_key(spot.name) for spot in spots}
    told = {place_key(spot.name) for unit in following if unit.losses for spot in unit.places}
    return len(names & told) > 1


def _one_of(phrases: Sequence[str]) -> str:
    return any_word_of(phrases)


@cache
def _attacks() -> str:
    return rf"(?:{_one_of(load_rules('segments')['attacks']['nouns'])})s?"


@cache
def _apart_words() -> re.Pattern[str]:
    rules = load_rules("segments")["apart"]
    return re.compile(
        rf"\b(?:(?:{_one_of(rules['before_noun'])}) (?:[\w-]+ ){{0,2}}?{_attacks()}|{_one_of(rules['phrases'])})\b"
    )


@cache
def _same_scene() -> re.Pattern[str]:
    return re.compile(rf" (?:{_one_of(load_rules('segments')['apart']['same_scene'])})\b")


@cache
def _perhaps_words() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_one_of(load_rules('segments')['perhaps']['phrases'])})\b")


@cache
def _again_words() -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{_one_of(load_rules('segments')['again']['openings'])})\b")


@cache
def _sum_words() -> re.Pattern[str]:
    rules = load_rules("segments")["sums"]
    return re.compile(rf"\b(?:{_one_of(rules['phrases'])}|{_one_of(rules['plurals'])})\b")


@cache
def _told_before() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_one_of(load_rules('segments')['told_before']['phrases'])})\b")


def _tells_an_act(words: str) -> bool:
    return bool(_act().search(words))


@cache
def _act() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:an?|another|two|three|four|several|multiple|suspected|unidentified|unknown|armed) (?:[\w-]+ ){{0,3}}?"
        rf"(?:{_attacks()}|mine|landmine|device|explosive|bomber|drone|missile|rocket|shell|grenade|ied|gunm[ae]n|assailants?|attackers?|"
        rf"militants?|insurgents?|fighters?|sniper|robbers?|bandits?|mob)s?\b"
        rf"|^\W*(?:gunmen|militants|insurgents|bandits|robbers|assailants|fighters|soldiers|troops|police|shelling|rockets|"
        rf"mortars|suspected|unknown|unidentified|armed)\b"
        rf"|\b(?:shot|stabbed|gunned|beheaded|hacked|murdered|executed|assassinated|abducted|kidnapped|bombed|ambushed|attacked|shelled|lynched|stoned)\b"
        r"|\b(?:shelling|shells|gunfire|clashes|fighting|rockets|missiles|drones|mortars|bombs|strikes|raids|attacks)"
        r" (?:[\w-]+ ){0,3}?(?:kill|wound|injur|left|hurt|claim|hit)"
        r"|\b(?:by|in) (?:combat|clashes|fighting|shelling|artillery|small-arms|gunfire|sniper|crossfire|mortars?)\b"
    )


_AGE = re.compile(r"\b(\d{1,3})[- ]years?[- ]old\b")
_SEPARATELY = re.compile(r"\W*separately\b")
_MEANWHILE = re.compile(r"\W*(?:Meanwhile|In the meantime|At the same time),? (?:in|at|near|outside) ")
"""What parts a place from one before that the gazetteer does not know."""
_PERHAPS_SO = re.compile(r"\b(?:possibly|perhaps|maybe|likely|probably|may have been)(?: \w+)? $")
_MORE = re.compile(r"\b(?:another|more|further|additional|others?)\b")
