"""The groups of a report: stretches that each tell of one incident, as they were found or as a person parted them.

A group is known by the code point where it begins. It goes on to the next, the last to the end of the text; what
stands before the first, and claims that sum several incidents, belong to the report as a whole.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from django.contrib.auth.models import User

from incidents.models import Claim, Grouping, Report
from incidents.vocabulary import Measure, Side
from incidents.workflow.standing.group_tally import TALLIED, tally_words

BEGUN_HERE = "a person began it here"
BLANKS = re.compile(r"(?<!\s)\s++(?=[^a-z])")
"""White space after which a sentence may begin; each stretch of it is looked at once."""
SENTENCE_END = re.compile(r"([.!?…])[\"'”’)\]]{0,3}\Z")
SHORT_WORDS = frozenset({"mr", "mrs", "ms", "dr", "gen", "col", "maj", "capt", "lt", "sgt", "brig", "st", "no", "prof"})
"""Words after whose full stop a sentence goes on; so it does after a single letter."""


GROUPS_MOVED = "The groups were changed since you saw them. Look at them as they are now."


class GroupsError(ValueError):
    """What cannot be done with the groups of a report; the message says why."""


def sentence_starts(text: str) -> list[int]:
    """Where sentences begin, in code points: at the first word, after what ends a sentence, and on each new line."""
    first = len(text) - len(text.lstrip())
    found = [match.end() for match in BLANKS.finditer(text) if "\n" in match[0] or ends_sentence(text, match.start())]
    return [first, *(start for start in found if start > first)]


def ends_sentence(text: str, at: int) -> bool:
    """Whether a sentence ends before a place: a full stop that only shortens the word before it ends none."""
    end = SENTENCE_END.search(text[max(0, at - 4) : at])
    if not end:
        return False
    word = re.split(r"\W", text[max(0, at - 12) : at].rstrip("\"'”’)]").removesuffix("."))[-1]
    shortened = word.casefold() in SHORT_WORDS or (len(word) == 1 and word.isupper())
    return end[1] != "." or not shortened


def sentence_start(text: str, offset: int) -> int:
    """Where the sentence begins that an offset lies in."""
    starts = sentence_starts(text)
    return starts[max(0, bisect_right(starts, offset) - 1)]


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the groups of a report begin, which claims a person moved, and what was read anew; see `Grouping`."""

    starts: tuple[int, ...]
    moved: Mapping[int, int | None] = field(default_factory=dict)
    events: Mapping[int, Mapping[str, Any]] = field(default_factory=dict)

    @property
    def is_single(self) -> bool:
        return len(self.starts) == 1

    def start_at(self, offset: int) -> int | None:
        """The start of the group that an offset lies in; None before the first of several."""
        place = bisect_right(self.starts, offset) - 1
        if place < 0:
            return self.starts[0] if self.is_single else None
        return self.starts[place]

    def stretches(self, length: int) -> list[tuple[int, int]]:
        """Start and end of each group of a text of so many code points."""
        return list(pairwise((*self.starts, length)))

    def with_group_at(self, start: int) -> Layout:
        """One group more. Raises GroupsError where one begins there already."""
        if start in self.starts:
            raise GroupsError("A group begins at this sentence already.")
        return replace(self, starts=tuple(sorted({*self.starts, start})))

    def without_group_at(self, start: int) -> Layout:
        """A group made part of the one before it. Raises GroupsError for the first, and for one that is not there."""
        before = self.place_of(start) - 1
        if before < 0:
            raise GroupsError("There is no group before this one.")
        starts = tuple(one for one in self.starts if one != start)
        return replace(self, starts=starts, moved=self.moved_along(start, self.starts[before]))

    def with_border_at(self, start: int, to: int) -> Layout:
        """A group that begins elsewhere, between its neighbours. Raises GroupsError for what would go past one."""
        place = self.place_of(start)
        least = self.starts[place - 1] if place else -1
        most = self.starts[place + 1] if place + 1 < len(self.starts) else None
        if to <= least or (most is not None and to >= most):
            raise GroupsError("A border stays between its neighbours; merge the groups instead.")
        starts = tuple(to if one == start else one for one in self.starts)
        return replace(self, starts=starts, moved=self.moved_along(start, to))

    def with_claim_in(self, claim: int, start: int | None) -> Layout:
        """A claim put in another group, or, without a start, kept out of all of them."""
        if start is not None:
            self.place_of(start)
        return replace(self, moved={**self.moved, claim: start})

    def moved_along(self, start: int, to: int) -> dict[int, int | None]:
        """The claims that were moved, those of one group now in another."""
        return {claim: to if one == start else one for claim, one in self.moved.items()}

    def place_of(self, start: int) -> int:
        if start not in self.starts:
            raise GroupsError("This group is not there any more. Look at the groups as they are now.")
        return self.starts.index(start)


