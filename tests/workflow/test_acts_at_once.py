"""People who do at the same moment whatever people do: nothing fails, nothing is lost, and the figures follow."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from copy import copy
from random import Random
from threading import Barrier

import pytest
from django.db import connection, connections

from incidents.management.commands.rebuild_estimates import rows_changed
from incidents.models import Claim, Decision, Incident, Report
from incidents.vocabulary import ReportStatus
from incidents.workflow import acts
from incidents.workflow.standing.playback import decisions_that_hold, play
from tests.workflow.deeds import ALONE, EVERYDAY, REFUSALS, Deed, Desk, desk, three_people

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one write at a time"),
]

MEETINGS = 8
"""How often people meet at each desk."""
STANDING = ("standing", "low", "best", "high", "measure", "scope", "actor_id", "flagged")


@pytest.fixture
def first_try_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """The order of locks must be enough: nothing is tried again."""
    monkeypatch.setattr(acts, "TRIES", 1)


def do_at_once(rows: Sequence[Sequence[Deed]]) -> int:
    """Each row of deeds by a person of its own, all beginning at one moment; how many decisions they say they made."""
    ready = Barrier(len(rows))

    def work(deeds: Sequence[Deed]) -> int:
        made = 0
        try:
            ready.wait(timeout=30)
            for deed in deeds:
                try:
                    made += deed()
                except REFUSALS:
                    continue
            return made
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(rows)) as pool:
        return sum(pool.map(work, rows))


def draw_deeds(on: Desk) -> list[list[Deed]]:
    """One to three deeds for each of two to four people; a third of them reach across the record."""
    kinds = on.draw
    return [
        [
            kinds.choice(ALONE if kinds.random() < 0.3 else EVERYDAY)(on, kinds.choice(on.people))
            for _ in range(kinds.randint(1, 3))
        ]
        for _ in range(kinds.randint(2, 4))
    ]


def check_record() -> None:
    """Every claim is what its decisions say, hangs where its report does, and every figure is what follows."""
    for claim in Claim.objects.select_related("report"):
        if not claim.report.is_read_apart:
            played = play(copy(claim), decisions_that_hold(claim))
            assert [getattr(played, name) for name in STANDING] == [getattr(claim, name) for name in STANDING]
        linked = set(claim.report.incidents.values_list("pk", flat=True))
        assert claim.incident_id in (linked or {None})
        assert claim.incident_id is None or claim.incident.merged_into_id is None
    for report in Report.objects.exclude(status=ReportStatus.REVIEWED):
        assert not report.links.exists()
    changed = [pk for pk in Incident.objects.values_list("pk", flat=True) if rows_changed(pk, keep=False)]
    assert changed == []


@pytest.mark.usefixtures("first_try_only")
@pytest.mark.parametrize("seed", range(6))
def test_whatever_people_do_at_once_no_act_fails_and_none_is_lost(seed: int) -> None:
    on = desk(Random(seed), three_people())
    for _ in range(MEETINGS):
        rows = draw_deeds(on)
        before = Decision.objects.count()
        made = do_at_once(rows)
        assert Decision.objects.count() - before == made
    check_record()
