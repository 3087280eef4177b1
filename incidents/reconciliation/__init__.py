"""From what people claim to one defensible figure, with its range and its reasons.

Pure: plain values in, plain values out. The rules are in docs/methodology.md, sections 4 to 6.
"""

from incidents.reconciliation.comparison.conflicts import Conflict, conflicts
from incidents.reconciliation.comparison.sensitivity import Influence, sensitivity, sensitivity_by_origin
from incidents.reconciliation.comparison.what_if import Change, Effect, apply_changes, effects
from incidents.reconciliation.counting import as_known_at
from incidents.reconciliation.estimate import by_cell, reconcile
from incidents.reconciliation.interest import derive_interest, sides_with_branches
from incidents.reconciliation.record.successions import find_successions
from incidents.reconciliation.types import PEOPLE, Claim, Dropped, Estimate, Population, Step

__all__ = [
    "PEOPLE",
    "Change",
    "Claim",
    "Conflict",
    "Dropped",
    "Effect",
    "Estimate",
    "Influence",
    "Population",
    "Step",
    "apply_changes",
    "as_known_at",
    "by_cell",
    "conflicts",
    "derive_interest",
    "effects",
    "find_successions",
    "reconcile",
    "sensitivity",
    "sensitivity_by_origin",
    "sides_with_branches",
]
