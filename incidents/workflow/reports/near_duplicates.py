"""Reports that are nearly the text of another: found once, when a report comes in, by its bands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count, F

from incidents.ingest.near_duplicates import Difference, are_alike, bands_of, difference_of_texts, likeness
from incidents.models import NearDuplicate, Report, TextBand
from incidents.workflow.acts import act

MOST_COMPARED = 20
"""How many texts are compared word by word: those that share the most bands."""
CHARACTERS_COMPARED, FEWEST_COMPARED = 600_000, 3
"""So much is compared while a person waits, so that of long texts it is fewer."""
MOST_KEPT = 5
LONGEST_COMPARED = 20_000
"""Characters of a text that are compared; what differs in longer ones is not shown sentence by sentence."""


@act
def keep_near_duplicates(report: Report) -> list[NearDuplicate]:
    """Keep a report's bands, and which reports that came before it are nearly its text, the most alike first.

    Asks the same few queries whatever the size of the record. Safe to repeat.
    """
    bands = bands_of(report.text)
    report.bands.all().delete()
    TextBand.objects.bulk_create([TextBand(report=report, band=band) for band in bands])
    report.near_duplicates.all().delete()
    alike = [
        NearDuplicate(report=report, other=other, likeness=likeness(report.text, other.text))
        for other in sharing_bands(bands, most_compared(report.text), before=report)
        if are_alike(report.text, other.text)
    ]
    alike.sort(key=lambda one: (-one.likeness, one.other.pk))
    return NearDuplicate.objects.bulk_create(alike[:MOST_KEPT])


def near_copies(text: str) -> list[Report]:
    """The reports of the record that are nearly a text which is not in it yet, those that share most first."""
    return [other for other in sharing_bands(bands_of(text), most_compared(text)) if are_alike(text, other.text)]


def most_compared(text: str) -> int:
    return max(FEWEST_COMPARED, min(MOST_COMPARED, CHARACTERS_COMPARED // len(text)))


def sharing_bands(bands: Iterable[int], most: int, *, before: Report | None = None) -> list[Report]:
    """The reports that share one of the bands, at most so many, those that share most first.

    `before` leaves out a report and those that came after it.
    """
    shared = TextBand.objects.filter(band__in=list(bands)).order_by()
    if before:
        shared = shared.filter(report__lt=before.pk)
    counted = shared.values("report").annotate(count=Count("pk")).order_by("-count", "report")[:most]
    keys = [each["report"] for each in counted]
    found = Report.objects.only("text", "published", "published_from").in_bulk(keys)
    return [found[key] for key in keys]


# --- For the pages -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class NearlySame:
    """An earlier report that a report is nearly the text of, and the incident that it was found to tell of."""

    report: Report
    other: Report
    likeness: float
    incident: int | None
    incident_title: str

    @property
    def per_cent(self) -> int:
        """The likeness as it is shown: 100 for the same words only."""
        return min(99, round(self.likeness * 100)) if self.likeness < 1 else 100

    @property
    def reason(self) -> str:
        """Why the incident of the other report is offered for this one."""
        return f"nearly the text of “{self.other}”, {self.per_cent} % alike"

    @cached_property
    def difference(self) -> Difference | None:
        """What differs, by sentences; None for texts too long to be shown so."""
        if max(len(self.report.text), len(self.other.text)) > LONGEST_COMPARED:
            return None
        return difference_of_texts(self.report.text, self.other.text)


def nearly_same(report: Report) -> list[NearlySame]:
    """The earlier reports that this one is nearly the text of, the most alike first, in one query."""
    kept = (
        NearDuplicate.objects.filter(report=report)
        .select_related("other__source")
        .defer("other__found")
        .annotate(
            incident=F("other__links__incident"),
            incident_title=F("other__links__incident__title"),
            merged_into=F("other__links__incident__merged_into"),
        )
    )
    found: dict[int, NearlySame] = {}
    for one in kept:
        known = None if one.merged_into else one.incident
        if one.other_id not in found or known:
            title = one.incident_title or "" if known else ""
            found[one.other_id] = NearlySame(report, one.other, one.likeness, known, title)
    return list(found.values())
