"""What every policy makes of the same incidents: totals, periods, and the incidents on which they differ most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from incidents.charts.figures import policies_over_time, policy_totals
from incidents.charts.figures.policies_compared import change_words
from incidents.charts.frame import FIGURE_COLUMNS, FILE, PAGE, Cell, Chart, Column, Line
from incidents.charts.rows import PolicyRow
from incidents.charts.series import periods
from incidents.charts.series import policies as series
from incidents.filters.policies import PolicyComparisonFilter
from incidents.models import DeskPolicy
from incidents.models.estimate import FiguresQuerySet, figures_at
from incidents.pages.frame.charts import chart_csv, refuse_file, selection_caption
from incidents.pages.frame.record_pages import frame_context, incidents_between, record_answer
from incidents.pages.frame.replay import replayable
from incidents.pages.frame.requests import DeskRequest
from incidents.phrases import how_many
from incidents.vocabulary import Policy, Status

NUMBERS = (
    *FIGURE_COLUMNS,
    Column("incidents", "Incidents", is_number=True, meaning="Incidents that have a figure under the policy"),
    Column("change", "Against the followed"),
    Column("change_per_cent", "Change in per cent", only=FILE),
)
TOTALS = (
    Column("under_policy", "Policy"),
    Column("meaning", "What it does"),
    Column("measure", "Measure", only=FILE),
    *NUMBERS,
)
PERIODS = (
    Column("period", "Period", only=PAGE),
    Column("first_day", "First day", only=FILE),
    Column("last_day", "Last day", only=FILE),
    Column("under_policy", "Policy"),
    Column("measure", "Measure", only=FILE),
    *NUMBERS,
)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the filters choose, under each policy: its totals and its periods, the policy that is followed first."""

    every: str
    found: periods.Totals
    rows: Sequence[PolicyRow]
    totals: Sequence[PolicyRow]
    differing: Sequence[series.Differing]

    @property
    def policies(self) -> list[Policy]:
        return [row.policy for row in self.totals]

    @property
    def has_figures(self) -> bool:
        return any(row.best is not None for row in self.totals)

    @property
    def n(self) -> str:
        """How many incidents fit, and how many of them have no figure as it stands."""
        unknown = f", {self.found.unknown:,} without a figure" if self.found.unknown else ""
        return how_many(self.found.incidents, "incident") + unknown


@require_GET
@replayable
def policy_comparison(request: DeskRequest) -> HttpResponse:
    """The comparison; without its filters and frame where htmx asks."""
    form = PolicyComparisonFilter(request.GET)
    comparison = select_policies(form)
    context = frame_context(request, form) | {
        "comparison": comparison,
        "charts": [totals_chart(form, comparison), policy_periods_chart(form, comparison)]
        if comparison.has_figures
        else [],
        "found_words": sentence_on_policies(form, comparison) if comparison.has_figures else "No figure",
    }
    return record_answer(request, "policies", context)


@require_GET
@replayable
def policy_comparison_csv(request: DeskRequest, chart: str) -> HttpResponse:
    """The numbers of one of the charts as CSV."""
    drawn = {"totals": totals_chart, "periods": policy_periods_chart}.get(chart)
    if not drawn:
        raise Http404
    form = PolicyComparisonFilter(request.GET)
    return refuse_file(request.as_of) or chart_csv(
        drawn(form, select_policies(form)), selection_caption(form, request.as_of)
    )


def select_policies(form: PolicyComparisonFilter) -> Comparison:
    """What the filters choose, as known then, in four queries beside the form's own."""
    figures = figures_of(form)
    followed = DeskPolicy.now()
    found = periods.totals(form.tolls())
    every = form.chosen.get("every") or series.fitting_panel_period(found.first, found.last)
    rows = series.policy_rows(figures, every, followed, lambda first, last: incidents_between(form, first, last))
    differing = f"{reverse('policy-comparison')}?{form.address()}#differing"
    return Comparison(every, found, rows, series.all_periods(rows, differing), series.differing_most(figures, followed))


