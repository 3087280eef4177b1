"""How far a total, and the claims behind it, are to be trusted: a score over facts that anybody can check in the text.

The score orders what people review; it is no share of what is right, for its calibration does not carry over from one
kind of text to another. So people are told "sure", "look" or "unsure", and why. Weights and words: rules/trust.toml.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from math import exp
from typing import Any

from spacy.tokens import Doc

from incidents.extraction.rules import load_rules
from incidents.extraction.sentences import sentence_number, sentence_spans
from incidents.extraction.types import ExtractedClaim, Quantity, Total, Trust
from incidents.vocabulary import Hedge, HowSure, Measure, Scope

LONG = 20
"""Sentences of a text that is not yet long."""
EARLY = 2
"""Sentences in which a text that is about an incident gives its figures."""
RELIABLE = 0.85
"""The least confidence of a claim that was found by a rule that seldom errs."""
REASSURING = {"agreement"}
INCIDENTS = "incidents"
"""The fact that a total is a sum over several incidents."""


def with_trust(
    doc: Doc, claims: Sequence[ExtractedClaim], totals: Mapping[Measure, Total]
) -> tuple[tuple[ExtractedClaim, ...], dict[Measure, Total]]:
    """The claims and totals of a document, each with how far it is to be trusted.

    A claim of the whole incident is judged as if its figure were the total, any other by its own words alone.
    """
    figures = {measure: _Figures(doc, [claim for claim in claims if claim.measure is measure]) for measure in totals}
    judged = []
    for claim in claims:
        about = figures[claim.measure].facts_of(_number(claim.quantity)) if _is_whole(claim) else set()
        trust = weigh(about | set(_facts_of_words(claim)))
        judged.append(replace(claim, trust=trust, confidence=min(claim.confidence, trust.score)))
    weighed = {measure: weigh(figures[measure].facts_of(_number(total))) for measure, total in totals.items()}
    return tuple(judged), {measure: replace(total, trust=weighed[measure]) for measure, total in totals.items()}


def weigh(facts: Collection[str]) -> Trust:
    """The score of what has these facts, the word for it, and why it is no better, the weightiest reason first."""
    rules = load_rules("trust")
    weights: dict[str, float] = rules["weights"]
    score = 1 / (1 + exp(-rules["intercept"] - sum(weights[fact] for fact in facts)))
    word = next((word for word in HowSure if score >= rules["cuts"].get(word, 0)), HowSure.UNSURE)
    return Trust(word, tuple(_reasons(facts, rules, word)), round(score, 3), tuple(sorted(facts)))


def _reasons(facts: Collection[str], rules: Mapping[str, Any], word: HowSure) -> Iterator[str]:
    for fact in sorted(facts, key=lambda fact: (rules["weights"][fact], fact)):
        if (fact in REASSURING) == (word is HowSure.SURE) and rules["weights"][fact]:
            yield rules["words"][fact]


def trust_of_sum(totals: Sequence[Total]) -> Trust | None:
    """The trust of a sum over incidents: what is doubtful about any of them is doubtful about it, what reassures must
    hold of all."""
    facts = [set(total.trust.facts) for total in totals if total.trust]
    if not facts:
        return None
    of_all, of_any = facts[0].intersection(*facts), facts[0].union(*facts)
    return weigh({INCIDENTS, *of_any} - (REASSURING - of_all))


def _is_whole(claim: ExtractedClaim) -> bool:
    return claim.scope is Scope.WHOLE and claim.part_of is None and not claim.denies


def _number(told: Quantity | Total) -> int:
    return told.low if told.best is None else told.best


class _Figures:
    """The figures that a document gives of one measure, and what is doubtful about each."""

    def __init__(self, doc: Doc, claims: Sequence[ExtractedClaim]) -> None:
        told = [claim for claim in claims if not claim.denies]
        wholes = [claim for claim in told if _is_whole(claim)] or told
        self.numbers = [_number(claim.quantity) for claim in wholes]
        self.largest = max(self.numbers, default=0)
        self.behind: dict[int, list[ExtractedClaim]] = {}
        for claim in wholes:
            self.behind.setdefault(_number(claim.quantity), []).append(claim)
        self.about_words = {number: _facts_of_any(behind) for number, behind in self.behind.items()}
        self.about_all = _facts_of_any(wholes)
        sentences = sentence_spans(doc)
        told_in = (sentence_number(sentences, claim.span) for claim in wholes)
        shared = {
            "more_than": "more_than" in self.about_all,
            "disagreement": "disagreement" in self.about_all,
            "late": min(told_in, default=0) >= EARLY,
            "long": len(sentences) > LONG,
        }
        self.shared = {fact for fact, holds in shared.items() if holds}

    def facts_of(self, number: int) -> set[str]:
        """What is known of a figure as the total of the document; a sum rests on all that it may be the sum of."""
        if not self.numbers:
            return set()
        facts = {
            "not_largest": number != self.largest,
            "not_first": number != self.numbers[0],
            "agreement": len(self.behind.get(number, ())) > 1,
        }
        words = self.about_words.get(number, self.about_all) & {"vague", "weak"}
        return self.shared | words | {fact for fact, holds in facts.items() if holds}


def _facts_of_any(claims: Sequence[ExtractedClaim]) -> set[str]:
    return {fact for claim in claims for fact in _facts_of_words(claim)}


def _facts_of_words(claim: ExtractedClaim) -> Iterator[str]:
    """What is doubtful about a claim whatever else the text tells."""
    if claim.quantity.is_vague:
        yield "vague"
    if claim.quantity.hedge is Hedge.MORE_THAN:
        yield "more_than"
    if claim.confidence < RELIABLE:
        yield "weak"
    if claim.rivals:
        yield "disagreement"
