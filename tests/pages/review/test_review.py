"""The review page and finishing a report."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from incidents.models import Incident, Report
from incidents.vocabulary import Hedge, Measure, Standing
from incidents.workflow.review.decisions import accept_claim
from incidents.workflow.review.finishing import finish_report
from tests import factories


def page_of(client: Client, report: Report) -> str:
    return client.get(f"/review/{report.pk}/").content.decode()


def test_the_page_shows_each_claim_with_its_words_and_figure(as_analyst: Client) -> None:
    report = factories.report()
    claim = factories.claim(
        report, "At least 12 fighters", high=None, open_upper=True, hedge=Hedge.AT_LEAST, claimant_name="Idris Halloun"
    )
    page = page_of(as_analyst, report)
    assert f'id="claim-{claim.pk}"' in page
    assert f'id="words-{claim.pk}"' in page
    assert "12 +" in page
    assert "at least" in page
    assert "Idris Halloun" in page


def test_two_claims_at_the_same_words_can_both_be_linked_to(as_analyst: Client) -> None:
    report = factories.report()
    first = factories.claim(report, "Five soldiers", low=5)
    second = factories.claim(report, "Five soldiers", low=5, measure=Measure.KILLED)
    page = page_of(as_analyst, report)
    assert page.count(f'id="words-{first.pk}"') == 1
    assert page.count(f'id="words-{second.pk}"') == 1


def test_an_actor_that_only_the_type_tells_is_shown_as_implied(as_analyst: Client) -> None:
    report = factories.report()
    actors = [{"name": "Protesters", "side": "a", "kind": "protesters", "span": [0, 3], "implied": True}]
    report.found = {"event": factories.event_json(report) | {"actors": actors}}
    report.save()
    assert 'Protesters <span class="soft">(implied by the type)</span>' in page_of(as_analyst, report)


def test_numbers_left_out_say_why(as_analyst: Client) -> None:
    left_out = {"raw": "Five", "span": [130, 134], "reason": "counts vehicles", "rule": "things"}
    report = factories.report(found={"not_claims": [left_out]})
    assert 'data-note="Not a claim: counts vehicles"' in page_of(as_analyst, report)


@pytest.mark.parametrize("nasty", ["<script>alert(1)</script>", "{{ user.password }}", "</textarea><img src=x>"])
def test_a_pasted_text_is_never_markup(as_analyst: Client, nasty: str) -> None:
    report = factories.report(f"Nine died {nasty} on Monday.", title=nasty)
    factories.claim(report, nasty, claimant_name=nasty)
    for path in (f"/review/{report.pk}/", f"/reports/{report.pk}/", "/review/", "/reports/", "/"):
        page = as_analyst.get(path).content.decode()
        assert "<script>alert" not in page
        assert "<img src=x>" not in page
        if nasty.startswith("{{"):
            assert nasty in page


def test_a_part_says_what_it_is_a_part_of(as_analyst: Client) -> None:
    report = factories.report()
    whole = factories.claim(report, "At least 12 fighters")
    factories.claim(report, "Five soldiers", low=5, part_of=whole, scope="part")
    page = page_of(as_analyst, report)
    assert f'<span class="tie" data-tied="{whole.pk}"><a href="#claim-{whole.pk}"' in page
    assert ">part of 12 killed</a>" in page


def test_a_claim_says_beside_which_it_is_counted_and_whose_people_it_tells_of_again(as_analyst: Client) -> None:
    report = factories.report()
    first = factories.claim(report, "At least 12 fighters")
    factories.claim(report, "Five soldiers", low=5, beside=first)
    assert ">beside 12 killed</a>" in page_of(as_analyst, report)
    assert "tells again 12" not in page_of(as_analyst, report)
    factories.claim(report, "Five soldiers", low=5, retells=first)
    assert ">tells again 12 killed</a>" in page_of(as_analyst, report)


def test_what_was_found_stays_beside_what_was_corrected(as_analyst: Client) -> None:
    report = factories.report()
    claim = factories.claim(report, low=34)
    as_analyst.post(f"/claims/{claim.pk}/correct/", form_of(claim, best="36"))
    assert "found: <s>34</s>" in page_of(as_analyst, report)


def form_of(claim: Any, **changes: str) -> dict[str, str]:
    """The edit form as a browser would send it, with changes."""
    values = {
        "best": str(claim.best),
        "low": str(claim.low),
        "high": str(claim.high),
        "measure": claim.measure,
        "status": claim.status,
        "hedge": claim.hedge,
        "scope": claim.scope,
        **changes,
    }
    return {f"claim-{claim.pk}-{name}": value for name, value in values.items()}


def test_readers_see_claims_and_no_buttons(as_reader: Client) -> None:
    report = factories.report()
    factories.claim(report)
    page = page_of(as_reader, report)
    assert "At least 12 fighters" in page
    assert "/accept/" not in page
    assert "finish-form" not in page


def test_the_likely_incident_is_chosen_beforehand(as_analyst: Client) -> None:
    report = factories.report()
    report.found = {"event": factories.event_json(report)}
    report.save()
    known = factories.incident()
    page = page_of(as_analyst, report)
    assert f'value="{known.pk}" checked' in page
    assert "same place, Ashkel" in page


def test_no_incident_is_proposed_for_a_report_without_claims(as_analyst: Client) -> None:
    assert 'value="none" checked' in page_of(as_analyst, factories.report())


def test_a_new_incident_is_proposed_where_none_is_known(as_analyst: Client) -> None:
    report = factories.report()
    factories.claim(report)
    report.found = {"event": factories.event_json(report)}
    report.save()
    page = page_of(as_analyst, report)
    assert 'value="new" checked' in page
    assert 'value="Armed clash in Ashkel, 2024-03-05"' in page


def finish(client: Client, report: Report, **given: Any) -> Any:
    return client.post(f"/review/{report.pk}/finish/", given)


def accepted_report(person: Any) -> Report:
    report = factories.report()
    accept_claim(claim=factories.claim(report), person=person)
    return report


def test_finishing_links_the_report_and_goes_on(as_analyst: Client, analyst: Any) -> None:
    report, incident = accepted_report(analyst), factories.incident()
    answer = finish(as_analyst, report, choice=str(incident.pk))
    report.refresh_from_db()
    assert answer["Location"] == "/review/next/"
    assert (report.status, report.reviewed_by) == ("reviewed", analyst)
    assert list(report.incidents.all()) == [incident]


def test_finishing_keeps_the_reasons_for_the_chosen_incident(as_analyst: Client, analyst: Any) -> None:
    report = accepted_report(analyst)
    report.found = {"event": factories.event_json(report)}
    report.save()
    finish(as_analyst, report, choice=str(factories.incident().pk))
    assert "same place, Ashkel" in report.links.get().reasons


def test_finishing_with_a_new_incident_makes_it_with_its_sides(as_analyst: Client, analyst: Any) -> None:
    report = accepted_report(analyst)
    finish(
        as_analyst,
        report,
        choice="new",
        title="Raid on Ashkel",
        date_start="2024-03-05",
        date_precision="day",
        sub_event_type="Armed clash",
        side_a="Northern Column; Hill Guard",
        side_b="Norland army",
    )
    incident = Incident.objects.get()
    assert (incident.title, incident.event_type) == ("Raid on Ashkel", "Battles")
    assert {(part.actor.name, part.side) for part in incident.parts.all()} == {
        ("Northern Column", "a"),
        ("Hill Guard", "a"),
        ("Norland army", "b"),
    }
    assert incident.claims.get().standing == Standing.ACCEPTED


def test_a_report_may_tell_of_no_incident(as_analyst: Client, analyst: Any) -> None:
    report = accepted_report(analyst)
    finish(as_analyst, report, choice="none")
    report.refresh_from_db()
    assert report.status == "reviewed"
    assert not report.incidents.exists()


def test_a_report_is_linked_to_an_incident_by_its_number(as_analyst: Client, analyst: Any) -> None:
    report, incident = accepted_report(analyst), factories.incident()
    finish(as_analyst, report, choice="other", number=str(incident.pk))
    assert report.incidents.get() == incident


def test_a_report_is_not_finished_while_claims_wait(as_analyst: Client) -> None:
    report = factories.report()
    factories.claim(report)
    answer = finish(as_analyst, report, choice="none")
    assert answer.status_code == 422
    assert "1 claim waits for a decision" in answer.content.decode()
    report.refresh_from_db()
    assert report.status == "pending"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"choice": "new", "title": "", "date_start": "2024-03-05"}, "needs a title"),
        ({"choice": "new", "title": "Raid", "date_start": ""}, "needs its day"),
        ({"choice": "new", "title": "Raid", "date_start": "2024-03-05", "date_end": "2024-03-01"}, "before the first"),
        (
            {
                "choice": "new",
                "title": "Raid",
                "date_start": "2024-03-05",
                "event_type": "Riots",
                "sub_event_type": "Armed clash",
            },
            "belongs to Battles",
        ),
        ({"choice": "other", "number": "9999"}, "no incident with this number"),
        ({"choice": "99999999999999999999"}, "no incident with this number"),
    ],
)
def test_a_wrong_goal_is_refused_beside_its_field(
    as_analyst: Client, analyst: Any, given: dict[str, str], said: str
) -> None:
    answer = finish(as_analyst, accepted_report(analyst), **given)
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_a_refused_new_incident_keeps_what_was_typed(as_analyst: Client, analyst: Any) -> None:
    answer = finish(as_analyst, accepted_report(analyst), choice="new", title="Raid on the mill", date_start="")
    assert "Raid on the mill" in answer.content.decode()
    assert not Incident.objects.exists()


def test_an_analyst_reopens_what_they_finished_themselves(as_analyst: Client, analyst: Any) -> None:
    report = accepted_report(analyst)
    finish_report(report=report, person=analyst, incident=None)
    as_analyst.post(f"/review/{report.pk}/reopen/")
    report.refresh_from_db()
    assert report.status == "pending"


def test_an_analyst_does_not_reopen_the_work_of_others(as_analyst: Client, senior: Any) -> None:
    report = accepted_report(senior)
    finish_report(report=report, person=senior, incident=None)
    assert as_analyst.post(f"/review/{report.pk}/reopen/").status_code == 403


def test_a_senior_analyst_reopens_the_work_of_others(as_senior: Client, analyst: Any) -> None:
    report = accepted_report(analyst)
    finish_report(report=report, person=analyst, incident=None)
    as_senior.post(f"/review/{report.pk}/reopen/")
    report.refresh_from_db()
    assert report.status == "pending"


def test_next_is_the_report_that_waited_longest(as_analyst: Client) -> None:
    first = factories.report()
    factories.report()
    assert as_analyst.get("/review/next/")["Location"] == f"/review/{first.pk}/"


def test_next_is_the_queue_where_nothing_waits(as_analyst: Client) -> None:
    assert as_analyst.get("/review/next/")["Location"] == "/review/"


def queries_of_review(client: Client, claims: int, count: Any) -> int:
    report = factories.report(" ".join(f"no{number} died" for number in range(claims)), priority=claims)
    for number in range(claims):
        factories.claim(report, f"no{number} died", low=1)
    with count() as first:
        assert client.get(f"/review/{report.pk}/").status_code == 200
    for claim in report.claims.all()[:3]:
        client.post(f"/claims/{claim.pk}/accept/")
    with count() as again:
        assert client.get(f"/review/{report.pk}/").status_code == 200
    return max(len(first), len(again))


def test_the_page_asks_at_most_fifteen_queries_for_three_and_three_hundred_claims(
    as_analyst: Client, django_assert_max_num_queries: Any
) -> None:
    def count() -> Any:
        return django_assert_max_num_queries(15)

    assert queries_of_review(as_analyst, 3, count) == queries_of_review(as_analyst, 300, count)


def queries_of_queue(client: Client, count: Any) -> int:
    with count as captured:
        assert client.get("/review/").status_code == 200
    return len(captured)


def test_the_queue_costs_the_same_queries_for_ten_and_two_hundred_reports(
    as_analyst: Client, django_assert_max_num_queries: Any
) -> None:
    source, person = factories.source(), factories.person()
    for _ in range(10):
        factories.claim(factories.report(source=source, added_by=person))
    few = queries_of_queue(as_analyst, django_assert_max_num_queries(15))
    for _ in range(190):
        factories.report(source=source, added_by=person)
    assert queries_of_queue(as_analyst, django_assert_max_num_queries(15)) == few


@pytest.mark.parametrize(
    ("share", "said"),
    [(None, "Read in “threw stones”, “burned tyres”."), (0.6, "A guess, by the words “threw stones”, “burned tyres”.")],
)
def test_the_words_that_the_type_comes_from_stand_beside_it(as_analyst: Client, share: float | None, said: str) -> None:
    event = {"event_type": "Riots", "type_words": ["threw stones", "burned tyres"], "type_share": share}
    report = factories.report(found={"event": event})
    assert said in as_analyst.get(f"/review/{report.pk}/").content.decode()
