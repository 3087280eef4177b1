"""What people say to each other about a report, an incident or one claim."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models
from django.db.models import Q

from incidents.models.claim import Claim
from incidents.models.incident import Incident
from incidents.models.reading import hidden_from
from incidents.models.report import Report

ONE_SUBJECT = (
    Q(report__isnull=False, incident__isnull=True, claim__isnull=True)
    | Q(report__isnull=True, incident__isnull=False, claim__isnull=True)
    | Q(report__isnull=True, incident__isnull=True, claim__isnull=False)
)


class CommentQuerySet(models.QuerySet["Comment"]):
    """Named filters over comments."""

    def visible_to(self, person: User) -> CommentQuerySet:
        """Without what others said of a report that is read apart, or of its claims, until it is settled."""
        of_report = Q(report__isnull=False) & hidden_from(person)
        of_claim = Q(claim__isnull=False) & hidden_from(person, report="claim__report")
        return self.exclude(of_report).exclude(of_claim)


class Comment(models.Model):
    """A comment, or an answer to one (`parent`). Its text is never edited; a thread is resolved at its start."""

    report = models.ForeignKey(Report, models.CASCADE, null=True, blank=True, related_name="comments")
    incident = models.ForeignKey(Incident, models.CASCADE, null=True, blank=True, related_name="comments")
    claim = models.ForeignKey(Claim, models.CASCADE, null=True, blank=True, related_name="comments")
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="answers")
    text = models.TextField()
    mentions = models.ManyToManyField(settings.AUTH_USER_MODEL, blank=True, related_name="mentioned_in")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="comments")
    at = models.DateTimeField(auto_now_add=True)
    resolved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    resolved_at = models.DateTimeField(null=True, blank=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(condition=ONE_SUBJECT, name="comment_on_one_thing"),
            models.CheckConstraint(condition=~Q(text=""), name="comment_says_something"),
        )

    def __str__(self) -> str:
        return f"{self.person}: {self.text[:60]}"
