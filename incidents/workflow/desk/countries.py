"""Countries by the names that people give them."""

from __future__ import annotations

from incidents.extraction.gazetteer import country, country_code

__all__ = ["country_code", "country_name"]


def country_name(code: str) -> str:
    """The name of the country of an ISO alpha-2 code; empty where there is none."""
    nation = country(code)
    return nation.name if nation else ""
