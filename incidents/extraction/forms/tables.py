"""Rows of tables and entries of forms, put into words that the parser can read: "Bardera\t3\t9", "KIA x3"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from incidents.extraction.types import ExtractedClaim, Span
from incidents.vocabulary import Scope

Edit = tuple[int, int, str]

SEPARATOR = re.compile(r"\t+| ?\| ?| {2,}")
NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+|\d{1,6}")
NOBODY = {"", "-", "–", "—", "0", "nil", "none", "n/a", "?"}
TOTAL = re.compile(r"(?:grand |sub-?)?totals?\b|sum\b|overall\b|all (?:districts|areas|places|sites)\b", re.IGNORECASE)
END = "the end"
LONGEST_ROW = 300
"""In characters."""
FEWEST_WORDS = 4
"""With how many words the last cell of a row is a sentence of its own."""
LINE_END = re.compile(r" {0,40}\n[ |]{0,200}")
OFF_COLUMN = 3
"""How many characters before its column a line may begin that goes on with the words of the row above."""
# What a column counts, by the word that heads it, as it is put behind its numbers.
COLUMNS = {
    "killed": re.compile(r"kill|dead|death|died|fatal|kia\b|martyr", re.IGNORECASE),
    "injured": re.compile(r"injur|wound|wia\b|hurt", re.IGNORECASE),
    "missing": re.compile(r"missing|mia\b", re.IGNORECASE),
    "detained": re.compile(r"detain|arrest", re.IGNORECASE),
    "abducted": re.compile(r"abduct|kidnap", re.IGNORECASE),
}
LOSS = r"(?:killed|dead|deaths|fatalities|injured|wounded|missing|KIA|WIA|MIA)"
FORMS = re.compile(
    rf"\b(?P<both>{LOSS} ?/ ?{LOSS} ?:? ?)(?P<first>\d{{1,5}})(?P<slash> ?/ ?)(?P<second>\d{{1,5}})\b"
    r"|\b(?P<label>KIA|WIA|MIA)(?P<times> ?[x×:] ?)(?P<count>\d{1,4})\b"
    r"|(?<=\d) ?[x×] ?(?=(?:KIA|WIA|MIA)\b)(?P<x>)"
    rf"|\b(?P<open>{LOSS} ?\()(?P<within>\d{{1,5}})\)(?=\s{{0,3}}(?:[,;./|]|\n|\Z))"
    rf"|\b{LOSS}(?P<equals> ?= ?)(?=\d)"
    rf"|(?P<sum>\bcasualties ?: )(?=\d{{1,5}} {LOSS}\b)"
    rf"|\b{LOSS} ?[:–-] ?\d{{1,5}}(?P<bar> ?\| ?)(?=[^\W\d])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Table:
    """A table by the places of its rows in the text: what says nothing by itself, its rows, the row that sums them up.

    `columns` has what each counts, "" for one that counts nobody; `sums` what the rows come to in each.
    """

    columns: tuple[str, ...]
    heads: tuple[Span, ...]
    sums: tuple[int, ...]
    rows: tuple[Span, ...] = ()
    total: Span | None = None

    @property
    def span(self) -> Span:
        """From its first row to its last."""
        places = [*self.rows, *([self.total] if self.total else [])]
        return min(start for start, _ in places), max(end for _, end in places)

    def placed(self, place: Callable[[int, int], Span]) -> Table:
        """The same table where `place` puts each of its rows."""
        return replace(self, rows=tuple(place(*row) for row in self.rows), total=self.total and place(*self.total))


def find_tables(text: str) -> list[Table]:
    """The tables of a text that count people, in order."""
    tables: list[Table] = []
    columns: tuple[str, ...] = ()
    heads: list[Span] = []
    rows: list[Span] = []
    sums: list[int] = []
    total: Span | None = None
    start = 0
    for line in [*text.split("\n"), END]:
        place = (start, start + len(line))
        start += len(line) + 1
        if columns and not line.strip("|-:+ \t"):
            heads.append(place)
        elif columns and (values := _values(line, columns)):
            if TOTAL.match(line.strip(" |*")):
                total = place
            else:
                rows.append(place)
                sums = [before + _count(value) for before, value in zip(sums, values, strict=True)]
        elif rows and total is None and _goes_on(line, text[slice(*rows[-1])], columns):
            rows[-1] = (rows[-1][0], place[1])
        else:
            if rows:
                tables.append(Table(columns, tuple(heads), tuple(sums), tuple(rows), total))
            columns, heads, rows, total = _columns(line), [place], [], None
            sums = [0] * len(columns)
    return tables


def _goes_on(line: str, row: str, columns: Sequence[str]) -> bool:
    """Whether a line is more of the words that end the row above it: the last column tells something in prose."""
    if columns[-1] or line is END or not line.strip() or len(row) + len(line) > LONGEST_ROW:
        return False
    cells = _cells(_first_line(row))
    if len(cells) < len(columns):
        return False
    last = row[slice(*cells[-1])]
    indent = len(line) - len(line.lstrip())
    if "  " in row[: cells[-1][0]]:
        return indent > cells[-1][0] - OFF_COLUMN
    return not SEPARATOR.search(line.strip(" |")) and (line.lstrip()[:1].islower() or not last.rstrip().endswith("."))


def _first_line(row: str) -> str:
    return row.split("\n", 1)[0]


def wrapped_rows(text: str) -> Iterator[tuple[Span, list[Span]]]:
    """The rows of tables in columns of blanks whose words go on in the lines below: the place of the numbers that end
    the row, and the ends of its lines, from the first to where its words end."""
    columns: tuple[str, ...] = ()
    indent = start = 0
    numbers: Span | None = None
    ends: list[Span] = []
    for line in [*text.split("\n"), END]:
        if columns and numbers and line[:indent].isspace() and line.strip() and not _values(line, columns):
            ends.append((start - 1, start + len(line) - len(line.lstrip())))
        else:
            if numbers and ends:
                yield numbers, [*ends, (start - 1, start - 1)]
            numbers, ends = None, []
            if columns and _values(line, columns):
                first = _cells(line)[next(i for i, column in enumerate(columns) if column)][0]
                numbers = (start + first, start + len(line)) if columns[-1] else None
            elif head := _columns(line):
                columns, indent = (head, _cells(line)[1][0]) if "  " in line and not head[0] else ((), 0)
            elif line.strip():
                columns = ()
        start += len(line) + 1


def edits_of_tables(text: str, tables: Sequence[Table]) -> list[Edit]:
    """What puts the tables and forms of a text into words, in order."""
    edits: list[Edit] = []
    numbers = _numbers_beside_rows(text, tables) if tables else set()
    for table in tables:
        edits += ((*head, "") for head in table.heads)
        first, *others = table.rows
        edits += _edits_of_row(text[slice(*first)], first[0], table.columns, table.columns)
        # Rows that nothing sums up, neither a row nor a number of the text, are added to the first.
        adds = [table.total is None and total not in numbers for total in table.sums]
        words = [f"more {column}" if more else column for column, more in zip(table.columns, adds, strict=True)]
        for place in [*others, *([table.total] if table.total else [])]:
            edits += _edits_of_row(text[slice(*place)], place[0], table.columns, words)
    taken = {place for table in tables for place in (*table.heads, *table.rows, table.total)}
    start = 0
    for line in text.split("\n"):
        if (start, start + len(line)) not in taken and (len(line) <= LONGEST_ROW or "KIA" in line):
            edits += _edits_of_forms(line, start)
        start += len(line) + 1
    return sorted(edits)


def _numbers_beside_rows(text: str, tables: Sequence[Table]) -> set[int]:
    """The numbers outside the rows of tables. One in a cell may equal the sum of another column by chance."""
    kept, end = [], 0
    for start, stop in sorted(row for table in tables for row in table.rows):
        kept.append(text[end:start])
        end = stop
    return {int(number.replace(",", "")) for number in NUMBER.findall("\n".join([*kept, text[end:]]))}


def _count(value: str) -> int:
    return int(value.replace(",", "")) if NUMBER.fullmatch(value) else 0


def with_parts(claims: tuple[ExtractedClaim, ...], tables: Sequence[Table]) -> tuple[ExtractedClaim, ...]:
    """The claims, those of a table's rows as parts of what its last row gives as their sum."""
    changed = list(claims)
    for table in tables:
        if table.total is None:
            continue
        sums = {claim.measure: i for i, claim in enumerate(claims) if _is_in(claim, table.total)}
        for i, claim in enumerate(claims):
            at = sums.get(claim.measure)
            # Where each row is an incident of its own, the sum is larger than each of them.
            if at is None or claims[at].incident != claim.incident or claims[at].scope is Scope.LARGER:
                continue
            if any(_is_in(claim, row) for row in table.rows):
                changed[i] = replace(claim, scope=Scope.PART, part_of=at)
    return tuple(changed)


