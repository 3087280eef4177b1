"""The answer where an act could not be done at this moment: a page that says so, and that nothing was changed."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from incidents.pages.frame.requests import wants_fragment
from incidents.workflow.acts import BusyError, NotNowError, is_passing


class AnswerNotNow:
    """Answers 409 in words, where else an error of the program would be shown."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The answer to what passes; None for any other error."""
        if not isinstance(error, NotNowError):
            if not is_passing(error):
                return None
            error = BusyError()
        if wants_fragment(request):
            return HttpResponse(str(error), status=409, content_type="text/plain")
        return render(request, "frame/not_now.html", {"why": error}, status=409)
