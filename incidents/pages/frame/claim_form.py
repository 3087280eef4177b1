"""A claim as a person corrects it, or adds it where the program missed it."""

from __future__ import annotations

from typing import Any

from django import forms

from incidents.models import Claim, Report
from incidents.pages.frame.words import SelectionForm, WordsField, nearest_span
from incidents.vocabulary import Group, Hedge, Interest, Measure, Scope, Status
from incidents.workflow.standing.actors import ActorNames

NUMBERS = ("best", "low", "high")
MOST_PEOPLE = 100_000_000


class NumberField(forms.IntegerField):
    """Whole people, none negative; empty where nothing is known."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            min_value=0,
            max_value=MOST_PEOPLE,
            required=False,
            widget=forms.NumberInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
            error_messages={"invalid": "A whole number.", "min_value": "Not below 0."},
            **options,
        )


class ClaimForm(forms.Form):
    """Every value of a claim that a person may correct (vocabulary.CORRECTABLE), numbers first."""

    seen_version: int | None = None
    """The version of the claim that stood when the form was opened; None for the one that stands now."""

    best = NumberField()
    low = NumberField()
    high = NumberField()
    open_upper = forms.BooleanField(required=False, label="or more")
    measure = forms.ChoiceField(choices=Measure.choices())
    actor = forms.CharField(max_length=120, required=False, label="whose: actor")
    status = forms.ChoiceField(choices=Status.choices(), label="whose: status")
    group = forms.ChoiceField(choices=[("", "none"), *Group.choices()], required=False, label="whose: group")
    hedge = forms.ChoiceField(choices=Hedge.choices(), label="worded as")
    scope = forms.ChoiceField(choices=Scope.choices(), label="covers")
    denies = forms.BooleanField(required=False, label="a denial")
    claimant_name = forms.CharField(max_length=300, required=False, label="claimant")
    claimant_role = forms.CharField(max_length=300, required=False, label="claimant’s role")
    speaker = forms.CharField(max_length=120, required=False, label="speaks for")
    interest = forms.ChoiceField(
        choices=[("", "worked out"), *Interest.choices()], required=False, label="interest of the claimant"
    )
    words = WordsField(label="its words")
    reason = forms.CharField(max_length=1000, required=False)

    def __init__(self, *args: Any, claim: Claim | None = None, first: str = "", **options: Any) -> None:
        self.claim = claim
        if claim:
            options["initial"] = {**form_values(claim), **(options.get("initial") or {})}
            options.setdefault("prefix", f"claim-{claim.pk}")
        super().__init__(*args, **options)
        if first in self.fields:
            self.fields[first].widget.attrs["autofocus"] = True

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if not self.errors:
            self.carry_single_number(given)
            self.close_numbers(given)
            self.settle_wording(given)
            self.check_numbers(given)
        if self.claim:
            self.find_words(self.claim, given)
        if given.get("interest") and self.interest_changed(given) and not given.get("reason"):
            self.add_error("reason", "Say why: an interest set by hand stands until somebody changes it.")
        return given

    def carry_single_number(self, given: dict[str, Any]) -> None:
        """Let low and high follow best where they were the same number and only best was changed."""
        if not self.claim or self.claim.best is None:
            return
        changed = {name for name in NUMBERS if given[name] != getattr(self.claim, name)}
        if changed == {"best"} and given["best"] is not None:
            for name in ("low", "high"):
                if getattr(self.claim, name) == self.claim.best:
                    given[name] = given["best"]

    def close_numbers(self, given: dict[str, Any]) -> None:
        """Fill in what follows: a low from the best alone, a high where nothing is open."""
        if given["low"] is None:
            given["low"] = given["best"] if given["best"] is not None else (1 if given["high"] else None)
        if given["open_upper"]:
            given["high"] = None
        elif given["high"] is None and given["best"] is not None:
            given["high"] = given["best"]
        if given["denies"]:
            given["low"], given["best"], given["high"], given["open_upper"] = 0, 0, 0, False

    def settle_wording(self, given: dict[str, Any]) -> None:
        """A number given for what was a mere word is worded as a number, unless the person says how it is worded."""
        was = self.claim.hedge if self.claim else None
        single = given["low"] == given["best"] == given["high"]
        if was in (Hedge.VAGUE, Hedge.UNQUANTIFIED) and given["hedge"] == was and single:
            given["hedge"] = Hedge.EXACT.value

    def check_numbers(self, given: dict[str, Any]) -> None:
        if given["low"] is None:
            self.add_error("best", "Give a number, or 0 with “a denial”.")
            return
        known = [number for number in (given["low"], given["best"], given["high"]) if number is not None]
        if known != sorted(known):
            self.add_error("best", "The numbers must rise: low ≤ best ≤ high.")

    def find_words(self, claim: Claim, given: dict[str, Any]) -> None:
        """Where other words were given than those that stand: their place, the nearest to where the claim is."""
        words = given.get("words") or ""
        if words.split() in ([], claim.words.split()):
            return
        span = nearest_span(claim.report.text, words, claim.words_start)
        if span is None:
            self.add_error("words", "These words are not in the text, letter for letter.")
        else:
            given["moved_start"], given["moved_end"] = span if span != (claim.start, claim.end) else (None, None)

    def interest_changed(self, given: dict[str, Any]) -> bool:
        return not self.claim or not self.claim.interest_is_set or given["interest"] != self.claim.interest

    def values(self) -> dict[str, Any]:
        """What was given, as `correct_claim` and `add_claim` take it."""
        given = dict(self.cleaned_data)
        for name in ("reason", "start", "end", "words"):
            given.pop(name, None)
        names = ActorNames()
        for name in ("actor", "speaker"):
            given[name] = names.find_or_add(" ".join(given[name].split()))
        if not given["interest"]:
            del given["interest"]
        return given


class AddedClaimForm(ClaimForm, SelectionForm):
    """A claim that the program missed, at words of the report."""

    def __init__(self, *args: Any, report: Report, **options: Any) -> None:
        initial = {"measure": Measure.KILLED, "hedge": Hedge.EXACT, "scope": Scope.WHOLE, "status": Status.UNKNOWN}
        super().__init__(*args, initial=initial, prefix="added", report=report, **options)


def form_values(claim: Claim) -> dict[str, Any]:
    """What stands, as the form shows it."""
    plain = ("best", "low", "high", "open_upper", "measure", "status", "group", "hedge", "scope", "denies")
    return {
        **{name: getattr(claim, name) for name in plain},
        "claimant_name": claim.claimant_name,
        "claimant_role": claim.claimant_role,
        "actor": claim.actor.name if claim.actor else "",
        "speaker": claim.speaker.name if claim.speaker else "",
        "interest": claim.interest if claim.interest_is_set else "",
        "words": claim.words,
    }
