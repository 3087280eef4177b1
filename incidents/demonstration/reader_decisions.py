"""What readers of the demonstration desk decided about claims, as its files say it, and deciding so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import User

from incidents.models import Claim, Report
from incidents.vocabulary import Measure, Verdict
from incidents.workflow.review.decisions import add_claim, correct_claim, decide
from incidents.workflow.review.second_reading import undecided_for
from incidents.workflow.standing.actors import ActorNames

Value = Mapping[str, str | int | bool]
"""Fields of CORRECTABLE to their values; `actor` and `speaker` are canonical names."""


@dataclass(frozen=True, slots=True)
class DemonstrationDecision:
    """What a reader decided about the found claim of that measure whose words are `raw`.

    Every claim of a reviewed report that no decision names is accepted. `value` is what a correction sets.
    """

    raw: str
    measure: Measure
    verdict: Verdict
    reason: str
    value: Value = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DemonstrationAddition:
    """A claim that the program missed and the reader added from the words `raw` of the text."""

    raw: str
    value: Value


def decide_as_shown(report: Report, decisions: Iterable[DemonstrationDecision], person: User) -> None:
    """Decide on each claim that waits for a person: as listed, else accepted."""
    listed = list(decisions)
    for claim in undecided_for(report, person):
        decision = next((one for one in listed if one.raw == claim.raw and one.measure == claim.measure), None)
        if decision:
            listed.remove(decision)
        apply_decision(claim, decision, person)


def apply_decision(claim: Claim, decision: DemonstrationDecision | None, person: User) -> None:
    """One decision of the files, or plain acceptance where they have none."""
    if decision is None:
        decide(claim=claim, person=person, verdict=Verdict.ACCEPTED)
    elif decision.verdict is Verdict.CORRECTED:
        correct_claim(claim=claim, person=person, value=record_values(decision.value), reason=decision.reason)
    else:
        decide(claim=claim, person=person, verdict=decision.verdict, reason=decision.reason)


def record_values(value: Mapping[str, Any]) -> dict[str, Any]:
    """Values of the files as the record takes them: actors for their names."""
    names = ActorNames()
    return {name: names.find_or_add(given) if name in ("actor", "speaker") else given for name, given in value.items()}


def add_as_shown(report: Report, addition: DemonstrationAddition, person: User) -> None:
    """A claim that the program missed, at the words that the files quote; nothing where it found it after all."""
    start = report.text.index(addition.raw)
    end = start + len(addition.raw)
    if report.claims.filter(measure=addition.value["measure"], start__lt=end, end__gt=start).exists():
        return
    add_claim(report=report, person=person, start=start, end=end, value=record_values(addition.value))
