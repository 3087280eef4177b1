"""From the text of a report to what it says of casualties, place, time and actors. No Django in this room."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

# Before numpy is loaded: its threads gain nothing on matrices of this size, and take the cores of other processes.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

if TYPE_CHECKING:
    from incidents.extraction.pipeline import PIPELINE_VERSION, extract, extract_many

__all__ = ["PIPELINE_VERSION", "extract", "extract_many"]


def __getattr__(name: str) -> Any:
    """The pipeline is loaded when it is first asked for: spaCy takes most of a second, and not all need it."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from incidents.extraction import pipeline

    return getattr(pipeline, name)
