"""Who lived of those who were shot, where a report says how many were hit and who of them died.

"Shot", "stabbed" and "hit by gunfire" tell of casualties: killed and injured are not told apart (methodology.md,
section 1). A report that says of the same people who died tells them apart: "four people were shot, one fatally". The
others are then a claim of their own, with low confidence and a rule that says how it was come by.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from spacy.tokens import Doc

from incidents.extraction.claims.drafts import NEARBY_CLAIMS, ClaimNote, FoundClaims
from incidents.extraction.claims.report_totals import tally
from incidents.extraction.types import ExtractedClaim, Quantity
from incidents.vocabulary import Hedge, Measure, Scope, Status

HIT = re.compile(r":(?:shoot|shooting|stab|stabbing|machinegun|hit|strike)\b")
LIMB = re.compile(r":(?:shoot|hit|strike|stab|graze)-(?:in|on|by)-")
REST_CONFIDENCE = 0.6
ALIVE_CONFIDENCE = 0.5
# That those who were hit are alive, where the report tells of nobody's death: said of their wounds, or of them.
OUT_OF_DANGER = re.compile(
    r"life[ -]threatening|\b(?:expected|likely) to (?:survive|live|recover|make|"
    r"be (?:released|discharged|ok|okay|fine)\b)|"
    r"\bwill be (?:ok|okay|fine|all right)\b|"
    r"\b(?:all|both|they|but|and|he|she|who) survived\b|\b(?:is|are|was|were) (?:still )?alive\b"
)
IN_CARE = re.compile(
    r"\bin (?:an? )?(?:\w+ but )?(?:\w+ )?(?:stable|critical|serious|fair|good|guarded|grave) condition|"
    r"\bcritically\b|\bhospitali[sz]ed\b|\bin surgery\b|\brecovering\b|\btreated (?:and released|at|in|for)\b|"
    r"\b(?:still|remain|remains|remained) in (?:the |a )?hospital\b|\breleased from (?:[\w'.]+ ){0,4}hospitals?\b|"
    r"\b(?:his|her|their|victims?['’]s?) conditions?\b|\bconditions? of the\b|"
    r"\btheir (?:injuries|wounds)\b|\b(?:taken|rushed|transported|flown|airlifted|brought|sent|driven|admitted) "
    r"(?:[\w'.]+ ){0,8}(?:hospitals?|medical center)"
)
# How those who were hurt fare, or where they were hit: told of the people who were shot.
FARES = re.compile(r"condition|hospital|medical|treat|expect|surviv|surgery|-(?:in|on|by)-")
# "One of the victims later died": of those who were hurt.
OF_THE_HURT = re.compile(r"\bof (?:them|whom|the (?:\w+ )?(?:wounded|injured))\b")
OF_THE_VICTIMS = re.compile(r"\bof the (?:\w+ )?victims\b")
# "One of the four was pronounced dead", where four were hurt.
OF_THE_NUMBER = re.compile(r"\bof the (\w+)\b")
NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
LATE_DEATH = re.compile(
    r"\blater\b|\bsuccumbed\b|\bhospital\b|\bclinic\b|\b(?:wounds?|injuries|burns)\b|\bon arrival\b|\bon the way\b|"
    r"\bafterwards\b|\bin surgery\b|\bthe (?:other|others|rest|remaining)\b|\bsince died\b"
)
DIED = re.compile(r":verb:(?:die|succumb)\b|complement:dead\b")
ONE = re.compile(r"(?!The\b)(?:[Aa]n?\b|[Aa]nother\b|[A-Z])")
# "All four had gunshot wounds": told of the dead where there are as many, and of nobody who lives.
WOUNDED = re.compile(r"subject:(?:receive|suffer|sustain|have)-(?:wound|injury)$")
OF_EVERYBODY = re.compile(r"(?:all|both|each|they|the (?:\w+ )?(?:victims|bodies|family|couple))\b", re.IGNORECASE)
# "The other three victims": of those whose number was told before.
OF_THE_OTHERS = re.compile(r"the (?:other|remaining) \w+", re.IGNORECASE)
THE_REST = "survivors:the-rest"
ALL_ALIVE = "survivors:alive"
JOINED = re.compile(r"[,;]|\b(?:and|while)\b")
SUBORDINATE = re.compile(r"\b(?:when|after|as|where|in which|during)\b")

Noted = tuple[ExtractedClaim, ClaimNote]


def with_survivors(found: FoundClaims, doc: Doc, attackers: Collection[str] = ()) -> FoundClaims:
    """The claims, with one for those of the shot who lived, and without the dead among the wounded."""
    told = _without_those_who_died(list(zip(found.claims, found.notes, strict=True)), doc)
    hit = [k for k, (claim, note) in enumerate(told) if _tells_of_hit(claim) and note.noun not in attackers]
    if hit:
        told = _insert_after(told, dict(_survivors(told, hit, doc, attackers)))
    told = _with_details(_with_wounds_of_the_dead(told, doc.text, attackers))
    return replace(found, claims=tuple(claim for claim, _ in told), notes=tuple(note for _, note in told))


def _tells_of_hit(claim: ExtractedClaim) -> bool:
    counts = claim.measure is Measure.CASUALTIES and _is_whole(claim) and not claim.quantity.is_vague
    return counts and claim.quantity.best is not None and HIT.search(claim.rules[0]) is not None


def _is_whole(claim: ExtractedClaim) -> bool:
    return claim.scope is Scope.WHOLE and claim.part_of is None and not claim.denies


def _survivors(told: list[Noted], hit: list[int], doc: Doc, attackers: Collection[str]) -> Iterator[tuple[int, Noted]]:
    """Each figure of people hit that leaves people alive, and the claim that counts them."""
    text = doc.text
    others = {k for k in hit if _is_beside_the_dead(told, k, text)}
    among = [k for k in hit if k not in others]
    main = max(among, key=lambda k: (told[k][0].quantity.best or 0, -k), default=None)
    dead = _number(told, Measure.KILLED, told[main if main is not None else hit[0]][0], attackers)
    hurt = _number(told, Measure.INJURED, None, ())
    alive = dead == 0 and _are_alive(told, text[doc[told[hit[0]][1].sentence].idx :])
    if main is not None and (told[main][0].quantity.best or 0) > 1:
        count = (told[main][0].quantity.best or 0) - dead
        if (dead or alive) and count > hurt:
            yield main, _is_survivor(told[main], dead)
        return
    most_hurt = max((c.quantity.best or 0 for c, _ in told if c.measure is Measure.INJURED and _is_whole(c)), default=0)
    for k in sorted(others) if dead else hit if alive else ():
        claim = told[k][0]
        one_of_them = claim.quantity.best == 1 and most_hurt < 2 and ONE.match(claim.raw) is not None
        if (claim.quantity.best or 0) > hurt or one_of_them:
            yield k, _is_survivor(told[k], 0)


def _is_beside_the_dead(told: list[Noted], k: int, text: str) -> bool:
    """Whether the people hit are others than the dead: "three others were shot", "one was killed and four were hit"."""
    claim, note = told[k]
    if "list" in claim.rules:
        return False  # "he and two friends were hit"
    if note.adds or note.additive:
        return True  # "three others were shot", "her son was also shot"
    for before, earlier in told[max(k - NEARBY_CLAIMS, 0) : k]:
        if before.measure is Measure.KILLED and _is_whole(before) and earlier.sentence == note.sentence:
            between = text[before.span[1] : claim.span[0]].lower()
            return JOINED.search(between) is not None and SUBORDINATE.search(between) is None
    return False


def _number(told: list[Noted], measure: Measure, people: ExtractedClaim | None, attackers: Collection[str]) -> int:
    """How many of the people hit the report says to be dead, or hurt, by its own tally."""
    same = [
        (claim, note)
        for claim, note in told
        if claim.measure is measure
        and note.noun not in attackers
        and (people is None or {claim.victims.status, people.victims.status} != {Status.CIVILIAN, Status.COMBATANT})
    ]
    total = tally(FoundClaims(tuple(c for c, _ in same), (), tuple(n for _, n in same))).totals.get(measure)
    return 0 if total is None else total.low if total.best is None else total.best


def _are_alive(told: list[Noted], since: str) -> bool:
    """Whether the report says, in its text since the shooting, how those who were hit fare, or that nobody died. Care
    is no sign where it counts the wounded beside the shot: "shot nine and wounded three" may tell of nine dead."""
    denied = any(claim.measure is Measure.KILLED and claim.denies for claim, _ in told)
    if denied or OUT_OF_DANGER.search(since.lower()):
        return True
    wounded = (claim.rules[0] for claim, _ in told if claim.measure is Measure.INJURED and _is_whole(claim))
    return all(FARES.search(rule) for rule in wounded) and IN_CARE.search(since.lower()) is not None


def _is_survivor(hit: Noted, dead: int) -> Noted:
    claim, note = hit
    rule = THE_REST if dead else "survivors:others" if note.adds or note.additive else ALL_ALIVE
    confidence = ALIVE_CONFIDENCE if rule == ALL_ALIVE else REST_CONFIDENCE
    lived = replace(
        claim,
        measure=Measure.INJURED,
        quantity=_less(claim.quantity, dead),
        confidence=min(claim.confidence, confidence),
        rules=(*claim.rules, rule),
    )
    return lived, note


def _less(quantity: Quantity, dead: int) -> Quantity:
    """A figure without the dead among its people."""
    return replace(
        quantity,
        low=max(quantity.low - dead, 1),
        best=None if quantity.best is None else quantity.best - dead,
        high=None if quantity.high is None else quantity.high - dead,
    )


def _with_wounds_of_the_dead(told: list[Noted], text: str, attackers: Collection[str]) -> list[Noted]:
    """ "All four had gunshot wounds", "two had wounds and both died", where nobody is said to live: it counts no
    wounded."""
    hurt = [k for k, (claim, _) in enumerate(told) if claim.measure is Measure.INJURED and _is_whole(claim)]
    if len(hurt) != 1:
        return told
    claim, note = told[hurt[0]]
    count = claim.quantity.best
    dead = (later.raw for later, _ in told[hurt[0] + 1 :] if later.measure is Measure.KILLED)
    if count is None or not WOUNDED.match(claim.rules[0]) or not any(map(OF_EVERYBODY.match, (claim.raw, *dead))):
        return told
    if _number(told, Measure.KILLED, claim, attackers) < count or OUT_OF_DANGER.search(text) or IN_CARE.search(text):
        return told
    kept = list(told)
    kept[hurt[0]] = replace(claim, measure=Measure.CASUALTIES, rules=(*claim.rules, "survivors:of-the-dead")), note
    return kept


def _with_details(told: list[Noted]) -> list[Noted]:
    """Single people who were hurt are a part of the figure of all who lived. One person who was hit in a limb, and "the
    other three", are a part of the figure of the hurt given before."""
    kept = list(told)
    lived = next((k for k, (claim, _) in enumerate(told) if {THE_REST, ALL_ALIVE} & set(claim.rules)), None)
    for k, (claim, note) in enumerate(told):
        if claim.measure is not Measure.INJURED or not _is_whole(claim) or k == lived:
            continue
        whole = lived if lived is not None and told[lived][0].quantity.best != 1 else None
        if whole is not None and told[whole][1].sentence == note.sentence:
            continue  # "five were shot and a girl was hurt as she ran"
        if whole is None and (LIMB.search(claim.rules[0]) or OF_THE_OTHERS.match(claim.raw)):
            whole = next(
                (j for j in range(k - 1, max(k - NEARBY_CLAIMS, -1), -1) if _may_hold(told[j][0], claim)), None
            )
        if whole is not None and (claim.quantity.best or 0) <= (told[whole][0].quantity.best or 0):
            rules = (*claim.rules, "part:of-the-hurt")
            kept[k] = replace(claim, scope=Scope.PART, part_of=whole, rules=rules), note
    return kept


