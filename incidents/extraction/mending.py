"""What is read of a text: furniture cut out, broken words mended, each character with its place in the text given."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from incidents.extraction.forms.dated_rows import rows_of_incidents
from incidents.extraction.forms.fields import fields_on_lines
from incidents.extraction.forms.list_marks import same_marks
from incidents.extraction.forms.misread import misread_words
from incidents.extraction.forms.outcome_lists import Piece, lists_of_outcomes
from incidents.extraction.forms.tables import Table, edits_of_tables, find_tables, wrapped_rows
from incidents.extraction.preparation import is_english_word
from incidents.extraction.types import Furniture, Span
from incidents.ingest.furniture import PAGE_BREAK
from incidents.ingest.markup import has_markup, without_tags

PARAGRAPH = "\n\n"
LONG_LINE = 40
"""In characters: a line that ends so far to the right may go on behind the head of the next page."""

NUMBER_WORDS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen"
    "|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|and"
)
# Soft hyphens, signs of direction, marks of footnotes behind a word or a stop ("wounded.[2]", "wounded.²",
# "wounded.12 Others"), and numbers told again in brackets ("13 (thirteen)"). What they may
# begin with is looked at first.
MARKS = re.compile(
    "(?=[\u00ad\u200e\u200f\u202a-\u202e\u2066-\u2069\\[ (*†‡\\d\u00b9\u00b2\u00b3\u2070\u2074-\u2079])"
    "(?:\u00ad(?: ?\\n)?|[\u200e\u200f\u202a-\u202e\u2066-\u2069]+"
    r"|(?<=[\w.,;:!?)\"”'’])(?:\[\d{1,3}\])+|(?<=\d) \[\d{1,2}\](?= [a-z])|(?<=\d)[*†‡]+(?!\w)"
    "|(?<=[a-z0-9.,;:!?)\"”'’])[\u00b9\u00b2\u00b3\u2070\u2074-\u2079]+(?!\\w)"
    r"|(?<=[a-z]{3}\.)\d{1,2}(?=\s[A-Z])"
    rf"|(?<=\d) ?\((?:(?:{NUMBER_WORDS})[ -]?){{1,6}}\))"
)
# "Six (06) soldiers": the number in words, told again in figures.
TOLD_AGAIN = re.compile(
    rf"(?=[efhnost])\b(?:{NUMBER_WORDS.removesuffix('|and')})(?P<figures> ?\( ?\d{{1,4}} ?\))", re.I
)
# "Five killed incl one nurse", "a passer-by": the parser knows the other spelling.
SHORT_INCLUDING = re.compile(r"(?<=\bincl)(?:\.(?= )|\b(?!\.))", re.I)
PASSER_BY = re.compile(r"(?<=\bpasser)(?P<hyphen>-)(?=by\b)", re.I)
# "~50", "≥50", "c.50": a blank keeps the sign a word of its own.
SIGN_BEFORE_NUMBER = re.compile(r"(?<![\w<>/])(?:[~≈≃∼±≥≤]|ca?\.)(?=\d)")
# "1X ANP KIA": the sign of a number of people.
TIMES_PEOPLE = re.compile(r"(?<=\d)[xX](?= [A-Z]\w{1,15}(?: \w{1,15})? (?:KIA|WIA|MIA|[Kk]illed|[Ww]ounded|[Dd]ead)\b)")
BEFORE_NEXT_COUNT = re.compile(r"\b(?:KIA|WIA|MIA)(?= \d)")
WORD_PART, WORD_START = re.compile(r"(?<![^\W\d_])[^\W\d_]+$"), re.compile(r"[^\W\d_]+")
LIST_ITEM = re.compile(r"(?:[-–—*•·▪◦‣●►>]|o |\(?\d{1,3}[.)]|\[\d|\(?[a-z][.)] )")
SHORTEST_LINE, NARROWEST_COLUMN, WIDEST_COLUMN = 20, 25, 110
# "13 KIA", "at least 20 wounded": an entry of a list that has a line to itself.
ENTRY = re.compile(r"\W{0,4}(?:(?:at least|up to|over|about) )?\d[\d,]{0,8}(?: [A-Za-z]+){1,3}")
# "16:44  Governor: three dead": an entry of a timeline.
TIMED_ENTRY = re.compile(r"\d{1,2}[:.]\d\d(?: ?(?:am|pm|GMT|h))?(?: {2,9}| ?[-–—|] |\t|: )")
HYPHENS = "-\u2010"
# Between words one blank is enough; the parser takes the others for words. Those behind an hour mark an entry.
FURTHER_BLANKS = re.compile(r"(?<=\S[ \u00a0])(?<![:.]\d\d )[ \u00a0]{1,200}(?=\S)")
SENTENCE_ENDS = tuple(".!?:;…")
TENS = {"twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"}
# Behind these a hyphen is the word's own, unless both together are one word.
TAILS = {
    "aged", "aligned", "allied", "affiliated", "backed", "based", "born", "controlled", "dominated", "funded", "held",
    "language", "led", "like", "linked", "made", "majority", "occupied", "old", "owned", "run", "sponsored", "style",
    "supported", "trained", "wide", "year",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ReadingText:
    """What is read of a text: `places[i]` is where `text[i]` stands in the text as given, as `tables` do."""

    text: str
    places: Sequence[int]
    tables: tuple[Table, ...] = ()
    in_order: bool = True
    """Whether no words were put behind others."""

    def place(self, start: int, end: int) -> Span:
        """Where a stretch of the text that is read stands in the text as given."""
        if end <= start:
            return (self.places[start] if start < len(self.places) else max(self.places, default=-1) + 1,) * 2
        first, last = self.places[start], self.places[end - 1]
        return (first, last + 1) if self.in_order else (min(self.places[start:end]), max(self.places[start:end]) + 1)

    def rewritten(self, stretches: Iterable[tuple[Span, Sequence[Piece]]]) -> ReadingText:
        """With other pieces for some stretches of `text`, in order: words of the text, put elsewhere, and others."""
        kept: list[str] = []
        places = array("l")
        reached = 0
        for (start, end), pieces in stretches:
            kept.append(self.text[reached:start])
            places.extend(self.places[reached:start])
            at = max(start - 1, 0)
            for piece in pieces:
                words = piece if isinstance(piece, str) else self.text[slice(*piece)]
                kept.append(words)
                places.extend([self.places[at]] * len(words) if isinstance(piece, str) else self.places[slice(*piece)])
                at = at if isinstance(piece, str) else piece[1] - 1
            reached = end
        if not kept:
            return self
        places.extend(self.places[reached:])
        return replace(self, text="".join(kept) + self.text[reached:], places=places, in_order=False)

    def found_at(self, start: int, end: int) -> Span:
        """Where a stretch of the text as given stands in the text that is read."""
        return bisect_left(self.places, start), bisect_left(self.places, end)

    def edited(self, edits: Iterable[tuple[int, int, str]]) -> ReadingText:
        """With other words for some stretches of `text`: start, end, words; in order, none over another."""
        kept: list[str] = []
        places = array("l")
        reached = 0
        for start, end, words in edits:
            kept += self.text[reached:start], words
            places.extend(self.places[reached:start])
            places.extend([self.places[max(start - 1, 0)]] * len(words))
            reached = end
        if not kept:
            return self
        places.extend(self.places[reached:])
        return replace(self, text="".join(kept) + self.text[reached:], places=places)


def reading_text(text: str, furniture: Sequence[Furniture]) -> ReadingText:
    """The report in a text: furniture leaves an end of paragraph, or nothing between the pages of a sentence.

    Rows of tables and entries of forms are put into words. What a PDF broke is mended: soft hyphens, words and
    sentences parted at the end of a line, marks of footnotes.
    """
    report = ReadingText(text, range(len(text))).edited(_without_furniture(text, furniture))
    if has_markup(report.text):
        report = report.edited(without_tags(report.text))
    report = report.edited(fields_on_lines(report.text))
    report = report.edited(misread_words(report.text))
    report = report.edited(same_marks(report.text))
    report = report.rewritten(_unwrapped_rows(report.text))
    report = report.rewritten(lists_of_outcomes(report.text))
    report = report.rewritten(rows_of_incidents(report.text))
    tables = find_tables(report.text)
    told = report.edited(edits_of_tables(report.text, tables))
    told = replace(told, tables=tuple(table.placed(report.place) for table in tables))
    without_marks = told.edited((*mark.span(), "") for mark in MARKS.finditer(told.text))
    without_marks = without_marks.edited(
        (*again.span("figures"), "") for again in TOLD_AGAIN.finditer(without_marks.text)
    )
    parted = without_marks.edited((m.end(), m.end(), " ") for m in SIGN_BEFORE_NUMBER.finditer(without_marks.text))
    parted = parted.edited((m.end(), m.end(), ",") for m in BEFORE_NEXT_COUNT.finditer(parted.text))
    parted = parted.edited((*times.span(), "") for times in TIMES_PEOPLE.finditer(parted.text))
    parted = parted.edited((*short.span(), "uding") for short in SHORT_INCLUDING.finditer(parted.text))
    parted = parted.edited((*word.span("hyphen"), "") for word in PASSER_BY.finditer(parted.text))
    parted = parted.edited((*blanks.span(), "") for blanks in FURTHER_BLANKS.finditer(parted.text))
    return parted.edited(_mended_line_ends(parted.text))


def order_stretches(furniture: Iterable[Furniture], text: str) -> tuple[Furniture, ...]:
    """Stretches in the order of the text, none over another, none outside of it."""
    ordered: list[Furniture] = []
    for stretch in sorted(furniture, key=lambda one: one.span):
        start = max(stretch.span[0], ordered[-1].span[1] if ordered else 0)
        end = min(stretch.span[1], len(text))
        if start < end:
            ordered.append(Furniture((start, end), stretch.why))
    return tuple(ordered)


def _without_furniture(text: str, furniture: Sequence[Furniture]) -> Iterator[tuple[int, int, str]]:
    """Neighbours with nothing but blanks between them are cut out together."""
    group: list[Furniture] = []
    for stretch in furniture:
        if group and text[group[-1].span[1] : stretch.span[0]].strip():
            yield _cut(text, group)
            group = []
        group.append(stretch)
    if group:
        yield _cut(text, group)


def _cut(text: str, group: Sequence[Furniture]) -> tuple[int, int, str]:
    start, end = group[0].span[0], group[-1].span[1]
    if any(stretch.why == PAGE_BREAK for stretch in group):
        before, after = text[:start].rstrip(), text[end:].lstrip()
        if before and after and _goes_on(before[-200:], after[0]):
            return len(before), len(text) - len(after), " " if after[0].islower() else "\n"
    return start, end, PARAGRAPH


def _goes_on(before: str, following: str) -> bool:
    """Whether a sentence goes on over the end of a page."""
    line = before.rsplit("\n", 1)[-1]
    unfinished = re.search(r"(?:[a-z]|[a-z,]-?)$", line)
    return following.islower() or bool(unfinished and len(line) >= LONG_LINE)


def _mended_line_ends(text: str) -> Iterator[tuple[int, int, str]]:
    """Each end of a line within a word or a sentence, or of an entry without a stop, as the edit that mends it."""
    start = 0
    for block in text.split(PARAGRAPH):
        lines = block.split("\n")
        column = _column_width(lines)
        for line, following in pairwise(lines):
            before, after = line.rstrip(), following.lstrip()
            end, start = start + len(before), start + len(line) + 1
            behind = start + len(following) - len(after)
            if not before or not after:
                continue
            if _is_broken_word(before, after):
                yield end - (not _keeps_hyphen(before, after)), behind, ""
            elif _goes_on_below(before, after, column):
                yield end, behind, " "
            elif ENTRY.fullmatch(before):
                yield end, end, "."
        start += len(lines[-1]) + len(PARAGRAPH)


def _unwrapped_rows(text: str) -> Iterator[tuple[Span, list[Piece]]]:
    """Each row of a table whose words go on below, on one line: its numbers behind those words."""
    for numbers, ends in wrapped_rows(text):
        starts = [start for _, start in ends[:-1]]
        pieces: list[Piece] = []
        first = text.rfind("\n", 0, numbers[0]) + 1
        stops = [numbers[0], *(end for end, _ in ends[1:])]
        for start, stop, after in zip([first, *starts], stops, [*starts, None], strict=True):
            words = text[start:stop].rstrip()
            following = "" if after is None else text[after : after + LONG_LINE]
            broken = _is_broken_word(words, following)
            pieces += [
                (start, start + len(words) - (broken and not _keeps_hyphen(words, following))),
                "" if broken else " ",
            ]
        yield (first, ends[-1][0]), [*pieces, "  ", numbers]


def _is_broken_word(before: str, after: str) -> bool:
    return before[-1:] in tuple(HYPHENS) and before[-2:-1].isalpha() and after[:1].isalpha()


def _goes_on_below(before: str, after: str, column: int) -> bool:
    """Whether a line's end is none of a sentence: a small letter follows, or the line fills its narrow column."""
    if before.endswith(SENTENCE_ENDS) or LIST_ITEM.match(after) or TIMED_ENTRY.match(after) or "\t" in before:
        return False
    return (after[0].islower() and len(before) >= SHORTEST_LINE) or 10 * len(before) >= 6 * column > 0


