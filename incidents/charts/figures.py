"""From rows to Plotly figures. Colours are names of CSS variables, which the page resolves in light and dark."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from math import ceil, cos, pi, radians, sin
from typing import Any

from plotly import graph_objects as go

from incidents.charts.rows import ClaimMark, KnownThen, PeriodRow, PlaceMark, SetByHand
from incidents.vocabulary import GeoPrecision, Interest, Measure

INK = "var(--chart-ink)"
MUTED = "var(--chart-muted)"
GRID = "var(--chart-grid)"
PAPER = "var(--chart-paper)"
BAND = "var(--chart-band)"

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
AT_LEAST = "triangle-up"
DENIED = "x-thin"
NO_NUMBER = "line-ns"
CATEGORY_COLOURS = tuple(f"var(--chart-category-{number})" for number in range(1, 7))
CATEGORY_PATTERNS = ("", "/", ".", "x", "-", "\\")

PANEL_HEIGHT = 230
MARGINS = {"l": 52, "r": 16, "t": 34, "b": 44}
KM_PER_DEGREE = 111.2

RADIUS_KM = {
    GeoPrecision.EXACT: 0,
    GeoPrecision.NEAR: 25,
    GeoPrecision.ADMIN2: 40,
    GeoPrecision.ADMIN1: 110,
    GeoPrecision.AREA: 110,
    GeoPrecision.COUNTRY: 400,
    GeoPrecision.INTERNATIONAL: 400,
}
"""How far from its mark an incident may have happened: half the width of a usual unit of that level."""


def as_json(figure: go.Figure) -> dict[str, Any]:
    """Data and layout as the page takes them; without Plotly's template, for the page brings its own looks."""
    drawn: dict[str, Any] = figure.to_plotly_json()
    drawn["layout"].pop("template", None)
    return drawn


def as_text(figure: go.Figure) -> str:
    """The same as JSON, for a `template` element of the page: htmx takes every script out of what it swaps in."""
    return json.dumps(as_json(figure), ensure_ascii=False)


def base_layout(**own: Any) -> dict[str, Any]:
    return {
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"color": INK, "size": 13},
        "hoverlabel": {"bgcolor": PAPER, "bordercolor": MUTED, "font": {"color": INK}, "align": "left"},
        "hovermode": "closest",
        "dragmode": False,
        "margin": MARGINS,
        **own,
    }


def axis(**own: Any) -> dict[str, Any]:
    return {
        "gridcolor": GRID,
        "zeroline": False,
        "linecolor": MUTED,
        "tickcolor": MUTED,
        "fixedrange": True,
        "automargin": True,
        **own,
    }


def key_above() -> dict[str, Any]:
    return {
        "orientation": "h",
        "x": 0,
        "y": 1.01,
        "yanchor": "bottom",
        "traceorder": "normal",
        "itemclick": False,
        "itemdoubleclick": False,
        "font": {"size": 12},
    }


def count_ticks(top: float, most: int) -> dict[str, Any]:
    """Ticks at whole people."""
    ticks: dict[str, Any] = {"tick0": 0, "nticks": most, "tickformat": ",d"}
    return ticks | {"tickmode": "linear", "dtick": 1} if top <= 5 else ticks


# --- Claims over time -------------------------------------------------------------------------------


def claims_over_time(
    marks: Sequence[ClaimMark], known: Sequence[KnownThen] = (), by_hand: Sequence[SetByHand] = ()
) -> go.Figure:
    """Every claim at its publication time, one panel a measure, before the estimate as it was known then.

    Bars reach from low to high; "at least" is an upward triangle with no upper bar; hollow marks do
    not count. A claim without a figure is a tick under the axis, never a zero.
    """
    measures = measures_drawn(marks)
    marks = [mark for mark in marks if mark.measure in measures]
    figure = go.Figure()
    places = side_by_side(marks)
    ends = time_range(marks)
    for number, measure in enumerate(measures, start=1):
        panel = Panel(number, len(measures), measure)
        own = [mark for mark in marks if mark.measure is measure]
        then = [point for point in known if point.measure is measure]
        hand = [each for each in by_hand if each.measure is measure]
        top = highest(own, then, hand)
        add_band(figure, panel, then, ends[1])
        add_line_by_hand(figure, panel, hand, ends)
        add_successions(figure, panel, own, places)
        for interest in Interest:
            add_marks(figure, panel, [mark for mark in own if mark.interest is interest], places, top)
        figure.update_layout(panel.axes(top, ends))
    add_key(figure, marks, known, by_hand)
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


