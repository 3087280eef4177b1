"""Briefings: the page and the document say the same, as known then, of an incident and of a selection."""

from __future__ import annotations

import io
from datetime import date

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pypdf import PdfReader
from pytest_django import DjangoAssertNumQueries

from incidents.models import Incident
from incidents.models.population import PEOPLE_KEY
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelling(analyst: User) -> Incident:
    """Twelve dead by a clinic on 5 March, fifteen on 9 March."""
    incident = factories.incident("Shelling of <b>Ashkel</b> & the mill", made_by=analyst)
    factories.reviewed_report(
        incident, {"low": 12, "words": "12 bodies", "claimant_name": "the clinic"}, title="Shells fall on mill"
    )
    factories.reviewed_report(
        incident, {"low": 15, "words": "15 bodies", "claimant_name": "the clinic"}, published=date(2024, 3, 9)
    )
    return incident


def toll(title: str, day: date, best: int | None, **values: object) -> Incident:
    incident = factories.incident(title, date_start=day, **values)
    if best is not None:
        incident.estimates.create(
            measure="killed", population_key=PEOPLE_KEY, low=best - 1, best=best, high=best + 4, flags=["contested"]
        )
    return incident


@pytest.fixture
def spring(analyst: User) -> list[Incident]:
    return [
        toll("Clash at the bridge", date(2024, 3, 4), 12, country="Norland", made_by=analyst),
        toll("Raid on Tolm", date(2024, 3, 20), None, country="Norland", made_by=analyst),
        toll("March through Umm", date(2024, 4, 9), 8, country="Sudland", made_by=analyst),
    ]


def words_of(client: Client, address: str) -> str:
    """The text of a PDF document, its lines joined."""
    answer = client.get(address)
    assert answer["Content-Type"] == "application/pdf"
    pages = PdfReader(io.BytesIO(answer.content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def shown(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_the_figure_leads_with_its_reasons(as_reader: Client, shelling: Incident) -> None:
    page = shown(as_reader, f"/incidents/{shelling.pk}/briefing/")
    assert "<dt>killed</dt><dd><strong>15</strong>" in page
    assert "Why these figures" in page
    assert shelling.estimates.people().get().why in page.replace("&quot;", '"')


def test_every_claim_leads_to_its_words(as_reader: Client, shelling: Incident) -> None:
    page = shown(as_reader, f"/incidents/{shelling.pk}/briefing/")
    for claim in shelling.claims.all():
        assert f'href="{claim.get_absolute_url()}"' in page


def test_a_rejected_claim_is_left_out(as_reader: Client, shelling: Incident) -> None:
    shelling.claims.filter(raw="12 bodies").update(standing="rejected")
    assert "12 bodies" not in shown(as_reader, f"/incidents/{shelling.pk}/briefing/")


def test_the_document_says_the_same(as_reader: Client, shelling: Incident) -> None:
    said = words_of(as_reader, f"/incidents/{shelling.pk}/briefing.pdf")
    assert "Shelling of <b>Ashkel</b> & the mill" in said
    assert "15 bodies" in said
    assert "Shells fall on mill" in said


def test_a_title_with_mark_up_stands_as_it_is(as_reader: Client, shelling: Incident) -> None:
    assert "Shelling of &lt;b&gt;Ashkel&lt;/b&gt; &amp; the mill" in shown(
        as_reader, f"/incidents/{shelling.pk}/briefing/"
    )


def test_a_briefing_of_a_day_knows_nothing_later(as_reader: Client, shelling: Incident) -> None:
    page = shown(as_reader, f"/incidents/{shelling.pk}/briefing/?as_of=2024-03-06")
    assert "<strong>12</strong>" in page
    assert "15 bodies" not in page
    said = words_of(as_reader, f"/incidents/{shelling.pk}/briefing.pdf?as_of=2024-03-06")
    assert "as known on 2024-03-06" in said
    assert "15 bodies" not in said


@pytest.mark.parametrize("address", ["/incidents/{pk}/briefing.pdf", "/briefing.pdf"])
def test_no_document_for_a_date_that_is_none(as_reader: Client, shelling: Incident, address: str) -> None:
    answer = as_reader.get(address.format(pk=shelling.pk) + "?as_of=soon")
    assert answer.status_code == 422
    assert answer["Content-Type"].startswith("text/plain")


def test_an_incident_without_a_report_says_that_no_figure_stands(as_reader: Client, analyst: User) -> None:
    bare = factories.incident("Rumour", made_by=analyst)
    assert "No figure stands. From 0 reports." in shown(as_reader, f"/incidents/{bare.pk}/briefing/")
    assert "No figure stands" in words_of(as_reader, f"/incidents/{bare.pk}/briefing.pdf")


def test_a_merged_incident_has_no_briefing(as_reader: Client, shelling: Incident, analyst: User) -> None:
    merged = factories.incident("Told twice", made_by=analyst, merged_into=shelling)
    assert as_reader.get(f"/incidents/{merged.pk}/briefing/").status_code == 404


def test_a_selection_comes_to_what_its_incidents_come_to(as_reader: Client, spring: list[Incident]) -> None:
    page = shown(as_reader, "/briefing/")
    assert "3 incidents: 20 (18–28) killed." in page
    assert "1 incident without a figure: these people are in no total." in page
    assert "2 incidents: contested." in page


def test_filters_choose_what_a_briefing_is_about(as_reader: Client, spring: list[Incident]) -> None:
    page = shown(as_reader, "/briefing/?country=Sudland")
    assert "March through Umm" in page
    assert "Clash at the bridge" not in page
    assert "/briefing.pdf?country=Sudland" in page


def test_the_document_of_a_selection_names_its_filter(as_reader: Client, spring: list[Incident]) -> None:
    said = words_of(as_reader, "/briefing.pdf?country=Sudland")
    assert "country Sudland" in said
    assert "8 (7–12)" in said
    assert "Raid on Tolm" not in said


def test_nothing_chosen_is_said(as_reader: Client, spring: list[Incident]) -> None:
    assert "No incident fits." in shown(as_reader, "/briefing/?since=2031-01-01")
    assert "No incident fits." in words_of(as_reader, "/briefing.pdf?since=2031-01-01")


def test_htmx_gets_the_briefing_without_its_frame(as_reader: Client, spring: list[Incident]) -> None:
    part = as_reader.get("/briefing/", headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith('<div id="record"')
    assert "<html" not in part


def test_more_incidents_need_no_more_queries(
    as_reader: Client, spring: list[Incident], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(32) as few:
        as_reader.get("/briefing/")
    for number in range(1, 29):
        toll(f"Clash {number}", date(2024, 2, number), number, country=f"Land {number}", made_by=spring[0].made_by)
    with django_assert_max_num_queries(32) as many:
        as_reader.get("/briefing/")
    assert len(many) == len(few)