def _keeps_hyphen(before: str, after: str) -> bool:
    """Whether the hyphen at a line's end is the word's own: "twenty-two", "car-bomb", but "re-gional", "Kher-son"."""
    left, right = (WORD_PART.search(before[:-1][-40:]) or [""])[0], (WORD_START.match(after) or [""])[0]
    of_two_names = right[:1].isupper() and not (left + right).isupper()
    if of_two_names or left.lower() in TENS or len(left) == 1:
        return True
    if is_english_word((left + right).lower()) and left != "rebel":  # "kil-led", "dam-aged", but "rebel-led"
        return False
    if right in TAILS or left[:1].isupper():
        return right in TAILS
    return len(left) > 2 and len(right) > 2 and is_english_word(left) and is_english_word(right)


def _column_width(block: Sequence[str]) -> int:
    """How wide the lines of a narrow column are, in characters; 0 where lines do not end in mid-sentence."""
    lines = [line.strip() for line in block]
    broken = sum(
        bool(after) and (after[0].islower() or before.endswith("-")) and not before.endswith(SENTENCE_ENDS)
        for before, after in pairwise(lines)
    )
    widest = max(map(len, lines))
    is_column = NARROWEST_COLUMN <= widest <= WIDEST_COLUMN and len(lines) > 2
    return widest if is_column and 3 * broken >= len(lines) - 1 else 0
