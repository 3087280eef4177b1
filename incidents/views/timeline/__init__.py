"""The desk's timeline: its page, its charts, the incidents under them."""

from incidents.views.timeline.pages import timeline, timeline_csv

__all__ = ["timeline", "timeline_csv"]
