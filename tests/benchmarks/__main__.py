"""`python -m tests.benchmarks [PART ...]`: print each figure as one JSON line."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator

import django

from tests.benchmarks.figure import Figure


def parts() -> dict[str, Callable[[], Iterator[Figure]]]:
    """The parts by name; imported only once Django is set up."""
    from tests.benchmarks import accuracy, analysts, extract, paper, quality, reconcile, record, review, timeline

    return {
        "accuracy": accuracy.measure,
        "analysts": analysts.measure,
        "extract": extract.measure,
        "paper": paper.measure,
        "quality": quality.measure,
        "reconcile": reconcile.measure,
        "record": record.measure,
        "review": review.measure,
        "timeline": timeline.measure,
    }


def main(names: list[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "conflictwatch.settings")
    django.setup()
    known = parts()
    unknown = [name for name in names if name not in known]
    if unknown:
        print(f"No such part: {', '.join(unknown)}. There are: {', '.join(known)}.", file=sys.stderr)
        return 2
    for name in names or known:
        for figure in known[name]():
            print(figure.as_json_line(), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
