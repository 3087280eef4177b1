"""What holds for every reading of every text."""

from __future__ import annotations

from datetime import date
from math import isfinite

from incidents.extraction import extract
from incidents.extraction.types import ExtractedReport, Span

PUBLISHED = date(2024, 3, 9)


def check_shape(text: str) -> ExtractedReport:
    """Read a text and check all that must hold whatever the text; gives back what was found."""
    found = extract(text, PUBLISHED)
    for claim in found.claims:
        _holds_words(text, claim.span, claim.raw)
        _in_order(claim.quantity.low, claim.quantity.best, claim.quantity.high)
        assert 0 < claim.confidence <= 1
        assert claim.rules
        if claim.claimant:
            _holds_words(text, claim.claimant.span, claim.claimant.raw)
    for left_out in found.not_claims:
        _holds_words(text, left_out.span, left_out.raw)
    for total in found.totals.values():
        _in_order(total.low, total.best, total.high)
    _check_parts(found)
    _check_event(found, text)
    _check_incidents(found, text)
    return found


def _holds_words(text: str, span: Span, raw: str) -> None:
    start, end = span
    assert 0 <= start < end <= len(text)
    assert text[start:end] == raw


def _in_order(low: int, best: int | None, high: int | None) -> None:
    known = [number for number in (0, low, best, high) if number is not None]
    assert known == sorted(known)
    assert all(isfinite(number) for number in known)


def _check_parts(found: ExtractedReport) -> None:
    for index, claim in enumerate(found.claims):
        steps = []
        while claim.part_of is not None:
            assert 0 <= claim.part_of < len(found.claims)
            assert claim.part_of not in (index, *steps)
            assert found.claims[claim.part_of].measure is claim.measure
            steps.append(claim.part_of)
            claim = found.claims[claim.part_of]


def _check_incidents(found: ExtractedReport, text: str) -> None:
    spans = [one.span for one in found.incidents]
    bounds = [0, *(bound for span in spans for bound in span), len(text)]
    assert bounds == sorted(bounds)
    if len(found.incidents) > 1:
        for claim in found.claims:
            if claim.incident is not None:
                start, end = spans[claim.incident]
                assert start <= claim.span[0] <= claim.span[1] <= end
        for measure, total in found.totals.items():
            assert total.low == sum(one.totals[measure].low for one in found.incidents if measure in one.totals)


def _check_event(found: ExtractedReport, text: str) -> None:
    event = found.event
    if event.date:
        assert event.date.start <= event.date.end
        if event.date.span:
            _holds_words(text, event.date.span, event.date.raw)
    if event.place:
        assert -90 <= (event.place.latitude or 0) <= 90
        assert -180 <= (event.place.longitude or 0) <= 180
    spans = [actor.span for actor in event.actors] + ([event.place.span] if event.place and event.place.span else [])
    for start, end in spans:
        assert 0 <= start < end <= len(text)