def add_band(figure: go.Figure, panel: Panel, known: Sequence[KnownThen], end: datetime) -> None:
    """The estimate as known then: a stepped band from low to high, and the best figure as a line."""
    points = [point for point in known if point.best is not None]
    if not points:
        return
    times = [point.at.isoformat() for point in points] + [end.isoformat()]
    steps: dict[str, Any] = {"x": times, "yaxis": panel.y_axis, "xaxis": "x", "mode": "lines", "showlegend": False}
    for bound in ("low", "high"):
        values = [getattr(point, bound) for point in points]
        figure.add_scatter(
            **steps,
            y=[*values, values[-1]],
            line={"shape": "hv", "width": 0, "color": BAND},
            hoverinfo="skip",
            **({"fill": "tonexty", "fillcolor": BAND} if bound == "high" else {}),
        )
    bests = [point.best for point in points]
    figure.add_scatter(
        **steps,
        y=[*bests, bests[-1]],
        line={"shape": "hv", "width": 2, "color": INK},
        text=[known_words(point) for point in (*points, points[-1])],
        hovertemplate="%{text}<extra></extra>",
    )


def known_words(point: KnownThen) -> str:
    more = " or more" if point.open_upper else ""
    return (
        f"{point.best:,} {point.measure.label}, reported range {point.low:,} to {point.high:,}{more}"
        f"<br>as known on {point.at:%Y-%m-%d}"
    )


def add_line_by_hand(
    figure: go.Figure, panel: Panel, by_hand: Sequence[SetByHand], ends: tuple[datetime, datetime]
) -> None:
    for each in by_hand:
        figure.add_scatter(
            x=[end.isoformat() for end in ends],
            y=[each.best, each.best],
            xaxis="x",
            yaxis=panel.y_axis,
            mode="lines",
            line={"dash": "dash", "width": 2, "color": MUTED},
            showlegend=False,
            hovertemplate=f"set by hand: {each.best:,} ({each.low:,} to {each.high:,})<extra></extra>",
        )


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


def escaped(words: str) -> str:
    """Text that Plotly shows as it stands: it reads a few tags and entities in what it is given."""
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


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


# --- Incidents over time ----------------------------------------------------------------------------


def incidents_over_time(rows: Sequence[PeriodRow], whole: Sequence[PeriodRow], measure: Measure) -> go.Figure:
    """Best figures as bars, stacked where `rows` have categories; the reported range of `whole` as whiskers.

    `whole` has one row a period. Periods with incidents of unknown toll have a tick under the axis.
    """
    figure = go.Figure()
    categories = list(dict.fromkeys(row.category for row in sorted(rows, key=lambda row: row.category)))
    for number, category in enumerate(categories):
        own = [row for row in rows if row.category == category and row.best is not None]
        add_bars(figure, own, measure, category, number)
    counted = [row for row in whole if row.best is not None]
    top = max([1, *(row.high or 0 for row in counted)])
    add_whiskers(figure, counted, measure)
    add_unknown(figure, [row for row in whole if row.unknown], top)
    figure.update_layout(
        base_layout(
            height=420,
            barmode="stack",
            bargap=0.25,
            showlegend=len(categories) > 1,
            legend=key_above(),
            dragmode="select",
            selectdirection="h",
            xaxis=axis(type="date", showgrid=False, ticks="outside", nticks=10, **ends_of(whole)),
            yaxis=axis(
                title={"text": f"{measure.label}: best and reported range", "standoff": 8, "font": {"size": 13}},
                range=[-0.07 * top, 1.08 * top],
                **count_ticks(top, 7),
                zeroline=True,
                zerolinecolor=MUTED,
                zerolinewidth=1,
            ),
        )
    )
    return figure


DAY_MS = 86_400_000


def width_ms(row: PeriodRow) -> int:
    """The width of a period's bar on the axis of time, milliseconds, with a gap to the next."""
    return round(((row.last - row.first).days + 1) * DAY_MS * 0.8)


def middle(row: PeriodRow) -> str:
    """The middle of a period, where its bar stands."""
    start = datetime.combine(row.first, datetime.min.time())
    return (start + timedelta(days=(row.last - row.first).days + 1) / 2).isoformat()


def ends_of(rows: Sequence[PeriodRow]) -> dict[str, Any]:
    """The range of the axis: some days more than the periods shown, so that a lone bar is no wall."""
    if not rows:
        return {}
    first, last = min(row.first for row in rows), max(row.last for row in rows)
    room = max(timedelta(days=4) - (last - first) / 2, (last - first) * 0.03, timedelta(days=1))
    ends = {"range": [(first - room).isoformat(), (last + room + timedelta(days=1)).isoformat()]}
    weeks = ((last - first).days + 1) / 7
    if (rows[0].last - rows[0].first).days == 6 and weeks <= 20:
        return ends | {"tickmode": "linear", "tick0": first.isoformat(), "dtick": ceil(weeks / 10) * 7 * DAY_MS}
    return ends


def add_bars(figure: go.Figure, rows: Sequence[PeriodRow], measure: Measure, category: str, number: int) -> None:
    kind = number % len(CATEGORY_COLOURS)
    figure.add_bar(
        x=[middle(row) for row in rows],
        y=[row.best for row in rows],
        width=[width_ms(row) for row in rows],
        name=category or measure.label,
        marker={
            "color": CATEGORY_COLOURS[kind],
            "line": {"color": PAPER, "width": 1 if category else 0},
            "pattern": {
                "shape": CATEGORY_PATTERNS[kind],
                "fillmode": "overlay",
                "fgcolor": PAPER,
                "fgopacity": 0.55,
                "size": 7,
                "solidity": 0.2,
            },
        },
        customdata=[row.url for row in rows],
        text=[period_words(row, measure) for row in rows],
        textposition="none",
        hovertemplate="%{text}<extra></extra>",
    )


