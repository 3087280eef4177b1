"""Holding a report as the pages have it: taken by opening it, refused to others, left, released, taken over."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client

from incidents.models import Claim, Decision, Report
from incidents.workflow.queue.holds import take_report
from tests import factories

HTMX = {"HX-Request": "true"}


@pytest.fixture
def held(senior: User) -> Report:
    """A report with a claim, held by Selma the senior."""
    report = factories.report()
    factories.claim(report)
    return take_report(report=report, person=senior)


def holder(report: Report) -> User | None:
    report.refresh_from_db()
    return report.held_by


def leave(client: Client, report: Report, since: datetime | None) -> HttpResponse:
    """What a browser says when a page is left that has held the report since a moment."""
    return client.post(f"/review/{report.pk}/leave/", {"since": since.isoformat() if since else ""})


def the_claim(report: Report) -> Claim:
    return report.claims.get()


def test_who_opens_a_report_holds_it(as_analyst: Client, analyst: User) -> None:
    report = factories.report()
    page = as_analyst.get(f"/review/{report.pk}/").content.decode()
    assert holder(report) == analyst
    assert "held by you until" in page


@pytest.mark.parametrize("header", [{"X-Prefetch": "1"}, {"Sec-Purpose": "prefetch"}])
def test_what_is_fetched_ahead_is_not_taken(as_analyst: Client, header: dict[str, str]) -> None:
    report = factories.report()
    as_analyst.get(f"/review/{report.pk}/", headers=header)
    assert holder(report) is None


def test_a_reader_who_looks_takes_nothing(as_reader: Client) -> None:
    report = factories.report()
    as_reader.get(f"/review/{report.pk}/")
    assert holder(report) is None


def test_what_another_holds_is_shown_to_read_only(as_analyst: Client, held: Report) -> None:
    page = as_analyst.get(f"/review/{held.pk}/").content.decode()
    assert "held by <b>selma</b> until" in page
    assert "/accept/" not in page
    assert "finish-form" not in page


def test_only_a_senior_is_offered_to_take_it_over(as_analyst: Client, as_senior: Client, analyst: User) -> None:
    report = take_report(report=factories.report(), person=analyst)
    assert "Take it over" in as_senior.get(f"/review/{report.pk}/").content.decode()
    assert "Take it over" not in as_analyst.get(f"/review/{report.pk}/").content.decode()


# --- Deciding on what another holds ---


@pytest.mark.parametrize("verb", ["accept", "reject", "undo", "correct"])
def test_a_fragment_is_refused_in_plain_words(as_analyst: Client, held: Report, verb: str) -> None:
    answer = as_analyst.post(f"/claims/{the_claim(held).pk}/{verb}/", correction(held), headers=HTMX)
    assert answer.status_code == 409
    assert answer.content.decode().startswith("Held by selma until")
    assert not Decision.objects.exists()


def test_a_plain_form_is_refused_with_a_message(as_analyst: Client, held: Report) -> None:
    page = as_analyst.post(f"/claims/{the_claim(held).pk}/accept/", follow=True).content.decode()
    assert "Held by selma until" in page
    assert not Decision.objects.exists()


TYPED = {
    "best": "41",
    "low": "41",
    "high": "41",
    "measure": "killed",
    "status": "unknown",
    "hedge": "exact",
    "scope": "whole",
    "reason": "the second paragraph says so",
}


def correction(report: Report) -> dict[str, str]:
    """What somebody typed into the form of the report's claim."""
    return {f"claim-{the_claim(report).pk}-{name}": value for name, value in TYPED.items()}


def test_a_correction_that_is_refused_stays_as_it_was_typed(as_analyst: Client, held: Report) -> None:
    answer = as_analyst.post(f"/claims/{the_claim(held).pk}/correct/", correction(held))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Held by selma until" in page
    assert 'value="41"' in page
    assert "the second paragraph says so" in page


def test_an_added_claim_that_is_refused_stays_as_it_was_typed(as_analyst: Client, held: Report) -> None:
    typed = {f"added-{name}": value for name, value in TYPED.items()} | {"added-words": "Five soldiers"}
    answer = as_analyst.post(f"/reports/{held.pk}/claims/add/", typed)
    assert answer.status_code == 409
    assert "Held by selma until" in answer.content.decode()
    assert 'value="41"' in answer.content.decode()
    assert held.claims.count() == 1


def test_a_report_that_another_holds_is_not_finished(as_analyst: Client, held: Report) -> None:
    Claim.objects.update(standing="accepted")
    answer = as_analyst.post(f"/review/{held.pk}/finish/", {"choice": "none"})
    held.refresh_from_db()
    assert answer.status_code == 409
    assert "Held by selma until" in answer.content.decode()
    assert held.status == "pending"


def test_the_claims_shown_of_a_report_that_another_holds_are_not_accepted(as_analyst: Client, held: Report) -> None:
    answer = as_analyst.post(f"/reports/{held.pk}/accept-shown/", {"claim": the_claim(held).pk}, headers=HTMX)
    assert answer.status_code == 409
    assert the_claim(held).is_pending


# --- Going on, leaving, taking over ---


