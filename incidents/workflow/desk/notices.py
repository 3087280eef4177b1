"""What somebody is told: that they were mentioned, answered, given a report, or sent one back."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import User
from django.db.models import Q, QuerySet
from django.utils import timezone

from incidents.models import Comment, Notice, Report
from incidents.vocabulary import NoticeKind
from incidents.workflow.acts import act
from incidents.workflow.desk.notice_email import email_later


@act
def notify(
    person: User,
    kind: NoticeKind,
    *,
    by: User | None = None,
    report: Report | None = None,
    comment: Comment | None = None,
    text: str = "",
) -> Notice | None:
    """Tell a person something, and by e-mail where the desk sends any. Nobody is told what they did themselves."""
    if by is not None and by.pk == person.pk:
        return None
    notice = Notice.objects.create(person=person, kind=kind, by=by, report=report, comment=comment, text=text)
    if notices_of(person).filter(pk=notice.pk).exists():
        email_later(notice)
    return notice


def notify_settlers(report: Report, *, but: Iterable[User] = ()) -> None:
    """Tell everybody who may settle the two readings of a report that it waits; `but` are those who read it."""
    backend = "django.contrib.auth.backends.ModelBackend"
    may_settle = User.objects.with_perm("incidents.settle_report", backend=backend)
    for person in may_settle.exclude(pk__in=[reader.pk for reader in but]).distinct():
        notify(person, NoticeKind.TO_SETTLE, report=report)


def notices_of(person: User) -> QuerySet[Notice]:
    """What a person may be told now, newest first: what hangs on a report that is read apart waits."""
    seen = Comment.objects.visible_to(person)
    return Notice.objects.filter(Q(comment=None) | Q(comment__in=seen), person=person)


def unread_count(person: User) -> int:
    """How many notices a person has not read. One query."""
    return notices_of(person).filter(read_at=None).count()


def mark_read(notices: QuerySet[Notice]) -> int:
    """Mark notices as read; how many were not yet."""
    return notices.filter(read_at=None).update(read_at=timezone.now())
