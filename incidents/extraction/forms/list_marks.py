"""The marks of a list's items as people write them ("> ", "→", "#3 -", "(ii)", "B."), all made the same one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

MARK = "• "
SENTENCE_ENDS = tuple(".!?:;…\"”')")
_SIGNS = "»›→⇒➔➤◆◇■□▲△▼▶►○◯¤§✓✔✦★☆"
_PICTURE = "[\u2190-\u21ff\u2600-\u27bf\u2b00-\u2bff\ufe0f\u20e3\U0001f000-\U0001faff]"
_NUMBERED = r"(?:Incident|Case|Item|Event|Entry|Report|Alert|No\.?|Nr\.?) ?(?:no\.? ?)?#?\d{1,3} ?(?:[:.)]|[-–—](?= ))"
ITEM = re.compile(
    rf"^[ \t]{{0,20}}(?:(?P<quote>>{{1,2}})|(?P<sign>[{_SIGNS}]|\+(?= )|{_PICTURE}{{1,4}})"
    rf"|(?P<number>#\d{{1,3}}(?:[:.)]| [-–—](?= ))?|\[\d{{1,3}}\]|\d{{1,3}}(?: [-–—](?= [A-Z])|/(?= ))|{_NUMBERED})"
    r"|(?P<roman>\(?[ivx]{1,5}[.)])|(?P<letter>\(?[A-Z][.)]))[ \t]{0,10}(?=[^\s])",
    re.M,
)


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    kind: str
    words: str


def same_marks(text: str) -> Iterator[tuple[int, int, str]]:
    """An edit for each mark of a list, start, end and "• ": of marks that open two lines or more."""
    by_kind: defaultdict[str, list[_Mark]] = defaultdict(list)
    for found in ITEM.finditer(text):
        kind = found.lastgroup or ""
        words = found[kind]
        name = words if kind == "sign" else kind
        by_kind[name].append(_Mark(found.start(kind), found.end(), kind, words))
    marks = [mark for listed in by_kind.values() if _is_list(listed, text) for mark in listed]
    for mark in sorted(marks, key=lambda mark: mark.start):
        yield mark.start, mark.end, MARK


def _is_list(marks: Sequence[_Mark], text: str) -> bool:
    if len(marks) < 2:
        return False
    if marks[0].kind == "quote":  # not the lines of a letter that is quoted
        return all(_opens_paragraph(text, mark.start) for mark in marks)
    if marks[0].kind == "letter":
        letters = [mark.words.strip("().") for mark in marks]
        return letters == [chr(ord("A") + number) for number in range(len(letters))]
    return True


def _opens_paragraph(text: str, start: int) -> bool:
    before = text[max(start - 300, 0) : start].rstrip(" \t")
    return not before.strip() or before.endswith("\n\n") or before.rstrip().endswith(SENTENCE_ENDS)
