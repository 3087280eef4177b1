"""The record: sources and actors, reports and the claims in them, incidents, decisions and estimates."""

from incidents.models.actor import Actor
from incidents.models.claim import Claim
from incidents.models.decision import Decision
from incidents.models.desk_policy import DeskPolicy
from incidents.models.estimate import Estimate, Vintage
from incidents.models.incident import Incident, IncidentActor, ReportLink
from incidents.models.outcome import ClaimantOutcome, SourceOutcome
from incidents.models.report import Report
from incidents.models.source import Source

__all__ = [
    "Actor",
    "Claim",
    "ClaimantOutcome",
    "Decision",
    "DeskPolicy",
    "Estimate",
    "Incident",
    "IncidentActor",
    "Report",
    "ReportLink",
    "Source",
    "SourceOutcome",
    "Vintage",
]
