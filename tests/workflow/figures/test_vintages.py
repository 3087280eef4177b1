"""What each figure was from moment to moment, and that the record can be derived anew to the same numbers."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from incidents.models import ClaimantOutcome, Estimate, Incident, SourceOutcome, Vintage
from incidents.workflow.figures.overrides import override_estimate, withdraw_override
from incidents.workflow.figures.reconcile import recompute_estimates, touch_source
from incidents.workflow.review.decisions import retract_claim
from tests import factories

pytestmark = pytest.mark.django_db


def night(day: int, hour: int = 0) -> datetime:
    return datetime(2024, 3, day, hour, tzinfo=UTC)


def growing_toll() -> Incident:
    """12 dead on 5 March, 19 by another source on the 6th, 21 by the first source on the 8th."""
    shelling = factories.incident("Shelling of Ashkel")
    lakeside, hill = factories.source("Lakeside Wire"), factories.source("Hill Radio")
    for day, source, low in ((5, lakeside, 12), (6, hill, 19), (8, lakeside, 21)):
        factories.reviewed_report(shelling, {"low": low}, source=source, published=date(2024, 3, day))
    return shelling


def spans(incident: Incident) -> list[tuple[object, ...]]:
    return list(incident.vintages.people().values_list("known_from", "known_until", "low", "best", "high"))


def test_each_report_begins_a_vintage() -> None:
    assert spans(growing_toll()) == [
        (night(5), night(6), 12, 12, 12),
        (night(6), night(8), 12, 12, 19),
        (night(8), None, 19, 21, 21),
    ]


def test_a_day_in_between_has_the_figure_that_was_known_then() -> None:
    growing_toll()
    assert Incident.objects.with_toll(known_at=night(7)).get().toll_high == 19


def test_before_the_first_report_nothing_was_known() -> None:
    growing_toll()
    assert Incident.objects.with_toll(known_at=night(4)).get().toll_best is None
    assert not Incident.objects.known_at(night(4)).exists()
    assert Incident.objects.known_at(night(5)).exists()


def test_the_vintage_of_today_is_the_estimate() -> None:
    shelling = growing_toll()
    names = ("measure", "population_key", "low", "best", "high", "flags", "origins", "reports", "stake")
    today = Vintage.objects.filter(incident=shelling, known_until=None)
    assert list(today.values_list(*names)) == list(shelling.estimates.values_list(*names))


def test_a_report_that_changes_nothing_begins_no_vintage() -> None:
    shelling = growing_toll()
    factories.reviewed_report(
        shelling, {"low": 3, "measure": "injured"}, source=factories.source(), published=date(2024, 3, 9)
    )
    assert len(spans(shelling)) == 4
    assert shelling.vintages.people().filter(measure="killed").count() == 3


def test_a_retracted_claim_is_as_if_it_had_never_been_known() -> None:
    shelling = growing_toll()
    retract_claim(claim=shelling.claims.get(low=19), person=shelling.made_by, reason="The radio took it back.")
    figures = [numbers[2:] for numbers in spans(shelling)]
    assert figures[0] == (12, 12, 12)
    assert figures[-1] == (21, 21, 21)


def test_a_figure_set_by_hand_begins_a_vintage_of_its_own() -> None:
    shelling = growing_toll()
    people = shelling.estimates.people().get()
    override_estimate(estimate=people, person=shelling.made_by, low=20, best=20, high=21, reason="Graves.")
    last, set_by_hand = shelling.vintages.people().order_by("known_from")[2:]
    assert (last.override_best, set_by_hand.override_best) == (None, 20)
    assert last.known_until == set_by_hand.known_from == people.incident.decisions.get().at


def test_a_withdrawn_override_stays_in_the_past_only() -> None:
    shelling = growing_toll()
    people = shelling.estimates.people().get()
    override_estimate(estimate=people, person=shelling.made_by, low=20, best=20, high=21, reason="Graves.")
    withdraw_override(estimate=people, person=shelling.made_by, reason="Of another place.")
    overridden = shelling.vintages.people().order_by("known_from").values_list("override_best", flat=True)
    assert list(overridden) == [None, None, None, 20, None]


def test_a_claim_that_comes_after_a_figure_was_set_marks_it() -> None:
    shelling = growing_toll()
    override_estimate(
        estimate=shelling.estimates.people().get(), person=shelling.made_by, low=20, best=20, high=21, reason="Graves."
    )
    assert not shelling.estimates.people().get().changed_since
    factories.reviewed_report(shelling, {"low": 30}, published=date(2024, 3, 9))
    people = shelling.estimates.people().get()
    assert people.changed_since
    assert people.override_best == 20


def test_a_new_grade_touches_the_incidents_of_its_source() -> None:
    shelling = growing_toll()
    assert shelling.estimates.people().get().best == 21
    wire = shelling.claims.get(low=12).report.source
    wire.reliability = "E"
    wire.save()
    touch_source(wire)
    assert shelling.estimates.people().get().best == 19


def test_a_new_grade_leaves_other_incidents_alone() -> None:
    growing_toll()
    other = factories.incident("Ambush")
    factories.reviewed_report(other, {"low": 4})
    before = other.estimates.people().get().computed_at
    touch_source(factories.source("Nobody's Paper"))
    touch_source(Incident.objects.get(title="Shelling of Ashkel").claims.first().report.source)  # type: ignore[union-attr]
    assert other.estimates.people().get().computed_at == before


def rebuilt() -> list[tuple[object, ...]]:
    names = [each.attname for each in Estimate._meta.concrete_fields if each.name not in ("id", "computed_at")]
    spanned = [each.attname for each in Vintage._meta.concrete_fields if each.name != "id"]
    judged = [each.attname for each in ClaimantOutcome._meta.concrete_fields if each.name != "id"]
    return [
        *Estimate.objects.order_by("incident", "measure", "population_key").values_list(*names),
        *Vintage.objects.order_by("incident", "measure", "population_key", "known_from").values_list(*spanned),
        *ClaimantOutcome.objects.order_by("incident", "measure", "origin_key").values_list(*judged),
        *SourceOutcome.objects.order_by("incident", "measure", "source").values_list("source", *judged),
    ]


def test_the_whole_record_derived_anew_gives_the_same_numbers() -> None:
    shelling = growing_toll()
    override_estimate(
        estimate=shelling.estimates.people().get(), person=shelling.made_by, low=20, best=20, high=21, reason="Graves."
    )
    factories.reviewed_report(
        factories.incident("Ambush"), {"low": 4, "claimant_name": "the mayor"}, {"low": 9, "measure": "injured"}
    )
    kept = rebuilt()
    for derived in (Estimate, Vintage, SourceOutcome, ClaimantOutcome):
        assert derived.objects.exists()
        derived.objects.all().delete()
    call_command("rebuild_estimates")
    assert rebuilt() == kept


def test_a_rebuild_of_a_right_record_changes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    growing_toll()
    call_command("rebuild_estimates", "--check")
    assert "the figures of 0 changed" in capsys.readouterr().out


def test_a_check_finds_a_figure_that_is_wrong_and_leaves_it() -> None:
    shelling = growing_toll()
    shelling.estimates.people().update(best=20)
    with pytest.raises(CommandError, match="not what claims and decisions give"):
        call_command("rebuild_estimates", "--check")
    assert shelling.estimates.people().get().best == 20


def test_a_rebuild_of_an_incident_that_is_not_there_says_so() -> None:
    with pytest.raises(CommandError, match="There is no incident 77"):
        call_command("rebuild_estimates", "--incident", "77")


def queries_of_recompute(incident: Incident) -> int:
    with CaptureQueriesContext(connection) as asked:
        recompute_estimates(incident)
    return len(asked)


def test_recomputing_asks_the_same_whatever_the_size_of_the_incident() -> None:
    shelling = growing_toll()
    few = queries_of_recompute(shelling)
    for day in range(9, 20):
        factories.reviewed_report(
            shelling,
            {"low": 20 + day},
            published=date(2024, 3, day),
            published_time=time(12),
            source=factories.source(),
        )
    assert queries_of_recompute(shelling) == few
