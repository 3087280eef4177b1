"""The back room: what can be kept and looked up there, by whom, and what is only shown."""

from __future__ import annotations

from html import unescape

import pytest
from django.core.management import call_command
from django.test import Client

from incidents.models import Actor, Source
from incidents.vocabulary import DayFrom, Interest, Role, Side
from incidents.workflow.review.decisions import accept_claim
from incidents.workflow.review.finishing import finish_report
from tests import factories

pytestmark = pytest.mark.django_db


def signed_in(role: Role) -> Client:
    client = Client()
    client.force_login(factories.person(role=role))
    return client


def source_form(**values: object) -> dict[str, object]:
    form = {
        "name": "Lakes Wire",
        "kind": "agency",
        "country": "KE",
        "language": "en",
        "affiliation": "",
        "reliability": "B",
        "aliases": "LW\nLakes Wire Agency",
        "notes": "",
    }
    return form | values


@pytest.mark.parametrize("model", ["source", "actor", "report", "claim", "incident"])
def test_every_list_opens(model: str) -> None:
    report = factories.report()
    factories.claim(report)
    factories.incident()
    factories.actor()
    assert signed_in(Role.SENIOR).get(f"/admin/incidents/{model}/").status_code == 200


@pytest.mark.parametrize("model", ["source", "actor", "report", "claim", "incident"])
def test_every_list_can_be_searched(model: str) -> None:
    assert signed_in(Role.SENIOR).get(f"/admin/incidents/{model}/?q=wire").status_code == 200


def test_a_source_is_found_by_its_alias() -> None:
    factories.source("Lakes Wire", aliases=["LWA"])
    factories.source("Other Wire")
    page = signed_in(Role.SENIOR).get("/admin/incidents/source/?q=lwa").content.decode()
    assert "Lakes Wire" in page
    assert "Other Wire" not in page


def test_aliases_are_written_one_a_line() -> None:
    signed_in(Role.SENIOR).post("/admin/incidents/source/add/", source_form())
    assert Source.objects.get().aliases == ["LW", "Lakes Wire Agency"]


def test_a_changed_grade_has_its_row_in_the_history() -> None:
    senior = signed_in(Role.SENIOR)
    senior.post("/admin/incidents/source/add/", source_form())
    source = Source.objects.get()
    senior.post(f"/admin/incidents/source/{source.pk}/change/", source_form(reliability="D"))
    now, before = source.history.all()
    assert (before.reliability, now.reliability) == ("B", "D")
    assert now.history_user.username.startswith("senior")
    assert senior.get(f"/admin/incidents/source/{source.pk}/history/").status_code == 200


def test_an_analyst_does_not_change_grades() -> None:
    source = factories.source("Lakes Wire", reliability="B")
    answer = signed_in(Role.ANALYST).post(f"/admin/incidents/source/{source.pk}/change/", source_form(reliability="A"))
    assert answer.status_code == 403


def test_an_analyst_adds_a_source_without_a_grade_or_an_affiliation() -> None:
    army = factories.actor("Army")
    analyst = signed_in(Role.ANALYST)
    page = analyst.get("/admin/incidents/source/add/").content.decode()
    assert 'name="reliability"' not in page
    assert 'name="affiliation"' not in page
    sent = source_form(reliability="A", affiliation=army.pk)
    assert analyst.post("/admin/incidents/source/add/", sent).status_code == 302
    added = Source.objects.get()
    assert (added.name, added.reliability, added.affiliation) == ("Lakes Wire", "F", None)


def test_an_analyst_adds_an_actor_that_belongs_to_none() -> None:
    army = factories.actor("Army")
    sent = {"name": "Air wing", "kind": "state_forces", "country": "", "parent": army.pk, "aliases": "", "notes": ""}
    assert signed_in(Role.ANALYST).post("/admin/incidents/actor/add/", sent).status_code == 302
    assert Actor.objects.get(name="Air wing").parent is None


@pytest.mark.parametrize("role", [Role.SENIOR, Role.ADMINISTRATOR])
def test_who_judges_sources_sets_grade_and_affiliation_as_they_add_one(role: Role) -> None:
    army = factories.actor("Army")
    sent = source_form(reliability="A", affiliation=army.pk)
    assert signed_in(role).post("/admin/incidents/source/add/", sent).status_code == 302
    added = Source.objects.get()
    assert (added.reliability, added.affiliation) == ("A", army)


