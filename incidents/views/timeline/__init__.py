"""The desk's timeline: its page, its charts, the incidents under them."""

from incidents.views.timeline.pages import timeline, timeline_csv, timeline_lanes, timeline_lanes_csv

__all__ = ["timeline", "timeline_csv", "timeline_lanes", "timeline_lanes_csv"]
