"""A text read again with something put right: what is kept of its claims, and what is replaced."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from pytest_django import Settings

from incidents.models import Report, Rereading, TextMark
from incidents.vocabulary import ReportStatus
from incidents.workflow.intake import submit_report
from incidents.workflow.queue.holds import HeldByOtherError, take_report
from incidents.workflow.rereading import ask_rereading, keep_rereading
from incidents.workflow.review.decisions import accept_claim
from incidents.workflow.review.finishing import finish_report
from incidents.workflow.standing.versions import StaleError, version_of
from tests import factories

pytestmark = pytest.mark.django_db

TEXT = (
    "A bomb killed 14 traders at a market in Maiduguri, Nigeria, on Monday, police said. A doctor said that 21 people "
    "had been wounded."
)
TEASER = "Gunmen killed 9 people in Kano."


@pytest.fixture
def report(analyst: User) -> Report:
    return submit_report(text=TEXT, source=factories.source("Wire"), person=analyst, published=date(2025, 3, 4))


def about(report: Report, **values: Any) -> dict[str, Any]:
    told = {"title": report.title, "source": report.source.name, "source_kind": "", "source_country": "", "url": ""}
    day = {"published": report.published.isoformat(), "published_time": None, "language": ""}
    return {"about": {**told, **day, **values}}


def keep(report: Report, person: User, asked: dict[str, Any], **options: Any) -> Report:
    return keep_rereading(rereading=ask_rereading(report=report, person=person, asked=asked), person=person, **options)


def test_nothing_is_written_before_it_is_kept(report: Report, analyst: User) -> None:
    rereading = ask_rereading(report=report, person=analyst, asked=about(report, published="2024-03-06"))
    report.refresh_from_db()
    assert (report.published, report.found["event"]["date_start"]) == (date(2025, 3, 4), "2025-03-03")
    assert rereading.found
    assert rereading.found["event"]["date_start"] == "2024-03-04"


def test_a_day_put_right_moves_the_day_of_the_incident_and_keeps_the_claims(report: Report, analyst: User) -> None:
    before = set(report.claims.values_list("pk", flat=True))
    report = keep(report, analyst, about(report, published="2024-03-06"))
    assert (report.published, report.found["event"]["date_start"]) == (date(2024, 3, 6), "2024-03-04")
    assert set(report.claims.values_list("pk", flat=True)) == before
    assert not Rereading.objects.exists()


def test_only_the_day_is_corrected_where_the_person_wants_that(report: Report, analyst: User) -> None:
    report = keep(report, analyst, about(report, published="2024-03-06"), only_asked=True)
    assert (report.published, report.found["event"]["date_start"]) == (date(2024, 3, 6), "2025-03-03")


def test_one_row_of_the_history_tells_it(report: Report, analyst: User) -> None:
    rows = report.history.count()
    assert keep(report, analyst, about(report, published="2024-03-06")).history.count() == rows + 1


def test_a_text_in_a_language_that_cannot_be_read_keeps_only_what_people_decided(report: Report, analyst: User) -> None:
    decided = report.claims.get(measure="killed")
    accept_claim(claim=decided, person=analyst)
    report = keep(report, analyst, about(report, language="und"))
    assert (report.status, list(report.claims.all())) == (ReportStatus.UNREADABLE, [decided])
    report = keep(report, analyst, about(report, language="en"))
    assert report.status == ReportStatus.PENDING
    assert [claim.number for claim in report.claims.all()] == [decided.number, 3]


def test_words_marked_as_furniture_lose_their_claim_and_get_it_back(report: Report, analyst: User) -> None:
    start = TEXT.index("A doctor")
    mark = {"start": start, "end": len(TEXT), "is_text": False}
    report = keep(report, analyst, {"mark": mark})
    assert [claim.measure for claim in report.claims.all()] == ["killed"]
    assert [stretch["why"] for stretch in report.found["furniture"]] == ["marked by a person"]
    report = keep(report, analyst, {"take_back": TextMark.objects.get().pk})
    assert sorted(claim.measure for claim in report.claims.all()) == ["injured", "killed"]
    assert TextMark.objects.count() == 2


def test_a_finished_report_whose_claims_change_is_open_again(report: Report, analyst: User) -> None:
    for claim in report.claims.all():
        accept_claim(claim=claim, person=analyst)
    incident = factories.incident()
    finish_report(report=report, person=analyst, incident=incident)
    report = keep(report, analyst, about(report, published="2024-03-06"))
    assert report.status == ReportStatus.REVIEWED
    Report.objects.filter(pk=report.pk).update(language="en")
    report.claims.get(measure="injured").delete()
    report = keep(report, analyst, about(report))
    assert (report.status, report.links.count()) == (ReportStatus.PENDING, 0)
    assert report.claims.get(measure="injured").is_pending


def test_who_is_late_changes_nothing(report: Report, analyst: User) -> None:
    seen = version_of(report)
    rereading = ask_rereading(
        report=report, person=analyst, asked=about(report, published="2024-03-06"), seen_version=seen
    )
    factories.let_go(keep(report, factories.person(), about(report, title="Other")))
    with pytest.raises(StaleError):
        keep_rereading(rereading=rereading, person=analyst)


def test_what_somebody_else_holds_is_left_alone(report: Report, analyst: User) -> None:
    rereading = ask_rereading(report=report, person=analyst, asked=about(report, published="2024-03-06"))
    take_report(report=report, person=factories.person())
    with pytest.raises(HeldByOtherError):
        keep_rereading(rereading=rereading, person=analyst)


def test_a_long_text_is_read_again_by_the_task(report: Report, analyst: User, settings: Settings) -> None:
    settings.READ_AT_ONCE_WORDS = 5
    ask_rereading(report=report, person=analyst, asked=about(report, published="2024-03-06"))
    kept = Rereading.objects.get()
    assert (kept.progress, kept.found is not None) == (100, True)
