"""One line of JSON into the reports of an incident, or into what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from incidents.days import EARLIEST, is_recordable
from incidents.extraction.report_lines import LineError, read_object, read_text
from incidents.vocabulary import Reliability

NO_TIME = datetime.combine(EARLIEST, time(), tzinfo=UTC)
ONE_AFTER_ANOTHER = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class GivenReport:
    """A text and what is known of it. `known_at` is when it was published; None where nobody says."""

    text: str
    source: str
    published: date | None = None
    known_at: datetime | None = None
    reliability: Reliability = Reliability.F
    affiliation: str | None = None
    """The actor that the source speaks for."""


@dataclass(frozen=True, slots=True)
class GivenIncident:
    """The reports of one incident, each with a time, under the id of their line."""

    id: Any
    reports: tuple[GivenReport, ...]


def read_incident(line: bytes | str) -> GivenIncident:
    """The incident that a line holds. Raises LineError, which names the report and the field at fault."""
    given = read_object(line)
    incident_id, reports = given.get("id"), given.get("reports")
    if not isinstance(reports, list):
        raise LineError("no reports: a list of them is needed", incident_id)
    try:
        read = [_read_report(report, number) for number, report in enumerate(reports, start=1)]
    except LineError as error:
        raise LineError(str(error), incident_id) from error
    return GivenIncident(incident_id, tuple(in_time(read)))


def in_time(reports: Sequence[GivenReport]) -> list[GivenReport]:
    """The reports with a time for each: one without comes right after the one before it, in the order given."""
    moment = next((report.known_at for report in reports if report.known_at), NO_TIME)
    timed: list[GivenReport] = []
    for report in reports:
        moment = report.known_at or moment + ONE_AFTER_ANOTHER
        timed.append(replace(report, known_at=moment))
    return timed


def _read_report(given: Any, number: int) -> GivenReport:
    if not isinstance(given, dict):
        raise LineError(f"report {number}: not a JSON object")
    try:
        published, known_at = _read_published(given.get("published"))
        return GivenReport(
            text=read_text(given),
            source=_read_name(given, "source") or f"report {number}",
            published=published,
            known_at=known_at,
            reliability=_read_reliability(given.get("reliability")),
            affiliation=_read_name(given, "affiliation") or None,
        )
    except LineError as error:
        raise LineError(f"report {number}: {error}") from error


def _read_name(given: dict[str, Any], field: str) -> str:
    name = given.get(field)
    if name is not None and not isinstance(name, str):
        raise LineError(f"{field} is no text")
    return (name or "").strip()


def _read_reliability(value: Any) -> Reliability:
    if value in (None, ""):
        return Reliability.F
    try:
        return Reliability(value)
    except ValueError:
        raise LineError("reliability is none of the letters A to F") from None


def _read_published(value: Any) -> tuple[date | None, datetime | None]:
    """The day and the moment of publication; a day without an hour begins at midnight UTC, as in the record."""
    if value in (None, ""):
        return None, None
    try:
        moment = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        raise LineError("published is neither a date (YYYY-MM-DD) nor a date and time of ISO 8601") from None
    if not is_recordable(moment.date()) or moment.date() == EARLIEST:  # a zone may put its hour into the year before
        raise LineError(f"published lies before {EARLIEST.year} or after tomorrow")
    return moment.date(), moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)
