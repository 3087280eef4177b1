"""An estimate in plain words: who says what, how far each can be relied on, and what stands."""

from __future__ import annotations

from collections.abc import Sequence

from incidents.reconciliation.outcome import Outcome
from incidents.reconciliation.statements import NO_FIGURE, WORD, Statement
from incidents.reconciliation.types import Population
from incidents.vocabulary import Flag, Interest, Measure, Policy, Status

NUMBER_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
QUOTED_AT_MOST = 4

PEOPLE_OF = {Status.CIVILIAN: "civilians", Status.COMBATANT: "combatants", Status.UNKNOWN: "people"}
CIVILIAN, COMBATANT, CASUALTIES = Status.CIVILIAN, Status.COMBATANT, Measure.CASUALTIES
PARTY_CLAIM, ADMISSION, DESK = Interest.PARTY_CLAIM, Interest.ADMISSION, Policy.DESK
UNQUANTIFIED, CONTESTED, PARTY_CLAIM_ONLY = Flag.UNQUANTIFIED, Flag.CONTESTED, Flag.PARTY_CLAIM_ONLY

STANDING_RULES = {
    Policy.LOWEST: "the most conservative figure stands",
    Policy.UCDP: "the most reliable source's figure stands",
    Policy.GTD: "the most recent neutral figure stands, else the majority's, else the lowest",
    Policy.LATEST: "the newest figure stands",
    Policy.MEDIAN: "the middle figure stands",
}


def explain(measure: Measure, population: Population, outcome: Outcome, policy: Policy = DESK) -> str:
    """One or a few sentences, beginning with who is heard and ending with what casts doubt."""
    whom = _losses(measure, population)
    if outcome.best is None:
        return _nothing_counted(whom, outcome)
    if outcome.denied_only:
        sentences = [f"{_names(outcome.pool)} denied that there were {whom}: 0."]
    else:
        sentences = [*_heard_words(whom, outcome, policy), *_added_up(outcome)]
    return " ".join([*sentences, *_doubts(outcome)])


def _losses(measure: Measure, population: Population) -> str:
    """ "Taliban killed", "casualties among civilians"."""
    people = people_in_words(population)
    return f"casualties among {people}" if measure is CASUALTIES else f"{people} {measure.label}"


def people_in_words(population: Population) -> str:
    """ "people", "civilians", "Taliban", "children among civilians of Hamas" ..."""
    actor, status = population.actor, population.status
    whole = PEOPLE_OF[status] if actor is None else actor
    if actor is not None and status is CIVILIAN:
        whole = f"civilians of {actor}"
    if population.group is None:
        return whole
    group = population.group.label
    return group if actor is None and status is not COMBATANT else f"{group} among {whole}"


def _nothing_counted(whom: str, outcome: Outcome) -> str:
    if UNQUANTIFIED in outcome.flags:
        disputed = " Somebody denies it." if CONTESTED in outcome.flags else ""
        return f"Losses are reported, but nobody gives a figure for {whom}: unknown, which is not zero.{disputed}"
    if outcome.dropped:
        return f"No claim of {whom} counts; each is listed with the reason."
    return f"Nobody counts {whom} as a whole."


def _heard_words(whom: str, outcome: Outcome, policy: Policy) -> list[str]:
    pool = outcome.pool
    if not pool:
        return []
    sentences = [f"{_voices(pool)} {_verb(pool, 'count')} {whom}: {_figures(pool)}."]
    if _only_a_word_is_left(outcome):
        sentences.append(f"The least that the word can mean, {outcome.best}, stands: numbers of some come to less.")
    if len(pool) == 1 or not outcome.sets_best:
        return [*sentences, f"{_first_upper(_independence(pool))}."]
    return [*sentences, f"{_first_upper(_independence(pool))}; {_what_stands(outcome, policy)}."]


def _only_a_word_is_left(outcome: Outcome) -> bool:
    """Whether best is the low of a word whose own best yielded to smaller numbers within (step 11)."""
    if outcome.best is None or not outcome.sets_best or outcome.best_is_floor:
        return False
    return all(each.firmness == WORD and outcome.best < each.number for each in outcome.pool)


def _by_figure(pool: Sequence[Statement]) -> list[Statement]:
    return sorted(pool, key=lambda each: (each.number, each.claim.id))


def _voices(pool: Sequence[Statement]) -> str:
    count = _origins(pool)
    in_letters = NUMBER_WORDS[count].capitalize() if count < len(NUMBER_WORDS) else str(count)
    return f"{in_letters} voice{'' if count == 1 else 's'}"


