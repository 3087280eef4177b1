"""As known on: the day, or the minute, as of which figures are shown, as it is written in an address or a form."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode, urlsplit, urlunsplit

from django import forms
from django.utils import timezone

from incidents.days import EARLIEST, last_recordable_day
from incidents.filters.fields import DAY_FORMAT

MINUTE_FORMATS = ("%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M")
WRONG = "Write the day as 2024-03-31, or the minute as 2024-03-31T14:05."


@dataclass(frozen=True, slots=True)
class AsOf:
    """As of when figures are shown: today's, or a replay of what had been published by a moment.

    Always there, so that nobody has to ask: without a moment, `known_at(as_of.moment)` leaves nothing out.
    """

    moment: datetime | None = None
    """The last moment that is known, UTC: the end of a day or of a minute. None today."""
    text: str = ""
    """The day or minute as addresses have it: "2019-09-01", "2019-09-01T14:05". Empty today."""
    error: str = ""
    """What was wrong with what was asked for; today's figures are shown in its place."""
    asked: str = ""
    """What was asked for, as it was written."""

    def __str__(self) -> str:
        return self.text

    @property
    def is_replay(self) -> bool:
        return self.moment is not None

    @property
    def lies_ahead(self) -> bool:
        """Whether a day to come was asked for: no more is known of it than today."""
        return bool(self.asked) and not self.is_replay and not self.error

    @property
    def label(self) -> str:
        """The day or minute for people, today's where nothing is replayed: "2019-09-01", "2019-09-01 14:05"."""
        return self.text.replace("T", " ") or timezone.localdate().isoformat()

    def includes(self, moment: datetime) -> bool:
        """Whether something published at a moment was known by then; today everything is."""
        return self.moment is None or moment <= self.moment

    def keep(self, address: str) -> str:
        """An address of this desk, as of the same moment; unchanged today."""
        if not self.is_replay:
            return address
        parts = urlsplit(address)
        asked = urlencode({"as_of": self.text}, safe=":")
        return urlunsplit(parts._replace(query=f"{parts.query}&{asked}" if parts.query else asked))


def read_as_of(words: str) -> AsOf:
    """What a person or an address asks for. Nothing and what is to come are today; what is no moment says so."""
    asked = words.strip()
    if not asked:
        return AsOf()
    moment, text = end_of(asked)
    if moment is None:
        return AsOf(error=WRONG, asked=asked)
    return AsOf(moment, text, asked=asked) if moment < timezone.now() else AsOf(asked=asked)


def end_of(words: str) -> tuple[datetime | None, str]:
    """The end of the day or minute that words name, with its one right spelling; None where they name none."""
    for written in (DAY_FORMAT, *MINUTE_FORMATS):
        try:
            start = datetime.strptime(words, written).replace(tzinfo=UTC)
        except ValueError:
            continue
        if start.date() < EARLIEST:
            break
        if start.date() > last_recordable_day():  # so far off that no minute may come after it
            return datetime.max.replace(tzinfo=UTC), ""
        if written == DAY_FORMAT:
            return datetime.combine(start, time.max, tzinfo=UTC), start.date().isoformat()
        return start + timedelta(minutes=1, microseconds=-1), start.isoformat()[:16]
    return None, ""


class AsOfField(forms.Field):
    """As of when figures are shown. Gives an AsOf that is a replay, or None for today."""

    def __init__(self, **options: Any) -> None:
        attributes = {"placeholder": "YYYY-MM-DD", "maxlength": 16, "autocomplete": "off"}
        super().__init__(
            label="As known on",
            required=False,
            widget=forms.TextInput(attrs=attributes),
            help_text="Figures as of the end of that day; later reports are left out.",
            **options,
        )

    def to_python(self, value: Any) -> AsOf | None:
        as_of = read_as_of(str(value or ""))
        if as_of.error:
            raise forms.ValidationError(as_of.error)
        return as_of if as_of.is_replay else None
