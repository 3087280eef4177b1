"""Which axes a figure has, which traces stand on which, and from where to where each axis goes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from incidents.paper.drawing import bars, heatmap, scatter
from incidents.paper.drawing.axis import Axis, Reach, categories_of, kind_of, set_range
from incidents.paper.drawing.parts import Part, at, count_of, layout_name, pairs_of


@dataclass
class Plot:
    """The traces of one pair of axes, with their bars where they stand."""

    x: Axis
    y: Axis
    traces: list[Part]
    bars: dict[int, list[bars.Bar]]
    """Number of a trace among `traces` -> its bars."""


def axes_of(traces: Sequence[Part], layout: Part) -> dict[str, Axis]:
    """The axes that traces use, each with its kind and its categories; axes that match share both."""
    names = dict.fromkeys(name for trace in traces for name in (trace.get("xaxis") or "x", trace.get("yaxis") or "y"))
    axes = {name: Axis(name, spec_of(name, layout)) for name in names}
    values: dict[str, list[Any]] = {}
    for trace in traces:
        for axis in (axes[trace.get("xaxis") or "x"], axes[trace.get("yaxis") or "y"]):
            values.setdefault(root_of(axis, layout), []).extend(values_on(trace, axis.name[0]))
    for axis in axes.values():
        root = root_of(axis, layout)
        spec = {**(layout.get(layout_name(root)) or {}), **axis.spec}
        axis.kind = kind_of(spec, values[root])
        axis.categories = categories_of(spec, values[root]) if axis.kind == "category" else []
    return axes


def spec_of(name: str, layout: Part) -> Part:
    spec = layout.get(layout_name(name)) or {}
    over = spec.get("overlaying")
    if over and not spec.get("domain"):
        return {**spec, "domain": at(layout, f"{layout_name(over)}.domain", [0, 1])}
    return spec


def root_of(axis: Axis, layout: Part) -> str:
    """The axis that this one matches, in the end."""
    name = axis.name
    for _ in range(len(layout)):
        further = at(layout, f"{layout_name(name)}.matches")
        if not further:
            return name
        name = further
    return name


def values_on(trace: Part, letter: str) -> list[Any]:
    if trace["type"] == "heatmap":
        return heatmap.values_along(trace, letter)
    own = [pair[0 if letter == "x" else 1] for pair in pairs_of(trace)] if count_of(trace) else []
    base = trace.get("base") if (trace.get("orientation") == "h") == (letter == "x") else None
    return own if base is None else (base if isinstance(base, list) else [base])


def plots_of(traces: Sequence[Part], axes: Mapping[str, Axis], layout: Part) -> list[Plot]:
    plots: dict[tuple[str, str], Plot] = {}
    for trace in traces:
        key = (trace.get("xaxis") or "x", trace.get("yaxis") or "y")
        plot = plots.setdefault(key, Plot(axes[key[0]], axes[key[1]], [], {}))
        plot.traces.append(trace)
    for plot in plots.values():
        for is_lying in (False, True):
            numbers = [n for n, each in enumerate(plot.traces) if each["type"] == "bar" and bars.lies(each) == is_lying]
            own = [plot.traces[number] for number in numbers]
            if own:
                laid = bars.lay_out(own, layout, bars.axes_of(own[0], plot.x, plot.y))
                plot.bars |= dict(zip(numbers, laid, strict=True))
    return list(plots.values())


def set_ranges(axes: Mapping[str, Axis], plots: Sequence[Plot], layout: Part) -> None:
    needed: dict[str, list[Reach]] = {}
    for plot in plots:
        for number, trace in enumerate(plot.traces):
            for axis, reaches in zip((plot.x, plot.y), reaches_of(plot, number, trace), strict=True):
                needed.setdefault(root_of(axis, layout), []).extend(reaches)
    for axis in axes.values():
        root = root_of(axis, layout)
        if root != axis.name and "range" not in axis.spec:
            axis.spec = {
                **axis.spec,
                **{
                    name: value
                    for name, value in (layout.get(layout_name(root)) or {}).items()
                    if name in ("range", "autorange", "rangemode")
                },
            }
        set_range(axis, needed.get(root, []))


def reaches_of(plot: Plot, number: int, trace: Part) -> tuple[list[Reach], list[Reach]]:
    if trace["type"] == "heatmap":
        return heatmap.reaches(trace, plot.x, plot.y)
    if trace["type"] == "scatter":
        return scatter.reaches(trace, plot.x, plot.y)
    along, value = bars.reaches(trace, plot.bars[number], bars.axes_of(trace, plot.x, plot.y))
    return (value, along) if bars.lies(trace) else (along, value)
