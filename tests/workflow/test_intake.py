"""From a pasted text to a report with its claims, read by the real program."""

from __future__ import annotations

from datetime import date

import pytest
from pytest_django import Settings

from incidents.ingest.text import UnusableTextError
from incidents.models import Actor, Claim, Report
from incidents.vocabulary import ActorKind, ReportStatus, Standing
from incidents.workflow.intake import AlreadyHereError, read_report, submit_report
from tests import factories

pytestmark = pytest.mark.django_db

MARKET = (
    "Bomb at cattle market kills traders\n\n"
    "MAIDUGURI, Nigeria (Harbour Wire) - A bomb killed at least 14 traders at a cattle market in Maiduguri on Monday, "
    "police said. A doctor at the town's hospital said that 21 people had been wounded."
)


def submit(text: str = MARKET, **values: object) -> Report:
    values = {"source": factories.source(), "person": factories.person(), "published": date(2025, 3, 4), **values}
    return submit_report(text=text, **values)  # type: ignore[arg-type]


def test_a_short_report_is_read_at_once_and_waits_for_a_person() -> None:
    report = submit()
    assert (report.status, report.language, report.progress) == (ReportStatus.PENDING, "en", 100)


def test_each_claim_waits_with_its_words_and_rules() -> None:
    traders = submit().claims.get(measure="killed")
    assert (traders.low, traders.open_upper, traders.standing) == (14, True, Standing.PENDING)
    assert MARKET[traders.start : traders.end] == traders.raw
    assert traders.rules


def test_who_says_so_is_kept() -> None:
    assert "police" in submit().claims.get(measure="killed").claimant_name.lower()


def test_where_and_when_are_kept_for_a_person_to_check() -> None:
    event = submit().found["event"]
    assert (event["place"]["name"], event["place"]["country_code"], event["date_start"]) == (
        "Maiduguri",
        "NG",
        "2025-03-03",
    )


def test_what_is_left_empty_is_guessed_and_marked() -> None:
    report = submit()
    assert (report.title, report.title_guessed) == ("Bomb at cattle market kills traders", True)
    assert report.dateline == "MAIDUGURI, Nigeria (Harbour Wire)"


def test_what_is_given_is_no_guess() -> None:
    report = submit(title="Market bombed")
    assert (report.title, report.title_guessed, report.published_guessed) == ("Market bombed", False, False)


def test_the_very_text_is_not_taken_twice() -> None:
    first = submit()
    with pytest.raises(AlreadyHereError) as refused:
        submit(text=MARKET.replace("\n\n", "\r\n\r\n") + "  \n")
    assert refused.value.report == first


def test_a_text_without_words_leaves_no_report() -> None:
    with pytest.raises(UnusableTextError):
        submit(text="   ")
    assert not Report.objects.exists()


def test_a_long_report_is_read_by_the_task(settings: Settings) -> None:
    settings.READ_AT_ONCE_CHARACTERS = 60
    report = submit()
    assert (report.status, report.claims.filter(measure="killed").count()) == (ReportStatus.PENDING, 1)


def test_reading_twice_finds_nothing_twice() -> None:
    report = submit()
    found = report.claims.count()
    read_report(report)
    assert Claim.objects.filter(report=report).count() == found > 0


def test_a_language_that_cannot_be_read_waits_for_a_reader_with_nothing_invented() -> None:
    report = submit(
        "Al menos catorce comerciantes murieron el lunes cuando una bomba estalló en un mercado de ganado, según la "
        "policía. El director del hospital dijo que veintiuna personas resultaron heridas y fueron trasladadas."
    )
    assert (report.status, report.claims.count(), report.found["event"]["place"]) == (ReportStatus.UNREADABLE, 0, None)


def test_an_actor_that_the_desk_knows_by_an_alias_is_not_made_twice() -> None:
    known = Actor.objects.create(name="Taliban movement", kind=ActorKind.REBEL_GROUP, aliases=["Taliban"])
    submit("Police killed three Taliban fighters near Kandahar, Afghanistan, on Monday, the provincial governor said.")
    assert Claim.objects.get(measure="killed").actor == known
    assert not Actor.objects.filter(name="Taliban").exists()


def test_a_number_that_no_column_holds_costs_neither_the_text_nor_the_page() -> None:
    report = submit("Rebels killed 99,000,000,000,000,000,000 soldiers near Kandahar, Afghanistan, on Monday.")
    assert report.status in (ReportStatus.PENDING, ReportStatus.FAILED)
    assert Report.objects.get().text.startswith("Rebels killed")


def test_the_country_of_the_desk_settles_namesakes() -> None:
    text = "Gunmen killed two men in Hyderabad on Sunday, police said."
    factories.review_rules(country="PK")
    assert submit(text).found["event"]["place"]["country_code"] == "PK"
