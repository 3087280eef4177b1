"""What happened: ACLED event type and sub-type, weapons, and the sides of the actors.

Types come from the words of rules/event_types.toml, the first sentences counting most; sides from who
is the subject and who the object of the violence (methodology.md, section 7).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from spacy.tokens import Doc, Token

from incidents.extraction.actors import ActorMention
from incidents.extraction.dates import incident_date
from incidents.extraction.incident_place import incident_place
from incidents.extraction.parsed import lower_text, text_of
from incidents.extraction.places import PlaceMention
from incidents.extraction.rules import RuleFileError, check_tables, load_rules
from incidents.extraction.sentences import sentence_number, sentence_spans
from incidents.extraction.types import ExtractedActor, ExtractedClaim, ExtractedEvent, Span
from incidents.vocabulary import SUB_EVENT_TYPES, ActorKind, EventType, Measure, Scope, Side, Status, SubEventType

ASIDE_SHARE = 0.15
CLAIM_SHARE = 1.6
"""How much more a sentence counts that gives this incident's dead or wounded."""

TOLD_ENOUGH = 0.5
"""How much must speak for an actor's having acted before it is side A."""
BEGAN = 3.0
"""How much more it counts for having acted that the first sentences call it an actor's assault."""
ANSWERS = ("answer", "respond", "retaliate", "return")
FOUGHT_BACK = 0.1
"""An answer to violence makes its actor the other side where nobody else suffered it more."""
BEATEN = 4.0
"""The most that having suffered speaks against having acted: who attacks may well lose the most people."""
CLAIMED, DENIED = 6.0, 1.0
"""How much a group's own claim of the deed, and its denial, speak for its being the one that did or is said to have."""
MEANS = "air-strike-is-the-means"

Scores = defaultdict[SubEventType, float]
EVENT_TYPE_OF = {sub: event_type for event_type, subs in SUB_EVENT_TYPES.items() for sub in subs}
CIVILIANS = "Civilians"
UNNAMED = ("Unidentified militants", "Unidentified gunmen", "Criminal gang", "Unidentified militia")


@dataclass(frozen=True, slots=True)
class TypeRule:
    """Words that speak for a sub-event type, and how much a sentence with them counts."""

    name: str
    sub_event_type: SubEventType
    weight: float
    pattern: re.Pattern[str]


# The rules


@cache
def _tables() -> dict[str, Any]:
    tables = load_rules("event_types")
    check_tables("event_types", tables, {"rule", "context", "weapons", "sides"})
    return tables


@cache
def type_rules() -> tuple[TypeRule, ...]:
    """The rules of event_types.toml. Raises RuleFileError for an unknown key or sub-event type."""
    return tuple(_type_rule(row) for row in _tables()["rule"])


def _type_rule(row: dict[str, Any]) -> TypeRule:
    if unknown := sorted(set(row) - {"id", "sub_event_type", "weight", "patterns"}):
        raise RuleFileError(f"rules/event_types.toml: unknown key {', '.join(unknown)}")
    try:
        sub_event_type = SubEventType(row["sub_event_type"])
    except ValueError as error:
        raise RuleFileError(f"rules/event_types.toml: unknown sub-event type {row['sub_event_type']}") from error
    return TypeRule(row["id"], sub_event_type, float(row["weight"]), _any_of(row["patterns"]))


def _any_of(patterns: Sequence[str]) -> re.Pattern[str]:
    """A pattern for texts in lower case, which are searched twice as fast as others without regard to case."""
    lower = re.sub(r"(?<!\\)[A-Z]", lambda letter: letter.group().lower(), "|".join(patterns))
    return re.compile(rf"(?<![\w-])(?:{lower})(?!\w)")


@cache
def _aside() -> re.Pattern[str]:
    return _any_of(_tables()["context"]["aside"])


@cache
def _elsewhen() -> re.Pattern[str]:
    return _any_of(_tables()["context"]["elsewhen"])


