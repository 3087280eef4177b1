"""The figure that stands for an incident in lists, charts and exports: one row each, joined or added up."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    Count,
    F,
    FilteredRelation,
    IntegerField,
    JSONField,
    OuterRef,
    Q,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from incidents.models.population import EVERY_KEY, PEOPLE_KEY
from incidents.vocabulary import Status

NUMBERS = ("low", "best", "high")


def toll_of(measure: str, known_at: datetime | None, status: str, figures: Any) -> dict[str, Any]:
    """Annotations of incidents, as `Incident.objects.with_toll` describes them; `figures` are those that stood then."""
    return added_toll(measure, figures) if status == Status.COMBATANT else joined_toll(measure, known_at, status)


def joined_toll(measure: str, known_at: datetime | None, status: str) -> dict[str, Any]:
    """The one figure of people as a whole, or of all civilians, by a join: the database reads it off an index."""
    key = EVERY_KEY[Status(status)] if status else PEOPLE_KEY
    kept = "vintages" if known_at else "estimates"
    chosen = Q(**{f"{kept}__measure": measure, f"{kept}__population_key": key})
    if known_at:
        lasted = Q(**{f"{kept}__known_until__isnull": True}) | Q(**{f"{kept}__known_until__gt": known_at})
        chosen &= lasted & Q(**{f"{kept}__known_from__lte": known_at})
    by_hand = When(figure__override_best__isnull=False, then=Value(False))
    return {
        "figure": FilteredRelation(kept, condition=chosen),
        **{f"toll_{name}": Coalesce(f"figure__override_{name}", f"figure__{name}") for name in NUMBERS},
        "toll_open": Case(by_hand, default="figure__open_upper", output_field=BooleanField(null=True)),
        "toll_flags": F("figure__flags"),
    }


def added_toll(measure: str, figures: Any) -> dict[str, Any]:
    """The combatants of all sides: they have no figure of their own, so those of the sides are added up."""
    sides = figures.filter(incident=OuterRef("pk"), measure=measure).combatants().with_figures()
    added = sides.order_by().values("incident")
    sums = {name: added.annotate(added=Sum(f"shown_{name}")).values("added") for name in NUMBERS}
    opened = added.annotate(opened=Count("pk", filter=Q(shown_open=True))).values("opened")
    return {
        **{f"toll_{name}": Subquery(sum_of, output_field=IntegerField()) for name, sum_of in sums.items()},
        "open_sides": Subquery(opened, output_field=IntegerField()),
        "toll_open": Case(When(open_sides__gt=0, then=Value(True)), default=Value(False)),
        "toll_flags": Value([], output_field=JSONField()),
    }
