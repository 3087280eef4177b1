"""Reports that are nearly the text of an earlier one: found when they come in, and offered with its incident."""

from __future__ import annotations

from datetime import date
from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from pytest_django import DjangoAssertNumQueries

from incidents.models import NearDuplicate, Report, TextBand
from incidents.workflow.incidents.matching import candidates_for
from incidents.workflow.incidents.regrouping import merge_incidents
from incidents.workflow.intake import submit_report
from incidents.workflow.reports.near_duplicates import keep_near_duplicates, nearly_same
from incidents.workflow.review.finishing import finish_report
from tests import factories

pytestmark = pytest.mark.django_db

ADDED = "\nA curfew was called for the night in Ashkel."


def wire() -> Report:
    report = factories.report(factories.TEXT, source=factories.source("Lakeside Wire"))
    keep_near_duplicates(report)
    return report


def copy(text: str = factories.TEXT + ADDED) -> Report:
    report = factories.report(text, title="Dawn raid")
    keep_near_duplicates(report)
    return report


def test_a_report_is_compared_when_it_comes_in(analyst: User) -> None:
    first = submit_report(text=factories.TEXT, source=factories.source(), person=analyst)
    second = submit_report(text=factories.TEXT + ADDED, source=factories.source(), person=analyst)
    assert list(second.near_duplicates.values_list("other", flat=True)) == [first.pk]


def test_a_copy_knows_what_it_is_a_copy_of() -> None:
    first, second = wire(), copy()
    (found,) = nearly_same(second)
    assert (found.other, found.per_cent) == (first, 90)
    assert found.difference
    assert found.difference.sentence == "with one sentence added"
    assert nearly_same(first) == []


def test_the_incident_of_the_copied_report_is_offered_first_with_the_reason() -> None:
    first, second = wire(), copy()
    far = factories.incident("Raid on Besh", date_start=date(2023, 1, 1), latitude=50, longitude=3, country_code="XX")
    finish_report(report=first, person=far.made_by, incident=far)
    factories.incident()
    best = candidates_for(second)[0]
    assert (best.incident, best.is_likely) == (far, True)
    assert best.reasons[0] == "nearly the text of “Town attacked at dawn”, 90 % alike"


def test_the_incident_that_another_was_merged_into_is_offered() -> None:
    first, second = wire(), copy()
    merged, kept = factories.incident("Raid on Besh"), factories.incident("Raid at dawn")
    finish_report(report=first, person=merged.made_by, incident=merged)
    merge_incidents(kept=kept, merged=merged, person=kept.made_by, reason="One raid.")
    assert candidates_for(second)[0].incident == kept


def test_an_earlier_text_is_told_once_though_it_tells_of_two_incidents() -> None:
    first, second = wire(), copy()
    for title in ("Raid on Besh", "Raid at dawn"):
        first.links.create(incident=factories.incident(title), linked_by=first.added_by)
    assert len(nearly_same(second)) == 1


def test_the_queries_are_the_same_for_a_record_ten_times_the_size(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    counts = []
    for copies in (3, 30):
        for number in range(copies):
            copy(f"{factories.TEXT}\nDispatch {copies}-{number}.")
        late = factories.report(f"{factories.TEXT}\nA late dispatch, {copies}.")
        with django_assert_max_num_queries(12) as asked:
            keep_near_duplicates(late)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_a_report_keeps_the_five_most_alike() -> None:
    for number in range(8):
        copy(f"{factories.TEXT}\nDispatch {number}.")
    assert len(nearly_same(copy())) == 5


def test_the_command_compares_what_was_here_before_and_can_be_repeated() -> None:
    first = factories.report(factories.TEXT)
    second = factories.report(factories.TEXT + ADDED)
    said = StringIO()
    call_command("find_near_duplicates", stdout=said)
    call_command("find_near_duplicates", "--again", stdout=said)
    call_command("find_near_duplicates", stdout=said)
    assert NearDuplicate.objects.values_list("report", "other").get() == (second.pk, first.pk)
    assert TextBand.objects.count() == 64
    assert said.getvalue().splitlines() == [
        "2 reports compared; 1 are nearly the text of an earlier one",
        "2 reports compared; 1 are nearly the text of an earlier one",
        "0 reports compared; 0 are nearly the text of an earlier one",
    ]
