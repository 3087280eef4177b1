"""The language of incidents, and over which periods policies are compared."""

from __future__ import annotations

from django import forms

from incidents.filters.drawn import DrawnFilter


class PolicyComparisonFilter(DrawnFilter):
    """Also the period of a bar."""

    EVERY = (("", "auto"), ("week", "week"), ("month", "month"), ("year", "year"))
    FIRST = ("measure", "status", "every", "since", "until", "as_of", "q")

    every = forms.ChoiceField(label="Period", required=False, choices=EVERY)
