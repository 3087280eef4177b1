"""What is no part of a pasted report: menus, notices, teasers, bylines, captions, comments (methodology.md, section 3).

A page is judged line by line, by cue words (furniture.toml) and by the shape of the line. When unsure, it is text. What
tells of harm is furniture only behind a plain cue. All patterns are linear: each is tied to the start of a line or to a
word, and bounded.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, wraps
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeVar

from incidents.ingest.markup import as_lines, has_markup, stretches_around

PAGE_BREAK = "running head or page number"
"""The furniture across which a sentence goes on."""

COMMENTS, AUTHOR, OTHER_REPORT = "comments", "about the author", "points to another report"
IF_A_TEASER = "other reports, if the line points to one"

LONGEST_LABEL = 4
"""In words, as all lengths here: an item of a menu."""
LONGEST_FILLER = 6
LONGEST_FILLER_AT_THE_END = 12
SHORTEST_SENTENCE = 5
SHORTEST_RESUMPTION = 3
LONG_ENOUGH_FOR_PROSE = 18
LONGEST_NOTICE = 40
LONGEST_CAPTION = 80
SHORTEST_REPORT = 4
SHORTEST_WRAPPED_LINE, SHORTEST_COLUMN, WIDEST_COLUMN = 30, 45, 110
LONGEST_JUDGED_LINE = 1_500
"""In characters: longer lines are prose, and only inline cues are looked for."""

WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*")
SEPARATORS = re.compile(r" ?[|›»•·∙>←→≡❯] ?| / |\] \[| {2,}|\t")
TERMINALS = (".", "!", "?", ":", ";", "…", "。", "؟")
CLOSING = "\"'”’»)]* "
HARMLESS_EDGES = " \t#*_-–—=•·|>»›[](){}.,:;!?…★☆✅👉▶►▾▼⌄🔴📢🔥❤👍👁💬↪🔔️"

NUMBERED = re.compile(r"(?:\d{1,3}[.)]? |[-•*▪●] ?)")
DAY_WORDS = (
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|jan\w*|feb\w*|mar(?:ch)?|apr\w*|may|june?|july?|aug\w*|sep\w*|oct\w*|nov\w*"
    r"|dec\w*|mai|janvier|février|mars|avril|juin|juillet|août|am|pm|gmt|utc|ist|est|et|edt|bst|cet|th|st|nd|rd|at|on"
)
DATE_LINE = re.compile(rf"(?:[\d.:,/\-–·|() ]|\b(?:{DAY_WORDS})\b)+", re.IGNORECASE)
STAMP = re.compile(
    r"(?<!\w)(?:first |last )?(?:published|updated|update(?= ?:)|posted|issued|modified|edited)(?: on| at)?[ :]{0,3}"
    r"(?:[a-z]{3,9}[, ]{0,2})?(?:\d|today|yesterday|just now|an hour)",
    re.IGNORECASE,
)
WITH_OTHERS = re.compile(
    r"[^\W\d_][^\n,:;?!]{1,50} (?:is |was )?(?:(?:feeling|celebrating|in|at) [\w ]{1,30} )?"
    r"with [^\n,:;?!]{2,60} and \d{1,4} others?\.?"
)
"""The head of a post: "Ada Obi is feeling sad with Musa Bello and 12 others"."""
BUTTONS = {"like", "comment", "share", "reply", "react", "send", "copy"}
AGO = re.compile(
    r"(?:about |il y a |hace |vor )?(?:\d{1,3}|an?|one) ?"
    r"(?:s|m|h|d|mins?|minutes?|hrs?|hours?|days?|weeks?|months?|heures?|jours?|horas?|stunden)"
    r"(?: ago| read)?\W*",
    re.IGNORECASE,
)
COPYRIGHT = re.compile(r"(?:©|\(c\) (?:19|20)\d\d|copyright\b|all rights reserved)", re.IGNORECASE)
PAGE_NUMBER = re.compile(
    r"[-–— ]{0,3}(?:page )?\d{1,3}(?: ?(?:of|/) ?\d{1,3})?[-–— ]{0,3}(?:\| ?page)?|\d{1,3} \| ?\S.{0,80}", re.IGNORECASE
)
HEAD_WITH_NUMBER = re.compile(r".{3,80}\S ?\| ?(?:page )?\d{1,3}", re.IGNORECASE)
ADDRESS = re.compile(
    r"[\w.+-]{1,64}@[\w-]{1,64}\.\w|https?://|www\.\w|\[email.protected\]|(?<!\w)t\.me/", re.IGNORECASE
)
PHONE = re.compile(
    r"(?<![\w.-])(?!\d\d?-\d\d?-(?:19|20)\d\d(?!\d)|(?:19|20)\d\d-\d\d-\d\d(?!\d))"
    r"(?:\+\d{1,3}[ -]?)?\(?\d{2,5}\)?[ -]\d{2,4}[ -]?\d{2,4}(?:[ -]\d{2,4})?(?![\w-])"
)
CONTACT_WORDS = re.compile(
    r"(?:tel|phone|fax|hotline|mobile|cell|call|contacts?|e-?mail|for (?:further|more) information|for media"
    r"|media (?:enquiries|contact)|p\.? ?o\.? box)\b",
    re.IGNORECASE,
)
TAGS = re.compile(
    r"(?:tags?|tagged|topics?|categor(?:y|ies)|filed under|labels?|keywords?|mots-clés|etiquetas) ?[:|·]|tags (?=\w)",
    re.IGNORECASE,
)
ABOUT_THE_PUBLISHER = re.compile(r"(?:about us|notes? to editors?|disclaimer) ?[:|]")
ACCOUNT = re.compile(r"(?<![\w.])@\w{3,30}\b")
COUNTED_COMMENTS = re.compile(r"(?<!\w)\d{1,5} comments?\b")
QUOTED_MAIL = re.compile(
    r"-{2,10} ?original message ?-{2,10}|on [^\n]{6,80}\bwrote:$|le [^\n]{6,80} a écrit ?:$", re.IGNORECASE
)
CLOCK = re.compile(r"\d{1,2}[:.]\d\d ?(?:am|pm|gmt|utc)?\b", re.IGNORECASE)
GLUED_LABEL = re.compile(r"(?:Promoted|Sponsored|Advertisement)(?=[A-Z])")
SHOUTED_TEASER = re.compile(
    r"(?:READ ALSO|ALSO READ|READ MORE|SEE ALSO|RELATED|WATCH|MUST READ|DON'T MISS) (?=[A-Z][a-z]|\d)"
)
FOOTNOTE = re.compile(r"(?:\[(\d{1,3})\]|(\d{1,2})) ?(?=[^\W\d])")
FOOTNOTE_MARK = re.compile(r"(?<=\S)\[(\d{1,3})\]|(?<=[a-z]{3}\.)(\d{1,2})(?!\S)")
BRACKETED = re.compile(r"[(\[]([^()\[\]\n]{2,300})[)\]]")
DOCUMENT_NUMBER = re.compile(r"\d{4}-\d\d")
PICTURE = re.compile("[\u2190-\u21ff\u2600-\u27bf\u2b00-\u2bff\ufe0f\U0001f000-\U0001faff]")
MEMBERS = re.compile(r"subscri|member|follower|abonné|seguidor|подпис|підпис|مشترك", re.IGNORECASE)
VALUE = re.compile(r"[^\W\d_][\w /]{1,30}: ?\S")


@dataclass(frozen=True, slots=True)
class Stretch:
    """`text[start:end]` is no part of the report, and why."""

    start: int
    end: int
    why: str


Answer = TypeVar("Answer")


@dataclass(slots=True)
class _Line:
    """One line that is not blank: its place without blank edges, its words with single blanks.

    `answers` has what was found out of these words; lines of the same words share it. `why` is set once the line is
    furniture. `wrapped`: a narrow column ended here or before; it is a piece of a sentence.
    """

    start: int
    end: int
    raw: str
    plain: str
    low: str
    words: list[str]
    answers: dict[Callable[[_Line], Any], Any]
    why: str = ""
    wrapped: bool = False


def _of_its_words(ask: Callable[[_Line], Answer]) -> Callable[[_Line], Answer]:
    """For a question that the words of a line answer, wherever it stands: it is asked once, for pages repeat lines."""

    @wraps(ask)
    def answer(line: _Line) -> Answer:
        if ask not in line.answers:
            line.answers[ask] = ask(line)
        found: Answer = line.answers[ask]
        return found

    return answer


@lru_cache(maxsize=4)  # a pasted text is asked for its headline, its day and its claims, one after the other
def find_furniture(text: str) -> tuple[Stretch, ...]:
    """The stretches of furniture, in order, none over another; none at all where nothing would be left to read."""
    around: list[Stretch] = []
    if has_markup(text):
        around = [Stretch(*stretch) for stretch in stretches_around(text)]
        text = _blanked(as_lines(text), around)
    lines = list(_lines(text))
    if len(lines) > 1:
        _mark_lines(lines)
    within = (
        Stretch(line.start + start, line.start + end, why)
        for line in lines
        if not line.why
        for start, end, why in _inline(line)
    )
    found = [*around, *_line_stretches(lines), *within]
    left = sum(len(line.words) for line in lines if not line.why)
    if left < SHORTEST_REPORT:
        return ()
    return tuple(sorted(found, key=lambda stretch: stretch.start))


def _blanked(text: str, stretches: Iterable[Stretch]) -> str:
    """The text with blanks for each stretch, of the same length."""
    kept: list[str] = []
    reached = 0
    for stretch in stretches:
        kept += text[reached : stretch.start], " " * (stretch.end - stretch.start)
        reached = stretch.end
    return "".join([*kept, text[reached:]])


def without(text: str, stretches: Iterable[Stretch]) -> str:
    """The text with a blank line for each stretch, to guess a headline from."""
    kept, reached = [], 0
    for stretch in stretches:
        kept.append(text[reached : stretch.start])
        reached = stretch.end
    return "\n\n".join([*kept, text[reached:]])


def _lines(text: str) -> Iterator[_Line]:
    start = 0
    known: dict[str, _Line] = {}
    for raw in text.split("\n"):
        stripped = raw.strip()
        if stripped:
            begin = start + len(raw) - len(raw.lstrip())
            end = begin + len(stripped)
            if same := known.get(stripped):
                yield _Line(begin, end, stripped, same.plain, same.low, same.words, same.answers)
            else:
                plain = " ".join(stripped[:LONGEST_JUDGED_LINE].split())
                known[stripped] = _Line(begin, end, stripped, plain, plain.casefold(), WORD.findall(plain), {})
                yield known[stripped]
        start += len(raw) + 1


def _mark_lines(lines: list[_Line]) -> None:
    _find_wrapped(lines)
    for line in lines:
        if len(line.raw) < LONGEST_JUDGED_LINE and not line.wrapped:
            line.why = _reason_of(line)
    _mark_page_breaks(lines)
    _mark_footnotes(lines)
    _mark_quoted_mail(lines)
    _mark_sections(lines)
    _mark_menus(lines)
    _mark_head(lines)
    _fill_gaps(lines)


def _find_wrapped(lines: list[_Line]) -> None:
    """Pairs of lines next to each other that are one sentence, by the small letter or, in a column, by their length."""
    full = sum(len(line.plain) >= SHORTEST_COLUMN and not line.plain.endswith(TERMINALS) for line in lines)
    in_column = 2 * full > len(lines) > 3 and max(len(line.plain) for line in lines) <= WIDEST_COLUMN
    for line, following in pairwise(lines):
        if following.start - line.end > 2 or len(line.plain) < SHORTEST_WRAPPED_LINE or _ends_as_sentence(line.plain):
            continue
        small = following.plain[0].islower() and not following.low.startswith("by: ")
        small = small and (len(following.words) > 3 or _ends_as_sentence(following.plain))
        if small or (in_column and len(line.plain) >= SHORTEST_COLUMN):
            line.wrapped = following.wrapped = True


@cache
def _lists() -> dict[str, tuple[str, ...]]:
    with (Path(__file__).parent / "furniture.toml").open("rb") as file:
        return {name: tuple(words) for name, words in tomllib.load(file).items()}


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(_lists()[name])


@cache
def _label_words() -> frozenset[str]:
    """The single words among the labels, for menus whose items stand one blank apart."""
    return frozenset(word for word in _lists()["labels"] if " " not in word and len(word) > 1)


@cache
def _opening(name: str) -> re.Pattern[str]:
    """One of the phrases of a list, as whole words, the longest first."""
    phrases = "|".join(map(re.escape, sorted(_lists()[name], key=len, reverse=True)))
    return re.compile(rf"(?:{phrases})(?!\w)")


@cache
def _harm() -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(map(re.escape, _lists()["harm"])) + ")", re.IGNORECASE)


@_of_its_words
def _tells_harm(line: _Line) -> bool:
    return bool(_harm().search(line.plain))


def _is_prose(line: _Line) -> bool:
    """Whether a line is a sentence or more: it ends as one, or is too long for a headline."""
    return line.wrapped or _is_long_or_ended(line)


@_of_its_words
def _is_long_or_ended(line: _Line) -> bool:
    count = len(line.words)
    return count >= LONG_ENOUGH_FOR_PROSE or (count >= SHORTEST_SENTENCE and _ends_as_sentence(line.plain))


def _ends_as_sentence(plain: str) -> bool:
    end = plain.rstrip(CLOSING)
    return end.endswith((".", "!", "?")) and not end.endswith("..")


def _resumes(line: _Line) -> bool:
    """Whether the report goes on with this line, after a list of headlines: a whole sentence in small letters."""
    return _is_in_small_letters(line) and (line.wrapped or _is_long_or_stopped(line))


@_of_its_words
def _is_in_small_letters(line: _Line) -> bool:
    small = sum(word[0].islower() for word in line.words)
    return len(line.words) >= SHORTEST_RESUMPTION and 2 * small >= len(line.words) and not NUMBERED.match(line.plain)


@_of_its_words
def _is_long_or_stopped(line: _Line) -> bool:
    stopped = line.plain.rstrip(CLOSING).endswith(".") and not line.plain.endswith("..")
    return stopped or len(line.words) >= LONG_ENOUGH_FOR_PROSE


@_of_its_words
def _reason_of(line: _Line) -> str:
    """Why this line is furniture by itself, or nothing."""
    low = line.low.strip(HARMLESS_EDGES)
    count = len(line.words)
    if _opens(line, "captions") or (count <= LONGEST_CAPTION and _credit_end(line) == len(line.raw)):
        return "caption"
    if _is_teaser(low) or SHOUTED_TEASER.match(line.plain):
        return OTHER_REPORT
    if _is_byline(line, low) or WITH_OTHERS.fullmatch(line.plain):
        return "byline"
    if TAGS.match(low) and count <= 20:
        return "tags"
    pointing = line.plain.startswith(("←", "«", ">>")) or (line.plain[0] == "»" and not _ends_as_sentence(line.plain))
    if pointing or line.plain[-1] in "→»":
        return OTHER_REPORT
    if ABOUT_THE_PUBLISHER.match(low):
        return "about the publisher"
    if _opening("plain_appeals").match(low):
        return "appeal to readers"
    if COPYRIGHT.match(low) or ("all rights reserved" in low and not _tells_harm(line)) or (line.plain[0] == "©"):
        return "copyright"
    if line.low.startswith(("home /", "home »", "home ›", "home >", "home |", "main /", "/ ")) or (
        line.plain[0] in "≡←" and count < 12
    ):
        return "menu"
    consent = any(phrase in line.low for phrase in _lists()["consent"])
    if (count > LONGEST_NOTICE and not consent) or _tells_harm(line):
        return ""
    if consent:
        return "cookies and privacy"
    if _opening("appeals").match(low) or GLUED_LABEL.match(line.plain):
        return "appeal to readers"
    if ACCOUNT.search(line.plain) and count <= 5:
        return "byline"
    if COUNTED_COMMENTS.search(low) and count <= 20 and not _is_long_or_ended(line):
        return "counts"
    if DATE_LINE.fullmatch(line.plain) and CLOCK.search(line.plain):
        return "time stamp"
    if not _is_long_or_ended(line) and (AGO.fullmatch(line.plain) or (count <= 20 and STAMP.search(line.plain))):
        return "time stamp"
    if _is_contact(line, count):
        return "contact"
    return _kind_of_items(line)


def _opens(line: _Line, name: str) -> bool:
    """Whether a line begins with a phrase of a list."""
    return line.low.lstrip(HARMLESS_EDGES).startswith(_lists()[name])


def _credit_end(line: _Line) -> int:
    """Where a photographer's credit ends, after which a line may go on with the report; 0 if there is none."""
    low = line.raw[:LONGEST_JUDGED_LINE].casefold()
    if len(low) != len(line.raw[:LONGEST_JUDGED_LINE]):
        return 0
    at = max((low.find(credit) for credit in _lists()["credits"]), default=-1)
    if at < 0:
        sign = line.raw.find("©", 1, LONGEST_JUDGED_LINE)
        return len(line.raw) if sign > 0 and len(WORD.findall(line.raw[sign:])) <= 8 else 0
    if len(WORD.findall(low[:at])) > LONGEST_CAPTION:
        return 0
    bracket = min((end for mark in ")]" if (end := low.find(mark, at)) >= 0), default=-1)
    rest = low[bracket + 1 :] if bracket >= 0 else low[at:]
    if len(WORD.findall(rest)) < 12:
        return len(line.raw)
    return bracket + 1 if bracket >= 0 else 0


