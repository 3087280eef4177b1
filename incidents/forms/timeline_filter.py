"""The language of incidents, and how they are counted over time."""

from __future__ import annotations

from django import forms

from incidents.forms.incident_filter import IncidentFilter


class TimelineFilter(IncidentFilter):
    """Also the period of a bar, what is told apart in it, and how it is shown."""

    EVERY = (("", "auto"), ("day", "day"), ("week", "week"), ("month", "month"), ("year", "year"))
    BY = (
        ("", "nothing"),
        ("type", "type"),
        ("country", "country"),
        ("province", "province"),
        ("actor", "actor"),
        ("status", "status"),
    )
    FIRST = ("measure", "status", "every", "by", "since", "until", "as_of", "q")

    # By actor and status people are told apart by whose losses they are; by the others, incidents.
    every = forms.ChoiceField(label="Period", required=False, choices=EVERY)
    by = forms.ChoiceField(label="Told apart by", required=False, choices=BY)

    @property
    def told_apart_by(self) -> str:
        """A choice of BY; empty for nothing."""
        return str(self.chosen.get("by", ""))
