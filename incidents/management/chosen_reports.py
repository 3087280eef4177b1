"""Options by which commands choose among the reports of the desk."""

from __future__ import annotations

from argparse import ArgumentTypeError
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import CommandError, CommandParser

from incidents.models import Source


def day(value: str) -> date:
    """A day for an option."""
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ArgumentTypeError(f"{value!r} is no day; write it as 2024-03-31") from None


def add_choice_of_reports(parser: CommandParser) -> None:
    """Add --since, --until, --source and --reviewed-by."""
    parser.add_argument("--since", type=day, metavar="DAY", help="only reports published on this day or later")
    parser.add_argument("--until", type=day, metavar="DAY", help="only reports published on this day or earlier")
    parser.add_argument("--source", metavar="NAME", help="only reports of this source")
    parser.add_argument("--reviewed-by", metavar="NAME", help="only reports that this person finished")


def chosen_by(options: Mapping[str, Any]) -> dict[str, Any]:
    """The options as `reports_to_label` takes them. Raises CommandError for a source or a person that is not there."""
    name, username = options["source"], options["reviewed_by"]
    return {
        "since": options["since"],
        "until": options["until"],
        "source": one_row(Source.objects.filter(name__iexact=name), f"source {name!r}") if name else None,
        "reviewed_by": one_row(User.objects.filter(username=username), f"person {username!r}") if username else None,
    }


def one_row(found: Any, what: str) -> Any:
    """The one row of a query. Raises CommandError where there is none."""
    row = found.first()
    if row is None:
        raise CommandError(f"There is no {what} at this desk.", returncode=2)
    return row
