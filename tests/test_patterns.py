"""No text that somebody pastes, and no search, makes a pattern slow: each is fed its worst kinds of text.

The patterns are found in the program, so a new one is tried as well. Each is used as the program uses it: from one
place on where it is only matched, else from every place. What takes long for 5,000 characters is tried with more: a
pattern that needs two seconds for 200,000, be it linear or not, needs these shares of them for less.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from functools import cache
from pathlib import Path
from re import _constants as kinds  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

import pytest

import incidents
from incidents.extraction.dates.mentions import find_dates
from incidents.extraction.language import recognise
from incidents.extraction.mending import order_stretches, reading_text
from incidents.extraction.preparation import pieces, readable_text
from incidents.extraction.types import Furniture
from incidents.filters.word_search import words_to_find
from incidents.ingest.days import guess_day
from incidents.ingest.furniture import find_furniture
from incidents.ingest.guesses import guess
from incidents.ingest.near_duplicates import are_alike, bands_of, difference_of_texts
from incidents.ingest.text import UnusableTextError, clean_text
from tests.quickness import ends_in, is_quick, is_within

STEPS = ((5_000, 0.001), (20_000, 0.02), (40_000, 0.08), (80_000, 0.3), (200_000, 2.0))
"""Characters, and the seconds of the processor's time from which on more are tried; the last is the bound."""
MOST_TEXTS = 40

FEW = {
    "_STAMP": 40,
    "_FIELD_OF_DAY": 50,
    "_BEARING": 80,
    "_TRAILS": 60,
    "_locative_before": 60,
    "_saying": 220,
    "_HELD": 220,
    "_SENTENCE_END": 220,
    "_DENIED_BEFORE": 90,
    "_target_before": 100,
}
"""Patterns that meet so many characters beside a name or a day, and no more, however long the text is."""
ARGUMENTS: dict[str, Iterable[Any]] = {
    "_voice_pattern": ("neutral", "civil", "offices", "state"),
    "_pattern": ("tallies", "earlier"),
    "_ending": ("reporting", "telling", "bound", "background", "aftermath"),
    "_saying": (
        *("claiming", "claimed_by", "self", "denying", "denied_by", "denying_again"),
        *("blamed_on", "blamed", "held_before"),
    ),
    "_opening": ("teasers", "sections", "bylines", "plain_appeals", "appeals", "plain_teasers", "letterheads"),
    "any_of": (("suicide attack(?:s|ers?)?", "roadside bombs?"),),
    "pattern_of_names": (("Taliban", "al-Qaida"),),
}
"""What is handed to functions that make a pattern out of something."""
HOME = Path(*incidents.__path__)
MODULES = sorted(
    ".".join(path.relative_to(HOME.parent).with_suffix("").parts)
    for path in HOME.rglob("*.py")
    if "import re\n" in path.read_text(encoding="utf-8") and path != HOME / "paper" / "looks.py"
)
"""Those that have patterns; the style sheets that `looks` reads are the project's own."""
UNITS = (
    *" \t\n\u00a0Aaé17,.(['\"’-—<&/@",
    *(
        "Ab ",
        "a ",
        "AB ",
        "1 ",
        "1,",
        "1.",
        ", ",
        "( ",
        "] ",
        "' ",
        "- ",
        ". ",
        "A.",
        "a'",
        "A'",
        "A-",
        "a-",
        "a, ",
        "A, ",
    ),
    *("</a", "\n ", "a\n", "@a", "/a", "of ", "the ", "in ", "and ", "said ", "1 May 2024 ", "senior "),
)
METHODS = ("match", "fullmatch", "search", "findall", "finditer", "sub", "split")
AT_ONE_PLACE = {"match", "fullmatch"}


