"""Giving reports to people and sending finished ones back, with the undo of each."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client

from incidents.models import Incident, Notice, Report
from incidents.workflow.review.decisions import accept_claim
from incidents.workflow.review.finishing import finish_report
from tests import factories


def whose(report: Report) -> User | None:
    report.refresh_from_db()
    return report.assigned_to


def undo(client: Client, page: str) -> None:
    """Press the button of the message on a page."""
    form = re.search(r'<form class="undo" method="post" action="([^"]+)">(.*?)</form>', page, re.DOTALL)
    assert form
    fields: dict[str, list[str]] = {}
    for name, value in re.findall(r'name="([^"]+)" value="([^"]*)"', form[2]):
        fields.setdefault(name, []).append(value)
    client.post(form[1], fields)


# --- Assigning ---


def test_a_senior_gives_a_report_to_somebody_who_is_told(as_senior: Client, analyst: User, senior: User) -> None:
    report = factories.report()
    page = as_senior.post(f"/review/{report.pk}/assign/", {"to": analyst.pk}, follow=True).content.decode()
    assert whose(report) == analyst
    assert "1 report given to anselm" in page
    notice = Notice.objects.get()
    assert (notice.person, notice.kind, notice.by, notice.report) == (analyst, "assigned", senior, report)


def test_several_are_given_at_once_and_taken_back_at_once(as_senior: Client, analyst: User, senior: User) -> None:
    free, hers = factories.report(), factories.report(assigned_to=senior)
    ticked = {"report": [free.pk, hers.pk], "to": analyst.pk}
    page = as_senior.post("/review/assign/", ticked, follow=True).content.decode()
    assert (whose(free), whose(hers)) == (analyst, analyst)
    undo(as_senior, page)
    assert (whose(free), whose(hers)) == (None, senior)


def test_a_report_is_given_to_nobody(as_senior: Client, analyst: User) -> None:
    report = factories.report(assigned_to=analyst)
    as_senior.post(f"/review/{report.pk}/assign/", {"to": "nobody"})
    assert whose(report) is None


def test_assigning_is_in_the_history_of_the_report(as_senior: Client, analyst: User, senior: User) -> None:
    report = factories.report()
    as_senior.post(f"/review/{report.pk}/assign/", {"to": analyst.pk})
    last = report.history.first()
    assert last is not None
    assert (last.assigned_to, last.history_user) == (analyst, senior)


@pytest.mark.parametrize("to", ["", "99999", "x", "²"])
def test_nobody_is_chosen_by_mistake(as_senior: Client, analyst: User, to: str) -> None:
    report = factories.report(assigned_to=analyst)
    page = as_senior.post(f"/review/{report.pk}/assign/", {"to": to}, follow=True).content.decode()
    assert "Nothing was changed" in page
    assert whose(report) == analyst


def test_nothing_is_given_to_a_reader(as_senior: Client, reader: User) -> None:
    report = factories.report()
    as_senior.post(f"/review/{report.pk}/assign/", {"to": reader.pk})
    assert whose(report) is None


def test_a_finished_report_is_not_given(as_senior: Client, analyst: User) -> None:
    report = factories.report(status="reviewed")
    as_senior.post(f"/review/{report.pk}/assign/", {"to": analyst.pk})
    assert whose(report) is None


def test_an_analyst_gives_nothing(as_analyst: Client, analyst: User) -> None:
    report = factories.report()
    assert as_analyst.post(f"/review/{report.pk}/assign/", {"to": analyst.pk}).status_code == 403
    assert "Give what is ticked" not in as_analyst.get("/review/").content.decode()


def test_after_giving_the_page_is_the_one_before(as_senior: Client, analyst: User) -> None:
    report = factories.report()
    given = {"to": analyst.pk, "back": "/review/?tab=unassigned"}
    assert as_senior.post(f"/review/{report.pk}/assign/", given)["Location"] == "/review/?tab=unassigned"


def test_no_form_leads_away_from_the_desk(as_senior: Client, analyst: User) -> None:
    report = factories.report()
    given = {"to": analyst.pk, "back": "https://elsewhere.example/"}
    assert as_senior.post(f"/review/{report.pk}/assign/", given)["Location"] == "/review/"


# --- Sending back ---


@pytest.fixture
def finished(analyst: User) -> Report:
    """A report that Anselm finished, its claim accepted and linked to an incident."""
    report = factories.report()
    accept_claim(claim=factories.claim(report), person=analyst)
    return finish_report(report=report, person=analyst, incident=factories.incident("Raid on Ashkel"))


REASON = {"reason": "The second number is of soldiers."}


def test_a_finished_report_goes_back_to_its_reader_who_learns_why(
    as_senior: Client, analyst: User, finished: Report
) -> None:
    as_senior.post(f"/review/{finished.pk}/return/", REASON)
    assert whose(finished) == analyst
    assert (finished.status, finished.returned_at is not None) == ("pending", True)
    notice = Notice.objects.get()
    assert (notice.person, notice.kind, notice.text) == (analyst, "returned", "The second number is of soldiers.")


def test_what_is_sent_back_counts_nowhere(as_senior: Client, finished: Report) -> None:
    as_senior.post(f"/review/{finished.pk}/return/", REASON)
    assert not Incident.objects.get().estimates.exists()


def test_a_report_does_not_go_back_without_a_reason(as_senior: Client, finished: Report) -> None:
    page = as_senior.post(f"/review/{finished.pk}/return/", {"reason": " "}, follow=True).content.decode()
    assert "Say why it goes back" in page
    assert whose(finished) is None


def test_an_analyst_sends_nothing_back(as_analyst: Client, finished: Report) -> None:
    assert as_analyst.post(f"/review/{finished.pk}/return/", REASON).status_code == 403


def test_what_waits_is_not_sent_back(as_senior: Client) -> None:
    report = factories.report()
    page = as_senior.post(f"/review/{report.pk}/return/", REASON, follow=True).content.decode()
    assert "Only a report that somebody finished" in page


def test_undoing_it_finishes_the_report_as_it_was(as_senior: Client, analyst: User, finished: Report) -> None:
    reviewed_at = finished.reviewed_at
    page = as_senior.post(f"/review/{finished.pk}/return/", REASON, follow=True).content.decode()
    undo(as_senior, page)
    finished.refresh_from_db()
    incident = Incident.objects.get()
    assert (finished.status, finished.reviewed_by, finished.reviewed_at) == ("reviewed", analyst, reviewed_at)
    assert finished.incidents.get() == incident
    assert incident.estimates.filter(measure="killed", best=12).exists()
    assert not Notice.objects.exists()


def test_it_cannot_be_undone_once_somebody_decided_anew(as_senior: Client, analyst: User, finished: Report) -> None:
    as_senior.post(f"/review/{finished.pk}/return/", REASON)
    accept_claim(claim=finished.claims.get(), person=analyst)
    page = as_senior.post(f"/review/{finished.pk}/return/undo/", follow=True).content.decode()
    assert "has decided on this report since" in page
    finished.refresh_from_db()
    assert finished.status == "pending"


def test_a_report_is_nobodys_any_more_once_it_is_finished_again(
    as_senior: Client, analyst: User, finished: Report
) -> None:
    as_senior.post(f"/review/{finished.pk}/return/", REASON)
    finish_report(report=finished, person=analyst, incident=None)
    finished.refresh_from_db()
    assert (finished.assigned_to, finished.returned_at) == (None, None)
