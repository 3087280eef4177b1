"""Who makes a statement, for whom, and when."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from incidents.claimants import actor_behind, origin_of, stated_at, the_police_among

NOON = datetime(2024, 5, 2, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("claimant", "role", "origin"),
    [
        ("", "", "Valley News"),
        ("the governor", "", "the governor"),
        ("Ines Moro", "Interior Ministry spokeswoman", "Interior Ministry"),
        ("Ines Moro", "spokeswoman for the Interior Ministry", "Interior Ministry"),
        ("Ines Moro", "a doctor", "Ines Moro"),
    ],
)
def test_the_origin_is_the_claimant_or_the_body_behind_a_spokesperson(claimant: str, role: str, origin: str) -> None:
    assert origin_of(claimant=claimant, role=role, publisher="Valley News") == origin


def test_the_publishers_actor_speaks_only_where_nobody_is_quoted() -> None:
    assert actor_behind(claimant="", speaks_for=None, publisher_speaks_for="Army") == "Army"
    assert actor_behind(claimant="a doctor", speaks_for=None, publisher_speaks_for="Army") is None
    assert actor_behind(claimant="rebels", speaks_for="Rebels", publisher_speaks_for="Army") == "Rebels"


def test_a_day_that_is_told_ends_at_midnight_but_never_after_the_report_was_out() -> None:
    assert stated_at(None, NOON) is None
    assert stated_at(date(2024, 5, 2), NOON) == NOON
    assert stated_at(date(2024, 5, 1), NOON) == datetime(2024, 5, 1, 23, 59, 59, 999999, tzinfo=UTC)


def test_an_officer_keeps_the_rank_that_tells_of_the_force() -> None:
    assert origin_of(claimant=". Ruiz", role="Police Lt", publisher="Valley News") == "Police Lt Ruiz"


def test_an_officer_is_of_the_police_where_police_are_heard_and_no_ministry() -> None:
    assert the_police_among(["police", "Sgt. Cole", "mayor"]) == {"police", "Sgt. Cole"}
    assert the_police_among(["police", "Sgt. Cole", "Interior Ministry"]) == {"police"}
    assert the_police_among(["Sgt. Cole", "authorities"]) == set()
