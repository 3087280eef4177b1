"""Plotly's traces drawn by matplotlib. A part of a trace that is not named here is refused, never left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import unescape
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.dates import date2num
from matplotlib.lines import Line2D
from matplotlib.patches import Patch, PathPatch
from matplotlib.path import Path

from incidents.paper.looks import NotDrawnError, colour, printable

PT = 0.64  # points of paper for a px of the browser: its letters of 13 px become 8.3 points high
DAY_MS = 86_400_000
NAMES = "circle circle-x diamond square pentagon hexagon star star-square triangle-up x x-thin line-ns line-ew"
SYMBOLS = dict(zip(NAMES.split(), ["o", "ox", "D", "s", "p", "h", "*", "P", "^", "X", "x", "|", "_"], strict=True))
"""Plotly's symbols as those of matplotlib; of two, the second lies within the first."""
LONG = {"*": 1.4, "|": 1.4, "_": 1.4, "D": 0.92, "^": 1.1}  # Plotly draws these larger or smaller
DASHES = {"solid": "", "dot": "3px,3px", "dash": "9px,7px"}
STEPS: dict[str, Any] = {"linear": None, "hv": "post"}
BESIDE = {"left": ("right", -1), "center": ("center", 0), "right": ("left", 1)}
ABOVE = {"top": ("bottom", 1), "middle": ("center_baseline", 0), "bottom": ("top", -1)}
OF_THE_PAGE = """
anchor automargin bargap barmode domain dragmode fixedrange font gridcolor height hoverinfo hoverlabel hovermode
hovertemplate lat legend linecolor lon margin meta paper_bgcolor plot_bgcolor selectdirection showframe showlegend
standoff template tickcolor tickmode ticks type visible x xaxis y yaxis zerolinecolor zerolinewidth
"""
"""For a pointer, a screen or the page around; looks of axes, which are paper's own; what is read before the rest."""
POINTS = "mode name line fill fillcolor fillpattern marker error_y text textposition textfont customdata cliponaxis"
Part = dict[str, Any]


@dataclass(slots=True)
class Drawn:
    """What traces leave behind: where their marks lead, what bars stand on, the edge of a band."""

    links: list[tuple[Any, Axes, Any, float]] = field(default_factory=list)
    heights: defaultdict[float, float] = field(default_factory=lambda: defaultdict(float))
    edge: Any = None


def known(part: Part | None, names: str) -> Part:
    """A part of which no more than these names is drawn; None for those that it has not."""
    if unknown := (part or {}).keys() - {*names.split(), *OF_THE_PAGE.split()}:
        raise NotDrawnError(f"a part of a figure: {', '.join(sorted(unknown))}")
    return dict.fromkeys(names.split()) | (part or {})


def each(value: Any, count: int) -> Sequence[Any]:
    return value if isinstance(value, list | tuple) else [value] * count


def places(values: Sequence[Any]) -> Any:
    """Numbers or moments as places on an axis; a break where there is none. An offset from UTC is not applied."""
    moments = [date2num(np.datetime64(at.split("+")[0])) if isinstance(at, str) else at for at in values]
    return np.array(moments, dtype=float)


def words_of(text: object) -> str:
    """Plotly's text: its breaks begin lines, its entities are letters; other tags are not known."""
    lines = str(text).split("<br>")
    if any("<" in line for line in lines):
        raise NotDrawnError(f"the mark-up of {text}")
    return "\n".join(printable(unescape(line)) for line in lines)


def looks_of_line(line: Part) -> Part:
    dash = line["dash"] or "solid"
    runs = [float(run.removesuffix("px")) * PT for run in DASHES.get(dash, dash).split(",") if run]
    looks = {"color": colour(line["color"]), "lw": line["width"] * PT, "ls": (0, runs) if runs else "-"}
    return looks | {"drawstyle": "steps-post" if STEPS[line["shape"] or "linear"] else "default"}


def looks_of_fill(ground: str, pattern: Part | None, line: Part | None = None) -> list[Part]:
    """The fill of an area or a bar, and its pattern over it: as one, its tiles would have seams."""
    looks: list[Part] = [{"facecolor": colour(ground), "edgecolor": "none", "linewidth": 0}]
    pattern, line = known(pattern, "shape fgcolor fgopacity fillmode size solidity"), known(line, "color width")
    if pattern["shape"]:
        ink = colour(pattern["fgcolor"], pattern["fgopacity"])
        looks.append(looks[0] | {"facecolor": "none", "hatch": 3 * pattern["shape"], "hatchcolor": ink})
    if line["width"]:
        looks[-1] |= {"edgecolor": colour(line["color"]), "linewidth": line["width"] * PT}
    return looks


def looks_of_mark(symbol: str, size: float, fill: str, edge: str | None, width: float | None) -> list[Part]:
    """The parts of one mark, the lowest first. A hollow one is drawn in its own colour."""
    is_open, parts = "-open" in symbol, SYMBOLS[symbol.removesuffix("-dot").removesuffix("-open")]
    ink, ground = colour(fill if is_open or not edge else edge), "none" if is_open else colour(fill)
    stroke = {"mec": ink, "mew": (is_open if width is None else width) * PT, "ls": ""}
    sizes = [size * LONG.get(parts[0], 1), 0.7 * size]
    looks = [stroke | {"marker": part, "ms": px * PT, "mfc": ground} for part, px in zip(parts, sizes, strict=False)]
    dot = {"marker": "o", "ms": max(2.4, 0.28 * size) * PT, "mfc": ink, "mew": 0, "ls": ""}
    return [*looks, dot] if symbol.endswith("-dot") else looks


