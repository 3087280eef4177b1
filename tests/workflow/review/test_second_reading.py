"""Reports that two people read apart: which they are, and that nothing counts before it is settled."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied

from incidents.models import Claim, Decision, Notice, Reading, Report, ReviewRules
from incidents.models.report import fingerprint
from incidents.vocabulary import NoticeKind, ReportStatus, Role, SecondReading, Standing
from incidents.workflow.intake import submit_report
from incidents.workflow.queue.readings import ReadAlreadyError, ToBeSettledError
from incidents.workflow.review.decisions import (
    accept_claim,
    add_claim,
    correct_claim,
    flag_claim,
    reject_claim,
    take_back,
)
from incidents.workflow.review.finishing import UndecidedClaimsError, finish_report, reopen_report
from incidents.workflow.review.second_reading import (
    finish_apart,
    is_due,
    lot_of,
    undecided_for,
    want_second_reading,
    why_read_twice,
)
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada() -> User:
    return factories.person("ada")


@pytest.fixture
def ben() -> User:
    return factories.person("ben")


@pytest.fixture
def report() -> Report:
    return factories.report(second_reading=SecondReading.WANTED)


@pytest.fixture
def claim(report: Report) -> Claim:
    return factories.claim(report)


def rules(**values: Any) -> ReviewRules:
    return ReviewRules.objects.create(person=factories.person(), **values)


def missed(report: Report, person: User) -> Claim:
    start = report.text.index("Five soldiers")
    return add_claim(
        report=report, person=person, start=start, end=start + 13, value={"measure": "injured", "low": 5, "best": 5}
    )


# --- Which reports are read twice ---


def test_without_rules_nothing_is_read_twice(report: Report) -> None:
    assert why_read_twice(report, [], ReviewRules.now()) == ""


def test_a_share_of_one_takes_every_report_and_says_so(report: Report) -> None:
    assert why_read_twice(report, [], rules(second_share=1)) == "drawn by lot: 100 % of reports are read twice"


def test_the_lot_hangs_on_the_text_alone_and_takes_about_the_share() -> None:
    lots = [lot_of(Report(text_fingerprint=fingerprint(f"report {number}"))) for number in range(1000)]
    assert 0 <= min(lots) < max(lots) < 1
    assert 250 < sum(lot < 0.3 for lot in lots) < 350


def test_every_report_of_a_named_source_is_read_twice(report: Report) -> None:
    set_now = rules()
    set_now.second_sources.add(report.source)
    assert why_read_twice(report, [], set_now) == f"every report of {report.source} is read twice"


def test_a_measure_takes_reports_that_claim_it(report: Report, claim: Claim) -> None:
    assert why_read_twice(report, [claim], rules(second_measures=["detained"])) == ""
    told = why_read_twice(report, [claim], rules(second_measures=["killed"]))
    assert told == "it claims people killed, and every such report is read twice"


def test_a_toll_takes_reports_from_that_many_dead_on(report: Report) -> None:
    report.toll = 49
    assert why_read_twice(report, [], rules(second_toll=50)) == ""
    report.toll = 1200
    assert (
        why_read_twice(report, [], rules(second_toll=50)) == "it claims 1,200 dead; from 50 on a report is read twice"
    )


def test_it_is_decided_once_when_the_findings_are_kept(ada: User) -> None:
    rules(second_measures=["killed"])
    kept = submit_report(text="Two soldiers were killed in Kabul on Monday.", source=factories.source(), person=ada)
    assert kept.second_reading == SecondReading.WANTED
    assert kept.second_reading_why == "it claims people killed, and every such report is read twice"


# --- Reading apart ---


def test_what_one_reader_decides_leaves_the_claim_waiting(claim: Claim, ada: User) -> None:
    accept_claim(claim=claim, person=ada)
    claim.refresh_from_db()
    assert claim.standing == Standing.PENDING


def test_what_one_reader_decides_leaves_no_row_in_the_history_of_the_claim(claim: Claim, ada: User) -> None:
    before = claim.history.count()
    correct_claim(claim=claim, person=ada, value={"low": 13, "best": 13, "high": 13})
    assert claim.history.count() == before


def test_claims_wait_for_each_reader_apart(report: Report, claim: Claim, ada: User, ben: User) -> None:
    accept_claim(claim=claim, person=ada)
    assert undecided_for(report, ada) == []
    assert undecided_for(report, ben) == [claim]


def test_what_one_reader_added_does_not_wait_for_the_other(report: Report, ada: User, ben: User) -> None:
    missed(report, ada)
    assert undecided_for(report, ben) == []


def test_a_second_correction_is_compared_with_the_first_of_the_same_reader(claim: Claim, ada: User) -> None:
    correct_claim(claim=claim, person=ada, value={"low": 13, "best": 13, "high": 13})
    correct_claim(claim=claim, person=ada, value={"low": 12, "best": 12, "high": 12})
    assert Decision.objects.last().value == {"low": 12, "best": 12, "high": 12}


def test_nobody_takes_back_what_the_other_reader_decided(claim: Claim, ada: User, ben: User) -> None:
    accept_claim(claim=claim, person=ada)
    factories.let_go(claim.report)
    with pytest.raises(PermissionDenied):
        take_back(decision=Decision.objects.get(), person=ben)


def test_a_flag_would_tell_the_other_reader_and_is_refused(claim: Claim) -> None:
    with pytest.raises(PermissionDenied):
        flag_claim(claim=claim)


# --- Finishing ---


def finish(report: Report, person: User, choice: str = "none") -> Report:
    return finish_apart(report=report, person=person, outcome={"choice": choice})


def test_a_reading_is_not_finished_while_claims_wait_for_its_reader(
    report: Report, claim: Claim, ada: User, ben: User
) -> None:
    accept_claim(claim=claim, person=ada)
    with pytest.raises(UndecidedClaimsError):
        finish(factories.let_go(report), ben)


def test_the_first_reading_is_kept_with_what_was_chosen_and_links_nothing(
    report: Report, claim: Claim, ada: User
) -> None:
    incident = factories.incident()
    accept_claim(claim=claim, person=ada)
    after = finish(report, ada, str(incident.pk))
    reading = Reading.objects.get()
    assert (reading.person, reading.outcome) == (ada, {"choice": str(incident.pk)})
    assert reading.finished_at is not None
    assert after.status == ReportStatus.PENDING
    assert not after.links.exists()


def test_the_report_is_let_go_of_for_the_second_reader(report: Report, ada: User) -> None:
    Report.objects.filter(pk=report.pk).update(held_by=ada)
    finish(report, ada)
    report.refresh_from_db()
    assert report.held_by is None


def test_who_has_finished_decides_no_more(report: Report, claim: Claim, ada: User) -> None:
    accept_claim(claim=claim, person=ada)
    finish(report, ada)
    for decide in (accept_claim, reject_claim):
        with pytest.raises(ReadAlreadyError):
            decide(claim=claim, person=ada)
    with pytest.raises(ReadAlreadyError):
        missed(report, ada)
    with pytest.raises(ReadAlreadyError):
        finish(report, ada)


def test_after_two_readers_the_report_waits_to_be_settled(report: Report, claim: Claim, ada: User, ben: User) -> None:
    for person in (ada, ben):
        accept_claim(claim=claim, person=person)
        report = finish(report, person)
    claim.refresh_from_db()
    assert report.status == ReportStatus.ADJUDICATION
    assert claim.standing == Standing.PENDING


def test_who_may_settle_is_told_unless_they_read_it(report: Report, ada: User, senior: User) -> None:
    reader = factories.person("greta", Role.SENIOR)
    for person in (ada, reader):
        finish_apart(report=report, person=person, outcome={"choice": "none"})
    told = Notice.objects.filter(kind=NoticeKind.TO_SETTLE, report=report)
    assert [notice.person for notice in told] == [senior]


def test_nobody_decides_by_the_way_on_what_waits_to_be_settled(report: Report, claim: Claim, ada: User) -> None:
    Report.objects.update(status=ReportStatus.ADJUDICATION)
    with pytest.raises(ToBeSettledError):
        accept_claim(claim=Claim.objects.get(), person=ada)


def test_a_report_that_is_read_apart_is_not_finished_in_the_ordinary_way(report: Report, ada: User) -> None:
    with pytest.raises(PermissionDenied):
        finish_report(report=report, person=ada, incident=None)


# --- Asked for later ---


def test_a_report_closed_too_fast_counts_no_more_and_keeps_its_first_reading(ada: User, ben: User) -> None:
    incident = factories.incident()
    closed = factories.reviewed_report(incident, {"low": 12}, person=ada)
    assert incident.claims.counting().count() == 1
    waiting = want_second_reading(closed, "it was closed faster than it can be read")
    assert (waiting.status, waiting.second_reading) == (ReportStatus.PENDING, SecondReading.WANTED)
    assert waiting.claims.get().standing == Standing.PENDING
    assert not incident.claims.exists()
    assert Reading.objects.finished().get().outcome == {"choice": str(incident.pk)}
    accept_claim(claim=waiting.claims.get(), person=ben)
    assert finish(waiting, ben).status == ReportStatus.ADJUDICATION


def test_a_report_that_is_due_to_be_read_again_counts_as_it_stands(ada: User) -> None:
    incident = factories.incident()
    closed = is_due(factories.reviewed_report(incident, {"low": 12}, person=ada), "closed in 4 s")
    assert (closed.status, closed.second_reading) == (ReportStatus.REVIEWED, SecondReading.DUE)
    assert incident.claims.counting().count() == 1


def test_anybody_but_its_reader_begins_to_read_again_what_is_due(ada: User, ben: User) -> None:
    incident = factories.incident()
    closed = is_due(factories.reviewed_report(incident, {"low": 12}, person=ada), "closed in 4 s")
    with pytest.raises(PermissionDenied):
        want_second_reading(closed, "closed in 4 s", ada)
    waiting = want_second_reading(closed, "closed in 4 s", ben)
    assert (waiting.status, waiting.second_reading) == (ReportStatus.PENDING, SecondReading.WANTED)
    assert not incident.claims.exists()


def test_a_senior_asks_for_a_second_reading_and_an_analyst_may_not(senior: User, ada: User) -> None:
    waiting = factories.report()
    with pytest.raises(PermissionDenied):
        want_second_reading(waiting, "asked for", ada)
    assert want_second_reading(waiting, "asked for", senior).is_read_apart


def test_what_was_decided_before_a_second_reading_was_asked_for_stays_with_its_reader(
    senior: User, ada: User, ben: User
) -> None:
    waiting = factories.report()
    claim = factories.claim(waiting)
    accept_claim(claim=claim, person=ada)
    waiting = want_second_reading(waiting, "asked for", senior)
    assert waiting.claims.get().standing == Standing.PENDING
    assert undecided_for(waiting, ada) == []
    assert undecided_for(waiting, ben) == [claim]


def test_a_report_read_twice_and_reopened_is_to_be_settled_anew(ada: User) -> None:
    closed = factories.report(status=ReportStatus.REVIEWED, second_reading=SecondReading.SETTLED)
    reopened = reopen_report(report=closed)
    assert (reopened.status, reopened.second_reading) == (ReportStatus.ADJUDICATION, SecondReading.WANTED)
