"""Whose losses the timeline tells apart: parts that do not overlap, what is left of the whole, and that all add up."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from incidents.charts.timeline.selection import select_periods
from incidents.filters.timeline import TimelineFilter
from incidents.models import Actor, Incident
from incidents.models.people import population_key
from incidents.vocabulary import Status
from tests import factories

pytestmark = pytest.mark.django_db

DAY = date(2024, 3, 4)
PEOPLE, CIVILIANS, UNNAMED = (None, "unknown"), (None, "civilian"), (None, "combatant")


def count(incident: Incident, whose: tuple[Actor | None, str], figures: tuple[int, int, int] | None) -> None:
    """Give an incident low, best and high killed of some people, or no figure."""
    actor, status = whose
    low, best, high = figures or (None, None, None)
    incident.estimates.create(
        measure="killed", actor=actor, status=status, population_key=population_key(actor and actor.pk, status, ""),
        low=low, best=best, high=high,
    )  # fmt: skip


@pytest.fixture
def clash(analyst: User) -> Incident:
    return factories.incident("Clash", date_start=DAY, made_by=analyst)


@pytest.fixture
def column(db: None) -> Actor:
    return factories.actor("Column")


def rows(client: Client, query: str) -> list[tuple[Any, ...]]:
    selection = client.get(f"/timeline/?{query}").context["selection"]
    return [(row.category, row.low, row.best, row.high) for row in selection.rows]


def test_civilians_and_the_people_of_each_side_are_told_apart(
    as_reader: Client, clash: Incident, column: Actor
) -> None:
    count(clash, PEOPLE, (10, 12, 20))
    count(clash, CIVILIANS, (3, 4, 5))
    count(clash, (column, "combatant"), (5, 6, 7))
    count(clash, UNNAMED, (1, 2, 3))
    assert rows(as_reader, "by=actor") == [
        ("Column", 5, 6, 7),
        ("civilians", 3, 4, 5),
        ("combatants of an unnamed side", 1, 2, 3),
    ]


def test_what_is_left_of_the_whole_is_not_told_apart_and_has_no_range(as_reader: Client, clash: Incident) -> None:
    count(clash, PEOPLE, (10, 12, 20))
    count(clash, CIVILIANS, (3, 4, 5))
    assert rows(as_reader, "by=status") == [("civilians", 3, 4, 5), ("not told apart", None, 8, None)]
    assert '<td class="number">not known</td>' in as_reader.get("/timeline/?by=status").content.decode()


def test_a_whole_without_parts_keeps_its_range(as_reader: Client, clash: Incident) -> None:
    count(clash, PEOPLE, (10, 12, 20))
    assert rows(as_reader, "by=actor") == [("not told apart", 10, 12, 20)]


def test_combatants_of_a_side_are_within_its_people(as_reader: Client, clash: Incident, column: Actor) -> None:
    count(clash, PEOPLE, (9, 9, 9))
    count(clash, (column, "unknown"), (9, 9, 9))
    count(clash, (column, "combatant"), (4, 4, 4))
    assert rows(as_reader, "by=actor") == [("Column", 9, 9, 9)]
    assert rows(as_reader, "by=status") == [("combatants", 4, 4, 4), ("not told apart", None, 5, None)]


def test_people_of_a_unit_are_within_those_of_its_army(as_reader: Client, clash: Incident, column: Actor) -> None:
    unit = factories.actor("Scouts", parent=column)
    count(clash, PEOPLE, (4, 4, 4))
    count(clash, (column, "combatant"), (4, 4, 4))
    count(clash, (unit, "combatant"), (3, 3, 3))
    assert rows(as_reader, "by=actor") == [("Column", 4, 4, 4)]


def test_a_side_without_a_figure_of_its_own_is_counted_by_its_combatants(
    as_reader: Client, clash: Incident, column: Actor
) -> None:
    count(clash, PEOPLE, (4, 4, 4))
    count(clash, (column, "unknown"), None)
    count(clash, (column, "combatant"), (4, 4, 4))
    assert [row for row in rows(as_reader, "by=actor") if row[2]] == [("Column", 4, 4, 4)]


def test_beyond_five_sides_the_smaller_go_together(as_reader: Client, clash: Incident) -> None:
    count(clash, PEOPLE, (21, 21, 21))
    for number in range(1, 7):
        count(clash, (factories.actor(f"Side {number}"), "combatant"), (number, number, number))
    assert rows(as_reader, "by=actor") == [
        ("Side 3", 3, 3, 3),
        ("Side 4", 4, 4, 4),
        ("Side 5", 5, 5, 5),
        ("Side 6", 6, 6, 6),
        ("all others", 3, 3, 3),
    ]


def test_parts_beyond_the_whole_are_said_and_nothing_is_negative(
    as_reader: Client, clash: Incident, column: Actor
) -> None:
    count(clash, PEOPLE, (10, 12, 20))
    count(clash, (column, "combatant"), (15, 15, 15))
    answer = as_reader.get("/timeline/?by=actor")
    assert rows(as_reader, "by=actor") == [("Column", 15, 15, 15)]
    assert "Told apart they come to 3 more than the whole" in answer.content.decode()


def test_an_unknown_toll_is_not_told_apart_and_no_zero(as_reader: Client, clash: Incident) -> None:
    assert rows(as_reader, "by=actor") == [("not told apart", None, None, None)]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("status=civilian&by=actor", [("Column", 2, 2, 2), ("not told apart", None, 3, None)]),
        ("status=civilian&by=status", [("civilians", 5, 5, 5)]),
        ("status=combatant&by=actor", [("Column", 6, 6, 6)]),
        ("status=combatant&by=status", [("combatants", 6, 6, 6)]),
    ],
)
def test_the_losses_of_one_status_are_told_apart_too(
    as_reader: Client, clash: Incident, column: Actor, query: str, found: list[Any]
) -> None:
    count(clash, PEOPLE, (11, 11, 11))
    count(clash, CIVILIANS, (5, 5, 5))
    count(clash, (column, "civilian"), (2, 2, 2))
    count(clash, (column, "combatant"), (6, 6, 6))
    assert rows(as_reader, query) == found


def test_the_file_leaves_what_is_not_known_empty(as_reader: Client, clash: Incident) -> None:
    count(clash, PEOPLE, (10, 12, 20))
    count(clash, CIVILIANS, (3, 4, 5))
    sheet = io.StringIO(as_reader.get("/timeline/figures.csv?by=status").content.decode())
    rest = list(csv.DictReader(sheet))[-1]
    assert (rest["category"], rest["low"], rest["best"], rest["high"], rest["incidents"]) == (
        "not told apart", "", "8", "", ""
    )  # fmt: skip


figures = st.lists(st.integers(0, 40), min_size=3, max_size=3).map(lambda numbers: tuple(sorted(numbers)))
told = st.lists(
    st.tuples(
        st.integers(0, 500),
        st.sampled_from(["Norland", "Sudland", "Eastmark", ""]),
        st.one_of(st.none(), st.dictionaries(st.integers(0, 6), figures, max_size=5)),
    ),
    min_size=1,
    max_size=8,
)


class TestSums(TestCase):
    """Whatever the record holds, periods add up to the total, and their categories to each period."""

    @settings(max_examples=settings.default.max_examples // 12)  # each makes a record
    @given(told, st.sampled_from(TimelineFilter.EVERY), st.sampled_from(["", "civilian"]))
    def test_sums_over_periods_and_categories_equal_the_totals(
        self, incidents: list[Any], every: tuple[str, str], status: str
    ) -> None:
        analyst = factories.person()
        sides = [factories.actor() for _ in range(5)]
        whose = [CIVILIANS, UNNAMED, *((side, "combatant") for side in sides)]
        expected = defaultdict(int)
        for day, country, parts in incidents:
            incident = factories.incident(
                date_start=date(2023, 1, 1) + timedelta(days=day), country=country, made_by=analyst
            )
            for number, each in (parts or {}).items():
                count(incident, whose[number], each)
            if parts:
                count(incident, PEOPLE, tuple(sum(each[at] for each in parts.values()) + at for at in range(3)))
                expected[""] += sum(each[1] for each in parts.values()) + 1
                expected[Status.CIVILIAN] += parts.get(0, (0, 0, 0))[1]
        for by, _ in TimelineFilter.BY:
            form = TimelineFilter({"every": every[0], "by": by, "status": status})
            selection = select_periods(form, by)
            assert (selection.totals.best or 0) == expected[status]
            assert sum(row.best or 0 for row in selection.whole) == expected[status]
            assert sum(row.incidents for row in selection.whole) == len(incidents)
            for period in selection.whole:
                own = [row for row in selection.rows if row.first == period.first]
                assert sum(row.best or 0 for row in own) == (period.best or 0)
                assert all(row.best is None or row.best >= 0 for row in own)
