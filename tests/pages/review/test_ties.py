"""Ties on the card: a chip with a cross each, and the form that makes one."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from incidents.models import Claim, Decision, Report
from incidents.vocabulary import Standing, Tie
from incidents.workflow.review.decisions import correct_claim
from incidents.workflow.review.ties import untie_claim
from tests import factories

HTMX = {"HX-Request": "true"}


@pytest.fixture
def report(db: None) -> Report:
    return factories.report()


@pytest.fixture
def twelve(report: Report) -> Claim:
    return factories.claim(report, "At least 12 fighters")


@pytest.fixture
def five(report: Report, twelve: Claim) -> Claim:
    """Tied beside the twelve as it was found."""
    return factories.claim(report, "Five soldiers", low=5, beside=twelve)


def page_of(client: Client, report: Report) -> str:
    return client.get(f"/review/{report.pk}/").content.decode()


def send(client: Client, claim: Claim, **given: str) -> Any:
    return client.post(f"/claims/{claim.pk}/tie/", given, headers=HTMX)


def offered(html: str) -> list[str]:
    return re.findall(r'<option value="([^"]+)"', html)


def test_the_cross_takes_a_tie_away(as_analyst: Client, five: Claim) -> None:
    answer = send(as_analyst, five, untie="beside")
    assert "beside 12 killed" not in answer.content.decode()
    five.refresh_from_db()
    assert (five.beside, five.standing) == (None, Standing.CORRECTED)


def test_a_cross_says_what_it_takes_away(as_analyst: Client, report: Report, five: Claim) -> None:
    assert 'aria-label="Take away: beside 12 killed"' in page_of(as_analyst, report)


def test_the_form_offers_only_ties_that_hold(as_analyst: Client, report: Report, twelve: Claim) -> None:
    nineteen = factories.claim(report, "19", low=19, claimant_name="Maren Toll")
    again = factories.claim(report, "dead fighters", low=3)
    html = as_analyst.get(f"/claims/{again.pk}/tie/", headers=HTMX).content.decode()
    assert offered(html) == [f"{tie}-{twelve.pk}" for tie in ("part_of", "beside", "retells")]
    assert f"-{nineteen.pk}" not in html


def test_a_choice_ties_the_claim(as_analyst: Client, report: Report, twelve: Claim) -> None:
    again = factories.claim(report, "dead fighters", low=3)
    answer = send(as_analyst, again, **{f"tie-{again.pk}-tie": f"part_of-{twelve.pk}"})
    again.refresh_from_db()
    assert (again.part_of, again.scope) == (twelve, "part")
    assert ">part of 12 killed</a>" in answer.content.decode()


def test_a_tie_that_cannot_hold_is_refused_beside_the_field(as_analyst: Client, report: Report, twelve: Claim) -> None:
    other = factories.claim(report, "19", low=19, claimant_name="Maren Toll")
    answer = send(as_analyst, other, **{f"tie-{other.pk}-tie": f"retells-{twelve.pk}"})
    assert answer.status_code == 422
    assert f'id="id_tie-{other.pk}-tie-error">These two cannot be tied: another voice.' in answer.content.decode()
    assert not Decision.objects.exists()


def test_a_claim_without_a_match_says_so(as_analyst: Client, report: Report, twelve: Claim) -> None:
    other = factories.claim(report, "19", low=19, claimant_name="Maren Toll")
    html = as_analyst.get(f"/claims/{other.pk}/tie/", headers=HTMX).content.decode()
    assert "No other claim of this report has the same voice, measure and people." in html


def test_without_scripts_the_form_stands_in_the_whole_page(as_analyst: Client, five: Claim, twelve: Claim) -> None:
    html = as_analyst.get(f"/claims/{twelve.pk}/tie/").content.decode()
    assert f'<select name="tie-{twelve.pk}-tie"' not in html  # the five is tied to it already, and a circle is none
    other = factories.claim(five.report, "dead fighters", low=3)
    html = as_analyst.get(f"/claims/{other.pk}/tie/").content.decode()
    assert f'<select name="tie-{other.pk}-tie"' in html
    assert '<ol class="cards"' in html


def test_a_corrected_voice_lets_go_of_the_tie_and_the_chip_says_why(
    as_analyst: Client, analyst: Any, report: Report, five: Claim
) -> None:
    correct_claim(claim=five, person=analyst, value={"claimant_name": "Maren Toll"})
    assert "no longer holds: another voice" in page_of(as_analyst, report)


def test_the_chips_of_claims_that_lean_on_a_decided_one_come_with_its_card(
    as_analyst: Client, twelve: Claim, five: Claim
) -> None:
    answer = as_analyst.post(f"/claims/{twelve.pk}/accept/", {}, headers=HTMX).content.decode()
    assert f'id="ties-{five.pk}" hx-swap-oob="true"' in answer


def test_a_stale_cross_changes_nothing(as_analyst: Client, analyst: Any, five: Claim) -> None:
    untie_claim(claim=five, person=analyst, tie=Tie.BESIDE)
    answer = send(as_analyst, five, untie="beside", version="0")
    assert answer.status_code == 422
    assert "You were about to change its tie." in answer.content.decode()


def test_the_history_says_which_words_a_claim_was_tied_to(as_analyst: Client, analyst: Any, five: Claim) -> None:
    five.found |= {"beside": 0}
    Claim.objects.filter(pk=five.pk).delete()
    five.save(force_insert=True)
    untie_claim(claim=five, person=analyst, tie=Tie.BESIDE)
    html = as_analyst.get(f"/history/claim/{five.pk}/").content.decode()
    assert "beside" in html
    assert "“At least 12 fighters”" in html


def test_twenty_ties_cost_the_page_no_more_queries_than_one(
    as_analyst: Client, report: Report, five: Claim, django_assert_max_num_queries: Any
) -> None:
    page_of(as_analyst, report)
    with django_assert_max_num_queries(20) as few:
        page_of(as_analyst, report)
    for low in range(20):
        factories.claim(report, "Five soldiers", low=low + 1, beside=five.beside)
    with django_assert_max_num_queries(20) as many:
        page_of(as_analyst, report)
    assert len(many) == len(few)
