"""What each policy makes of incidents, in all and by period."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from incidents.figure import Figure, HasFigure
from incidents.vocabulary import Policy


@dataclass(frozen=True, slots=True)
class PolicyRow(HasFigure):
    """Incidents of one period, or of all periods, under one policy.

    `incidents` counts those with a figure under it; low, best and high add these up and are None where there is none.
    `followed_best` is what the policy of the desk makes of the same period.
    """

    policy: Policy
    first: date
    last: date
    incidents: int
    figure: Figure
    followed_best: int | None = None
    missing: int = 0
    """How many incidents have a figure under the followed policy but none under this one."""
    url: str = ""

    @property
    def change(self) -> int | None:
        """By how many best differs from that of the followed policy; None where either has no figure."""
        if self.best is None or self.followed_best is None:
            return None
        return self.best - self.followed_best

    @property
    def share(self) -> float | None:
        """The change as a share of the followed policy's best; None also where that is 0."""
        return self.change / self.followed_best if self.change is not None and self.followed_best else None
