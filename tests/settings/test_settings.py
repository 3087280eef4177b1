"""What a desk's settings promise, asked of a Python of its own, as a deployment would start it."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from conflictwatch.local_key import local_secret_key

PRODUCTION = {
    "PRODUCTION": "true",
    "SECRET_KEY": "kJ7-" + "x9Qz-not-a-real-key-" * 4,
    "ALLOWED_HOSTS": "desk.example.org",
}


def manage(folder: Path, *command: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run manage.py with a folder of its own and no variable of this test run's but the path."""
    return subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=settings.ROOT,
        env={"PATH": os.environ["PATH"], "VAR_DIR": str(folder), **variables},
        capture_output=True,
        text=True,
        timeout=120,
    )


def test_the_deployment_check_finds_nothing_in_production(tmp_path: Path) -> None:
    answer = manage(tmp_path, "check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)
    assert answer.returncode == 0, answer.stderr
    assert "no issues" in answer.stdout


def test_production_without_a_key_does_not_start(tmp_path: Path) -> None:
    answer = manage(tmp_path, "check", PRODUCTION="true", ALLOWED_HOSTS="desk.example.org")
    assert answer.returncode != 0
    assert "PRODUCTION needs SECRET_KEY" in answer.stderr


def test_production_with_debug_does_not_start(tmp_path: Path) -> None:
    assert "cannot both be on" in manage(tmp_path, "check", **PRODUCTION, DEBUG="true").stderr


def test_letters_need_the_address_of_the_desk(tmp_path: Path) -> None:
    answer = manage(tmp_path, "check", EMAIL_URL="submit://desk:secret@mail.example.org:587")
    assert answer.returncode != 0
    assert "EMAIL_URL needs DESK_URL" in answer.stderr


def test_a_mail_server_is_one_address(tmp_path: Path) -> None:
    shown = "from django.conf import settings as s; print(s.EMAIL_HOST, s.EMAIL_PORT, s.EMAIL_USE_TLS, s.SENDS_EMAIL)"
    answer = manage(
        tmp_path,
        "shell",
        "--command",
        shown,
        EMAIL_URL="submit://desk:secret@mail.example.org:587",
        DESK_URL="https://desk.example.org",
    )
    assert answer.stdout.splitlines()[-1] == "mail.example.org 587 True True", answer.stderr


def test_the_demonstration_is_never_loaded_in_production(tmp_path: Path) -> None:
    answer = manage(tmp_path, "load_demonstration", **PRODUCTION)
    assert answer.returncode != 0
    assert "never loaded in production" in answer.stderr


def test_the_models_and_the_migrations_agree(tmp_path: Path) -> None:
    answer = manage(tmp_path, "makemigrations", "--check", "--dry-run")
    assert answer.returncode == 0, answer.stdout


def test_a_local_key_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "key"
    key = local_secret_key(path)
    assert local_secret_key(path) == key
    assert len(key) >= 50
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_scripts_and_styles_come_from_this_desk_alone() -> None:
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    assert directives["default-src"] == ["'none'"]
    assert directives["script-src"] == directives["style-src"] == ["'self'"]


@pytest.mark.django_db
def test_sqlite_lets_people_read_while_one_writes() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("another database")
    options = settings.DATABASES["default"]["OPTIONS"]
    assert options["transaction_mode"] == "IMMEDIATE"
    assert options["timeout"] >= 5
    assert "journal_mode=WAL" in options["init_command"]
