"""`manage.py estimate`, as a shell runs it and as Django calls it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

GOOD = json.dumps(
    {"id": 1, "reports": [{"text": "Four people were killed.", "published": "2024-05-02", "source": "X"}]}
)
BAD = json.dumps({"id": 2, "reports": [{"text": "Four people were killed.", "reliability": "good"}]})


def lines_of(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_incidents_are_answered_in_order_and_blank_lines_are_none(tmp_path: Path) -> None:
    source, target = tmp_path / "incidents.jsonl", tmp_path / "estimates.jsonl"
    source.write_text(f"{GOOD}\n\n{GOOD.replace('Four', 'Five')}\n", encoding="utf-8")
    call_command("estimate", input=str(source), output=str(target))
    assert [answer["totals"]["killed"]["best"] for answer in lines_of(target)] == [4, 5]


def test_a_bad_line_gives_an_error_and_status_one_and_the_rest_goes_on(tmp_path: Path) -> None:
    source, target = tmp_path / "incidents.jsonl", tmp_path / "estimates.jsonl"
    source.write_text(f"{BAD}\n{GOOD}\n", encoding="utf-8")
    with pytest.raises(CommandError, match="1 of the lines could not be read") as failure:
        call_command("estimate", input=str(source), output=str(target))
    assert failure.value.returncode == 1
    bad, good = lines_of(target)
    assert bad == {"id": 2, "error": "report 1: reliability is none of the letters A to F"}
    assert good["id"] == 1


def test_several_processes_give_the_same_answers(tmp_path: Path) -> None:
    source, one, two = (tmp_path / name for name in ("incidents.jsonl", "one.jsonl", "two.jsonl"))
    source.write_text(f"{GOOD}\n{BAD}\n{GOOD}\n", encoding="utf-8")
    for target, processes in ((one, 1), (two, 2)):
        with pytest.raises(CommandError):
            call_command("estimate", input=str(source), output=str(target), processes=processes, batch_size=1)
    assert lines_of(one) == lines_of(two)


def test_the_output_never_overwrites_the_input(tmp_path: Path) -> None:
    source = tmp_path / "incidents.jsonl"
    source.write_text(GOOD, encoding="utf-8")
    with pytest.raises(CommandError, match="is the input"):
        call_command("estimate", input=str(source), output=str(source))
    assert source.read_text(encoding="utf-8") == GOOD


def test_no_database_is_touched_and_a_policy_can_be_chosen() -> None:
    told = [
        {"text": f"{n} people were killed.", "published": "2024-05-02", "source": n} for n in ("Six", "Nine", "Ten")
    ]
    command = [sys.executable, "manage.py", "estimate", "--policy", "lowest"]
    environment = {**os.environ, "DATABASE_URL": "postgres://nobody@192.0.2.1:1/none"}
    given = json.dumps({"id": 1, "reports": told}).encode()
    done = subprocess.run(command, input=given, capture_output=True, check=False, env=environment)
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)["totals"] == {"killed": {"low": 6, "best": 6, "high": 10}}


def test_an_unknown_policy_is_refused() -> None:
    with pytest.raises(CommandError, match="invalid choice"):
        call_command("estimate", "--policy", "loudest")
