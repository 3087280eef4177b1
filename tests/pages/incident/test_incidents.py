"""The list of incidents and the page of one."""

from __future__ import annotations

import json
from datetime import date
from html import escape, unescape
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from incidents.models import Claim, Decision, Estimate, Incident
from incidents.models.people import PEOPLE_KEY
from incidents.vocabulary import Hedge, Measure, Policy, Scope, Side, Status
from incidents.workflow.review.decisions import accept_claim, correct_claim, reject_claim
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def clash(analyst: User) -> Incident:
    """Two voices: a clinic that counts 12 dead, a mayor that counts 19."""
    incident = factories.incident(made_by=analyst)
    factories.reviewed_report(
        incident,
        {"low": 12, "words": "12 bodies", "claimant_name": "the clinic"},
        {"low": 19, "words": "19 dead", "claimant_name": "the mayor"},
    )
    return incident


def page(client: Client, incident: Incident) -> str:
    return client.get(f"/incidents/{incident.pk}/").content.decode()


def people(incident: Incident, measure: Measure = Measure.KILLED) -> Estimate:
    return incident.estimates.get(measure=measure, population_key=PEOPLE_KEY)


def set_by_hand(client: Client, estimate: Estimate, **values: Any) -> Any:
    given = {"figure": estimate.slug, "low": 14, "best": 15, "high": 16, "reason": "The grave register lists 15."}
    return client.post(f"/incidents/{estimate.incident_id}/override/", given | values)


# --- One incident -----------------------------------------------------------------------------------


def test_the_figure_comes_with_its_range_and_its_reasons(as_reader: Client, clash: Incident) -> None:
    shown = page(as_reader, clash)
    assert "<strong>12</strong>" in shown
    assert "12 to 19" in shown
    assert people(clash).why in shown


def test_the_chart_tells_of_one_person(as_reader: Client, analyst: User) -> None:
    incident = factories.incident(made_by=analyst)
    factories.reviewed_report(incident, {"low": 1, "words": "one body"})
    assert "1 person killed" in page(as_reader, incident)


def test_each_claim_leads_to_its_words(as_reader: Client, clash: Incident) -> None:
    shown = page(as_reader, clash)
    for claim in clash.claims.all():
        assert f'href="/reports/{claim.report_id}/#words-{claim.pk}"' in shown


def test_a_claim_says_what_it_does_in_the_estimate(as_reader: Client, clash: Incident) -> None:
    shown = page(as_reader, clash)
    assert "sets low and best" in shown
    assert "sets high" in shown


def test_a_dropped_claim_says_why(as_reader: Client, clash: Incident) -> None:
    factories.reviewed_report(clash, {"low": 400, "words": "400 since spring", "scope": Scope.LARGER})
    larger = clash.claims.get(low=400)
    reason = next(one["reason"] for one in people(clash).dropped if one["claim"] == larger.pk)
    assert f"dropped: {reason}" in page(as_reader, clash)


def test_the_other_policies_stand_beside_the_desk(as_reader: Client, clash: Incident) -> None:
    shown = page(as_reader, clash)
    for policy in Policy:
        assert f'title="{escape(policy.meaning)}"' in shown


def test_losses_without_a_figure_are_not_shown_as_zero(as_reader: Client, analyst: User) -> None:
    incident = factories.incident(made_by=analyst)
    values = {"low": 1, "best": None, "high": None, "open_upper": True, "hedge": Hedge.UNQUANTIFIED}
    factories.reviewed_report(incident, {"words": "losses", "measure": Measure.CASUALTIES, **values})
    shown = page(as_reader, incident)
    assert "no figure" in shown
    assert "<strong>0</strong>" not in shown


def test_a_denial_is_shown_as_one(as_reader: Client, clash: Incident) -> None:
    denial = {"low": 0, "words": "nobody died", "denies": True, "hedge": Hedge.DENIAL, "status": Status.CIVILIAN}
    factories.reviewed_report(clash, denial)
    assert '<td class="number" colspan="3">denied</td>' in page(as_reader, clash)