def draw_points(drawn: Drawn, axes: Axes, x: Any, y: Any, trace: Part) -> tuple[Artist, ...]:
    """Points of scatter or scattergeo: their area, line, whiskers, marks, words and links."""
    trace, key = known(trace, POINTS), list[Artist]()
    line = known(trace["line"], "color width dash shape")
    marker = known(trace["marker"], "color size symbol opacity line")
    edge, kinds, count = known(marker["line"], "color width"), set(trace["mode"].split("+")), len(x)
    is_known = trace["fill"] in (None, "toself", "tonexty") and marker["opacity"] in (None, 0, 1)
    if not is_known or kinds - {"lines", "markers", "text"}:
        raise NotDrawnError(f"points as {kinds}, filled {trace['fill']}, of opacity {marker['opacity']}")
    for looks in looks_of_fill(trace["fillcolor"], trace["fillpattern"]) if trace["fill"] else ():
        key.append(Patch(**looks))
        if trace["fill"] == "toself":  # outlines, one from each break to the next
            axes.add_patch(PathPatch(Path(np.column_stack([x, y])), **looks))
        else:
            axes.fill_between(x, drawn.edge, y, step=STEPS[line["shape"] or "linear"], zorder=1.5, **looks)
    drawn.edge = y
    if "lines" in kinds and line["width"]:
        axes.plot(x, y, **looks_of_line(line))
        key.append(Line2D([], [], **looks_of_line(line)))
    whiskers = known(trace["error_y"], "type symmetric array arrayminus color thickness width")
    if trace["error_y"]:
        reach, thick = np.array([whiskers["arrayminus"], whiskers["array"]], dtype=float), whiskers["thickness"] * PT
        looks = {"ecolor": colour(whiskers["color"]), "elinewidth": thick, "capthick": thick}
        some = reach.any(axis=0)
        axes.errorbar(x[some], y[some], reach[:, some], fmt="none", capsize=whiskers["width"] * PT, **looks)
    parts = (marker["symbol"] or "circle", marker["size"], marker["color"], edge["color"], edge["width"])
    marks = list(zip(*(each(part, count) for part in parts), strict=True))
    if "markers" in kinds and marker["opacity"] != 0:
        key += [Line2D([], [], **looks | {"ms": min(looks["ms"], 9)}) for looks in looks_of_mark(*marks[0])]
        for at, mark, address in zip(zip(x, y, strict=True), marks, each(trace["customdata"], count), strict=True):
            drawn.links.append((address, axes, (at, at), mark[1] * PT / 2))
            for looks in looks_of_mark(*mark) if axes.viewLim.contains(*at) else ():
                axes.add_artist(Line2D([at[0]], [at[1]], clip_on=not axes.axison, in_layout=False, **looks))
    if "text" in kinds:
        write_beside(axes, x, y, [mark[1] for mark in marks], trace)
    return tuple(key)


def write_beside(axes: Axes, x: Any, y: Any, sizes: Sequence[float], trace: Part) -> None:
    """Words beside marks; on a map on a little paper, so that no border runs through them."""
    font = known(trace["textfont"], "size color")
    parts = [each(part, len(x)) for part in (trace["text"], trace["textposition"], font["color"])]
    for *at, width, text, place, ink in zip(x, y, sizes, *parts, strict=True):
        (stand, above), (hang, right) = ABOVE[place.split()[0]], BESIDE[place.split()[1]]
        away = (right * (width / 2 + 2) * PT, above * (width / 2 + 2) * PT)
        looks = {"ha": hang, "va": stand, "color": colour(ink), "fontsize": font["size"] * PT, "zorder": 9}
        if above and not axes.axison:
            looks["bbox"] = {"boxstyle": "square,pad=0.1", "facecolor": (1, 1, 1, 0.6), "linewidth": 0}
        axes.annotate(words_of(text), (at[0], at[1]), away, textcoords="offset points", in_layout=False, **looks)


def draw_bars(drawn: Drawn, axes: Axes, x: Any, y: Any, trace: Part) -> tuple[Artist, ...]:
    """Upright bars, each on what stands at its place already. Their words are for the pointer."""
    trace = known(trace, "name width marker customdata text textposition")
    marker = known(trace["marker"], "color line pattern")
    looks = looks_of_fill(marker["color"], marker["pattern"], marker["line"])
    half, bottoms = places(each(trace["width"], len(x))) / DAY_MS / 2, places([drawn.heights[at] for at in x])
    for layer in looks:
        axes.bar(x, y, 2 * half, bottoms, zorder=2, **layer)
    drawn.heights |= dict(zip(x, bottoms + y, strict=True))
    boxes = np.array([[x - half, bottoms], [x + half, bottoms + y]]).transpose(2, 0, 1)
    drawn.links += [(to, axes, box, 0) for to, box in zip(each(trace["customdata"], len(x)), boxes, strict=True)]
    if trace["textposition"] != "none":
        raise NotDrawnError("words in bars")
    return tuple(Patch(**layer) for layer in looks)