@cache
def _weapons() -> dict[str, re.Pattern[str]]:
    return {name: _any_of(patterns) for name, patterns in _tables()["weapons"].items()}


@cache
def _lemmas(table: str) -> frozenset[str]:
    return frozenset(_tables()["sides"][table])


@cache
def _civilian_words() -> re.Pattern[str]:
    return _any_of(_tables()["sides"]["civilians"])


# The event


def find_event(
    doc: Doc,
    *,
    published: date | None,
    places: Sequence[PlaceMention],
    actors: Sequence[ActorMention],
    claims: Sequence[ExtractedClaim] = (),
) -> ExtractedEvent:
    """Date, place, type, actors with their sides, and weapons of the incident that the text is about."""
    sub_event_type, rules = event_type(doc, actors, claims)
    when = incident_date(doc, published, claims)
    where = incident_place(doc, places, claims)
    found = [found.rule for found in (when, where) if found]
    return ExtractedEvent(
        date=when,
        place=where,
        event_type=EVENT_TYPE_OF[sub_event_type] if sub_event_type else None,
        sub_event_type=sub_event_type,
        actors=actors_with_sides(doc, actors, claims, sub_event_type),
        weapons=weapons(doc),
        rules=(*found, *(f"type:{rule}" for rule in rules)),
    )


def event_type(
    doc: Doc, actors: Sequence[ActorMention], claims: Sequence[ExtractedClaim] = ()
) -> tuple[SubEventType | None, tuple[str, ...]]:
    """The sub-event type that the words speak for most, and the rules that say so; None where nothing does."""
    scores: Scores = defaultdict(float)
    rules: dict[SubEventType, list[str]] = defaultdict(list)
    for sentence in _sentences(doc, claims):
        best = _best_rules(sentence)
        for sub_event_type, (rule, share) in best.items():
            scores[sub_event_type] += rule.weight * share * _company(sub_event_type, set(best))
            rules[sub_event_type].append(rule.name)
    _weigh_victims(scores, actors, claims)
    _weigh_outcome(scores, claims)
    if max(scores.values(), default=0.0) < 0.5:
        return _by_the_figures(doc, claims)
    chosen = max(scores, key=lambda sub: (scores[sub], -list(SubEventType).index(sub)))
    if chosen is SubEventType.LOOTING and (by_figures := _by_the_figures(doc, claims))[0]:
        return by_figures
    if chosen is SubEventType.ATTACK and _hits_fighters_only(doc, claims):
        return SubEventType.ARMED_CLASH, (*dict.fromkeys(rules[chosen]), "fighters-only")
    if chosen is SubEventType.ARMED_CLASH and _is_one_sided(doc, actors, claims):
        return SubEventType.ATTACK, (*dict.fromkeys(rules[chosen]), "one-sided")
    return chosen, tuple(dict.fromkeys(rules[chosen]))


def _is_one_sided(doc: Doc, actors: Sequence[ActorMention], claims: Sequence[ExtractedClaim]) -> bool:
    """Whether a text of killing names one armed party, no fallen fighters and no fight: an ambush of civilians."""
    here = [claim for claim in claims if claim.scope is not Scope.LARGER and not claim.denies]
    killed = any(claim.measure is Measure.KILLED for claim in here)
    fighters = any(claim.victims.status is Status.COMBATANT for claim in here)
    civilians = _civilian_words().search(lower_text(doc))
    return bool(killed and civilians and not fighters and len(_armed(actors)) == 1 and not _FIGHT.search(text_of(doc)))


_FIGHT = re.compile(
    r"\b(?:clash\w*|fight\w*|fought|battl\w*|crossfire|exchang\w*|skirmish\w*|gunfight|between|fired back)\b", re.I
)


