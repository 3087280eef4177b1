"""Parting a report into groups: the acts, what they read anew, who may, and how they are taken back."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st

from incidents.models import Grouping, Report
from incidents.models.report import ImmutableError
from incidents.vocabulary import Role, SecondReading
from incidents.workflow.queue.holds import HeldByOtherError, take_report
from incidents.workflow.queue.readings import ToBeSettledError
from incidents.workflow.review.decisions import accept_claim
from incidents.workflow.review.finishing import finish_report
from incidents.workflow.review.grouping import (
    GroupsMovedError,
    ReportClosedError,
    begin_group,
    merge_group,
    move_border,
    move_to_group,
    undo_grouping,
)
from incidents.workflow.review.second_reading import finish_apart
from incidents.workflow.standing.groups import Groups, GroupsError, groups_for, sentence_starts
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader() -> User:
    return factories.person()


@pytest.fixture
def report() -> Report:
    """Three bombs, in Ashkel, Borvane and Celten."""
    return factories.round_up(3)


def groups(report: Report, person: User) -> Groups:
    return groups_for(report, report.claims.select_related("report"), person)


def starts(report: Report, person: User) -> list[str]:
    """The town that each group begins with."""
    return [report.text[group.start :].split(" in ")[1].split()[0] for group in groups(report, person)]


def at(report: Report, words: str) -> int:
    return report.text.index(words)


def dead(report: Report, person: User) -> list[list[int]]:
    """The numbers of dead in each group."""
    return [[claim.low for claim in group.claims] for group in groups(report, person)]


# --- The acts ---------------------------------------------------------------------------------------


def test_a_report_is_grouped_as_it_was_found(report: Report, reader: User) -> None:
    assert starts(report, reader) == ["Ashkel", "Borvane", "Celten"]
    assert dead(report, reader) == [[11], [12], [13]]


def test_a_group_begins_at_the_sentence_of_the_place_that_was_chosen(report: Report, reader: User) -> None:
    begin_group(report=report, person=reader, at=at(report, "12 people"))
    assert [report.text[group.start :].split()[0] for group in groups(report, reader)] == ["A", "A", "Police", "A"]
    assert dead(report, reader) == [[11], [], [12], [13]]


def test_a_group_is_merged_with_the_one_before(report: Report, reader: User) -> None:
    merge_group(report=report, person=reader, start=at(report, "A bomb went off in Borvane"))
    assert dead(report, reader) == [[11, 12], [13]]


def test_a_border_goes_to_another_sentence(report: Report, reader: User) -> None:
    move_border(report=report, person=reader, start=at(report, "A bomb went off in Celten"), to=at(report, "12 people"))
    assert dead(report, reader) == [[11], [], [12, 13]]


def test_a_claim_is_put_into_another_group_and_out_of_all(report: Report, reader: User) -> None:
    twelve, thirteen = report.claims.get(low=12), report.claims.get(low=13)
    move_to_group(claim=twelve, person=reader, start=0)
    move_to_group(claim=thirteen, person=reader, start=None)
    assert dead(report, reader) == [[11, 12], [], []]
    assert [claim.low for claim in groups(report, reader).rest] == [13]


def test_a_report_of_one_incident_can_be_parted(reader: User) -> None:
    report = factories.report("Two people died in Ashkel. In Borvane 13 people died.")
    factories.claim(report, "Two people died", low=2)
    factories.claim(report, "13 people died", low=13)
    begin_group(report=report, person=reader, at=at(report, "13 people"))
    assert dead(report, reader) == [[2], [13]]


@pytest.mark.parametrize("place", [-1, 100_000])
def test_a_place_outside_the_text_is_refused(report: Report, reader: User, place: int) -> None:
    with pytest.raises(GroupsError, match="sentence of the text"):
        begin_group(report=report, person=reader, at=place)
    assert not Grouping.objects.exists()


# --- What is read anew ------------------------------------------------------------------------------

PARTED = (
    "Fifteen soldiers were killed in Kabul on Monday, police said.\n"
    "In Herat, an air strike killed nine civilians on Tuesday, officials said."
)


def test_stretches_that_changed_are_read_anew_for_their_incident(reader: User) -> None:
    report = factories.report(PARTED)
    begin_group(report=report, person=reader, at=at(report, "In Herat"))
    kabul, herat = groups(report, reader)
    assert (kabul.event["place"]["name"], herat.event["place"]["name"]) == ("Kabul", "Herat")
    assert herat.event["sub_event_type"] == "Air/drone strike"
    assert report.text[slice(*herat.event["place"]["span"])] == "Herat"


def test_a_stretch_as_it_was_found_is_told_as_it_was_found(report: Report, reader: User) -> None:
    border = at(report, "A bomb went off in Celten")
    move_border(report=report, person=reader, start=border, to=at(report, "12 people"))
    moved = groups(report, reader).groups[2].start
    move_border(report=report, person=reader, start=moved, to=border)
    assert Grouping.objects.latest("pk").events == {}
    assert [group.place for group in groups(report, reader)] == [
        "Ashkel, Norland",
        "Borvane, Norland",
        "Celten, Norland",
    ]


def test_a_day_that_a_stretch_does_not_tell_stays_as_known(report: Report, reader: User) -> None:
    begin_group(report=report, person=reader, at=at(report, "13 people"))
    assert groups(report, reader).groups[3].days == "2024-03-05"


def test_a_long_stretch_is_not_read_within_the_act(report: Report, reader: User, settings: Any) -> None:
    settings.READ_AT_ONCE_CHARACTERS = 15
    merge_group(report=report, person=reader, start=at(report, "A bomb went off in Celten"))
    assert [group.place for group in groups(report, reader)] == ["Ashkel, Norland", "Borvane, Norland"]


TOLD_BESIDE = (
    "A bomb killed 4 people in Kabul on Monday, police said.\n"
    "Gunmen killed 3 people in Goma on Monday, the mayor said.\n"
    "Shells fell near Mosul."
)
"""Kabul, then Goma, then what a page adds of Mosul."""


def place_read_from_goma_on(reader: User, **values: Any) -> str:
    """The place of a group that is begun at the sentence on Goma, and read anew."""
    report = factories.report(TOLD_BESIDE, **values)
    begin_group(report=report, person=reader, at=at(report, "Gunmen"))
    return str(groups(report, reader).groups[1].place.partition(",")[0])


def test_a_stretch_is_read_without_what_is_furniture_of_its_page(reader: User) -> None:
    menu = {"span": [0, 6], "why": "menu"}
    teaser = {"span": [TOLD_BESIDE.index("Shells"), len(TOLD_BESIDE)], "why": "marked"}
    assert place_read_from_goma_on(reader, found={"furniture": [menu, teaser]}) == "Goma"


def test_all_of_a_stretch_is_read_where_nothing_is_furniture(reader: User) -> None:
    assert place_read_from_goma_on(reader, found={"furniture": []}) == "Mosul"


def test_a_stretch_is_read_in_the_language_that_a_person_gave(reader: User) -> None:
    values = {"found": {"furniture": []}, "language": "fr", "language_given": True}
    assert place_read_from_goma_on(reader, **values) == ""


# --- Taking back ------------------------------------------------------------------------------------


def test_each_undo_goes_one_step_further_back(report: Report, reader: User) -> None:
    merge_group(report=report, person=reader, start=at(report, "A bomb went off in Borvane"))
    merge_group(report=report, person=reader, start=at(report, "A bomb went off in Celten"))
    assert dead(report, reader) == [[11, 12, 13]]
    undo_grouping(report=report, person=reader)
    assert dead(report, reader) == [[11, 12], [13]]
    undo_grouping(report=report, person=reader)
    assert dead(report, reader) == [[11], [12], [13]]
    with pytest.raises(GroupsError, match="nothing to take back"):
        undo_grouping(report=report, person=reader)


def test_rows_are_only_added(report: Report, reader: User) -> None:
    made = merge_group(report=report, person=reader, start=at(report, "A bomb went off in Borvane"))
    undo = undo_grouping(report=report, person=reader)
    assert (undo.takes_back, Grouping.objects.count()) == (made, 2)
    with pytest.raises(ImmutableError):
        made.save()


@hypothesis(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.sampled_from(("begin", "merge", "move", "put")), st.integers(0, 20)), max_size=5))
def test_undo_returns_each_grouping_before(reader: User, steps: list[tuple[str, int]]) -> None:
    report = factories.round_up(3, lead=f"The day in short, number {next(factories.numbers)}.")
    seen = [told(report, reader)]
    for kind, number in steps:
        try:
            change(report, reader, kind, number)
        except GroupsError:
            continue
        seen.append(told(report, reader))
    for before in reversed(seen[:-1]):
        undo_grouping(report=report, person=reader)
        assert told(report, reader) == before


def told(report: Report, reader: User) -> Any:
    return [(one.start, one.event, [claim.pk for claim in one.claims]) for one in groups(report, reader)]


def change(report: Report, reader: User, kind: str, number: int) -> None:
    sentences = sentence_starts(report.text)
    place = sentences[number % len(sentences)]
    there = [group.start for group in groups(report, reader)]
    start = there[number % len(there)]
    if kind == "begin":
        begin_group(report=report, person=reader, at=place)
    elif kind == "merge":
        merge_group(report=report, person=reader, start=start)
    elif kind == "move":
        move_border(report=report, person=reader, start=start, to=place)
    else:
        move_to_group(claim=report.claims.all()[number % 3], person=reader, start=start if number % 4 else None)


# --- Who may ----------------------------------------------------------------------------------------


def test_who_changes_groups_takes_the_report(report: Report, reader: User) -> None:
    merge_group(report=report, person=reader, start=at(report, "A bomb went off in Borvane"))
    report.refresh_from_db()
    assert report.held_by == reader


def test_the_groups_of_a_report_that_another_holds_stay(report: Report, reader: User) -> None:
    take_report(report=report, person=factories.person())
    with pytest.raises(HeldByOtherError):
        begin_group(report=report, person=reader, at=at(report, "12 people"))


def test_the_groups_of_a_finished_report_stay(report: Report, reader: User) -> None:
    for claim in report.claims.all():
        accept_claim(claim=claim, person=reader)
    finish_report(report=report, person=reader, incident=None)
    with pytest.raises(ReportClosedError):
        begin_group(report=report, person=reader, at=at(report, "12 people"))


def test_groups_that_changed_since_they_were_seen_are_not_changed(report: Report, reader: User) -> None:
    begin_group(report=report, person=reader, at=at(report, "12 people"), seen=0)
    with pytest.raises(GroupsMovedError):
        begin_group(report=report, person=reader, at=at(report, "13 people"), seen=0)


def test_two_readers_group_apart(report: Report, reader: User) -> None:
    Report.objects.filter(pk=report.pk).update(second_reading=SecondReading.WANTED)
    report.refresh_from_db()
    other, senior = factories.person(), factories.person(role=Role.SENIOR)
    merge_group(report=report, person=reader, start=at(report, "A bomb went off in Borvane"))
    assert dead(report, reader) == [[11, 12], [13]]
    assert dead(report, other) == [[11], [12], [13]]
    assert not Grouping.objects.visible_to(other).exists()
    assert not Grouping.objects.visible_to(senior).exists()


def test_a_report_that_waits_to_be_settled_is_grouped_by_nobody(report: Report, reader: User) -> None:
    Report.objects.filter(pk=report.pk).update(second_reading=SecondReading.WANTED)
    for person in (reader, factories.person()):
        factories.let_go(report)
        for claim in report.claims.select_related("report"):
            claim.report.refresh_from_db()
            accept_claim(claim=claim, person=person)
        finish_apart(report=report, person=person, outcome={"choice": "none"})
    with pytest.raises((ToBeSettledError, ReportClosedError)):
        begin_group(report=report, person=factories.person(), at=at(report, "12 people"))


def test_when_it_was_grouped_is_kept(report: Report, reader: User) -> None:
    made = merge_group(report=report, person=reader, start=at(report, "A bomb went off in Borvane"))
    assert made.at <= timezone.now()
    assert made.reading is not None
    assert made.what == "group at “A bomb went off in Borvane …” merged with the one before it"
