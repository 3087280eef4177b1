"""Filters on the pages of the record: they stand in the address, survive a reload, and say what is wrong."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.contrib.auth.models import User
from django.test import Client

from incidents.models import Incident
from tests import factories

pytestmark = pytest.mark.django_db

PAGES = ("/incidents/", "/timeline/")


@pytest.fixture
def two(analyst: User) -> tuple[Incident, Incident]:
    """A clash in Norland in March, and one in Sudland in April."""
    return (
        factories.incident("Clash in the north", made_by=analyst, admin1="Hill"),
        factories.incident("Clash in the south", made_by=analyst, country="Sudland", date_start=date(2024, 4, 1)),
    )


def titles(client: Client, address: str) -> list[str]:
    return [one.title for one in client.get(address).context["page"]]


@pytest.mark.parametrize("path", PAGES)
def test_a_link_with_filters_shows_the_same_to_whoever_opens_it(
    as_reader: Client, as_senior: Client, two: tuple[Incident, Incident], path: str
) -> None:
    address = f"{path}?country=Norland&admin1=Hill&since=2024-03-01&q=clash&side="
    for client in (as_reader, as_reader, as_senior):
        assert titles(client, address) == ["Clash in the north"]
        shown = client.get(address).content.decode()
        assert '<input type="checkbox" name="country" value="Norland" checked>' in shown
        assert '<input type="checkbox" name="admin1" value="Hill" checked>' in shown
        assert 'name="since" value="2024-03-01"' in shown
        assert 'name="q" value="clash"' in shown


@pytest.mark.parametrize("path", PAGES)
def test_what_is_wrong_is_said_beside_its_field_and_above_the_page_and_is_kept(
    as_reader: Client, two: tuple[Incident, Incident], path: str
) -> None:
    answer = as_reader.get(f"{path}?since=soon&country=Nowhere&q=south")
    shown = answer.content.decode()
    assert [one.title for one in answer.context["page"]] == ["Clash in the south"]
    assert '<p class="error" id="id_since_error">Write the day as 2024-03-31.</p>' in shown
    assert '<p class="error" id="id_country_error">“Nowhere” is none of the choices.</p>' in shown
    above = re.search(r'<div class="notice notice--error" role="alert">(.*?)</div>', shown, re.DOTALL)
    assert above is not None
    assert "These choices narrow nothing:" in above[1]
    assert '<a href="#id_since">From</a>: Write the day as 2024-03-31.' in above[1]
    assert 'name="since" value="soon"' in shown
    assert '<input type="checkbox" name="country" value="Nowhere" checked>' in shown


def test_a_fragment_brings_what_is_wrong_and_takes_it_away_again(
    as_reader: Client, two: tuple[Incident, Incident]
) -> None:
    def fragment(query: str) -> str:
        return as_reader.get(f"/incidents/{query}", headers={"HX-Request": "true"}).content.decode()

    wrong = fragment("?since=soon")
    assert '<p class="error" id="id_since_error" hx-swap-oob="true">Write the day as 2024-03-31.</p>' in wrong
    assert "This choice narrows nothing:" in wrong
    assert '<p class="error" id="id_since_error" hx-swap-oob="true"></p>' in fragment("?since=2024-03-01")


def test_the_drawer_stands_open_where_a_field_in_it_says_something(
    as_reader: Client, two: tuple[Incident, Incident]
) -> None:
    for query, is_open in (("", False), ("?q=clash", False), ("?country=Norland", True), ("?grade=G", True)):
        shown = as_reader.get(f"/incidents/{query}").content.decode()
        assert ('<details class="more-filters" open>' in shown) == is_open


def test_clearing_keeps_the_date(as_reader: Client, two: tuple[Incident, Incident]) -> None:
    shown = as_reader.get("/incidents/?q=clash&as_of=2024-03-07").content.decode()
    assert 'id="filters-clear" href="/incidents/?as_of=2024-03-07">Clear</a>' in shown


def test_the_other_pages_of_the_record_are_one_click_away_with_the_same_filters(
    as_reader: Client, two: tuple[Incident, Incident]
) -> None:
    shown = as_reader.get("/timeline/?country=Norland&measure=injured&every=day&as_of=2024-03-07").content.decode()
    assert 'href="/incidents/?measure=injured&amp;country=Norland&amp;as_of=2024-03-07"' in shown


def test_provinces_come_with_their_countries(as_reader: Client, two: tuple[Incident, Incident]) -> None:
    shown = as_reader.get("/filters/provinces/?country=Norland&admin1=Elsewhere").content.decode()
    assert '<input type="checkbox" name="admin1" value="Hill">' in shown
    assert '<input type="checkbox" name="admin1" value="Elsewhere" checked>' in shown
    assert "Choose a country first." in as_reader.get("/filters/provinces/").content.decode()


def test_what_is_asked_for_is_never_markup(as_reader: Client, two: tuple[Incident, Incident]) -> None:
    for name in ("q", "country", "admin1", "since", "measure"):
        shown = as_reader.get(f"/incidents/?{name}=<script>alert(1)</script>").content.decode()
        assert "<script>alert" not in shown


def test_each_field_has_its_own_name_for_those_who_hear_the_page(
    as_reader: Client, two: tuple[Incident, Incident]
) -> None:
    shown = as_reader.get("/incidents/?country=Norland").content.decode()
    ids = re.findall(r'\sid="([^"]+)"', shown)
    assert len(ids) == len(set(ids))
    for described in re.findall(r'aria-(?:describedby|labelledby)="([^"]+)"', shown):
        assert set(described.split()) <= set(ids)
