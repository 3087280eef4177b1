"""What the reading of types and of sides have in common: the tables of event_types.toml, and nameless actors."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from incidents.extraction.rules import any_of, load_rules
from incidents.vocabulary import SUB_EVENT_TYPES

EVENT_TYPE_OF = {sub: event_type for event_type, subs in SUB_EVENT_TYPES.items() for sub in subs}
UNNAMED = ("Unidentified militants", "Unidentified gunmen", "Criminal gang", "Unidentified militia", "Pirates")


def tables() -> dict[str, Any]:
    return load_rules("event_types")


@cache
def civilian_words() -> re.Pattern[str]:
    return any_of(tables()["sides"]["civilians"])