@dataclass(frozen=True)
class Used:
    """A pattern, and the methods by which the program uses it."""

    pattern: re.Pattern[str]
    methods: frozenset[str]
    few: int | None = None
    """The most characters that it meets, where that is not a whole text."""

    def run(self, text: str) -> None:
        for method in self.methods & AT_ONE_PLACE:
            getattr(self.pattern, method)(text)
        if not self.methods <= AT_ONE_PLACE:
            for _ in self.pattern.finditer(text):
                pass


# --- Finding the patterns -----------------------------------------------------------------------------


def patterns_of(name: str) -> Iterator[tuple[str, Used]]:
    """Every pattern of a module by its place: those with a name, those in tables, those written where they are used."""
    module = importlib.import_module(name)
    for constant, value in list(vars(module).items()):
        if not callable(value) or value.__module__ == name:
            for pattern in patterns_in(made_by(constant, value)):
                yield constant, Used(pattern, methods_of(constant), FEW.get(constant))
    for line, method, pattern in inline_patterns(Path(str(module.__file__)).read_text(encoding="utf-8")):
        yield f"line {line}", Used(pattern, frozenset({method}))


def made_by(name: str, value: Any) -> Any:
    """A constant, or what a function answers that gives patterns, or that keeps tables."""
    if not callable(value) or isinstance(value, type):
        return value
    gives_patterns = "Pattern" in str(getattr(value, "__annotations__", {}).get("return", ""))
    if name in ARGUMENTS:
        return [value(argument) for argument in ARGUMENTS[name]]
    parameters = (
        inspect.signature(value).parameters if gives_patterns or hasattr(value, "cache_info") else {"any": None}
    )
    assert not (gives_patterns and parameters), f"tell in ARGUMENTS what {name} makes its patterns of"
    return None if parameters else value()


def patterns_in(value: Any, depth: int = 0) -> Iterator[re.Pattern[str]]:
    """The patterns in a value, down to the third table within tables."""
    if isinstance(value, re.Pattern):
        yield value
    elif depth < 4 and isinstance(value, list | tuple | dict | set | frozenset) and len(value) < 2_000:
        for each in value.values() if isinstance(value, dict) else value:
            yield from patterns_in(each, depth + 1)
    elif depth < 4 and is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from patterns_in(getattr(value, field.name, None), depth + 1)


@cache
def program() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in HOME.rglob("*.py"))


@cache
def methods_by_name() -> dict[str, frozenset[str]]:
    """How each constant, or the answer of each function, is used anywhere in the program."""
    found: dict[str, set[str]] = defaultdict(set)
    for name, method in re.findall(rf"(?<!\w)(\w+)(?:\([^()]*\))?\.({'|'.join(METHODS)})\(", program()):
        found[name].add(method)
    return {name: frozenset(methods) for name, methods in found.items()}


def methods_of(name: str) -> frozenset[str]:
    """How a constant or the answer of a function is used anywhere; unknown means everywhere."""
    return methods_by_name().get(name, frozenset({"search"}))


def inline_patterns(source: str) -> Iterator[tuple[int, str, re.Pattern[str]]]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in METHODS:
            of, given = node.func.value, node.args[:1]
            if isinstance(of, ast.Name) and of.id == "re" and given and isinstance(given[0], ast.Constant):
                yield node.lineno, node.func.attr, re.compile(given[0].value)


# --- The worst texts for a pattern --------------------------------------------------------------------


