"""Corrections by touch, on the server: a claim is moved to other words, and each fact of a card leads to its form."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from incidents.models import Claim, Decision
from incidents.vocabulary import Standing
from incidents.workflow.review.decisions import accept_claim, move_claim
from incidents.workflow.review.finishing import finish_report
from tests import factories
from tests.pages.review.test_review import form_of

HTMX = {"HX-Request": "true"}


@pytest.fixture
def claim(db: None) -> Claim:
    return factories.claim(factories.report())


def move(client: Client, claim: Claim, words: str, **options: Any) -> Any:
    start = claim.report.text.find(words)
    given = {"words": words, "start": start, "end": start + len(words)}
    return client.post(f"/claims/{claim.pk}/move/", given, **options)


def again(claim: Claim) -> Claim:
    return Claim.objects.select_related("report").get(pk=claim.pk)


def test_a_claim_is_moved_to_selected_words(as_analyst: Client, claim: Claim) -> None:
    move(as_analyst, claim, "Five soldiers")
    moved = again(claim)
    assert (moved.words, moved.raw, moved.standing) == ("Five soldiers", "At least 12 fighters", Standing.CORRECTED)


def test_moving_is_a_decision_that_says_where_to(as_analyst: Client, analyst: Any, claim: Claim) -> None:
    move(as_analyst, claim, "Five soldiers")
    start = claim.report.text.index("Five soldiers")
    decision = Decision.objects.get()
    assert (decision.person, decision.value) == (analyst, {"moved_start": start, "moved_end": start + 13})


def test_a_move_is_undone(as_analyst: Client, claim: Claim) -> None:
    move(as_analyst, claim, "Five soldiers")
    as_analyst.post(f"/claims/{claim.pk}/undo/")
    assert (again(claim).words, again(claim).standing) == ("At least 12 fighters", Standing.PENDING)


def test_a_claim_moved_back_to_where_it_was_found_is_moved_no_more(analyst: Any, claim: Claim) -> None:
    start = claim.report.text.index("Five soldiers")
    move_claim(claim=claim, person=analyst, start=start, end=start + 13)
    move_claim(claim=again(claim), person=analyst, start=claim.start, end=claim.end)
    assert not again(claim).is_moved


def test_words_outside_the_text_are_refused(analyst: Any, claim: Claim) -> None:
    with pytest.raises(ValueError, match="Select the words"):
        move_claim(claim=claim, person=analyst, start=5, end=99_999)


def test_words_that_are_not_in_the_text_move_nothing(as_analyst: Client, claim: Claim) -> None:
    answer = move(as_analyst, claim, "Six soldiers", headers=HTMX)
    assert (answer.status_code, answer.content.decode()) == (409, "These words are not in the text, letter for letter.")
    assert not Decision.objects.exists()


def test_a_claim_that_somebody_decided_on_since_is_not_moved_unseen(as_analyst: Client, analyst: Any) -> None:
    claim = factories.claim(factories.report())
    accept_claim(claim=claim, person=analyst)
    given = {"words": "Five soldiers", "version": "0"}
    answer = as_analyst.post(f"/claims/{claim.pk}/move/", given, headers=HTMX)
    assert answer.status_code == 422
    assert 'name="words" value="Five soldiers"' in answer.content.decode()
    assert not again(claim).is_moved


def test_a_reader_moves_nothing(as_reader: Client, claim: Claim) -> None:
    assert move(as_reader, claim, "Five soldiers").status_code == 403
    assert not again(claim).is_moved


def test_nothing_is_moved_in_a_finished_report(as_analyst: Client, analyst: Any, claim: Claim) -> None:
    as_analyst.post(f"/claims/{claim.pk}/accept/")
    finish_report(report=claim.report, person=analyst, incident=None)
    assert move(as_analyst, claim, "Five soldiers", headers=HTMX).status_code == 409
    assert not again(claim).is_moved


def test_htmx_gets_the_card_and_the_text_with_the_marks_where_they_are_now(as_analyst: Client, claim: Claim) -> None:
    page = move(as_analyst, claim, "Five soldiers", headers=HTMX).content.decode()
    assert "at <s>At least 12 fighters</s>" in page
    assert '<div id="text" hx-swap-oob="innerHTML">' in page
    assert f'data-claims="{claim.pk}" data-measure="killed" data-standing="corrected">Five soldiers</mark>' in page
    assert 'data-note="a claim was found here and moved: killed, people">At least 12 fighters' in page


def test_the_text_is_not_sent_along_where_nothing_was_moved(as_analyst: Client, claim: Claim) -> None:
    page = as_analyst.post(f"/claims/{claim.pk}/accept/", headers=HTMX).content.decode()
    assert 'id="text"' not in page


def test_other_words_in_the_form_move_the_claim_where_no_script_runs(as_analyst: Client, claim: Claim) -> None:
    as_analyst.post(f"/claims/{claim.pk}/correct/", form_of(claim, words="Five soldiers were wounded"))
    assert again(claim).words == "Five soldiers were wounded"


def test_the_nearest_of_the_same_words_is_meant(as_analyst: Client) -> None:
    report = factories.report("Nine died. Later it was told that nine died. In the end nine died, it said.")
    claim = factories.claim(report, "Later", low=9)
    as_analyst.post(f"/claims/{claim.pk}/correct/", form_of(claim, words="nine died"))
    assert again(claim).words_start == report.text.index("nine died")


def test_wrong_words_in_the_form_are_said_beside_their_field_and_lose_nothing(as_analyst: Client, claim: Claim) -> None:
    answer = as_analyst.post(f"/claims/{claim.pk}/correct/", form_of(claim, words="Six soldiers", best="14"))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "These words are not in the text, letter for letter." in page
    assert 'value="14"' in page


@pytest.mark.parametrize("field", ["measure", "actor", "best", "claimant_name", "hedge", "scope"])
def test_each_fact_of_a_card_leads_to_the_form_with_its_field_first(
    as_analyst: Client, claim: Claim, field: str
) -> None:
    page = as_analyst.get(f"/review/{claim.report_id}/").content.decode()
    assert f'href="/claims/{claim.pk}/correct/?field={field}#id_claim-{claim.pk}-{field}"' in page
    form = as_analyst.get(f"/claims/{claim.pk}/correct/?field={field}", headers=HTMX).content.decode()
    control = form[form.index(f'name="claim-{claim.pk}-{field}"') :]
    assert "autofocus" in control[: control.index(">")]


def test_a_field_that_is_none_focuses_nothing(as_analyst: Client, claim: Claim) -> None:
    page = as_analyst.get(f"/claims/{claim.pk}/correct/?field=found", headers=HTMX).content.decode()
    assert "autofocus" not in page


def test_who_only_reads_sees_facts_and_no_way_to_change_them(as_reader: Client, claim: Claim) -> None:
    assert "?field=" not in as_reader.get(f"/review/{claim.report_id}/").content.decode()


def test_cards_stand_where_their_words_are_now(as_analyst: Client, claim: Claim) -> None:
    other = factories.claim(claim.report, "Five soldiers", low=5)
    move(as_analyst, claim, "19")
    page = as_analyst.get(f"/reports/{claim.report_id}/").content.decode()
    assert page.index(f'id="claim-{other.pk}"') < page.index(f'id="claim-{claim.pk}"')
