"""Filters for figures and what a reader must know beside them."""

from __future__ import annotations

from django import template

from incidents.vocabulary import Flag

register = template.Library()


@register.filter
def flag_word(flag: str) -> Flag:
    """A flag of an estimate as a term of the field, with its label and meaning."""
    return Flag(flag)
