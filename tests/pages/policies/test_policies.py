"""Policies compared: what each makes of the same incidents, what stands under all, and that everything agrees."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from incidents.models import DeskPolicy, Incident
from incidents.models.people import PEOPLE_KEY, population_key
from incidents.vocabulary import Policy
from tests import factories

pytestmark = pytest.mark.django_db

CIVILIANS = population_key(None, "civilian", "")


def figures(best: int, **others: int | None) -> dict[str, Any]:
    """Figures by the desk's policy, and by the others: the same, but for those that are named."""
    given = {policy.value: others.get(policy.value, best) for policy in Policy if policy is not Policy.DESK}
    return {
        "low": best,
        "best": best,
        "high": best,
        "other_policies": {
            name: {"low": number, "best": number, "high": number, "open_upper": False} for name, number in given.items()
        },
    }


def toll(day: date, best: int, others: dict[str, int | None] | None = None, **values: Any) -> Incident:
    """An incident of a day whose people killed are `best` by the desk's policy."""
    incident = factories.incident(f"Clash of {day}", date_start=day, **values)
    incident.estimates.create(measure="killed", population_key=PEOPLE_KEY, **figures(best, **(others or {})))
    return incident


@pytest.fixture
def spring(analyst: User) -> list[Incident]:
    """Two incidents of March, on one of which policies differ; one of April; one without a figure."""
    return [
        toll(date(2024, 3, 4), 12, made_by=analyst, others={"lowest": 8, "latest": 20}),
        toll(date(2024, 3, 10), 3, made_by=analyst, country="Sudland"),
        toll(date(2024, 4, 2), 5, made_by=analyst, others={"lowest": 4, "ucdp": None}),
        factories.incident("Clash unheard of", date_start=date(2024, 5, 1), made_by=analyst),
    ]


def comparison(client: Client, query: str = "") -> Any:
    return client.get(f"/policies/{query}").context["comparison"]


def totals(client: Client, query: str = "") -> dict[str, tuple[int | None, int | None, int]]:
    """Each policy's best, its change, and how many incidents have a figure under it."""
    return {row.policy.value: (row.best, row.change, row.incidents) for row in comparison(client, query).totals}


def test_each_policy_has_its_total_and_its_change(as_reader: Client, spring: list[Incident]) -> None:
    assert totals(as_reader) == {
        "desk": (20, 0, 3),
        "lowest": (15, -5, 3),
        "ucdp": (15, -5, 2),
        "gtd": (20, 0, 3),
        "latest": (28, 8, 3),
        "median": (20, 0, 3),
    }


def test_periods_are_compared_one_by_one(as_reader: Client, spring: list[Incident]) -> None:
    rows = [row for row in comparison(as_reader, "?every=month").rows if row.policy in ("desk", "lowest", "ucdp")]
    assert [(row.policy.value, str(row.first), row.best) for row in rows] == [
        ("desk", "2024-03-01", 15),
        ("desk", "2024-04-01", 5),
        ("lowest", "2024-03-01", 11),
        ("lowest", "2024-04-01", 4),
        ("ucdp", "2024-03-01", 15),
        ("ucdp", "2024-04-01", None),
    ]  # fmt: skip


def test_what_a_person_set_stands_under_every_policy(as_reader: Client, spring: list[Incident]) -> None:
    spring[0].estimates.update(override_low=30, override_best=31, override_high=32)
    assert {policy: best for policy, (best, _, _) in totals(as_reader, "?until=2024-03-04").items()} == dict.fromkeys(
        ("desk", "lowest", "ucdp", "gtd", "latest", "median"), 31
    )


def test_the_policy_that_is_followed_stands_first_and_is_what_others_are_measured_by(
    as_reader: Client, spring: list[Incident], senior: User
) -> None:
    DeskPolicy.objects.create(policy=Policy.LOWEST, reason="as ACLED does", person=senior)
    desk = {"desk": {"low": 12, "best": 12, "high": 12}}
    spring[0].estimates.update(policy=Policy.LOWEST, low=8, best=8, high=8, other_policies=desk)
    found = totals(as_reader, "?until=2024-03-04")
    assert list(found)[:2] == ["lowest", "desk"]
    assert (found["lowest"], found["desk"], found["gtd"]) == ((8, 0, 1), (12, 4, 1), (None, None, 0))


def test_the_change_is_said_in_words_and_per_cent(as_reader: Client, spring: list[Incident]) -> None:
    shown = as_reader.get("/policies/").content.decode()
    assert "<td>5 fewer (−25 %)</td>" in shown
    assert "<td>5 fewer (−25 %), without a figure for 1 incident</td>" in shown
    assert "<td>8 more (+40 %)</td>" in shown
    assert "<td>no change</td>" in shown


@pytest.mark.parametrize(
    ("query", "best"),
    [
        ("?country=Sudland", 3),
        ("?since=2024-04-01", 5),
        ("?until=2024-03-04", 12),
        ("?measure=sadness&every=hour", 20),
    ],
)
def test_filters_narrow_the_comparison(as_reader: Client, spring: list[Incident], query: str, best: int) -> None:
    assert totals(as_reader, query)["desk"][0] == best


