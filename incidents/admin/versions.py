"""Two people in the same form of the back room: the second sees what the first saved, and loses nothing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from incidents.workflow.acts import act_alone
from incidents.workflow.standing.versions import version_of

SEEN = "seen_version"


class VersionedForm(forms.ModelForm[Any]):
    """A form that knows which row of the history it was opened with, and refuses to save over a later one."""

    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.instance.pk:
            self.initial[SEEN] = version_of(self.instance)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        seen = given.pop(SEEN, None)
        if self.instance.pk and seen is not None and seen != self.initial[SEEN]:
            self.refuse_to_overwrite(given, seen)
        return given

    def refuse_to_overwrite(self, given: dict[str, Any], seen: int) -> None:
        """Say what stands now beside what was typed, where they differ; saving again keeps what was typed."""
        model = type(self.instance)
        now = model._default_manager.get(pk=self.instance.pk)
        then = now.history.filter(history_id=seen).first()
        names = [name for name in given if name in self.fields and hasattr(now, name)]
        if then and all(
            version_words(getattr(then, name, None)) == version_words(getattr(now, name)) for name in names
        ):
            return  # what changed since is not in this form
        last = now.history.select_related("history_user").latest("history_id")
        differing = [name for name in names if version_words(getattr(now, name)) != version_words(given[name])]
        rows = format_html_join("", "<li>{}: now “{}”, yours “{}”</li>", self.words_of(differing, now, given))
        self.add_error(None, stale_words(last, rows))
        self.data = {**self.data.dict(), self.add_prefix(SEEN): str(self.initial[SEEN])}  # type: ignore[attr-defined]

    def words_of(self, names: list[str], now: Any, given: dict[str, Any]) -> list[tuple[str, str, str]]:
        """The fields that differ, as label, what stands and what was typed."""
        return [
            (str(self.fields[name].label or name), version_words(getattr(now, name)), version_words(given[name]))
            for name in names
        ]


def stale_words(last: Any, rows: SafeString) -> SafeString:
    """Who saved what when, and what can be done."""
    return format_html(
        "{} saved this at {} while you had it open. Nothing was overwritten, and what you typed is still here: "
        "save again to keep yours, change it, or open the page anew to take what stands now. <ul>{}</ul>",
        last.history_user or "Somebody",
        f"{last.history_date:%Y-%m-%d %H:%M}",
        rows or format_html("<li>{}</li>", "No field differs from yours any more."),
    )


def version_words(value: Any) -> str:
    """A value in words, the same for a row of the history and for the record."""
    if value is None:
        return ""
    return "; ".join(value) if isinstance(value, list) else str(value)


class SavesAlone(admin.ModelAdmin):  # type: ignore[type-arg]
    """For the admin of a record on which figures rest: whoever saves has the desk alone, and so needs no locks."""

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer = super().changeform_view
        return (act_alone(answer) if request.method == "POST" else answer)(request, *args, **kwargs)


class KeepsVersions(SavesAlone):
    """For the admin of a record with a history: its form carries the version that it was opened with."""

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """The hidden version stands at the end of the first set of fields."""
        sets = [(name, dict(options)) for name, options in super().get_fieldsets(request, obj)]
        fields: list[Any] = list(sets[0][1]["fields"])  # type: ignore[call-overload]
        if obj and SEEN not in fields and self.has_change_permission(request, obj):
            sets[0][1]["fields"] = [*fields, SEEN]
        return sets
