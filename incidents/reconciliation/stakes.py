"""How much hangs on a figure: what a person's decision about it could add or take away."""

from __future__ import annotations

from collections.abc import Iterable

from incidents.reconciliation.types import Estimate
from incidents.vocabulary import Flag

IN_DOUBT = (Flag.CONTESTED, Flag.PARTY_CLAIM_ONLY)
"""Flags under which nobody may have been harmed at all: all of the figure hangs on the decision."""


def stake(estimate: Estimate, other_policies: Iterable[Estimate] = ()) -> int | None:
    """The span, in people, of all that may come to stand: the range, what a side claims, what other policies take.

    None where nobody gives a figure: then nobody can tell.
    """
    if estimate.low is None or estimate.high is None:
        return None
    possible: list[int] = [estimate.low, estimate.high, *(estimate.claimed or ())]
    possible += [answer.best for answer in other_policies if answer.best is not None]
    if any(flag in estimate.flags for flag in IN_DOUBT):
        possible.append(0)
    return max(possible) - min(possible)
