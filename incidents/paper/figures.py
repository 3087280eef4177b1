"""A figure of Plotly drawn by matplotlib: the same numbers as on the page, on paper."""

from __future__ import annotations

import re
from collections.abc import Sequence
from io import StringIO
from typing import Any

import matplotlib
from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.dates import AutoDateLocator, num2date
from matplotlib.figure import Figure
from matplotlib.legend_handler import HandlerTuple
from matplotlib.patches import Ellipse, Rectangle
from matplotlib.ticker import Formatter, MaxNLocator, MultipleLocator
from matplotlib.transforms import Affine2D, ScaledTranslation

from incidents.paper.earth import draw_earth, mercator
from incidents.paper.looks import FONT, NotDrawnError, colour
from incidents.paper.marks import DAY_MS, PT, Drawn, Part, draw_bars, draw_points, known, places, words_of

NOTES = "text x0 x1 y0 y1 xref yref xanchor yanchor xshift yshift showarrow xsizemode ysizemode line fillcolor"
KINDS = {"scatter": (draw_points, "x", "y"), "bar": (draw_bars, "x", "y"), "scattergeo": (draw_points, "lon", "lat")}
LOOKS: dict[Any, Any] = {
    13 * PT: "font.size xtick.labelsize ytick.labelsize axes.labelsize",
    12 * PT: "legend.fontsize",
    colour("var(--chart-ink)"): "text.color xtick.labelcolor ytick.labelcolor axes.labelcolor",
    colour("var(--chart-muted)"): "axes.edgecolor xtick.color ytick.color",
    colour("var(--chart-grid)"): "grid.color",
    PT: "axes.linewidth grid.linewidth xtick.major.width ytick.major.width hatch.linewidth",
    True: "axes.axisbelow",
    0.03: "figure.constrained_layout.w_pad figure.constrained_layout.h_pad",
    1.2: "legend.columnspacing",
    1.8: "legend.handlelength",
    False: "axes.spines.top axes.spines.right lines.scale_dashes legend.frameon legend.borderaxespad text.parse_math",
    "butt": "lines.solid_capstyle lines.dash_capstyle",
    "none": "svg.fonttype",  # letters stay letters, for the document to set
    FONT: "font.family svg.hashsalt",
}
matplotlib.rcParams |= {name: value for value, names in LOOKS.items() for name in names.split()}


def draw(figure: Any, width: float, most: float) -> tuple[str, list[tuple[str, float, float, float, float]]]:
    """A `go.Figure` of `width` points, no higher than `most`, as SVG. Raises NotDrawnError for what it cannot draw."""
    content = figure.to_plotly_json()
    height = min(content["layout"].get("height", 450) * PT, most)  # Plotly's own is 450
    sheet, drawn, output = Figure((width / 72, height / 72), dpi=72, layout="constrained"), Drawn(), StringIO()
    try:
        draw_on(sheet, drawn, content["data"], content["layout"])
        FigureCanvasSVG(sheet).print_svg(output, metadata={"Date": None})
    except (KeyError, TypeError, ValueError) as unknown:
        raise NotDrawnError(f"a part of a figure that paper does not know: {unknown}") from unknown
    links = []
    for address, axes, corners, around in drawn.links:
        if re.match("/(?!/)", str(address)):  # the page follows nothing but its own paths either
            (left, bottom), (right, top) = axes.transData.transform(corners).tolist()
            size = (right - left + 2 * around, top - bottom + 2 * around)
            links.append((str(address), left - around, height - top - around, *size))
    return output.getvalue(), links


def draw_on(sheet: Figure, drawn: Drawn, data: Sequence[Part], layout: Part) -> None:
    names, is_map = sorted(name for name in layout if name.startswith("yaxis")), "geo" in layout
    known(layout, f"geo shapes annotations {' '.join(names)}")
    panels = {"geo": map_of(sheet, layout["geo"])} if is_map else panels_of(sheet, names, layout)
    key = []
    for trace in data:
        draw_kind, x, y = KINDS[trace.get("type", "scatter")]
        if trace.get("visible", True) is True:
            up = mercator(places(trace[y])) if is_map else places(trace[y])
            axes = panels["geo" if is_map else trace.get("yaxis", "y")]
            sample = draw_kind(drawn, axes, places(trace[x]), up, trace)
            key += [(sample, words_of(trace.get("name", "")))] if trace.get("showlegend", True) else []
        if draw_kind is draw_bars and layout.get("barmode") != "stack":
            raise NotDrawnError("bars that do not stand on one another")
    if layout.get("showlegend", True):
        place = "outside lower left" if is_map else "outside upper left"
        add_key(sheet, [(parts, name) for parts, name in key if parts and name], place)
    for part in (*layout.get("shapes", ()), *layout.get("annotations", ())):
        draw_note(panels["geo"], part)
    if is_map:
        sheet.draw_without_rendering()  # makes room for the key
        draw_earth(panels["geo"], layout["geo"])


