"""Databases of tests that run in several processes: one of them migrates, and each has a clone of that."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from fcntl import LOCK_EX, flock
from pathlib import Path

from django.db import connection


class MigratedOnce:
    """A migrated database that whoever comes first makes, and unmakes in the end.

    The processes of a run know of each other by a folder that they share.
    """

    def __init__(self, folder: Path, run: str) -> None:
        self.folder = folder
        self.usual = connection.settings_dict["NAME"]
        self.name = str(folder / "desk.sqlite3") if connection.vendor == "sqlite" else f"test_migrated_{run}"
        self.made = folder / f"migrated-{connection.vendor}"
        self.is_mine = False

    @contextmanager
    def alone(self) -> Iterator[None]:
        with (self.folder / "migrated.lock").open("w") as lock:
            flock(lock, LOCK_EX)
            yield

    def clone(self, process: str) -> None:
        """Let this process use a clone of its own."""
        creation = connection.creation
        with self.alone():
            if not self.made.exists():
                connection.settings_dict["TEST"]["NAME"] = self.name
                creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
                self.made.touch()
                self.is_mine = True
            self.use(self.name)
            creation.clone_test_db(process, verbosity=0)
        self.use(creation.get_test_db_clone_settings(process)["NAME"])

    def destroy(self, process: str) -> None:
        """Remove the clone of this process, and what it was cloned from if this process made it."""
        self.use(self.name)
        connection.creation.destroy_test_db(suffix=process, verbosity=0)
        if self.is_mine:
            with self.alone():
                self.made.unlink()
                connection.creation.destroy_test_db(self.usual, verbosity=0)
        self.use(self.usual)

    @staticmethod
    def use(name: str) -> None:
        connection.close()
        connection.settings_dict["NAME"] = name
