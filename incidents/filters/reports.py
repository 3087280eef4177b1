"""The language of filters for lists of reports: the same names, said of what was found in a text (docs/filters.md)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, Q

from incidents.filters.choices import AnyOf
from incidents.filters.fields import AnyDayField
from incidents.filters.incidents import TYPES
from incidents.filters.narrowing import NarrowingByDays
from incidents.filters.word_search import reports_with
from incidents.models import Claim, Report, Source
from incidents.models.report import ReportQuerySet
from incidents.vocabulary import Measure, Reliability

COLUMNS = {
    "country": "country__in",
    "source": "source__in",
    "grade": "source__reliability__in",
    "since": "published__gte",
    "until": "published__lte",
}
"""Choices that one column answers."""


class ReportFilter(NarrowingByDays):
    """Reports by their words, what was found in them, who published them and when."""

    q = forms.CharField(
        label="Search",
        required=False,
        max_length=200,
        widget=forms.TextInput(
            attrs={"id": "search", "data-search": "", "autocomplete": "off", "placeholder": "words, “a phrase”"}
        ),
        help_text="Words in titles, texts, sources and addresses; all must be there. “In quotes”: as it stands.",
    )
    country = AnyOf(label="Country found")
    source = AnyOf()
    measure = forms.ChoiceField(label="Tells of", required=False, choices=[("", "anything"), *Measure.choices()])
    type = AnyOf(label="Type found", choices=TYPES)
    grade = AnyOf(choices=Reliability.choices(), help_text="The grade of the source.")
    since = AnyDayField(label="Published from", required=False)
    until = AnyDayField(label="To", required=False)

    NARROWING: tuple[str, ...] = ("q", "country", "source", "measure", "type", "grade", "since", "until")
    FIRST: tuple[str, ...] = ("q", "country", "source", "measure", "since", "until")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sources = Source.objects.order_by("name").values_list("pk", "name")
        self.offer("country", [(name, name) for name in Report.objects.countries()])
        self.offer("source", [(str(pk), name) for pk, name in sources])

    def narrow(self, reports: ReportQuerySet) -> ReportQuerySet:
        """Those of the reports that fit every choice."""
        chosen = self.chosen
        reports = reports.filter(**{COLUMNS[name]: value for name, value in chosen.items() if name in COLUMNS})
        if "measure" in chosen:
            claims = Claim.objects.filter(report=OuterRef("pk"), measure=chosen["measure"])
            reports = reports.filter(Exists(claims))
        if "type" in chosen:
            reports = reports.filter(found_type(chosen["type"]))
        if "q" in chosen:
            reports = reports.filter(reports_with(chosen["q"]))
        return reports


def found_type(types: list[str]) -> Q:
    """Reports in which the program found any of these event types or sub-types."""
    return Q(*((f"found__event__{name}__in", types) for name in ("event_type", "sub_event_type")), _connector=Q.OR)
