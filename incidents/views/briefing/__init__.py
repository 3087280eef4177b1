"""Briefings: what stands about an incident or a selection, on one page that can be printed, sent and defended."""

from incidents.views.briefing.pages import (
    incident_briefing,
    incident_briefing_pdf,
    record_briefing,
    record_briefing_pdf,
)

__all__ = ["incident_briefing", "incident_briefing_pdf", "record_briefing", "record_briefing_pdf"]
