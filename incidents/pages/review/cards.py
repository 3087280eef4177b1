"""What a card shows of one claim: how it stands, what was found, who decided, what else its words may mean."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Count, Q, prefetch_related_objects

from incidents.figure import Figure
from incidents.models import Claim, Decision, Planted, Report
from incidents.models.claim import ClaimQuerySet, population_label
from incidents.pages.frame.beside import Rival
from incidents.pages.frame.claim_form import ClaimForm
from incidents.pages.frame.highlights import Block, paragraphs
from incidents.pages.frame.report import measures_in_claims
from incidents.pages.review.planted_note import PlantedNote
from incidents.pages.review.ties import Chip, TieForm, chips_among
from incidents.templatetags.desk import figure, found_figure
from incidents.vocabulary import Hedge, HowSure, Measure, Scope, Standing, Tie
from incidents.workflow.attention.planting import put_on
from incidents.workflow.desk.comments import with_comment_counts
from incidents.workflow.review.ties import claims_as_seen
from incidents.workflow.standing.actors import ActorNames
from incidents.workflow.standing.groups import groups_for
from incidents.workflow.standing.playback import decisions_seen_by, keys_by_place, play
from incidents.workflow.standing.versions import version_seen_by

LOOSE_HEDGES = (Hedge.AT_LEAST, Hedge.MORE_THAN, Hedge.ABOUT, Hedge.NEARLY, Hedge.UP_TO)

BY_RULE = {HowSure.SURE: 0.85, HowSure.LOOK: 0.7}
"""The least confidence of a rule for each word."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Another way to read the same words, offered under a digit key; `rule` is the one that reads them so."""

    label: str
    given: dict[str, Any]
    rule: str = ""

    @property
    def value(self) -> dict[str, Any]:
        """The values as `correct_claim` takes them: who is spoken for is an actor that the desk knows, or nobody."""
        if "speaker" not in self.given:
            return self.given
        return {**self.given, "speaker": ActorNames().find(self.given["speaker"])}


@dataclass(frozen=True, slots=True)
class Trust:
    """How far the program trusts what it read, and what speaks for or against it."""

    word: HowSure
    why: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Clash:
    """What the card shows of two versions, and what is sent again where the person keeps their own."""

    newest: Decision | None
    """What was decided last by then; None where it was taken back since."""
    rivals: list[Rival]
    verb: str
    own: str
    """What the person was about to do."""
    sent: list[tuple[str, str]]
    """What they sent, to be sent again; `version` is not in it."""
    form: ClaimForm | None
    """Their values, to be edited; None where they gave none."""


@dataclass(frozen=True, slots=True)
class Card:
    """A claim with all that its card needs; `form` is there while it is being edited."""

    claim: Claim
    decision: Decision | None = None
    """The last decision that holds, of those that the person may see."""
    version: int = 0
    """What the person saw last of the claim; sent along with whatever is decided about it."""
    ties: Sequence[Chip] = ()
    """How it hangs on other claims of the report."""
    has_others: bool = False
    """Whether the report has other claims, to be tied to."""
    form: ClaimForm | TieForm | None = None
    clash: Clash | None = None
    """What stands now beside what the person was about to save, where somebody else was faster."""
    planted: Planted | None = None
    """What is shown in place of what was found until the person answers it."""

    @property
    def is_part(self) -> bool:
        """Whether it is a part of another claim, so that it covers what that leaves to it."""
        return any(chip.tie is Tie.PART_OF for chip in self.ties)

    @property
    def is_planted(self) -> bool:
        """Whether it shows what was planted."""
        return bool(self.planted and self.planted.answered_at is None and self.claim.is_pending)

    @property
    def note(self) -> PlantedNote | None:
        """What was planted here and answered, as long as the claim waits as it was found."""
        answered = self.planted and self.planted.answered_at and self.claim.is_pending
        return PlantedNote(self.claim, self.planted) if self.planted and answered else None

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
            ("at", claim.words, claim.raw),
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
        found = Reading(f"found: {found_figure(claim)}", numbers_of_finding(claim.found))
        rivals = [found] if figure(claim) != found_figure(claim) else []
        number = claim.best if claim.best is not None else claim.high
        if number and claim.hedge in LOOSE_HEDGES and not claim.low == claim.best == claim.high:
            rivals.append(exactly(number))
        return rivals + [reading for reading in self.disagreement if not self.reads_so(reading)]

    @property
    def disagreement(self) -> list[Reading]:
        """What other rules read in the same words, where both cannot be right."""
        return [rival_reading(rival) for rival in self.claim.found.get("rivals") or ()]

    @property
    def rules_disagree(self) -> str:
        """Who reads the words how, for a claim that waits; empty where the rules agree."""
        if not self.claim.is_pending:
            return ""
        return "; ".join(f"{reading.rule} reads {reading.label}" for reading in self.disagreement)

    @property
    def trust(self) -> Trust | None:
        """How far a claim that waits is to be trusted; None of what a person added, or has decided on."""
        return trust_of(self.claim) if self.claim.is_pending and not self.claim.made_by_id else None

    def reads_so(self, reading: Reading) -> bool:
        """Whether the claim stands as a reading has it."""
        return all(getattr(self.claim, name) == value for name, value in reading.given.items() if name != "speaker")

    @property
    def says_interest(self) -> bool:
        """Whether the claimant's interest is known: it is worked out once the incident and its sides are."""
        return bool(self.claim.incident_id or self.claim.interest_is_set)


