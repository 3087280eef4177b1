"""Who says so where a translation, a radio talk or a clause in between sets the speaker apart from the verb."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from incidents.extraction.types import ExtractedReport

Found = Callable[..., ExtractedReport]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("A doctor in the hospital, he refused to be named, said that four people died in Saada, Yemen.", "doctor"),
        ("An eye witness, he was in the market, said that five persons were killed in Baidoa, Somalia.", "witness"),
        ("And added the Red Crescent that twelve persons were killed in the bombing of Taiz, Yemen.", "Red Crescent"),
        ("The ministry of interior informs that three policemen were killed in Ghardaia, Algeria.", "ministry"),
        ("Police in Cali, Colombia, let it be known that two men were killed in a shooting.", "Police"),
        ("The director of the hospital makes it known that 21 persons died in Beni, Congo.", "director"),
        ("The village chief confided to our correspondent that ten people were killed in Jos, Nigeria.", "chief"),
        ('"I counted eight bodies myself," the parish priest of Bunia, Congo, tells us over a bad line.', "priest"),
        ("MAYOR OF KOBANI: Six people were killed in the town.", "MAYOR"),
    ],
)
def test_a_speaker_is_found_however_introduced(found: Found, text: str, speaker: str) -> None:
    claimants = [claim.claimant for claim in found(text).claims if claim.claimant]
    assert speaker in claimants[0].raw