def panels_of(sheet: Figure, names: Sequence[str], layout: Part) -> dict[str, Axes]:
    """The axes of each panel, by Plotly's name of its upright axis: they share the one of time."""
    rows = sheet.subplots(len(names), 1, sharex=True, squeeze=False)[:, 0]
    for name, axes in zip(names, rows, strict=True):
        dress(axes, "y", layout[name])
        axes.spines["bottom"].set_visible(axes is rows[-1])
        axes.tick_params(axis="x", bottom=axes is rows[-1])
    dress(rows[-1], "x", layout["xaxis"])
    return {name.replace("axis", ""): axes for name, axes in zip(names, rows, strict=True)}


def dress(axes: Axes, letter: str, spec: Part) -> None:
    """One axis as the figure wants it: its ends, its words, its lines, its ticks and what is written at them."""
    kind, form, step, most = spec.get("type"), spec.get("tickformat"), spec.get("dtick"), spec["nticks"]
    known(spec, "range title showgrid zeroline nticks tickformat tick0 dtick")
    if (kind, form) not in (("date", None), ("date", Moments.DAYS), (None, ",d")):
        raise NotDrawnError(f"an axis of type {kind} written as {form}")
    axis = axes.xaxis if letter == "x" else axes.yaxis
    axis.set_label_text(words_of(spec.get("title", {}).get("text", "")))
    axes.set(**{f"{letter}lim": places(spec["range"])})
    axis.grid(visible=spec.get("showgrid", True))
    if spec.get("zeroline"):
        axes.axhline(0, color=colour("var(--chart-muted)"), linewidth=PT, zorder=1)
    every = MultipleLocator(step / (DAY_MS if kind else 1), places([spec["tick0"]])[0]) if step else None
    free = AutoDateLocator(minticks=3, maxticks=most) if kind else MaxNLocator(most, steps=[1, 2, 5, 10], integer=True)
    axis.set_major_locator(every or free)
    axis.set_major_formatter(Moments() if kind else "{x:,.0f}")


class Moments(Formatter):
    """Days, months or years; the year below where it changes."""

    DAYS = "%-d %b\n%Y"

    def format_ticks(self, values: Sequence[float]) -> list[str]:
        moments, first = [num2date(value) for value in values], self.axis.get_view_interval()[0]  # type: ignore[union-attr]
        are_years, are_months = ({at.strftime(form) for at in moments} <= {"0101", "01"} for form in ("%m%d", "%d"))
        words = [at.strftime("%Y" if are_years else "%b\n%Y" if are_months else self.DAYS) for at in moments]
        years = [0 if value < first else at.year for value, at in zip(values, moments, strict=True)]
        is_new = [year != before for before, year in zip([0, *years], years, strict=False)]
        return [word if new else word.split("\n")[0] for word, new in zip(words, is_new, strict=True)]


def map_of(sheet: Figure, geo: Part) -> Axes:
    """Axes of degrees around the part of the Earth that is asked for."""
    if geo["projection"] != {"type": "mercator"}:
        raise NotDrawnError(f"a map as {geo['projection']}")
    sheet.set_layout_engine("constrained", w_pad=0, h_pad=0)
    axes = sheet.add_subplot(xlim=geo["lonaxis"]["range"], ylim=mercator(geo["lataxis"]["range"]))
    axes.set_axis_off()
    return axes


def draw_note(axes: Axes, part: Part) -> None:
    """A box, a circle or words so many px from a corner of the map: the key of sizes."""
    known(part, NOTES)
    corner = (part["x"], part["y"]) if "text" in part else (part["xanchor"], part["yanchor"])
    if (part["xref"], part["yref"]) != ("paper", "paper") or part.get("showarrow") or part.get("xsizemode") == "scaled":
        raise NotDrawnError(f"a note at {part}")
    looks: Part = {"zorder": 8}
    looks["transform"] = Affine2D().scale(PT) + ScaledTranslation(*corner, axes.transAxes)  # type: ignore[arg-type]
    if "text" in part:
        looks |= {"color": colour(part["font"]["color"]), "fontsize": part["font"]["size"] * PT, "in_layout": False}
        stand = {"middle": "center_baseline"}[part["yanchor"]]
        axes.text(part["xshift"], part["yshift"], words_of(part["text"]), ha=part["xanchor"], va=stand, **looks)
        return
    wide, high, line = part["x1"] - part["x0"], part["y1"] - part["y0"], part["line"]
    fill, edge = (colour(ink) if ink else "none" for ink in (part.get("fillcolor"), line.get("color")))
    circle = Ellipse((part["x0"] + wide / 2, part["y0"] + high / 2), wide, high)
    shape = {"rect": Rectangle((part["x0"], part["y0"]), wide, high), "circle": circle}[part["type"]]
    axes.add_artist(shape).set(facecolor=fill, edgecolor=edge, linewidth=line["width"] * PT, **looks)


def add_key(sheet: Figure, entries: Sequence[tuple[Any, str]], place: Any) -> None:
    """What the marks mean, in rows from left to right, in as many columns as there is room for."""
    looks: Part = {"handler_map": {tuple: HandlerTuple(ndivide=1)}}
    for columns in range(len(entries), 0, -1):
        parts, names = zip(*(entry for first in range(columns) for entry in entries[first::columns]), strict=True)
        key = sheet.legend(parts, names, loc=place, ncols=columns, **looks)
        if key.get_window_extent().width <= sheet.bbox.width:
            return
        key.remove()
