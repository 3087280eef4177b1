"""The days of a record, checked in one place: models, and forms that are not made of a model, share it."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError

from incidents.days import EARLIEST, is_recordable


def check_day(day: date) -> None:
    """Raises ValidationError for a day that no record may have."""
    if is_recordable(day):
        return
    if day < EARLIEST:
        raise ValidationError(f"This day lies before {EARLIEST}, the first that can be kept.", code="too_early")
    raise ValidationError("This day has not come yet.", code="not_yet")
