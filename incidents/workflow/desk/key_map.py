"""Which key does what for one person: the usual keys, and those that the person set instead (WCAG 2.1.4)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import User
from django.http import HttpRequest

from incidents.models import Preferences

REVIEW, SETTLE, QUEUE, REPORTS = "review", "settle", "queue", "reports"
ACTIONS: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "next": ("j", "next claim or row; ↓ does the same", (REVIEW, QUEUE, REPORTS)),
    "previous": ("k", "previous claim or row; ↑ does the same", (REVIEW, QUEUE, REPORTS)),
    "accept": ("a", "accept, and on to the next that waits", (REVIEW,)),
    "reject": ("x", "reject, and on", (REVIEW,)),
    "edit": ("e", "edit: type the number, Enter saves, Esc leaves", (REVIEW,)),
    "flag": ("f", "flag for another look", (REVIEW,)),
    "undo": ("z", "take the last decision back; Ctrl+Z does the same", (REVIEW,)),
    "accept_seen": ("A", "accept the rest: only claims whose cards you have seen in full", (REVIEW,)),
    "add": ("c", "add a claim from the selected words", (REVIEW,)),
    "tie": ("t", "tie the claim to another: part of it, beside it, or told again", (REVIEW,)),
    "move": ("m", "move the current claim to the selected words", (REVIEW,)),
    "next_group": ("g", "next group of a report that tells of several incidents", (REVIEW,)),
    "previous_group": ("G", "group before", (REVIEW,)),
    "begin_group": ("b", "a group begins at the sentence of the selected words, else of the current claim", (REVIEW,)),
    "merge_group": ("B", "merge the current group with the one before", (REVIEW,)),
    "claim_on": (">", "put the current claim into the next group", (REVIEW,)),
    "claim_back": ("<", "put the current claim into the group before", (REVIEW,)),
    "mark": ("u", "mark the selected words as furniture of the page, or as text again", (REVIEW,)),
    "confirm_day": ("y", "confirm the day of publication, where it is only assumed", (REVIEW,)),
    "finish": ("n", "finish this report and go to the next; Ctrl+Enter does the same", (REVIEW,)),
    "start": ("s", "start reviewing", (QUEUE,)),
    "search": ("/", "search", (REVIEW, QUEUE, REPORTS)),
    "help": ("?", "the list of keys", (REVIEW, QUEUE, REPORTS)),
}
"""What can be set: the usual key, what it does, and on which pages."""
SETTLING = {
    "next": "next claim; ↓ does the same",
    "previous": "previous claim; ↑ does the same",
    "edit": "other values than either: Enter saves, Esc leaves",
    "undo": "take back what was chosen last; Ctrl+Z does the same",
    "accept_seen": "take the answers that agree: only of claims whose cards you have seen in full",
    "finish": "settle this report; Ctrl+Enter does the same",
    "help": "the list of keys",
}
"""What keys do where two readings are settled; the others do nothing there."""
USUAL = {action: usual for action, (usual, _, _) in ACTIONS.items()}
IN_SESSION = "keys"


class BadKeysError(ValueError):
    """Keys that cannot be told apart, or that no keyboard has as one. `errors` are sentences by action."""

    def __init__(self, errors: dict[str, str]) -> None:
        self.errors = errors
        super().__init__(" ".join(errors.values()))


def check_keys(keys: Mapping[str, str]) -> None:
    """Raise BadKeysError unless each action has one visible character of its own that is no digit."""
    errors = {}
    for action, key in keys.items():
        if action not in ACTIONS:
            errors[action] = "There is no such action."
        elif len(key) != 1 or not key.isprintable() or key.isspace():
            errors[action] = "One visible character."
        elif key.isdigit():
            errors[action] = "Digits choose among readings of the same words."
        elif list(keys.values()).count(key) > 1:
            errors[action] = f"“{key}” is set twice."
    if errors:
        raise BadKeysError(errors)


def set_keys(*, person: User, keys: Mapping[str, str], single_keys: bool) -> None:
    """Set a person's keys: `keys` has all actions. Raises BadKeysError."""
    check_keys({**USUAL, **keys})
    differing = {action: key for action, key in keys.items() if key != USUAL[action]}
    Preferences.objects.update_or_create(person=person, defaults={"keys": differing, "single_keys": single_keys})


def live_on(page: str) -> dict[str, str]:
    """What the keys do that are live on a page, by action."""
    if page == SETTLE:
        return SETTLING
    return {action: words for action, (_, words, pages) in ACTIONS.items() if page in pages}


def remember_keys(request: HttpRequest, user: User, **_: Any) -> None:
    """Keep a person's keys in the session, so that no page asks the database for them. Runs at each sign-in."""
    kept = Preferences.objects.filter(person=user).first()
    request.session[IN_SESSION] = {"keys": kept.keys if kept else {}, "on": kept.single_keys if kept else True}


def keys_of_person(request: HttpRequest) -> tuple[dict[str, str], bool]:
    """The keys of whoever asks, by action, and whether single keys are on.

    An action that came later than a person's own keys has none ("") where its usual key is one of them.
    """
    kept = request.session.get(IN_SESSION) or {"keys": {}, "on": True}
    own = kept["keys"]
    free = {action: "" if action not in own and key in own.values() else key for action, key in USUAL.items()}
    return {**free, **own}, kept["on"]
