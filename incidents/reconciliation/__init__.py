"""From what people claim to one defensible figure, with its range and its reasons.

Pure: plain values in, plain values out. The rules are in docs/methodology.md, sections 4 to 6.
"""

from incidents.reconciliation.conflicts import Conflict, conflicts
from incidents.reconciliation.counting import as_known_at
from incidents.reconciliation.estimate import reconcile
from incidents.reconciliation.interest import derive_interest, sides_with_branches
from incidents.reconciliation.types import PEOPLE, Claim, Dropped, Estimate, Population, Step

__all__ = [
    "PEOPLE",
    "Claim",
    "Conflict",
    "Dropped",
    "Estimate",
    "Population",
    "Step",
    "as_known_at",
    "conflicts",
    "derive_interest",
    "reconcile",
    "sides_with_branches",
]
