"""Pages that axe finds no serious fault with, light and dark, wide and narrow; and none is wider than its screen."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from incidents.models import Report, Source
from incidents.vocabulary import Hedge, Role, SecondReading
from incidents.workflow.desk.comments import begin_thread
from incidents.workflow.review.decisions import accept_claim, reject_claim
from incidents.workflow.review.finishing import finish_report
from incidents.workflow.review.second_reading import finish_apart
from tests import factories
from tests.browser.desk import EVERY_SCREEN, SIZES, expect_focus, sign_in, wait_for_frames

pytestmark = [pytest.mark.long, pytest.mark.django_db(transaction=True)]


def serious(page: Page) -> list[str]:
    """What axe calls serious or critical, in one line each."""
    found = Axe().run(page).response["violations"]
    return [
        f"{fault['id']}: {node['html'][:120]}"
        for fault in found
        if fault["impact"] in ("serious", "critical")
        for node in fault["nodes"]
    ]


def waiting_report() -> Report:
    report = factories.report(title_guessed=True)
    report.found = {
        "event": factories.event_json(report),
        "not_claims": [{"raw": "Five", "span": [4, 8], "reason": "counts vehicles", "rule": "things"}],
    }
    report.save()
    factories.claim(report, "At least 12 fighters", high=None, open_upper=True, hedge=Hedge.AT_LEAST)
    accept_claim(claim=factories.claim(report, "Five soldiers", low=5, measure="injured"), person=report.added_by)
    factories.claim(report, "19", low=19, claimant_name="Maren Toll", flagged=True)
    factories.let_go(report)
    return report


def contested_incident() -> None:
    """One for the page of decisions: a count and a denial, by a source that nobody graded."""
    incident = factories.incident("Raid on Ashkel")
    denial = {"low": 0, "words": "nobody died", "denies": True, "hedge": Hedge.DENIAL, "claimant_name": "the colonel"}
    claims = ({"low": 12, "claimant_name": "the clinic"}, denial)
    factories.reviewed_report(incident, *claims, source=factories.source(reliability="F"))


def finished_report() -> Report:
    report = factories.report(title="Finished")
    accept_claim(claim=factories.claim(report), person=report.added_by)
    finish_report(report=report, person=report.added_by, incident=factories.incident())
    return report


def source_with_a_record() -> Source:
    """A source that was first with too low a figure in five incidents, each time quoting the mayor."""
    wire, radio = factories.source("Lakeside Wire"), factories.source("Hill Radio")
    for night in range(5):
        incident = factories.incident(f"Shelling {night}")
        factories.reviewed_report(incident, {"low": 8 + night, "claimant_name": "the mayor"}, source=wire)
        factories.reviewed_report(incident, {"low": 20}, source=radio)
    return wire


def report_to_settle() -> Report:
    """Read apart by two people who differ on one claim of two."""
    report = factories.report(second_reading=SecondReading.WANTED)
    claims = [factories.claim(report), factories.claim(report, "19", low=19)]
    for reader, decide in ((factories.person(), accept_claim), (factories.person(), reject_claim)):
        accept_claim(claim=claims[0], person=reader)
        decide(claim=claims[1], person=reader)
        report = finish_apart(report=report, person=reader, outcome={"choice": "none"})
    return report


@EVERY_SCREEN
def test_no_page_of_the_team_has_a_serious_fault(page: Page, live_server: Any, scheme: Any, size: str) -> None:
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(color_scheme=scheme)
    senior = factories.person("senior", Role.SENIOR)
    finished, apart, other = finished_report(), report_to_settle(), factories.incident("Raid on Ashkel")
    incident = finished.incidents.get()
    factories.review_rules(planted_share=0.05, second_toll=50)
    begin_thread(subject=incident, person=finished.added_by, text="@senior is this the whole day?")
    decision = finished.claims.get().decisions.get()
    sign_in(page, live_server.url, senior)
    tabs = [f"/review/?tab={tab}" for tab in ("mine", "returned", "second", "settle")]
    own = ["/agreement/", "/agreement/differences/", "/attention/", "/attention/desk/", "/review/rules/", "/notices/"]
    of_one = [f"/incidents/{incident.pk}/{way}/" for way in ("merge", "split")]
    of_one += [
        f"/incidents/{incident.pk}/merge/?with={other.pk}",
        f"/incidents/{incident.pk}/split/?reports={finished.pk}",
    ]
    of_one += [f"/review/{apart.pk}/settle/", f"/reports/{finished.pk}/story/", f"/comments/incident/{incident.pk}/"]
    of_one += [f"/history/report/{finished.pk}/", f"/history/revert/decision/{decision.pk}/"]
    faults, too_wide = {}, []
    for path in [*tabs, *own, "/preferences/", "/quality/", "/quality/claims/", *of_one]:
        found = page.goto(f"{live_server.url}{path}")
        assert found is not None
        assert found.ok, path
        faults[path] = serious(page)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            too_wide.append(path)
    assert {path: found for path, found in faults.items() if found} == {}
    assert too_wide == []


@EVERY_SCREEN
def test_no_page_has_a_serious_fault(page: Page, live_server: Any, scheme: Any, size: str) -> None:
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{live_server.url}/sign-in/")
    faults = {"/sign-in/": serious(page)}
    waiting, finished = waiting_report(), finished_report()
    contested_incident()
    sign_in(page, live_server.url, factories.person(role=Role.SENIOR))
    paths = ["/", "/review/", "/reports/", "/reports/new/", f"/review/{waiting.pk}/", f"/reports/{finished.pk}/"]
    incident = finished.incidents.get()
    paths += ["/incidents/", f"/incidents/{incident.pk}/", "/timeline/", "/decisions/"]
    paths += [f"{path}?as_of=2024-03-06" for path in ("/", "/incidents/", f"/incidents/{incident.pk}/", "/timeline/")]
    paths += ["/sources/", f"/sources/{source_with_a_record().pk}/", "/claimants/", "/claimants/record/?name=the+mayor"]
    too_wide = []
    for path in paths:
        page.goto(f"{live_server.url}{path}")
        faults[path] = serious(page)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            too_wide.append(path)
    assert {path: found for path, found in faults.items() if found} == {}
    assert too_wide == []


def test_the_edit_form_and_the_list_of_keys_have_no_serious_fault(page: Page, live_server: Any) -> None:
    report = waiting_report()
    sign_in(page, live_server.url, factories.person())
    page.goto(f"{live_server.url}/review/{report.pk}/")
    page.keyboard.press("e")
    page.wait_for_selector("#cards .card__form")
    page.locator("#add-claim summary").click()
    assert serious(page) == []
    page.locator("[data-open=keys]").click()
    assert serious(page) == []


@EVERY_SCREEN
def test_a_report_of_several_incidents_has_no_serious_fault(
    page: Page, live_server: Any, scheme: Any, size: str
) -> None:
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(color_scheme=scheme)
    report = factories.round_up(3, lead="In all 36 people were killed.")
    factories.claim(report, "36 people were killed", told=None, low=36)
    sign_in(page, live_server.url, factories.person())
    page.goto(f"{live_server.url}/review/{report.pk}/")
    page.locator(".finish-group > summary").first.click()
    page.locator(".finish-group .new-incident > details > summary").first.click()
    page.locator(".group__tools > summary").first.click()
    assert serious(page) == []
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")


def test_what_opens_on_the_page_of_decisions_has_no_serious_fault(page: Page, live_server: Any) -> None:
    contested_incident()
    sign_in(page, live_server.url, factories.person(role=Role.SENIOR))
    page.goto(f"{live_server.url}/decisions/")
    for summary in page.locator("main details:not(search *) > summary").all():
        summary.click()
    assert serious(page) == []


def test_a_figure_that_stands_is_answered_in_its_row(page: Page, live_server: Any) -> None:
    contested_incident()
    sign_in(page, live_server.url, factories.person())
    page.goto(f"{live_server.url}/decisions/")
    page.get_by_text("Let the figure for killed stand").click()
    page.get_by_label("Why it may stand").fill("The clinic has the bodies.")
    page.get_by_role("button", name="The figure stands").click()
    expect(page.get_by_text("nothing is asked any more")).to_be_focused()
    assert serious(page) == []


def test_the_focus_is_never_hidden_below_the_bars(page: Page, live_server: Any) -> None:
    words = [f"{number} people died at mill {number}" for number in range(11, 31)]
    report = factories.report(". ".join(words))
    for number, phrase in enumerate(words, start=11):
        factories.claim(report, phrase, low=number)
    page.set_viewport_size({"width": 390, "height": 844})
    sign_in(page, live_server.url, factories.person())
    page.goto(f"{live_server.url}/review/{report.pk}/")
    claims = list(report.claims.order_by("number"))
    for claim in claims[1:13]:
        page.keyboard.press("j")
        expect_focus(page, f"claim-{claim.pk}-title")
        wait_for_frames(page)
        card = page.locator(".card.is-current").bounding_box()
        bar = page.locator(".action-bar").bounding_box()
        assert card is not None
        assert bar is not None
        assert card["y"] + card["height"] <= bar["y"] + 1