def _may_hold(figure: ExtractedClaim, claim: ExtractedClaim) -> bool:
    same = figure.measure is Measure.INJURED and _is_whole(figure) and not figure.quantity.is_vague
    return same and (figure.quantity.best or 0) > max(claim.quantity.best or 0, 1)


def _insert_after(told: list[Noted], new: Mapping[int, Noted]) -> list[Noted]:
    """The claims with each new one after the one that it is drawn from; parts still point at their wholes."""
    place: list[int] = []
    for k in range(len(told)):
        place.append(k if k == 0 else place[-1] + 1 + ((k - 1) in new))
    longer: list[Noted] = []
    for k, (claim, note) in enumerate(told):
        longer.append((claim if claim.part_of is None else replace(claim, part_of=place[claim.part_of]), note))
        if k in new:
            longer.append(new[k])
    return longer


def _without_those_who_died(told: list[Noted], doc: Doc) -> list[Noted]:
    """ "Two were killed and four wounded; one of the four later died": three are wounded, and the dead are one more."""
    kept = list(told)
    first_dead = next((k for k, (claim, _) in enumerate(told) if claim.measure is Measure.KILLED), None)
    for k, (claim, dead) in enumerate(told):
        if claim.measure is not Measure.KILLED or not _is_whole(claim) or not DIED.search(claim.rules[0]):
            continue
        wounded = _latest_before(kept, k)
        if wounded is None and k + 1 < len(kept) and _is_one_of_the_next(claim, kept[k + 1][0]):
            wounded = k + 1
        of_the_hurt = OF_THE_HURT.search(claim.raw) or (k == first_dead and OF_THE_VICTIMS.search(claim.raw))
        later = wounded is not None and wounded < k and _died_of_wounds(claim, dead, doc)
        if not (of_the_hurt or later) and (wounded is None or not _is_of_as_many(claim, kept[wounded][0])):
            continue
        if wounded is not None and 0 < (claim.quantity.best or 0) < (kept[wounded][0].quantity.best or 0):
            hurt, note = kept[wounded]
            less = _less(hurt.quantity, claim.quantity.best or 0)
            kept[wounded] = replace(hurt, quantity=less, rules=(*hurt.rules, "survivors:less-the-dead")), note
            kept[k] = claim, replace(dead, more=dead.more or wounded < k)
    return kept


