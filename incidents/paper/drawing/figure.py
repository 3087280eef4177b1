"""A figure of Plotly as a drawing of reportlab: the same numbers, on paper."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.graphics.shapes import Drawing, Group

from incidents.paper.drawing import bars, geo, heatmap, legend, notes, scatter
from incidents.paper.drawing.axes import Dress, draw_axis, draw_grid, dress, overhang
from incidents.paper.drawing.axis import Axis
from incidents.paper.drawing.colours import colour
from incidents.paper.drawing.known import check
from incidents.paper.drawing.parts import Part, at, plain
from incidents.paper.drawing.pen import Corners, box, clipped
from incidents.paper.drawing.plots import Plot, axes_of, plots_of, set_ranges
from incidents.paper.drawing.shapes import draw_shape

PT = 0.64
"""Points of paper for a px of the browser: its letters of 13 px become 8.3 points high."""
EDGE = 4.0
"""Room around everything, px."""
HEIGHT = 450
"""The height in px of a figure that does not say its own; Plotly's."""


def draw(figure: Any, width: float, height: float | None = None, most: float | None = None) -> Drawing:
    """A `go.Figure`, or its JSON as the browser gets it, in a drawing of `width` points.

    Without a `height` in points the figure's own is kept; neither is higher than `most`. Raises NotDrawnError where
    the figure has a part that paper does not know: what is printed must be what the page shows.
    """
    content = plain(figure.to_plotly_json() if hasattr(figure, "to_plotly_json") else figure)
    content = {"data": content.get("data") or [], "layout": content.get("layout") or {}}
    check(content)
    high = height if height is not None else float(content["layout"].get("height") or HEIGHT) * PT
    high = min(high, most or high)
    sheet = Sheet(content["data"], content["layout"], width / PT, high / PT)
    drawing = Drawing(width, high)
    group = Group(*sheet.drawn())
    group.scale(PT, PT)
    drawing.add(group)
    return drawing


