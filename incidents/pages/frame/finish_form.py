"""Where a reviewed report goes: to an incident that is known, to a new one, or to none."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, QueryDict
from django.utils.html import format_html, format_html_join
from django.utils.text import Truncator

from incidents.filters.fields import DayField
from incidents.models import Incident, Report
from incidents.pages.frame.requests import person_of
from incidents.vocabulary import SUB_EVENT_TYPES, DatePrecision, EventType, GeoPrecision, SubEventType
from incidents.workflow.incidents.matching import Candidate, create_incident, names_of_sides
from incidents.workflow.review.finishing import Telling
from incidents.workflow.standing.groups import GROUPS_MOVED, Group, Groups

NEW, NONE, OTHER = "new", "none", "other"
MOST_INCIDENTS = 2**31 - 1
SIDES = ("side_a", "side_b")
MOST_NAMED = 3
"""Incidents that are named once a report of many was finished."""


def grouped_sub_types() -> list[Any]:
    """Sub-types below their types, as a select shows them."""
    groups = [(kind.label, [(sub.value, sub.label) for sub in subs]) for kind, subs in SUB_EVENT_TYPES.items()]
    return [("", "not known"), *groups]


class FinishForm(forms.Form):
    """`choice` is the key of an incident, NEW, NONE, or OTHER with the incident's `number`."""

    choice = forms.CharField(error_messages={"required": "Choose what the report tells of."})
    number = forms.IntegerField(min_value=1, max_value=MOST_INCIDENTS, required=False)
    title = forms.CharField(max_length=300, required=False)
    event_type = forms.ChoiceField(choices=[("", "not known"), *EventType.choices()], required=False)
    sub_event_type = forms.ChoiceField(choices=grouped_sub_types, required=False)
    date_start = DayField(required=False)
    date_end = DayField(required=False)
    date_precision = forms.ChoiceField(choices=DatePrecision.choices(), required=False)
    place_name = forms.CharField(max_length=200, required=False)
    admin2 = forms.CharField(max_length=200, required=False)
    admin1 = forms.CharField(max_length=200, required=False)
    country = forms.CharField(max_length=100, required=False)
    country_code = forms.CharField(max_length=2, required=False, widget=forms.HiddenInput)
    latitude = forms.FloatField(min_value=-90, max_value=90, required=False)
    longitude = forms.FloatField(min_value=-180, max_value=180, required=False)
    geo_precision = forms.ChoiceField(choices=[("", "not known"), *GeoPrecision.choices()], required=False)
    side_a = forms.CharField(max_length=600, required=False)
    side_b = forms.CharField(max_length=600, required=False)

    def __init__(self, *args: Any, candidates: Sequence[Candidate] = (), **options: Any) -> None:
        self.candidates = {str(candidate.incident.pk): candidate for candidate in candidates}
        super().__init__(*args, **options)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        choice = given.get("choice")
        if choice == NEW:
            self.check_new(given)
        elif choice == OTHER:
            given["incident"] = self.incident_numbered(given.get("number"))
        elif choice and choice != NONE:
            given["incident"] = self.incident_numbered(int(choice) if choice.isdecimal() and len(choice) < 10 else None)
        return given

    def incident_numbered(self, number: int | None) -> Incident | None:
        incident = Incident.objects.unmerged().filter(pk=number).first() if number else None
        if incident is None:
            self.add_error("number", "There is no incident with this number.")
        return incident

    def check_new(self, given: dict[str, Any]) -> None:
        """A new incident needs a title and its days in order; a sub-type brings its type."""
        if not given.get("title"):
            self.add_error("title", "An incident needs a title.")
        if not given.get("date_start") and "date_start" not in self.errors:
            self.add_error("date_start", "An incident needs its day, or the first day that it may have been.")
        given["date_end"] = given.get("date_end") or given.get("date_start")
        if given.get("date_start") and given["date_end"] and given["date_end"] < given["date_start"]:
            self.add_error("date_end", "The last day is before the first.")
        if (given.get("latitude") is None) != (given.get("longitude") is None):
            self.add_error("longitude", "Give both latitude and longitude, or neither.")
        self.check_types(given)

    def check_types(self, given: dict[str, Any]) -> None:
        if not given.get("sub_event_type"):
            return
        sub = SubEventType(given["sub_event_type"])
        kind = next(kind for kind, subs in SUB_EVENT_TYPES.items() if sub in subs)
        given["event_type"] = given.get("event_type") or kind.value
        if given["event_type"] != kind.value:
            self.add_error("sub_event_type", f"{sub.label} belongs to {kind.label}.")

    def incident_values(self) -> dict[str, Any]:
        """Values of a new incident, as `create_incident` takes them."""
        given = self.cleaned_data
        names = [name for name in self.fields if name not in ("choice", "number", *SIDES)]
        return {name: given[name] for name in names}

    def side(self, name: str) -> list[str]:
        """Names of the actors on one side."""
        return names_of_sides(self.cleaned_data[name])

    def outcome(self) -> dict[str, Any]:
        """What was chosen, as a Reading keeps it and this form takes it up: `choice` is a key, NEW or NONE."""
        incident = self.cleaned_data.get("incident")
        if incident:
            return {"choice": str(incident.pk)}
        choice = self.cleaned_data["choice"]
        return {"choice": choice} if choice == NONE else {**self.new_incident_values(), "choice": NEW}

    def new_incident_values(self) -> dict[str, Any]:
        """The fields of a new incident, as JSON keeps them."""
        given = {name: self.cleaned_data[name] for name in self.fields if name not in ("choice", "number")}
        return {name: value.isoformat() if isinstance(value, date) else value for name, value in given.items()}

    def reasons(self) -> list[str]:
        """Why the chosen incident was proposed, as the record keeps it."""
        candidate = self.candidates.get(self.cleaned_data["choice"])
        return list(candidate.reasons) if candidate else []


