"""What paper says when it meets a part of a figure that it does not know."""

from __future__ import annotations


class NotDrawnError(ValueError):
    """A part of a figure has no drawing on paper. Leaving it out would print another figure than the page shows."""
