"""What a person said of a stretch of a text: that it is the report, or the furniture of its page."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from incidents.models.report import Report


class TextMark(models.Model):
    """A stretch of a report's text, in code points, and what it is. Only added; taking one back is one more.

    Of marks on the same words the last counts, over what the program found.
    """

    report = models.ForeignKey(Report, models.CASCADE, related_name="text_marks")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="text_marks")
    at = models.DateTimeField(auto_now_add=True)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    is_text = models.BooleanField()
    """Whether it is a part of the report; else it is furniture."""
    takes_back = models.OneToOneField("self", models.CASCADE, null=True, blank=True, related_name="taken_back_by")

    class Meta:
        ordering = ("pk",)
        constraints = (models.CheckConstraint(condition=Q(end__gt=F("start")), name="text_mark_span"),)

    def __str__(self) -> str:
        return f"{self.start}-{self.end}: {'text' if self.is_text else 'furniture'}"

    @property
    def words(self) -> str:
        """The words that it is about."""
        return self.report.text[self.start : self.end]
