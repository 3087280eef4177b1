"""A record that holds a day of the year 1 or 9999, however it got there, still shows every page and every file.

The list is read off the addresses of the desk, so that a new page is tested by being there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from html import unescape
from traceback import extract_tb
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db.models import Q
from django.test import Client
from django.urls import URLPattern
from django.utils import timezone

from incidents.models import Claim, Incident, Report
from incidents.urls import urlpatterns
from incidents.vocabulary import Side
from incidents.workflow.figures.reconcile import recompute_estimates
from incidents.workflow.reports.near_duplicates import keep_near_duplicates
from tests import factories

pytestmark = [pytest.mark.long, pytest.mark.django_db]

FIRST, LAST = date.min, date.max
DAYS = {
    "of the year 1": (FIRST, FIRST),
    "of the year 9999": (LAST, LAST),
    "that the desk has not come to": (date(2998, 5, 1), date(2998, 5, 3)),
    "from the year 1 to the year 9999": (FIRST, LAST),
    "that never end": (date(2024, 3, 5), LAST),
}
CHARTS = {"policies": ("totals", "incidents"), "delay": ("periods", "classes")}
NO_PAGES = {"sign-out"}
TIMELINE = [f"every={every}" for every in ("day", "week", "month", "year")]
TIMELINE += [f"view={view}" for view in ("cumulative", "multiples", "compare")]
PARTS = ("change", "history")
EVERYWHERE = (
    "",
    "since=0001-01-01&until=9999-12-31",
    "since=9999-12-31",
    "until=0001-01-01",
    "as_of=0001-01-01",
    "as_of=9999-12-31T23:59",
    "as_of=2024-03-07",
)


def record_strange_days(senior: User, kinds: Iterable[str]) -> Incident:
    """For each kind of days an incident and its report, beside two ordinary ones, and one that waits for review.

    The last of the incidents.
    """
    rebels, army = factories.actor("Northern Column"), factories.actor("Army of Norland")
    for day in (5, 9):
        ordinary = factories.incident(f"Clash of the {day}th", date_start=date(2024, 3, day))
        factories.reviewed_report(ordinary, {"low": day}, person=senior, published=date(2024, 3, day))
    for first, last in (DAYS[kind] for kind in kinds):
        incident = factories.incident("Strange clash", made_by=senior)
        for side, actor in ((Side.A, rebels), (Side.B, army)):
            factories.takes_part(incident, actor, side)
        for number in (12, 15):
            told = {"low": number, "claimant_name": "the clinic", "actor": rebels}
            factories.reviewed_report(incident, told, person=senior)
        waiting = factories.report(title="Strange report")
        Report.objects.filter(pk=waiting.pk).update(found={"event": factories.event_json(waiting)})
        factories.claim(waiting)
        keep_near_duplicates(waiting)
        strange = Report.objects.filter(Q(pk=waiting.pk) | Q(links__incident=incident))
        Claim.objects.filter(report__in=strange).update(as_of=first)
        Report.objects.filter(pk__in=strange.values("pk")).update(published=last)
        Report.objects.filter(pk=waiting.pk).update(published=first)
        Incident.objects.filter(pk=incident.pk).update(date_start=first, date_end=last)
        incident.refresh_from_db()
        recompute_estimates(incident)
    return incident


ENDLESS = ("from the year 1 to the year 9999", "that never end")
"""Kinds of days whose first and last are strange by themselves in other kinds."""


NOT_OF_THE_DATABASE = "that the desk has not come to"
"""A kind of days that every database holds as it holds any other."""


def marks_of(kind: str) -> list[pytest.MarkDecorator]:
    return [pytest.mark.deep] * (kind in ENDLESS) + [pytest.mark.any_database] * (kind == NOT_OF_THE_DATABASE)


@pytest.fixture(params=[pytest.param(kind, marks=marks_of(kind)) for kind in DAYS])
def strange(request: pytest.FixtureRequest, senior: User) -> Incident:
    return record_strange_days(senior, [request.param])


@pytest.fixture
def every_strange(senior: User) -> Incident:
    return record_strange_days(senior, DAYS)


def addresses(incident: Incident) -> list[str]:
    """Every page and file of the desk: those of a record are of this incident, its reports, claims and source."""
    waiting, told = Report.objects.filter(title="Strange report").latest("pk"), incident.reports.order_by("pk")[0]
    keys: dict[str, list[Any]] = {
        "incidents": [incident.pk],
        "reports": [waiting.pk, told.pk],
        "review": [waiting.pk, told.pk],
        "claims": [waiting.claims.get().pk, told.claims.get().pk],
        "sources": [waiting.source_id, told.source_id],
        "attention": [incident.made_by_id],
    }
    found = []
    for pattern in urlpatterns:
        assert isinstance(pattern, URLPattern)
        route = str(pattern.pattern)
        room = route.split("/")[0]
        if pattern.name in NO_PAGES or ("<int:" in route and room not in keys and "<slug:kind>" not in route):
            continue
        if "<slug:kind>" in route:
            kinds = {"incident": incident.pk, "report": waiting.pk, "claim": waiting.claims.get().pk}
            found += [
                f"/{route.replace('<slug:kind>', kind).replace('<int:pk>', str(key))}" for kind, key in kinds.items()
            ]
            continue
        for key in keys.get(room, [0]) if "<int:" in route else [0]:
            address = "/" + re.sub(r"<int:\w+>", str(key), route)
            found += [address.replace("<slug:chart>", chart) for chart in CHARTS.get(room, [""])]
    return list(dict.fromkeys(found))


def failing(client: Client, asked: list[str], **headers: str) -> list[str]:
    """Which of the addresses answer with an error of the program, and where in it that arose."""
    client.raise_request_exception = False
    wrong = []
    for address in asked:
        answer: Any = client.get(address, headers=headers)
        if answer.status_code >= 500:
            frames = [one for one in extract_tb(answer.exc_info[2]) if "/incidents/" in one.filename]
            wrong.append(f"{address}: {answer.exc_info[1]!r} {frames[-1].filename}:{frames[-1].lineno}")
    return wrong


def with_query(address: str, query: str) -> str:
    of = "name=the clinic&" if address.startswith("/claimants/record/") else ""
    return f"{address}?{of}{query}"


def test_every_page_and_every_file_is_shown(as_senior: Client, strange: Incident) -> None:
    asked = [with_query(address, "") for address in addresses(strange)]
    assert failing(as_senior, asked) == []
    assert failing(as_senior, asked, **{"HX-Request": "true"}) == []


def test_every_way_to_look_at_the_record_is_shown(as_senior: Client, every_strange: Incident) -> None:
    pages = [address for address in addresses(every_strange) if not re.search(r"/\d+|pdf", address)]
    asked = [with_query(address, query) for address in pages for query in EVERYWHERE]
    asked += [f"/timeline/?{query}" for query in TIMELINE] + [f"/timeline/figures.csv?{query}" for query in TIMELINE]
    assert failing(as_senior, asked) == []


def test_the_back_room_is_shown(as_administrator: Client, strange: Incident) -> None:
    waiting = Report.objects.get(title="Strange report")
    kinds = {"incident": strange.pk, "report": waiting.pk, "claim": waiting.claims.get().pk}
    lists = [f"/admin/incidents/{kind}/" for kind in kinds]
    asked = [f"{page}{key}/{part}/" for page, key in zip(lists, kinds.values(), strict=True) for part in PARTS]
    assert failing(as_administrator, lists + asked) == []


@pytest.mark.parametrize("path", ["/timeline/", "/calendar/", "/map/", "/delay/", "/policies/"])
def test_a_chart_says_what_it_leaves_out_and_leads_there(as_reader: Client, senior: User, path: str) -> None:
    for title, day in (("Old", date.min), ("Usual", date(2024, 3, 5)), ("Far", date.max), ("Farther", date.max)):
        factories.incident(title, date_start=day, made_by=senior)
    shown = as_reader.get(path).content.decode()
    assert "1 incident before 1800-01-01 is not drawn" in shown
    assert f"2 incidents after {timezone.localdate() + timedelta(days=1)} are not drawn" in shown
    ways = [unescape(way) for way in re.findall(r'not drawn: <a href="([^"]+)"', shown)]
    assert [{one.title for one in as_reader.get(way).context["page"]} for way in ways] == [{"Old"}, {"Far", "Farther"}]


def test_a_chart_of_usual_days_says_nothing_of_others(as_reader: Client, senior: User) -> None:
    factories.incident(made_by=senior)
    assert "not drawn" not in as_reader.get("/timeline/").content.decode()


def test_no_bar_is_drawn_for_years_that_nothing_is_recorded_of(as_reader: Client, senior: User) -> None:
    for day in (date.min, date(2024, 3, 5), date.max):
        factories.toll(day, (1, 2, 3), made_by=senior)
    rows = as_reader.get("/timeline/figures.csv?every=year").getvalue().decode()  # type: ignore[attr-defined]
    assert [line for line in rows.splitlines() if re.match("[09]", line)] == []
    assert "2024" in rows
