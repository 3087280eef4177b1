"""Which ties between claims of a report hold, and which can be made (methodology.md, section 3a).

A tie is kept as it was found or set. Whether it holds follows from the claims as they now stand, so that a correction
of who speaks, or of whose losses, lets go of a tie, and taking it back brings the tie back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from incidents.claimants import hear_voices
from incidents.models import Claim
from incidents.ties import Teller, leads_to, why_untied
from incidents.vocabulary import Standing, Tie

ANOTHER_INCIDENT = "another incident"
IN_A_CIRCLE = "it runs in a circle"
ITSELF = "no claim is tied to itself"
OTHER_REPORT = "another report"
GONE = (Standing.REJECTED, Standing.RETRACTED)
TIED_ALREADY = "the two are tied already"


Homes = Mapping[int, int]
"""The start of the group that a claim is in, by the claim's key; without those that tell of the report as a whole."""


def ties_of(claim: Claim) -> dict[Tie, int]:
    """The keys of the claims that a claim is tied to, whether the ties hold or not."""
    return {tie: key for tie in Tie if (key := getattr(claim, tie.column)) is not None}


def ties_that_broke(claims: Iterable[Claim], homes: Homes | None = None) -> dict[tuple[int, Tie], str]:
    """Why ties among claims hold no longer, in a few words, by the claim's key and the tie; their actors are fetched.

    A tie to a claim that is not among them is left alone. Without `homes` all are taken to tell of one incident.
    """
    given = list(claims)
    if not any(ties_of(claim) for claim in given):
        return {}
    by_key = {claim.pk: claim for claim in given}
    tellers, graph = tellers_among(given), graph_of(given)
    found = {
        (claim.pk, tie): why_not_so(tie, claim, by_key[other], tellers, graph, homes or {})
        for claim in given
        for tie, other in ties_of(claim).items()
        if other in by_key
    }
    return {tied: why for tied, why in found.items() if why}


def why_not_tied(claim: Claim, tie: Tie, other: Claim, claims: Iterable[Claim], homes: Homes) -> str:
    """Why a claim cannot be tied to another in that way, in a few words; nothing where it can. `claims` are the
    report's, as the person sees them."""
    given = list(claims)
    if any(key == other.pk and kind is not tie for kind, key in ties_of(claim).items()):
        return TIED_ALREADY
    return why_not_so(tie, claim, other, tellers_among(given), graph_of(given), homes)


def ties_to_offer(claim: Claim, claims: Sequence[Claim], homes: Homes) -> list[tuple[Tie, Claim]]:
    """The ties that a claim can be given, by their kind and then in the order of `claims`, those of its report.

    More people are never offered as a part of fewer, nor what was rejected to be tied to.
    """
    tellers, graph, tied = tellers_among(claims), graph_of(claims), set(ties_of(claim).values())
    return [
        (tie, other)
        for tie in Tie
        for other in claims
        if other.pk not in tied
        and other.standing not in GONE
        and not (tie is Tie.PART_OF and other.high is not None and claim.low > other.high)
        and not why_not_so(tie, claim, other, tellers, graph, homes)
    ]


def why_not_so(
    tie: Tie,
    claim: Claim,
    other: Claim,
    tellers: Mapping[int, Teller],
    graph: Mapping[int, Sequence[int]],
    homes: Homes,
) -> str:
    if claim.pk == other.pk:
        return ITSELF
    if claim.report_id != other.report_id:
        return OTHER_REPORT
    if len({homes[one.pk] for one in (claim, other) if one.pk in homes}) > 1:
        return ANOTHER_INCIDENT
    why = why_untied(tie, tellers[claim.pk], tellers[other.pk])
    return why or (IN_A_CIRCLE if leads_to(graph, other.pk, claim.pk) else "")


def graph_of(claims: Iterable[Claim]) -> dict[int, list[int]]:
    return {claim.pk: list(ties_of(claim).values()) for claim in claims}


def tellers_among(claims: Iterable[Claim]) -> dict[int, Teller]:
    """What a tie asks of each claim, by key; voices are heard report by report."""
    by_report: dict[int, list[Claim]] = {}
    for claim in claims:
        by_report.setdefault(claim.report_id, []).append(claim)
    return {
        claim.pk: Teller(
            voice,
            claim.measure,
            claim.actor_id,
            claim.status,
            claim.group or None,
            claim.actor.parent_id if claim.actor else None,
        )
        for own in by_report.values()
        for claim, voice in zip(own, hear_voices(claim.origin for claim in own), strict=True)
    }
