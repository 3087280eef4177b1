"""Reverting from the history page: offered, asked for a reason, done, and said in the row."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from incidents.models import Source
from incidents.vocabulary import SecondReading, Standing
from incidents.workflow.review import reject_claim
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def wire(db: None) -> Source:
    source = factories.source("Harbour Wire", reliability="B")
    source.reliability = "D"
    source.save()
    return source


def address(source: Source) -> str:
    return f"/history/revert/source/{source.history.latest('history_id').history_id}/"


def test_a_row_leads_to_where_it_is_reverted(as_senior: Client, wire: Source) -> None:
    assert address(wire) in as_senior.get(f"/history/source/{wire.pk}/").content.decode()


def test_what_is_put_back_is_shown_before_it_is(as_senior: Client, wire: Source) -> None:
    [put] = as_senior.get(address(wire)).context["puts"]
    assert put["before"].startswith("B")
    assert put["now"] == put["given"]
    assert put["given"].startswith("D")


def test_a_grade_is_reverted_and_the_row_says_so(as_senior: Client, wire: Source) -> None:
    where = address(wire)
    answer = as_senior.post(where, {"reason": "The wire was right.", "version": wire.history.latest().history_id})
    assert answer["Location"] == f"/history/source/{wire.pk}/"
    wire.refresh_from_db()
    assert wire.reliability == "B"
    entries = as_senior.get(f"/history/source/{wire.pk}/").context["entries"]
    assert [entry.reverted for entry in entries] == [False, True, False]


def test_without_a_reason_nothing_is_reverted(as_senior: Client, wire: Source) -> None:
    answer = as_senior.post(address(wire), {"reason": " "})
    assert answer.status_code == 422
    assert "Say why" in answer.content.decode()


def test_nobody_reverts_what_they_may_not_change(as_analyst: Client, as_reader: Client, wire: Source) -> None:
    for client in (as_analyst, as_reader):
        assert client.post(address(wire), {"reason": "Wrong."}).status_code == 403
        assert client.get(address(wire)).status_code == 403
        assert "/history/revert/" not in client.get(f"/history/source/{wire.pk}/").content.decode()


def test_a_decision_is_taken_back_from_its_row(as_analyst: Client, analyst: User) -> None:
    claim = factories.claim(factories.report())
    reject_claim(claim=claim, person=analyst)
    decision = claim.decisions.get()
    assert as_analyst.get(f"/history/revert/decision/{decision.pk}/").status_code == 200
    as_analyst.post(f"/history/revert/decision/{decision.pk}/", {"reason": "It is one.", "version": decision.pk})
    claim.refresh_from_db()
    assert claim.standing == Standing.PENDING


def test_the_decision_of_the_other_reader_is_not_there(as_analyst: Client) -> None:
    report = factories.report(second_reading=SecondReading.WANTED)
    claim = factories.claim(report)
    reject_claim(claim=claim, person=factories.person("otto"))
    assert as_analyst.get(f"/history/revert/decision/{claim.decisions.get().pk}/").status_code == 404


@pytest.mark.parametrize("where", ["user/1", "source/999", "decision/999"])
def test_what_is_not_there_is_not_reverted(as_senior: Client, where: str) -> None:
    assert as_senior.get(f"/history/revert/{where}/").status_code == 404
