"""What became of what each source and claimant said, kept beside the figures and true to them."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from incidents.models import ClaimantOutcome, Incident, Source, SourceOutcome
from incidents.workflow.figures.overrides import override_estimate
from incidents.workflow.figures.reconcile import recompute_estimates, touch_source
from incidents.workflow.review.decisions import reject_claim, retract_claim
from tests import factories

pytestmark = pytest.mark.django_db


def on(incident: Incident, day: int, source: Source, low: int, claimant: str = "") -> None:
    said = {"low": low, "claimant_name": claimant}
    factories.reviewed_report(incident, said, source=source, published=date(2024, 3, day))


@pytest.fixture
def shelling() -> Incident:
    """Lakeside says 12, then 21; Hill Radio in between 19; both quote the mayor's 30 on other days."""
    incident = factories.incident("Shelling of Ashkel")
    lakeside, hill = factories.source("Lakeside Wire"), factories.source("Hill Radio")
    on(incident, 5, lakeside, 12)
    on(incident, 6, hill, 19)
    on(incident, 8, lakeside, 21)
    on(incident, 8, hill, 30, "the mayor")
    on(incident, 9, lakeside, 30, "The Mayor")
    return incident


def of(source: str, origin: str) -> SourceOutcome:
    return SourceOutcome.objects.get(source__name=source, origin__iexact=origin)


def test_a_source_has_its_first_and_last_figure_beside_the_one_that_stands(shelling: Incident) -> None:
    own = of("Lakeside Wire", "Lakeside Wire")
    assert (own.first, own.last) == (12, 21)
    assert own.final == shelling.estimates.people().get().best
    assert (own.came_first, own.stood_alone, own.withdrawn) == (True, False, False)
    assert (own.first_claim.low, own.last_claim.low) == (12, 21)


def test_a_source_that_quotes_has_an_outcome_for_whom_it_quotes(shelling: Incident) -> None:
    assert of("Hill Radio", "the mayor").first_said.date() == date(2024, 3, 8)
    assert of("Lakeside Wire", "the mayor").first_said.date() == date(2024, 3, 9)


def test_a_claimant_is_heard_once_whoever_prints_it(shelling: Incident) -> None:
    (mayor,) = ClaimantOutcome.objects.all()
    assert (mayor.origin, mayor.origin_key, mayor.first) == ("the mayor", "the mayor", 30)
    assert mayor.first_said.date() == date(2024, 3, 8)


def test_a_figure_set_by_hand_is_the_one_that_stands(shelling: Incident) -> None:
    people = shelling.estimates.people().get()
    override_estimate(estimate=people, person=shelling.made_by, low=24, best=25, high=26, reason="Graves.")
    own = of("Lakeside Wire", "Lakeside Wire")
    assert (own.final, own.by_hand) == (25, True)


def test_a_figure_that_was_taken_back_stays_in_the_record(shelling: Incident) -> None:
    retract_claim(claim=shelling.claims.get(low=19), person=shelling.made_by, reason="The radio took it back.")
    assert of("Hill Radio", "Hill Radio").withdrawn


def test_a_rejected_claim_was_never_said(shelling: Incident) -> None:
    reject_claim(claim=shelling.claims.get(low=19), person=shelling.made_by)
    assert not SourceOutcome.objects.filter(origin="Hill Radio").exists()


def test_an_outcome_follows_the_name_of_its_source(shelling: Incident) -> None:
    hill = Source.objects.get(name="Hill Radio")
    hill.name = "Valley Radio"
    hill.save()
    touch_source(hill)
    assert of("Valley Radio", "Valley Radio").first == 19


def test_recomputing_a_right_incident_writes_no_outcome(shelling: Incident) -> None:
    kept = list(SourceOutcome.objects.values_list("pk", flat=True))
    assert recompute_estimates(shelling) == 0
    assert list(SourceOutcome.objects.values_list("pk", flat=True)) == kept


def test_outcomes_cost_the_same_queries_whatever_the_number_of_sources(shelling: Incident) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            recompute_estimates(shelling)
        return len(asked)

    few = queries()
    for day in range(10, 20):
        on(shelling, day, factories.source(), 20 + day, f"witness {day}")
    assert queries() == few
