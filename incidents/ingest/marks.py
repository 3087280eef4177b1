"""What of a text is furniture once people have said so: their marks, played over what the program found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from incidents.ingest.furniture import Stretch

BY_A_PERSON = "marked by a person"


@dataclass(frozen=True, slots=True)
class Mark:
    """What a person said of `text[start:end]`: that it is the report, else that it is furniture."""

    start: int
    end: int
    is_text: bool


def play_marks(found: Iterable[Stretch], marks: Iterable[Mark]) -> tuple[Stretch, ...]:
    """The furniture that is left: of marks on the same words the last counts. In order, none over another."""
    stretches = list(found)
    for mark in marks:
        stretches = [part for stretch in stretches for part in cut_out(stretch, mark)]
        if not mark.is_text:
            stretches.append(Stretch(mark.start, mark.end, BY_A_PERSON))
    return tuple(sorted(stretches, key=lambda stretch: stretch.start))


def cut_out(stretch: Stretch, mark: Mark) -> list[Stretch]:
    """What is left of a stretch before and behind a mark."""
    before = Stretch(stretch.start, min(stretch.end, mark.start), stretch.why)
    behind = Stretch(max(stretch.start, mark.end), stretch.end, stretch.why)
    return [part for part in (before, behind) if part.start < part.end]
