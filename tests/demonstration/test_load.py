"""The demonstration desk, as a new user finds it."""

from __future__ import annotations

from collections import Counter

import pytest
from django.contrib.auth.models import User

from incidents.demonstration.load import demonstration_people, load_demonstration
from incidents.models import Claim, Estimate, Incident, Planted, Report, ReviewRules, Source
from incidents.vocabulary import ReportStatus, SourceKind
from incidents.workflow.attention.speed import attention_by_month, together
from incidents.workflow.quality.measures import overall

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]


@pytest.fixture(scope="module")
def loaded(module_db: None) -> None:
    """The demonstration, loaded once for all tests of this file."""
    load_demonstration()


def test_it_has_something_on_every_page() -> None:
    assert Incident.objects.count() >= 4
    assert Incident.objects.values("country_code").distinct().count() >= 3
    assert Report.objects.filter(status=ReportStatus.PENDING).count() >= 6
    assert Report.objects.filter(status=ReportStatus.REVIEWED).count() >= 6
    assert Report.objects.filter(status=ReportStatus.UNREADABLE).count() >= 1
    assert {source.kind for source in Source.objects.all()} == {kind.value for kind in SourceKind}
    tolls = Estimate.objects.people().filter(measure="killed", best__gt=0)
    assert tolls.values("incident").distinct().count() == Incident.objects.unmerged().count()
    assert Estimate.objects.exclude(flags=[]).exists()


def test_a_round_up_of_five_incidents_on_a_whole_page_waits_for_review() -> None:
    report = Report.objects.get(title="The week on the roads: five attacks from Kismayo to Macomia")
    assert (report.status, report.claims.count()) == (ReportStatus.PENDING, 9)
    places = [incident["place"]["name"] for incident in report.found["incidents"]]
    assert places == ["Kismayo", "Butembo", "Bor", "Mandera", "Macomia"]
    assert [furniture["why"] for furniture in report.found["furniture"]] == [
        "menu",
        "points to another report",
        "other reports",
        "appeal to readers",
    ]


def test_its_people_can_sign_in_and_are_told_how() -> None:
    assert [person.username for person in demonstration_people()] == ["analyst", "senior", "administrator", "colleague"]


def test_a_changed_password_is_no_longer_told() -> None:
    senior = User.objects.get(username="senior")
    senior.set_password("a-new-and-secret-one")
    senior.save()
    assert [person.username for person in demonstration_people()] == ["analyst", "administrator", "colleague"]


def test_its_quality_is_what_its_decisions_count_up_to() -> None:
    """Counted here from the decisions one by one, as a person would, and told again as numbers."""
    last = [claim.decisions.last() for claim in Claim.objects.filter(report__status=ReportStatus.REVIEWED)]
    by_hand = [decision for decision in last if "added-by-hand" in decision.claim.rules]
    verdicts = Counter(decision.verdict for decision in last if decision not in by_hand)
    assert (verdicts, len(by_hand)) == ({"accepted": 65, "corrected": 26, "rejected": 3}, 1)
    tally = overall(Claim.objects.filter(report__in=Report.objects.settled()))
    assert (tally.right, tally.corrected, tally.rejected, tally.added) == (65, 26, 3, 1)


def test_past_months_show_speed_beside_the_share_caught_and_nothing_is_planted_now() -> None:
    analyst = User.objects.get(username="analyst")
    months = [month for month in attention_by_month(analyst) if month.planted]
    assert len(months) >= 4
    whole = together(months)
    assert 0.5 < (whole.share or 0) < 1
    assert 20 < (whole.seconds_a_report or 0) < 120
    assert ReviewRules.now().planted_share == 0
    assert not Planted.objects.filter(answered_at=None).exists()
