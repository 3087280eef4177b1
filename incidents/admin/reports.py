"""Reports and their claims, to look up and search. What was read and what was found is never edited here."""

from __future__ import annotations

from typing import Any, ClassVar, cast

from django.contrib import admin
from django.contrib.auth.models import User
from django.db import models
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from simple_history.admin import SimpleHistoryAdmin

from incidents.admin.versions import KeepsVersions, SavesAlone, VersionedForm
from incidents.models import Claim, Decision, Report
from incidents.workflow.intake import describe_report
from incidents.workflow.review.decisions import correct_claim, flag_claim


class FrozenInline(admin.TabularInline):  # type: ignore[type-arg]
    """Rows that are shown beside their parent, and only shown."""

    extra = 0
    can_delete = False
    show_change_link = True

    def get_readonly_fields(self, request: HttpRequest, obj: object = None) -> list[str]:
        return [str(name) for name in self.fields or ()]

    def has_add_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


class ReadApart:
    """Shows nothing of what another did on a report that two people read apart, until it is settled."""

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request)  # type: ignore[misc]
        return rows.visible_to(cast("User", request.user))


class ClaimInline(ReadApart, FrozenInline):
    model = Claim
    fk_name = "report"
    fields = ("words", "measure", "low", "best", "high", "claimant_name", "scope", "standing")


class DecisionInline(ReadApart, FrozenInline):
    model = Decision
    fk_name = "claim"
    fields = ("verdict", "value", "reason", "person", "at")


@admin.register(Report)
class ReportAdmin(KeepsVersions, SimpleHistoryAdmin):
    """A report's title, source and day can be put right; its text and what was found in it cannot."""

    form = VersionedForm
    list_display = ("title", "source", "published", "status", "language", "added_by", "added_at")
    list_filter = ("status", "source__kind", "language", "source")
    search_fields = ("title", "text", "source__name", "url")
    date_hierarchy = "published"
    list_select_related = ("source", "added_by")
    fields = (
        ("title", "title_guessed"),
        "source",
        ("published", "published_time", "published_from"),
        "url",
        "dateline",
        "text",
        ("status", "language", "pipeline_version"),
        ("added_by", "added_at"),
        ("reviewed_by", "reviewed_at"),
    )
    readonly_fields = (
        "text",
        "title_guessed",
        "published_from",
        "dateline",
        "status",
        "language",
        "pipeline_version",
        "added_by",
        "added_at",
        "reviewed_by",
        "reviewed_at",
    )
    inlines = (ClaimInline,)
    formfield_overrides: ClassVar = {models.URLField: {"assume_scheme": "https"}}

    def save_model(self, request: HttpRequest, obj: Report, form: Any, change: bool) -> None:
        """As the desk's own page does: what a person set is no guess, and figures that rest on the report follow."""
        told = ("title", "source", "published", "published_time", "url")
        describe_report(report=obj, **{name: getattr(obj, name) for name in told})

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False  # reports come in by the paste page, which reads them

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


@admin.register(Claim)
class ClaimAdmin(ReadApart, SavesAlone, SimpleHistoryAdmin):
    """A claim with all that was found and decided.

    What the words say is only shown. How the desk understands them can be put right here too, and is
    written as the Decision that it is, as on the review page.
    """

    list_display = ("words", "measure", "low", "best", "high", "claimant_name", "scope", "standing", "report")
    list_filter = ("measure", "standing", "scope", "interest", "hedge", "flagged")
    search_fields = ("raw", "moved_words", "claimant_name", "report__title")
    list_select_related = ("report",)
    understanding = ("actor", "status", "group", "speaker", "interest", "scope", "as_of")
    autocomplete_fields = ("actor", "speaker")
    inlines = (DecisionInline,)

    def get_readonly_fields(self, request: HttpRequest, obj: object = None) -> list[str]:
        return [field.name for field in Claim._meta.fields if field.name not in (*self.understanding, "flagged", "id")]

    def save_model(self, request: HttpRequest, obj: Claim, form: ModelForm[Claim], change: bool) -> None:
        """Decide rather than overwrite: only what changed, against the claim as the record has it."""
        person = cast("User", request.user)
        value = {name: form.cleaned_data[name] for name in form.changed_data if name in self.understanding}
        kept = Claim.objects.get(pk=obj.pk)
        if value:
            correct_claim(claim=kept, person=person, value=value, reason="In the admin")
        if "flagged" in form.changed_data:
            flag_claim(claim=Claim.objects.get(pk=obj.pk))

    def has_view_permission(self, request: HttpRequest, obj: Claim | None = None) -> bool:
        """Also asked for pages of old rows, which no list narrows."""
        if obj and not Claim.objects.visible_to(cast("User", request.user)).filter(pk=obj.pk).exists():
            return False
        return super().has_view_permission(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Claim | None = None) -> bool:
        return super().has_change_permission(request, obj) and self.has_view_permission(request, obj)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False
