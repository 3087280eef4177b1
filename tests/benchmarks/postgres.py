"""What can only be measured on PostgreSQL is measured on a throwaway one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def on_postgresql(part: str) -> None:
    """Run a part on a throwaway PostgreSQL, in a process of its own; the figures that it prints are passed on."""
    postgres = Path(__file__).resolve().parents[2] / ".ci" / "postgres"
    command = [str(postgres), sys.executable, "-m", "tests.benchmarks", part]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        for line in running.stdout or ():
            if line.startswith("{"):
                print(line, end="", flush=True)
    if running.returncode:
        raise subprocess.CalledProcessError(running.returncode, command)
