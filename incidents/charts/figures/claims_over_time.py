"""Who claimed what when, and the estimate as it was known then: one panel a measure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from plotly import graph_objects as go

from incidents.charts.figures.common import (
    AT_LEAST,
    INK,
    MUTED,
    NO_NUMBER,
    PAPER,
    axis,
    base_layout,
    count_ticks,
    escaped,
    key_above,
)
from incidents.charts.figures.estimate_lines import add_band, add_line_by_hand, add_moment, add_what_came_later
from incidents.charts.rows import ClaimMark, KnownThen, SetByHand
from incidents.vocabulary import Interest, Measure

INTEREST_COLOURS = {interest: f"var(--chart-{interest.value.replace('_', '-')})" for interest in Interest}
SHAPES = {
    Measure.KILLED: "circle",
    Measure.INJURED: "diamond",
    Measure.MISSING: "square",
    Measure.DETAINED: "pentagon",
    Measure.ABDUCTED: "hexagon",
    Measure.DISPLACED: "star",
    Measure.CASUALTIES: "star-square",
}
DENIED = "x-thin"
PANEL_HEIGHT = 230


def claims_over_time(
    marks: Sequence[ClaimMark],
    known: Sequence[KnownThen] = (),
    by_hand: Sequence[SetByHand] = (),
    as_of: datetime | None = None,
) -> go.Figure:
    """Every claim at its publication time, one panel a measure, before the estimate as it was known then.

    Bars reach from low to high; "at least" is an upward triangle with no upper bar; hollow marks do
    not count. A claim without a figure is a tick under the axis, never a zero. With `as_of` later claims
    are left out, a line marks that moment, and a faint one what the estimate became; the axes stay.
    """
    measures = measures_drawn(marks)
    marks = [mark for mark in marks if mark.measure in measures]
    figure = go.Figure()
    places = side_by_side(marks)
    ends = time_range(marks)
    shown = [mark for mark in marks if as_of is None or mark.at <= as_of]
    until = min(ends[1], as_of) if as_of else ends[1]
    for number, measure in enumerate(measures, start=1):
        panel = Panel(number, len(measures), measure)
        own = [mark for mark in marks if mark.measure is measure]
        then = [point for point in known if point.measure is measure]
        hand = [each for each in by_hand if each.measure is measure]
        top = highest(own, then, hand)
        own = [mark for mark in shown if mark.measure is measure]
        add_band(figure, panel.y_axis, [point for point in then if as_of is None or point.at <= as_of], until)
        if as_of:
            add_what_came_later(figure, panel.y_axis, then, as_of, ends[1])
        add_line_by_hand(figure, panel.y_axis, hand, ends)
        add_successions(figure, panel, own, places)
        for interest in Interest:
            add_marks(figure, panel, [mark for mark in own if mark.interest is interest], places, top)
        figure.update_layout(panel.axes(top, ends))
    if as_of:
        add_moment(figure, as_of, ends)
    add_key(figure, shown, known, by_hand)
    if as_of and as_of < ends[1]:
        add_key_entry(figure, "known later", mode="lines", line={"color": MUTED, "width": 1.5, "dash": "dot"})
    figure.update_layout(
        base_layout(
            height=len(measures) * PANEL_HEIGHT + 60,
            showlegend=True,
            legend=key_above(),
        )
    )
    return figure


def measures_drawn(marks: Iterable[ClaimMark]) -> list[Measure]:
    """The measures that somebody gives a number for, or denies: the others have no scale to stand on."""
    spoken_of = {mark.measure for mark in marks if mark.has_number or mark.denies}
    return [measure for measure in Measure if measure in spoken_of]


class Panel:
    """One measure's part of the figure: its axes, stacked from the top with one axis of time for all."""

    def __init__(self, number: int, of: int, measure: Measure) -> None:
        self.measure = measure
        self.y_axis = f"y{'' if number == 1 else number}"
        self._suffix = "" if number == 1 else str(number)
        gap = 0.0 if of == 1 else 0.12 / of
        height = (1 - gap * (of - 1)) / of
        top = 1 - (number - 1) * (height + gap)
        self.domain = [max(0.0, top - height), top]
        self.is_last = number == of

    def axes(self, top: float, ends: tuple[datetime, datetime]) -> dict[str, Any]:
        layout: dict[str, Any] = {
            f"yaxis{self._suffix}": axis(
                domain=self.domain,
                title={"text": self.measure.label, "standoff": 8, "font": {"size": 13}},
                range=[-0.09 * top, 1.12 * top],
                **count_ticks(top, 6),
                showgrid=True,
                zeroline=True,
                zerolinecolor=MUTED,
                zerolinewidth=1,
            )
        }
        if self.is_last:
            layout["xaxis"] = axis(
                type="date",
                anchor=self.y_axis,
                showgrid=False,
                range=[ends[0].isoformat(), ends[1].isoformat()],
                nticks=8,
                ticks="outside",
                **day_ticks(ends),
            )
        return layout


