"""Which incidents a report may tell of, with the reasons for each, and how a new one would look."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from math import asin, cos, radians, sin, sqrt
from operator import or_
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Case, IntegerField, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.text import Truncator
from rapidfuzz import fuzz

from incidents.days import countable
from incidents.models import Actor, Claim, Estimate, Incident, IncidentActor, Report
from incidents.models.incident import IncidentQuerySet
from incidents.vocabulary import DatePrecision, Measure, Scope, Side
from incidents.workflow.acts import act
from incidents.workflow.reports.near_duplicates import NearlySame, nearly_same
from incidents.workflow.standing.actors import ActorNames
from incidents.workflow.standing.groups import Group, Groups

DAYS_APART = 7
NEAR_KM = 30.0
SURE_ENOUGH = 0.65
MOST_CANDIDATES = 5
MOST_WEIGHED = 100
FEWEST_WEIGHED = 20
"""Of each group, where a report has many."""
LIKE_HEADLINE = 85.0
"""From this likeness on (rapidfuzz, 0 to 100) a headline is an incident's title."""
EARTH_RADIUS_KM = 6371.0
KM_A_DEGREE = 111.2
"""Of latitude; a degree of longitude has as many at the equator."""

Spot = tuple[Mapping[str, Any], date]
"""A place, as it was read, and a day."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An incident that a report may tell of: how well it fits, from 0 to 1, and why, in plain words."""

    incident: Incident
    score: float
    reasons: tuple[str, ...]

    @property
    def is_likely(self) -> bool:
        """Whether it fits well enough to be offered as the answer."""
        return self.score >= SURE_ENOUGH


def found_event(report: Report) -> Mapping[str, Any]:
    """What was read of the incident as a whole; empty where nothing was."""
    return report.found.get("event") or {}


def candidates_for(report: Report, alike: Sequence[NearlySame] | None = None) -> list[Candidate]:
    """Incidents that the report may tell of, best first; at most MOST_CANDIDATES, in two queries.

    The incident of a report that is nearly this one's text goes first. `alike` are these reports, where they were
    read already; else reading them is a third query.
    """
    found = found_event(report)
    day = day_of(found, report)
    copies = {one.incident: one for one in reversed(nearly_same(report) if alike is None else alike) if one.incident}
    there = near([(found.get("place") or {}, day)], report, list(copies))
    return best_of(weigh_report(incident, report, found, day, copies.get(incident.pk)) for incident in there)


def candidates_in(
    report: Report, groups: Groups, alike: Sequence[NearlySame] | None = None
) -> dict[int, list[Candidate]]:
    """Incidents that a report of one incident may tell of, or each of its groups, by the group's start."""
    if groups.are_several:
        return candidates_of_groups(report, groups)
    return {groups.groups[0].start: candidates_for(report, alike)}


def candidates_of_groups(report: Report, groups: Groups) -> dict[int, list[Candidate]]:
    """Incidents that each group of a report may tell of, best first, by the group's start; two queries for all."""
    spots = [(group.event.get("place") or {}, day_of(group.event, report)) for group in groups]
    there = near(spots, report, ())
    return {
        group.start: best_of(weigh_group(incident, group, day) for incident in there if is_around(incident, day))
        for group, (_, day) in zip(groups, spots, strict=True)
    }


def best_of(scored: Iterable[Candidate]) -> list[Candidate]:
    """Those that are worth showing, best first."""
    likely = [candidate for candidate in scored if candidate.score >= 0.3]
    return sorted(likely, key=lambda one: (-one.score, one.incident.pk))[:MOST_CANDIDATES]


def day_of(found: Mapping[str, Any], report: Report) -> date:
    """The first day of what was read; the day of publication where none was."""
    return date.fromisoformat(found["date_start"]) if found.get("date_start") else report.published


def is_around(incident: Incident, day: date) -> bool:
    """Whether an incident was at most DAYS_APART from a day."""
    span = timedelta(days=DAYS_APART)
    return incident.date_start <= day + span and incident.date_end >= day - span