def _hits_fighters_only(doc: Doc, claims: Sequence[ExtractedClaim]) -> bool:
    """Whether all who came to harm were soldiers, police or fighters on duty: who attacks these fights a battle."""
    harmed = [claim for claim in _told_here(claims) if claim.measure in (Measure.KILLED, Measure.INJURED)]
    on_duty = not _OFF_DUTY.search(lower_text(doc))
    return bool(harmed) and on_duty and all(claim.victims.status is Status.COMBATANT for claim in harmed)


_OFF_DUTY = re.compile(r"\b(?:off[ -]duty|retired|former|ex-\w+|prisoners? of war|captured|captive)\b")


def _told_here(claims: Sequence[ExtractedClaim]) -> list[ExtractedClaim]:
    return [claim for claim in claims if claim.scope is not Scope.LARGER and not claim.denies]


def _by_the_figures(doc: Doc, claims: Sequence[ExtractedClaim]) -> tuple[SubEventType | None, tuple[str, ...]]:
    """Where no words tell what it was: by who came to harm and how, and by the weapon, where one is named."""
    here = _told_here(claims)
    measures = {claim.measure for claim in here}
    killed = [claim for claim in here if claim.measure is Measure.KILLED]
    if killed:
        if means := _means_of_killing(doc, killed):
            return means, ("killed-by-weapon",)
        fighters = all(claim.victims.status is Status.COMBATANT for claim in killed)
        return (SubEventType.ARMED_CLASH if fighters else SubEventType.ATTACK), ("killed-only",)
    if Measure.ABDUCTED in measures:
        return SubEventType.ABDUCTION, ("abducted-only",)
    if Measure.DETAINED in measures:
        return SubEventType.ARRESTS, ("detained-only",)
    return None, ()


def _means_of_killing(doc: Doc, killed: Sequence[ExtractedClaim]) -> SubEventType | None:
    """What the first weapon makes of it that stands in a sentence with a figure of the killed."""
    text = lower_text(doc)
    for start, end in sentence_spans(doc):
        if not _holds((start, end), killed):
            continue
        named = {name: found.start() for name in _BY_WEAPON if (found := _weapons()[name].search(text[start:end]))}
        if named:
            return _BY_WEAPON[min(named, key=lambda name: named[name])]
    return None


