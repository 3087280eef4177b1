"""What saved views choose, in words, for many of them at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from urllib.parse import parse_qs

from django import forms
from django.db.models import Model

from incidents.filters.choices import flat
from incidents.filters.timeline import TimelineFilter
from incidents.models import Actor, SavedView, Source

NAMED: dict[str, type[Model]] = {"actor": Actor, "source": Source}
"""Choices that stand in an address as keys."""
Names = dict[tuple[str, str], str]


def words_of_views(views: Sequence[SavedView]) -> dict[int, str]:
    """For each view what it chooses: "country Norland, Sudland; from 2024-03-01". Two queries at most."""
    queries = {view.pk: parse_qs(view.query) for view in views}
    names = names_of_keys(queries.values())
    return {
        pk: "; ".join(part_words(name, chosen, names) for name, chosen in query.items())
        for pk, query in queries.items()
    }


def names_of_keys(queries: Iterable[dict[str, list[str]]]) -> Names:
    """What the keys in some addresses are called."""
    names: Names = {}
    for kind, model in NAMED.items():
        keys = {int(key) for query in queries for key in query.get(kind, ()) if key.isdecimal() and len(key) < 10}
        if keys:
            names |= {(kind, str(pk)): str(one) for pk, one in model._default_manager.in_bulk(keys).items()}
    return names


def part_words(name: str, chosen: list[str], names: Names) -> str:
    """One name of an address and its values, as the filters call them; as written where they do not know it."""
    field = TimelineFilter.base_fields.get(name)
    if field is None:
        return f"{name} {', '.join(chosen)}"
    choices = flat(field.choices) if isinstance(field, forms.ChoiceField) else []
    labels = {str(key): str(label) for key, label in choices}
    label = str(field.label or name)
    words = ", ".join(names.get((name, value)) or labels.get(value, value) for value in chosen)
    return f"{label[:1].lower()}{label[1:]} {words}"
