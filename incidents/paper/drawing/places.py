"""Places that a figure gives on an axis, on a share of an axis, or on a share of the whole plot."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from incidents.paper.drawing.axis import Axis
from incidents.paper.drawing.errors import NotDrawnError

Axes = Mapping[str, Axis]
Ends = tuple[float, float]


def px_of(value: Any, ref: str, axes: Axes, paper: Ends) -> float | None:
    """A place in px: on an axis, on a share of an axis ("x domain"), or on a share of the whole plot ("paper")."""
    if ref == "paper":
        return paper[0] + float(value) * (paper[1] - paper[0])
    name, _, of = ref.partition(" ")
    if name not in axes:
        raise NotDrawnError(f"a place on {ref}, an axis without a trace")
    axis = axes[name]
    return axis.start + float(value) * axis.length if of else axis.px(value)
