"""How far readers agree, as rows: all together, by pair, by month, with a cell a field."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.models import User

from incidents.filters.days import DaysFilter
from incidents.pages.second_reading.settle import answer_words
from incidents.workflow.desk.people import name_of
from incidents.workflow.review.agreement import Agreement, Field, Unit, units_of


@dataclass(frozen=True, slots=True)
class Cell:
    """One field of one row; `address` leads to where the readers differ in it."""

    agreement: Agreement
    address: str


@dataclass(frozen=True, slots=True)
class Row:
    """All pairs together, one pair or one month, with a cell for each field."""

    label: str
    cells: Sequence[Cell]
    address: str

    @property
    def units(self) -> int:
        """How many answers were compared, over all fields."""
        return sum(cell.agreement.units for cell in self.cells)

    @property
    def share(self) -> float | None:
        """The share of equal answers over all fields."""
        equal = sum(cell.agreement.equal for cell in self.cells)
        return equal / self.units if self.units else None


@dataclass(frozen=True, slots=True)
class Difference:
    """One claim and one field in which its two readers differ."""

    unit: Unit
    field: Field

    @property
    def values(self) -> tuple[str, str]:
        """What A and B answered, in words."""
        first, second = (answer_words(answer)[self.field.name] for answer in self.unit.answers)
        return first, second


def chosen_units(person: User, form: DaysFilter) -> list[Unit]:
    """Those of them whose second reading was finished on the days chosen."""
    return [unit for unit in units_of(None if sees_the_desk(person) else person) if form.has(unit.finished)]


def sees_the_desk(person: User) -> bool:
    return person.has_perm("incidents.settle_report")


def pair_key(unit: Unit) -> str:
    """A pair of readers as addresses have it: "3-7"."""
    return "{}-{}".format(*unit.pair)


def pair_label(unit: Unit) -> str:
    return " and ".join(sorted(name_of(reader) for reader in unit.readers))
