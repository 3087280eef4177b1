"""Settling what two readers answered apart: their answers side by side, what is chosen, and what then stands.

What is chosen is kept as a draft of the person who settles: it survives a closed tab, and nobody else sees it.
Finishing writes it as Decisions that belong to no reading. From then on the claims follow these.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import prefetch_related_objects

from incidents.models import Claim, Decision, Draft, Grouping, Incident, Reading, Report
from incidents.models.claim import COUNTING
from incidents.models.reading import to_settle_by
from incidents.vocabulary import CORRECTABLE, SecondReading, Standing, Tie, Verdict
from incidents.workflow.acts import act, lock_report
from incidents.workflow.desk.people import name_of
from incidents.workflow.review.decisions import stand_by_decisions
from incidents.workflow.review.finishing import Telling, UndecidedClaimsError, link_report
from incidents.workflow.review.grouping import keep_settled_grouping
from incidents.workflow.review.second_reading import readings_to_compare
from incidents.workflow.standing.actors import ActorNames
from incidents.workflow.standing.groups import Layout, groups_in, layout_as_found, layout_by
from incidents.workflow.standing.playback import (
    Place,
    as_json,
    holding,
    keys_by_place,
    play,
    set_from_json,
    values_to_keep,
    with_both_ends,
)

FORM = "answers"
PARTS: dict[str, tuple[str, ...]] = {
    "measure": ("measure",),
    "numbers": ("low", "best", "high", "open_upper", "denies"),
    "hedge": ("hedge",),
    "victims": ("actor_id", "status", "group"),
    "claimant": ("claimant_name", "claimant_role", "speaker_id"),
    "scope": ("scope", "as_of"),
    "words": ("words_start", "words_end"),
    "ties": ("part_of_id", "beside_id", "retells_id"),
}
"""What an answer is made of, as the columns of a claim."""


class NotYoursToSettleError(PermissionDenied):
    """Only a senior analyst settles a report that two others have read, and nobody their own reading."""


class NoSuchAnswerError(Exception):
    """A claim has no answer of that reader to be taken."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one reader made of one claim: the claim with the values of that reader's decisions, never saved."""

    claim: Claim
    reason: str = ""
    is_missing: bool = False
    """Whether the other reader added the claim, and this one did not."""

    @property
    def counts(self) -> bool:
        return self.claim.standing in COUNTING

    @property
    def is_given(self) -> bool:
        """Whether it can be taken: a reader decided, or left out what the other added."""
        return self.is_missing or self.claim.standing != Standing.PENDING

    @property
    def verdict(self) -> str:
        """What the reader said, in a word or two."""
        return "did not add it" if self.is_missing else Standing(self.claim.standing).label


@dataclass(frozen=True, slots=True)
class ClaimApart:
    """A claim with the answers of A and B, and the choice: 1 or 2 for one of them, other values, or nothing yet."""

    claim: Claim
    answers: tuple[Answer, Answer]
    choice: int | dict[str, Any] | None = None

    @property
    def differences(self) -> frozenset[str]:
        """The parts in which the two differ; only the verdict where one of them does not count the claim."""
        first, second = self.answers
        if first.counts != second.counts or not (first.is_given and second.is_given):
            return frozenset({"verdict"})
        if not first.counts:
            return frozenset()
        return frozenset(
            part for part, names in PARTS.items() if answer_values(first, names) != answer_values(second, names)
        )

    @property
    def agrees(self) -> bool:
        return not self.differences

    @property
    def differing(self) -> list[str]:
        """The parts in which the two differ, in the order in which they are shown."""
        return [part for part in ("verdict", *PARTS) if part in self.differences]


@dataclass(frozen=True, slots=True)
class Settlement:
    """A report as it is to be settled: its two readings, in the order in which they were finished, and its claims."""

    report: Report
    readings: tuple[Reading, Reading]
    claims: Sequence[ClaimApart]
    layouts: tuple[Layout, Layout]
    """How each of them grouped the report."""
    acts: Sequence[Any] = ()
    """What was chosen, each act a list of pairs of a claim's key and a choice; the last can be undone."""

    @property
    def groups_agree(self) -> bool:
        """Whether both parted the report into the same groups, with the same claims in each."""
        claims = [row.claim for row in self.claims]
        first, second = (groups_in(self.report, claims, layout) for layout in self.layouts)
        homes = [{key: group.start for key, group in groups.home.items()} for groups in (first, second)]
        return self.layouts[0].starts == self.layouts[1].starts and homes[0] == homes[1]

    @property
    def incident_agrees(self) -> bool:
        """Whether both chose for each group the same incident, or a new one of the same day and place."""
        return self.groups_agree and all(map(self.agrees_on, outcomes_by_group(self.readings[0].outcome)))

    def agrees_on(self, start: str) -> bool:
        """Whether both chose the same for one group, named as `outcomes_by_group` does."""
        first, second = (outcomes_by_group(reading.outcome).get(start, {}) for reading in self.readings)
        return all(first.get(name) == second.get(name) for name in ("choice", "date_start", "place_name", "country"))

    @property
    def agrees(self) -> bool:
        """Whether the two readers agree on every claim and on the incident."""
        return self.incident_agrees and all(row.agrees for row in self.claims)

    @property
    def waiting(self) -> list[ClaimApart]:
        """Claims for which nothing was chosen yet."""
        return [row for row in self.claims if row.choice is None]


