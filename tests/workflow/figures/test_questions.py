"""What a person should decide about a figure, and how it is settled and asked again."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from incidents.models import Decision, Estimate, Incident
from incidents.models.report import ImmutableError
from incidents.vocabulary import Hedge, Reliability, Side
from incidents.workflow.figures.overrides import (
    BadConfirmationError,
    confirm_figure,
    override_estimate,
    withdraw_confirmation,
    withdraw_override,
)
from incidents.workflow.figures.reconcile import recompute_estimates, touch_source
from tests import factories

pytestmark = pytest.mark.django_db

DENIAL = {"low": 0, "words": "nobody died", "denies": True, "hedge": Hedge.DENIAL, "claimant_name": "the colonel"}
LOSSES = {"low": 1, "words": "losses", "best": None, "high": None, "open_upper": True, "hedge": Hedge.UNQUANTIFIED}


def raid(*claims: dict[str, Any], **values: Any) -> Incident:
    incident = factories.incident("Raid on Ashkel")
    factories.reviewed_report(incident, *claims, **values)
    return incident


def contested() -> Incident:
    return raid({"low": 12, "claimant_name": "the clinic"}, DENIAL)


def claimed_by_a_side() -> Incident:
    """12 of the Northern Column dead, says the army that fights it."""
    incident = factories.incident("Raid on Ashkel")
    column, army = factories.actor("Northern Column"), factories.actor("Norland Army")
    factories.takes_part(incident, army, Side.A)
    factories.takes_part(incident, column, Side.B)
    told = {"low": 12, "actor": column, "speaker": army, "claimant_name": "the army"}
    factories.reviewed_report(incident, told)
    return incident


def people(incident: Incident) -> Estimate:
    return incident.estimates.people().select_related("confirmation").get(measure="killed")


def let_stand(incident: Incident, reason: str = "The clinic has the bodies.") -> None:
    confirm_figure(estimate=people(incident), person=incident.made_by, reason=reason)


def test_a_figure_that_all_agree_on_asks_nothing() -> None:
    assert people(raid({"low": 12})).questions == []


def test_losses_without_a_number_ask_for_one() -> None:
    assert people(raid(LOSSES)).questions == ["no_figure"]


def test_a_denied_count_is_a_question() -> None:
    assert people(contested()).questions == ["contested"]


def test_a_figure_from_a_side_alone_is_a_question() -> None:
    assert people(claimed_by_a_side()).questions == ["party_claim_only"]


def test_a_part_above_the_whole_is_a_question() -> None:
    incident = raid({"low": 8}, {"low": 20, "scope": "part", "claimant_name": "the mayor"})
    assert people(incident).questions == ["part_exceeds_whole"]


def test_a_source_that_nobody_graded_is_a_question_until_it_is_graded() -> None:
    source = factories.source(reliability=Reliability.F)
    incident = raid({"low": 8}, source=source)
    assert people(incident).questions == ["ungraded"]
    source.reliability = Reliability.C
    source.save()
    touch_source(source)
    assert people(incident).questions == []


def test_a_figure_set_by_hand_asks_nothing_until_a_claim_comes() -> None:
    incident = contested()
    override_estimate(estimate=people(incident), person=incident.made_by, low=11, best=11, high=12, reason="Graves.")
    assert people(incident).questions == []
    factories.reviewed_report(incident, {"low": 14}, published=date(2024, 3, 9))
    assert people(incident).questions == ["changed_since"]


def test_a_figure_whose_override_was_taken_back_asks_as_before() -> None:
    incident = contested()
    override_estimate(estimate=people(incident), person=incident.made_by, low=11, best=11, high=12, reason="Graves.")
    withdraw_override(estimate=people(incident), person=incident.made_by, reason="Of another place.")
    assert people(incident).questions == ["contested"]


def test_a_claim_that_only_tells_of_more_than_the_incident_asks_nothing() -> None:
    assert people(raid({"low": 400, "scope": "larger"})).questions == []


def test_a_confirmed_figure_asks_nothing_and_says_by_whom() -> None:
    incident = contested()
    let_stand(incident)
    figure = people(incident)
    assert figure.questions == []
    assert figure.confirmation is not None
    assert figure.confirmation.person == incident.made_by
    assert (figure.low, figure.best, figure.flags) == (12, 12, ["contested"])


def test_a_confirmation_keeps_the_figure_that_was_looked_at() -> None:
    incident = contested()
    let_stand(incident)
    assert Decision.objects.get(incident=incident).value == {
        "low": 12,
        "best": 12,
        "high": 12,
        "open_upper": False,
        "questions": ["contested"],
    }


def test_a_claim_that_comes_later_brings_the_question_back() -> None:
    incident = contested()
    let_stand(incident)
    factories.reviewed_report(incident, {"low": 12, "claimant_name": "the mayor"}, published=date(2024, 3, 9))
    assert people(incident).questions == ["contested"]


def test_a_figure_that_moves_without_a_claim_is_asked_about_again() -> None:
    one, other = factories.source(reliability=Reliability.B), factories.source(reliability=Reliability.C)
    incident = raid({"low": 12, "claimant_name": "the clinic"}, DENIAL, source=one)
    factories.reviewed_report(incident, {"low": 14, "claimant_name": "the mayor"}, source=other)
    let_stand(incident)
    assert people(incident).questions == []
    other.reliability = Reliability.A
    other.save()
    touch_source(other)
    assert (people(incident).best, people(incident).questions) == (14, ["contested"])


def test_a_question_that_was_not_there_is_not_settled() -> None:
    source = factories.source()
    incident = raid({"low": 12, "claimant_name": "the clinic"}, DENIAL, source=source)
    let_stand(incident)
    source.reliability = Reliability.F
    source.save()
    touch_source(source)
    assert people(incident).questions == ["ungraded"]
    let_stand(incident, "We know who writes there.")
    assert people(incident).questions == []


def test_people_as_a_whole_take_in_everybody_within() -> None:
    incident = claimed_by_a_side()
    assert incident.estimates.get(actor__isnull=False).questions == ["party_claim_only"]
    let_stand(incident)
    assert [figure.questions for figure in incident.estimates.filter(measure="killed")] == [[], []]


def test_one_population_settles_only_itself() -> None:
    incident = claimed_by_a_side()
    theirs = incident.estimates.get(actor__isnull=False)
    confirm_figure(estimate=theirs, person=incident.made_by, reason="They buried them.")
    assert incident.estimates.get(actor__isnull=False).questions == []
    assert people(incident).questions == ["party_claim_only"]


def test_another_measure_is_not_settled() -> None:
    incident = raid({"low": 12, "claimant_name": "the clinic"}, DENIAL, {**LOSSES, "measure": "injured"})
    let_stand(incident)
    assert incident.estimates.people().get(measure="injured").questions == ["no_figure"]


def test_a_confirmation_can_be_taken_back() -> None:
    incident = contested()
    let_stand(incident)
    withdraw_confirmation(estimate=people(incident), person=incident.made_by, reason="The bodies were of the 4th.")
    assert people(incident).questions == ["contested"]
    assert people(incident).confirmation is None


def test_a_confirmation_needs_a_reason() -> None:
    incident = contested()
    with pytest.raises(BadConfirmationError, match="Say why"):
        let_stand(incident, "  ")


def test_a_figure_without_questions_needs_no_confirmation() -> None:
    incident = raid({"low": 12})
    with pytest.raises(BadConfirmationError, match="Nothing is asked"):
        let_stand(incident)


def test_a_confirmation_is_never_edited() -> None:
    incident = contested()
    let_stand(incident)
    with pytest.raises(ImmutableError):
        Decision.objects.get(incident=incident).save()


def test_what_was_asked_is_kept_from_moment_to_moment() -> None:
    incident = contested()
    let_stand(incident)
    asked = incident.vintages.people().filter(measure="killed").values_list("questions", flat=True)
    assert list(asked.order_by("known_from")) == [["contested"], []]


def test_a_rebuild_settles_what_was_settled() -> None:
    incident = contested()
    let_stand(incident)
    assert recompute_estimates(incident) == 0
