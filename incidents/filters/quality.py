"""What a person narrows the quality of reading down by. Every choice stands in the URL."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl

from django import forms

from incidents.filters.choices import AnyOf
from incidents.filters.fields import AnyDayField
from incidents.filters.incidents import TYPES
from incidents.filters.narrowing import NarrowingByDays, query_of_choices
from incidents.filters.reports import found_type
from incidents.models import Claim, Report, Source
from incidents.models.claim import ClaimQuerySet
from incidents.models.report import ReportQuerySet
from incidents.vocabulary import Measure, Reliability
from incidents.workflow.quality.measures import BY, FIELDS, NOT_RECORDED, OUTCOMES

FIRST = "month"
"""What claims are told apart by unless something else is chosen."""
UNKNOWN = "unknown"
"""How an address names the version of a program that left none."""
OF_REPORTS = {
    "since": "published__gte",
    "until": "published__lte",
    "source": "source__in",
    "country": "country__in",
    "grade": "source__reliability__in",
    "pipeline": "pipeline_version",
}
"""Choices that one column of a report answers."""


class QualityFilter(NarrowingByDays):
    """Claims of finished reports by their reports, by measure and by program version.

    `by` says what they are told apart by. A field that is wrong narrows nothing and says so.
    """

    since = AnyDayField(label="Published from", required=False)
    until = AnyDayField(label="To", required=False)
    source = AnyOf()
    country = AnyOf(label="Country found")
    type = AnyOf(label="Type found", choices=TYPES)
    grade = AnyOf(choices=Reliability.choices(), help_text="The grade of the source.")
    measure = forms.ChoiceField(label="Found as", required=False, choices=[("", "any"), *Measure.choices()])
    pipeline = forms.ChoiceField(label="Program version", required=False)
    by = forms.ChoiceField(
        required=False, choices=[(name, name) for name in BY if name], widget=forms.HiddenInput, initial=FIRST
    )

    NARROWING: tuple[str, ...] = ("since", "until", "source", "country", "type", "grade", "measure", "pipeline")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        versions = Report.objects.settled().order_by("pipeline_version").values_list("pipeline_version", flat=True)
        kept = [(version or UNKNOWN, version or NOT_RECORDED) for version in versions.distinct()]
        sources = Source.objects.order_by("name").values_list("pk", "name")
        self.offer("source", [(str(pk), name) for pk, name in sources])
        self.offer("country", [(name, name) for name in Report.objects.countries()])
        self.offer("pipeline", [("", "any"), *kept])

    @property
    def by_chosen(self) -> str:
        return str(self.chosen.get("by", FIRST))

    @property
    def filter_words(self) -> str:
        """The choice in one line."""
        return self.chips_in_line(QualityFilter.NARROWING) or "all claims of finished reports"

    def reports(self) -> ReportQuerySet:
        """The finished reports that fit every choice."""
        chosen = self.chosen
        if chosen.get("pipeline") == UNKNOWN:
            chosen["pipeline"] = ""
        columns = {OF_REPORTS[name]: value for name, value in chosen.items() if name in OF_REPORTS}
        reports = Report.objects.settled().filter(**columns)
        return reports.filter(found_type(chosen["type"])) if "type" in chosen else reports

    @property
    def of_reports(self) -> list[tuple[str, str]]:
        """What chooses the reports, as the fields of another form."""
        chosen = {name: value for name, value in self.chosen.items() if name in (*OF_REPORTS, "type")}
        return parse_qsl(query_of_choices(chosen))

    def claims(self) -> ClaimQuerySet:
        """The claims of these reports, of the measure that is chosen."""
        claims = Claim.objects.filter(report__in=self.reports().order_by().values("pk"))
        measure = self.chosen.get("measure")
        return claims.filter(found__measure=measure) if measure else claims


class QualityClaimsFilter(QualityFilter):
    """The claims behind one number: of an outcome, corrected in one field, made by one rule."""

    outcome = forms.ChoiceField(label="Claims", required=False, choices=[(name, name) for name in OUTCOMES])
    field = forms.ChoiceField(
        label="Corrected in", required=False, choices=[("", "any field"), *((name, name) for name in FIELDS)]
    )
    rule = forms.CharField(required=False, max_length=100, widget=forms.TextInput(attrs={"autocomplete": "off"}))

    NARROWING = (*QualityFilter.NARROWING, "outcome", "field", "rule")
