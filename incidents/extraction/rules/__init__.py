"""Lexicons and patterns as data: one TOML file a subject, validated by the module that reads it."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent


class RuleFileError(ValueError):
    """A rules file says something that the module that reads it does not know."""


@cache
def load_rules(name: str) -> dict[str, Any]:
    """The tables of `rules/<name>.toml`. Raises RuleFileError where the file is not valid TOML."""
    try:
        return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise RuleFileError(f"rules/{name}.toml: {error}") from error


def check_tables(name: str, rules: dict[str, Any], expected: set[str]) -> None:
    """Raises RuleFileError where a rules file lacks an expected table or has an unknown one."""
    if unknown := set(rules) - expected:
        raise RuleFileError(f"rules/{name}.toml: unknown tables {sorted(unknown)}")
    if lacking := expected - set(rules):
        raise RuleFileError(f"rules/{name}.toml: lacks {sorted(lacking)}")
