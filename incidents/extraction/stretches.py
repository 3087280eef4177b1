"""A stretch of a parsed text read for what it tells of one incident; and a report of several, stretch by stretch."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from spacy.tokens import Doc

from incidents.extraction.actors import find_actors
from incidents.extraction.claims.finder import find_claims
from incidents.extraction.claims.report_totals import tally
from incidents.extraction.claims.survivors import with_survivors
from incidents.extraction.claims.ties import keep_ties_that_hold
from incidents.extraction.claims.trust import trust_of_sum, with_trust
from incidents.extraction.dates.finder import anchor_day
from incidents.extraction.dates.mentions import DateMention, find_recordable_dates
from incidents.extraction.event.attackers import attacking_nouns
from incidents.extraction.event.types import find_event
from incidents.extraction.parsed import part_of, text_of_doc
from incidents.extraction.people.victims import GROUP_KINDS
from incidents.extraction.places.announced import announced_places
from incidents.extraction.places.finder import PlaceMention, mentions_within
from incidents.extraction.places.of_incident import country_as_place, incident_country, unlisted_spots, within
from incidents.extraction.places.surroundings import speaks_of_violence
from incidents.extraction.preparation import LIST_MARK
from incidents.extraction.segments import Segment, Tokens, without_empty
from incidents.extraction.spans import with_spans
from incidents.extraction.types import (
    ExtractedActor,
    ExtractedClaim,
    ExtractedDate,
    ExtractedEvent,
    ExtractedIncident,
    ExtractedPlace,
    ExtractedReport,
    NotAClaim,
    Span,
    Total,
)
from incidents.vocabulary import EventType, Measure, Scope, Side

SUMMED, LEAST_SUM = 2, 4
"""From how many segments, and how many dead, a first figure that equals all that follow is their sum."""
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?!\s|\Z)[^.!?\n]*)*")
_SAME_PLACE = re.compile(r"\b(?:the same|that|this) (?:town|city|village|district|province|region|area|place|camp)\b")
UNTOLD = {"date:undated", "date:dateline"}
"""The rules of a day that is only that of the report."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """What a stretch of text tells of one incident."""

    claims: tuple[ExtractedClaim, ...]
    not_claims: tuple[NotAClaim, ...]
    totals: dict[Measure, Total]
    event: ExtractedEvent


def read_stretch(
    doc: Doc, text: str, places: Sequence[PlaceMention], published: date | None, country: str | None = None
) -> Stretch:
    """The claims, their tally and the event of a document about one incident; `text` is the text as given, `country`
    that of a wider text, where the stretch names none."""
    country = incident_country(places) or country
    actors = find_actors(doc, country)
    found = find_claims(doc, text, published=published, country=country, actors=actors)
    attackers = attacking_nouns(doc)
    found = with_survivors(found, doc, attackers)
    event = find_event(doc, published=published, places=places, actors=actors, claims=found.claims)
    battle = event.event_type is EventType.BATTLES
    counted = tally(found, attackers, _attacking_groups(event), battle=battle)
    claims, totals = with_trust(doc, keep_ties_that_hold(counted.claims), counted.totals)
    return Stretch(claims, found.not_claims, totals, _with_words_as_given(event, text))


def _attacking_groups(event: ExtractedEvent) -> frozenset[str]:
    """The armed groups that began where others could not fight back; in a battle both sides' dead are victims."""
    if event.event_type is EventType.BATTLES:
        return frozenset()
    return frozenset(actor.name for actor in event.actors if actor.side is Side.A and actor.kind in GROUP_KINDS)


def _is_told_attacker(actor: ExtractedActor) -> bool:
    return actor.side is Side.A and not actor.implied


def _with_type_of(event: ExtractedEvent, other: ExtractedEvent) -> ExtractedEvent:
    return replace(
        event,
        event_type=other.event_type,
        sub_event_type=other.sub_event_type,
        type_words=other.type_words,
        type_share=other.type_share,
    )


def _with_words_as_given(event: ExtractedEvent, text: str) -> ExtractedEvent:
    when = event.date
    if when is None or when.span is None:
        return event
    return replace(event, date=replace(when, raw=text[slice(*when.span)]))


# Several incidents


