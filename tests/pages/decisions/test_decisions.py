"""What needs a decision, desk-wide; letting a figure stand; the desk's policy."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from incidents.models import Decision, DeskPolicy, Estimate, Incident
from incidents.vocabulary import Hedge, Policy
from tests import factories

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}
LOSSES = {"low": 1, "words": "losses", "best": None, "high": None, "open_upper": True, "hedge": Hedge.UNQUANTIFIED}


def contested(title: str = "Raid on Ashkel", low: int = 12, **values: Any) -> Incident:
    """A clinic counts, a colonel denies."""
    incident = factories.incident(title, **values)
    denial = {"low": 0, "words": "nobody died", "denies": True, "hedge": Hedge.DENIAL, "claimant_name": "the colonel"}
    factories.reviewed_report(incident, {"low": low, "claimant_name": "the clinic"}, denial)
    return incident


def unknown(title: str = "Ambush") -> Incident:
    """There were losses, and nobody says how many."""
    incident = factories.incident(title)
    factories.reviewed_report(incident, LOSSES)
    Estimate.objects.filter(incident=incident).update(stake=None)
    return incident


def agreed(title: str = "Market shelled", low: int = 36) -> Incident:
    incident = factories.incident(title)
    factories.reviewed_report(incident, {"low": low})
    return incident


def page(client: Client, query: str = "", **headers: str) -> str:
    return client.get(f"/decisions/{query}", headers=headers).content.decode()


def confirm(client: Client, incident: Incident, headers: dict[str, str] | None = None, **values: str) -> Any:
    given = {"figure": "killed-unknown", "seen": "12", "reason": "The clinic has the bodies."} | values
    return client.post(f"/incidents/{incident.pk}/confirm/", given, headers=headers)


# --- The list ---------------------------------------------------------------------------------------


def test_an_incident_in_question_is_listed_with_what_is_asked(as_reader: Client) -> None:
    incident = contested()
    shown = page(as_reader)
    assert "Raid on Ashkel" in shown
    assert "Somebody denies what others count." in shown
    assert f'href="/incidents/{incident.pk}/#figure-killed-unknown"' in shown


def test_an_incident_that_asks_nothing_is_not_listed(as_reader: Client) -> None:
    agreed()
    shown = page(as_reader)
    assert "Market shelled" not in shown
    assert "Nothing waits for a decision." in shown


def test_a_row_says_what_a_decision_could_change(as_reader: Client) -> None:
    contested(low=12)
    assert "could change by 12" in page(as_reader)


def test_a_row_says_where_nobody_can_tell(as_reader: Client) -> None:
    unknown()
    assert "nobody can tell by how much" in page(as_reader)


def test_where_most_could_change_comes_first_and_what_nobody_can_tell_last(as_reader: Client) -> None:
    unknown("Ambush")
    contested("Small raid", low=12)
    contested("Large raid", low=400)
    shown = page(as_reader)
    assert shown.index("Large raid") < shown.index("Small raid") < shown.index("Ambush")


def test_of_equal_stakes_the_later_day_comes_first(as_reader: Client) -> None:
    contested("Early raid")
    contested("Late raid", date_start=date(2024, 3, 9))
    shown = page(as_reader)
    assert shown.index("Late raid") < shown.index("Early raid")


def test_a_row_says_what_share_of_the_dead_it_holds(as_reader: Client) -> None:
    contested(low=12)
    agreed(low=36)
    assert "25.0 % of the dead" in page(as_reader)


def test_a_question_about_somebody_within_is_not_repeated_for_people(as_reader: Client) -> None:
    incident = factories.incident("Raid on Ashkel")
    column = factories.actor("Northern Column")
    denial = {"low": 0, "words": "none", "denies": True, "hedge": Hedge.DENIAL, "claimant_name": "x", "actor": column}
    factories.reviewed_report(incident, {"low": 12, "actor": column, "claimant_name": "the clinic"}, denial)
    shown = page(as_reader)
    assert shown.count('class="decision__figure"') == 1
    assert f"#figure-killed-{column.pk}-unknown" in shown


def test_a_population_set_apart_by_a_reason_can_be_filtered(as_reader: Client) -> None:
    contested("Raid on Ashkel")
    unknown("Ambush")
    shown = page(as_reader, "?reason=no_figure")
    assert "Ambush" in shown
    assert "Raid on Ashkel" not in shown


def test_the_reasons_count_their_incidents(as_reader: Client) -> None:
    contested("One"), contested("Two"), unknown()
    shown = page(as_reader)
    assert "all <span>3</span>" in shown
    assert "contested <span>2</span>" in shown
    assert "no figure <span>1</span>" in shown


def test_a_country_narrows_the_list_and_its_counts(as_reader: Client) -> None:
    contested("Raid in Norland")
    contested("Raid in Southland", country="Southland")
    shown = page(as_reader, "?country=Southland")
    assert "Raid in Norland" not in shown
    assert "Raid in Southland" in shown
    assert "all <span>1</span>" in shown


def test_a_measure_narrows_the_list(as_reader: Client) -> None:
    contested("Raid on Ashkel")
    assert "Raid on Ashkel" not in page(as_reader, "?measure=injured")
    assert "Raid on Ashkel" in page(as_reader, "?measure=killed")


def test_a_choice_that_fits_nothing_says_so(as_reader: Client) -> None:
    contested()
    assert "No incident fits" in page(as_reader, "?country=Nowhere")


def test_a_reason_that_is_none_narrows_nothing(as_reader: Client) -> None:
    contested()
    assert "Raid on Ashkel" in page(as_reader, "?reason=whim")


def test_htmx_gets_the_rows_alone(as_reader: Client) -> None:
    contested()
    shown = page(as_reader, **HTMX)
    assert "Raid on Ashkel" in shown
    assert "<html" not in shown


def test_twenty_incidents_are_a_page(as_reader: Client) -> None:
    person = factories.person()
    for number in range(21):
        incident = factories.incident(f"Raid {number:02}", made_by=person)
        figure = {"measure": "killed", "population_key": "/unknown/", "low": 1, "best": 1, "high": 1}
        Estimate.objects.create(incident=incident, questions=["contested"], stake=number, **figure)
    assert "Raid 00" not in page(as_reader)
    assert "Raid 00" in page(as_reader, "?page=2")


def queries(client: Client) -> int:
    with CaptureQueriesContext(connection) as asked:
        client.get("/decisions/")
    return len(asked)


def test_the_page_asks_at_most_twelve_queries_however_many_incidents(as_senior: Client) -> None:
    contested("Raid 1")
    few = queries(as_senior)
    for number in range(2, 12):
        contested(f"Raid {number}")
        unknown(f"Ambush {number}")
    assert queries(as_senior) == few
    assert few <= 12


def test_the_first_page_counts_what_needs_a_decision(as_reader: Client) -> None:
    contested()
    agreed()
    assert '<a href="/decisions/">1 incident needs a decision</a>' in as_reader.get("/").content.decode()


# --- Letting a figure stand -------------------------------------------------------------------------


def test_a_figure_that_may_stand_leaves_the_list(as_analyst: Client) -> None:
    incident = contested()
    assert confirm(as_analyst, incident)["Location"] == f"/incidents/{incident.pk}/#figure-killed-unknown"
    assert "Nothing waits for a decision." in page(as_analyst)


def test_the_incident_says_who_let_it_stand_and_why(as_analyst: Client) -> None:
    incident = contested()
    confirm(as_analyst, incident)
    shown = as_analyst.get(f"/incidents/{incident.pk}/").content.decode()
    assert "anselm let it stand" in shown
    assert "“The clinic has the bodies.”" in shown


def test_the_history_has_the_figure_that_was_let_stand(as_analyst: Client) -> None:
    incident = contested()
    confirm(as_analyst, incident)
    assert "people killed: 12 may stand" in as_analyst.get(f"/history/incident/{incident.pk}/").content.decode()


def test_from_the_list_the_row_is_answered_in_place(as_analyst: Client) -> None:
    incident = contested()
    shown = confirm(as_analyst, incident, HTMX).content.decode()
    assert f'id="decision-{incident.pk}"' in shown
    assert "nothing is asked any more" in shown


def test_from_the_list_what_is_left_to_ask_stays(as_analyst: Client) -> None:
    incident = contested()
    factories.reviewed_report(incident, {**LOSSES, "measure": "injured"})
    shown = confirm(as_analyst, incident, HTMX).content.decode()
    assert "#figure-injured-unknown" in shown
    assert "#figure-killed-unknown" not in shown


@pytest.mark.parametrize("headers", [None, HTMX])
def test_without_a_reason_nothing_is_settled(as_analyst: Client, headers: dict[str, str] | None) -> None:
    incident = contested()
    answer = confirm(as_analyst, incident, headers, reason="")
    assert answer.status_code == 422
    assert "Say why" in answer.content.decode()
    assert not Decision.objects.filter(incident=incident).exists()


def test_a_figure_that_moved_meanwhile_is_not_settled(as_analyst: Client) -> None:
    incident = contested()
    answer = confirm(as_analyst, incident, seen="9")
    assert answer.status_code == 422
    assert "The figure moved while you looked: it is 12 now." in answer.content.decode()


def test_a_settled_figure_can_be_asked_about_again(as_analyst: Client) -> None:
    incident = contested()
    confirm(as_analyst, incident)
    confirm(as_analyst, incident, withdraw="1", reason="The bodies were of another raid.")
    assert "Raid on Ashkel" in page(as_analyst)


def test_a_reader_settles_nothing(as_reader: Client) -> None:
    incident = contested()
    assert confirm(as_reader, incident).status_code == 403
    assert "/confirm/" not in page(as_reader)


def test_a_figure_that_is_not_there_cannot_stand(as_analyst: Client) -> None:
    assert confirm(as_analyst, contested(), figure="missing-unknown").status_code == 404


# --- Totals and the desk's policy -------------------------------------------------------------------


def choose(client: Client, policy: str = "latest", reason: str = "The ministry asks for the newest.") -> Any:
    return client.post("/decisions/policy/", {"policy": policy, "reason": reason})


def test_the_totals_stand_side_by_side(as_reader: Client) -> None:
    agreed(low=1036)
    shown = page(as_reader)
    assert shown.count("1,036</td>") == 3 * len(Policy)


def test_a_desk_without_figures_says_so(as_reader: Client) -> None:
    assert "No incident has a figure yet." in page(as_reader)


def test_contested_incidents_hold_a_share(as_reader: Client) -> None:
    contested(low=12), agreed(low=36)
    assert "1 contested incident holds <strong>25.0 %</strong> of the dead (12)." in page(as_reader)


def test_a_senior_makes_the_desk_follow_another_policy(as_senior: Client) -> None:
    agreed()
    assert choose(as_senior)["Location"] == "/decisions/"
    shown = page(as_senior)
    assert "The desk follows the policy “latest”" in shown
    assert "“The ministry asks for the newest.”" in shown
    assert Estimate.objects.people().get().policy == "latest"


def test_a_choice_without_a_reason_is_not_made(as_senior: Client) -> None:
    answer = choose(as_senior, reason="")
    assert answer.status_code == 422
    assert "Say why" in answer.content.decode()
    assert not DeskPolicy.objects.exists()


def test_the_policy_that_is_followed_is_no_choice(as_senior: Client) -> None:
    answer = choose(as_senior, policy="desk")
    assert answer.status_code == 422
    assert "The desk follows “desk” already." in answer.content.decode()


def test_an_analyst_does_not_choose(as_analyst: Client) -> None:
    assert choose(as_analyst).status_code == 403
    assert "Follow another policy" not in page(as_analyst)


def test_what_is_being_recomputed_is_said_until_it_is_done(as_reader: Client, analyst: User) -> None:
    incident = factories.incident(made_by=analyst)
    Incident.objects.update(is_outdated=True)
    assert "1 incident is being recomputed" in page(as_reader)
    assert 'value="0"' in as_reader.get("/decisions/recomputing/", headers=HTMX).content.decode()
    Incident.objects.filter(pk=incident.pk).update(is_outdated=False)
    assert "All figures are recomputed" in as_reader.get("/decisions/recomputing/", headers=HTMX).content.decode()


def test_without_htmx_the_progress_is_on_the_page(as_reader: Client) -> None:
    assert as_reader.get("/decisions/recomputing/")["Location"] == "/decisions/"


# --- As known on ------------------------------------------------------------------------------------


def denied_later() -> Incident:
    """12 dead on 5 March; denied on the 8th."""
    incident = factories.incident("Raid on Ashkel")
    denial = {"low": 0, "words": "nobody died", "denies": True, "hedge": Hedge.DENIAL, "claimant_name": "the colonel"}
    factories.reviewed_report(incident, {"low": 12, "claimant_name": "the clinic"})
    factories.reviewed_report(incident, denial, published=date(2024, 3, 8))
    return incident


def test_what_was_not_yet_denied_needed_no_decision(as_reader: Client) -> None:
    denied_later()
    assert "Raid on Ashkel" in page(as_reader, "?as_of=2024-03-08")
    shown = page(as_reader, "?as_of=2024-03-07")
    assert "Nothing waited for a decision on 2024-03-07." in shown
    assert "12</td>" in shown


def test_a_replay_leads_to_the_incident_of_that_day(as_reader: Client) -> None:
    incident = denied_later()
    assert f'href="/incidents/{incident.pk}/?as_of=2024-03-08#figure-killed-unknown"' in page(
        as_reader, "?as_of=2024-03-08"
    ).replace("&amp;", "&")


def test_in_a_replay_nothing_is_decided(as_senior: Client) -> None:
    denied_later()
    shown = page(as_senior, "?as_of=2024-03-08")
    assert "/confirm/" not in shown
    assert "Follow another policy" not in shown
    assert "/confirm/" in page(as_senior)


def test_the_first_page_of_a_replay_counts_what_needed_a_decision_then(as_reader: Client) -> None:
    denied_later()
    assert "need" in as_reader.get("/?as_of=2024-03-08").content.decode()
    assert "a decision</a>" not in as_reader.get("/?as_of=2024-03-07").content.decode()


# --- The language of filters ---


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", {"Raid", "Siege"}),
        ("?country=Norland", {"Raid"}),
        ("?country=Norland&country=Sudland", {"Raid", "Siege"}),
        ("?q=sieg", {"Siege"}),
        ("?since=2024-03-06", {"Siege"}),
        ("?until=2024-03-06", {"Raid"}),
        ("?type=Riots", {"Siege"}),
        ("?grade=B", {"Raid", "Siege"}),
        ("?grade=A", set()),
        ("?flag=contested", {"Raid", "Siege"}),
        ("?flag=contested&measure=injured", set()),
        ("?measure=killed&country=Sudland", {"Siege"}),
        ("?reason=contested&country=Sudland", {"Siege"}),
        ("?country=Nowhere", set()),
    ],
)
def test_decisions_are_narrowed_like_incidents(as_reader: Client, query: str, titles: set[str]) -> None:
    contested("Raid")
    contested("Siege", country="Sudland", date_start=date(2024, 3, 9), event_type="Riots")
    shown = as_reader.get(f"/decisions/{query}").context
    assert {row.incident.title for row in shown["rows"]} == titles
    assert shown["all_count"] == len(titles)


def test_a_wrong_choice_of_the_decisions_says_so(as_reader: Client) -> None:
    contested()
    for headers in ({}, HTMX):
        shown = page(as_reader, "?since=soon", **headers)
        assert "This choice narrows nothing:" in shown
        assert "Write the day as 2024-03-31.</p>" in shown
