"""The page of extraction quality: its sentence, its rows, what they lead to, what is taken away."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from incidents.models import Report, Source
from incidents.workflow.review.decisions import accept_claim
from incidents.workflow.review.finishing import finish_report
from tests import factories
from tests.workflow.quality.cast import bridge, market


def shown(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def words_of(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


@pytest.fixture
def ten_right(analyst: User) -> None:
    """Ten claims of one report, all accepted, beside those of the bridge."""
    report = factories.report(" ".join(f"They killed {number} men." for number in range(20, 30)))
    for number in range(20, 30):
        accept_claim(claim=factories.claim(report, f"{number} men", low=number), person=analyst)
    finish_report(report=report, person=analyst, incident=None)


def test_an_empty_desk_is_told_what_to_do(as_reader: Client) -> None:
    page = shown(as_reader, "/quality/")
    assert "Nothing to judge by yet" in page
    assert 'href="/review/"' in page


def test_too_few_claims_give_no_share(as_reader: Client, analyst: User) -> None:
    bridge(analyst)
    assert "3 claims found by the program and 1 added by people: too few to tell" in shown(as_reader, "/quality/")


def test_the_sentence_tells_of_a_hundred(as_reader: Client, analyst: User, ten_right: None) -> None:
    """13 found: 11 right, 1 corrected, 1 rejected; 1 added. 12 of 13 stood; 12 of 13 counted had been found."""
    bridge(analyst)
    words = words_of(shown(as_reader, "/quality/"))
    assert "Of 100 claims that the program found, 92 stood , 85 of them without any change" in words
    assert "of 100 that people counted, the program had found 92 ." in words


def test_a_share_that_is_not_all_is_never_told_as_all(as_reader: Client, analyst: User) -> None:
    from incidents.templatetags.desk import in_hundred

    assert [in_hundred(share) for share in (0.0, 0.001, 0.996, 1.0)] == [0, 1, 99, 100]


def test_each_month_leads_to_its_claims(as_reader: Client, analyst: User) -> None:
    bridge(analyst)
    market(analyst)
    page = shown(as_reader, "/quality/")
    address = "/quality/claims/?since=2024-03-01&amp;until=2024-03-31"
    assert f'<a href="{address}&amp;outcome=found">2024-03</a>' in page
    assert f'<a href="{address}&amp;outcome=missed">1</a>' in page


def test_a_month_within_chosen_days_keeps_them(as_reader: Client, analyst: User) -> None:
    bridge(analyst)
    page = shown(as_reader, "/quality/?since=2024-03-02&until=2024-03-20")
    assert "?since=2024-03-02&amp;until=2024-03-20&amp;outcome=found" in page


@pytest.mark.parametrize("by", ["month", "rule", "source", "measure", "pipeline"])
@pytest.mark.parametrize("outcome", ["found", "right", "corrected", "rejected", "missed"])
def test_a_count_is_as_long_as_the_list_behind_it(as_reader: Client, analyst: User, by: str, outcome: str) -> None:
    bridge(analyst)
    market(analyst)
    page = shown(as_reader, f"/quality/?by={by}")
    links = re.findall(rf'href="(/quality/claims/[^"]+outcome={outcome})">(\d+)</a>', page)
    assert links or (by, outcome) == ("rule", "missed")
    for address, count in links:
        assert f"<p>{count} claim" in shown(as_reader, address.replace("&amp;", "&"))


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ({"low": 1}, "killed 1 civilian as found"),
        ({"low": 2}, "killed 2 civilians as found"),
        ({"low": 0, "best": None, "high": 1}, "killed up to 1 civilian as found"),
        ({"low": 1, "open_upper": True}, "killed 1 + civilians as found"),
        ({"low": 0, "denies": True}, "killed none among civilians as found"),
    ],
)
def test_whom_a_claim_counts_agrees_with_its_figure(
    as_reader: Client, analyst: User, numbers: dict[str, Any], words: str
) -> None:
    report = factories.report()
    claim = factories.claim(report, "At least 12 fighters", status="civilian", **numbers)
    accept_claim(claim=claim, person=analyst)
    finish_report(report=report, person=analyst, incident=None)
    assert words in words_of(shown(as_reader, "/quality/claims/?outcome=right"))


def test_the_list_says_what_was_found_and_what_stands(as_reader: Client, analyst: User) -> None:
    report = bridge(analyst)
    page = shown(as_reader, "/quality/claims/?outcome=corrected")
    words = words_of(page)
    assert "injured 30 people injured 31 people number Shells at the bridge Ridge Wire · 2024-03-05" in words
    claim = report.claims.get(raw="30")
    assert f'href="/reports/{report.pk}/#words-{claim.pk}"' in page


def test_the_list_says_why_a_claim_was_rejected(as_reader: Client, analyst: User) -> None:
    bridge(analyst)
    assert "rejected These are trucks." in words_of(shown(as_reader, "/quality/claims/?outcome=rejected"))


def test_the_list_of_one_field(as_reader: Client, analyst: User) -> None:
    bridge(analyst)
    assert "1 claim of finished reports" in words_of(shown(as_reader, "/quality/claims/?field=number"))
    assert "No claim fits" in shown(as_reader, "/quality/claims/?field=scope")


def test_what_chooses_claims_can_be_taken_away(as_reader: Client, ten_right: None) -> None:
    page = shown(as_reader, "/quality/claims/?outcome=stood&rule=passive-subject")
    assert '<a class="chip" href="/quality/claims/?rule=passive-subject" title="Take this filter away">' in page
    assert '<a class="chip" href="/quality/claims/?outcome=stood" title="Take this filter away">' in page


def test_filters_narrow_the_figures(as_reader: Client, analyst: User) -> None:
    bridge(analyst)
    market(analyst)
    assert "2 claims found: 1 right, 0 corrected, 1 rejected" in shown(
        as_reader, "/quality/?measure=killed&pipeline=0.3"
    )
    assert "No claim fits" in shown(as_reader, "/quality/?measure=missing")


def test_a_wrong_day_narrows_nothing_and_is_said(as_reader: Client, analyst: User) -> None:
    bridge(analyst)
    page = shown(as_reader, "/quality/?since=yesterday")
    assert "Write the day as 2024-03-31." in page
    assert "3 claims found" in page


def test_a_version_that_was_not_recorded_has_its_claims(as_reader: Client, analyst: User, ten_right: None) -> None:
    market(analyst)
    page = shown(as_reader, "/quality/?by=pipeline")
    assert "?by=pipeline&amp;pipeline=unknown&amp;outcome=found" in page
    assert "<p>10 claims" in shown(as_reader, "/quality/claims/?pipeline=unknown")


def test_the_csv_has_the_rows_of_the_table(as_reader: Client, analyst: User) -> None:
    bridge(analyst)
    market(analyst)
    answer = as_reader.get("/quality/figures.csv?by=source")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    assert [row["source"] for row in rows] == ["all claims", "Ridge Wire", "Hill Radio"]
    assert [rows[1][name] for name in ("found", "right", "corrected", "rejected", "missed")] == [
        "3",
        "1",
        "1",
        "1",
        "1",
    ]
    assert [rows[1][name] for name in ("precision", "precision_strict", "recall")] == ["0.6667", "0.3333", "0.6667"]
    assert 'filename="extraction-quality-by-source.csv"' in answer["Content-Disposition"]


def test_the_chart_says_what_it_is_drawn_from_and_leads_to_its_table_and_file(as_reader: Client, analyst: User) -> None:
    bridge(analyst)
    market(analyst)
    page = shown(as_reader, "/quality/?by=source&since=2024-01-01")
    assert re.search(r"n = \d+ claims found; published from 2024-01-01; as of", page)
    assert '<a href="#quality-numbers">The same numbers as a table</a>' in page
    assert 'data-name="extraction-quality-by-source"' in page
    assert 'href="/quality/figures.csv?since=2024-01-01&amp;by=source"' in page


def test_a_rule_has_no_recall_in_the_csv(as_reader: Client, analyst: User) -> None:
    bridge(analyst)
    rows = list(csv.DictReader(io.StringIO(as_reader.get("/quality/figures.csv?by=rule").content.decode())))
    assert [(row["missed"], row["recall"]) for row in rows if row["rule"] == "number"] == [("", "")]


def test_a_senior_takes_the_labels_without_names_unless_asked(as_senior: Client, analyst: User) -> None:
    market(analyst)
    hidden = b"".join(as_senior.get("/quality/labels.jsonl").streaming_content).decode()
    open_ = b"".join(as_senior.get("/quality/labels.jsonl?names=with").streaming_content).decode()
    assert "Calder" not in hidden
    assert json.loads(open_)["gold"]["claims"][0]["victims"]["named"] == ["Oswin Calder"]


def test_the_days_chosen_hold_for_the_labels(as_senior: Client, analyst: User) -> None:
    bridge(analyst)
    market(analyst)
    lines = b"".join(as_senior.get("/quality/labels.jsonl?since=2024-04-01").streaming_content).decode().splitlines()
    assert [json.loads(line)["source"] for line in lines] == ["Hill Radio"]


def test_nobody_below_a_senior_takes_the_labels(as_analyst: Client, analyst: User) -> None:
    bridge(analyst)
    assert as_analyst.get("/quality/labels.jsonl").status_code == 403
    assert "labels.jsonl" not in shown(as_analyst, "/quality/")


@pytest.mark.parametrize("path", ["/quality/?by=rule", "/quality/?by=source", "/quality/claims/?outcome=right"])
def test_more_claims_ask_for_no_more_queries(as_reader: Client, analyst: User, path: str, db: None) -> None:
    bridge(analyst)
    as_reader.get(path)
    with CaptureQueriesContext(connection) as few:
        as_reader.get(path)
    market(analyst)
    with CaptureQueriesContext(connection) as more:
        as_reader.get(path)
    assert len(more) == len(few) <= 15


def test_the_page_is_in_the_menu(as_reader: Client) -> None:
    assert '<a href="/quality/" aria-current="page">Extraction quality</a>' in shown(as_reader, "/quality/")


# --- The one language of filters ----------------------------------------------------------------------


@pytest.fixture
def two_countries(analyst: User) -> None:
    """The bridge (3 claims found, grade B, in Norland) and the market (Sudland, grade D, where a riot was found)."""
    bridge_report, market_report = bridge(analyst), market(analyst)
    for report, country, kind, grade in (
        (bridge_report, "Norland", "Battles", "B"),
        (market_report, "Sudland", "Riots", "D"),
    ):
        found = {"event": {"event_type": kind, "sub_event_type": ""}}
        Report.objects.filter(pk=report.pk).update(country=country, found=found)
        Source.objects.filter(pk=report.source_id).update(reliability=grade)


def found_in(client: Client, query: str) -> int:
    return int(client.get(f"/quality/?{query}").context["whole"].found)


@pytest.mark.parametrize("query", ["country=Norland", "type=Battles", "grade=B"])
def test_quality_is_told_of_some_reports(as_reader: Client, two_countries: None, query: str) -> None:
    assert found_in(as_reader, query) == 3
    assert found_in(as_reader, "") > 3
    file = as_reader.get(f"/quality/figures.csv?{query}").content.decode().splitlines()
    assert file[1].startswith("all claims,3,")
    assert "<p>3 claims of finished reports" in shown(as_reader, f"/quality/claims/?{query}")


def test_any_of_several_sources(as_reader: Client, two_countries: None) -> None:
    one, other = (source.pk for source in Source.objects.order_by("pk")[:2])
    both = found_in(as_reader, f"source={one}&source={other}")
    assert both == found_in(as_reader, f"source={one}") + found_in(as_reader, f"source={other}")
    assert both == found_in(as_reader, "")


def test_a_wrong_choice_is_said_beside_its_field_and_its_files_are_refused(
    as_reader: Client, as_senior: Client, two_countries: None
) -> None:
    assert 'id="id_country_error">“Nowhere” is none of the choices.</p>' in shown(
        as_reader, "/quality/?country=Nowhere"
    )
    assert found_in(as_reader, "country=Nowhere") == found_in(as_reader, "")
    for file in ("figures.csv", "labels.jsonl"):
        assert as_senior.get(f"/quality/{file}?country=Nowhere").status_code == 422


def test_the_labels_are_of_the_reports_chosen(as_senior: Client, two_countries: None) -> None:
    lines = b"".join(as_senior.get("/quality/labels.jsonl?country=Sudland").streaming_content).decode().splitlines()
    assert [json.loads(line)["id"] for line in lines] == [Report.objects.get(country="Sudland").pk]
    assert '<input type="hidden" name="country" value="Sudland">' in shown(as_senior, "/quality/?country=Sudland")
