"""Incidents: what, where, when and who. Their figures are derived and stand here only to be seen."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.forms import BaseModelFormSet, ModelForm
from django.http import HttpRequest
from simple_history.admin import SimpleHistoryAdmin

from incidents.admin.fields import LinesField
from incidents.admin.reports import FrozenInline
from incidents.admin.versions import KeepsVersions, VersionedForm
from incidents.models import Estimate, Incident, IncidentActor, ReportLink
from incidents.workflow.figures.reconcile import recompute_estimates


class PartInline(admin.TabularInline):  # type: ignore[type-arg]
    model = IncidentActor
    extra = 0
    autocomplete_fields = ("actor",)


class LinkInline(FrozenInline):
    model = ReportLink
    fields = ("report", "reasons", "linked_by", "linked_at")


class EstimateInline(FrozenInline):
    model = Estimate
    show_change_link = False
    fields = ("measure", "population_label", "figure", "flags", "why")


class IncidentForm(VersionedForm):
    """An incident, its weapons one a line."""

    weapons = LinesField(required=False, help_text="One a line")


@admin.register(Incident)
class IncidentAdmin(KeepsVersions, SimpleHistoryAdmin):
    form = IncidentForm
    list_display = ("title", "date_start", "place_name", "country", "event_type", "sub_event_type")
    list_filter = ("event_type", "sub_event_type", "country", "date_precision", "geo_precision")
    search_fields = ("title", "place_name", "admin1", "country", "parts__actor__name", "notes")
    date_hierarchy = "date_start"
    readonly_fields = ("made_by", "made_at", "changed_at")
    inlines = (PartInline, LinkInline, EstimateInline)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Incident]:
        """Those merged into another are found under that one only; autocomplete asks here too."""
        return super().get_queryset(request).filter(merged_into=None)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False  # an incident comes from the first report that tells of it

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def save_related(
        self, request: HttpRequest, form: ModelForm[Any], formsets: list[BaseModelFormSet[Any, Any]], change: bool
    ) -> None:
        """Interests follow the sides, and estimates follow interests, so both are derived anew."""
        super().save_related(request, form, formsets, change)
        recompute_estimates(form.instance)
