"""A text read again with something put right: what would change is shown, and kept or left."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from incidents.models import Report, Rereading
from incidents.pages.frame.requests import deciding, person_of, version_in, wants_fragment
from incidents.pages.review.difference import difference_by
from incidents.vocabulary import ReportStatus
from incidents.workflow.queue.holds import HeldByOtherError
from incidents.workflow.queue.readings import refuse_who_has_read
from incidents.workflow.rereading import ask_rereading, keep_rereading
from incidents.workflow.standing.versions import StaleError

STALE = "Somebody put right what is known of this text meanwhile, so nothing was changed. Look at it, and try again."


def may_put_right(request: HttpRequest, report: Report) -> bool:
    """Whether a person may say what is known of a text: of an open report each reader, of a finished one seniors."""
    return report.is_open or request.user.has_perm("incidents.change_report")


def read_with(request: HttpRequest, report: Report, asked: dict[str, Any]) -> HttpResponse:
    """Read a text with something put right. Where nothing else would change it is kept at once, else shown first.

    Raises StaleError.
    """
    person = person_of(request)
    refuse_who_has_read(report, person)
    rereading = ask_rereading(report=report, person=person, asked=asked, seen_version=version_in(request))
    if rereading.found is None or difference_by(rereading).is_any:
        return redirect("rereading", report.pk)
    return write_rereading(request, rereading, "Saved, and read again: nothing else changed.")


@deciding
@require_safe
def rereading_page(request: HttpRequest, pk: int) -> HttpResponse:
    """What would change; while a long text is read, how far that is: a fragment that asks again."""
    rereading = rereading_of(request, pk)
    if rereading is None:
        return redirect("review", pk)
    page: dict[str, Any] = {"rereading": rereading, "report": rereading.report}
    if rereading.found is None and not rereading.failed:
        return render(request, f"review/{'_rereading' if wants_fragment(request) else 'rereading'}.html", page)
    if wants_fragment(request):
        return HttpResponse(headers={"HX-Refresh": "true"})
    if rereading.found is not None:
        page["difference"] = difference_by(rereading)
        page["reopens"] = rereading.report.status == ReportStatus.REVIEWED
    return render(request, "review/rereading.html", page)


@deciding
@require_POST
def keep(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what was read again, or with `only` nothing but what was put right; with `leave` nothing at all."""
    rereading = rereading_of(request, pk)
    if rereading is None:
        return redirect("review", pk)
    if not may_put_right(request, rereading.report):
        raise PermissionDenied
    if "leave" in request.POST:
        rereading.delete()
        messages.info(request, "Left as it was.")
        return redirect("review", pk)
    only = "only" in request.POST
    if rereading.found is None and not only:
        return redirect("rereading", pk)
    said = "Saved; the reading stays as it was." if only else "Saved, and read again."
    return write_rereading(request, rereading, said, only_asked=only)


def rereading_of(request: HttpRequest, pk: int) -> Rereading | None:
    """What the person asked to have read again of a report, if anything."""
    report = get_object_or_404(Report, pk=pk)
    own = Rereading.objects.filter(report=report, person=person_of(request))
    return own.select_related("report__source").first()


def write_rereading(request: HttpRequest, rereading: Rereading, said: str, *, only_asked: bool = False) -> HttpResponse:
    """Write it, and go to the review; say why where somebody else was faster."""
    key = rereading.report_id
    try:
        keep_rereading(rereading=rereading, person=person_of(request), only_asked=only_asked)
    except StaleError:
        rereading.delete()
        messages.warning(request, STALE)
        return redirect("review", key)
    except HeldByOtherError as error:
        messages.warning(request, str(error))
        return redirect("rereading", key)
    messages.success(request, said)
    return redirect("review", key)
