"""What the pages of a report say where it is nearly the text of an earlier one."""

from __future__ import annotations

from datetime import time

import pytest
from django.test import Client

from incidents.models import Incident, Report
from incidents.workflow.reports.near_duplicates import keep_near_duplicates
from incidents.workflow.review.finishing import finish_report
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def incident() -> Incident:
    return factories.incident("Raid on Ashkel")


@pytest.fixture
def copy(incident: Incident) -> Report:
    """The Lakeside Wire text with one number changed and a sentence added; that text is recorded already."""
    first = factories.report(factories.TEXT, source=factories.source("Lakeside Wire"), published_time=time(14, 5))
    keep_near_duplicates(first)
    finish_report(report=first, person=incident.made_by, incident=incident)
    second = factories.report(factories.TEXT.replace("at 19", "at 23") + "\nA curfew was called in <Ashkel>.")
    keep_near_duplicates(second)
    return second


@pytest.mark.parametrize("address", ["/review/{}/", "/reports/{}/"])
def test_a_copy_says_what_it_is_a_copy_of_and_what_differs(as_analyst: Client, copy: Report, address: str) -> None:
    shown = as_analyst.get(address.format(copy.pk)).content.decode()
    assert "Lakeside Wire text of 2024-03-05 14:05</a> with one sentence added and one changed" in shown
    assert "<ins>A curfew was called in &lt;Ashkel&gt;.</ins>" in shown
    assert "<del>19.</del> <ins>23.</ins>" in shown
    assert "% alike" in shown


def test_a_copy_leads_to_the_incident_and_the_decisions_of_the_earlier_text(
    as_analyst: Client, copy: Report, incident: Incident
) -> None:
    shown = as_analyst.get(f"/review/{copy.pk}/").content.decode()
    first = incident.reports.get()
    assert f'recorded under <a href="/incidents/{incident.pk}/">Raid on Ashkel</a>' in shown
    assert f'href="/history/report/{first.pk}/"' in shown


def test_the_incident_of_the_earlier_text_is_chosen_with_the_reason(
    as_analyst: Client, copy: Report, incident: Incident
) -> None:
    shown = as_analyst.get(f"/review/{copy.pk}/").content.decode()
    assert f'name="choice" value="{incident.pk}" checked' in shown
    assert "Likely the same as" in shown
    assert "nearly the text of “Town attacked at dawn”" in shown


def test_a_text_like_no_other_says_nothing_of_it(as_analyst: Client) -> None:
    shown = as_analyst.get(f"/review/{factories.report().pk}/").content.decode()
    assert "alike" not in shown
    assert "Likely the same" not in shown