def _is_teaser(low: str) -> bool:
    match = _opening("teasers").match(low) or _opening("sections").match(low)
    if not match:
        return False
    behind = low[match.end() :].lstrip()
    return behind[:1] in (":", "|", "»", "›", "▸", ">", "→") or low[match.end() :][:3] in (" - ", " – ", " — ")


def _is_byline(line: _Line, low: str) -> bool:
    if line.plain.startswith("by ") and not all(word[0].isupper() for word in line.words[1:5]):
        return False
    if _opening("bylines").match(low):
        return low.startswith(("reporting", "writing", "editing", "with ", "additional", "except")) or not _tells_harm(
            line
        )
    if low in _set("agencies") or low.removesuffix(" news") in _set("agencies"):
        return len(line.words) > 0 and line.plain[0] in "(["
    if not low.startswith(("by ", "by: ")) or len(line.words) > 14 or _tells_harm(line):
        return False
    names = sum(word[0].isupper() or word in {"and", "in", "for", "of", "the"} for word in line.words[1:])
    return 5 * names >= 4 * (len(line.words) - 1) > 0 and not _ends_as_sentence(line.plain)


def _is_contact(line: _Line, count: int) -> bool:
    bears = ADDRESS.search(line.plain) or PHONE.search(line.plain)
    labelled = CONTACT_WORDS.match(line.plain)
    asks = labelled and (bears or line.plain.endswith(":") or "contact:" in line.low or "please contact" in line.low)
    if asks and count <= 25:
        return True
    return bool(bears) and (
        count <= 8 or (count <= 20 and bool(ADDRESS.search(line.plain)) and not _ends_as_sentence(line.plain))
    )


