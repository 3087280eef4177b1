"""In which order a person sees the cards of a report: what needs a look first, or as the text has them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.models import User

from incidents.models import Report
from incidents.pages.review.cards import Card, cards_of


def in_review_order(cards: Sequence[Card]) -> list[Card]:
    """Cards of claims on which rules disagree, then the least sure, then as the text has them.

    It asks for nothing that a decision changes, so that a card keeps its place when it is decided.
    """
    return sorted(cards, key=lambda card: (not card.claim.found.get("rivals"), card.claim.confidence))


def order_for(cards: Sequence[Card]) -> dict[str, Any]:
    """The cards, played for a person, in the order that this person wants, and which order that is."""
    in_text_order = any(vars(card.claim).get("in_text_order") for card in cards)
    return {"cards": list(cards) if in_text_order else in_review_order(cards), "in_text_order": in_text_order}


def ordered_cards(report: Report, person: User) -> list[Card]:
    """The cards of a report in the order in which the person sees them."""
    ordered: list[Card] = order_for(cards_of(report, person))["cards"]
    return ordered
