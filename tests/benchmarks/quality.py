"""How long it takes to judge the program by a hundred thousand claims, and to write them as labels."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator

from django.contrib.auth.models import User

from incidents.models import Claim, Report, Source
from incidents.vocabulary import Role, Standing
from incidents.workflow.desk.roles import give_role
from incidents.workflow.quality.labels import label_lines, reports_to_label
from incidents.workflow.quality.measures import BY, whole_and_rows
from tests.benchmarks.figure import Figure, seconds
from tests.benchmarks.record import CLAIMS_A_REPORT, fill
from tests.benchmarks.review import empty_record

CLAIMS = 100_000
RULES = (["passive-subject:kill", "number"], ["active-object:kill", "hedge:about", "claimant:reporting-verb"])


def measure() -> Iterator[Figure]:
    with empty_record():
        person = User.objects.create_user("bench")
        give_role(person, Role.ANALYST)
        sources = [Source.objects.create(name=f"Wire {number}") for number in range(50)]
        fill(person, sources, upto=CLAIMS // CLAIMS_A_REPORT)
        decide_in_bulk()
        claims = Claim.objects.filter(report__in=Report.objects.settled().order_by().values("pk"))
        for by in BY:
            took = seconds(lambda by=by: whole_and_rows(claims, by), rounds=3)  # type: ignore[misc]
            yield Figure(
                f"quality.seconds_by_{by or 'nothing'}", took, "s", f"{CLAIMS:,} claims, two in ten corrected", 5
            )
        yield Figure("quality.label_peak", peak_of_labels(), "MB", f"memory of Python, {CLAIMS:,} claims written", 50)


def decide_in_bulk() -> None:
    """Of the ten claims of each report two are corrected and one is rejected; every other has other rules."""
    Claim.objects.filter(number__in=(1, 2)).update(standing=Standing.CORRECTED, low=11)
    Claim.objects.filter(number=3).update(standing=Standing.REJECTED)
    for odd, rules in enumerate(RULES):
        Claim.objects.filter(number__in=range(1 + odd, CLAIMS_A_REPORT + 1, 2)).update(rules=rules)


def peak_of_labels() -> float:
    """The most memory, in MB, that writing all labels takes."""
    tracemalloc.start()
    for _ in label_lines(reports_to_label()):
        pass
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 1_000_000
