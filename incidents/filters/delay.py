"""The language of incidents, and over which periods delays are taken together."""

from __future__ import annotations

from django import forms

from incidents.filters.drawn import DrawnFilter


class ReportingDelayFilter(DrawnFilter):
    """Also the period of a median."""

    EVERY = (("", "auto"), ("month", "month"), ("year", "year"))
    FIRST = ("measure", "status", "every", "since", "until", "as_of", "q")

    every = forms.ChoiceField(label="Period", required=False, choices=EVERY)
