"""The briefing of one incident: its figures and their reasons, who says so, when and where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from incidents.charts.frame import Chart
from incidents.filters.as_of import AsOf
from incidents.models import Estimate, Incident, Report, ReportLink
from incidents.pages.frame.briefing import HOW_TO_READ, Briefing, Part, Section, as_pdf
from incidents.pages.frame.charts import refuse_file
from incidents.pages.frame.replay import replayable
from incidents.pages.frame.requests import DeskRequest
from incidents.pages.incident.charts import Known, claims_of, known_of, map_of_incident
from incidents.pages.incident.figures import ClaimStanding, FigureShown, MeasureShown, measures_shown
from incidents.paper import Column, Fact, Link, Paragraph, Table, Text
from incidents.phrases import how_many, shorten_words
from incidents.vocabulary import GeoPrecision, Standing
from incidents.workflow.desk.people import name_of

MOST_WORDS = 160
"""Letters of a quotation."""


def briefing_of_incident(incident: Incident, as_of: AsOf) -> Briefing:
    """All of it as known then, in as many queries as the incident's own page needs for its figures."""
    known = known_of(incident, as_of)
    claims = [claim for claim in known.basis.all_claims if as_of.includes(claim.report.known_at)]
    measures = [
        shown for shown in measures_shown(known.estimates, claims, known.basis, as_of.moment) if shown.is_spoken_of
    ]
    headline = next((shown.people for shown in measures if shown.people and shown.people.is_known), None)
    return Briefing(
        title=incident.title,
        facts=list(facts_of(known)),
        leads=[lead_of(shown.people) for shown in measures if shown.people],
        summary=summary_of(known, measures),
        sections=[
            Section("Figures", [figures_table(measures)] if measures else []),
            Section("Why these figures", list(reasons_of(measures))),
            Section("Claims over time", charts_to_print(claims_of(known, headline, with_later=False))),
            Section("Who says so", [claims_table(measures, as_of)] if measures else []),
            Section("Where", charts_to_print(map_of_incident(incident))),
            Section("Sources", [reports_table(known)] if reports_of(known) else []),
            Section("How to read this", [Paragraph(words) for words in HOW_TO_READ]),
        ],
        caption=known.caption,
        address=as_of.keep(reverse("incident-briefing", args=[incident.pk])),
        pdf=as_of.keep(reverse("incident-briefing-pdf", args=[incident.pk])),
    )


def charts_to_print(chart: Chart | None) -> list[Part]:
    return [chart] if chart else []


def facts_of(known: Known) -> Iterator[Fact]:
    """What happened, when, where, and who took part."""
    incident = known.incident
    days = f"{incident.date_start}" + (f" to {incident.date_end}" if incident.date_end != incident.date_start else "")
    exactly = "" if incident.date_precision == "day" else f"to the {incident.get_date_precision_display()}"
    yield Fact("When", days, exactly)
    yield Fact("Where", incident.place or "not known", precision_words(incident))
    yield Fact("Type", incident.sub_event_type or incident.event_type or "not recorded")
    for part in known.basis.parts:
        yield Fact(part.get_side_display().capitalize(), part.actor.name, part.actor.get_kind_display())


def precision_words(incident: Incident) -> str:
    return GeoPrecision(incident.geo_precision).label if incident.geo_precision else ""


def lead_of(figure: FigureShown) -> Fact:
    """A figure for people as a whole, with its range and what must be known beside it."""
    estimate = figure.estimate
    known = estimate.figure
    said = [known.beside_best if known.is_one_number else f"reported range {known.ends}"]
    said += [flag.label for flag in estimate.flag_words] + (["set by hand"] if estimate.is_overridden else [])
    return Fact(estimate.get_measure_display(), figure.best, "; ".join(words for words in said if words))


def summary_of(known: Known, measures: Sequence[MeasureShown]) -> str:
    """One sentence that a reader can quote."""
    told = how_many(len(reports_of(known)), "report")
    figures = [f"{shown.people.estimate.figure} {shown.measure.label}" for shown in measures if shown.people]
    return f"{'; '.join(figures)}. From {told}." if figures else f"No figure stands. From {told}."


