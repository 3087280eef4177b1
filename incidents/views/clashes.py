"""When two people change the same claim: what stands now beside what one of them was about to save."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.http import QueryDict

from incidents.forms.claim import ClaimForm
from incidents.forms.report import MetadataForm
from incidents.models import Claim, Decision, Estimate, Report
from incidents.templatetags.desk import figure
from incidents.views.cards import Card, card_of
from incidents.vocabulary import Hedge, Interest, Measure, Scope
from incidents.workflow.as_seen import claim_as_seen

WORDS = {
    "accept": "accept it",
    "reject": "reject it",
    "undo": "take the last decision back",
    "correct": "correct it",
    "move": "move it",
}


@dataclass(frozen=True, slots=True)
class Rival:
    """One value, as it stands now and as the person has it."""

    name: str
    theirs: str
    own: str


@dataclass(frozen=True, slots=True)
class Beside:
    """What somebody saved of a record or a figure while another typed; both are shown, and the form stays open."""

    person: User | None
    at: datetime
    reason: str
    rivals: list[Rival]


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


def clash_on(claim: Claim, person: User, sent: QueryDict, verb: str, seen: int) -> Clash:
    """Both versions of a claim. `seen` is the version that the person saw when they sent this."""
    now = card_of(claim.pk, person)
    own = copy(claim_as_seen(claim=claim, person=person, version=seen))
    form = ClaimForm(sent, claim=now.claim) if f"claim-{claim.pk}-measure" in sent else None
    if form and form.is_valid():
        put(own, form.values())
    elif verb == "correct":
        readings, number = Card(own).readings, sent.get("reading", "")
        if number.isdecimal() and 1 <= int(number) <= len(readings):
            put(own, readings[int(number) - 1].value)
    again = [(name, str(value)) for name, value in sent.items() if name not in ("csrfmiddlewaretoken", "version")]
    if not form and verb in ("accept", "correct") and "as_seen" not in sent:
        again.append(("as_seen", str(seen)))
    newest = max(claim.decisions.select_related("person"), key=lambda one: one.pk, default=None)
    if claim.report.is_read_apart:
        newest = now.decision
    gives_values = verb in ("accept", "correct")
    return Clash(newest, rivals(now.claim, own) if gives_values else [], verb, WORDS.get(verb, verb), again, form)


def put(claim: Claim, values: dict[str, object]) -> None:
    """Set values on a claim that is not saved."""
    for name, value in values.items():
        setattr(claim, name, value)
    claim.quote_anew()


def rivals(now: Claim, own: Claim) -> list[Rival]:
    """The values that differ, in words."""
    pairs = zip(words_of(now), words_of(own), strict=True)
    return [Rival(name, theirs, mine) for (name, theirs), (_, mine) in pairs if theirs != mine]


def words_of(claim: Claim) -> list[tuple[str, str]]:
    """Everything that a person may correct of a claim, as pairs of a name and words."""
    return [
        ("figure", figure(claim)),
        ("worded as", str(Hedge(claim.hedge).label)),
        ("measure", str(Measure(claim.measure).label)),
        ("whose", claim.population_label),
        ("claimant", claim.claimant_name or "nobody named"),
        ("claimant’s role", claim.claimant_role or "none"),
        ("speaks for", claim.speaker.name if claim.speaker else "nobody"),
        ("interest", str(Interest(claim.interest).label) if claim.interest_is_set else "worked out"),
        ("covers", str(Scope(claim.scope).label)),
        ("as of", claim.as_of.isoformat() if claim.as_of else "not said"),
        ("its words", claim.words),
    ]


def report_beside(report: Report, form: MetadataForm) -> Beside:
    """What is known about a text now, beside what a form that came later says."""
    now = MetadataForm.of(report)
    pairs = [(name, str(now[name].value() or ""), str(form[name].value() or "")) for name in now.initial]
    last = report.history.select_related("history_user").latest("history_id")
    return Beside(last.history_user, last.history_date, "", [Rival(*pair) for pair in pairs if pair[1] != pair[2]])


def figure_beside(estimate: Estimate, own: dict[str, str]) -> Beside:
    """What was decided last about a figure, beside what a form that came later says. `own` has words by name."""
    last = Decision.objects.filter(
        incident=estimate.incident_id, measure=estimate.measure, population_key=estimate.population_key
    ).latest("pk")
    numbers = (last.value.get(name) for name in ("low", "best", "high"))
    figure = "the derived figure stands" if not last.value else " / ".join(str(number) for number in numbers)
    shown = [Rival("low / best / high", figure, own["figure"]), Rival("reason", last.reason, own["reason"])]
    return Beside(last.person, last.at, "", shown)
