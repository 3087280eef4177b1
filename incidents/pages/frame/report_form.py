"""What a person gives with a pasted text, and corrects about it afterwards."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.html import format_html
from django.utils.translation import get_language_info

from incidents.filters.fields import DayField, TimeOfDayField
from incidents.models import Report, Source
from incidents.vocabulary import SourceKind
from incidents.workflow.intake import AlreadyHereError, UnusableTextError, check_text
from incidents.workflow.reports.sources import find_or_add_source, find_source

LANGUAGES = [("", "as recognised"), ("en", "English"), ("und", "not readable by the program")]
"""What a person can say of the language of a text: the one that the program reads, or that it is none."""


def name_language(code: str) -> str:
    """What a language is called, by its ISO 639-1 code."""
    try:
        return str(get_language_info(code)["name"])
    except KeyError:
        return "not known"


class PastedTextField(forms.CharField):
    """Takes whatever was pasted; `check_text` judges it, so that every refusal says why in the same words."""

    widget = forms.Textarea

    def __init__(self, **options: Any) -> None:
        super().__init__(strip=False, required=False, **options)
        self.validators = []


class DescriptionForm(forms.Form):
    """What is known about a text: publisher, day, title, address."""

    source = forms.CharField(max_length=120, error_messages={"required": "Name the publisher, as it calls itself."})
    source_kind = forms.ChoiceField(choices=[("", "not said"), *SourceKind.choices()], required=False)
    source_country = forms.RegexField(
        r"^[A-Za-z]{2}$", required=False, error_messages={"invalid": "Two letters, such as AF."}
    )
    published = DayField()
    published_time = TimeOfDayField(required=False)
    title = forms.CharField(max_length=300, required=False)
    url = forms.URLField(
        max_length=1000,
        required=False,
        assume_scheme="https",
        error_messages={"invalid": "This is no web address. Leave it empty if there is none."},
    )

    @property
    def known_source(self) -> Source | None:
        """The source that the typed name belongs to, or None for a new one."""
        return find_source(str(self["source"].value() or ""))

    def save_source(self) -> Source:
        """The source as typed, made new where the desk does not know it."""
        given = self.cleaned_data
        return find_or_add_source(given["source"], kind=given["source_kind"], country=given["source_country"])


class ReportForm(DescriptionForm):
    """The paste page. All but text and source may stay empty: it is then guessed from the text."""

    text = PastedTextField()
    published = DayField(required=False)

    field_order = ("text", "source")

    def clean_text(self) -> str:
        try:
            return check_text(self.cleaned_data["text"])
        except UnusableTextError as error:
            raise forms.ValidationError(str(error)) from error
        except AlreadyHereError as error:
            known: Report = error.report
            link = format_html('<a href="{}">{}</a>', known.get_absolute_url(), known.title)
            raise forms.ValidationError(format_html("This very text is here already: {}.", link)) from error


class DayForm(forms.Form):
    """A day that a person saw, and confirms."""

    day = DayField()


class MetadataForm(DescriptionForm):
    """The same facts on the review page, where guesses are put right."""

    title = forms.CharField(max_length=300, error_messages={"required": "A report needs a title to be found by."})
    published = DayField(error_messages={"required": "A report needs its day."})
    language = forms.ChoiceField(choices=LANGUAGES, required=False)

    @classmethod
    def of(cls, report: Report) -> MetadataForm:
        """The form filled with what stands."""
        form = cls(
            initial={
                "title": report.title,
                "source": report.source.name,
                "published": report.published,
                "published_time": report.published_time,
                "url": report.url,
                "language": report.language if report.language_given else "",
            },
            prefix="about",
        )
        if report.language and not report.language_given:
            field = cast(forms.ChoiceField, form.fields["language"])
            field.choices = [("", f"recognised: {name_language(report.language)}"), *LANGUAGES[1:]]
        return form

    def as_asked(self) -> dict[str, Any]:
        """What a valid form says, in JSON, as a reading is asked for with it."""
        given = dict(self.cleaned_data)
        for name in ("published", "published_time"):
            given[name] = given[name].isoformat() if given[name] else None
        return given

    def asks_for_reading(self, report: Report) -> bool:
        """Whether a valid form puts right what a reading rests on: the day, the source or the language."""
        given, now = self.cleaned_data, MetadataForm.of(report).initial
        changed = any(given[name] != now[name] for name in ("published", "language"))
        return changed or self.known_source != report.source
