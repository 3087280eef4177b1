"""What the desk chose for itself: a choice of a policy or of rules is reverted by one more, which names it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied

from incidents.models import DeskPolicy, ReviewRules, Source
from incidents.vocabulary import Policy
from incidents.workflow.desk.review_rules import set_rules
from incidents.workflow.figures.policies import choose_policy
from incidents.workflow.history.desk_choices import revert_desk_choice
from incidents.workflow.history.revert import CannotRevertError, ChangedSinceError
from incidents.workflow.standing.playback import taken_back
from incidents.workflow.standing.versions import StaleError
from tests import factories

pytestmark = pytest.mark.django_db

AT_FIRST = {
    "second_share": 0,
    "second_toll": None,
    "second_measures": [],
    "planted_share": 0,
    "hold_minutes": 15,
    "words_a_second": 5,
    "country": "",
}


def chosen(policy: Policy, person: User) -> DeskPolicy:
    choose_policy(policy=policy, person=person, reason="The ministry asks for it.")
    return DeskPolicy.objects.latest("pk")


def rules(person: User, sources: Collection[Source] = (), **values: Any) -> ReviewRules:
    return set_rules(person=person, values=AT_FIRST | values, sources=sources)


# --- The policy -------------------------------------------------------------------------------------


def test_the_policy_before_is_followed_again(senior: User) -> None:
    choice = chosen(Policy.LATEST, senior)
    revert_desk_choice(choice=choice, person=senior, reason="Wrong too often.")
    last = DeskPolicy.objects.latest("pk")
    assert DeskPolicy.now() == Policy.DESK
    assert (last.person, last.reason, last.takes_back) == (senior, "Wrong too often.", choice)
    assert DeskPolicy.objects.count() == 2


def test_figures_follow_the_policy_that_is_put_back(senior: User) -> None:
    incident = factories.incident(made_by=senior)
    factories.reviewed_report(incident, {"low": 12, "claimant_name": "the clinic"})
    choice = chosen(Policy.LATEST, senior)
    assert incident.estimates.get().policy == "latest"
    revert_desk_choice(choice=choice, person=senior, reason="Wrong too often.")
    assert incident.estimates.get().policy == "desk"


def test_reverting_a_revert_follows_the_policy_again(senior: User) -> None:
    choice = chosen(Policy.LATEST, senior)
    revert_desk_choice(choice=choice, person=senior, reason="Wrong.")
    revert = DeskPolicy.objects.latest("pk")
    assert taken_back(DeskPolicy.objects.all()) == {choice.pk}
    revert_desk_choice(choice=revert, person=senior, reason="No, right.")
    assert DeskPolicy.now() == Policy.LATEST
    assert taken_back(DeskPolicy.objects.all()) == {revert.pk}


def test_a_later_choice_of_policy_must_be_confirmed(senior: User) -> None:
    first, _later = chosen(Policy.LATEST, senior), chosen(Policy.MEDIAN, senior)
    with pytest.raises(ChangedSinceError):
        revert_desk_choice(choice=first, person=senior, reason="Wrong.")
    revert_desk_choice(choice=first, person=senior, reason="Wrong.", anyway=True)
    assert DeskPolicy.now() == Policy.DESK


def test_what_is_followed_already_is_not_followed_again(senior: User) -> None:
    first, _back = chosen(Policy.LATEST, senior), chosen(Policy.DESK, senior)
    with pytest.raises(CannotRevertError, match="follows “desk” already"):
        revert_desk_choice(choice=first, person=senior, reason="Wrong.", anyway=True)
    assert DeskPolicy.objects.count() == 2


def test_a_choice_that_came_since_it_was_shown_is_not_overwritten(senior: User) -> None:
    first, _later = chosen(Policy.LATEST, senior), chosen(Policy.MEDIAN, senior)
    with pytest.raises(StaleError):
        revert_desk_choice(choice=first, person=senior, reason="Wrong.", seen_version=first.pk, anyway=True)
    assert DeskPolicy.now() == Policy.MEDIAN


def test_without_a_reason_no_policy_is_put_back(senior: User) -> None:
    choice = chosen(Policy.LATEST, senior)
    with pytest.raises(CannotRevertError, match="Say why"):
        revert_desk_choice(choice=choice, person=senior, reason=" ")
    assert DeskPolicy.now() == Policy.LATEST


def test_an_analyst_reverts_no_choice(analyst: User, senior: User) -> None:
    for choice in (chosen(Policy.LATEST, senior), rules(senior, hold_minutes=20)):
        with pytest.raises(PermissionDenied):
            revert_desk_choice(choice=choice, person=analyst, reason="Wrong.")
    assert (DeskPolicy.now(), ReviewRules.now().hold_minutes) == (Policy.LATEST, 20)


# --- The rules of review ----------------------------------------------------------------------------


def test_the_first_rules_give_way_to_those_that_come_with_the_desk(senior: User) -> None:
    revert_desk_choice(choice=rules(senior, hold_minutes=20), person=senior, reason="Too long.")
    assert ReviewRules.now().hold_minutes == 15


def test_only_what_these_rules_changed_is_put_back(senior: User) -> None:
    wire = factories.source()
    rules(senior, [wire], hold_minutes=20)
    changed = rules(senior, [], hold_minutes=30)
    rules(senior, [], hold_minutes=30, planted_share=0.05)
    revert_desk_choice(choice=changed, person=senior, reason="Both were right.")
    now = ReviewRules.now()
    assert (now.hold_minutes, now.planted_share, list(now.second_sources.all())) == (20, 0.05, [wire])
    assert (now.reason, now.takes_back) == ("Both were right.", changed)


def test_rules_that_changed_the_same_since_must_be_confirmed(senior: User) -> None:
    first = rules(senior, hold_minutes=20)
    rules(senior, hold_minutes=30)
    with pytest.raises(ChangedSinceError):
        revert_desk_choice(choice=first, person=senior, reason="Too long.")
    revert_desk_choice(choice=first, person=senior, reason="Too long.", anyway=True)
    assert ReviewRules.now().hold_minutes == 15


def test_rules_that_hold_already_are_not_set_again(senior: User) -> None:
    first = rules(senior, hold_minutes=20)
    rules(senior)
    with pytest.raises(CannotRevertError, match="hold already"):
        revert_desk_choice(choice=first, person=senior, reason="Too long.", anyway=True)
    assert ReviewRules.objects.count() == 2
