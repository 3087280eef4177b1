"""Drafts, for the script that keeps them, and the middleware that forgets what was saved."""

from __future__ import annotations

import json
from collections.abc import Callable
from urllib.parse import quote

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_http_methods

from incidents.pages.frame.requests import UnusableJSONError, person_of, read_json, wants_fragment
from incidents.workflow.queue.drafts import UnusableDraftError, drop_draft, keep_draft

PAGE, FORM = "draft_page", "draft_form"
"""Fields that the script adds to a form, so that its draft goes once it is saved."""
SAVED = "saved-draft"
"""The cookie that names the page and the form that were saved last."""
SAID_FOR = 60
"""Seconds within which the page that follows reads it."""


@require_http_methods(["GET", "POST"])
def drafts(request: HttpRequest) -> HttpResponse:
    """The person's own drafts of a page; POST keeps one, or with `discard` forgets it."""
    person = person_of(request)
    if request.method == "GET":
        kept = person.drafts.filter(page=request.GET.get("page", "").replace("\x00", ""))
        return JsonResponse(
            {"drafts": [{"form": one.form, "values": one.values, "at": one.saved_at.isoformat()} for one in kept]}
        )
    if request.POST.get("person", str(person.pk)) != str(person.pk):  # a page still open of who signed out since
        return JsonResponse({"error": "Somebody else is signed in now."}, status=409)
    page, form = (request.POST.get(name, "").replace("\x00", "") for name in ("page", "form"))
    if "discard" in request.POST:
        drop_draft(person=person, page=page, form=form)
        return HttpResponse(status=204)
    try:
        draft = keep_draft(person=person, page=page, form=form, values=read_json(request.POST.get("values", "")))
    except (UnusableDraftError, UnusableJSONError) as error:
        return JsonResponse({"error": str(error)}, status=400)
    return JsonResponse({"at": draft.saved_at.isoformat()})


class ForgetSavedDrafts:
    """Forgets the draft of a form that was sent and taken: any answer but an error, from a person signed in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method == "POST" and response.status_code < 400 and isinstance(request.user, User):
            page, form = request.POST.get(PAGE), request.POST.get(FORM)
            if page and form and "edit" not in request.POST:
                drop_draft(person=request.user, page=page, form=form)
                if not wants_fragment(request):  # else the page stays, and sees that it was saved
                    tell_browser(response, page, form, is_secure=request.is_secure())
        return response


def tell_browser(response: HttpResponse, page: str, form: str, *, is_secure: bool) -> None:
    """Let the script of the next page know that a form was saved: it may have kept the draft itself as well."""
    said = quote(json.dumps([page, form]), safe="")
    response.set_cookie(SAVED, said, max_age=SAID_FOR, samesite="Lax", secure=is_secure)
