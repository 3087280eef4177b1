"""Reading one text, for comparing it with what an incident of that one report comes to."""

from __future__ import annotations

from tests.extraction.conftest import found

__all__ = ["found"]
