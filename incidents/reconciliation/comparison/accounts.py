"""What is said of one measure and population, sorted for comparing it: who stands by what, and since when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from incidents.reconciliation.counting import scope_within_population
from incidents.reconciliation.origins import sums_by_term, wording
from incidents.reconciliation.statements import NO_FIGURE, Statement, statement, voice_of
from incidents.reconciliation.supersession import keep_latest
from incidents.reconciliation.types import Claim, Population
from incidents.vocabulary import Measure, Scope

Key = tuple[Measure, Population]


@dataclass(slots=True)
class Account:
    """The standing statements of one measure and population, each origin's own, and what they replaced."""

    wholes: list[Statement] = field(default_factory=list)
    parts: list[Statement] = field(default_factory=list)
    larger: list[Statement] = field(default_factory=list)
    denials: list[Statement] = field(default_factory=list)
    """Denials about the whole; one about a part is a part."""
    copies: list[tuple[Statement, Statement]] = field(default_factory=list)
    """First statement and copy."""
    updates: list[tuple[Statement, Statement]] = field(default_factory=list)
    """Earlier statement and the one that replaced it."""

    def figures(self) -> list[Statement]:
        """Counts with a figure: of the whole where there are any, else of parts."""
        for statements in (self.wholes, self.parts):
            counts = [each for each in statements if each.firmness != NO_FIGURE and not each.claim.denies]
            if counts:
                return counts
        return []


@dataclass(frozen=True, slots=True)
class Agreement:
    """Statements of different origins with equal numbers: they agree, and speak as one."""

    statements: tuple[Statement, ...]

    @property
    def first(self) -> Statement:
        return self.statements[0]


def gather_accounts(claims: Iterable[Claim], by_id: Mapping[int, Claim]) -> dict[Key, Account]:
    """An account for each measure and population of the claims, all of them accepted."""
    said: dict[Key, dict[tuple[str, Scope], list[Claim]]] = {}
    for claim in sorted(claims, key=lambda claim: (claim.stated_at, claim.known_at, claim.id)):
        voices = said.setdefault((claim.measure, claim.population), {})
        voices.setdefault((voice_of(claim), scope_within_population(claim, by_id)), []).append(claim)
    accounts: dict[Key, Account] = {}
    for key, voices in said.items():
        account = accounts[key] = Account()
        for (_, scope), spoken in voices.items():
            _hear(account, scope, spoken)
    return accounts


def _hear(account: Account, scope: Scope, spoken: Sequence[Claim]) -> None:
    """Steps 2 and 3 for one origin; parts may be different places, so that none replaces another."""
    statements = _without_copies(account, spoken)
    if scope is Scope.PART:
        account.parts += statements
        return
    replaced = {dropped.claim_id for dropped in keep_latest(statements)[1]}
    for place, each in enumerate(statements):
        if each.claim.id in replaced:
            account.updates += [(each, later) for later in first_replacement(each, statements[place + 1 :])]
        elif scope is Scope.LARGER:
            account.larger.append(each)
        else:
            (account.denials if each.claim.denies else account.wholes).append(each)


def _without_copies(account: Account, spoken: Sequence[Claim]) -> list[Statement]:
    """The statements of one origin in order of time, each once; a term of a sum told again is a copy too."""
    first: dict[object, Statement] = {}
    sums = sums_by_term(spoken)
    for claim in spoken:
        said, words = statement(claim), wording(claim)
        original = statement(sums[words]) if words in sums and not claim.added else first.setdefault(words, said)
        if original is not said:
            account.copies.append((original, said))
    return list(first.values())


def first_replacement(earlier: Statement, since: Sequence[Statement]) -> list[Statement]:
    """The first statement since that can replace the earlier one: a word replaces no number."""
    for later in since:
        changes_its_mind = later.claim.denies or earlier.claim.denies
        if later.said_at > earlier.said_at and (changes_its_mind or later.firmness >= earlier.firmness):
            return [later]
    return []


def group_by_figure(statements: Iterable[Statement]) -> list[Agreement]:
    """Equal figures together, from the lowest to the highest; the earliest of each first."""
    groups: dict[tuple[int, int, int, bool], list[Statement]] = {}
    for each in statements:
        key = (each.low, each.top, -1 if each.best is None else each.best, each.is_open)
        groups.setdefault(key, []).append(each)
    return [
        Agreement(tuple(sorted(groups[key], key=lambda each: (each.said_at, each.claim.id)))) for key in sorted(groups)
    ]
