"""The demonstration desk, written into an empty record by the same steps that a desk takes every day."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.contrib.auth.models import User
from simple_history.utils import bulk_create_with_history

from incidents.demonstration import (
    Demonstration,
    DemonstrationIncident,
    DemonstrationPerson,
    read_demonstration,
)
from incidents.demonstration.reader_decisions import add_as_shown, decide_as_shown
from incidents.demonstration.readings import hurry, spread_over_months
from incidents.demonstration.team import REASONS, Team
from incidents.models import Actor, Incident, Report, Source
from incidents.models.incident import IncidentActor
from incidents.vocabulary import Side
from incidents.workflow.acts import act_alone
from incidents.workflow.desk.roles import give_role
from incidents.workflow.incidents.matching import create_incident, names_of_sides, proposed_incident
from incidents.workflow.intake import submit_report
from incidents.workflow.review.finishing import finish_report
from incidents.workflow.standing.actors import ActorNames

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


@act_alone
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
    Team(desk, people).work()
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
            decide_as_shown(report, shown_report.decisions, analyst)
            for addition in shown_report.added:
                add_as_shown(report, addition, analyst)
            if shown_report.closed_in:
                hurry(report, analyst, shown_report.closed_in)
            incident = incident or incident_from(report, shown, analyst)
            add_sides(incident, report)
            finish_report(report=report, person=analyst, incident=incident, reasons=REASONS)


def incident_from(report: Report, shown: DemonstrationIncident, analyst: User) -> Incident:
    """The incident as its first reviewed report tells of it, under the title that the desk gave it."""
    values = proposed_incident(report)
    side_a, side_b = (names_of_sides(values.pop(key)) for key in ("side_a", "side_b"))
    return create_incident(person=analyst, values={**values, "title": shown.title}, side_a=side_a, side_b=side_b)


def add_sides(incident: Incident, report: Report) -> None:
    """Actors that a later report adds to an incident."""
    known = ActorNames()
    for found in (report.found.get("event") or {}).get("actors") or []:
        if found["side"] != Side.OTHER:
            actor = known.find_or_add(found["name"], found["kind"])
            IncidentActor.objects.get_or_create(incident=incident, actor=actor, defaults={"side": found["side"]})
