"""What a person narrows records down by, and in which order they stand. Every choice stands in the URL."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.db.models import Count, F, IntegerField, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from incidents.filters.as_of import AsOfField
from incidents.filters.choices import AnyOf
from incidents.filters.outcomes import COUNTED, OutcomeChoices
from incidents.models import ClaimantOutcome, Report, Source, SourceOutcome
from incidents.models.outcome import SHOWN, OutcomeQuerySet
from incidents.models.source import SourceQuerySet
from incidents.vocabulary import Interest, Reliability

SORTED = {
    "figures": Count("pk"),
    "first": Count("pk", filter=Q(came_first=True)),
    "alone": Count("pk", filter=Q(stood_alone=True)),
    "withdrawn": Count("pk", filter=Q(withdrawn=True)),
}
"""Columns by which records can be put in order, most first."""


class RecordFilter(OutcomeChoices):
    """Records by words in the name and the figures that they count, in an order. A wrong choice narrows nothing."""

    q = forms.CharField(
        label="Search names",
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"data-search": "", "autocomplete": "off"}),
    )
    sort = forms.ChoiceField(label="Order by", required=False)
    as_of = AsOfField()

    field_order = ("q", "measure", "country", "type", "grade", "since", "until", "as_of", "sort")
    NARROWING = ("q", "grade", *COUNTED)

    def filter_words(self, kind: str) -> str:
        """The choice in one line: "sources; country Norland", or "all sources"."""
        names = f"names with “{self.words}”" if self.words else ""
        narrowed = self.chips_in_line(self.NARROWING[1:])
        first = names or (f"{kind}s" if narrowed else f"all {kind}s")
        return f"{first}; {narrowed}" if narrowed else first

    @property
    def words(self) -> str:
        return str(self.chosen.get("q", "")).replace("\x00", "")

    @property
    def sort_chosen(self) -> str:
        return str(self.chosen.get("sort", "name"))


class SourceFilter(RecordFilter):
    """Sources, by name, grade, or what their record counts."""

    grade = AnyOf(choices=Reliability.choices())

    SORTS = (
        ("", "name"),
        ("grade", "grade"),
        ("reports", "reports"),
        ("figures", "figures"),
        ("first", "first"),
        ("alone", "alone"),
        ("withdrawn", "withdrawn"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sort"].choices = self.SORTS  # type: ignore[attr-defined]

    def chosen_sources(self, known_at: datetime | None) -> SourceQuerySet:
        """The sources that fit, in the order asked for, each with `reports_kept`.

        Where only some figures are counted, sources without any of these are left out.
        """
        found = Source.objects.named_like(self.words) if self.words else Source.objects.all()
        if "grade" in self.chosen:
            found = found.filter(reliability__in=self.chosen["grade"])
        told = self.counted(SourceOutcome.objects.first_said_by(known_at))
        if self.counts_some:
            found = found.filter(pk__in=told.order_by().values("source"))
        reports = Report.objects.filter(source=OuterRef("pk"))
        found = found.annotate(reports_kept=count_belonging(reports, "source", Count("pk")))
        sort = self.sort_chosen
        if sort in SORTED:
            outcomes = told.filter(source=OuterRef("pk"))
            found = found.annotate(sorted_by=count_belonging(outcomes, "source", SORTED[sort]))
            return found.order_by("-sorted_by", "name")
        return found.order_by(
            *{"grade": ("reliability", "name"), "reports": ("-reports_kept", "name")}.get(sort, ("name",))
        )


def count_belonging(rows: QuerySet[Any], by: str, count: Any) -> Coalesce:
    """A count over the rows that belong to each row of another query: 0 where none do."""
    counted = rows.order_by().values(by).annotate(counted=count).values("counted")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


class ClaimantFilter(RecordFilter):
    """Claimants, by name or what their record counts."""

    SORTS = (("", "name"), ("figures", "figures"), ("first", "first"), ("alone", "alone"), ("withdrawn", "withdrawn"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sort"].choices = self.SORTS  # type: ignore[attr-defined]

    def chosen_claimants(self, known_at: datetime | None) -> QuerySet[Any, dict[str, Any]]:
        """Claimants as `origin_key` and `name`, in the order asked for."""
        found = self.counted(ClaimantOutcome.objects.first_said_by(known_at))
        if self.words:
            found = found.filter(origin_key__contains=" ".join(self.words.casefold().split()))
        grouped = found.order_by().values("origin_key").annotate(name=Min("origin"))
        sort = self.sort_chosen
        if sort in SORTED:
            return grouped.annotate(sorted_by=SORTED[sort]).order_by(F("sorted_by").desc(), "origin_key")
        return grouped.order_by("origin_key")


class OutcomeFilter(OutcomeChoices):
    """One record by the figures that it counts, and those of them behind one number of it."""

    SHOWS = (
        ("", "all figures"),
        ("compared", "compared"),
        ("exact", "exactly as accepted"),
        ("under", "below the accepted"),
        ("over", "above the accepted"),
        ("first", "first"),
        ("alone", "alone"),
        ("raised", "raised by itself"),
        ("lowered", "lowered by itself"),
        ("withdrawn", "withdrawn"),
    )

    show = forms.ChoiceField(label="Show", required=False, choices=SHOWS)
    interest = forms.ChoiceField(required=False, choices=[("", "any"), *Interest.choices()])
    as_of = AsOfField()
    name = forms.CharField(required=False, widget=forms.HiddenInput(attrs={"id": False}))
    """Of a claimant: it has no other place in an address."""

    field_order = (*COUNTED, "as_of", "show", "interest")
    NARROWING = (*COUNTED, "interest", "show")

    def filter_words(self, name: str) -> str:
        """The figures that are counted, in one line: "figures of Hill Radio; country Norland"."""
        narrowed = self.chips_in_line(COUNTED)
        return f"figures of {name}; {narrowed}" if narrowed else f"figures of {name}"

    def narrow(self, outcomes: OutcomeQuerySet[Any]) -> OutcomeQuerySet[Any]:
        """Those of the outcomes that a record counts that stand behind one number of it."""
        chosen = self.chosen
        if "interest" in chosen:
            outcomes = outcomes.filter(interest=chosen["interest"])
        return outcomes.filter(SHOWN[chosen["show"]]) if "show" in chosen else outcomes
