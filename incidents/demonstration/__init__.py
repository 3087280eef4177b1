"""The demonstration desk as typed values: its sources, actors, people and incidents with their reports.

All of it was written for this project. Places, days and the rough course of events are public knowledge. The outlets,
the people quoted, the wording and many of the figures are invented, so nothing here may be cited. This module reads
and checks the TOML files beside it; `incidents.workflow` writes the record.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import MISSING, dataclass, fields
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any, TypeVar, get_type_hints

from incidents.demonstration.reader_decisions import DemonstrationAddition, DemonstrationDecision, Value
from incidents.demonstration.teamwork import (
    DemonstrationAnswer,
    DemonstrationComment,
    DemonstrationFlag,
    DemonstrationGift,
    DemonstrationMerge,
    DemonstrationReturn,
    DemonstrationSecondReading,
    DemonstrationSplit,
    DemonstrationTeamwork,
)
from incidents.vocabulary import CORRECTABLE, ActorKind, Reliability, Role, SourceKind

FOLDER = Path(__file__).parent


class DemonstrationError(ValueError):
    """A demonstration file holds something that cannot be right; the message names the file and the key."""


@dataclass(frozen=True, slots=True)
class DemonstrationSource:
    """A publisher. `affiliation` is the canonical name of the actor it speaks for, or empty."""

    name: str
    kind: SourceKind
    country: str
    language: str
    affiliation: str
    reliability: Reliability
    aliases: tuple[str, ...]
    notes: str


@dataclass(frozen=True, slots=True)
class DemonstrationActor:
    """An actor under the canonical name that the extraction lexicon gives it."""

    name: str
    kind: ActorKind
    country: str
    parent: str
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DemonstrationPerson:
    """Somebody who can sign in to the demonstration desk."""

    username: str
    name: str
    role: Role
    password: str


@dataclass(frozen=True, slots=True)
class DemonstrationReport:
    """One text as pasted, from a source named in sources.toml.

    `closed_in` says in how many seconds it was closed where that was faster than it can be read, else 0.
    """

    slug: str
    source: str
    published: date
    url: str
    title: str
    text: str
    reviewed: bool
    closed_in: int = 0
    decisions: tuple[DemonstrationDecision, ...] = ()
    added: tuple[DemonstrationAddition, ...] = ()


@dataclass(frozen=True, slots=True)
class DemonstrationIncident:
    """What happened, with the reports that tell of it."""

    title: str
    reports: tuple[DemonstrationReport, ...]


@dataclass(frozen=True, slots=True)
class Demonstration:
    """The whole desk."""

    sources: tuple[DemonstrationSource, ...]
    actors: tuple[DemonstrationActor, ...]
    people: tuple[DemonstrationPerson, ...]
    incidents: tuple[DemonstrationIncident, ...]
    teamwork: DemonstrationTeamwork

    @property
    def reports(self) -> Sequence[DemonstrationReport]:
        """Every report, in the order of the files."""
        return [report for incident in self.incidents for report in incident.reports]


def read_demonstration(folder: Path = FOLDER) -> Demonstration:
    """Read and check all files in `folder`.

    Raises DemonstrationError, which names the file. The reason may be an unknown or missing key, a value of the wrong
    kind, a slug used twice, or quoted words that are not in the text. Or something is named that no file defines: a
    source, actor, person, report or incident.
    """
    sources = _read_rows(folder / "sources.toml", "source", DemonstrationSource)
    actors = _read_rows(folder / "actors.toml", "actor", DemonstrationActor)
    people = _read_rows(folder / "people.toml", "person", DemonstrationPerson)
    incidents = tuple(_read_incident(path) for path in sorted((folder / "reports").glob("*.toml")))
    demonstration = Demonstration(sources, actors, people, incidents, _read_teamwork(folder / "teamwork.toml"))
    _refuse_unknown_names(demonstration)
    _refuse_repeated_slugs(demonstration)
    _refuse_unknown_in_teamwork(demonstration)
    return demonstration


Row = TypeVar("Row")


def _read_rows(path: Path, key: str, kind: type[Row]) -> tuple[Row, ...]:
    """All tables `[[key]]` of a file that holds nothing else."""
    tables = _parse(path)
    rows = _take_rows(tables, key, kind, path.name)
    _refuse_keys(tables, path.name)
    return rows


def _take_rows(tables: dict[str, Any], key: str, kind: type[Row], where: str, **nested: type) -> tuple[Row, ...]:
    """The tables `[[key]]`, taken out of the others. `nested` says of what kind the tables within each are, by key."""
    rows = []
    for number, table in enumerate(tables.pop(key, []), start=1):
        place = f"{where}, {key} {number}"
        within: dict[str, object] = {
            f"{name}s": _take_rows(table, name, inner, place) for name, inner in nested.items()
        }
        rows.append(_build(kind, table, place, **within))
    return tuple(rows)


def _read_incident(path: Path) -> DemonstrationIncident:
    tables = _parse(path)
    incident = tables.pop("incident", {})
    reports = tables.pop("report", [])
    _refuse_keys(tables, path.name)
    read = tuple(_read_report(table, f"{path.name}, report {number}") for number, table in enumerate(reports, start=1))
    return _build(DemonstrationIncident, incident, path.name, reports=read)


def _read_report(table: dict[str, Any], where: str) -> DemonstrationReport:
    decisions = tuple(_build(DemonstrationDecision, row, where) for row in table.pop("decision", []))
    added = tuple(_build(DemonstrationAddition, row, where) for row in table.pop("added", []))
    report = _build(DemonstrationReport, table, where, decisions=decisions, added=added)
    _refuse_misquoted(_words_of_report(report), report.text, where)
    return report


def _refuse_misquoted(quoted: Iterable[tuple[str, Value]], text: str, where: str) -> None:
    for raw, value in quoted:
        _refuse_keys(set(value) - set(CORRECTABLE), f"{where}, value")
        if raw not in text:
            raise DemonstrationError(f"{where}: the words {raw!r} are not in the text")


def _read_teamwork(path: Path) -> DemonstrationTeamwork:
    tables = _parse(path)
    read = DemonstrationTeamwork(
        second_readings=_take_rows(
            tables, "second_reading", DemonstrationSecondReading, path.name, decision=DemonstrationDecision
        ),
        returns=_take_rows(tables, "sent_back", DemonstrationReturn, path.name),
        gifts=_take_rows(tables, "given", DemonstrationGift, path.name),
        flags=_take_rows(tables, "flag", DemonstrationFlag, path.name),
        comments=_take_rows(tables, "comment", DemonstrationComment, path.name, answer=DemonstrationAnswer),
        merges=_take_rows(tables, "merge", DemonstrationMerge, path.name),
        splits=_take_rows(tables, "split", DemonstrationSplit, path.name),
    )
    _refuse_keys(tables, path.name)
    return read


def _words_of_report(report: DemonstrationReport) -> list[tuple[str, Value]]:
    """The words and values of all that an analyst said about a report."""
    decided = [(decision.raw, decision.value) for decision in report.decisions]
    return decided + [(addition.raw, addition.value) for addition in report.added]


def _parse(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise DemonstrationError(f"{path.name}: {error}") from error


def _build(kind: type[Row], table: dict[str, Any], where: str, **ready: object) -> Row:
    """A `kind` from a table whose keys are its fields; fields in `ready` are taken as they are."""
    hints = get_type_hints(kind)
    known = {column.name: column for column in fields(kind) if column.name not in ready}  # type: ignore[arg-type]
    _refuse_keys(set(table) - set(known), where)
    for name, column in known.items():
        if name not in table and column.default is MISSING and column.default_factory is MISSING:
            raise DemonstrationError(f"{where}: the key {name!r} is missing")
    values = {key: _convert(value, hints[key], f"{where}, {key}") for key, value in table.items()}
    return kind(**values, **ready)


def _convert(value: object, hint: Any, where: str) -> object:
    """`value` as the field's type has it: enums from their values, tuples of words from lists."""
    if isinstance(hint, type) and issubclass(hint, Enum):
        return _member(hint, value, where)
    if hint == tuple[str, ...]:
        if isinstance(value, list) and all(isinstance(word, str) for word in value):
            return tuple(value)
    elif isinstance(value, _plain_type(hint)) and (hint is bool or not isinstance(value, bool)):
        return value.strip("\n") if isinstance(value, str) else value
    raise DemonstrationError(f"{where}: {value!r} is not of the right kind")


