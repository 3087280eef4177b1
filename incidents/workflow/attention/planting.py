"""Planted values: some claims are first shown with a deliberately wrong value, to test whether readers notice.

A Planted row is an overlay for one reading. Nothing of it ever enters the record: no Decision, no Claim, no
estimate. What the reader answers to it is kept with it alone, and the claim then waits as it was found.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from datetime import datetime
from hashlib import blake2b
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Q
from django.utils import timezone

from incidents.models import Actor, Claim, Planted, Reading, ReviewRules
from incidents.vocabulary import CORRECTABLE, Verdict
from incidents.workflow.attention.wrong_values import Values, wrong_values
from incidents.workflow.standing.playback import decisions_seen_by

CLAIMS_FOR_ONE = 5
"""At most one claim of so many is planted, and one at most of a report that has fewer."""


def plant(reading: Reading, rules: ReviewRules | None = None) -> list[Planted]:
    """Plant the desk's share of the claims that wait in a report, for the reading of it that has just begun.

    Some claims are left out: those that the person decided on already or saw planted before, those that somebody added
    by hand, denials, and claims counted with others, because their cards name each other's figures.
    """
    share = (rules or ReviewRules.now()).planted_share
    if not share:
        return []
    claims = list(reading.report.claims.select_related("actor", "speaker").order_by("number"))
    chosen = chosen_for_planting(reading, may_be_planted(reading, claims), share)
    rows = [plant_in(reading, claim, claims) for claim in chosen]
    return Planted.objects.bulk_create([row for row in rows if row])


def may_be_planted(reading: Reading, claims: Sequence[Claim]) -> list[Claim]:
    """The claims that stand alone, wait, and were found by the program, whose rules agree on them."""
    known = Q(decisions__person=reading.person) | Q(planted__person=reading.person)
    decided = set(reading.report.claims.filter(known).values_list("pk", flat=True))
    tied = {key for claim in claims for key in (claim.part_of_id, claim.beside_id, claim.retells_id) if key}
    return [
        claim
        for claim in claims
        if claim.is_pending
        and not (claim.denies or claim.made_by_id or claim.found.get("rivals"))
        and not (claim.part_of_id or claim.beside_id or claim.retells_id)
        and claim.pk not in tied | decided
    ]


def chosen_for_planting(reading: Reading, claims: Sequence[Claim], share: float) -> list[Claim]:
    """Those whose lot lies below the share, lowest first, one of five at most; the same whenever it is asked."""
    lots = sorted((lot(reading.pk, claim.pk), claim.number, claim) for claim in claims)
    below = [claim for drawn, _, claim in lots if drawn < share]
    return below[: max(1, len(claims) // CLAIMS_FOR_ONE)]


def lot(reading_id: int, claim_id: int) -> float:
    """A number from 0 to below 1 that nobody foresees and that stays the same."""
    drawn = blake2b(f"planted:{reading_id}:{claim_id}".encode(), digest_size=6).digest()
    return int.from_bytes(drawn) / 2**48


def plant_in(reading: Reading, claim: Claim, claims: Iterable[Claim]) -> Planted | None:
    """A row, not saved yet, that shows one mistake in a claim; None where no mistake would look right."""
    others = [other for other in claims if other.pk != claim.pk]
    shown = wrong_values(claim, others, reading.report.text, f"{reading.pk}:{claim.pk}")
    return Planted(reading=reading, claim=claim, person=reading.person, shown=shown) if shown else None


def planted_in(claim: Claim) -> Planted | None:
    """What is planted in a claim of `Claim.objects.with_planted_for` in the reading that the person has open."""
    added = vars(claim)
    if added.get("planted_key") is None or added["planted_until"] is not None:
        return None
    return Planted(
        pk=added["planted_key"],
        claim_id=claim.pk,
        shown=added["planted_shown"],
        verdict=added["planted_verdict"],
        answered_at=added["planted_answered"],
    )


def planted_unanswered(person: User, claim: Claim) -> Planted | None:
    """What a person sees planted in a claim that waits for them; None where it is shown as it was found."""
    rows = Planted.objects.filter(person=person, claim=claim, reading__finished_at=None, answered_at=None)
    row = rows.first()
    return row if row and not decisions_seen_by(person, claim) else None


def withdraw(person: User, claim: Claim) -> bool:
    """Whether anything is planted in a claim for a person's open reading; what is not answered is taken out again."""
    rows = Planted.objects.filter(person=person, claim=claim, reading__finished_at=None)
    is_there = rows.exists()
    rows.filter(answered_at=None).delete()
    return is_there


