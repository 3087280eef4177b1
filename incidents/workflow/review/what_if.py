"""What if a claim did not count, or something about it were judged otherwise: tried, then saved or left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from django.contrib.auth.models import User

from incidents import reconciliation as engine
from incidents.models import Claim, Incident, Source
from incidents.reconciliation import Change, Effect
from incidents.vocabulary import Interest, Reliability, Scope, Standing, Verdict
from incidents.workflow.acts import act_alone
from incidents.workflow.figures.basis import Basis
from incidents.workflow.figures.reconcile import touch_source
from incidents.workflow.review.decisions import correct_claim, decide, reject_claim


class UntoldReasonError(ValueError):
    """Judgements are saved as decisions, and a decision of this kind needs a reason."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What is judged otherwise than the record has it; `grades` by the pk of a source, all else by that of a claim."""

    off: frozenset[int] = frozenset()
    on: frozenset[int] = frozenset()
    """Claims that were rejected, and would count after all."""
    interests: Mapping[int, Interest] = field(default_factory=dict)
    scopes: Mapping[int, Scope] = field(default_factory=dict)
    grades: Mapping[int, Reliability] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return self.judges_claims or bool(self.grades)

    @property
    def judges_claims(self) -> bool:
        return bool(self.off or self.on or self.interests or self.scopes)

    def changes(self, basis: Basis) -> list[Change]:
        """The trial as the engine takes it; what is switched off comes last, for nothing can be changed in it then."""
        reports: dict[int, set[int]] = {}
        for claim in basis.claims:
            reports.setdefault(claim.report.source_id, set()).add(claim.report_id)
        return [
            *(Change(frozenset({pk}), interest=interest) for pk, interest in self.interests.items()),
            *(Change(frozenset({pk}), scope=scope) for pk, scope in self.scopes.items()),
            *(Change(report_ids=frozenset(reports[pk]), reliability=grade) for pk, grade in self.grades.items()),
            *([Change(self.off, off=True)] if self.off else []),
        ]


def effects_of(trial: Trial, basis: Basis) -> list[Effect]:
    """The estimates that would be others, before and after. Saves nothing. Raises ValueError for an unknown claim."""
    on = [replace(one, standing=Standing.ACCEPTED) if one.id in trial.on else one for one in basis.engine_claims]
    after = engine.apply_changes(on, trial.changes(basis))
    found = engine.effects(basis.engine_claims, after, policy=basis.policy, parents=basis.parents)
    return [effect for effect in found if effect.moved]


@act_alone
def save_trial(*, incident: Incident, trial: Trial, person: User, reason: str) -> None:
    """Make a trial the desk's judgement: a Decision for each claim, a new grade in the history of each source.

    A claim that is switched off is rejected, one that is switched on accepted. Raises UntoldReasonError.
    """
    if not reason.strip():
        raise UntoldReasonError("Say why: the reason is kept with each decision.")
    judged = {*trial.on, *trial.off, *trial.interests, *trial.scopes}
    for claim in Claim.objects.filter(incident=incident, pk__in=judged).order_by("pk"):
        judge_claim(claim, trial, person, reason.strip())
    for source in Source.objects.filter(pk__in=trial.grades).order_by("pk"):
        source.reliability = trial.grades[source.pk].value
        source._change_reason = reason.strip()  # type: ignore[attr-defined]  # simple-history keeps it
        source.save()
        touch_source(source)


def judge_claim(claim: Claim, trial: Trial, person: User, reason: str) -> None:
    """The decisions on one claim that a trial comes to."""
    if claim.pk in trial.off:
        reject_claim(claim=claim, person=person, reason=reason)
        return
    if claim.pk in trial.on:
        claim = decide(claim=claim, person=person, verdict=Verdict.ACCEPTED, reason=reason)
    value = {"interest": trial.interests.get(claim.pk), "scope": trial.scopes.get(claim.pk)}
    given = {name: word.value for name, word in value.items() if word is not None}
    if given:
        correct_claim(claim=claim, person=person, value=given, reason=reason)
