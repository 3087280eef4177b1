"""What the page of an incident says beyond its figures: which claim each hangs on, and why figures differ."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from incidents.pages.frame.figure_forms import ReasonForm
from incidents.pages.incident.what_if import trial_context
from incidents.pages.incident.what_if_form import WhatIfForm
from incidents.vocabulary import ConflictKind
from incidents.workflow.figures.analysis import Difference, find_differences, hangs_on
from incidents.workflow.figures.basis import Basis

OPEN = (ConflictKind.CONTRADICTION, ConflictKind.DENIAL)


@dataclass(frozen=True, slots=True)
class DifferencesShown:
    """The differences of one kind."""

    kind: ConflictKind
    found: list[Difference]

    @property
    def is_open(self) -> bool:
        """Whether it calls for a decision; the others explain themselves."""
        return self.kind in OPEN


def analysis_context(basis: Basis, moment: datetime | None = None) -> dict[str, Any]:
    """Sensitivity, differences by kind and the form of a trial; as known at a moment, where one is given."""
    found = find_differences(basis, moment)
    kinds = [DifferencesShown(kind, [one for one in found if one.kind is kind]) for kind in ConflictKind]
    still_open = sum(len(shown.found) for shown in kinds if shown.is_open)
    return {
        "hangs_on": hangs_on(basis, moment),
        "differences": [shown for shown in kinds if shown.found],
        "differences_count": len(found),
        "differences_open": still_open,
        "differences_explained": len(found) - still_open,
        "reason": ReasonForm(auto_id="what-if-%s"),
        **trial_context(WhatIfForm(claims=basis.claims), basis),
    }
