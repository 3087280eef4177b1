"""People, sources, reports and claims for tests: plain functions that write plain rows.

Every sentence is invented. `report` marks its claims at words of its own text, as the program
would have found them; nothing here runs the program itself.
"""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any

from django.contrib.auth.models import User

from incidents.models import Actor, Claim, Incident, IncidentActor, Report, ReviewRules, Source
from incidents.models.people import PEOPLE_KEY
from incidents.models.report import HELD_BY_NOBODY
from incidents.vocabulary import (
    ActorKind,
    EventType,
    Hedge,
    Measure,
    Reliability,
    ReportStatus,
    Role,
    Scope,
    Side,
    SourceKind,
    Status,
    SubEventType,
)
from incidents.workflow.desk.roles import give_role

PASSWORD = "a long pass phrase for tests"
TEXT = (
    "Fighters of the Northern Column attacked the town of Ashkel at dawn on Tuesday.\n"
    "At least 12 fighters were killed, said army spokesman Idris Halloun. Five soldiers were wounded.\n"
    "The governor, Maren Toll, put the number of dead fighters at 19."
)
numbers = count(1)


def person(username: str = "", role: Role = Role.ANALYST) -> User:
    """Somebody who can sign in with PASSWORD."""
    someone = User.objects.create_user(username or f"{role.value}{next(numbers)}", password=PASSWORD)
    give_role(someone, role)
    return someone


def source(name: str = "", **values: Any) -> Source:
    """A news agency graded B, unless told otherwise."""
    wire = {"kind": SourceKind.AGENCY, "reliability": Reliability.B} | values
    return Source.objects.create(name=name or f"Wire {next(numbers)}", **wire)


def actor(name: str = "", **values: Any) -> Actor:
    """A rebel group, unless told otherwise."""
    return Actor.objects.create(name=name or f"Column {next(numbers)}", **({"kind": ActorKind.REBEL_GROUP} | values))


def report(text: str = "", **values: Any) -> Report:
    """A report that waits for review, without claims; each call without a text makes a text of its own."""
    if not text:
        text = f"{TEXT}\nDispatch {next(numbers)}."
    return Report.objects.create(
        text=text,
        **{
            "title": "Town attacked at dawn",
            "source": values.get("source") or source(),
            "published": date(2024, 3, 5),
            "added_by": values.get("added_by") or person(),
            "status": ReportStatus.PENDING,
            "progress": 100,
            "language": "en",
            **values,
        },
    )


def let_go(report: Report) -> Report:
    """A report as after its holder left it: another can take it."""
    Report.objects.filter(pk=report.pk).update(**HELD_BY_NOBODY)
    report.refresh_from_db()
    return report


def claim(report: Report, words: str = "At least 12 fighters", *, told: int | None = 0, **values: Any) -> Claim:
    """A pending claim at `words` of the report: 12 killed, exactly, unless told otherwise.

    `told` is the place of the incident that it was found to tell of, None for one that sums several.
    """
    start = report.text.index(words)
    span = [start, start + len(words)]
    best = values.get("best", values.get("low", 12))
    standing = {
        "measure": Measure.KILLED.value,
        "low": 12,
        "best": best,
        "high": best,
        "open_upper": False,
        "hedge": Hedge.EXACT.value,
        "denies": False,
        "actor": None,
        "status": Status.UNKNOWN.value,
        "group": "",
        "named": [],
        "claimant_name": "",
        "claimant_role": "",
        "scope": Scope.WHOLE.value,
        "as_of": None,
        "confidence": 0.9,
        "rules": ["passive-subject"],
    } | values
    return Claim.objects.create(
        report=report,
        number=report.claims.count() + 1,
        raw=words,
        start=span[0],
        end=span[1],
        victims_raw=words,
        found=found_json(words, span, standing) | {"incident": told},
        **standing,
    )


def found_json(words: str, span: list[int], standing: dict[str, Any]) -> dict[str, Any]:
    """What the program would have kept as found for such a claim."""
    same = ("measure", "low", "best", "high", "open_upper", "hedge", "denies", "scope", "confidence", "rules")
    claimant = {
        "name": standing["claimant_name"],
        "role": standing["claimant_role"],
        "raw": standing.get("claimant_raw", ""),
        "span": [standing.get("claimant_start"), standing.get("claimant_end")],
        "actor": standing["speaker"].name if standing.get("speaker") else None,
    }
    return {
        **{name: standing[name] for name in same},
        "raw": words,
        "span": span,
        "victims": {
            "raw": words,
            "actor": standing["actor"].name if standing["actor"] else None,
            "status": standing["status"],
            "group": standing["group"] or None,
            "named": standing["named"],
        },
        "claimant": claimant if standing["claimant_name"] else None,
        "part_of": None,
        "as_of": standing["as_of"].isoformat() if standing["as_of"] else None,
    }


