"""Two people read a report apart: neither finds the other's answers on any page, nor decides after finishing."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from incidents.models import Claim, Comment, Decision, Reading, Report
from incidents.vocabulary import Role, SecondReading
from incidents.workflow.review.decisions import accept_claim, add_claim, correct_claim
from incidents.workflow.review.second_reading import finish_apart
from tests import factories
from tests.conftest import signed_in

pytestmark = pytest.mark.django_db

FRAGMENT = {"HX-Request": "true"}


def says(answer: Any, number: int) -> bool:
    """Whether a page says a number, as a word of its own: tokens have digits too, but no id is as large as these."""
    return re.search(rf"\b({number}|{number:,})\b", answer.content.decode()) is not None


@pytest.fixture
def ada() -> User:
    return factories.person("ada", Role.SENIOR)


@pytest.fixture
def ben() -> User:
    return factories.person("ben", Role.SENIOR)


@pytest.fixture
def report() -> Report:
    return factories.report(second_reading=SecondReading.WANTED)


@pytest.fixture
def claim(report: Report, ada: User) -> Claim:
    """A claim that Ada has read as 777,000 instead of 12."""
    found = factories.claim(report)
    correct_claim(
        claim=found, person=ada, value={"low": 777_000, "best": 777_000, "high": 777_000}, reason="misheard by ada"
    )
    factories.let_go(report)
    return found


@pytest.fixture
def added(report: Report, ada: User) -> Claim:
    """A claim that Ada added and Ben has not seen: 888,000 injured."""
    start = report.text.index("Five soldiers")
    value = {"measure": "injured", "low": 888_000, "best": 888_000, "high": 888_000}
    missed = add_claim(report=report, person=ada, start=start, end=start + 13, value=value)
    factories.let_go(report)
    return missed


def pages_of(claim: Claim) -> list[str]:
    """Every page that shows something of a claim of a report that waits."""
    pk, of = claim.pk, claim.report_id
    decided = claim.history.first().pk
    return [
        f"/review/{of}/",
        f"/reports/{of}/",
        f"/claims/{pk}/correct/",
        f"/history/report/{of}/",
        f"/history/claim/{pk}/",
        f"/admin/incidents/report/{of}/change/",
        f"/admin/incidents/claim/{pk}/change/",
        f"/admin/incidents/claim/{pk}/history/",
        f"/admin/incidents/claim/{pk}/history/{decided}/",
        "/admin/incidents/claim/",
        "/review/",
        "/reports/",
        "/",
    ]


def test_no_page_shows_a_reader_what_the_other_answered(claim: Claim, ben: User) -> None:
    client = signed_in(ben)
    for page in pages_of(claim):
        answer = client.get(page)
        assert answer.status_code == 200, page
        assert not says(answer, 777_000), page
        assert "misheard" not in answer.content.decode(), page


def test_no_page_shows_a_reader_what_the_other_added(added: Claim, ben: User) -> None:
    client = signed_in(ben)
    for page in pages_of(added):
        answer = client.get(page)
        assert answer.status_code in (200, 302, 403, 404), page
        assert not says(answer, 888_000), page


def test_the_card_of_what_the_other_added_is_not_found(added: Claim, ben: User) -> None:
    client = signed_in(ben)
    assert client.get(f"/claims/{added.pk}/", headers=FRAGMENT).status_code == 404
    assert client.get(f"/history/claim/{added.pk}/").status_code == 404
    for verb in ("accept", "reject", "correct", "undo"):
        assert client.post(f"/claims/{added.pk}/{verb}/").status_code == 404


def test_the_answer_of_a_card_shows_only_ones_own_decision(claim: Claim, ben: User) -> None:
    answer = signed_in(ben).post(f"/claims/{claim.pk}/accept/", headers=FRAGMENT)
    assert "accepted by ben" in answer.content.decode()
    assert not says(answer, 777_000)


def test_undo_takes_back_ones_own_decision_and_never_the_others(claim: Claim, ben: User) -> None:
    signed_in(ben).post(f"/claims/{claim.pk}/undo/", headers=FRAGMENT)
    assert not Decision.objects.filter(person=ben).exists()


def test_a_readers_own_answers_are_shown_to_them(claim: Claim, ada: User) -> None:
    client = signed_in(ada)
    for page in (f"/review/{claim.report_id}/", f"/history/claim/{claim.pk}/", f"/claims/{claim.pk}/correct/"):
        assert says(client.get(page), 777_000), page


def test_the_count_of_claims_in_lists_leaves_out_what_a_reader_added(report: Report, added: Claim) -> None:
    assert Report.objects.with_claim_counts().get(pk=report.pk).claims_count == 0


# --- After one's own reading ---


@pytest.fixture
def read_by_ada(report: Report, claim: Claim, ada: User) -> Report:
    return finish_apart(report=report, person=ada, outcome={"choice": "none"})


def test_who_has_finished_reads_their_own_answers_and_is_told_to_wait(read_by_ada: Report, ada: User) -> None:
    answer = signed_in(ada).get(f"/review/{read_by_ada.pk}/")
    page = answer.content.decode()
    assert "You have read this report; it waits for a second reader." in page
    assert says(answer, 777_000)
    assert "finish-form" not in page


def test_who_has_finished_is_refused_by_every_way_of_deciding(read_by_ada: Report, claim: Claim, ada: User) -> None:
    client = signed_in(ada)
    for verb in ("accept", "reject", "correct", "undo", "flag"):
        assert client.post(f"/claims/{claim.pk}/{verb}/", {}).status_code == 403, verb
    for page in ("accept-shown", "claims/add"):
        assert client.post(f"/reports/{read_by_ada.pk}/{page}/", {"claim": claim.pk}).status_code == 403, page
    assert client.post(f"/review/{read_by_ada.pk}/finish/", {"choice": "none"}).status_code == 403
    assert Decision.objects.count() == 1


def test_the_admin_refuses_who_has_finished(read_by_ada: Report, claim: Claim, ada: User) -> None:
    form = {"scope": "part", "status": "unknown", "interest": "neutral", "decisions-TOTAL_FORMS": 0}
    form |= {"decisions-INITIAL_FORMS": 0}
    assert signed_in(ada).post(f"/admin/incidents/claim/{claim.pk}/change/", form).status_code == 403
    assert Decision.objects.count() == 1


def test_finishing_keeps_the_choice_and_makes_no_incident(report: Report, ben: User) -> None:
    given = {"choice": "new", "title": "Clash in Ashkel", "date_start": "2024-03-05", "date_precision": "day"}
    signed_in(ben).post(f"/review/{report.pk}/finish/", given)
    outcome = Reading.objects.finished().get().outcome
    assert (outcome["choice"], outcome["title"], outcome["date_end"]) == ("new", "Clash in Ashkel", "2024-03-05")
    assert not report.links.exists()


def test_finishing_says_that_nothing_counts_yet(report: Report, ben: User) -> None:
    answer = signed_in(ben).post(f"/review/{report.pk}/finish/", {"choice": "none"}, follow=True)
    assert "Nothing of it counts until a second person has read it" in answer.content.decode()


def test_what_waits_to_be_settled_shows_no_answers_to_who_may_not_settle(
    read_by_ada: Report, ben: User, as_reader: Client
) -> None:
    accept_claim(claim=read_by_ada.claims.get(), person=ben)
    finish_apart(report=read_by_ada, person=ben, outcome={"choice": "none"})
    for client in (signed_in(ben), as_reader):
        for page in (f"/review/{read_by_ada.pk}/", f"/reports/{read_by_ada.pk}/"):
            assert not says(client.get(page), 777_000)


def test_who_has_finished_holds_the_report_from_nobody_by_looking_at_it(read_by_ada: Report, ada: User) -> None:
    signed_in(ada).get(f"/review/{read_by_ada.pk}/")
    read_by_ada.refresh_from_db()
    assert read_by_ada.held_by is None


def test_what_one_reader_says_of_the_report_is_kept_from_the_other(claim: Claim, ada: User, ben: User) -> None:
    for about in ({"report": claim.report}, {"claim": claim}):
        Comment.objects.create(person=ada, text="I take it for 4242", **about)
    for page in pages_of(claim):
        assert not says(signed_in(ben).get(page), 4242), page
    assert Comment.objects.visible_to(ben).count() == 0
    assert Comment.objects.visible_to(ada).count() == 2
