"""The request as this desk's views get it: somebody is signed in, and htmx has its word."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from incidents.forms.as_of import AsOf


class DeskRequest(HttpRequest):
    """For annotations. LoginRequiredMiddleware sees to `user`, HtmxMiddleware to `htmx`, `@replayable` to `as_of`."""

    user: User
    htmx: HtmxDetails
    as_of: AsOf
