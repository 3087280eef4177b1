"""What would change is shown before a text that is read again is kept; furniture on the page."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from incidents.models import Report, TextMark
from incidents.workflow.intake import submit_report
from tests import factories

MENU = "Home\nWorld\nSport\nWeather\nContact us\n"
TEXT = f"{MENU}\nMarket bombed\n\nA bomb killed 14 traders at a market in Maiduguri, Nigeria, on Monday, police said."


@pytest.fixture
def report(db: None) -> Report:
    person = factories.person()
    return submit_report(text=TEXT, source=factories.source("Wire"), person=person, published=date(2025, 3, 4))


def describe(client: Client, report: Report, **values: str) -> str:
    sent = {"title": report.title, "source": "Wire", "published": "2025-03-04", **values}
    return client.post(
        f"/reports/{report.pk}/describe/", {f"about-{name}": value for name, value in sent.items()}, follow=True
    ).content.decode()


def test_a_day_put_right_shows_what_would_change_first(as_analyst: Client, report: Report) -> None:
    page = describe(as_analyst, report, published="2024-03-06")
    assert "<s>2025-03-04</s>" in page
    assert "<s>2025-03-03</s>" in page
    assert "<b>2024-03-04</b>" in page
    assert "Only correct the day, keep the reading" in page
    report.refresh_from_db()
    assert report.published == date(2025, 3, 4)


def test_the_changes_are_kept_by_one_button(as_analyst: Client, report: Report) -> None:
    describe(as_analyst, report, published="2024-03-06")
    as_analyst.post(f"/reports/{report.pk}/reread/keep/")
    report.refresh_from_db()
    assert (report.published, report.found["event"]["date_start"]) == (date(2024, 3, 6), "2024-03-04")


def test_where_nothing_would_change_it_is_saved_at_once(as_analyst: Client, report: Report) -> None:
    assert "read again: nothing else changed" in describe(as_analyst, report, source="Other Wire")
    report.refresh_from_db()
    assert report.source.name == "Other Wire"


def test_a_title_alone_needs_no_reading(as_analyst: Client, report: Report) -> None:
    assert "Saved what is known about this text." in describe(as_analyst, report, title="Bomb")


def test_a_language_put_right_is_asked_about(as_analyst: Client, report: Report) -> None:
    page = describe(as_analyst, report, language="und")
    assert "<b>not readable</b>" in page
    assert "<h3>Gone</h3>" in page


def test_the_menu_of_a_page_is_folded_and_says_what_it_is(as_analyst: Client, report: Report) -> None:
    for address in (f"/review/{report.pk}/", f"/reports/{report.pk}/"):
        page = as_analyst.get(address).content.decode()
        assert '<details class="furniture"><summary>menu, 5 lines</summary>' in page


def test_who_says_that_furniture_is_text_is_shown_on_the_page(as_analyst: Client, report: Report) -> None:
    as_analyst.post(f"/reports/{report.pk}/mark/", {"start": 0, "end": len(MENU), "is_text": "1"})
    as_analyst.post(f"/reports/{report.pk}/reread/keep/")
    page = as_analyst.get(f"/review/{report.pk}/").content.decode()
    assert '<details class="furniture">' not in page
    assert "What people marked (1)" in page
    mark = TextMark.objects.get()
    assert (mark.words, mark.is_text) == (MENU.strip(), True)


def test_a_reader_marks_nothing(as_reader: Client, report: Report) -> None:
    assert as_reader.post(f"/reports/{report.pk}/mark/", {"start": 0, "end": 4}).status_code == 403


def test_no_words_are_no_mark(as_analyst: Client, report: Report) -> None:
    for span in ({"start": 5, "end": 5}, {"start": "x", "end": 9}, {"start": 99_999, "end": 100_000}, {}):
        as_analyst.post(f"/reports/{report.pk}/mark/", span)
    assert not TextMark.objects.exists()


def test_progress_of_a_long_text_asks_again(as_analyst: Client, report: Report) -> None:
    analyst = report.added_by.__class__.objects.get(pk=as_analyst.session["_auth_user_id"])
    report.rereadings.create(person=analyst, asked={"take_back": 0}, progress=40)
    page = as_analyst.get(f"/reports/{report.pk}/reread/").content.decode()
    assert 'value="40"' in page
    assert f'hx-get="/reports/{report.pk}/reread/"' in page


def test_the_story_of_a_report_tells_of_a_mark(as_analyst: Client, report: Report) -> None:
    TextMark.objects.create(report=report, person=report.added_by, start=0, end=4, is_text=False)
    assert "marked “Home” as furniture" in as_analyst.get(f"/reports/{report.pk}/story/").content.decode()
