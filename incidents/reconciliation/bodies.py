"""One body, one voice, whatever reporters call it (methodology.md, section 6, step 2).

They name one police force in many ways: "police", "Officer Cole", "the sheriff's office", "authorities". Taken for
different origins they would outvote everybody else, and none could correct another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from incidents.claimants import voices_among
from incidents.reconciliation.counting import is_accepted
from incidents.reconciliation.types import Claim


def hear_bodies(claims: Sequence[Claim]) -> Sequence[Claim]:
    """The claims, those of the police with one voice, and those of unnamed officials with another."""
    voices = voices_among(claim.origin for claim in claims if is_accepted(claim))
    if not voices:
        return claims
    return [replace(claim, voice=voices[claim.origin]) if claim.origin in voices else claim for claim in claims]
