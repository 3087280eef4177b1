"""Saved views: the page of all that a person may open, and the menu of them in the head of other pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from incidents.models import SavedView
from incidents.pages.frame.record_pages import ROOMS
from incidents.pages.frame.requests import DeskRequest, wants_fragment
from incidents.pages.saved_views.forms import NameForm, SavedViewForm, kept_query
from incidents.pages.saved_views.words import words_of_views
from incidents.workflow.desk.saved_views import (
    KEEP_FOR_DESK,
    NameTakenError,
    may_change_view,
    put_view_back,
    rename_view,
    save_view,
    take_view_away,
    taken_away,
)

PAGE_WORDS = {name: label for name, label, _ in ROOMS} | {"queue": "Queue"}


@dataclass(frozen=True, slots=True)
class Row:
    """One view of a list: the page that it opens, what it chooses, and whether the person may change it."""

    view: SavedView
    page: str
    words: str
    may_change: bool
    is_here: bool
    form: NameForm


@require_GET
def views(request: DeskRequest) -> HttpResponse:
    """The views that the person may open; where htmx asks, the menu of them beside what `page` and `query` name."""
    asked = {"page": request.GET.get("page", ""), "query": request.GET.get("query", "")}
    return answer_with_views(request, saved_view_form(request, initial=asked), asked)


@require_POST
def save_view_page(request: DeskRequest) -> HttpResponse:
    """Keep what is open under a name; a name that is taken comes back with the choice to replace that view."""
    form = saved_view_form(request, request.POST)
    asked = {"page": request.POST.get("page", ""), "query": request.POST.get("query", "")}
    taken = None
    if form.is_valid():
        try:
            saved = save_view(person=request.user, **form.values())
        except NameTakenError as error:
            taken = error.view
            form.add_error("name", str(error))
        else:
            if wants_fragment(request):
                return answer_with_views(
                    request, saved_view_form(request, initial=asked), asked, said=f"“{saved}” is saved."
                )
            messages.success(request, f"“{saved}” is saved.")
            return redirect("views")
    return answer_with_views(request, form, asked, taken=taken, status=422)


@require_POST
def rename(request: DeskRequest, pk: int) -> HttpResponse:
    """Give a view another name."""
    view = changeable(request, pk)
    form = NameForm(request.POST, auto_id=f"view-{pk}-%s")
    if form.is_valid():
        try:
            rename_view(view=view, person=request.user, **form.cleaned_data)
        except NameTakenError as error:
            form.add_error("name", str(error))
        else:
            return redirect("views")
    return answer_with_views(request, saved_view_form(request), {}, bound={pk: form}, status=422)


@require_POST
def take_away(request: DeskRequest, pk: int) -> HttpResponse:
    """Delete a view; the list then offers to put it back."""
    view = changeable(request, pk)
    take_view_away(view=view, person=request.user)
    messages.success(request, f"“{view}” is taken away. It can be put back, at the end of this page.")
    return redirect("views")


@require_POST
def restore_view_page(request: DeskRequest, row: int) -> HttpResponse:
    """Bring back a view that was taken away."""
    try:
        view = put_view_back(row=get_object_or_404(taken_away(request.user), history_id=row), person=request.user)
    except NameTakenError as error:
        messages.error(request, f"{error} Rename that one first.")
    else:
        messages.success(request, f"“{view}” is back.")
    return redirect("views")


def saved_view_form(request: DeskRequest, data: Any = None, **options: Any) -> SavedViewForm:
    return SavedViewForm(data, may_keep_for_desk=request.user.has_perm(KEEP_FOR_DESK), **options)


def changeable(request: DeskRequest, pk: int) -> SavedView:
    """The view of that key, if the person may change it; nobody learns of somebody else's."""
    view = get_object_or_404(SavedView.objects.for_person(request.user), pk=pk)
    if not may_change_view(view, request.user):
        raise PermissionDenied
    return view


def answer_with_views(
    request: DeskRequest, form: SavedViewForm, asked: dict[str, str], *, status: int = 200, **more: Any
) -> HttpResponse:
    """The page, or the menu where htmx asks; `asked` is the page that is open, with its query."""
    rows = rows_for(request, asked, more.pop("bound", {}))
    context = {
        "form": form,
        "asked_page": PAGE_WORDS.get(asked.get("page", "")),
        "own": [row for row in rows if not row.view.is_of_desk],
        "of_desk": [row for row in rows if row.view.is_of_desk],
        **more,
    }
    if wants_fragment(request):
        return render(request, "saved_views/_views.html", context, status=status)
    context["gone"] = taken_away(request.user).select_related("history_user")
    return render(request, "saved_views/page.html", context, status=status)


def rows_for(request: DeskRequest, asked: dict[str, str], bound: dict[int, NameForm]) -> list[Row]:
    """The rows of all views that the person may open, in a constant number of queries."""
    found = list(SavedView.objects.for_person(request.user))
    words = words_of_views(found)
    here = (asked.get("page"), kept_query(asked.get("query", "")))
    return [
        Row(
            view,
            PAGE_WORDS.get(view.page, view.page),
            words[view.pk] or "no filter",
            may_change_view(view, request.user),
            (view.page, view.query) == here,
            bound.get(view.pk) or NameForm(initial={"name": view.name}, auto_id=f"view-{view.pk}-%s"),
        )
        for view in found
    ]