@_of_its_words
def _items(line: _Line) -> list[str]:
    return [item for part in SEPARATORS.split(line.raw) if (item := part.strip(HARMLESS_EDGES))]


def _kind_of_items(line: _Line) -> str:
    """A line that is made of buttons, headings of a page or counts."""
    if VALUE.match(line.plain):
        return ""
    items = [item.casefold() for item in _items(line)]
    words = [word.casefold() for word in line.words]
    if _is_count(line.low):
        return "counts"
    if not words and any(map(str.isdigit, line.plain)) and PICTURE.search(line.plain):
        return "counts"
    if len(items) >= 2 and any(_is_count(item) for item in items):
        return "counts"
    if _is_row(items):
        return ""
    if len(items) >= 3 and len(words) <= 12 and any(len(item) > 4 and DATE_LINE.fullmatch(item) for item in items):
        return "time stamp"
    known = sum(item in _set("labels") for item in items)
    short = all(len(item.split()) <= LONGEST_LABEL for item in items)
    if known and (known == len(items) or (short and len(items) >= 2)):
        return "menu"
    if short and len(items) >= 4 and "\t" not in line.raw and not any(map(str.isdigit, line.plain)):
        return "menu"
    in_capitals = len(words) >= 3 and line.plain == line.plain.upper()
    told = sum(word in _label_words() for word in words)
    return "menu" if in_capitals and 5 * told >= 3 * len(words) else ""


