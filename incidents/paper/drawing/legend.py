"""What the marks mean: a row of samples above the plot, as many rows as it takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from incidents.paper.drawing.bars import filled
from incidents.paper.drawing.colours import colour, on_scale
from incidents.paper.drawing.heatmap import scale as heatmap_scale
from incidents.paper.drawing.numbers import as_words
from incidents.paper.drawing.parts import Part, at, each_of, text_of
from incidents.paper.drawing.pen import Letters, Stroke, box, line, words
from incidents.paper.drawing.points import ColourScale, colours_of, drawn_mark, marks_of, modes_of, scale_of
from incidents.paper.drawing.scatter import fill_colour, line_of
from incidents.paper.drawing.words import Line, block_width, lines_of

SAMPLE = 26.0
"""Width of a sample, px."""
BAR = 110.0
"""Width of the sample of a scale of colours, px."""
GAP = 16.0


@dataclass(frozen=True, slots=True)
class Entry:
    """A sample and what it means."""

    trace: Part
    words: list[Line]
    width: float


@dataclass(frozen=True, slots=True)
class ColourBar:
    """A scale of colours and what its numbers mean."""

    scale: ColourScale
    part: Part
    words: list[Line]
    width: float


Row = list[Entry | ColourBar]


def size_of(layout: Part) -> float:
    return float(at(layout, "legend.font.size", at(layout, "font.size", 12)))


def rows_of(traces: Sequence[Part], layout: Part, room: float) -> list[Row]:
    """All entries, in rows that are no wider than `room` px."""
    size = size_of(layout)
    entries: Row = [*entries_of(traces, layout, size), *colour_bars(traces, layout, size)]
    rows: list[Row] = []
    used = 0.0
    for entry in entries:
        if not rows or used + entry.width > room:
            rows.append([])
            used = 0.0
        rows[-1].append(entry)
        used += entry.width + GAP
    return rows


def entries_of(traces: Sequence[Part], layout: Part, size: float) -> list[Entry]:
    listed = [trace for trace in traces if trace.get("type") in ("scatter", "bar", "scattergeo", None)]
    listed = [trace for trace in listed if trace.get("showlegend") is not False]
    is_shown = layout.get("showlegend")
    if is_shown is False or (is_shown is None and len(listed) < 2):
        return []
    if "reversed" in str(at(layout, "legend.traceorder", "")):
        listed.reverse()
    found = []
    for trace in listed:
        block = lines_of(" ".join(str(trace.get("name") or "").split()))
        found.append(Entry(trace, block, SAMPLE + 5 + block_width(block, size)))
    return found


def height_of(rows: Sequence[Row], layout: Part) -> float:
    return len(rows) * 1.65 * size_of(layout)


def draw_legend(rows: Sequence[Row], layout: Part, left: float, top: float) -> list[Any]:
    size = size_of(layout)
    ink = colour(at(layout, "legend.font.color", at(layout, "font.color", "var(--chart-ink)")))
    drawn: list[Any] = []
    for number, row in enumerate(rows):
        x, y = left, top - (number + 0.5) * 1.65 * size
        for entry in row:
            if isinstance(entry, Entry):
                drawn += sample(entry.trace, layout, x, y)
                drawn += words(entry.words, x + SAMPLE + 5, y, Letters(size, ink))
            else:
                drawn += draw_colour_bar(entry, x, y, Letters(size, ink))
            x += entry.width + GAP
    return drawn


def sample(trace: Part, layout: Part, x: float, y: float) -> list[Any]:
    """A small piece of the trace, of its first mark where they differ."""
    middle = x + SAMPLE / 2
    if trace.get("type") == "bar":
        marker = trace.get("marker") or {}
        fill = colours_of(marker, layout, 1)[0]
        edge = each_of(at(marker, "line.color"), 1)[0]
        stroke = Stroke(colour(edge), float(each_of(at(marker, "line.width", 0), 1)[0])) if edge else None
        return filled(marker, 0, 1, (middle - 9, y - 5.5, middle + 9, y + 5.5), fill, stroke)
    modes = modes_of(trace)
    drawn: list[Any] = []
    if trace.get("fill") not in (None, "none"):
        like_bar = {"pattern": trace.get("fillpattern") or {}}
        drawn += filled(like_bar, 0, 1, (x, y - 5, x + SAMPLE, y + 5), fill_colour(trace), None)
    stroke = line_of(trace) if "lines" in modes else None
    if stroke:
        drawn += line([(x, y), (x + SAMPLE, y)], stroke)
    if "markers" in modes:
        drawn += drawn_mark(marks_of(single(trace), layout, 1)[0], middle, y)
    return drawn


def single(trace: Part) -> Part:
    """A trace whose marks are of a size that a row has room for."""
    marker = dict(trace.get("marker") or {})
    size = marker.get("size", 6)
    is_many = isinstance(size, list) or marker.get("sizemode") == "area"
    marker |= {"size": 11 if is_many else min(float(size), 14), "sizeref": 1, "sizemode": "diameter"}
    return {**trace, "marker": marker}


# --- Scales of colours ----------------------------------------------------------------------------------


def colour_bars(traces: Sequence[Part], layout: Part, size: float) -> list[ColourBar]:
    """The scale of each heatmap or map of countries, and of marks that ask for it; one for a shared scale."""
    found: list[ColourBar] = []
    shared: set[str] = set()
    for trace in traces:
        is_table = trace.get("type") in ("heatmap", "choropleth")
        part: Part = trace if is_table else trace.get("marker") or {}
        name = part.get("coloraxis")
        is_shown = at(layout.get(name) or {}, "showscale", True) if name else part.get("showscale", is_table)
        if not is_shown or name in shared:
            continue
        shared |= {name} if name else set()
        scale = scale_for(trace, part, layout, traces if name else [trace])
        about = (layout.get(name) or {}) if name else part
        block = lines_of(text_of(at(about, "colorbar.title")))
        ends = sum(block_width(lines_of(text), size) for _, text in numbers_of(scale, about))
        width = block_width(block, size) + BAR + ends + 18
        found.append(ColourBar(scale, about, block, width))
    return found


def scale_for(trace: Part, part: Part, layout: Part, traces: Sequence[Part]) -> ColourScale:
    if trace.get("type") == "heatmap" and not part.get("coloraxis"):
        return heatmap_scale(trace, layout)
    values = [value for each in traces for value in numbers_in(each)]
    return scale_of(part, layout, values, "z" if trace.get("type") == "choropleth" else "c")


def numbers_in(trace: Part) -> list[float]:
    given = trace.get("z") if trace.get("type") in ("heatmap", "choropleth") else at(trace, "marker.color", [])
    flat = [value for row in given or [] for value in (row if isinstance(row, list) else [row])]
    return [value for value in flat if isinstance(value, int | float)]


def numbers_of(scale: ColourScale, part: Part) -> list[tuple[float, str]]:
    """The two ends of a scale in words, or the ticks that the figure names."""
    about = part.get("colorbar") or {}
    form, before, after = about.get("tickformat") or "", about.get("tickprefix") or "", about.get("ticksuffix") or ""
    values = about.get("tickvals") or [scale.low, scale.high]
    texts = about.get("ticktext") or [f"{before}{as_words(float(value), form)}{after}" for value in values]
    return list(zip([float(value) for value in values], map(str, texts), strict=True))


def draw_colour_bar(bar: ColourBar, x: float, y: float, letters: Letters) -> list[Any]:
    """Title, least, the colours, most. Ticks between the ends are not written: the row is too low for them."""
    drawn = words(bar.words, x, y, letters)
    x += block_width(bar.words, letters.size) + 8
    numbers = numbers_of(bar.scale, bar.part)
    least, most = lines_of(numbers[0][1]), lines_of(numbers[-1][1])
    drawn += words(least, x, y, letters)
    x += block_width(least, letters.size) + 5
    parts = 44
    for number in range(parts):
        shade = on_scale((number + 0.5) / parts, bar.scale.stops)
        drawn += box(x + BAR * number / parts, y - 5, x + BAR * (number + 1.08) / parts, y + 5, shade)
    drawn += words(most, x + BAR + 5, y, letters)
    return drawn
