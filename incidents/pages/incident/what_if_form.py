"""What a person tries on the claims of one incident. Every field begins with what the record has."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from django import forms

from incidents.models import Claim, Source
from incidents.vocabulary import Interest, Reliability, Scope, Standing, Word
from incidents.workflow.review.what_if import Trial

AnyWord = TypeVar("AnyWord", bound=Word)


class WhatIfForm(forms.Form):
    """A box and two choices for each claim that counts, a grade for each source; all in the address of the page."""

    on = forms.MultipleChoiceField(required=False)

    def __init__(self, *args: Any, claims: Sequence[Claim], **options: Any) -> None:
        super().__init__(*args, **{"auto_id": "what-if-%s"} | options)
        self.claims = [claim for claim in claims if claim.counts or claim.standing == Standing.REJECTED]
        self.sources = list({claim.report.source_id: claim.report.source for claim in self.claims}.values())
        self.fields["on"].choices = [(str(claim.pk), claim.origin) for claim in self.claims]  # type: ignore[attr-defined]
        self.fields["on"].initial = [str(claim.pk) for claim in self.claims if claim.counts]
        for claim in self.claims:
            self.fields[f"interest-{claim.pk}"] = choice(Interest, claim.interest, f"Interest of {claim.origin}")
            self.fields[f"scope-{claim.pk}"] = choice(Scope, claim.scope, f"What {claim.origin} covers")
        for source in self.sources:
            self.fields[f"grade-{source.pk}"] = choice(Reliability, source.reliability, f"Grade of {source.name}")

    def clean(self) -> dict[str, Any]:
        """A choice that is left out stands as it is."""
        given = super().clean() or self.cleaned_data
        return {name: value or self.fields[name].initial for name, value in given.items()} | {"on": given.get("on", [])}

    @property
    def trial(self) -> Trial:
        """What differs from the record; of a claim that is switched off nothing else is tried."""
        on = {int(pk) for pk in self.cleaned_data["on"]}
        counting = {claim.pk for claim in self.claims if claim.counts}
        claims = [claim for claim in self.claims if claim.pk in on]
        return Trial(
            off=frozenset(counting - on),
            on=frozenset(on - counting),
            interests=self.chosen(Interest, "interest", {claim.pk: claim.interest for claim in claims}),
            scopes=self.chosen(Scope, "scope", {claim.pk: claim.scope for claim in claims}),
            grades=self.chosen(Reliability, "grade", {source.pk: source.reliability for source in self.sources}),
        )

    def chosen(self, words: type[AnyWord], name: str, kept: dict[int, str]) -> dict[int, AnyWord]:
        """The words chosen that are others than those kept, by pk."""
        given = {pk: self.cleaned_data[f"{name}-{pk}"] for pk in kept}
        return {pk: words(word) for pk, word in given.items() if word != kept[pk]}

    def rows(self) -> list[tuple[Claim, bool, forms.BoundField, forms.BoundField]]:
        """Each claim, whether it counts, and its two choices."""
        on = set(self["on"].value() or ())
        return [
            (claim, str(claim.pk) in on, self[f"interest-{claim.pk}"], self[f"scope-{claim.pk}"])
            for claim in self.claims
        ]

    def grades(self) -> list[tuple[Source, forms.BoundField]]:
        """Each source and its choice of grade."""
        return [(source, self[f"grade-{source.pk}"]) for source in self.sources]


def choice(words: type[Word], kept: str, label: str) -> forms.ChoiceField:
    """One choice among the words of the field, named for who cannot see the table around it."""
    widget = forms.Select(attrs={"aria-label": label})
    return forms.ChoiceField(choices=words.choices(), initial=kept, required=False, label=label, widget=widget)
