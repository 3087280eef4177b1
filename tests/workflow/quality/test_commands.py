"""`manage.py export_labels` and `manage.py extraction_quality`, as a shell sees them."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from incidents.vocabulary import EventType
from incidents.workflow.review.finishing import finish_report
from tests import factories
from tests.workflow.quality.cast import bridge, market

pytestmark = pytest.mark.django_db


@pytest.fixture
def anselm() -> User:
    return factories.person("anselm")


def run(*words: str) -> tuple[str, str]:
    """What a command writes, and what it says beside."""
    out, err = io.StringIO(), io.StringIO()
    call_command(*words, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def titles(*options: str) -> list[str]:
    return [json.loads(line)["title"] for line in run("export_labels", *options)[0].splitlines()]


def test_labels_come_one_a_line_with_a_warning_beside(anselm: User) -> None:
    bridge(anselm)
    market(anselm)
    lines, said = run("export_labels")
    assert [json.loads(line)["source"] for line in lines.splitlines()] == ["Ridge Wire", "Hill Radio"]
    assert "people who were killed or hurt are named in them" in said
    assert "2 reports written" in said


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (("--since", "2024-04-01"), ["Calder and three others killed"]),
        (("--until", "2024-03-05"), ["Shells at the bridge"]),
        (("--source", "hill radio"), ["Calder and three others killed"]),
        (("--reviewed-by", "anselm"), ["Shells at the bridge"]),
    ],
)
def test_labels_of_some_reports(anselm: User, options: tuple[str, ...], expected: list[str]) -> None:
    bridge(anselm)
    market(factories.person("bea"))
    assert titles(*options) == expected


def test_what_extract_finds_in_the_file_fits_its_lines(anselm: User, tmp_path: Path) -> None:
    bridge(anselm)
    market(anselm)
    written, found = tmp_path / "labels.jsonl", tmp_path / "found.jsonl"
    run("export_labels", "--out", str(written))
    call_command("extract", input=str(written), output=str(found))
    asked, answered = ([json.loads(line)["id"] for line in path.read_text().splitlines()] for path in (written, found))
    assert asked == answered


def test_a_file_that_cannot_be_written_is_said(anselm: User, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot write"):
        run("export_labels", "--out", str(tmp_path / "missing" / "labels.jsonl"))


@pytest.mark.parametrize("command", ["export_labels", "extraction_quality"])
@pytest.mark.parametrize(
    ("options", "wrong"),
    [
        (("--source", "Nobody's Wire"), "There is no source"),
        (("--reviewed-by", "nobody"), "There is no person"),
        (("--since", "yesterday"), "is no day"),
    ],
)
def test_a_choice_that_is_wrong_is_named(db: None, command: str, options: tuple[str, str], wrong: str) -> None:
    with pytest.raises(CommandError, match=wrong):
        run(command, *options)


def test_quality_in_a_table(anselm: User) -> None:
    bridge(anselm)
    table = run("extraction_quality", "--by", "source")[0].splitlines()
    assert table[1].split() == ["all", "claims", "3", "1", "1", "1", "1", *["too", "few"] * 3]
    assert table[2].split() == ["Ridge", "Wire", "3", "1", "1", "1", "1", *["too", "few"] * 3]
    assert table[3] == "corrected: number 1"


def test_quality_as_json(anselm: User) -> None:
    bridge(anselm)
    market(anselm)
    told = json.loads(run("extraction_quality", "--by", "month", "--json")[0])
    assert told["overall"]["precision"] == {
        "value": 0.75,
        "low": pytest.approx(0.3006, abs=0.0001),
        "high": pytest.approx(0.9544, abs=0.0001),
        "part": 3,
        "n": 4,
    }
    assert told["corrected_fields"] == {"number": 1}
    assert [row["name"] for row in told["rows"]] == ["2024-03", "2024-04"]


def test_quality_of_an_empty_desk_is_unknown(db: None) -> None:
    assert json.loads(run("extraction_quality", "--json")[0])["overall"]["recall"]["value"] is None


def test_types_are_learnt_from_what_the_desk_finished(anselm: User, tmp_path: Path) -> None:
    report = factories.report("Puppeteers juggled lanterns along the quay of Ashkel.")
    riot = factories.incident("Riot", event_type=EventType.RIOTS, sub_event_type="")
    finish_report(report=report, person=anselm, incident=riot)
    out = tmp_path / "weights.json"
    said = run("fit_types", "--out", str(out))[0]
    assert "371 notes and 1 reports" in said
    found = json.loads(out.read_text(encoding="utf-8"))
    weights = dict(zip(found["kinds"], found["words"]["juggle"][1:], strict=True))
    assert max(weights, key=lambda kind: weights[kind]) == "Riots"


def test_types_are_learnt_from_the_notes_alone_where_that_is_asked(anselm: User, tmp_path: Path) -> None:
    report = factories.report("Puppeteers juggled lanterns along the quay of Ashkel.")
    finish_report(report=report, person=anselm, incident=factories.incident())
    assert "371 notes and 0 reports" in run("fit_types", "--notes-only", "--out", str(tmp_path / "weights.json"))[0]


def test_weights_that_cannot_be_written_are_said(db: None, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot write"):
        run("fit_types", "--notes-only", "--out", str(tmp_path / "nowhere" / "weights.json"))
