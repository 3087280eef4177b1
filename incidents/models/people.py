"""Whose losses a derived row counts: columns that estimates and outcomes share."""

from __future__ import annotations

from django.db import models

from incidents.models.actor import Actor
from incidents.models.claim import population_label
from incidents.models.incident import Incident
from incidents.models.population import PEOPLE_KEY, population_key
from incidents.vocabulary import Group, Measure, Status

__all__ = ["PEOPLE_KEY", "OfPeople", "population_key"]


class OfPeople(models.Model):
    """A row about one measure and population of one incident."""

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="%(class)ss")
    measure = models.CharField(max_length=12, choices=Measure.choices())
    actor = models.ForeignKey(Actor, models.PROTECT, null=True, blank=True, related_name="+")
    status = models.CharField(max_length=10, choices=Status.choices(), default=Status.UNKNOWN)
    group = models.CharField(max_length=20, choices=Group.choices(), blank=True)
    population_key = models.CharField(max_length=60)

    class Meta:
        abstract = True

    @property
    def population_label(self) -> str:
        """Whose losses, in words."""
        return population_label(self.actor.name if self.actor else "", self.status, self.group)