def test_an_open_upper_end_is_said(as_reader: Client, analyst: User) -> None:
    incident = factories.incident(made_by=analyst)
    factories.reviewed_report(incident, {"low": 30, "high": None, "open_upper": True, "hedge": Hedge.AT_LEAST})
    assert '<span class="toll__range">or more</span>' in page(as_reader, incident)


def test_populations_stand_under_people_as_a_whole(as_reader: Client, clash: Incident) -> None:
    column = factories.actor("Northern Column")
    factories.reviewed_report(clash, {"low": 5, "words": "5 of the column", "actor": column})
    shown = page(as_reader, clash)
    assert shown.index("People as a whole") < shown.index("<h4>Northern Column</h4>")


def test_actors_stand_by_their_side(as_reader: Client, clash: Incident) -> None:
    factories.takes_part(clash, factories.actor("Northern Column"), Side.A)
    assert "Northern Column" in page(as_reader, clash)


def test_reports_say_who_linked_them_and_why(as_reader: Client, clash: Incident) -> None:
    assert "linked by anselm: same place, Ashkel" in page(as_reader, clash)


def test_an_incident_without_claims_has_no_figure(as_reader: Client) -> None:
    shown = page(as_reader, factories.incident())
    assert "No figure." in shown
    assert "<strong>0</strong>" not in shown


def test_markup_in_a_report_is_never_markup_of_the_page(as_reader: Client, clash: Incident) -> None:
    factories.reviewed_report(
        clash, {"low": 3, "words": "<img src=x onerror=alert(1)>"}, title="<script>alert(1)</script>"
    )
    shown = page(as_reader, clash)
    assert "<img src=x" not in shown
    assert "<script>alert" not in shown


def test_the_page_carries_its_chart_as_json(as_reader: Client, clash: Incident) -> None:
    shown = page(as_reader, clash)
    start = shown.index("<template>", shown.index('id="claims-figure"'))
    carried = json.loads(unescape(shown[start + len("<template>") : shown.index("</template>", start)]))
    marks = [trace for trace in carried["data"] if "customdata" in trace]
    assert sorted(y for trace in marks for y in trace["y"]) == [12, 19]


def test_no_such_incident(as_reader: Client) -> None:
    assert as_reader.get("/incidents/999/").status_code == 404


def test_the_page_asks_the_same_few_queries_whatever_its_length(
    as_analyst: Client, clash: Incident, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(15) as few:
        page(as_analyst, clash)
    for number in range(20, 30):
        column = factories.actor(f"Column of the {number}th")
        factories.takes_part(clash, column)
        factories.reviewed_report(clash, {"low": number, "actor": column}, {"low": number, "measure": Measure.INJURED})
    with django_assert_max_num_queries(15) as many:
        page(as_analyst, clash)
    assert len(many) == len(few)


# --- Figures set by hand ----------------------------------------------------------------------------


def test_a_figure_is_set_by_hand_beside_the_derived_one(as_analyst: Client, clash: Incident) -> None:
    assert set_by_hand(as_analyst, people(clash)).status_code == 302
    shown = page(as_analyst, clash)
    assert "<strong>15</strong>" in shown
    assert "The grave register lists 15." in shown
    assert "Derived: <strong>12 (12–19)</strong>" in shown


def test_who_set_it_stands_in_the_record(as_analyst: Client, analyst: User, clash: Incident) -> None:
    set_by_hand(as_analyst, people(clash))
    decision = Decision.objects.get(incident=clash)
    assert (decision.person, decision.value) == (analyst, {"low": 14, "best": 15, "high": 16})


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"reason": "  "}, "Say why"),
        ({"low": ""}, "This field is required."),
        ({"low": -1}, "greater than or equal to 0"),
        ({"low": "many"}, "Enter a whole number."),
        ({"low": 15.5}, "Enter a whole number."),
        ({"best": 3}, "Best cannot be below low, 14."),
        ({"high": 3}, "High cannot be below best, 15."),
    ],
)
def test_what_is_wrong_is_said_beside_the_field(
    as_analyst: Client, clash: Incident, wrong: dict[str, Any], words: str
) -> None:
    answer = set_by_hand(as_analyst, people(clash), **wrong)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not people(clash).is_overridden


