"""What a card shows of one claim: how it stands, what was found, who decided, what else its words may mean."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from incidents.forms.claim import ClaimForm
from incidents.models import Claim, Decision, Report
from incidents.models.claim import population_label
from incidents.templatetags.desk import figure, found_figure
from incidents.vocabulary import Hedge, Measure, Scope
from incidents.workflow.review import holding

LOOSE_HEDGES = (Hedge.AT_LEAST, Hedge.MORE_THAN, Hedge.ABOUT, Hedge.NEARLY, Hedge.UP_TO)


@dataclass(frozen=True, slots=True)
class Reading:
    """Another way to read the same words, offered under a digit key. `value` is as `correct_claim` takes it."""

    label: str
    value: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Card:
    """A claim with all that its card needs; `form` is there while it is being edited."""

    claim: Claim
    whole: Claim | None = None
    beside: Claim | None = None
    """The claim of the report beside which this one is counted."""
    retold: Claim | None = None
    """The claim of the report whose people this one tells of again."""
    form: ClaimForm | None = None

    @property
    def decision(self) -> Decision | None:
        """The last decision that holds."""
        held = holding(self.claim.decisions.all())
        return held[-1] if held else None

    @property
    def was(self) -> list[tuple[str, str]]:
        """What was found where it differs from what stands, as pairs of a name and the found words."""
        claim, found = self.claim, self.claim.found
        claimant, victims = found["claimant"] or {}, found["victims"]
        whose = population_label(victims["actor"] or "", victims["status"], victims["group"] or "")
        pairs = [
            ("figure", figure(claim), found_figure(claim)),
            ("measure", claim.measure, found["measure"]),
            ("whose", claim.population_label, whose),
            ("claimant", claim.claimant_name, claimant.get("name") or ""),
            ("covers", claim.scope, found["scope"]),
        ]
        labels = {"measure": Measure, "covers": Scope}
        return [
            (name, labels[name](before).label if name in labels else before or "nobody named")
            for name, now, before in pairs
            if now != before
        ]

    @property
    def readings(self) -> list[Reading]:
        """Rival values: what was found, where a person changed it, and the bare number where it was hedged."""
        claim = self.claim
        found = Reading(f"found: {found_figure(claim)}", numbers_of(claim.found))
        rivals = [found] if figure(claim) != found_figure(claim) else []
        number = claim.best if claim.best is not None else claim.high
        if number and claim.hedge in LOOSE_HEDGES and not claim.low == claim.best == claim.high:
            rivals.append(exactly(number))
        return rivals

    @property
    def says_interest(self) -> bool:
        """Whether the claimant's interest is known: it is worked out once the incident and its sides are."""
        return bool(self.claim.incident_id or self.claim.interest_is_set)


def exactly(number: int) -> Reading:
    """The bare number, whatever was worded around it."""
    numbers = {"low": number, "best": number, "high": number}
    return Reading(f"exactly {number:,}", {**numbers, "open_upper": False, "hedge": Hedge.EXACT.value})


def numbers_of(found: dict[str, Any]) -> dict[str, Any]:
    """The numbers of a finding, as `correct_claim` takes them."""
    return {name: found[name] for name in ("low", "best", "high", "open_upper", "hedge", "denies")}


def cards_of(report: Report, form: ClaimForm | None = None) -> list[Card]:
    """All cards of a report, in the order of its words; `form` stands in the card of its claim."""
    claims = list(report.claims.for_cards().order_by("start", "end", "number"))
    return cards_for(claims, form)


def cards_for(claims: Iterable[Claim], form: ClaimForm | None = None) -> list[Card]:
    """Cards for all claims of one report."""
    by_key = {claim.pk: claim for claim in claims}
    return [
        Card(
            claim,
            whole=by_key.get(claim.part_of_id) if claim.part_of_id else None,
            beside=by_key.get(claim.beside_id) if claim.beside_id else None,
            retold=by_key.get(claim.retells_id) if claim.retells_id else None,
            form=form if form and form.claim and form.claim.pk == claim.pk else None,
        )
        for claim in by_key.values()
    ]


def card_of(pk: int, form: ClaimForm | None = None) -> Card:
    """The card of one claim as it stands now. Raises Claim.DoesNotExist."""
    claim = Claim.objects.for_cards().select_related("report__source", "part_of__actor", "beside", "retells").get(pk=pk)
    return Card(claim, whole=claim.part_of, beside=claim.beside, retold=claim.retells, form=form)
