"""Two people at what is known about a report, or at a figure: who comes second sees both."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from incidents.models import Estimate, Report
from incidents.models.people import PEOPLE_KEY
from incidents.workflow.figures.overrides import override_estimate
from incidents.workflow.figures.versions import version_of_figure
from incidents.workflow.standing.versions import version_of
from tests import factories


def described(client: Client, report: Report, version: int, **values: str) -> Any:
    sent = {"title": report.title, "source": report.source.name, "published": "2024-03-05", **values}
    form = {f"about-{name}": value for name, value in sent.items()}
    return client.post(f"/reports/{report.pk}/describe/", form | {"version": str(version)})


def test_a_stale_description_shows_both_titles_and_saves_neither_over_the_other(as_analyst: Client) -> None:
    report = factories.report(title="Town attacked")
    seen = version_of(report)
    report.title = "Ashkel attacked"
    report.save()
    answer = described(as_analyst, report, seen, title="Dawn attack")
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "<td>Ashkel attacked</td><td><b>Dawn attack</b></td>" in page
    assert f'name="version" value="{version_of(report)}"' in page
    report.refresh_from_db()
    assert report.title == "Ashkel attacked"


def test_a_description_that_saw_the_newest_is_saved(as_analyst: Client) -> None:
    report = factories.report()
    assert described(as_analyst, report, version_of(report), title="Dawn attack").status_code == 302
    report.refresh_from_db()
    assert report.title == "Dawn attack"


def test_what_else_was_saved_of_a_report_makes_its_description_no_older(as_analyst: Client) -> None:
    report = factories.report()
    seen = version_of(report)
    report.assigned_to = factories.person()
    report.save()
    assert described(as_analyst, report, seen, title="Dawn attack").status_code == 302


@pytest.fixture
def figure(db: None) -> Estimate:
    incident = factories.incident()
    factories.reviewed_report(incident, {"low": 30})
    return incident.estimates.get(measure="killed", population_key=PEOPLE_KEY)


def overridden(client: Client, figure: Estimate, version: int, **values: Any) -> Any:
    sent = {"figure": figure.slug, "version": version, "low": 30, "best": 36, "high": 40, "reason": "A list of names."}
    return client.post(f"/incidents/{figure.incident_id}/override/", sent | values)


def test_a_stale_override_shows_what_was_set_meanwhile_and_changes_nothing(as_senior: Client, figure: Estimate) -> None:
    override_estimate(
        estimate=figure, person=factories.person("bela"), low=30, best=34, high=38, reason="The hospital counted."
    )
    answer = overridden(as_senior, figure, 0)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "<td>30 / 34 / 38</td><td><b>30 / 36 / 40</b></td>" in page
    assert "The hospital counted." in page
    figure.refresh_from_db()
    assert figure.override_best == 34


def test_an_override_that_saw_the_newest_is_saved(as_senior: Client, figure: Estimate) -> None:
    override_estimate(estimate=figure, person=factories.person(), low=30, best=34, high=38, reason="Counted.")
    assert overridden(as_senior, figure, version_of_figure(figure)).status_code == 302
    figure.refresh_from_db()
    assert figure.override_best == 36


def test_a_stale_taking_back_is_refused_as_well(as_senior: Client, figure: Estimate) -> None:
    override_estimate(estimate=figure, person=factories.person(), low=30, best=34, high=38, reason="Counted.")
    answer = overridden(as_senior, figure, 0, withdraw="1")
    assert answer.status_code == 409
    figure.refresh_from_db()
    assert figure.override_best == 34