def test_nothing_typed_is_lost_when_something_is_wrong(as_analyst: Client, clash: Incident) -> None:
    answer = set_by_hand(as_analyst, people(clash), best=3).content.decode()
    assert "The grave register lists 15." in answer
    assert '<details class="override-form" open>' in answer


def test_a_reader_may_not_set_a_figure(as_reader: Client, clash: Incident) -> None:
    assert set_by_hand(as_reader, people(clash)).status_code == 403
    assert "Set by hand…" not in page(as_reader, clash)


def test_a_figure_is_not_set_by_following_a_link(as_analyst: Client, clash: Incident) -> None:
    assert as_analyst.get(f"/incidents/{clash.pk}/override/").status_code == 405


@pytest.mark.parametrize("pk", ["", "none", "999999"])
def test_an_estimate_that_is_not_there_cannot_be_set(as_analyst: Client, clash: Incident, pk: str) -> None:
    given = {"estimate": pk, "low": 14, "best": 15, "high": 16, "reason": "The grave register lists 15."}
    assert as_analyst.post(f"/incidents/{clash.pk}/override/", given).status_code == 404


def test_an_estimate_of_another_incident_cannot_be_set(as_analyst: Client, clash: Incident) -> None:
    other = factories.incident("Raid on Tolm")
    answer = as_analyst.post(f"/incidents/{other.pk}/override/", {"figure": people(clash).slug, "low": 1})
    assert answer.status_code == 404


def test_a_claim_that_came_later_marks_the_figure(as_analyst: Client, clash: Incident) -> None:
    set_by_hand(as_analyst, people(clash))
    assert "changed since" not in page(as_analyst, clash)
    factories.reviewed_report(clash, {"low": 22, "words": "22 now"})
    assert "changed since: 1 claim" in page(as_analyst, clash)


def test_a_claim_decided_anew_marks_the_figure(as_analyst: Client, analyst: User, clash: Incident) -> None:
    set_by_hand(as_analyst, people(clash))
    correct_claim(claim=clash.claims.get(low=12), person=analyst, value={"best": 13, "high": 13})
    assert "changed since: 1 claim" in page(as_analyst, clash)


def test_a_claim_of_another_measure_does_not_mark_it(as_analyst: Client, clash: Incident) -> None:
    set_by_hand(as_analyst, people(clash))
    factories.reviewed_report(clash, {"low": 22, "words": "22 hurt", "measure": Measure.INJURED})
    assert "changed since" not in page(as_analyst, clash)


def test_the_derived_figure_can_stand_again(as_analyst: Client, clash: Incident) -> None:
    set_by_hand(as_analyst, people(clash))
    answer = as_analyst.post(
        f"/incidents/{clash.pk}/override/",
        {"figure": people(clash).slug, "withdraw": "1", "reason": "The register was of another town."},
    )
    assert answer.status_code == 302
    assert not people(clash).is_overridden


def test_taking_it_back_needs_a_reason(as_analyst: Client, clash: Incident) -> None:
    set_by_hand(as_analyst, people(clash))
    answer = as_analyst.post(
        f"/incidents/{clash.pk}/override/", {"figure": people(clash).slug, "withdraw": "1", "reason": ""}
    )
    assert answer.status_code == 422
    assert people(clash).is_overridden


# --- The list ---------------------------------------------------------------------------------------


def titles(client: Client, query: str = "") -> list[str]:
    return [each.title for each in client.get(f"/incidents/{query}").context["page"]]


