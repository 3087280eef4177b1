"""Who speaks for the claims of `labelled/speakers.jsonl`: ten styles, their answers decided before anyone looked.

As with the other labelled reports, rows with an odd index (`speakers-2`, `speakers-4`, ...) may be learnt from; the
others stay unread.
"""

import json
import tomllib
from functools import cache

from incidents.extraction import extract_many
from tests.extraction.labelled_reports import FOLDER

FLOORS = tomllib.loads((FOLDER / "floors.toml").read_text(encoding="utf-8"))["speakers"]


@cache
def heard() -> list[tuple[str, str | None, str | None]]:
    """The text, the speaker that is labelled, and the one found, for every labelled claim."""
    reports = [json.loads(line) for line in (FOLDER / "speakers.jsonl").read_text(encoding="utf-8").splitlines()]
    answers = extract_many((report["text"], None) for report in reports)
    return [
        (report["text"], label["speaker"], speaker_of(found.as_json()["claims"], label))
        for report, found in zip(reports, answers, strict=True)
        for label in report["claims"]
    ]


def speaker_of(claims, label):
    """Role and name of who is quoted for the labelled figure; None where nobody is, or the figure was not found."""
    same = (
        claim["claimant"]
        for claim in claims
        if claim["measure"] == label["measure"] and label["number"] in (claim["low"], claim["best"])
    )
    told = next(same, None)
    return f"{told['role']} {told['name']}" if told else None


def is_right(label, found):
    return label is not None and found is not None and label.lower() in found.lower()


def test_at_least_as_many_speakers_are_heard_as_when_the_floor_was_raised():
    misses = [row for row in heard() if row[1] and not is_right(row[1], row[2])]
    assert sum(is_right(label, found) for _, label, found in heard()) >= FLOORS["heard"], misses


def test_no_more_speakers_are_made_up_than_when_the_floor_was_raised():
    wrong = [row for row in heard() if row[2] and not is_right(row[1], row[2])]
    assert len(wrong) <= FLOORS["wrong"], wrong