def near(
    spots: Sequence[tuple[Mapping[str, Any], date]], report: Report | None, always: Sequence[int]
) -> list[Incident]:
    """The incidents around some places and days, those nearest to each: at most MOST_WEIGHED for one spot.

    Incidents of another country are left out, and those with the keys `always` are in it. Each has `toll` (the best
    figure for killed) and `same_voice` (a claimant of the report whom its own reports quote too).
    """
    figures = Estimate.objects.people().filter(incident=OuterRef("pk"), measure=Measure.KILLED)
    quoted = Claim.objects.filter(report=report).exclude(claimant_name="").values("claimant_name")
    voices = Claim.objects.filter(incident=OuterRef("pk"), claimant_name__in=quoted).values("claimant_name")
    if len(spots) == 1:
        found = nearest_to(*spots[0], always)[:MOST_WEIGHED]
    else:
        most = max(FEWEST_WEIGHED, MOST_WEIGHED // len(spots))
        nearest = (nearest_to(place, day).values("pk")[:most] for place, day in spots)
        found = Incident.objects.filter(reduce(or_, (Q(pk__in=keys) for keys in nearest)))
    toll = Subquery(figures.values(best_shown=Coalesce("override_best", "best"))[:1])
    return list(found.annotate(toll=toll, same_voice=Subquery(voices[:1])).prefetch_related("parts__actor"))


def nearest_to(place: Mapping[str, Any], day: date, always: Sequence[int] = ()) -> IncidentQuerySet:
    """The incidents of some days around one, those nearest to a place and a day first."""
    day, span = countable(day), timedelta(days=DAYS_APART)
    around = Q(date_start__lte=day + span, date_end__gte=day - span)
    if place.get("country_code"):
        around &= Q(country_code__in=(place["country_code"], ""))
    there = Incident.objects.unmerged().filter(around | Q(pk__in=always))
    return there.annotate(steps=steps_from_place(place) + steps_from_day(day)).order_by("steps", "-date_start", "-pk")


def steps_from_place(place: Mapping[str, Any]) -> Case:
    """0 within some 30 km of a place, 2 in its province, 4 elsewhere; what `near` orders by."""
    latitude, longitude = place.get("latitude"), place.get("longitude")
    nearness = []
    if latitude is not None and longitude is not None:
        north, east = NEAR_KM / KM_A_DEGREE, NEAR_KM / KM_A_DEGREE / max(0.05, cos(radians(latitude)))
        box = Q(latitude__range=(latitude - north, latitude + north))
        nearness.append(When(box & Q(longitude__range=(longitude - east, longitude + east)), then=Value(0)))
    if place.get("admin1"):
        nearness.append(When(admin1=place["admin1"], then=Value(2)))
    return Case(*nearness, default=Value(4), output_field=IntegerField())


def steps_from_day(day: date) -> Case:
    """0 on a day, 1 a day or two away, 3 farther off."""
    two = timedelta(days=2)
    return Case(
        When(date_start__lte=day, date_end__gte=day, then=Value(0)),
        When(date_start__lte=day + two, date_end__gte=day - two, then=Value(1)),
        default=Value(3),
        output_field=IntegerField(),
    )


def weigh_report(
    incident: Incident, report: Report, found: Mapping[str, Any], day: date, copy: NearlySame | None
) -> Candidate:
    """How well an incident fits a report: as `weigh_incident` says, with what their words and numbers share."""
    fits = weigh_incident(incident, found, day)
    parts = (weigh_headline(incident, report), weigh_toll(incident, report.toll), weigh_voice(incident))
    score = fits.score + sum(score for score, _ in parts)
    reasons = [*fits.reasons, *(reason for _, reason in parts if reason)]
    if copy:
        return Candidate(incident, 2 + copy.likeness, (copy.reason, *reasons))
    return Candidate(incident, score, tuple(reasons))


def weigh_group(incident: Incident, group: Group, day: date) -> Candidate:
    """How well an incident fits one group of a report: as `weigh_incident` says, with the number of its dead."""
    fits = weigh_incident(incident, group.event, day)
    more, reason = weigh_toll(incident, toll_in(group.claims))
    return Candidate(incident, fits.score + more, (*fits.reasons, reason) if reason else fits.reasons)


def toll_in(claims: Iterable[Claim]) -> int | None:
    """The largest number of dead that some claims count of the incident itself."""
    dead = (claim for claim in claims if claim.measure == Measure.KILLED and claim.scope != Scope.LARGER)
    return max((claim.low for claim in dead), default=None)


def weigh_headline(incident: Incident, report: Report) -> tuple[float, str]:
    """Nearly the incident's title 0.05; a headline alone makes no match."""
    if fuzz.token_set_ratio(report.title.casefold(), incident.title.casefold()) >= LIKE_HEADLINE:
        return 0.05, "like headline"
    return 0.0, ""


def weigh_toll(incident: Incident, told: int | None) -> tuple[float, str]:
    """The same number of dead 0.05."""
    toll = getattr(incident, "toll", None)
    if toll and toll == told:
        return 0.05, f"same toll, {toll:,} killed"
    return 0.0, ""


def weigh_voice(incident: Incident) -> tuple[float, str]:
    """A claimant in common 0.05."""
    voice = getattr(incident, "same_voice", None)
    return (0.05, f"same voice, {voice}") if voice else (0.0, "")


def weigh_incident(incident: Incident, found: Mapping[str, Any], day: date) -> Candidate:
    """How well one incident fits what a report tells: place 0.45, days 0.3, actors 0.15, type 0.1."""
    parts = (
        weigh_place(incident, found.get("place") or {}),
        weigh_days(incident, day),
        weigh_actors(incident, {actor["name"] for actor in found.get("actors") or [] if _is_told(actor)}),
        weigh_type(incident, found),
    )
    return Candidate(incident, sum(score for score, _ in parts), tuple(reason for _, reason in parts if reason))


def _is_told(actor: Mapping[str, Any]) -> bool:
    """Whether the report itself puts an actor on a side: one implied by the type says no more than the type."""
    return actor["side"] != Side.OTHER and not actor.get("implied")


def weigh_place(incident: Incident, place: Mapping[str, Any]) -> tuple[float, str]:
    """Same spot 0.45, falling with distance; same province 0.2; another country takes all away."""
    if not place:
        return 0.1, ""
    if incident.country_code and place.get("country_code") and incident.country_code != place["country_code"]:
        return -1.0, "another country"
    here = (incident.latitude, incident.longitude)
    there = (place.get("latitude"), place.get("longitude"))
    if None not in here and None not in there:
        km = distance_on_earth(*here, *there)  # type: ignore[arg-type]
        if km < NEAR_KM:
            words = f"same place, {incident.place_name}" if km < 1 else f"{km:.0f} km away"
            return 0.45 - 0.2 * km / NEAR_KM, words
    if incident.admin1 and incident.admin1 == place.get("admin1"):
        return 0.2, f"same province, {incident.admin1}"
    return 0.0, ""


def weigh_days(incident: Incident, day: date) -> tuple[float, str]:
    """Same day 0.3, falling by 0.05 a day."""
    apart = max((incident.date_start - day).days, (day - incident.date_end).days, 0)
    words = "same day" if apart == 0 else f"{apart} day{'s' if apart > 1 else ''} apart"
    return max(0.0, 0.3 - 0.05 * apart), words


def weigh_actors(incident: Incident, names: set[str]) -> tuple[float, str]:
    """Shared actors, 0.15 where all of the report's are the incident's."""
    known = {part.actor.name for part in incident.parts.all()}
    shared = sorted(known & names)
    if not shared:
        return 0.0, ""
    return 0.15 * len(shared) / len(names), "same actors: " + ", ".join(shared)


def weigh_type(incident: Incident, found: Mapping[str, Any]) -> tuple[float, str]:
    """Same sub-type 0.1, same type 0.05."""
    if incident.sub_event_type and incident.sub_event_type == found.get("sub_event_type"):
        return 0.1, f"same type, {incident.sub_event_type}"
    if incident.event_type and incident.event_type == found.get("event_type"):
        return 0.05, f"same type, {incident.event_type}"
    return 0.0, ""


def distance_on_earth(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """Kilometres between two points along the Earth's surface (haversine), degrees in."""
    north, other_north = radians(latitude), radians(other_latitude)
    half_north = sin((other_north - north) / 2)
    half_east = sin(radians(other_longitude - longitude) / 2)
    chord = half_north**2 + cos(north) * cos(other_north) * half_east**2
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(chord)))


