"""What is said of a planted claim once it was answered."""

from __future__ import annotations

from dataclasses import dataclass

from incidents.models import Claim, Planted
from incidents.templatetags.desk import figure
from incidents.vocabulary import Measure
from incidents.workflow.attention.planting import is_caught
from incidents.workflow.attention.wrong_values import label_with


@dataclass(frozen=True, slots=True)
class PlantedNote:
    """What was planted in a claim, beside the claim as it was found."""

    claim: Claim
    planted: Planted

    @property
    def is_caught(self) -> bool:
        return is_caught(self.planted)

    @property
    def told(self) -> tuple[str, str, str]:
        """What was planted, its wrong value, and the one that was found: ("figure", "19", "12")."""
        claim, shown = self.claim, self.planted.shown
        if "measure" in shown:
            return "measure", Measure(shown["measure"]).label, claim.get_measure_display()
        if "best" in shown:
            return "figure", f"{shown['best']:,}", figure(claim)
        if "status" in shown or "actor" in shown:
            return "victims", label_with(claim, shown), claim.population_label
        return "claimant", shown.get("claimant_name", ""), claim.claimant_name

    @property
    def words(self) -> str:
        """One calm sentence: "This figure, 19, was planted: the words say 12." """
        what, wrong, right = self.told
        verb = "were" if what == "victims" else "was"
        these = "These" if what == "victims" else "This"
        return f"{these} {what}, {wrong}, {verb} planted: the words say {right}."

    @property
    def outcome(self) -> str:
        return "Caught" if self.is_caught else "Missed"