def day_ticks(ends: tuple[datetime, datetime]) -> dict[str, Any]:
    """Ticks on whole days where there are few, so that no hours are shown that nobody knows."""
    days = (ends[1] - ends[0]).days
    if days > 12:
        return {}
    return {"tickmode": "linear", "tick0": ends[0].date().isoformat(), "dtick": 86_400_000, "tickformat": "%-d %b\n%Y"}


def time_range(marks: Sequence[ClaimMark]) -> tuple[datetime, datetime]:
    """From a little before the first claim to a little after the last."""
    moments = [mark.at for mark in marks]
    first, last = min(moments), max(moments)
    room = max((last - first) * 0.07, timedelta(hours=18))
    return first - room, last + room


def side_by_side(marks: Sequence[ClaimMark]) -> dict[ClaimMark, datetime]:
    """Where each mark stands: claims of one time and measure a step apart, so that none hides another.

    The first stands at its very time; a publication mostly has a day and no hour, so the others stand
    within its day.
    """
    first, last = time_range(marks)
    step = (last - first) / 45
    together = Counter((mark.measure, mark.at) for mark in marks)
    placed: Counter[tuple[Measure, datetime]] = Counter()
    places: dict[ClaimMark, datetime] = {}
    for mark in marks:
        key = (mark.measure, mark.at)
        width = min(step, (last - first) / 3 / together[key])
        places[mark] = mark.at + placed[key] * width
        placed[key] += 1
    return places


def highest(marks: Iterable[ClaimMark], known: Iterable[KnownThen], by_hand: Iterable[SetByHand]) -> float:
    tops = [mark.high or mark.figure for mark in marks if mark.has_number]
    tops += [point.high for point in known if point.high is not None]
    tops += [each.high for each in by_hand]
    return max([1, *tops])


def add_successions(
    figure: go.Figure, panel: Panel, marks: Sequence[ClaimMark], places: dict[ClaimMark, datetime]
) -> None:
    """A dashed line from what an origin no longer says to what it said next."""
    ends: list[tuple[ClaimMark, ClaimMark]] = []
    newest: dict[tuple[str, str], ClaimMark] = {}
    for mark in marks:
        earlier = newest.get((mark.origin, mark.population))
        if earlier and earlier.at < mark.at and is_hollow(earlier) and earlier.has_number and mark.has_number:
            ends.append((earlier, mark))
        newest[mark.origin, mark.population] = mark
    if ends:
        figure.add_scatter(
            x=[moment for old, new in ends for moment in (places[old].isoformat(), places[new].isoformat(), None)],
            y=[value for old, new in ends for value in (old.figure, new.figure, None)],
            xaxis="x",
            yaxis=panel.y_axis,
            mode="lines",
            name="said next",
            line={"dash": "dot", "width": 1, "color": MUTED},
            showlegend=False,
            hoverinfo="skip",
        )


def add_marks(
    figure: go.Figure,
    panel: Panel,
    marks: Sequence[ClaimMark],
    places: dict[ClaimMark, datetime],
    top: float,
) -> None:
    """The claims of one interest in one panel. `customdata` holds the address of each claim's words."""
    if not marks:
        return
    interest = marks[0].interest
    colour = INTEREST_COLOURS[interest]
    figure.add_scatter(
        x=[places[mark].isoformat() for mark in marks],
        y=[height(mark, top) for mark in marks],
        xaxis="x",
        yaxis=panel.y_axis,
        mode="markers",
        showlegend=False,
        name=interest.label,
        cliponaxis=False,
        marker={
            "symbol": [symbol(mark) for mark in marks],
            "size": [14 if has_light_dot(mark) else 12 for mark in marks],
            "color": colour,
            "opacity": 1,
            "line": {
                "color": [PAPER if has_light_dot(mark) else colour for mark in marks],
                "width": [1 if has_light_dot(mark) else 2 for mark in marks],
            },
        },
        error_y={
            "type": "data",
            "symmetric": False,
            "array": [0 if mark.high is None or mark.denies else mark.high - mark.figure for mark in marks],
            "arrayminus": [mark.figure - mark.low if mark.has_number else 0 for mark in marks],
            "color": colour,
            "thickness": 1.5,
            "width": 4,
        },
        customdata=[mark.url for mark in marks],
        text=[mark_words(mark) for mark in marks],
        hovertemplate="%{text}<extra></extra>",
    )
    add_labels(figure, panel, [mark for mark in marks if not mark.of_people], places, top)


