"""What a person narrows the quality of reading down by. Every choice stands in the URL."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import forms

from incidents.forms.fields import DAY_FORMAT, DayField
from incidents.forms.narrowing import NarrowingByDays
from incidents.models import Claim, Report, Source
from incidents.models.claim import ClaimQuerySet
from incidents.vocabulary import Measure
from incidents.workflow.quality import BY, FIELDS, NOT_RECORDED, OUTCOMES

FIRST = "month"
"""What claims are told apart by unless something else is chosen."""
UNKNOWN = "unknown"
"""How an address names the version of a program that left none."""


class QualityFilter(NarrowingByDays):
    """Claims of finished reports by day of publication, source, measure and program version.

    `by` says what they are told apart by. A field that is wrong narrows nothing and says so.
    """

    since = DayField(label="Published from", required=False)
    until = DayField(label="To", required=False)
    source = forms.ModelChoiceField(Source.objects.all(), required=False, empty_label="every source")
    measure = forms.ChoiceField(label="Found as", required=False, choices=[("", "any"), *Measure.choices()])
    pipeline = forms.ChoiceField(label="Program version", required=False)
    by = forms.ChoiceField(
        required=False, choices=[(name, name) for name in BY if name], widget=forms.HiddenInput, initial=FIRST
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        versions = Report.objects.settled().order_by("pipeline_version").values_list("pipeline_version", flat=True)
        kept = [(version or UNKNOWN, version or NOT_RECORDED) for version in versions.distinct()]
        self.fields["pipeline"].choices = [("", "any"), *kept]  # type: ignore[attr-defined]

    @property
    def by_chosen(self) -> str:
        return str(self.chosen.get("by", FIRST))

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is left out."""
        return bool(set(self.chosen) - {"by"})

    @property
    def filter_words(self) -> str:
        """The choice in one line."""
        return (
            self.chips_in_line(("since", "until", "source", "measure", "pipeline")) or "all claims of finished reports"
        )

    def claims(self) -> ClaimQuerySet:
        """The claims of finished reports that fit every choice."""
        columns = {
            "since": "report__published__gte",
            "until": "report__published__lte",
            "source": "report__source",
            "measure": "found__measure",
            "pipeline": "report__pipeline_version",
        }
        chosen = {columns[name]: value for name, value in self.chosen.items() if name in columns}
        if chosen.get("report__pipeline_version") == UNKNOWN:
            chosen["report__pipeline_version"] = ""
        return Claim.objects.filter(report__in=Report.objects.settled().order_by().values("pk"), **chosen)

    def address(self, **changed: Any) -> str:
        """The query of these choices with some changed; a value of None leaves its name out."""
        chosen: dict[str, Any] = {**self.chosen, **changed}
        return urlencode({name: query_value(value) for name, value in chosen.items() if value not in ("", None)})


class QualityClaimsFilter(QualityFilter):
    """The claims behind one number: of an outcome, corrected in one field, made by one rule."""

    outcome = forms.ChoiceField(label="Claims", required=False, choices=[(name, name) for name in OUTCOMES])
    field = forms.ChoiceField(
        label="Corrected in", required=False, choices=[("", "any field"), *((name, name) for name in FIELDS)]
    )
    rule = forms.CharField(required=False, max_length=100, widget=forms.TextInput(attrs={"autocomplete": "off"}))


def query_value(value: Any) -> str:
    """A choice as an address has it."""
    if isinstance(value, Source):
        return str(value.pk)
    return value.strftime(DAY_FORMAT) if hasattr(value, "strftime") else str(value)
