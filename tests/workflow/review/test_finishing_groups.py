"""Finishing a report of several groups: each goes to its own incident in one act, and one undo takes all back."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User

from incidents.models import Grouping, Incident, Reading, Report, ReportLink
from incidents.vocabulary import ReportStatus, Role, SecondReading
from incidents.workflow.history.revert import revert_record
from incidents.workflow.incidents.matching import create_incident, names_of_sides, proposed_incident
from incidents.workflow.incidents.regrouping import merge_incidents
from incidents.workflow.review.decisions import accept_claim, reject_claim
from incidents.workflow.review.finishing import (
    Telling,
    UndecidedClaimsError,
    finish_groups,
    finish_report,
    reopen_report,
)
from incidents.workflow.review.grouping import merge_group
from incidents.workflow.review.second_reading import finish_apart
from incidents.workflow.review.settling import choose_answers, settle_groups, settle_report, settlement_of
from incidents.workflow.review.undo import undo_finish
from incidents.workflow.standing.groups import GroupsError, groups_for
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader() -> User:
    return factories.person()


@pytest.fixture
def report(reader: User) -> Report:
    """Three bombs, in Ashkel, Borvane and Celten, on whose claims everything is decided."""
    return decided(factories.round_up(3), reader)


def decided(report: Report, reader: User) -> Report:
    for claim in report.claims.select_related("report"):
        accept_claim(claim=claim, person=reader)
    return report


def starts(report: Report, reader: User) -> list[int]:
    return [group.start for group in groups_for(report, report.claims.all(), reader)]


def made_for(report: Report, reader: User) -> list[Telling]:
    """A new incident for each group, as it is proposed."""
    tellings = []
    for group in groups_for(report, report.claims.all(), reader):
        values = proposed_incident(report, group)
        side_a, side_b = (names_of_sides(values.pop(key)) for key in ("side_a", "side_b"))
        incident = create_incident(person=reader, values=values, side_a=side_a, side_b=side_b)
        tellings.append(Telling(incident, ["as proposed"], group.start))
    return tellings


def dead_of(incident: Incident | None) -> int | None:
    assert incident is not None
    return Incident.objects.with_toll().get(pk=incident.pk).toll_best  # type: ignore[attr-defined]


def test_each_group_goes_to_its_own_incident(report: Report, reader: User) -> None:
    told = finish_groups(report=report, person=reader, tellings=made_for(report, reader))
    assert [str(incident) for incident in told] == [
        f"Remote explosive/landmine/IED in {town}, 2024-03-05" for town in ("Ashkel", "Borvane", "Celten")
    ]
    assert [dead_of(incident) for incident in told] == [11, 12, 13]
    report.refresh_from_db()
    assert report.status == ReportStatus.REVIEWED


def test_links_say_where_in_the_report_their_incident_is_told(report: Report, reader: User) -> None:
    finish_groups(report=report, person=reader, tellings=made_for(report, reader))
    assert [link.starts for link in report.links.all()] == [[start] for start in starts(report, reader)]


def test_two_groups_can_tell_of_one_incident_and_one_of_none(report: Report, reader: User) -> None:
    first, second, third = starts(report, reader)
    incident = factories.incident()
    tellings = [Telling(incident, ["near"], first), Telling(None, (), second), Telling(incident, ["same day"], third)]
    finish_groups(report=report, person=reader, tellings=tellings)
    link = report.links.get()
    assert (link.incident, link.starts, link.reasons) == (incident, [first, third], ["near", "same day"])
    assert [claim.incident for claim in report.claims.order_by("low")] == [incident, None, incident]


def test_claims_of_the_whole_report_are_linked_to_none(reader: User) -> None:
    report = factories.round_up(2, lead="In all 23 people were killed.")
    factories.claim(report, "23 people were killed", told=None, low=23)
    decided(report, reader)
    finish_groups(report=report, person=reader, tellings=made_for(report, reader))
    assert report.claims.get(low=23).incident is None
    assert report.links.count() == 2


def test_a_group_without_claims_is_linked_all_the_same(reader: User) -> None:
    report = factories.round_up(2)
    claim = report.claims.select_related("report").get(low=12)
    reject_claim(claim=claim, person=reader)
    accept_claim(claim=report.claims.select_related("report").get(low=11), person=reader)
    finish_groups(report=report, person=reader, tellings=made_for(report, reader))
    assert report.links.count() == 2


def test_nothing_is_linked_while_a_claim_waits(reader: User) -> None:
    report = factories.round_up(2)
    with pytest.raises(UndecidedClaimsError):
        finish_groups(report=report, person=reader, tellings=made_for(report, reader))
    assert not ReportLink.objects.exists()


def test_groups_that_are_not_those_of_the_report_are_refused(report: Report, reader: User) -> None:
    tellings = made_for(report, reader)
    merge_group(report=report, person=reader, start=starts(report, reader)[1])
    with pytest.raises(GroupsError):
        finish_groups(report=report, person=reader, tellings=tellings)
    assert not ReportLink.objects.exists()


def test_one_undo_takes_all_back(report: Report, reader: User) -> None:
    known = factories.incident()
    tellings = [Telling(known, (), starts(report, reader)[0]), *made_for(report, reader)[1:]]
    before = set(Incident.objects.values_list("pk", flat=True)) - {
        one.incident.pk for one in tellings[1:] if one.incident
    }
    finish_groups(report=report, person=reader, tellings=tellings)
    undo_finish(report=report, person=reader)
    report.refresh_from_db()
    assert (report.status, report.links.count()) == (ReportStatus.PENDING, 0)
    assert set(Incident.objects.values_list("pk", flat=True)) == before
    assert not report.claims.exclude(incident=None).exists()


def test_what_was_grouped_stays_when_a_finish_is_taken_back(report: Report, reader: User) -> None:
    merge_group(report=report, person=reader, start=starts(report, reader)[1])
    finish_groups(report=report, person=reader, tellings=made_for(report, reader))
    undo_finish(report=report, person=reader)
    report.refresh_from_db()
    assert len(starts(report, reader)) == 2


def test_the_reading_keeps_what_was_chosen_for_each_group(report: Report, reader: User) -> None:
    told = finish_groups(report=report, person=reader, tellings=made_for(report, reader))
    chosen = Reading.objects.get(person=reader).outcome["groups"]
    assert chosen == {
        str(start): {"choice": str(incident.pk)}
        for start, incident in zip(starts(report, reader), told, strict=True)
        if incident
    }


def test_a_report_finished_again_is_linked_anew(report: Report, reader: User) -> None:
    first = finish_groups(report=report, person=reader, tellings=made_for(report, reader))
    reopen_report(report=report)
    incident = factories.incident()
    report.refresh_from_db()
    finish_report(report=report, person=reader, incident=incident)
    link = report.links.get()
    assert (link.incident, link.starts) == (incident, [])
    assert dead_of(first[0]) is None


def test_a_group_whose_incident_was_merged_meanwhile_goes_to_the_one_that_it_is_now(
    report: Report, reader: User
) -> None:
    tellings, kept = made_for(report, reader), factories.incident()
    senior = factories.person(role=Role.SENIOR)
    assert tellings[0].incident
    merge_incidents(kept=kept, merged=tellings[0].incident, person=senior, reason="the same bomb")
    told = finish_groups(report=report, person=reader, tellings=tellings)
    assert told[0] == kept
    assert dead_of(kept) == 11


def test_a_link_reverted_takes_only_its_own_group_away(report: Report, reader: User) -> None:
    told = finish_groups(report=report, person=reader, tellings=made_for(report, reader))
    row = ReportLink.history.get(incident_id=told[1].pk, history_type="+")  # type: ignore[union-attr]
    revert_record(row=row, person=reader, reason="not that bomb")
    assert [link.incident for link in report.links.all()] == [told[0], told[2]]
    assert report.claims.get(low=12).incident is None
    away = ReportLink.history.get(incident_id=told[1].pk, history_type="-")  # type: ignore[union-attr]
    revert_record(row=away, person=reader, reason="it was")
    assert {link.incident for link in report.links.all()} == set(told)
    assert report.claims.get(low=12).incident == told[1]


# --- Read apart by two ------------------------------------------------------------------------------


@pytest.fixture
def read_apart(reader: User) -> Report:
    """Two readers have read it; the first merged the second bomb with the first."""
    report = factories.round_up(3)
    Report.objects.filter(pk=report.pk).update(second_reading=SecondReading.WANTED)
    report.refresh_from_db()
    for person, merges in ((reader, True), (factories.person("ben"), False)):
        if merges:
            merge_group(report=report, person=person, start=starts(report, person)[1])
        decided(report, person)
        finish_apart(report=report, person=person, outcome=outcome_of_none(report, person))
        report.refresh_from_db()
    return report


def outcome_of_none(report: Report, person: User) -> dict[str, Any]:
    return {"groups": {str(start): {"choice": "none"} for start in starts(report, person)}}


def test_the_settlement_says_that_the_groups_differ(read_apart: Report) -> None:
    settlement = settlement_of(read_apart, factories.person(role=Role.SENIOR))
    assert [len(layout.starts) for layout in settlement.layouts] == [2, 3]
    assert (settlement.groups_agree, settlement.incident_agrees) == (False, False)


@pytest.mark.parametrize(("grouped_by", "dead"), [(1, [[11, 12], [13]]), (2, [[11], [12], [13]])])
def test_the_groups_of_one_reader_stand_once_they_are_settled(
    read_apart: Report, grouped_by: int, dead: list[list[int]]
) -> None:
    senior = factories.person(role=Role.SENIOR)
    settlement = settlement_of(read_apart, senior)
    choose_answers(report=read_apart, person=senior, choices={row.claim.pk: 1 for row in settlement.claims})
    incidents = [factories.incident(str(start)) for start in settlement.layouts[grouped_by - 1].starts]
    tellings = [
        Telling(incident, (), start)
        for incident, start in zip(incidents, settlement.layouts[grouped_by - 1].starts, strict=True)
    ]
    settled = settle_groups(report=read_apart, person=senior, tellings=tellings, grouped_by=grouped_by)
    groups = groups_for(settled, settled.claims.all(), factories.person())
    assert [[claim.low for claim in group.claims] for group in groups] == dead
    assert [sorted(one.claims.values_list("low", flat=True)) for one in incidents] == dead
    assert Grouping.objects.filter(reading=None).exists() == (grouped_by == 1)


def test_a_report_settled_as_one_incident_needs_no_groups(read_apart: Report) -> None:
    senior = factories.person(role=Role.SENIOR)
    settlement = settlement_of(read_apart, senior)
    choose_answers(report=read_apart, person=senior, choices={row.claim.pk: 1 for row in settlement.claims})
    settled = settle_report(report=read_apart, person=senior, incident=None)
    assert not settled.links.exists()
