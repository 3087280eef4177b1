"""The figures that briefings print, drawn from rows that use all that they can show."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from plotly import graph_objects as go

from incidents.charts.figures import claims_over_time, incidents_over_time, place_map
from incidents.charts.figures.maps.incidents import incident_map
from incidents.charts.rows import KnownThen, PeriodRow, PlaceMark, PlaceRow, SetByHand
from incidents.extent import Extent
from incidents.figure import Figure
from incidents.vocabulary import GeoPrecision, Interest, Measure
from tests.claim_mark import CLAIM_MARK

CLAIM = CLAIM_MARK


def day(number: int) -> datetime:
    return datetime(2024, 3, 1, tzinfo=UTC) + timedelta(days=number)


CLAIMS = [
    replace(CLAIM, at=day(4), figure=Figure(3, 3, 3), counts=False, id=1, replaced_by=2, event_at=day(3)),
    replace(CLAIM, at=day(5), figure=Figure(10, 12, 19), id=2, event_at=day(3)),
    replace(CLAIM, at=day(6), figure=Figure(12, 24, 24), is_word=True, words="two dozen", interest=Interest.ADMISSION),
    replace(CLAIM, at=day(5), figure=Figure(12, 12, None, True), interest=Interest.PARTY_CLAIM),
    replace(CLAIM, at=day(6), figure=Figure(1, None, 9), interest=Interest.ADMISSION),
    replace(CLAIM, at=day(7), figure=Figure(0, 0, 0), denies=True, interest=Interest.PARTY_CLAIM),
    replace(CLAIM, at=day(8), figure=Figure(1, None, None)),
    replace(CLAIM, at=day(9), figure=Figure(15, 15, 15), population="children", of_people=False),
    replace(CLAIM, at=day(10), figure=Figure(30, 30, 30), interest=Interest.PARTY_CLAIM, counts=False),
    *(
        replace(
            CLAIM, measure=measure, at=day(5 + number), figure=Figure(4, 6 + number, 9 + number), counts=number != 1
        )
        for number, measure in enumerate(list(Measure)[1:3])
    ),
]
KNOWN = [
    KnownThen(Measure.KILLED, day(4), Figure(3, 3, 3)),
    KnownThen(Measure.KILLED, day(5), Figure(10, 12, 19)),
    KnownThen(Measure.KILLED, day(9), Figure(12, 15, 19)),
]
HAND = [SetByHand(Measure.KILLED, Figure(10, 14, 16))]


def month(number: int) -> date:
    return date(2023 + number // 12, number % 12 + 1, 1)


def period(number: int, category: str = "", best: int | None = 14) -> PeriodRow:
    last = month(number + 1) - timedelta(days=1)
    low, high = (None, None) if best is None else (best * 3 // 4, best * 3 // 2)
    return PeriodRow(
        month(number), last, 4, number % 3 == 0, Figure(low, best, high), category=category, url="/timeline/"
    )


KINDS = ("Battles", "Explosions or remote violence", "Protests", "Riots", "Violence against civilians", "Other")
PERIODS = [
    period(number, kind, 40 + 17 * number % 60 + 9 * at) for number in range(14) for at, kind in enumerate(KINDS)
]
WHOLE = [
    replace(row, figure=replace(row.figure, open_upper=number == 3))
    for number in range(14)
    for row in [period(number, best=sum(row.best or 0 for row in PERIODS if row.first == month(number)))]
]
ALONE = [period(number, best=None if number == 2 else 11 + number * 7 % 20) for number in range(5)]

MANY = [
    replace(row, first=date(2018, 1, 1) + timedelta(weeks=number), last=date(2018, 1, 7) + timedelta(weeks=number))
    for number in range(200)
    for row in [period(number % 24, KINDS[number % 3], 30 + number * 7 % 40)]
]
PARTS = [
    replace(row, category=category, figure=Figure(best=row.best))
    for row in ALONE
    if row.best
    for category in ("civilians", "not told apart")
]
PLACE = PlaceMark("Mazar-i-Sharif", 36.7, 67.1, GeoPrecision.EXACT)


def marked(name: str, latitude: float, longitude: float, best: int | None, **own: object) -> PlaceRow:
    figure = Figure() if best is None else Figure(best // 2, best, best * 2, best == 900)
    extent, exact = Extent(longitude, latitude, longitude, latitude), GeoPrecision.EXACT
    row = PlaceRow(name, "Land", latitude, longitude, extent, exact, exact, 1, 0, figure, url="/incidents/7/")
    return replace(row, **own)


MARKED = [
    marked("Kabul", 34.5, 69.2, 120, incidents=14),
    marked("Mosul", 36.3, 43.1, 900),
    marked("Bamako", 12.6, -8.0, 40, nearest=GeoPrecision.ADMIN1, widest=GeoPrecision.ADMIN1),
    marked("Suva", -18.1, 178.4, None),
]

FIGURES: dict[str, go.Figure] = {
    "claims": claims_over_time(CLAIMS, KNOWN, HAND),
    "periods_stacked": incidents_over_time(PERIODS, WHOLE, Measure.KILLED),
    "periods": incidents_over_time(ALONE, ALONE, Measure.INJURED),
    "periods_many": incidents_over_time(MANY, MANY, Measure.KILLED),
    "periods_parts": incidents_over_time(PARTS, ALONE, Measure.INJURED),
    "place": place_map(PLACE),
    "district": place_map(
        replace(PLACE, label="Nineveh <north>", latitude=36.2, longitude=42.3, precision=GeoPrecision.ADMIN1)
    ),
    "island": place_map(replace(PLACE, label="Fiji", latitude=-17.5, longitude=179.2, precision=GeoPrecision.COUNTRY)),
    "incidents": incident_map(MARKED, Extent(-20, -30, 185, 60).shaped(), "killed", 900),
}
