"""Which incidents are offered for a report, in what order and why."""

from __future__ import annotations

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from incidents.models import Incident, Report
from incidents.workflow.incidents.matching import (
    MOST_WEIGHED,
    candidates_for,
    create_incident,
    distance_on_earth,
    proposed_incident,
)
from tests import factories

pytestmark = pytest.mark.django_db


def report_of_ashkel() -> Report:
    report = factories.report()
    report.found = {"event": factories.event_json(report)}
    report.save()
    return report


def test_an_incident_at_the_place_on_the_day_is_likely() -> None:
    incident = factories.incident()
    factories.takes_part(incident, factories.actor("Northern Column"))
    best = candidates_for(report_of_ashkel())[0]
    assert (best.incident, best.is_likely) == (incident, True)


def test_a_candidate_says_why() -> None:
    factories.takes_part(factories.incident(), factories.actor("Northern Column"))
    reasons = candidates_for(report_of_ashkel())[0].reasons
    assert reasons == ("same place, Ashkel", "same day", "same actors: Northern Column", "same type, Armed clash")


def test_an_actor_that_the_type_implies_does_not_count_as_a_shared_one() -> None:
    factories.takes_part(factories.incident(), factories.actor("Northern Column"))
    report = report_of_ashkel()
    report.found["event"]["actors"][0]["implied"] = True
    report.save()
    assert candidates_for(report)[0].reasons == ("same place, Ashkel", "same day", "same type, Armed clash")


def test_the_nearer_in_time_comes_first() -> None:
    later = factories.incident(date_start=date(2024, 3, 8))
    same_day = factories.incident()
    assert [one.incident for one in candidates_for(report_of_ashkel())] == [same_day, later]


def test_another_country_is_no_candidate() -> None:
    factories.incident(country_code="XX")
    assert candidates_for(report_of_ashkel()) == []


def test_a_month_apart_is_no_candidate() -> None:
    factories.incident(date_start=date(2024, 4, 5))
    assert candidates_for(report_of_ashkel()) == []


def test_a_far_place_in_the_country_is_not_likely() -> None:
    factories.incident(latitude=20.0, longitude=45.0, place_name="Besh", sub_event_type="", event_type="")
    assert not any(one.is_likely for one in candidates_for(report_of_ashkel()))


def test_a_new_incident_is_filled_in_from_the_report() -> None:
    proposed = proposed_incident(report_of_ashkel())
    assert proposed["title"] == "Armed clash in Ashkel, 2024-03-05"
    assert (proposed["latitude"], proposed["longitude"]) == (12.5, 40.25)
    assert (proposed["side_a"], proposed["side_b"]) == ("Northern Column", "")


def test_a_report_that_tells_no_place_lends_its_title_and_day() -> None:
    report = factories.report(published=date(2024, 3, 7))
    proposed = proposed_incident(report)
    assert (proposed["title"], proposed["date_start"]) == ("Town attacked at dawn", "2024-03-07")


def test_unknown_names_of_sides_become_actors() -> None:
    incident = create_incident(
        person=factories.person(),
        values={"title": "Raid", "date_start": date(2024, 3, 5), "date_end": date(2024, 3, 5)},
        side_a=["Northern Column"],
        side_b=["Norland army"],
    )
    assert sorted(incident.parts.values_list("actor__name", "side")) == [
        ("Norland army", "b"),
        ("Northern Column", "a"),
    ]


def test_a_degree_on_the_equator_is_111_km() -> None:
    assert distance_on_earth(0, 0, 0, 1) == pytest.approx(111.2, abs=0.1)


def test_the_same_toll_and_voice_and_a_like_headline_are_reasons() -> None:
    incident = factories.incident("Town attacked at dawn")
    factories.reviewed_report(incident, {"low": 12, "claimant_name": "Idris Halloun"})
    report = report_of_ashkel()
    factories.claim(report, claimant_name="Idris Halloun")
    report.toll = 12
    report.save()
    reasons = candidates_for(report)[0].reasons
    assert reasons[-3:] == ("like headline", "same toll, 12 killed", "same voice, Idris Halloun")


def test_a_merged_incident_is_no_candidate() -> None:
    kept = factories.incident(date_start=date(2020, 1, 1))
    factories.incident(merged_into=kept)
    assert candidates_for(report_of_ashkel()) == []


def test_the_nearest_is_found_among_hundreds_of_the_same_days() -> None:
    factories.takes_part(nearest := factories.incident(), factories.actor("Northern Column"))
    same = {"made_by": nearest.made_by, "date_start": date(2024, 3, 8), "date_end": date(2024, 3, 8)}
    Incident.objects.bulk_create(
        [
            Incident(title=f"Raid {number}", country_code="NL", latitude=30, longitude=60, **same)
            for number in range(MOST_WEIGHED + 50)
        ]
    )
    assert candidates_for(report_of_ashkel())[0].incident == nearest


def test_candidates_cost_three_queries_however_many_there_are(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    report = report_of_ashkel()
    for count in (1, 20):
        for _ in range(count):
            factories.takes_part(factories.incident(), factories.actor())
        with django_assert_num_queries(4):
            candidates_for(report)