def _is_row(items: Sequence[str]) -> bool:
    """Whether the items may be the cells of a table: words, and numbers alone."""
    return len(items) >= 2 and any(map(str.isdigit, items)) and any(WORD.match(item) for item in items)


def _is_count(item: str) -> bool:
    words = WORD.findall(item)
    return any(map(str.isdigit, item)) and bool(words) and all(word in _set("social") for word in words)


def _mark_page_breaks(lines: list[_Line]) -> None:
    """Running heads stand again and again, or with a number, and page numbers alone between two sentences."""
    seen: dict[str, list[int]] = {}
    for i, line in enumerate(lines):
        if len(line.plain) <= 120:
            seen.setdefault(_without_numbers(line), []).append(i)
    for same in seen.values():
        heads = [i for i in same if not _is_prose(lines[i]) and len(lines[i].words) >= 3 and not lines[i].why]
        numbered = any(_is_page_number(lines, near) for i in heads for near in (i - 2, i - 1, i + 1, i + 2))
        if len(heads) > 2 or (len(heads) == 2 and numbered):
            for i in heads:
                lines[i].why = PAGE_BREAK
    for i, line in enumerate(lines):
        if _is_page_number(lines, i) and (
            line.plain.casefold().find("page") >= 0 or "-" in line.plain or "|" in line.plain
        ):
            line.why = PAGE_BREAK


