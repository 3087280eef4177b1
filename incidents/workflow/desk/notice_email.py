"""Notices by e-mail: that something waits, and the way to it. Never whose name, never a word of the record.

An e-mail leaves the desk and cannot be called back. It names no report, no incident and nobody.
"""

from __future__ import annotations

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.urls import reverse
from django_tasks import task

from incidents.models import Notice, Preferences
from incidents.vocabulary import NoticeKind

SUBJECTS = {
    NoticeKind.MENTIONED: "Somebody mentioned you",
    NoticeKind.ANSWERED: "Somebody answered you",
    NoticeKind.ASSIGNED: "You were given a report",
    NoticeKind.RETURNED: "A report was sent back to you",
    NoticeKind.TO_SETTLE: "Two readings wait to be settled",
}
BODY = """{subject}. It waits for you at the desk:

{address}

To get no such letters, switch them off at {switch}
"""


def email_later(notice: Notice) -> None:
    """Send an e-mail about a notice once it is kept, where the desk sends any."""
    if settings.SENDS_EMAIL:
        transaction.on_commit(lambda: email_notice.enqueue(notice.pk))


@task()
def email_notice(notice_pk: int) -> None:
    """The task behind it. Nothing is sent where it was read meanwhile, or its person has no address or wants none."""
    notice = Notice.objects.select_related("person").filter(pk=notice_pk, read_at=None).first()
    if notice is None or not notice.person.is_active or not notice.person.email:
        return
    if Preferences.objects.filter(person=notice.person, email=False).exists():
        return
    subject = SUBJECTS[NoticeKind(notice.kind)]
    body = BODY.format(
        subject=subject, address=absolute(reverse("notice", args=[notice.pk])), switch=absolute(reverse("notices"))
    )
    send_mail(f"{settings.DESK_NAME}: {subject}", body, None, [notice.person.email])


def absolute(path: str) -> str:
    """A path of this desk as an address that works from elsewhere."""
    return f"{settings.DESK_URL.rstrip('/')}{path}"
