"""A planted claim on the review page: its card tells nothing, and nothing of it reaches the record."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from incidents.models import Claim, Decision, Estimate, Planted, Reading, Report
from incidents.vocabulary import Standing, Verdict
from tests import factories

pytestmark = pytest.mark.django_db
HTMX = {"HTTP_HX_REQUEST": "true"}
WRONG = {"low": 77, "best": 77, "high": 77}


@pytest.fixture
def claim(db: None) -> Claim:
    """A claim of 12 killed beside another that waits."""
    report = factories.report()
    factories.claim(report, "Five soldiers", low=5, measure="injured")
    return factories.claim(report, "At least 12 fighters", claimant_name="Idris Halloun")


def plant(claim: Claim, person: User, **shown: Any) -> Planted:
    """Show a claim wrong in the reading that the person begins."""
    reading = Reading.objects.create(report=claim.report, person=person)
    return Planted.objects.create(reading=reading, claim=claim, person=person, shown=shown or WRONG)


@pytest.fixture
def planted(claim: Claim, analyst: User) -> Planted:
    return plant(claim, analyst)


def page_of(client: Client, report: Report) -> str:
    page = client.get(f"/review/{report.pk}/").content.decode()
    return page[page.index("<main") :]


def card_on(page: str, claim: Claim) -> str:
    start = page.index(f'<article class="card card--{claim.standing}" id="claim-{claim.pk}"')
    return page[start : page.index("</article>", start)]


def figure_on(html: str) -> str:
    """The figure of the first card, as it reads."""
    start = html.index("card__figure")
    return re.sub(r"<[^>]*>", "", html[html.index(">", start) + 1 : html.index("\n", start)]).strip().split()[0]


def act(client: Client, claim: Claim, verb: str, **given: Any) -> str:
    answer = client.post(f"/claims/{claim.pk}/{verb}/", given, **HTMX)
    assert answer.status_code == 200
    return answer.content.decode()


def verdict() -> str:
    return Planted.objects.get().verdict


def test_opening_a_report_plants_the_share_that_the_desk_sets(as_analyst: Client, claim: Claim, analyst: User) -> None:
    factories.review_rules(planted_share=1)
    page_of(as_analyst, claim.report)
    assert Planted.objects.filter(person=analyst, claim__report=claim.report).count() == 1


def test_nobody_who_only_reads_has_anything_planted(as_reader: Client, claim: Claim) -> None:
    factories.review_rules(planted_share=1)
    page_of(as_reader, claim.report)
    assert not Planted.objects.exists()
    assert not Reading.objects.exists()


def test_the_card_shows_the_planted_figure_and_tells_nothing(as_analyst: Client, claim: Claim, analyst: User) -> None:
    honest = card_on(page_of(as_analyst, claim.report), claim)
    Reading.objects.all().delete()
    plant(claim, analyst)
    disguised = card_on(page_of(as_analyst, claim.report), claim)
    assert figure_on(disguised) == "77"
    assert without_tokens(disguised) == without_tokens(
        re.sub(r"(card__figure[^>]*>[^<]*(?:<[^>]*>)?)12<", r"\g<1>77<", honest)
    )
    assert "planted" not in disguised


def without_tokens(html: str) -> str:
    return re.sub(r'(csrfmiddlewaretoken" value=|name="version" value=)"[^"]*"', "", html)


@pytest.mark.parametrize(
    "shown",
    [
        {"measure": "injured"},
        {"status": "civilian"},
        {"claimant_name": "Maren Toll"},
        {"actor": {"pk": 9, "name": "X"}},
    ],
)
def test_whatever_is_planted_nothing_says_what_was_found(
    as_analyst: Client, claim: Claim, analyst: User, shown: dict[str, Any]
) -> None:
    plant(claim, analyst, **shown)
    card = card_on(page_of(as_analyst, claim.report), claim)
    assert "found:" not in card
    assert 'name="reading"' not in card


def test_the_text_marks_the_planted_measure(as_analyst: Client, claim: Claim, analyst: User) -> None:
    plant(claim, analyst, measure="injured")
    page = page_of(as_analyst, claim.report)
    assert re.search(rf'data-claims="{claim.pk}" data-measure="injured"', page)


def test_another_reader_sees_what_was_found(as_senior: Client, planted: Planted) -> None:
    card = card_on(page_of(as_senior, planted.claim.report), planted.claim)
    assert figure_on(card) == "12"


@pytest.mark.parametrize(
    ("verb", "outcome", "kept"),
    [("accept", "Missed", "accepted"), ("reject", "Caught", "rejected"), ("flag", "Caught", "rejected")],
)
def test_the_answer_to_a_planted_card_is_the_card_as_it_was_found(
    as_analyst: Client, planted: Planted, verb: str, outcome: str, kept: str
) -> None:
    answer = act(as_analyst, planted.claim, verb)
    assert verdict() == kept
    assert f"<strong>{outcome}.</strong> This figure, 77, was planted: the words say 12." in answer
    assert figure_on(answer) == "12"
    assert 'id="status" hx-swap-oob="innerHTML">This was planted' in answer
    assert not Decision.objects.exists()
    claim = Claim.objects.get(pk=planted.claim_id)
    assert (claim.standing, claim.low, claim.flagged) == (Standing.PENDING, 12, False)


def test_after_the_answer_the_claim_is_decided_on_as_it_was_found(as_analyst: Client, planted: Planted) -> None:
    act(as_analyst, planted.claim, "accept")
    answer = act(as_analyst, planted.claim, "accept")
    assert "planted" not in answer
    decision = Decision.objects.get()
    assert (decision.verdict, decision.value) == (Verdict.ACCEPTED, {})
    assert Claim.objects.get(pk=planted.claim_id).low == 12


def test_a_report_is_not_finished_while_the_true_claim_waits(as_analyst: Client, planted: Planted) -> None:
    for claim in planted.claim.report.claims.all():
        act(as_analyst, claim, "accept")
    answer = as_analyst.post(f"/review/{planted.claim.report_id}/finish/", {"choice": "none"})
    assert answer.status_code == 422
    assert "1 claim waits" in answer.content.decode()


def test_undo_after_the_answer_has_nothing_to_take_back(as_analyst: Client, planted: Planted) -> None:
    act(as_analyst, planted.claim, "accept")
    assert "nothing to undo" in act(as_analyst, planted.claim, "undo")
    assert verdict() == "accepted"
    act(as_analyst, planted.claim, "accept")
    assert figure_on(act(as_analyst, planted.claim, "undo")) == "12"


def test_undo_before_the_answer_reveals_nothing(as_analyst: Client, planted: Planted) -> None:
    answer = act(as_analyst, planted.claim, "undo")
    assert figure_on(answer) == "77"
    assert "planted" not in answer
    assert verdict() == ""


def test_the_form_shows_the_planted_figure(as_analyst: Client, planted: Planted) -> None:
    form = as_analyst.get(f"/claims/{planted.claim_id}/correct/", **HTMX).content.decode()
    assert 'value="77"' in form
    assert 'value="12"' not in form
    assert "found: 77" in form


def form_of(claim: Claim, **given: Any) -> dict[str, Any]:
    """The form as a browser sends it back, with what it shows of a planted claim of 77."""
    shown = {"best": 77, "low": 77, "high": 77, "measure": "killed", "status": "unknown", "hedge": "exact"}
    values = {**shown, "scope": "whole", "claimant_name": "Idris Halloun", **given}
    return {f"claim-{claim.pk}-{name}": value for name, value in values.items()}


def test_a_corrected_figure_is_caught_and_decided(as_analyst: Client, planted: Planted) -> None:
    act(as_analyst, planted.claim, "correct", **form_of(planted.claim, best=14))
    assert verdict() == "corrected"
    assert Decision.objects.get().value == {"low": 14, "best": 14, "high": 14}


def test_a_figure_corrected_to_what_was_found_is_an_acceptance(as_analyst: Client, planted: Planted) -> None:
    act(as_analyst, planted.claim, "correct", **form_of(planted.claim, best=12))
    assert verdict() == "corrected"
    assert (Decision.objects.get().verdict, Decision.objects.get().value) == (Verdict.ACCEPTED, {})


def test_saving_the_form_unchanged_is_missed_and_decides_nothing(as_analyst: Client, planted: Planted) -> None:
    answer = act(as_analyst, planted.claim, "correct", **form_of(planted.claim))
    assert verdict() == "accepted"
    assert figure_on(answer) == "12"
    assert not Decision.objects.exists()


def test_what_was_changed_beside_a_planted_figure_is_kept_in_the_form(as_analyst: Client, planted: Planted) -> None:
    answer = act(
        as_analyst, planted.claim, "correct", **form_of(planted.claim, status="civilian", reason="townspeople")
    )
    assert verdict() == "accepted"
    assert not Decision.objects.exists()
    assert '<option value="civilian" selected>' in answer
    assert "townspeople" in answer
    assert 'value="12"' in answer
    assert 'value="77"' not in answer


def test_accepting_the_rest_counts_what_was_planted_as_missed(as_analyst: Client, planted: Planted) -> None:
    report = planted.claim.report
    keys = [claim.pk for claim in report.claims.all()]
    answer = as_analyst.post(f"/reports/{report.pk}/accept-shown/", {"claim": keys}, **HTMX).content.decode()
    assert "Accepted 1 that you have seen; 1 planted, and missed" in answer
    assert verdict() == "accepted"
    assert [decision.claim_id for decision in Decision.objects.all()] != [planted.claim_id]
    assert Claim.objects.get(pk=planted.claim_id).is_pending


def test_a_claim_that_somebody_else_decided_on_is_shown_as_it_stands(
    as_analyst: Client, as_senior: Client, planted: Planted
) -> None:
    act(as_senior, planted.claim, "accept")
    Report.objects.update(held_by=None, held_until=None)
    page = page_of(as_analyst, planted.claim.report)
    assert figure_on(page) != "77"


def test_nothing_planted_reaches_the_history_or_a_figure(
    as_analyst: Client, as_senior: Client, planted: Planted
) -> None:
    report = planted.claim.report
    act(as_analyst, planted.claim, "accept")
    for claim in report.claims.all():
        act(as_analyst, claim, "accept")
    incident = factories.incident()
    as_analyst.post(f"/review/{report.pk}/finish/", {"choice": "other", "number": str(incident.pk)})
    figures = Estimate.objects.filter(incident=incident, measure="killed").values_list("low", "best", "high")
    assert {number for row in figures for number in row} == {12}
    for address in (
        f"/history/claim/{planted.claim_id}/",
        f"/history/report/{report.pk}/",
        f"/incidents/{incident.pk}/",
        f"/reports/{report.pk}/",
        "/timeline/figures.csv",
    ):
        assert not re.search(r"(?<![\d.])77(?![\d.])", words_of(as_senior.get(address)))
    assert not Claim.history.filter(low=77).exists()


def words_of(answer: Any) -> str:
    """What the page says, without keys and tokens."""
    return re.sub(r"<[^>]*>", " ", answer.content.decode())


def test_planted_claims_cost_no_query_more(
    as_analyst: Client, planted: Planted, django_assert_max_num_queries: Any
) -> None:
    def count() -> int:
        with django_assert_max_num_queries(15) as captured:
            page_of(as_analyst, planted.claim.report)
        return len(captured)

    with_planted = count()
    Planted.objects.all().delete()
    assert count() == with_planted
