"""Where words that a person selected, or wrote down letter for letter, stand in a report's text."""

from __future__ import annotations

from typing import Any

from django import forms

from incidents.models import Report

Span = tuple[int, int]


def selected_span(text: str, start: int | None, end: int | None, words: str) -> Span | None:
    """The selected stretch without white space at its edges, where it holds the very words."""
    piece = text[start:end] if start is not None and end is not None and start < end else ""
    if not words or piece.split() != words.split():
        return None
    first = (start or 0) + len(piece) - len(piece.lstrip())
    return first, first + len(piece.strip())


def nearest_span(text: str, words: str, near: int = 0) -> Span | None:
    """Where the words stand in the text, at the place nearest to `near`; None where they do not."""
    if not words:
        return None
    before, after = text.rfind(words, 0, near + len(words)), text.find(words, near)
    places = [at for at in (before, after) if at >= 0]
    if not places:
        return None
    at = min(places, key=lambda place: abs(place - near))
    return at, at + len(words)


class WordsField(forms.CharField):
    """Words as they stand in the text, letter for letter."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, strip=True, max_length=5000, **options)


class SelectionForm(forms.Form):
    """A stretch of a report's text: `start` and `end` as selected, or the exact `words` where no script runs."""

    start = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)
    end = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)
    words = WordsField()

    def __init__(self, *args: Any, report: Report, near: int = 0, **options: Any) -> None:
        self.report, self.near = report, near
        super().__init__(*args, **options)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        words, text = given.get("words") or "", self.report.text
        span = selected_span(text, given.get("start"), given.get("end"), words) or nearest_span(text, words, self.near)
        if span:
            given["start"], given["end"] = span
        else:
            message = "These words are not in the text, letter for letter."
            self.add_error("words", message if words else "Select the words that say it.")
        return given
