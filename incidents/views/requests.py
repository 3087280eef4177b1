"""The request as this desk's views get it: somebody is signed in, and htmx has its word."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails


class DeskRequest(HttpRequest):
    """For annotations only. LoginRequiredMiddleware sees to `user`, HtmxMiddleware to `htmx`."""

    user: User
    htmx: HtmxDetails
