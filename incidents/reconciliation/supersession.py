"""Supersession: of one origin the latest statement stands (methodology.md, section 6, step 3)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from incidents.reconciliation.statements import NO_FIGURE, NUMBER, WORD, Statement, merge_statements
from incidents.reconciliation.types import Dropped


def keep_latest(statements: Sequence[Statement]) -> tuple[list[Statement], list[Dropped]]:
    """Step 3: what one voice says now, and what it has replaced, up or down.

    A word never replaces a number of the same voice ("dozens" after "34" withdraws nothing), but a later number
    replaces both. A single person ("a man died") does not replace a larger number, because he is one of them. A later
    denial replaces a count, and a later count a denial. Statements of one time and kind become one.
    """
    if len(statements) == 1:
        return list(statements), []
    counts = _without_singles([each for each in statements if not each.claim.denies])
    denials = [each for each in statements if each.claim.denies]
    if not denials:
        standing = _latest_counts(counts)
    else:
        last_denial = _last(denials)
        last_count = _last(counts)
        standing = _latest_counts([each for each in counts if not _is_before(each.said_at, last_denial)])
        standing += _latest([each for each in denials if not _is_before(each.said_at, last_count)])
    return standing, _drop_replaced(statements, standing)


def _last(statements: Sequence[Statement]) -> datetime | None:
    return max([each.said_at for each in statements], default=None)


def _without_singles(counts: list[Statement]) -> list[Statement]:
    """Without single people, named or described, where the same voice counts more than one."""
    if True not in [each.claim.single for each in counts]:
        return counts
    if all(each.claim.single or each.firmness != NUMBER or each.number <= 1 for each in counts):
        return counts
    return [each for each in counts if not each.claim.single]


def _is_before(moment: datetime, other: datetime | None) -> bool:
    return other is not None and moment < other


def _latest_counts(counts: Sequence[Statement]) -> list[Statement]:
    """The latest count of each firmness, unless a firmer one is later."""
    standing: list[Statement] = []
    for firmness in (NUMBER, WORD, NO_FIGURE):
        for latest in _latest([each for each in counts if each.firmness == firmness]):
            if not standing or all(firmer.said_at <= latest.said_at for firmer in standing):
                standing.append(latest)
    return standing


def _latest(statements: Sequence[Statement]) -> list[Statement]:
    if len(statements) < 2:
        return list(statements)
    newest = max([each.said_at for each in statements])
    return [merge_statements([each for each in statements if each.said_at == newest])]


def _drop_replaced(statements: Sequence[Statement], standing: Sequence[Statement]) -> list[Dropped]:
    stands = {claim_id for each in standing for claim_id in each.claim_ids}
    return [
        Dropped(claim_id, "supersession", _reason(each))
        for each in statements
        for claim_id in each.claim_ids
        if claim_id not in stands
    ]


def _reason(said: Statement) -> str:
    origin = said.claim.origin
    return f"one of those that {origin} counts" if said.claim.single else f"{origin} said something newer since"
