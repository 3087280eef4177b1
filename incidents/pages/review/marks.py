"""What people say of stretches of a text: this is the report, this is furniture. The text is then read again."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from incidents.models import Report
from incidents.pages.frame.report import whole_report
from incidents.pages.frame.requests import deciding
from incidents.pages.review.rereading import may_put_right, read_with


class MarkForm(forms.Form):
    """A stretch of a text, in code points, and whether it is the report."""

    start = forms.IntegerField(min_value=0)
    end = forms.IntegerField(min_value=1)
    is_text = forms.BooleanField(required=False)

    def __init__(self, *args: Any, report: Report, **options: Any) -> None:
        self.report = report
        super().__init__(*args, **options)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        start, end = given.get("start"), given.get("end")
        words = "" if start is None or end is None else self.report.text[start:end]
        if not words.strip():
            raise forms.ValidationError("Select words of the text.")
        given["start"] += len(words) - len(words.lstrip())
        given["end"] = given["start"] + len(words.strip())
        return given


@deciding
@require_POST
def mark_words(request: HttpRequest, pk: int) -> HttpResponse:
    """Say of selected words that they are the report, or furniture of its page."""
    report = report_to_mark(request, pk)
    form = MarkForm(request.POST, report=report)
    if not form.is_valid():
        messages.warning(request, "Select words of the text first.")
        return redirect("review", pk)
    return read_with(request, report, {"mark": form.cleaned_data})


@deciding
@require_POST
def take_mark_back(request: HttpRequest, pk: int, mark: int) -> HttpResponse:
    """Take back what somebody said of words; the text is read as if it had not been said."""
    report = report_to_mark(request, pk)
    get_object_or_404(report.text_marks, pk=mark, takes_back=None)
    return read_with(request, report, {"take_back": mark})


def report_to_mark(request: HttpRequest, pk: int) -> Report:
    """A report whose text the person may mark."""
    report = whole_report(pk)
    if not report.is_read or not may_put_right(request, report):
        raise PermissionDenied
    return report
