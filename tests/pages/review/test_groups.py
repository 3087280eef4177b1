"""The review of a report of several groups: its page, what is changed on it, and finishing all groups at once."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from incidents.models import Grouping, Incident, Planted, Reading, Report
from incidents.vocabulary import Role, SecondReading
from incidents.workflow.quality.labels import labels
from incidents.workflow.review.decisions import accept_claim
from incidents.workflow.review.finishing import finish_report
from incidents.workflow.standing.groups import groups_for
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def report() -> Report:
    """Three bombs, in Ashkel, Borvane and Celten."""
    return factories.round_up(3)


def page_of(client: Client, report: Report) -> str:
    return client.get(f"/review/{report.pk}/").content.decode()


def change(client: Client, report: Report, act: str, **sent: Any) -> Any:
    return client.post(f"/review/{report.pk}/groups/", {"act": act, **sent}, follow=True)


def borvane(report: Report) -> int:
    return report.text.index("A bomb went off in Borvane")


def starts(report: Report, person: User) -> list[int]:
    return [group.start for group in groups_for(report, report.claims.all(), person)]


# --- The page ---------------------------------------------------------------------------------------


def test_cards_stand_under_a_heading_for_each_incident(as_analyst: Client, report: Report) -> None:
    page = page_of(as_analyst, report)
    headings = [page.index(f'id="group-{one["span"][0]}"') for one in report.found["incidents"]]
    cards = [page.index(f'id="claim-{claim.pk}"') for claim in report.claims.order_by("low")]
    assert sorted([*headings, *cards]) == [place for pair in zip(headings, cards, strict=True) for place in pair]


def test_a_heading_says_what_was_read_and_where_it_goes(as_analyst: Client, report: Report) -> None:
    page = page_of(as_analyst, report)
    heading = page[page.index(f'id="group-{borvane(report)}"') :]
    for said in ("Borvane, Norland", "2024-03-05", "killed 12", "Begins here: a new item of a list."):
        assert said in heading
    assert "→ a new incident: Remote explosive/landmine/IED in Borvane, 2024-03-05" in heading


def test_a_heading_proposes_the_incident_that_is_known(as_analyst: Client, report: Report) -> None:
    known = factories.incident("Bomb in Borvane", place_name="Borvane", latitude=12.0, longitude=40.25)
    page = page_of(as_analyst, report)
    assert f'name="g{borvane(report)}-choice" value="{known.pk}" checked' in page
    assert f'name="g0-choice" value="{known.pk}" checked' not in page
    assert "→ Bomb in Borvane" in page


def test_borders_stand_in_the_words(as_analyst: Client, report: Report) -> None:
    page = page_of(as_analyst, report)
    assert f'data-border="{borvane(report)}" data-number="2"' in page


def test_claims_of_the_whole_report_stand_first(as_analyst: Client) -> None:
    report = factories.round_up(2, lead="In all 23 people were killed.")
    whole = factories.claim(report, "23 people were killed", told=None, low=23)
    page = page_of(as_analyst, report)
    assert (
        page.index("Of the report as a whole")
        < page.index(f'id="claim-{whole.pk}"')
        < page.index(f'id="group-{report.found["incidents"][0]["span"][0]}"')
    )


def test_a_report_of_one_incident_has_no_headings(as_analyst: Client) -> None:
    report = factories.round_up(1)
    page = page_of(as_analyst, report)
    assert 'class="group' not in page
    assert "data-border" not in page
    assert 'name="choice"' in page


def test_the_page_of_many_groups_asks_no_more_queries(
    as_analyst: Client, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    report = factories.round_up(12)
    factories.incident(place_name="Borvane", latitude=12.0, longitude=40.25)
    page_of(as_analyst, report)
    with django_assert_max_num_queries(16):
        page_of(as_analyst, report)


def test_who_reads_only_sees_groups_and_no_tools(as_reader: Client, report: Report) -> None:
    for page in (page_of(as_reader, report), as_reader.get(f"/reports/{report.pk}/").content.decode()):
        assert "Borvane, Norland" in page
        assert "group-change" not in page
        assert "data-border" not in page
        assert "/groups/" not in page


# --- Changing groups --------------------------------------------------------------------------------


def test_a_group_begins_at_a_claim(as_analyst: Client, analyst: User) -> None:
    report = factories.round_up(2, claims_each=2)
    change(as_analyst, report, "begin", claim=report.claims.get(low=21).pk)
    assert starts(report, analyst) == [0, report.text.index("Police said 21"), borvane(report)]


def test_a_group_begins_at_a_place_in_the_text(as_analyst: Client, analyst: User, report: Report) -> None:
    change(as_analyst, report, "begin", at=report.text.index("12 people"))
    assert report.text.index("Police said 12") in starts(report, analyst)


@pytest.mark.parametrize(("act", "words"), [("earlier", "Police said 11"), ("later", "Police said 12")])
def test_a_border_goes_a_sentence_on(as_analyst: Client, analyst: User, report: Report, act: str, words: str) -> None:
    change(as_analyst, report, act, group=borvane(report))
    assert starts(report, analyst)[1] == report.text.index(words)


def test_a_border_goes_to_a_place_in_the_text(as_analyst: Client, analyst: User, report: Report) -> None:
    change(as_analyst, report, "move", group=borvane(report), at=report.text.index("12 people"))
    assert starts(report, analyst)[1] == report.text.index("Police said 12")


def test_groups_are_merged_and_the_message_takes_it_back(as_analyst: Client, analyst: User, report: Report) -> None:
    answer = change(as_analyst, report, "merge", group=borvane(report))
    assert "merged with the one before it." in answer.content.decode()
    assert f'name="seen" value="{Grouping.objects.latest("pk").pk}"' in answer.content.decode()
    assert len(starts(report, analyst)) == 2
    change(as_analyst, report, "undo", seen=Grouping.objects.latest("pk").pk)
    assert len(starts(report, analyst)) == 3


def test_a_claim_is_put_into_another_group_and_out_of_all(as_analyst: Client, analyst: User, report: Report) -> None:
    claim = report.claims.get(low=11)
    change(as_analyst, report, "put", claim=claim.pk, to=borvane(report))
    assert groups_for(report, report.claims.all(), analyst).home[claim.pk].start == borvane(report)
    change(as_analyst, report, "put", claim=claim.pk, to="")
    assert [one.pk for one in groups_for(report, report.claims.all(), analyst).rest] == [claim.pk]


def test_a_script_gets_the_page_as_it_then_stands(as_analyst: Client, report: Report) -> None:
    sent = {"act": "merge", "group": borvane(report)}
    answer = as_analyst.post(f"/review/{report.pk}/groups/", sent, headers={"HX-Request": "true"})
    assert "What do the 2 groups tell of?" in answer.content.decode()


@pytest.mark.parametrize(
    "sent",
    [
        {"act": "merge", "group": "0"},
        {"act": "merge", "group": "77"},
        {"act": "merge", "group": "none"},
        {"act": "move", "group": "0"},
        {"act": "begin", "at": "9" * 30},
        {"act": "begin", "at": "100000"},
        {"act": "nothing"},
        {"act": "undo"},
        {"act": "merge", "group": "0", "seen": "77"},
    ],
)
def test_what_cannot_be_is_said_and_changes_nothing(as_analyst: Client, report: Report, sent: dict[str, str]) -> None:
    answer = as_analyst.post(f"/review/{report.pk}/groups/", sent, headers={"HX-Request": "true"})
    assert (answer.status_code, Grouping.objects.count()) == (409, 0)
    assert answer.content.decode()


def test_a_claim_of_another_report_is_not_there(as_analyst: Client, report: Report) -> None:
    other = factories.claim(factories.report())
    assert change(as_analyst, report, "put", claim=other.pk, to=0).status_code == 404


def test_readers_change_no_groups(as_reader: Client, report: Report) -> None:
    assert change(as_reader, report, "merge", group=borvane(report)).status_code == 403


# --- Finishing --------------------------------------------------------------------------------------


def decided(report: Report, person: User) -> Report:
    for claim in report.claims.select_related("report"):
        accept_claim(claim=claim, person=person)
    return report


def form_of(report: Report, **changes: str) -> dict[str, Any]:
    """The finish form as a browser sends it where each group is a new incident."""
    sent: dict[str, Any] = {"groups": "0"}
    for one in report.found["incidents"]:
        prefix, town = f"g{one['span'][0]}", one["place"]["name"]
        sent |= {f"{prefix}-choice": "new", f"{prefix}-title": f"Bomb in {town}", f"{prefix}-date_start": "2024-03-05"}
        sent |= {f"{prefix}-date_precision": "day"}
    return sent | changes


def test_all_groups_are_finished_at_once(as_analyst: Client, analyst: User, report: Report) -> None:
    decided(report, analyst)
    answer = as_analyst.post(f"/review/{report.pk}/finish/", form_of(report), follow=True)
    assert [str(incident) for incident in Incident.objects.order_by("pk")] == [
        f"Bomb in {town}" for town in ("Ashkel", "Borvane", "Celten")
    ]
    assert "is recorded under 3 incidents:" in answer.content.decode()


def test_a_wrong_group_keeps_all_of_them_from_being_written(as_analyst: Client, analyst: User, report: Report) -> None:
    decided(report, analyst)
    wrong = form_of(report, **{f"g{borvane(report)}-title": ""})
    answer = as_analyst.post(f"/review/{report.pk}/finish/", wrong)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'id="id_g{borvane(report)}-title-error">An incident needs a title.' in page
    assert page.count('class="finish-group"') == 3
    assert page.count(" open>") - page.count('add-claim" open') >= 1
    assert not Incident.objects.exists()


def test_groups_that_changed_in_another_tab_are_not_finished(as_analyst: Client, analyst: User, report: Report) -> None:
    decided(report, analyst)
    change(as_analyst, report, "put", claim=report.claims.get(low=11).pk, to=borvane(report))
    answer = as_analyst.post(f"/review/{report.pk}/finish/", form_of(report))
    assert answer.status_code == 422
    assert "The groups were changed since you saw them" in answer.content.decode()
    assert not Incident.objects.exists()


def test_a_form_of_one_incident_finishes_no_report_of_several(
    as_analyst: Client, analyst: User, report: Report
) -> None:
    decided(report, analyst)
    assert as_analyst.post(f"/review/{report.pk}/finish/", {"choice": "none"}).status_code == 422


def test_one_press_takes_the_finish_of_all_back(as_analyst: Client, analyst: User, report: Report) -> None:
    decided(report, analyst)
    as_analyst.post(f"/review/{report.pk}/finish/", form_of(report))
    as_analyst.post(f"/review/{report.pk}/take-finish-back/")
    assert not Incident.objects.exists()
    assert page_of(as_analyst, report).count('class="finish-group"') == 3


def test_a_finished_report_says_what_each_group_tells_of(as_analyst: Client, analyst: User, report: Report) -> None:
    decided(report, analyst)
    as_analyst.post(f"/review/{report.pk}/finish/", form_of(report, **{f"g{borvane(report)}-choice": "none"}))
    page = as_analyst.get(f"/reports/{report.pk}/").content.decode()
    heading = page[page.index(f'id="group-{borvane(report)}"') :]
    assert page.index("Bomb in Ashkel") < page.index(f'id="group-{borvane(report)}"')
    assert "It tells of no incident." in heading[: heading.index("Bomb in Celten")]


def test_typed_fields_of_a_group_are_kept_as_a_draft(as_analyst: Client, report: Report) -> None:
    report = factories.round_up(12)
    sent = {f"g{one['span'][0]}-{name}": ["x"] for one in report.found["incidents"] for name in "abcdefghijklmnopqrs"}
    answer = as_analyst.post(
        "/drafts/", {"page": f"/review/{report.pk}/", "form": "finish", "values": json.dumps(sent)}
    )
    assert answer.status_code == 200


# --- What else knows of groups ----------------------------------------------------------------------


def test_the_heading_follows_each_decision(as_analyst: Client, report: Report) -> None:
    claim = report.claims.get(low=12)
    answer = as_analyst.post(f"/claims/{claim.pk}/reject/", {}, headers={"HX-Request": "true"}).content.decode()
    tally = answer[answer.index(f'id="tally-{borvane(report)}"') :]
    assert "no number yet" in tally[: tally.index("</p>")]


def test_history_and_story_tell_how_a_report_was_parted(as_analyst: Client, report: Report) -> None:
    change(as_analyst, report, "merge", group=borvane(report))
    for page in (f"/history/report/{report.pk}/", f"/reports/{report.pk}/story/"):
        assert "merged with the one before it" in as_analyst.get(page).content.decode()
    assert "in 3 incidents" in as_analyst.get(f"/reports/{report.pk}/story/").content.decode()


def test_the_queue_says_that_a_report_tells_of_more(as_analyst: Client, report: Report) -> None:
    assert "and 2 more" in as_analyst.get("/review/").content.decode()


def test_what_one_of_two_readers_parted_is_kept_from_the_other(as_analyst: Client, report: Report) -> None:
    change(as_analyst, report, "merge", group=borvane(report))
    Report.objects.filter(pk=report.pk).update(second_reading=SecondReading.WANTED)
    client = Client()
    client.force_login(factories.person(), backend="django.contrib.auth.backends.ModelBackend")
    for page in (f"/history/report/{report.pk}/", f"/reports/{report.pk}/story/"):
        assert "merged with the one before it" not in client.get(page).content.decode()


def test_a_planted_value_is_what_the_heading_counts(as_analyst: Client, analyst: User, report: Report) -> None:
    claim = report.claims.get(low=12)
    page_of(as_analyst, report)
    reading = Reading.objects.get(report=report, person=analyst)
    shown = {"low": 77, "best": 77, "high": 77}
    Planted.objects.create(claim=claim, reading=reading, person=analyst, shown=shown)
    page = page_of(as_analyst, report)
    heading = page[page.index(f'id="tally-{borvane(report)}"') :]
    assert "killed 77" in heading[: heading.index("</p>")]


def test_an_incident_split_off_is_proposed_as_its_group_tells(
    as_analyst: Client, analyst: User, report: Report
) -> None:
    decided(report, analyst)
    as_analyst.post(f"/review/{report.pk}/finish/", form_of(report))
    incident = Incident.objects.get(title="Bomb in Borvane")
    factories.reviewed_report(incident, {"low": 12})
    senior = Client()
    senior.force_login(factories.person(role=Role.SENIOR), backend="django.contrib.auth.backends.ModelBackend")
    page = senior.get(f"/incidents/{incident.pk}/split/", {"reports": report.pk}).content.decode()
    assert "Remote explosive/landmine/IED in Borvane, 2024-03-05" in page


def test_labels_say_which_incident_each_claim_tells_of(as_analyst: Client, analyst: User, report: Report) -> None:
    decided(report, analyst)
    change(as_analyst, report, "merge", group=borvane(report))
    for claim in report.claims.select_related("report"):
        assert claim.standing == "accepted"
    finish_report(report=report, person=analyst, incident=None)
    (label,) = labels(Report.objects.filter(pk=report.pk))
    assert [claim["incident"] for claim in label["gold"]["claims"]] == [0, 0, 1]
    ends = [one["span"][1] for one in label["gold"]["incidents"]]
    assert ends == [report.text.index("A bomb went off in Celten"), len(report.text)]


def test_a_report_linked_as_a_whole_says_so_over_each_group(as_analyst: Client, analyst: User, report: Report) -> None:
    finish_report(report=decided(report, analyst), person=analyst, incident=factories.incident("A day of bombs"))
    page = as_analyst.get(f"/reports/{report.pk}/").content.decode()
    assert page.count("<b>A day of bombs</b>") == 4
    assert "It tells of no incident." not in page


def test_without_a_script_the_next_card_is_that_of_the_same_group(as_analyst: Client) -> None:
    report = factories.round_up(2, claims_each=2)
    first, second = report.claims.get(low=11), report.claims.get(low=21)
    report.claims.filter(low=12).update(confidence=0.1)
    answer = as_analyst.post(f"/claims/{first.pk}/accept/")
    assert answer.url.endswith(f"#claim-{second.pk}")


def test_a_report_as_of_a_day_shows_its_groups(as_analyst: Client, analyst: User, report: Report) -> None:
    decided(report, analyst)
    as_analyst.post(f"/review/{report.pk}/finish/", form_of(report))
    page = as_analyst.get(f"/reports/{report.pk}/?as_of=2024-03-05").content.decode()
    incident = Incident.objects.get(title="Bomb in Borvane")
    assert f'Recorded under <a href="/incidents/{incident.pk}/?as_of=2024-03-05"><b>Bomb in Borvane</b>' in page
