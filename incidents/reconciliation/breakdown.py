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
from incidents.vocabulary import Interest, Measure, Scope

Account = tuple[int, int, Measure]
"""What is tied to one claim: the id of that claim, its report and its measure."""


def add_up_within_reports(claims: Sequence[Claim], accepted: Mapping[int, Claim]) -> Sequence[Claim]:
    """The claims, where those of a report that add up, or tell again of the same people, have become one.

    The sum counts for the smallest population that holds all who are added; a claim of some of them
    ("a woman") counts for its own besides. `accepted` are the accepted claims by id.
    """
    tied: dict[Account, list[Claim]] = {}
    for claim in accepted.values():
        head = claim.retells if claim.beside is None else claim.beside
        if head is not None and _is_countable(claim):
            tied.setdefault((head, claim.report_id, claim.measure), []).append(claim)
    in_order = sorted(tied.items(), key=_where_told)
    sums = [each for account, others in in_order for each in _account_total(account, others, accepted)]
    if not sums:
        return claims
    absorbed = {each.id for one in sums for each in one.added if each.population == one.population}
    return [*(claim for claim in claims if claim.id not in absorbed), *sums]


def _where_told(tied: tuple[Account, list[Claim]]) -> tuple[int, int, str]:
    (head, report_id, measure), _ = tied
    return head, report_id, measure.value


def _is_countable(claim: Claim) -> bool:
    return not claim.denies and claim.scope is not Scope.LARGER


def _account_total(account: Account, others: Sequence[Claim], accepted: Mapping[int, Claim]) -> list[Claim]:
    """What an account comes to. Sides and neutral voices never add up: each has a sum of its own."""
    head = accepted.get(account[0])
    begins = head is not None and _begins(head, account)
    terms = [each for each in others if each.beside is not None]
    if head is not None and begins:
        terms.append(head)
    retold = [each for each in others if each.beside is None]
    told: list[Claim] = []
    for is_party in (False, True):
        of_one_kind = sorted((each for each in terms if _is_party(each) is is_party), key=_id)
        if of_one_kind:
            heads_own = head is not None and begins and _is_party(head) is is_party
            told += _sums(of_one_kind, retold if heads_own else (), accepted)
    return [each for each in told if len(each.added) > 1]


def _begins(head: Claim, account: Account) -> bool:
    """Whether the claim that others are tied to can be counted with them."""
    if head.beside is not None or head.retells is not None or not _is_countable(head):
        return False
    return account == (head.id, head.report_id, head.measure)


def _is_party(claim: Claim) -> bool:
    return claim.interest is Interest.PARTY_CLAIM


def _sums(terms: Sequence[Claim], retold: Sequence[Claim], accepted: Mapping[int, Claim]) -> list[Claim]:
    """The sum of all, and the first claim with what retells it, where its people are fewer."""
    population = smallest_holding([each.population for each in terms])
    first = terms[0].population
    sums = [_sum(terms, [each for each in retold if each.population == population], accepted)]
    if first != population:
        sums.append(_sum(terms[:1], [each for each in retold if each.population == first], accepted))
    return sums


def _sum(terms: Sequence[Claim], retold: Sequence[Claim], accepted: Mapping[int, Claim]) -> Claim:
    """One claim for the terms. What else is told of the same people, as a number, can only raise its high."""
    highs = [each.high for each in terms]
    added = tuple(sorted((*terms, *retold), key=_id))
    return replace(
        terms[0],
        population=smallest_holding([each.population for each in terms]),
        low=sum(each.low for each in terms),
        best=_total([each.best for each in terms]),
        high=_highest(_total(highs), [each for each in retold if _is_party(each) is _is_party(terms[0])]),
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
