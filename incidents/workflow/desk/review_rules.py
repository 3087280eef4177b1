"""Setting how the desk reviews. Each change is a row of its own, so that former rules are kept and can be set again."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.contrib.auth.models import User

from incidents.models import ReviewRules, Source
from incidents.workflow.acts import act_alone

RULES = ("second_share", "second_toll", "second_measures", "planted_share", "hold_minutes", "words_a_second", "country")
"""What is set, beside the sources that are always read twice."""


class SameRulesError(Exception):
    """These rules hold already."""

    def __init__(self) -> None:
        super().__init__("These rules hold already: nothing was changed.")


@act_alone
def set_rules(
    *,
    person: User,
    values: Mapping[str, Any],
    sources: Collection[Source],
    reason: str = "",
    takes_back: ReviewRules | None = None,
) -> ReviewRules:
    """Make these rules hold from now on. Raises SameRulesError where they do already.

    `takes_back` are rules of which these revert what they changed.
    """
    present = ReviewRules.now()
    if all(getattr(present, name) == values[name] for name in RULES) and sources_of(present) == set(sources):
        raise SameRulesError
    rules = ReviewRules.objects.create(
        person=person, reason=reason, takes_back=takes_back, **{name: values[name] for name in RULES}
    )
    rules.second_sources.set(sources)
    return rules


def set_rules_again(*, rules: ReviewRules, person: User) -> ReviewRules:
    """Make former rules hold again. Raises SameRulesError where they do already."""
    return set_rules(
        person=person, values={name: getattr(rules, name) for name in RULES}, sources=list(rules.second_sources.all())
    )


def sources_of(rules: ReviewRules) -> set[Source]:
    """The sources whose reports are always read twice; none where nobody has set rules yet."""
    return set(rules.second_sources.all()) if rules.pk else set()