def add_labels(
    figure: go.Figure, panel: Panel, marks: Sequence[ClaimMark], places: dict[ClaimMark, datetime], top: float
) -> None:
    """Whose losses, beside the marks that are not about people as a whole, where there is room for words."""
    labelled = [mark for mark in marks if has_room_beside(mark, places, top)]
    figure.add_scatter(
        x=[places[mark].isoformat() for mark in labelled],
        y=[height(mark, top) for mark in labelled],
        xaxis="x",
        yaxis=panel.y_axis,
        mode="markers+text",
        marker={"size": 14, "opacity": 0},
        text=[escaped(shortened(mark.population, 24)) for mark in labelled],
        textposition="top right",
        textfont={"color": INK, "size": 11},
        showlegend=False,
        hoverinfo="skip",
        cliponaxis=False,
    )


def has_room_beside(mark: ClaimMark, places: dict[ClaimMark, datetime], top: float) -> bool:
    first, last = min(places.values()), max(places.values())
    reach = max((last - first) * 0.25, timedelta(hours=12))
    return not any(
        other.measure is mark.measure
        and timedelta(0) < place - places[mark] < reach
        and -0.04 * top < height(other, top) - height(mark, top) < 0.15 * top
        for other, place in places.items()
    )


def height(mark: ClaimMark, top: float) -> float:
    """Where a mark stands: its figure, 0 for a denial, below the axis where there is no figure."""
    return mark.figure if mark.has_number or mark.denies else -0.05 * top


def is_hollow(mark: ClaimMark) -> bool:
    return not mark.counts


def has_light_dot(mark: ClaimMark) -> bool:
    """A filled mark of a party: Plotly draws its dot in the colour of its outline."""
    return mark.interest is Interest.PARTY_CLAIM and mark.counts and mark.has_number and not mark.denies


def symbol(mark: ClaimMark) -> str:
    """Shape by what is said, filled where it counts; a dot marks a party's claim, so that colour is not alone."""
    if mark.denies:
        return DENIED
    if not mark.has_number:
        return NO_NUMBER
    shape = AT_LEAST if mark.high is None else SHAPES[mark.measure]
    return shape + ("-open" if is_hollow(mark) else "") + ("-dot" if mark.interest is Interest.PARTY_CLAIM else "")


def mark_words(mark: ClaimMark) -> str:
    return "<br>".join(
        (
            f"{escaped(mark.origin)}, {mark.at:%Y-%m-%d}",
            f"{escaped(mark.population)} {mark.measure.label}: {figure_words(mark)}",
            f"“{escaped(shortened(mark.words))}”",
            f"{mark.interest.label}; {escaped(mark.standing)}",
        )
    )


def figure_words(mark: ClaimMark) -> str:
    if mark.denies:
        return "denied"
    if not mark.has_number:
        return "no figure"
    if mark.best is None:
        return f"up to {mark.high:,}"
    if mark.high is None:
        return f"at least {mark.low:,}"
    return f"{mark.best:,}" if mark.low == mark.high else f"{mark.best:,} ({mark.low:,} to {mark.high:,})"


def shortened(words: str, most: int = 90) -> str:
    folded = " ".join(words.split())
    return folded if len(folded) <= most else folded[: most - 1].rstrip() + "…"


def add_key(
    figure: go.Figure, marks: Sequence[ClaimMark], known: Sequence[KnownThen], by_hand: Sequence[SetByHand]
) -> None:
    """What the marks mean: only what is on the chart is explained."""
    if any(point.best is not None for point in known):
        add_key_entry(figure, "estimate as known then", mode="lines", line={"color": INK, "width": 2})
    if by_hand:
        add_key_entry(figure, "set by hand", mode="lines", line={"color": MUTED, "width": 2, "dash": "dash"})
    for interest in Interest:
        own = [mark for mark in marks if mark.interest is interest]
        if own:
            is_party = interest is Interest.PARTY_CLAIM
            colour = INTEREST_COLOURS[interest]
            add_mark_key(
                figure, interest.label, "circle-dot" if is_party else "circle", colour, PAPER if is_party else colour
            )
    if any(mark.has_number and mark.high is None and not mark.denies for mark in marks):
        add_mark_key(figure, "at least", AT_LEAST, MUTED)
    if any(is_hollow(mark) for mark in marks):
        add_mark_key(figure, "does not count", "circle-open", MUTED)
    if any(mark.denies for mark in marks):
        add_mark_key(figure, "denied", DENIED, MUTED)
    if any(not mark.has_number and not mark.denies for mark in marks):
        add_mark_key(figure, "no figure given", NO_NUMBER, MUTED)


def add_mark_key(figure: go.Figure, name: str, shape: str, colour: str, outline: str = "") -> None:
    line = {"color": outline or colour, "width": 1 if outline == PAPER else 2}
    marker = {"symbol": shape, "size": 13 if outline == PAPER else 11, "color": colour, "line": line}
    add_key_entry(figure, name, mode="markers", marker=marker)


def add_key_entry(figure: go.Figure, name: str, **drawn: Any) -> None:
    figure.add_scatter(x=[None], y=[None], xaxis="x", yaxis="y", name=name, hoverinfo="skip", **drawn)