def test_civilians_and_combatants_are_compared_too(as_reader: Client, spring: list[Incident]) -> None:
    spring[0].estimates.create(measure="killed", population_key=CIVILIANS, status="civilian", **figures(6, latest=7))
    for name, best in (("Northern Column", 2), ("Town guard", 3)):
        actor = factories.actor(name)
        key = population_key(actor.pk, "combatant", "")
        spring[0].estimates.create(
            measure="killed", population_key=key, status="combatant", actor=actor, **figures(best, lowest=1)
        )
    assert totals(as_reader, "?status=civilian")["latest"] == (7, 1, 1)
    assert totals(as_reader, "?status=combatant")["desk"] == (5, 0, 1)
    assert totals(as_reader, "?status=combatant")["lowest"] == (2, -3, 1)


def test_the_comparison_can_be_replayed(as_reader: Client, spring: list[Incident]) -> None:
    first, second = (datetime(2024, 3, day, tzinfo=UTC) for day in (5, 20))
    Incident.objects.filter(pk=spring[0].pk).update(known_from=first)
    known = {"measure": "killed", "population_key": PEOPLE_KEY}
    spring[0].vintages.create(**known, **figures(4, latest=6), known_from=first, known_until=second)
    spring[0].vintages.create(**known, **figures(12, latest=20), known_from=second)
    assert totals(as_reader, "?as_of=2024-03-19")["latest"] == (6, 2, 1)
    assert totals(as_reader, "?as_of=2024-03-20")["latest"] == (20, 8, 1)
    assert not comparison(as_reader, "?as_of=2024-03-04").rows


def test_the_incidents_that_differ_most_come_first(as_reader: Client, spring: list[Incident]) -> None:
    answer = as_reader.get("/policies/")
    assert [(one.pk, list(one.bests)) for one in answer.context["comparison"].differing] == [
        (spring[0].pk, [12, 8, 12, 12, 20, 12]),
        (spring[2].pk, [5, 4, None, 5, 5, 5]),
    ]
    assert f'<a href="/incidents/{spring[0].pk}/">Clash of 2024-03-04</a>' in answer.content.decode()


@pytest.mark.parametrize("chart", ["totals", "periods"])
def test_chart_table_and_file_have_the_same_numbers(as_reader: Client, spring: list[Incident], chart: str) -> None:
    answer = as_reader.get(f"/policies/{chart}.csv?every=month")
    downloaded = list(csv.DictReader(io.StringIO(answer.content.decode())))
    compared = comparison(as_reader, "?every=month")
    shown = {"totals": compared.totals, "periods": compared.rows}[chart]

    def text(number: int | None) -> str:
        return "" if number is None else str(number)

    assert [(row["under_policy"], row["low"], row["best"], row["high"], row["incidents"], row["change"])
            for row in downloaded] == [
        (row.policy.label, text(row.low), text(row.best), text(row.high), str(row.incidents), text(row.change))
        for row in shown
    ]  # fmt: skip


def test_there_is_no_file_of_another_name(as_reader: Client) -> None:
    assert as_reader.get("/policies/everything.csv").status_code == 404
    assert as_reader.get("/policies/totals.csv?as_of=soon").status_code == 422


def test_a_bar_leads_to_the_incidents_of_its_period_and_no_further_than_was_chosen(
    as_reader: Client, spring: list[Incident]
) -> None:
    row = comparison(as_reader, "?every=month&since=2024-03-02&until=2024-03-31").rows[0]
    assert row.url == "/timeline/?since=2024-03-02&until=2024-03-31#incidents"


def test_the_sentences_say_between_what_the_policies_lie(as_reader: Client, spring: list[Incident]) -> None:
    first, second = as_reader.get("/policies/?every=month").context["charts"]
    assert first.takeaway == (
        "Desk, which the desk follows, makes it 20 killed; the least is 15 (lowest), the most 28 (latest)."
    )
    assert second.takeaway == "Farthest apart from 2024-03-01 to 2024-03-31: latest makes it 8 more (+53 %)."
    assert first.n == "4 incidents, 1 without a figure"


def test_no_figure_is_said_and_not_drawn_as_0(as_reader: Client, analyst: User) -> None:
    assert "No incident yet" in as_reader.get("/policies/").content.decode()
    factories.incident(made_by=analyst)
    shown = as_reader.get("/policies/").content.decode()
    assert "Nobody counts any of them in 1 incident, 1 without a figure." in shown
    assert "data-figure" not in shown


def test_policies_ask_the_same_few_queries_whatever_the_length(
    as_reader: Client, spring: list[Incident], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(12) as few:
        as_reader.get("/policies/")
    for number in range(1, 29):
        toll(date(2024, 2, number), number, made_by=spring[0].made_by, others={"lowest": 0})
    with django_assert_max_num_queries(12) as many:
        as_reader.get("/policies/")
    assert len(many) == len(few)
