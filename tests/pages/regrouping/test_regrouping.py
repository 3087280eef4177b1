"""The pages on which incidents are merged and split, and what is shown of them afterwards."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from incidents.models import Claim, Incident, Regrouping
from incidents.models.people import PEOPLE_KEY
from incidents.workflow.figures.overrides import override_estimate
from incidents.workflow.incidents.regrouping import merge_incidents, split_incident
from incidents.workflow.incidents.regrouping_preview import merged_figures, split_figures
from tests import factories

pytestmark = pytest.mark.django_db

NEW = {"title": "Ambush near Besh", "date_start": "2024-03-07", "reason": "Another road, another day."}


@pytest.fixture
def ashkel(senior: User) -> Incident:
    incident = factories.incident("Attack on Ashkel", made_by=senior)
    factories.reviewed_report(incident, {"low": 12, "claimant_name": "the clinic"})
    return incident


@pytest.fixture
def dawn(senior: User) -> Incident:
    incident = factories.incident("Raid at dawn", made_by=senior)
    factories.reviewed_report(incident, {"low": 19, "claimant_name": "the mayor"})
    factories.reviewed_report(incident, {"low": 21, "claimant_name": "the governor"}, published=date(2024, 3, 7))
    return incident


def shown(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def merge(client: Client, kept: Incident, merged: Incident, reason: str = "One attack.") -> Any:
    return client.post(f"/incidents/{kept.pk}/merge/", {"with": merged.pk, "reason": reason})


def figures(incident: Incident) -> dict[tuple[str, str], str]:
    rows = incident.estimates.select_related("actor")
    return {(row.get_measure_display(), row.population_label): str(row.figure) for row in rows}


# --- Merging ----------------------------------------------------------------------------------------


def test_likely_incidents_are_offered_with_reasons(as_analyst: Client, ashkel: Incident, dawn: Incident) -> None:
    page = shown(as_analyst, f"/incidents/{ashkel.pk}/merge/")
    assert "Raid at dawn" in page
    assert "same place, Ashkel · same day · same type, Armed clash" in page


@pytest.mark.parametrize("words", ["raid at", "#{pk}", "{pk}"])
def test_an_incident_is_found_by_title_or_number(
    as_analyst: Client, ashkel: Incident, dawn: Incident, words: str
) -> None:
    page = as_analyst.get(f"/incidents/{ashkel.pk}/merge/", {"q": words.format(pk=dawn.pk)}).content.decode()
    assert f'href="?with={dawn.pk}"' in page


def test_a_number_of_no_other_incident_is_said_so(as_analyst: Client, ashkel: Incident) -> None:
    for number in (ashkel.pk, 999999, "99999999999999"):
        assert f"has the number {number}" in shown(as_analyst, f"/incidents/{ashkel.pk}/merge/?with={number}")


def test_the_preview_shows_the_figures_as_they_will_be(as_analyst: Client, ashkel: Incident, dawn: Incident) -> None:
    page = shown(as_analyst, f"/incidents/{ashkel.pk}/merge/?with={dawn.pk}")
    foreseen = {(row.measure, row.population): row.figures[2] for row in merged_figures(ashkel, dawn)}
    assert Claim.objects.filter(incident=dawn).count() == 2
    merge(as_analyst, ashkel, dawn)
    assert figures(ashkel) == foreseen
    assert foreseen["killed", "people"] in page


def test_the_preview_names_the_figures_that_stay_behind(
    as_analyst: Client, ashkel: Incident, dawn: Incident, senior: User
) -> None:
    figure = dawn.estimates.get(measure="killed", population_key=PEOPLE_KEY)
    override_estimate(estimate=figure, person=senior, low=20, best=20, high=25, reason="The grave register.")
    assert "Set by hand: killed, people: 20 (20–25)." in shown(
        as_analyst, f"/incidents/{ashkel.pk}/merge/?with={dawn.pk}"
    )
    merge(as_analyst, ashkel, dawn)
    assert "count nowhere: killed, people: 20 (20–25)" in shown(as_analyst, f"/incidents/{ashkel.pk}/")


def test_a_merge_leads_to_the_kept_incident_with_an_undo(as_analyst: Client, ashkel: Incident, dawn: Incident) -> None:
    page = as_analyst.post(
        f"/incidents/{ashkel.pk}/merge/", {"with": dawn.pk, "reason": "One attack."}, follow=True
    ).content.decode()
    done = Regrouping.objects.get()
    assert f'is merged into this incident. <a href="#regrouping-{done.pk}">Undo</a>' in page
    assert f'action="/regroupings/{done.pk}/undo/"' in page


def test_a_merge_without_a_reason_is_refused_beside_the_field(
    as_analyst: Client, ashkel: Incident, dawn: Incident
) -> None:
    answer = merge(as_analyst, ashkel, dawn, reason=" ")
    assert answer.status_code == 422
    assert "Say why" in answer.content.decode()
    assert not Regrouping.objects.exists()


def test_a_reader_merges_splits_and_undoes_nothing(as_reader: Client, ashkel: Incident, dawn: Incident) -> None:
    done = merge_incidents(kept=ashkel, merged=dawn, person=ashkel.made_by, reason="One attack.")
    assert merge(as_reader, ashkel, dawn).status_code == 403
    assert as_reader.get(f"/incidents/{ashkel.pk}/split/").status_code == 403
    assert as_reader.post(f"/regroupings/{done.pk}/undo/").status_code == 403
    assert "Merge with" not in shown(as_reader, f"/incidents/{ashkel.pk}/")


def test_the_page_of_a_merged_incident_leads_to_what_it_is_now(
    as_analyst: Client, ashkel: Incident, dawn: Incident
) -> None:
    merge(as_analyst, ashkel, dawn)
    page = shown(as_analyst, f"/incidents/{dawn.pk}/")
    assert f'is part of <a href="/incidents/{ashkel.pk}/">Attack on Ashkel</a>' in page
    assert f'action="/regroupings/{Regrouping.objects.get().pk}/undo/"' in page


def test_nothing_is_decided_on_a_merged_incident(as_analyst: Client, ashkel: Incident, dawn: Incident) -> None:
    merge(as_analyst, ashkel, dawn)
    for verb in ("override", "confirm", "merge"):
        assert as_analyst.post(f"/incidents/{dawn.pk}/{verb}/", {"figure": "killed"}).status_code == 404
    assert as_analyst.get(f"/incidents/{dawn.pk}/what-if/").status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/incidents/",
        "/incidents/?q=raid",
        "/incidents/?as_of=2024-03-20",
        "/timeline/",
        "/timeline/?since=2024-03-01&until=2024-03-31",
        "/timeline/figures.csv",
        "/decisions/",
        "/sources/{source}/",
        "/claimants/record/?name=the mayor",
    ],
)
def test_a_merged_incident_is_on_no_page(
    as_senior: Client, ashkel: Incident, dawn: Incident, senior: User, address: str
) -> None:
    figure = dawn.estimates.get(measure="killed", population_key=PEOPLE_KEY)
    override_estimate(estimate=figure, person=senior, low=20, best=20, high=25, reason="The grave register.")
    merge(as_senior, ashkel, dawn)
    as_senior.get(f"/incidents/{ashkel.pk}/")  # takes away the message that names it
    report = ashkel.reports.filter(claims__claimant_name="the mayor").get()
    assert "Raid at dawn" not in shown(as_senior, address.format(source=report.source_id))


def test_the_admin_offers_no_merged_incident(as_administrator: Client, ashkel: Incident, dawn: Incident) -> None:
    merge(as_administrator, ashkel, dawn)
    as_administrator.get(f"/incidents/{ashkel.pk}/")
    page = shown(as_administrator, "/admin/incidents/incident/")
    assert "Attack on Ashkel" in page
    assert "Raid at dawn" not in page


def test_a_report_of_a_merged_incident_names_the_kept_one(as_analyst: Client, ashkel: Incident, dawn: Incident) -> None:
    report = dawn.reports.first()
    assert report
    merge(as_analyst, ashkel, dawn)
    as_analyst.get("/")
    page = shown(as_analyst, f"/reports/{report.pk}/")
    assert "Attack on Ashkel" in page
    assert "Raid at dawn" not in page


def test_totals_count_the_merged_once(as_analyst: Client, ashkel: Incident, dawn: Incident) -> None:
    merge(as_analyst, ashkel, dawn)
    rows = as_analyst.get("/timeline/figures.csv").content.decode().splitlines()
    assert len(rows) == 2


# --- Undoing ----------------------------------------------------------------------------------------


def test_an_undo_brings_the_merged_incident_back(as_analyst: Client, ashkel: Incident, dawn: Incident) -> None:
    before = figures(dawn)
    merge(as_analyst, ashkel, dawn)
    page = as_analyst.post(f"/regroupings/{Regrouping.objects.get().pk}/undo/", follow=True).content.decode()
    assert "stands by itself again" in page
    assert figures(dawn) == before


def test_an_undo_that_something_stands_in_the_way_of_says_what(
    as_analyst: Client, ashkel: Incident, dawn: Incident
) -> None:
    merge(as_analyst, ashkel, dawn)
    first = Regrouping.objects.get()
    merge(as_analyst, factories.incident("Shelling of Besh"), ashkel)
    page = as_analyst.post(f"/regroupings/{first.pk}/undo/", follow=True).content.decode()
    assert "was merged into “Shelling of Besh” since. Undo that first, then this." in page


def test_the_history_tells_of_the_merge_and_of_its_undo(as_analyst: Client, ashkel: Incident, dawn: Incident) -> None:
    merge(as_analyst, ashkel, dawn, reason="One attack, two names.")
    as_analyst.post(f"/regroupings/{Regrouping.objects.get().pk}/undo/")
    for incident in (ashkel, dawn):
        page = shown(as_analyst, f"/history/incident/{incident.pk}/")
        assert "“Raid at dawn” merged into “Attack on Ashkel”: 2 reports, 2 claims" in page
        assert "undid: “Raid at dawn” merged into “Attack on Ashkel”" in page
        assert "One attack, two names." in page


# --- Splitting --------------------------------------------------------------------------------------


def test_the_preview_of_a_split_shows_what_stays_and_what_goes(as_analyst: Client, dawn: Incident) -> None:
    late = dawn.reports.get(published=date(2024, 3, 7))
    page = shown(as_analyst, f"/incidents/{dawn.pk}/split/?reports={late.pk}")
    (row,) = [row for row in split_figures(dawn, {late.pk}) if row.population == "people"]
    assert row.figures[1:] == ("19", "21")
    assert '<td class="number">19</td><td class="number strong">21</td>' in page


def test_a_split_makes_the_new_incident_as_the_form_says(as_analyst: Client, dawn: Incident) -> None:
    late = dawn.reports.get(published=date(2024, 3, 7))
    page = as_analyst.post(f"/incidents/{dawn.pk}/split/", {**NEW, "reports": late.pk}, follow=True).content.decode()
    new = late.incidents.get()
    assert (new.title, new.date_end, figures(new)["killed", "people"]) == ("Ambush near Besh", date(2024, 3, 7), "21")
    assert "is split off from “Raid at dawn”" in page
    assert figures(dawn)["killed", "people"] == "19"


def test_a_split_without_title_or_reason_keeps_what_was_typed(as_analyst: Client, dawn: Incident) -> None:
    late = dawn.reports.get(published=date(2024, 3, 7))
    values = {"title": "", "place_name": "Besh", "date_start": "2024-03-07", "reports": late.pk}
    answer = as_analyst.post(f"/incidents/{dawn.pk}/split/", values)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "An incident needs a title." in page
    assert "Say why" in page
    assert 'value="Besh"' in page
    assert Incident.objects.count() == 1


def test_not_all_reports_can_go(as_analyst: Client, dawn: Incident) -> None:
    everything = [report.pk for report in dawn.reports.all()]
    answer = as_analyst.post(f"/incidents/{dawn.pk}/split/", {**NEW, "reports": everything})
    assert answer.status_code == 422
    assert "Some reports must stay" in answer.content.decode()


def test_a_split_that_is_undone_is_shown_nowhere(as_analyst: Client, dawn: Incident, senior: User) -> None:
    late = dawn.reports.get(published=date(2024, 3, 7))
    days = {"date_start": date(2024, 3, 7), "date_end": date(2024, 3, 7)}
    done = split_incident(
        incident=dawn, reports=[late], person=senior, reason="Two raids.", values={"title": "Ambush", **days}
    )
    as_analyst.post(f"/regroupings/{done.pk}/undo/")
    as_analyst.get("/")
    assert "Ambush" not in shown(as_analyst, "/incidents/")
    assert "is part of" in shown(as_analyst, f"/incidents/{done.to_incident_id}/")


def test_pages_cost_the_same_queries_for_two_reports_and_ten(
    as_analyst: Client, ashkel: Incident, dawn: Incident, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    def count(address: str) -> int:
        with django_assert_max_num_queries(40) as asked:
            assert as_analyst.get(address).status_code == 200
        return len(asked)

    late = dawn.reports.get(published=date(2024, 3, 7))
    addresses = (
        f"/incidents/{ashkel.pk}/merge/",
        f"/incidents/{ashkel.pk}/merge/?with={dawn.pk}",
        f"/incidents/{dawn.pk}/split/?reports={late.pk}",
    )
    few = [count(address) for address in addresses]
    for number in range(8):
        factories.reviewed_report(dawn, {"low": 20 + number, "claimant_name": f"a doctor {number}"})
    assert [count(address) for address in addresses] == few
