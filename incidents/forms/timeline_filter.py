"""What a person narrows incidents down by. Every choice stands in the URL."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import Exists, OuterRef, Q

from incidents.forms.as_of import AsOfField
from incidents.forms.fields import DayField
from incidents.forms.narrowing import NarrowingByDays
from incidents.models import Actor, Incident, IncidentActor
from incidents.models.incident import IncidentQuerySet
from incidents.vocabulary import EventType, Measure

ANY = ("", "any")


class IncidentFilter(NarrowingByDays):
    """Incidents by words, country, actor, type and days. A field that is wrong narrows nothing and says so."""

    q = forms.CharField(label="Search", required=False, max_length=200)
    country = forms.ChoiceField(required=False)
    actor = forms.ModelChoiceField(Actor.objects.none(), required=False, empty_label="any")
    type = forms.ChoiceField(required=False, choices=[ANY, *EventType.choices()])
    since = DayField(label="From", required=False)
    until = DayField(label="To", required=False)
    as_of = AsOfField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        countries = (
            Incident.objects.unmerged().exclude(country="").order_by("country").values_list("country", flat=True)
        )
        self.fields["country"].choices = [ANY, *((name, name) for name in countries.distinct())]  # type: ignore[attr-defined]
        self.fields["actor"].queryset = Actor.objects.filter(  # type: ignore[attr-defined]
            Exists(IncidentActor.objects.filter(actor=OuterRef("pk")))
        )

    def narrow(self, incidents: IncidentQuerySet) -> IncidentQuerySet:
        """The incidents that fit every choice, and of which some report had told by the date they are shown as of."""
        chosen = self.chosen
        if "as_of" in chosen:
            incidents = incidents.known_at(chosen["as_of"].moment)
        incidents = incidents.between(chosen.get("since"), chosen.get("until"))
        if "country" in chosen:
            incidents = incidents.filter(country=chosen["country"])
        if "type" in chosen:
            incidents = incidents.filter(event_type=chosen["type"])
        if "actor" in chosen:
            incidents = incidents.filter(with_part(actor=chosen["actor"]))
        if "q" in chosen:
            incidents = incidents.filter(matching_words(chosen["q"]))
        return incidents

    def address(self, **changes: Any) -> str:
        """The query string of these choices with some changed; None takes one away."""
        chosen = {name: getattr(value, "pk", value) for name, value in self.chosen.items()} | changes
        return urlencode({name: value for name, value in chosen.items() if value is not None}, safe=":")


class TimelineFilter(IncidentFilter):
    """Also what is counted, and over which periods."""

    EVERY = (("", "auto"), ("day", "day"), ("week", "week"), ("month", "month"))
    BY = (("", "nothing"), ("type", "type"), ("country", "country"))

    measure = forms.ChoiceField(
        required=False, choices=[choice for choice in Measure.choices() if choice[0] != Measure.CASUALTIES]
    )
    every = forms.ChoiceField(label="Period", required=False, choices=EVERY)
    by = forms.ChoiceField(label="Told apart by", required=False, choices=BY)

    field_order = ("measure", "every", "by", "country", "actor", "type", "since", "until", "as_of", "q")

    @property
    def measure_chosen(self) -> Measure:
        return Measure(self.chosen.get("measure", Measure.KILLED))


def matching_words(words: str) -> Q:
    """Incidents with these words in their title or place, or in the name of somebody who takes part."""
    named = Q(title__icontains=words)
    for place in ("place_name", "admin1", "country"):
        named |= Q(**{f"{place}__icontains": words})
    return named | Q(with_part(actor__name__icontains=words))


def with_part(**of: Any) -> Exists:
    """Incidents that an actor has a part in; asks whether there is one, so that none is counted twice."""
    return Exists(IncidentActor.objects.filter(incident=OuterRef("pk"), **of))
