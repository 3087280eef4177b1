"""A day of publication that was only assumed: a person confirms it before the report is finished."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.models import User

from incidents.models import Report
from incidents.vocabulary import DayFrom
from incidents.workflow.acts import act
from incidents.workflow.queue.holds import report_to_decide


class AssumedDayError(Exception):
    """A report cannot be finished while nobody has confirmed the day that was assumed for it."""

    def __init__(self, day: date) -> None:
        super().__init__(f"The text does not say that it was published on {day}. Confirm this day, or change it.")


def refuse_assumed_day(report: Report) -> None:
    """Raise AssumedDayError for a report whose day is only assumed."""
    if report.is_day_assumed:
        raise AssumedDayError(report.published)


@act
def confirm_day(*, report: Report, person: User, day: date) -> bool:
    """Take an assumed day as given, where it is still the `day` that the person saw; whether it now is that day.

    Raises HeldByOtherError.
    """
    report = report_to_decide(report.pk, person)
    if report.published != day:
        return False
    if report.is_day_assumed:
        report.published_from, report.published_guessed = DayFrom.GIVEN, False
        report.save()
    return True
