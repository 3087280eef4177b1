"""The what-if form on the page of an incident, and what that page says of sensitivity and differences."""

from __future__ import annotations

from html import unescape
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from incidents.models import Incident
from incidents.vocabulary import Standing
from tests import factories

pytestmark = pytest.mark.django_db

FRAGMENT = {"HTTP_HX_REQUEST": "true"}


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


def choices(incident: Incident, *, on: tuple[int, ...] = (12, 19), **changes: str) -> dict[str, Any]:
    """The form as a browser sends it: every box and every choice."""
    claims = list(incident.claims.select_related("report"))
    given: dict[str, Any] = {"on": [str(claim.pk) for claim in claims if claim.low in on]}
    for claim in claims:
        given |= {f"interest-{claim.pk}": claim.interest, f"scope-{claim.pk}": claim.scope}
        given[f"grade-{claim.report.source_id}"] = claim.report.source.reliability
    return given | changes


def address(incident: Incident) -> str:
    return f"/incidents/{incident.pk}/what-if/"


def test_the_page_of_an_incident_has_the_form(as_reader: Client, clash: Incident) -> None:
    shown = as_reader.get(f"/incidents/{clash.pk}/").content.decode()
    assert f'action="{address(clash)}"' in shown
    assert "Nothing is changed yet." in shown


def test_the_figure_moves_before_anything_is_saved(as_analyst: Client, clash: Incident) -> None:
    shown = as_analyst.post(address(clash), choices(clash, on=(19,)), **FRAGMENT).content.decode()
    assert "<del>12 (12–19)</del> → <ins>19</ins>" in shown
    assert "<html" not in shown
    assert clash.claims.get(low=12).standing == Standing.ACCEPTED


def test_without_scripts_a_whole_page_answers(as_analyst: Client, clash: Incident) -> None:
    shown = as_analyst.post(address(clash), choices(clash, on=(19,))).content.decode()
    assert "<h1>What if</h1>" in shown
    assert "<ins>19</ins>" in shown


def test_choices_as_they_stand_change_nothing(as_analyst: Client, clash: Incident) -> None:
    shown = as_analyst.post(address(clash), choices(clash), **FRAGMENT).content.decode()
    assert "Nothing is changed yet." in shown


def test_saved_with_a_reason_it_becomes_the_figure(as_analyst: Client, clash: Incident) -> None:
    given = choices(clash, on=(19,), save="1", reason="The clinic counted the wounded.")
    answer = as_analyst.post(address(clash), given)
    assert answer.headers["Location"] == f"/incidents/{clash.pk}/"
    assert clash.estimates.people().get().best == 19


def test_saving_needs_a_reason_and_keeps_the_choices(as_analyst: Client, clash: Incident) -> None:
    answer = as_analyst.post(address(clash), choices(clash, on=(19,), save="1", reason=""))
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "Say why" in shown
    kept = clash.claims.get(low=12).pk
    assert f'value="{kept}" id="what-if-on-{kept}">' in shown


def test_a_reader_may_try_and_not_save(as_reader: Client, clash: Incident) -> None:
    assert "Save as decisions" not in as_reader.post(address(clash), choices(clash, on=(19,))).content.decode()
    answer = as_reader.post(address(clash), choices(clash, on=(19,), save="1", reason="Because."))
    assert answer.status_code == 422
    assert clash.claims.get(low=12).standing == Standing.ACCEPTED


def test_an_analyst_may_not_save_a_grade(as_analyst: Client, clash: Incident) -> None:
    source = clash.reports.get().source
    given = choices(clash, save="1", reason="Because.", **{f"grade-{source.pk}": "E"})
    answer = as_analyst.post(address(clash), given)
    assert "Grades are set by senior analysts" in answer.content.decode()
    source.refresh_from_db()
    assert source.reliability == "B"


def test_a_value_that_is_not_in_the_lists_is_refused(as_analyst: Client, clash: Incident) -> None:
    given = choices(clash, **{f"scope-{clash.claims.get(low=12).pk}": "everything"})
    answer = as_analyst.post(address(clash), given)
    assert answer.status_code == 422
    assert "Choose from the lists." in answer.content.decode()


def test_the_claim_that_matters_most_is_always_named(as_reader: Client, clash: Incident) -> None:
    shown = unescape(as_reader.get(f"/incidents/{clash.pk}/").content.decode())
    assert "Hangs most on one claim." in shown
    assert "Without the clinic's 12 the best figure would be 19, and the range would begin at 19." in shown


def test_a_contradiction_is_named_with_both_claims(as_reader: Client, clash: Incident) -> None:
    shown = unescape(as_reader.get(f"/incidents/{clash.pk}/").content.decode())
    assert "People killed: the clinic (12) and the mayor (19) cannot both be right." in shown


def test_an_update_explains_itself(as_reader: Client, clash: Incident) -> None:
    factories.reviewed_report(
        clash, {"low": 14, "words": "14 bodies", "claimant_name": "the clinic"}, published=clash.date_end.replace(day=7)
    )
    shown = unescape(as_reader.get(f"/incidents/{clash.pk}/").content.decode())
    assert "more that explain" in shown or "1 more that explain" in shown
    assert '<span class="nowrap">update 1</span>' in shown


def test_trying_asks_as_often_for_many_claims(
    as_analyst: Client, clash: Incident, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for low in range(20, 40):
        factories.reviewed_report(clash, {"low": low})
    given = choices(clash, on=(19,))
    with django_assert_max_num_queries(15):
        as_analyst.post(address(clash), given, **FRAGMENT)
