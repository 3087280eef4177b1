"""What all forms share by which a person narrows a page down: a choice that is wrong narrows nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms

from incidents.filters.choices import AnyOf

NOTHING: tuple[Any, ...] = ("", None, [])


@dataclass(frozen=True, slots=True)
class Chip:
    """One choice in words, and the query of the page without it."""

    label: str
    words: str
    query: str


class Narrowing(forms.Form):
    """Choices that stand in the address."""

    NARROWING: tuple[str, ...] = ()
    """The fields that leave something out, in the order in which they are told."""
    FIRST: tuple[str, ...] = ()
    """Those that stand open; the others fold away until one of them is used."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, forms.ChoiceField):
                field.error_messages["invalid_choice"] = "“%(value)s” is none of the choices."

    def offer(self, name: str, choices: list[Any]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    @property
    def fields_first(self) -> list[forms.BoundField]:
        return [self[name] for name in self.FIRST]

    @property
    def fields_further(self) -> list[forms.BoundField]:
        return [self[name] for name in self.NARROWING if name not in self.FIRST]

    @property
    def is_drawer_open(self) -> bool:
        """Whether a field that is folded away says something."""
        return any(field.name in self.chosen or field.errors for field in self.fields_further)

    @property
    def is_narrowed(self) -> bool:
        """Whether anything may be left out."""
        return any(name in self.chosen for name in self.NARROWING)

    @property
    def narrowed_by(self) -> list[Chip]:
        """What chooses, in words."""
        return self.chips(self.NARROWING)

    @property
    def wrong(self) -> list[forms.BoundField]:
        """The fields that narrow nothing because what they say is wrong; the date of a replay is said by its strip."""
        return [field for field in self if field.errors and field.name != "as_of"]

    @property
    def chosen(self) -> dict[str, Any]:
        """What was chosen, without what is empty or wrong."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value not in NOTHING}

    def address(self, **changes: Any) -> str:
        """The query string of these choices with some changed; None takes one away."""
        return query_of_choices({**self.chosen, **changes})

    def chips(self, names: Iterable[str]) -> list[Chip]:
        """The choices of those fields that narrow, in words, each with the way to the page without it."""
        chosen = self.chosen
        return [
            Chip(str(self[name].label), self.words_of(name), self.address(**{name: None}))
            for name in names
            if name in chosen
        ]

    def chips_in_line(self, names: Iterable[str]) -> str:
        """The choices of those fields in one line: "country Norland; from 2024-03-01"; empty where none narrows."""
        return "; ".join(f"{chip.label[:1].lower()}{chip.label[1:]} {chip.words}" for chip in self.chips(names))

    def words_of(self, name: str) -> str:
        """What was chosen in one field, as people say it."""
        value, field = self.chosen.get(name), self.fields[name]
        if isinstance(field, AnyOf):
            return ", ".join(field.names(value or []))
        if isinstance(field, forms.ChoiceField):
            return dict(field.choices).get(value, str(value))  # type: ignore[arg-type]
        return str(getattr(value, "label", value))


class NarrowingByDays(Narrowing):
    """Choices with a first and a last day, as fields `since` and `until` of the form."""

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        since, until = given.get("since"), given.get("until")
        if since and until and until < since:
            self.add_error("until", "The last day lies before the first.")
        return given


def query_of_choices(chosen: dict[str, Any]) -> str:
    """Choices as the query of an address; several of one kind follow each other."""
    kept = {name: as_written(value) for name, value in chosen.items() if value not in NOTHING}
    return urlencode(kept, doseq=True, safe=":")


def as_written(value: Any) -> Any:
    return value if isinstance(value, list | tuple) else str(getattr(value, "pk", value))
