"""Figures of a longer time, a wider area or a war beside the incident's own: larger ones, wherever they stand."""

from __future__ import annotations

from datetime import date

import pytest

from incidents.extraction import extract
from incidents.vocabulary import Measure, Scope

FIRST = (
    "Eleven farmers were shot in the village of Tabora on Friday and died, the chief said. Soldiers came on Saturday."
)


@pytest.mark.parametrize(
    "background",
    [
        "Some 2,300 civilians were killed in the province in the first two years of martial law.",
        "About 30 people were killed there in three months.",
        "In all, 40 people died under the rule of the militia.",
        "Between 1999 and 2004 the unit killed 90 people.",
        "Aid workers say 600 people have died across the district.",
        "Aid workers say that 12,000 people were killed.",
    ],
)
def test_what_sums_up_more_than_the_incident_is_larger(background: str) -> None:
    found = extract(f"{FIRST}\n\n{background}", date(2024, 3, 9))
    assert [claim.scope for claim in found.claims] == [Scope.WHOLE, Scope.LARGER]
    assert found.totals[Measure.KILLED].best == 11


@pytest.mark.parametrize(
    "later",
    [
        "The hospital said that 14 people were killed in the district.",
        "The toll rose to 25 in three days.",
    ],
)
def test_a_figure_of_like_size_or_a_new_toll_is_the_incidents(later: str) -> None:
    assert extract(f"{FIRST}\n\n{later}", date(2024, 3, 9)).claims[-1].scope is Scope.WHOLE


def test_a_trial_tells_of_what_was_done_in_another_year() -> None:
    text = (
        "A court in Tabora jailed a former officer on Friday for the murder of 14 shepherds on 22 April 1993. "
        "He got 18 years.\n\nAbout 2,000 people died in the district during the war."
    )
    found = extract(text, date(2019, 5, 4))
    assert found.totals[Measure.KILLED].best == 14
    assert found.event.date is not None
    assert found.event.date.start == date(1993, 4, 22)


def test_the_dead_of_another_year_stay_apart_from_todays() -> None:
    text = "A bomb killed three guards in Tabora on Friday. The same group shot nine teachers dead in May 2019."
    assert extract(text, date(2024, 3, 9)).totals[Measure.KILLED].best == 3


def test_no_new_incident_begins_with_the_sum_of_a_war() -> None:
    text = (
        "A shell killed six people in Khan Yunis overnight, medics said.\n\n"
        "The ministry says that more than 3,700 people have been killed in Gaza in thirteen days."
    )
    found = extract(text, date(2023, 10, 20))
    assert len(found.incidents) == 1
    assert found.totals[Measure.KILLED].best == 6


def test_what_took_some_time_to_do_was_done() -> None:
    assert extract("It took the gunmen an hour to kill 23 people in Tabora.").totals[Measure.KILLED].best == 23


@pytest.mark.parametrize(
    "before",
    ["To recall: it is barely a month since some", "It comes a week after", "Background: at least"],
)
def test_what_came_weeks_before_is_no_part_of_the_incident(before: str) -> None:
    text = f"Gunmen pushed into Gao on Friday. Residents count 12 dead.\n\n{before} 15 people were killed in Mopti."
    found = extract(text, date(2024, 3, 9))
    assert found.totals[Measure.KILLED].best == 12
    assert found.event.place is not None
    assert found.event.place.name == "Gao"


def test_what_a_court_judges_somebody_for_ordering_was_done() -> None:
    text = "A general went on trial, accused of ordering soldiers to kill 22 peasants in Tabora in March 1988."
    assert extract(text, date(2016, 9, 2)).totals[Measure.KILLED].best == 22
