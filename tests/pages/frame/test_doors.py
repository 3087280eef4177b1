"""The door, the first page, the health page: who sees what."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests import factories

PAGES = ("/", "/reports/", "/review/", "/incidents/", "/decisions/", "/timeline/")


@pytest.mark.parametrize("path", [*PAGES, "/reports/new/", "/reports/1/", "/review/1/", "/review/next/"])
def test_every_page_asks_for_signing_in(client: Client, db: None, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/sign-in/")


def test_health_needs_no_signing_in(client: Client, db: None) -> None:
    answer = client.get("/health/")
    assert answer.status_code == 200
    assert answer.json()["status"] == "ok"


def test_a_person_signs_in_and_comes_to_the_desk(client: Client, db: None) -> None:
    factories.person("ines")
    answer = client.post("/sign-in/", {"username": "ines", "password": factories.PASSWORD})
    assert answer["Location"] == "/"


def test_a_wrong_password_is_said_without_losing_the_name(client: Client, db: None) -> None:
    factories.person("ines")
    page = client.post("/sign-in/", {"username": "ines", "password": "wrong"}).content.decode()
    assert "do not belong together" in page
    assert 'value="ines"' in page


def test_signing_out_is_a_post(as_analyst: Client) -> None:
    assert as_analyst.get("/sign-out/").status_code == 405
    assert as_analyst.post("/sign-out/")["Location"] == "/sign-in/"


@pytest.mark.parametrize("path", PAGES)
def test_an_empty_desk_has_every_page(as_analyst: Client, path: str) -> None:
    assert as_analyst.get(path).status_code == 200


def test_a_reader_finds_no_way_to_paste(as_reader: Client) -> None:
    assert "/reports/new/" not in as_reader.get("/").content.decode()


def test_the_first_page_shows_what_waits_and_what_changed(as_analyst: Client) -> None:
    factories.report(title="Market shelled at noon")
    factories.incident("Armed clash in Ashkel")
    page = as_analyst.get("/").content.decode()
    assert "1 report waits for review" in page
    assert "Market shelled at noon" in page
    assert "Armed clash in Ashkel" in page


def test_no_page_allows_scripts_from_elsewhere_or_inline(as_analyst: Client) -> None:
    policy = as_analyst.get("/")["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy


def test_no_template_writes_scripts_or_styles_into_the_page(as_analyst: Client) -> None:
    factories.claim(factories.report())
    page = (
        as_analyst.get("/review/").content.decode()
        + as_analyst.get(reverse("review-next"), follow=True).content.decode()
    )
    assert "style=" not in page
    assert "<script>" not in page
    assert "onclick=" not in page


def test_a_browser_that_asks_for_an_icon_gets_one_without_signing_in(client: Client) -> None:
    assert client.get("/favicon.ico").headers["Location"].endswith("frame/favicon.svg")


def test_rooms_that_are_visited_less_are_in_a_menu(as_senior: Client) -> None:
    page = as_senior.get("/").content.decode()
    menu = page[
        page.index('<li class="rooms__more">') : page.index("</details>", page.index('<li class="rooms__more">'))
    ]
    assert '<a href="/admin/">Admin</a>' in menu
    assert 'href="/review/"' not in menu


def test_a_reader_finds_no_way_to_the_admin(as_reader: Client) -> None:
    assert "/admin/" not in as_reader.get("/").content.decode()