def _is_in(claim: ExtractedClaim, place: Span) -> bool:
    return place[0] <= claim.span[0] and claim.span[1] <= place[1]


def _cells(line: str) -> list[Span]:
    """Start and end of each cell of a line, bars at its edges left out."""
    start, end = _within_bars(line)
    cells = []
    for separator in SEPARATOR.finditer(line, start, end):
        cells.append((start, separator.start()))
        start = separator.end()
    return [*cells, (start, max(start, end))]


def _words_of_cells(line: str) -> list[str]:
    return [cell.strip() for cell in SEPARATOR.split(line[slice(*_within_bars(line))])]


def _within_bars(line: str) -> Span:
    if "|" not in line:
        return 0, len(line)
    start = len(line) - len(line.lstrip("| ")) if line.lstrip().startswith("|") else 0
    end = len(line.rstrip("| ")) if line.rstrip().endswith("|") else len(line)
    return start, end


def _cells_of_row(row: str) -> list[Span]:
    """The cells of a row, the last one with the lines in which its words go on."""
    if "\n" not in row:
        return _cells(row)
    cells = _cells(_first_line(row))
    return [*cells[:-1], (cells[-1][0], len(row))]


def _columns(line: str) -> tuple[str, ...]:
    """What the columns under a row of headings count, "" for those that count nobody; nothing if it is no such row."""
    if len(line) > LONGEST_ROW or not SEPARATOR.search(line) or any(map(str.isdigit, line)):
        return ()
    heads = [head for cell in _words_of_cells(line) for head in _heads_of(cell)]
    counts = tuple(map(_count_of, heads))
    if any(len(head.split()) > 4 for head in heads) or not any(counts) or (counts[0] and not all(counts)):
        return ()
    return counts


