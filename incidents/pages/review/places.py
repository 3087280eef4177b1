"""What the small map of the review page asks for."""

from __future__ import annotations

from dataclasses import asdict

from django import forms
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from incidents.workflow.incidents.surroundings import towns_around


@require_safe
def towns(request: HttpRequest) -> JsonResponse:
    """The largest towns of the part of the map that is shown."""
    form = SurroundingsForm(request.GET)
    if not form.is_valid():
        return JsonResponse({"errors": form.errors}, status=400)
    return JsonResponse({"towns": [asdict(town) for town in towns_around(**form.cleaned_data)]})


class SurroundingsForm(forms.Form):
    """A point and how many degrees are shown around it."""

    latitude = forms.FloatField(min_value=-90, max_value=90)
    longitude = forms.FloatField(min_value=-180, max_value=180)
    height = forms.FloatField(min_value=0, max_value=180)
    width = forms.FloatField(min_value=0, max_value=360)
