"""Found values put to another place of the text."""

from __future__ import annotations

from incidents.extraction.spans import with_spans
from incidents.extraction.types import Claimant, ExtractedClaim, NotAClaim, Quantity, Rival, Victims
from incidents.vocabulary import Measure

POLICE = Claimant("police", "police", "police said", (30, 41))
CLAIM = ExtractedClaim(
    measure=Measure.KILLED,
    quantity=Quantity(3, 3, 3),
    raw="Three people were killed",
    span=(0, 24),
    victims=Victims("people"),
    claimant=POLICE,
    rivals=(Rival("quoted", claimant=POLICE),),
)


def shift_by_hundred(start: int, end: int) -> tuple[int, int]:
    return start + 100, end + 100


def test_a_claim_moves_with_its_claimant_and_its_rivals() -> None:
    moved = with_spans(CLAIM, shift_by_hundred)
    assert moved.span == (100, 124)
    assert [one.claimant.span for one in (moved, *moved.rivals) if one.claimant] == [(130, 141), (130, 141)]


def test_all_else_of_a_claim_stays() -> None:
    moved = with_spans(CLAIM, shift_by_hundred)
    assert (moved.quantity, moved.victims, moved.raw) == (CLAIM.quantity, CLAIM.victims, CLAIM.raw)


def test_each_of_several_values_moves() -> None:
    left_out = (NotAClaim("41", (5, 7), "an age", "age"), NotAClaim("9", (9, 10), "an age", "age"))
    assert [one.span for one in with_spans(left_out, shift_by_hundred)] == [(105, 107), (109, 110)]
