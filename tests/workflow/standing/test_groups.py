"""The groups of a report as plain values: where they begin, what is in them, and what the heading counts."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.models import Claim, Report
from incidents.vocabulary import Measure, Scope, Standing
from incidents.workflow.standing.group_tally import tally_words
from incidents.workflow.standing.groups import (
    GroupsError,
    Layout,
    groups_in,
    layout_as_found,
    sentence_start,
    sentence_starts,
)
from tests.quickness import is_within

LENGTH = 100


def report(*starts: int, text: str = "x" * LENGTH) -> Report:
    """A report, never saved, in which incidents were found to begin at these places, each to the next."""
    stretches = pairwise((*starts, len(text)))
    incidents = [{"span": list(span), "why": f"item at {span[0]}", "event_type": "Battles"} for span in stretches]
    return Report(text=text, found={"event": {"event_type": "Riots"}, "incidents": incidents})


def claim(key: int, at: int, told: Any = "by its words", **values: Any) -> Claim:
    """A claim, never saved, whose words begin at a place; `told` is the incident that it was found to tell of."""
    found = {} if told == "by its words" else {"incident": told}
    standing = {"measure": Measure.KILLED, "low": 5, "best": 5, "high": 5, "scope": Scope.WHOLE, **values}
    return Claim(pk=key, start=at, end=at + 1, found=found, **standing)


def starts_of(report: Report, layout: Layout, *claims: Claim) -> dict[int, int]:
    return {key: group.start for key, group in groups_in(report, claims, layout).home.items()}


# --- Sentences --------------------------------------------------------------------------------------


def test_sentences_begin_after_a_full_stop_and_on_new_lines() -> None:
    text = "Two died in Ashkel. Three were hurt.\n- In Borvane a bomb went off."
    assert [text[start:][:5] for start in sentence_starts(text)] == ["Two d", "Three", "- In "]


def test_a_title_and_an_initial_end_no_sentence() -> None:
    text = "Gen. Halloun met Col. M. Toll in Ashkel. Nobody died."
    assert [text[start:][:6] for start in sentence_starts(text)] == ["Gen. H", "Nobody"]


def test_a_line_broken_within_a_sentence_begins_none() -> None:
    assert sentence_starts("A bomb went\noff in Ashkel.") == [0]


def test_a_place_within_a_sentence_belongs_to_its_beginning() -> None:
    assert sentence_start("Two died. Three were hurt.", 15) == 10


def test_the_first_sentence_begins_at_the_first_word() -> None:
    assert sentence_start("  \n Two died.", 0) == 4


@pytest.mark.parametrize("worst", ["." + " " * 200_000 + "x", "\n" * 200_000 + "x", "A. " * 70_000, ".\n" * 100_000])
def test_sentences_of_the_worst_text_are_found_in_no_time(worst: str) -> None:
    assert is_within(2, lambda: sentence_starts(worst))


# --- Which group a claim is in ----------------------------------------------------------------------


def test_an_old_report_is_one_group_with_all_its_claims() -> None:
    old = Report(text="x" * LENGTH, found={"event": {"event_type": "Riots"}})
    groups = groups_in(old, [claim(1, 3), claim(2, 90, told=None)], layout_as_found(old))
    assert [(group.start, group.event, len(group.claims)) for group in groups] == [(0, {"event_type": "Riots"}, 2)]
    assert groups.rest == ()


def test_claims_go_with_their_words() -> None:
    several = report(0, 40)
    assert starts_of(several, layout_as_found(several), claim(1, 39, told=0), claim(2, 40, told=1)) == {1: 0, 2: 40}


def test_a_claim_that_sums_several_is_in_none() -> None:
    several = report(0, 40)
    groups = groups_in(several, [claim(1, 3, told=None), claim(2, 50, told=1)], layout_as_found(several))
    assert [one.pk for one in groups.rest] == [1]


def test_what_stands_before_the_first_group_is_of_the_whole_report() -> None:
    several = report(20, 60)
    assert [one.pk for one in groups_in(several, [claim(1, 5)], layout_as_found(several)).rest] == [1]


def test_a_person_decides_where_a_claim_is() -> None:
    several = report(0, 40, 70)
    layout = layout_as_found(several).with_claim_in(1, 70).with_claim_in(2, None)
    assert starts_of(several, layout, claim(1, 5, told=0), claim(2, 50, told=1)) == {1: 70}


def test_a_moved_claim_goes_with_its_group() -> None:
    several = report(0, 40, 70)
    layout = layout_as_found(several).with_claim_in(1, 70).with_border_at(70, 80)
    assert starts_of(several, layout, claim(1, 5)) == {1: 80}
    assert starts_of(several, layout.without_group_at(80), claim(1, 5)) == {1: 40}


def test_a_claim_whose_words_were_moved_goes_with_the_new_ones() -> None:
    several = report(0, 40)
    moved = claim(1, 5, told=0, moved_start=50, moved_end=60)
    assert starts_of(several, layout_as_found(several), moved) == {1: 40}


# --- Borders ----------------------------------------------------------------------------------------


def test_a_group_says_why_it_begins() -> None:
    several = report(0, 40)
    layout = layout_as_found(several).with_group_at(80)
    assert [group.why for group in groups_in(several, [], layout)] == [
        "item at 0",
        "item at 40",
        "a person began it here",
    ]


def test_groups_merged_into_one_tell_of_the_whole() -> None:
    several = report(0, 40)
    (only,) = groups_in(several, [claim(1, 3, told=None)], layout_as_found(several).without_group_at(40))
    assert (only.event, [one.pk for one in only.claims]) == ({"event_type": "Riots"}, [1])


def test_no_group_begins_twice() -> None:
    with pytest.raises(GroupsError, match="already"):
        Layout((0, 40)).with_group_at(40)


def test_the_first_group_has_none_before_it() -> None:
    with pytest.raises(GroupsError, match="no group before"):
        Layout((0, 40)).without_group_at(0)


@pytest.mark.parametrize("to", [0, 70, 99])
def test_a_border_stays_between_its_neighbours(to: int) -> None:
    with pytest.raises(GroupsError, match="between its neighbours"):
        Layout((0, 40, 70)).with_border_at(40, to)


def test_a_group_that_is_gone_is_not_moved() -> None:
    with pytest.raises(GroupsError, match="not there any more"):
        Layout((0, 40)).with_border_at(50, 60)


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("begin"), st.integers(0, LENGTH - 1), st.just(0)),
        st.tuples(st.just("merge"), st.integers(0, 9), st.just(0)),
        st.tuples(st.just("move"), st.integers(0, 9), st.integers(0, LENGTH - 1)),
        st.tuples(st.just("put"), st.integers(0, 9), st.integers(0, 4)),
    ),
    max_size=12,
)


def after(layout: Layout, step: tuple[str, int, int]) -> Layout:
    """The layout after a step, or as it was where that cannot be."""
    kind, one, other = step
    start = layout.starts[one % len(layout.starts)]
    try:
        if kind == "begin":
            return layout.with_group_at(one)
        if kind == "merge":
            return layout.without_group_at(start)
        if kind == "move":
            return layout.with_border_at(start, other)
        return layout.with_claim_in(other, None if one == 0 else start)
    except GroupsError:
        return layout


@given(
    begun=st.lists(st.integers(0, LENGTH - 1), min_size=1, max_size=5, unique=True),
    told=st.lists(st.tuples(st.integers(0, LENGTH - 1), st.sampled_from(("by its words", None, 0, 1, 7))), max_size=5),
    steps=STEPS,
)
def test_groups_stay_apart_in_order_and_cover_the_text_and_each_claim_is_in_one_or_none(
    begun: list[int], told: list[tuple[int, Any]], steps: list[tuple[str, int, int]]
) -> None:
    several = report(*sorted(begun))
    layout = layout_as_found(several)
    for step in steps:
        layout = after(layout, step)
    claims = [claim(key, at, told=incident) for key, (at, incident) in enumerate(told)]
    groups = groups_in(several, claims, layout)
    assert [group.end for group in groups] == [*(group.start for group in list(groups)[1:]), LENGTH]
    assert all(group.start < group.end for group in groups)
    assert [group.number for group in groups] == list(range(1, len(groups) + 1))
    placed = [one.pk for group in groups for one in group.claims] + [one.pk for one in groups.rest]
    assert sorted(placed) == list(range(len(told)))
    if not groups.are_several:
        assert groups.rest == ()


# --- What the heading counts ------------------------------------------------------------------------


def test_figures_that_rival_each_other_are_a_range() -> None:
    assert (
        tally_words([claim(1, 3, low=12, best=12, high=12), claim(2, 5, low=15, best=15, high=19)], Measure.KILLED)
        == "12–19"
    )


def test_an_open_figure_says_so() -> None:
    assert tally_words([claim(1, 3, low=12, best=12, high=None, open_upper=True)], Measure.KILLED) == "12+"


def test_what_is_counted_beside_is_added() -> None:
    assert tally_words([claim(1, 3), claim(2, 5, beside_id=1, low=3, best=3, high=3)], Measure.KILLED) == "8"


@pytest.mark.parametrize(
    "left_out",
    [
        {"standing": Standing.REJECTED},
        {"scope": Scope.LARGER},
        {"part_of_id": 1},
        {"retells_id": 1},
        {"denies": True},
        {"measure": Measure.INJURED},
    ],
)
def test_what_does_not_count_the_whole_is_left_out(left_out: dict[str, Any]) -> None:
    assert tally_words([claim(1, 3), claim(2, 5, low=40, best=40, high=40, **left_out)], Measure.KILLED) == "5"


def test_nothing_counted_is_said_as_nothing() -> None:
    assert tally_words([], Measure.KILLED) == ""
