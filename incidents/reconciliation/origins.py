"""Independence: who speaks, and who only repeats (methodology.md, section 6, step 2)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from incidents.reconciliation.statements import WEIGHTS, Statement, statement, voice_of
from incidents.reconciliation.types import Claim, Dropped
from incidents.vocabulary import Interest

Voice = tuple[str, bool, bool]
"""One origin, whether it speaks as a party, and whether of parts.

Kept apart so that a party claim never replaces a neutral one, nor a part the whole.
"""

PARTY_CLAIM = Interest.PARTY_CLAIM


def group_by_voice(counted: Iterable[tuple[Claim, bool]]) -> dict[Voice, list[Claim]]:
    voices: dict[Voice, list[Claim]] = {}
    for claim, is_part in counted:
        voice = (voice_of(claim), claim.interest is PARTY_CLAIM, is_part)
        if voice in voices:
            voices[voice].append(claim)
        else:
            voices[voice] = [claim]
    return voices


def set_copies_aside(claims: Sequence[Claim]) -> tuple[list[Statement], list[Dropped]]:
    """Step 2: one statement for each thing that a voice says; the same words again are a copy.

    The statement keeps the time of its first claim, so that a late reprint makes nothing look newer,
    and the best grade of those that carry it.
    """
    if len(claims) == 1:
        return [statement(claims[0])], []
    said: dict[object, list[Claim]] = {}
    sums = sums_by_term(claims)
    dropped: list[Dropped] = []
    for claim in claims:
        words = wording(claim)
        if words in sums and not claim.added:
            dropped.append(Dropped(claim.id, "independence", f"repeats a part of what {claim.origin} said"))
        else:
            said.setdefault(words, []).append(claim)
    statements: list[Statement] = []
    for copies in said.values():
        if len(copies) == 1:
            statements.append(statement(copies[0]))
            continue
        copies.sort(key=lambda claim: (claim.stated_at, claim.known_at, claim.id))
        statements.append(statement(copies[0], weight=max(WEIGHTS[claim.reliability] for claim in copies)))
        dropped += [
            Dropped(copy_id, "independence", f"repeats {copies[0].origin}, already heard: a copy adds nothing")
            for copy in copies[1:]
            for copy_id in copy.ids
        ]
    return statements, dropped


def sums_by_term(claims: Iterable[Claim]) -> dict[object, Claim]:
    """The sums of a voice by the wording of what was added: a term told again is a copy of the sum that holds it."""
    return {wording(term): claim for claim in claims for term in claim.added}


def wording(claim: Claim) -> object:
    """What makes two claims of one voice the same statement."""
    return (
        claim.low,
        claim.best,
        claim.high,
        claim.open_upper,
        claim.vague,
        claim.denies,
        claim.as_of,
        frozenset(claim.named),
    )