_BY_WEAPON = {
    "airstrike": SubEventType.AIR_DRONE_STRIKE,
    "drone": SubEventType.AIR_DRONE_STRIKE,
    "helicopter": SubEventType.AIR_DRONE_STRIKE,
    "artillery": SubEventType.SHELLING,
    "mortar": SubEventType.SHELLING,
    "rocket": SubEventType.SHELLING,
    "missile": SubEventType.SHELLING,
    "suicide vest": SubEventType.SUICIDE_BOMB,
    "car bomb": SubEventType.REMOTE_EXPLOSIVE,
    "roadside bomb": SubEventType.REMOTE_EXPLOSIVE,
    "land mine": SubEventType.REMOTE_EXPLOSIVE,
    "bomb": SubEventType.REMOTE_EXPLOSIVE,
    "grenade": SubEventType.GRENADE,
    "chemical weapon": SubEventType.CHEMICAL_WEAPON,
}


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence of the body: how much it counts, and whether the dead are told in it or in the next."""

    words: str
    share: float
    counted: bool
    deadly: bool


def _sentences(doc: Doc, claims: Sequence[ExtractedClaim]) -> Iterator[_Sentence]:
    """The sentences, the first counting most, with more where casualties are told and less of other times."""
    spans = [span for span in sentence_spans(doc) if span[1] - span[0] > 25] or sentence_spans(doc)
    text = lower_text(doc)
    counted = [_holds(span, claims) for span in spans]
    deadly = [_holds(span, [claim for claim in claims if claim.measure is Measure.KILLED]) for span in spans]
    for number, (start, end) in enumerate(spans):
        words = " ".join(text[start:end].split())
        share = (1.0 + 1.5 / (1 + number)) * (CLAIM_SHARE if counted[number] else 1.0)
        elsewhen = bool(_elsewhen().search(words))
        if elsewhen:
            share *= 0.4 if counted[number] else ASIDE_SHARE
        yield _Sentence(words, share, counted[number], not elsewhen and any(deadly[number : number + 2]))


def _holds(span: Span, claims: Sequence[ExtractedClaim]) -> bool:
    return any(span[0] <= claim.span[0] < span[1] and claim.scope is not Scope.LARGER for claim in claims)


def _best_rules(sentence: _Sentence) -> dict[SubEventType, tuple[TypeRule, float]]:
    """For each sub-event type the rule that says most, with the share that the sentence gives it.

    What stands after "responsible for" and the like is an aside and hardly counts.
    """
    aside = _aside().search(sentence.words)
    best: dict[SubEventType, tuple[TypeRule, float]] = {}
    for rule in type_rules():
        found = rule.pattern.search(sentence.words)
        if not found:
            continue
        share = sentence.share * (ASIDE_SHARE if aside and aside.start() < found.start() else 1.0)
        if rule.name == MEANS and sentence.deadly:
            share *= 3
        held = best.get(rule.sub_event_type)
        if held is None or rule.weight * share > held[0].weight * held[1]:
            best[rule.sub_event_type] = rule, share
    return best


_EXPLOSIVE = {
    SubEventType.AIR_DRONE_STRIKE,
    SubEventType.SHELLING,
    SubEventType.REMOTE_EXPLOSIVE,
    SubEventType.GRENADE,
    SubEventType.SUICIDE_BOMB,
}
_NOT_DEADLY = (
    SubEventType.ARRESTS,
    SubEventType.DISRUPTED_WEAPONS_USE,
    SubEventType.LOOTING,
    SubEventType.AGREEMENT,
)
_TELLING = _EXPLOSIVE | {SubEventType.MOB_VIOLENCE, SubEventType.ABDUCTION}
_OF_CROWDS = {SubEventType.PEACEFUL_PROTEST, SubEventType.PROTEST_WITH_INTERVENTION, SubEventType.VIOLENT_DEMONSTRATION}
_GENERAL = {SubEventType.ARMED_CLASH, SubEventType.ATTACK}


def _company(sub_event_type: SubEventType, others: set[SubEventType]) -> float:
    """How much a word counts beside others in its sentence: a weapon tells more than "attack" or "killed"."""
    if sub_event_type in _GENERAL and SubEventType.SUICIDE_BOMB in others:
        return 0.5
    if sub_event_type is SubEventType.ARMED_CLASH and others & _OF_CROWDS:
        return 0.5
    if sub_event_type in _EXPLOSIVE and SubEventType.DISRUPTED_WEAPONS_USE in others:
        return 0.5
    if sub_event_type is SubEventType.REMOTE_EXPLOSIVE and others & (_EXPLOSIVE - {sub_event_type}):
        return 0.3
    if sub_event_type is SubEventType.ATTACK and others & _TELLING:
        return 0.5
    return 1.0


def _armed(actors: Sequence[ActorMention]) -> set[str]:
    """The armed actors of a text; bands without a name count as one, for "gunmen" may be "a gang"."""
    return {"" if mention.name in UNNAMED else mention.name for mention in actors}


def _weigh_victims(scores: Scores, actors: Sequence[ActorMention], claims: Sequence[ExtractedClaim]) -> None:
    """Civilians hurt speak for an attack on civilians, combatants hurt for a battle."""
    harmed = [claim for claim in claims if claim.scope is not Scope.LARGER and not claim.denies]
    statuses = Counter(claim.victims.status for claim in harmed)
    armed = _armed(actors)
    if statuses[Status.CIVILIAN] > statuses[Status.COMBATANT]:
        scores[SubEventType.ATTACK] *= 1.4
        scores[SubEventType.ARMED_CLASH] *= 0.7
    elif statuses[Status.COMBATANT] > statuses[Status.CIVILIAN]:
        scores[SubEventType.ARMED_CLASH] *= 1.3
        scores[SubEventType.ATTACK] *= 0.6
    elif len(armed) < 2:
        scores[SubEventType.ARMED_CLASH] *= 0.6


def _weigh_outcome(scores: Scores, claims: Sequence[ExtractedClaim]) -> None:
    """Arrests, finds, looting and protests are what the event was only where nobody died in it."""
    deadly = any(
        claim.measure in (Measure.KILLED, Measure.CASUALTIES) and not claim.denies and claim.scope is not Scope.LARGER
        for claim in claims
    )
    if deadly:
        for sub in _NOT_DEADLY:
            scores[sub] *= 0.3
    elif any(claim.measure is Measure.ABDUCTED for claim in _told_here(claims)):
        scores[SubEventType.ABDUCTION] = 1.5 * scores[SubEventType.ABDUCTION] + 2.0
    elif any(claim.measure is Measure.DETAINED for claim in claims):
        scores[SubEventType.ARRESTS] *= 1.5
        if scores[SubEventType.PEACEFUL_PROTEST] > 0.5 * scores[SubEventType.ARRESTS]:
            scores[SubEventType.PROTEST_WITH_INTERVENTION] += scores.pop(SubEventType.ARRESTS)


def weapons(doc: Doc) -> tuple[str, ...]:
    """The weapons that the text tells of using, in plain words, in order of first mention."""
    first: dict[str, int] = {}
    text = lower_text(doc)
    for start, end in sentence_spans(doc):
        sentence = text[start:end]
        aside = _aside().search(sentence)
        told = sentence[: aside.start()] if aside else sentence
        for name, pattern in _weapons().items():
            if name not in first and (found := pattern.search(told)):
                first[name] = start + found.start()
    if "bomb" in first and {"roadside bomb", "car bomb", "suicide vest"} & set(first):
        del first["bomb"]
    return tuple(sorted(first, key=lambda name: first[name]))


# Sides


def actors_with_sides(
    doc: Doc,
    mentions: Sequence[ActorMention],
    claims: Sequence[ExtractedClaim] = (),
    sub_event_type: SubEventType | None = None,
) -> tuple[ExtractedActor, ...]:
    """Every actor once: side A who acted, side B who was acted upon or fought back, else OTHER."""
    roles = _roles(doc, mentions, claims)
    firsts: dict[str, ActorMention] = {}
    for mention in mentions:
        firsts.setdefault(mention.name, mention)
    attacker = _attacker(roles, firsts, sub_event_type)
    civilians = _civilians_hurt(doc, claims, sub_event_type)
    target = _target(roles, firsts, attacker, only_hurt=civilians is not None)
    civilians = civilians if target is None else None
    found = [
        ExtractedActor(name, _side(name, firsts, attacker, target, roles), mention.kind, mention.span)
        for name, mention in firsts.items()
        if not _is_leftover(name, firsts, roles)
    ]
    if civilians:
        found.append(ExtractedActor(CIVILIANS, Side.B, ActorKind.CIVILIANS, civilians))
    return tuple(sorted(found, key=lambda actor: (list(Side).index(actor.side), actor.span)))


@dataclass(slots=True)
class _Role:
    """How much speaks for an actor's having acted, and for its having been acted upon."""

    acted: float = 0.0
    suffered: float = 0.0


