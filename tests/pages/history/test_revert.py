"""Reverting from the history pages: offered, asked for a reason, done, and said in the row."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from incidents.models import DeskPolicy, Regrouping, ReviewRules, Source
from incidents.vocabulary import Policy, SecondReading, Standing
from incidents.workflow.desk.review_rules import set_rules
from incidents.workflow.figures.policies import choose_policy
from incidents.workflow.incidents.regrouping import merge_incidents
from incidents.workflow.review.decisions import reject_claim
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def wire(db: None) -> Source:
    source = factories.source("Harbour Wire", reliability="B")
    source.reliability = "D"
    source.save()
    return source


def address(source: Source) -> str:
    return f"/history/revert/source/{source.history.latest('history_id').history_id}/"


def test_a_row_leads_to_where_it_is_reverted(as_senior: Client, wire: Source) -> None:
    assert address(wire) in as_senior.get(f"/history/source/{wire.pk}/").content.decode()


def test_what_is_put_back_is_shown_before_it_is(as_senior: Client, wire: Source) -> None:
    [put] = as_senior.get(address(wire)).context["puts"]
    assert put["before"].startswith("B")
    assert put["now"] == put["given"]
    assert put["given"].startswith("D")


def test_a_grade_is_reverted_and_the_row_says_so(as_senior: Client, wire: Source) -> None:
    where = address(wire)
    answer = as_senior.post(where, {"reason": "The wire was right.", "version": wire.history.latest().history_id})
    assert answer["Location"] == f"/history/source/{wire.pk}/"
    wire.refresh_from_db()
    assert wire.reliability == "B"
    entries = as_senior.get(f"/history/source/{wire.pk}/").context["entries"]
    assert [entry.reverted for entry in entries] == [False, True, False]


def test_without_a_reason_nothing_is_reverted(as_senior: Client, wire: Source) -> None:
    answer = as_senior.post(address(wire), {"reason": " "})
    assert answer.status_code == 422
    assert "Say why" in answer.content.decode()


def test_nobody_reverts_what_they_may_not_change(as_analyst: Client, as_reader: Client, wire: Source) -> None:
    for client in (as_analyst, as_reader):
        assert client.post(address(wire), {"reason": "Wrong."}).status_code == 403
        assert client.get(address(wire)).status_code == 403
        assert "/history/revert/" not in client.get(f"/history/source/{wire.pk}/").content.decode()


def test_a_decision_is_taken_back_from_its_row(as_analyst: Client, analyst: User) -> None:
    claim = factories.claim(factories.report())
    reject_claim(claim=claim, person=analyst)
    decision = claim.decisions.get()
    assert as_analyst.get(f"/history/revert/decision/{decision.pk}/").status_code == 200
    as_analyst.post(f"/history/revert/decision/{decision.pk}/", {"reason": "It is one.", "version": decision.pk})
    claim.refresh_from_db()
    assert claim.standing == Standing.PENDING


def test_the_decision_of_the_other_reader_is_not_there(as_analyst: Client) -> None:
    report = factories.report(second_reading=SecondReading.WANTED)
    claim = factories.claim(report)
    reject_claim(claim=claim, person=factories.person("otto"))
    assert as_analyst.get(f"/history/revert/decision/{claim.decisions.get().pk}/").status_code == 404


@pytest.mark.parametrize("where", ["user/1", "source/999", "decision/999", "regrouping/999", "policy/999", "rules/999"])
def test_what_is_not_there_is_not_reverted(as_senior: Client, where: str) -> None:
    assert as_senior.get(f"/history/revert/{where}/").status_code == 404


# --- Merges and splits ------------------------------------------------------------------------------


@pytest.fixture
def merged(senior: User) -> Regrouping:
    """Two incidents of which the second was merged into the first."""
    kept, other = (factories.incident(title, made_by=senior) for title in ("Attack on Ashkel", "Raid at dawn"))
    factories.reviewed_report(kept, {"low": 12}, person=senior)
    factories.reviewed_report(other, {"low": 19}, person=senior)
    factories.takes_part(other, factories.actor("Northern Column"))
    return merge_incidents(kept=kept, merged=other, person=senior, reason="One attack.")


def of_merge(client: Client, merged: Regrouping, incident: int) -> list[tuple[str, str, bool]]:
    """What the history of an incident tells of a merge, newest first: what, where it is reverted, whether it was."""
    entries = client.get(f"/history/incident/{incident}/").context["entries"]
    told = f"“{merged.from_incident}” merged into “{merged.to_incident}”"
    return [(entry.what, entry.revert, entry.reverted) for entry in entries if told in entry.what]


def test_a_merge_is_reverted_from_its_row_in_both_histories(as_analyst: Client, merged: Regrouping) -> None:
    where = f"/history/revert/regrouping/{merged.pk}/"
    for incident in (merged.to_incident_id, merged.from_incident_id):
        assert of_merge(as_analyst, merged, incident) == [
            ("“Raid at dawn” merged into “Attack on Ashkel”: 1 report, 1 claim", where, False)
        ]
        assert f'href="{where}"' in as_analyst.get(f"/history/incident/{incident}/").content.decode()


def test_what_goes_back_is_said_before_it_does(as_analyst: Client, merged: Regrouping) -> None:
    page = as_analyst.get(f"/history/revert/regrouping/{merged.pk}/").content.decode()
    assert "“Raid at dawn” merged into “Attack on Ashkel”" in page
    assert "(One attack.)" in page
    assert "go back, as far as they are still where they were moved to" in page


def test_with_a_reason_a_merge_is_undone_and_its_rows_say_so(
    as_analyst: Client, analyst: User, merged: Regrouping
) -> None:
    where = f"/history/revert/regrouping/{merged.pk}/"
    answer = as_analyst.post(where, {"reason": "Another valley.", "version": "0"})
    assert answer["Location"] == f"/history/incident/{merged.from_incident_id}/"
    entries = as_analyst.get(answer["Location"]).context["entries"]
    [undone] = [entry for entry in entries if entry.what.startswith("undid")]
    assert (undone.who, undone.reason, undone.revert) == ("anselm", "Another valley.", where)
    assert [row[1:] for row in of_merge(as_analyst, merged, merged.to_incident_id)] == [(where, False), ("", True)]
    assert merged.from_incident.links.count() == 1


def test_an_undoing_is_reverted_from_its_row_too(as_analyst: Client, merged: Regrouping) -> None:
    where = f"/history/revert/regrouping/{merged.pk}/"
    as_analyst.post(where, {"reason": "Another valley.", "version": "0"})
    assert "It is done again" in as_analyst.get(where).content.decode()
    as_analyst.post(where, {"reason": "One after all.", "version": "1"})
    again = Regrouping.objects.latest("pk")
    assert [row[1:] for row in of_merge(as_analyst, merged, merged.to_incident_id)] == [
        (f"/history/revert/regrouping/{again.pk}/", False),
        ("", True),
        ("", True),
    ]


def test_what_stands_in_the_way_of_undoing_is_said(as_analyst: Client, senior: User, merged: Regrouping) -> None:
    last = factories.incident("Night raid", made_by=senior)
    merge_incidents(kept=last, merged=merged.to_incident, person=senior, reason="One night.")
    answer = as_analyst.post(f"/history/revert/regrouping/{merged.pk}/", {"reason": "Another valley."})
    assert answer.status_code == 422
    assert "Undo that first, then this." in answer.content.decode()


def test_the_story_of_a_report_that_moved_offers_it(as_senior: Client, merged: Regrouping) -> None:
    report = merged.to_incident.links.latest("pk").report_id
    page = as_senior.get(f"/reports/{report}/story/").content.decode()
    assert page.count(f"/history/revert/regrouping/{merged.pk}/") == 1
    assert "/history/revert/link/" in page


def test_a_reader_is_offered_no_way_to_take_incidents_apart(as_reader: Client, merged: Regrouping) -> None:
    where = f"/history/revert/regrouping/{merged.pk}/"
    assert where not in as_reader.get(f"/history/incident/{merged.to_incident_id}/").content.decode()
    assert as_reader.get(where).status_code == 403
    assert as_reader.post(where, {"reason": "Another valley."}).status_code == 403


def test_a_link_that_moved_with_a_merge_goes_back_with_it_alone(as_senior: Client, merged: Regrouping) -> None:
    report = merged.to_incident.links.latest("pk").report_id
    days = as_senior.get(f"/reports/{report}/story/").context["days"]
    moved, linked = (
        next(entry for _, entries in days for entry in entries if entry.what == f"incident “{name}” {what}")
        for name, what in (("Attack on Ashkel", "changed"), ("Raid at dawn", "linked"))
    )
    assert [(change.before, change.after) for change in moved.changes] == [("Raid at dawn", "Attack on Ashkel")]
    assert (moved.revert, linked.revert.split("/")[3]) == ("", "link")


def test_a_row_that_changed_nothing_a_person_may_put_back_offers_nothing(as_senior: Client, merged: Regrouping) -> None:
    entries = as_senior.get(f"/history/incident/{merged.from_incident_id}/").context["entries"]
    [row] = [entry for entry in entries if entry.what == "incident changed"]
    assert [change.field for change in row.changes] == ["merged into"]
    assert row.revert == ""


# --- What the desk chose for itself -----------------------------------------------------------------


@pytest.fixture
def choice(senior: User) -> DeskPolicy:
    choose_policy(policy=Policy.LATEST, person=senior, reason="The ministry asks for it.")
    return DeskPolicy.objects.get()


@pytest.fixture
def rules(senior: User) -> ReviewRules:
    values = {
        "second_share": 0.1,
        "second_toll": None,
        "second_measures": ["killed"],
        "planted_share": 0,
        "country": "",
    }
    sources = [factories.source("Harbour Wire")]
    return set_rules(person=senior, values={**values, "hold_minutes": 20, "words_a_second": 5}, sources=sources)


def test_the_history_of_the_policy_says_who_from_what_to_what_and_why(as_reader: Client, choice: DeskPolicy) -> None:
    [entry] = as_reader.get("/history/policy/").context["entries"]
    assert (entry.who, entry.what, entry.reason) == ("selma", "policy chosen", "The ministry asks for it.")
    assert [(change.field, change.before, change.after) for change in entry.changes] == [("policy", "desk", "latest")]


def test_the_history_of_the_rules_says_only_what_they_changed(as_reader: Client, rules: ReviewRules) -> None:
    answer = as_reader.get("/history/rules/")
    [entry] = answer.context["entries"]
    assert [(change.field, change.before, change.after) for change in entry.changes] == [
        ("Share read by two people (%)", "0", "10"),
        ("Always read twice: reports that claim people", "nothing", "killed"),
        ("Minutes that a report is held", "15", "20"),
        ("Always read twice: reports of these sources", "nothing", "Harbour Wire"),
    ]
    assert "History of the rules of review" in answer.content.decode()


def test_the_desk_chooses_nothing_else(as_reader: Client) -> None:
    assert as_reader.get("/history/weather/").status_code == 404


@pytest.mark.parametrize("page", ["/history/policy/", "/decisions/"])
def test_a_choice_of_policy_is_reverted_from_where_it_is_listed(
    as_senior: Client, choice: DeskPolicy, page: str
) -> None:
    where = f"/history/revert/policy/{choice.pk}/"
    assert f'href="{where}"' in as_senior.get(page).content.decode()
    [put] = as_senior.get(where).context["puts"]
    assert (put["field"], put["given"], put["now"], put["before"]) == ("policy", "latest", "latest", "desk")
    answer = as_senior.post(where, {"reason": "Wrong too often.", "version": choice.pk})
    assert answer["Location"] == "/history/policy/"
    assert DeskPolicy.now() == Policy.DESK
    assert '<span class="tag">reverted</span>' in as_senior.get(page).content.decode()


@pytest.mark.parametrize("page", ["/history/rules/", "/review/rules/"])
def test_rules_of_review_are_reverted_from_where_they_are_listed(
    as_senior: Client, rules: ReviewRules, page: str
) -> None:
    where = f"/history/revert/rules/{rules.pk}/"
    assert f'href="{where}"' in as_senior.get(page).content.decode()
    assert [put["before"] for put in as_senior.get(where).context["puts"]] == ["0", "nothing", "15", "nothing"]
    as_senior.post(where, {"reason": "Nobody has the time.", "version": rules.pk})
    assert (ReviewRules.now().hold_minutes, ReviewRules.now().second_share) == (15, 0)
    shown = as_senior.get(page).content.decode()
    assert '<span class="tag">reverted</span>' in shown
    assert "Nobody has the time." in shown


def test_a_later_choice_asks_to_be_confirmed(as_senior: Client, senior: User, choice: DeskPolicy) -> None:
    choose_policy(policy=Policy.MEDIAN, person=senior, reason="The middle.")
    where = f"/history/revert/policy/{choice.pk}/"
    page = as_senior.get(where).content.decode()
    assert "changed since" in page
    assert 'name="anyway"' in page
    assert as_senior.post(where, {"reason": "Wrong."}).status_code == 422
    assert as_senior.post(where, {"reason": "Wrong.", "anyway": "on"}).status_code == 302
    assert DeskPolicy.now() == Policy.DESK


def test_who_may_not_choose_is_offered_no_revert(as_analyst: Client, choice: DeskPolicy, rules: ReviewRules) -> None:
    for page in ("/history/policy/", "/history/rules/", "/decisions/", "/review/rules/"):
        assert "/history/revert/" not in as_analyst.get(page).content.decode(), page
    for where in (f"policy/{choice.pk}", f"rules/{rules.pk}"):
        assert as_analyst.get(f"/history/revert/{where}/").status_code == 403
        assert as_analyst.post(f"/history/revert/{where}/", {"reason": "Wrong."}).status_code == 403
    assert (DeskPolicy.now(), ReviewRules.now()) == (Policy.LATEST, rules)


def test_in_a_replay_nothing_is_reverted(as_senior: Client, choice: DeskPolicy) -> None:
    assert "/history/revert/" not in as_senior.get("/decisions/?as_of=2024-03-07").content.decode()


def test_the_history_of_the_rules_asks_the_same_few_queries_whatever_its_length(
    as_reader: Client, rules: ReviewRules, senior: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(10) as few:
        as_reader.get("/history/rules/")
    for minutes in range(30, 40):
        factories.review_rules(hold_minutes=minutes).second_sources.add(factories.source())
    with django_assert_max_num_queries(10) as many:
        as_reader.get("/history/rules/")
    assert len(many) == len(few)
