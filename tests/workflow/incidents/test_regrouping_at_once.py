"""Two people who merge and decide at the same moment: on PostgreSQL, with real threads."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection, connections

from incidents.models import Claim, Incident
from incidents.workflow.incidents.regrouping import CannotRegroupError, merge_incidents
from incidents.workflow.review.decisions import reject_claim
from incidents.workflow.review.finishing import finish_report
from tests import factories

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one write at a time"),
]


def at_once(*deeds: Callable[[], Any]) -> list[Any]:
    """Do all of them at the same moment, each on a connection of its own; what each gave, or raised."""
    ready = Barrier(len(deeds))

    def run(deed: Callable[[], Any]) -> Any:
        try:
            ready.wait()
            return deed()
        except CannotRegroupError as refused:
            return refused
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(run, deeds))


def two_incidents() -> tuple[Incident, Incident]:
    one, other = factories.incident("Attack on Ashkel"), factories.incident("Raid at dawn")
    for incident, low in ((one, 12), (other, 19)):
        factories.reviewed_report(incident, {"low": low, "claimant_name": "the clinic"})
    return one, other


def merge(kept: Incident, merged: Incident) -> Any:
    return merge_incidents(kept=kept, merged=merged, person=kept.made_by, reason="One attack.")


@pytest.mark.parametrize("_", range(5))
def test_of_two_merges_that_cross_one_is_refused(_: int) -> None:
    one, other = two_incidents()
    answers = at_once(lambda: merge(one, other), lambda: merge(other, one))
    assert sum(isinstance(answer, CannotRegroupError) for answer in answers) == 1
    assert Incident.objects.unmerged().get().claims.count() == 2


@pytest.mark.parametrize("_", range(5))
def test_a_claim_decided_on_and_a_report_finished_during_a_merge_are_not_lost(_: int) -> None:
    one, other = two_incidents()
    claim, late = Claim.objects.get(incident=other), factories.report(added_by=other.made_by)
    at_once(
        lambda: merge(one, other),
        lambda: reject_claim(claim=claim, person=other.made_by),
        lambda: finish_report(report=late, person=other.made_by, incident=other),
    )
    assert late.incidents.get() == one
    assert (one.estimates.people().get().best, one.claims.count()) == (12, 2)
    assert not other.estimates.exists()
