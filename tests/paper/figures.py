"""Each figure of the desk, drawn from rows that use all that it can show."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from plotly import graph_objects as go

from incidents.charts.figures import (
    attention_over_time,
    claims_by_event,
    claims_over_time,
    draw_calendar,
    incidents_over_time,
    place_map,
    ratios_over_time,
    shares_as_bars,
    shares_over_time,
)
from incidents.charts.rows import (
    AttentionRow,
    DayRow,
    KnownThen,
    PeriodRow,
    PlaceMark,
    RatioMark,
    SetByHand,
    ShareMark,
)
from incidents.figure import Figure
from incidents.vocabulary import GeoPrecision, Interest, Measure
from tests.claim_mark import CLAIM_MARK

CLAIM = CLAIM_MARK


def day(number: int) -> datetime:
    return datetime(2024, 3, 1, tzinfo=UTC) + timedelta(days=number)


CLAIMS = [
    replace(CLAIM, at=day(4), figure=Figure(3, 3, 3), counts=False, id=1, replaced_by=2, event_at=day(3)),
    replace(CLAIM, at=day(5), figure=Figure(10, 12, 19), id=2, event_at=day(3)),
    replace(CLAIM, at=day(6), figure=Figure(12, 24, 24), is_word=True, words="two dozen", interest=Interest.ADMISSION),
    replace(CLAIM, at=day(5), figure=Figure(12, 12, None, True), interest=Interest.PARTY_CLAIM),
    replace(CLAIM, at=day(6), figure=Figure(1, None, 9), interest=Interest.ADMISSION),
    replace(CLAIM, at=day(7), figure=Figure(0, 0, 0), denies=True, interest=Interest.PARTY_CLAIM),
    replace(CLAIM, at=day(8), figure=Figure(1, None, None)),
    replace(CLAIM, at=day(9), figure=Figure(15, 15, 15), population="children", of_people=False),
    replace(CLAIM, at=day(10), figure=Figure(30, 30, 30), interest=Interest.PARTY_CLAIM, counts=False),
    *(
        replace(
            CLAIM, measure=measure, at=day(5 + number), figure=Figure(4, 6 + number, 9 + number), counts=number != 1
        )
        for number, measure in enumerate(list(Measure)[1:3])
    ),
]
KNOWN = [
    KnownThen(Measure.KILLED, day(4), Figure(3, 3, 3)),
    KnownThen(Measure.KILLED, day(5), Figure(10, 12, 19)),
    KnownThen(Measure.KILLED, day(9), Figure(12, 15, 19)),
]
HAND = [SetByHand(Measure.KILLED, Figure(10, 14, 16))]


def month(number: int) -> date:
    return date(2023 + number // 12, number % 12 + 1, 1)


def period(number: int, category: str = "", best: int | None = 14) -> PeriodRow:
    last = month(number + 1) - timedelta(days=1)
    low, high = (None, None) if best is None else (best * 3 // 4, best * 3 // 2)
    return PeriodRow(
        month(number), last, 4, number % 3 == 0, Figure(low, best, high), category=category, url="/timeline/"
    )


KINDS = ("Battles", "Explosions or remote violence", "Protests", "Riots", "Violence against civilians", "Other")
PERIODS = [
    period(number, kind, 40 + 17 * number % 60 + 9 * at) for number in range(14) for at, kind in enumerate(KINDS)
]
WHOLE = [
    replace(row, figure=replace(row.figure, open_upper=number == 3))
    for number in range(14)
    for row in [period(number, best=sum(row.best or 0 for row in PERIODS if row.first == month(number)))]
]
ALONE = [period(number, best=None if number == 2 else 11 + number * 7 % 20) for number in range(5)]

RATIO = RatioMark(
    at=day(3),
    first=92,
    final=100,
    measure=Measure.KILLED,
    population="people",
    interest=Interest.NEUTRAL,
    origin="Harbour clinic",
    incident="Shelling of Ashkel",
    withdrawn=False,
    url="/reports/1/#words-7",
)
RATIOS = [
    RATIO,
    replace(RATIO, at=day(40), first=300, interest=Interest.PARTY_CLAIM),
    replace(RATIO, at=day(70), first=20, interest=Interest.ADMISSION, withdrawn=True),
    replace(RATIO, at=day(90), first=0),
]


def share(label: str, first: date | None, part: int, whole: int) -> ShareMark:
    value = part / whole
    return ShareMark(
        label, first, value, max(0, value - 0.15), min(1, value + 0.1), part, whole, whole >= 10, "/quality/"
    )


SHARES = {
    name: [
        share("desk", month(number), 20 - number - by, 22 if number != 3 else 21) for number in (0, 1, 2, 3, 5, 7, 8)
    ]
    for by, name in enumerate(("precision", "recall", "unchanged"))
}
SOURCES = {
    name: [share(label, None, part - by, 20 if label != "Lowland Radio" else 12) for label, part in WIRES.items()]
    for by, name in enumerate(("precision", "recall"))
    for WIRES in [{"Ridge Wire": 18, "Lowland Radio": 6, "The Harbour and Highland Courier": 11}]
}
ATTENTION = [
    AttentionRow("2024-01", 240.0, 40.0, 5, 4),
    AttentionRow("2024-02", 200.0, 31.0, 8, 8),
    AttentionRow("2024-03", None, None, 0, 0),
    AttentionRow("2024-04", 120.0, 22.0, 4, 1),
]
MANY = [
    replace(row, first=date(2018, 1, 1) + timedelta(weeks=number), last=date(2018, 1, 7) + timedelta(weeks=number))
    for number in range(200)
    for row in [period(number % 24, KINDS[number % 3], 30 + number * 7 % 40)]
]
PARTS = [
    replace(row, category=category, figure=Figure(best=row.best))
    for row in ALONE
    if row.best
    for category in ("civilians", "not told apart")
]
DAYS = [
    DayRow(day, 2, int(best is None), 0, Figure(best, best, best), url="/incidents/")
    for number in range(0, 540, 2)
    for day in [date(2023, 1, 1) + timedelta(days=number)]
    for best in [None if number % 17 == 0 else 0 if number % 13 == 0 else number * 37 % 200]
]
PLACE = PlaceMark("Mazar-i-Sharif", 36.7, 67.1, GeoPrecision.EXACT)

FIGURES: dict[str, go.Figure] = {
    "claims": claims_over_time(CLAIMS, KNOWN, HAND),
    "claims_then": claims_over_time(CLAIMS, KNOWN, HAND, as_of=day(7)),
    "claims_by_event": claims_by_event(CLAIMS, KNOWN, HAND),
    "periods_stacked": incidents_over_time(PERIODS, WHOLE, Measure.KILLED),
    "periods": incidents_over_time(ALONE, ALONE, Measure.INJURED),
    "periods_many": incidents_over_time(MANY, MANY, Measure.KILLED),
    "periods_parts": incidents_over_time(PARTS, ALONE, Measure.INJURED),
    "days": draw_calendar(DAYS, (2023, 2024), "killed", date(2024, 6, 30)),
    "ratios": ratios_over_time(RATIOS),
    "shares_over_time": shares_over_time(SHARES),
    "shares_as_bars": shares_as_bars(SOURCES),
    "attention": attention_over_time(ATTENTION),
    "place": place_map(PLACE),
    "district": place_map(
        replace(PLACE, label="Nineveh <north>", latitude=36.2, longitude=42.3, precision=GeoPrecision.ADMIN1)
    ),
    "island": place_map(replace(PLACE, label="Fiji", latitude=-17.5, longitude=179.2, precision=GeoPrecision.COUNTRY)),
}

# --- What other figures of this style are made of -------------------------------------------------------

INK, MUTED, PAPER = "var(--chart-ink)", "var(--chart-muted)", "var(--chart-paper)"
COLOURS = [f"var(--chart-category-{number})" for number in range(1, 7)]
SHADES = [[0, "var(--chart-paper)"], [1, "var(--chart-category-2)"]]
WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]


def weeks() -> go.Figure:
    """Weeks across, weekdays down, a colour a day; a day without a figure is left open."""
    weeks = [(date(2024, 1, 1) + timedelta(weeks=number)).isoformat() for number in range(53)]
    rows = [[None if (3 * week + at) % 11 == 0 else (week * 7 + at * 13) % 90 for week in range(53)] for at in range(7)]
    figure = go.Figure()
    figure.add_heatmap(
        x=weeks, y=WEEKDAYS, z=rows, xgap=2, ygap=2, colorscale=SHADES, colorbar={"title": {"text": "killed"}}
    )
    axis = {"showgrid": False}
    figure.update_layout(
        height=200,
        font={"size": 13, "color": INK},
        xaxis={**axis, "type": "date"},
        yaxis={**axis, "type": "category", "autorange": "reversed", "categoryarray": WEEKDAYS},
    )
    return figure


def world(projection: str) -> go.Figure:
    """Incidents sized by best and ringed by range; close ones as one mark with their number."""
    places = {"Kabul": (34.5, 69.2), "Mosul": (36.3, 43.1), "Bamako": (12.6, -8.0), "Suva": (-18.1, 178.4)}
    figure = go.Figure()
    sizes = [120, 900, 40, 300]
    for factor, name, shade in ((1.6, "high", "rgba(0,0,0,0)"), (1.0, "best", "var(--chart-halo)")):
        figure.add_scattergeo(
            lat=[lat for lat, _ in places.values()],
            lon=[lon for _, lon in places.values()],
            mode="markers+text" if name == "best" else "markers",
            name=name,
            text=["", "14", "", "3"],
            textposition="middle center",
            marker={
                "size": [size * factor for size in sizes],
                "sizemode": "area",
                "sizeref": 1,
                "sizemin": 3,
                "color": shade,
                "line": {"color": "var(--chart-place)", "width": 1},
            },
        )
    figure.update_layout(
        height=380,
        font={"size": 11, "color": INK},
        geo={
            "projection": {"type": projection},
            "showland": True,
            "landcolor": "var(--chart-land)",
            "showocean": True,
            "oceancolor": "var(--chart-sea)",
            "showcountries": True,
            "countrycolor": MUTED,
            "countrywidth": 0.5,
            "coastlinecolor": MUTED,
            "coastlinewidth": 0.5,
        },
    )
    return figure


def countries() -> go.Figure:
    figure = go.Figure()
    figure.add_choropleth(
        locations=["AFG", "IRQ", "MLI", "UKR", "RUS"],
        z=[900, 500, None, 1200, 300],
        colorscale=SHADES,
        colorbar={"title": "killed"},
    )
    figure.update_layout(
        height=380, geo={"projection": {"type": "natural earth"}, "showland": True, "landcolor": "var(--chart-land)"}
    )
    return figure


def small_multiples() -> go.Figure:
    """Six panels with one scale, each with its name above."""
    figure = go.Figure()
    layout: dict[str, object] = {"height": 420, "showlegend": False, "font": {"size": 12, "color": INK}}
    notes = []
    for number in range(6):
        suffix = str(number + 1) if number else ""
        across, down = number % 3, number // 3
        left, top = across * 0.35, 1 - down * 0.56
        figure.add_scatter(
            x=[month(at).isoformat() for at in range(12)],
            y=[(at * (number + 2)) % 17 + number for at in range(12)],
            mode="lines",
            fill="tozeroy",
            fillcolor="var(--chart-band)",
            line={"color": COLOURS[number], "width": 2},
            xaxis=f"x{suffix}",
            yaxis=f"y{suffix}",
        )
        layout[f"xaxis{suffix}"] = {
            "domain": [left, left + 0.3],
            "anchor": f"y{suffix}",
            "matches": "x" if number else None,
            "showticklabels": down == 1,
            "showgrid": False,
            "linecolor": MUTED,
        }
        layout[f"yaxis{suffix}"] = {
            "domain": [max(0, top - 0.44), top],
            "anchor": f"x{suffix}",
            "matches": "y" if number else None,
            "showticklabels": across == 0,
            "rangemode": "tozero",
            "nticks": 4,
        }
        notes.append(
            {
                "text": f"<b>{KINDS[number]}</b>",
                "x": left,
                "y": top,
                "xref": "paper",
                "yref": "paper",
                "xanchor": "left",
                "yanchor": "bottom",
                "showarrow": False,
                "font": {"size": 12},
            }
        )
    figure.update_layout(**layout, annotations=notes)
    return figure


def lanes() -> go.Figure:
    """One lane an actor, one bar an incident from its first to its last day, its words inside where they fit."""
    figure = go.Figure()
    figure.add_bar(
        orientation="h",
        y=["Ridge Front", "Ridge Front", "Lowland Army", "A committee of the southern districts"],
        base=["2024-01-03", "2024-02-10", "2024-01-20", "2024-03-01"],
        x=[5 * 86_400_000, 20 * 86_400_000, 41 * 86_400_000, 2 * 86_400_000],
        width=0.6,
        marker={"color": COLOURS[0], "line": {"color": PAPER, "width": 1}},
        text=["12", "40 killed", "siege of Ashkel, 220 killed", "3"],
    )
    figure.update_layout(
        height=240,
        font={"size": 12, "color": INK},
        xaxis={"type": "date", "linecolor": MUTED},
        yaxis={"type": "category", "autorange": "reversed", "showgrid": False},
    )
    return figure


def policies() -> go.Figure:
    """Lines of four looks with words at their ends, beside a stack on a second axis."""
    figure = go.Figure()
    days = [day(at * 20).isoformat() for at in range(12)]
    for number, (name, dash) in enumerate(
        zip(("desk", "cautious", "widest", "newest"), ("solid", "dot", "dash", "dashdot"), strict=False)
    ):
        figure.add_scatter(
            x=days,
            y=[100 + at * at * (number + 2) for at in range(12)],
            name=name,
            mode="lines+text",
            text=[*[""] * 11, name],
            textposition="top left",
            line={"color": COLOURS[number], "dash": dash, "width": 2},
        )
    for number in range(2):
        figure.add_scatter(
            x=days,
            y=[at % 4 + 1 for at in range(12)],
            name=f"part {number + 1}",
            stackgroup="one",
            yaxis="y2",
            line={"color": COLOURS[4 + number], "width": 1},
        )
    figure.add_hrect(y0=300, y1=500, fillcolor="var(--chart-band)", line={"width": 0}, layer="below")
    figure.update_layout(
        height=400,
        font={"size": 13, "color": INK},
        xaxis={"linecolor": MUTED, "showgrid": False, "title": "day of the report"},
        yaxis={"title": {"text": "killed under each policy"}, "tickformat": ",d"},
        yaxis2={
            "overlaying": "y",
            "side": "right",
            "range": [0, 30],
            "showgrid": False,
            "title": {"text": "reports a day"},
        },
    )
    return figure


def names_below() -> go.Figure:
    figure = go.Figure()
    names = [
        "Ashkel",
        "Lower Harbour district",
        "Nineveh",
        "The northern highlands",
        "Zabul",
        "Kurram",
        "Saada",
        "Tigray",
    ]
    for number, name in enumerate(("killed", "injured")):
        figure.add_bar(
            x=names,
            y=[3 + (number + 2) * at for at in range(8)],
            name=name,
            marker={"color": COLOURS[number], "pattern": {"shape": "+|"[number], "fillmode": "overlay"}},
            text=[f"{3 + (number + 2) * at}" for at in range(8)],
            textposition="outside",
        )
    figure.update_layout(height=320, barmode="group", font={"size": 13, "color": INK}, yaxis={"zeroline": True})
    return figure


FIGURES |= {
    "weeks": weeks(),
    "world": world("natural earth"),
    "world_mercator": world("mercator"),
    "countries": countries(),
    "small_multiples": small_multiples(),
    "lanes": lanes(),
    "policies": policies(),
    "names_below": names_below(),
}