def test_a_sign_of_life_answers_with_the_strip(as_analyst: Client, analyst: User) -> None:
    report = factories.report()
    answer = as_analyst.post(f"/review/{report.pk}/renew/", headers=HTMX)
    assert answer.status_code == 200
    assert "held by you until" in answer.content.decode()
    assert holder(report) == analyst


def test_a_sign_of_life_for_what_another_took_says_who(as_analyst: Client, held: Report) -> None:
    answer = as_analyst.post(f"/review/{held.pk}/renew/", headers=HTMX)
    assert answer.status_code == 409
    assert "<b>selma</b>" in answer.content.decode()


def test_a_page_that_is_left_lets_go(as_analyst: Client, analyst: User) -> None:
    report = take_report(report=factories.report(), person=analyst)
    assert leave(as_analyst, report, report.held_since).status_code == 204
    assert holder(report) is None


def test_a_page_names_the_moment_at_which_it_took_the_report(as_analyst: Client) -> None:
    report = factories.report()
    page = as_analyst.get(f"/review/{report.pk}/").content.decode()
    report.refresh_from_db()
    assert report.held_since
    assert f'name="since" value="{report.held_since.isoformat()}"' in page


def test_a_page_that_is_left_after_the_report_was_opened_again_lets_go_of_nothing(
    as_analyst: Client, analyst: User
) -> None:
    earlier = take_report(report=factories.report(), person=analyst).held_since
    report = take_report(report=Report.objects.get(), person=analyst)
    assert leave(as_analyst, report, earlier).status_code == 204
    assert holder(report) == analyst


def test_a_page_to_which_somebody_comes_back_takes_the_report_anew(as_analyst: Client, analyst: User) -> None:
    report = take_report(report=factories.report(), person=analyst)
    as_analyst.post(f"/review/{report.pk}/renew/", {"back": "yes"}, headers=HTMX)
    leave(as_analyst, report, report.held_since)
    assert holder(report) == analyst


@pytest.mark.parametrize("since", ["", "yesterday", "2026-02-31T10:00:00Z", "0001-01-01T00:00:00+14:00"])
def test_a_page_that_cannot_say_since_when_lets_go_of_nothing(as_analyst: Client, analyst: User, since: str) -> None:
    report = take_report(report=factories.report(), person=analyst)
    assert as_analyst.post(f"/review/{report.pk}/leave/", {"since": since}).status_code == 204
    assert holder(report) == analyst


def test_a_page_that_is_left_takes_nothing_from_others(as_analyst: Client, held: Report, senior: User) -> None:
    assert leave(as_analyst, held, held.held_since).status_code == 204
    assert holder(held) == senior


def test_leaving_can_be_undone(as_analyst: Client, analyst: User) -> None:
    report = take_report(report=factories.report(), person=analyst)
    page = as_analyst.post(f"/review/{report.pk}/release/", follow=True).content.decode()
    assert f'action="/review/{report.pk}/take/"' in page
    as_analyst.post(f"/review/{report.pk}/take/")
    assert holder(report) == analyst


def test_an_analyst_can_neither_release_nor_take_over(as_analyst: Client, held: Report, senior: User) -> None:
    assert as_analyst.post(f"/review/{held.pk}/release/").status_code == 403
    assert as_analyst.post(f"/review/{held.pk}/take/", {"over": "yes"}).status_code == 403
    assert holder(held) == senior


def test_a_senior_takes_over(as_senior: Client, analyst: User, senior: User) -> None:
    report = take_report(report=factories.report(), person=analyst)
    as_senior.post(f"/review/{report.pk}/take/", {"over": "yes"})
    assert holder(report) == senior


def test_a_senior_who_leaves_a_page_takes_nothing_from_others(as_senior: Client, analyst: User, senior: User) -> None:
    report = take_report(report=factories.report(), person=analyst)
    leave(as_senior, report, report.held_since)
    assert holder(report) == analyst


# --- The next one ---


@pytest.mark.parametrize("method", ["get", "post"])
def test_next_gives_the_best_report_and_holds_it(as_analyst: Client, analyst: User, method: str) -> None:
    factories.report(priority=1)
    best = factories.report(priority=2)
    answer = getattr(as_analyst, method)("/review/next/")
    assert answer["Location"] == f"/review/{best.pk}/"
    assert holder(best) == analyst


def test_next_says_where_others_hold_what_waits(as_analyst: Client, held: Report) -> None:
    assert "There is no report for you now" in as_analyst.get("/review/next/", follow=True).content.decode()


def test_next_after_one_that_is_left_is_another(as_analyst: Client, analyst: User) -> None:
    left, other = factories.report(priority=2), factories.report(priority=1)
    take_report(report=left, person=analyst)
    answer = as_analyst.post("/review/next/", {"leaving": left.pk})
    assert answer["Location"] == f"/review/{other.pk}/"
    assert holder(left) is None


def test_a_reader_is_given_nothing(as_reader: Client) -> None:
    report = factories.report()
    assert as_reader.get("/review/next/")["Location"] == "/review/"
    assert as_reader.post(f"/review/{report.pk}/take/").status_code == 403
    assert holder(report) is None
