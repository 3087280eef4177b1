"""A small desk on which every kind of act can be done, and one deed of each kind: for tests of acts that meet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied

from incidents.models import Claim, Decision, Estimate, Incident, IncidentActor, Regrouping, Report, ReportLink, Source
from incidents.vocabulary import Policy, Reliability, Role, Scope, SecondReading
from incidents.workflow.acts import GoneError, act, act_alone
from incidents.workflow.desk.comments import begin_thread
from incidents.workflow.figures.overrides import (
    BadConfirmationError,
    confirm_figure,
    override_estimate,
    withdraw_override,
)
from incidents.workflow.figures.policies import BadChoiceError, choose_policy
from incidents.workflow.figures.reconcile import recompute_estimates, touch_actor, touch_source
from incidents.workflow.history.revert import CannotRevertError, ChangedSinceError, revert_decision, revert_record
from incidents.workflow.incidents.matching import create_incident
from incidents.workflow.incidents.regrouping import (
    CannotRegroupError,
    merge_incidents,
    regroup_again,
    split_incident,
    undo_regrouping,
)
from incidents.workflow.intake import describe_report
from incidents.workflow.queue.holds import (
    HeldByOtherError,
    NotYoursError,
    give_next,
    reserve_next,
    take_over,
    take_report,
)
from incidents.workflow.review.assignment import NotReturnableError, assign_reports, return_report, take_return_back
from incidents.workflow.review.decisions import (
    NothingToTakeBackError,
    accept_claim,
    accept_together,
    add_claim,
    correct_claim,
    flag_claim,
    reject_claim,
    take_back,
)
from incidents.workflow.review.finishing import UndecidedClaimsError, finish_report, reopen_report
from incidents.workflow.review.second_reading import finish_apart, want_second_reading
from incidents.workflow.review.settling import choose_agreed, settle_report
from incidents.workflow.review.undo import undo_finish, undo_last
from incidents.workflow.review.what_if import Trial, save_trial
from incidents.workflow.standing.versions import StaleError
from tests import factories

REFUSALS = (
    BadChoiceError,
    BadConfirmationError,
    CannotRegroupError,
    CannotRevertError,
    ChangedSinceError,
    GoneError,
    HeldByOtherError,
    NothingToTakeBackError,
    NotReturnableError,
    NotYoursError,
    PermissionDenied,
    StaleError,
    UndecidedClaimsError,
)
"""What acts may answer where another came first."""


@dataclass(frozen=True)
class Desk:
    """Two incidents with two finished reports each, two reports that wait, and one that is to be settled."""

    people: list[User]
    incidents: list[Incident]
    reports: list[Report]
    apart: Report
    draw: Random

    def report(self) -> Report:
        return Report.objects.get(pk=self.draw.choice(self.reports).pk)

    def claim(self) -> Claim:
        """One of two claims that were there from the start, so that deeds meet."""
        return Claim.objects.filter(report=self.draw.choice(self.reports)).order_by("pk")[self.draw.randrange(2)]

    def incident(self) -> Incident:
        return Incident.objects.get(pk=self.draw.choice(self.incidents).pk)

    def estimate(self) -> Estimate:
        """A figure of either, or, where no report tells of them any more, one that nobody finds again."""
        found = Estimate.objects.filter(incident__in=self.incidents, measure="killed").order_by("pk")
        return self.draw.choice(list(found) or [Estimate(incident_id=0)])


def desk(draw: Random, people: list[User]) -> Desk:
    """A new desk beside those that are there already."""
    someone = people[0]
    publisher, party = factories.source(), factories.actor()
    incidents = [factories.incident(title, made_by=someone) for title in ("Raid", "Ambush")]
    reports = []
    for incident in incidents:
        factories.takes_part(incident, party)
        for low in (12, 19):
            claims = [{"low": low, "claimant_name": "the clinic"}, {"low": low + 3, "claimant_name": "the army"}]
            reports.append(factories.reviewed_report(incident, *claims, source=publisher))
    for _ in range(2):
        reports.append(factories.report(added_by=someone, source=publisher))
        factories.claim(reports[-1], actor=party)
        factories.claim(reports[-1], "19", low=19)
    apart = factories.report(added_by=someone, source=publisher, second_reading=SecondReading.WANTED)
    factories.claim(apart)
    for reader in people[1:3]:
        accept_claim(claim=apart.claims.get(), person=reader)
        finish_apart(report=apart, person=reader, outcome={"choice": "none"})
    return Desk(people, incidents, reports, apart, draw)


# --- One deed of each kind: drawn first, done later; how many decisions it says that it made ----------

Deed = Callable[[], int]
Kind = Callable[[Desk, User], Deed]


def counted(done: Callable[[], Any], decisions: int = 0) -> Deed:
    """A deed that makes a known number of decisions."""

    def deed() -> int:
        done()
        return decisions

    return deed


def accept(on: Desk, by: User) -> Deed:
    claim = on.claim()
    return counted(lambda: accept_claim(claim=claim, person=by), 1)


def correct(on: Desk, by: User) -> Deed:
    claim, low = on.claim(), on.draw.randrange(5, 40)
    value = {"low": low, "best": low, "high": low}
    return counted(lambda: correct_claim(claim=claim, person=by, value=value), 1)


def reject(on: Desk, by: User) -> Deed:
    claim = on.claim()
    return counted(lambda: reject_claim(claim=claim, person=by), 1)


def take_one_back(on: Desk, by: User) -> Deed:
    decision = Decision.objects.filter(claim=Claim.objects.filter(report__in=on.reports[:4]).order_by("pk")[0]).last()
    assert decision is not None
    return counted(lambda: take_back(decision=decision, person=by), 1)


def undo(on: Desk, by: User) -> Deed:
    claim = on.claim()
    return lambda: len(undo_last(claim=claim, person=by))


def accept_some(on: Desk, by: User) -> Deed:
    report = on.report()
    versions = dict.fromkeys(report.claims.values_list("pk", flat=True))
    return lambda: len(accept_together(versions=versions, report=report, person=by))


def flag(on: Desk, by: User) -> Deed:
    claim = on.claim()
    return counted(lambda: flag_claim(claim=claim))


def add(on: Desk, by: User) -> Deed:
    report = on.report()
    value = {"measure": "killed", "low": 7, "best": 7, "high": 7}
    return counted(lambda: add_claim(report=report, person=by, start=0, end=8, value=value), 1)


def finish(on: Desk, by: User) -> Deed:
    report, incident = on.report(), on.incident()
    return counted(lambda: finish_report(report=report, person=by, incident=incident))


def finish_anew(on: Desk, by: User) -> Deed:
    report = on.report()

    def finish_under_new() -> None:
        made = factories.incident("Found anew", made_by=by)
        finish_report(report=report, person=by, incident=made)

    return counted(act(finish_under_new))


def reopen(on: Desk, by: User) -> Deed:
    report = on.report()
    return counted(lambda: reopen_report(report=report))


def open_again(on: Desk, by: User) -> Deed:
    report = on.report()
    return counted(lambda: undo_finish(report=report, person=by))


def send_back(on: Desk, by: User) -> Deed:
    report = on.report()
    return counted(lambda: return_report(report=report, by=by, reason="Look again."))


def fetch_back(on: Desk, by: User) -> Deed:
    report = on.report()
    return counted(lambda: take_return_back(report=report, by=by))


def read_twice(on: Desk, by: User) -> Deed:
    report = on.report()
    return counted(lambda: want_second_reading(report, "many dead", by))


def settle(on: Desk, by: User) -> Deed:
    incident, keys = on.incident(), list(on.apart.claims.values_list("pk", flat=True))

    def settle_as_read() -> None:
        choose_agreed(report=on.apart, person=by, keys=keys)
        settle_report(report=on.apart, person=by, incident=incident)

    return counted(settle_as_read, len(keys))


def describe(on: Desk, by: User) -> Deed:
    report, publisher = on.report(), factories.source(reliability=Reliability.D)
    return counted(
        lambda: describe_report(report=report, title="Told anew", source=publisher, published=report.published)
    )


def give(on: Desk, by: User) -> Deed:
    keys = [report.pk for report in on.draw.sample(on.reports, 4)]
    return counted(lambda: assign_reports(given=dict.fromkeys(keys, by), by=by))


def take(on: Desk, by: User) -> Deed:
    report = on.report()
    return counted(lambda: take_report(report=report, person=by))


def take_from_others(on: Desk, by: User) -> Deed:
    report = on.report()
    return counted(lambda: take_over(report=report, person=by))


def ask_for_next(on: Desk, by: User) -> Deed:
    return counted(lambda: (reserve_next(by), give_next(by)))


def merge(on: Desk, by: User) -> Deed:
    kept, merged = on.draw.sample(on.incidents, 2)
    return counted(lambda: merge_incidents(kept=kept, merged=merged, person=by, reason="One attack."))


def split(on: Desk, by: User) -> Deed:
    incident = on.incident()
    values = {"title": "Another", "date_start": incident.date_start, "date_end": incident.date_end}
    chosen = on.draw.sample(on.reports, 2)
    return counted(
        lambda: split_incident(incident=incident, reports=chosen, person=by, reason="Two attacks.", values=values)
    )


def take_merge_back(on: Desk, by: User) -> Deed:
    def undo_the_last() -> None:
        last = Regrouping.objects.filter(from_incident__in=on.incidents).last()
        if last:
            (regroup_again if last.undone_at else undo_regrouping)(regrouping=last, person=by, reason="It was not so.")

    return counted(undo_the_last)


def set_figure(on: Desk, by: User) -> Deed:
    estimate = on.estimate()
    return counted(
        lambda: override_estimate(estimate=estimate, person=by, low=1, best=2, high=3, reason="The list of names."), 1
    )


def let_derived_stand(on: Desk, by: User) -> Deed:
    estimate = on.estimate()
    return counted(lambda: withdraw_override(estimate=estimate, person=by, reason="The list was wrong."), 1)


def confirm(on: Desk, by: User) -> Deed:
    estimate = on.estimate()
    return counted(lambda: confirm_figure(estimate=estimate, person=by, reason="Read and right."), 1)


def grade(on: Desk, by: User) -> Deed:
    publisher, given = on.reports[0].source, on.draw.choice(list(Reliability))

    def save() -> None:
        Source.objects.filter(pk=publisher.pk).update(reliability=given)
        touch_source(publisher)

    return counted(act_alone(save))


def put_below(on: Desk, by: User) -> Deed:
    part, above = IncidentActor.objects.filter(incident=on.incidents[0])[0], factories.actor()

    def save() -> None:
        part.actor.parent = above
        part.actor.save()
        touch_actor(part.actor)

    return counted(act_alone(save))


def follow_policy(on: Desk, by: User) -> Deed:
    policy = on.draw.choice(list(Policy))
    return counted(lambda: choose_policy(policy=policy, person=by, reason="We agreed on it."))


def judge(on: Desk, by: User) -> Deed:
    incident, publisher = on.incident(), on.reports[0].source
    trial = Trial(scopes=dict.fromkeys(incident.claims.values_list("pk", flat=True), Scope.PART))
    trial = Trial(scopes=trial.scopes, grades={publisher.pk: on.draw.choice(list(Reliability))})

    def save() -> int:
        before = Decision.objects.count()
        save_trial(incident=incident, trial=trial, person=by, reason="They counted the wounded too.")
        return Decision.objects.count() - before

    return act_alone(save)


def put_link_back(on: Desk, by: User) -> Deed:
    row = on.draw.choice(list(ReportLink.history.filter(report_id__in=[report.pk for report in on.reports])))
    return counted(lambda: revert_record(row=row, person=by, reason="It tells of that.", anyway=True))


def put_decision_back(on: Desk, by: User) -> Deed:
    decision = Decision.objects.filter(claim__report__in=on.reports).order_by("pk")[on.draw.randrange(8)]
    return counted(lambda: revert_decision(decision=decision, person=by, reason="A slip.", anyway=True), 1)


def say(on: Desk, by: User) -> Deed:
    incident = on.incident()
    return counted(lambda: begin_thread(subject=incident, person=by, text="Which of the two is it?"))


def derive(on: Desk, by: User) -> Deed:
    incident = on.incident()
    return counted(lambda: recompute_estimates(incident))


def found(on: Desk, by: User) -> Deed:
    values = {"title": "New", "date_start": on.incidents[0].date_start, "date_end": on.incidents[0].date_start}
    name = f"Column {on.draw.randrange(3)} of {on.incidents[0].pk}"
    return counted(lambda: create_incident(person=by, values=values, side_a=[name], side_b=[]))


EVERYDAY: tuple[Kind, ...] = (
    accept,
    correct,
    reject,
    take_one_back,
    undo,
    accept_some,
    flag,
    add,
    finish,
    finish_anew,
    reopen,
    open_again,
    send_back,
    fetch_back,
    read_twice,
    settle,
    describe,
    give,
    take,
    take_from_others,
    ask_for_next,
    set_figure,
    let_derived_stand,
    confirm,
    put_decision_back,
    say,
    derive,
    found,
)
ALONE: tuple[Kind, ...] = (
    merge,
    split,
    take_merge_back,
    grade,
    put_below,
    follow_policy,
    judge,
    put_link_back,
)


def three_people() -> list[User]:
    return [factories.person(role=Role.SENIOR) for _ in range(3)]


__all__ = ["ALONE", "EVERYDAY", "REFUSALS", "Deed", "Desk", "Kind", "desk", "three_people"]
