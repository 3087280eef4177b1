"""The page of decisions: what it is narrowed down by, letting a figure stand, and choosing the desk's policy."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from incidents.forms.as_of import AsOfField
from incidents.forms.override import ReasonForm
from incidents.models import Estimate
from incidents.vocabulary import Measure, Policy, Question

ANY = ("", "any")


class DecisionFilter(forms.Form):
    """Why a decision is needed, on what, and where. A choice that is wrong narrows nothing and says so."""

    reason = forms.ChoiceField(required=False, choices=[ANY, *Question.choices()], widget=forms.HiddenInput)
    measure = forms.ChoiceField(required=False, choices=[ANY, *Measure.choices()])
    country = forms.CharField(required=False, max_length=100, widget=forms.Select)
    as_of = AsOfField()

    def offer_countries(self, names: Iterable[str]) -> None:
        """The countries to choose from: those with a question, and the one that is chosen."""
        chosen = self.chosen.get("country", "")
        offered = sorted({name for name in (*names, chosen) if name})
        self.fields["country"].widget.choices = [ANY, *((name, name) for name in offered)]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> dict[str, Any]:
        """What was chosen, without what is empty or wrong."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value and name != "as_of"}


class ConfirmationForm(ReasonForm):
    """Let a figure stand: the figure that the person saw, and why it may."""

    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, estimate: Estimate, **options: Any) -> None:
        super().__init__(*args, **options, initial={"seen": estimate.figure})  # type: ignore[misc]
        self.estimate = estimate

    def clean_seen(self) -> str:
        seen: str = self.cleaned_data["seen"]
        if seen != self.estimate.figure:
            raise forms.ValidationError(f"The figure moved while you looked: it is {self.estimate.figure} now.")
        return seen


class PolicyForm(ReasonForm):
    """The policy that the desk shall follow, and why."""

    policy = forms.ChoiceField(
        choices=Policy.choices(), widget=forms.RadioSelect, error_messages={"required": "Choose a policy."}
    )
