"""What the template of briefings asks of their parts."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from incidents.paper import Link, Text

register = template.Library()


@register.filter
def kind(part: Any) -> str:
    """What a part is: `paragraph`, `table`, `links` or `chart`."""
    return type(part).__name__.lower()


@register.filter
def briefing_markup(text: Text) -> SafeString | str:
    """Words with their links, escaped."""
    if isinstance(text, str):
        return text
    if isinstance(text, Link):
        return format_html('<a href="{}">{}</a>', text.address, text.words)
    return format_html_join("", "{}", ((briefing_markup(one),) for one in text))


@register.filter
def with_columns(row: Any, table: Any) -> list[tuple[Any, Any]]:
    """The cells of a row, each with its column."""
    return list(zip(row, table.columns, strict=True))
