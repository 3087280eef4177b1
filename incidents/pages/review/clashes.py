"""When two people change the same claim: what stands now beside what one of them was about to save."""

from __future__ import annotations

from copy import copy

from django.contrib.auth.models import User
from django.http import QueryDict

from incidents.models import Claim
from incidents.pages.frame.beside import Rival
from incidents.pages.frame.claim_form import ClaimForm
from incidents.pages.review.cards import Card, Clash, card_of
from incidents.templatetags.desk import figure
from incidents.vocabulary import Hedge, Interest, Measure, Scope, Tie
from incidents.workflow.standing.playback import claim_as_seen
from incidents.workflow.standing.ties import ties_of

WORDS = {
    "accept": "accept it",
    "reject": "reject it",
    "undo": "take the last decision back",
    "correct": "correct it",
    "move": "move it",
    "tie": "change its tie",
}


def clash_on(claim: Claim, person: User, sent: QueryDict, verb: str, seen: int) -> Clash:
    """Both versions of a claim. `seen` is the version that the person saw when they sent this."""
    now = card_of(claim.pk, person)
    own = copy(claim_as_seen(claim=claim, person=person, version=seen))
    form = ClaimForm(sent, claim=now.claim) if f"claim-{claim.pk}-measure" in sent else None
    if form and form.is_valid():
        set_values(own, form.values())
    elif verb == "correct":
        readings, number = Card(own).readings, sent.get("reading", "")
        if number.isdecimal() and 1 <= int(number) <= len(readings):
            set_values(own, readings[int(number) - 1].value)
    again = [(name, str(value)) for name, value in sent.items() if name not in ("csrfmiddlewaretoken", "version")]
    if not form and verb in ("accept", "correct") and "as_seen" not in sent:
        again.append(("as_seen", str(seen)))
    newest = max(claim.decisions.select_related("person"), key=lambda one: one.pk, default=None)
    if claim.report.is_read_apart:
        newest = now.decision
    gives_values = verb in ("accept", "correct")
    return Clash(newest, rivals(now.claim, own) if gives_values else [], verb, WORDS.get(verb, verb), again, form)


def set_values(claim: Claim, values: dict[str, object]) -> None:
    """Set values on a claim that is not saved."""
    for name, value in values.items():
        setattr(claim, name, value)
    claim.quote_anew()


def rivals(now: Claim, own: Claim) -> list[Rival]:
    """The values that differ, in words."""
    pairs = zip(clash_words(now), clash_words(own), strict=True)
    return [Rival(name, theirs, mine) for (name, theirs), (_, mine) in pairs if theirs != mine]


def clash_words(claim: Claim) -> list[tuple[str, str]]:
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
        *((str(tie.label), getattr(claim, tie).words if tie in ties_of(claim) else "nothing") for tie in Tie),
    ]
