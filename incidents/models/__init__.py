"""The record: sources and actors, reports and the claims in them, incidents, decisions and estimates."""

from incidents.models.actor import Actor
from incidents.models.claim import Claim
from incidents.models.decision import Decision
from incidents.models.estimate import Estimate
from incidents.models.incident import Incident, IncidentActor, ReportLink
from incidents.models.report import Report
from incidents.models.source import Source

__all__ = [
    "Actor",
    "Claim",
    "Decision",
    "Estimate",
    "Incident",
    "IncidentActor",
    "Report",
    "ReportLink",
    "Source",
]
