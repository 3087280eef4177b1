"""What the demonstration desk's people do together: no room of the review is empty on a new desk."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.db.models import F, Max, Min

from incidents.demonstration.load import load_demonstration
from incidents.filters.queue import in_tab, tabs_for
from incidents.models import Claim, Comment, Decision, Incident, NearDuplicate, Reading, Regrouping, Report, ReportLink
from incidents.models.reading import to_settle_by
from incidents.vocabulary import SecondReading
from incidents.workflow.attention.speed import closed_too_fast
from incidents.workflow.desk.notices import notices_of
from incidents.workflow.queue.service_time import service_time, service_time_by_week
from incidents.workflow.reports.near_duplicates import nearly_same
from incidents.workflow.review.agreement import FIELDS, agreement_in, units_of
from incidents.workflow.review.settling import settlement_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]


@pytest.fixture(scope="module")
def loaded(module_db: None) -> None:
    """The demonstration, loaded once for all tests of this file: they only look at it."""
    load_demonstration()


def person(username: str) -> User:
    return User.objects.get(username=username)


def titles(tab: str, username: str) -> set[str]:
    """The titles of the reports in one tab of somebody's queue."""
    return set(in_tab(Report.objects.all(), tab, person(username)).values_list("title", flat=True))


def test_one_report_waits_to_be_settled_and_its_readers_differ_in_two_numbers_and_in_whose_soldiers_died() -> None:
    assert titles("settle", "senior") == {"Kandahar hospital chief puts Spin Boldak dead at 40"}
    (report,) = to_settle_by(person("senior"))
    settlement = settlement_of(report, person("senior"))
    assert [reading.person.username for reading in settlement.readings] == ["analyst", "colleague"]
    assert {row.claim.raw: row.differing for row in settlement.claims if not row.agrees} == {
        "several of the wounded": ["numbers"],
        "15 to 20 Taliban fighters": ["numbers"],
        "six of its own soldiers": ["victims"],
    }
    numbers = [[answer.claim.best for answer in row.answers] for row in settlement.claims if "numbers" in row.differing]
    assert numbers == [[3, 5], [17, 18]]
    assert settlement.incident_agrees


def test_every_tab_of_a_seniors_queue_has_something_in_it() -> None:
    assert titles("mine", "senior") == {
        "What we know about the strike of 10 August",
        "Somalia detains ten over beach attack as toll nears 40",
    }
    assert titles("returned", "senior") == {"Somalia detains ten over beach attack as toll nears 40"}
    assert titles("second", "senior") == {
        "Explosion and shooting at hotel in Somali capital",
        "UN mission condemns attack in Ituri",
        "Myanmar's shadow government puts dead of airstrike at 165",
    }
    assert [tab.name for tab in tabs_for(person("senior")) if not tab.count] == []


def test_each_analyst_waits_for_the_other_as_second_reader() -> None:
    assert titles("second", "analyst") == {"Myanmar's shadow government puts dead of airstrike at 165"}
    assert titles("second", "colleague") == {
        "UN mission condemns attack in Ituri",
        "Explosion and shooting at hotel in Somali capital",
    }
    assert titles("returned", "analyst") == {"Toll of Kryvyi Rih strike climbs to 20"}


def test_four_reports_were_read_twice_and_settled_over_more_than_one_month() -> None:
    units = units_of()
    assert len({unit.claim.report_id for unit in units}) == 4
    assert len({unit.month for unit in units}) >= 2
    assert {field.name: agreement_in(field, units).differing for field in FIELDS} == {
        "verdict": 3,
        "numbers": 2,
        "victims": 1,
        "claimant": 4,
        "scope": 1,
        "ties": 0,
    }
    assert all(agreement_in(field, units).alpha is not None for field in FIELDS)


def test_a_senior_is_mentioned_given_a_report_sent_one_back_and_asked_to_settle() -> None:
    unread = notices_of(person("senior")).filter(read_at=None)
    assert [(notice.kind, str(notice.report or notice.comment.report)) for notice in unread] == [  # type: ignore[union-attr]
        ("mentioned", "ELN denies killing civilians in Catatumbo"),
        ("assigned", "What we know about the strike of 10 August"),
        ("returned", "Somalia detains ten over beach attack as toll nears 40"),
        ("to_settle", "Kandahar hospital chief puts Spin Boldak dead at 40"),
    ]


