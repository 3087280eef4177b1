"""What the marks mean: only what is on the chart is explained."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from plotly import graph_objects as go

from incidents.charts.figures.claims.marks import (
    DENIED,
    INTEREST_COLOURS,
    SUPERSEDED,
    is_hatched,
)
from incidents.charts.figures.common import AT_LEAST, INK, MUTED, NO_NUMBER, PAPER
from incidents.charts.rows import ClaimMark, KnownThen, SetByHand
from incidents.vocabulary import Interest


def add_claims_key(
    figure: go.Figure,
    marks: Sequence[ClaimMark],
    known: Sequence[KnownThen],
    by_hand: Sequence[SetByHand],
    *,
    goes_on: bool,
) -> None:
    """The key above the chart. `goes_on` where it is of an earlier moment, and something became known since."""
    if any(point.best is not None for point in known):
        add_entry(figure, "estimate", mode="lines", line={"color": INK, "width": 2})
    if goes_on:
        add_entry(figure, "known later", mode="lines", line={"color": MUTED, "width": 1.5, "dash": "dot"})
    if by_hand:
        add_entry(figure, "set by hand", mode="lines", line={"color": MUTED, "width": 2, "dash": "dash"})
    for interest in Interest:
        if any(mark.interest is interest for mark in marks):
            add_interest(figure, interest)
    said = [mark for mark in marks if not mark.denies]
    if any(mark.has_number and mark.high is None for mark in said):
        add_shape(figure, "at least", AT_LEAST)
    if any(mark.replaced_by is not None for mark in marks):
        replaced = {"symbol": "circle-open", "size": 9, "color": MUTED, "line": {"color": MUTED, "width": 2}}
        line = {"color": SUPERSEDED, "width": 1.5, "dash": "dash"}
        add_entry(figure, "replaced", mode="lines+markers", marker=replaced, line=line)
    if any(is_hatched(mark) for mark in marks):
        add_shape(figure, "dropped", "circle-x-open")
    if any(mark.denies for mark in marks):
        add_shape(figure, "denied", DENIED)
    if any(not mark.has_number for mark in said):
        add_shape(figure, "no figure given", NO_NUMBER)


def add_interest(figure: go.Figure, interest: Interest) -> None:
    """A filled mark in the colour of an interest, with what else tells it apart."""
    colour = INTEREST_COLOURS[interest]
    is_party = interest is Interest.PARTY_CLAIM
    marker = {
        "symbol": "circle-dot" if is_party else "circle",
        "size": 13 if is_party else 11,
        "color": colour,
        "line": {"color": PAPER if is_party else colour, "width": 1 if is_party else 2},
    }
    name = f"{interest.label} (barred)" if interest is Interest.ADMISSION else interest.label
    add_entry(figure, name, mode="markers", marker=marker)


def add_shape(figure: go.Figure, name: str, shape: str) -> None:
    marker = {"symbol": shape, "size": 11, "color": MUTED, "line": {"color": MUTED, "width": 2}}
    add_entry(figure, name, mode="markers", marker=marker)


def add_entry(figure: go.Figure, name: str, **drawn: Any) -> None:
    figure.add_scatter(x=[None], y=[None], xaxis="x", yaxis="y", name=name, hoverinfo="skip", **drawn)
