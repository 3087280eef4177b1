"""Numbers of people in what is no part of the report: shown as left out, found by their pattern alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from incidents.extraction.types import Furniture, NotAClaim

REASON, RULE = "page furniture", "page-furniture"
NUMBER = (
    r"(?:(?<![\w.,:/-])\d{1,3}(?:,\d{3})+(?![\w:/-])|(?<![\w.,:/-])(?!(?:19|20)\d\d\b)\d{1,5}(?![\w:/-]|\.\d)"
    r"|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen"
    r"|nineteen|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-[a-z]{3,5})?|dozens|scores|hundreds|thousands)\b)"
)
HARM = (
    r"\b(?:kill|dead\b|death|die[ds]?\b|wound|injur|casualt|bodies|corpses|martyr|massacre|murder|slain|shot\b|hurt\b|missing\b"
    r"|abduct|kidnap|displac|kia\b|wia\b)"
)
# A few words; none can be read in two ways, or a row of hyphens would be tried in all of them.
BETWEEN = r"(?:[^\w\n.]{1,3}+\w{1,30}+){0,7}?[^\w\n]{1,3}+"
NEAR = re.compile(rf"(?P<after>{NUMBER}){BETWEEN}{HARM}|{HARM}\w{{0,20}}+{BETWEEN}(?P<before>{NUMBER})", re.IGNORECASE)


def figures_in_furniture(text: str, furniture: Iterable[Furniture]) -> Iterator[NotAClaim]:
    """Each number beside a word of harm, once, in the order of the text."""
    for stretch in furniture:
        for match in NEAR.finditer(text, *stretch.span):
            group = "after" if match["after"] else "before"
            yield NotAClaim(match[group], match.span(group), REASON, RULE)
