"""What a group says after its name: that it did it, or that it did not."""

from __future__ import annotations

import re
from functools import cache

from incidents.extraction.rules import load_rules
from incidents.extraction.types import Span


def claims_deed(text: str, span: Span) -> bool:
    """Whether a group says, after its name or before it, that it did it."""
    before = text[max(0, span[0] - 90) : span[0]].replace("\n", " ")
    return bool(_saying("claiming").match(_said_after(text, span)) or _saying("claimed_by").search(before))


def denies_deed(text: str, span: Span) -> bool:
    """Whether a group says after its name that it did not do it, or that is said of it ("killed eight, which it
    denies")."""
    after = _said_after(text, span)
    return bool(_saying("denying").match(after) or _WHICH_IT_DENIES.match(after))


_WHICH_IT_DENIES = re.compile(
    r"[^.;]{0,120}?,? (?:which|an? (?:charge|accusation|allegation|claim)|accusations|allegations|charges|something)"
    r"(?: that)? (?:it|they|the (?:group|army|militia|movement|rebels|police|military)) (?:has |have |had )?"
    r"(?:den(?:y|ies|ied)|reject(?:s|ed)?)(?=[.,;]| (?:in|on)\b|\Z)",
    re.I,
)


def _said_after(text: str, span: Span) -> str:
    return text[span[1] : span[1] + 160].replace("\n", " ")


@cache
def _saying(table: str) -> re.Pattern[str]:
    words = "|".join(load_rules("event_types")["sides"][table])
    if table == "claimed_by":
        return re.compile(rf"\b(?:{words})[ ]*$", re.I)
    other = r"(?!(?:that|which|who|and|but|while|when|after|before|as)\b)"
    who = rf"(?: \([^)]{{1,30}}\)|\))?(?:,? {other}[\w'’-]+){{0,4}}?,?(?: on \w+)?"
    return re.compile(rf"(?:['’]s)?{who} (?:{words})", re.I)
