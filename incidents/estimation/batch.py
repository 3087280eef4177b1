"""Incidents as JSON lines in, estimates as JSON lines out, in order; a bad line gives an error line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from itertools import islice
from typing import Any

from incidents.estimation.claims import claims_of_incident
from incidents.estimation.incident_lines import GivenIncident, read_incident
from incidents.extraction.batch import (
    Answer,
    Line,
    answer_lines,
    could_not_be_read,
    error_answer,
    extract_texts,
)
from incidents.extraction.report_lines import LineError, json_line
from incidents.extraction.types import ExtractedReport
from incidents.reconciliation import PEOPLE, Estimate, reconcile
from incidents.vocabulary import Policy


def answer_incidents(
    lines: Iterable[Line], *, batch_size: int = 16, processes: int = 1, policy: Policy = Policy.DESK
) -> Iterator[Answer]:
    """An answer for every line that is not blank, in order. Never raises for what a line holds."""
    answer = partial(answer_estimate_batch, policy=policy)
    return answer_lines(lines, batch_size=batch_size, processes=processes, answer=answer)


def answer_estimate_batch(lines: list[Line], *, policy: Policy = Policy.DESK) -> list[Answer]:
    """The answers of one batch of lines; the texts of all its reports are parsed in one go."""
    given = [_read(line) for line in lines]
    texts: list[tuple[str, date | None, str | None]] = [
        (report.text, report.published, None)
        for incident in given
        if isinstance(incident, GivenIncident)
        for report in incident.reports
    ]
    found = iter(extract_texts(texts))
    return [
        error_answer(incident.id, str(incident))
        if isinstance(incident, LineError)
        else _answer(incident, list(islice(found, len(incident.reports))), policy)
        for incident in given
    ]


def _read(line: Line) -> GivenIncident | LineError:
    try:
        return read_incident(line)
    except LineError as error:
        return error


def _answer(incident: GivenIncident, found: Sequence[ExtractedReport | Exception], policy: Policy) -> Answer:
    readable: list[ExtractedReport] = []
    for number, report in enumerate(found, start=1):
        if isinstance(report, Exception):
            return error_answer(incident.id, f"report {number}: {could_not_be_read(report)}")
        readable.append(report)
    claims = claims_of_incident(list(zip(incident.reports, readable, strict=True)))
    estimates = reconcile(claims, policy=policy)
    return Answer(
        json_line(
            {
                "id": incident.id,
                "estimates": [estimate_as_json(estimate) for estimate in estimates if _says_something(estimate)],
                "totals": totals_as_json(estimates),
            }
        ),
        failed=False,
    )


def _says_something(estimate: Estimate) -> bool:
    """Not of those above what was told, of whom nobody says anything themselves."""
    return estimate.is_known or bool(estimate.flags or estimate.claimed or estimate.dropped)


def estimate_as_json(estimate: Estimate) -> dict[str, Any]:
    """One estimate in the shape of the contract (docs/estimate.md)."""
    population, claimed = estimate.population, estimate.claimed
    return {
        "measure": estimate.measure.value,
        "population": {
            "actor": population.actor,
            "status": population.status.value,
            "group": population.group.value if population.group else None,
        },
        **estimate.figure.columns(),
        "claimed": {"low": claimed[0], "high": claimed[1]} if claimed else None,
        "flags": sorted(flag.value for flag in estimate.flags),
        "origins": estimate.origins,
        "reports": estimate.reports,
        "why": estimate.why,
    }


def totals_as_json(estimates: Sequence[Estimate]) -> dict[str, dict[str, int | None]]:
    """The roll-up to people of each measure that has a figure."""
    return {
        estimate.measure.value: {"low": estimate.low, "best": estimate.best, "high": estimate.high}
        for estimate in estimates
        if estimate.population == PEOPLE and estimate.is_known
    }
