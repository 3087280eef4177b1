"""Who publishes: outlets, agencies, ministries' sites, monitors, accounts."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from incidents.models.actor import Actor
from incidents.vocabulary import Reliability, SourceKind


class SourceQuerySet(models.QuerySet["Source"]):
    """Named filters over sources."""

    def named_like(self, words: str) -> SourceQuerySet:
        """Sources whose name or one of whose aliases contains `words`, whatever the case."""
        return self.filter(Q(name__icontains=words) | Q(aliases_text__icontains=words))


class Source(models.Model):
    """A publisher. Its grade is people's judgement and changes only by hand (methodology.md, section 4)."""

    name = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=20, choices=SourceKind.choices(), default=SourceKind.OTHER)
    country = models.CharField("country code", max_length=2, blank=True, help_text="Two letters, as in ISO 3166: AF")
    language = models.CharField(max_length=8, blank=True, default="en", help_text="Such as en, fr, ar")
    affiliation = models.ForeignKey(
        Actor,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="voices",
        help_text="The actor that this source speaks for, where it speaks for one",
    )
    reliability = models.CharField(max_length=1, choices=Reliability.choices(), default=Reliability.F)
    aliases = models.JSONField(default=list, blank=True, help_text='Other names: ["AFP"]')
    aliases_text = models.TextField(editable=False, default="")  # aliases as lines, to search in
    notes = models.TextField(blank=True)
    history = HistoricalRecords(excluded_fields=["aliases_text"])

    objects = SourceQuerySet.as_manager()

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        self.aliases_text = "\n".join(str(alias) for alias in self.aliases)
        super().save(*args, **kwargs)  # type: ignore[arg-type]
