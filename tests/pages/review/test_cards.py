"""The cards of a report as one person may see them."""

from __future__ import annotations

import pytest

from incidents.models import Claim, Report
from incidents.pages.review.cards import card_of, cards_of
from incidents.vocabulary import SecondReading, Standing
from incidents.workflow.review.decisions import accept_claim, add_claim, correct_claim, reject_claim
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def read_apart() -> Report:
    return factories.report(second_reading=SecondReading.WANTED)


def test_where_two_read_apart_each_sees_the_claim_by_their_own_decisions(read_apart: Report) -> None:
    claim = factories.claim(read_apart)
    amara, bela = factories.person(), factories.person()
    correct_claim(claim=claim, person=amara, value={"low": 14, "best": 14, "high": 14})
    factories.let_go(read_apart)
    reject_claim(claim=claim, person=bela)
    ((amaras,), (belas,)) = cards_of(read_apart, amara), cards_of(read_apart, bela)
    assert (amaras.claim.best, amaras.claim.standing) == (14, Standing.CORRECTED)
    assert (belas.claim.best, belas.claim.standing) == (12, Standing.REJECTED)
    assert card_of(claim.pk, amara).claim.best == 14


def test_where_two_read_apart_a_card_names_no_decision_of_the_other(read_apart: Report) -> None:
    claim = factories.claim(read_apart)
    amara, bela = factories.person(), factories.person()
    accept_claim(claim=claim, person=amara)
    card = card_of(claim.pk, bela)
    assert card.decision is None
    assert card.version == 0
    assert card.claim.is_pending


def test_where_two_read_apart_a_claim_that_one_added_is_not_shown_to_the_other(read_apart: Report) -> None:
    amara, bela = factories.person(), factories.person()
    value = {"measure": "injured", "low": 5, "best": 5, "high": 5}
    start = read_apart.text.index("Five soldiers")
    add_claim(report=read_apart, person=amara, start=start, end=start + 13, value=value)
    assert len(cards_of(read_apart, amara)) == 1
    assert cards_of(read_apart, bela) == []


def test_an_ordinary_report_shows_the_last_decision_of_anybody() -> None:
    claim = factories.claim(factories.report())
    amara, bela = factories.person(), factories.person()
    accept_claim(claim=claim, person=amara)
    card = card_of(claim.pk, bela)
    assert card.decision == claim.decisions.get()
    assert card.version == claim.decisions.get().pk


def queries_of_cards(report: Report, claims: int, count: object) -> int:
    amara = factories.person()
    words = [f"{number} people" for number in range(100, 100 + claims)]
    for phrase in words:
        correct_claim(claim=factories.claim(report, phrase), person=amara, value={"actor": factories.actor()})
    with count as queries:  # type: ignore[attr-defined]
        cards = cards_of(Report.objects.get(pk=report.pk), amara)
        assert all(card.claim.actor and card.claim.population_label for card in cards)
    return len(queries)


def test_playing_claims_for_a_person_costs_the_same_queries_for_two_and_twenty(
    django_assert_max_num_queries: object,
) -> None:
    text = "; ".join(f"{number} people" for number in range(100, 130))
    few = factories.report(f"Few. {text}", second_reading=SecondReading.WANTED)
    many = factories.report(f"Many. {text}", second_reading=SecondReading.WANTED)
    count = django_assert_max_num_queries
    assert queries_of_cards(few, 2, count(10)) == queries_of_cards(many, 20, count(10))  # type: ignore[operator]


def test_the_page_of_a_report_read_apart_shows_ones_own_answers(read_apart: Report) -> None:
    claim = factories.claim(read_apart)
    amara = factories.person()
    accept_claim(claim=claim, person=amara)
    assert Claim.objects.get().is_pending
    assert not card_of(claim.pk, amara).claim.is_pending
