import io
import json

import pytest
from django.core.management import CommandError, call_command

from incidents.extraction.batch import answer_lines

GOOD = '{"id": 1, "text": "Four men were killed, police said.", "published": "2024-03-09"}'


def answers(*lines: str) -> list[dict]:
    return [json.loads(answer.line) for answer in answer_lines(lines, batch_size=2)]


def test_a_line_gives_claims_totals_and_the_event():
    (answer,) = answers(GOOD)
    assert answer["id"] == 1
    assert answer["language"] == "en"
    assert answer["claims"][0]["victims"]["raw"] == "Four men"
    assert answer["claims"][0]["claimant"]["name"] == "police"
    assert answer["totals"] == {"killed": {"low": 4, "best": 4, "high": 4}}
    assert set(answer["event"]) >= {
        "date_start",
        "date_end",
        "date_precision",
        "event_type",
        "place",
        "actors",
        "weapons",
    }


@pytest.mark.parametrize(
    ("line", "report_id", "error"),
    [
        ("no JSON", None, "not JSON"),
        ("[1, 2]", None, "not a JSON object"),
        ('{"id": "x"}', "x", "no text"),
        ('{"id": "x", "text": 5}', "x", "no text"),
        ('{"id": "x", "text": "a", "published": "yesterday"}', "x", "published"),
        (json.dumps({"id": "x", "text": "a" * 200_001}), "x", "text too long"),
    ],
)
def test_a_bad_line_gives_an_error_and_the_rest_goes_on(line, report_id, error):
    bad, good = answers(line, GOOD)
    assert bad["id"] == report_id
    assert bad["error"].startswith(error)
    assert good["id"] == 1
    assert "error" not in good


def test_answers_keep_the_order_of_the_lines():
    lines = [json.dumps({"id": k, "text": f"{k + 2} men were killed."}) for k in range(7)]
    assert [answer["id"] for answer in answers(*lines)] == list(range(7))


def test_a_text_of_exactly_the_limit_is_read():
    (answer,) = answers(json.dumps({"id": "x", "text": "\n" * 200_000}))
    assert answer["claims"] == []


def test_an_answer_is_one_line_whatever_the_text_holds():
    (answer,) = answer_lines([json.dumps({"id": 1, "text": "Four\u2028men\u0085were killed."})])
    assert len(answer.line.splitlines()) == 1


def test_blank_lines_are_no_reports():
    assert len(answers("", GOOD, "   \n")) == 1


def test_the_command_reads_and_writes_files(tmp_path):
    source, target = tmp_path / "reports.jsonl", tmp_path / "found.jsonl"
    source.write_text(GOOD + "\n" + GOOD + "\n", encoding="utf-8")
    call_command("extract", input=str(source), output=str(target))
    assert [json.loads(line)["id"] for line in target.read_text(encoding="utf-8").splitlines()] == [1, 1]


def test_the_command_speaks_with_pipes(monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin", io.StringIO(GOOD + "\n"))
    call_command("extract", input="-", output="-")
    assert json.loads(capsys.readouterr().out)["id"] == 1


def test_the_command_ends_with_status_one_when_a_line_failed(tmp_path):
    source, target = tmp_path / "reports.jsonl", tmp_path / "found.jsonl"
    source.write_text("no JSON\n" + GOOD + "\n", encoding="utf-8")
    with pytest.raises(CommandError) as failure:
        call_command("extract", input=str(source), output=str(target))
    assert failure.value.returncode == 1
    assert len(target.read_text(encoding="utf-8").splitlines()) == 2


def test_two_processes_give_the_same_answers_as_one():
    lines = [json.dumps({"id": k, "text": f"{k + 2} men were killed."}) for k in range(5)]
    assert list(answer_lines(lines, batch_size=2, processes=2)) == list(answer_lines(lines, batch_size=2))
