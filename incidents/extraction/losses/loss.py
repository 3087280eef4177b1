"""One statement of losses, and which of several statements of the same losses stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from incidents.extraction.people.quantities import QuantityMention
from incidents.vocabulary import Measure

# The rule of a death by one's own hand: of somebody beside those whom he or she killed.
OWN_HAND = "own-hand"

FATALLY_APART = "fatally-apart"


@dataclass(frozen=True, slots=True)
class Loss:
    """One statement of losses: its cue word, the first word of each victim phrase, and the rule that found it.

    - `victims` may be empty ("suffered casualties").
    - `toll` is set if the number stands by itself ("the toll rose to 31").
    - `nobody` marks a loss that the words themselves deny ("no casualties").
    - `population` is the noun of the people counted, if their number stands apart from it.
    - `people_counted` asks for people with a number ("lost 14 men").
    - `how_they_fare`: about some of the hurt whom the text has counted before ("four are in intensive care").
    """

    measure: Measure
    cue: Token
    victims: tuple[Token, ...]
    rule: str
    toll: QuantityMention | None = None
    counts_itself: bool = False
    unquantified: bool = False
    nobody: bool = False
    part: bool = False
    population: Token | None = None
    people_counted: bool = False
    how_they_fare: bool = False
    larger: bool = False


def without_weaker(losses: Sequence[Loss]) -> list[Loss]:
    """Drops "shot" beside "killed" and the like: a vaguer cue over the very same victims."""
    told = {(victim.i, loss.measure) for loss in losses if not loss.people_counted for victim in loss.victims}
    told_else = {
        (victim.i, loss.measure)
        for loss in losses
        if not loss.people_counted and loss.measure is not Measure.CASUALTIES
        for victim in loss.victims
    }
    kept: list[Loss] = []
    seen: set[tuple[Measure, tuple[int, ...]]] = set()
    for loss in losses:
        key = (loss.measure, tuple(victim.i for victim in loss.victims))
        vague = loss.measure is Measure.CASUALTIES and loss.victims
        if vague and any((victim.i, m) in told for victim in loss.victims for m in (Measure.KILLED, Measure.INJURED)):
            continue
        if loss.victims and key in seen:
            continue
        if loss.people_counted and any((v.i, m) in told_else for v in loss.victims for m in Measure):
            continue
        seen.add(key)
        kept.append(loss)
    return kept
