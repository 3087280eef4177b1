"""Each person's own keys: told apart, never digits, shown on the buttons, and back to the usual with one press."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from incidents.models import Preferences
from incidents.workflow.desk.key_map import USUAL
from tests import factories
from tests.conftest import signed_in


def saved(client: Client, **keys: str) -> Any:
    return client.post("/preferences/", {**USUAL, "single_keys": "on", **keys})


def test_a_key_that_was_set_stands_on_its_button_and_in_the_list(as_analyst: Client) -> None:
    report = factories.report()
    factories.claim(report)
    assert saved(as_analyst, accept="q").status_code == 302
    page = as_analyst.get(f"/review/{report.pk}/").content.decode()
    assert 'Accept <kbd aria-hidden="true">Q</kbd>' in page
    assert "<kbd>Q</kbd></th><td>accept, and on" in page
    assert 'data-keys="{&quot;q&quot;: &quot;a&quot;}"' in page


def test_only_what_differs_is_kept_and_it_is_there_after_the_next_sign_in(as_analyst: Client, analyst: Any) -> None:
    saved(as_analyst, accept="q")
    assert Preferences.objects.get().keys == {"accept": "q"}
    assert "&quot;q&quot;" in signed_in(analyst).get("/").content.decode()


def test_the_keys_of_one_person_are_not_those_of_another(as_analyst: Client, as_senior: Client) -> None:
    saved(as_analyst, accept="q")
    assert "&quot;q&quot;" not in as_senior.get("/").content.decode()


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ({"accept": "x"}, "is set twice"),
        ({"accept": "7"}, "Digits choose"),
        ({"accept": " "}, "One visible character"),
        ({"accept": "\u200b"}, "One visible character"),
    ],
)
def test_keys_that_cannot_be_told_apart_are_refused_with_what_was_typed(
    as_analyst: Client, keys: dict[str, str], said: str
) -> None:
    answer = saved(as_analyst, reject="r" if "x" not in keys.values() else "x", **keys)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Preferences.objects.exists()


def test_the_usual_keys_come_back(as_analyst: Client) -> None:
    saved(as_analyst, accept="q")
    as_analyst.post("/preferences/", {"reset": "yes"})
    assert Preferences.objects.get().keys == {}
    assert 'data-keys="{}"' in as_analyst.get("/").content.decode()


def test_single_keys_are_switched_off(as_analyst: Client) -> None:
    as_analyst.post("/preferences/", dict(USUAL))
    assert 'data-keys="off"' in as_analyst.get("/").content.decode()


def test_an_action_that_came_after_a_person_s_own_key_leaves_it_to_that_person(analyst: Any) -> None:
    Preferences.objects.create(person=analyst, keys={"accept": "g"})
    report = factories.report()
    factories.claim(report)
    page = signed_in(analyst).get(f"/review/{report.pk}/").content.decode()
    assert 'Accept <kbd aria-hidden="true">G</kbd>' in page
    assert "next group of a report" not in page
