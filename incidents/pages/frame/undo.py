"""A message with a button that takes back what it tells of."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


def undo_form(
    request: HttpRequest,
    said: str,
    address: str,
    fields: Iterable[tuple[str, object]] = (),
    label: str = "Undo",
) -> SafeString:
    """What is said, and a form that posts `fields`, pairs of a name and a value, to `address`."""
    hidden = format_html_join("", '<input type="hidden" name="{}" value="{}">', fields)
    return format_html(
        '{} <form class="undo" method="post" action="{}">'
        '<input type="hidden" name="csrfmiddlewaretoken" value="{}">{}'
        '<button type="submit" class="button button--small">{}</button></form>',
        said,
        address,
        get_token(request),
        hidden,
        label,
    )
