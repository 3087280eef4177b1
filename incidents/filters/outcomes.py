"""The language of filters for what became of figures: of their incidents and of what is counted (docs/filters.md)."""

from __future__ import annotations

from typing import Any, TypeVar

from django import forms

from incidents.filters.as_of import AsOf
from incidents.filters.choices import AnyOf
from incidents.filters.fields import AnyDayField
from incidents.filters.incidents import TYPES, of_type
from incidents.filters.narrowing import NarrowingByDays, query_of_choices
from incidents.models import Incident
from incidents.models.outcome import OutcomeQuerySet
from incidents.vocabulary import Measure

Outcomes = TypeVar("Outcomes", bound=OutcomeQuerySet[Any])

COUNTED = ("measure", "country", "type", "since", "until")
"""What chooses the figures that a record counts."""


class OutcomeChoices(NarrowingByDays):
    """Figures by what they count, and by country, type and days of their incidents."""

    measure = forms.ChoiceField(label="Counted", required=False, choices=[("", "any"), *Measure.choices()])
    country = AnyOf()
    type = AnyOf(choices=TYPES)
    since = AnyDayField(label="Incidents from", required=False)
    until = AnyDayField(label="To", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("country", [(name, name) for name in Incident.objects.countries()])

    @property
    def counts_some(self) -> bool:
        """Whether any figure may be left out of a record."""
        return any(name in self.chosen for name in COUNTED)

    def counted(self, outcomes: Outcomes) -> Outcomes:
        """Those of the outcomes that a record counts."""
        chosen = self.chosen
        if "measure" in chosen:
            outcomes = outcomes.filter(measure=chosen["measure"])
        if not {"country", "type", "since", "until"} & set(chosen):
            return outcomes
        incidents = Incident.objects.between(chosen.get("since"), chosen.get("until"))
        if "country" in chosen:
            incidents = incidents.filter(country__in=chosen["country"])
        if "type" in chosen:
            incidents = incidents.filter(of_type(chosen["type"]))
        return outcomes.filter(incident__in=incidents.order_by().values("pk"))

    def record_address(self, path: str, as_of: AsOf, **own: str) -> str:
        """Where something of a record is, that counts the same figures as of the same moment."""
        counted = {name: value for name, value in self.chosen.items() if name in COUNTED}
        query = query_of_choices({**own, **counted, "as_of": as_of.text})
        return f"{path}?{query}" if query else path
