"""The keys of one person, as the page of preferences sets them."""

from __future__ import annotations

from typing import Any

from django import forms

from incidents.workflow.desk.key_map import ACTIONS, BadKeysError, check_keys


class KeysForm(forms.Form):
    """One field for each action, and whether single keys are on."""

    single_keys = forms.BooleanField(required=False, label="Single keys are on")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for action, (usual, words, _) in ACTIONS.items():
            self.fields[action] = forms.CharField(
                max_length=1,
                strip=True,
                label=words,
                widget=forms.TextInput(attrs={"size": 2, "maxlength": 1, "autocomplete": "off", "class": "key-field"}),
                error_messages={"required": f"One visible character; usually “{usual}”."},
            )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        try:
            check_keys({action: given[action] for action in ACTIONS if action in given})
        except BadKeysError as error:
            for action, words in error.errors.items():
                self.add_error(action, words)
        return given

    def keys(self) -> dict[str, str]:
        """The keys by action."""
        return {action: self.cleaned_data[action] for action in ACTIONS}
