"""What each policy makes of the whole record, and choosing the one that the desk follows."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.management import call_command
from django.test import TestCase

from incidents.models import DeskPolicy, Estimate, Incident
from incidents.models.report import ImmutableError
from incidents.vocabulary import Hedge, Measure, Policy
from incidents.workflow.figures.overrides import override_estimate
from incidents.workflow.figures.policies import BadChoiceError, Totals, choose_policy, totals_by_policy
from tests import factories

pytestmark = pytest.mark.django_db


def shelling() -> Incident:
    """12 dead on 5 March by a source graded A, 19 the day after by one graded C; 4 hurt."""
    incident = factories.incident("Shelling of Ashkel")
    trusted, local = factories.source(reliability="A"), factories.source(reliability="C")
    factories.reviewed_report(incident, {"low": 12}, {"low": 4, "measure": "injured"}, source=trusted)
    factories.reviewed_report(incident, {"low": 19}, source=local, published=date(2024, 3, 6))
    return incident


def ambush(low: int = 3) -> Incident:
    incident = factories.incident("Ambush")
    factories.reviewed_report(incident, {"low": low, "claimant_name": "the clinic"})
    return incident


def totals(measure: Measure = Measure.KILLED, followed: Policy = Policy.DESK) -> Totals:
    return totals_by_policy(Estimate.objects.all(), followed)[measure]


def best_by_policy() -> dict[str, int]:
    return {total.policy.value: total.best for total in totals().policies}


def test_every_policy_has_its_total() -> None:
    shelling(), ambush()
    assert best_by_policy() == {"desk": 15, "lowest": 15, "ucdp": 15, "gtd": 22, "latest": 22, "median": 15}


def test_a_total_has_a_range_and_says_of_how_many_incidents() -> None:
    shelling(), ambush()
    desk = totals().followed
    assert (desk.low, desk.best, desk.high, desk.incidents) == (15, 15, 22, 2)


def test_a_policy_says_by_how_much_the_total_would_move() -> None:
    shelling()
    assert {total.policy: total.change_words for total in totals().others}[Policy.LATEST] == "+7"


def test_populations_within_are_not_counted_twice() -> None:
    incident = ambush()
    factories.reviewed_report(incident, {"low": 2, "actor": factories.actor("Northern Column")})
    assert totals().followed.best == 3


def test_a_figure_set_by_hand_stands_under_every_policy() -> None:
    incident = shelling()
    figure = incident.estimates.people().get(measure="killed")
    override_estimate(estimate=figure, person=incident.made_by, low=14, best=14, high=14, reason="Graves.")
    assert set(best_by_policy().values()) == {14}
    assert totals().by_hand == 1


def test_losses_that_nobody_counts_add_nothing_and_count_no_incident() -> None:
    ambush()
    Estimate.objects.update(low=None, best=None, high=None, other_policies={})
    assert (totals().followed.best, totals().followed.incidents) == (0, 0)


def test_contested_incidents_hold_a_share_of_the_dead() -> None:
    shelling()
    denied = ambush(low=3)
    denial = {"low": 0, "words": "nobody died", "denies": True, "hedge": Hedge.DENIAL, "claimant_name": "the colonel"}
    factories.reviewed_report(denied, denial)
    assert (totals().contested, totals().contested_best) == (1, 3)
    assert totals().contested_share == 0.2


def test_the_killed_and_the_injured_are_apart() -> None:
    shelling()
    assert totals(Measure.INJURED).followed.best == 4


def test_to_choose_a_policy_derives_every_figure_by_it() -> None:
    incident = shelling()
    choose_policy(policy=Policy.LATEST, person=incident.made_by, reason="The ministry asks for the newest.")
    figure = incident.estimates.people().get(measure="killed")
    assert (figure.policy, figure.best) == ("latest", 19)
    assert figure.other_policies["desk"]["best"] == 12


def test_a_choice_moves_the_total_to_what_was_foreseen() -> None:
    incident = shelling()
    ambush()
    foreseen = best_by_policy()
    choose_policy(policy=Policy.LATEST, person=incident.made_by, reason="The ministry asks for the newest.")
    assert totals(followed=Policy.LATEST).followed.best == foreseen["latest"]
    assert best_by_policy() == foreseen


def test_a_policy_can_be_chosen_back_to_the_same_numbers() -> None:
    incident = shelling()
    names = ("measure", "population_key", "low", "best", "high", "policy")
    before = list(incident.estimates.values_list(*names))
    choose_policy(policy=Policy.LATEST, person=incident.made_by, reason="The newest.")
    choose_policy(policy=Policy.DESK, person=incident.made_by, reason="The newest was wrong too often.")
    assert list(incident.estimates.values_list(*names)) == before
    assert [choice.policy for choice in DeskPolicy.objects.all()] == ["latest", "desk"]
    call_command("rebuild_estimates", "--check")


def test_a_choice_needs_a_reason() -> None:
    with pytest.raises(BadChoiceError, match="Say why"):
        choose_policy(policy=Policy.LATEST, person=factories.person(), reason=" ")


def test_the_policy_that_is_followed_is_not_chosen_again() -> None:
    with pytest.raises(BadChoiceError, match="follows “desk” already"):
        choose_policy(policy=Policy.DESK, person=factories.person(), reason="It is good.")


def test_a_choice_is_never_edited() -> None:
    choose_policy(policy=Policy.LATEST, person=factories.person(), reason="The newest.")
    with pytest.raises(ImmutableError):
        DeskPolicy.objects.get().save()


def test_many_incidents_wait_for_a_task() -> None:
    person = factories.person()
    for number in range(21):
        factories.incident(f"Shelling {number}", made_by=person)
    with TestCase.captureOnCommitCallbacks() as tasks:
        choose_policy(policy=Policy.LATEST, person=person, reason="The newest.")
    assert Incident.objects.outdated().count() == 21
    for task in tasks:
        task()
    assert Incident.objects.outdated().count() == 0
