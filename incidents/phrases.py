"""Short phrases that many rooms write alike: so many of a thing, and a share."""

from __future__ import annotations


def how_many(count: int, noun: str) -> str:
    """A count with its noun: "1 report", "1,204 reports"."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def per_cent(share: float) -> str:
    """A share between 0 and 1 as whole per cent: "73 %"."""
    return f"{share * 100:.0f} %"
