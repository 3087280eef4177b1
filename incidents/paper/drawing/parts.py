"""Reading Plotly's JSON: lists where one value may stand for all, and names of axes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

Part = Mapping[str, Any]


def plain(value: Any) -> Any:
    """The figure as the JSON that the browser gets: lists, numbers, words."""
    if isinstance(value, Mapping):
        return {str(name): plain(each) for name, each in value.items()}
    if isinstance(value, datetime | date):
        return value.isoformat()
    if hasattr(value, "tolist"):
        return plain(value.tolist())
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    return value


def at(part: Part, path: str, otherwise: Any = None) -> Any:
    """A value deep in a part: at(trace, "marker.line.width"); `otherwise` where there is none."""
    value: Any = part
    for name in path.split("."):
        if not isinstance(value, Mapping) or value.get(name) is None:
            return otherwise
        value = value[name]
    return value


def each_of(value: Any, count: int) -> list[Any]:
    """One value for each of `count` marks, from a list or from one value for all."""
    if isinstance(value, list):
        return [*value, *[None] * (count - len(value))][:count]
    return [value] * count


def layout_name(axis: str) -> str:
    """ "x2" as traces name an axis -> "xaxis2" as the layout does."""
    return f"{axis[0]}axis{axis[1:]}"


def text_of(title: Any) -> str:
    """Plotly takes a title as words, or as a part with words and a font."""
    return str(title.get("text") or "") if isinstance(title, Mapping) else str(title or "")


def count_of(trace: Part) -> int:
    return max(len(trace.get("x") or ()), len(trace.get("y") or ()))


def pairs_of(trace: Part) -> list[tuple[Any, Any]]:
    """The places of a trace's marks; where one of x and y is missing, Plotly counts from 0."""
    count = count_of(trace)
    xs = trace.get("x") if trace.get("x") is not None else list(range(count))
    ys = trace.get("y") if trace.get("y") is not None else list(range(count))
    return list(zip(each_of(xs, count), each_of(ys, count), strict=True))
