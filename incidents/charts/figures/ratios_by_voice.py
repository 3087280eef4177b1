"""How near the first figures of many voices came to the accepted ones: a line each, the median with its quartiles."""

from __future__ import annotations

from collections.abc import Sequence

from plotly import graph_objects as go

from incidents.charts.figures.common import INK, axis, base_layout, escape_tags
from incidents.charts.figures.ratios_over_time import add_ratios_at_zero, floor_of, ratio_axis, reach_of
from incidents.charts.rows import VoiceMark
from incidents.phrases import shorten_words

COLOUR = "var(--chart-category-1)"
LINE = 30
"""How high the line of one voice is, in pixels."""
LONGEST = 26
"""Letters of a name beside the chart; the whole name is in the table."""


def ratios_by_voice(marks: Sequence[VoiceMark]) -> go.Figure:
    """Median of first ÷ accepted as a mark, the middle half of the ratios as its whisker, on a log axis.

    The voices stand in the order given, the first on top. A ratio of 0 has a strip of its own at the left.
    """
    figure = go.Figure()
    placed = list(enumerate(marks))
    reach = reach_of(end for mark in marks for end in (mark.ratio, mark.lower, mark.upper))
    floor = floor_of(reach, has_zero=any(not mark.lower for mark in marks))
    add_voice_marks(figure, [(place, mark) for place, mark in placed if mark.ratio], 10**floor)
    zeros = [(place, mark) for place, mark in placed if not mark.ratio]
    places = {"x": [10**floor for _ in zeros], "y": [place for place, _ in zeros]}
    add_ratios_at_zero(figure, [mark for _, mark in zeros], [voice_words(mark) for _, mark in zeros], **places)
    figure.add_vline(x=1, line={"color": INK, "width": 1.5, "dash": "dash"})
    figure.update_layout(
        base_layout(
            height=90 + LINE * len(marks),
            showlegend=False,
            margin={"l": 60, "r": 16, "t": 10, "b": 60},
            xaxis=ratio_axis(reach, floor, tickangle=0),
            yaxis=axis(
                tickvals=[place for place, _ in placed],
                ticktext=[escape_tags(shorten_words(mark.name, LONGEST)) for mark in marks],
                range=[len(marks) - 0.5, -0.5],
                showgrid=False,
            ),
        )
    )
    return figure


Placed = Sequence[tuple[int, VoiceMark]]


def add_voice_marks(figure: go.Figure, marks: Placed, floor: float) -> None:
    """A mark for each median; a lower quartile of 0 reaches to the strip."""
    figure.add_scatter(
        x=[mark.ratio for _, mark in marks],
        y=[place for place, _ in marks],
        mode="markers",
        marker={"symbol": "circle", "size": 11, "color": COLOUR, "line": {"color": COLOUR, "width": 2}},
        error_x={
            "type": "data",
            "symmetric": False,
            "array": [mark.upper - mark.ratio for _, mark in marks],
            "arrayminus": [mark.ratio - max(mark.lower, floor) for _, mark in marks],
            "color": INK,
            "thickness": 1.5,
            "width": 5,
        },
        customdata=[mark.url for _, mark in marks],
        text=[voice_words(mark) for _, mark in marks],
        hovertemplate="%{text}<extra></extra>",
    )


def voice_words(mark: VoiceMark) -> str:
    return (
        f"{escape_tags(mark.name)}: first figures typically {mark.ratio:.2f}× the accepted ones<br>"
        f"half of them between {mark.lower:.2f}× and {mark.upper:.2f}×; {mark.compared:,} compared"
    )