def event_json(report: Report, place_words: str = "Ashkel", day_words: str = "Tuesday") -> dict[str, Any]:
    """What the program would have kept of the incident as a whole, with the spans of the place and the day."""

    def span(words: str) -> list[int]:
        start = report.text.index(words)
        return [start, start + len(words)]

    return {
        "date_start": "2024-03-05",
        "date_end": "2024-03-05",
        "date_precision": "day",
        "date_span": span(day_words),
        "date_raw": day_words,
        "event_type": EventType.BATTLES.value,
        "sub_event_type": SubEventType.ARMED_CLASH.value,
        "place": {
            "name": "Ashkel",
            "admin1": "Northern Province",
            "admin2": None,
            "country": "Norland",
            "country_code": "NL",
            "latitude": 12.5,
            "longitude": 40.25,
            "geo_precision": "exact",
            "span": span(place_words),
            "rule": "gazetteer",
        },
        "actors": [
            {"name": "Northern Column", "side": "a", "kind": "rebel_group", "span": span("Northern Column")},
        ],
        "weapons": [],
    }


def incident(title: str = "Armed clash in Ashkel", **values: Any) -> Incident:
    """An armed clash on 5 March 2024, unless told otherwise."""
    return Incident.objects.create(
        title=title,
        **{
            "event_type": EventType.BATTLES,
            "sub_event_type": SubEventType.ARMED_CLASH,
            "date_start": date(2024, 3, 5),
            "date_end": values.get("date_start", date(2024, 3, 5)),
            "place_name": "Ashkel",
            "country": "Norland",
            "country_code": "NL",
            "latitude": 12.5,
            "longitude": 40.25,
            "made_by": values.get("made_by") or person(),
            **values,
        },
    )


def toll(day: date, figures: tuple[int, int, int] | None, *, measure: str = "killed", **values: Any) -> Incident:
    """An incident of a day with low, best and high for people as a whole, or with no figure."""
    made = incident(f"Clash of {day}", date_start=day, **values)
    if figures:
        low, best, high = figures
        made.estimates.create(measure=measure, population_key=PEOPLE_KEY, low=low, best=best, high=high)
    return made


def takes_part(incident: Incident, actor: Actor, side: Side = Side.A) -> IncidentActor:
    """Give an actor a side in an incident."""
    return IncidentActor.objects.create(incident=incident, actor=actor, side=side)


def reviewed_report(incident: Incident, *claims: dict[str, Any], person: User | None = None, **values: Any) -> Report:
    """A finished report that tells of an incident, its claims accepted. A claim's `words` are in its own sentence."""
    from incidents.workflow.review.decisions import accept_claim
    from incidents.workflow.review.finishing import finish_report

    someone = person or incident.made_by
    told = [{"words": f"{claim.get('low', 12)} people", **claim} for claim in claims]
    text = f"Dispatch {next(numbers)}. " + " ".join(f"It was said: {claim['words']}." for claim in told)
    made = report(text, **{"added_by": someone, **values})
    for each in told:
        accept_claim(claim=claim(made, **each), person=someone)
    return finish_report(report=made, person=someone, incident=incident, reasons=["same place, Ashkel"])


def review_rules(**values: Any) -> ReviewRules:
    """How the desk reviews from now on: as it comes, but for the given values."""
    return ReviewRules.objects.create(person=person(role=Role.SENIOR), **values)


TOWNS = (
    *("Ashkel", "Borvane", "Celten", "Dursk", "Elmora", "Farrow"),
    *("Gallen", "Hestia", "Ivarne", "Jorvel", "Kestrin", "Lomond"),
)


def round_up(count: int = 3, *, claims_each: int = 1, lead: str = "", **values: Any) -> Report:
    """A report of so many bombs, an item each in a town of its own, after a `lead` that tells of none of them.

    The first item gives 11 dead, the second 12; with two claims an item, further ones of 21, 22 and so on.
    """
    items = [item_of(number, claims_each) for number in range(1, count + 1)]
    made = report("\n".join([lead, *items] if lead else items), **{"title": "The day in short", **values})
    incidents = [told_incident(made, number, item) for number, item in enumerate(items, start=1)]
    made.found = {"event": incidents[0], "incidents": incidents}
    made.save()
    for place in range(count):
        for dead in dead_in(place + 1, claims_each):
            claim(made, f"{dead} people died", told=place, low=dead)
    return made


def dead_in(number: int, claims: int) -> list[int]:
    return [10 * each + number for each in range(1, claims + 1)]


def item_of(number: int, claims: int) -> str:
    """One item of a round-up: two sentences, and one more for each further claim."""
    told = " ".join(f"Police said {dead} people died there." for dead in dead_in(number, claims))
    return f"A bomb went off in {TOWNS[number - 1]} on Tuesday. {told}"


def told_incident(report: Report, number: int, item: str) -> dict[str, Any]:
    """What the program would have kept of the incident of one item of a round-up."""
    town, start = TOWNS[number - 1], report.text.index(item)
    at = report.text.index(town)
    return {
        "span": [start, start + len(item)],
        "why": "a new item of a list",
        "date_start": "2024-03-05",
        "date_end": "2024-03-05",
        "date_precision": "day",
        "date_span": None,
        "date_raw": "Tuesday",
        "event_type": EventType.EXPLOSIONS.value,
        "sub_event_type": SubEventType.REMOTE_EXPLOSIVE.value,
        "place": {
            "name": town,
            "admin1": "Northern Province",
            "admin2": None,
            "country": "Norland",
            "country_code": "NL",
            "latitude": 10.0 + number,
            "longitude": 40.25,
            "geo_precision": "exact",
            "span": [at, at + len(town)],
            "rule": "gazetteer",
        },
        "actors": [],
        "weapons": [],
        "totals": {},
    }
