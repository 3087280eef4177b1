"""One line of JSON into the report that it holds, or into what is wrong with it; and findings into a line."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date
from math import isinf
from typing import Any, NoReturn

from incidents.days import is_recordable

LONGEST_TEXT = 200_000
# Characters that many readers take for the end of a line, though JSON does not.
LINE_SEPARATORS = {separator: f"\\u{ord(separator):04x}" for separator in "\x85\u2028\u2029"}
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Request:
    """One line read: its id as given, and either a text with its date or what is wrong with it."""

    id: Any
    text: str = ""
    published: date | None = None
    country: str | None = None
    """The ISO alpha-2 code of the country that the text is about, where that was given."""
    error: str | None = None


def read_line(line: bytes | str) -> Request:
    """What a line asks for. Never raises, whatever the line holds."""
    try:
        given = read_object(line)
    except LineError as error:
        return Request(error.id, error=str(error))
    try:
        return Request(
            given.get("id"),
            read_text(given),
            country=_country(given.get("country")),
            published=_date(given.get("published")),
        )
    except LineError as error:
        return Request(given.get("id"), error=str(error))
    except (TypeError, ValueError):
        return Request(given.get("id"), error="published is no date of the form YYYY-MM-DD, from 1800 to tomorrow")


class LineError(ValueError):
    """What is wrong with a line; `id` is that of the line, as far as it could be read."""

    def __init__(self, wrong: str, line_id: Any = None) -> None:
        super().__init__(wrong)
        self.id = line_id


def read_object(line: bytes | str) -> dict[str, Any]:
    """The JSON object that a line holds, with an id that can be written. Raises LineError."""
    try:
        given = json.loads(
            line if isinstance(line, str) else line.decode("utf-8-sig"),
            object_pairs_hook=_once_each,
            parse_constant=_no_number,
            parse_float=_finite,
        )
    except UnicodeDecodeError as error:
        raise LineError(f"not UTF-8: {error.reason} at byte {error.start}") from error
    except (ValueError, RecursionError) as error:
        raise LineError(f"not JSON: {error}") from error
    if not isinstance(given, dict):
        raise LineError("not a JSON object")
    if not _can_be_written(given.get("id")):
        raise LineError("the id is nested too deeply")
    return given


def read_text(given: dict[str, Any]) -> str:
    """The text of a report. Raises LineError where there is none, or too much of it."""
    text = given.get("text")
    if not isinstance(text, str):
        raise LineError("no text")
    if len(text) > LONGEST_TEXT:
        raise LineError(f"text too long: {len(text):,} characters, at most {LONGEST_TEXT:,}")
    return text


def id_of(line: bytes | str) -> Any:
    """The id of a line, or None where it cannot be read."""
    try:
        return read_object(line).get("id")
    except LineError as error:
        return error.id


def _can_be_written(report_id: Any) -> bool:
    try:
        json.dumps(report_id)
    except RecursionError:
        return False
    return True


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object's members. Of two texts under one name nobody can tell which is the report's."""
    members = dict(pairs)
    if len(members) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"{twice!r} stands twice in one object")
    return members


def _no_number(word: str) -> NoReturn:
    raise ValueError(f"{word} is no number of JSON")


def _finite(digits: str) -> float:
    number = float(digits)
    if isinf(number):
        raise ValueError("a number is too large")
    return number


def _date(value: Any) -> date | None:
    if value in (None, ""):
        return None
    if not DAY.fullmatch(value):
        raise ValueError(value)
    day = date.fromisoformat(value)
    if not is_recordable(day):
        raise ValueError(value)
    return day


def _country(value: Any) -> str | None:
    if value in (None, ""):
        return None
    from incidents.extraction.gazetteer import (
        country_code,  # which opens a file that the process that shares out needs not
    )

    code = country_code(value) if isinstance(value, str) else None
    if code is None:
        raise LineError(f"country is no ISO code or name of a country that is known: {json.dumps(value)[:80]}")
    return code


def json_line(answer: dict[str, Any]) -> str:
    """An answer as one line of JSON, without the line's end."""
    line = json.dumps(answer, ensure_ascii=False, allow_nan=False)
    try:
        line.encode()
    except UnicodeEncodeError:  # half a pair of surrogates can only be written as an escape
        return json.dumps(answer, ensure_ascii=True)
    for separator, escape in LINE_SEPARATORS.items():  # each sought by itself: str.translate looks at every letter
        line = line.replace(separator, escape)
    return line