@_of_its_words
def _without_numbers(line: _Line) -> str:
    return re.sub(r"\d+", "#", line.low)


def _is_page_number(lines: Sequence[_Line], i: int) -> bool:
    if not 0 <= i < len(lines):
        return False
    kind = _kind_of_page_number(lines[i])
    return kind == "alone" or (kind == "behind a head" and not _is_in_table(lines, i))


@_of_its_words
def _kind_of_page_number(line: _Line) -> str:
    if len(line.plain) > 100 or _tells_harm(line):
        return ""
    if PAGE_NUMBER.fullmatch(line.plain):
        return "alone"
    return "behind a head" if HEAD_WITH_NUMBER.fullmatch(line.plain) else ""


def _is_in_table(lines: Sequence[_Line], i: int) -> bool:
    """Whether a line of words and a number has another such line, or a row of headings, right above or below it."""
    near = [one for one in lines[max(i - 1, 0) : i + 2] if one is not lines[i] and len(_items(one)) >= 2]
    return len(_items(lines[i])) > 2 or any(_is_row(_items(one)) or _tells_harm(one) for one in near)


def _mark_footnotes(lines: list[_Line]) -> None:
    """A line "[1] ..." is a note where the mark stood in the text before."""
    marks: set[str] = set()
    for line in lines:
        note, marked = _footnotes(line)
        if note in marks:
            line.why = "footnote"
        marks |= marked


