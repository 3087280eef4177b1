"""What people decided, as labelled texts."""

from __future__ import annotations

import json

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from incidents.extraction.batch import answer_lines
from incidents.models import Report
from incidents.vocabulary import SecondReading
from incidents.workflow.quality.labels import MASK, label_lines, labels, reports_to_label
from incidents.workflow.review.decisions import accept_claim, correct_claim, retract_claim
from incidents.workflow.review.finishing import finish_report
from tests import factories
from tests.workflow.quality.cast import BRIDGE, MARKET, bridge, market

pytestmark = pytest.mark.django_db


@pytest.fixture
def anselm() -> User:
    return factories.person("anselm")


def only_label() -> dict:
    (label,) = labels(reports_to_label())
    return label


def test_a_label_is_what_extract_takes_in(anselm: User) -> None:
    report = bridge(anselm)
    label = only_label()
    assert (label["id"], label["text"], label["published"]) == (report.pk, BRIDGE, "2024-03-05")


def test_extract_reads_the_lines_as_they_are(anselm: User) -> None:
    bridge(anselm)
    market(anselm)
    answers = [json.loads(answer.line) for answer in answer_lines(label_lines(reports_to_label()))]
    assert [answer["id"] for answer in answers] == [report.pk for report in Report.objects.order_by("pk")]
    assert [claim["raw"] for claim in answers[0]["claims"]][:1] == ["12 rebels"]


def test_claims_stand_in_the_order_of_their_words(anselm: User) -> None:
    bridge(anselm)
    told = [(claim["raw"], claim["low"], claim["made"]) for claim in only_label()["gold"]["claims"]]
    assert told == [("12 rebels", 12, "accepted"), ("30", 31, "corrected"), ("Two nurses", 2, "added")]


def test_a_corrected_claim_says_what_was_wrong_and_what_was_found(anselm: User) -> None:
    bridge(anselm)
    corrected = only_label()["gold"]["claims"][1]
    assert (corrected["corrected"], corrected["found"]["low"]) == (["number"], 30)


def test_a_claim_has_the_shape_of_what_extract_gives(anselm: User) -> None:
    market(anselm)
    (claim,) = only_label()["gold"]["claims"]
    assert claim == {
        "measure": "killed",
        "low": 4,
        "best": 4,
        "high": 4,
        "open_upper": False,
        "raw": "4 traders",
        "span": [14, 23],
        "hedge": "exact",
        "denies": False,
        "victims": {"raw": "4 traders", "actor": None, "status": "unknown", "group": None, "named": ["Oswin Calder"]},
        "claimant": None,
        "scope": "whole",
        "part_of": None,
        "beside": None,
        "retells": None,
        "as_of": None,
        "confidence": 0.9,
        "rules": ["active-object:kill", "number"],
        "made": "accepted",
        "retracted": False,
        "incident": 0,
    }


def test_what_was_rejected_has_its_reason(anselm: User) -> None:
    bridge(anselm)
    (rejected,) = only_label()["gold"]["rejected"]
    assert (rejected["raw"], rejected["low"], rejected["reason"]) == ("7 trucks", 7, "These are trucks.")


def test_a_part_points_at_its_whole_among_the_claims_that_stand(anselm: User) -> None:
    report = factories.report("They killed 9 people, 3 of them women.")
    women = factories.claim(report, "3 of them", low=3)
    whole = factories.claim(report, "9 people", low=9)
    women.part_of = whole
    women.save()
    for claim in (women, whole):
        accept_claim(claim=claim, person=anselm)
    finish_report(report=report, person=anselm, incident=None)
    nine, three = only_label()["gold"]["claims"]
    assert (nine["low"], nine["part_of"], three["part_of"]) == (9, None, 0)


def test_words_that_a_person_moved_are_the_span(anselm: User) -> None:
    report = bridge(anselm)
    correct_claim(claim=report.claims.get(raw="30"), person=anselm, value={"moved_start": 40, "moved_end": 50})
    moved = only_label()["gold"]["claims"][1]
    assert (moved["span"], moved["raw"]) == ([40, 50], BRIDGE[40:50])


def test_a_claimant_set_by_a_person_has_no_words_of_its_own(anselm: User) -> None:
    report = bridge(anselm)
    correct_claim(claim=report.claims.get(raw="12 rebels"), person=anselm, value={"claimant_name": "the army"})
    claimant = only_label()["gold"]["claims"][0]["claimant"]
    assert claimant == {"name": "the army", "role": "", "raw": "", "span": None, "actor": None}


def test_a_claim_that_was_taken_back_is_marked(anselm: User) -> None:
    report = market(anselm)
    retract_claim(claim=report.claims.get(), person=anselm, reason="The editors took it back.")
    assert only_label()["gold"]["claims"][0]["retracted"] is True


def test_two_readings_that_are_not_settled_are_left_out(anselm: User) -> None:
    bridge(anselm)
    Report.objects.update(second_reading=SecondReading.WANTED)
    assert list(labels(reports_to_label())) == []


def test_an_open_report_is_left_out(anselm: User) -> None:
    factories.claim(factories.report())
    assert list(labels(reports_to_label())) == []


def test_without_names_they_are_blacked_out_letter_for_letter(anselm: User) -> None:
    market(anselm)
    (label,) = labels(reports_to_label(), without_names=True)
    assert label["text"] == MARKET.replace("Oswin Calder", MASK * 12).replace("Calder", MASK * 6)
    assert label["title"] == f"{MASK * 6} and three others killed"
    assert label["gold"]["claims"][0]["victims"]["named"] == []
    assert "Calder" not in json.dumps(label)
    start, end = label["gold"]["claims"][0]["span"]
    assert label["text"][start:end] == "4 traders"


def test_without_names_a_text_that_names_nobody_is_as_it_was(anselm: User) -> None:
    bridge(anselm)
    (label,) = labels(reports_to_label(), without_names=True)
    assert label["text"] == BRIDGE


def test_a_longer_word_that_begins_like_a_name_stays(anselm: User) -> None:
    report = factories.report("Calder died in Calderstown.")
    accept_claim(claim=factories.claim(report, "Calder", low=1, named=["Calder"]), person=anselm)
    finish_report(report=report, person=anselm, incident=None)
    (label,) = labels(reports_to_label(), without_names=True)
    assert label["text"] == f"{MASK * 6} died in Calderstown."


def test_more_reports_ask_for_no_more_queries(anselm: User) -> None:
    bridge(anselm)
    with CaptureQueriesContext(connection) as few:
        list(labels(reports_to_label()))
    market(anselm)
    with CaptureQueriesContext(connection) as more:
        list(labels(reports_to_label()))
    assert len(few) == len(more) == 5