def trust_of(claim: Claim) -> Trust:
    """How far a claim is to be trusted, as it was found; by its rule alone where that was before this was weighed."""
    found = claim.found.get("trust")
    if found:
        return Trust(HowSure(found["word"]), found["why"])
    by_rule = (word for word, least in BY_RULE.items() if claim.confidence >= least)
    return Trust(next(by_rule, HowSure.UNSURE))


def exactly(number: int) -> Reading:
    """The bare number, whatever was worded around it."""
    numbers = Figure(number, number, number).columns()
    return Reading(f"exactly {number:,}", {**numbers, "hedge": Hedge.EXACT.value})


def rival_reading(rival: dict[str, Any]) -> Reading:
    """A rival that extraction kept (types.Rival), as a reading to choose."""
    rule = rival["rule"]
    if claimant := rival.get("claimant"):
        named = {"claimant_name": claimant["name"][:300], "claimant_role": claimant["role"][:300]}
        return Reading(f"{claimant['name']} says it", {**named, "speaker": claimant["actor"]}, rule)
    if measure := rival.get("measure"):
        return Reading(Measure(measure).label, {"measure": measure}, rule)
    numbers = {**Figure.of(rival).columns(), "hedge": rival["hedge"]}
    return Reading(str(Figure.of(rival)), numbers, rule)


def numbers_of_finding(found: dict[str, Any]) -> dict[str, Any]:
    """The numbers of a finding, as `correct_claim` takes them."""
    return {**Figure.of(found).columns(), "hedge": found["hedge"], "denies": found["denies"]}


def cards_of(report: Report, person: User, form: ClaimForm | TieForm | None = None) -> list[Card]:
    """All cards of a report as one person may see them, in the order of its words; `form` stands in its claim's card.

    If two people read it separately, claims that the other added are left out.
    """
    claims = report.claims.in_order_of(person)
    if report.is_read_apart:
        claims = claims.filter(Q(made_by=None) | Q(made_by=person))
    return read_cards(claims, person, form, report)


def card_of(pk: int, person: User, form: ClaimForm | TieForm | None = None, clash: Clash | None = None) -> Card:
    """The card of one claim as it stands now for a person. Raises Claim.DoesNotExist."""
    for card in read_cards(Claim.objects.filter(pk=pk), person, form):
        others = claims_as_seen(card.claim, person)
        return replace(card, ties=chips_among(others, person)[pk], has_others=len(others) > 1, clash=clash)
    raise Claim.DoesNotExist


def read_cards(
    claims: ClaimQuerySet, person: User, form: ClaimForm | TieForm | None, report: Report | None = None
) -> list[Card]:
    """Cards of claims of one report; while two read it apart, each claim follows this person's decisions alone."""
    shown = with_comment_counts(claims.for_cards().with_planted_for(person.pk), person)
    found = sorted(shown, key=place_in_text)
    if found and found[0].report.is_read_apart:
        play_for(person, found)
    return cards_for(found, person, form, put_on(found), report)