@_of_its_words
def _footnotes(line: _Line) -> tuple[str, frozenset[str]]:
    """The number of the note that a line is, and those that it points to."""
    note = FOOTNOTE.match(line.plain)
    marked = frozenset(bracketed or raised for bracketed, raised in FOOTNOTE_MARK.findall(line.plain))
    return (note[1] or note[2]) if note else "", marked


def _mark_quoted_mail(lines: list[_Line]) -> None:
    """The letter that another one answers, below or in front of which the answer stands as a whole sentence. Without
    the head of a letter, what ">" opens may be any quotation."""
    own = [i for i, line in enumerate(lines) if not line.why and line.plain[0] != ">" and _resumes(line)]
    head = next((i for i, line in enumerate(lines) if own and i > own[0] and QUOTED_MAIL.match(line.plain)), None)
    if head is None:
        return
    for i, line in enumerate(lines):
        if i >= head or line.plain[0] == ">":
            line.why = line.why or "quoted letter"


def _mark_sections(lines: list[_Line]) -> None:
    """From "Most read" to where the report goes on; from "Comments" to the end, once the report has been told."""
    why, told = "", False
    for i, line in enumerate(lines):
        cue = _section_of(line)
        if cue == COMMENTS and not told:
            line.why = line.why or "menu"
        elif cue and why != COMMENTS:
            why = cue
        elif why != COMMENTS and not line.why and (_resumes(line) or (not told and _is_headline(lines, i))):
            line.why = AUTHOR if why == AUTHOR else ""
            why = ""
        if why:
            line.why = why if why == COMMENTS else line.why or why
        told = told or (not line.why and _is_prose(line))


def _is_headline(lines: Sequence[_Line], i: int) -> bool:
    """Whether a line stands alone above a byline, a stamp or the report itself."""
    line = lines[i]
    if len(line.words) <= LONGEST_LABEL or NUMBERED.match(line.plain) or (i and line.start - lines[i - 1].end < 2):
        return False
    following = lines[i + 1 : i + 4]
    return any(one.why in {"byline", "time stamp"} or (not one.why and _resumes(one)) for one in following)


def _section_of(line: _Line) -> str:
    """The kind of list that a line opens: "comments", "other reports" or none."""
    section = _section_of_words(line)
    if section == IF_A_TEASER:
        return "other reports" if line.why == OTHER_REPORT else ""
    return section


