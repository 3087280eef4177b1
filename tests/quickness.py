"""How long reading takes for a text of any length, by the processor's time."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time

SIZES = ((50_000, 0.1), (200_000, 2.0))
"""Characters, and the seconds within which they are read. What reads the fewer in time reads the many too, unless four
times the text took it more than twenty times as long: a fault that shows in seconds at either size."""


def is_quick(read: Callable[[str], object], begin: str, unit: str, end: str) -> bool:
    """Whether 200,000 characters, a unit repeated between a beginning and an end, are read in two seconds."""
    return any(seconds(read, begin + unit * ((size - 1_000) // len(unit)) + end) < most for size, most in SIZES)


def seconds(read: Callable[[str], object], text: str) -> float:
    began = process_time()
    read(text)
    return process_time() - began
