"""The rules of review as the desk sets them: shares are given in per cent and kept between 0 and 1."""

from __future__ import annotations

from typing import Any

from django import forms

from incidents.models import ReviewRules, Source
from incidents.vocabulary import Measure
from incidents.workflow.desk.countries import country_code, country_name
from incidents.workflow.desk.review_rules import sources_of

SHARES = ("second_share", "planted_share")


class PercentField(forms.FloatField):
    """A share: per cent on the page, between 0 and 1 in `cleaned_data`."""

    def __init__(self, **options: Any) -> None:
        widget = forms.NumberInput(attrs={"inputmode": "decimal", "autocomplete": "off", "step": "any"})
        super().__init__(min_value=0, max_value=100, widget=widget, **options)

    def clean(self, value: Any) -> float:
        return round(float(super().clean(value)) / 100, 6)


class ReviewRulesForm(forms.Form):
    """What two people read, what is planted, how long a report is held, how fast anybody can read."""

    second_share = PercentField(label="Share read by two people (%)")
    second_measures = forms.MultipleChoiceField(
        choices=Measure.choices(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label="Always read twice: reports that claim people",
    )
    second_toll = forms.IntegerField(
        min_value=1, max_value=100_000_000, required=False, label="Always read twice: so many dead or more"
    )
    second_sources = forms.ModelMultipleChoiceField(
        Source.objects.order_by("name"),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 6}),
        label="Always read twice: reports of these sources",
    )
    planted_share = PercentField(label="Share of claims shown with a planted wrong value (%)")
    hold_minutes = forms.IntegerField(min_value=1, max_value=720, label="Minutes that a report is held")
    words_a_second = forms.FloatField(min_value=1, max_value=1000, label="Fastest reading (words a second)")

    country = forms.CharField(max_length=80, required=False, label="Country that this desk writes about")

    def clean_country(self) -> str:
        """Its ISO alpha-2 code; empty where none is given."""
        given: str = self.cleaned_data["country"]
        code = country_code(given) if given else ""
        if code is None:
            raise forms.ValidationError(
                "No country of this name is known: give its English name, or a code such as PK."
            )
        return code

    @classmethod
    def of(cls, rules: ReviewRules) -> ReviewRulesForm:
        """A form that shows the rules."""
        plain = ("second_measures", "second_toll", "hold_minutes", "words_a_second")
        initial = {name: getattr(rules, name) for name in plain}
        initial |= {name: f"{getattr(rules, name) * 100:g}" for name in SHARES}
        initial["words_a_second"] = f"{rules.words_a_second:g}"
        initial["country"] = country_name(rules.country)
        return cls(initial={**initial, "second_sources": sources_of(rules)})
