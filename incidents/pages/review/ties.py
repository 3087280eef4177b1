"""The ties of a claim to others of its report: the chips on its card, and the form that makes one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.auth.models import User

from incidents.models import Claim, Report
from incidents.templatetags.desk import figure, whose_losses
from incidents.vocabulary import Tie
from incidents.workflow.review.ties import homes_as_seen, refusal_of
from incidents.workflow.standing.ties import ties_of, ties_that_broke, ties_to_offer, why_not_tied

MOST_ROWS = 8
"""Rows of the list of ties that are seen without scrolling."""


@dataclass(frozen=True, slots=True)
class Chip:
    """A tie of a claim to another; `broken` says in a few words why it holds no longer."""

    tie: Tie
    other: Claim
    broken: str = ""

    @property
    def words(self) -> str:
        """The tie in words: "part of 34 killed"."""
        return f"{self.tie.label} {figure(self.other)} {self.other.get_measure_display()}"


def chips_among(claims: Sequence[Claim], person: User, report: Report | None = None) -> dict[int, list[Chip]]:
    """The chips of each claim, by its key; `claims` are those of one report, as a person sees them."""
    by_key = {claim.pk: claim for claim in claims}
    are_tied = any(ties_of(claim) for claim in claims)
    broken = ties_that_broke(claims, homes_as_seen(claims, person, report)) if are_tied else {}
    return {
        claim.pk: [
            Chip(tie, by_key[other], broken.get((claim.pk, tie), ""))
            for tie, other in ties_of(claim).items()
            if other in by_key
        ]
        for claim in claims
    }


class TieForm(forms.Form):
    """A tie of a claim to another of its report, out of those that hold; it stands in the card."""

    is_tie = True
    seen_version: int | None = None
    """The version of the claim that stood when the form was opened; None for the one that stands now."""
    tie = forms.CharField(
        label="this claim is",
        widget=forms.Select(attrs={"autofocus": True}),
        error_messages={"required": "Choose a tie, or leave."},
    )

    def __init__(self, *args: Any, claim: Claim, claims: Sequence[Claim], person: User, **options: Any) -> None:
        super().__init__(*args, **{"prefix": f"tie-{claim.pk}"} | options)
        self.claim, self.claims = claim, claims
        self.own = next(one for one in claims if one.pk == claim.pk)
        self.homes = homes_as_seen(claims, person)
        self.offered = ties_to_offer(self.own, claims, self.homes)
        widget = self.fields["tie"].widget
        widget.choices = [(f"{tie}-{other.pk}", option_words(tie, other)) for tie, other in self.offered]
        widget.attrs["size"] = max(2, min(MOST_ROWS, len(self.offered)))

    def clean_tie(self) -> tuple[Tie, Claim]:
        tie, _, key = self.cleaned_data["tie"].partition("-")
        other = next((one for one in self.claims if str(one.pk) == key), None)
        if tie not in list(Tie) or other is None:
            raise forms.ValidationError("There is no such claim in this report.")
        if why := why_not_tied(self.own, Tie(tie), other, self.claims, self.homes):
            raise forms.ValidationError(refusal_of(why))
        return Tie(tie), other


def option_words(tie: Tie, other: Claim) -> str:
    """A tie as it is chosen: "part of 34 killed, people: “At least 34 people”"."""
    words = other.words if len(other.words) < 60 else f"{other.words[:59]}…"
    return f"{tie.label} {figure(other)} {other.get_measure_display()}, {whose_losses(other)}: “{words}”"
