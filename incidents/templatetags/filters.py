"""What the templates of filters ask of a form's fields."""

from __future__ import annotations

from typing import Any

from django import template
from django.forms import BoundField

from incidents.filters.choices import AnyOf, flat

register = template.Library()


@register.filter
def is_list(field: BoundField) -> bool:
    """Whether several can be chosen."""
    return isinstance(field.field, AnyOf)


def of_list(field: BoundField) -> AnyOf:
    assert isinstance(field.field, AnyOf)
    return field.field


@register.filter
def choice_groups(field: BoundField) -> list[tuple[str | None, list[dict[str, Any]], int]]:
    """The options by the group that they stand in, the chosen ones marked."""
    return field.field.widget.optgroups(field.name, [str(one) for one in field.value() or []])


@register.filter
def choice_count(field: BoundField) -> int:
    return len(flat(of_list(field).choices))


@register.filter
def chosen_names(field: BoundField) -> str:
    """What is chosen, in words; nothing where nothing is."""
    return ", ".join(of_list(field).names([str(one) for one in field.value() or []]))
