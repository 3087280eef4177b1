"""The claims of an incident in panels, by the time of their publication or of what they speak of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from plotly import graph_objects as go

from incidents.charts.figures.claims.key import add_claims_key
from incidents.charts.figures.claims.labels import add_labels
from incidents.charts.figures.claims.marks import add_claim_marks, add_successions
from incidents.charts.figures.claims.panels import Panel, highest_of_panel, measures_drawn, side_by_side, time_range
from incidents.charts.figures.common import base_layout, key_above
from incidents.charts.figures.estimate_lines import add_estimate_band, add_line_by_hand, add_moment, add_what_came_later
from incidents.charts.rows import ClaimMark, KnownThen, SetByHand

PANEL_HEIGHT = 230
PUBLISHED = "time of publication"
HAPPENED = "day of which the claim speaks, else of the incident"


def claims_over_time(
    marks: Sequence[ClaimMark],
    known: Sequence[KnownThen] = (),
    by_hand: Sequence[SetByHand] = (),
    as_of: datetime | None = None,
) -> go.Figure:
    """Every claim at its publication time, one panel a measure, before the estimate as it was known then.

    Bars reach from low to high. "At least" is an upward triangle without an upper bar. A hollow mark was replaced: a
    dashed line leads to what its origin said next. A hatched mark was left out. A claim without a figure is a tick
    under the axis, never a zero. With `as_of` later claims are left out and the axes stay. One line marks that moment,
    and a faint one shows what the estimate became.
    """
    drawn = [mark for mark in marks if mark.measure in measures_drawn(marks)]
    return drawn_in_panels(drawn, known, by_hand, as_of, [mark for mark in drawn if as_of is None or mark.at <= as_of])


def claims_by_event(
    marks: Sequence[ClaimMark],
    known: Sequence[KnownThen] = (),
    by_hand: Sequence[SetByHand] = (),
    as_of: datetime | None = None,
) -> go.Figure:
    """The same claims at the day of which they speak, before the estimate that stood at `as_of`, or stands today.

    Knowledge has no place on an axis of what happened, so the estimate is one flat band.
    """
    drawn = [mark for mark in marks if mark.measure in measures_drawn(marks)]
    moved = [replace(mark, at=mark.event_at or mark.at) for mark in drawn]
    shown = [moved for moved, mark in zip(moved, drawn, strict=True) if as_of is None or mark.at <= as_of]
    start = time_range(moved)[0]
    standing = {point.measure: replace(point, at=start) for point in known if as_of is None or point.at <= as_of}
    return drawn_in_panels(moved, list(standing.values()), by_hand, None, shown, HAPPENED)


def drawn_in_panels(
    marks: Sequence[ClaimMark],
    known: Sequence[KnownThen],
    by_hand: Sequence[SetByHand],
    as_of: datetime | None,
    shown: Sequence[ClaimMark],
    time: str = PUBLISHED,
) -> go.Figure:
    """`marks` make the axes, of which `shown` are drawn; `time` says what the axis of time is of."""
    figure = go.Figure()
    measures = measures_drawn(marks)
    ends, places = time_range(marks), side_by_side(marks)
    for number, measure in enumerate(measures, start=1):
        then = [point for point in known if point.measure is measure]
        hand = [each for each in by_hand if each.measure is measure]
        top = highest_of_panel([mark for mark in marks if mark.measure is measure], then, hand)
        panel = Panel(number, len(measures), measure, top, ends, places)
        own = [mark for mark in shown if mark.measure is measure]
        add_estimate_band(figure, panel.y_axis, then, ends[1], as_of)
        if as_of:
            add_what_came_later(figure, panel.y_axis, then, as_of, ends[1])
        add_line_by_hand(figure, panel.y_axis, hand, ends)
        add_successions(figure, panel, own)
        add_claim_marks(figure, panel, own)
        add_labels(figure, panel, own, [point for point in then if as_of is None or point.at <= as_of])
        figure.update_layout(panel.axes(time))
    if as_of:
        add_moment(figure, as_of, ends)
    add_claims_key(figure, shown, known, by_hand, goes_on=as_of is not None and as_of < ends[1])
    figure.update_layout(
        base_layout(height=len(measures) * PANEL_HEIGHT + 84, showlegend=True, legend=key_above(), barmode="overlay")
    )
    return figure
