"""Found values put to another place of the text: a stretch that was read alone, or words that were mended."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any, TypeVar, cast

Found = TypeVar("Found")


@cache
def _names_of_fields(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def with_spans(found: Found, place: Callable[[int, int], tuple[int, int]]) -> Found:
    """The same value (of types.py, or a tuple or dict of them) with `place(start, end)` for each span in it."""
    moved: Any = found
    if isinstance(found, (str, int)) or found is None:
        return found
    if isinstance(found, tuple):
        moved = tuple(with_spans(one, place) for one in found)
    elif isinstance(found, dict):
        moved = {name: with_spans(one, place) for name, one in found.items()}
    elif is_dataclass(found) and not isinstance(found, type):
        changes = {}
        for name in _names_of_fields(type(found)):
            value = getattr(found, name)
            new = place(*value) if name == "span" and value is not None else with_spans(value, place)
            if new is not value and new != value:
                changes[name] = new
        moved = replace(found, **changes) if changes else found
    return cast(Found, moved)


def with_words_of(text: str, found: Found) -> Found:
    """The same value with `raw` as its span has it in the text as given, wherever it has both."""
    moved: Any = found
    if isinstance(found, tuple):
        moved = tuple(with_words_of(text, one) for one in found)
    elif is_dataclass(found) and not isinstance(found, type):
        changes = {field.name: with_words_of(text, getattr(found, field.name)) for field in fields(found)}
        if changes.get("span") is not None and "raw" in changes:
            changes["raw"] = text[slice(*changes["span"])]
        moved = (
            replace(found, **changes) if any(changes[name] is not getattr(found, name) for name in changes) else found
        )
    return cast(Found, moved)
