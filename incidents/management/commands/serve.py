"""`manage.py serve`: the whole desk on one machine, pages and background tasks, until Ctrl-C."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from argparse import ArgumentParser
from threading import Event, Thread
from time import monotonic
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from gunicorn.app.base import BaseApplication

from incidents.demonstration.load import demonstration_people
from incidents.models import Incident
from incidents.workflow.figures.reconcile import recompute_outdated

HOST = "127.0.0.1"
STEADY = 30.0
"""Seconds: a worker of tasks that ends sooner is started again after a wait that grows up to this."""


class Desk(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    """Gunicorn with this desk's options, in this interpreter."""

    def __init__(self, options: dict[str, Any]) -> None:
        self.options = options
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        from conflictwatch.wsgi import application

        return application


class Worker(Thread):
    """Keeps a worker of tasks beside the pages: starts another where it ends."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.beside = os.getpid()
        self.stopped = Event()
        self.process = self.begin()

    def begin(self) -> subprocess.Popen[bytes]:
        manage = [sys.executable, str(settings.ROOT / "manage.py")]
        options = ["--no-reload", "--verbosity", "0", "--beside", str(self.beside)]
        return subprocess.Popen([*manage, "db_worker", *options])

    def run(self) -> None:
        pause = 1.0
        while True:
            begun = monotonic()
            self.process.wait()
            pause = 1.0 if monotonic() - begun > STEADY else min(2 * pause, STEADY)
            if self.stopped.wait(pause):
                return
            self.process = self.begin()

    def stop(self) -> None:
        """End the worker, its task in hand done where that takes no longer than half a minute."""
        if os.getpid() != self.beside:  # gunicorn's own workers come past here when they end
            return
        self.stopped.set()
        self.process.terminate()
        try:
            self.process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            self.process.kill()


class Command(BaseCommand):
    help = "Serve the desk on 127.0.0.1, with its background tasks"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: Any, **options: Any) -> None:
        port = options["port"]
        self.refuse_taken_port(port)
        self.bring_figures_up_to_date()
        worker = Worker()
        worker.start()
        try:
            Desk(
                {
                    "bind": f"{HOST}:{port}",
                    "workers": 1,
                    "threads": 8,
                    "timeout": 120,
                    "loglevel": "warning",
                    "control_socket_disable": True,
                    "when_ready": lambda _: self.say_where(port),
                }
            ).run()
        finally:
            worker.stop()

    def bring_figures_up_to_date(self) -> None:
        """Derive anew what an update of the program, or a stopped task, left outdated."""
        waiting = Incident.objects.outdated().count()
        if waiting:
            self.stdout.write(f"Figures: deriving those of {waiting} incidents anew")
            recompute_outdated()

    def refuse_taken_port(self, port: int) -> None:
        """Say plainly that another program has the port, before anything starts."""
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except OSError as taken:
                raise CommandError(f"Port {port} is taken. Choose another: make run PORT={port + 1}") from taken

    def say_where(self, port: int) -> None:
        """The address, and how to sign in where the demonstration's people are still there."""
        self.stdout.write(f"\nconflictwatch serves at http://{HOST}:{port}/  (Ctrl-C stops it)")
        for person in demonstration_people():
            self.stdout.write(f"  sign in as {person.username:<14} password {person.password:<24} {person.role.label}")
        self.stdout.flush()
