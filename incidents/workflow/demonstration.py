"""The demonstration desk, written into an empty record by the same steps that a desk takes every day."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from simple_history.utils import bulk_create_with_history

from incidents.demonstration import (
    Demonstration,
    DemonstrationAddition,
    DemonstrationDecision,
    DemonstrationIncident,
    DemonstrationPerson,
    DemonstrationReport,
    read_demonstration,
)
from incidents.models import Actor, Claim, Incident, Report, Source
from incidents.models.incident import IncidentActor
from incidents.vocabulary import Side, Verdict
from incidents.workflow.actors import ActorNames
from incidents.workflow.demonstration_readings import spread_over_months
from incidents.workflow.intake import submit_report
from incidents.workflow.matching import create_incident, names_in, proposed_incident
from incidents.workflow.review import add_claim, correct_claim, decide, finish_report
from incidents.workflow.roles import give_role

Progress = Callable[[str], None]


def is_new_desk() -> bool:
    """Whether nobody has used the record yet."""
    return not User.objects.exists() and not Report.objects.exists()


def demonstration_people() -> Sequence[DemonstrationPerson]:
    """The demonstration's people who can still sign in with the password that the files give them."""
    people = read_demonstration().people
    known = User.objects.in_bulk([person.username for person in people], field_name="username")
    return [
        person
        for person in people
        if person.username in known and known[person.username].check_password(person.password)
    ]


@transaction.atomic
def load_demonstration(progress: Progress = lambda line: None) -> None:
    """Fill an empty record. `progress` gets a line for each incident that was added."""
    desk = read_demonstration()
    people = {person.username: add_person(person) for person in desk.people}
    analyst = next(people[person.username] for person in desk.people if person.role == "analyst")
    add_actors(desk)
    add_sources(desk)
    for shown in desk.incidents:
        add_incident(shown, analyst)
        progress(shown.title)
    spread_over_months()


def add_person(shown: DemonstrationPerson) -> User:
    """Somebody who can sign in."""
    first, _, last = shown.name.partition(" ")
    person = User.objects.create_user(shown.username, password=shown.password, first_name=first, last_name=last)
    give_role(person, shown.role)
    return person


def add_actors(desk: Demonstration) -> None:
    """The actors, parents before their children."""
    bulk_create_with_history(
        [Actor(name=one.name, kind=one.kind, country=one.country, aliases=list(one.aliases)) for one in desk.actors],
        Actor,
    )
    actors = {actor.name: actor for actor in Actor.objects.all()}
    for one in desk.actors:
        if one.parent:
            actors[one.name].parent = actors[one.parent]
            actors[one.name].save()


def add_sources(desk: Demonstration) -> None:
    """The sources with their grades and whom they speak for."""
    actors = {actor.name: actor for actor in Actor.objects.all()}
    for one in desk.sources:
        Source.objects.create(
            name=one.name,
            kind=one.kind,
            country=one.country,
            language=one.language,
            affiliation=actors[one.affiliation] if one.affiliation else None,
            reliability=one.reliability,
            aliases=list(one.aliases),
            notes=one.notes,
        )


def add_incident(shown: DemonstrationIncident, analyst: User) -> None:
    """The reports of one incident; the reviewed ones decided on and linked to it."""
    incident: Incident | None = None
    for shown_report in shown.reports:
        report = submit_report(
            text=shown_report.text,
            source=Source.objects.get(name=shown_report.source),
            published=shown_report.published,
            title=shown_report.title,
            url=shown_report.url,
            person=analyst,
        )
        if shown_report.reviewed:
            review_as_shown(report, shown_report, analyst)
            incident = incident or incident_from(report, shown, analyst)
            add_sides(incident, report)
            finish_report(report=report, person=analyst, incident=incident, reasons=["same place", "same day"])


def incident_from(report: Report, shown: DemonstrationIncident, analyst: User) -> Incident:
    """The incident as its first reviewed report tells of it, under the title that the desk gave it."""
    values = proposed_incident(report)
    side_a, side_b = (names_in(values.pop(key)) for key in ("side_a", "side_b"))
    return create_incident(person=analyst, values={**values, "title": shown.title}, side_a=side_a, side_b=side_b)


def add_sides(incident: Incident, report: Report) -> None:
    """Actors that a later report adds to an incident."""
    known = ActorNames()
    for found in (report.found.get("event") or {}).get("actors") or []:
        if found["side"] != Side.OTHER:
            actor = known.find_or_add(found["name"], found["kind"])
            IncidentActor.objects.get_or_create(incident=incident, actor=actor, defaults={"side": found["side"]})


def review_as_shown(report: Report, shown: DemonstrationReport, analyst: User) -> None:
    """Decide on each claim as the analyst of the files did: as listed, else accepted."""
    listed = list(shown.decisions)
    for claim in report.claims.select_related("report").order_by("number"):
        decision = next((one for one in listed if one.raw == claim.raw and one.measure == claim.measure), None)
        if decision:
            listed.remove(decision)
        apply_decision(claim, decision, analyst)
    for addition in shown.added:
        add_as_shown(report, addition, analyst)


def apply_decision(claim: Claim, decision: DemonstrationDecision | None, analyst: User) -> None:
    """One decision of the files, or plain acceptance where they have none."""
    if decision is None:
        decide(claim=claim, person=analyst, verdict=Verdict.ACCEPTED)
    elif decision.verdict is Verdict.CORRECTED:
        correct_claim(claim=claim, person=analyst, value=record_values(decision.value), reason=decision.reason)
    else:
        decide(claim=claim, person=analyst, verdict=decision.verdict, reason=decision.reason)


def record_values(value: Mapping[str, Any]) -> dict[str, Any]:
    """Values of the files as the record takes them: actors for their names."""
    names = ActorNames()
    return {name: names.find_or_add(given) if name in ("actor", "speaker") else given for name, given in value.items()}


def add_as_shown(report: Report, addition: DemonstrationAddition, analyst: User) -> None:
    """A claim that the program missed, at the words that the files quote; nothing where it found it after all."""
    start = report.text.index(addition.raw)
    end = start + len(addition.raw)
    if report.claims.filter(measure=addition.value["measure"], start__lt=end, end__gt=start).exists():
        return
    add_claim(report=report, person=analyst, start=start, end=end, value=record_values(addition.value))
