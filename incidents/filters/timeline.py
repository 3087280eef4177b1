"""The language of incidents, and how they are counted over time."""

from __future__ import annotations

from copy import copy
from typing import Any

from django import forms

from incidents.filters.drawn import DrawnFilter
from incidents.filters.fields import AnyDayField

IN_FILTERS = {"form": "record-filters"}
"""For fields that stand beside the chart and belong to the filters above it."""


class TimelineFilter(DrawnFilter):
    """Also the period of a bar, what is told apart in it, how it is shown, and what it is compared with."""

    EVERY = (("", "auto"), ("day", "day"), ("week", "week"), ("month", "month"), ("year", "year"))
    BY = (
        ("", "nothing"),
        ("type", "type"),
        ("country", "country"),
        ("province", "province"),
        ("actor", "actor"),
        ("status", "status"),
    )
    VIEWS = (
        ("", "stacked"),
        ("cumulative", "cumulative"),
        ("multiples", "one by country"),
        ("compare", "two compared"),
    )
    LANES = (("", "actor"), ("place", "place"), ("country", "country"))
    FIRST = ("measure", "status", "every", "view", "by", "since", "until", "as_of", "q")
    COMPARED = ("with_since", "with_until", "with_actor")

    # By actor and status people are told apart by whose losses they are; by the others, incidents.
    every = forms.ChoiceField(label="Period", required=False, choices=EVERY)
    view = forms.ChoiceField(label="Shown as", required=False, choices=VIEWS)
    by = forms.ChoiceField(label="Told apart by", required=False, choices=BY)
    lanes = forms.ChoiceField(label="Lanes", required=False, choices=LANES)
    with_since = AnyDayField(label="Compared from", required=False)
    with_until = AnyDayField(label="Compared to", required=False)
    with_actor = forms.ChoiceField(label="Compared with", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("with_actor", [("", "the same actors"), *self.fields["actor"].choices])  # type: ignore[attr-defined]
        for name in self.COMPARED:
            self.fields[name].widget.attrs |= IN_FILTERS

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        since, until = given.get("with_since"), given.get("with_until")
        if since and until and until < since:
            self.add_error("with_until", "The last day lies before the first.")
        return given

    @property
    def told_apart_by(self) -> str:
        """A choice of BY; empty for nothing."""
        return str(self.chosen.get("by", ""))

    @property
    def shown_as(self) -> str:
        """A choice of VIEWS; empty for stacked."""
        return str(self.chosen.get("view", ""))

    @property
    def lanes_by(self) -> str:
        """What the lanes of the incidents are."""
        return str(self.chosen.get("lanes", "actor"))

    @property
    def fields_compared(self) -> list[forms.BoundField]:
        return [self[name] for name in self.COMPARED]

    @property
    def is_other_time(self) -> bool:
        """Whether what is compared with lies in days of its own."""
        return bool({"with_since", "with_until"} & set(self.chosen))

    @property
    def other(self) -> TimelineFilter:
        """The same choices in the days, and with the actor, that they are compared with."""
        chosen = self.chosen
        other = copy(self)
        other.cleaned_data = dict(self.cleaned_data)
        if self.is_other_time:
            other.cleaned_data |= {"since": chosen.get("with_since"), "until": chosen.get("with_until")}
        if "with_actor" in chosen:
            other.cleaned_data["actor"] = [chosen["with_actor"]]
        return other
