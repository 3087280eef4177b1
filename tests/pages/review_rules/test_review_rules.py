"""The page where the desk sets its rules of review."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from incidents.models import ReviewRules
from tests import factories

pytestmark = pytest.mark.django_db

GIVEN = {
    "second_share": "12.5",
    "second_measures": ["killed"],
    "second_toll": "50",
    "planted_share": "5",
    "hold_minutes": "20",
    "words_a_second": "6",
}


def set_rules(client: Client, **given: Any) -> Any:
    return client.post("/review/rules/set/", {**GIVEN, **given}, follow=True)


def test_a_senior_sets_the_rules_and_shares_are_kept_between_0_and_1(as_senior: Client, senior: Any) -> None:
    wire = factories.source("Northern Wire")
    answer = set_rules(as_senior, second_sources=[wire.pk])
    assert "The new rules hold from now on." in answer.content.decode()
    rules = ReviewRules.now()
    assert (rules.second_share, rules.planted_share, rules.second_toll) == (0.125, 0.05, 50)
    assert (rules.hold_minutes, rules.words_a_second, rules.second_measures) == (20, 6, ["killed"])
    assert list(rules.second_sources.all()) == [wire]
    assert rules.person == senior


def test_nothing_is_planted_until_the_desk_says_so() -> None:
    assert ReviewRules.now().planted_share == 0


def test_former_rules_stay_listed_and_can_be_set_again(as_senior: Client) -> None:
    wire = factories.source("Northern Wire")
    set_rules(as_senior, second_sources=[wire.pk])
    first = ReviewRules.now()
    set_rules(as_senior, planted_share="0")
    assert f"/review/rules/{first.pk}/set-again/" in as_senior.get("/review/rules/").content.decode()
    as_senior.post(f"/review/rules/{first.pk}/set-again/")
    assert ReviewRules.now().planted_share == 0.05
    assert list(ReviewRules.now().second_sources.all()) == [wire]
    assert ReviewRules.objects.count() == 3


def test_the_same_rules_are_not_set_twice(as_senior: Client) -> None:
    set_rules(as_senior)
    assert "nothing was changed" in set_rules(as_senior).content.decode()
    assert ReviewRules.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("second_share", "101"),
        ("planted_share", "-1"),
        ("planted_share", ""),
        ("hold_minutes", "0"),
        ("words_a_second", "fast"),
        ("second_measures", "sunk"),
        ("country", "Atlantis"),
    ],
)
def test_a_wrong_value_is_said_beside_its_field_and_sets_nothing(as_senior: Client, name: str, wrong: str) -> None:
    answer = as_senior.post("/review/rules/set/", {**GIVEN, name: wrong})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Nothing was set" in page
    assert 'value="50"' in page
    assert ReviewRules.objects.count() == 0


def test_analysts_and_readers_see_the_rules_and_cannot_set_them(as_analyst: Client, as_reader: Client) -> None:
    for client in (as_analyst, as_reader):
        page = client.get("/review/rules/").content.decode()
        assert "15 min" in page
        assert "<form class=" not in page.split("<main")[1]
        assert client.post("/review/rules/set/", GIVEN).status_code == 403
        assert client.post("/review/rules/1/set-again/").status_code == 403
    assert ReviewRules.objects.count() == 0


@pytest.mark.parametrize(("given", "code"), [("Pakistan", "PK"), ("pk", "PK"), ("PAK", "PK"), ("", "")])
def test_the_country_of_the_desk_is_kept_by_its_code(as_senior: Client, given: str, code: str) -> None:
    set_rules(as_senior, country=given)
    assert ReviewRules.now().country == code


def test_the_country_that_holds_is_shown_by_name(as_senior: Client) -> None:
    set_rules(as_senior, country="PK")
    page = as_senior.get("/review/rules/").content.decode()
    assert 'value="Pakistan"' in page
    assert "<dd>Pakistan</dd>" in page
