"""Which policy the desk follows, since when and why. Rows are only ever added; the last one holds."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from incidents.models.report import ImmutableError
from incidents.vocabulary import Policy


class DeskPolicy(models.Model):
    """A choice of policy (methodology.md, section 6). Until somebody chooses, the desk follows `desk`."""

    policy = models.CharField(max_length=10, choices=Policy.choices())
    reason = models.TextField()
    takes_back = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="taken_back_by")
    """The choice that this one reverts."""
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("pk",)
        verbose_name_plural = "desk policies"
        constraints = (models.CheckConstraint(condition=~Q(reason=""), name="desk_policy_has_a_reason"),)
        permissions = (("choose_policy", "Can choose the policy that the desk follows"),)

    def __str__(self) -> str:
        return f"{self.get_policy_display()} since {self.at:%Y-%m-%d}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk:
            raise ImmutableError("A choice of policy is never edited; make another one.")
        super().save(*args, **kwargs)

    @classmethod
    def now(cls) -> Policy:
        """The policy that the desk follows."""
        chosen = cls.objects.order_by("-pk").values_list("policy", flat=True).first()
        return Policy(chosen) if chosen else Policy.DESK
