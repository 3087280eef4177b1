"""Pasted characters to a text that can be kept: line ends made alike, rubbish refused, nothing else touched."""

from __future__ import annotations

import unicodedata

LONGEST_TEXT = 200_000
"""In characters. Longer texts are several reports; the extract command has the same bound."""

MOST_CONTROL_CHARACTERS = 0.01
MOST_UNREADABLE_CHARACTERS = 0.05


class UnusableTextError(ValueError):
    """The text cannot be kept as a report; the message says why, for the person who pasted it."""


def clean_text(pasted: str) -> str:
    """The text as it will be kept: line ends as a single newline, no blank edges, all else untouched.

    Raises UnusableTextError where nothing is left, where it is too long, or where it is no text at all.
    """
    text = pasted.replace("\r\n", "\n").replace("\r", "\n").strip("\ufeff \t\n")
    if not text or not any(character.isalnum() for character in text):
        raise UnusableTextError("Paste the text of a report: there is nothing here to read.")
    if len(text) > LONGEST_TEXT:
        raise UnusableTextError(
            f"This text has {len(text):,} characters; {LONGEST_TEXT:,} is the most that one report can have. "
            "Add it as several reports."
        )
    if looks_binary(text):
        raise UnusableTextError("This looks like a file, not like text. Open it and copy the words into the box.")
    return text


def looks_binary(text: str) -> bool:
    """Whether the characters are those of a file that was pasted as it is."""
    if "\x00" in text:
        return True
    control = sum(unicodedata.category(character) == "Cc" and character not in "\n\t\f" for character in text)
    unreadable = sum(
        character == "\ufffd" or unicodedata.category(character) in ("Cn", "Co", "Cs") for character in text
    )
    return control > len(text) * MOST_CONTROL_CHARACTERS or unreadable > len(text) * MOST_UNREADABLE_CHARACTERS
