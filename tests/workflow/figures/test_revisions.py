"""That no figure moves in silence: what it was before and after, and by what."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import User

from incidents.models import Incident, Revision
from incidents.vocabulary import Policy, RevisionCause, Role
from incidents.workflow.figures.overrides import override_estimate, withdraw_override
from incidents.workflow.figures.policies import choose_policy
from incidents.workflow.figures.reconcile import recompute_estimates
from incidents.workflow.review.decisions import retract_claim
from incidents.workflow.review.finishing import reopen_report
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def ines(db: None) -> User:
    return factories.person("ines", role=Role.SENIOR)


@pytest.fixture
def shelling(ines: User) -> Incident:
    """12 dead by one source, then 19 by another."""
    incident = factories.incident("Shelling of Ashkel", made_by=ines)
    for day, low in ((5, 12), (6, 19)):
        factories.reviewed_report(
            incident, {"low": low}, source=factories.source(f"Wire of the {day}th"), published=date(2024, 3, day)
        )
    return incident


def moves(incident: Incident) -> list[tuple[str, str, str]]:
    return [(str(one.figure_before), str(one.figure), one.cause) for one in incident.revisions.order_by("pk")]


def test_a_report_that_moves_a_figure_leaves_what_it_was_and_what_it_is(shelling: Incident, ines: User) -> None:
    assert moves(shelling) == [("no figure", "12", "report"), ("12", "12 (12–19)", "report")]
    last = shelling.revisions.latest("pk")
    assert last.report is not None
    assert (str(last.report.source), last.person) == ("Wire of the 6th", ines)


def test_deriving_the_same_figure_again_leaves_nothing(shelling: Incident) -> None:
    recompute_estimates(shelling)
    assert shelling.revisions.count() == 2


def test_a_figure_set_by_hand_and_taken_back_leaves_both(shelling: Incident, ines: User) -> None:
    estimate = shelling.estimates.people().get()
    override_estimate(estimate=estimate, person=ines, low=15, best=16, high=17, reason="The list of names has 16.")
    withdraw_override(estimate=estimate, person=ines, reason="The list is of another day.")
    assert moves(shelling)[2:] == [
        ("12 (12–19)", "16 (15–17)", "by_hand"),
        ("16 (15–17)", "12 (12–19)", "taken_back"),
    ]


def test_a_claim_that_is_taken_back_moves_the_figure_by_that_claim(shelling: Incident, ines: User) -> None:
    claim = shelling.claims.get(low=19)
    retract_claim(claim=claim, person=ines, reason="The wire corrected itself.")
    last = shelling.revisions.latest("pk")
    assert (str(last.figure_before), str(last.figure), last.cause, last.report) == (
        "12 (12–19)",
        "12",
        "claim",
        claim.report,
    )


def test_another_policy_is_told_as_what_moved_the_figures(shelling: Incident, ines: User) -> None:
    choose_policy(policy=Policy.LATEST, person=ines, reason="To see what came last.")
    assert moves(shelling)[-1] == ("12 (12–19)", "19", RevisionCause.POLICY)


def test_what_is_counted_of_some_of_the_people_leaves_nothing(ines: User) -> None:
    incident = factories.incident(made_by=ines)
    factories.reviewed_report(incident, {"low": 12, "actor": factories.actor("Northern Column")})
    assert incident.estimates.count() > 1
    assert Revision.objects.count() == 1


def test_a_report_that_is_opened_again_moves_the_figure_until_it_is_done(shelling: Incident) -> None:
    report = shelling.reports.get(source__name="Wire of the 6th")
    reopen_report(report=report)
    last = shelling.revisions.latest("pk")
    assert (str(last.figure_before), str(last.figure), last.cause, last.report) == (
        "12 (12–19)",
        "12",
        "reopened",
        report,
    )
