"""Why a figure moved, in words."""

from __future__ import annotations

from incidents.models import Revision
from incidents.vocabulary import RevisionCause
from incidents.workflow.desk.people import name_of


def why_revised(revision: Revision) -> str:
    """What moved a figure at this desk."""
    source = f"a report of {revision.report.source}" if revision.report else "a report"
    person = name_of(revision.person) or "somebody"
    return {
        RevisionCause.REPORT: f"{source} was reviewed",
        RevisionCause.CLAIM: f"a claim in {source} was decided on anew",
        RevisionCause.BY_HAND: f"{person} set it by hand",
        RevisionCause.TAKEN_BACK: f"{person} took back what had been set by hand",
        RevisionCause.POLICY: "the desk follows another policy",
        RevisionCause.REOPENED: f"{source} was opened again, and counts no more until it is done",
        RevisionCause.REGROUPED: "incidents were merged, or one was split",
        RevisionCause.OTHER: "a day, a grade, a name or a side changed",
    }[RevisionCause(revision.cause)]
