"""Precision and recall of the program, by hand-counted numbers on a small cast."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from incidents.models import Claim, Planted, Reading, Report
from incidents.vocabulary import ReportStatus, SecondReading, Tie, Verdict
from incidents.workflow.quality.measures import Share, Tally, behind, overall, rows_by, wilson
from incidents.workflow.review.decisions import correct_claim, reject_claim, retract_claim
from incidents.workflow.review.finishing import finish_report, reopen_report
from incidents.workflow.review.ties import tie_claim
from tests import factories
from tests.workflow.quality.cast import bridge, market

pytestmark = pytest.mark.django_db


@pytest.fixture
def anselm() -> User:
    return factories.person("anselm")


def settled_claims() -> object:
    return Claim.objects.filter(report__in=Report.objects.settled())


def whole() -> Tally:
    return overall(settled_claims())


def test_each_claim_is_counted_by_what_became_of_it(anselm: User) -> None:
    bridge(anselm)
    tally = whole()
    assert (tally.right, tally.corrected, tally.rejected, tally.added) == (1, 1, 1, 1)


def test_a_correction_counts_as_found_and_not_as_right(anselm: User) -> None:
    bridge(anselm)
    tally = whole()
    assert tally.precision == Share(2, 3)
    assert tally.strict_precision == Share(1, 3)
    assert tally.recall == Share(2, 3)


def test_a_correction_is_counted_under_the_field_that_was_wrong(anselm: User) -> None:
    bridge(anselm)
    assert whole().fields == {"number": 1}


def test_words_that_were_moved_are_a_correction_of_the_words(anselm: User) -> None:
    report = bridge(anselm)
    claim = report.claims.get(raw="12 rebels")
    correct_claim(claim=claim, person=anselm, value={"moved_start": 0, "moved_end": 23})
    assert (whole().right, whole().fields) == (0, {"number": 1, "words": 1})


def test_a_claim_that_was_only_tied_otherwise_is_a_correction_of_its_ties(anselm: User) -> None:
    report = bridge(anselm)
    killed, added = report.claims.get(raw="12 rebels"), report.claims.get(low=2)
    reopen_report(report=report)
    tie_claim(claim=killed, person=anselm, tie=Tie.BESIDE, other=added.pk)
    finish_report(report=report, person=anselm, incident=None)
    assert (whole().right, whole().fields) == (0, {"number": 1, "ties": 1})


def test_an_interest_that_was_set_is_no_misreading(anselm: User) -> None:
    report = bridge(anselm)
    correct_claim(claim=report.claims.get(raw="12 rebels"), person=anselm, value={"interest": "admission"})
    assert whole().right == 1


def test_an_actor_found_under_an_alias_is_no_misreading(anselm: User) -> None:
    column = factories.actor("Northern Column")
    report = factories.report("Shells killed 12 rebels.", source=factories.source("Ridge Wire"))
    claim = factories.claim(report, "12 rebels", actor=column)
    correct_claim(claim=claim, person=anselm, value={"low": 11, "best": 11, "high": 11})
    column.name, column.aliases = "Army of the North", ["Northern Column"]
    column.save()
    Report.objects.filter(pk=report.pk).update(status=ReportStatus.REVIEWED)
    assert whole().fields == {"number": 1}


def test_a_claim_that_its_source_took_back_had_been_read_rightly(anselm: User) -> None:
    report = bridge(anselm)
    retract_claim(claim=report.claims.get(raw="12 rebels"), person=anselm, reason="The army took it back.")
    assert whole().right == 1


def test_what_a_person_added_and_then_rejected_was_not_missed(anselm: User) -> None:
    report = bridge(anselm)
    reject_claim(claim=report.claims.get(raw="Two nurses"), person=anselm)
    assert whole().added == 0


def test_a_report_that_is_open_counts_nothing(anselm: User) -> None:
    reopen_report(report=bridge(anselm))
    assert whole() == Tally()


def test_two_readings_count_nothing_until_they_are_settled(anselm: User) -> None:
    report = bridge(anselm)
    Report.objects.filter(pk=report.pk).update(second_reading=SecondReading.WANTED)
    assert whole() == Tally()
    Report.objects.filter(pk=report.pk).update(second_reading=SecondReading.SETTLED)
    assert whole().found == 3


def test_a_claim_shown_wrong_on_purpose_counts_as_what_was_found(anselm: User) -> None:
    report = bridge(anselm)
    reading = Reading.objects.create(report=report, person=anselm)
    claim = report.claims.get(raw="12 rebels")
    Planted.objects.create(reading=reading, claim=claim, person=anselm, shown={"low": 120}, verdict=Verdict.REJECTED)
    assert (whole().right, whole().rejected) == (1, 1)


def test_by_month_of_publication_in_order(anselm: User) -> None:
    market(anselm)
    bridge(anselm)
    rows = rows_by(settled_claims(), "month")
    assert [(row.label, row.tally.found, row.tally.added) for row in rows] == [("2024-03", 3, 1), ("2024-04", 1, 0)]


def test_by_rule_a_claim_counts_under_each(anselm: User) -> None:
    bridge(anselm)
    market(anselm)
    rows = {row.label: row.tally for row in rows_by(settled_claims(), "rule")}
    assert rows["number"] == Tally(right=2, corrected=1, rejected=1, has_recall=False, fields={"number": 1})
    assert rows["active-object:kill"] == Tally(right=2, has_recall=False)
    assert rows["active-object:wound"] == Tally(corrected=1, has_recall=False, fields={"number": 1})
    assert set(rows) == {"number", "active-object:kill", "active-object:wound"}


def test_a_rule_has_no_recall(anselm: User) -> None:
    bridge(anselm)
    assert all(row.tally.recall == Share(0, 0) for row in rows_by(settled_claims(), "rule"))


def test_by_source_measure_and_version(anselm: User) -> None:
    bridge(anselm)
    market(anselm)
    claims = settled_claims()
    assert [(row.label, row.tally.found) for row in rows_by(claims, "source")] == [("Ridge Wire", 3), ("Hill Radio", 1)]
    assert [(row.label, row.tally.found) for row in rows_by(claims, "measure")] == [("killed", 3), ("injured", 1)]
    versions = [(row.label, row.tally.found, row.tally.added) for row in rows_by(claims, "pipeline")]
    assert versions == [("0.3", 3, 1), ("0.2", 1, 0)]


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        ("found", ["12 rebels", "30", "7 trucks"]),
        ("right", ["12 rebels"]),
        ("corrected", ["30"]),
        ("rejected", ["7 trucks"]),
        ("stood", ["12 rebels", "30"]),
        ("missed", ["Two nurses"]),
        ("counted", ["12 rebels", "30", "Two nurses"]),
    ],
)
def test_the_claims_behind_each_number(anselm: User, outcome: str, words: list[str]) -> None:
    bridge(anselm)
    assert [claim.raw for claim in behind(settled_claims(), outcome)] == words


def test_the_claims_behind_one_field(anselm: User) -> None:
    bridge(anselm)
    assert [claim.raw for claim in behind(settled_claims(), "corrected", field="number")] == ["30"]
    assert list(behind(settled_claims(), "corrected", field="scope")) == []


def test_the_claims_behind_one_rule(anselm: User) -> None:
    bridge(anselm)
    found = behind(settled_claims(), "found", rule="active-object:kill")
    assert [claim.raw for claim in found] == ["12 rebels"]


def test_the_interval_is_that_of_wilson() -> None:
    """8 of 10: 49 to 94 per cent."""
    low, high = wilson(8, 10)
    assert (round(low, 4), round(high, 4)) == (0.4902, 0.9433)


def test_of_all_the_interval_still_has_a_lower_end() -> None:
    low, high = wilson(10, 10)
    assert (round(low, 4), round(high, 4)) == (0.7225, 1.0)


def test_a_share_of_nothing_is_unknown() -> None:
    assert (Share(0, 0).value, Share(0, 0).interval) == (None, None)


def test_nine_claims_are_too_few_to_tell() -> None:
    assert not Share(9, 9).is_telling
    assert Share(9, 10).is_telling
