"""What the desk chose for itself, its policy and its rules of review: from what to what, and reverting one choice.

Each choice is a row of its own, and the last one holds, so that the rows are their own history. Reverting one is one
more choice, which names it and gives back what it changed, and nothing else.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet

from incidents.models import DeskPolicy, ReviewRules
from incidents.vocabulary import Policy
from incidents.workflow.acts import act_alone
from incidents.workflow.desk.review_rules import RULES, SameRulesError, set_rules, sources_of
from incidents.workflow.figures.policies import BadChoiceError, choose_policy
from incidents.workflow.history.revert import CannotRevertError, ChangedSinceError, PutBack, reason_to_revert
from incidents.workflow.standing.versions import must_be_current

Choice = DeskPolicy | ReviewRules
CHOICES: dict[str, type[Choice]] = {"policy": DeskPolicy, "rules": ReviewRules}
RIGHTS: dict[type[Choice], str] = {
    DeskPolicy: "incidents.choose_policy",
    ReviewRules: "incidents.set_review_rules",
}


def values_of_choice(choice: Choice | None, kind: type[Choice]) -> dict[str, Any]:
    """What a choice says, by field; what the desk begins with where there is none."""
    if kind is DeskPolicy:
        return {"policy": Policy(choice.policy) if isinstance(choice, DeskPolicy) else Policy.DESK}
    rules = choice if isinstance(choice, ReviewRules) else ReviewRules()
    return {**{name: getattr(rules, name) for name in RULES}, "second_sources": sources_of(rules)}


def choices_of(kind: type[Choice]) -> QuerySet[Any]:
    """All choices of a kind, the first first."""
    rows: QuerySet[Any] = kind._default_manager.order_by("pk")
    return rows.prefetch_related("second_sources") if kind is ReviewRules else rows


def version_of_choices(kind: type[Choice]) -> int:
    """The key of the choice that holds; 0 before the first."""
    return choices_of(kind).values_list("pk", flat=True).last() or 0


def choice_put_back(choice: Choice) -> list[PutBack]:
    """What reverting a choice would put back, with what holds now."""
    kind = type(choice)
    before = values_of_choice(choices_of(kind).filter(pk__lt=choice.pk).last(), kind)
    now = values_of_choice(choices_of(kind).last(), kind)
    given = values_of_choice(choice, kind)
    return [PutBack(name, before[name], given[name], now[name]) for name in given if given[name] != before[name]]


def may_revert_choice(person: User, choice: Choice) -> bool:
    """Whoever may choose may revert a choice."""
    return person.has_perm(RIGHTS[type(choice)])


@act_alone
def revert_desk_choice(
    *, choice: Choice, person: User, reason: str, seen_version: int | None = None, anyway: bool = False
) -> None:
    """Give back what a choice changed, by one more choice.

    Raises PermissionDenied, CannotRevertError, StaleError where another was made since `seen_version`, and
    ChangedSinceError where a later one changed the same and `anyway` does not say to go on.
    """
    if not may_revert_choice(person, choice):
        raise PermissionDenied("Whoever may choose may revert a choice.")
    why, last = reason_to_revert(reason), choices_of(type(choice)).latest("pk")
    must_be_current(seen_version, last.pk)
    puts = choice_put_back(choice)
    if any(put.changed_since for put in puts) and not anyway:
        raise ChangedSinceError("Later changes touched the same. Look at what stands now, and confirm.")
    values = values_of_choice(last, type(choice)) | {put.field: put.before for put in puts}
    try:
        if isinstance(choice, DeskPolicy):
            choose_policy(policy=values["policy"], person=person, reason=why, takes_back=choice)
        else:
            sources = values.pop("second_sources")
            set_rules(person=person, values=values, sources=sources, reason=why, takes_back=choice)
    except (BadChoiceError, SameRulesError) as refused:
        raise CannotRevertError(str(refused)) from refused