def put_on(claims: Iterable[Claim]) -> dict[int, Planted]:
    """Disguise those of the claims, fetched for showing to one person alone, that wait with something planted.

    What is planted in any of them, answered or not, by claim.
    """
    planted = {claim.pk: row for claim in claims if (row := planted_in(claim))}
    for claim in claims:
        row = planted.get(claim.pk)
        if row and row.answered_at is None and claim.is_pending:
            disguise(claim, row)
    return planted


def disguise(claim: Claim, planted: Planted) -> Claim:
    """Give a claim, fetched for showing alone, the planted values; it can never be saved again.

    What was found is disguised as well, so that nothing on a card tells; and since the record refuses to change
    what was found, saving such a claim raises ImmutableError.
    """
    for name, value in planted.shown.items():
        setattr(claim, name, an_actor(value) if name in ("actor", "speaker") else value)
    claim.found = found_with(claim.found, planted.shown)
    return claim


def an_actor(value: Mapping[str, Any] | None) -> Actor | None:
    """An actor with as much as a card shows."""
    return Actor(pk=value["pk"], name=value["name"]) if value else None


def found_with(found: dict[str, Any], shown: Values) -> dict[str, Any]:
    """What was found, with the planted values in it."""
    disguised = deepcopy(found)
    disguised |= {name: shown[name] for name in ("measure", "low", "best", "high") if name in shown}
    if "status" in shown:
        disguised["victims"]["status"] = shown["status"]
    if "actor" in shown:
        disguised["victims"]["actor"] = shown["actor"]["name"]
    if disguised["claimant"]:
        disguised["claimant"] |= {
            key: shown[name]
            for key, name in (("name", "claimant_name"), ("role", "claimant_role"), ("raw", "claimant_raw"))
            if name in shown
        }
        if "speaker" in shown:
            disguised["claimant"]["actor"] = (shown["speaker"] or {}).get("name")
    disguised["planted"] = True  # found never equals what the record keeps, so that it cannot be saved
    return disguised


def answer_planted(planted: Planted, verdict: Verdict, at: datetime | None = None) -> Planted:
    """Keep what the reader did with the planted values: accepted is missed, anything else caught. Once only."""
    planted.verdict, planted.answered_at = verdict, at or timezone.now()
    Planted.objects.filter(pk=planted.pk, answered_at=None).update(verdict=verdict, answered_at=planted.answered_at)
    return planted


def answer_correction(planted: Planted, value: Mapping[str, Any]) -> bool:
    """Keep that the reader corrected a planted claim to `value`, as `correct_claim` takes it.

    Whether any planted value is left in it, so that it may not become a decision: where all are left the reader
    missed it, where any was changed it is caught.
    """
    wrong = [name for name in planted.shown if name in CORRECTABLE]
    left = [name for name in wrong if is_left(planted.shown[name], value, name)]
    answer_planted(planted, Verdict.ACCEPTED if len(left) == len(wrong) else Verdict.CORRECTED)
    return bool(left)


def is_left(wrong: Any, value: Mapping[str, Any], name: str) -> bool:
    """Whether a correction lets a planted value stand, or gives that very value."""
    if name not in value:
        return True
    given = value[name]
    if name in ("actor", "speaker"):
        return (given.pk if given else None) == (wrong["pk"] if wrong else None)
    return bool(given == wrong)


def is_caught(planted: Planted) -> bool:
    """Whether the reader did anything but let the planted values pass."""
    return planted.verdict != Verdict.ACCEPTED
