"""What people of the demonstration desk decided about claims, as its files say it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from incidents.vocabulary import Measure, Verdict

Value = Mapping[str, str | int | bool]
"""Fields of CORRECTABLE to their values; `actor` and `speaker` are canonical names."""


@dataclass(frozen=True, slots=True)
class DemonstrationDecision:
    """What a reader decided about the found claim of that measure whose words are `raw`.

    Every claim of a reviewed report that no decision names is accepted. `value` is what a correction sets.
    """

    raw: str
    measure: Measure
    verdict: Verdict
    reason: str
    value: Value = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DemonstrationAddition:
    """A claim that the program missed and the reader added from the words `raw` of the text."""

    raw: str
    value: Value