def _roles(doc: Doc, mentions: Sequence[ActorMention], claims: Sequence[ExtractedClaim]) -> dict[str, _Role]:
    roles: dict[str, _Role] = defaultdict(_Role)
    text, spans = text_of(doc), sentence_spans(doc)
    counted: set[tuple[str, int, str | None]] = set()
    deadly = any(claim.measure is Measure.KILLED and not claim.denies for claim in claims)
    for mention in mentions:
        number = sentence_number(spans, mention.span)
        said = _own_word(text, mention.span)
        if said is not None:
            roles[mention.name].acted += said
            continue
        share = 1.0 + 2.0 / (1 + number)
        words = lower_text(doc)[slice(*spans[number])]
        if _aside().search(words) or _elsewhen().search(words):
            share *= 0.2
        part = _part(doc, mention.span)
        if part == "acted" and deadly and _responded(doc, mention.span):
            share *= 0.1
            roles[mention.name].suffered += FOUGHT_BACK * (_governor(doc, mention.span) in ANSWERS)
        if (mention.name, number, part) in counted:
            continue
        counted.add((mention.name, number, part))
        if part == "acted":
            roles[mention.name].acted += share + BEGAN * (number < 2 and _began(doc, mention.span))
        elif part == "suffered":
            roles[mention.name].suffered += share
        elif part == "both":
            roles[mention.name].acted += share / 2
            roles[mention.name].suffered += share / 2
    for claim in claims:
        if claim.victims.actor and claim.scope is not Scope.LARGER and not claim.denies:
            roles[claim.victims.actor].suffered += 1.0
    return roles


