"""What all forms share by which a person narrows a page down: a choice that is wrong narrows nothing."""

from __future__ import annotations

from typing import Any

from django import forms


class Narrowing(forms.Form):
    """Choices that stand in the address."""

    @property
    def chosen(self) -> dict[str, Any]:
        """What was chosen, without what is empty or wrong."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value not in ("", None)}


class NarrowingByDays(Narrowing):
    """Choices with a first and a last day, as fields `since` and `until` of the form."""

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        since, until = given.get("since"), given.get("until")
        if since and until and until < since:
            self.add_error("until", "The last day lies before the first.")
        return given
