"""What a person narrows records down by, and in which order they stand. Every choice stands in the URL."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.db.models import Count, F, IntegerField, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from incidents.forms.as_of import AsOfField
from incidents.forms.narrowing import Narrowing
from incidents.models import ClaimantOutcome, Report, Source, SourceOutcome
from incidents.models.outcome import SHOWN, OutcomeQuerySet
from incidents.models.source import SourceQuerySet
from incidents.vocabulary import Interest, Measure

COUNTS = ("figures", "first", "alone", "withdrawn")
"""Columns by which records can be put in order, most first."""
COUNTED = {
    "figures": Count("pk"),
    "first": Count("pk", filter=Q(came_first=True)),
    "alone": Count("pk", filter=Q(stood_alone=True)),
    "withdrawn": Count("pk", filter=Q(withdrawn=True)),
}


class RecordFilter(Narrowing):
    """Records by words in the name, in an order. A choice that is wrong narrows nothing."""

    q = forms.CharField(label="Search names", required=False, max_length=200)
    sort = forms.ChoiceField(label="Order by", required=False)
    as_of = AsOfField()

    @property
    def words(self) -> str:
        return str(self.chosen.get("q", "")).replace("\x00", "")

    @property
    def sort_chosen(self) -> str:
        return str(self.chosen.get("sort", "name"))


class SourceFilter(RecordFilter):
    """Sources, by name, grade, or what their record counts."""

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
        """The sources that fit, in the order asked for, each with `reports_kept`."""
        found = Source.objects.named_like(self.words) if self.words else Source.objects.all()
        reports = Report.objects.filter(source=OuterRef("pk"))
        found = found.annotate(reports_kept=count_of(reports, "source", Count("pk")))
        sort = self.sort_chosen
        if sort in COUNTS:
            outcomes = SourceOutcome.objects.filter(source=OuterRef("pk")).first_said_by(known_at)
            found = found.annotate(sorted_by=count_of(outcomes, "source", COUNTED[sort]))
            return found.order_by("-sorted_by", "name")
        return found.order_by(
            *{"grade": ("reliability", "name"), "reports": ("-reports_kept", "name")}.get(sort, ("name",))
        )


def count_of(rows: QuerySet[Any], by: str, count: Any) -> Coalesce:
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
        found = ClaimantOutcome.objects.first_said_by(known_at)
        if self.words:
            found = found.filter(origin_key__contains=" ".join(self.words.casefold().split()))
        grouped = found.order_by().values("origin_key").annotate(name=Min("origin"))
        sort = self.sort_chosen
        if sort in COUNTS:
            return grouped.annotate(sorted_by=COUNTED[sort]).order_by(F("sorted_by").desc(), "origin_key")
        return grouped.order_by("origin_key")


class OutcomeFilter(forms.Form):
    """The figures behind one number of a record."""

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
    measure = forms.ChoiceField(required=False, choices=[("", "any"), *Measure.choices()])
    as_of = AsOfField()

    @property
    def chosen(self) -> dict[str, str]:
        """What was chosen, without what is empty or wrong."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def narrow(self, outcomes: OutcomeQuerySet[Any]) -> OutcomeQuerySet[Any]:
        """The outcomes that fit every choice."""
        chosen = self.chosen
        outcomes = outcomes.filter(**{name: chosen[name] for name in ("interest", "measure") if name in chosen})
        return outcomes.filter(SHOWN[chosen["show"]]) if "show" in chosen else outcomes
