"""The pages of the record over 100,000 incidents with 1,000,000 claims, against the SQL that they need.

Needs PostgreSQL: elsewhere a throwaway one is started. Filling its test database takes some four minutes on two idle
cores. The server's time is that of the whole answer, signed in, through WSGI in this process; the query is the page's
own aggregate, run alone, and beside it the same question as somebody would write it by hand. Rounds take turns, so that
what else the machine does falls on all alike. TIMELINE_INCIDENTS gives another number of incidents.
"""

from __future__ import annotations

import gzip
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from statistics import median
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse

from incidents.vocabulary import Role
from incidents.workflow.desk.roles import give_role
from tests.benchmarks.drawing import drawing_figures
from tests.benchmarks.figure import Figure
from tests.benchmarks.large_record import fill
from tests.benchmarks.postgres import on_postgresql
from tests.benchmarks.review import empty_record

INCIDENTS = int(os.environ.get("TIMELINE_INCIDENTS", "100000"))
MOST_TIMES, MOST_QUERIES, MOST_KB = 3, 12, 300
ROUNDS = 7
OTHERS = ("incidents", "map", "calendar", "policy-comparison", "reporting-delay", "briefing")
"""Pages beside the timeline, by their names in urls.py; those that are not there are left out."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A choice on the timeline, and how its aggregate differs from that of all incidents when written by hand."""

    name: str
    query: str
    is_fragment: bool = False
    period: str = "month"
    told_apart: str = "''"
    where: str = ""
    kept: str = "incidents_estimate"
    on: str = "e.population_key = '/unknown/'"


ASKED = (
    Asked("whole", ""),
    Asked("by_type", "by=type", told_apart="i.event_type"),
    Asked("by_country", "by=country", told_apart="i.country"),
    Asked(
        "by_actor",
        "by=actor",
        told_apart="e.population_key",
        on="(e.population_key IN ('/unknown/', '/civilian/') OR e.population_key LIKE '%/combatant/')",
    ),
    Asked("civilians", "status=civilian", on="e.population_key = '/civilian/'"),
    Asked(
        "as_known_on",
        "as_of=2020-06-01",
        kept="incidents_vintage",
        on="e.population_key = '/unknown/' AND e.known_from < '2020-06-02'"
        " AND (e.known_until IS NULL OR e.known_until >= '2020-06-02')",
        where="AND i.known_from < '2020-06-02'",
    ),
)
NARROWED = (
    Asked("country", "country=Country+03", is_fragment=True, where="AND i.country = 'Country 03'"),
    Asked(
        "brush",
        "since=2019-03-01&until=2019-03-31",
        is_fragment=True,
        period="day",
        where="AND i.date_start BETWEEN '2019-03-01' AND '2019-03-31'",
    ),
)
"""What htmx asks for; the aggregate is so small that all else a page does weighs more."""
BY_HAND = """
    SELECT date_trunc('{period}', i.date_start), {told_apart}, count(*), count(*) FILTER (WHERE e.best IS NULL),
        sum(coalesce(e.override_low, e.low)), sum(coalesce(e.override_best, e.best)),
        sum(coalesce(e.override_high, e.high)), bool_or(e.open_upper AND e.override_best IS NULL)
    FROM incidents_incident i
    LEFT JOIN {kept} e ON e.incident_id = i.id AND e.measure = 'killed' AND {on}
    WHERE i.merged_into_id IS NULL {where}
    GROUP BY 1, 2 ORDER BY 1, 2
"""


class Desk:
    """The desk as a browser has it: each answer through WSGI, with the cookie of somebody who is signed in."""

    def __init__(self, person: User) -> None:
        client = Client()
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        self.cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        self.application = WSGIHandler()

    def get(self, address: str, *, is_fragment: bool = False) -> bytes:
        sent = {"Cookie": f"{settings.SESSION_COOKIE_NAME}={self.cookie}"}
        if is_fragment:
            sent["HX-Request"] = "true"
        statuses: list[str] = []

        def started(status: str, headers: object, exc_info: object = None) -> Callable[[bytes], object]:
            statuses.append(status)
            return bytes

        answer = self.application(RequestFactory().get(address, headers=sent).environ, started)
        body = b"".join(answer)
        answer.close()
        assert statuses == ["200 OK"], f"{address} answered {statuses}"
        return body