def add_whiskers(figure: go.Figure, rows: Sequence[PeriodRow], measure: Measure) -> None:
    figure.add_scatter(
        x=[middle(row) for row in rows],
        y=[row.best for row in rows],
        mode="markers",
        name="reported range",
        showlegend=False,
        marker={
            "symbol": [AT_LEAST if row.open_upper else "line-ew" for row in rows],
            "size": 9,
            "color": INK,
            "line": {"color": INK, "width": 2},
        },
        error_y={
            "type": "data",
            "symmetric": False,
            "array": [(row.high or 0) - (row.best or 0) for row in rows],
            "arrayminus": [(row.best or 0) - (row.low or 0) for row in rows],
            "color": INK,
            "thickness": 1.5,
            "width": 5,
        },
        customdata=[row.url for row in rows],
        text=[period_words(row, measure) for row in rows],
        hovertemplate="%{text}<extra></extra>",
    )


def add_unknown(figure: go.Figure, rows: Sequence[PeriodRow], top: float) -> None:
    if not rows:
        return
    figure.add_scatter(
        x=[middle(row) for row in rows],
        y=[-0.035 * top for _ in rows],
        mode="markers",
        name="no figure",
        showlegend=False,
        marker={"symbol": NO_NUMBER, "size": 10, "color": MUTED, "line": {"color": MUTED, "width": 2}},
        customdata=[row.url for row in rows],
        text=[f"{row.label}: {in_number(row.unknown, 'incident')} without a figure" for row in rows],
        hovertemplate="%{text}<extra></extra>",
    )


def period_words(row: PeriodRow, measure: Measure) -> str:
    more = " or more" if row.open_upper else ""
    lines = [
        f"{row.label}" + (f", {escaped(row.category)}" if row.category else ""),
        f"{row.best:,} {measure.label}, reported range {row.low:,} to {row.high:,}{more}",
        in_number(row.incidents, "incident") + (f", {row.unknown} without a figure" if row.unknown else ""),
    ]
    return "<br>".join(lines)


def in_number(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


# --- Where ------------------------------------------------------------------------------------------


def place_map(place: PlaceMark) -> go.Figure:
    """A small map: a point where the place is exact, else a faint circle as wide as what is not known."""
    radius = RADIUS_KM[place.precision]
    figure = go.Figure()
    if radius:
        latitudes, longitudes = circle(place.latitude, place.longitude, radius)
        figure.add_scattergeo(
            lat=latitudes,
            lon=longitudes,
            mode="lines",
            fill="toself",
            fillcolor="var(--chart-halo)",
            line={"color": "var(--chart-place)", "width": 1, "dash": "dot"},
            hoverinfo="skip",
        )
    figure.add_scattergeo(
        lat=[place.latitude],
        lon=[place.longitude],
        mode="markers+text",
        marker={"size": 4 if radius else 11, "color": "var(--chart-place)", "line": {"color": PAPER, "width": 2}},
        text=[escaped(place.label)],
        textposition="top center",
        textfont={"color": INK, "size": 13},
        hovertemplate=f"{escaped(place.label)}: {place.precision.label}<extra></extra>",
    )
    view = max(5.0, 2.2 * radius / KM_PER_DEGREE)
    east = 1.2 * view / max(0.2, cos(radians(place.latitude)))
    figure.update_layout(
        base_layout(
            height=260,
            margin={"l": 0, "r": 0, "t": 0, "b": 0},
            showlegend=False,
            geo={
                "projection": {"type": "mercator"},
                "resolution": 50,
                "lataxis": {"range": [max(-80, place.latitude - view), min(82, place.latitude + view)]},
                "lonaxis": {"range": [place.longitude - east, place.longitude + east]},
                "bgcolor": "var(--chart-sea)",
                "showland": True,
                "landcolor": "var(--chart-land)",
                "showrivers": True,
                "rivercolor": "var(--chart-river)",
                "riverwidth": 1,
                "showlakes": True,
                "lakecolor": "var(--chart-sea)",
                "showcountries": True,
                "countrycolor": MUTED,
                "countrywidth": 1,
                "showcoastlines": True,
                "coastlinecolor": MUTED,
                "coastlinewidth": 0.7,
                "showframe": False,
            },
        )
    )
    return figure


def circle(latitude: float, longitude: float, radius_km: float) -> tuple[list[float], list[float]]:
    """Points of a circle on the Earth, degrees, ending where it began; good enough below a few hundred km."""
    north = radius_km / KM_PER_DEGREE
    east = north / max(0.1, cos(radians(latitude)))
    angles = [-2 * pi * step / 48 for step in range(49)]
    latitudes = [max(-89.0, min(89.0, latitude + north * sin(angle))) for angle in angles]
    return latitudes, [longitude + east * cos(angle) for angle in angles]
