"""What people have said of a text that tells the program how to read it: its language, and what of it is furniture."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from incidents.extraction.types import Furniture
from incidents.ingest.furniture import find_furniture
from incidents.ingest.marks import Mark, play_marks
from incidents.models import Report, ReviewRules, TextMark


def how_to_read(report: Report) -> dict[str, Any]:
    """What `extract` is told beside text and day: nothing where nobody has said anything."""
    language = report.language if report.language_given else None
    furniture = furniture_of(report.text, marks_that_hold(report))
    return {"language": language, "furniture": furniture, "country": country_of_desk()}


def country_of_desk() -> str | None:
    """ISO alpha-2 code of the country that the desk writes about."""
    return ReviewRules.now().country or None


def marks_that_hold(report: Report) -> list[TextMark]:
    """The marks on a text in order, without those that were taken back."""
    marks = list(report.text_marks.select_related("person", "report"))
    gone = {mark.takes_back_id for mark in marks}
    return [mark for mark in marks if mark.takes_back_id is None and mark.pk not in gone]


def furniture_of(text: str, marks: Iterable[TextMark]) -> list[Furniture] | None:
    """All furniture of a text by what people marked; None where they marked nothing, for the program to find it."""
    played = [Mark(mark.start, mark.end, mark.is_text) for mark in marks]
    if not played:
        return None
    return [Furniture((one.start, one.end), one.why) for one in play_marks(find_furniture(text), played)]
