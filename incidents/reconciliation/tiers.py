"""Tiers: who is listened to first (methodology.md, section 6, step 4)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from incidents.reconciliation.origins import group_by_voice, set_copies_aside
from incidents.reconciliation.outcome import Cell, Outcome
from incidents.reconciliation.statements import Statement
from incidents.reconciliation.supersession import keep_latest
from incidents.reconciliation.types import Claim, Dropped
from incidents.vocabulary import Flag


@dataclass(slots=True)
class Tier:
    """The statements of one side of the line between neutral and party, counts apart from denials."""

    is_party: bool
    wholes: list[Statement] = field(default_factory=list)
    parts: list[Statement] = field(default_factory=list)
    denials: list[Statement] = field(default_factory=list)
    denials_of_parts: list[Statement] = field(default_factory=list)
    """Heard only where nobody says anything else; they contest nothing beyond the part."""

    @property
    def all_denials(self) -> list[Statement]:
        """Denials of the whole where there are any, else those of parts."""
        return self.denials or self.denials_of_parts

    @property
    def has_counts(self) -> bool:
        return bool(self.wholes or self.parts)

    def counts(self) -> list[Statement]:
        """Counts of the whole where there are any, else those of parts."""
        return self.wholes or self.parts


def hear(cell: Cell, outcome: Outcome) -> tuple[Tier, Tier]:
    """Steps 2 and 3: what each origin says now, sorted into the neutral and the party tier.

    Two parts may be two places, so a part replaces another of its origin only where parts have to
    stand in for the whole. A denial about a part is set aside unless nobody says anything else: that
    nobody was hurt at the gate tells nothing about the market.
    """
    neutral, party = Tier(False), Tier(True)
    copies: list[Dropped] = []
    replaced: list[Dropped] = []
    said_of_parts: list[tuple[Tier, list[Statement]]] = []
    for (_, is_party, is_part), claims in group_by_voice(cell.counted).items():
        tier = party if is_party else neutral
        statements, copied = set_copies_aside(claims)
        copies += copied
        if is_part:
            said_of_parts.append((tier, statements))
            continue
        standing, superseded = keep_latest(statements)
        replaced += superseded
        for said in standing:
            (tier.denials if said.claim.denies else tier.wholes).append(said)
    for tier, statements in said_of_parts:
        replaced += _hear_parts(tier, [said for said in statements if not said.claim.denies])
    if said_of_parts and not any(tier.has_counts or tier.denials for tier in (neutral, party)):
        for tier, statements in said_of_parts:
            tier.denials_of_parts += statements
    _note_voices(cell, outcome, copies, replaced)
    return neutral, party


def _hear_parts(tier: Tier, counts: list[Statement]) -> list[Dropped]:
    """Add what one voice counts of parts: all of it beside wholes, else the latest."""
    if tier.wholes or not counts:
        tier.parts += counts
        return []
    standing, superseded = keep_latest(counts)
    tier.parts += standing
    return superseded


def _note_voices(cell: Cell, outcome: Outcome, copies: list[Dropped], replaced: list[Dropped]) -> None:
    outcome.dropped = [*cell.dropped, *copies, *replaced]
    outcome.reports = {claim.report_id for claim, _ in cell.counted}
    for claim, _ in cell.counted:
        if claim.added:
            outcome.note("breakdown", _added_up(claim), claim.ids)
    if cell.dropped:
        outcome.note("counting", f"{_many(cell.dropped)} did not count.", _ids(cell.dropped))
    if copies:
        outcome.note("independence", f"{_many(copies)} only repeated what its origin had said.", _ids(copies))
    if replaced:
        outcome.note("supersession", f"{_many(replaced)} gave way to something newer of one origin.", _ids(replaced))


def _added_up(claim: Claim) -> str:
    told = "; ".join(f"“{each.raw}”" if each.raw else str(each.low) for each in claim.added)
    count = claim.low if claim.best is None else claim.best
    return f"One report tells of {count} in several claims: {told}."


def choose_tier(neutral: Tier, party: Tier, outcome: Outcome) -> tuple[Tier, list[Statement]]:
    """Step 4: the tier that counts, and its pool: neutral wholes, neutral parts, party wholes, party parts.

    A neutral denial keeps party claims out as a neutral count does.
    """
    outcome.denials = [*neutral.denials, *party.denials]
    if neutral.has_counts or neutral.all_denials:
        chosen = neutral
        show_as_claimed(party, outcome)
    else:
        chosen = party
        if party.has_counts or party.all_denials:
            outcome.flags.add(Flag.PARTY_CLAIM_ONLY)
            outcome.note("tiers", "Only sides of the fighting speak, so their claims have to do.")
    return chosen, chosen.counts()


def show_as_claimed(party: Tier, outcome: Outcome) -> None:
    """Step 10: party claims beside a neutral pool are shown, lowest to highest, and move no number."""
    if not party.has_counts:
        return
    counts = party.counts()
    outcome.claimed = (
        min(each.number for each in counts),
        max(each.top if each.best is None else each.best for each in counts),
    )
    beside = [
        Dropped(claim_id, "tiers", "a side's claim beside a neutral one: shown as claimed, moves no number")
        for each in (*party.wholes, *party.parts)
        for claim_id in each.claim_ids
    ]
    outcome.dropped += beside
    outcome.note("tiers", f"{_many(beside)} of a side stood beside a neutral one and moved no number.", _ids(beside))


def _many(dropped: Sequence[Dropped]) -> str:
    return "One claim" if len(dropped) == 1 else f"{len(dropped)} claims"


def _ids(dropped: Iterable[Dropped]) -> tuple[int, ...]:
    return tuple(sorted(each.claim_id for each in dropped))
