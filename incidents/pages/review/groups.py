"""What is done with the groups of a report: the page as it then stands, with the way back."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.views.decorators.http import require_POST

from incidents.models import Claim, Grouping, Report
from incidents.pages.frame.report import whole_report
from incidents.pages.frame.requests import deciding, person_of, version_in, wants_fragment
from incidents.pages.review.claims import refuse
from incidents.pages.review.views import review_page
from incidents.workflow.acts import NotNowError
from incidents.workflow.queue.holds import HeldByOtherError
from incidents.workflow.queue.readings import refuse_who_has_read
from incidents.workflow.review.grouping import begin_group, merge_group, move_border, move_to_group, undo_grouping
from incidents.workflow.standing.groups import GroupsError, sentence_starts

LONGEST = 10
"""Digits of a number that a browser may send."""


@deciding
@require_POST
def change_groups(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the groups of a report in one of the ways of ACTS; for a script the page as it then stands."""
    report = whole_report(pk, person_of(request))
    if not report.is_open:
        return refuse(request, pk)
    refuse_who_has_read(report, person_of(request))
    try:
        made = act_asked_for(request, report)
    except (GroupsError, HeldByOtherError, NotNowError) as error:
        return refuse(request, pk, str(error))
    messages.success(request, words_of_change(request, report, made))
    if not wants_fragment(request):
        return redirect("review", pk)
    return review_page(request, whole_report(pk, person_of(request)))


def act_asked_for(request: HttpRequest, report: Report) -> Grouping:
    """Do what the browser asked for. Raises as the acts do."""
    asked = ACTS.get(request.POST.get("act", ""))
    if asked is None:
        raise GroupsError("There is no such change.")
    return asked(request, report)


def words_of_change(request: HttpRequest, report: Report, made: Grouping) -> str:
    """What was done, with the way back; taking back is not taken back."""
    words = f"{made.what[:1].upper()}{made.what[1:]}."
    if made.takes_back_id:
        return words
    page = {"report": report, "version": made.pk}
    return format_html("{}{}", words, render_to_string("review/groups/_undo.html", page, request=request))


def number_in(sent: QueryDict, name: str) -> int:
    """A whole number that a browser sent. Raises GroupsError where it is none."""
    given = sent.get(name, "")
    if not given.isdecimal() or len(given) > LONGEST:
        raise GroupsError("Choose a sentence of the text.")
    return int(given)


# --- The acts that can be asked for -----------------------------------------------------------------


def ask_to_begin(request: HttpRequest, report: Report) -> Grouping:
    """A group begins at an offset, or at the words of a claim."""
    at = number_in(request.POST, "at") if "at" in request.POST else claim_in(request, report).words_start
    return begin_group(report=report, person=person_of(request), at=at, seen=version_in(request, "seen"))


def ask_to_merge(request: HttpRequest, report: Report) -> Grouping:
    start = number_in(request.POST, "group")
    return merge_group(report=report, person=person_of(request), start=start, seen=version_in(request, "seen"))


def ask_to_move(request: HttpRequest, report: Report, to: int | None = None) -> Grouping:
    """A border goes to an offset."""
    start, to = number_in(request.POST, "group"), number_in(request.POST, "at") if to is None else to
    return move_border(report=report, person=person_of(request), start=start, to=to, seen=version_in(request, "seen"))


def ask_for_earlier(request: HttpRequest, report: Report) -> Grouping:
    """A border goes to the sentence before."""
    starts = sentence_starts(report.text)
    before = bisect_left(starts, number_in(request.POST, "group")) - 1
    return ask_to_move(request, report, starts[max(0, before)])


def ask_for_later(request: HttpRequest, report: Report) -> Grouping:
    """A border goes to the next sentence."""
    starts = sentence_starts(report.text)
    after = bisect_right(starts, number_in(request.POST, "group"))
    return ask_to_move(request, report, starts[min(len(starts) - 1, after)])


def ask_to_put(request: HttpRequest, report: Report) -> Grouping:
    """A claim goes into a group, or, with an empty one, out of all."""
    claim, to = claim_in(request, report), number_in(request.POST, "to") if request.POST.get("to") else None
    return move_to_group(claim=claim, person=person_of(request), start=to, seen=version_in(request, "seen"))


def ask_to_undo(request: HttpRequest, report: Report) -> Grouping:
    return undo_grouping(report=report, person=person_of(request), seen=version_in(request, "seen"))


def claim_in(request: HttpRequest, report: Report) -> Claim:
    """The claim of the report that a browser named, as far as the person may see it."""
    visible = report.claims.visible_to(person_of(request)).select_related("report")
    return get_object_or_404(visible, pk=number_in(request.POST, "claim"))


ACTS: dict[str, Callable[[HttpRequest, Report], Grouping]] = {
    "begin": ask_to_begin,
    "merge": ask_to_merge,
    "move": ask_to_move,
    "earlier": ask_for_earlier,
    "later": ask_for_later,
    "put": ask_to_put,
    "undo": ask_to_undo,
}
