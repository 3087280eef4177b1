"""Pages that can be replayed as of a date: `?as_of=2019-09-01` in their address.

A view of figures says `@replayable` and leaves out what came after `request.as_of.moment`. Its page
then has the strip that says so, and `{% as_known ... %}` makes links that keep the date.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from incidents.filters.as_of import AsOf, read_as_of

View = Callable[..., HttpResponseBase]


def replayable(view: View) -> View:
    """Give the view's request `as_of`. An address that names no moment is answered with today's figures, and 422."""

    @wraps(view)
    def replaying(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        request.as_of = read_as_of(request.GET.get("as_of", ""))
        answer = view(request, *args, **kwargs)
        if request.as_of.error and answer.status_code == 200:
            answer.status_code = 422
        return answer

    replaying.is_replayable = True  # type: ignore[attr-defined]
    return replaying


def replay(request: HttpRequest) -> dict[str, AsOf]:
    """For templates: `as_of`, that of today on pages that cannot be replayed."""
    return {"as_of": getattr(request, "as_of", None) or AsOf()}
