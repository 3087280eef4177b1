"""Short phrases that many rooms write alike: so many of a thing, a share, words that are cut short."""

from __future__ import annotations


def how_many(count: int, noun: str) -> str:
    """A count with its noun: "1 report", "1,204 reports"."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def per_cent(share: float) -> str:
    """A share between 0 and 1 as whole per cent: "73 %"."""
    return f"{share * 100:.0f} %"


def went_words(what: str, first: tuple[str, float], last: tuple[str, float]) -> str:
    """From which share to which something went, each with its month: "Precision went from 60 % (2024-03) to ..."."""
    (begin, was), (end, now) = first, last
    if per_cent(was) == per_cent(now):
        return f"{what}: {per_cent(now)} in {begin} as in {end}."
    return f"{what} went from {per_cent(was)} ({begin}) to {per_cent(now)} ({end})."


def shorten_words(words: str, most: int) -> str:
    """Words in one line of at most so many letters; what is cut off is marked by "…"."""
    folded = " ".join(words.split())
    return folded if len(folded) <= most else f"{folded[: most - 1].rstrip()}…"
