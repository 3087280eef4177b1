"""The briefing of a selection: what its incidents come to, when, where, and who told of them."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count, F, Q
from django.urls import reverse

from incidents.charts import map as incident_maps
from incidents.charts.frame import Caption, Chart
from incidents.charts.series.periods import sums
from incidents.charts.timeline.stacked import stacked_timeline
from incidents.figure import UNKNOWN, Figure
from incidents.filters.incidents import IncidentFilter
from incidents.filters.map import MapFilter
from incidents.filters.timeline import TimelineFilter
from incidents.models import ReportLink
from incidents.models.estimate import figures_at
from incidents.pages.frame.briefing import HOW_TO_READ, Briefing, Part, Section
from incidents.pages.frame.requests import DeskRequest
from incidents.paper import Column, Fact, Link, Paragraph, Table, Text
from incidents.phrases import how_many
from incidents.vocabulary import Flag, Measure

MOST_INCIDENTS = 25
MOST_COUNTRIES = 12
MOST_SOURCES = 15


def briefing_of_record(request: DeskRequest, form: IncidentFilter, caption: Caption) -> Briefing:
    """What the filters choose, as known then, in a constant number of queries."""
    shown = stacked_timeline(TimelineFilter(request.GET))
    totals = shown.selection.totals
    counted = how_many(totals.incidents, "incident")
    if not totals.incidents:
        parts: list[Section] = []
    else:
        parts = [
            Section("Over time", [shown.chart] if shown.chart.figure else []),
            Section("Where", [map_of_incidents(request), countries_table(form)]),
            Section(f"The incidents with most {form.counted_words}", [incidents_table(form, totals.incidents)]),
            Section("What to know of these figures", list(cautions(form, totals.unknown))),
            Section("Who told of them", [sources_table(form)]),
        ]
    query = f"?{form.language()}" if form.language() else ""
    return Briefing(
        title=f"Briefing: {form.filter_words}",
        facts=[Fact("Chosen", form.filter_words), Fact("Incidents", f"{totals.incidents:,}")],
        leads=list(leads_of(form)),
        summary=f"{counted}: {totals.figure} {form.counted_words}." if totals.incidents else "No incident fits.",
        sections=[*parts, Section("How to read this", [Paragraph(words) for words in HOW_TO_READ])],
        caption=caption,
        address=f"{reverse('briefing')}{query}",
        pdf=f"{reverse('briefing-pdf')}{query}",
    )


def map_of_incidents(request: DeskRequest) -> Chart:
    """Where the incidents happened; those without a place are counted in its caption."""
    form = MapFilter(request.GET)
    return incident_maps.map_chart(form, incident_maps.select_places(form, request.as_of))


def leads_of(form: IncidentFilter) -> Iterator[Fact]:
    """What each measure comes to, for those whose losses are counted. One query."""
    figures = figures_at(form.known_at).filter(incident__in=form.incidents().order_by().values("pk"))
    whose = {"": figures.people, "civilian": figures.civilians, "combatant": figures.combatants}[form.status_chosen]()
    found = whose.with_figures().order_by().values("measure").annotate(**sums("shown"))
    totals = {row["measure"]: Figure.of(row) for row in found}
    for measure in Measure:
        total = totals.get(measure, UNKNOWN)
        if total.is_known and measure is not Measure.CASUALTIES:
            yield Fact(f"{whose_words(form)}{measure.label}", f"{total.best:,}", f"reported range {total.ends}")


def whose_words(form: IncidentFilter) -> str:
    return f"{form.words_of('status')} " if form.status_chosen else ""


def countries_table(form: IncidentFilter) -> Table:
    """What each country comes to, those with most first."""
    found = form.tolls().order_by().values("country").annotate(**sums("toll"))
    ordered = sorted(found, key=lambda row: (-(row["best"] or 0), -row["incidents"], row["country"]))
    rows = [
        [row["country"] or "not recorded", *Figure.of(row).cells, f"{row['incidents']:,}", f"{row['unknown']:,}"]
        for row in ordered[:MOST_COUNTRIES]
    ]
    left = len(ordered) - len(rows)
    columns = [
        Column("Country"),
        *(Column(name, True) for name in ("Low", "Best", "High", "Incidents", "Without a figure")),
    ]
    return Table(
        columns, rows, f"{left} more {'country is' if left == 1 else 'countries are'} left out." if left else ""
    )


def incidents_table(form: IncidentFilter, count: int) -> Table:
    """The incidents with most, each with the way to its page."""
    most = form.tolls().order_by(F("toll_best").desc(nulls_last=True), "-date_start", "-pk")[:MOST_INCIDENTS]
    rows: list[list[Text]] = [
        [
            str(one.date_start),
            Link(one.title, add_as_of(form, one.get_absolute_url())),
            str(one.toll_figure),
            one.place or "not known",
            one.sub_event_type or one.event_type or "not recorded",
        ]
        for one in most
    ]
    columns = [
        Column("Day"),
        Column("Incident"),
        Column(form.counted_words.capitalize(), True),
        Column("Place"),
        Column("Type"),
    ]
    said = f"{len(rows)} of {count:,}; all of them are on the page of the desk." if count > len(rows) else ""
    return Table(columns, rows, said)


def add_as_of(form: IncidentFilter, address: str) -> str:
    as_of = form.chosen.get("as_of")
    return as_of.keep(address) if as_of else address


def cautions(form: IncidentFilter, unknown: int) -> Iterator[Part]:
    """How many incidents have no figure, one that is contested, or one that rests on one side alone."""
    figures = figures_at(form.known_at).filter(
        incident__in=form.incidents().order_by().values("pk"), measure=form.measure_chosen
    )
    counts = figures.aggregate(
        by_hand=Count("incident", distinct=True, filter=Q(override_best__isnull=False)),
        **{flag.value: Count("incident", distinct=True, filter=Q(flags__icontains=f'"{flag}"')) for flag in Flag},
    )
    if unknown:
        yield Paragraph(f"{how_many(unknown, 'incident')} without a figure: these people are in no total.")
    for flag in Flag:
        if counts[flag.value]:
            yield Paragraph(f"{how_many(counts[flag.value], 'incident')}: {flag.label}. {flag.meaning}.")
    if counts["by_hand"]:
        yield Paragraph(
            f"{how_many(counts['by_hand'], 'incident')} with a figure that a person set by hand, with a reason."
        )


def sources_table(form: IncidentFilter) -> Table:
    """The sources that told of most of these incidents, with their grades."""
    chosen = form.incidents().order_by().values("pk")
    links = ReportLink.objects.known_at(form.known_at).filter(incident__in=chosen)
    found = (
        links.order_by()
        .values("report__source__name", "report__source__reliability")
        .annotate(reports=Count("report", distinct=True), told=Count("incident", distinct=True))
    )
    rows = [
        [row["report__source__name"], row["report__source__reliability"], f"{row['reports']:,}", f"{row['told']:,}"]
        for row in found.order_by("-reports", "report__source__name")[:MOST_SOURCES]
    ]
    columns = [Column("Source"), Column("Grade"), Column("Reports", True), Column("Incidents", True)]
    return Table(columns, rows, f"The {len(rows)} that told most." if len(rows) == MOST_SOURCES else "")
