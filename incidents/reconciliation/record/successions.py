"""Which statement took the place of which: what one origin says now instead of what it said before (step 3)."""

from __future__ import annotations

from collections.abc import Sequence

from incidents.reconciliation.breakdown import add_up_within_reports
from incidents.reconciliation.comparison.accounts import first_replacement
from incidents.reconciliation.counting import drop_what_does_not_count, hear_bodies, parents_of_parts
from incidents.reconciliation.origins import group_by_voice, set_copies_aside
from incidents.reconciliation.statements import Statement
from incidents.reconciliation.types import Claim


def find_successions(claims: Sequence[Claim]) -> dict[int, int]:
    """The id of each claim whose origin said something since that can take its place, with the id of what it said.

    It is the very next such statement, so that three figures make a chain. Whether a claim did give way is for
    the estimate to say (a part gives way to none of its origin where the whole is counted): `Estimate.dropped`.
    """
    heard = hear_bodies(claims)
    accepted = parents_of_parts(heard)
    cells: dict[object, list[Claim]] = {}
    for claim in add_up_within_reports(heard, accepted) if accepted else heard:
        cells.setdefault((claim.measure, claim.population), []).append(claim)
    found: dict[int, int] = {}
    for said in cells.values():
        counted, _ = drop_what_does_not_count(said, accepted)
        for spoken in group_by_voice(counted).values():
            found |= replaced_by(set_copies_aside(spoken)[0])
    return found


def replaced_by(statements: Sequence[Statement]) -> dict[int, int]:
    """Of one voice: each claim with the one that replaced it."""
    in_order = sorted(statements, key=lambda each: (each.said_at, each.claim.known_at, each.claim.id))
    return {
        claim_id: later.claim.id
        for place, earlier in enumerate(in_order)
        for later in first_replacement(earlier, in_order[place + 1 :])
        for claim_id in earlier.claim_ids
    }
