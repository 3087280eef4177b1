"""Setting a figure by hand, and letting the derived one stand again; either takes a reason."""

from __future__ import annotations

from typing import Any

from django import forms

from incidents.models import Estimate

LARGEST = 100_000_000
CONFIRM = "incidents.override_estimate"
"""The right to set a figure by hand, or to let it stand."""


class ReasonForm(forms.Form):
    """Why: shown beside the figure, with who and when."""

    reason = forms.CharField(
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Say why: the reason is shown beside the figure."},
    )


class OverrideForm(ReasonForm):
    """Low, best and high, whole people."""

    low = forms.IntegerField(min_value=0, max_value=LARGEST)
    best = forms.IntegerField(min_value=0, max_value=LARGEST)
    high = forms.IntegerField(min_value=0, max_value=LARGEST)

    field_order = ("low", "best", "high", "reason")

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        low, best, high = (given.get(name) for name in ("low", "best", "high"))
        if low is not None and best is not None and best < low:
            self.add_error("best", f"Best cannot be below low, {low:,}.")
        if best is not None and high is not None and high < best:
            self.add_error("high", f"High cannot be below best, {best:,}.")
        return given


class ConfirmationForm(ReasonForm):
    """Let a figure stand: the figure that the person saw, and why it may."""

    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, estimate: Estimate, **options: Any) -> None:
        super().__init__(*args, **options, initial={"seen": str(estimate.figure)})  # type: ignore[misc]
        self.estimate = estimate

    def clean_seen(self) -> str:
        seen: str = self.cleaned_data["seen"]
        if seen != str(self.estimate.figure):
            raise forms.ValidationError(f"The figure moved while you looked: it is {self.estimate.figure} now.")
        return seen
