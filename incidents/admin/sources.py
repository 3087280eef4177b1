"""Sources: who publishes, how far they can be relied on, whom they speak for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from simple_history.admin import SimpleHistoryAdmin

from incidents.admin.fields import LinesField
from incidents.models import Source
from incidents.workflow.reconcile import touch_source


class SourceForm(forms.ModelForm[Source]):
    """A source, its aliases one a line."""

    aliases = LinesField(required=False, help_text="Other names that reports use, one a line")

    class Meta:
        model = Source
        fields = ("name", "kind", "country", "language", "affiliation", "reliability", "aliases", "notes")


@admin.register(Source)
class SourceAdmin(SimpleHistoryAdmin):
    form = SourceForm
    list_display = ("name", "kind", "country", "reliability", "affiliation", "reports_kept")
    list_filter = ("kind", "reliability", "country", "language")
    search_fields = ("name", "aliases_text", "notes")
    autocomplete_fields = ("affiliation",)
    list_select_related = ("affiliation",)

    def save_model(self, request: HttpRequest, obj: Source, form: forms.ModelForm[Source], change: bool) -> None:
        """Figures follow the grade, the affiliation and the name, which is an origin."""
        super().save_model(request, obj, form, change)
        if change and {"name", "reliability", "affiliation"} & set(form.changed_data):
            touch_source(obj)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Source]:
        return super().get_queryset(request).annotate(reports_count=Count("reports"))

    @admin.display(description="reports", ordering="reports_count")
    def reports_kept(self, source: Any) -> int:
        return source.reports_count
