"""Two people at the same claim: who comes second sees both versions, and nothing is overwritten."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from incidents.models import Claim, Decision
from incidents.vocabulary import Hedge, SecondReading, Standing, Verdict
from incidents.workflow.review.decisions import accept_claim, correct_claim, reject_claim
from tests import factories
from tests.pages.review.test_claims import HTMX, decide, form_of

FOURTEEN = {"low": 14, "best": 14, "high": 14}


@pytest.fixture
def claim(db: None) -> Claim:
    return factories.claim(factories.report())


@pytest.fixture
def bela(db: None) -> User:
    return factories.person("bela")


@pytest.fixture
def corrected(claim: Claim, bela: User) -> Claim:
    """A claim that Bela corrected to 14 while Anselm still looks at 12, its version 0."""
    correct_claim(claim=claim, person=bela, value=FOURTEEN, reason="Fourteen bodies.")
    factories.let_go(claim.report)
    return claim


def now(claim: Claim) -> tuple[Any, str]:
    claim.refresh_from_db()
    return claim.best, claim.standing


def newest(claim: Claim) -> str:
    return str(claim.decisions.latest("pk").pk)


@pytest.mark.parametrize("verb", ["accept", "reject", "undo"])
def test_a_stale_key_changes_nothing_and_shows_who_changed_it(as_analyst: Client, corrected: Claim, verb: str) -> None:
    answer = decide(as_analyst, corrected, verb, {"version": "0"}, headers=HTMX)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Changed since you saw it" in page
    assert "bela" in page
    assert "Fourteen bodies." in page
    assert now(corrected) == (14, "corrected")


def test_a_stale_correction_shows_both_values(as_analyst: Client, corrected: Claim) -> None:
    typed = form_of(corrected, low="16", best="16", high="16") | {"version": "0"}
    page = decide(as_analyst, corrected, "correct", typed, headers=HTMX).content.decode()
    assert "<td>14</td><td><b>16</b></td>" in page
    assert now(corrected) == (14, "corrected")


def test_ones_own_correction_is_kept_with_one_press(as_analyst: Client, corrected: Claim) -> None:
    typed = form_of(corrected, low="16", best="16", high="16") | {"version": newest(corrected)}
    decide(as_analyst, corrected, "correct", typed, headers=HTMX)
    assert now(corrected) == (16, "corrected")


def test_ones_own_correction_can_be_edited_further(as_analyst: Client, corrected: Claim) -> None:
    typed = form_of(corrected, low="16", best="16", high="16") | {"version": newest(corrected), "edit": "1"}
    page = decide(as_analyst, corrected, "correct", typed, headers=HTMX).content.decode()
    assert f'name="claim-{corrected.pk}-best" value="16"' in page
    assert f'name="version" value="{newest(corrected)}"' in page
    assert now(corrected) == (14, "corrected")


def test_to_keep_an_acceptance_is_to_keep_the_number_that_was_seen(as_analyst: Client, corrected: Claim) -> None:
    page = decide(as_analyst, corrected, "accept", {"version": "0"}, headers=HTMX).content.decode()
    assert "<td>14</td><td><b>12</b></td>" in page
    assert 'name="as_seen" value="0"' in page
    decide(as_analyst, corrected, "accept", {"version": newest(corrected), "as_seen": "0"}, headers=HTMX)
    assert now(corrected) == (12, "corrected")
    assert Decision.objects.filter(claim=corrected).count() == 2


def test_a_stale_rival_reading_shows_the_number_that_it_stood_for(as_analyst: Client, bela: User) -> None:
    claim = factories.claim(factories.report(), low=34, high=None, open_upper=True, hedge=Hedge.AT_LEAST)
    correct_claim(claim=claim, person=bela, value=FOURTEEN | {"open_upper": False, "hedge": "exact"})
    factories.let_go(claim.report)
    page = decide(as_analyst, claim, "correct", {"reading": "1", "version": "0"}, headers=HTMX).content.decode()
    assert "<td>14</td><td><b>34</b></td>" in page
    decide(as_analyst, claim, "correct", {"reading": "1", "version": newest(claim), "as_seen": "0"}, headers=HTMX)
    assert now(claim) == (34, "corrected")


def test_without_a_script_both_versions_stand_on_the_whole_page(as_analyst: Client, corrected: Claim) -> None:
    answer = decide(as_analyst, corrected, "reject", {"version": "0"})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "<html" in page
    assert "Keep mine: reject it" in page
    assert f'formaction="/claims/{corrected.pk}/reject/"' in page


def test_an_answer_to_what_was_seen_last_is_saved(as_analyst: Client, corrected: Claim) -> None:
    decide(as_analyst, corrected, "accept", {"version": newest(corrected)}, headers=HTMX)
    assert now(corrected) == (14, "corrected")
    assert corrected.decisions.count() == 2


def test_a_form_that_was_refused_keeps_the_version_that_it_was_opened_with(
    as_analyst: Client, corrected: Claim
) -> None:
    wrong = form_of(corrected, low="90", best="16", high="16") | {"version": "0"}
    page = decide(as_analyst, corrected, "correct", wrong, headers=HTMX).content.decode()
    assert 'name="version" value="0"' in page


def test_accepting_the_rest_leaves_what_changed_meanwhile(as_analyst: Client, claim: Claim, bela: User) -> None:
    other = factories.claim(claim.report, "Five soldiers", low=5)
    accept_claim(claim=other, person=bela)
    factories.let_go(claim.report)
    decide(as_analyst, other, "undo")
    sent = {"claim": [f"{claim.pk}:0", f"{other.pk}:0"]}
    page = as_analyst.post(f"/reports/{claim.report_id}/accept-shown/", sent, headers=HTMX).content.decode()
    assert (now(claim)[1], now(other)[1]) == (Standing.ACCEPTED, Standing.PENDING)
    assert "1 had changed" in page


def test_where_two_read_apart_the_answer_of_the_other_makes_nothing_stale(as_analyst: Client, bela: User) -> None:
    claim = factories.claim(factories.report(second_reading=SecondReading.WANTED))
    reject_claim(claim=claim, person=bela)
    factories.let_go(claim.report)
    answer = decide(as_analyst, claim, "accept", {"version": "0"}, headers=HTMX)
    assert answer.status_code == 200
    assert "bela" not in answer.content.decode()
    assert claim.decisions.filter(verdict=Verdict.ACCEPTED).count() == 1


def test_where_two_read_apart_a_number_can_be_corrected_back(as_analyst: Client) -> None:
    claim = factories.claim(factories.report(second_reading=SecondReading.WANTED))
    for number in ("14", "12"):
        decide(as_analyst, claim, "correct", form_of(claim, low=number, best=number, high=number))
    page = as_analyst.get(f"/review/{claim.report_id}/").content.decode()
    assert re.search(r'class="card__figure">(<a [^>]*>)?12<', page)


def test_one_undo_takes_back_all_that_was_accepted_with_one_key(as_analyst: Client, claim: Claim) -> None:
    other = factories.claim(claim.report, "Five soldiers", low=5)
    as_analyst.post(f"/reports/{claim.report_id}/accept-shown/", {"claim": [claim.pk, other.pk]}, headers=HTMX)
    page = decide(as_analyst, claim, "undo", headers=HTMX).content.decode()
    assert (now(claim)[1], now(other)[1]) == (Standing.PENDING, Standing.PENDING)
    assert f'id="slot-{other.pk}" hx-swap-oob' in page
    assert "Taken back on 2 claims" in page


def test_undo_of_a_bulk_leaves_what_was_decided_since(as_analyst: Client, claim: Claim) -> None:
    other = factories.claim(claim.report, "Five soldiers", low=5)
    as_analyst.post(f"/reports/{claim.report_id}/accept-shown/", {"claim": [claim.pk, other.pk]}, headers=HTMX)
    decide(as_analyst, other, "reject")
    decide(as_analyst, claim, "undo")
    assert (now(claim)[1], now(other)[1]) == (Standing.PENDING, Standing.REJECTED)


def test_undo_of_an_added_claim_rejects_it_and_undo_again_brings_it_back(as_analyst: Client) -> None:
    report = factories.report()
    sent = {"measure": "injured", "status": "unknown", "hedge": "exact", "scope": "whole", "best": "5"}
    as_analyst.post(
        f"/reports/{report.pk}/claims/add/",
        {f"added-{name}": value for name, value in (sent | {"words": "Five soldiers"}).items()},
    )
    claim = Claim.objects.get()
    decide(as_analyst, claim, "undo")
    assert now(claim)[1] == Standing.REJECTED
    decide(as_analyst, claim, "undo")
    assert now(claim)[1] == Standing.ACCEPTED


def test_a_flag_says_what_it_wants_so_that_two_people_do_not_cancel_each_other(
    as_analyst: Client, claim: Claim
) -> None:
    for _ in range(2):
        decide(as_analyst, claim, "flag", {"flagged": "yes"})
    claim.refresh_from_db()
    assert claim.flagged
