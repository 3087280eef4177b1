"""A clash on a ridge, told of by two sides: the cast of the workflow's tests."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User

from incidents.models import Actor, Claim, Incident, Report
from incidents.vocabulary import Side
from tests import factories

RIDGE = "Soldiers killed 12 rebels on the ridge, the army said. The rebels said 5 of theirs had died."

person = factories.person


def report(by: User, text: str = RIDGE, **values: Any) -> Report:
    """A report that was read and waits; its claims are added with `claim`."""
    return factories.report(text, added_by=by, **values)


def claim(of: Report, words: str, *, low: int, claimant: str = "", **values: Any) -> Claim:
    """A pending claim at `words` of the report: an exact figure, unless told otherwise."""
    return factories.claim(of, words, low=low, claimant_name=claimant, **values)


def incident(by: User, title: str = "Clash on the ridge", **values: Any) -> Incident:
    return factories.incident(title, made_by=by, **values)


def sides(of: Incident, a: Actor, b: Actor) -> None:
    factories.takes_part(of, a, Side.A)
    factories.takes_part(of, b, Side.B)
