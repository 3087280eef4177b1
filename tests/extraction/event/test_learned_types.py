"""The guess at a type where no rule says anything, and the words behind it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from incidents.extraction import extract
from incidents.extraction.event.learned_types import SHIPPED
from incidents.extraction.event.type_fitting import fit_weights, shipped_notes, weights_json
from incidents.extraction.rules import RuleFileError
from incidents.extraction.types import ExtractedEvent
from incidents.vocabulary import EventType, SubEventType


def event(text: str) -> ExtractedEvent:
    return extract(text, date(2020, 5, 4)).event


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("Widows walked to the palace gate in Lome and sang, asking for their pensions.", EventType.PROTESTS),
        ("Students sat on the lawn of the ministry in Quito, wanting smaller fees.", EventType.PROTESTS),
        ("Guards hit a vendor with rifle butts at a road near Gitega.", EventType.VIOLENCE_AGAINST_CIVILIANS),
        ("The front named a new commander and moved its fighters to Bor.", EventType.STRATEGIC_DEVELOPMENTS),
    ],
)
def test_a_type_is_guessed_where_no_rule_tells_it(text: str, event_type: EventType) -> None:
    assert event(text).event_type is event_type


def test_a_guess_shows_the_words_that_spoke_for_it_and_names_no_sub_type() -> None:
    found = event("Widows walked to the palace gate in Lome and sang, asking for their pensions.")
    assert found.sub_event_type is None
    assert found.type_words == ("ask", "walk", "gate")
    assert found.type_share is not None
    assert "type:guess" in found.rules


def test_a_rule_comes_before_any_guess() -> None:
    found = event("Students sat on the lawn in Quito and sang until shells fell on the ministry.")
    assert found.sub_event_type is SubEventType.SHELLING
    assert found.type_share is None


@pytest.mark.parametrize(
    "text",
    [
        "The council met in Oslo and adjourned.",
        "A ferry sank in a storm on the lake near Bukavu, and the crew swam ashore.",
        "The bank raised its rate, and the price of bread fell in Tunis.",
    ],
)
def test_where_nothing_of_the_kind_happened_nothing_is_guessed(text: str) -> None:
    assert event(text).event_type is None


def test_the_shipped_weights_are_those_that_the_shipped_notes_give() -> None:
    assert weights_json(fit_weights(shipped_notes())) == SHIPPED.read_text(encoding="utf-8")


def test_a_desk_s_own_weights_come_before_the_shipped_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "own.json"
    notes = [("Riots", "They juggled lanterns quietly."), ("Protests", "They folded paper boats.")]
    own.write_text(weights_json(fit_weights(notes)), encoding="utf-8")
    monkeypatch.setenv("TYPE_WEIGHTS_PATH", str(own))
    assert event("Some people juggled lanterns quietly in Turin.").event_type is EventType.RIOTS


def test_a_damaged_file_of_weights_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "own.json"
    own.write_text('{"kinds": ["Riots"], "bias": [0, 1], "words": {}}', encoding="utf-8")
    monkeypatch.setenv("TYPE_WEIGHTS_PATH", str(own))
    with pytest.raises(RuleFileError, match="no weights of types"):
        event("Widows walked to the palace gate in Lome and sang.")
