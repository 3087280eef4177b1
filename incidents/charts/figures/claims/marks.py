"""The marks of claims: shape by measure, colour by interest, hollow when replaced, hatched when dropped."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from plotly import graph_objects as go

from incidents.charts.figures.claims.panels import Panel
from incidents.charts.figures.common import AT_LEAST, NO_NUMBER, PAPER, escape_tags
from incidents.charts.rows import ClaimMark
from incidents.phrases import shorten_words
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
DENIED, DENIED_ONCE = "x-thin", "x-open"
HATCH = "x-thin"
RUNGS = "1.5px,2.5px"
SUPERSEDED = "var(--chart-superseded)"


def add_claim_marks(figure: go.Figure, panel: Panel, marks: Sequence[ClaimMark]) -> None:
    """The claims of one panel, a trace for each interest."""
    for interest in Interest:
        own = [mark for mark in marks if mark.interest is interest]
        if own:
            add_hatched_ranges(figure, panel, [mark for mark in own if mark.is_dropped and mark.has_number])
            add_ground(figure, panel, [mark for mark in own if is_hollow(mark) and mark.has_number])
            add_marks_of_interest(figure, panel, own)
            add_over(figure, panel, [mark for mark in own if is_hatched(mark)], HATCH, "hatching")
            add_over(figure, panel, [mark for mark in own if is_admitted(mark)], "line-ew", "admitted")


def add_marks_of_interest(figure: go.Figure, panel: Panel, marks: Sequence[ClaimMark]) -> None:
    """The claims of one interest in one panel. `customdata` holds the address of each claim's words."""
    interest = marks[0].interest
    colour = INTEREST_COLOURS[interest]
    figure.add_scatter(
        **coordinates_of_marks(panel, marks),
        mode="markers",
        showlegend=False,
        name=interest.label,
        cliponaxis=False,
        marker={
            "symbol": [claim_symbol(mark) for mark in marks],
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
            "array": [above(mark) for mark in marks],
            "arrayminus": [below(mark) for mark in marks],
            "color": colour,
            "thickness": 1.5,
            "width": 4,
        },
        customdata=[mark.url for mark in marks],
        text=[claim_mark_words(mark) for mark in marks],
        hovertemplate="%{text}<extra></extra>",
    )


def add_ground(figure: go.Figure, panel: Panel, marks: Sequence[ClaimMark]) -> None:
    """What hollow marks are filled with, so that no line shows through them."""
    if marks:
        shapes = [claim_symbol(mark).removesuffix("-dot").removesuffix("-open") for mark in marks]
        figure.add_scatter(
            **coordinates_of_marks(panel, marks),
            mode="markers",
            name="ground",
            marker={"symbol": shapes, "size": 12, "color": PAPER},
            showlegend=False,
            hoverinfo="skip",
            cliponaxis=False,
        )


def add_hatched_ranges(figure: go.Figure, panel: Panel, marks: Sequence[ClaimMark]) -> None:
    """From low to high of claims that were dropped: a ladder, of as many pixels whatever the width of the chart."""
    ranged = [mark for mark in marks if above(mark) or below(mark)]
    if ranged:
        figure.add_scatter(
            x=[x for mark in ranged for x in (panel.when(mark), panel.when(mark), None)],
            y=[y for mark in ranged for y in (mark.number - below(mark), mark.number + above(mark), None)],
            xaxis="x",
            yaxis=panel.y_axis,
            mode="lines",
            name="dropped range",
            line={"color": INTEREST_COLOURS[ranged[0].interest], "width": 7, "dash": RUNGS},
            showlegend=False,
            hoverinfo="skip",
        )


def add_over(figure: go.Figure, panel: Panel, marks: Sequence[ClaimMark], shape: str, name: str) -> None:
    """Strokes over marks: hatching, or the bar across an admission."""
    if not marks:
        return
    colours = [INTEREST_COLOURS[mark.interest] if is_hollow(mark) else PAPER for mark in marks]
    figure.add_scatter(
        **coordinates_of_marks(panel, marks),
        mode="markers",
        name=name,
        marker={"symbol": shape, "size": 7, "color": colours, "line": {"color": colours, "width": 1.5}},
        showlegend=False,
        hoverinfo="skip",
        cliponaxis=False,
    )