def outcomes_by_group(outcome: Mapping[str, Any]) -> Mapping[str, Mapping[str, Any]]:
    """What a reader chose for each group, by its start; under "" for a report of one incident."""
    return outcome.get("groups") or {"": outcome}


def answer_values(answer: Answer, names: Iterable[str]) -> list[Any]:
    return [getattr(answer.claim, name) for name in names]


# --- Reading the answers ----------------------------------------------------------------------------


def settlement_of(report: Report, person: User) -> Settlement:
    """What two readers answered, with what a person has chosen so far. Raises NotYoursToSettleError."""
    if not to_settle_by(person).filter(pk=report.pk).exists():
        raise NotYoursToSettleError("This report is not yours to settle.")
    draft = Draft.objects.filter(**draft_of(report, person)).first()
    acts = draft.values["acts"] if draft else []
    chosen = {key: choice for act in acts for key, choice in act}
    readings = readings_to_compare(report)
    assert len(readings) == 2, "A report is settled once two people have read it."
    claims = claims_apart(report, [reading.person for reading in readings], chosen)
    by_reader = dict(latest_groupings(report, [reading.person_id for reading in readings]))
    layouts = [layout_by(report, by_reader.get(reading.person_id)) for reading in readings]
    return Settlement(report, (readings[0], readings[1]), claims, (layouts[0], layouts[1]), acts)


def latest_groupings(report: Report, readers: Sequence[int]) -> Iterator[tuple[int, Grouping]]:
    """The rows by which readers grouped a report in their readings, by their keys, the last of each last. One query."""
    made = Grouping.objects.filter(report=report, person__in=readers).exclude(reading=None)
    for row in made.order_by("pk"):
        yield row.person_id, row


def claims_apart(report: Report, readers: Sequence[User], chosen: Mapping[int, Any]) -> list[ClaimApart]:
    """The claims of a report as each of two readers answered, in the order of the words. Four queries."""
    keys = [reader.pk for reader in readers]
    found = (
        report.claims.select_related("report__source").prefetch_related("decisions").order_by("start", "end", "number")
    )
    claims = [claim for claim in found if claim.made_by_id is None or claim.made_by_id in keys]
    actors, places = ActorNames(), keys_by_place(claims)
    first, second = keys
    rows = [
        ClaimApart(
            claim,
            (answer_of(claim, first, actors, places), answer_of(claim, second, actors, places)),
            chosen.get(claim.pk),
        )
        for claim in claims
    ]
    answered = [answer.claim for row in rows for answer in row.answers]
    prefetch_related_objects(answered, "actor", "speaker", *(tie.value for tie in Tie))
    return rows


def answer_of(claim: Claim, reader: int, actors: ActorNames, keys: Mapping[Place, int]) -> Answer:
    """What the reader of that key made of a claim; its decisions are fetched already, and the keys of all claims."""
    own = [one for one in holding(claim.decisions.all()) if one.person_id == reader and one.reading_id]
    added_by_other = claim.made_by_id is not None and claim.made_by_id != reader
    reason = own[-1].reason if own else ""
    return Answer(play(copy(claim), own, actors, keys), reason, is_missing=added_by_other and not own)


# --- Choosing ---------------------------------------------------------------------------------------


def draft_of(report: Report, person: User) -> dict[str, Any]:
    """Where the choices of a person are kept."""
    return {"person": person, "page": f"/review/{report.pk}/settle/", "form": FORM}


@act
def choose_answers(*, report: Report, person: User, choices: Mapping[int, int | dict[str, Any]]) -> Settlement:
    """Choose for some claims, by key: 1 or 2 for the answer of A or B, else values as `own_values` gives them.

    It is one act, which one undo takes back. Raises NotYoursToSettleError and NoSuchAnswerError.
    """
    now = settlement_of(report, person)
    rows = {row.claim.pk: row for row in now.claims}
    for key, choice in choices.items():
        if key not in rows or (isinstance(choice, int) and not is_offered(rows[key], choice)):
            raise NoSuchAnswerError("There is no such answer to take.")
    if choices:
        keep_acts(report, person, [*now.acts, [[key, choice] for key, choice in choices.items()]])
    return settlement_of(report, person)


def is_offered(row: ClaimApart, choice: int) -> bool:
    return choice in (1, 2) and row.answers[choice - 1].is_given


