"""The default policy, one function a step (methodology.md, section 6, steps 4 to 10).

Steps 1 to 3 are in counting.py, origins.py and supersession.py; step 4 in tiers.py; step 11 in
rollup.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from incidents.figure import Figure
from incidents.reconciliation.outcome import Cell, Outcome
from incidents.reconciliation.statements import NO_FIGURE, WORD, Statement, is_open_above, lower_weighted_median
from incidents.reconciliation.tiers import Tier, choose_tier, hear
from incidents.reconciliation.types import Claim, Dropped
from incidents.vocabulary import Flag, Interest

STALE_AFTER = timedelta(hours=72)
FRESH_WITHIN = timedelta(hours=24)


def estimate_by_desk(cell: Cell) -> Outcome:
    outcome = Outcome()
    neutral, party = hear(cell, outcome)
    tier, pool = choose_tier(neutral, party, outcome)
    if not pool:
        stand_on_denials(tier, outcome)
        return outcome
    pool = drop_stale(pool, outcome)
    pool, words = prefer_numbers(pool, outcome)
    set_range_of_pool(pool, outcome)
    raise_to_floor(pool, names_of_tier(cell, tier), outcome)
    if tier.wholes:
        let_parts_raise_high(tier.parts, outcome)
    check_words(words, outcome)
    return outcome


def stand_on_denials(tier: Tier, outcome: Outcome) -> None:
    """Step 10: where all that is said is a denial, the figure is 0."""
    denials = tier.all_denials
    if not denials:
        return
    outcome.set_figure(0, 0, 0, is_open=False)
    outcome.denied_only = True
    outcome.stand_on(denials)
    ids = tuple(sorted(claim_id for each in denials for claim_id in each.claim_ids))
    outcome.sets_low = outcome.sets_best = outcome.sets_high = ids
    outcome.note("denials", "All that is said is that nobody was: 0.", ids)


def drop_stale(pool: list[Statement], outcome: Outcome) -> list[Statement]:
    """Step 5: drop what is more than 72 hours older than a statement of equal or better grade.

    All of a pool have one scope. A word does not make a number stale (step 6).
    """
    if len(pool) == 1:
        return pool
    times = [each.said_at for each in pool]
    if max(times) - min(times) <= STALE_AFTER:
        return pool
    newest = _newest_by_grade(pool)
    stale = [each for each in pool if _is_stale(each, newest)]
    if not stale:
        return pool
    ids = _ids(stale)
    outcome.dropped += [
        Dropped(claim_id, "staleness", "more than 72 hours older than a source at least as reliable")
        for claim_id in ids
    ]
    outcome.note("staleness", "Figures more than 72 hours older than a source at least as reliable fell away.", ids)
    return [each for each in pool if not _is_stale(each, newest)]


def _newest_by_grade(pool: Sequence[Statement]) -> dict[tuple[int, int], datetime]:
    newest: dict[tuple[int, int], datetime] = {}
    for each in pool:
        grade = (each.weight, each.firmness)
        newest[grade] = max(each.said_at, newest.get(grade, each.said_at))
    return newest


def _is_stale(said: Statement, newest: dict[tuple[int, int], datetime]) -> bool:
    return any(
        weight >= said.weight and firmness >= said.firmness and moment - said.said_at > STALE_AFTER
        for (weight, firmness), moment in newest.items()
    )


def prefer_numbers(pool: list[Statement], outcome: Outcome) -> tuple[list[Statement], list[Statement]]:
    """Step 6: the firmest statements, and the words that only check them.

    Losses without any figure yield to words as words yield to numbers.
    """
    firmest = max([each.firmness for each in pool])
    outcome.firmness = firmest
    if firmest == NO_FIGURE:
        outcome.flags.add(Flag.UNQUANTIFIED)
    yielding = [each for each in pool if each.firmness < firmest]
    if not yielding:
        return pool, []
    ids = _ids(yielding)
    outcome.dropped += [Dropped(claim_id, "words", "a word does not vote where a number does") for claim_id in ids]
    outcome.note("words", "Words such as “dozens” gave way to numbers, and only check them.", ids)
    words = [each for each in yielding if each.firmness == WORD]
    return [each for each in pool if each.firmness == firmest], words


def set_range_of_pool(pool: list[Statement], outcome: Outcome) -> None:
    """Step 7: lowest low, highest high, and the lower weighted median of the bests."""
    votes = _votes(pool)
    outcome.stand_on(pool)
    if len(pool) == 1:
        _take_as_it_is(pool[0], outcome)
    else:
        _take_together(pool, votes, outcome)
    outcome.note_later("figures", _range_text, (votes, outcome.figure), _ids(pool))


def _take_as_it_is(said: Statement, outcome: Outcome) -> None:
    outcome.set_figure(said.low, said.number, said.top, is_open=said.is_open)
    outcome.sets_low = outcome.sets_best = outcome.sets_high = said.claim_ids


def _take_together(pool: Sequence[Statement], votes: Sequence[tuple[int, int]], outcome: Outcome) -> None:
    low = min([each.low for each in pool])
    high = max([each.top for each in pool])
    outcome.set_figure(low, lower_weighted_median(votes) if votes else low, high, is_open=is_open_above(pool))
    outcome.sets_low = _ids([each for each in pool if each.low == low])
    outcome.sets_best = _ids([each for each in pool if each.number == outcome.best])
    outcome.sets_high = _ids([each for each in pool if each.top == high])


def _votes(pool: Sequence[Statement]) -> tuple[tuple[int, int], ...]:
    """Each best with its weight, from the lowest on."""
    if len(pool) == 1:
        said = pool[0]
        return () if said.best is None else ((said.best, 2 * said.weight),)
    newest = max([each.said_at for each in pool])
    return tuple(
        sorted(
            [
                (each.best, each.weight * (2 if newest - each.said_at <= FRESH_WITHIN else 1))
                for each in pool
                if each.best is not None
            ]
        )
    )


def _range_text(votes: Sequence[tuple[int, int]], figure: Figure) -> str:
    lowest_to_highest = f"Lowest {figure.low}, highest {figure.high}{figure.more}"
    if not votes:
        return f"{lowest_to_highest}; nobody gives a best figure, so the lowest stands."
    votes_cast = ", ".join(f"{value} (weight {weight})" for value, weight in votes)
    return f"{lowest_to_highest}; best {figure.best}, the lower weighted median of {votes_cast}."


def names_of_tier(cell: Cell, tier: Tier) -> dict[str, Claim]:
    """Everybody named by the tier that counts, each with the first claim that names them.

    A name stays known when its origin says something newer: only a retraction takes it back.
    """
    names: dict[str, Claim] = {}
    for claim, _ in cell.counted:
        if claim.named and not claim.denies:
            for told in claim.added or (claim,):
                for name in told.named if (told.interest is Interest.PARTY_CLAIM) == tier.is_party else ():
                    person = " ".join(name.casefold().split())
                    names[person] = min(told, names.get(person, told), key=_when_said)
    return one_name_each(names) if len(names) > 1 else names


def one_name_each(names: dict[str, Claim]) -> dict[str, Claim]:
    """Each person once: "Ines Moro", "Ines P. Moro" and "Moro" are one, and go by the longest name."""
    people: dict[str, Claim] = {}
    for name in sorted(names, key=lambda each: (-len(each.split()), each)):
        known = next((person for person in people if _is_short_for(name, person)), None)
        if known is None:
            people[name] = names[name]
        else:
            people[known] = min(people[known], names[name], key=_when_said)
    return people


def _is_short_for(name: str, longer: str) -> bool:
    words, others = _words_of_name(name), _words_of_name(longer)
    return set(words) <= set(others) or (len(words) > 1 and (words[0], words[-1]) == (others[0], others[-1]))


def _words_of_name(name: str) -> list[str]:
    """The words of a name but for initials and what comes after a comma."""
    words = [word.strip(".,'’\"“”") for word in name.split(",")[0].split()]
    return [word for word in words if len(word) > 1 or word.isdigit()] or [name]


def _when_said(claim: Claim) -> tuple[datetime, datetime, int]:
    return claim.stated_at, claim.known_at, claim.id


def raise_to_floor(pool: Sequence[Statement], names: dict[str, Claim], outcome: Outcome) -> None:
    """Step 8: no fewer than are known by name, nor than a side admits; best and high follow."""
    admitted = max([each.low for each in pool if each.is_admission], default=0)
    floor = max(len(names), admitted)
    outcome.floor = floor
    if floor == 0 or outcome.low is None or outcome.best is None or outcome.high is None:
        return
    ids = _behind_floor(pool, names, floor)
    if floor > outcome.low:
        outcome.sets_low = ids
    if floor > outcome.best:
        outcome.sets_best = ids
        outcome.best_is_floor = True
    if floor > outcome.high:
        outcome.sets_high = ids
    low, best, high = max(outcome.low, floor), outcome.best, outcome.high
    outcome.set_figure(low, best, high, is_open=outcome.figure.is_open)
    outcome.note("floor", f"No fewer than {floor}: {len(names)} named, {admitted} admitted by their own side.", ids)


def _behind_floor(pool: Sequence[Statement], names: dict[str, Claim], floor: int) -> tuple[int, ...]:
    ids = {claim_id for each in pool if each.is_admission and each.low == floor for claim_id in each.claim_ids}
    if len(names) == floor:
        ids.update(claim.id for claim in names.values())
    return tuple(sorted(ids))


def let_parts_raise_high(parts: Sequence[Statement], outcome: Outcome) -> None:
    """Step 9: a part cannot exceed its whole, so a part that does raises high, and is flagged."""
    if not parts or outcome.best is None or outcome.high is None or outcome.low is None:
        return
    if any(each.best is not None and each.best > outcome.best for each in parts):
        outcome.flags.add(Flag.PART_EXCEEDS_WHOLE)
    top = max(each.top for each in parts)
    if top <= outcome.high:
        return
    highest = [each for each in parts if each.top == top]
    outcome.set_figure(outcome.low, outcome.best, top, is_open=outcome.figure.is_open or is_open_above(highest))
    outcome.sets_high = _ids(highest)
    outcome.note("parts", f"A part alone is put at {top}, so the whole may be as many.", outcome.sets_high)


def check_words(words: Sequence[Statement], outcome: Outcome) -> None:
    """Step 6: flag a word whose range leaves the best figure out."""
    for each in words:
        if outcome.best is not None and not each.figure.contains(outcome.best):
            outcome.flags.add(Flag.VAGUE_CONFLICT)


def _ids(statements: Sequence[Statement]) -> tuple[int, ...]:
    if len(statements) == 1:
        return statements[0].claim_ids
    return tuple(sorted([claim_id for each in statements for claim_id in each.claim_ids]))
