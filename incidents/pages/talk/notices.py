"""What the desk tells a person: the list, the way from each to what it is about, and e-mail."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Case, When
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from incidents.models import Comment, Notice, Preferences
from incidents.pages.frame.requests import DeskRequest
from incidents.pages.talk.forms import EmailForm
from incidents.vocabulary import NoticeKind
from incidents.workflow.desk.comments import subject_of
from incidents.workflow.desk.notices import mark_read, notices_of

NOTICES_A_PAGE = 50
ABOUT = ("by", "report", "comment__report", "comment__incident", "comment__claim__report")
LONG = ("report__text", "comment__report__text", "comment__claim__report__text")
UNREAD_FIRST = Case(When(read_at=None, then=0), default=1)


@require_safe
def notices(request: DeskRequest) -> HttpResponse:
    """A person's notices, those that are not read first."""
    return notices_page(request, EmailForm.of(request.user, wants_email(request)))


def notices_page(request: DeskRequest, form: EmailForm, status: int = 200) -> HttpResponse:
    """The list with the form for e-mail below it. A constant number of queries."""
    found = notices_of(request.user).select_related(*ABOUT).defer(*LONG)
    shown = Paginator(found.order_by(UNREAD_FIRST, "-pk"), NOTICES_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": shown,
        "form": form,
        "unread": any(one.read_at is None for one in shown),
        "sends_email": settings.SENDS_EMAIL,
    }
    return render(request, "talk/notices.html", context, status=status)


def wants_email(request: DeskRequest) -> bool:
    """Whether the person has left e-mail on."""
    return not Preferences.objects.filter(person=request.user, email=False).exists()


@require_safe
def notice(request: DeskRequest, pk: int) -> HttpResponse:
    """On to what a notice is about: whoever goes there has read it. 404 for a notice to somebody else."""
    found = get_object_or_404(notices_of(request.user).select_related(*ABOUT), pk=pk)
    mark_read(Notice.objects.filter(pk=found.pk))
    return redirect(place_of_notice(found))


def place_of_notice(notice: Notice) -> str:
    """The exact place that a notice is about."""
    if notice.comment:
        return place_of_comment(notice.comment)
    if notice.report is None:
        return reverse("notices")
    return reverse("report" if notice.kind == NoticeKind.TO_SETTLE else "review", args=[notice.report.pk])


def place_of_comment(comment: Comment) -> str:
    """A comment where it stands, among all that was said of its subject."""
    subject = subject_of(comment)
    page = reverse("comments", args=[subject._meta.model_name, subject.pk])
    return f"{page}#comment-{comment.pk}"


@require_POST
def mark(request: DeskRequest) -> HttpResponse:
    """Mark one notice as read without going there, or all."""
    chosen = notices_of(request.user)
    one = request.POST.get("notice", "")
    if one:
        chosen = chosen.filter(pk=int(one) if one.isdecimal() and len(one) < 18 else 0)
    mark_read(chosen)
    return redirect("notices")


@require_POST
def email(request: DeskRequest) -> HttpResponse:
    """Switch e-mail on or off, and set the address."""
    form = EmailForm(request.POST)
    if not form.is_valid():
        return notices_page(request, form, status=422)
    Preferences.objects.update_or_create(person=request.user, defaults={"email": form.cleaned_data["email"]})
    request.user.email = form.cleaned_data["address"]
    request.user.save(update_fields=["email"])
    messages.success(request, "Saved.")
    return redirect("notices")
