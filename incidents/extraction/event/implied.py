"""What the type of an event says of its sides where the words do not: who protests, who rioted, who was attacked.

ACLED fills these in (methodology.md, section 7): a protest has protesters, violence against civilians has civilians and
a doer, if an unknown one. Whatever stands here only because of the type is marked as implied, so that a person sees it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from spacy.tokens import Doc

from incidents.extraction.event.words import UNNAMED, tables
from incidents.extraction.parsed import lower_text
from incidents.extraction.rules import any_of
from incidents.extraction.types import ExtractedActor, ExtractedClaim, Span
from incidents.vocabulary import ActorKind, EventType, Measure, Scope, Side, Status, SubEventType

Actors = tuple[ExtractedActor, ...]

PROTESTERS, RIOTERS, RIVALS, CIVILIANS = "Protesters", "Rioters", "Rioters (rival group)", "Civilians"
UNKNOWN_GROUP, UNKNOWN_RIVALS = "Unidentified armed group", "Unidentified armed group (rivals)"
UNKNOWN_FORCES = "Unidentified military forces"

CROWDS = {ActorKind.PROTESTERS, ActorKind.RIOTERS}
FORCES = {ActorKind.STATE_FORCES, ActorKind.EXTERNAL_FORCES}
HARM = {Measure.KILLED, Measure.INJURED, Measure.CASUALTIES, Measure.ABDUCTED}


def with_implied_sides(
    found: Actors,
    event_type: EventType | None,
    sub_event_type: SubEventType | None,
    doc: Doc,
    claims: Sequence[ExtractedClaim],
    words: Span,
) -> Actors:
    """The actors with the sides that the type gives them, and those that it implies; `words` are those that tell it.

    Of a type that was guessed there is no sub-type.
    """
    if event_type is EventType.PROTESTS:
        return _at_protest(found, sub_event_type, words)
    if event_type is EventType.RIOTS:
        return _at_riot(found, sub_event_type, claims, words, _rivals(doc))
    if event_type is EventType.BATTLES:
        return (*found, *_unknown_foes(found, words, _rivals(doc)))
    if event_type is EventType.VIOLENCE_AGAINST_CIVILIANS:
        return (*found, *_unknown_doer(found, UNKNOWN_GROUP, words), *_civilians(found, claims, words))
    if event_type is EventType.EXPLOSIONS:
        doer = UNKNOWN_FORCES if sub_event_type is SubEventType.AIR_DRONE_STRIKE else UNKNOWN_GROUP
        hurt = _has(found, Side.B) or not _people_hurt(claims)
        civilians = () if hurt else _civilians(found, claims, words)
        return (*found, *_unknown_doer(found, doer, words), *civilians)
    return found


def _at_protest(found: Actors, sub_event_type: SubEventType | None, words: Span) -> Actors:
    """The protesters are side A, and forces that stepped in side B; armed groups are what the protest is about. Whoever
    used force against them did it, and they are whom it was done to."""
    if sub_event_type is SubEventType.EXCESSIVE_FORCE_AGAINST_PROTESTERS:
        doer = _who_used_force(found)
        others = (actor for actor in found if actor.kind not in CROWDS and actor.name != CIVILIANS)
        protesters = replace(_crowd(found, PROTESTERS, ActorKind.PROTESTERS, words), side=Side.B)
        return (*(replace(actor, side=Side.A) if actor is doer else actor for actor in others), protesters)
    stepped_in = sub_event_type is SubEventType.PROTEST_WITH_INTERVENTION
    rest = tuple(
        replace(actor, side=Side.B if actor.kind in FORCES and (stepped_in or _takes_part(actor)) else Side.OTHER)
        for actor in found
        if actor.kind not in CROWDS and actor.name != CIVILIANS
    )
    return (_crowd(found, PROTESTERS, ActorKind.PROTESTERS, words), *rest)


def _who_used_force(found: Actors) -> ExtractedActor | None:
    """Who did it to the protesters: who acted, else forces that took part."""
    acting = [actor for actor in found if actor.side is Side.A and actor.kind not in CROWDS]
    forces = [actor for actor in found if actor.kind in FORCES and _takes_part(actor)]
    return next(iter([*acting, *forces]), None)


@cache
def _rival_words() -> re.Pattern[str]:
    return any_of(tables()["sides"]["rivals"])


def _rivals(doc: Doc) -> Span | None:
    """The words for two crowds or bands that fought each other."""
    found = _rival_words().search(lower_text(doc))
    return found.span() if found else None


def _at_riot(
    found: Actors,
    sub_event_type: SubEventType | None,
    claims: Sequence[ExtractedClaim],
    words: Span,
    rivals: Span | None,
) -> Actors:
    """The rioters are side A, unless a named group did it, or forces in mob violence without a mob; side B are forces,
    rivals, or civilians who were hurt."""
    acting = [actor for actor in found if actor.side is Side.A and actor.kind not in CROWDS]
    doer = next((actor for actor in acting if _is_group(actor) and actor.name not in UNNAMED), None)
    alone = not rivals and not any(actor.kind in CROWDS for actor in found)
    if sub_event_type is SubEventType.MOB_VIOLENCE and alone and not doer and acting and acting[0].kind in FORCES:
        doer = acting[0]
    rest = tuple(replace(actor, side=_side_at_riot(actor, doer)) for actor in found if actor.kind not in CROWDS)
    crowd = () if doer else (_crowd(found, RIOTERS, ActorKind.RIOTERS, words),)
    if not _has(rest, Side.B) and rivals and crowd:
        return (*crowd, *rest, _implied(RIVALS, Side.B, ActorKind.RIOTERS, rivals))
    hurt = () if _has(rest, Side.B) or not _people_hurt(claims) else _civilians(found, claims, words)
    return (*crowd, *rest, *hurt)


def _side_at_riot(actor: ExtractedActor, doer: ExtractedActor | None) -> Side:
    if actor is doer:
        return Side.A
    if actor.name == CIVILIANS or (actor.kind in FORCES and _takes_part(actor)):
        return Side.B
    return Side.OTHER


def _crowd(found: Actors, name: str, kind: ActorKind, words: Span) -> ExtractedActor:
    """The crowd of a protest or a riot: as the text has it, else as the type implies."""
    told = [actor for actor in found if actor.kind in CROWDS]
    same = next((actor for actor in told if actor.kind is kind), None)
    span = (same or told[0]).span if told else words
    return ExtractedActor(name, Side.A, kind, span, implied=same is None)


def _unknown_foes(found: Actors, words: Span, rivals: Span | None) -> Iterator[ExtractedActor]:
    """In a battle of which only one side is told, who fought it; of two bands without a name, both."""
    sides = {actor.side for actor in found} & {Side.A, Side.B}
    if len(sides) == 1:
        yield _implied(UNKNOWN_GROUP, Side.B if Side.A in sides else Side.A, ActorKind.POLITICAL_MILITIA, words)
    elif rivals and not sides:
        yield _implied(UNKNOWN_GROUP, Side.A, ActorKind.POLITICAL_MILITIA, words)
        yield _implied(UNKNOWN_RIVALS, Side.B, ActorKind.POLITICAL_MILITIA, rivals)


def _unknown_doer(found: Actors, name: str, words: Span) -> Iterator[ExtractedActor]:
    kind = ActorKind.POLITICAL_MILITIA if name == UNKNOWN_GROUP else ActorKind.EXTERNAL_FORCES
    if not _has(found, Side.A):
        yield _implied(name, Side.A, kind, words)


def _civilians(found: Actors, claims: Sequence[ExtractedClaim], words: Span) -> Iterator[ExtractedActor]:
    """The civilians who were attacked, at the words for those who came to harm, where they are not among the actors."""
    if not any(actor.name == CIVILIANS for actor in found):
        hurt = next(_people_hurt_in(claims), None)
        yield _implied(CIVILIANS, Side.B, ActorKind.CIVILIANS, hurt.span if hurt else words)


def _people_hurt(claims: Sequence[ExtractedClaim]) -> bool:
    return next(_people_hurt_in(claims), None) is not None


def _people_hurt_in(claims: Sequence[ExtractedClaim]) -> Iterator[ExtractedClaim]:
    """The claims of people who came to harm here and are not said to have fought."""
    for claim in claims:
        harmed = claim.measure in HARM and claim.scope is not Scope.LARGER and not claim.denies
        if harmed and claim.victims.status is not Status.COMBATANT:
            yield claim


def _implied(name: str, side: Side, kind: ActorKind, span: Span) -> ExtractedActor:
    return ExtractedActor(name, side, kind, span, implied=True)


def _has(found: Actors, side: Side) -> bool:
    return any(actor.side is side for actor in found)


def _takes_part(actor: ExtractedActor) -> bool:
    return actor.side is not Side.OTHER


def _is_group(actor: ExtractedActor) -> bool:
    return actor.kind in (ActorKind.REBEL_GROUP, ActorKind.POLITICAL_MILITIA, ActorKind.IDENTITY_MILITIA)
