"""What an act is: the order of its locks, and that it is tried again where the database ends it."""

from __future__ import annotations

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from random import Random
from threading import Barrier
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import OperationalError, connection, connections, transaction
from django.test import Client
from psycopg.errors import DeadlockDetected, DiskFull

from incidents.models import Claim, Decision, Incident, Report
from incidents.vocabulary import Standing
from incidents.workflow import acts
from incidents.workflow.acts import BusyError, act, act_alone, lock_incident
from incidents.workflow.review import decisions
from incidents.workflow.review.decisions import accept_claim
from tests import factories
from tests.workflow.deeds import ALONE, EVERYDAY, REFUSALS, desk, take, three_people

on_postgres = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite locks no rows")


@pytest.fixture(autouse=True)
def no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(acts, "PAUSE", 0)


def ended() -> OperationalError:
    """What Django makes of a deadlock that PostgreSQL reports."""
    error = OperationalError("deadlock detected")
    error.__cause__ = DeadlockDetected("deadlock detected")
    return error


class FailsAtFirst:
    """Does as a function does, and then fails as a deadlock does, some times."""

    def __init__(self, function: Callable[..., Any], times: int) -> None:
        self.function, self.left, self.called = function, times, 0

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        self.called += 1
        answer = self.function(*args, **kwargs)
        if self.left:
            self.left -= 1
            raise ended()
        return answer


# --- The order of locks -----------------------------------------------------------------------------


class Watch:
    """Writes down each row that is locked, in order, and each claim written without its lock."""

    STEPS = ("incidents_report", "incidents_incident")

    def __init__(self) -> None:
        self.desk: list[str] = []
        self.acts: list[list[tuple[int, int]]] = [[]]
        """For each taking of the desk what was locked since; at first, what was locked before any."""
        self.loose_claims: list[int] = []

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if "pg_advisory" in sql:
            self.desk.append("shared" if "_shared" in sql else "alone")
            self.acts.append([])
        elif "SKIP LOCKED" not in sql and (found := re.search(r'(?:^UPDATE|FROM) "(incidents_\w+)"', sql)):
            self.look(found[1], sql, list(params or ()))
        return execute(sql, params, many, context)

    def look(self, table: str, sql: str, params: list[Any]) -> None:
        if sql.startswith("SELECT") and " FOR " in sql and table in self.STEPS:
            self.note(table, keys(re.sub(r" FOR (NO KEY )?UPDATE.*", "", sql), params))
        elif sql.startswith(("UPDATE", "DELETE")) and " WHERE " in sql:
            where = sql[sql.index(" WHERE ") :]
            rows = keys(f'SELECT "{table}"."id" FROM "{table}"{where}', params[len(params) - where.count("%s") :])
            self.note(table, rows)

    def note(self, table: str, rows: list[int]) -> None:
        if table == "incidents_claim":
            written = Claim.objects.filter(pk__in=rows).values_list("pk", "report", "incident")
            under = {pk: (1, incident) if incident else (0, report) for pk, report, incident in written}
            self.loose_claims += [pk for pk, lock in under.items() if lock not in self.acts[-1]]
        elif table in self.STEPS:
            step = self.STEPS.index(table)
            self.acts[-1] += [(step, row) for row in rows if (step, row) not in self.acts[-1]]

    @property
    def is_in_order(self) -> bool:
        """Whether nothing was locked without the desk, and all else in order."""
        return not self.acts[0] and all(locked == sorted(locked) for locked in self.acts)


def keys(sql: str, params: list[Any]) -> list[int]:
    """The keys of the rows that a query finds, asked past whoever watches."""
    with connection.cursor().cursor as cursor:
        cursor.execute(sql, params)
        return [row[0] for row in cursor.fetchall()]


@on_postgres
@pytest.mark.postgres
@pytest.mark.django_db
def test_every_everyday_act_shares_the_desk_then_locks_reports_then_incidents_by_key() -> None:
    people = three_people()
    wrong = {}
    for number in range(4):
        on = desk(Random(number), people)
        for kind in (kind for kind in EVERYDAY if kind is not take):
            deed, watch = kind(on, people[0]), Watch()
            with transaction.atomic(), suppress(*REFUSALS), connection.execute_wrapper(watch):
                deed()
            if watch.loose_claims or not watch.is_in_order or set(watch.desk) != {"shared"}:
                wrong[kind.__name__, number] = (watch.desk, watch.acts, watch.loose_claims)
    assert wrong == {}


@on_postgres
@pytest.mark.postgres
@pytest.mark.django_db
def test_an_act_that_reaches_across_the_record_has_the_desk_alone_before_it_locks_a_row() -> None:
    people = three_people()
    on = desk(Random(1), people)
    taken = {}
    for kind in ALONE:
        deed, watch = kind(on, people[0]), Watch()
        with transaction.atomic(), suppress(*REFUSALS), connection.execute_wrapper(watch):
            deed()
        taken[kind.__name__] = (watch.desk, watch.acts[0])
    assert taken == {kind.__name__: (["alone"], []) for kind in ALONE}


