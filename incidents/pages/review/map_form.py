"""The part of the map that is asked for."""

from __future__ import annotations

from django import forms


class SurroundingsForm(forms.Form):
    """A point and how many degrees are shown around it."""

    latitude = forms.FloatField(min_value=-90, max_value=90)
    longitude = forms.FloatField(min_value=-180, max_value=180)
    height = forms.FloatField(min_value=0, max_value=180)
    width = forms.FloatField(min_value=0, max_value=360)
