"""The request as this desk's views get it: somebody is signed in, and htmx has its word."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from django.contrib.auth.decorators import permission_required
from django.contrib.auth.models import User
from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from incidents.filters.as_of import AsOf

deciding = permission_required("incidents.review_report", raise_exception=True)


def person_of(request: HttpRequest) -> User:
    """Who is signed in; every page of the desk asks for that."""
    assert isinstance(request.user, User)
    return request.user


class DeskRequest(HttpRequest):
    """For annotations. LoginRequiredMiddleware sees to `user`, HtmxMiddleware to `htmx`, `@replayable` to `as_of`."""

    user: User
    htmx: HtmxDetails
    as_of: AsOf


def version_in(request: HttpRequest, name: str = "version") -> int | None:
    """The version that the person saw, as their page sends it along; None where it sends none."""
    given = request.POST.get(name, "")
    return int(given) if given.isdecimal() and len(given) < 19 else None


def keys_in(texts: Iterable[str]) -> list[int]:
    """The keys of records among what a browser sent; anything else is left out."""
    return [int(text) for text in texts if text.isdecimal() and len(text) < 10]


def wants_fragment(request: HttpRequest) -> bool:
    """Whether htmx asks for a part of the page that is there; going back in the browser asks for the whole page."""
    asked = request.headers
    return asked.get("HX-Request") == "true" and asked.get("HX-History-Restore-Request") != "true"


class UnusableJSONError(ValueError):
    """What a browser sent is no JSON, or such as no database keeps."""


def read_json(words: str) -> Any:
    """The value that JSON tells. Raises UnusableJSONError, also where it is nested without end."""
    try:
        value = json.loads(words)
        json.dumps(value, ensure_ascii=False).encode()  # halves of surrogates cannot be written
    except (ValueError, RecursionError) as error:
        raise UnusableJSONError("This is no JSON that can be kept.") from error
    if "\\u0000" in words:
        raise UnusableJSONError("This has characters that no text has.")
    return value
