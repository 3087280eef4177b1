"""Tags and filters that every template of the desk has at hand."""

from __future__ import annotations

from typing import Any

from django import template
from django.conf import settings
from django.contrib.auth.models import User
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from incidents.vocabulary import Role

register = template.Library()


@register.simple_tag
def desk_name() -> str:
    """What this desk calls itself."""
    return str(settings.DESK_NAME)


@register.simple_tag(takes_context=True)
def room(context: dict[str, Any], name: str, label: str) -> SafeString:
    """A link of the navigation, marked where it leads to the page that is shown; nothing where no such page is."""
    try:
        address = reverse(name)
    except NoReverseMatch:
        return SafeString("")
    request = context.get("request")
    here = bool(request) and request.path.startswith(address)
    return format_html('<li><a href="{}"{}>{}</a></li>', address, SafeString(' aria-current="page"' * here), label)


@register.filter
def role_name(person: User) -> str:
    """The person's role at the desk, or nothing."""
    names = {group.name for group in person.groups.all()}
    return next((role.label for role in Role if role.value in names), "")