def _verb(pool: Sequence[Statement], verb: str) -> str:
    return verb if _origins(pool) > 1 else f"{verb}s"


def _names(pool: Sequence[Statement]) -> str:
    return _first_upper(_and(list(dict.fromkeys(each.claim.origin for each in _by_figure(pool)))))


def _origins(pool: Sequence[Statement]) -> int:
    return len({each.claim.origin for each in pool})


def _figures(pool: Sequence[Statement]) -> str:
    """ "security officials (at least 34) and the hospital (31)"; of many the lowest and the highest."""
    ordered = _by_figure(pool)
    quoted = [f"{each.claim.origin} ({statement_words(each)})" for each in ordered]
    if len(quoted) > QUOTED_AT_MOST:
        return f"from {quoted[0]} to {quoted[-1]}"
    return _and(quoted)


def _independence(pool: Sequence[Statement]) -> str:
    interests = {each.claim.interest for each in pool}
    if interests == {PARTY_CLAIM}:
        return {1: "it speaks for a side and is not independent", 2: "neither is independent"}.get(
            len(pool), "none is independent"
        )
    if interests == {ADMISSION}:
        return "a side of the fighting admits it"
    if ADMISSION in interests:
        return "they are neutral, or admit losses of their own"
    return "it is neutral" if len(pool) == 1 else "all are neutral"


def _what_stands(outcome: Outcome, policy: Policy) -> str:
    if policy is not DESK:
        return STANDING_RULES[policy]
    if outcome.best_is_floor:
        return f"the floor of {outcome.floor} stands"
    figures = sorted(each.best for each in outcome.pool if each.best is not None)
    if not figures or figures[0] == figures[-1]:
        return f"{outcome.best} stands"
    if outcome.best == figures[0]:
        return "the lower stands" if len(figures) == 2 else f"the lowest, {outcome.best}, has the weight"
    if outcome.best == figures[-1]:
        return "the higher, which has more weight, stands" if len(figures) == 2 else f"{outcome.best} has the weight"
    return f"{outcome.best} lies in the middle by weight"


def statement_words(said: Statement) -> str:
    """The figure as close to its wording as numbers come: "at least 34", "34 to 40", "dozens" in quotes."""
    if said.claim.vague and said.claim.raw:
        return f"“{said.claim.raw}”"
    if said.firmness == NO_FIGURE:
        return "no figure"
    if said.is_open:
        return f"at least {said.low}"
    if said.best is None:
        return f"up to {said.top}"
    if said.low == said.top:
        return str(said.best)
    return f"{said.low} to {said.top}"


def _added_up(outcome: Outcome) -> list[str]:
    if not outcome.from_children:
        return []
    parts = _and([people_in_words(population) for population in outcome.from_children])
    if outcome.sets_best:
        return [f"Those among them ({parts}) widen the range to {outcome.low} to {outcome.high}."]
    sum_in_words = f"{parts} come to {outcome.figure.in_working}"
    if PARTY_CLAIM_ONLY in outcome.flags:
        sum_in_words += ", which only a side of the fighting says"
    if outcome.pool and all(each.firmness == WORD for each in outcome.pool):
        return [f"A word yields to numbers: {sum_in_words}."]
    return [f"{_first_upper(sum_in_words)}."]


def _doubts(outcome: Outcome) -> list[str]:
    doubts: list[str] = []
    if UNQUANTIFIED in outcome.flags:
        doubts.append("Nobody gives a figure.")
    if outcome.floor and outcome.pool and outcome.floor > min(each.low for each in outcome.pool):
        doubts.append(f"It cannot be fewer than {outcome.floor}, who are known by name or admitted.")
    if outcome.claimed:
        least, most = outcome.claimed
        claimed = str(least) if least == most else f"{least} to {most}"
        doubts.append(f"A side of the fighting claims {claimed}, which moves nothing.")
    if Flag.PART_EXCEEDS_WHOLE in outcome.flags:
        doubts.append("A part of the incident is put higher than the whole.")
    if Flag.VAGUE_CONFLICT in outcome.flags:
        doubts.append("A word used elsewhere does not fit this figure.")
    if CONTESTED in outcome.flags:
        doubts.append("Somebody denies it.")
    return doubts


def _and(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _first_upper(text: str) -> str:
    return text[:1].upper() + text[1:]
