"""Sources: who publishes, how far they can be relied on, whom they speak for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from simple_history.admin import SimpleHistoryAdmin

from incidents.admin.fields import LinesField
from incidents.admin.versions import KeepsVersions, VersionedForm
from incidents.models import Source
from incidents.workflow.figures.reconcile import touch_source
from incidents.workflow.figures.record import record_of


class SourceForm(VersionedForm):
    """A source, its aliases one a line."""

    aliases = LinesField(required=False, help_text="Other names that reports use, one a line")

    class Meta:
        model = Source
        fields = ("name", "kind", "country", "language", "affiliation", "reliability", "aliases", "notes")


@admin.register(Source)
class SourceAdmin(KeepsVersions, SimpleHistoryAdmin):
    class Media:
        css = {"all": ("records/panel.css",)}  # noqa: RUF012 (Django's own way)

    form = SourceForm
    fields = ("name", "kind", "country", "language", "affiliation", "reliability", "record", "aliases", "notes")
    readonly_fields = ("record",)
    list_display = ("name", "kind", "country", "reliability", "affiliation", "reports_kept")
    list_filter = ("kind", "reliability", "country", "language")
    search_fields = ("name", "aliases_text", "notes")
    autocomplete_fields = ("affiliation",)
    list_select_related = ("affiliation",)

    def get_readonly_fields(self, request: HttpRequest, obj: Source | None = None) -> tuple[str, ...]:
        """Who may add a source but judge none leaves its grade and affiliation as they are for a new one."""
        judged = () if self.has_change_permission(request) else ("affiliation", "reliability")
        return (*self.readonly_fields, *judged)

    def get_fields(self, request: HttpRequest, obj: Source | None = None) -> Any:
        """A source has a record once it is kept."""
        return [name for name in self.fields if obj or name != "record"]

    @admin.display(description="record")
    def record(self, source: Source) -> SafeString:
        """How its figures fared, beside the grade that it never changes."""
        address = f"{reverse('source', args=[source.pk])}?"
        page = {"record": record_of(source.name, source.outcomes.all()), "address": address}
        return render_to_string("records/_panel.html", page)

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
