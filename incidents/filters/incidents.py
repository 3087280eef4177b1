"""The language in which incidents are chosen, the same in lists, charts, exports and saved views.

Every choice stands in the address (docs/filters.md). Of several choices of one kind any fits; choices of different
kinds must all fit.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.db.models import CharField, Exists, OuterRef, Q, Value
from django.db.models.functions import Cast

from incidents.filters.as_of import AsOf, AsOfField
from incidents.filters.choices import AnyOf, AnyOfNamed
from incidents.filters.fields import AnyDayField
from incidents.filters.narrowing import NarrowingByDays, query_of_choices
from incidents.filters.word_search import incidents_with
from incidents.models import Actor, Incident, IncidentActor, ReportLink, Source
from incidents.models.estimate import figures_at
from incidents.models.incident import IncidentQuerySet
from incidents.vocabulary import SUB_EVENT_TYPES, EventType, Flag, Measure, Reliability, Side, Status, SubEventType

ANY = ("", "any")
EVERYBODY = ("", "everybody")
COUNTED_MEASURES = [choice for choice in Measure.choices() if choice[0] != Measure.CASUALTIES]
SIDES = [(side.value, side.label.removeprefix("side ")) for side in Side]
TYPES = [(kind.value, [(kind.value, f"{kind.label}: all"), *((sub.value, sub.label) for sub in within)])
         for kind, within in SUB_EVENT_TYPES.items()]  # fmt: skip

COUNTING = ("measure", "status")
"""What is counted of the incidents chosen."""
NARROWING = ("q", "country", "admin1", "actor", "side", "type", "source", "grade", "flag", "since", "until")
"""What chooses incidents."""
LANGUAGE = (*COUNTING, *NARROWING, "as_of")
"""Every name of the language: kept in the way from one page of the record to the next."""


class IncidentFilter(NarrowingByDays):
    """Incidents by words, place, actors, type, sources and days. A field that is wrong narrows nothing and says so."""

    q = forms.CharField(
        label="Search",
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"data-search": "", "autocomplete": "off", "placeholder": "words, “a phrase”"}),
        help_text="Words in titles, places, actors and texts of reports; all must be there. “In quotes”: as it stands.",
    )
    measure = forms.ChoiceField(label="Counted", required=False, choices=COUNTED_MEASURES)
    status = forms.ChoiceField(
        label="Whose losses",
        required=False,
        choices=[EVERYBODY, (Status.CIVILIAN.value, "civilians"), (Status.COMBATANT.value, "combatants")],
    )
    country = AnyOf()
    admin1 = AnyOfNamed(label="Province")
    actor = AnyOf()
    side = forms.ChoiceField(
        required=False, choices=[ANY, *SIDES], help_text="On which side the actor, or anybody, stands."
    )
    type = AnyOf(choices=TYPES)
    source = AnyOf(label="Told by")
    grade = AnyOf(choices=Reliability.choices(), help_text="Incidents that some source of this grade tells of.")
    flag = AnyOf(choices=Flag.choices(), help_text="Incidents with a figure that carries this mark.")
    since = AnyDayField(label="From", required=False)
    until = AnyDayField(label="To", required=False)
    as_of = AsOfField()

    NARROWING: tuple[str, ...] = NARROWING
    FIRST: tuple[str, ...] = ("q", "measure", "status", "since", "until", "as_of")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = offered_names([name for name in self["country"].value() or () if "\x00" not in name])
        self.offer("country", [(name, name) for name in self.countries()])
        self.offer("admin1", [(name, name) for _, name in offered["admin1"]])
        self.offer("actor", offered["actor"])
        self.offer("source", offered["source"])
        self.has_strange_days = bool(offered["strange"])

    def countries(self) -> list[str]:
        """The countries to choose from. One query."""
        return Incident.objects.countries()

    @property
    def measure_chosen(self) -> Measure:
        return Measure(self.chosen.get("measure", Measure.KILLED))

    @property
    def status_chosen(self) -> str:
        """`civilian` or `combatant`, empty for people as a whole."""
        return str(self.chosen.get("status", ""))

    @property
    def known_at(self) -> datetime | None:
        """The last moment that is known; None today."""
        as_of: AsOf | None = self.chosen.get("as_of")
        return as_of.moment if as_of else None

    @property
    def is_narrowed(self) -> bool:
        return super().is_narrowed or "as_of" in self.chosen

    @property
    def filter_words(self) -> str:
        """The choice in one line: "country Norland; from 2024-03-01", or "all incidents"."""
        return self.chips_in_line(self.NARROWING) or "all incidents"

    @property
    def counted_words(self) -> str:
        """What is counted: "killed", "civilians killed"."""
        whose = f"{self.words_of('status')} " if self.status_chosen else ""
        return f"{whose}{self.measure_chosen.label}"

    def language(self, **changes: Any) -> str:
        """The query of the choices that every page of the record understands."""
        return query_of_choices({**{name: value for name, value in self.chosen.items() if name in LANGUAGE}, **changes})

    def incidents(self) -> IncidentQuerySet:
        """The incidents that fit every choice, of which some report had told by the date they are shown as of."""
        return self.narrow(Incident.objects.unmerged())

    def tolls(self) -> IncidentQuerySet:
        """The same, each with the figure of what is counted."""
        return self.incidents().with_toll(self.measure_chosen, self.known_at, self.status_chosen)

    def narrow(self, incidents: IncidentQuerySet) -> IncidentQuerySet:
        """Those of the incidents that fit every choice."""
        return self.narrow_by(self.chosen, incidents)

    def narrow_by(self, chosen: dict[str, Any], incidents: IncidentQuerySet) -> IncidentQuerySet:
        """Those of the incidents that fit these of the choices."""
        incidents = incidents.known_at(self.known_at).between(chosen.get("since"), chosen.get("until"))
        for name in ("country", "admin1"):
            if name in chosen:
                incidents = incidents.filter(**{f"{name}__in": chosen[name]})
        if "type" in chosen:
            incidents = incidents.filter(of_type(chosen["type"]))
        if "actor" in chosen or "side" in chosen:
            of = {"actor__in": chosen.get("actor"), "side": chosen.get("side")}
            incidents = incidents.filter(with_part(**{name: value for name, value in of.items() if value}))
        if "source" in chosen or "grade" in chosen:
            incidents = incidents.filter(self.told_by(chosen.get("source"), chosen.get("grade")))
        if "flag" in chosen:
            incidents = incidents.filter(self.flagged(chosen["flag"]))
        if "q" in chosen:
            incidents = incidents.filter(incidents_with(chosen["q"], self.known_at))
        return incidents

    def told_by(self, sources: list[str] | None, grades: list[str] | None) -> Exists:
        """Whether a report of any of these sources, of any of these grades, tells of it, by the date that is shown."""
        links = ReportLink.objects.known_at(self.known_at).filter(incident=OuterRef("pk"))
        if sources:
            links = links.filter(report__source__in=sources)
        if grades:
            links = links.filter(report__source__reliability__in=grades)
        return Exists(links)

    def flagged(self, flags: list[str]) -> Exists:
        """Whether a figure of the measure, whoever is counted, carries any of these flags."""
        return Exists(
            figures_at(self.known_at).filter(any_flag(flags), incident=OuterRef("pk"), measure=self.measure_chosen)
        )


def offered_names(countries: list[str]) -> dict[str, list[tuple[str, str]]]:
    """Actors that take part in anything, sources, and the provinces of these countries; one query for all three.

    `strange` has something where any incident began on a day that no record should have.
    """
    taking_part = Exists(IncidentActor.objects.filter(actor=OuterRef("pk")))
    provinces = Incident.objects.filter(country__in=countries).exclude(admin1="").order_by()
    rows = names_of_rows("actor", Actor.objects.filter(taking_part).order_by()).union(
        names_of_rows("source", Source.objects.order_by()),
        provinces.values_list(Value("admin1"), Value(""), "admin1").distinct(),
        Incident.objects.out_of_reach().order_by().values_list(Value("strange"), Value(""), Value("")).distinct(),
        all=True,
    )
    offered: dict[str, list[tuple[str, str]]] = {"actor": [], "source": [], "admin1": [], "strange": []}
    for kind, key, name in rows:
        offered[kind].append((key, name))
    return {kind: sorted(names, key=lambda pair: pair[1].casefold()) for kind, names in offered.items()}


def names_of_rows(kind: str, rows: Any) -> Any:
    """Kind, key and name of each row."""
    return rows.values_list(Value(kind), Cast("pk", CharField()), "name")


def any_flag(flags: list[str]) -> Q:
    """Figures that carry any of these flags."""
    any_of = Q()
    for flag in flags:
        any_of |= Q(flags__icontains=f'"{flag}"')
    return any_of


def of_type(types: list[str]) -> Q:
    """Incidents of any of these event types or sub-types."""
    kinds = {kind.value for kind in EventType}
    subs = {sub.value for sub in SubEventType}
    return Q(event_type__in=kinds & set(types)) | Q(sub_event_type__in=subs & set(types))


def with_part(**of: Any) -> Exists:
    """Incidents that an actor has a part in; asks whether there is one, so that none is counted twice."""
    return Exists(IncidentActor.objects.filter(incident=OuterRef("pk"), **of))
