"""A large record for what reads it: incidents of ten years with reports, claims, figures and what these were before.

A block of it is written row by row; the rest are copies of the block, made by the database itself, which is the only
way to have a million claims in minutes. The figures are invented and were never derived from the claims.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

from django.contrib.auth.models import User
from django.db import connection, models

from incidents.models import Actor, Claim, Estimate, Incident, IncidentActor, Report, ReportLink, Source, Vintage
from incidents.models.people import PEOPLE_KEY, population_key
from incidents.models.population import EVERY_KEY
from incidents.models.report import fingerprint
from incidents.vocabulary import (
    SUB_EVENT_TYPES,
    DatePrecision,
    EventType,
    GeoPrecision,
    Measure,
    Policy,
    Reliability,
    ReportStatus,
    Side,
    Standing,
    Status,
)
from tests.benchmarks.reports import reports as invented_texts

BLOCK = 2_000
"""How many incidents are written row by row."""
FIRST_DAY, DAYS = date(2015, 1, 1), 3_652
COUNTRIES, PROVINCES, ACTORS, SOURCES = 25, 8, 300, 200
REPORTS_EACH, CLAIMS_A_REPORT = 2, 5
FIRST_REPORT = time(6)
"""At what time of the day after the incident the first report was published."""
COPIED: tuple[type[models.Model], ...] = (Incident, Report, ReportLink, IncidentActor, Claim, Estimate, Vintage)


def fill(person: User, incidents: int) -> None:
    """Write so many incidents, ten claims each, as `person`, into PostgreSQL; vacuumed as it would be by itself."""
    random = Random("a large record")
    Block(person, random).write(min(BLOCK, incidents))
    largest = {model: model._default_manager.aggregate(pk=models.Max("pk"))["pk"] for model in COPIED}
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")  # what was checked in the block holds in its copies
        for number in range(1, incidents // BLOCK):
            for model in COPIED:
                cursor.execute(copy_of(model, number, largest))
        cursor.execute("RESET session_replication_role")
        cursor.execute("VACUUM ANALYZE")


def copy_of(model: type[models.Model], number: int, largest: dict[type[models.Model], int]) -> str:
    """The statement that writes one more block of a table; what leads to another row of the block does so again."""
    columns, values = [], []
    for each in model._meta.concrete_fields:
        if each.generated:
            continue
        quoted = f'"{each.column}"'
        columns.append(quoted)
        kin = model if each.primary_key else each.related_model
        if kin in largest:
            values.append(f"{quoted} + {number * largest[kin]}")  # type: ignore[index]
        elif each.name == "text_fingerprint":
            values.append(f"'{number:016}' || substr({quoted}, 17)")
        else:
            values.append(quoted)
    table = model._meta.db_table
    return (
        f'INSERT INTO "{table}" ({", ".join(columns)}) SELECT {", ".join(values)} FROM "{table}"'
        f" WHERE id <= {largest[model]}"
    )


class Block:
    """Writes the rows that are copied."""

    def __init__(self, person: User, random: Random) -> None:
        self.person = person
        self.random = random
        self.texts = invented_texts()
        self.actors = Actor.objects.bulk_create(Actor(name=f"Force {number:03}") for number in range(ACTORS))
        grades = list(Reliability)
        self.sources = Source.objects.bulk_create(
            Source(name=f"Wire {number:03}", reliability=grades[number % len(grades)]) for number in range(SOURCES)
        )

    def write(self, count: int) -> None:
        incidents = Incident.objects.bulk_create(self.incident(number) for number in range(count))
        reports = Report.objects.bulk_create(
            self.report(incident, number) for incident in incidents for number in range(REPORTS_EACH)
        )
        told = [(incident, reports[at * REPORTS_EACH :][:REPORTS_EACH]) for at, incident in enumerate(incidents)]
        ReportLink.objects.bulk_create(
            ReportLink(report=report, incident=incident, linked_by=self.person)
            for incident, its in told
            for report in its
        )
        claims = (self.claim(incident, report, n) for incident, its in told for report in its
                  for n in range(CLAIMS_A_REPORT))  # fmt: skip
        Claim.objects.bulk_create(claims, batch_size=2_000)
        self.write_figures(told)

    def write_figures(self, told: list[tuple[Incident, list[Report]]]) -> None:
        """The parts of each incident, its figures, and what these were from the first report to the second."""
        parts: list[IncidentActor] = []
        estimates: list[Estimate] = []
        vintages: list[Vintage] = []
        for incident, its in told:
            sides = self.random.sample(self.actors, 2)
            parts += [IncidentActor(incident=incident, actor=actor, side=side) for actor, side in zip(sides, Side)]  # noqa: B905
            first, second = (report.known_at for report in its)
            for figures in self.figures(sides):
                estimates.append(Estimate(incident=incident, steps=STEPS, why=WHY, **figures))
                vintages.append(Vintage(incident=incident, known_from=second, **figures))
                before = figures | {name: figures[name] and figures[name] // 2 for name in ("low", "best", "high")}
                vintages.append(Vintage(incident=incident, known_from=first, known_until=second, **before))
        for rows in (parts, estimates, vintages):
            type(rows[0]).objects.bulk_create(rows, batch_size=2_000)  # type: ignore[attr-defined]

    def incident(self, number: int) -> Incident:
        random = self.random
        country = min(int(random.expovariate(1 / 6)), COUNTRIES - 1)
        kind = random.choice(list(EventType))
        day = FIRST_DAY + timedelta(days=random.randrange(DAYS))
        return Incident(
            title=f"Attack {number} near Town {number % 400}",
            event_type=kind,
            sub_event_type=random.choice(SUB_EVENT_TYPES[kind]),
            date_start=day,
            date_end=day,
            date_precision=random.choice((DatePrecision.DAY, DatePrecision.DAY, DatePrecision.MONTH)),
            place_name=f"Town {number % 400}",
            admin1=f"Province {country}-{random.randrange(PROVINCES)}",
            country=f"Country {country:02}",
            country_code="",
            latitude=random.uniform(-30, 50),
            longitude=random.uniform(-20, 100),
            geo_precision=random.choice(list(GeoPrecision)),
            made_by=self.person,
            known_from=datetime.combine(day + timedelta(days=1), FIRST_REPORT, tzinfo=UTC),
        )

    def report(self, incident: Incident, number: int) -> Report:
        """The first a day after the incident, the second later."""
        at = self.random.randrange(10**9)
        text = f"{self.texts[at % len(self.texts)]} Dispatch {at}-{number}."
        published = incident.date_start + timedelta(days=1 + number * self.random.randrange(1, 40))
        return Report(
            text=text,
            text_fingerprint=fingerprint(f"{incident.pk} {number} {text}"),
            title=f"Report of {published}",
            source=self.random.choice(self.sources),
            published=published,
            published_time=FIRST_REPORT,
            added_by=self.person,
            status=ReportStatus.REVIEWED,
            reviewed_at=datetime.combine(published, time(12), tzinfo=UTC),
            language="en",
            country=incident.country,
            found={"event": {"place": {"name": incident.place_name, "country": incident.country}}},
        )

    def claim(self, incident: Incident, report: Report, number: int) -> Claim:
        low = self.random.randrange(1, 40)
        return Claim(
            report=report,
            incident=incident,
            number=number + 1,
            found=FOUND | {"low": low, "best": low, "high": low},
            raw=f"{low} people",
            start=0,
            end=9,
            measure=Measure.INJURED if number % 3 == 2 else Measure.KILLED,
            low=low,
            best=low,
            high=low,
            status=Status.CIVILIAN if number % 2 else Status.UNKNOWN,
            claimant_name=f"witness {number}",
            confidence=0.9,
            standing=Standing.ACCEPTED,
        )

    def figures(self, sides: list[Actor]) -> Iterator[dict[str, Any]]:
        """Of one incident: people, civilians and two sides, killed and often injured; one in ten without a figure."""
        random = self.random
        keys = [PEOPLE_KEY, EVERY_KEY[Status.CIVILIAN], *(population_key(a.pk, Status.COMBATANT, "") for a in sides)]
        whose = [(None, Status.UNKNOWN), (None, Status.CIVILIAN), *((actor, Status.COMBATANT) for actor in sides)]
        for measure in (Measure.KILLED, Measure.INJURED) if random.random() < 0.6 else (Measure.KILLED,):
            counted = told_apart(random) if random.random() < 0.9 else [None] * len(keys)
            for key, (actor, status), best in zip(keys, whose, counted, strict=True):
                by_hand = best is not None and actor is None and random.random() < 0.01
                yield {
                    "measure": measure,
                    "population_key": key,
                    "actor": actor,
                    "status": status,
                    "low": best and best - best // 4,
                    "best": best,
                    "high": best and best + best // 3,
                    "open_upper": best is not None and random.random() < 0.15,
                    "flags": ["contested"] if random.random() < 0.05 else [],
                    "origins": 2,
                    "reports": 2,
                    "other_policies": {
                        policy.value: answer_of(best, policy) for policy in Policy if policy != Policy.DESK
                    },
                    **({f"override_{name}": best for name in ("low", "best", "high")} if by_hand else {}),
                }


def told_apart(random: Random) -> list[int | None]:
    """How many people, how many of them civilians, and of two sides; some of them nobody tells apart."""
    people = min(int(random.paretovariate(1.1)), 900)
    cuts = sorted(random.randint(0, people) for _ in range(3))
    return [people, cuts[0], cuts[1] - cuts[0], cuts[2] - cuts[1]]


def answer_of(best: int | None, policy: Policy) -> dict[str, Any]:
    """What another policy makes of the same claims: the lowest a quarter less, the latest a sixth more."""
    if best is not None:
        best += {Policy.LOWEST: -(best // 4), Policy.LATEST: best // 6}.get(policy, 0)
    return {"low": best, "best": best, "high": best, "open_upper": False, "why": WHY}


WHY = "Two voices count people killed: witness 1 (12) and witness 3 (14). Both are neutral."
STEPS = [
    {"name": "supersession", "text": "One claim gave way to something newer of one origin.", "claims": [24]},
    {
        "name": "figures",
        "text": "Lowest 12, highest 14; best 12, the lower weighted median of 12 and 14.",
        "claims": [29],
    },
    {"name": "roll_up", "text": "Civilians come to 9, the combatants of two sides to 3.", "claims": []},
]
FOUND: dict[str, Any] = {
    "measure": "killed",
    "open_upper": False,
    "raw": "12 people",
    "span": [0, 9],
    "hedge": "exact",
    "denies": False,
    "victims": {"raw": "12 people", "actor": None, "status": "unknown", "group": None, "named": []},
    "claimant": {"name": "doctors at the hospital", "role": "", "raw": "doctors at the hospital", "span": [10, 33]},
    "scope": "whole",
    "as_of": None,
    "confidence": 0.9,
    "rules": ["passive-subject:kill", "number", "claimant:reporting-verb"],
}
