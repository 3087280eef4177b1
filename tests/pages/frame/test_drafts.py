"""Drafts are kept for one person, within limits, and go once their form was saved."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from incidents.models import Draft
from tests import factories
from tests.conftest import signed_in

VALUES = {"title": ["Dawn att"]}


def kept(client: Client, values: Any = VALUES, page: str = "/review/7/", form: str = "about") -> Any:
    return client.post("/drafts/", {"page": page, "form": form, "values": json.dumps(values)})


def drafts_of(client: Client, page: str = "/review/7/") -> list[Any]:
    return [(one["form"], one["values"]) for one in client.get("/drafts/", {"page": page}).json()["drafts"]]


def test_the_last_that_was_typed_is_kept(as_analyst: Client) -> None:
    kept(as_analyst)
    kept(as_analyst, {"title": ["Dawn attack"]})
    assert drafts_of(as_analyst) == [("about", {"title": ["Dawn attack"]})]
    assert drafts_of(as_analyst, "/review/8/") == []


def test_nobody_sees_the_drafts_of_another(as_analyst: Client) -> None:
    kept(as_analyst)
    assert drafts_of(signed_in(factories.person())) == []


def test_a_page_left_open_gives_its_draft_to_nobody_who_signs_in_later(as_analyst: Client) -> None:
    later = factories.person()
    said = {"page": "/review/7/", "form": "about", "values": json.dumps(VALUES), "person": later.pk}
    assert as_analyst.post("/drafts/", said).status_code == 409
    assert not Draft.objects.exists()


def test_a_draft_is_discarded(as_analyst: Client) -> None:
    kept(as_analyst)
    as_analyst.post("/drafts/", {"page": "/review/7/", "form": "about", "discard": "yes"})
    assert drafts_of(as_analyst) == []


@pytest.mark.parametrize(
    "values",
    [
        ["title"],
        None,
        7,
        float("nan"),
        {"title": "no list"},
        {"title": [7]},
        {"title": [None]},
        {"title": ["half of a pair: \ud83d"]},
        {"title": ["\x00"]},
        {"title": ["x" * 400_001]},
        {str(n): [] for n in range(4001)},
    ],
)
def test_what_is_no_draft_is_refused(as_analyst: Client, values: Any) -> None:
    answer = kept(as_analyst, values)
    assert answer.status_code == 400
    assert answer.json()["error"]
    assert not Draft.objects.exists()


@pytest.mark.parametrize("page", ["", "https://elsewhere.example/", "//elsewhere.example/", "/" + "x" * 200])
def test_a_draft_belongs_to_a_page_of_the_desk(as_analyst: Client, page: str) -> None:
    assert kept(as_analyst, page=page).status_code == 400


@pytest.mark.parametrize(
    "words",
    [
        "",
        "{",
        "[" * 100_000,
        '{"title": ' * 100_000,
        '{"title": [' + "[" * 50_000 + "]" * 50_000 + "]}",
        '{"title": [' + "9" * 5_000 + "]}",
        '{"title": [1e999, -Infinity]}',
        '{"title": ["' + "x" * 4_000_000 + '"]}',
        '{"title": ["' + "x" * 6_000_000 + '"]}',
    ],
    ids=["nothing", "broken", "nested", "nested objects", "nested lists", "a long number", "no number", "4 MB", "6 MB"],
)
def test_json_that_is_broken_nested_or_enormous_is_refused(as_analyst: Client, words: str) -> None:
    answer = as_analyst.post("/drafts/", {"page": "/review/7/", "form": "about", "values": words})
    assert answer.status_code == 400
    assert not Draft.objects.exists()


@pytest.mark.parametrize("field", ["page", "form", "person"])
def test_a_place_that_no_text_names_is_refused(as_analyst: Client, field: str) -> None:
    sent = {"page": "/review/7/", "form": "about", "values": json.dumps(VALUES)} | {field: "\x00"}
    assert as_analyst.post("/drafts/", sent).status_code in (400, 409)
    assert as_analyst.get("/drafts/", {"page": "\x00"}).json() == {"drafts": []}


def test_nobody_keeps_drafts_without_signing_in(client: Client, db: None) -> None:
    assert kept(client).status_code == 302
    assert not Draft.objects.exists()


def described(client: Client, report: Any, title: str) -> Any:
    sent = {"about-title": title, "about-source": report.source.name, "about-published": "2024-03-05"}
    draft = {"draft_page": f"/review/{report.pk}/", "draft_form": "about"}
    return client.post(f"/reports/{report.pk}/describe/", sent | draft)


def test_a_draft_goes_once_its_form_is_saved(as_analyst: Client) -> None:
    report = factories.report()
    kept(as_analyst, page=f"/review/{report.pk}/")
    described(as_analyst, report, "Dawn attack")
    assert not Draft.objects.exists()


def test_a_draft_stays_where_its_form_was_refused(as_analyst: Client) -> None:
    report = factories.report()
    kept(as_analyst, page=f"/review/{report.pk}/")
    described(as_analyst, report, "")
    assert Draft.objects.count() == 1
