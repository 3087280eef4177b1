"""Reports that are nearly the same text as an earlier one, found once when a report comes in."""

from __future__ import annotations

from django.db import models

from incidents.models.report import Report


class TextBand(models.Model):
    """One hash of a few of a text's phrases: texts that share one are likely alike, so that is looked up."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="bands")
    band = models.BigIntegerField(db_index=True)

    def __str__(self) -> str:
        return f"{self.band} of {self.report}"


class NearDuplicate(models.Model):
    """That a report is nearly the text of another that was here before; `likeness` from 0 to 1."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="near_duplicates")
    other = models.ForeignKey(Report, models.CASCADE, related_name="near_duplicates_since")
    likeness = models.FloatField()

    class Meta:
        ordering = ("-likeness", "pk")
        constraints = (models.UniqueConstraint(fields=("report", "other"), name="near_duplicate_once"),)

    def __str__(self) -> str:
        return f"{self.report} is like {self.other}"