class Worst(NamedTuple):
    """A text of any size: what it begins with, what is repeated, and what is repeated in its second half."""

    before: str
    unit: str
    then: str = ""

    def text(self, size: int) -> str:
        room = size // 2 if self.then else size
        filled = (self.before + self.unit * (room // len(self.unit)))[:room]
        return filled + (self.then * (room // len(self.then)) if self.then else "") + "\x01"


def worst_texts(pattern: re.Pattern[str]) -> set[Worst]:
    """Common characters and words, whatever the pattern itself repeats, and two of these behind each other."""
    own = {(before, unit) for before, unit in repeats(parser.parse(pattern.pattern, pattern.flags)) if unit}
    own = set(sorted(own)[:MOST_TEXTS])
    twice = {Worst(before, unit, other) for before, unit in sorted(own)[:6] for _, other in sorted(own)[:6]}
    once = {*(("", unit) for unit in UNITS), *own, *(("", before + unit) for before, unit in own)}
    return {*(Worst(before, unit) for before, unit in once), *twice}


def repeats(tree: Any, before: str = "") -> Iterator[tuple[str, str]]:
    """For each thing that a pattern repeats, words that lead up to it and words that it may be."""
    for kind, value in tree:
        if kind in (kinds.MAX_REPEAT, kinds.MIN_REPEAT, kinds.POSSESSIVE_REPEAT):
            if value[1] > 3:
                yield from ((before, example(value[2], variant)) for variant in range(4))
            yield from repeats(value[2], before)
        elif kind in (kinds.SUBPATTERN, kinds.ASSERT, kinds.ASSERT_NOT):
            yield from repeats(value[-1], before)
        elif kind == kinds.ATOMIC_GROUP:
            yield from repeats(value, before)
        elif kind == kinds.BRANCH:
            for branch in value[1][:20]:
                yield from repeats(branch, before)
        before = (before + example([(kind, value)], 0))[-60:]


def example(tree: Any, variant: int) -> str:
    """Some words that a pattern matches, more or less: the `variant` chooses among what it leaves open."""
    return "".join(example_of(kind, value, variant) for kind, value in tree)


def example_of(kind: Any, value: Any, variant: int) -> str:
    if kind == kinds.LITERAL:
        return chr(value)
    if kind in (kinds.ANY, kinds.NOT_LITERAL):
        return "a" if value != ord("a") else "b"
    if kind == kinds.IN:
        letters = [letter for letter in " aA1\n,.-'(\"[:;)]\t_É" if is_in(letter, value)] or ["x"]
        return letters[variant % len(letters)]
    if kind in (kinds.MAX_REPEAT, kinds.MIN_REPEAT, kinds.POSSESSIVE_REPEAT):
        return example(value[2], variant) * max(value[0], min(variant, 1))
    if kind == kinds.SUBPATTERN:
        return example(value[-1], variant)
    if kind == kinds.ATOMIC_GROUP:
        return example(value, variant)
    if kind == kinds.BRANCH:
        return example(value[1][variant % len(value[1])], variant)
    return ""


def is_in(letter: str, choices: Any) -> bool:
    """Whether a class of characters, as the parser of patterns gives it, has a letter."""
    written = {
        kinds.CATEGORY_SPACE: r"\s",
        kinds.CATEGORY_NOT_SPACE: r"\S",
        kinds.CATEGORY_DIGIT: r"\d",
        kinds.CATEGORY_NOT_DIGIT: r"\D",
        kinds.CATEGORY_WORD: r"\w",
        kinds.CATEGORY_NOT_WORD: r"\W",
    }
    has = any(
        (kind == kinds.LITERAL and ord(letter) == value)
        or (kind == kinds.RANGE and value[0] <= ord(letter) <= value[1])
        or (kind == kinds.CATEGORY and re.match(written[value], letter) is not None)
        for kind, value in choices
    )
    return has != (choices[0][0] == kinds.NEGATE)


# --- Timing -------------------------------------------------------------------------------------------


def is_slow(used: Used, worst: Worst) -> bool:
    """Whether a text of each size takes longer. How slow the machine is counts for the last one, which is the bound."""

    def reads(size: int) -> Callable[[], None]:
        text = worst.text(size)
        return lambda: used.run(text[-used.few :] if used.few else text)

    *steps, (size, most) = STEPS
    return not any(ends_in(soon, reads(few)) for few, soon in steps) and not is_within(most, reads(size))


TRIED: set[tuple[str, int, frozenset[str], int | None]] = set()
"""Patterns that this process has fed: many modules import the same one."""


def is_new(used: Used) -> bool:
    known = (used.pattern.pattern, used.pattern.flags, used.methods, used.few)
    is_first = known not in TRIED
    TRIED.add(known)
    return is_first


@pytest.mark.parametrize("module", MODULES)
def test_a_pattern_reads_200_000_characters_of_its_worst_kind_in_two_seconds(module: str) -> None:
    slow = [
        (place, worst.before[-30:], worst.unit, worst.then)
        for place, used in patterns_of(module)
        if is_new(used)
        for worst in worst_texts(used.pattern)
        if is_slow(used, worst)
    ]
    assert slow == []


def test_a_pattern_that_tries_every_way_is_found_out() -> None:
    headline = Used(re.compile(r"[A-Z][\w ]+\s*(?:\(\w+\))?\s*-"), frozenset({"match"}))
    assert any(is_slow(headline, worst) for worst in worst_texts(headline.pattern))


# --- Whole functions ----------------------------------------------------------------------------------


def furniture_of(text: str) -> tuple[Furniture, ...]:
    return order_stretches((Furniture((one.start, one.end), one.why) for one in find_furniture(text)), text)


READERS: dict[str, Callable[[str], object]] = {
    "clean_text": clean_text,
    "find_furniture": find_furniture,
    "guess": guess,
    "guess_day": lambda text: guess_day(text, date(2024, 3, 5)),
    "bands_of": bands_of,
    "are_alike": lambda text: are_alike(text, f"{text} It was over."),
    "difference_of_texts": lambda text: difference_of_texts(text, f"{text} It was over."),
    "reading_text": lambda text: reading_text(text, furniture_of(text)),
    "readable_text": readable_text,
    "pieces": lambda text: list(pieces(text)),
    "recognise": recognise,
    "find_dates": lambda text: find_dates(text, date(2024, 3, 5)),
    "words_to_find": words_to_find,
}
"""What a request does with a pasted text or with a search, and what a task does before the parser."""
KINDS = {
    "a dateline without an end": ("Kabul", " ", "Two men died."),
    "one word": ("", "a", ""),
    "line ends": ("Kabul", "\n", "Two men died."),
    "brackets": ("", "( ", ""),
    "digits": ("", "20 ", ""),
    "sentences": ("", "Two men died in Kabul. ", ""),
    "lines": ("", "A man died\n", ""),
    "capitals": ("", "TWO MEN DIED ", ""),
    "letters that grow": ("", "ﷺ ", ""),
    "quotes": ("", "\" ' ", ""),
    "weekdays": ("", "on Monday ", ""),
    "rows of a table": ("District\tKilled\tInjured\n", "Bardera\t3\t9\n", ""),
    "forms": ("", "KIA x3, WIA x5, killed/injured: 3/4; ", ""),
    "menus and prose": (
        "",
        "Home | News\nRead more: Bomb kills 31\nTwo men died in Kabul on Monday, police said.\n",
        "",
    ),
    "pages": ("", "Monthly Report of the Mission | 12\nTwo men died in Kabul on Monday and were buried\n\n", ""),
    "a broken column": (
        "",
        "Two men and a woman died in Ka-\nbul on Monday, said one of the police-\nmen at the scene\n",
        "",
    ),
    "footnotes": ("", "Two men died.[2] Three were hurt.12 [3] A note\n", ""),
    "comments": ("Two men died in Kabul on Monday, police said.\nComments\n", "Ann\nReply\n12 Likes\n", ""),
}
"""How a text begins, what is repeated in it, and how it ends."""


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("reader", READERS)
def test_what_a_request_does_with_200_000_characters_takes_two_seconds_at_most(reader: str, kind: str) -> None:
    recognise("Two men died.")  # the dictionary is read once

    def read(text: str) -> None:
        with suppress(UnusableTextError):
            READERS[reader](text)

    assert is_quick(read, *KINDS[kind])
