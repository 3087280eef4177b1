"""Tags and filters that every template of the desk has at hand."""

from __future__ import annotations

from django import template

register = template.Library()
