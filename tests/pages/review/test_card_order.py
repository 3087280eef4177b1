"""What needs a look comes first: claims on which rules disagree, then the least sure; or the order of the text."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from incidents.models import Claim, Preferences, Report
from incidents.workflow.review.decisions import accept_claim
from tests import factories

HTMX = {"HX-Request": "true"}
QUOTED = {
    "rule": "claimant:quote",
    "claimant": {"name": "Maren Toll", "role": "governor", "raw": "Maren Toll", "span": [0, 10], "actor": None},
}
NUMBER = {"rule": "pronoun", "low": 2, "best": 2, "high": 9, "open_upper": False, "hedge": "vague"}


@pytest.fixture
def report(db: None) -> Report:
    return factories.report()


@pytest.fixture
def sure(report: Report) -> Claim:
    return factories.claim(report, "At least 12 fighters", confidence=0.95)


@pytest.fixture
def unsure(report: Report) -> Claim:
    return factories.claim(report, "19", low=19, confidence=0.6)


def rivalled(report: Report, *rivals: dict[str, Any]) -> Claim:
    """A sure claim, of which other rules read something else."""
    claim = factories.claim(report, "Five soldiers", low=5, confidence=0.99)
    values = {field.attname: getattr(claim, field.attname) for field in Claim._meta.concrete_fields}
    claim.delete()  # what was found is never edited, so the claim is made anew
    return Claim.objects.create(**{**values, "found": {**values["found"], "rivals": list(rivals)}})


def order_of(client: Client, report: Report) -> list[int]:
    page = client.get(f"/review/{report.pk}/").content.decode()
    return [int(key) for key in re.findall(r'<article class="card[^>]* id="claim-(\d+)"', page)]


def test_the_least_sure_comes_first(as_analyst: Client, report: Report, sure: Claim, unsure: Claim) -> None:
    assert order_of(as_analyst, report) == [unsure.pk, sure.pk]


def test_equally_sure_claims_stand_as_the_text_has_them(as_analyst: Client, report: Report) -> None:
    later, earlier = factories.claim(report, "19"), factories.claim(report, "Five soldiers")
    assert order_of(as_analyst, report) == [earlier.pk, later.pk]


def test_what_rules_disagree_on_comes_before_the_least_sure(
    as_analyst: Client, report: Report, sure: Claim, unsure: Claim
) -> None:
    claim = rivalled(report, NUMBER)
    assert order_of(as_analyst, report) == [claim.pk, unsure.pk, sure.pk]


def test_a_decided_card_keeps_its_place(
    as_analyst: Client, analyst: Any, report: Report, sure: Claim, unsure: Claim
) -> None:
    accept_claim(claim=unsure, person=analyst)
    assert order_of(as_analyst, report) == [unsure.pk, sure.pk]


def test_without_a_script_a_decision_leads_to_the_least_sure_that_waits(
    as_analyst: Client, report: Report, sure: Claim, unsure: Claim
) -> None:
    last = factories.claim(report, "Five soldiers", confidence=0.99)
    answer = as_analyst.post(f"/claims/{last.pk}/accept/")
    assert answer["Location"].endswith(f"#claim-{unsure.pk}")


def test_a_person_may_have_the_order_of_the_text(
    as_analyst: Client, analyst: Any, report: Report, sure: Claim, unsure: Claim
) -> None:
    as_analyst.post(f"/review/{report.pk}/order/", {"in_text_order": "yes"})
    assert Preferences.objects.get().person == analyst
    assert order_of(as_analyst, report) == [sure.pk, unsure.pk]


def test_the_order_is_each_persons_own(
    as_analyst: Client, as_senior: Client, report: Report, sure: Claim, unsure: Claim
) -> None:
    as_senior.post(f"/review/{report.pk}/order/", {"in_text_order": "yes"})
    assert order_of(as_analyst, report) == [unsure.pk, sure.pk]


def test_switching_back_is_kept(as_analyst: Client, report: Report, sure: Claim, unsure: Claim) -> None:
    for wanted in ("yes", "no"):
        as_analyst.post(f"/review/{report.pk}/order/", {"in_text_order": wanted})
    assert order_of(as_analyst, report) == [unsure.pk, sure.pk]


def test_htmx_gets_the_switch_with_the_new_order(
    as_analyst: Client, report: Report, sure: Claim, unsure: Claim
) -> None:
    answer = as_analyst.post(f"/review/{report.pk}/order/", {"in_text_order": "yes"}, headers=HTMX)
    assert f'data-order="{sure.pk} {unsure.pk} "' in answer.content.decode()


def test_a_reader_switches_nothing(as_reader: Client, report: Report) -> None:
    assert as_reader.post(f"/review/{report.pk}/order/", {"in_text_order": "yes"}).status_code == 403
    assert not Preferences.objects.exists()


def test_a_report_that_is_only_read_keeps_the_order_of_the_text(
    as_analyst: Client, report: Report, sure: Claim, unsure: Claim
) -> None:
    page = as_analyst.get(f"/reports/{report.pk}/").content.decode()
    assert page.index(f'id="claim-{sure.pk}"') < page.index(f'id="claim-{unsure.pk}"')


def test_a_claim_that_rules_read_in_two_ways_says_which_reads_what(as_analyst: Client, report: Report) -> None:
    rivalled(report, NUMBER, QUOTED)
    page = as_analyst.get(f"/review/{report.pk}/").content.decode()
    assert "rules disagree" in page
    assert "pronoun reads 2 (2–9); claimant:quote reads Maren Toll says it" in page


def test_where_no_rule_disagrees_nothing_says_so(as_analyst: Client, report: Report, sure: Claim) -> None:
    assert "rules disagree" not in as_analyst.get(f"/review/{report.pk}/").content.decode()


def test_a_rival_number_is_taken_by_its_digit(as_analyst: Client, report: Report) -> None:
    claim = rivalled(report, NUMBER)
    as_analyst.post(f"/claims/{claim.pk}/correct/", {"reading": "1"})
    claim.refresh_from_db()
    assert (claim.low, claim.best, claim.high, claim.hedge, claim.standing) == (2, 2, 9, "vague", "corrected")


def test_a_rival_claimant_brings_whom_he_speaks_for(as_analyst: Client, report: Report) -> None:
    column = factories.actor("Northern Column")
    claim = rivalled(report, {**QUOTED, "claimant": {**QUOTED["claimant"], "actor": "Northern Column"}})
    as_analyst.post(f"/claims/{claim.pk}/correct/", {"reading": "1"})
    claim.refresh_from_db()
    assert (claim.claimant_name, claim.claimant_role, claim.speaker) == ("Maren Toll", "governor", column)


def test_once_decided_the_mark_is_gone(as_analyst: Client, analyst: Any, report: Report) -> None:
    accept_claim(claim=rivalled(report, NUMBER), person=analyst)
    assert "rules disagree" not in as_analyst.get(f"/review/{report.pk}/").content.decode()


# What a card says of how sure the program is


def trusted(report: Report, **trust: Any) -> Claim:
    """A claim of which the program said how far to trust it."""
    claim = factories.claim(report, "Five soldiers", low=5)
    values = {field.attname: getattr(claim, field.attname) for field in Claim._meta.concrete_fields}
    claim.delete()  # what was found is never edited, so the claim is made anew
    return Claim.objects.create(**{**values, "found": {**values["found"], "trust": trust}})


def words_of_card(client: Client, report: Report) -> str:
    page = client.get(f"/review/{report.pk}/").content.decode()
    (card,) = re.findall(r'<article class="card.*?</article>', page, re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", card).split())


def test_a_card_says_how_sure_the_program_is_and_why_and_no_percentage(as_analyst: Client, report: Report) -> None:
    trusted(report, word="look", why=["the text is long", "the text gives several figures"], score=0.7)
    words = words_of_card(as_analyst, report)
    assert "look the text is long; the text gives several figures" in words
    assert "%" not in words


@pytest.mark.parametrize(("confidence", "word"), [(0.95, "sure"), (0.8, "look"), (0.6, "unsure")])
def test_a_claim_found_before_that_was_weighed_is_judged_by_its_rule(
    as_analyst: Client, report: Report, confidence: float, word: str
) -> None:
    factories.claim(report, confidence=confidence)
    assert f"passive-subject {word}" in words_of_card(as_analyst, report)


def test_a_card_that_is_decided_says_no_more_of_it(as_analyst: Client, analyst: Any, report: Report) -> None:
    claim = trusted(report, word="look", why=["the text is long"], score=0.7)
    accept_claim(claim=claim, person=analyst)
    assert "the text is long" not in words_of_card(as_analyst, report)