def test_rows_are_locked_in_three_places_alone() -> None:
    """Beside the locks of acts: the report that is given next, past those that others take, and a thread."""
    rooms = Path(acts.__file__).parents[1].rglob("*.py")
    assert sorted(path.name for path in rooms if "select_for_update" in path.read_text()) == [
        "acts.py",
        "comments.py",
        "holds.py",
    ]


@pytest.mark.django_db
def test_an_everyday_act_cannot_turn_into_one_that_has_the_desk_alone() -> None:
    alone = act_alone(lambda: None)
    with pytest.raises(AssertionError, match="takes it first"):
        act(alone)()


# --- Tried again ------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_a_decision_that_a_deadlock_ended_is_tried_again_and_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    report = factories.report()
    claim = factories.claim(report)
    monkeypatch.setattr(decisions, "what_follows", FailsAtFirst(decisions.what_follows, times=1))
    accept_claim(claim=claim, person=report.added_by)
    assert Decision.objects.get().claim == claim
    assert Claim.objects.get().standing == Standing.ACCEPTED


@pytest.mark.django_db(transaction=True)
def test_a_second_try_finds_the_rows_as_they_were_handed_in() -> None:
    report = factories.report(title="As it was")
    seen = []

    def rename(report: Report) -> None:
        seen.append((report.title, report.source.name))
        report.title, report.source.name = "Renamed", "Renamed too"

    act(FailsAtFirst(rename, times=2))(report)
    name = Report.objects.get().source.name
    assert seen[0] == ("As it was", name)
    assert seen[1:] == [("As it was", name)] * 2


@pytest.mark.django_db(transaction=True)
def test_within_another_act_only_the_outer_one_is_tried_again() -> None:
    inner = FailsAtFirst(lambda: None, times=1)
    outer = FailsAtFirst(act(inner), times=0)
    act(outer)()
    assert (outer.called, inner.called) == (2, 2)


@pytest.mark.django_db(transaction=True)
def test_an_act_is_given_up_after_five_tries_and_leaves_nothing() -> None:
    report = factories.report(title="As it was")
    rename = FailsAtFirst(lambda: Report.objects.update(title="Renamed"), times=99)
    with pytest.raises(BusyError, match="Nothing was changed"):
        act(rename)()
    assert rename.called == 5
    assert Report.objects.get(pk=report.pk).title == "As it was"


@pytest.mark.django_db(transaction=True)
def test_another_error_of_the_database_is_not_tried_again() -> None:
    def fill() -> None:
        called.append(True)
        raise OperationalError("no space left") from DiskFull("no space left")

    called: list[bool] = []
    with pytest.raises(OperationalError, match="no space left"):
        act(fill)()
    assert called == [True]


@pytest.mark.django_db(transaction=True)
def test_what_fails_after_an_act_was_kept_does_not_do_the_act_again() -> None:
    def add() -> None:
        factories.source("Lakeside Wire")
        transaction.on_commit(tell)

    tell = FailsAtFirst(lambda: None, times=1)
    with pytest.raises(OperationalError, match="deadlock"):
        act(add)()
    assert tell.called == 1


@on_postgres
@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_two_acts_that_wait_for_each_other_both_are_done_in_the_end() -> None:
    one, other = factories.incident("Raid"), factories.incident("Ambush")
    first_tries = Barrier(2)

    def note_on(first: Incident, second: Incident) -> None:
        tried: list[bool] = []

        def note() -> None:
            lock_incident(first.pk)
            if not tried:
                tried.append(True)
                first_tries.wait(timeout=30)
            Incident.objects.filter(pk=lock_incident(second.pk).pk).update(notes=f"after {first}")

        try:
            act(note)()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(note_on, (one, other), (other, one)))
    assert dict(Incident.objects.values_list("title", "notes")) == {"Raid": "after Ambush", "Ambush": "after Raid"}


# --- What the person sees ---------------------------------------------------------------------------


@pytest.fixture
def busy_claim(monkeypatch: pytest.MonkeyPatch) -> Claim:
    """A claim at which others always are."""
    monkeypatch.setattr(decisions, "what_follows", FailsAtFirst(decisions.what_follows, times=99))
    return factories.claim(factories.report())


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.mark.django_db(transaction=True)
def test_who_cannot_decide_now_is_told_so_on_a_page(busy_claim: Claim) -> None:
    desk_of = signed_in(busy_claim.report.added_by)
    page = desk_of.post(f"/claims/{busy_claim.pk}/accept/")
    assert page.status_code == 409
    assert "Others were changing the same at this moment. Nothing was changed" in page.content.decode()
    assert not Decision.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_card_is_told_so_in_a_line(busy_claim: Claim) -> None:
    desk_of = signed_in(busy_claim.report.added_by)
    line = desk_of.post(f"/claims/{busy_claim.pk}/accept/", headers={"HX-Request": "true"})
    assert (line.status_code, line["Content-Type"]) == (409, "text/plain")
    assert line.content.decode().startswith("Others were changing the same")
