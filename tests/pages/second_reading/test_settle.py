"""The page on which a third person settles two readings, and the pages of agreement."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from incidents.models import Claim, Incident, Report
from incidents.pages.second_reading.agreement_charts import months_chart
from incidents.vocabulary import ReportStatus, Role, SecondReading, Standing
from incidents.workflow.review.decisions import accept_claim, correct_claim
from incidents.workflow.review.finishing import reopen_report
from incidents.workflow.review.grouping import merge_group
from incidents.workflow.review.second_reading import finish_apart
from incidents.workflow.review.settling import choose_answers, own_values, settle_report, settlement_of
from incidents.workflow.standing.groups import groups_for
from tests import factories
from tests.conftest import signed_in

pytestmark = pytest.mark.django_db

FRAGMENT = {"HX-Request": "true"}


@pytest.fixture
def ada() -> User:
    return factories.person("ada", Role.SENIOR)


@pytest.fixture
def ben() -> User:
    return factories.person("ben")


def number(best: int) -> dict[str, Any]:
    return {"low": best, "best": best, "high": best}


@pytest.fixture
def report() -> Report:
    return factories.report(second_reading=SecondReading.WANTED, second_reading_why="selma asked for it")


@pytest.fixture
def dead(report: Report) -> Claim:
    """Found as 12; Ada reads 713, Ben 714."""
    return factories.claim(report)


@pytest.fixture
def wounded(report: Report) -> Claim:
    """Both accept it."""
    return factories.claim(report, "Five soldiers", low=5, measure="injured")


@pytest.fixture
def read_twice(report: Report, dead: Claim, wounded: Claim, ada: User, ben: User) -> Report:
    new = {"choice": "new", "title": "Clash in Ashkel", "date_start": "2024-03-05", "date_end": "2024-03-05"}
    for person, best, outcome in ((ada, 713, new), (ben, 714, {"choice": "none"})):
        correct_claim(claim=dead, person=person, value=number(best))
        accept_claim(claim=wounded, person=person)
        report = finish_apart(report=report, person=person, outcome=outcome)
    return report


def test_who_settles_sees_both_answers_both_choices_and_the_text(read_twice: Report, as_senior: Client) -> None:
    page = as_senior.get(f"/review/{read_twice.pk}/settle/").content.decode()
    for words in ("713", "714", "ada", "ben", "differ: numbers", "a new incident: Clash in Ashkel", "no incident"):
        assert words in page
    assert "At least 12 fighters" in page


def test_no_incident_is_chosen_for_the_person_where_the_readers_differ(read_twice: Report, as_senior: Client) -> None:
    page = as_senior.get(f"/review/{read_twice.pk}/settle/").content.decode()
    assert 'value="none" checked' not in page
    assert 'value="none" checked' in as_senior.get(f"/review/{read_twice.pk}/settle/?take=2").content.decode()


def test_every_way_of_settling_is_shut_to_readers_and_analysts(
    read_twice: Report, dead: Claim, ada: User, ben: User, as_analyst: Client
) -> None:
    of = f"/review/{read_twice.pk}/settle"
    for client in (signed_in(ada), signed_in(ben), as_analyst):
        for page in ("", f"/{dead.pk}", f"/{dead.pk}/own"):
            assert client.get(f"{of}{page}/").status_code == 403, page
        for page in (f"/{dead.pk}/take", f"/{dead.pk}/own", "/agreed", "/undo", "/finish"):
            assert client.post(f"{of}{page}/", {"answer": "1", "choice": "none"}).status_code == 403, page
    assert Claim.objects.get(pk=dead.pk).standing == Standing.PENDING


def test_taking_an_answer_gives_the_card_and_the_count(read_twice: Report, dead: Claim, as_senior: Client) -> None:
    page = f"/review/{read_twice.pk}/settle/{dead.pk}/take/"
    answer = as_senior.post(page, {"answer": "2"}, headers=FRAGMENT).content.decode()
    assert f'id="slot-{dead.pk}"' in answer
    assert 'data-settled="yes"' in answer
    assert "<strong>1</strong> of 2 to settle" in answer


def test_without_scripts_the_page_comes_back_at_the_card(read_twice: Report, dead: Claim, as_senior: Client) -> None:
    answer = as_senior.post(f"/review/{read_twice.pk}/settle/{dead.pk}/take/", {"answer": "1"})
    assert answer["Location"] == f"/review/{read_twice.pk}/settle/#claim-{dead.pk}"


def test_an_answer_that_is_not_there_is_refused(read_twice: Report, dead: Claim, as_senior: Client) -> None:
    page = f"/review/{read_twice.pk}/settle/{dead.pk}/take/"
    assert as_senior.post(page, {"answer": "3"}, headers=FRAGMENT).status_code == 409


def test_agreed_answers_are_taken_together_and_undone_together(
    read_twice: Report, dead: Claim, wounded: Claim, as_senior: Client
) -> None:
    of = f"/review/{read_twice.pk}/settle"
    answer = as_senior.post(f"{of}/agreed/", {"claim": [dead.pk, wounded.pk]}, headers=FRAGMENT).content.decode()
    assert f"slot-{wounded.pk}" in answer
    assert f"slot-{dead.pk}" not in answer
    assert "<strong>2</strong> of 2 to settle" in as_senior.post(f"{of}/undo/", headers=FRAGMENT).content.decode()


def test_other_values_start_from_the_first_answer_and_are_kept(
    read_twice: Report, dead: Claim, wounded: Claim, as_senior: Client
) -> None:
    of = f"/review/{read_twice.pk}/settle"
    assert 'value="713"' in as_senior.get(f"{of}/{dead.pk}/own/", headers=FRAGMENT).content.decode()
    given = {"best": "715", "low": "713", "high": "713", "measure": "killed", "status": "unknown", "hedge": "exact"}
    form = {f"claim-{dead.pk}-{name}": value for name, value in {**given, "scope": "whole"}.items()}
    as_senior.post(f"{of}/{dead.pk}/own/", form, headers=FRAGMENT)
    as_senior.post(f"{of}/{wounded.pk}/take/", {"answer": "1"})
    as_senior.post(f"{of}/finish/", {"choice": "none"})
    assert Claim.objects.get(pk=dead.pk).best == 715


def test_wrong_values_come_back_with_the_form(read_twice: Report, dead: Claim, as_senior: Client) -> None:
    page = f"/review/{read_twice.pk}/settle/{dead.pk}/own/"
    answer = as_senior.post(page, {f"claim-{dead.pk}-best": "-1"}, headers=FRAGMENT)
    assert answer.status_code == 422
    assert "card__form" in answer.content.decode()


def test_it_is_not_finished_while_a_claim_waits(read_twice: Report, as_senior: Client) -> None:
    answer = as_senior.post(f"/review/{read_twice.pk}/settle/finish/", {"choice": "none"})
    assert answer.status_code == 422
    assert "2 claims wait for a decision" in answer.content.decode()


def settle_all(report: Report, client: Client) -> None:
    for claim in report.claims.all():
        client.post(f"/review/{report.pk}/settle/{claim.pk}/take/", {"answer": "2"})


def test_finishing_links_the_report_and_shows_it_as_read_twice(read_twice: Report, as_senior: Client) -> None:
    settle_all(read_twice, as_senior)
    new = {"choice": "new", "title": "Clash in Ashkel", "date_start": "2024-03-05", "date_precision": "day"}
    answer = as_senior.post(f"/review/{read_twice.pk}/settle/finish/", new, follow=True)
    assert "is recorded under" in answer.content.decode()
    read_twice.refresh_from_db()
    assert (read_twice.status, read_twice.second_reading) == (ReportStatus.REVIEWED, SecondReading.SETTLED)
    assert Incident.objects.get().claims.counting().count() == 2
    assert "Read twice, and settled" in as_senior.get(f"/review/{read_twice.pk}/").content.decode()


def test_after_it_is_settled_everybody_sees_what_both_answered(
    read_twice: Report, dead: Claim, as_senior: Client, ben: User
) -> None:
    settle_all(read_twice, as_senior)
    as_senior.post(f"/review/{read_twice.pk}/settle/finish/", {"choice": "none"})
    assert "713" in signed_in(ben).get(f"/history/claim/{dead.pk}/").content.decode()


def test_who_comes_second_is_told_that_it_was_settled(read_twice: Report, as_senior: Client) -> None:
    settle_all(read_twice, as_senior)
    as_senior.post(f"/review/{read_twice.pk}/settle/finish/", {"choice": "none"})
    late = signed_in(factories.person("late", Role.SENIOR))
    answer = late.post(f"/review/{read_twice.pk}/settle/finish/", {"choice": "none"}, follow=True)
    assert "Somebody has settled this report meanwhile." in answer.content.decode()


def test_the_page_makes_as_many_queries_for_many_claims_as_for_one(
    read_twice: Report, as_senior: Client, ada: User, ben: User
) -> None:
    page = f"/review/{read_twice.pk}/settle/"
    as_senior.get(page)
    with CaptureQueriesContext(connection) as few:
        as_senior.get(page)
    for _each in range(6):
        factories.claim(read_twice, "19", low=19)
    with CaptureQueriesContext(connection) as more:
        as_senior.get(page)
    assert len(more) == len(few) <= 25


def test_a_senior_has_a_waiting_report_read_twice_and_an_analyst_may_not(as_senior: Client, as_analyst: Client) -> None:
    waiting = factories.report()
    assert as_analyst.post(f"/review/{waiting.pk}/second/").status_code == 403
    as_senior.post(f"/review/{waiting.pk}/second/")
    waiting.refresh_from_db()
    assert (waiting.second_reading, waiting.second_reading_why) == (SecondReading.WANTED, "selma asked for it")


# --- Agreement ---


@pytest.fixture
def settled(read_twice: Report, dead: Claim, wounded: Claim, senior: User) -> Report:
    choose_answers(report=read_twice, person=senior, choices={dead.pk: 1, wounded.pk: 1})
    return settle_report(report=read_twice, person=senior, incident=None)


def test_agreement_is_shown_by_pair_and_month_and_says_where_it_is_not_enough(
    settled: Report, as_senior: Client
) -> None:
    page = as_senior.get("/agreement/").content.decode()
    for words in ("all pairs", "ada and ben", "50 %", "not enough", "Krippendorff’s alpha"):
        assert words in page


def test_each_figure_leads_to_the_claims_on_which_the_readers_differ(
    settled: Report, dead: Claim, as_senior: Client
) -> None:
    assert "/agreement/differences/?field=numbers" in as_senior.get("/agreement/").content.decode()
    page = as_senior.get("/agreement/differences/?field=numbers").content.decode()
    assert f"/reports/{settled.pk}/#words-{dead.pk}" in page
    assert "713" in page
    assert "714" in page
    assert "No differences here" in as_senior.get("/agreement/differences/?field=scope").content.decode()
    assert "No differences here" in as_senior.get("/agreement/differences/?pair=0-0").content.decode()


def test_a_claim_that_was_settled_at_other_words_is_quoted_with_these(
    read_twice: Report, dead: Claim, wounded: Claim, as_senior: Client, senior: User
) -> None:
    start = read_twice.text.index("number of dead fighters")
    value = {**number(19), "moved_start": start, "moved_end": start + 23}
    choose_answers(report=read_twice, person=senior, choices={dead.pk: own_values(dead, value), wounded.pk: 1})
    reopened = reopen_report(report=settle_report(report=read_twice, person=senior, incident=None))
    card = as_senior.get(f"/review/{reopened.pk}/settle/{dead.pk}/", headers=FRAGMENT).content.decode()
    assert "“number of dead fighters”</a>" in card
    choose_answers(report=reopened, person=senior, choices={dead.pk: own_values(dead, value), wounded.pk: 1})
    settle_report(report=reopened, person=senior, incident=None)
    page = as_senior.get("/agreement/differences/").content.decode()
    assert "“number of dead fighters”</a>" in page


def test_an_analyst_sees_own_pairs_only(settled: Report, ben: User, as_analyst: Client) -> None:
    assert "ada and ben" in signed_in(ben).get("/agreement/").content.decode()
    assert "ada and ben" not in as_analyst.get("/agreement/").content.decode()
    assert re.search(r"\b714\b", as_analyst.get("/agreement/differences/").content.decode()) is None


def test_the_file_has_each_cell_of_the_table_as_far_as_a_person_may_see_it(
    settled: Report, as_senior: Client, as_analyst: Client
) -> None:
    rows = as_senior.get("/agreement/figures.csv").content.decode().splitlines()
    numbers = [row.split(",")[:7] for row in rows if ",numbers," in row]
    assert [row[:3] for row in numbers] == [
        ["all", "all pairs", "numbers"],
        ["pair", "ada and ben", "numbers"],
        ["month", f"{timezone.now():%Y-%m}", "numbers"],
    ]
    assert {tuple(row[4:]) for row in numbers} == {("0.5", "1", "2")}
    assert "ada and ben" not in as_analyst.get("/agreement/figures.csv").content.decode()


def test_agreement_is_of_the_days_on_which_the_second_reading_was_finished(settled: Report, as_senior: Client) -> None:
    today = f"{timezone.now():%Y-%m-%d}"
    on_the_day = as_senior.get(f"/agreement/?since={today}&until={today}")
    assert on_the_day.context["overall"].units == as_senior.get("/agreement/").context["overall"].units
    assert f"/agreement/differences/?since={today}&amp;until={today}&amp;field=numbers" in on_the_day.content.decode()
    before = as_senior.get("/agreement/?until=2024-01-01")
    assert "Nothing to compare on these days" in before.content.decode()
    assert "No differences here" in as_senior.get("/agreement/differences/?until=2024-01-01").content.decode()
    rows = as_senior.get("/agreement/figures.csv?until=2024-01-01").content.decode().splitlines()[1:]
    assert {row.split(",")[6] for row in rows} == {"0"}
    assert {row.split(",")[0] for row in rows} == {"all"}


def test_a_wrong_day_narrows_no_agreement_and_its_file_is_refused(settled: Report, as_senior: Client) -> None:
    page = as_senior.get("/agreement/?since=soon")
    assert 'id="id_since_error">Write the day as 2024-03-31.</p>' in page.content.decode()
    assert page.context["overall"].units == as_senior.get("/agreement/").context["overall"].units
    assert as_senior.get("/agreement/figures.csv?since=soon").status_code == 422


def test_the_months_are_drawn_once_there_are_two(settled: Report, as_senior: Client) -> None:
    page = as_senior.get("/agreement/")
    assert page.context["chart"] is None
    (month,) = page.context["months"]
    chart = months_chart([month, replace(month, label="2023-12")])
    assert chart is not None
    shares = next(trace for trace in chart.figure.data if trace.customdata)
    assert list(shares.customdata) == [month.address, None, month.address]
    assert list(shares.y) == [month.share, None, month.share]


def test_nothing_is_shown_of_what_is_not_settled(read_twice: Report, ada: User, ben: User) -> None:
    for person in (ada, ben):
        for page in ("/agreement/", "/agreement/differences/"):
            words = signed_in(person).get(page).content.decode()
            assert "ada and ben" not in words, page
            assert re.search(r"\b71[34]\b", words) is None, page


def test_who_may_settle_finds_what_waits_there_and_a_reader_does_not(
    read_twice: Report, as_senior: Client, ada: User
) -> None:
    address = f"/review/{read_twice.pk}/settle/"
    assert address in as_senior.get("/agreement/").content.decode()
    assert address not in signed_in(ada).get("/agreement/").content.decode()


# --- A report of several incidents ------------------------------------------------------------------


@pytest.fixture
def parted_apart(ada: User, ben: User) -> Report:
    """A round-up of three bombs that two have read; ada merged the second bomb with the first."""
    report = factories.round_up(3, second_reading="wanted")
    for person in (ada, ben):
        if person == ada:
            merge_group(report=report, person=ada, start=report.text.index("A bomb went off in Borvane"))
        for claim in report.claims.select_related("report"):
            accept_claim(claim=claim, person=person)
        groups = groups_for(report, report.claims.all(), person)
        outcome = {"groups": {str(group.start): {"choice": "none"} for group in groups}}
        finish_apart(report=report, person=person, outcome=outcome)
        report.refresh_from_db()
    return report


def test_the_page_says_that_the_readers_parted_a_report_differently(as_senior: Client, parted_apart: Report) -> None:
    page = as_senior.get(f"/review/{parted_apart.pk}/settle/").content.decode()
    assert "A into 2, B into 3. The groups below are A’s" in page
    assert page.count('class="finish-group"') == 2
    other = as_senior.get(f"/review/{parted_apart.pk}/settle/?take=2").content.decode()
    assert other.count('class="finish-group"') == 3


def test_the_groups_of_the_reader_that_was_taken_are_settled(
    as_senior: Client, senior: User, parted_apart: Report
) -> None:
    claims = settlement_of(parted_apart, senior).claims
    choose_answers(report=parted_apart, person=senior, choices={row.claim.pk: 1 for row in claims})
    sent = {"grouped_by": "2", "groups": "0"}
    for incident in parted_apart.found["incidents"]:
        prefix = f"g{incident['span'][0]}"
        sent |= {f"{prefix}-choice": "new", f"{prefix}-title": incident["place"]["name"]}
        sent |= {f"{prefix}-date_start": "2024-03-05", f"{prefix}-date_precision": "day"}
    as_senior.post(f"/review/{parted_apart.pk}/settle/finish/", sent)
    assert [str(link.incident) for link in parted_apart.links.all()] == ["Ashkel", "Borvane", "Celten"]
