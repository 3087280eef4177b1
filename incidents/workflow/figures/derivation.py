"""What the engine makes of one incident, now or as known at an earlier moment: unsaved rows, nothing written."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from incidents import reconciliation as engine
from incidents.models import Estimate
from incidents.reconciliation.stakes import stake
from incidents.reconciliation.types import Estimate as EngineEstimate
from incidents.reconciliation.types import Population
from incidents.vocabulary import Measure, Policy, Reliability
from incidents.workflow.figures.basis import Basis, Key
from incidents.workflow.figures.questions import put_decisions_on

Answers = dict[Policy, dict[tuple[Measure, Population], EngineEstimate]]


def derived_rows(basis: Basis, moment: datetime | None = None, *, with_working: bool = True) -> dict[Key, Estimate]:
    """An unsaved Estimate for each measure and population, as known at a moment; as of now without one.

    Overrides that stood at the moment are in them. An override whose claims are gone stands on a
    figure derived from nothing. The working (steps, reasons, what was dropped) takes longer to write
    down than the numbers to derive: `with_working` leaves it out for rows that keep numbers only.
    """
    others: Answers = {
        policy: engine.by_cell(basis.reconcile(moment, policy)) for policy in Policy if policy is not basis.policy
    }
    rows: dict[Key, Estimate] = {}
    for found in basis.reconcile(moment):
        row = estimate_row(basis, found, others, with_working=with_working)
        rows[figure_key(row)] = row
    put_decisions_on(rows, basis, moment)
    return rows


def estimates_known_at(basis: Basis, moment: datetime) -> list[Estimate]:
    """The figures of an incident as known at a moment, with their working: unsaved Estimates, by what they count."""
    rows = derived_rows(basis, moment)
    return [rows[key] for key in sorted(rows)]


def figure_key(row: Estimate) -> Key:
    return row.measure, row.population_key


def estimate_row(basis: Basis, found: EngineEstimate, others: Answers, *, with_working: bool) -> Estimate:
    """An unsaved row for what the engine derived."""
    key = (found.measure, found.population)
    answers = {policy: answers[key] for policy, answers in others.items() if key in answers}
    return Estimate(
        **basis.people_of(*key),
        policy=found.policy.value,
        **found.figure.columns(),
        claimed_low=found.claimed[0] if found.claimed else None,
        claimed_high=found.claimed[1] if found.claimed else None,
        origins=found.origins,
        reports=found.reports,
        flags=sorted(flag.value for flag in found.flags),
        stake=stake(found, answers.values()),
        rests_on_ungraded=rests_on_ungraded(basis, found),
        other_policies={
            policy.value: answer.figure.columns() | ({"why": answer.why} if with_working else {})
            for policy, answer in answers.items()
        },
        **(working_of(found) if with_working else {}),
    )


def working_of(found: EngineEstimate) -> dict[str, Any]:
    """How the engine came to its numbers, under the names of the columns that keep it."""
    return {
        "sets_low": list(found.sets_low),
        "sets_best": list(found.sets_best),
        "sets_high": list(found.sets_high),
        "dropped": [{"claim": one.claim_id, "step": one.step, "reason": one.reason} for one in found.dropped],
        "steps": [{"name": step.name, "text": step.text, "claims": list(step.claim_ids)} for step in found.steps],
        "why": found.why,
    }


def rests_on_ungraded(basis: Basis, found: EngineEstimate) -> bool:
    """Whether one of the numbers is set by a claim whose publisher nobody has graded."""
    setting = {*found.sets_low, *found.sets_best, *found.sets_high}
    return any(claim.id in setting and claim.reliability is Reliability.F for claim in basis.engine_claims)
