"""Decisions on single claims: by htmx a fragment, without it a redirect, and nothing for those who may not."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from incidents.models import Actor, Claim, Decision
from incidents.vocabulary import Hedge, Measure, Standing
from incidents.workflow.review.decisions import accept_claim
from incidents.workflow.review.finishing import finish_report
from tests import factories

HTMX = {"HX-Request": "true"}


@pytest.fixture
def claim(db: None) -> Claim:
    return factories.claim(factories.report())


def decide(client: Client, claim: Claim, verb: str, given: dict[str, Any] | None = None, **options: Any) -> Any:
    return client.post(f"/claims/{claim.pk}/{verb}/", given or {}, **options)


def standing(claim: Claim) -> str:
    claim.refresh_from_db()
    return claim.standing


@pytest.mark.parametrize(("verb", "stands"), [("accept", Standing.ACCEPTED), ("reject", Standing.REJECTED)])
def test_a_decision_is_kept_with_who_made_it(
    as_analyst: Client, analyst: Any, claim: Claim, verb: str, stands: Standing
) -> None:
    decide(as_analyst, claim, verb)
    assert standing(claim) == stands
    assert Decision.objects.get().person == analyst


def test_htmx_gets_the_card_the_counts_and_a_spoken_line(as_analyst: Client, claim: Claim) -> None:
    page = decide(as_analyst, claim, "accept", headers=HTMX).content.decode()
    assert page.lstrip().startswith("<article")
    assert 'id="counts"' in page
    assert "Accepted: killed, people, 12" in page
    assert "<html" not in page


def test_without_a_script_a_decision_leads_to_the_next_that_waits(as_analyst: Client, claim: Claim) -> None:
    following = factories.claim(claim.report, "Five soldiers", low=5)
    assert decide(as_analyst, claim, "accept")["Location"] == f"/review/{claim.report_id}/#claim-{following.pk}"


def test_the_last_decision_leads_back_to_its_card(as_analyst: Client, claim: Claim) -> None:
    assert decide(as_analyst, claim, "accept")["Location"] == f"/review/{claim.report_id}/#claim-{claim.pk}"


def test_undo_makes_a_claim_wait_again(as_analyst: Client, claim: Claim) -> None:
    decide(as_analyst, claim, "accept")
    decide(as_analyst, claim, "undo")
    assert standing(claim) == Standing.PENDING


def test_undo_where_nothing_was_decided_says_so(as_analyst: Client, claim: Claim) -> None:
    assert "nothing to undo" in decide(as_analyst, claim, "undo", headers=HTMX).content.decode()


def test_a_flag_comes_and_goes(as_analyst: Client, claim: Claim) -> None:
    decide(as_analyst, claim, "flag")
    claim.refresh_from_db()
    assert claim.flagged
    decide(as_analyst, claim, "flag")
    claim.refresh_from_db()
    assert not claim.flagged


def form_of(claim: Claim, **changes: str) -> dict[str, str]:
    """The edit form as a browser would send it, with changes."""
    names = ("best", "low", "high", "measure", "status", "group", "hedge", "scope", "claimant_name")
    values = {name: "" if getattr(claim, name) is None else str(getattr(claim, name)) for name in names}
    return {f"claim-{claim.pk}-{name}": value for name, value in {**values, **changes}.items()}


def corrected(client: Client, claim: Claim, **changes: str) -> Claim:
    answer = decide(client, claim, "correct", form_of(claim, **changes))
    assert answer.status_code == 302, answer.content.decode()
    claim.refresh_from_db()
    return claim


def test_typing_one_number_for_another_sets_all_three(as_analyst: Client, claim: Claim) -> None:
    claim = corrected(as_analyst, claim, best="14")
    assert (claim.low, claim.best, claim.high) == (14, 14, 14)
    assert claim.standing == Standing.CORRECTED


def test_at_least_stays_open_when_its_number_changes(as_analyst: Client) -> None:
    claim = factories.claim(factories.report(), low=34, high=None, open_upper=True, hedge=Hedge.AT_LEAST)
    claim = corrected(as_analyst, claim, best="36", open_upper="on")
    assert (claim.low, claim.best, claim.high, claim.open_upper) == (36, 36, None, True)


def test_a_high_alone_makes_a_range(as_analyst: Client, claim: Claim) -> None:
    claim = corrected(as_analyst, claim, high="20")
    assert (claim.low, claim.best, claim.high) == (12, 12, 20)


def test_a_number_for_a_vague_word_is_worded_as_a_number(as_analyst: Client) -> None:
    claim = factories.claim(factories.report(), low=12, best=24, high=99, hedge=Hedge.VAGUE)
    claim = corrected(as_analyst, claim, low="30", best="30", high="30")
    assert claim.hedge == Hedge.EXACT


def test_a_denial_counts_nobody(as_analyst: Client, claim: Claim) -> None:
    claim = corrected(as_analyst, claim, denies="on")
    assert (claim.low, claim.best, claim.high, claim.denies) == (0, 0, 0, True)


def test_whose_losses_and_who_says_so_are_corrected(as_analyst: Client, claim: Claim) -> None:
    claim = corrected(
        as_analyst, claim, actor="Hill Guard", status="combatant", claimant_name="Maren Toll", measure="injured"
    )
    assert (claim.actor, claim.status) == (Actor.objects.get(name="Hill Guard"), "combatant")
    assert (claim.claimant_name, claim.measure) == ("Maren Toll", Measure.INJURED)


def test_a_known_actor_is_found_by_its_alias(as_analyst: Client, claim: Claim) -> None:
    known = factories.actor("Hill Guard", aliases=["the Guard"])
    assert corrected(as_analyst, claim, actor="The guard").actor == known


def test_the_reason_is_kept_with_the_decision(as_analyst: Client, claim: Claim) -> None:
    corrected(as_analyst, claim, best="14", reason="The next sentence says 14.")
    assert Decision.objects.get().reason == "The next sentence says 14."


def test_saving_without_a_change_accepts(as_analyst: Client, claim: Claim) -> None:
    assert corrected(as_analyst, claim).standing == Standing.ACCEPTED


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"low": "20"}, "The numbers must rise"),
        ({"best": "-3"}, "Not below 0"),
        ({"best": "a dozen"}, "A whole number"),
        ({"best": "", "low": "", "high": ""}, "Give a number"),
        ({"interest": "admission"}, "Say why"),
    ],
)
def test_what_cannot_be_right_is_refused_beside_its_field(
    as_analyst: Client, claim: Claim, changes: dict[str, str], said: str
) -> None:
    answer = decide(as_analyst, claim, "correct", form_of(claim, **changes), headers=HTMX)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert standing(claim) == Standing.PENDING


def test_an_interest_set_by_hand_with_a_reason_stands(as_analyst: Client, claim: Claim) -> None:
    claim = corrected(as_analyst, claim, interest="admission", reason="Speaks of its own dead.")
    assert (claim.interest, claim.interest_is_set) == ("admission", True)


def test_the_edit_form_works_without_a_script(as_analyst: Client, claim: Claim) -> None:
    page = as_analyst.get(f"/claims/{claim.pk}/correct/").content.decode()
    assert "<html" in page
    assert f'name="claim-{claim.pk}-best"' in page


def test_htmx_gets_the_edit_form_alone(as_analyst: Client, claim: Claim) -> None:
    page = as_analyst.get(f"/claims/{claim.pk}/correct/", headers=HTMX).content.decode()
    assert "<html" not in page
    assert f'name="claim-{claim.pk}-best"' in page


def test_a_rival_reading_is_taken_with_one_press(as_analyst: Client) -> None:
    claim = factories.claim(factories.report(), low=34, high=None, open_upper=True, hedge=Hedge.AT_LEAST)
    decide(as_analyst, claim, "correct", {"reading": "1"})
    claim.refresh_from_db()
    assert (claim.low, claim.best, claim.high, claim.open_upper) == (34, 34, 34, False)


def test_a_reading_that_is_not_offered_changes_nothing(as_analyst: Client, claim: Claim) -> None:
    decide(as_analyst, claim, "correct", {"reading": "7"})
    assert standing(claim) == Standing.PENDING


def added(client: Client, report: Any, **given: str) -> Any:
    values = {"measure": "killed", "status": "unknown", "hedge": "exact", "scope": "whole", **given}
    return client.post(f"/reports/{report.pk}/claims/add/", {f"added-{name}": value for name, value in values.items()})


def test_a_missed_claim_is_added_at_the_selected_words(as_analyst: Client, analyst: Any) -> None:
    report = factories.report()
    start = report.text.index("Five soldiers")
    added(as_analyst, report, best="5", words="Five soldiers", start=str(start), end=str(start + 13), measure="injured")
    claim = Claim.objects.get()
    assert (claim.raw, claim.low, claim.measure) == ("Five soldiers", 5, "injured")
    assert (claim.standing, claim.made_by) == (Standing.ACCEPTED, analyst)


def test_without_a_script_the_words_alone_say_where(as_analyst: Client) -> None:
    report = factories.report()
    added(as_analyst, report, best="5", words="Five soldiers")
    claim = Claim.objects.get()
    assert report.text[claim.start : claim.end] == "Five soldiers"


def test_words_that_are_not_in_the_text_are_refused(as_analyst: Client) -> None:
    answer = added(as_analyst, factories.report(), best="5", words="Six sailors")
    assert answer.status_code == 422
    assert "not in the text" in answer.content.decode()


def accept_shown(client: Client, report: Any, *claims: Claim) -> Any:
    return client.post(f"/reports/{report.pk}/accept-shown/", {"claim": [claim.pk for claim in claims]})


def test_the_rest_is_accepted_only_where_it_was_shown(as_analyst: Client, claim: Claim) -> None:
    hidden = factories.claim(claim.report, "Five soldiers", low=5)
    accept_shown(as_analyst, claim.report, claim)
    assert (standing(claim), standing(hidden)) == (Standing.ACCEPTED, Standing.PENDING)


def test_accepting_the_rest_never_touches_other_reports_or_what_was_decided(as_analyst: Client, claim: Claim) -> None:
    foreign = factories.claim(factories.report())
    rejected = factories.claim(claim.report, "Five soldiers", low=5)
    decide(as_analyst, rejected, "reject")
    accept_shown(as_analyst, claim.report, claim, foreign, rejected)
    assert (standing(foreign), standing(rejected)) == (Standing.PENDING, Standing.REJECTED)


@pytest.mark.parametrize("verb", ["accept", "reject", "correct", "undo", "flag"])
def test_a_reader_decides_nothing(as_reader: Client, claim: Claim, verb: str) -> None:
    assert decide(as_reader, claim, verb).status_code == 403
    assert standing(claim) == Standing.PENDING


@pytest.mark.parametrize("verb", ["accept", "reject", "undo", "flag"])
def test_a_decision_is_never_a_mere_visit(as_analyst: Client, claim: Claim, verb: str) -> None:
    assert as_analyst.get(f"/claims/{claim.pk}/{verb}/").status_code == 405


@pytest.mark.parametrize("path", ["accept-shown", "claims/add", "describe"])
def test_a_reader_changes_nothing_about_a_report(as_reader: Client, claim: Claim, path: str) -> None:
    assert as_reader.post(f"/reports/{claim.report_id}/{path}/").status_code == 403


def test_a_finished_report_is_reopened_before_anything_is_decided(
    as_analyst: Client, analyst: Any, claim: Claim
) -> None:
    accept_claim(claim=claim, person=analyst)
    finish_report(report=claim.report, person=analyst, incident=None)
    answer = decide(as_analyst, claim, "reject", headers=HTMX)
    assert answer.status_code == 409
    assert standing(claim) == Standing.ACCEPTED


def test_white_space_around_a_selection_is_left_out(as_analyst: Client) -> None:
    report = factories.report()
    start = report.text.index(" Five soldiers ")
    added(as_analyst, report, best="5", words="Five soldiers", start=str(start), end=str(start + 15))
    assert Claim.objects.get().start == start + 1


def test_the_second_of_two_like_words_is_taken_where_it_was_selected(as_analyst: Client) -> None:
    report = factories.report("Two died here. Two died there.")
    added(as_analyst, report, best="2", words="Two died", start="15", end="23")
    assert Claim.objects.get().start == 15