@_of_its_words
def _section_of_words(line: _Line) -> str:
    if len(line.words) > 9 or not line.words:
        return ""
    low = line.low.lstrip(HARMLESS_EDGES + "0123456789").rstrip(HARMLESS_EDGES + "0123456789")
    if low in _set("comments") or low.startswith(
        (
            "thoughts on ",
            "thought on ",
            "responses to ",
            "leave a ",
            "discussion about",
            "comments closed",
            "comments are",
        )
    ):
        return COMMENTS
    if low.startswith(("about the author", "about the writer", "about our correspondent")):
        return AUTHOR
    items = [item.casefold() for item in _items(line)]
    if len(line.words) > 2 and BUTTONS.issuperset(low.split() if len(items) == 1 else items):
        return COMMENTS
    if (len(items) <= 4 and "reply" in items) or "répondre" in items or "comments" in items[:1]:
        return COMMENTS
    if low == "latest" and line.plain.endswith(":"):
        return "other reports"
    match = _opening("sections").match(low)
    if not match:
        return ""
    rest = low[match.end() :].split()
    if not rest or (
        rest[0] in {"in", "on", "from", "for", "this", "today", "right", "to"}
        and len(rest) <= 5
        and not _tells_harm(line)
    ):
        return "other reports"
    return IF_A_TEASER if line.plain.endswith(":") else ""


def _mark_menus(lines: list[_Line]) -> None:
    """Runs of short lines without a sentence, at least a third of them plainly labels of a page."""
    run: list[_Line] = []
    for line in [*lines, None]:
        if line is not None and _is_label(line):
            run.append(line)
            continue
        known = [i for i, one in enumerate(run) if one.why or one.low.strip(HARMLESS_EDGES) in _set("labels")]
        if len(run) >= 3 and 3 * len(known) >= len(run):
            for one in run[: known[-1] + 1]:
                one.why = one.why or "menu"
        run = []


def _is_label(line: _Line) -> bool:
    if line.why in {"menu", "tags", "time stamp", "counts", "other reports"}:
        return True
    return not line.why and _may_be_label(line)


@_of_its_words
def _may_be_label(line: _Line) -> bool:
    if len(line.words) > LONGEST_LABEL or not line.words or _tells_harm(line):
        return False
    return (
        not VALUE.match(line.plain)
        and line.plain[0] != "#"
        and not line.plain.endswith((".", ",", ";", ":"))
        and not NUMBERED.match(line.plain)
        and not DATE_LINE.fullmatch(line.plain)
    )


def _mark_head(lines: list[_Line]) -> None:
    """Before the report: the head of a letter, and what stands above the last menu, if a headline is left below it."""
    first = next((i for i, line in enumerate(lines) if not line.why and _is_prose(line)), len(lines))
    head = lines[:first]
    for line in head[:10]:
        if not (line.why or line.wrapped) and _is_letterhead(line):
            line.why = "letterhead"
    tops = [
        i
        for i, line in enumerate(head)
        if line.why in {"menu", "letterhead", "cookies and privacy"} and "release" not in line.low
    ]
    headline = max((i for i, line in enumerate(head) if not line.why and len(line.words) >= 3), default=0)
    last = max((i for i in tops if i < headline), default=0)
    members = max(
        (i for i, line in enumerate(head[:10]) if line.why == "counts" and MEMBERS.search(line.plain)), default=0
    )
    for line in head[: max(last, members)]:
        if not line.why and not line.wrapped and _can_be_filled(line) and not DOCUMENT_NUMBER.search(line.plain):
            line.why = "head of the page"


def _is_letterhead(line: _Line) -> bool:
    if len(line.words) > 12 or _tells_harm(line) or _ends_as_sentence(line.plain):
        return False
    if not _opening("letterheads").match(line.low.lstrip(HARMLESS_EDGES)):
        return False
    if line.low.startswith(("ref", "our ref", "n°", "no.")):
        return any(map(str.isdigit, line.plain))
    small = {"of", "the", "and", "for", "de", "la", "du", "no"}
    return all(word[0].isupper() or word in small for word in line.words)