def measure() -> Iterator[Figure]:
    if connection.vendor != "postgresql":
        on_postgresql("timeline")
        return
    with empty_record():
        person = User.objects.create_user("bench")
        give_role(person, Role.SENIOR)
        began = time.perf_counter()
        fill(person, INCIDENTS)
        yield Figure("timeline.fill_seconds", time.perf_counter() - began, "s", on())
        yield from figures(person)


def figures(person: User) -> Iterator[Figure]:
    """All that is measured on a record that is filled."""
    desk = Desk(person)
    yield from server_figures(desk)
    for name in OTHERS:
        yield from other_page(desk, name)
    yield from drawing_figures(desk.cookie)


def on() -> str:
    return f"PostgreSQL, {INCIDENTS:,} incidents, {10 * INCIDENTS:,} claims"


def server_figures(desk: Desk) -> Iterator[Figure]:
    whole = 0.0
    for asked in (*ASKED, *NARROWED):
        name, address = f"timeline.{asked.name}", f"/timeline/?{asked.query}"
        body, queries = queries_of(lambda: desk.get(address, is_fragment=asked.is_fragment))  # noqa: B023
        own = max((each for each in queries if "GROUP BY" in each["sql"]), key=lambda each: float(each["time"]))["sql"]
        plain = BY_HAND.format(**asdict(asked))
        page, aggregate, by_hand = medians(
            lambda: desk.get(address, is_fragment=asked.is_fragment),  # noqa: B023
            lambda: rows_of(own),  # noqa: B023
            lambda: rows_of(plain),  # noqa: B023
        )
        whole = whole or page
        limit = None if asked.is_fragment else MOST_TIMES
        yield Figure(f"{name}.seconds", page, "s", on())
        yield Figure(f"{name}.times_own_query", page / aggregate, "×", f"its aggregate alone, {aggregate:.3f} s", limit)
        yield Figure(f"{name}.times_plain_sql", page / by_hand, "×", f"SQL written by hand, {by_hand:.3f} s", limit)
        if asked.is_fragment:
            yield Figure(f"{name}.times_whole", page / whole, "×", f"the page of all incidents, {whole:.3f} s", 1)
        yield Figure(f"{name}.queries", len(queries), "queries", on(), MOST_QUERIES)
        yield Figure(
            f"{name}.kilobytes", len(gzip.compress(body, 6)) / 1000, "kB", f"gzip of {len(body):,} bytes", MOST_KB
        )


def other_page(desk: Desk, name: str) -> Iterator[Figure]:
    """The server's time of another page of the record."""
    try:
        address = reverse(name)
    except NoReverseMatch:
        return
    body, queries = queries_of(lambda: desk.get(address))
    (took,) = medians(lambda: desk.get(address), rounds=3)
    yield Figure(f"timeline.other.{name}.seconds", took, "s", on())
    yield Figure(f"timeline.other.{name}.queries", len(queries), "queries", on(), MOST_QUERIES)
    yield Figure(
        f"timeline.other.{name}.kilobytes", len(gzip.compress(body, 6)) / 1000, "kB", f"gzip of {len(body):,} bytes"
    )


def queries_of(work: Callable[[], bytes]) -> tuple[bytes, list[dict[str, Any]]]:
    """What a call gives, and the queries that it asks once it was called before."""
    work()
    with CaptureQueriesContext(connection) as asked:
        body = work()
    return body, asked.captured_queries


def rows_of(query: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()


def medians(*works: Callable[[], object], rounds: int = ROUNDS) -> list[float]:
    """The median seconds of each call; they take turns, after a first round that is not counted."""
    times: list[list[float]] = [[] for _ in works]
    for _ in range(rounds + 1):
        for at, work in enumerate(works):
            began = time.perf_counter()
            work()
            times[at].append(time.perf_counter() - began)
    return [median(each[1:]) for each in times]