def figures_table(measures: Sequence[MeasureShown]) -> Table:
    rows = [figure_row(shown, figure) for shown in measures for figure in shown.figures]
    columns = ("Counted", "Whose", "Low", "Best", "High", "Origins", "Reports", "Marks")
    return Table([Column(name, name in ("Low", "Best", "High", "Origins", "Reports")) for name in columns], rows)


def figure_row(shown: MeasureShown, figure: FigureShown) -> list[str]:
    estimate = figure.estimate
    marks = [flag.label for flag in estimate.flag_words] + (["set by hand"] if estimate.is_overridden else [])
    counts = [str(estimate.origins), str(estimate.reports)]
    return [shown.measure.label, estimate.population_label, *estimate.figure.cells, *counts, ", ".join(marks) or "–"]


def reasons_of(measures: Sequence[MeasureShown]) -> Iterator[Part]:
    """Why each figure is what it is, as its rules say it; and what a person set in its place."""
    for shown in measures:
        for figure in shown.figures:
            yield from reason_for_figure(shown, figure.estimate)


def reason_for_figure(shown: MeasureShown, estimate: Estimate) -> Iterator[Part]:
    head = f"{shown.measure.label.capitalize()}, {estimate.population_label}: {estimate.figure}. "
    if estimate.override:
        person = name_of(estimate.override.person)
        yield Paragraph(
            f"{head}Set by hand by {person}: {estimate.override.reason} The rules give {estimate.derived_figure}."
        )
    elif estimate.why:
        yield Paragraph(head + estimate.why)


def claims_table(measures: Sequence[MeasureShown], as_of: AsOf) -> Table:
    """Every claim that was not rejected, with the way to its words and what became of it."""
    rows = [
        claim_row(f"{shown.measure.label}, {group.population}", row, as_of)
        for shown in measures
        for group in shown.claims
        for row in group.rows
        if row.claim.standing != Standing.REJECTED
    ]
    columns = ("Origin", "Counted", "Figure", "Words", "Interest", "Published", "In the estimate")
    return Table([Column(name) for name in columns], rows)


def claim_row(counted: str, row: ClaimStanding, as_of: AsOf) -> list[Text]:
    claim, report = row.claim, row.claim.report
    quoted = Link(f"“{shorten_words(claim.words, MOST_WORDS)}”", as_of.keep(claim.get_absolute_url()))
    said = f"{report.published}, {report.source.name} ({report.source.reliability})"
    figure = "denied" if claim.denies else printed_figure_words(row)
    return [claim.origin, counted, figure, quoted, row.interest.label, said, row.words]


def printed_figure_words(row: ClaimStanding) -> str:
    """The numbers of a claim: "34", "34 (34 to open)", "no figure"."""
    if not row.has_figure or row.low == row.best == row.high:
        return row.best
    return f"{row.best} ({row.low} to {row.high})"


def reports_of(known: Known) -> list[ReportLink]:
    """The reports that tell of it, published by then."""
    return [link for link in known.basis.links if known.as_of.includes(link.report.known_at)]


def reports_table(known: Known) -> Table:
    """The reports that tell of it, with their grades; the published address where there is one."""
    columns = ("Published", "Source", "Grade", "Report", "Where it can be read")
    return Table([Column(name) for name in columns], [report_row(link.report, known) for link in reports_of(known)])


def report_row(report: Report, known: Known) -> list[Text]:
    title = Link(report.title, known.as_of.keep(report.get_absolute_url()))
    address = Link("published text", report.url) if report.url else "no address kept"
    return [str(report.published), report.source.name, report.source.get_reliability_display(), title, address]


@require_GET
@replayable
def incident_briefing(request: DeskRequest, pk: int) -> HttpResponse:
    """One incident: figure, range, reasons, sources, timeline, map."""
    found = get_object_or_404(Incident.objects.unmerged(), pk=pk)
    briefing = briefing_of_incident(found, request.as_of)
    return render(
        request,
        "incident/briefing.html",
        {"briefing": briefing, "caption": briefing.caption, "incident": found},
    )


@require_GET
@replayable
def incident_briefing_pdf(request: DeskRequest, pk: int) -> HttpResponse:
    """The same as a document. No document for a wrong date."""
    found = get_object_or_404(Incident.objects.unmerged(), pk=pk)
    return refuse_file(request.as_of) or as_pdf(briefing_of_incident(found, request.as_of), request)