def read_segments(
    doc: Doc, text: str, segments: Sequence[Segment], places: Sequence[PlaceMention], published: date | None
) -> ExtractedReport | None:
    """A report of several incidents: each segment read as a report of its own, with what the headings over it and the
    segment before it lend. What is told between segments sums them up, or belongs to none.

    None where only one of the segments tells losses: then it is a report of one incident.
    """
    reader = _Segments(doc, text, places, published)
    incidents: list[ExtractedIncident] = []
    claims: list[ExtractedClaim] = []
    not_claims: list[NotAClaim] = []
    stretches = reader.stretches(segments)
    told_of = without_empty(segments, [bool(told.totals) for _, segment, told in stretches if segment])
    if not told_of:
        return None
    if len(told_of) < len(segments):
        stretches = reader.stretches(told_of)
    for tokens, segment, told in _without_sum(stretches):
        index = len(incidents) if segment else None
        claims += _of_incident(told.claims, index, first=len(claims))
        not_claims += told.not_claims
        if segment:
            before = incidents[-1].event if incidents else None
            event = reader.with_what_leads_lend(told.event, segment, before)
            incidents.append(ExtractedIncident(reader.characters(tokens), segment.why, event, told.totals))
    return ExtractedReport(
        language="",
        pipeline_version="",
        claims=tuple(claims),
        not_claims=tuple(not_claims),
        totals=_sum_of([incident.totals for incident in incidents]),
        event=incidents[0].event,
        incidents=tuple(incidents),
    )


def _is_own_day(day: ExtractedDate, segment: Segment) -> bool:
    """Whether what looks like the day of a dateline heads the item of a list ("- 3 June: Rebels shelled ...")."""
    return segment.is_item and day.rule == "date:dateline" and day.span is not None


Read = tuple[Tokens, Segment | None, Stretch]


def _without_sum(stretches: Sequence[Read]) -> Sequence[Read]:
    """The stretches, the first segment made none where its dead are exactly as many as those of all that follow."""
    told = [number for number, (_, segment, _) in enumerate(stretches) if segment]
    if any(segment and segment.has_head for _, segment, _ in stretches[told[0] : told[0] + 1]):
        return stretches
    dead = [total.best or 0 if (total := stretches[number][2].totals.get(Measure.KILLED)) else 0 for number in told]
    if len(told) < SUMMED + 1 or dead[0] != sum(dead[1:]) or dead[0] < LEAST_SUM:
        return stretches
    tokens, _, first = stretches[told[0]]
    return [*stretches[: told[0]], (tokens, None, first), *stretches[told[0] + 1 :]]


def _with_gaps(size: int, segments: Sequence[Segment]) -> Iterator[tuple[Tokens, Segment | None]]:
    """The segments and the stretches between them, in order, with their tokens."""
    at = 0
    for segment in segments:
        if at < segment.tokens[0]:
            yield (at, segment.tokens[0]), None
        yield segment.tokens, segment
        at = segment.tokens[1]
    if at < size:
        yield (at, size), None


def _of_incident(claims: Sequence[ExtractedClaim], incident: int | None, first: int) -> Iterator[ExtractedClaim]:
    """The claims of a stretch as claims of the report, the first of them at index `first`."""
    for claim in claims:
        scope = Scope.LARGER if incident is None and claim.scope is Scope.WHOLE else claim.scope
        yield replace(
            claim,
            scope=scope,
            incident=incident,
            part_of=_moved_by(first, claim.part_of),
            beside=_moved_by(first, claim.beside),
            retells=_moved_by(first, claim.retells),
        )


def _moved_by(first: int, index: int | None) -> int | None:
    return None if index is None else index + first


def _sum_of(totals: Sequence[dict[Measure, Total]]) -> dict[Measure, Total]:
    """The sum of each measure; a best or a high that one of them leaves open is open."""
    return {
        measure: Total(
            sum(one.low for one in told),
            None if any(one.best is None for one in told) else sum(one.best or 0 for one in told),
            None if any(one.high is None for one in told) else sum(one.high or 0 for one in told),
            trust_of_sum(told),
        )
        for measure in Measure
        if (told := [one[measure] for one in totals if measure in one])
    }


