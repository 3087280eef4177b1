"""Actors who are told of as one party: "the Rwandan army and M23 rebels attacked", "soldiers backed by militiamen"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from spacy.tokens import Doc

from incidents.extraction.doers.parts import part_in_violence
from incidents.extraction.parsed import text_of_doc
from incidents.extraction.types import Span

_WITH_WHOM = (
    r"(?:,?\s(?:and|as well as|together with|along with|alongside|backed by|supported by|assisted by|aided by|"
    r"allied with|with the (?:help|support|backing) of)|,)"
)
_JOINED_ACTORS = re.compile(
    rf"(?:\s(?:army|forces|troops|fighters|soldiers|members|men))?{_WITH_WHOM}"
    r"(?:\s(?:the|its|their|some|allied|local|by)){0,2}\s",
    re.I,
)
_AGAINST_EACH_OTHER = re.compile(
    r"(?:\W{1,3}\w{1,20}){0,4}?\W{1,3}"
    r"(?:clash|fight|fought|battl|skirmish|exchang|trad|hostilit|each other|one another)",
    re.I,
)


def told_as_one(doc: Doc, mentions: Sequence[tuple[str, Span]]) -> set[frozenset[str]]:
    """The pairs of actors, of mentions in the order of the text, who did something together, or to whom it was done
    together: those who "clashed" are two parties."""
    text = text_of_doc(doc)
    pairs = set()
    for (one, first), (other, second) in pairwise(mentions):
        if one == other or not _JOINED_ACTORS.fullmatch(text, first[1], second[0]):
            continue
        part = part_in_violence(doc, first)
        same = part in ("acted", "suffered") and part_in_violence(doc, second) in (part, None)
        if same and not _AGAINST_EACH_OTHER.match(text, second[1]):
            pairs.add(frozenset((one, other)))
    return pairs
