import io
import json
import os
import signal
import subprocess
import sys
import time

import pytest
from django.core.management import CommandError, call_command

from incidents.extraction.batch import answer_extract_batch, answer_lines

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


# Lines that are no reports


@pytest.mark.parametrize(
    ("line", "report_id", "error"),
    [
        ('{"id": 1, "text": "a", "text": "b"}', None, "not JSON: 'text' stands twice"),
        ('{"id": NaN, "text": "a"}', None, "not JSON: NaN"),
        ('{"id": 1e999, "text": "a"}', None, "not JSON: a number is too large"),
        ('{"id": ' + "9" * 5_000 + ', "text": "a"}', None, "not JSON"),
        ('{"id": ' + "[" * 5_000 + "]" * 5_000 + ', "text": "a"}', None, "not JSON"),
        ('"a text"', None, "not a JSON object"),
        ("null", None, "not a JSON object"),
        ('{"id": 1, "text": null}', 1, "no text"),
        ('{"id": 1, "text": "a", "published": "20240309"}', 1, "published"),
        ('{"id": 1, "text": "a", "published": "2024-02-30"}', 1, "published"),
        ('{"id": 1, "text": "a", "published": 20240309}', 1, "published"),
        ('{"id": 1, "text": "a", "published": "0001-01-01"}', 1, "published"),
        (b'{"id": 1, "text": "caf\xe9"}', None, "not UTF-8: "),
        ('{"id": 1, "text": "Four men', None, "not JSON"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_a_line_that_is_no_report_says_why(line, report_id, error):
    bad, good = answers(line, GOOD)
    assert bad["id"] == report_id
    assert bad["error"].startswith(error)
    assert good["claims"]


@pytest.mark.parametrize("report_id", [None, 0, -7, 10**400, 1.5, "", "é", "a\ud800", True, ["x", 1], {"a": None}])
def test_an_id_is_given_back_as_it_came(report_id):
    (answer,) = answers(json.dumps({"id": report_id, "text": "Four men were killed."}))
    assert answer["id"] == report_id


def test_a_line_without_an_id_is_answered_with_none():
    (answer,) = answers('{"text": "Four men were killed."}')
    assert answer["id"] is None
    assert answer["totals"]["killed"]["best"] == 4


@pytest.mark.parametrize("more", [{"title": "Six dead"}, {"title": 5}, {"source": None}, {"source": {"name": "x"}}])
def test_title_and_source_change_nothing(more):
    plain = {"id": 1, "text": "Four men were killed."}
    assert answers(json.dumps(plain | more)) == answers(json.dumps(plain))


@pytest.mark.parametrize("published", [{}, {"published": None}, {"published": ""}])
def test_a_report_may_have_no_day_of_publication(published):
    (answer,) = answers(json.dumps({"id": 1, "text": "Four men were killed on Friday."} | published))
    assert answer["claims"][0]["best"] == 4


def test_a_byte_order_mark_before_the_first_line_is_no_fault():
    (answer,) = answers(b"\xef\xbb\xbf" + GOOD.encode())
    assert answer["claims"][0]["best"] == 4


def test_half_a_pair_of_surrogates_is_read_like_any_odd_character():
    (answer,) = answers('{"id": 1, "text": "\\ud83d Four men were killed."}')
    assert answer["claims"][0]["raw"] == "Four men"
    assert answer["claims"][0]["span"] == [2, 10]


def test_words_with_half_a_pair_of_surrogates_can_be_written():
    (line,) = answer_lines(['{"id": "\\ud83d", "text": "Four men were killed."}'])
    assert line.line.encode()
    assert json.loads(line.line)["id"] == "\ud83d"


def test_a_zero_character_is_a_blank():
    (answer,) = answers('{"id": 1, "text": "Four\\u0000men were killed."}')
    assert answer["claims"][0]["best"] == 4


def test_a_text_in_a_language_that_is_not_read_has_no_values():
    (answer,) = answers(json.dumps({"id": 1, "text": "Военные сообщили, что девять человек погибли на севере страны."}))
    assert answer["language"] == "ru"
    assert (answer["claims"], answer["totals"], answer["event"]["place"]) == ([], {}, None)


def test_a_text_that_the_program_fails_on_costs_no_other_its_answer(monkeypatch):
    def fail(doc, given):
        if "Goma" in doc.text:
            raise ZeroDivisionError("for a test")
        return ()

    monkeypatch.setattr("incidents.extraction.pipeline.find_places", fail)
    bad, good = answers('{"id": 7, "text": "Four men were killed in Goma."}', GOOD)
    assert bad == {"id": 7, "error": "could not be read: ZeroDivisionError: for a test"}
    assert good["claims"]


# Several processes


def _kills_its_process(lines):
    if any("KILLER" in line for line in lines):
        os.kill(os.getpid(), signal.SIGKILL)
    return answer_extract_batch(lines)


def test_a_line_that_kills_its_process_costs_no_other_its_answer(monkeypatch):
    monkeypatch.setattr("incidents.extraction.batch.answer_extract_batch", _kills_its_process)
    texts = ["Four men were killed.", "KILLER", "Five men were killed.", "Six men were killed."]
    lines = [json.dumps({"id": k, "text": text}) for k, text in enumerate(texts)]
    found = [json.loads(answer.line) for answer in answer_lines(lines, batch_size=2, processes=2)]
    assert [answer["id"] for answer in found] == [0, 1, 2, 3]
    assert found[1] == {"id": 1, "error": "could not be read: the process that read it died"}
    assert [answer["totals"]["killed"]["best"] for answer in found if "totals" in answer] == [4, 5, 6]


# The command, as a shell runs it


def run(*arguments, given=b"", **options):
    command = [sys.executable, "manage.py", "extract", *map(str, arguments)]
    return subprocess.run(command, input=given, capture_output=True, check=False, **options)


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "reports.jsonl"
    path.write_text(GOOD + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("value", ["0", "-1", "two", "1.5"])
@pytest.mark.parametrize("option", ["--processes", "--batch-size"])
def test_counts_must_be_whole_and_positive(option, value):
    with pytest.raises(CommandError, match="must be a whole number, 1 or more"):
        call_command("extract", option, value)


def test_a_missing_input_is_named_and_an_old_output_stays(tmp_path):
    target = tmp_path / "found.jsonl"
    target.write_text("old\n", encoding="utf-8")
    with pytest.raises(CommandError, match=r"cannot read .*none.jsonl: No such file") as failure:
        call_command("extract", input=str(tmp_path / "none.jsonl"), output=str(target))
    assert failure.value.returncode == 2
    assert target.read_text(encoding="utf-8") == "old\n"


def test_an_output_that_cannot_be_written_is_named(source, tmp_path):
    with pytest.raises(CommandError, match=r"cannot write .*found.jsonl: No such file"):
        call_command("extract", input=str(source), output=str(tmp_path / "none" / "found.jsonl"))


def test_the_output_never_overwrites_the_input(source, tmp_path):
    link = tmp_path / "link.jsonl"
    link.symlink_to(source)
    for target in (source, link):
        with pytest.raises(CommandError, match="is the input"):
            call_command("extract", input=str(source), output=str(target))
    assert source.read_text(encoding="utf-8") == GOOD + "\n"


def test_no_database_is_touched_and_nothing_but_answers_is_printed(source):
    done = run("--input", source, env={**os.environ, "DATABASE_URL": "postgres://nobody@192.0.2.1:1/none"})
    assert done.returncode == 0
    assert json.loads(done.stdout)["id"] == 1
    assert done.stderr == b""


def test_pipes_speak_utf_8_whatever_the_locale():
    given = json.dumps({"id": "é", "text": "Four men were killed in Bäckefors."}, ensure_ascii=False).encode()
    done = run(given=given + b"\n\xff\n", env={**os.environ, "PYTHONIOENCODING": "ascii"})
    good, bad = (json.loads(line) for line in done.stdout.decode("utf-8").splitlines())
    assert good["id"] == "é"
    assert bad["error"].startswith("not UTF-8")
    assert done.returncode == 1
    assert b"1 of the lines could not be read" in done.stderr


def test_a_reader_who_has_enough_ends_the_command_quietly(tmp_path):
    source = tmp_path / "reports.jsonl"
    source.write_text((GOOD + "\n") * 300, encoding="utf-8")
    command = f"{sys.executable} manage.py extract --batch-size 8 --input {source} | head -n 1"
    done = subprocess.run(command, shell=True, capture_output=True, check=False)
    assert json.loads(done.stdout)["id"] == 1
    assert done.stderr == b""


@pytest.mark.parametrize("processes", [1, 2])
def test_an_interrupt_keeps_the_answers_so_far(tmp_path, processes):
    target = tmp_path / "found.jsonl"
    command = [sys.executable, "manage.py", "extract", "--batch-size", "1", "--processes", str(processes)]
    with subprocess.Popen(
        [*command, "--output", str(target)],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # ignored below `nohup make test &`
    ) as running:
        running.stdin.write((GOOD + "\n").encode() * 6)
        running.stdin.flush()
        until = time.monotonic() + 60
        while time.monotonic() < until and not (target.exists() and target.stat().st_size):
            time.sleep(0.05)
        os.killpg(running.pid, signal.SIGINT)
        try:
            running.wait(timeout=60)
        finally:
            running.kill()
        said = running.stderr.read().decode()
    assert running.returncode == 130
    assert said == "CommandError: stopped; the answers up to here are written\n"
    lines = target.read_text(encoding="utf-8").splitlines()
    assert {json.loads(line)["id"] for line in lines} == {1}
