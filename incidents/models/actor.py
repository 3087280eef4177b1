"""Armed actors and state forces, under the names that the desk uses for them."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from simple_history.models import HistoricalRecords

from incidents.vocabulary import ActorKind


class Actor(models.Model):
    """A party to violence. `aliases` are other names under which reports speak of it."""

    name = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=30, choices=ActorKind.choices(), default=ActorKind.REBEL_GROUP)
    country = models.CharField("country code", max_length=2, blank=True, help_text="Two letters, as in ISO 3166: AF")
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        help_text="The larger actor whose losses include this one's, such as an army for its air force",
    )
    aliases = models.JSONField(default=list, blank=True, help_text='A list: ["Houthis", "Ansar Allah"]')
    notes = models.TextField(blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse a parent that is the actor itself or one of its own children, near or far."""
        ancestor = self.parent
        while ancestor is not None:
            if ancestor.pk == self.pk:
                raise ValidationError({"parent": "An actor cannot stand below itself."})
            ancestor = ancestor.parent
