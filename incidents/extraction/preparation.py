"""A text made fit for the parser, character for character, so that offsets stay those of the text as given."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from incidents.extraction.nations import code_of
from incidents.extraction.rules import load_rules

PIECE_SIZE = 4_000
LINE_TOO_LONG_TO_BE_WRAPPED = 110
SHORTEST_WRAPPED_LINE = 45
CAPITALS_SHARE = 0.75

ODD_CHARACTERS = str.maketrans(
    {
        # Halves of a pair of surrogates, which no other library takes for text.
        **{chr(half): "\ufffd" for half in range(0xD800, 0xE000)},
        "\u00a0": " ",
        "\u2007": " ",
        "\u202f": " ",
        "\u2009": " ",
        "\u200a": " ",
        "\u3000": " ",
        "\t": " ",
        "\u200b": " ",
        "\u200c": " ",
        "\u200d": " ",
        "\u200e": " ",
        "\u200f": " ",
        "\u2060": " ",
        "\ufeff": " ",
        "\u202a": " ",
        "\u202b": " ",
        "\u202c": " ",
        "\u202d": " ",
        "\u202e": " ",
        "\u2066": " ",
        "\u2067": " ",
        "\u2068": " ",
        "\u2069": " ",
        "\u00ad": " ",
        "\x00": " ",
        "\\": " ",
        "\v": " ",
        "\f": "\n",
        "\x85": "\n",
        "\r": " ",
        "\u2028": "\n",
        "\u2029": "\n",
        "\u2019": "'",
        "\u2018": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u00ab": '"',
        "\u00bb": '"',
        "\u201e": '"',
        **dict.fromkeys("\u2010\u2011\u2012\u2212\ufe63\uff0d", "-"),
        # Digits of every script, and the signs that go with them.
        **{
            chr(code): str(digit)
            for code in range(128, 0x10000)
            if (digit := unicodedata.decimal(chr(code), None)) is not None
        },
        **dict(zip("\u066b\u066c\u066a\uff05\uff0c\uff0b\uff5e\u301c", ".,%%,+~~", strict=True)),
    }
)
MARKUP = re.compile(r"</?[a-zA-Z][^<>\n]{0,200}>|&(?:nbsp|amp|quot|#\d{1,5});")
PICTURES = re.compile("[\u2190-\u21ff\u2600-\u27bf\u2b00-\u2bff\ufe0f\u20e3\U0001f000-\U0001faff]")
# "in\u00c2 Mastung": what a blank that does not break becomes where its bytes were read in another alphabet.
READ_WRONGLY = re.compile("(?<![A-Z])\u00c2(?= )")
# "six-- husband": the dash ends the word before it.
GLUED_DASH = re.compile(r"(?<=\w)--(?!-)")
# "40–50", "40 — 50", "thirty–odd": whatever dash joins two numbers is the hyphen.
NUMBER_DASH = re.compile(r"(?<=\d)[–—―~](?= ?\d)|(?<=\d )[–―~](?= ?\d)|(?<=[a-z\d])–(?=odd\b|plus\b|year-|strong\b)")
# "1'200"
THOUSANDS_MARK = re.compile(r"(?<=\d)'(?=\d{3}(?!\d))")
# "l8 February", "kil1ed", "w0unded", "6 0ctober", "2O25": what a scanner makes of 1, l, o and O.
_MONTH = r"(?i:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)"
SCANNED = (
    (re.compile(rf"(?<![\w.-])(?:l(?=\d\b)|I(?=0\b|\d {_MONTH}))|(?<=\b\d)[lI](?= {_MONTH})"), "1"),
    (re.compile(r"(?<=[a-z])1(?=[a-z])"), "l"),
    (re.compile(r"(?<=[A-Za-z])0(?=[a-z]{2})"), "o"),
    (re.compile(r"(?<=\b2)O(?=\d\d\b)"), "0"),
    (re.compile(r"\b0(?=ctober\b)"), "O"),
)
# "a she|l fell": the bar is a letter where that makes an English word.
SCANNED_BAR = re.compile(r"(?<![\w|])[A-Za-z]+\|[a-z]+(?![\w|])")
# "THIS IS WAR": no Islamic State.
IS_IN_CAPITALS = re.compile(r"\b(?:([A-Z]{2,30}),? )?IS\b(?: ([A-Z]{2,30})\b)?")
# "on Wednesday [14 August]": an editor's date inside a clause, which parts the verb from its place.
BRACKETED_DATE = re.compile(r"\[\d{1,2} [A-Z][a-z]{2,8}(?: \d{4})?\]")
LIST_MARK = re.compile(r"(?:[-–—*•·▪◦‣●►]{1,9}+|\(?\d{1,3}[.)]|\(?[a-z][.)])[ ]{1,99}+(?=\S)")
"""What an item of a list begins with."""
# The end of a wrapped line: not before an item of a list, nor an entry of a timeline ("16:44  Governor: three dead").
WRAP = re.compile(rf"(?<=\S)[ ]*\n(?=[^\s])(?!{LIST_MARK.pattern}|\d{{1,2}}:\d\d(?:  | [-–—|] ))")
WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
SENTENCE_START = re.compile(r"(?:\A|[.!?:]\s++[\"(\[]*+|\n[^\S\n]*+[\"(\[]*+|--\s++|\]\s++)(?=[^\W\d_])")
UNBROKEN = re.compile(r"\S+")
LONGEST_WORD = 200
"""Characters without a blank that the tokenizer sees at once; its time grows with their square."""
# "GOMA, DR CONGO - ": the place in front of capitals-only copy stays as it is, so that it is known for one.
CAPITALS_DATELINE = re.compile(
    r"^ {0,3}([A-Z][A-Z.']{2,30}),? (?:[A-Z][\w.']{0,30},? ){0,3}(?:\([A-Z ]{2,30}\) )?[-–—] (?=[A-Z])", re.M
)
# What stands behind these is a name, though the word may be a common one too ("NEAR SAKE").
BEFORE_NAME = re.compile(r"(?<=\bnear )[a-z]{3,}\b|(?<=\b(?:town|city) of )[a-z]{3,}\b")
BEFORE_TOWN = re.compile(
    r"(?:(?<=\bin )|(?<=\bfrom )|(?<=\boutside ))[a-z]{4,40}\b"
    r"|\b[a-z]{4,40}(?= (?:province|governorate|district|county)\b)"
)
LARGE_TOWN = 100_000
"""Inhabitants of a town that the dictionary may have as a noun ("jalalabad"): behind "in", the town is meant."""
ACRONYM = re.compile(r"\b(?:un|Un)\b(?!-)")
PIECE_ENDS = ("\n\n", "\n", ". ", "! ", "? ", "; ", " ")


def readable_text(text: str) -> str:
    """The text as the parser should see it: the same length, wrapped lines joined, capitals-only copy recased."""
    text = text.translate(ODD_CHARACTERS)
    text = READ_WRONGLY.sub(" ", text)
    text = NUMBER_DASH.sub("-", text)
    text = THOUSANDS_MARK.sub(",", text)
    for misread, letter in SCANNED:
        text = misread.sub(letter, text)
    text = SCANNED_BAR.sub(_with_letter_for_bar, text)
    text = GLUED_DASH.sub(" —", text)
    text = BRACKETED_DATE.sub(lambda match: " " * len(match.group()), text)
    text = PICTURES.sub(" ", text)
    text = MARKUP.sub(lambda match: " " * len(match.group()), text)
    if _is_wrapped(text):
        text = WRAP.sub(lambda match: " " * len(match.group()), text)
    if _is_capitals_only(text):
        return _restore_case(text)
    return IS_IN_CAPITALS.sub(_form_of_be, text)


def _with_letter_for_bar(match: re.Match[str]) -> str:
    word = match.group().replace("|", "l")
    return word if is_english_word(word.lower()) else match.group()


def _is_wrapped(text: str) -> bool:
    """Whether line ends are only where a narrow column ended: many lines, all short, most nearly full."""
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) < 4 or max(map(len, lines)) > LINE_TOO_LONG_TO_BE_WRAPPED:
        return False
    full = sum(len(line) >= SHORTEST_WRAPPED_LINE and line.rstrip()[-1] not in '.!?"' for line in lines)
    return 2 * full > len(lines)


def _is_capitals_only(text: str) -> bool:
    letters = sum(letter.isalpha() for letter in text)
    capitals = sum(letter.isupper() for letter in text)
    return letters > 0 and capitals > CAPITALS_SHARE * letters


def _restore_case(text: str) -> str:
    """Lower case for common words, a capital for the rest, which are names; one character for one."""
    from incidents.extraction.actors import known_acronyms

    common, acronyms = _common_words(), known_acronyms()

    def recase(match: re.Match[str]) -> str:
        word = match.group()
        lowered = word.lower()
        if len(lowered) != len(word) or (word in acronyms and not _is_common(lowered, common)):
            return word
        stem = lowered.split("'")[0]
        return lowered if _is_common(stem, common) else word[0] + lowered[1:]

    recased = BEFORE_NAME.sub(_name_behind, WORD.sub(recase, text))
    recased = BEFORE_TOWN.sub(_town_behind, recased)
    recased = ACRONYM.sub("UN", recased)
    letters = list(recased)
    for dateline in CAPITALS_DATELINE.finditer(text):
        if text[dateline.end(1)] == "," or not _is_common(dateline[1].lower(), common):
            letters[dateline.start() : dateline.end() + 1] = text[dateline.start() : dateline.end() + 1]
    for opening in SENTENCE_START.finditer(recased):
        if opening.end() < len(letters) and len(letters[opening.end()].upper()) == 1:
            letters[opening.end()] = letters[opening.end()].upper()
    return "".join(letters)


def _form_of_be(match: re.Match[str]) -> str:
    """ "IS" in small letters where a word in capitals beside it is a common one, as in a headline."""
    common = _common_words()
    in_headline = any(word and _is_common(word.lower(), common) for word in match.groups())
    return match.group().replace("IS ", "is ") if in_headline and match[2] else match.group()


def _name_behind(match: re.Match[str]) -> str:
    word = match.group()
    return word if word in _function_words() else word.capitalize()


def _town_behind(match: re.Match[str]) -> str:
    from incidents.extraction.gazetteer import look_up

    word = match.group()
    if word in _words_but_nouns() or not any(
        place.kind == "town" and place.population >= LARGE_TOWN for place in look_up(word)
    ):
        return word
    return word.capitalize()


@cache
def _words_but_nouns() -> frozenset[str]:
    """The verbs, adjectives and adverbs of the dictionary ("reading", "nice", "split"), and its function words."""
    from incidents.extraction.model import language_model

    index = language_model().get_pipe("lemmatizer").lookups.get_table("lemma_index")  # type: ignore[attr-defined]
    return _function_words().union(*(index[kind] for kind in ("verb", "adj", "adv") if kind in index))


@cache
def _function_words() -> frozenset[str]:
    from incidents.extraction.model import language_model

    return frozenset(language_model().Defaults.stop_words)


def is_english_word(word: str) -> bool:
    """Whether a word in small letters is in the dictionary of English, or a form of one that is."""
    return _is_common(word.split("'")[0].split("’")[0], _common_words())


def _is_common(word: str, common: frozenset[str]) -> bool:
    if word in common:
        return True
    endings = (
        ("s", ""),
        ("es", ""),
        ("ies", "y"),
        ("ed", ""),
        ("ed", "e"),
        ("d", ""),
        ("ing", ""),
        ("ing", "e"),
        ("ly", ""),
    )
    return any(
        word.endswith(ending) and len(word) > len(ending) + 2 and word[: -len(ending)] + stem in common
        for ending, stem in endings
    )


@cache
def _common_words() -> frozenset[str]:
    """Common English words: the dictionary of the model's lemmatizer without what the rules call names."""
    from incidents.extraction.model import language_model

    nlp = language_model()
    words: set[str] = set(nlp.Defaults.stop_words)
    lookups = nlp.get_pipe("lemmatizer").lookups  # type: ignore[attr-defined]
    for table in ("lemma_index", "lemma_exc"):
        if lookups.has_table(table):
            for listed in lookups.get_table(table).values():
                words.update(listed)
    return frozenset(words - set(load_rules("names")["words"]) - {word for word in code_of() if len(word) > 3})


def pieces(text: str) -> list[str]:
    """The text cut at paragraph or sentence ends into pieces that the parser reads one by one; joined, they are it."""
    return list(_cut(text))


def _cut(text: str) -> Iterator[str]:
    start = 0
    while start < len(text):
        end = _cut_point(text, start)
        yield text[start:end]
        start = end
    if not text:
        yield text


def _cut_point(text: str, start: int) -> int:
    limit = start + PIECE_SIZE
    for word in UNBROKEN.finditer(text, start, limit):
        if len(word.group()) > LONGEST_WORD:
            return word.start() + LONGEST_WORD
    if limit >= len(text):
        return len(text)
    for ending in PIECE_ENDS:
        found = text.rfind(ending, start + PIECE_SIZE // 2, limit)
        if found >= 0:
            return found + len(ending)
    return limit
