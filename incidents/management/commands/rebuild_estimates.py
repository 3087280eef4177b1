"""`manage.py rebuild_estimates`: derive every figure of the record anew, and say which were not as they should be."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from tqdm import tqdm

from incidents.models import Incident
from incidents.workflow.acts import act
from incidents.workflow.figures.reconcile import recompute_estimates


class Command(BaseCommand):
    help = (
        "Derive the estimates of all incidents from their claims and decisions. The numbers stay the same "
        "unless a rule of the program changed. --check writes nothing; status 1 where a figure would change."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--incident", type=int, action="append", help="only this incident, by its number")
        parser.add_argument("--check", action="store_true", help="compare only; status 1 where a figure would change")

    def handle(self, *args: Any, incident: list[int] | None, check: bool, **options: Any) -> None:
        incidents = Incident.objects.filter(pk__in=incident) if incident else Incident.objects.all()
        if incident and (missing := set(incident) - set(incidents.values_list("pk", flat=True))):
            raise CommandError(f"There is no incident {', '.join(map(str, sorted(missing)))}.", returncode=2)
        keys = incidents.order_by("pk").values_list("pk", flat=True)
        changed: list[int] = []
        for pk in tqdm(list(keys), unit=" incidents", file=sys.stderr, disable=not sys.stderr.isatty()):
            if rows_changed(pk, keep=not check):
                changed.append(pk)
        done = "compared" if check else "derived anew"
        self.stdout.write(f"{len(keys)} incidents {done}; the figures of {len(changed)} changed")
        for pk in changed:
            self.stdout.write(f"  incident {pk}")
        if check and changed:
            raise CommandError("These figures are not what claims and decisions give; nothing was written.")


@act
def rows_changed(pk: int, *, keep: bool) -> int:
    """How many rows of an incident were not what they should be; put right where they are to be kept so."""
    changed = recompute_estimates(Incident(pk=pk))
    if not keep:
        transaction.set_rollback(True)
    return changed
