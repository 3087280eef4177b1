"""The language of incidents, and over which periods they are counted."""

from __future__ import annotations

from django import forms

from incidents.forms.incident_filter import IncidentFilter


class TimelineFilter(IncidentFilter):
    """Also the period of a bar, and what is told apart in it."""

    EVERY = (("", "auto"), ("day", "day"), ("week", "week"), ("month", "month"), ("year", "year"))
    BY = (("", "nothing"), ("type", "type"), ("country", "country"))
    FIRST = ("measure", "status", "every", "by", "since", "until", "as_of", "q")

    every = forms.ChoiceField(label="Period", required=False, choices=EVERY)
    by = forms.ChoiceField(label="Told apart by", required=False, choices=BY)
