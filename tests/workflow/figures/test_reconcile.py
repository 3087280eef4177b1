"""From accepted claims to estimates in the record, and figures set by hand beside them."""

from __future__ import annotations

from datetime import date, time

import pytest

from incidents.models import Actor, Estimate, Incident
from incidents.vocabulary import Flag, Interest
from incidents.workflow.figures.overrides import BadOverrideError, override_estimate, withdraw_override
from incidents.workflow.figures.reconcile import recompute_estimates
from incidents.workflow.review.decisions import accept_claim
from incidents.workflow.review.finishing import finish_report
from tests.workflow import cast

pytestmark = pytest.mark.django_db


def clash() -> Incident:
    """An army that counts 12 dead rebels, and rebels who own to 5 of theirs, from two reports."""
    amara = cast.person()
    army, rebels = Actor.objects.create(name="Army"), Actor.objects.create(name="Ridge rebels")
    ridge = cast.incident(amara)
    cast.sides(ridge, army, rebels)
    report = cast.report(amara)
    for words, low, speaker in (("12 rebels", 12, army), ("5 of theirs", 5, rebels)):
        claim = cast.claim(
            report, words, low=low, actor=rebels, status="combatant", claimant=speaker.name, speaker=speaker
        )
        accept_claim(claim=claim, person=amara)
    finish_report(report=report, person=amara, incident=ridge)
    return ridge


def test_who_speaks_of_whose_losses_makes_the_interest() -> None:
    ridge = clash()
    interests = dict(ridge.claims.values_list("raw", "interest"))
    assert interests == {"12 rebels": Interest.PARTY_CLAIM, "5 of theirs": Interest.ADMISSION}


def test_a_party_claim_beside_an_admission_is_shown_and_moves_nothing() -> None:
    estimate = clash().estimates.get(actor__name="Ridge rebels")
    assert (estimate.low, estimate.best, estimate.high) == (5, 5, 5)
    assert (estimate.claimed_low, estimate.claimed_high) == (12, 12)


def test_people_as_a_whole_are_rolled_up() -> None:
    assert clash().estimates.people().get().best == 5


def test_the_other_policies_answer_beside_the_desk() -> None:
    estimate = clash().estimates.get(actor__name="Ridge rebels")
    assert set(estimate.other_policies) == {"lowest", "ucdp", "gtd", "latest", "median"}


def test_an_estimate_says_why() -> None:
    assert clash().estimates.get(actor__name="Ridge rebels").why.endswith(".")


def test_party_claims_alone_are_flagged() -> None:
    amara = cast.person()
    army, rebels = Actor.objects.create(name="Army"), Actor.objects.create(name="Ridge rebels")
    ridge, report = cast.incident(amara), cast.report(amara)
    cast.sides(ridge, army, rebels)
    claim = cast.claim(report, "12 rebels", low=12, actor=rebels, claimant="the army", speaker=army)
    accept_claim(claim=claim, person=amara)
    finish_report(report=report, person=amara, incident=ridge)
    assert ridge.estimates.get(actor=rebels).flags == [Flag.PARTY_CLAIM_ONLY]


def test_recomputing_twice_gives_the_same_rows() -> None:
    ridge = clash()
    fields = ("pk", "measure", "population_key", "low", "best", "high", "flags", "why")
    before = list(ridge.estimates.values_list(*fields))
    recompute_estimates(ridge)
    assert list(ridge.estimates.values_list(*fields)) == before


def test_an_override_stands_beside_the_derived_figure() -> None:
    people = clash().estimates.people().get()
    override_estimate(estimate=people, person=cast.person("bo"), low=5, best=6, high=9, reason="Graves were counted.")
    kept = Estimate.objects.with_figures().get(pk=people.pk)
    assert (kept.shown_low, kept.shown_best, kept.shown_high) == (5, 6, 9)
    assert (kept.low, kept.best, kept.high) == (5, 5, 5)


def test_a_figure_set_by_hand_is_not_open() -> None:
    people = clash().estimates.people().get()
    Estimate.objects.filter(pk=people.pk).update(open_upper=True)
    assert Incident.objects.with_toll().get().toll_open is True
    override_estimate(estimate=people, person=cast.person("bo"), low=5, best=6, high=9, reason="Graves were counted.")
    assert Incident.objects.with_toll().get().toll_open is False


def test_an_override_outlives_recomputing() -> None:
    ridge = clash()
    override_estimate(
        estimate=ridge.estimates.people().get(), person=cast.person("bo"), low=5, best=6, high=9, reason="Graves."
    )
    recompute_estimates(ridge)
    assert ridge.estimates.people().get().override_best == 6


def test_an_override_needs_a_reason() -> None:
    people = clash().estimates.people().get()
    with pytest.raises(BadOverrideError, match="Say why"):
        override_estimate(estimate=people, person=cast.person("bo"), low=5, best=6, high=9, reason="  ")


def test_an_override_needs_its_numbers_in_order() -> None:
    people = clash().estimates.people().get()
    with pytest.raises(BadOverrideError, match="low ≤ best ≤ high"):
        override_estimate(estimate=people, person=cast.person("bo"), low=7, best=6, high=9, reason="Graves.")


def test_a_withdrawn_override_lets_the_derived_figure_stand() -> None:
    bo = cast.person("bo")
    people = clash().estimates.people().get()
    override_estimate(estimate=people, person=bo, low=5, best=6, high=9, reason="Graves were counted.")
    withdraw_override(estimate=people, person=bo, reason="The count was of another place.")
    assert Estimate.objects.with_figures().get(pk=people.pk).shown_best == 5


def test_a_later_report_of_one_origin_takes_the_place_of_the_earlier() -> None:
    amara = cast.person()
    ridge = cast.incident(amara)
    for day, words, low in ((4, "31 people were killed", 31), (5, "38 people were killed", 38)):
        report = cast.report(amara, text=f"The hospital says {words}.", published=date(2025, 3, day))
        accept_claim(claim=cast.claim(report, words, low=low, claimant="the hospital"), person=amara)
        finish_report(report=report, person=amara, incident=ridge)
    people = ridge.estimates.people().get()
    assert (people.low, people.best, people.high) == (38, 38, 38)


def test_a_day_without_an_hour_does_not_make_an_evening_older_than_its_morning() -> None:
    amara = cast.person()
    ridge = cast.incident(amara)
    for hour, words, low, as_of in (
        (8, "31 people were killed", 31, None),
        (20, "38 people were killed", 38, date(2025, 3, 4)),
    ):
        report = cast.report(amara, text=f"{words}.", published=date(2025, 3, 4), published_time=time(hour))
        claim = cast.claim(report, words, low=low, claimant="the hospital", as_of=as_of)
        accept_claim(claim=claim, person=amara)
        finish_report(report=report, person=amara, incident=ridge)
    assert ridge.estimates.people().get().best == 38
