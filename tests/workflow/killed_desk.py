"""A desk of real processes on the database of the tests: pages and a worker of tasks, to be killed at any moment."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from http.client import HTTPConnection, HTTPException
from itertools import count
from pathlib import Path
from random import Random
from time import monotonic, sleep
from urllib.parse import quote, urlencode

from django.conf import settings
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client

ACCEPTED = re.compile(r"/review/(\d+)/$")
CSRF = "k" * 32
TOWNS = ("Kandahar", "Kharkiv", "Maiduguri", "Mosul", "Goma", "Mopti")
numbers = count(1)


def address_of_database() -> str:
    """The database of this process as DATABASE_URL."""
    told = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{told['NAME']}"
    return f"postgresql://{told['USER']}@{quote(told['HOST'], safe='')}/{told['NAME']}"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def draw_text(draw: Random, sentences: int) -> str:
    """A text of its own, with a claim or two in each sentence."""
    number = next(numbers)
    lines = [
        f"Rebels killed {draw.randint(2, 90)} soldiers near {draw.choice(TOWNS)} on Monday, police said, and "
        f"{draw.randint(2, 90)} villagers were wounded in the market of district {draw.randint(1, 999)}."
        for _ in range(sentences)
    ]
    return f"Dispatch {number} of {draw.random()}: fighting goes on.\n\n" + "\n".join(lines)


class KilledDesk:
    """Commands that are begun again whenever they are found ended, and people who paste."""

    def __init__(self, person: User, port: int, commands: dict[str, list[str]], log: Path) -> None:
        self.port, self.commands, self.log = port, commands, log
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        client = Client()
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        self.cookies = f"sessionid={client.cookies['sessionid'].value}; csrftoken={CSRF}"

    @classmethod
    def under_gunicorn(cls, person: User, log: Path) -> KilledDesk:
        """As docs/deployment.md has it, with one worker of pages."""
        port = free_port()
        pages = [sys.executable, "-m", "gunicorn", "conflictwatch.wsgi:application", "--bind", f"127.0.0.1:{port}"]
        pages += ["--workers", "1", "--threads", "4", "--timeout", "60"]
        return cls(person, port, {"pages": pages, "tasks": [sys.executable, "manage.py", "db_worker"]}, log)

    @classmethod
    def under_serve(cls, person: User, log: Path) -> KilledDesk:
        port = free_port()
        return cls(person, port, {"serve": [sys.executable, "manage.py", "serve", "--port", str(port)]}, log)

    def __enter__(self) -> KilledDesk:
        self.keep_running()
        return self

    def __exit__(self, *error: object) -> None:
        for process in self.running.values():
            for pid in [*children_of(process.pid), process.pid]:
                kill(pid)
            process.wait()

    def keep_running(self) -> None:
        """Begin what has ended, as systemd does."""
        told = {"DATABASE_URL": address_of_database(), "ALLOWED_HOSTS": "127.0.0.1", "PYTHONUNBUFFERED": "1"}
        for name, command in self.commands.items():
            process = self.running.get(name)
            if process is None or process.poll() is not None:
                with self.log.open("ab") as log:
                    self.running[name] = subprocess.Popen(
                        command, cwd=settings.ROOT, env={**os.environ, **told}, stdout=log, stderr=log
                    )

    def kill_one(self, draw: Random) -> str:
        """End one of its processes at once, parents and children alike; what it was."""
        pids = {name: process.pid for name, process in self.running.items() if process.poll() is None}
        for name, pid in list(pids.items()):
            pids |= {f"{name}, child {at}": child for at, child in enumerate(children_of(pid))}
        name = draw.choice(sorted(pids))
        kill(pids[name])
        return name

    def ask(self, method: str, path: str, form: dict[str, str] | None = None, timeout: float = 60) -> tuple[int, str]:
        """The status of an answer, and where it leads; 0 where none came."""
        asked = HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        headers = {"Cookie": self.cookies, "Content-Type": "application/x-www-form-urlencoded"}
        body = urlencode({**form, "csrfmiddlewaretoken": CSRF}) if form else None
        try:
            asked.request(method, path, body, headers)
            answer = asked.getresponse()
            answer.read()
            return answer.status, answer.headers.get("Location", "")
        except (OSError, HTTPException):
            return 0, ""
        finally:
            asked.close()

    def paste(self, text: str) -> int | None:
        """The report of a text that was taken in; None where nobody said so."""
        form = {"text": text, "source": "Valley Radio", "published": "2024-03-05"}
        _, location = self.ask("POST", "/reports/new/", form)
        found = ACCEPTED.search(location)
        return int(found[1]) if found else None

    def wait_until_up(self, seconds: float = 60) -> None:
        wait_for(lambda: self.ask("GET", "/health/")[0] == 200, seconds)


def children_of(pid: int) -> list[int]:
    """The processes that one began, in whichever of its threads (Linux)."""
    found: list[int] = []
    for thread in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):
            found += map(int, thread.read_text(encoding="ascii").split())
    return found


def kill(pid: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def wait_for(come: Callable[[], bool], seconds: float) -> bool:
    """Whether something came about in so many seconds."""
    end = monotonic() + seconds
    while not come():
        if monotonic() > end:
            return False
        sleep(0.25)
    return True
