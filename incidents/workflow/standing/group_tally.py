"""How many some claims count together, in short words, as the heading over them says it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from incidents.figure import Figure
from incidents.models import Claim
from incidents.vocabulary import Measure, Scope, Standing

TALLIED = (Measure.KILLED, Measure.INJURED)


def tally_words(claims: Sequence[Claim], measure: Measure) -> str:
    """From the lowest to the highest number that claims give of people as a whole: "12", "12–56", "34+".

    Claims that are counted beside each other are added; parts, denials, and what tells of the same people again are
    left out. Empty where none gives a number.
    """
    counted = {
        claim.pk: claim
        for claim in claims
        if claim.measure == measure
        and claim.scope == Scope.WHOLE
        and claim.standing not in (Standing.REJECTED, Standing.RETRACTED)
        and not (claim.denies or claim.part_of_id or claim.retells_id)
    }
    sums: dict[int, Figure] = {}
    for claim in counted.values():
        first = root_of(claim, counted)
        sums[first] = sums.get(first, Figure(0, 0, 0)) + claim.figure
    told = [figure for figure in sums.values() if figure.low]
    if not told:
        return ""
    least = min(figure.low or 0 for figure in told)
    most = max(figure.high or figure.best or figure.low or 0 for figure in told)
    is_open = any(figure.open_upper for figure in told)
    return f"{least:,}" + (f"–{most:,}" if most > least else "") + ("+" if is_open else "")


def root_of(claim: Claim, claims: Mapping[int, Claim]) -> int:
    """The key of the claim beside which a claim is counted in the end."""
    seen = {claim.pk}
    while (beside := claims.get(claim.beside_id or 0)) and beside.pk not in seen:
        claim = beside
        seen.add(claim.pk)
    return claim.pk
