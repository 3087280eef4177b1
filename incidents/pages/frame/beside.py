"""What somebody saved of a record while another typed: both are shown, and the form stays open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User


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
