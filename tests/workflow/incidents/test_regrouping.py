"""Merging incidents, splitting them, and undoing both: what moves, what stays, what is refused."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from incidents.models import Claim, Comment, Incident, Regrouping, Report, ReportLink
from incidents.models.people import PEOPLE_KEY
from incidents.vocabulary import Interest, Side
from incidents.workflow.figures.overrides import override_estimate
from incidents.workflow.figures.reconcile import recompute_estimates
from incidents.workflow.history.revert import CannotRevertError, revert_record, revert_regrouping
from incidents.workflow.incidents.regrouping import (
    CannotRegroupError,
    merge_incidents,
    regroup_again,
    split_incident,
    undo_regrouping,
)
from incidents.workflow.review.finishing import finish_report, reopen_report
from incidents.workflow.standing.versions import StaleError
from tests import factories

pytestmark = pytest.mark.django_db

BESH = {"title": "Ambush near Besh", "date_start": date(2024, 3, 6), "date_end": date(2024, 3, 6)}


@pytest.fixture
def ashkel(senior: User) -> Incident:
    """12 dead by one report."""
    incident = factories.incident("Attack on Ashkel", made_by=senior)
    factories.reviewed_report(incident, {"low": 12, "claimant_name": "the clinic"})
    return incident


@pytest.fixture
def dawn(senior: User) -> Incident:
    """19 dead by one report and 21 by another."""
    incident = factories.incident("Attack at dawn", made_by=senior)
    factories.reviewed_report(incident, {"low": 19, "claimant_name": "the mayor"})
    factories.reviewed_report(incident, {"low": 21, "claimant_name": "the mayor"}, published=date(2024, 3, 7))
    return incident


def merge(kept: Incident, merged: Incident, person: User) -> Regrouping:
    return merge_incidents(kept=kept, merged=merged, person=person, reason="The same attack.")


def split(incident: Incident, *reports: Report, person: User) -> Regrouping:
    return split_incident(incident=incident, reports=reports, person=person, reason="Two attacks.", values=BESH)


def killed(incident: Incident) -> tuple[int | None, int | None, int | None] | None:
    return incident.estimates.people().filter(measure="killed").values_list("low", "best", "high").first()


def rows(incident: Incident) -> list[dict[str, Any]]:
    """Every derived row of an incident, by its values."""
    kinds = (incident.estimates, incident.vintages, incident.sourceoutcomes, incident.claimantoutcomes)
    untold = ("id", "computed_at")
    found = [row for kind in kinds for row in kind.values()]
    told = [{name: value for name, value in row.items() if name not in untold} for row in found]
    return sorted(told, key=repr)


def ties(*incidents: Incident) -> dict[str, Any]:
    """Where every report, claim, actor and comment is, and when each report was linked."""
    return {
        "links": sorted(ReportLink.objects.values_list("pk", "report", "incident", "linked_at")),
        "claims": sorted(Claim.objects.values_list("pk", "incident", "interest", "standing")),
        "parts": sorted((part.pk, one.pk, part.side) for one in incidents for part in one.parts.all()),
        "comments": sorted(Comment.objects.values_list("pk", "incident")),
        "known_from": sorted(Incident.objects.values_list("pk", "known_from", "merged_into")),
    }


# --- Merging ----------------------------------------------------------------------------------------


def test_the_kept_incident_counts_the_claims_of_both(ashkel: Incident, dawn: Incident, senior: User) -> None:
    merge(ashkel, dawn, senior)
    assert killed(ashkel) == (12, 21, 21)
    assert ashkel.links.count() == 3


def test_a_merged_incident_has_no_figures_and_no_past(ashkel: Incident, dawn: Incident, senior: User) -> None:
    merge(ashkel, dawn, senior)
    dawn.refresh_from_db()
    assert (dawn.merged_into, dawn.known_from, rows(dawn)) == (ashkel, None, [])


def test_deriving_a_merged_incident_anew_gives_it_nothing(ashkel: Incident, dawn: Incident, senior: User) -> None:
    merge(ashkel, dawn, senior)
    assert recompute_estimates(dawn) == 0
    assert rows(dawn) == []


def test_what_was_known_then_is_known_of_both(ashkel: Incident, dawn: Incident, senior: User) -> None:
    merge(ashkel, dawn, senior)
    assert list(ashkel.vintages.people().values_list("known_from__day", "high")) == [(5, 19), (7, 21)]


def test_actors_join_on_their_side(ashkel: Incident, dawn: Incident, senior: User) -> None:
    column, army = factories.actor("Northern Column"), factories.actor("Norland army")
    factories.takes_part(ashkel, column, Side.A)
    factories.takes_part(dawn, column, Side.A)
    factories.takes_part(dawn, army, Side.B)
    merge(ashkel, dawn, senior)
    assert sorted(ashkel.parts.values_list("actor__name", "side")) == [("Norland army", "b"), ("Northern Column", "a")]


def test_actors_change_sides_where_the_incidents_name_them_the_other_way_round(
    ashkel: Incident, dawn: Incident, senior: User
) -> None:
    column, army = factories.actor("Northern Column"), factories.actor("Norland army")
    factories.takes_part(ashkel, column, Side.A)
    factories.takes_part(dawn, column, Side.B)
    factories.takes_part(dawn, army, Side.A)
    merge(ashkel, dawn, senior)
    assert ashkel.parts.get(actor=army).side == Side.B


def test_interests_follow_the_sides_of_both(ashkel: Incident, dawn: Incident, senior: User) -> None:
    column, army = factories.actor("Northern Column"), factories.actor("Norland army")
    factories.takes_part(ashkel, column, Side.A)
    factories.takes_part(dawn, army, Side.B)
    factories.reviewed_report(dawn, {"low": 40, "actor": column, "claimant_name": "the clinic", "speaker": None})
    factories.reviewed_report(dawn, {"low": 41, "claimant_name": "Northern Column", "speaker": column})
    before = Claim.objects.get(low=41).interest
    merge(ashkel, dawn, senior)
    assert (before, Claim.objects.get(low=41).interest) == (Interest.NEUTRAL, Interest.PARTY_CLAIM)


def test_comments_come_along(ashkel: Incident, dawn: Incident, senior: User) -> None:
    said = Comment.objects.create(incident=dawn, text="Is this one attack?", person=senior)
    merge(ashkel, dawn, senior)
    said.refresh_from_db()
    assert said.incident == ashkel


def test_a_figure_set_by_hand_stays_with_the_merged_and_is_named(
    ashkel: Incident, dawn: Incident, senior: User
) -> None:
    figure = dawn.estimates.get(measure="killed", population_key=PEOPLE_KEY)
    override_estimate(estimate=figure, person=senior, low=20, best=20, high=25, reason="The grave register.")
    done = merge(ashkel, dawn, senior)
    assert done.moved["left"] == ["killed, people: 20 (20–25)"]
    assert killed(ashkel) == (12, 21, 21)
    assert not ashkel.estimates.people().get(measure="killed").is_overridden


def test_a_figure_set_by_hand_is_asked_about_when_claims_come_by_a_merge(
    ashkel: Incident, dawn: Incident, senior: User
) -> None:
    figure = ashkel.estimates.get(measure="killed", population_key=PEOPLE_KEY)
    override_estimate(estimate=figure, person=senior, low=12, best=12, high=12, reason="The clinic's list.")
    merge(ashkel, dawn, senior)
    assert ashkel.estimates.people().get(measure="killed").changed_since


def test_a_report_of_both_is_linked_once(ashkel: Incident, dawn: Incident, senior: User) -> None:
    shared = ashkel.reports.get()
    ReportLink.objects.create(report=shared, incident=dawn, linked_by=senior)
    before = ties(ashkel, dawn)
    done = merge(ashkel, dawn, senior)
    assert ashkel.links.filter(report=shared).count() == 1
    undo_regrouping(regrouping=done, person=senior)
    assert ties(ashkel, dawn) == before


def test_a_merge_is_in_the_history_with_who_and_why(ashkel: Incident, dawn: Incident, senior: User) -> None:
    done = merge(ashkel, dawn, senior)
    row = dawn.history.latest()
    assert (row.history_user, row.merged_into_id) == (senior, ashkel.pk)
    assert row.history_change_reason == f"merged into incident {ashkel.pk}"
    assert {row.history_user for link in ashkel.links.all() for row in link.history.filter(history_type="~")} == {
        senior
    }
    assert (done.person, done.reason) == (senior, "The same attack.")


@pytest.mark.parametrize("reason", ["", "   "])
def test_a_merge_needs_a_reason(ashkel: Incident, dawn: Incident, senior: User, reason: str) -> None:
    with pytest.raises(CannotRegroupError, match="Say why"):
        merge_incidents(kept=ashkel, merged=dawn, person=senior, reason=reason)


def test_an_incident_is_not_merged_with_itself(ashkel: Incident, senior: User) -> None:
    with pytest.raises(CannotRegroupError, match="with itself"):
        merge(ashkel, ashkel, senior)


def test_a_merged_incident_is_merged_no_further(ashkel: Incident, dawn: Incident, senior: User) -> None:
    merge(ashkel, dawn, senior)
    with pytest.raises(CannotRegroupError, match="“Attack at dawn” is merged into “Attack on Ashkel” already"):
        merge(factories.incident(), dawn, senior)


def test_incidents_are_not_merged_in_a_circle(ashkel: Incident, dawn: Incident, senior: User) -> None:
    merge(ashkel, dawn, senior)
    with pytest.raises(CannotRegroupError):
        merge(dawn, ashkel, senior)


def test_a_report_finished_for_an_incident_that_was_merged_goes_to_what_it_is_now(
    ashkel: Incident, dawn: Incident, senior: User
) -> None:
    merge(ashkel, dawn, senior)
    report = finish_report(report=factories.report(), person=senior, incident=dawn)
    assert report.incidents.get() == ashkel


# --- Undoing a merge --------------------------------------------------------------------------------


def test_undoing_a_merge_leaves_everything_as_it_was(ashkel: Incident, dawn: Incident, senior: User) -> None:
    factories.takes_part(dawn, factories.actor("Northern Column"), Side.B)
    Comment.objects.create(incident=dawn, text="Is this one attack?", person=senior)
    before = (ties(ashkel, dawn), rows(ashkel), rows(dawn))
    undo_regrouping(regrouping=merge(ashkel, dawn, senior), person=senior)
    assert (ties(ashkel, dawn), rows(ashkel), rows(dawn)) == before


def test_a_figure_set_by_hand_stands_again_when_the_merge_is_undone(
    ashkel: Incident, dawn: Incident, senior: User
) -> None:
    figure = dawn.estimates.get(measure="killed", population_key=PEOPLE_KEY)
    override_estimate(estimate=figure, person=senior, low=20, best=20, high=25, reason="The grave register.")
    undo_regrouping(regrouping=merge(ashkel, dawn, senior), person=senior)
    assert dawn.estimates.people().get(measure="killed").override_best == 20


def test_a_report_that_came_since_stays(ashkel: Incident, dawn: Incident, senior: User) -> None:
    done = merge(ashkel, dawn, senior)
    late = factories.reviewed_report(ashkel, {"low": 14, "claimant_name": "the governor"})
    undo_regrouping(regrouping=done, person=senior)
    assert late.incidents.get() == ashkel
    assert late.claims.get().incident == ashkel


def test_a_report_that_went_elsewhere_since_is_left_there(ashkel: Incident, dawn: Incident, senior: User) -> None:
    moved = dawn.reports.first()
    assert moved
    done = merge(ashkel, dawn, senior)
    reopen_report(report=moved)
    elsewhere = factories.incident("Shelling of Besh")
    finish_report(report=moved, person=senior, incident=elsewhere)
    undo_regrouping(regrouping=done, person=senior)
    assert moved.incidents.get() == elsewhere
    assert moved.claims.get().incident == elsewhere
    assert dawn.links.count() == 1


def test_a_merge_is_undone_once(ashkel: Incident, dawn: Incident, senior: User) -> None:
    done = merge(ashkel, dawn, senior)
    undo_regrouping(regrouping=done, person=senior)
    with pytest.raises(CannotRegroupError, match="undone already"):
        undo_regrouping(regrouping=done, person=senior)


def test_a_later_merge_is_undone_first(ashkel: Incident, dawn: Incident, senior: User) -> None:
    first = merge(ashkel, dawn, senior)
    besh = factories.incident("Shelling of Besh")
    second = merge(besh, ashkel, senior)
    with pytest.raises(CannotRegroupError, match="merged into “Shelling of Besh” since"):
        undo_regrouping(regrouping=first, person=senior)
    undo_regrouping(regrouping=second, person=senior)
    undo_regrouping(regrouping=first, person=senior)
    assert (killed(ashkel), killed(dawn), killed(besh)) == ((12, 12, 12), (21, 21, 21), None)


def test_incidents_can_be_merged_again_after_an_undo(ashkel: Incident, dawn: Incident, senior: User) -> None:
    undo_regrouping(regrouping=merge(ashkel, dawn, senior), person=senior)
    merge(dawn, ashkel, senior)
    assert killed(dawn) == (12, 21, 21)


# --- Splitting --------------------------------------------------------------------------------------


def test_the_chosen_reports_go_to_a_new_incident_with_their_claims(dawn: Incident, senior: User) -> None:
    late = dawn.reports.get(published=date(2024, 3, 7))
    new = split(dawn, late, person=senior).to_incident
    assert (new.title, killed(new), killed(dawn)) == ("Ambush near Besh", (21, 21, 21), (19, 19, 19))
    assert late.claims.get().incident == new


def test_a_split_needs_reports_that_go_and_reports_that_stay(dawn: Incident, ashkel: Incident, senior: User) -> None:
    with pytest.raises(CannotRegroupError, match="Choose the reports"):
        split(dawn, person=senior)
    with pytest.raises(CannotRegroupError, match="Some reports must stay"):
        split(dawn, *dawn.reports.all(), person=senior)
    with pytest.raises(CannotRegroupError, match="Choose the reports"):
        split(dawn, *ashkel.reports.all(), person=senior)
    assert Incident.objects.count() == 2


def test_undoing_a_split_brings_the_reports_back_and_the_new_incident_is_gone(dawn: Incident, senior: User) -> None:
    before = (ties(dawn)["links"], ties(dawn)["claims"], rows(dawn))
    done = split(dawn, dawn.reports.get(published=date(2024, 3, 7)), person=senior)
    undo_regrouping(regrouping=done, person=senior)
    assert (ties(dawn)["links"], ties(dawn)["claims"], rows(dawn)) == before
    assert list(Incident.objects.unmerged()) == [dawn]


def test_a_split_off_incident_that_was_given_reports_since_stays(dawn: Incident, senior: User) -> None:
    done = split(dawn, dawn.reports.get(published=date(2024, 3, 7)), person=senior)
    factories.reviewed_report(done.to_incident, {"low": 3})
    undo_regrouping(regrouping=done, person=senior)
    assert (killed(done.to_incident), killed(dawn)) == ((3, 3, 3), (21, 21, 21))
    assert set(Incident.objects.unmerged()) == {dawn, done.to_incident}


# --- Whatever there is ------------------------------------------------------------------------------

CLAIMANTS = ("the clinic", "the mayor", "Norland army", "")
FEW = settings(  # each makes a record, and takes it apart again
    max_examples=settings.default.max_examples // 20, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
some_claims = st.lists(st.tuples(st.integers(0, 60), st.sampled_from(CLAIMANTS), st.integers(1, 9)), max_size=3)
some_reports = st.lists(some_claims, max_size=3)
some_sides = st.lists(st.sampled_from([Side.A, Side.B, None]), min_size=2, max_size=2)


def told(title: str, reports: list[Any], sides: list[Side | None], person: User, actors: list[Any]) -> Incident:
    """An incident with these reports and claims, and these two actors on these sides."""
    incident = factories.incident(title, made_by=person)
    for actor, side in zip(actors, sides, strict=True):
        if side:
            factories.takes_part(incident, actor, side)
    for claims in reports:
        day = date(2024, 3, claims[0][2]) if claims else date(2024, 3, 5)
        values = [{"low": low, "words": f"{low} people", "claimant_name": name} for low, name, _ in claims]
        factories.reviewed_report(incident, *values, published=day)
    return incident


@FEW
@given(some_reports, some_reports, some_sides, some_sides)
def test_any_merge_that_is_undone_changed_nothing_and_lost_no_claim(
    senior: User, one: list[Any], other: list[Any], sides: list[Any], other_sides: list[Any]
) -> None:
    actors = [factories.actor(), factories.actor()]
    kept = told("Attack on Ashkel", one, sides, senior, actors)
    merged = told("Attack at dawn", other, other_sides, senior, actors)
    claims = Claim.objects.filter(incident__in=[kept, merged])
    everything = sorted(claims.values_list("pk", flat=True))
    before = (ties(kept, merged), rows(kept), rows(merged))
    done = merge(kept, merged, senior)
    assert sorted(kept.claims.values_list("pk", flat=True)) == everything
    undo_regrouping(regrouping=done, person=senior)
    assert (ties(kept, merged), rows(kept), rows(merged)) == before


@FEW
@given(st.lists(some_claims, min_size=2, max_size=4), some_sides, st.data())
def test_any_split_that_is_undone_changed_nothing_and_lost_no_claim(
    senior: User, reports: list[Any], sides: list[Any], data: st.DataObject
) -> None:
    incident = told("Attack at dawn", reports, sides, senior, [factories.actor(), factories.actor()])
    linked = list(incident.reports.order_by("pk"))
    going = data.draw(st.lists(st.sampled_from(linked), min_size=1, max_size=len(linked) - 1, unique=True))
    everything = sorted(incident.claims.values_list("pk", flat=True))
    before = (ties(incident)["links"], ties(incident)["claims"], rows(incident))
    done = split(incident, *going, person=senior)
    halves = [sorted(half.claims.values_list("pk", flat=True)) for half in (incident, done.to_incident)]
    assert sorted(halves[0] + halves[1]) == everything
    undo_regrouping(regrouping=done, person=senior)
    assert (ties(incident)["links"], ties(incident)["claims"], rows(incident)) == before


# --- Reverting from a row, and doing it again -------------------------------------------------------


def test_whoever_reverts_a_merge_gives_a_reason_that_is_kept(ashkel: Incident, dawn: Incident, analyst: User) -> None:
    before = ties(ashkel, dawn)
    done = merge(ashkel, dawn, analyst)
    revert_regrouping(regrouping=done, person=analyst, reason="Another valley.")
    done.refresh_from_db()
    assert (done.undone_by, done.undone_reason) == (analyst, "Another valley.")
    assert ties(ashkel, dawn) == before


def test_reverting_that_a_merge_was_undone_merges_again(ashkel: Incident, dawn: Incident, senior: User) -> None:
    done = merge(ashkel, dawn, senior)
    as_one = killed(ashkel)
    undone = undo_regrouping(regrouping=done, person=senior)
    revert_regrouping(regrouping=undone, person=senior, reason="One attack after all.")
    again = Regrouping.objects.latest("pk")
    assert (again.repeats, again.reason, again.undone_at) == (done, "One attack after all.", None)
    assert killed(ashkel) == as_one
    dawn.refresh_from_db()
    assert dawn.merged_into == ashkel


def test_reverting_that_a_split_was_undone_splits_the_same_off_again(dawn: Incident, senior: User) -> None:
    late = dawn.reports.get(published=date(2024, 3, 7))
    done = split(dawn, late, person=senior)
    apart = (killed(dawn), killed(done.to_incident), ties(dawn, done.to_incident)["claims"])
    undone = undo_regrouping(regrouping=done, person=senior)
    revert_regrouping(regrouping=undone, person=senior, reason="Two after all.")
    again = Regrouping.objects.latest("pk")
    assert (again.repeats, again.to_incident) == (done, done.to_incident)
    assert (killed(dawn), killed(again.to_incident), ties(dawn, again.to_incident)["claims"]) == apart
    assert again.to_incident.merged_into is None
    assert list(again.to_incident.reports.all()) == [late]


def test_what_was_done_again_is_undone_as_any_other(dawn: Incident, senior: User) -> None:
    before = killed(dawn)
    done = split(dawn, dawn.reports.get(published=date(2024, 3, 7)), person=senior)
    undone = undo_regrouping(regrouping=done, person=senior)
    again = regroup_again(regrouping=undone, person=senior, reason="Two after all.")
    undo_regrouping(regrouping=again, person=senior)
    assert (killed(dawn), dawn.links.count()) == (before, 2)


def test_nothing_is_done_again_twice_or_while_it_stands(ashkel: Incident, dawn: Incident, senior: User) -> None:
    done = merge(ashkel, dawn, senior)
    with pytest.raises(CannotRegroupError, match="stands, or was done again"):
        regroup_again(regrouping=done, person=senior, reason="Again.")
    undo_regrouping(regrouping=done, person=senior)
    regroup_again(regrouping=done, person=senior, reason="Again.")
    with pytest.raises(CannotRegroupError, match="stands, or was done again"):
        regroup_again(regrouping=done, person=senior, reason="And again.")


def test_a_split_whose_reports_are_elsewhere_is_not_done_again(dawn: Incident, senior: User) -> None:
    late = dawn.reports.get(published=date(2024, 3, 7))
    done = split(dawn, late, person=senior)
    undo_regrouping(regrouping=done, person=senior)
    reopen_report(report=Report.objects.get(pk=late.pk))
    with pytest.raises(CannotRegroupError, match="Choose the reports"):
        regroup_again(regrouping=done, person=senior, reason="Two after all.")
    assert Incident.objects.get(pk=done.to_incident_id).merged_into == dawn


def test_what_was_undone_since_it_was_shown_is_not_done_again_unseen(
    ashkel: Incident, dawn: Incident, senior: User
) -> None:
    undone = undo_regrouping(regrouping=merge(ashkel, dawn, senior), person=senior)
    with pytest.raises(StaleError):
        revert_regrouping(regrouping=undone, person=senior, reason="Another valley.", seen_version=0)
    assert Regrouping.objects.count() == 1


def test_a_reader_reverts_no_merge(ashkel: Incident, dawn: Incident, senior: User, reader: User) -> None:
    done = merge(ashkel, dawn, senior)
    with pytest.raises(PermissionDenied):
        revert_regrouping(regrouping=done, person=reader, reason="Another valley.")
    with pytest.raises(CannotRevertError, match="Say why"):
        revert_regrouping(regrouping=done, person=senior, reason=" ")
    done.refresh_from_db()
    assert done.undone_at is None


def test_what_moved_with_a_merge_is_not_reverted_by_itself(ashkel: Incident, dawn: Incident, senior: User) -> None:
    column = factories.actor()
    factories.takes_part(dawn, column, Side.A)
    merge(ashkel, dawn, senior)
    link, part = ashkel.links.latest("pk"), ashkel.parts.get(actor=column)
    for row in (link.history.latest("history_id"), part.history.latest("history_id")):
        with pytest.raises(CannotRevertError, match="moved with a merge or a split"):
            revert_record(row=row, person=senior, reason="Another valley.")
    assert (ashkel.links.count(), ashkel.parts.count()) == (3, 1)
