"""Two people in the same form of the back room: nothing is overwritten, nothing typed is lost."""

from __future__ import annotations

from html import unescape

import pytest
from django.test import Client

from incidents.models import Source
from incidents.vocabulary import Role
from incidents.workflow.standing.versions import version_of
from tests import factories
from tests.admin.test_admin import signed_in, source_form

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Client:
    return signed_in(Role.SENIOR)


@pytest.fixture
def wire(desk: Client) -> tuple[Source, int]:
    """A source whose notes somebody changed, and the version before that."""
    source = factories.source("Lakes Wire", notes="Owned by the state.")
    seen = version_of(source)
    source.notes = "Sold last year."
    source.save()
    return source, seen


def saved(desk: Client, source: Source, seen: int | None, **values: object) -> tuple[int, str]:
    sent = source_form(name=source.name, **values) | ({} if seen is None else {"seen_version": seen})
    answer = desk.post(f"/admin/incidents/source/{source.pk}/change/", sent)
    return answer.status_code, unescape(answer.content.decode())


def test_the_form_carries_its_version(desk: Client, wire: tuple[Source, int]) -> None:
    source, _ = wire
    page = desk.get(f"/admin/incidents/source/{source.pk}/change/").content.decode()
    assert f'name="seen_version" value="{version_of(source)}"' in page


def test_a_later_save_is_refused_and_shows_both_values(desk: Client, wire: tuple[Source, int]) -> None:
    source, seen = wire
    status, page = saved(desk, source, seen, notes="Owned by its readers.")
    assert status == 200
    assert "now “Sold last year.”, yours “Owned by its readers.”" in page
    assert "Owned by its readers.</textarea>" in page
    source.refresh_from_db()
    assert source.notes == "Sold last year."


def test_saving_again_keeps_ones_own(desk: Client, wire: tuple[Source, int]) -> None:
    source, seen = wire
    _, page = saved(desk, source, seen, notes="Owned by its readers.")
    assert f'name="seen_version" value="{version_of(source)}"' in page
    status, _ = saved(desk, source, version_of(source), notes="Owned by its readers.")
    source.refresh_from_db()
    assert (status, source.notes) == (302, "Owned by its readers.")


@pytest.mark.parametrize("kind", ["actor", "incident", "report"])
def test_each_record_of_the_back_room_carries_its_version(desk: Client, kind: str) -> None:
    made = {"actor": factories.actor, "incident": factories.incident, "report": factories.report}[kind]()
    page = desk.get(f"/admin/incidents/{kind}/{made.pk}/change/").content.decode()
    assert f'name="seen_version" value="{version_of(made)}"' in page


def test_what_changed_outside_the_form_is_no_reason_to_refuse(desk: Client) -> None:
    report = factories.report()
    seen = version_of(report)
    report.assigned_to = factories.person()
    report.save()
    claims = {f"claims-{name}": "0" for name in ("TOTAL_FORMS", "INITIAL_FORMS")}
    sent = {"title": "Renamed", "source": report.source_id, "published": "2024-03-05", "seen_version": seen, **claims}
    answer = desk.post(f"/admin/incidents/report/{report.pk}/change/", sent)
    assert answer.status_code == 302, answer.content.decode()
    report.refresh_from_db()
    assert report.title == "Renamed"
