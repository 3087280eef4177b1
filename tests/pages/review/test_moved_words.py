"""A claim that was moved to other words is quoted with these, and with those found where history says so.

On two pages of a report that is read apart it is quoted too: test_settle.py.
"""

from __future__ import annotations

from html import unescape
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from incidents.models import Claim, Decision, Incident
from incidents.vocabulary import Hedge, Scope
from incidents.workflow.desk.comments import begin_thread
from incidents.workflow.review.decisions import correct_claim, move_claim, take_back
from incidents.workflow.review.finishing import finish_report
from tests import factories

pytestmark = pytest.mark.django_db

FOUND, NOW = "At least 12 fighters", "the number of dead fighters at 19"


def moved_claim(incident: Incident, person: User, **values: Any) -> Claim:
    """A claim of a finished report, found at FOUND and moved to NOW."""
    report = factories.report(added_by=person)
    claim = factories.claim(report, FOUND, **values)
    start = report.text.index(NOW)
    move_claim(claim=claim, person=person, start=start, end=start + len(NOW))
    finish_report(report=report, person=person, incident=incident)
    return Claim.objects.get(pk=claim.pk)


@pytest.fixture
def clash(analyst: User) -> Incident:
    return factories.incident(made_by=analyst)


@pytest.fixture
def claim(clash: Incident, analyst: User) -> Claim:
    return moved_claim(clash, analyst)


