"""A view that somebody named to come back to it: a page of the desk with its filters, one's own or the desk's."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models
from django.db.models import F, Q
from django.urls import NoReverseMatch, reverse
from simple_history.models import HistoricalRecords


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    """Named filters over saved views."""

    def for_person(self, person: User) -> SavedViewQuerySet:
        """The views that a person may open: their own first, then the desk's; by name."""
        mine = self.filter(Q(person=person) | Q(person=None))
        return mine.select_related("made_by").order_by(F("person").asc(nulls_last=True), "name", "pk")

    def beside(self, person: User | None) -> SavedViewQuerySet:
        """The views among which a name stands once: a person's, or the desk's where there is no person."""
        return self.filter(person=person)


class SavedView(models.Model):
    """A named address. `person` is whose it is; empty where it is the desk's, for everybody to use."""

    PAGES = ("incidents", "timeline", "map", "calendar", "policy-comparison", "reporting-delay", "briefing", "queue")
    """Pages that can be saved, by the names of their addresses."""

    name = models.CharField(max_length=80)
    page = models.CharField(max_length=40, choices=[(page, page) for page in PAGES])
    query = models.TextField(blank=True)
    """The query of the address, without its question mark."""
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="saved_views"
    )
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    history = HistoricalRecords()

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        ordering = ("name", "pk")
        constraints = (
            models.UniqueConstraint(fields=("person", "name"), name="one_view_a_name_and_person"),
            models.UniqueConstraint(fields=("name",), condition=Q(person=None), name="one_view_a_name_at_the_desk"),
        )
        permissions = (("keep_desk_views", "Can save views for the whole desk, and take them away"),)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return self.address or reverse("views")

    @property
    def is_of_desk(self) -> bool:
        return self.person_id is None

    @property
    def address(self) -> str:
        """Where it leads; empty where the desk has no such page any more."""
        try:
            return reverse(self.page) + (f"?{self.query}" if self.query else "")
        except NoReverseMatch:
            return ""
