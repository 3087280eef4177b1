"""How one person works: the keys."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from incidents.pages.frame.requests import person_of
from incidents.pages.preferences.forms import KeysForm
from incidents.workflow.desk.key_map import USUAL, keys_of_person, remember_keys, set_keys


@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: HttpRequest) -> HttpResponse:
    """Set keys, switch single keys off, or have the usual ones back."""
    person = person_of(request)
    keys, is_on = keys_of_person(request)
    if request.method != "POST":
        return render(request, "preferences/page.html", {"form": KeysForm(initial={**keys, "single_keys": is_on})})
    if "reset" in request.POST:
        set_keys(person=person, keys=USUAL, single_keys=True)
        messages.success(request, "The usual keys are back.")
    else:
        form = KeysForm(request.POST)
        if not form.is_valid():
            return render(request, "preferences/page.html", {"form": form}, status=422)
        set_keys(person=person, keys=form.keys(), single_keys=form.cleaned_data["single_keys"])
        messages.success(request, "Saved your keys.")
    remember_keys(request, person)
    return redirect("preferences")
