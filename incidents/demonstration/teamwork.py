"""What the demonstration desk's people do together, as typed values: the tables of teamwork.toml.

A report goes by its slug, an incident by its title, a person by their user name.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from incidents.demonstration.reader_decisions import DemonstrationDecision


@dataclass(frozen=True, slots=True)
class DemonstrationSecondReading:
    """A report that two read apart: the first as its own file decides, the second as `decisions` do.

    With fewer than two readers it waits for them, and without `settled_by` it waits to be settled.
    """

    report: str
    asked_by: str
    readers: tuple[str, ...]
    settled_by: str = ""
    decisions: tuple[DemonstrationDecision, ...] = ()


@dataclass(frozen=True, slots=True)
class DemonstrationReturn:
    """A report that `reader` finished and somebody else sent back."""

    report: str
    reader: str
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class DemonstrationGift:
    """A report that was given to somebody to read."""

    report: str
    to: str
    by: str


@dataclass(frozen=True, slots=True)
class DemonstrationFlag:
    """A claim, by its words, that is marked for another look."""

    report: str
    raw: str


@dataclass(frozen=True, slots=True)
class DemonstrationAnswer:
    """An answer in a thread."""

    person: str
    text: str


@dataclass(frozen=True, slots=True)
class DemonstrationComment:
    """A thread on an incident, on a report, or on the claim of that report whose words are `raw`."""

    person: str
    text: str
    incident: str = ""
    report: str = ""
    raw: str = ""
    resolved_by: str = ""
    answers: tuple[DemonstrationAnswer, ...] = ()


@dataclass(frozen=True, slots=True)
class DemonstrationMerge:
    """Two incidents of the files that were one."""

    kept: str
    merged: str
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class DemonstrationSplit:
    """Reports of an incident that told of another one, which is then called `title`."""

    incident: str
    reports: tuple[str, ...]
    title: str
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class DemonstrationTeamwork:
    """The whole file."""

    second_readings: tuple[DemonstrationSecondReading, ...]
    returns: tuple[DemonstrationReturn, ...]
    gifts: tuple[DemonstrationGift, ...]
    flags: tuple[DemonstrationFlag, ...]
    comments: tuple[DemonstrationComment, ...]
    merges: tuple[DemonstrationMerge, ...]
    splits: tuple[DemonstrationSplit, ...]

    @property
    def people(self) -> Iterator[str]:
        """Every user name in it."""
        for reading in self.second_readings:
            yield from (reading.asked_by, *reading.readers, reading.settled_by)
        for returned in self.returns:
            yield from (returned.reader, returned.by)
        for given in self.gifts:
            yield from (given.to, given.by)
        for comment in self.comments:
            yield from (comment.person, comment.resolved_by, *(answer.person for answer in comment.answers))
        for merge in self.merges:
            yield merge.by
        for split in self.splits:
            yield split.by

    @property
    def reports(self) -> Iterator[str]:
        """Every slug in it."""
        yield from (reading.report for reading in self.second_readings)
        yield from (returned.report for returned in self.returns)
        yield from (given.report for given in self.gifts)
        yield from (flag.report for flag in self.flags)
        yield from (comment.report for comment in self.comments)
        for split in self.splits:
            yield from split.reports

    @property
    def incidents(self) -> Iterator[str]:
        """Every title of an incident of the files in it."""
        for merge in self.merges:
            yield from (merge.kept, merge.merged)
        yield from (split.incident for split in self.splits)
        yield from (comment.incident for comment in self.comments)

    @property
    def words(self) -> Iterator[tuple[str, str]]:
        """The words of claims that are flagged or talked about, each with the slug of its report."""
        yield from ((flag.report, flag.raw) for flag in self.flags)
        yield from ((comment.report, comment.raw) for comment in self.comments if comment.raw)
