"""Ties between the claims of a report that hold: within one voice and one people (methodology.md, section 3a)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from incidents.claimants import hear_voices, origin_of
from incidents.extraction.types import ExtractedClaim
from incidents.ties import ANOTHER_VOICE, Teller, why_untied
from incidents.vocabulary import Hedge, Scope, Status, Tie

OPPOSED = {Status.CIVILIAN, Status.COMBATANT}


def keep_ties_that_hold(claims: Sequence[ExtractedClaim]) -> tuple[ExtractedClaim, ...]:
    """The claims, tied within one voice and one people alone: what another voice tells rivals the first."""
    read = [_as_one_of_them(claim, claims) for claim in claims]
    tellers = _tellers(read)
    return tuple(_with_ties_that_hold(claim, teller, tellers) for claim, teller in zip(read, tellers, strict=True))


def _as_one_of_them(claim: ExtractedClaim, claims: Sequence[ExtractedClaim]) -> ExtractedClaim:
    """Who is named among fighters is one of them, whatever else he is: "among the militants was A, a judge"."""
    whole = claims[claim.part_of].victims if claim.part_of is not None else None
    if whole is None or not claim.victims.named or {whole.status, claim.victims.status} != OPPOSED:
        return claim
    return replace(claim, victims=replace(claim.victims, status=Status.UNKNOWN))


def _with_ties_that_hold(claim: ExtractedClaim, own: Teller, tellers: Sequence[Teller]) -> ExtractedClaim:
    found = {Tie.PART_OF: claim.part_of, Tie.BESIDE: claim.beside, Tie.RETELLS: claim.retells}
    tied = {tie: other for tie, other in found.items() if other is not None}
    broken = {tie: why for tie, other in tied.items() if (why := why_untied(tie, own, tellers[other]))}
    if not broken:
        return claim
    # One of the people told of by another voice is still one of them, and no rival of their number.
    is_one_of_them = broken.get(Tie.RETELLS) == ANOTHER_VOICE and claim.quantity.hedge is Hedge.NAMED
    return replace(
        claim,
        scope=Scope.PART if is_one_of_them and claim.scope is Scope.WHOLE else claim.scope,
        part_of=None if Tie.PART_OF in broken else claim.part_of,
        beside=None if Tie.BESIDE in broken else claim.beside,
        retells=None if Tie.RETELLS in broken else claim.retells,
    )


def _tellers(claims: Sequence[ExtractedClaim]) -> list[Teller]:
    """What a tie asks of each claim."""
    origins = [
        origin_of(claimant=claim.claimant.name, role=claim.claimant.role, publisher="") if claim.claimant else None
        for claim in claims
    ]
    return [
        Teller(voice, claim.measure, claim.victims.actor, claim.victims.status, claim.victims.group)
        for claim, voice in zip(claims, hear_voices(origins), strict=True)
    ]
