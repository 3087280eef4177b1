"""Days and times as the desk writes them, in every form: 2024-03-31 and 14:05.

A browser's own calendar shows days in the order of its own country, and nothing can be pasted into it. The record, the
pages and the exports all write year-month-day, so the forms do too.
"""

from __future__ import annotations

from typing import Any

from django import forms

from incidents.models.days import check_day

DAY_FORMAT = "%Y-%m-%d"
TIME_FORMAT = "%H:%M"


class AnyDayField(forms.DateField):
    """A day typed or pasted as year-month-day, to narrow something down by."""

    default_error_messages = {"invalid": "Write the day as 2024-03-31."}  # noqa: RUF012 (Django's own way)

    def __init__(self, **options: Any) -> None:
        widget = forms.DateInput(
            format=DAY_FORMAT, attrs={"placeholder": "YYYY-MM-DD", "maxlength": 10, "autocomplete": "off"}
        )
        super().__init__(input_formats=[DAY_FORMAT], widget=widget, **options)


class DayField(AnyDayField):
    """A day that is to be kept."""

    default_validators = [check_day]  # noqa: RUF012 (Django's own way)


class TimeOfDayField(forms.TimeField):
    """An hour and minute, of twenty-four hours."""

    default_error_messages = {"invalid": "Write the time as 14:05."}  # noqa: RUF012 (Django's own way)

    def __init__(self, **options: Any) -> None:
        widget = forms.TimeInput(format=TIME_FORMAT, attrs={"placeholder": "HH:MM", "maxlength": 5})
        super().__init__(input_formats=[TIME_FORMAT], widget=widget, **options)
