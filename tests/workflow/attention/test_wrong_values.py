"""What a planted claim shows: always wrong, always from the same text, always visible."""

from __future__ import annotations

import string
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from incidents.models import Actor, Claim, Report
from incidents.models.claim import population_label
from incidents.templatetags.desk import figure
from incidents.vocabulary import Hedge, Measure, Status
from incidents.workflow.attention.wrong_values import CLAIMANT, as_shown, counts_in_text, wrong_values

TEXT = "Army spokesman Idris Halloun said 12 fighters were killed; governor Maren Toll spoke of 19 dead and 7 hurt."
ACTORS = [Actor(pk=1, name="Northern Column"), Actor(pk=2, name="Norland army"), None]
CLAIMANTS = ["", "Idris Halloun", "Maren Toll"]


def claim(words: str = "12 fighters", **values: Any) -> Claim:
    """An unsaved claim at words of TEXT, found as it stands."""
    values = {"measure": "killed", "low": 12, "best": 12, "high": 12, "status": "unknown", "actor": None} | values
    start = TEXT.index(words)
    found = {
        **{name: values[name] for name in ("measure", "low", "best", "high")},
        "victims": {"actor": values["actor"] and values["actor"].name, "status": values["status"], "group": None},
        "claimant": {"name": values["claimant_name"]} if values.get("claimant_name") else None,
    }
    return Claim(report=Report(text=TEXT), raw=words, start=start, end=start + len(words), found=found, **values)


@st.composite
def claims(draw: st.DrawFn) -> list[Claim]:
    """Up to four claims of one report."""
    places = draw(
        st.lists(st.sampled_from(["12 fighters", "19 dead", "7 hurt", "Maren Toll"]), min_size=1, unique=True)
    )
    return [
        claim(
            words,
            measure=draw(st.sampled_from(list(Measure))).value,
            **dict.fromkeys(("low", "best", "high"), draw(st.integers(0, 400))),
            status=draw(st.sampled_from(list(Status))).value,
            actor=draw(st.sampled_from(ACTORS)),
            claimant_name=draw(st.sampled_from(CLAIMANTS)),
            hedge=draw(st.sampled_from(list(Hedge))).value,
        )
        for words in places
    ]


def on_a_card(one: Claim) -> tuple[str, ...]:
    return (one.measure, figure(one), one.population_label, one.claimant_name)


@given(claims(), st.text(string.digits, min_size=1, max_size=4))
def test_what_is_shown_differs_from_what_stands_and_from_what_was_found(found: list[Claim], seed: str) -> None:
    planted, *others = found
    shown = wrong_values(planted, others, TEXT, seed)
    if shown is None:
        return
    assert all(value != as_shown(planted, name) for name, value in shown.items())
    kept = planted.found
    assert shown.get("measure") != kept["measure"]
    assert shown.get("best") != kept["best"] or "best" not in shown
    before = on_a_card(planted)
    for name, value in shown.items():
        setattr(planted, name, Actor(**value) if name in ("actor", "speaker") and value else value)
    assert on_a_card(planted) != before
    assert planted.high is None or planted.low <= (planted.best or planted.low) <= planted.high


@given(claims(), st.text(string.digits, min_size=1, max_size=4))
def test_the_same_claim_and_seed_give_the_same_values(found: list[Claim], seed: str) -> None:
    planted, *others = found
    assert wrong_values(planted, others, TEXT, seed) == wrong_values(planted, others, TEXT, seed)


@given(claims(), st.text(string.digits, min_size=1, max_size=4))
def test_one_mistake_alone_is_made(found: list[Claim], seed: str) -> None:
    planted, *others = found
    kinds = ({"low", "best", "high"}, {"measure"}, {"status"}, {"actor"}, {*CLAIMANT, "speaker"})
    shown = wrong_values(planted, others, TEXT, seed)
    assert shown is None or any(set(shown) <= kind for kind in kinds)


def all_of(planted: Claim, *others: Claim) -> list[dict[str, Any] | None]:
    found: list[dict[str, Any] | None] = []
    for seed in range(60):
        shown = wrong_values(planted, others, TEXT, str(seed))
        if shown not in found:
            found.append(shown)
    return found


def test_another_number_of_the_text_stands_in_for_the_one_that_was_found() -> None:
    numbers = [shown["best"] for shown in all_of(claim()) if shown and "best" in shown]
    assert sorted(numbers) == [7, 19]


def test_a_number_that_is_open_above_stays_open() -> None:
    shown = [one for one in all_of(claim(high=None, open_upper=True)) if one and "best" in one]
    assert shown
    assert all("high" not in one and one["low"] == one["best"] for one in shown)


def test_killed_stands_in_for_injured_unless_the_same_words_say_both() -> None:
    assert {"measure": "injured"} in all_of(claim())
    assert {"measure": "injured"} not in all_of(claim(), claim(measure="injured"))


def test_civilians_stand_in_for_combatants() -> None:
    assert {"status": "combatant"} in all_of(claim(status="civilian"))


def test_another_actor_of_the_report_stands_in_for_the_one_that_was_found() -> None:
    other = claim("19 dead", actor=ACTORS[1])
    assert {"actor": {"pk": 2, "name": "Norland army"}} in all_of(claim(actor=ACTORS[0]), other)


def test_somebody_else_whom_the_report_quotes_stands_in_for_the_claimant() -> None:
    other = claim("19 dead", claimant_name="Maren Toll", claimant_role="governor")
    shown = [one for one in all_of(claim(claimant_name="Idris Halloun"), other) if one and "claimant_name" in one]
    assert shown == [{"claimant_name": "Maren Toll", "claimant_role": "governor"}]


def test_nothing_is_shown_wrong_where_no_mistake_would_look_right() -> None:
    alone = claim(measure="displaced", low=400_000, best=400_000, high=400_000)
    assert all_of(alone) == [None]


def test_years_shares_and_distances_are_no_numbers_of_people() -> None:
    assert counts_in_text("In 2021, 30 km off, 1,200 men: 45 % of 12.5 tons; at 10:30, 8 died.") == {1200, 8}


def test_a_group_hides_whether_its_people_fought_so_that_is_not_swapped() -> None:
    assert population_label("", Status.CIVILIAN, "children") == "children"
    assert {"status": "combatant"} not in all_of(claim(status="civilian", group="children"))