class Sheet:
    """A figure being laid out in a box of `width` and `height` px."""

    def __init__(self, data: Sequence[Part], layout: Part, width: float, height: float) -> None:
        self.layout, self.width, self.height = layout, width, height
        self.listed = [trace for trace in data if trace.get("visible") not in (False, "legendonly")]
        shown = scatter.stacked([{"type": "scatter", **trace} for trace in self.listed])
        self.maps = [trace for trace in shown if trace["type"] in ("scattergeo", "choropleth")]
        self.axes = axes_of([trace for trace in shown if trace not in self.maps], layout)
        self.plots = plots_of([trace for trace in shown if trace not in self.maps], self.axes, layout)
        set_ranges(self.axes, self.plots, layout)
        self.rows = legend.rows_of(self.listed, layout, width - 2 * EDGE)
        self.left, self.bottom, self.right, self.top = EDGE, EDGE, width - EDGE, height - EDGE
        self.dresses: dict[str, Dress] = {}
        for _ in range(3):  # ticks follow from lengths, lengths from the room that ticks take
            self.fit()

    # --- Laying out ---

    def fit(self) -> None:
        """Room for the axes' words around the plots, then the axes' ends, then their ticks."""
        if self.dresses:
            self.left = EDGE + self.room("left")
            self.right = self.width - EDGE - self.room("right")
            self.bottom = EDGE + self.room("bottom")
        head = legend.height_of(self.rows, self.layout) + notes.overhang(self.layout)
        padding = 0.0 if self.maps and not self.axes else 9.0
        self.top = self.height - (head + EDGE if head else 0) - padding - (self.room("top") if self.dresses else 0)
        if self.maps and not self.axes:
            self.left, self.bottom, self.right = 0.0, 0.0, self.width
        for axis in self.axes.values():
            first, last = (self.left, self.right) if axis.is_x else (self.bottom, self.top)
            axis.start = first + axis.domain[0] * (last - first)
            axis.end = first + axis.domain[1] * (last - first)
        self.dresses = {name: dress(axis, self.layout, self.width) for name, axis in self.axes.items()}

    def room(self, side: str) -> float:
        """What stands outside the plots on a side: axes at that edge, and the ends of words along the others."""
        is_across = side in ("left", "right")
        own = [each for each in self.dresses.values() if each.axis.side == side and self.is_outermost(each.axis)]
        found = [self.title_depth(each) + each.depth - each.tick_depth for each in own]
        if is_across:
            for each in self.dresses.values():
                ends = overhang(each)
                at_edge = each.axis.domain[0] <= 0 if side == "left" else each.axis.domain[1] >= 1
                found.append(ends[0 if side == "left" else 1] if at_edge else 0.0)
        return max(found, default=0.0)

    def is_outermost(self, axis: Axis) -> bool:
        place = self.fraction(axis)
        return place <= 0.001 if axis.side in ("left", "bottom") else place >= 0.999

    def fraction(self, axis: Axis) -> float:
        """Where an axis stands on the whole plot, from 0 to 1."""
        if axis.spec.get("anchor") == "free":
            return float(at(axis.spec, "position", 0))
        other = self.anchor(axis)
        return other.domain[0 if axis.side in ("left", "bottom") else 1]

    def anchor(self, axis: Axis) -> Axis:
        """The axis at whose end this one stands."""
        name = str(axis.spec.get("anchor") or "")
        if name in self.axes:
            return self.axes[name]
        partner = next((plot for plot in self.plots if axis in (plot.x, plot.y)), None)
        if partner is None:
            return axis
        return partner.y if axis.is_x else partner.x

    def place(self, axis: Axis) -> float:
        first, last = (self.bottom, self.top) if axis.is_x else (self.left, self.right)
        return first + self.fraction(axis) * (last - first)

    def title_depth(self, each: Dress) -> float:
        """Titles on one side of one column stand in one line, past the widest words."""
        fraction = self.fraction(each.axis)
        beside = [
            other.tick_depth
            for other in self.dresses.values()
            if other.axis.side == each.axis.side and self.fraction(other.axis) == fraction
        ]
        return max(beside, default=each.tick_depth)

    # --- Drawing ---

    def drawn(self) -> list[Any]:
        """All shapes, from the ground upward."""
        across, up = (self.left, self.right), (self.bottom, self.top)
        shapes = list(self.layout.get("shapes") or ())
        drawn: list[Any] = []
        grounds: dict[str, Corners] = {
            "paper_bgcolor": (0, 0, self.width, self.height),
            "plot_bgcolor": (self.left, self.bottom, self.right, self.top),
        }
        for name, corners in grounds.items():
            if self.layout.get(name):
                drawn += box(*corners, colour(self.layout[name]))
        for name in dict.fromkeys(trace.get("geo") or "geo" for trace in self.maps):
            own = geo.draw_map(name, self.maps, self.layout, self.left, self.bottom, self.right, self.top, self.width)
            drawn += own
        for plot in self.plots:
            drawn += draw_grid(self.dresses[plot.x.name], plot.y.start, plot.y.end)
            drawn += draw_grid(self.dresses[plot.y.name], plot.x.start, plot.x.end)
        for shape in shapes:
            if shape.get("layer") == "below":
                drawn += draw_shape(shape, self.axes, across, up)
        for plot in self.plots:
            drawn += self.draw_plot(plot)
        for each in self.dresses.values():
            drawn += draw_axis(each, self.place(each.axis), self.layout, self.title_depth(each))
        for shape in shapes:
            if shape.get("layer") != "below":
                drawn += draw_shape(shape, self.axes, across, up)
        for note in self.layout.get("annotations") or ():
            drawn += notes.draw_annotation(note, self.layout, self.axes, across, up)
        indent = self.left if not self.maps else EDGE
        fits = all(sum(entry.width + legend.GAP for entry in row) <= self.width - indent for row in self.rows)
        return drawn + legend.draw_legend(self.rows, self.layout, indent if fits else EDGE, self.height - EDGE)

    def draw_plot(self, plot: Plot) -> list[Any]:
        x, y = plot.x, plot.y
        inside: list[Any] = []
        outside: list[Any] = []
        for trace in plot.traces:
            if trace["type"] == "heatmap":
                inside += heatmap.draw_heatmap(trace, self.layout, x, y)
        for number, own in plot.bars.items():
            trace = plot.traces[number]
            shapes, beyond = bars.draw_bars(trace, own, self.layout, bars.axes_of(trace, x, y), self.width)
            inside += shapes
            outside += beyond
        lines = [trace for trace in plot.traces if trace["type"] == "scatter"]
        parts = [
            scatter.draw_scatter(trace, lines[number - 1] if number else None, self.layout, x, y, self.width)
            for number, trace in enumerate(lines)
        ]
        for part in parts:
            inside += part.areas
        for part in parts:
            if part.outside and inside:
                outside += part.outside
                inside += part.inside
            else:
                inside += part.inside
                outside += part.outside
        edges = (*sorted((x.start, x.end)), *sorted((y.start, y.end)))
        return [*clipped(edges[0], edges[2], edges[1], edges[3], inside), *outside]
