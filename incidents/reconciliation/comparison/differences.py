"""Why two figures differ, in one plain sentence for each kind of conflict."""

from __future__ import annotations

from incidents.reconciliation.comparison.accounts import Agreement
from incidents.reconciliation.explain import people_in_words, statement_words
from incidents.reconciliation.statements import NO_FIGURE, Statement, voice_of
from incidents.vocabulary import Measure


def copy(first: Statement) -> str:
    return f"{_losses(first)}: {_who_said(first)} said it before; the same again adds nothing."


def update(earlier: Statement, later: Statement) -> str:
    return f"{_losses(earlier)}: {earlier.claim.origin} went from {_figure(earlier)} to {_figure(later)}."


def denial(denied: Statement, count: Statement) -> str:
    return f"{_losses(count)}: {_who_said(count)}, but {denied.claim.origin} denies that anybody was harmed."


def subset(whole: Statement, part: Statement) -> str:
    return f"{_losses(part)}: {_who_said(part)} is a part of {_whole(whole, part)}."


def part_exceeds_whole(whole: Statement, part: Statement) -> str:
    return f"{_losses(part)}: {_who_said(part)} is a part, yet more than {_whole(whole, part)}."


def overtaken_words(earlier: Statement, later: Statement) -> str:
    days = (later.said_at - earlier.said_at).days
    return f"{_losses(earlier)}: {_who_said(earlier)} is {days} days older than {_who_said(later)}, and overtaken."


def vague(word: Agreement, number: Agreement) -> str:
    said = word.first
    verdict = "which it fits" if said.figure.contains(number.first.number) else "which it does not fit"
    return f"{_losses(said)}: {_all_said(word)} is a word and yields to {_all_said(number)}, {verdict}."


def contradiction(lower: Agreement, higher: Agreement) -> str:
    one, other = lower.first.claim, higher.first.claim
    if len(lower.statements) == len(higher.statements) == 1 and voice_of(one) == voice_of(other):
        return f"{_losses(lower.first)}: {one.origin} says both {_figure(lower.first)} and {_figure(higher.first)}."
    return f"{_losses(lower.first)}: {_all_said(lower)} and {_all_said(higher)} cannot both be right."


def apart_words(lower: Agreement, higher: Agreement) -> str:
    return f"{_losses(lower.first)}: {_all_said(lower)} and {_all_said(higher)} can both be right."


def two_parts(lower: Agreement, higher: Agreement) -> str:
    return f"{_losses(lower.first)}: {_all_said(lower)} and {_all_said(higher)} may be different parts."


def larger(own: Statement, tally: Agreement) -> str:
    return f"{_losses(own)}: {_all_said(tally)} covers more than this incident, {_who_said(own)} does not."


def among(wider: Statement, narrower: Statement) -> str:
    return f"{_losses(narrower)}: {_who_said(narrower)} counts some of the {_losses_within(wider)}: {_who_said(wider)}."


def other_people(first: Statement, other: Statement) -> str:
    return f"{_losses(first)}: {_who_said(first)}. Other people: {_losses_within(other)}: {_who_said(other)}."


def some_exceed_all(wider: Statement, narrower: Statement) -> str:
    return f"{_losses(narrower)}: {_who_said(narrower)}, yet fewer {_losses_within(wider)}: {_who_said(wider)}."


def _losses(said: Statement) -> str:
    losses = _losses_within(said)
    return losses[:1].upper() + losses[1:]


def _losses_within(said: Statement) -> str:
    """Whose losses, within a sentence: "Taliban killed", "casualties among civilians"."""
    measure, people = said.claim.measure, people_in_words(said.claim.population)
    return f"casualties among {people}" if measure is Measure.CASUALTIES else f"{people} {measure.label}"


def _who_said(said: Statement) -> str:
    """ "Interior Ministry (56)"."""
    return f"{said.claim.origin} ({_figure(said)})"


def _all_said(agreed: Agreement) -> str:
    """ "Interior Ministry (56)", "Interior Ministry and 2 others (56)"."""
    others = {voice_of(each.claim) for each in agreed.statements} - {voice_of(agreed.first.claim)}
    more = f" and {len(others)} other{'s' if len(others) > 1 else ''}" if others else ""
    return f"{agreed.first.claim.origin}{more} ({_figure(agreed.first)})"


def _whole(whole: Statement, part: Statement) -> str:
    """The whole by its origin and figure, and by its people where they are not those of the part."""
    people = "" if whole.claim.population == part.claim.population else f" for {_losses_within(whole)}"
    if voice_of(whole.claim) == voice_of(part.claim):
        return f"its own {_figure(whole)}{people}"
    return f"{_who_said(whole)}{people}"


def _figure(said: Statement) -> str:
    if said.claim.denies:
        return "a denial"
    if said.firmness == NO_FIGURE:
        return "no figure"
    return statement_words(said)
