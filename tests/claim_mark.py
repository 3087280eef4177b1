"""A claim as a mark on a chart, for tests that vary it: twelve dead by a neutral clinic, exactly."""

from __future__ import annotations

from datetime import UTC, datetime

from incidents.charts.rows import ClaimMark
from incidents.figure import Figure
from incidents.vocabulary import Interest, Measure

CLAIM_MARK = ClaimMark(
    measure=Measure.KILLED,
    at=datetime(2024, 3, 5, tzinfo=UTC),
    figure=Figure(12, 12, 12),
    denies=False,
    interest=Interest.NEUTRAL,
    counts=True,
    origin="Harbour clinic",
    words="12 bodies",
    population="people",
    of_people=True,
    standing="sets best",
    url="/reports/1/#words-7",
)
