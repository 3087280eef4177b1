"""The history page: who changed what, when, from what, to what."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from incidents.models import Incident
from incidents.vocabulary import SecondReading, Side
from incidents.workflow.figures.overrides import override_estimate, withdraw_override
from incidents.workflow.review.decisions import correct_claim, reject_claim
from incidents.workflow.review.second_reading import finish_apart
from incidents.workflow.review.settling import choose_answers, settle_report
from tests import factories

pytestmark = pytest.mark.django_db


def entries(client: Client, kind: str, pk: int) -> list[Any]:
    return list(client.get(f"/history/{kind}/{pk}/").context["entries"])


def told(client: Client, kind: str, pk: int) -> list[tuple[str, list[tuple[str, str, str]]]]:
    return [
        (entry.what, [(change.field, change.before, change.after) for change in entry.changes])
        for entry in entries(client, kind, pk)
    ]


@pytest.fixture
def clash(analyst: User) -> Incident:
    incident = factories.incident(made_by=analyst)
    factories.reviewed_report(incident, {"low": 12, "words": "12 dead"}, title="Dawn at the bridge")
    return incident


def test_a_change_says_from_what_to_what(as_reader: Client) -> None:
    source = factories.source("Harbour Wire", reliability="B")
    source.reliability = "C"
    source.save()
    changed, made = told(as_reader, "source", source.pk)
    assert changed == ("source changed", [("reliability", "B · usually reliable", "C · fairly reliable")])
    assert made == ("source made", [])


def test_a_change_says_who(as_administrator: Client, administrator: User) -> None:
    column = factories.actor("Northern Column")
    column.notes = "Split in May."
    column._history_user = administrator  # type: ignore[attr-defined]
    column.save()
    assert entries(as_administrator, "actor", column.pk)[0].who == "adam"


def test_a_key_is_told_by_its_name(as_reader: Client) -> None:
    north, column = factories.actor("The North"), factories.actor("Northern Column")
    column.parent = north
    column.save()
    assert told(as_reader, "actor", column.pk)[0][1] == [("parent", "nothing", "The North")]


def test_saving_without_a_change_is_no_entry(as_reader: Client) -> None:
    column = factories.actor("Northern Column")
    column.save()
    assert len(entries(as_reader, "actor", column.pk)) == 1


def test_two_who_read_apart_and_who_settles_begin_with_what_was_found(as_senior: Client, senior: User) -> None:
    report = factories.report(second_reading=SecondReading.WANTED)
    claim = factories.claim(report)
    for person in (factories.person("ada"), factories.person("ben")):
        correct_claim(claim=claim, person=person, value={"low": 14, "best": 14, "high": 14})
        report = finish_apart(report=report, person=person, outcome={"choice": "none"})
    choose_answers(report=report, person=senior, choices={claim.pk: 1})
    settle_report(report=report, person=senior, incident=None)
    corrected = [changes for what, changes in told(as_senior, "claim", claim.pk) if what == "claim corrected"]
    assert corrected == [[(name, "12", "14") for name in ("low", "best", "high")]] * 3


def test_a_correction_shows_what_was_found_and_what_was_given(as_reader: Client, analyst: User) -> None:
    report = factories.report()
    claim = factories.claim(report)
    correct_claim(claim=claim, person=analyst, value={"best": 14, "high": 14}, reason="Counted again.")
    decision = next(entry for entry in entries(as_reader, "claim", claim.pk) if entry.what == "claim corrected")
    assert [(change.field, change.before, change.after) for change in decision.changes] == [
        ("best", "12", "14"),
        ("high", "12", "14"),
    ]
    assert (decision.who, decision.reason) == ("anselm", "Counted again.")


def test_a_corrected_actor_is_told_by_name(as_reader: Client, analyst: User) -> None:
    claim = factories.claim(factories.report())
    correct_claim(claim=claim, person=analyst, value={"actor": factories.actor("Northern Column")})
    decision = next(entry for entry in entries(as_reader, "claim", claim.pk) if entry.what == "claim corrected")
    assert [(change.field, change.before, change.after) for change in decision.changes] == [
        ("actor", "nothing", "Northern Column")
    ]


def test_a_report_tells_what_was_decided_in_it(as_reader: Client, analyst: User) -> None:
    report = factories.report()
    reject_claim(claim=factories.claim(report), person=analyst, reason="A parade, no fighting.")
    found = [entry for entry in entries(as_reader, "report", report.pk) if entry.what == "claim rejected"]
    assert [entry.reason for entry in found] == ["A parade, no fighting."]


def test_an_incident_tells_its_reports_and_actors(as_reader: Client, clash: Incident) -> None:
    factories.takes_part(clash, factories.actor("Northern Column"), Side.B)
    words = [what for what, _ in told(as_reader, "incident", clash.pk)]
    assert "actor “Northern Column” linked" in words
    assert "report “Dawn at the bridge” linked" in words
    assert "claim accepted" in words
    assert "incident made" in words


def test_an_incident_tells_its_figures_set_by_hand(as_reader: Client, analyst: User, clash: Incident) -> None:
    estimate = clash.estimates.get()
    override_estimate(estimate=estimate, person=analyst, low=13, best=14, high=15, reason="A list of names.")
    withdraw_override(estimate=estimate, person=analyst, reason="The list was of 2023.")
    restored, by_hand = (row for row in told(as_reader, "incident", clash.pk) if row[0].startswith("people killed"))
    assert by_hand == ("people killed: set by hand", [("figure", "as derived", "14 (13–15)")])
    assert restored == ("people killed: derived figure restored", [("figure", "14 (13–15)", "as derived")])


def test_the_newest_stands_first(as_reader: Client, clash: Incident) -> None:
    moments = [entry.at for entry in entries(as_reader, "incident", clash.pk)]
    assert moments == sorted(moments, reverse=True)


@pytest.mark.parametrize("address", ["/history/user/1/", "/history/estimate/1/", "/history/incident/999/"])
def test_what_keeps_no_history_is_not_found(as_reader: Client, address: str) -> None:
    assert as_reader.get(address).status_code == 404


def test_nobody_reads_a_history_without_signing_in(client: Client, clash: Incident) -> None:
    assert client.get(f"/history/incident/{clash.pk}/").status_code == 302


def test_markup_in_a_value_is_shown_as_it_stands(as_reader: Client) -> None:
    column = factories.actor("Northern Column")
    column.notes = "<script>alert(1)</script>"
    column.save()
    assert "<script>alert" not in as_reader.get(f"/history/actor/{column.pk}/").content.decode()


def test_a_history_asks_the_same_few_queries_whatever_its_length(
    as_reader: Client, analyst: User, clash: Incident, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    factories.takes_part(clash, factories.actor())
    with django_assert_max_num_queries(18) as few:
        entries(as_reader, "incident", clash.pk)
    for number in range(10):
        factories.takes_part(clash, factories.actor())
        factories.reviewed_report(clash, {"low": 12}, person=factories.person(f"clerk{number}"))
        clash.notes = f"Note {number}"
        clash.save()
    with django_assert_max_num_queries(18) as many:
        entries(as_reader, "incident", clash.pk)
    assert len(many) == len(few)
