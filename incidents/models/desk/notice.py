"""What somebody is told: that they were mentioned, given a report, or sent one back."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from incidents.models.desk.comment import Comment
from incidents.models.report import Report
from incidents.vocabulary import NoticeKind


class Notice(models.Model):
    """One notice to one person, about a comment or a report."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=12, choices=NoticeKind.choices())
    comment = models.ForeignKey(Comment, models.CASCADE, null=True, blank=True, related_name="notices")
    report = models.ForeignKey(Report, models.CASCADE, null=True, blank=True, related_name="notices")
    text = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-pk",)
        indexes = (models.Index(fields=("person", "read_at")),)

    def __str__(self) -> str:
        return f"{self.person}: {self.get_kind_display()}"
