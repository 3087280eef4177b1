"""Reporting delay: days to the first report and to the settled figure, and what is neither (methodology.md, 10)."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from incidents.models import Incident
from incidents.models.people import PEOPLE_KEY, population_key
from tests import factories

pytestmark = pytest.mark.django_db


def at(day: int, hour: int = 12, month: int = 3) -> datetime:
    return datetime(2024, month, day, hour, tzinfo=UTC)


def told(incident: Incident, *figures: tuple[datetime, int | None], key: str = PEOPLE_KEY, **values: Any) -> Incident:
    """What the people killed were put at, from moment to moment; the last stands today."""
    ends = [moment for moment, _ in figures[1:]] + [None]
    for (begins, best), end in zip(figures, ends, strict=True):
        figure = {"measure": "killed", "population_key": key, "low": best, "best": best, "high": best, **values}
        incident.vintages.create(**figure, known_from=begins, known_until=end)
    incident.estimates.create(**figure)
    return incident


def happened(known_from: datetime | None, **values: Any) -> Incident:
    """An incident of 4 March 2024 of which a report first told at a moment."""
    incident = factories.incident(**{"date_start": date(2024, 3, 4), **values})
    Incident.objects.filter(pk=incident.pk).update(known_from=known_from)
    incident.refresh_from_db()
    return incident


@pytest.fixture
def spring(analyst: User) -> list[Incident]:
    """One that settled after two changes, one at once, one without a figure, one told of before its day was over."""
    return [
        told(happened(at(4), made_by=analyst), (at(4), 10), (at(6), 12), (at(9), 11)),
        told(happened(at(5), made_by=analyst, country="Sudland"), (at(5), 3)),
        happened(at(14), made_by=analyst),
        told(happened(at(3, 23), made_by=analyst), (at(3, 23), 7)),
    ]


def classes(client: Client, query: str = "") -> dict[str, tuple[int | None, int | None]]:
    """How many first reports and settled figures each class has; without the empty ones."""
    rows = client.get(f"/delay/{query}").context["selection"].classes
    return {row.label: (row.first, row.settled) for row in rows if row.first or row.settled}


def test_delays_count_days_after_the_incident(as_reader: Client, spring: list[Incident]) -> None:
    """First reports: the day itself twice, 5 March, 14 March; figures: 9 March, 5 March, the day itself."""
    assert classes(as_reader) == {
        "same day": (2, 1),
        "1 day": (1, 1),
        "4 to 7 days": (0, 1),
        "8 to 30 days": (1, 0),
        "no figure": (None, 1),
    }


def test_days_are_counted_from_the_last_day_of_the_incident(as_reader: Client, analyst: User) -> None:
    happened(at(9), made_by=analyst, date_end=date(2024, 3, 8))
    assert classes(as_reader)["1 day"] == (1, 0)


def test_a_report_before_the_day_was_over_is_of_the_same_day_and_said(
    as_reader: Client, spring: list[Incident]
) -> None:
    note = as_reader.get("/delay/").context["charts"][0].note
    assert "1 first report came before the last day of the incident, as days are UTC: counted as the same day." in note


def test_only_another_best_moves_a_figure(as_reader: Client, analyst: User) -> None:
    incident = told(happened(at(4), made_by=analyst), (at(4), 10), (at(20), 10))
    incident.vintages.filter(known_from=at(20)).update(high=30)
    assert classes(as_reader) == {"same day": (1, 1)}


def test_a_figure_that_came_late_settled_late(as_reader: Client, analyst: User) -> None:
    told(happened(at(4), made_by=analyst), (at(4), None), (at(7), 10))
    assert classes(as_reader) == {"same day": (1, 0), "2 to 3 days": (0, 1)}


def test_a_figure_that_went_back_settled_when_it_came_back(as_reader: Client, analyst: User) -> None:
    told(happened(at(4), made_by=analyst), (at(4), 10), (at(5), 12), (at(7), 10))
    assert classes(as_reader)["2 to 3 days"] == (0, 1)


def test_what_a_person_set_counts_from_when_it_was_set(as_reader: Client, analyst: User) -> None:
    incident = told(happened(at(4), made_by=analyst), (at(4), 10), (at(24), 10))
    by_hand = {"override_low": 9, "override_best": 14, "override_high": 15}
    incident.vintages.filter(known_from=at(24)).update(**by_hand)
    incident.estimates.update(**by_hand)
    assert classes(as_reader)["8 to 30 days"] == (0, 1)


def test_a_figure_that_changed_within_thirty_days_is_still_moving(as_reader: Client, analyst: User) -> None:
    today = timezone.now()
    for days in (29, 31):
        moment = today - timedelta(days=days)
        told(happened(moment, made_by=analyst, date_start=moment.date()), (moment, 5))
    assert classes(as_reader) == {"same day": (2, 1), "still moving": (None, 1)}


def test_delays_are_replayed_as_they_could_be_told_then(as_reader: Client, spring: list[Incident]) -> None:
    """On 8 April, thirty days after the change to 11, that figure had not settled for longer than thirty days."""
    assert classes(as_reader, "?as_of=2024-03-08") == {"same day": (2, 0), "1 day": (1, 0), "still moving": (None, 3)}
    assert classes(as_reader, "?as_of=2024-04-07")["still moving"] == (None, 1)
    assert "still moving" not in classes(as_reader, "?as_of=2024-04-09")


def test_combatants_settle_when_no_side_moves_any_more(as_reader: Client, analyst: User) -> None:
    incident = happened(at(4), made_by=analyst)
    for name, figures in (("Column", [(at(4), 5), (at(12), 6)]), ("Guard", [(at(5), 2)])):
        side = factories.actor(name)
        key = population_key(side.pk, "combatant", "")
        told(incident, *figures, key=key, actor=side, status="combatant")
    assert classes(as_reader, "?status=combatant")["8 to 30 days"] == (0, 1)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?country=Sudland", {"1 day": (1, 1)}),
        ("?since=2024-03-05", {}),
        ("?measure=injured&country=Sudland", {"1 day": (1, 0), "no figure": (None, 1)}),
    ],
)
def test_filters_narrow_the_delays(
    as_reader: Client, spring: list[Incident], query: str, found: dict[str, tuple[int | None, int | None]]
) -> None:
    assert classes(as_reader, query) == found


def test_medians_and_quartiles_are_told_by_month_and_lead_to_it(as_reader: Client, spring: list[Incident]) -> None:
    rows = as_reader.get("/delay/?country=Norland").context["selection"].rows
    assert [(row.delay.value, row.lower, row.median, row.upper, row.n, row.is_thin) for row in rows] == [
        ("first report", 0, 0, 5, 3, True),
        ("settled figure", 1.25, 2.5, 3.75, 2, True),
    ]
    assert rows[0].url == "/timeline/?country=Norland&since=2024-03-01&until=2024-03-31#incidents"


def test_the_slowest_are_listed_with_a_link(as_reader: Client, spring: list[Incident]) -> None:
    answer = as_reader.get("/delay/")
    assert [(each.pk, each.first_delay.days, each.kept_delay and each.kept_delay.days)
            for each in answer.context["selection"].slowest] == [
        (spring[2].pk, 10, None),
        (spring[0].pk, 0, 5),
        (spring[1].pk, 1, 1),
    ]  # fmt: skip
    assert f'<a href="/incidents/{spring[2].pk}/">' in answer.content.decode()
    assert '<td class="soft" colspan="2">no figure</td>' in answer.content.decode()


def test_chart_table_and_file_have_the_same_numbers(as_reader: Client, spring: list[Incident]) -> None:
    selection = as_reader.get("/delay/").context["selection"]
    by_class = list(csv.DictReader(io.StringIO(as_reader.get("/delay/classes.csv").content.decode())))
    assert [(row["days_after"], row["first_report"], row["settled_figure"]) for row in by_class] == [
        (row.label, "" if row.first is None else str(row.first), str(row.settled)) for row in selection.classes
    ]
    by_month = list(csv.DictReader(io.StringIO(as_reader.get("/delay/periods.csv").content.decode())))
    assert [(row["delay"], float(row["median_days"]), int(row["n"])) for row in by_month] == [
        (row.delay.value, row.median, row.n) for row in selection.rows
    ]
    assert as_reader.get("/delay/everything.csv").status_code == 404
    assert as_reader.get("/delay/classes.csv?as_of=soon").status_code == 422


def test_the_sentence_says_within_how_many_days_half_were_told_and_half_settled(
    as_reader: Client, spring: list[Incident]
) -> None:
    assert as_reader.get("/delay/").context["charts"][0].takeaway == (
        "Half of the incidents were reported within 0.5 days (n = 4); "
        "half of the settled figures stood within 1 day (n = 3)."
    )


def test_without_a_report_there_is_nothing_to_count_from(as_reader: Client, analyst: User) -> None:
    assert "No incident yet" in as_reader.get("/delay/").content.decode()
    happened(None, made_by=analyst)
    answer = as_reader.get("/delay/")
    assert answer.context["charts"][0].takeaway == "No incident has a report whose day is known."
    assert "1 without a day to count from." in answer.context["charts"][0].note
    assert answer.context["charts"][1].figure is None


def test_delays_ask_the_same_few_queries_whatever_the_length(
    as_reader: Client, spring: list[Incident], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(12) as few:
        as_reader.get("/delay/")
    for number in range(1, 29):
        told(happened(at(number, month=2), made_by=spring[0].made_by), (at(number), 4), (at(number, 13), 6))
    with django_assert_max_num_queries(12) as many:
        as_reader.get("/delay/")
    assert len(many) == len(few)
