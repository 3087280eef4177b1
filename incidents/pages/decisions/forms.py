"""Choosing the desk's policy."""

from __future__ import annotations

from django import forms

from incidents.pages.frame.figure_forms import ReasonForm
from incidents.vocabulary import Policy


class PolicyForm(ReasonForm):
    """The policy that the desk shall follow, and why."""

    policy = forms.ChoiceField(
        choices=Policy.choices(), widget=forms.RadioSelect, error_messages={"required": "Choose a policy."}
    )
