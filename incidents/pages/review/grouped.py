"""The cards of a report under a heading for each of its groups, and what the heading says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import User

from incidents.models import Incident, Report, ReportLink
from incidents.pages.frame.finish_form import FinishForms, FinishPart
from incidents.pages.review.cards import Card, cards_of
from incidents.workflow.standing.groups import Group, Groups, groups_in, layout_by, standing_grouping


@dataclass(frozen=True, slots=True)
class GroupOfCards:
    """One group with its cards; without a group those that tell of the report as a whole."""

    cards: Sequence[Card]
    group: Group | None = None
    part: FinishPart | None = None
    """The form for what it tells of, while the report is reviewed."""
    incident: Incident | None = None
    """What it was found to tell of, once the report is finished."""

    @property
    def waiting(self) -> int:
        """How many of its claims wait for a decision."""
        return sum(card.claim.is_pending for card in self.cards)


def groups_to_tally(report: Report, person: User) -> Groups | None:
    """The groups whose headings a decision changes: those of a report that has several. One query where it has one."""
    row = standing_grouping(report, person)
    layout = layout_by(report, row)
    if layout.is_single:
        return None
    return groups_in(report, [card.claim for card in cards_of(report, person)], layout)


def grouped_cards(
    groups: Groups, cards: Sequence[Card], finishing: FinishForms | None = None, links: Iterable[ReportLink] = ()
) -> list[GroupOfCards]:
    """The cards of a report by its groups, in the order in which they are given; first those of the whole report.

    `finishing` are the forms of a report that is reviewed, `links` are those of one that is finished.
    """
    homes = {key: group.start for key, group in groups.home.items()}
    parts = {group.start: part for group, part in finishing.pairs()} if finishing else {}
    linked = list(links)
    grouped = [
        GroupOfCards(
            [card for card in cards if homes.get(card.claim.pk) == group.start],
            group,
            parts.get(group.start),
            next((link.incident for link in linked if not link.starts or group.start in link.starts), None),
        )
        for group in groups
    ]
    whole = [card for card in cards if card.claim.pk not in homes]
    return [GroupOfCards(whole), *grouped] if whole else grouped
