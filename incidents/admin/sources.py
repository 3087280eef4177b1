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

    def get_queryset(self, request: HttpRequest) -> QuerySet[Source]:
        return super().get_queryset(request).annotate(reports_count=Count("reports"))

    @admin.display(description="reports", ordering="reports_count")
    def reports_kept(self, source: Any) -> int:
        return source.reports_count