def _own_word(text: str, span: Span) -> float | None:
    """How much a mention's acting is told by who says so: claimed counts most, denied makes it the accused one."""
    following = text[span[1] : span[1] + 160].replace("\n", " ")
    before = text[max(0, span[0] - 90) : span[0]].replace("\n", " ")
    if _saying("claiming").match(following) or _saying("claimed_by").search(before):
        return CLAIMED
    return DENIED if _saying("denying").match(following) else None


@cache
def _saying(table: str) -> re.Pattern[str]:
    words = "|".join(_tables()["sides"][table])
    if table == "claimed_by":
        return re.compile(rf"\b(?:{words})[ ]*$", re.I)
    who = r"(?: \([^)]{1,30}\)|\))?(?:,? [\w'’-]+){0,4}?,?(?: on \w+)?"
    return re.compile(rf"(?:['’]s)?{who} (?:{words})", re.I)


_SPEAKING = re.compile(
    r"(?:and (?:\w+ )?)?(?:(?:officials?|sources?|officers?|spokes\w+|chief|authorities|witnesses) )*"
    r"(?:said|say|told|reported|confirmed|announced)\b"
)
"""What follows an actor that only tells of it ("police and medical sources said")."""


def _part(doc: Doc, span: Span) -> str | None:
    """The part that the grammar gives to an actor: "acted", "suffered", "both" or None."""
    found = doc.char_span(*span, alignment_mode="expand")
    if found is None:
        return None
    token = found.root
    speaks = token.dep_ == "nsubj" and token.head.lemma_.lower() in _lemmas("telling")
    if not speaks and _SPEAKING.match(doc[found.end : found.end + 8].text):
        return None
    if token.lemma_.lower() in _lemmas("deeds") and len(found) > 1:
        return "acted"
    for _ in range(5):
        if _belongs_to_people(token):
            token = token.head.head
            continue
        if token.dep_ in _WITHIN_NAME and token.head.lemma_.lower() in _lemmas("deeds"):
            return "acted"
        if token.dep_ not in (*_WITHIN_NAME, "conj", "appos"):
            break
        token = token.head
    return _part_in_clause(token)


def _began(doc: Doc, span: Span) -> bool:
    """Whether an assault is an actor's own ("assault by rebels", "fighters of the group launched an offensive").

    Not where it answers one ("the army struck back").
    """
    found = doc.char_span(*span, alignment_mode="expand")
    if found is None:
        return False
    root = found.root
    while root.dep_ in _WITHIN_NAME or _belongs_to_people(root):
        root = root.head if root.dep_ in _WITHIN_NAME else root.head.head
    by = root.dep_ == "pobj" and root.head.lower_ == "by"
    if not by and root.dep_ != "nsubj":
        return False
    return _is_onset(root.head.head if by else root.head)


