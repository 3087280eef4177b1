"""What makes an act: one transaction, whose locks come in one order, and which is tried again where that fails.

Two acts that lock the same rows in different orders wait for each other until PostgreSQL ends one of them. So every
act locks in this order, and nothing of an earlier step once it has come to a later one:

1. the desk. Everyday acts share it. An act that reaches across the record (a merge, a row of the history reverted,
   another policy, grade or name) has it alone: no other act goes on meanwhile, so it may write in any order;
2. reports, by key;
3. incidents, by key.

What hangs on an incident (links, figures, the claims linked to it) is written under its lock, what hangs on a report
alone under that of the report. A claim's incident changes only under the locks of both, so whoever has the report can
read which incident to lock.
Pages that write one row by one statement, such as a hold or a draft, wait for a row with no other in hand.

Rows are locked FOR NO KEY UPDATE, which lets others refer to them: with FOR UPDATE each new row that points at a
locked one would wait as well. SQLite lets one act write at a time, which is all of this at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextvars import ContextVar
from enum import Enum, auto
from functools import wraps
from random import uniform
from time import sleep
from typing import Any, ParamSpec, TypeVar

from django.db import OperationalError, connection, transaction
from django.db.models import Model, QuerySet

from incidents.models import Incident, Report

Given = ParamSpec("Given")
Answer = TypeVar("Answer")

TRIES = 5
PAUSE = 0.05
"""Seconds before the second try at most; each further pause is twice as long."""
PASSING = {"40P01", "40001", "55P03"}
"""What PostgreSQL calls a deadlock, a failure to serialise and a lock that was not to be had: none of them lasts."""
DESK = 1313
"""The number by which the desk is locked in the database."""


class Turn(Enum):
    """How an act has the desk."""

    SHARED = auto()
    ALONE = auto()


under_way: ContextVar[Turn | None] = ContextVar("under_way", default=None)
"""The turn of the act that goes on in this thread."""


class NotNowError(Exception):
    """An act that cannot be done now; nothing was changed."""


class BusyError(NotNowError):
    """Others were at the same rows at every try."""

    def __init__(self) -> None:
        super().__init__("Others were changing the same at this moment. Nothing was changed; please try again.")


class GoneError(NotNowError):
    """What the act was about was taken back or merged while it waited for its turn."""

    def __init__(self) -> None:
        super().__init__("Somebody took this incident back or merged it at this moment. Nothing was changed.")


def act(function: Callable[Given, Answer]) -> Callable[Given, Answer]:
    """Make a function an everyday act: it shares the desk with others, and locks reports, then incidents."""
    return taking(Turn.SHARED, function)


def act_alone(function: Callable[Given, Answer]) -> Callable[Given, Answer]:
    """Make a function an act that has the desk alone, because it reaches across the record."""
    return taking(Turn.ALONE, function)


def taking(turn: Turn, function: Callable[Given, Answer]) -> Callable[Given, Answer]:
    """The function as an act. Within another act it is a part of that one, and is tried again with it only."""

    @wraps(function)
    def done(*args: Given.args, **kwargs: Given.kwargs) -> Answer:
        around = under_way.get() if connection.in_atomic_block else None
        if around:
            assert around is Turn.ALONE or turn is Turn.SHARED, "An act that needs the desk alone takes it first."
            with transaction.atomic():
                return function(*args, **kwargs)
        token = under_way.set(turn)
        try:
            if connection.in_atomic_block:  # begun by somebody else, who alone can begin anew
                return once(turn, lambda: function(*args, **kwargs))
            return until_done(turn, lambda: function(*args, **kwargs), [*args, *kwargs.values()])
        finally:
            under_way.reset(token)

    return done


def once(turn: Turn, function: Callable[[], Answer]) -> Answer:
    """Do it in one transaction, or in a part of one, once the desk is had."""
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                shared = "_shared" if turn is Turn.SHARED else ""
                cursor.execute(f"SELECT pg_advisory_xact_lock{shared}(%s)", [DESK])
        return function()


def until_done(turn: Turn, function: Callable[[], Answer], given: Iterable[Any]) -> Answer:
    """Do it, again where the database reports what passes; each try finds the given rows as they were handed in."""
    rows = rows_in(given)
    kept: list[bool] = []

    def do() -> Answer:
        transaction.on_commit(lambda: kept.append(True))
        return function()

    for tried in range(TRIES):
        handed_in = [row.__getstate__() for row in rows]
        try:
            return once(turn, do)
        except OperationalError as error:
            if kept or not is_passing(error):  # what fails after the act was kept is not the act
                raise
        for row, state in zip(rows, handed_in, strict=True):
            vars(row).clear()
            vars(row).update(state)
        sleep(uniform(0, PAUSE * 2**tried))
    raise BusyError


def rows_in(given: Iterable[Any]) -> list[Model]:
    """The rows among what was handed in, and those that they hold ready, such as the report of a claim."""
    found: dict[int, Model] = {}
    left = list(given)
    while left:
        one = left.pop()
        if issubclass(type(one), Model) and id(one) not in found:  # who is signed in comes wrapped, and is no row
            found[id(one)] = one
            left += one._state.fields_cache.values()
    return list(found.values())


def is_passing(error: BaseException) -> bool:
    """Whether an error of the database says no more than that others were at the same rows."""
    return getattr(error.__cause__, "sqlstate", None) in PASSING


# --- Locks ------------------------------------------------------------------------------------------


def lock_reports(reports: QuerySet[Report]) -> dict[int, Report]:
    """These reports as the record has them, by key, kept from other acts until this one ends."""
    return {one.pk: one for one in reports.order_by("pk").select_for_update(no_key=True, of=("self",))}


def lock_report(key: int) -> Report:
    """One report as the record has it, kept from other acts until this one ends."""
    return lock_reports(Report.objects.filter(pk=key))[key]


def lock_incidents(keys: Iterable[int | None]) -> dict[int, Incident]:
    """These incidents, but those that are gone, as the record has them, by key; kept from other acts likewise."""
    wanted = {key for key in keys if key is not None}
    rows = Incident.objects.filter(pk__in=wanted).order_by("pk").select_for_update(no_key=True) if wanted else ()
    return {one.pk: one for one in rows}


def lock_incident(key: int) -> Incident:
    """One incident as the record has it, kept from other acts until this one ends. Raises GoneError."""
    found = lock_incidents([key]).get(key)
    if found is None:
        raise GoneError
    return found
