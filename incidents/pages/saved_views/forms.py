"""Naming a view: the page and the filters that are open, for oneself or for the whole desk."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, urlencode

from django import forms

from incidents.models import SavedView

LONGEST_QUERY = 4000
UNSAVED = ("page", "csrfmiddlewaretoken")
"""Names of an address that belong to no view: where one is in a list is nothing to come back to."""


def kept_query(query: str) -> str:
    """The query of a view: what says something, in its order."""
    pairs = [(name, value) for name, value in parse_qsl(query.lstrip("?")) if name not in UNSAVED]
    return urlencode(pairs, safe=":")


class NameForm(forms.Form):
    """The name of a view."""

    name = forms.CharField(
        max_length=80,
        error_messages={"required": "Give the view a name.", "max_length": "At most 80 characters."},
        widget=forms.TextInput(attrs={"autocomplete": "off", "maxlength": 80}),
    )

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())


class SavedViewForm(NameForm):
    """A view to be saved. `replaces` is the key of the view of that name which the person was shown."""

    whose = forms.ChoiceField(label="For", required=False, choices=[("", "me"), ("desk", "the whole desk")])
    page = forms.ChoiceField(choices=[(page, page) for page in SavedView.PAGES], widget=forms.HiddenInput)
    query = forms.CharField(required=False, max_length=LONGEST_QUERY, widget=forms.HiddenInput)
    replaces = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, may_keep_for_desk: bool = False, **options: Any) -> None:
        super().__init__(*args, **{"auto_id": "view-%s"} | options)
        if not may_keep_for_desk:
            self.fields["whose"].choices = [("", "me")]  # type: ignore[attr-defined]
            self.fields["whose"].error_messages["invalid_choice"] = "Your role saves views for yourself only."
        self.fields["query"].error_messages["max_length"] = "These filters are too long to be saved."
        self.fields["page"].error_messages["invalid_choice"] = "This page cannot be saved as a view."

    def clean_query(self) -> str:
        return kept_query(self.cleaned_data["query"])

    def values(self) -> dict[str, Any]:
        """What was given, as `save_view` takes it."""
        given = self.cleaned_data
        return {
            **{name: given[name] for name in ("name", "page", "query")},
            "for_desk": given["whose"] == "desk",
            "replaces": given["replaces"] or 0,
        }