def _is_onset(governor: Token) -> bool:
    """Whether a word opens the violence, by itself ("stormed") or with its object ("launched an offensive")."""
    if any(child.lower_ == "back" for child in governor.children):
        return False
    onsets = _lemmas("onsets")
    if governor.lemma_.lower() in onsets:
        return True
    opens = governor.lemma_.lower() in _lemmas("openings")
    return opens and any(child.dep_ == "dobj" and child.lemma_.lower() in onsets for child in governor.children)


def _responded(doc: Doc, span: Span) -> bool:
    """Whether what an actor did came after the violence ("police detained four suspects")."""
    return _governor(doc, span) in _lemmas("responses")


def _governor(doc: Doc, span: Span) -> str:
    """The lemma of the word on which an actor depends."""
    found = doc.char_span(*span, alignment_mode="expand")
    return found.root.head.lemma_.lower() if found is not None else ""


def _belongs_to_people(token: Token) -> bool:
    """Whether it names whose people are meant ("fighters of the group", "the forces of")."""
    return (
        token.dep_ == "pobj"
        and token.head.lower_ in ("of", "from")
        and token.head.head.lemma_.lower() in _lemmas("people_of")
    )


_WITHIN_NAME = ("compound", "amod", "nmod", "poss")


def _part_in_clause(token: Token) -> str | None:
    head = token.head
    if head.lemma_.lower() in _lemmas("blaming"):
        return "acted" if token.dep_ in ("dobj", "obj", "nsubjpass") else None
    if token.dep_ == "nsubj":
        if head.lemma_.lower() in _lemmas("suffering"):
            return "suffered"
        return "acted" if head.lemma_.lower() in _lemmas("verbs") or _has_violent_complement(head) else None
    if token.dep_ in ("nsubjpass", "dobj", "obj"):
        return "suffered" if head.lemma_.lower() in _lemmas("verbs") else None
    if token.dep_ == "pobj":
        return _part_after_preposition(head)
    return None


def _has_violent_complement(verb: Token) -> bool:
    """Whether the subject of a verb does violence in what depends on it ("said that it struck")."""
    told = [child for child in verb.children if child.dep_ == "ccomp" and child.lemma_.lower() in _lemmas("verbs")]
    if any(word.dep_ == "nsubj" and word.lower_ in ("it", "they") for clause in told for word in clause.children):
        return True
    if verb.lemma_.lower() in _lemmas("telling"):
        return False
    violent = _lemmas("verbs") | _lemmas("deeds")
    return any(child.dep_ in ("xcomp", "conj", "dobj") and child.lemma_.lower() in violent for child in verb.children)


def _part_after_preposition(preposition: Token) -> str | None:
    governor = preposition.head.lemma_.lower()
    if governor in _lemmas("impacts") and preposition.lower_ in ("at", "near", "outside", "in", "into", "inside", "by"):
        return "suffered" if preposition.head.pos_ == "VERB" else None
    if governor in _lemmas("blaming") and preposition.lower_ == "on":
        return "acted"
    violent = governor in _lemmas("verbs") | _lemmas("deeds") or governor in ("clash", "fighting", "battle", "clashes")
    if preposition.lower_ == "between":
        return "both"
    if not violent:
        return None
    if preposition.lower_ == "by":
        return "acted"
    return "suffered" if preposition.lower_ in ("on", "against", "at", "with", "upon", "targeting") else None


def _attacker(
    roles: dict[str, _Role], firsts: dict[str, ActorMention], sub_event_type: SubEventType | None
) -> str | None:
    """Who acted most; with nothing told, the only one who can have: from the air a state, else the only group."""
    acting = {name: role.acted - 0.3 * min(role.suffered, BEATEN) for name, role in roles.items() if name in firsts}
    acting = {name: points for name, points in acting.items() if roles[name].acted >= TOLD_ENOUGH}
    if acting:
        return max(acting, key=lambda name: acting[name])
    if sub_event_type is SubEventType.AIR_DRONE_STRIKE:
        able = [name for name, mention in firsts.items() if mention.is_state or _is_external(mention)]
        able = [name for name in able if _is_external(firsts[name])] or able
    else:
        able = [name for name, mention in firsts.items() if not mention.is_state and not _is_external(mention)]
    return able[0] if len(able) == 1 else None