def figures_of(form: PolicyComparisonFilter) -> FiguresQuerySet[Any]:
    """The figures of what is counted, of the incidents that fit: those that add up to the timeline's."""
    figures = figures_at(form.known_at).filter(
        measure=form.measure_chosen, incident__in=form.incidents().order_by().values("pk")
    )
    if form.status_chosen == Status.COMBATANT:
        return figures.combatants()
    return figures.civilians() if form.status_chosen else figures.people()


def totals_chart(form: PolicyComparisonFilter, comparison: Comparison) -> Chart:
    """Each policy's total, with its range."""
    title = f"People {form.counted_words} under each policy"
    return Chart(
        name=f"{form.measure_chosen}-under-each-policy",
        title=title,
        figure=policy_totals(comparison.totals, form.counted_words) if comparison.has_figures else None,
        takeaway=sentence_on_policies(form, comparison),
        table_title=f"{title}: best figure and reported range",
        columns=TOTALS,
        lines=[
            Line((row.policy.label, row.policy.meaning, form.measure_chosen, *numbers_of_policy(row)), row.url)
            for row in comparison.totals
        ],
        n=comparison.n,
        csv=policies_csv(form, "totals"),
        note="What a person set stands under every policy. Choose one to see where the difference comes from.",
    )


def policy_periods_chart(form: PolicyComparisonFilter, comparison: Comparison) -> Chart:
    """Each policy's periods in a panel of its own."""
    title = f"People {form.counted_words} by {comparison.every} under each policy"
    panels = series.by_policy(comparison.rows)
    return Chart(
        name=f"{form.measure_chosen}-by-{comparison.every}-under-each-policy",
        title=title,
        figure=policies_over_time(panels, form.counted_words) if comparison.has_figures else None,
        takeaway=farthest(comparison),
        table_title=f"{title}: best figure and reported range",
        columns=PERIODS,
        lines=[policy_line(row, form.measure_chosen) for row in comparison.rows],
        n=comparison.n,
        csv=policies_csv(form, "periods"),
        note="Not cumulative; thin lines are the reported range. Choose a bar to see the incidents of its period.",
    )


def numbers_of_policy(row: PolicyRow) -> tuple[int | float | Cell | None, ...]:
    """A policy's numbers, as the columns NUMBERS have them."""
    change = Cell(row.change, change_words(row))
    share = None if row.share is None else round(row.share * 100, 1)
    return row.low, row.best, row.high, row.incidents, change, share


def policy_line(row: PolicyRow, measure: str) -> Line:
    days = row.first.isoformat() if row.first == row.last else f"{row.first} to {row.last}"
    return Line((days, row.first, row.last, row.policy.label, measure, *numbers_of_policy(row)), row.url)


def sentence_on_policies(form: PolicyComparisonFilter, comparison: Comparison) -> str:
    """The one sentence: what is counted under the followed policy, and between which totals the policies lie."""
    known = [row for row in comparison.totals if row.best is not None]
    if not known:
        return "No policy gives a figure."
    followed = comparison.totals[0]
    least, most = (pick(known, key=lambda row: row.best or 0) for pick in (min, max))
    if least.best == most.best:
        return f"Every policy makes it {most.best:,} {form.counted_words}."
    return (
        f"{followed.policy.label[:1].upper()}{followed.policy.label[1:]}, which the desk follows, makes it "
        f"{'no figure' if followed.best is None else f'{followed.best:,} {form.counted_words}'}; "
        f"the least is {least.best:,} ({least.policy.label}), the most {most.best:,} ({most.policy.label})."
    )


def farthest(comparison: Comparison) -> str:
    """The one sentence of the periods: when a policy lies farthest from the one that is followed."""
    apart = [row for row in comparison.rows if row.change]
    if not apart:
        return f"The policies agree in every {comparison.every}."
    row = max(apart, key=lambda each: abs(each.change or 0))
    return f"Farthest apart from {row.first} to {row.last}: {row.policy.label} makes it {change_words(row)}."


def policies_csv(form: PolicyComparisonFilter, chart: str) -> str:
    return f"{reverse('policy-comparison-csv', args=[chart])}?{form.address()}"