@pytest.fixture
def three(analyst: User) -> list[Incident]:
    column = factories.actor("Northern Column")
    clash = factories.incident("Clash at the bridge", made_by=analyst, date_start=date(2024, 3, 5))
    raid = factories.incident("Raid on Tolm", made_by=analyst, date_start=date(2024, 4, 9), country="Sudland")
    march = factories.incident("March through Umm", made_by=analyst, date_start=date(2024, 5, 1), event_type="Protests")
    factories.takes_part(raid, column)
    return [clash, raid, march]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["March through Umm", "Raid on Tolm", "Clash at the bridge"]),
        ("?q=tolm", ["Raid on Tolm"]),
        ("?q=northern", ["Raid on Tolm"]),
        ("?q=nothing+of+the+kind", []),
        ("?country=Sudland", ["Raid on Tolm"]),
        ("?type=Protests", ["March through Umm"]),
        ("?since=2024-04-09", ["March through Umm", "Raid on Tolm"]),
        ("?since=2024-03-05&until=2024-04-08", ["Clash at the bridge"]),
        ("?since=yesterday", ["March through Umm", "Raid on Tolm", "Clash at the bridge"]),
    ],
)
def test_incidents_are_narrowed_by_the_address(
    as_reader: Client, three: list[Incident], query: str, found: list[str]
) -> None:
    assert titles(as_reader, query) == found


def test_incidents_are_narrowed_by_actor(as_reader: Client, three: list[Incident]) -> None:
    actor = three[1].parts.get().actor
    assert titles(as_reader, f"?actor={actor.pk}") == ["Raid on Tolm"]


def test_an_incident_that_several_actors_fit_is_listed_once(as_reader: Client, three: list[Incident]) -> None:
    factories.takes_part(three[1], factories.actor("Northern Guard"), Side.B)
    assert titles(as_reader, "?q=northern") == ["Raid on Tolm"]


def test_an_unknown_toll_is_said_in_words(as_reader: Client, three: list[Incident]) -> None:
    shown = as_reader.get("/incidents/").content.decode()
    assert shown.count(">no figure<") == 3


def test_htmx_gets_the_rows_alone(as_reader: Client, three: list[Incident]) -> None:
    shown = as_reader.get("/incidents/", headers={"HX-Request": "true"}).content.decode()
    assert "Raid on Tolm" in shown
    assert "<html" not in shown


def test_the_list_asks_the_same_few_queries_whatever_its_length(
    as_reader: Client, three: list[Incident], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(10) as few:
        titles(as_reader)
    for number in range(20):
        factories.incident(f"Clash {number}", made_by=three[0].made_by)
    with django_assert_max_num_queries(10) as many:
        titles(as_reader)
    assert len(many) == len(few)


def test_nobody_reads_incidents_without_signing_in(client: Client, clash: Incident) -> None:
    for address in ("/incidents/", f"/incidents/{clash.pk}/"):
        assert client.get(address).status_code == 302


def test_a_pending_claim_waits(as_reader: Client, analyst: User, clash: Incident) -> None:
    claim: Claim = clash.claims.get(low=12)
    Claim.objects.filter(pk=claim.pk).update(standing="pending")
    assert "waits for review" in page(as_reader, clash)
    accept_claim(claim=claim, person=analyst)
    assert "waits for review" not in page(as_reader, clash)


def test_a_measure_of_which_every_claim_was_rejected_is_left_to_the_table(as_reader: Client, clash: Incident) -> None:
    factories.reviewed_report(clash, {"low": 40, "words": "40 hurt", "measure": Measure.INJURED})
    reject_claim(claim=clash.claims.get(low=40), person=clash.made_by, reason="A drill.")
    shown = page(as_reader, clash)
    assert 'class="toll' in shown
    assert 'data-measure="injured">\n' not in shown
    assert "“40 hurt”" in shown