def add_successions(figure: go.Figure, panel: Panel, marks: Sequence[ClaimMark]) -> None:
    """A dashed line from each claim that its origin replaced to the one that took its place."""
    by_id = {mark.id: mark for mark in marks}
    ends = [(old, by_id[old.replaced_by]) for old in marks if old.replaced_by in by_id]
    if ends:
        figure.add_scatter(
            x=[moment for old, new in ends for moment in (panel.when(old), panel.when(new), None)],
            y=[value for old, new in ends for value in (panel.height(old), panel.height(new), None)],
            xaxis="x",
            yaxis=panel.y_axis,
            mode="lines",
            name="said next",
            line={"dash": "dash", "width": 1.5, "color": SUPERSEDED},
            showlegend=False,
            hoverinfo="skip",
        )


def coordinates_of_marks(panel: Panel, marks: Sequence[ClaimMark]) -> dict[str, Any]:
    """Where marks stand, as a trace says it."""
    x, y = [panel.when(mark) for mark in marks], [panel.height(mark) for mark in marks]
    return {"x": x, "y": y, "xaxis": "x", "yaxis": panel.y_axis}


def above(mark: ClaimMark) -> int:
    """How far its range reaches above the mark; an open end has no bar."""
    return 0 if mark.high is None or mark.denies else mark.high - mark.number


def below(mark: ClaimMark) -> int:
    return mark.number - (mark.low or 0) if mark.has_number else 0


def is_hollow(mark: ClaimMark) -> bool:
    return not mark.counts


def is_hatched(mark: ClaimMark) -> bool:
    """Whether strokes can be seen in it: a cross and a tick have no inside."""
    return mark.is_dropped and mark.has_number and not mark.denies


def is_admitted(mark: ClaimMark) -> bool:
    return mark.interest is Interest.ADMISSION and mark.has_number and not mark.denies


def has_light_dot(mark: ClaimMark) -> bool:
    """A filled mark of a party: Plotly draws its dot in the colour of its outline."""
    return mark.interest is Interest.PARTY_CLAIM and mark.counts and mark.has_number and not mark.denies


def claim_symbol(mark: ClaimMark) -> str:
    """Shape by what is said, filled where it counts; a dot marks a party's claim, so that colour is not alone."""
    if mark.denies:
        return DENIED if mark.counts else DENIED_ONCE
    if not mark.has_number:
        return NO_NUMBER
    shape = AT_LEAST if mark.high is None else SHAPES[mark.measure]
    return shape + ("-open" if is_hollow(mark) else "") + ("-dot" if mark.interest is Interest.PARTY_CLAIM else "")


def claim_mark_words(mark: ClaimMark) -> str:
    return "<br>".join(
        (
            f"{escape_tags(mark.origin)}, {mark.at:%Y-%m-%d}",
            f"{escape_tags(mark.population)} {mark.measure.label}: {claim_figure_words(mark)}",
            f"“{escape_tags(shorten_words(mark.words, 90))}”",
            f"{mark.interest.label}; {escape_tags(mark.standing)}",
        )
    )


def claim_figure_words(mark: ClaimMark) -> str:
    if mark.denies:
        return "denied"
    if not mark.has_number:
        return "no figure"
    if mark.best is None:
        return f"up to {mark.high:,}"
    if mark.high is None:
        return f"at least {mark.low:,}"
    return f"{mark.best:,}" if mark.low == mark.high else f"{mark.best:,} ({mark.low:,} to {mark.high:,})"


def range_words(mark: ClaimMark) -> str:
    """The interval that a word stands for: "12–99", "12 or more"."""
    return f"{mark.low:,}{mark.figure.more}" if mark.high is None else mark.figure.dashed
