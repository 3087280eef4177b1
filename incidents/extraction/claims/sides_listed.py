"""The lists of a communiqué: losses under a line that names a side ("Friendly side:", "Enemy losses:")."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from incidents.extraction.types import ExtractedClaim

SIDE = "side:"
"""What the rules of a claim under such a line begin with, before whose losses they are."""
WHOSE = {
    "own": r"our|own|friendly|friends|friend",
    "state": r"army|government|military|(?:security|armed|defen[cs]e(?: and security)?) forces|police|troops|soldiers",
    "enemy": r"enemy|enemies|hostile|adversar(?:y|ies)|opposing|opponents?",
    "armed": r"terrorists?|rebels?|insurgents?|militants?|attackers?|assailants?|bandits?|militia|gunmen|jihadists?",
}
PLAIN = {"own", "enemy"}
ANNOUNCED = re.compile(r"\b(?:toll|losses|casualties|balance)\b", re.I)
"""What announces a list whose lines name sides that could be speakers as well."""
_LOSSES = r"(?:losses|casualties|toll|dead|balance|loss)"
_BODY = r"(?:side|forces?|troops|ranks|camp|part|units|personnel|fighters|elements|party)"
_MARK = r"(?:[-–—*•·]|\(?\w{1,3}[.)])?"
_SIDE_NAMED = "|".join(f"(?P<{kind}>{words})" for kind, words in WHOSE.items())
LABEL = re.compile(
    rf"^[ \t]{{0,8}}+(?=[^\s]){_MARK}[ \t*]{{0,4}}+(?:{_LOSSES} ?[:,-]? ?)?(?:(?:on|of|for|from|among|in|to) )?"
    rf"(?:the (?:side|part|ranks) of )?(?:the )?(?:{_SIDE_NAMED})(?:['’]s?)?(?: {_BODY})?(?:['’]s?)?(?: {_LOSSES})?"
    r"[ \t*]{0,4}(?::|[-–—](?= )|$)",
    re.I | re.M,
)
_LINE_OF_SIDE = re.compile(r"[ \t]{0,8}+(?:[-–—*•·]|\(?\w{1,3}[.)] |[^\n]{0,60}\d)")
LONGEST_ENTRY = 120


class _List(NamedTuple):
    start: int
    end: int
    whose: str


class SidesListed:
    """The lists of a text that tell the losses of two sides and more, each under the line that names the side."""

    def __init__(self, text: str) -> None:
        labels = list(LABEL.finditer(text))
        named = [next(kind for kind in WHOSE if label[kind]) for label in labels]
        if not PLAIN.intersection(named) and not (labels and ANNOUNCED.search(text, 0, labels[0].end())):
            labels, named = [], []  # "Army: two soldiers dead" may be who says so
        self.lists = (
            [
                _List(label.start(), _end_of_list(text, label.end(), following), whose)
                for label, following, whose in zip(
                    labels, [*(one.start() for one in labels[1:]), len(text)], named, strict=True
                )
            ]
            if len(set(named)) > 1
            else []
        )

    def rule_at(self, offset: int) -> str | None:
        """The rule that tells whose losses are listed at a place of the text; None outside of such a list."""
        at = bisect_right(self.lists, offset, key=lambda one: one.start) - 1
        return f"{SIDE}{self.lists[at].whose}" if at >= 0 and offset < self.lists[at].end else None


def _end_of_list(text: str, start: int, until: int) -> int:
    """Where the entries under a label end: before the first line that is none."""
    end = text.find("\n", start, until)
    while 0 <= end < until:
        following = text.find("\n", end + 1, until)
        line = text[end + 1 : until if following < 0 else following]
        if line.strip() and (len(line) > LONGEST_ENTRY or not _LINE_OF_SIDE.match(line)):
            return end
        end = following
    return until


def listed_side_of(claim: ExtractedClaim) -> str:
    """Whose losses a claim lists; empty where no line names a side."""
    return next((rule for rule in claim.rules if rule.startswith(SIDE)), "")
