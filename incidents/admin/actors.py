"""Actors: armed groups and state forces, their other names, and what they belong to."""

from __future__ import annotations

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from simple_history.admin import SimpleHistoryAdmin

from incidents.admin.fields import LinesField
from incidents.admin.versions import KeepsVersions, VersionedForm
from incidents.models import Actor
from incidents.workflow.figures.reconcile import touch_actor


class ActorForm(VersionedForm):
    """An actor, its aliases one a line."""

    aliases = LinesField(required=False, help_text="Other names that reports use, one a line")

    class Meta:
        model = Actor
        fields = ("name", "kind", "country", "parent", "aliases", "notes")


@admin.register(Actor)
class ActorAdmin(KeepsVersions, SimpleHistoryAdmin):
    form = ActorForm
    list_display = ("name", "kind", "country", "parent")
    list_filter = ("kind", "country")
    search_fields = ("name", "aliases", "notes")
    autocomplete_fields = ("parent",)
    list_select_related = ("parent",)

    def get_readonly_fields(self, request: HttpRequest, obj: Actor | None = None) -> tuple[str, ...]:
        """Whose losses include a new actor's is said by those who may change actors."""
        return () if self.has_change_permission(request) else ("parent",)

    def save_model(self, request: HttpRequest, obj: Actor, form: forms.ModelForm[Actor], change: bool) -> None:
        """Figures follow the name, and what the actor belongs to."""
        super().save_model(request, obj, form, change)
        if change and {"name", "parent"} & set(form.changed_data):
            touch_actor(obj)
