"""Who has a report in hand: taking it, keeping it, leaving it, and the next one that nobody holds.

A hold is not part of the history: it is written past it, and runs out by itself. Each is written by
one UPDATE that asks whether the report is free, so that of two people at once one gets it.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from incidents.models import Reading, Report, ReviewRules
from incidents.models.report import HELD_BY_NOBODY, ReportQuerySet
from incidents.vocabulary import SecondReading
from incidents.workflow.acts import act, lock_reports
from incidents.workflow.desk.people import name_of
from incidents.workflow.queue.readings import refuse_who_has_read

AHEAD = timedelta(minutes=5)
"""How long the next report is kept for somebody who is still at the one before."""
FRESH = timedelta(minutes=1)
"""A hold that was renewed so lately is not written again."""


class HeldByOtherError(Exception):
    """Somebody else, `by`, has the report in hand `until` a moment."""

    def __init__(self, by: User, until: datetime) -> None:
        self.by, self.until = by, until
        clock = f"{timezone.localtime(until):%H:%M}"
        super().__init__(f"Held by {name_of(by)} until {clock}. Nothing was changed, and what you typed is still here.")


class NotYoursError(Exception):
    """Only its holder, and who gives reports to people, may let go of a report."""


def take_report(*, report: Report, person: User, rules: ReviewRules | None = None) -> Report:
    """Take an open report in hand, and let go of any other that the person has open.

    A report that is closed is taken by nobody. Raises HeldByOtherError, and ReadAlreadyError for who has
    finished their part of one that two read apart.
    """
    if not report.is_open:
        return report
    refuse_who_has_read(report, person)
    write_hold(report, person, minutes_of_a_hold(rules))
    Report.objects.filter(open_with(person)).exclude(pk=report.pk).update(**HELD_BY_NOBODY)
    return report


def renew_hold(*, report: Report, person: User) -> Report:
    """Go on holding a report: after any decision, draft or sign of life. Takes it where nobody holds it.

    Raises HeldByOtherError.
    """
    until = timezone.now() + minutes_of_a_hold()
    mine = report.is_held and report.held_by_id == person.pk and not report.held_ahead
    if mine and report.held_until and report.held_until > until - FRESH:
        return report
    if mine and Report.objects.filter(pk=report.pk, held_by=person).update(held_until=until):
        report.held_until = until
        return report
    return take_report(report=report, person=person)


def hold_to_decide(report_id: int, person: User) -> None:
    """What a page begins with that leads to a decision on an open report. Raises HeldByOtherError."""
    report = Report.objects.only("status", "second_reading", "held_by", "held_until", "held_ahead").get(pk=report_id)
    if report.is_open:
        renew_hold(report=report, person=person)


def report_to_decide(report_id: int, person: User) -> Report:
    """What an act begins with that decides on a report: the report, locked, and held where it is open.

    Raises HeldByOtherError.
    """
    report = lock_to_hold(report_id, person)
    if report.is_open:
        renew_hold(report=report, person=person)
    return report


def lock_to_hold(report_id: int, person: User) -> Report:
    """A report, locked together with what the person has open, and lets go of on taking it."""
    return lock_reports(Report.objects.filter(Q(pk=report_id) | open_with(person)))[report_id]


def open_with(person: User) -> Q:
    """What a person has in hand and open, and lets go of on taking another report."""
    return Q(held_by=person, held_ahead=False)


def release_hold(*, report: Report, person: User) -> Report:
    """Let go of a report. Raises NotYoursError where somebody else holds it and the person assigns no reports."""
    if report.is_held_from(person) and not person.has_perm("incidents.assign_report"):
        raise NotYoursError("Somebody else holds this report.")
    Report.objects.filter(pk=report.pk, held_by=report.held_by_id).update(**HELD_BY_NOBODY)
    report.let_go()
    return report


def leave_page(*, report_id: int, person: User, since: datetime) -> None:
    """Let go of a report whose page is left, unless the person has opened or taken it anew `since` that page came.

    A browser says that it leaves a page when the next one has come already, and either may be heard first.
    """
    Report.objects.filter(pk=report_id, held_by=person, held_since=since).update(**HELD_BY_NOBODY)


@act
def take_over(*, report: Report, person: User) -> Report:
    """Take a report from whoever holds it. Raises NotYoursError where the person assigns no reports."""
    lock_to_hold(report.pk, person)
    return take_report(report=release_hold(report=report, person=person), person=person)


@act
def give_next(person: User, *, leaving: int | None = None) -> Report | None:
    """The best report that nobody else holds, now held by the person; None where there is none.

    First what was kept ahead, then what is open already, what was returned, what is assigned to the
    person, then what is assigned to nobody. `leaving` is the key of one that the person does not want now.
    """
    lock_reports(Report.objects.filter(held_by=person).only("pk"))
    if leaving:
        Report.objects.filter(pk=leaving, held_by=person).update(**HELD_BY_NOBODY)
    found = kept_ahead(person) or best_for(person, leaving)
    return take_report(report=found, person=person) if found else None


@act
def reserve_next(person: User) -> Report | None:
    """Keep the report that `give_next` will give, for a short time; the same one as long as it lasts."""
    found = kept_ahead(person) or best_for(person, None, is_ahead=True)
    if found:
        write_hold(found, person, AHEAD, is_ahead=True)
    return found


def keep_ahead(person: User) -> None:
    """Go on keeping the report that is kept for the person as the next one."""
    now = timezone.now()
    kept = Report.objects.filter(held_by=person, held_ahead=True, held_until__gt=now)
    kept.update(held_until=now + AHEAD)


def kept_ahead(person: User) -> Report | None:
    """The report that is kept for the person as the next one."""
    kept = may_be_given(person).filter(held_by=person, held_ahead=True, held_until__gt=timezone.now())
    return kept.filter(Q(assigned_to=None) | Q(assigned_to=person)).first()


def best_for(person: User, leaving: int | None, *, is_ahead: bool = False) -> Report | None:
    """The report to give next, locked; rows that are being given to others at this moment are passed over."""
    free = may_be_given(person).held_by_nobody_but(person)
    if leaving:
        free = free.exclude(pk=leaving)
    free = free.select_for_update(skip_locked=True, no_key=True, of=("self",))
    if is_ahead:
        free = free.exclude(held_by=person, held_until__gt=timezone.now())
    else:
        opened = free.filter(held_by=person, held_until__gt=timezone.now()).first()
        if opened:
            return opened
    mine = free.filter(assigned_to=person)
    return mine.exclude(returned_at=None).first() or mine.first() or free.filter(assigned_to=None).first()


def may_be_given(person: User) -> ReportQuerySet:
    """What waits, without those that two people read apart and this one has finished."""
    answered = Reading.objects.finished().filter(report=OuterRef("pk"), person=person)
    return Report.objects.by_priority().exclude(Q(second_reading=SecondReading.WANTED) & Q(Exists(answered)))


def write_hold(report: Report, person: User, lasting: timedelta, *, is_ahead: bool = False) -> None:
    """Write a hold where nobody else has one. Raises HeldByOtherError."""
    since = timezone.now()
    until = since + lasting
    free = Report.objects.held_by_nobody_but(person).filter(pk=report.pk)
    if not free.update(held_by=person, held_since=since, held_until=until, held_ahead=is_ahead):
        now = Report.objects.select_related("held_by").only("held_by", "held_until").get(pk=report.pk)
        if now.held_by is None or now.held_until is None:  # let go of in this very moment
            return write_hold(report, person, lasting, is_ahead=is_ahead)
        raise HeldByOtherError(now.held_by, now.held_until)
    report.held_by, report.held_since, report.held_until, report.held_ahead = person, since, until, is_ahead


def minutes_of_a_hold(rules: ReviewRules | None = None) -> timedelta:
    """How long the desk lets a report be held without activity."""
    return timedelta(minutes=(rules or ReviewRules.now()).hold_minutes)