def _heads_of(cell: str) -> list[str]:
    """Both heads of "Killed Injured", which stand one blank apart; else the cell's own."""
    words = cell.split()
    return words if len(words) > 1 and all(map(_count_of, words)) and len(set(map(_count_of, words))) > 1 else [cell]


def _count_of(head: str) -> str:
    return next((count for count, words in COLUMNS.items() if words.search(head)), "")


def _values(line: str, columns: Sequence[str]) -> list[str]:
    """The cells of a row under these columns; nothing where the line is no such row."""
    values = _words_of_cells(line) if len(line) <= LONGEST_ROW else []
    if len(values) == len(columns) - 1 and not columns[-1]:
        values.append("")  # a row of totals, with nothing to remark
    if len(values) != len(columns):
        return []
    counted = [value for value, count in zip(values, columns, strict=True) if count]
    others = [value for value in counted if not NUMBER.fullmatch(value)]
    fits = len(others) < len(counted) and all(value.casefold() in NOBODY for value in others)
    return values if fits else []


def _edits_of_row(line: str, start: int, columns: Sequence[str], words: Sequence[str]) -> Iterator[Edit]:
    """ "Bardera\t3\t9" to "Bardera: 3 killed, 9 injured."; those of nobody are left out."""
    told = False
    reached = 0
    counted = ""
    for (left, right), column, word in zip(_cells_of_row(line), columns, words, strict=False):
        if line[left:right].strip().casefold() in (NOBODY if column else {""}):
            continue
        prose = told and not column and len(line[left:right].split()) >= FEWEST_WORDS
        between = "" if reached == 0 else ". " if prose else ": " if column and not told else ", "
        if left > reached:
            yield start + reached, start + left, counted + between
        told = told or bool(column)
        counted = f" {word}" if column else ""
        if "\n" in line:
            ends = LINE_END.finditer(line, left, right)
            yield from ((start + end.start(), start + end.end(), " ") for end in ends)
        reached = right
    ended = not counted and line[:reached].endswith(".")
    yield start + reached, start + len(line), "" if ended else f"{counted}."


def _edits_of_forms(line: str, start: int) -> Iterator[Edit]:
    for found in FORMS.finditer(line):
        begin, end = start + found.start(), start + found.end()
        if found["both"]:
            first, second = re.findall(r"\w+", found["both"])
            yield begin, start + found.start("first"), ""
            yield start + found.start("slash"), start + found.end("slash"), f" {first}, "
            yield end, end, f" {second}"
        elif found["label"]:
            yield begin, start + found.start("count"), ""
            yield end, end, f" {found['label']}" + ("." if found.end() == len(line) else "")
        elif found["open"]:
            opening = start + found.end("open")
            yield opening - 1, opening, ": "
            yield end - 1, end, ""
        elif found["equals"]:
            yield start + found.start("equals"), start + found.end("equals"), ": "
        elif found["bar"]:
            yield start + found.start("bar"), start + found.end("bar"), "; "
        elif found["sum"]:
            yield begin, end, ""
        else:
            yield begin, end, " "
