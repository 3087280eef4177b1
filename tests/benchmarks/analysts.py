"""Twenty simulated analysts at one queue: no report is given to two of them, and no decision is lost.

Each asks for the next report, accepts, corrects or rejects its claims through the desk's own pages, finishes it and
asks again, for ANALYSTS_SECONDS (300 where it is not set). Needs PostgreSQL: `make bench` starts a throwaway one.
"""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from random import Random
from threading import Event, Thread

from django.contrib.auth.models import User
from django.db import connection
from django.test import Client

from incidents.models import Claim, Decision, Reading, Report, Source
from incidents.vocabulary import Reliability, ReportStatus, Role
from incidents.workflow.desk.roles import give_role
from tests.benchmarks.figure import Figure
from tests.benchmarks.postgres import on_postgresql
from tests.benchmarks.review import a_report, claims_of, empty_record

ANALYSTS = 20
SECONDS = float(os.environ.get("ANALYSTS_SECONDS", "300"))
WAITING = 2 * ANALYSTS
"""So few reports wait at a time that the analysts are always after the same ones."""
STATUS_OF = {"accept": "accepted", "reject": "rejected", "correct": "corrected"}


@dataclass
class Work:
    """What one analyst was given and did: keys of reports; claims with the verdict that the desk confirmed."""

    person: User
    given: list[tuple[int, float, float]] = field(default_factory=list)
    """Report, when it was given, when it was finished."""
    decided: list[tuple[int, str]] = field(default_factory=list)
    refused: int = 0


def measure() -> Iterator[Figure]:
    if connection.vendor != "postgresql":
        on_postgresql("analysts")
        return
    with empty_record():
        works = [Work(analyst(number)) for number in range(ANALYSTS)]
        sources = [Source.objects.create(name=f"Wire {grade}", reliability=grade) for grade in Reliability]
        over = Event()
        feeding = Thread(target=keep_waiting, args=(works[0].person, sources, over))
        feeding.start()
        with ThreadPoolExecutor(ANALYSTS) as pool:
            list(pool.map(work_until, works, [time.monotonic() + SECONDS] * ANALYSTS))
        over.set()
        feeding.join()
        yield from figures(works)


def analyst(number: int) -> User:
    """Somebody who may review."""
    person = User.objects.create_user(f"analyst{number}")
    give_role(person, Role.ANALYST)
    return person


def keep_waiting(person: User, sources: list[Source], over: Event) -> None:
    """Add reports as they are taken, so that some always wait."""
    number = 1_000  # past what the queue's benchmark treats apart
    while not over.is_set():
        missing = WAITING - Report.objects.waiting().count()
        reports = []
        for _ in range(max(0, missing)):
            number += 1 if (number + 1) % 20 else 2  # one in twenty would be read twice
            reports.append(a_report(number, person, sources))
        Report.objects.bulk_create(reports)
        Claim.objects.bulk_create(claim for report in reports for claim in claims_of(report))
        over.wait(0.2)
    connection.close()


def work_until(work: Work, end: float) -> None:
    """Review one report after the other until the time is over; what was begun is finished."""
    client = Client(headers={"HX-Request": "true"})
    client.force_login(work.person, backend="django.contrib.auth.backends.ModelBackend")
    random = Random(work.person.pk)
    try:
        while time.monotonic() < end:
            review_one(work, client, random)
    finally:
        connection.close()


def review_one(work: Work, client: Client, random: Random) -> None:
    """The next report: its claims decided on, one of them undone now and then, and finished."""
    address = client.get("/review/next/")["Location"]
    if address == "/review/":
        return time.sleep(0.05)
    key, since = int(address.split("/")[2]), time.monotonic()
    assert client.get(address).status_code == 200
    for claim in Claim.objects.filter(report_id=key).order_by("number"):
        decide_on(work, client, claim, random)
    finished = client.post(f"/review/{key}/finish/", {"choice": "none"})
    if finished.status_code == 302:
        work.given.append((key, since, time.monotonic()))
    else:
        work.refused += 1


def decide_on(work: Work, client: Client, claim: Claim, random: Random) -> None:
    """Accept, correct or reject a claim; a decision counts as made once the desk has answered so."""
    verb = random.choices(("accept", "correct", "reject"), (7, 2, 1))[0]
    number = str(claim.low + 1)
    typed = {"best": number, "low": number, "high": number, "measure": claim.measure, "status": "unknown"}
    typed |= {"hedge": "exact", "scope": "whole", "reason": "simulated"}
    sent = {f"claim-{claim.pk}-{name}": value for name, value in typed.items()} if verb == "correct" else {}
    if client.post(f"/claims/{claim.pk}/{verb}/", sent).status_code == 200:
        work.decided.append((claim.pk, STATUS_OF[verb]))
    else:
        work.refused += 1


def figures(works: list[Work]) -> Iterator[Figure]:
    """What came of it, against the record."""
    on = f"{ANALYSTS} analysts on {connection.vendor}, {SECONDS:.0f} s"
    kept = Counter(Decision.objects.values_list("claim_id", "verdict", "person_id"))
    said = Counter((claim, verdict, work.person.pk) for work in works for claim, verdict in work.decided)
    standing = dict(Claim.objects.values_list("pk", "standing"))
    lost = sum(standing[claim] != verdict for work in works for claim, verdict in work.decided)
    readers = Counter(Reading.objects.values_list("report", flat=True))
    given = Counter(key for work in works for key, _, _ in work.given)
    twice = {key for counted in (readers, given) for key, count in counted.items() if count > 1}
    finished = Report.objects.filter(status=ReportStatus.REVIEWED).count()
    yield Figure("analysts.reports_given_to_two", len(twice), "reports", on, 0)
    yield Figure("analysts.decisions_lost", lost, "decisions", on, 0)
    yield Figure("analysts.decisions_missing_from_history", sum((said - kept).values()), "decisions", on, 0)
    yield Figure("analysts.decisions_nobody_made", sum((kept - said).values()), "decisions", on, 0)
    yield Figure("analysts.refusals", sum(work.refused for work in works), "answers", on, 0)
    yield Figure("analysts.decisions", sum(said.values()), "decisions", on, ANALYSTS, more_is_better=True)
    yield Figure("analysts.reports_finished", finished, "reports", on, ANALYSTS, more_is_better=True)
