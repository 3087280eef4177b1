"""The paste page: what it keeps, what it refuses, and that nothing typed is lost."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from incidents.models import Report, Source
from incidents.workflow.intake import AlreadyHereError
from tests import factories

TEXT = "Shells hit the harbour of Vel on Monday. Seven dock workers were killed, the port doctor said."


def paste(client: Client, **given: Any) -> Any:
    return client.post("/reports/new/", {"text": TEXT, "source": "Harbour Post", "published": "2024-03-05", **given})


def test_a_pasted_text_leads_straight_to_its_review(as_analyst: Client) -> None:
    answer = paste(as_analyst)
    assert answer["Location"] == f"/review/{Report.objects.get().pk}/"


def test_the_text_is_kept_as_it_was_pasted(as_analyst: Client) -> None:
    paste(as_analyst)
    assert Report.objects.get().text == TEXT


def test_an_unknown_source_is_added_with_grade_f(as_analyst: Client) -> None:
    paste(as_analyst, source="Harbour Post", source_kind="newspaper", source_country="no")
    source = Source.objects.get()
    assert (source.name, source.kind, source.country, source.reliability) == ("Harbour Post", "newspaper", "NO", "F")


@pytest.mark.parametrize("typed", ["Harbour Post", "harbour post", " HP "])
def test_a_known_source_is_found_by_name_or_alias_in_any_case(as_analyst: Client, typed: str) -> None:
    known = factories.source("Harbour Post", aliases=["HP"])
    paste(as_analyst, source=typed)
    assert Report.objects.get().source == known
    assert Source.objects.count() == 1


def test_title_and_day_left_empty_are_guessed_and_shown_as_guesses(as_analyst: Client) -> None:
    answer = as_analyst.post("/reports/new/", {"text": TEXT, "source": "Harbour Post"}, follow=True)
    report = Report.objects.get()
    assert (report.title_guessed, report.published_guessed) == (True, True)
    page = answer.content.decode()
    assert page.count("guessed from the text") == 1
    assert "the text names no day; the day of pasting is assumed" in page


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("VEL, 5 March 2024 (Harbour Post) - Shells hit the harbour.", "2024-03-05, as the text says"),
        ("VEL, March 5 (Harbour Post) - Shells hit the harbour.", "the text says “March 5”; the year"),
        ("Shells hit the harbour.", "the text names no day; the day of pasting is assumed"),
    ],
)
def test_the_day_that_will_be_taken_is_said_before_the_text_is_kept(as_analyst: Client, text: str, said: str) -> None:
    assert said in as_analyst.post("/reports/new/day/", {"text": text}).content.decode()


def test_nothing_is_said_of_the_day_of_no_text(as_analyst: Client) -> None:
    assert as_analyst.post("/reports/new/day/", {"text": " "}).content.decode().strip() == ""


def refused(answer: Any) -> str:
    assert answer.status_code == 422
    assert not Report.objects.exists()
    page: str = answer.content.decode()
    return page


def test_an_empty_text_is_refused(as_analyst: Client) -> None:
    assert "there is nothing here to read" in refused(paste(as_analyst, text=" \n "))


def test_a_text_over_two_hundred_thousand_characters_is_refused(as_analyst: Client) -> None:
    assert "200,001 characters" in refused(paste(as_analyst, text="a" * 200_001))


def test_binary_rubbish_is_refused(as_analyst: Client) -> None:
    assert "looks like a file" in refused(paste(as_analyst, text="PK\x00\x03 seven killed"))


def test_a_day_after_tomorrow_is_refused(as_analyst: Client) -> None:
    in_two_days = timezone.localdate() + timedelta(days=2)
    assert "has not come yet" in refused(paste(as_analyst, published=in_two_days.isoformat()))


def test_tomorrow_is_taken_for_a_publisher_east_of_the_desk(as_analyst: Client) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    assert paste(as_analyst, published=tomorrow.isoformat()).status_code == 302


def test_a_day_before_1800_is_refused(as_analyst: Client) -> None:
    assert "lies before 1800-01-01" in refused(paste(as_analyst, published="1799-12-31"))


def test_a_text_without_a_source_is_refused(as_analyst: Client) -> None:
    assert "Name the publisher" in refused(paste(as_analyst, source=""))


def test_what_was_typed_is_still_there_after_a_refusal(as_analyst: Client) -> None:
    typed = {"title": "Shells on Vel", "url": "https://example.org/vel", "source": "Harbour Post"}
    page = refused(paste(as_analyst, published="2999-01-01", **typed))
    assert TEXT in page
    assert all(words in page for words in typed.values())


def test_a_text_that_is_here_already_is_refused_with_the_way_to_it(as_analyst: Client) -> None:
    known = factories.report(TEXT, title="The harbour again")
    page = paste(as_analyst, text=f"{TEXT}\n").content.decode()
    assert f'<a href="/reports/{known.pk}/">The harbour again</a>' in page
    assert Report.objects.count() == 1


def test_a_reader_cannot_paste(as_reader: Client) -> None:
    assert as_reader.get("/reports/new/").status_code == 403
    assert paste(as_reader).status_code == 403
    assert not Report.objects.exists()


def test_sources_are_suggested_by_name_and_by_alias(as_analyst: Client) -> None:
    factories.source("Harbour Post", aliases=["The Anchor"])
    factories.source("Valley Radio")
    page = as_analyst.get("/sources/suggest/", {"source": "anch"}).content.decode()
    assert "Harbour Post" in page
    assert "Valley Radio" not in page


def test_an_unknown_name_is_offered_as_a_new_source(as_analyst: Client) -> None:
    page = as_analyst.get("/sources/suggest/", {"source": "Coast Wire"}).content.decode()
    assert "New source “Coast Wire”" in page
    assert "grade F" in page


def test_a_known_name_is_not_offered_as_new(as_analyst: Client) -> None:
    factories.source("Coast Wire")
    assert "New source" not in as_analyst.get("/sources/suggest/", {"source": "coast wire"}).content.decode()


def test_a_long_text_shows_its_progress_and_asks_again(as_analyst: Client) -> None:
    report = factories.report(status="reading", progress=40)
    assert as_analyst.get(f"/review/{report.pk}/")["Location"] == f"/reports/{report.pk}/"
    page = as_analyst.get(f"/reports/{report.pk}/").content.decode()
    assert 'value="40"' in page
    assert f'hx-get="/reports/{report.pk}/progress/"' in page


def test_progress_of_a_report_that_was_read_leads_to_its_review(as_analyst: Client) -> None:
    report = factories.report()
    address = f"/reports/{report.pk}/progress/"
    assert as_analyst.get(address)["Location"] == f"/review/{report.pk}/"
    assert as_analyst.get(address, headers={"HX-Request": "true"})["HX-Redirect"].endswith(f"/review/{report.pk}/")


def test_what_is_known_about_a_text_is_put_right(as_analyst: Client) -> None:
    report = factories.report(title_guessed=True, published_guessed=True)
    given = {"about-title": "Dawn raid", "about-source": "Coast Wire", "about-published": "2024-03-04"}
    as_analyst.post(f"/reports/{report.pk}/describe/", given)
    as_analyst.post(f"/reports/{report.pk}/reread/keep/", {"only": "1"})
    report.refresh_from_db()
    assert (report.title, report.source.name, report.published) == ("Dawn raid", "Coast Wire", date(2024, 3, 4))
    assert (report.title_guessed, report.published_guessed) == (False, False)


def test_the_same_text_sent_twice_at_once_is_kept_once(as_analyst: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def the_other_was_faster(**given: Any) -> Report:
        raise AlreadyHereError(factories.report(given["text"], title="Kept by the first"))

    monkeypatch.setattr("incidents.pages.reports.views.submit_report", the_other_was_faster)
    answer = paste(as_analyst)
    assert answer.status_code == 422
    assert "Kept by the first" in answer.content.decode()
    assert Report.objects.count() == 1
