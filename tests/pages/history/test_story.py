"""The story of a report: what happened, in order, and what one person may not see."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from incidents.models import Report
from incidents.vocabulary import SecondReading
from incidents.workflow.desk.comments import begin_thread
from incidents.workflow.review.decisions import correct_claim, reject_claim
from incidents.workflow.review.second_reading import finish_apart
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(analyst: User) -> Report:
    return factories.reviewed_report(factories.incident(), {"low": 12, "words": "12 dead"}, person=analyst)


def told(client: Client, report: Report) -> list[str]:
    days = client.get(f"/reports/{report.pk}/story/").context["days"]
    return [entry.what for _, entries in days for entry in entries]


def test_the_story_goes_from_arrival_to_the_link(as_analyst: Client, analyst: User, report: Report) -> None:
    begin_thread(subject=report, person=analyst, text="Same dispatch as noon.")
    words = told(as_analyst, report)
    assert words[0].startswith("came in from Wire") or words[0] == "report made"
    assert words.index("began to read") < words.index("claim accepted") < words.index("commented")
    assert "incident “Armed clash in Ashkel” linked" in words


def test_the_story_tells_the_figures_now(as_analyst: Client, report: Report) -> None:
    [figure] = as_analyst.get(f"/reports/{report.pk}/story/").context["figures"]
    assert figure.best == 12


def test_what_the_other_reader_decided_is_not_told(as_analyst: Client) -> None:
    apart = factories.report(second_reading=SecondReading.WANTED)
    other = factories.person("otto")
    reject_claim(claim=factories.claim(apart), person=other)
    begin_thread(subject=apart, person=other, text="A parade.")
    words = told(as_analyst, apart)
    assert not {"claim rejected", "commented", "began to read"} & set(words)


def test_each_of_two_readers_changed_what_was_found_and_not_what_the_other_answered(as_senior: Client) -> None:
    apart = factories.report(second_reading=SecondReading.WANTED)
    claim = factories.claim(apart)
    for name, best in (("ada", 13), ("ben", 14)):
        reader = factories.person(name)
        correct_claim(claim=claim, person=reader, value={"low": best, "best": best, "high": best})
        apart = finish_apart(report=apart, person=reader, outcome={"choice": "none"})
    days = as_senior.get(f"/reports/{apart.pk}/story/").context["days"]
    corrected = [entry for _, entries in days for entry in entries if entry.what == "claim corrected"]
    assert [[(change.before, change.after) for change in entry.changes] for entry in corrected] == [
        [("12", "13")] * 3,
        [("12", "14")] * 3,
    ]


def test_a_story_asks_the_same_few_queries(
    as_analyst: Client, analyst: User, report: Report, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    begin_thread(subject=report, person=analyst, text="First.")
    with django_assert_max_num_queries(25) as few:
        told(as_analyst, report)
    for number in range(8):
        begin_thread(subject=report, person=analyst, text=f"Comment {number}.")
        report.title = f"Title {number}"
        report.save()
    with django_assert_max_num_queries(25) as many:
        told(as_analyst, report)
    assert len(few) == len(many)
