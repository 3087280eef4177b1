"""Saving, renaming, taking away and putting back views. Each leaves a row in the history of the view."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from incidents.models import SavedView

KEEP_FOR_DESK = "incidents.keep_desk_views"
PUT_BACK_WITHIN = timedelta(days=30)


class NameTakenError(Exception):
    """There is a view of that name already: `view`."""

    def __init__(self, view: SavedView) -> None:
        whose = "The desk has" if view.is_of_desk else "You have"
        super().__init__(f"{whose} a view “{view.name}” already.")
        self.view = view


def may_change_view(view: Any, person: User) -> bool:
    """Whether a person may rename a view and take it away: their own, or the desk's where they keep those."""
    return bool(view.person_id == person.pk or (view.person_id is None and person.has_perm(KEEP_FOR_DESK)))


def save_view(
    *, name: str, page: str, query: str, person: User, for_desk: bool = False, replaces: int = 0
) -> SavedView:
    """Keep an address under a name. Raises NameTakenError, unless it is that very view which it `replaces`."""
    owner = None if for_desk else person
    view = SavedView(person=owner, made_by=person)
    taken = of_name(name, owner)
    if taken:
        if taken.pk != replaces:
            raise NameTakenError(taken)
        view = taken
    view.name, view.page, view.query = name, page, query
    return write_view(view, person)


def rename_view(*, view: SavedView, name: str, person: User) -> SavedView:
    """Give a view another name. Raises NameTakenError."""
    taken = of_name(name, view.person)
    if taken and taken.pk != view.pk:
        raise NameTakenError(taken)
    view.name = name
    return write_view(view, person)


def take_view_away(*, view: SavedView, person: User) -> None:
    """Delete a view; `put_view_back` brings it back."""
    must_be_allowed(view, person)
    view.delete()


def put_view_back(*, row: Any, person: User) -> SavedView:
    """Bring back a view from the row of its history that took it away. Raises NameTakenError."""
    taken = of_name(row.name, row.person)
    if taken:
        raise NameTakenError(taken)
    return write_view(row.instance, person)


def taken_away(person: User) -> QuerySet[Any]:
    """The rows that took a view away lately which the person may put back, the last first."""
    mine = Q(person=person) | Q(person=None) if person.has_perm(KEEP_FOR_DESK) else Q(person=person)
    since = timezone.now() - PUT_BACK_WITHIN
    rows = SavedView.history.filter(mine, history_type="-", history_date__gte=since)
    later = SavedView.history.filter(id=OuterRef("id"), history_id__gt=OuterRef("history_id"))
    return rows.filter(~Exists(later)).order_by("-history_id")


def of_name(name: str, owner: User | None) -> SavedView | None:
    """The view of that name, in whatever case, among those of a person or of the desk."""
    return SavedView.objects.beside(owner).filter(name__iexact=name).first()


def write_view(view: SavedView, person: User) -> SavedView:
    """The view, saved. Two at once with one name end as if one had come later."""
    must_be_allowed(view, person)
    try:
        with transaction.atomic():
            view.save()
    except IntegrityError:
        taken = of_name(view.name, view.person)
        if taken is None:
            raise
        raise NameTakenError(taken) from None
    return view


def must_be_allowed(view: SavedView, person: User) -> None:
    if not may_change_view(view, person):
        raise PermissionDenied
