"""Whether an answer is a whole page or the fragment of it that htmx asked for."""

from __future__ import annotations

from django.http import HttpRequest


def wants_fragment(request: HttpRequest) -> bool:
    """Whether htmx asks: its answer is put into the page that is there."""
    return request.headers.get("HX-Request") == "true"