@pytest.mark.parametrize(("role", "status"), [(Role.READER, 302), (Role.ANALYST, 403)])
def test_nobody_else_changes_what_a_source_is_worth_or_speaks_for(role: Role, status: int) -> None:
    army = factories.actor("Army")
    source = factories.source("Lakes Wire", reliability="C")
    client = signed_in(role)
    sent = source_form(reliability="A", affiliation=army.pk)
    assert client.post(f"/admin/incidents/source/{source.pk}/change/", sent).status_code == status
    listed = {"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 1, "form-0-id": source.pk, "form-0-reliability": "A"}
    client.post("/admin/incidents/source/", listed | {"_save": "Save"})
    history = source.history.get()
    client.post(f"/admin/incidents/source/{source.pk}/history/{history.pk}/", sent)
    client.post("/admin/incidents/source/add/", sent | {"name": "Lakes Wire"})
    source.refresh_from_db()
    assert (source.reliability, source.affiliation) == ("C", None)


def test_a_reader_stays_outside() -> None:
    assert signed_in(Role.READER).get("/admin/").status_code == 302


def test_the_text_of_a_report_cannot_be_edited() -> None:
    report = factories.report()
    page = signed_in(Role.ADMINISTRATOR).get(f"/admin/incidents/report/{report.pk}/change/").content.decode()
    assert 'name="text"' not in page
    assert 'name="title"' in page


def test_a_day_that_was_put_right_here_is_assumed_no_more() -> None:
    report = factories.report(published_from=DayFrom.ASSUMED, published_guessed=True)
    form = {
        "title": "A new title",
        "source": report.source_id,
        "published": "2024-03-04",
        "published_time": "",
        "url": "",
    }
    form |= {"claims-TOTAL_FORMS": "0", "claims-INITIAL_FORMS": "0"}
    answer = signed_in(Role.ADMINISTRATOR).post(f"/admin/incidents/report/{report.pk}/change/", form)
    assert answer.status_code == 302
    report.refresh_from_db()
    assert (report.title, report.published.isoformat()) == ("A new title", "2024-03-04")
    assert (report.published_from, report.published_guessed) == (DayFrom.GIVEN, False)


def test_the_values_of_a_claim_cannot_be_edited() -> None:
    claim = factories.claim(factories.report())
    page = signed_in(Role.ADMINISTRATOR).get(f"/admin/incidents/claim/{claim.pk}/change/").content.decode()
    assert 'name="low"' not in page
    assert "At least 12 fighters" in page


def test_a_changed_scope_is_a_decision_like_any_other() -> None:
    claim = factories.claim(factories.report())
    form = {"status": "unknown", "group": "", "interest": "neutral", "scope": "larger", "actor": "", "speaker": ""}
    form |= {"as_of": "", "decisions-TOTAL_FORMS": "0", "decisions-INITIAL_FORMS": "0"}
    answer = signed_in(Role.SENIOR).post(f"/admin/incidents/claim/{claim.pk}/change/", form)
    assert answer.status_code == 302
    claim.refresh_from_db()
    assert (claim.scope, claim.standing, claim.found["scope"]) == ("larger", "corrected", "whole")
    assert claim.decisions.get().value == {"scope": "larger"}


def test_an_actor_cannot_stand_below_itself() -> None:
    army = Actor.objects.create(name="Army")
    wing = Actor.objects.create(name="Air wing", parent=army)
    form = {"name": "Army", "kind": "state_forces", "country": "", "parent": wing.pk, "aliases": "", "notes": ""}
    page = signed_in(Role.SENIOR).post(f"/admin/incidents/actor/{army.pk}/change/", form).content.decode()
    assert "cannot stand below itself" in page


def test_a_changed_side_changes_interests() -> None:
    senior = factories.person(role=Role.ADMINISTRATOR)
    army, rebels = factories.actor("Army"), factories.actor("Rebels")
    incident = factories.incident()
    factories.takes_part(incident, army, Side.OTHER)
    part = factories.takes_part(incident, rebels, Side.A)
    report = factories.report()
    claim = factories.claim(report, actor=rebels, claimant_name="army", speaker=army, status="combatant")
    accept_claim(claim=claim, person=senior)
    finish_report(report=report, person=senior, incident=incident)
    army_part = incident.parts.get(actor=army)
    client = Client()
    client.force_login(senior)
    form = {
        "title": incident.title,
        "date_start": "2024-03-05",
        "date_end": "2024-03-05",
        "date_precision": "day",
        "weapons": "rifles\nmortars",
        "parts-TOTAL_FORMS": 2,
        "parts-INITIAL_FORMS": 2,
        "parts-0-id": part.pk,
        "parts-0-incident": incident.pk,
        "parts-0-actor": rebels.pk,
        "parts-0-side": "a",
        "parts-1-id": army_part.pk,
        "parts-1-incident": incident.pk,
        "parts-1-actor": army.pk,
        "parts-1-side": "b",
    }
    for prefix in ("links", "estimates"):
        form |= {f"{prefix}-TOTAL_FORMS": 0, f"{prefix}-INITIAL_FORMS": 0}
    answer = client.post(f"/admin/incidents/incident/{incident.pk}/change/", form)
    assert answer.status_code == 302
    claim.refresh_from_db()
    assert claim.interest == Interest.PARTY_CLAIM
    incident.refresh_from_db()
    assert incident.weapons == ["rifles", "mortars"]


# --- The record beside the grade ----------------------------------------------------------------------


def told_of_shellings(number: int) -> Source:
    """A source that said 50 where others said 100, in some incidents."""
    wire = factories.source("Lakes Wire", reliability="B")
    for night in range(number):
        shelling = factories.incident(f"Shelling {night}")
        for source, low in ((wire, 50), (factories.source(), 100), (factories.source(), 100)):
            factories.reviewed_report(shelling, {"low": low}, source=source)
    return wire


def test_the_record_stands_beside_the_grade() -> None:
    wire = told_of_shellings(5)
    page = unescape(signed_in(Role.SENIOR).get(f"/admin/incidents/source/{wire.pk}/change/").content.decode())
    assert "Lakes Wire's first figure was typically 50 % below what was finally accepted" in page
    assert "A record never changes a grade by itself" in page
    assert f'href="/sources/{wire.pk}/?show=under#figures"' in page
    assert page.index('name="reliability"') < page.index("Lakes Wire's first figure") < page.index('name="aliases"')


def test_a_new_source_has_no_record_yet() -> None:
    assert "record-panel" not in signed_in(Role.SENIOR).get("/admin/incidents/source/add/").content.decode()


def test_no_record_however_bad_changes_a_grade() -> None:
    wire = told_of_shellings(5)
    grades = set(Source.objects.values_list("pk", "reliability"))
    rows_of_history = Source.history.count()
    senior = signed_in(Role.SENIOR)
    for address in (f"/admin/incidents/source/{wire.pk}/change/", f"/sources/{wire.pk}/", "/sources/"):
        assert senior.get(address).status_code == 200
    call_command("rebuild_estimates")
    assert set(Source.objects.values_list("pk", "reliability")) == grades
    assert Source.history.count() == rows_of_history