def proposed_incident(report: Report, group: Group | None = None) -> dict[str, Any]:
    """Values for a new incident, from what was read in the report, or in a group of it: a form that a person checks."""
    found = group.event if group else found_event(report)
    place = found.get("place") or {}
    return {
        "title": proposed_title(report, found, place) or first_words(report, group),
        "event_type": found.get("event_type") or "",
        "sub_event_type": found.get("sub_event_type") or "",
        "date_start": found.get("date_start") or report.published.isoformat(),
        "date_end": found.get("date_end") or found.get("date_start") or report.published.isoformat(),
        "date_precision": found.get("date_precision") or DatePrecision.DAY.value,
        "place_name": place.get("name") or "",
        "admin2": place.get("admin2") or "",
        "admin1": place.get("admin1") or "",
        "country": place.get("country") or "",
        "country_code": place.get("country_code") or "",
        "latitude": place.get("latitude"),
        "longitude": place.get("longitude"),
        "geo_precision": place.get("geo_precision") or "",
        "side_a": sides_text(found, Side.A),
        "side_b": sides_text(found, Side.B),
    }


def proposed_title(report: Report, found: Mapping[str, Any], place: Mapping[str, Any]) -> str:
    """Type, place and day: "Armed clash in Kunduz, 2019-08-31"; empty where they are not known."""
    kind = found.get("sub_event_type") or found.get("event_type")
    if not kind or not place.get("name"):
        return ""
    return f"{kind} in {place['name']}, {found.get('date_start') or report.published.isoformat()}"


def first_words(report: Report, group: Group | None) -> str:
    """The report's title; of a group the words that it begins with, for the title is that of all."""
    if group is None:
        return report.title
    return Truncator(" ".join(report.text[group.start : group.start + 400].split())).words(12)


def sides_text(found: Mapping[str, Any], side: Side) -> str:
    """Names of the actors on one side, as the form takes them: with semicolons between."""
    return "; ".join(dict.fromkeys(one["name"] for one in found.get("actors") or [] if one["side"] == side))


def names_of_sides(text: str) -> list[str]:
    """The names in a text that `sides_text` or a person wrote, without empty ones."""
    return [name for name in (part.strip() for part in text.split(";")) if name]


@act
def create_incident(*, person: User, values: dict[str, Any], side_a: list[str], side_b: list[str]) -> Incident:
    """A new incident with its actors; names that the desk does not know become actors."""
    incident = Incident.objects.create(made_by=person, **values)
    names = ActorNames()
    for side, actors in ((Side.A, side_a), (Side.B, side_b)):
        for name in actors:
            actor: Actor | None = names.find_or_add(name)
            IncidentActor.objects.get_or_create(incident=incident, actor=actor, defaults={"side": side})
    return incident
