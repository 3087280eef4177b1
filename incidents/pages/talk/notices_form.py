"""Whether notices come by e-mail, and where to."""

from __future__ import annotations

from django import forms
from django.contrib.auth.models import User


class EmailForm(forms.Form):
    """A person's address, and the switch. Without an address there is no e-mail."""

    email = forms.BooleanField(required=False)
    address = forms.EmailField(required=False, max_length=254)

    @classmethod
    def of(cls, person: User, wanted: bool) -> EmailForm:
        """The form as things stand."""
        return cls(initial={"email": wanted, "address": person.email})
