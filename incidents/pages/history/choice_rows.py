"""Rows of the history of what the desk chose for itself: its policy and its rules of review, in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse

from incidents.pages.frame.review_rules_form import SHARES, ReviewRulesForm
from incidents.pages.history.rows import Change, Entry, stored_words
from incidents.vocabulary import Measure, Policy
from incidents.workflow.desk.people import name_of
from incidents.workflow.history.desk_choices import CHOICES, choices_of, values_of_choice
from incidents.workflow.standing.playback import taken_back

CHOICE_TITLES = {"policy": "the policy that the desk follows", "rules": "the rules of review"}
CHOICE_PAGES = {"policy": "decisions", "rules": "review-rules"}
WHAT = {"policy": "policy chosen", "rules": "rules set"}


def entries_of_choices(kind: str) -> Iterator[Entry]:
    """An entry for each choice of a kind: what it gave in place of what, and why. Two queries at most."""
    model = CHOICES[kind]
    made = list(choices_of(model).select_related("person"))
    gone = taken_back(made)
    before = values_of_choice(None, model)
    for choice in made:
        given = values_of_choice(choice, model)
        changes = [
            Change(choice_label(name), choice_words(name, before[name]), choice_words(name, value))
            for name, value in given.items()
            if value != before[name]
        ]
        before = given
        yield Entry(
            choice.at,
            name_of(choice.person),
            WHAT[kind],
            changes,
            choice.reason,
            revert=reverse("revert", args=[kind, choice.pk]) if changes and choice.pk not in gone else "",
            reverted=choice.pk in gone,
        )


def choice_label(name: str) -> str:
    """A field of a choice, as the form that sets it calls it."""
    form_field = ReviewRulesForm.base_fields.get(name)
    return str(form_field.label) if form_field else name


def choice_words(name: str, value: Any) -> str:
    """A value of a choice as people read it."""
    if isinstance(value, Policy):
        return str(value.label)
    if name in SHARES:
        return f"{value * 100:g}"
    if name == "second_measures":
        return stored_words([Measure(measure).label for measure in value])
    if name == "second_sources":
        return stored_words(sorted(source.name for source in value))
    return f"{value:g}" if isinstance(value, float) else stored_words(value)
