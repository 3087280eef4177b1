"""Whose losses: what the people of a victim phrase were, and whose people."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from spacy.tokens import Token

from incidents.extraction.actors import ActorMention, canonical_actor, mentions_beside
from incidents.extraction.people.groups import VictimGroup, char_span
from incidents.extraction.people.noun_phrases import noun_after
from incidents.extraction.people.persons import PersonMention
from incidents.extraction.people.quantities import SINGLE
from incidents.extraction.people.words import (
    is_person_noun,
    person_nouns,
    sex_of,
    titles,
)
from incidents.extraction.rules import load_rules, rule_words
from incidents.extraction.types import Person, Victims
from incidents.vocabulary import ActorKind, Group, Hedge, Status

GROUP_KINDS = {ActorKind.REBEL_GROUP, ActorKind.POLITICAL_MILITIA, ActorKind.IDENTITY_MILITIA}
MEMBERS = {"member", "soldier", "fighter", "man", "officer", "troop", "militant", "guard", "commander", "leader"}
UNKNOWN = {"unknown", "unspecified", "undisclosed", "undetermined", "unconfirmed"}


def may_be_displaced(group: VictimGroup) -> bool:
    """Whether people who fled left their homes, and did not run from the law or from a fight."""
    words = {group.noun.lemma_.lower(), group.noun.lower_}
    return not words & (person_nouns()["combatants"] | rule_words("victims", "runaways", "nouns"))


def describe_victims(
    group: VictimGroup, text: str, actors: Sequence[ActorMention], country: str | None, places: Collection[int] = ()
) -> Victims:
    """Status, armed actor, sub-group and names of a group of victims."""
    doc = group.head.doc
    start, end = char_span(group)
    raw = text[start:end]
    status = _status(group)
    mention = _actor_in(group, actors)
    whose = _force_of(group, actors) if status is not Status.CIVILIAN else None
    if whose is not None and (mention is None or group.noun.lemma_.lower() in MEMBERS):
        status, mention = Status.COMBATANT, whose
    if (
        status is Status.UNKNOWN
        and mention is None
        and (apposed := _read_apposition(group, text, actors, country)) is not None
    ):
        status, apposed_actor = apposed
        return Victims(raw, apposed_actor, status, None, *_singled_out(group, text, places))
    if status is Status.UNKNOWN and mention is not None and _stands_for_members(group):
        status = Status.COMBATANT
    actor: str | None = None
    if status is Status.COMBATANT:
        actor = mention.name if mention is not None else _resolved_actor(raw, country)
        actor = actor or _only_group(group, actors)
    sub_group = _sub_group(group, doc[group.start : group.end].text.lower())
    return Victims(raw, actor, status, sub_group, *_singled_out(group, text, places))


def _force_of(group: VictimGroup, actors: Sequence[ActorMention]) -> ActorMention | None:
    """The force that people are of: "six soldiers of the Frontier Corps", "17 members of the Syrian army"."""
    doc = group.head.doc
    after = group.end
    if after >= len(doc) or doc[after].lower_ not in {"of", "from"} or group.noun.lemma_.lower() not in MEMBERS:
        return None
    force = noun_after(after + 1, doc)
    if force is None:
        return None
    start, end = doc[after].idx, force.idx + len(force.text)
    inside = [actor for actor in actors if actor.span[0] > start and actor.span[0] < end]
    return max(inside, key=lambda actor: actor.span[1] - actor.span[0], default=None)


def _read_apposition(
    group: VictimGroup, text: str, actors: Sequence[ActorMention], country: str | None
) -> tuple[Status, str | None] | None:
    """What the words after a name make of a person ("Abdi Nur, a senior al-Shabaab commander, was killed")."""
    doc = group.head.doc
    if group.head.pos_ != "PROPN" or group.end + 2 >= len(doc) or doc[group.end].text != ",":
        return None
    if doc[group.end + 1].lower_ not in {"a", "an", "the"}:
        return None
    noun = noun_after(group.end + 1, doc)
    if noun is None or noun.i <= group.end + 1 or not is_person_noun(noun):
        return None
    described = describe_victims(
        VictimGroup(noun, noun, group.end + 1, noun.i + 1, SINGLE, "apposition"), text, actors, country
    )
    return described.status, described.actor


def _only_group(group: VictimGroup, actors: Sequence[ActorMention]) -> str | None:
    """Whose "the group's commander" is, where the text tells of one armed group only."""
    words = [token.lower_ for token in group.head.doc[group.start : group.end]]
    if "group" not in words[:-1] or "'s" not in words:
        return None
    names = {actor.name for actor in actors if actor.kind in GROUP_KINDS}
    return names.pop() if len(names) == 1 else None


def _resolved_actor(phrase: str, country: str | None) -> str | None:
    resolved = canonical_actor(phrase, country)
    return resolved.name if resolved is not None else None


def _status(group: VictimGroup) -> Status:
    nouns = person_nouns()
    words = {group.noun.lemma_.lower(), group.noun.lower_, group.head.lemma_.lower()}
    if group.noun.lower_ == "civilian" or any(token.lower_ in {"civilian", "civilians"} for token in group.head.lefts):
        return Status.CIVILIAN
    if words & nouns["combatants"]:
        return Status.COMBATANT
    if words & nouns["civilians"]:
        return Status.CIVILIAN
    modifiers = {token.lemma_.lower() for token in group.head.doc[group.start : group.end] if token.i < group.noun.i}
    if modifiers & nouns["combatants"] and not words & ({"family", "victim"} | rule_words("victims", "kin", "nouns")):
        return Status.COMBATANT
    if group.head.doc[group.start : group.end].text.lower().find("civilian") >= 0:
        return Status.CIVILIAN
    return Status.UNKNOWN


def _stands_for_members(group: VictimGroup) -> bool:
    """Whether an armed actor's name in the phrase makes the people its members ("six Taliban", "a Taliban leader"); it
    makes none of "the son of a Taliban commander"."""
    others = {"hostage", "prisoner", "captive", "victim", "detainee", "family"} | rule_words("victims", "kin", "nouns")
    return group.noun.lemma_.lower() not in others


def _actor_in(group: VictimGroup, actors: Sequence[ActorMention]) -> ActorMention | None:
    beside = mentions_beside(actors, char_span(group))
    return max(beside, key=lambda actor: actor.span[1] - actor.span[0], default=None)


def _sub_group(group: VictimGroup, phrase: str) -> Group | None:
    rules = load_rules("victims")
    for name, phrases in rules["group_phrases"].items():
        if any(f" {listed} " in f" {phrase} " for listed in phrases):
            return Group(name)
    words = {group.noun.lemma_.lower(), group.noun.lower_}
    for name, listed_nouns in rules["groups"].items():
        if words & set(listed_nouns):
            return Group(name)
    return None


def _singled_out(group: VictimGroup, text: str, places: Collection[int]) -> tuple[tuple[str, ...], tuple[Person, ...]]:
    """The names of a phrase, and what it tells of each person whom it names or gives an age."""
    doc = group.head.doc
    if group.people:
        people = tuple(_person(told, text) for told in group.people)
        return tuple(person.name for person in people if person.name), people
    name = _name(group, places)
    if name is None:
        return (), ()
    start, end = char_span(group)
    words = doc[group.start : group.end]
    person = Person(doc[slice(*name)].text, None, sex_of(group.noun, *words), "", text[start:end], (start, end))
    return (person.name,), (person,)


def _person(told: PersonMention, text: str) -> Person:
    """One of a row of people, as values."""
    doc = told.head.doc
    words = doc[told.start : told.end]
    start, end = words.start_char, words.end_char
    name = doc[slice(*told.name)].text if told.name else ""
    return Person(name, told.age, sex_of(told.noun, *words), told.kin, text[start:end], (start, end))


def _name(group: VictimGroup, places: Collection[int]) -> tuple[int, int] | None:
    """The tokens of the personal name in a single victim's phrase, with its title ("Mullah Wali")."""
    if group.quantity.best != 1 or group.quantity.hedge is not Hedge.NAMED:
        return None
    doc = group.head.doc
    run: list[Token] = []
    runs: list[list[Token]] = []
    for token in doc[group.start : group.end]:
        is_titled = token.lower_ in titles() and token.text[:1].isupper()
        if is_titled:
            runs.append(run)
            run = [token]
        elif token.pos_ == "PROPN" and token.text[:1].isupper():
            run.append(token)
        elif not (run and token.lower_ in titles("particles")):
            runs.append(run)
            run = []
        else:
            run.append(token)
    runs.append(run)
    for candidate in reversed(runs):
        while candidate and ((candidate[0].i in places and len(candidate) > 1) or not candidate[-1].text[:1].isalnum()):
            candidate = candidate[1:] if candidate[0].i in places else candidate[:-1]
        if candidate and _is_personal(candidate) and not _tells_whose(candidate[-1]):
            return candidate[0].i, candidate[-1].i + 1
    return None


def _tells_whose(last: Token) -> bool:
    """Whether a name stands before what it tells of: "Reed's cousin", "a Herndon man", "the Smith family"."""
    doc = last.doc
    if last.i + 1 == len(doc):
        return False
    after = doc[last.i + 1]
    return after.tag_ == "POS" or (after.pos_ == "NOUN" and after.text.islower() and is_person_noun(after))


def _is_personal(run: Sequence[Token]) -> bool:
    if run[0].lower_ in titles():
        return len(run) > 1
    return any(token.ent_type_ == "PERSON" for token in run)
