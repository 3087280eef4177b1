"""What the small map of the review page asks for."""

from __future__ import annotations

from dataclasses import asdict

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from incidents.pages.review.map_form import SurroundingsForm
from incidents.workflow.incidents.surroundings import towns_around


@require_safe
def towns(request: HttpRequest) -> JsonResponse:
    """The largest towns of the part of the map that is shown."""
    form = SurroundingsForm(request.GET)
    if not form.is_valid():
        return JsonResponse({"errors": form.errors}, status=400)
    return JsonResponse({"towns": [asdict(town) for town in towns_around(**form.cleaned_data)]})
