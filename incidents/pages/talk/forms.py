"""What somebody says about a report, an incident or a claim, and whether notices of it come by e-mail."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.models import User

from incidents.workflow.desk.comments import LONGEST_COMMENT, unknown_names


class CommentForm(forms.Form):
    """A comment or an answer. A name that nobody here has is said once; sent again with `as_is`, it stands."""

    text = forms.CharField(
        max_length=LONGEST_COMMENT,
        error_messages={"required": "Write what you want to say."},
        widget=forms.Textarea(attrs={"rows": 2, "data-mentions": "", "autocomplete": "off"}),
    )
    as_is = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        unknown = unknown_names(given.get("text", ""))
        said_before = set(given.get("as_is", "").split())
        fresh = [name for name in unknown if name not in said_before]
        if fresh:
            self.data = {**self.data.dict(), "as_is": " ".join(unknown)}  # type: ignore[attr-defined]
            names = ", ".join(f"@{name}" for name in fresh)
            self.add_error("text", f"Nobody here is called {names}. Correct it, or send it again as it is.")
        return given


class EmailForm(forms.Form):
    """A person's address, and the switch. Without an address there is no e-mail."""

    email = forms.BooleanField(required=False)
    address = forms.EmailField(required=False, max_length=254)

    @classmethod
    def of(cls, person: User, wanted: bool) -> EmailForm:
        """The form as things stand."""
        return cls(initial={"email": wanted, "address": person.email})