def choose_agreed(*, report: Report, person: User, keys: Iterable[int]) -> Settlement:
    """Take what both answered for those of some claims on which they agree, and that wait."""
    wanted = set(keys)
    rows = settlement_of(report, person).waiting
    return choose_answers(
        report=report, person=person, choices={row.claim.pk: 1 for row in rows if row.agrees and row.claim.pk in wanted}
    )


@act
def undo_choice(*, report: Report, person: User) -> list[int]:
    """Take back what was chosen last; the keys of the claims that it was about, none where nothing was chosen."""
    acts = settlement_of(report, person).acts
    if not acts:
        return []
    keep_acts(report, person, acts[:-1])
    return [key for key, _choice in acts[-1]]


def keep_acts(report: Report, person: User, acts: Sequence[Any]) -> None:
    Draft.objects.update_or_create(**draft_of(report, person), defaults={"values": {"acts": list(acts)}})


def own_values(start: Claim, value: Mapping[str, Any]) -> dict[str, Any]:
    """Values that fit neither answer, as a choice keeps them: those of `start`, then `value` as for correct_claim."""
    kept = values_to_keep(start) | {name: new for name, new in value.items() if name in CORRECTABLE}
    return {name: as_json(name, new) for name, new in kept.items()}


def with_values(claim: Claim, value: Mapping[str, Any]) -> Claim:
    """The claim as it would stand with such values; never saved."""
    shown = copy(claim)
    for name, new in value.items():
        set_from_json(shown, name, new)
    shown.quote_anew()
    return shown


# --- Settling ---------------------------------------------------------------------------------------


@act
def settle_report(
    *,
    report: Report,
    person: User,
    incident: Incident | None,
    reasons: list[str] | None = None,
    grouped_by: int | None = None,
) -> Report:
    """Write what was chosen as decisions of no reading, link the report to one incident, and close it as read twice.

    `grouped_by` is the reader, 1 or 2, whose groups of the report stand from now on; without one they stay as found.
    Raises NotYoursToSettleError, and UndecidedClaimsError where a claim has no choice yet.
    """
    report, _ = write_settlement(report, person, grouped_by)
    link_report(report=report, person=person, tellings=[Telling(incident, reasons or ())])
    return report


@act
def settle_groups(*, report: Report, person: User, tellings: Sequence[Telling], grouped_by: int) -> Report:
    """The same for a report of several groups, as that reader made them: each is linked to its own incident."""
    report, layout = write_settlement(report, person, grouped_by)
    groups = groups_in(report, report.claims.select_related("report"), layout)
    link_report(report=report, person=person, tellings=tellings, groups=groups)
    return report


def write_settlement(report: Report, person: User, grouped_by: int | None) -> tuple[Report, Layout]:
    """Let the claims and groups of a report stand by what was chosen of two readings."""
    report = lock_report(report.pk)
    settlement = settlement_of(report, person)
    if settlement.waiting:
        raise UndecidedClaimsError(len(settlement.waiting))
    act = uuid4()
    for row in settlement.claims:
        verdict, value, reason = settle_claim(row, settlement)
        Decision.objects.create(claim=row.claim, person=person, verdict=verdict, value=value, reason=reason, act=act)
        stand_by_decisions(Claim.objects.select_related("report").get(pk=row.claim.pk))
    layout = settlement.layouts[grouped_by - 1] if grouped_by else layout_as_found(report)
    keep_settled_grouping(report, person, layout)
    report.second_reading = SecondReading.SETTLED
    Draft.objects.filter(page=draft_of(report, person)["page"], form=FORM).delete()
    return report, layout


def settle_claim(row: ClaimApart, settlement: Settlement) -> tuple[Verdict, dict[str, Any], str]:
    """The verdict, the values that differ from what stands, and the reason that a choice makes."""
    if isinstance(row.choice, dict):
        return verdict_with(row.claim, row.choice, "settled with other values than either reader's")
    assert row.choice is not None, "A report is settled once every claim has a choice."
    answer, reading = row.answers[row.choice - 1], settlement.readings[row.choice - 1]
    who = "both readers" if row.agrees else name_of(reading.person)
    if answer.is_missing:
        return Verdict.REJECTED, {}, f"settled: only one reader added it, and {who} did not"
    reason = f"settled as {who} answered" + (f": {answer.reason}" if answer.reason else "")
    if not answer.counts:
        return Verdict(answer.claim.standing), {}, reason
    return verdict_with(row.claim, own_values(answer.claim, {}), reason)


def verdict_with(claim: Claim, value: Mapping[str, Any], reason: str) -> tuple[Verdict, dict[str, Any], str]:
    """Accepted where the values are those that stand, else corrected to those that differ."""
    differing = {name: new for name, new in value.items() if new != as_json(name, getattr(claim, name))}
    changed = with_both_ends(differing, value)
    return (Verdict.CORRECTED if changed else Verdict.ACCEPTED), changed, reason
