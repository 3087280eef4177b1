"""What people say to each other about a report, an incident or a claim: asked, answered, resolved, reopened.

Nothing is edited or deleted. Readers of the desk read along; who may comment is said by `add_comment`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from incidents.models import Claim, Comment, Incident, Notice, Report
from incidents.vocabulary import NoticeKind
from incidents.workflow.acts import act, lock_incident
from incidents.workflow.desk.notices import mark_read, notify

Subjects = TypeVar("Subjects", bound=QuerySet[Any])
Subject = Report | Incident | Claim
MENTION = re.compile(r"(?<![\w.@+/-])@([\w.@+-]+)")
LONGEST_COMMENT = 5000


class BadCommentError(ValueError):
    """A comment that says nothing, or too much."""


class ThreadStateError(Exception):
    """A thread that is resolved already, or open already."""


@dataclass(slots=True)
class Thread:
    """A comment with its answers, in order of time."""

    start: Comment
    answers: list[Comment] = field(default_factory=list)

    @property
    def is_resolved(self) -> bool:
        return self.start.resolved_at is not None


def subject_of(comment: Comment) -> Subject:
    """What a comment is about."""
    subject = comment.report or comment.incident or comment.claim
    assert subject is not None, "The database holds each comment to one subject."
    return subject


def about(subject: Subject) -> dict[str, Subject]:
    """The column of a comment that holds its subject."""
    return {subject._meta.model_name or "": subject}


# --- Reading ----------------------------------------------------------------------------------------


def threads_on(subject: Subject, person: User) -> list[Thread]:
    """The threads that a person may see, open ones first, each in order of time. One query."""
    seen = Comment.objects.visible_to(person).filter(**about(subject))
    threads: dict[int, Thread] = {}
    for comment in seen.select_related("person", "resolved_by").order_by("pk"):
        if comment.parent_id is None:
            threads[comment.pk] = Thread(comment)
        elif comment.parent_id in threads:
            threads[comment.parent_id].answers.append(comment)
    return sorted(threads.values(), key=lambda thread: thread.is_resolved)


def with_comment_counts(subjects: Subjects, person: User) -> Subjects:
    """Add `comments_count`, what a person may see said about each report or claim, to a query that is made anyway."""
    column = subjects.model._meta.model_name or ""
    said = Comment.objects.visible_to(person).filter(**{column: OuterRef("pk")}).order_by().values(column)
    counted = said.annotate(count=Count("pk")).values("count")
    return subjects.annotate(comments_count=Coalesce(Subquery(counted), 0))


def comment_count(subject: Subject, person: User) -> int:
    """How much a person may see said about a subject. One query, or none where it was counted with the subject."""
    counted: int | None = getattr(subject, "comments_count", None)
    if counted is not None:
        return counted
    return Comment.objects.visible_to(person).filter(**about(subject)).count()


# --- Mentions ---------------------------------------------------------------------------------------


def people_at_desk() -> dict[str, User]:
    """Everybody who can sign in, by the name to mention them with, in small letters."""
    return {person.username.casefold(): person for person in User.objects.filter(is_active=True)}


def people_named_like(words: str) -> list[User]:
    """People whose user name or name begins with `words`, for the list of suggestions; at most eight."""
    wanted = words.casefold()
    everybody = User.objects.filter(is_active=True).order_by("username")
    found = [
        one
        for one in everybody
        if any(part.casefold().startswith(wanted) for part in (one.username, one.first_name, one.last_name) if part)
    ]
    return found[:8]


def people_mentioned(text: str, people: Mapping[str, User]) -> tuple[list[User], list[str]]:
    """The people that a text mentions by @name, each once, and the names that nobody here has."""
    found: dict[int, User] = {}
    unknown: list[str] = []
    for name in MENTION.findall(text):
        person = people.get(name.casefold()) or people.get(name.rstrip(".+-@").casefold())
        if person:
            found[person.pk] = person
        elif name.rstrip(".+-@"):
            unknown.append(name.rstrip(".+-@"))
    return list(found.values()), list(dict.fromkeys(unknown))


def unknown_names(text: str) -> list[str]:
    """The names that a text mentions and nobody here has. One query where it mentions any."""
    return people_mentioned(text, people_at_desk())[1] if MENTION.search(text) else []


# --- Saying -----------------------------------------------------------------------------------------


@act
def begin_thread(*, subject: Subject, person: User, text: str) -> Comment:
    """Begin a thread. Whoever is mentioned is told. Raises BadCommentError and PermissionDenied."""
    if isinstance(subject, Incident):
        lock_incident(subject.pk)
    made = write(person, text, **about(subject))
    tell(made, made.mentions.all(), NoticeKind.MENTIONED)
    return made


@act
def answer_thread(*, thread: Comment, person: User, text: str) -> Comment:
    """Answer in a thread: whoever spoke in it is told, and whoever is mentioned. Raises as `begin_thread` does."""
    start = thread.parent or thread
    start.refresh_from_db()  # a merge may have moved it meanwhile
    made = write(person, text, parent=start, report=start.report, incident=start.incident, claim=start.claim)
    mentions = list(made.mentions.all())
    tell(made, mentions, NoticeKind.MENTIONED)
    spoke = User.objects.filter(comments__in=[start, *start.answers.all()], is_active=True).distinct()
    tell(made, spoke.exclude(pk__in=[one.pk for one in mentions]), NoticeKind.ANSWERED)
    return made


def write(person: User, text: str, **of: Subject | Comment | None) -> Comment:
    """One row, with the people it mentions."""
    if not person.has_perm("incidents.add_comment"):
        raise PermissionDenied("Analysts comment; readers read along.")
    said = text.strip()
    if not said:
        raise BadCommentError("Write what you want to say.")
    if len(said) > LONGEST_COMMENT:
        raise BadCommentError(f"At most {LONGEST_COMMENT:,} characters; this has {len(said):,}.")
    made: Comment = Comment.objects.create(person=person, text=said, **of)
    made.mentions.set(people_mentioned(said, people_at_desk())[0] if MENTION.search(said) else [])
    return made


def tell(made: Comment, people: Iterable[User], kind: NoticeKind) -> None:
    for person in people:
        notify(person, kind, by=made.person, comment=made)


# --- Resolving --------------------------------------------------------------------------------------


@act
def resolve_thread(*, thread: Comment, person: User) -> Comment:
    """Say that a thread is settled: notices of it are read by that. Raises ThreadStateError, PermissionDenied."""
    start = locked_start(thread, person)
    if start.resolved_at:
        raise ThreadStateError("This was resolved already.")
    start.resolved_by, start.resolved_at = person, timezone.now()
    start.save(update_fields=["resolved_by", "resolved_at"])
    mark_read(Notice.objects.filter(person=person, comment__in=[start, *start.answers.all()]))
    return start


@act
def reopen_thread(*, thread: Comment, person: User) -> Comment:
    """Say that a thread is not settled after all. Raises ThreadStateError, PermissionDenied."""
    start = locked_start(thread, person)
    if not start.resolved_at:
        raise ThreadStateError("This is open.")
    start.resolved_by, start.resolved_at = None, None
    start.save(update_fields=["resolved_by", "resolved_at"])
    return start


def locked_start(thread: Comment, person: User) -> Comment:
    """The first comment of a thread, kept from others until the transaction ends."""
    if not person.has_perm("incidents.add_comment"):
        raise PermissionDenied("Analysts resolve threads; readers read along.")
    return Comment.objects.select_for_update(of=("self",), no_key=True).get(pk=thread.parent_id or thread.pk)