def _fill_gaps(lines: list[_Line]) -> None:
    """Bits between two pieces of furniture, or between the last one and the end."""
    prose = [i for i, line in enumerate(lines) if not line.why and (_is_prose(line) or _tells_harm(line))]
    first, last = (prose[0], prose[-1]) if prose else (len(lines), -1)
    told = max((i for i, line in enumerate(lines) if not line.why and _resumes(line)), default=len(lines))
    headline = max((line for line in lines[:first] if not line.why), key=lambda line: len(line.words), default=None)
    for i, line in enumerate(lines):
        if i > told and not line.why and _is_other_headline(lines, i):
            line.why = OTHER_REPORT
        if line.why or line is headline or line.wrapped or not _can_be_filled(line):
            continue
        before = lines[i - 1].why if i > 0 else ""
        behind = i > last and prose
        if behind and before:
            line.why = before
        if line.why or not (behind or before) or not any(one.why for one in lines[i + 1 : i + 4]):
            continue
        short = len(line.words) <= LONGEST_FILLER and not line.plain.endswith(TERMINALS)
        if behind and short and not any(map(str.isdigit, line.plain)):
            line.why = "signature"
        elif before and short and (lines[i + 1].why or DATE_LINE.fullmatch(line.plain)):
            line.why = before


def _is_other_headline(lines: Sequence[_Line], i: int) -> bool:
    """Whether a line without a stop, behind the report, stands between furniture or ends the page."""
    line = lines[i]
    if len(line.words) < SHORTEST_SENTENCE or _is_prose(line) or NUMBERED.match(line.plain) or _is_row(_items(line)):
        return False
    enclosed = lines[i - 1].why and (i + 1 == len(lines) or lines[i + 1].why)
    return bool(enclosed) and not line.plain.endswith(TERMINALS) and not VALUE.match(line.plain)


@_of_its_words
def _can_be_filled(line: _Line) -> bool:
    """Whether a line may go with the furniture around it: few words, no harm, no row of a table, no hashtags."""
    if len(line.words) > LONGEST_FILLER_AT_THE_END or _is_row(_items(line)) or line.raw.startswith("#"):
        return False
    return not _tells_harm(line) and "responsibility" not in line.low and not VALUE.match(line.plain)


@_of_its_words
def _inline(line: _Line) -> list[tuple[int, int, str]]:
    """Furniture within a line of text, by its place in the line: credits in brackets, a teaser behind a sentence, a
    caption before the report."""
    found: list[tuple[int, int, str]] = []
    begin = 0
    caption = _credit_end(line) if len(line.words) > SHORTEST_REPORT else 0
    if 0 < caption < len(line.raw):
        found.append((0, caption, "caption"))
        begin = caption
    taken = begin
    for match in BRACKETED.finditer(line.raw, begin):
        why = _reason_of_brackets(line.raw, match)
        if why:
            found.append((*match.span(), why))
            taken = match.end()
    if (teaser := _teaser_behind_sentence(line.raw, taken)) is not None:
        found.append((teaser, len(line.raw), OTHER_REPORT))
    return found


def _reason_of_brackets(raw: str, match: re.Match[str]) -> str:
    within = match[1].casefold().strip()
    if _opening("bylines").match(within):
        return "byline"
    within = within.removeprefix("update:").lstrip()
    if _is_teaser(within) or (_opening("plain_teasers").match(within) and not within.startswith(("watch", "related"))):
        return OTHER_REPORT
    before, after = raw[: match.start()].rstrip()[-1:], raw[match.end() :].strip()
    names = [part.strip() for part in re.split(r"[/,&]| and ", within)]
    if not after and before in {".", '"', "”", "!", "?"} and all(name in _set("agencies") for name in names):
        return "agency tag"
    return ""


@cache
def _plain_teaser() -> re.Pattern[str]:
    phrases = "|".join(map(re.escape, sorted(_lists()["plain_teasers"], key=len, reverse=True)))
    return re.compile(rf"(?<=[.!?\"”)] )(?:{phrases}) ?[:|»]", re.IGNORECASE)


def _teaser_behind_sentence(raw: str, begin: int) -> int | None:
    match = _plain_teaser().search(raw, begin)
    return match.start() if match else None


def _line_stretches(lines: Sequence[_Line]) -> Iterator[Stretch]:
    """Furniture lines next to each other, of one reason, as one stretch."""
    held: Stretch | None = None
    for line in lines:
        if held and line.why == held.why:
            held = Stretch(held.start, line.end, held.why)
            continue
        if held:
            yield held
        held = Stretch(line.start, line.end, line.why) if line.why else None
    if held:
        yield held