def place_in_text(claim: Claim) -> tuple[int, int, int]:
    """Where the words that say a claim stand, for sorting."""
    return claim.words_start, claim.words_end, claim.number


def play_for(person: User, claims: list[Claim]) -> None:
    """Let each claim stand by what a person may see decided about it. Nothing is saved."""
    actors, keys = ActorNames(), keys_by_place(claims)
    for claim in claims:
        play(claim, decisions_seen_by(person, claim), actors, keys if len(claims) > 1 else None)
    prefetch_related_objects(claims, "actor", "speaker")


def cards_for(
    claims: Iterable[Claim],
    person: User,
    form: ClaimForm | TieForm | None = None,
    planted: Mapping[int, Planted] | None = None,
    report: Report | None = None,
) -> list[Card]:
    """Cards for all claims of one report, which is handed in where more of it was read than a claim has."""
    given = list(claims)
    ties = chips_among(given, person, report)
    return [
        Card(
            claim,
            **seen_of(claim, person),
            ties=ties[claim.pk],
            has_others=len(given) > 1,
            form=form if form and form.claim and form.claim.pk == claim.pk else None,
            planted=planted.get(claim.pk) if planted else None,
        )
        for claim in given
    ]


def seen_of(claim: Claim, person: User) -> dict[str, Any]:
    """The last decision that a person may see on a claim, and the version of the claim that this makes."""
    held = decisions_seen_by(person, claim)
    return {"decision": held[-1] if held else None, "version": version_seen_by(person, claim)}


def in_review_order(cards: Sequence[Card]) -> list[Card]:
    """Cards of claims on which rules disagree, then the least sure, then as the text has them.

    It asks for nothing that a decision changes, so that a card keeps its place when it is decided.
    """
    return sorted(cards, key=lambda card: (not card.claim.found.get("rivals"), card.claim.confidence))


def order_for(cards: Sequence[Card]) -> dict[str, Any]:
    """The cards, played for a person, in the order that this person wants, and which order that is."""
    in_text_order = any(vars(card.claim).get("in_text_order") for card in cards)
    return {"cards": list(cards) if in_text_order else in_review_order(cards), "in_text_order": in_text_order}


def ordered_cards(report: Report, person: User) -> list[Card]:
    """The cards of a report in the order in which the person sees them: those of the whole report, then by group."""
    ordered: list[Card] = order_for(cards_of(report, person))["cards"]
    homes = groups_for(report, [card.claim for card in ordered], person).home
    return sorted(ordered, key=lambda card: homes[card.claim.pk].number if card.claim.pk in homes else 0)


def counts_of(cards: Sequence[Card]) -> dict[str, int]:
    """How many claims there are, are decided and wait."""
    waiting = sum(card.claim.is_pending for card in cards)
    return {"all": len(cards), "waiting": waiting, "decided": len(cards) - waiting}


def measures_in(cards: Sequence[Card]) -> list[Measure]:
    """The measures that the text speaks of, for the legend."""
    return measures_in_claims(card.claim for card in cards)


def count_claims_to_review(report: Report, person: User) -> dict[str, int]:
    """How many claims of a report there are, are decided and wait; where two read it apart, as this person decided."""
    if report.is_read_apart:
        return counts_of(cards_of(report, person))
    found = Claim.objects.filter(report=report).aggregate(
        all=Count("pk"), waiting=Count("pk", filter=Q(standing=Standing.PENDING))
    )
    return {**found, "decided": found["all"] - found["waiting"]}


def moved_text(shown: Card, person: User) -> list[Block]:
    """The text with its marks, where a decision on this claim moved them, or what was planted; else nothing."""
    claim = shown.claim
    stood_elsewhere = shown.note is not None and "claimant_start" in shown.note.planted.shown
    if not stood_elsewhere and not any("moved_start" in decision.value for decision in claim.decisions.all()):
        return []
    claims = [card.claim for card in cards_of(claim.report, person)]
    return paragraphs(claim.report, claims, groups_for(claim.report, claims, person))
