"""From the text of a report to what it says of casualties, place, time and actors. No Django in this room."""

from incidents.extraction.pipeline import PIPELINE_VERSION, extract, extract_many

__all__ = ["PIPELINE_VERSION", "extract", "extract_many"]
