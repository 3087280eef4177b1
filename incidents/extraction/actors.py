"""Armed actors and state forces: found in a text, or resolved from a phrase, under canonical names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Doc

from incidents.extraction.types import Span
from incidents.vocabulary import ActorKind


@dataclass(frozen=True, slots=True)
class ActorMention:
    """An armed actor as named at one span of the text, under its canonical name."""

    name: str
    kind: ActorKind
    country_code: str | None
    span: Span
    is_state: bool
    unit: Literal["group", "person"]


def find_actors(doc: Doc, country_code: str | None) -> tuple[ActorMention, ...]:
    """Every mention of an armed actor, in order; `country_code` is the incident's country, ISO alpha-2."""
    return ()


def canonical_actor(phrase: str, country_code: str | None) -> ActorMention | None:
    """The armed actor that a phrase speaks of or for, given the incident's country; None for anybody else."""
    return None
