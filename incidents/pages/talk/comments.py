"""Threads on a report, an incident or a claim: a fragment for htmx, a page of their own for everybody else."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from incidents.models import Claim, Comment, Incident, Report
from incidents.pages.frame.requests import DeskRequest, wants_fragment
from incidents.pages.talk.forms import CommentForm
from incidents.workflow.desk import comments as talk

commenting = permission_required("incidents.add_comment", raise_exception=True)


def subject_named(request: DeskRequest, kind: str, pk: int) -> talk.Subject:
    """What is talked about; 404 for any other kind, and for a claim that is another reader's."""
    if kind == "report":
        return get_object_or_404(Report.objects.select_related("source"), pk=pk)
    if kind == "incident":
        return get_object_or_404(Incident, pk=pk)
    if kind == "claim":
        return get_object_or_404(Claim.objects.visible_to(request.user).select_related("report__source"), pk=pk)
    raise Http404(f"Nothing is said about things of the kind “{kind}”.")


@require_http_methods(["GET", "HEAD", "POST"])
def comments(request: DeskRequest, kind: str, pk: int) -> HttpResponse:
    """The threads on one subject; sent a text, one more of them."""
    subject = subject_named(request, kind, pk)
    if request.method != "POST":
        return talk_page(request, subject)
    return begin(request, subject)


@commenting
def begin(request: DeskRequest, subject: talk.Subject) -> HttpResponse:
    """Begin a thread with the text that was sent."""
    form = CommentForm(request.POST, auto_id=f"say-{of(subject)}-%s")
    if not form.is_valid():
        return talk_page(request, subject, form=form, status=422)
    made = talk.begin_thread(subject=subject, person=request.user, text=form.cleaned_data["text"])
    return talk_answer(request, subject, made)


def thread_named(request: DeskRequest, pk: int) -> Comment:
    """The start of a thread that the person may see."""
    seen = Comment.objects.visible_to(request.user).select_related("report", "incident", "claim__report", "parent")
    return get_object_or_404(seen, pk=pk, parent=None)


@require_POST
@commenting
def answer_comment(request: DeskRequest, pk: int) -> HttpResponse:
    """Answer in a thread."""
    thread = thread_named(request, pk)
    form = CommentForm(request.POST, auto_id=f"answer-{pk}-%s")
    if not form.is_valid():
        return talk_page(request, talk.subject_of(thread), answering=(pk, form), status=422)
    made = talk.answer_thread(thread=thread, person=request.user, text=form.cleaned_data["text"])
    return talk_answer(request, talk.subject_of(thread), made)


@require_POST
@commenting
def resolve_comment(request: DeskRequest, pk: int) -> HttpResponse:
    """Say that a thread is settled; done already by another, it stays so."""
    thread = thread_named(request, pk)
    if not thread.resolved_at:
        talk.resolve_thread(thread=thread, person=request.user)
    return talk_answer(request, talk.subject_of(thread), thread)


@require_POST
@commenting
def reopen_comment(request: DeskRequest, pk: int) -> HttpResponse:
    """Say that a thread is not settled after all."""
    thread = thread_named(request, pk)
    if thread.resolved_at:
        talk.reopen_thread(thread=thread, person=request.user)
    return talk_answer(request, talk.subject_of(thread), thread)


@require_safe
def people(request: DeskRequest) -> HttpResponse:
    """People whose name begins as typed after @: a list of options."""
    words = request.GET.get("name", "").replace("\x00", "")[:150]
    return render(request, "talk/_people.html", {"people": talk.people_named_like(words)})


def of(subject: talk.Subject) -> str:
    """A subject in an id: "claim-12"."""
    return f"{subject._meta.model_name}-{subject.pk}"


def talk_context(request: DeskRequest, subject: talk.Subject, **more: Any) -> dict[str, Any]:
    """What `_comments.html` needs: the threads, each with its form, and the form for a new one."""
    answering, form = more.pop("answering", None), more.pop("form", None)
    threads = [
        (
            thread,
            answering[1]
            if answering and answering[0] == thread.start.pk
            else CommentForm(auto_id=f"answer-{thread.start.pk}-%s"),
        )
        for thread in talk.threads_on(subject, request.user)
    ]
    return {
        "subject": subject,
        "subject_kind": subject._meta.model_name,
        "threads": threads,
        "saying": form or CommentForm(auto_id=f"say-{of(subject)}-%s"),
        "may_comment": request.user.has_perm("incidents.add_comment"),
        "comments_count": sum(1 + len(thread.answers) for thread, _ in threads),
        **more,
    }


def talk_page(request: DeskRequest, subject: talk.Subject, status: int = 200, **more: Any) -> HttpResponse:
    """The threads alone for htmx, else on a page of their own with the way back."""
    template = "talk/_comments.html" if wants_fragment(request) else "talk/comments.html"
    return render(request, template, talk_context(request, subject, **more), status=status)


def talk_answer(request: DeskRequest, subject: talk.Subject, made: Comment) -> HttpResponse:
    """The threads as they now stand, or the way to the comment that was made."""
    if wants_fragment(request):
        return talk_page(request, subject, made=made)
    return redirect(f"{reverse('comments', args=[subject._meta.model_name, subject.pk])}#comment-{made.pk}")
