"""The page of decisions: what it is narrowed down by, letting a figure stand, and choosing the desk's policy."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Exists, OuterRef

from incidents.filters.choices import AnyOfNamed
from incidents.filters.incidents import ANY, NARROWING, IncidentFilter, any_flag
from incidents.models import Incident
from incidents.models.estimate import FiguresQuerySet, figures_at
from incidents.vocabulary import Measure, Question


class DecisionFilter(IncidentFilter):
    """Why a decision is needed, on what, and of which incidents: any of the measures where none is chosen."""

    FIRST = ("q", "measure", "country", "as_of")

    reason = forms.ChoiceField(required=False, choices=[ANY, *Question.choices()], widget=forms.HiddenInput)
    measure = forms.ChoiceField(required=False, choices=[ANY, *Measure.choices()])

    country = AnyOfNamed()

    def countries(self) -> list[str]:
        """None yet: those with a question are offered once they were counted."""
        return []

    def figures(self, figures: FiguresQuerySet[Any]) -> FiguresQuerySet[Any]:
        """Those of the figures that fit every choice but the reason and the country."""
        chosen = self.chosen
        figures = figures.filter(**{name: chosen[name] for name in ("measure", "status") if name in chosen})
        narrowing = {name: value for name, value in chosen.items() if name in NARROWING and name != "country"}
        if not narrowing:
            return figures
        incidents = self.narrow_by(narrowing, Incident.objects.unmerged())
        return figures.filter(incident__in=incidents.order_by().values("pk"))

    def flagged(self, flags: list[str]) -> Exists:
        """Whether a figure of the measure, or of any where none is chosen, carries any of these flags."""
        of = {"measure": self.chosen["measure"]} if "measure" in self.chosen else {}
        return Exists(figures_at(self.known_at).filter(any_flag(flags), incident=OuterRef("pk"), **of))