def _is_external(mention: ActorMention) -> bool:
    return mention.kind is ActorKind.EXTERNAL_FORCES


def _target(
    roles: dict[str, _Role], firsts: dict[str, ActorMention], attacker: str | None, *, only_hurt: bool
) -> str | None:
    """Who suffered most of those who are not the attacker's own; else, unless `only_hurt`, who acted against it."""
    if attacker is None:
        return max((n for n in firsts if roles[n].suffered > 0), key=lambda n: roles[n].suffered, default=None)
    foes = [name for name in firsts if name != attacker and not _allied(firsts[attacker], firsts[name])]
    told = [name for name in foes if roles[name].suffered + roles[name].acted * (not only_hurt) > 0]
    return max(told, key=lambda name: roles[name].suffered + 0.5 * roles[name].acted, default=None)


def _allied(one: ActorMention, other: ActorMention) -> bool:
    """Whether two actors fight on one side: a state and the foreign forces that are there for it."""
    kinds = {one.kind, other.kind}
    if kinds == {ActorKind.STATE_FORCES, ActorKind.EXTERNAL_FORCES} or kinds == {ActorKind.EXTERNAL_FORCES}:
        return True
    return not one.is_state and not other.is_state and (one.name in UNNAMED or other.name in UNNAMED)


def _side(
    name: str,
    firsts: dict[str, ActorMention],
    attacker: str | None,
    target: str | None,
    roles: dict[str, _Role],
) -> Side:
    if name == attacker:
        return Side.A
    if name == target:
        return Side.B
    if attacker and target and roles[name].suffered > 0 and _fellow_victims(firsts, name, target, attacker):
        return Side.B
    taking_part = roles[name].acted + roles[name].suffered > 0
    for side, holder in ((Side.A, attacker), (Side.B, target)):
        if taking_part and holder and _allied(firsts[holder], firsts[name]):
            return side
    return Side.OTHER


def _fellow_victims(firsts: dict[str, ActorMention], name: str, target: str, attacker: str) -> bool:
    """Whether two groups of one country were both acted upon by a third."""
    one, other = firsts[name], firsts[target]
    together = not one.is_state and not other.is_state and one.country_code == other.country_code
    return together and not _allied(firsts[attacker], one)


def _is_leftover(name: str, firsts: dict[str, ActorMention], roles: dict[str, _Role]) -> bool:
    """An unnamed band that nothing is told of, beside a group that is named; a gang of no name beside a gang of one."""
    gangs = (mention.kind is ActorKind.POLITICAL_MILITIA and other not in UNNAMED for other, mention in firsts.items())
    if name == "Criminal gang" and any(gangs):
        return True
    named = any(not mention.is_state and other not in UNNAMED for other, mention in firsts.items() if other != name)
    return name in UNNAMED and named and roles[name].acted + roles[name].suffered == 0


def _civilians_hurt(doc: Doc, claims: Sequence[ExtractedClaim], sub_event_type: SubEventType | None) -> Span | None:
    """The words for civilians who were hurt, where no armed actor was the target."""
    for claim in claims:
        if claim.victims.status is Status.CIVILIAN and not claim.denies and claim.scope is not Scope.LARGER:
            return claim.span
    against = sub_event_type is not None and EVENT_TYPE_OF[sub_event_type] in (
        EventType.VIOLENCE_AGAINST_CIVILIANS,
        EventType.EXPLOSIONS,
    )
    found = _civilian_words().search(lower_text(doc)) if against else None
    return found.span() if found else None
