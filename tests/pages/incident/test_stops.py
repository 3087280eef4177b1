"""The stops of the slider: when something became known, who published it, and the figure from then on."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from incidents.filters.as_of import AsOf, read_as_of
from incidents.models import Incident
from incidents.pages.incident.stops import Stop, stops_of_incident
from incidents.workflow.figures.overrides import override_estimate
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def raid(db: None) -> Incident:
    return factories.incident("Raid on Tolm")


def tell(incident: Incident, low: int, name: str, day: date, at: time | None = None, measure: str = "killed") -> None:
    factories.reviewed_report(
        incident, {"low": low, "measure": measure}, source=factories.source(name), published=day, published_time=at
    )


def stops(incident: Incident, as_of: AsOf | None = None) -> list[Stop]:
    links = incident.links.select_related("report__source").order_by("report__published", "pk")
    vintages = incident.vintages.people().select_related("override").order_by("known_from")
    return stops_of_incident(links, list(vintages), as_of or AsOf())


def test_an_incident_without_reports_has_none(raid: Incident) -> None:
    assert stops(raid) == []


def test_each_publication_is_a_stop_and_today_is_the_last(raid: Incident) -> None:
    tell(raid, 4, "Lakeside Wire", date(2024, 3, 5))
    tell(raid, 6, "Hill Radio", date(2024, 3, 6), time(14, 5))
    assert [(stop.text, stop.when, stop.who) for stop in stops(raid)] == [
        ("2024-03-05", "2024-03-05", "Lakeside Wire"),
        ("2024-03-06", "2024-03-06 14:05", "Hill Radio"),
        ("", "today", "all that was published"),
    ]


def test_a_day_with_several_moments_names_all_but_the_last_by_their_minute(raid: Incident) -> None:
    tell(raid, 4, "Lakeside Wire", date(2024, 3, 5))
    tell(raid, 5, "Hill Radio", date(2024, 3, 5), time(9, 30))
    tell(raid, 6, "Grove Paper", date(2024, 3, 5), time(18))
    assert [stop.text for stop in stops(raid)] == ["2024-03-05T00:00", "2024-03-05T09:30", "2024-03-05", ""]


def test_reports_of_one_moment_are_one_stop(raid: Incident) -> None:
    for name in ("Lakeside Wire", "Hill Radio", "Grove Paper"):
        tell(raid, 4, name, date(2024, 3, 5))
    assert [stop.who for stop in stops(raid)] == ["Lakeside Wire and 2 more", "all that was published"]


def test_a_stop_has_the_figures_that_stood_from_then_on(raid: Incident) -> None:
    tell(raid, 4, "Lakeside Wire", date(2024, 3, 5))
    tell(raid, 9, "Hill Radio", date(2024, 3, 6), measure="injured")
    assert [stop.figures for stop in stops(raid)] == ["4 killed", "4 killed, 9 injured", "4 killed, 9 injured"]


def test_a_figure_set_by_hand_is_a_stop(raid: Incident) -> None:
    tell(raid, 4, "Lakeside Wire", date(2024, 3, 5))
    people = raid.estimates.people().get()
    override_estimate(estimate=people, person=raid.made_by, low=5, best=5, high=6, reason="The graves.")
    at: datetime = raid.decisions.get().at
    (_, by_hand, today) = stops(raid)
    assert (by_hand.text, by_hand.who) == (at.strftime("%Y-%m-%dT%H:%M"), "a figure set by hand")
    assert by_hand.figures == "5 (5–6) killed"
    assert today.figures == "5 (5–6) killed"


@pytest.mark.parametrize(
    ("as_of", "shown"),
    [
        ("", "today"),
        ("2024-03-05", "2024-03-05"),
        ("2024-03-07", "2024-03-05"),
        ("2024-03-09", "2024-03-08"),
        ("2024-03-01", "2024-03-01"),
    ],
)
def test_the_last_stop_by_then_is_shown(raid: Incident, as_of: str, shown: str) -> None:
    tell(raid, 4, "Lakeside Wire", date(2024, 3, 5))
    tell(raid, 6, "Hill Radio", date(2024, 3, 8))
    assert [stop.when for stop in stops(raid, read_as_of(as_of)) if stop.is_shown] == [shown]


def test_before_the_first_report_nothing_was_known(raid: Incident) -> None:
    tell(raid, 4, "Lakeside Wire", date(2024, 3, 5))
    first = stops(raid, read_as_of("2024-03-01"))[0]
    assert first.words == "2024-03-01, no report yet: nothing was known"