@dataclass(frozen=True, slots=True)
class FinishPart:
    """The form of one group of a report; without a group that of all of it."""

    form: FinishForm
    candidates: Sequence[Candidate]
    event: Mapping[str, Any]
    group: Group | None = None

    @property
    def likely(self) -> Candidate | None:
        """The known incident that is offered as the answer."""
        return next((one for one in self.candidates if one.is_likely), None)

    @property
    def type_reason(self) -> str:
        """Which words the proposed type was read in, or guessed from; empty where none were kept."""
        words = ", ".join(f"“{word}”" for word in self.event.get("type_words") or ())
        if not words:
            return ""
        return f"A guess, by the words {words}." if self.event.get("type_share") is not None else f"Read in {words}."


class FinishForms:
    """What the groups of a report tell of: a form for each, its fields named after the group's start where there are
    several. `sent` is what a browser sent, `propose` gives what stands in a form at first."""

    def __init__(
        self,
        groups: Groups,
        candidates: Mapping[int, Sequence[Candidate]],
        *,
        sent: QueryDict | None = None,
        propose: Callable[[Group, Sequence[Candidate]], dict[str, Any]] = lambda group, candidates: {},
    ) -> None:
        self.groups = groups
        self.refused: list[str] = []
        self.parts = [self.part_of(group, candidates[group.start], sent, propose) for group in groups]
        if sent is not None and groups.are_several and sent.get("groups") != str(groups.version):
            self.refused.append(GROUPS_MOVED)

    def part_of(
        self, group: Group, candidates: Sequence[Candidate], sent: QueryDict | None, propose: Callable[..., Any]
    ) -> FinishPart:
        several = self.groups.are_several
        prefix = f"g{group.start}" if several else None
        initial = None if sent is not None else propose(group, candidates)
        form = FinishForm(sent, initial=initial, candidates=candidates, prefix=prefix)
        return FinishPart(form, candidates, group.event, group if several else None)

    @property
    def are_several(self) -> bool:
        return self.groups.are_several

    def is_valid(self) -> bool:
        """Whether all are; each then says what is wrong beside its fields."""
        return not [part for part in self.parts if not part.form.is_valid()] and not self.refused

    def refuse(self, why: str) -> None:
        """Say above all forms why the report cannot be finished."""
        self.refused.append(why)

    def outcome(self) -> dict[str, Any]:
        """What was chosen, as a Reading keeps it: that of each group by its start, where there are several."""
        if not self.are_several:
            return self.parts[0].form.outcome()
        return {"groups": {str(group.start): part.form.outcome() for group, part in self.pairs()}}

    def tellings(self, request: HttpRequest) -> list[Telling]:
        """What each group tells of, with incidents made new where that is asked for."""
        return [
            Telling(chosen_incident(request, part.form), part.form.reasons(), group.start)
            for group, part in self.pairs()
        ]

    def pairs(self) -> list[tuple[Group, FinishPart]]:
        return list(zip(self.groups, self.parts, strict=True))


def chosen_incident(request: HttpRequest, form: FinishForm) -> Incident | None:
    """The incident that the form names, made new where it asks for one."""
    if form.cleaned_data["choice"] == NONE:
        return None
    if form.cleaned_data["choice"] == NEW:
        return create_incident(
            person=person_of(request),
            values=form.incident_values(),
            side_a=form.side("side_a"),
            side_b=form.side("side_b"),
        )
    incident: Incident = form.cleaned_data["incident"]
    return incident


def finished_words(report: Report, told: Sequence[Incident | None]) -> str:
    """What is said after a report was finished, with the ways to what came of it."""
    address, title = report.get_absolute_url(), Truncator(report.title).chars(60)
    incidents = list(dict.fromkeys(incident for incident in told if incident))
    if not incidents:
        return format_html('Finished: <a href="{}">{}</a>, which tells of no incident.', address, title)
    ways = [(incident.get_absolute_url(), incident) for incident in incidents[:MOST_NAMED]]
    links = format_html_join(", ", '<a href="{}" data-incident>{}</a>', ways)
    more = f" and {len(incidents) - MOST_NAMED} more" if len(incidents) > MOST_NAMED else ""
    count = "" if len(incidents) == 1 else f"{len(incidents)} incidents: "
    return format_html('Finished: <a href="{}">{}</a> is recorded under {}{}{}.', address, title, count, links, more)
