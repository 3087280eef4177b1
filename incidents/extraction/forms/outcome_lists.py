"""Lists of people with what befell each, as hospitals keep them ("1 Ada Obi, 38 y - dead on arrival", or a register
in columns), put in the order of two sentences: who was killed, and who was injured."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from incidents.extraction.types import Span

Piece = Span | str
"""Words of the text by their place in it, or other words."""
SHORTEST_LIST = 2

_WORD = r"[^\W\d_][\w'’.-]{0,20}+"
_BYNAME = r"[\"“(][\w'’. -]{2,20}+[\"”)]"
_PERSON_LISTED = re.compile(
    rf"[ \t]{{0,8}}+(?:[-–—*•·▪●] ?|\(?\d{{1,3}}[.)]? )?(?P<name>{_WORD}(?: (?:{_WORD}|{_BYNAME})){{0,5}})"
    r" ?(?:[,;(|]| - |\t) ?"
    r"(?:(?:M|F|male|female)\b[,/ ]{0,2})?(?:aged? |about |approx\.? ?)?(?P<age>\d{1,2})"
    r"(?: ?(?:y|yrs?|years?(?: old)?|yo)\b\.?)?(?: ?/? ?[MF]\b)?\)? ?(?:[-–—:,;|]|\t) ?(?P<outcome>\S[^\n]{2,120})"
)
_GAP = r"(?: *\| *| *\t[ \t]*| {2,40})"
# "3   unknown male   ~30   died": a row of a register, its cells parted by bars, tabs or blanks.
_ROW = re.compile(
    rf"[ |]{{0,4}}\d{{1,3}}[.)]?(?: |{_GAP})(?P<name>{_WORD}(?: {_WORD}){{0,5}})(?:, ?{_WORD}(?: {_WORD}){{0,3}})?"
    rf"(?:{_GAP}(?:M|F|male|female))?{_GAP}(?:[~≈±]|c\.|ca\.|about |approx\.? )? ?(?P<age>\d{{1,2}})"
    rf"(?: ?(?:y|yrs?|years?|yo)\b\.?)?(?:{_GAP}(?:M|F|male|female))?{_GAP}(?P<outcome>[^\W\d][^\n|]{{1,120}})",
    re.I,
)
# Without a byname and what follows it, and without the stop of a last initial, which would end the sentence.
_WITHOUT_BYNAME = re.compile(r"[^\"“(]+?(?=\.?$| [\"“(])")
# "(1) Ada Obi, 38, driver - DOA; (2) Musa B., 7 - wounded": a list in one line.
_NUMBERED = re.compile(r"\(\d{1,2}\) [^;\n]{3,150}(?:; ?\(\d{1,2}\) [^;\n]{3,150})+")
_DEAD = re.compile(r"\b(?:dead|died|deceased|doa|killed|death|martyr(?:ed)?|expired|succumbed|mortuary|morgue)\b", re.I)
_KIN = (
    r"(?:(?:grand|step)?(?:father|mother|son|daughter|child|children|parents?)|brothers?|sisters?|husband|wife|spouse|uncle|aunt"
    r"|cousins?|nephew|niece|twin|baby|foetus|fetus|unborn|famil(?:y|ies)|relatives?|siblings?|friends?|colleagues?|neighbou?rs?"
    r"|driver|passengers?|companions?|others?|comrades?|in-laws?)"
)
_NO_DEATH_BEFORE = re.compile(
    rf"(?:\b{_KIN}(?:\s[\w'’-]{{1,15}}){{0,3}}\s|\b(?:not|no|never|near(?:ly)?|almost|feared|presumed|cheated|escaped"
    r"|risk of|fear of|left for|brain|half)[\s-](?:[\w'’-]{1,15}\s){0,1})\Z",
    re.I,
)
"""What stands before a word of death that is not this person's own ("father killed", "not dead")."""
_NO_DEATH_AFTER = re.compile(rf"\s(?:of\s)?(?:(?:his|her|their|the|a)\s){{0,1}}{_KIN}\b", re.I)
_HURT = re.compile(
    r"\b(?:wound\w*|injur\w+|shrapnel"
    r"|fractur\w+|burn(?:s|ed|t)?|gunshot|gsw|bullets?|blast"
    r"|amputat\w+"
    r"|lost (?:left|right|both)|lacerat\w+|cuts?)\b",
    re.I,
)
_TREATED = re.compile(
    r"\b(?:stable|critical|serious|icu|intensive care|operat\w+|surgery|theatre|discharged"
    r"|admitted|referred|transferred|treated|stitch\w+)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class _Patient:
    """A person of a list: the places of the name and the age, and whether dead, hurt, or only treated."""

    name: Span
    age: Span
    named: bool
    outcome: str


def lists_of_outcomes(text: str) -> Iterator[tuple[Span, list[Piece]]]:
    """Each such list of a text: its place, and what is read of it."""
    start = 0
    first = 0
    patients: list[_Patient] = []
    for line in [*text.split("\n"), ""]:
        patient = _patient(text, start, len(line)) if line else None
        if patient is not None:
            first = start if not patients else first
            patients.append(patient)
        else:
            if _is_list(patients):
                yield (first, start), _by_outcome(patients)
            patients = []
            if (listed := _NUMBERED.search(line)) and _is_list(several := _in_one_line(text, start, listed)):
                yield (start + listed.start(), start + listed.end()), ["\n", *_by_outcome(several)]
        start += len(line) + 1


def _in_one_line(text: str, start: int, listed: re.Match[str]) -> list[_Patient]:
    """The people of a list whose line begins at `start`; none where an entry cannot be read."""
    entries = re.finditer(r"\(\d[^;]+", listed.group())
    read = [_patient(text, start + listed.start() + entry.start(), len(entry.group())) for entry in entries]
    known = [patient for patient in read if patient is not None]
    return known if len(known) == len(read) else []


def _by_outcome(patients: Sequence[_Patient]) -> list[Piece]:
    return [*_list_of(patients, "dead", "Killed"), *_list_of(patients, "hurt", "Injured")]


def _patient(text: str, start: int, length: int) -> _Patient | None:
    end = start + length
    found = _PERSON_LISTED.match(text, start, end) or _ROW.match(text, start, end)
    if found is None:
        return None
    words = found["outcome"]
    fares = (("hurt", _HURT), ("treated", _TREATED))
    outcome = "dead" if _tells_own_death(words) else next((told for told, cue in fares if cue.search(words)), "")
    first, end = found.span("name")
    name = (first, first + _WITHOUT_BYNAME.match(text[first:end]).end())  # type: ignore[union-attr]
    return _Patient(name, found.span("age"), found["name"][0].isupper(), outcome) if outcome else None


def _tells_own_death(words: str) -> bool:
    """Whether the outcome is the death of the listed person, not of somebody told of beside ("burns; mother died")."""
    for found in _DEAD.finditer(words):
        clause = max(words.rfind(mark, 0, found.start()) for mark in (",", ";", "(", ":", " - ", "–", "—")) + 1
        if _NO_DEATH_BEFORE.search(words, clause, found.start()) or _NO_DEATH_AFTER.match(words, found.end()):
            continue
        return True
    return False


def _is_list(patients: Sequence[_Patient]) -> bool:
    """Whether they are several, and not all sick: of those only treated nobody knows why."""
    return len(patients) >= SHORTEST_LIST and any(patient.outcome != "treated" for patient in patients)


def _list_of(patients: Sequence[_Patient], outcome: str, word: str) -> Iterator[Piece]:
    """ "Killed: Ada Obi, 38; Musa Bello, 7."; who is treated beside the wounded was wounded."""
    told = [one for one in patients if one.outcome == outcome or (outcome == "hurt" and one.outcome == "treated")]
    for number, one in enumerate(told):
        yield f"{word}: " if number == 0 else "; "
        if not one.named:
            yield "one "
        yield one.name
        yield ", "
        yield one.age
    if told:
        yield ".\n"
