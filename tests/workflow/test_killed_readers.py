"""Texts pasted at a desk whose processes are killed at any moment: each that was taken in is read, once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random
from threading import Event
from time import sleep

import pytest
from django.db import connections

from incidents.models import Claim, Report
from incidents.vocabulary import ReportStatus
from tests import factories
from tests.workflow.killed_desk import KilledDesk, children_of, draw_text, kill, wait_for

pytestmark = [pytest.mark.long, pytest.mark.django_db(transaction=True), pytest.mark.timeout(280)]

KILLS = 5
SENTENCES = (2, 3, 4, 120)
"""How long the texts are that people paste; the last is read as a task."""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[KilledDesk]:
    with KilledDesk.under_gunicorn(factories.person(), tmp_path / "log.txt") as desk:
        desk.wait_until_up()
        yield desk


@pytest.fixture
def served(tmp_path: Path) -> Iterator[KilledDesk]:
    with KilledDesk.under_serve(factories.person(), tmp_path / "log.txt") as desk:
        desk.wait_until_up()
        yield desk


def workers_beside(served: KilledDesk) -> list[int]:
    """The workers of tasks that `serve` has begun."""
    return [pid for pid in children_of(served.running["serve"].pid) if b"db_worker" in command_of(pid)]


def command_of(pid: int) -> bytes:
    """The command line of a process; nothing of one that has ended meanwhile."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return b""


def paste_until(ended: Event, desk: KilledDesk, draw: Random) -> list[int]:
    """Paste one text after another; the reports of those that were taken in."""
    taken: list[int] = []
    while not ended.is_set():
        report = desk.paste(draw_text(draw, draw.choice(SENTENCES)))
        if report:
            taken.append(report)
        sleep(draw.uniform(0, 0.5))
    return taken


def all_are_read() -> bool:
    return not Report.objects.filter(status=ReportStatus.READING).exists()


def test_every_text_that_was_taken_in_is_read_once_however_often_the_desk_is_killed(desk: KilledDesk) -> None:
    draw, ended = Random(14), Event()
    with ThreadPoolExecutor(2) as people:
        pasting = [people.submit(paste_until, ended, desk, Random(seed)) for seed in (1, 2)]
        for _ in range(KILLS):
            sleep(draw.uniform(0.5, 2.5))
            desk.kill_one(draw)
            sleep(0.2)
            desk.keep_running()
        sleep(1)
        ended.set()
        taken = {report for each in pasting for report in each.result()}
    assert wait_for(all_are_read, 90), Report.objects.filter(status=ReportStatus.READING).values()
    assert taken <= set(Report.objects.filter(status=ReportStatus.PENDING).values_list("pk", flat=True))
    found = Counter(Claim.objects.values_list("report", "start", "end", "measure"))
    assert set(found.values()) == {1}
    times_read = Counter(Report.history.filter(status=ReportStatus.PENDING).values_list("id", flat=True))
    assert set(times_read.values()) == {1}
    connections.close_all()


def test_serve_begins_its_worker_again_when_that_ends(served: KilledDesk) -> None:
    (worker,) = workers_beside(served)
    kill(worker)
    assert wait_for(lambda: bool(set(workers_beside(served)) - {worker}), 30)


def test_the_worker_does_not_outlive_serve(served: KilledDesk) -> None:
    (worker,) = workers_beside(served)
    served.running["serve"].kill()
    assert wait_for(lambda: not Path(f"/proc/{worker}").exists(), 60)
