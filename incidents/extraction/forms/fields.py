"""Fields of logs, of JSON and of lines parted by bars ("killed=5", "Dead: 7 | Wounded: 12"), put on lines of
their own as forms have them ("killed: 5.")."""

from __future__ import annotations

import re
from collections.abc import Iterator

FEWEST_FIELDS = 3
_LOGGED = re.compile(
    r"(?<![\w?&/])(?P<key>[A-Za-z][A-Za-z_]{1,30})(?P<sign>=)(?P<value>\"[^\"\n]{0,300}\"|[^\s,;\"&]{1,80})[,;]?"
)
_JSON = re.compile(
    r"[{,\[]?[ \n]{0,20}\"(?P<key>[A-Za-z][\w ]{1,30})\"(?P<sign> ?: ?)"
    r"(?P<value>\"(?:[^\"\\\n]|\\.){0,2000}\"|-?\d[\d.]{0,15}|true|false|null)(?:\s{0,9}[}\]]){0,3}"
)
_LINE_WITH_BARS = re.compile(r"^[^\n|¦]{1,300}[|¦][^\n]{1,9000}", re.M)
_BAR = re.compile(r" ?[|¦] ?(?=[A-Z][\w/. -]{1,30}: ?\S)")


def fields_on_lines(text: str) -> Iterator[tuple[int, int, str]]:
    """The edits that put each field on its own line, in order: start, end, words."""
    for pattern, sign in ((_JSON, '":'), (_LOGGED, "=")):
        fields = list(pattern.finditer(text)) if sign in text.replace('" :', '":') else []
        if len(fields) >= FEWEST_FIELDS:
            for field in fields:
                yield from _as_entry(field)
            return
    for line in _LINE_WITH_BARS.finditer(text):
        bars = list(_BAR.finditer(line.group()))
        if len(bars) + 1 >= FEWEST_FIELDS and ": " in line.group()[: bars[0].start()]:
            for bar in bars:
                yield line.start() + bar.start(), line.start() + bar.end(), ".\n"


def _as_entry(field: re.Match[str]) -> Iterator[tuple[int, int, str]]:
    """ "killed=5" as "killed: 5.", without what stands around it."""
    key, value = field.span("key"), field.span("value")
    quoted = field["value"].startswith('"')
    yield field.start(), key[0], "\n"
    for gap in re.finditer("_", field["key"]):
        yield key[0] + gap.start(), key[0] + gap.end(), " "
    yield key[1], value[0] + quoted, ": "
    end = "" if field["value"].rstrip('"').endswith((".", "!", "?")) else "."
    yield value[1] - quoted, field.end(), end
