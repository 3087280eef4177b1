"""The incidents that need a decision as their page shows them: one row an incident, with what is asked of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from incidents.models import Estimate, Incident
from incidents.models.estimate import Figures, FiguresQuerySet
from incidents.models.people import PEOPLE_KEY
from incidents.pages.frame.figure_forms import ConfirmationForm
from incidents.vocabulary import Measure, Question


@dataclass(slots=True)
class MeasureAsked:
    """What is asked about one measure of an incident, and the figure that settles it all."""

    measure: Measure
    whole: Figures
    figures: list[Figures]
    form: ConfirmationForm | None = None


@dataclass(slots=True)
class DecisionRow:
    """An incident that needs a decision. `share` is what it holds of the total of killed, between 0 and 1."""

    incident: Incident
    killed: Figures | None
    share: float | None
    asked: list[MeasureAsked] = field(default_factory=list)

    @property
    def weightiest(self) -> Figures | None:
        """The figure about which most could change; None where nobody can tell of any."""
        known = [one for asked in self.asked for one in asked.figures if one.stake is not None]
        return max(known, key=lambda one: one.stake or 0, default=None)

    @property
    def question_words(self) -> list[Question]:
        """Why it needs a decision, each reason once."""
        asked = {question for asked in self.asked for one in asked.figures for question in one.question_words}
        return [question for question in Question if question in asked]


def decision_rows(keys: Sequence[int], figures: FiguresQuerySet[Any], dead: int, **options: Any) -> list[DecisionRow]:
    """The rows of these incidents in this order; `dead` are those of all incidents together. One query.

    `options` are `may_confirm`, and `bound`: forms that were filled in wrongly, by the pk of their figure.
    """
    shown = figures.filter(Q(incident__in=keys) & (~Q(questions=[]) | Q(population_key=PEOPLE_KEY)))
    by_incident: dict[int, list[Figures]] = {key: [] for key in keys}
    for figure in shown.select_related("incident", "actor"):
        by_incident[figure.incident_id].append(figure)
    return [decision_row(own, dead, **options) for own in by_incident.values() if own]


def decision_row(
    figures: Sequence[Figures],
    dead: int,
    *,
    may_confirm: bool = False,
    bound: dict[int, ConfirmationForm] | None = None,
) -> DecisionRow:
    """The row of one incident, from its figures for people and those in question."""
    people = {one.measure: one for one in figures if one.population_key == PEOPLE_KEY}
    killed = people.get(Measure.KILLED)
    row = DecisionRow(figures[0].incident, killed, share_of(killed, dead))
    for measure in Measure:
        asked = [one for one in figures if one.measure == measure and one.questions]
        if asked:
            whole = people.get(measure, asked[0])
            form = confirmation_form(whole, bound or {}) if may_confirm else None
            row.asked.append(MeasureAsked(measure, whole, without_echo(asked), form))
    return row


def without_echo(asked: Iterable[Figures]) -> list[Figures]:
    """Without people as a whole where all that is asked of them is asked of somebody within."""
    whole = [one for one in asked if one.population_key == PEOPLE_KEY]
    within = [one for one in asked if one.population_key != PEOPLE_KEY]
    asked_within = {question for one in within for question in one.questions}
    return [one for one in whole if not asked_within.issuperset(one.questions)] + within


def confirmation_form(whole: Figures, bound: dict[int, ConfirmationForm]) -> ConfirmationForm | None:
    """The form that lets a figure stand; a figure of an earlier day has none."""
    if not isinstance(whole, Estimate):
        return None
    return bound.get(whole.pk) or ConfirmationForm(estimate=whole, auto_id=f"stand-{whole.pk}-%s")


def share_of(killed: Figures | None, dead: int) -> float | None:
    """What an incident holds of all the dead, by best; None where nobody counts its dead."""
    best = killed.figure.best if killed else None
    return None if best is None or not dead else best / dead
