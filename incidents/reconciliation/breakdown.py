"""What one report tells in several claims, as one statement (methodology.md, section 6, step 9).

"A man was shot dead in his car; another man died in hospital" is two claims, and one account of two
dead. Whoever takes each for the whole hears an origin that contradicts itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from incidents.reconciliation.counting import scope_within_population
from incidents.reconciliation.populations import smallest_holding
from incidents.reconciliation.statements import NUMBER, firmness
from incidents.reconciliation.types import Claim
from incidents.vocabulary import Interest, Scope

Account = tuple[int, int, bool]
"""The id of the first claim of an account, its report, and whether a party speaks."""


def add_up(claims: Sequence[Claim], accepted: Mapping[int, Claim]) -> Sequence[Claim]:
    """The claims, where those of a report that add up, or tell again of the same people, have become one.

    The sum counts for the smallest population that holds all who are added; a claim of some of them
    ("a woman") counts for its own besides. `accepted` are the accepted claims by id.
    """
    tied: dict[Account, list[Claim]] = {}
    for claim in accepted.values():
        head = claim.retells if claim.beside is None else claim.beside
        if head is not None and not claim.denies and claim.scope is not Scope.LARGER:
            tied.setdefault((head, claim.report_id, claim.interest is Interest.PARTY_CLAIM), []).append(claim)
    sums = [each for account, others in tied.items() for each in _told(account, others, accepted)]
    if not sums:
        return claims
    absorbed = {each.id for one in sums for each in one.added if each.population == one.population}
    return [*(claim for claim in claims if claim.id not in absorbed), *sums]


def _told(account: Account, others: Sequence[Claim], accepted: Mapping[int, Claim]) -> list[Claim]:
    """What an account comes to: the sum of those that add up, and the first claim where its people are fewer."""
    head = accepted.get(account[0])
    of_one_kind = [each for each in others if head is None or each.measure is head.measure]
    terms = [each for each in of_one_kind if each.beside is not None]
    if head is not None and _begins(head, account):
        terms.append(head)
    retold = [each for each in of_one_kind if each.beside is None]
    if not terms:
        return []
    terms.sort(key=_id)
    population = smallest_holding([each.population for each in terms])
    told = [_sum(terms, [each for each in retold if each.population == population], accepted)]
    if terms[0].population != population:
        told.append(_sum(terms[:1], [each for each in retold if each.population == terms[0].population], accepted))
    return [each for each in told if len(each.added) > 1]


def _begins(head: Claim, account: Account) -> bool:
    if head.denies or head.scope is Scope.LARGER or head.beside is not None:
        return False
    return account == (head.id, head.report_id, head.interest is Interest.PARTY_CLAIM)


def _sum(terms: Sequence[Claim], retold: Sequence[Claim], accepted: Mapping[int, Claim]) -> Claim:
    """One claim for the terms. What else is told of the same people, as a number, can only raise its high."""
    highs = [each.high for each in terms]
    added = tuple(sorted((*terms, *retold), key=_id))
    return replace(
        terms[0],
        population=smallest_holding([each.population for each in terms]),
        low=sum(each.low for each in terms),
        best=_total([each.best for each in terms]),
        high=_highest(_total(highs), retold),
        open_upper=any(each.open_upper for each in terms),
        vague=any(each.vague for each in terms),
        scope=_scope(terms, accepted),
        as_of=max((each.as_of for each in terms if each.as_of), default=None),
        named=tuple(dict.fromkeys(name for each in added for name in each.named)),
        raw=", ".join(each.raw for each in terms),
        part_of=None,
        single=False,
        added=added,
    )


def _total(numbers: Iterable[int | None]) -> int | None:
    total = 0
    for number in numbers:
        if number is None:
            return None
        total += number
    return total


def _highest(high: int | None, retold: Iterable[Claim]) -> int | None:
    others = [each.high for each in retold if each.high is not None and firmness(each) == NUMBER]
    return None if high is None else max([high, *others])


def _scope(terms: Sequence[Claim], accepted: Mapping[int, Claim]) -> Scope:
    """Of the whole, unless all terms are of parts."""
    is_part = all(scope_within_population(each, accepted) is Scope.PART for each in terms)
    return Scope.PART if is_part else Scope.WHOLE


def _id(claim: Claim) -> int:
    return claim.id