def shown(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def places(page: str, words: str) -> int:
    """How often a page quotes these words."""
    return page.count(f"“{words}”")


# --- The incident -----------------------------------------------------------------------------------


def test_the_page_of_an_incident_quotes_the_words_as_they_stand(
    as_reader: Client, clash: Incident, claim: Claim
) -> None:
    page = shown(as_reader, f"/incidents/{clash.pk}/")
    table, trial = page.index('class="claims__words"'), page.index('id="what-if"')
    assert f"“{NOW}”" in page[table : table + 400]
    assert f"“{NOW}”" in page[trial:]
    assert FOUND not in page


def test_so_does_its_chart(as_reader: Client, clash: Incident, claim: Claim) -> None:
    assert f"“{NOW}”" in unescape(as_reader.get(f"/incidents/{clash.pk}/").context["claims_chart"].json)


def test_a_claim_that_was_dropped_is_quoted_with_them(as_reader: Client, clash: Incident, analyst: User) -> None:
    moved_claim(clash, analyst, scope=Scope.LARGER)
    page = shown(as_reader, f"/incidents/{clash.pk}/")
    assert f'“{NOW}” <span class="soft">dropped: covers more than this incident' in page


def test_the_reasons_of_a_figure_quote_them(clash: Incident, analyst: User) -> None:
    moved_claim(clash, analyst, hedge=Hedge.VAGUE)
    assert f"“{NOW}”" in clash.estimates.get().why


def test_in_a_replay_a_claim_has_the_words_that_the_desk_reads_today_as_its_numbers(
    as_reader: Client, clash: Incident, claim: Claim, analyst: User
) -> None:
    correct_claim(claim=claim, person=analyst, value={"low": 19, "best": 19, "high": 19})
    page = shown(as_reader, f"/incidents/{clash.pk}/?as_of=2024-03-06")
    assert f"“{NOW}”" in page
    assert "<strong>19</strong>" in page
    assert FOUND not in page


@pytest.mark.parametrize("query", ["", "?as_of=2024-03-06"])
def test_moved_claims_ask_nothing_more_of_the_page_of_an_incident(
    as_reader: Client,
    clash: Incident,
    claim: Claim,
    analyst: User,
    query: str,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_max_num_queries(20) as few:
        shown(as_reader, f"/incidents/{clash.pk}/{query}")
    for _ in range(5):
        moved_claim(clash, analyst)
    with django_assert_max_num_queries(20) as many:
        assert places(shown(as_reader, f"/incidents/{clash.pk}/{query}"), NOW) >= 12
    assert len(many) == len(few)


# --- Beside it --------------------------------------------------------------------------------------


def test_comments_are_on_the_words_as_they_stand(as_reader: Client, claim: Claim) -> None:
    page = shown(as_reader, f"/comments/claim/{claim.pk}/")
    assert f"“{NOW}”" in page
    assert FOUND not in page


def test_a_notice_names_them(as_analyst: Client, senior: User, claim: Claim) -> None:
    begin_thread(subject=claim, person=senior, text="@anselm Is it?")
    page = shown(as_analyst, "/notices/")
    assert f"claim “{NOW}”" in page
    assert FOUND not in page


def test_the_record_of_a_source_quotes_them(as_reader: Client, claim: Claim) -> None:
    page = shown(as_reader, f"/sources/{claim.report.source_id}/")
    assert places(page, NOW) == 2
    assert FOUND not in page


def test_the_admin_lists_and_finds_them(as_administrator: Client, claim: Claim) -> None:
    page = shown(as_administrator, "/admin/incidents/claim/?q=number+of+dead")
    assert NOW in page
    assert FOUND not in page


# --- The history ------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["incident", "report", "claim"])
def test_a_history_quotes_the_claim_as_it_stands_and_says_what_was_found(
    as_reader: Client, clash: Incident, claim: Claim, kind: str
) -> None:
    kept = {"incident": clash.pk, "report": claim.report_id, "claim": claim.pk}[kind]
    answer = as_reader.get(f"/history/{kind}/{kept}/")
    [entry] = [entry for entry in answer.context["entries"] if entry.what == "claim corrected"]
    assert [(change.field, change.before, change.after) for change in entry.changes] == [
        ("words", f"“{FOUND}”", f"“{NOW}”")
    ]
    assert f'#words-{claim.pk}">“{NOW}”</a>' in unescape(answer.content.decode())


def test_the_history_of_a_claim_is_headed_by_the_words_as_they_stand(as_reader: Client, claim: Claim) -> None:
    assert f"History of the claim “killed: {NOW}”" in shown(as_reader, f"/history/claim/{claim.pk}/")


def test_so_does_the_story_of_its_report(as_reader: Client, claim: Claim) -> None:
    page = shown(as_reader, f"/reports/{claim.report_id}/story/")
    assert f'#words-{claim.pk}">“{NOW}”</a>' in page
    assert f"<del>“{FOUND}”</del> → <ins>“{NOW}”</ins>" in page


def test_whoever_reverts_a_decision_reads_the_words_as_they_stand(as_analyst: Client, claim: Claim) -> None:
    page = shown(as_analyst, f"/history/revert/decision/{claim.decisions.get().pk}/")
    assert f"“{NOW}”" in page
    assert FOUND not in page


def test_a_second_move_tells_the_words_before_it(as_reader: Client, claim: Claim, analyst: User) -> None:
    move_claim(claim=claim, person=analyst, start=claim.words_start + 4, end=claim.words_end)
    changes = [entry.changes for entry in as_reader.get(f"/history/claim/{claim.pk}/").context["entries"]]
    told = [(one.before, one.after) for each in changes for one in each if one.field == "words"]
    assert told == [(f"“{NOW}”", f"“{NOW[4:]}”"), (f"“{FOUND}”", f"“{NOW}”")]


# --- Moved, and moved back --------------------------------------------------------------------------


def test_taken_back_it_is_quoted_as_found_again(
    as_reader: Client, clash: Incident, claim: Claim, analyst: User
) -> None:
    take_back(decision=claim.decisions.get(), person=analyst)
    page = shown(as_reader, f"/incidents/{clash.pk}/")
    assert f"“{FOUND}”" in page
    assert NOW not in page


def test_of_two_moves_that_share_an_end_the_first_is_taken_back_alone(claim: Claim, analyst: User) -> None:
    first = claim.decisions.get()
    move_claim(claim=claim, person=analyst, start=claim.words_start + 4, end=claim.words_end)
    assert take_back(decision=first, person=analyst).words == NOW[4:]


def test_half_a_span_that_an_older_desk_left_is_none(claim: Claim, analyst: User) -> None:
    Decision.objects.create(claim=claim, person=analyst, verdict="corrected", value={"moved_start": 4})
    now = take_back(decision=claim.decisions.earliest("pk"), person=analyst)
    assert (now.words, now.is_moved) == (FOUND, False)
