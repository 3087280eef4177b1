"""Figures of Plotly on paper: one file for each thing that a figure can have."""

from incidents.paper.drawing.errors import NotDrawnError
from incidents.paper.drawing.figure import draw

__all__ = ["NotDrawnError", "draw"]