class _Segments:
    """Reads stretches of one document."""

    def __init__(self, doc: Doc, text: str, places: Sequence[PlaceMention], published: date | None) -> None:
        self.doc = doc
        self.text = text
        self.places = places
        self.country = incident_country(places)
        self.anchor = anchor_day(doc, published)
        self.days = find_recordable_dates(text_of_doc(doc), self.anchor)
        self.cut = part_of(doc)
        self.leads: dict[Tokens, Stretch] = {}

    def stretches(self, segments: Sequence[Segment]) -> list[Read]:
        """The segments and what stands between them, each read by itself."""
        return [
            (tokens, segment, self.read(tokens))
            for tokens, segment in _with_gaps(len(self.doc), segments)
            if segment or not self.is_blank(tokens)
        ]

    def characters(self, tokens: Tokens) -> Span:
        """The span of a stretch in the text, without the blanks at its end."""
        start, end = self.doc[tokens[0]].idx, self._end_of(tokens)
        return start, start + len(self.text[start:end].rstrip())

    def is_blank(self, tokens: Tokens) -> bool:
        return all(token.is_space for token in self.doc[slice(*tokens)])

    def _end_of(self, tokens: Tokens) -> int:
        return self.doc[tokens[1]].idx if tokens[1] < len(self.doc) else len(self.text)

    def read(self, tokens: Tokens) -> Stretch:
        """What a stretch tells, as a text of its own, with the spans of the whole text."""
        start, end = self.doc[tokens[0]].idx, self._end_of(tokens)
        if mark := LIST_MARK.match(self.text, start, end):
            while self.doc[tokens[0]].idx < mark.end() and tokens[0] + 1 < tokens[1]:
                tokens = (tokens[0] + 1, tokens[1])
            start = self.doc[tokens[0]].idx
        part = self.cut(tokens)
        here = mentions_within(part, self.places, start, end)
        told = read_stretch(part, self.text[start:end], here, self.anchor, self.country)
        return with_spans(told, lambda first, last: (first + start, last + start))

    def with_what_leads_lend(
        self, event: ExtractedEvent, segment: Segment, before: ExtractedEvent | None
    ) -> ExtractedEvent:
        """The event of a segment, with the day, place, type and attacker that others tell for it."""
        leads = [self._lead(tokens) for tokens in segment.leads]
        if event.date is None or (event.date.rule in UNTOLD and not _is_own_day(event.date, segment)):
            event = replace(event, date=self._day_lent(segment, before) or event.date)
        if event.place is None:
            lent = next((lead.event.place for lead in leads if lead.event.place), None)
            if before and before.place and _SAME_PLACE.search(self.text, *self.characters(segment.tokens)):
                lent = replace(before.place, rule="place:told-before")
            lent = lent or (country_as_place(self.country) if self.country else None)
            event = replace(event, place=self._announced_in(segment, lent) or lent)
        for lead in leads:
            if event.sub_event_type is None and (lead.event.sub_event_type or event.event_type is None):
                event = _with_type_of(event, lead.event)
            attackers = tuple(actor for actor in lead.event.actors if _is_told_attacker(actor))
            if attackers and not any(map(_is_told_attacker, event.actors)):
                names = {attacker.name for attacker in attackers}
                others = (one for one in event.actors if one.side is not Side.A and one.name not in names)
                event = replace(event, actors=(*attackers, *others))
        return event

    def _announced_in(self, segment: Segment, wider: ExtractedPlace | None) -> ExtractedPlace | None:
        """The place that a word of administration announces in a segment, within the wider one."""
        start, end = self.characters(segment.tokens)
        return next(
            (
                within(wider, name, (start + first, start + last))
                for name, (first, last) in (*announced_places(self.text[start:end]), *self._spots_in(start, end))
                if wider
            ),
            None,
        )

    def _spots_in(self, start: int, end: int) -> Iterator[tuple[str, Span]]:
        """The names of places that no gazetteer has, told with violence in a stretch, at its own offsets."""
        text = self.text[start:end]
        for found in _SENTENCE.finditer(text):
            if speaks_of_violence(found.group()):
                yield from unlisted_spots(text, found.span())

    def _lead(self, tokens: Tokens) -> Stretch:
        if tokens not in self.leads:
            self.leads[tokens] = self.read(tokens)
        return self.leads[tokens]

    def _day_lent(self, segment: Segment, before: ExtractedEvent | None) -> ExtractedDate | None:
        """The day counted from the segment before ("the next day"), else that of a heading, else that before."""
        steps = [day for day in self._days_in(segment.tokens) if day.rule == "step"]
        headings = [day for lead in segment.leads for day in self._days_in(lead)]
        if lent := next(iter([*steps, *headings]), None):
            return ExtractedDate(lent.start, lent.end, lent.precision, lent.span, lent.raw, f"date:{lent.rule}")
        told = before.date if before else None
        return replace(told, rule="date:told-before") if told and told.rule not in UNTOLD else None

    def _days_in(self, tokens: Tokens) -> Sequence[DateMention]:
        start, end = self.doc[tokens[0]].idx, self._end_of(tokens)
        first = bisect_left(self.days, start, key=lambda day: day.span[0])
        return self.days[first : bisect_left(self.days, end, key=lambda day: day.span[0])]
