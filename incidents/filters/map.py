"""The language of incidents, and what of the Earth and of time a map of them shows."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q

from incidents.extent import Extent, read_extent
from incidents.filters.drawn import DrawnFilter
from incidents.filters.event_time import EventTimeField
from incidents.filters.incidents import NARROWING
from incidents.models import Incident
from incidents.models.incident import IncidentQuerySet


class ExtentField(forms.CharField):
    """A part of the Earth as `west,south,east,north`. Gives an Extent, or None where nothing is asked for."""

    def clean(self, value: Any) -> Any:
        words = super().clean(value)
        try:
            return read_extent(words) if words else None
        except ValueError as wrong:
            raise forms.ValidationError(str(wrong)) from None


class MapFilter(DrawnFilter):
    """Also the part of the map, the time at which things happened, and a row of it whose incidents are listed."""

    UP_TO, ONLY = "", "only"
    NARROWING = (*NARROWING, "at")
    FIRST = ("measure", "status", "since", "until", "as_of", "q")

    box = ExtentField(label="Part of the map", required=False, max_length=100)
    at = EventTimeField(label="Happened", required=False, max_length=10)
    span = forms.ChoiceField(label="How far back", required=False, choices=[(UP_TO, "up to then"), (ONLY, "only then")])
    group = forms.CharField(label="Row of the map", required=False, max_length=120)
    """The row whose incidents are listed, as its `group` says; else those of the whole map."""

    @property
    def is_only(self) -> bool:
        """Whether only what happened at that time is shown, not all that happened up to then."""
        return self.chosen.get("span") == self.ONLY

    @property
    def fields_further(self) -> list[forms.BoundField]:
        return [field for field in super().fields_further if field.name != "at"]

    def words_of(self, name: str) -> str:
        """Also the time of what happened: "up to March 2024"."""
        words = super().words_of(name)
        return f"{'in' if self.is_only else 'up to'} {words}" if name == "at" else words

    @property
    def at_words(self) -> str:
        """As "up to March 2024"; empty while any time is shown."""
        return self.words_of("at") if "at" in self.chosen else ""

    @property
    def when(self) -> Q | None:
        """What began at the time asked for; None for any time."""
        at = self.chosen.get("at")
        if at is None:
            return None
        return Q(date_start__range=(at.first, at.last)) if self.is_only else Q(date_start__lte=at.last)

    def narrow(self, incidents: IncidentQuerySet) -> IncidentQuerySet:
        found = super().narrow(incidents)
        return found.filter(self.when) if self.when else found

    def at_any_time(self) -> IncidentQuerySet:
        """The incidents that fit, whatever the time asked for: what the slider goes over and the map opens on."""
        return super().narrow(Incident.objects.unmerged())

    def tolls_at_any_time(self) -> IncidentQuerySet:
        """The same, each with the figure of what is counted."""
        return self.at_any_time().with_toll(self.measure_chosen, self.known_at, self.status_chosen)

    @property
    def asked_extent(self) -> Extent | None:
        box: Extent | None = self.chosen.get("box")
        return box
