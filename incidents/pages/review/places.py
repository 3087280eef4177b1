"""What the place of an incident asks for: towns around a pin, and what else a name may mean."""

from __future__ import annotations

from dataclasses import asdict

from django import forms
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from incidents.vocabulary import GeoPrecision
from incidents.workflow.incidents.place_readings import PlaceReading, other_readings
from incidents.workflow.incidents.surroundings import towns_around


@require_safe
def towns(request: HttpRequest) -> JsonResponse:
    """The largest towns of the part of the map that is shown."""
    form = SurroundingsForm(request.GET)
    if not form.is_valid():
        return JsonResponse({"errors": form.errors}, status=400)
    return JsonResponse({"towns": [asdict(town) for town in towns_around(**form.cleaned_data)]})


@require_safe
def offer_readings(request: HttpRequest) -> HttpResponse:
    """What else the name of a place may mean than what the form has, as a list to choose from."""
    form = PlaceForm(request.GET)
    form.is_valid()  # half a coordinate, still being typed, is no place to measure from
    given = {"latitude": None, "longitude": None} | form.cleaned_data
    now = PlaceReading(**{name: given.get(name, "") for name in form.fields})
    return render(request, "review/_place_readings.html", {"readings": other_readings(now)})


class PlaceForm(forms.Form):
    """A place as the fields of an incident have it."""

    place_name = forms.CharField(max_length=200, required=False)
    admin2 = forms.CharField(max_length=200, required=False)
    admin1 = forms.CharField(max_length=200, required=False)
    country = forms.CharField(max_length=100, required=False)
    country_code = forms.CharField(max_length=2, required=False)
    latitude = forms.FloatField(min_value=-90, max_value=90, required=False)
    longitude = forms.FloatField(min_value=-180, max_value=180, required=False)
    geo_precision = forms.ChoiceField(choices=[("", ""), *GeoPrecision.choices()], required=False)


class SurroundingsForm(forms.Form):
    """A point and how many degrees are shown around it."""

    latitude = forms.FloatField(min_value=-90, max_value=90)
    longitude = forms.FloatField(min_value=-180, max_value=180)
    height = forms.FloatField(min_value=0, max_value=180)
    width = forms.FloatField(min_value=0, max_value=360)
