"""Figures that were left outdated, because whoever should have derived them was stopped, are derived all the same."""

from __future__ import annotations

from time import monotonic

import pytest
from django.contrib.auth.models import User
from pytest_django import DjangoAssertNumQueries

from incidents.models import Incident
from incidents.workflow.figures.reconcile import recompute_outdated
from incidents.workflow.review.decisions import accept_claim
from incidents.workflow.review.finishing import finish_report
from incidents.workflow.watch import STILL, LeftFigures
from tests.workflow import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def amara() -> User:
    return cast.person()


def outdated_incident(person: User, place: str = "the ridge") -> Incident:
    """An incident with 12 dead whose figures were to be derived anew by a task that never ran."""
    incident, report = cast.incident(person), cast.report(person, f"Soldiers killed 12 rebels on {place}.")
    accept_claim(claim=cast.claim(report, "12 rebels", low=12), person=person)
    finish_report(report=report, person=person, incident=incident)
    incident.estimates.all().delete()
    Incident.objects.filter(pk=incident.pk).update(is_outdated=True)
    return incident


def test_figures_that_nobody_derives_are_derived_after_half_a_minute(amara: User) -> None:
    incident, figures = outdated_incident(amara), LeftFigures()
    assert figures.derive_if_left() == 0
    figures.since -= STILL
    assert figures.derive_if_left() == 1
    assert incident.estimates.people().get().best == 12
    assert not Incident.objects.outdated().exists()


def test_figures_that_somebody_is_deriving_are_left_to_them(amara: User) -> None:
    first, _second = outdated_incident(amara), outdated_incident(amara, "the plain")
    figures = LeftFigures(first.pk, monotonic() - STILL)
    Incident.objects.filter(pk=first.pk).update(is_outdated=False)
    assert figures.derive_if_left() == 0
    assert Incident.objects.outdated().count() == 1


def test_a_look_costs_one_query_where_nothing_is_outdated(
    amara: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    figures = LeftFigures(None, monotonic() - STILL)
    with django_assert_num_queries(1):
        assert figures.derive_if_left() == 0


def test_what_another_process_derived_meanwhile_is_not_derived_again(amara: User) -> None:
    first, second = outdated_incident(amara), outdated_incident(amara, "the plain")

    def as_the_other(done: int) -> None:
        Incident.objects.filter(pk=second.pk).update(is_outdated=False)

    recompute_outdated(as_the_other)
    assert (first.estimates.exists(), second.estimates.exists()) == (True, False)