def _plain_type(hint: Any) -> type:
    return hint if isinstance(hint, type) else dict


def _member(hint: type[Enum], value: object, where: str) -> Enum:
    try:
        return hint(value)
    except ValueError:
        known = ", ".join(str(member.value) for member in hint)
        raise DemonstrationError(f"{where}: {value!r} is not one of {known}") from None


def _refuse_keys(unknown: Collection[str], where: str) -> None:
    if unknown:
        raise DemonstrationError(f"{where}: unknown key {', '.join(sorted(unknown))}")


def _refuse_unknown_names(demonstration: Demonstration) -> None:
    sources = {source.name for source in demonstration.sources}
    actors = {actor.name for actor in demonstration.actors}
    _refuse_others((source.affiliation for source in demonstration.sources), actors, "actor")
    _refuse_others((actor.parent for actor in demonstration.actors), actors, "actor")
    for report in demonstration.reports:
        _refuse_others([report.source], sources, f"report {report.slug}: source")
        _refuse_others(_actors_named_in(_words_of_report(report)), actors, f"report {report.slug}: actor")


def _refuse_unknown_in_teamwork(demonstration: Demonstration) -> None:
    teamwork = demonstration.teamwork
    texts = {report.slug: report.text for report in demonstration.reports}
    _refuse_others(teamwork.people, {person.username for person in demonstration.people}, "person")
    _refuse_others(teamwork.reports, set(texts), "report")
    _refuse_others(teamwork.incidents, {incident.title for incident in demonstration.incidents}, "incident")
    for reading in teamwork.second_readings:
        quoted = [(decision.raw, decision.value) for decision in reading.decisions]
        where = f"second reading of {reading.report}"
        _refuse_misquoted(quoted, texts[reading.report], where)
        _refuse_others(_actors_named_in(quoted), {actor.name for actor in demonstration.actors}, f"{where}: actor")
    for slug, raw in teamwork.words:
        _refuse_misquoted([(raw, {})], texts[slug], f"words of {slug}")


def _actors_named_in(quoted: Iterable[tuple[str, Value]]) -> list[str]:
    return [str(value[name]) for _, value in quoted for name in ("actor", "speaker") if name in value]


def _refuse_others(names: Iterable[str], known: set[str], what: str) -> None:
    for name in names:
        if name and name not in known:
            raise DemonstrationError(f"{what} {name!r} is not known")


def _refuse_repeated_slugs(demonstration: Demonstration) -> None:
    slugs = [report.slug for report in demonstration.reports]
    repeated = {slug for slug in slugs if slugs.count(slug) > 1}
    if repeated:
        raise DemonstrationError(f"slug used twice: {', '.join(sorted(repeated))}")