def test_people_talk_about_an_incident_a_claim_and_two_reports_and_one_thread_is_resolved() -> None:
    threads = Comment.objects.filter(parent=None)
    subjects = [str(one.incident or one.report or (one.claim and one.claim.raw)) for one in threads]
    assert subjects == [
        "Shelling of the Sabreen market, Omdurman",
        "14 members",
        "ELN denies killing civilians in Catatumbo",
        "Komanda : une quarantaine de morts, les familles sans nouvelles des disparus",
    ]
    assert [one.resolved_at is not None for one in threads] == [True, False, False, False]
    assert [one.answers.count() for one in threads] == [1, 1, 0, 1]


def test_one_report_is_nearly_the_text_of_another_and_gives_another_number() -> None:
    pair = NearDuplicate.objects.get()
    assert (pair.report.title, pair.other.title) == (
        "Toll of Mogadishu beach attack rises to 37, minister says",
        "Lido Beach toll rises to 37",
    )
    (alike,) = nearly_same(pair.report)
    assert alike.incident_title == "Attack on Lido Beach, Mogadishu"
    assert alike.difference is not None
    assert alike.difference.added == (
        "Long lines of people who wished to give blood stood outside two hospitals on Monday.",
    )


def test_one_incident_is_merged_into_another_and_one_is_split_off() -> None:
    assert [(one.kind, one.from_incident.title, one.to_incident.title) for one in Regrouping.objects.all()] == [
        ("merged", "Explosion at a hotel in Mogadishu", "Attack on Lido Beach, Mogadishu"),
        ("split", "Missile strike beside a playground, Kryvyi Rih", "Drone strike on a house, Kryvyi Rih"),
    ]
    assert Incident.objects.unmerged().count() == 6


def test_reports_came_in_before_they_were_read_and_took_some_hours_or_days_in_most_weeks() -> None:
    assert not Reading.objects.filter(started_at__lt=F("report__added_at")).exists()
    assert sum(1 for week in service_time_by_week() if week.count) >= 7
    lately = service_time()
    assert lately.median is not None
    assert timedelta(hours=3) < lately.median < timedelta(days=3)


def test_what_was_decided_and_linked_lies_between_arrival_and_acceptance() -> None:
    report = Report.objects.get(title="Attack at Spin Boldak repulsed")
    reading = report.readings.get()
    made, linked = report.history.earliest(), ReportLink.history.filter(report=report).earliest()
    decided = Decision.objects.filter(claim__report=report).aggregate(first=Min("at"), last=Max("at"))
    assert made.history_date == report.added_at
    assert report.added_at < reading.started_at < decided["first"] < decided["last"] < reading.finished_at
    assert linked.history_date == report.reviewed_at == reading.finished_at
    claims = Claim.history.filter(report=report).aggregate(first=Min("history_date"), last=Max("history_date"))
    assert report.added_at < claims["first"] < reading.started_at
    assert claims["last"] == report.reviewed_at


def test_what_two_read_apart_was_settled_after_both_and_before_it_was_accepted() -> None:
    report = Report.objects.get(title="Toll of the market attack rises")
    settled = Decision.objects.filter(claim__report=report, reading=None).aggregate(first=Min("at"), last=Max("at"))
    assert report.readings.latest("finished_at").finished_at < settled["first"]
    assert settled["last"] < report.reviewed_at
    assert ReportLink.history.filter(report=report).latest().history_date == report.reviewed_at


def test_a_flagged_claim_waits() -> None:
    assert Claim.objects.pending().get(flagged=True).raw == "a number of children"


def test_the_report_of_the_incident_that_was_merged_was_closed_too_fast() -> None:
    (reading,) = closed_too_fast()
    assert reading.report.second_reading == SecondReading.DUE
    assert reading.report.second_reading_why == "closed in 6 s; reading it takes 20 s"
    assert [link.incident.title for link in reading.report.links.all()] == ["Attack on Lido Beach, Mogadishu"]