@dataclass(frozen=True, slots=True)
class Group:
    """A stretch of a report with the claims that tell of its incident. `event` is as found["event"] keeps one."""

    number: int
    start: int
    end: int
    why: str
    event: Mapping[str, Any]
    claims: tuple[Claim, ...] = ()

    @property
    def place(self) -> str:
        """Where, from near to far; empty where that was not found."""
        place = self.event.get("place") or {}
        return ", ".join(dict.fromkeys(filter(None, (place.get("name"), place.get("country")))))

    @property
    def days(self) -> str:
        """When, as days; empty where that was not found."""
        first, last = self.event.get("date_start"), self.event.get("date_end")
        return f"{first} to {last}" if first and last and first != last else first or ""

    @property
    def kind(self) -> str:
        """What kind of violence; empty where that was not found."""
        return self.event.get("sub_event_type") or self.event.get("event_type") or ""

    @property
    def actors(self) -> str:
        """Who fought, side against side; who is there by the type alone is marked."""
        named = [
            (f"{one['name']} (implied)" if one.get("implied") else one["name"], one["side"])
            for one in self.event.get("actors") or ()
        ]
        sides = (dict.fromkeys(name for name, stood in named if stood == side) for side in (Side.A, Side.B))
        return " / ".join(", ".join(side) for side in sides if side)

    @property
    def tally(self) -> list[tuple[Measure, str]]:
        """How many its claims count so far: those that nobody rejected."""
        return [(measure, words) for measure in TALLIED if (words := tally_words(self.claims, measure))]


@dataclass(frozen=True, slots=True)
class Groups:
    """A report in groups, in the order of its text, with the claims that tell of it as a whole."""

    groups: tuple[Group, ...]
    rest: tuple[Claim, ...] = ()
    version: int = 0
    """The row of the grouping that this is; 0 where it is as found."""

    def __iter__(self) -> Any:
        return iter(self.groups)

    def __len__(self) -> int:
        return len(self.groups)

    @property
    def are_several(self) -> bool:
        return len(self.groups) > 1

    @property
    def home(self) -> dict[int, Group]:
        """The group of each claim that has one, by the claim's key."""
        return {claim.pk: group for group in self.groups for claim in group.claims}


def found_incidents(report: Report) -> list[dict[str, Any]]:
    """What was found of each incident that a report tells of, in the order of its text; none in older reports."""
    return list(report.found.get("incidents") or ())


def layout_as_found(report: Report) -> Layout:
    """The groups of a report as they were found: one of the whole text where it tells of one incident."""
    starts = sorted({incident["span"][0] for incident in found_incidents(report)})
    return Layout(tuple(starts) if len(starts) > 1 else (0,))


def layout_by(report: Report, row: Grouping | None) -> Layout:
    """The groups as a row keeps them, or as found without one."""
    if row is None:
        return layout_as_found(report)
    moved = {int(key): start for key, start in row.moved.items()}
    return Layout(tuple(row.starts), moved, {int(start): event for start, event in row.events.items()})


def standing_grouping(report: Report, person: User) -> Grouping | None:
    """The row by which a report is grouped for a person; None where it stands as it was found.

    One query; none where `is_regrouped` was read with the report already, and says that nobody grouped it.
    """
    if not getattr(report, "is_regrouped", True):
        return None
    return Grouping.objects.standing_for(report, person).last()


def groups_for(report: Report, claims: Iterable[Claim], person: User) -> Groups:
    """A report in groups as it stands for a person, with these of its claims. One query."""
    row = standing_grouping(report, person)
    return groups_in(report, claims, layout_by(report, row), row.pk if row else 0)


def groups_in(report: Report, claims: Iterable[Claim], layout: Layout, version: int = 0) -> Groups:
    """A report in groups by a layout."""
    homes: dict[int | None, list[Claim]] = {}
    for claim in claims:
        homes.setdefault(home_of(claim, layout), []).append(claim)
    return Groups(
        tuple(
            Group(number, start, end, *told_in(report, layout, start), claims=tuple(homes.get(start, ())))
            for number, (start, end) in enumerate(layout.stretches(len(report.text)), start=1)
        ),
        tuple(homes.get(None, ())),
        version,
    )


def home_of(claim: Claim, layout: Layout) -> int | None:
    """The start of the group that a claim is in; None for one that tells of the report as a whole.

    A claim goes where a person put it, else with its words; one that was found to sum several goes to none.
    """
    if layout.is_single:
        return layout.starts[0]
    if claim.pk in layout.moved:
        start = layout.moved[claim.pk]
        return None if start is None else layout.start_at(start)
    if claim.found.get("incident", 0) is None:
        return None
    return layout.start_at(claim.words_start)


def told_in(report: Report, layout: Layout, start: int) -> tuple[str, Mapping[str, Any]]:
    """Why a group begins where it does, and what was read of its incident."""
    found = next((one for one in found_incidents(report) if one["span"][0] == start), None)
    why = found["why"] if found else BEGUN_HERE
    if layout.is_single:
        return why, report.found.get("event") or {}
    around = (one for one in found_incidents(report) if one["span"][0] <= start < one["span"][1])
    return why, layout.events.get(start) or found or next(around, {})