def _died_of_wounds(claim: ExtractedClaim, note: ClaimNote, doc: Doc) -> bool:
    """ "Two later died in hospital", "one succumbed; the other is stable": a bare number, of those hurt before."""
    if claim.raw.lower() not in NUMBERS.keys() | {"one"} and not claim.raw.isdecimal():
        return False
    return LATE_DEATH.search(doc[note.sentence].sent.text.lower()) is not None


def _is_of_as_many(claim: ExtractedClaim, wounded: ExtractedClaim) -> bool:
    """Whether somebody is "one of the four" who were hurt."""
    found = OF_THE_NUMBER.search(claim.raw)
    return found is not None and NUMBERS.get(found[1].lower(), found[1]) in {
        wounded.quantity.best,
        str(wounded.quantity.best),
    }


def _is_one_of_the_next(claim: ExtractedClaim, wounded: ExtractedClaim) -> bool:
    """ "One of the three boys wounded by a grenade died"."""
    hurt = wounded.measure is Measure.INJURED and _is_whole(wounded)
    return hurt and wounded.span[0] < claim.span[1] + 1 and _is_of_as_many(claim, wounded)


def _latest_before(told: list[Noted], k: int) -> int | None:
    """The last figure of people hurt before a claim, with no other figure in between."""
    for j in range(k - 1, max(k - NEARBY_CLAIMS, -1), -1):
        claim = told[j][0]
        if claim.part_of is not None or claim.scope is not Scope.WHOLE:
            continue
        counts = claim.measure is Measure.INJURED and claim.quantity.hedge is not Hedge.UNQUANTIFIED
        return j if counts and not claim.denies and not claim.quantity.is_vague else None
    return None
