"""Merging an incident with another, and splitting one: what is asked, each with its reason."""

from __future__ import annotations

from typing import Any

from django import forms

from incidents.models import Incident, Report
from incidents.pages.frame.finish_form import FinishForm


class RegroupingReasonForm(forms.Form):
    """Why two incidents are one."""

    reason = forms.CharField(
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Say why: the reason is kept with the history of both incidents."},
    )


class SplitForm(RegroupingReasonForm, FinishForm):
    """The new incident that some reports of another tell of, and why these are two."""

    reports = forms.ModelMultipleChoiceField(
        Report.objects.none(), error_messages={"required": "Choose the reports that tell of the other incident."}
    )

    def __init__(self, *args: Any, incident: Incident, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["choice"].required = False
        self.fields["reports"].queryset = Report.objects.filter(incidents=incident)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        self.check_new(given)
        return given

    def clean_choice(self) -> str:
        return ""  # a split always makes a new incident

    def incident_values(self) -> dict[str, Any]:
        """Values of the new incident, as `split_incident` takes them."""
        return {name: value for name, value in super().incident_values().items() if name not in ("reports", "reason")}
