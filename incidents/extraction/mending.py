"""What is read of a text: furniture cut out, broken words mended, each character with its place in the text given."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from incidents.extraction.types import Furniture, Span
from incidents.ingest.furniture import PAGE_BREAK

PARAGRAPH = "\n\n"
LONG_LINE = 40
"""In characters: a line that ends so far to the right may go on behind the head of the next page."""


@dataclass(frozen=True, slots=True)
class ReadingText:
    """What is read of a text: `places[i]` is where `text[i]` stands in the text as given."""

    text: str
    places: Sequence[int]

    def place(self, start: int, end: int) -> Span:
        """Where a stretch of the text that is read stands in the text as given."""
        return (self.places[start], self.places[end - 1] + 1) if end > start else (self.places[start],) * 2

    def edited(self, edits: Iterable[tuple[int, int, str]]) -> ReadingText:
        """With other words for some stretches of `text`: start, end, words; in order, none over another."""
        kept: list[str] = []
        places = array("l")
        reached = 0
        for start, end, words in edits:
            kept += self.text[reached:start], words
            places.extend(self.places[reached:start])
            places.extend([self.places[min(start, len(self.places) - 1)]] * len(words))
            reached = end
        if not kept:
            return self
        places.extend(self.places[reached:])
        return ReadingText("".join(kept) + self.text[reached:], places)


def reading_text(text: str, furniture: Sequence[Furniture]) -> ReadingText:
    """The report in a text: furniture leaves an end of paragraph, or nothing between the pages of a sentence."""
    return ReadingText(text, range(len(text))).edited(_without_furniture(text, furniture))


def order_stretches(furniture: Iterable[Furniture], text: str) -> tuple[Furniture, ...]:
    """Stretches in the order of the text, none over another, none outside of it."""
    ordered: list[Furniture] = []
    for stretch in sorted(furniture, key=lambda one: one.span):
        start = max(stretch.span[0], ordered[-1].span[1] if ordered else 0)
        end = min(stretch.span[1], len(text))
        if start < end:
            ordered.append(Furniture((start, end), stretch.why))
    return tuple(ordered)


def _without_furniture(text: str, furniture: Sequence[Furniture]) -> Iterator[tuple[int, int, str]]:
    """Neighbours with nothing but blanks between them are cut out together."""
    group: list[Furniture] = []
    for stretch in furniture:
        if group and text[group[-1].span[1] : stretch.span[0]].strip():
            yield _cut(text, group)
            group = []
        group.append(stretch)
    if group:
        yield _cut(text, group)


def _cut(text: str, group: Sequence[Furniture]) -> tuple[int, int, str]:
    start, end = group[0].span[0], group[-1].span[1]
    if any(stretch.why == PAGE_BREAK for stretch in group):
        before, after = text[:start].rstrip(), text[end:].lstrip()
        if before and after and _goes_on(before[-200:], after[0]):
            return len(before), len(text) - len(after), " " if after[0].islower() else "\n"
    return start, end, PARAGRAPH


def _goes_on(before: str, following: str) -> bool:
    """Whether a sentence goes on over the end of a page."""
    line = before.rsplit("\n", 1)[-1]
    unfinished = re.search(r"(?:[a-z]|[a-z,]-?)$", line)
    return following.islower() or bool(unfinished and len(line) >= LONG_LINE)
