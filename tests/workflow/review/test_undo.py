"""Finishing a report is taken back with one key: the report, its links and the incident are as they were."""

from __future__ import annotations

import pytest

from incidents.models import Incident, Report
from incidents.vocabulary import ReportStatus, Role, SecondReading
from incidents.workflow.incidents.matching import create_incident
from incidents.workflow.review.decisions import NothingToTakeBackError, accept_claim, accept_together
from incidents.workflow.review.finishing import finish_report
from incidents.workflow.review.second_reading import finish_apart, want_second_reading
from incidents.workflow.review.settling import settle_report
from incidents.workflow.review.undo import undo_finish, undo_last
from incidents.workflow.standing.playback import decisions_seen_by
from tests import factories

pytestmark = pytest.mark.django_db


def finished(incident: Incident | None = None, **values: object) -> Report:
    """A report that its reader accepted and finished; with a new incident unless one is given."""
    reader = factories.person()
    report = factories.report(**values)
    accept_claim(claim=factories.claim(report), person=reader)
    values = {"title": "New clash", "date_start": report.published, "date_end": report.published}
    told = incident or create_incident(person=reader, values=values, side_a=[], side_b=[])
    return finish_report(report=report, person=reader, incident=told)


def test_where_two_read_apart_a_reader_takes_back_all_of_one_key_whatever_the_other_decided_since() -> None:
    ada, ben = factories.person(), factories.person()
    report = factories.report(second_reading=SecondReading.WANTED)
    claims = [factories.claim(report), factories.claim(report, "Five soldiers", low=5)]
    accept_together(versions=dict.fromkeys([claim.pk for claim in claims]), report=report, person=ada)
    factories.let_go(report)
    accept_claim(claim=claims[1], person=ben)
    factories.let_go(report)
    undo_last(claim=claims[0], person=ada)
    assert [decisions_seen_by(ada, claim) for claim in claims] == [[], []]
    assert len(decisions_seen_by(ben, claims[1])) == 1


def test_the_report_waits_again_with_its_decisions() -> None:
    report = finished()
    assert report.reviewed_by
    report = undo_finish(report=report, person=report.reviewed_by)
    assert (report.status, report.reviewed_by) == (ReportStatus.PENDING, None)
    assert report.claims.get().counts
    assert report.claims.get().incident is None
    assert not report.links.exists()


def test_an_incident_that_the_finish_had_made_goes_with_it() -> None:
    report = finished()
    undo_finish(report=report, person=report.reviewed_by)  # type: ignore[arg-type]
    assert not Incident.objects.exists()


def test_an_incident_that_was_there_before_stays_without_the_report() -> None:
    known = factories.incident()
    factories.reviewed_report(known, {"low": 30})
    report = finished(known)
    undo_finish(report=report, person=report.reviewed_by)  # type: ignore[arg-type]
    assert known.estimates.get(measure="killed", actor=None, status="unknown").best == 30
    assert known.links.count() == 1


def test_an_incident_to_which_another_report_was_linked_since_stays() -> None:
    report = finished()
    made = Incident.objects.get()
    factories.reviewed_report(made, {"low": 30})
    undo_finish(report=report, person=report.reviewed_by)  # type: ignore[arg-type]
    assert made.links.count() == 1


def test_who_the_report_was_assigned_to_stands_again() -> None:
    selma = factories.person()
    report = finished(assigned_to=selma)
    assert report.assigned_to is None
    assert undo_finish(report=report, person=report.reviewed_by).assigned_to == selma  # type: ignore[arg-type]


def test_the_reading_goes_on() -> None:
    report = finished()
    undo_finish(report=report, person=report.reviewed_by)  # type: ignore[arg-type]
    assert report.readings.get().finished_at is None


def test_nobody_takes_back_what_another_finished() -> None:
    report = finished()
    with pytest.raises(NothingToTakeBackError):
        undo_finish(report=report, person=factories.person())
    report.refresh_from_db()
    assert report.status == ReportStatus.REVIEWED


def test_one_of_two_readers_can_go_on_reading() -> None:
    reader = factories.person()
    report = factories.report(second_reading=SecondReading.WANTED)
    accept_claim(claim=factories.claim(report), person=reader)
    finish_apart(report=report, person=reader, outcome={"choice": "none"})
    undo_finish(report=report, person=reader)
    assert report.readings.get().finished_at is None


def test_nobody_reads_on_once_two_have_read() -> None:
    report = factories.report(second_reading=SecondReading.WANTED)
    readers = [factories.person(), factories.person()]
    for reader in readers:
        finish_apart(report=report, person=reader, outcome={"choice": "none"})
    for reader in readers:
        with pytest.raises(NothingToTakeBackError):
            undo_finish(report=report, person=reader)


def test_a_reading_that_was_too_fast_is_not_taken_up_again() -> None:
    report = finished()
    reader = report.reviewed_by
    assert reader
    report.readings.update(too_fast=True)
    report = want_second_reading(report, "it was closed faster than it can be read")
    with pytest.raises(NothingToTakeBackError):
        undo_finish(report=report, person=reader)


def test_settling_that_is_undone_is_to_be_settled_anew() -> None:
    report = factories.report(second_reading=SecondReading.WANTED)
    for reader in (factories.person(), factories.person()):
        finish_apart(report=report, person=reader, outcome={"choice": "none"})
    judge = factories.person(role=Role.SENIOR)
    settle_report(report=report, person=judge, incident=None)
    undone = undo_finish(report=report, person=judge)
    assert (undone.status, undone.second_reading) == (ReportStatus.ADJUDICATION, SecondReading.WANTED)
