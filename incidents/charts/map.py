"""The map of what a filter chooses: its marks, what has none, and the same numbers as a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.urls import reverse

from incidents.charts.figures.maps.incidents import incident_map
from incidents.charts.frame import FIGURE_COLUMNS, FILE, HIGH_IS_OPEN, Chart, Column, Line, figure_cells
from incidents.charts.rows import OffMapRow, PlaceRow
from incidents.charts.series import places
from incidents.extent import WORLD, Extent
from incidents.figure import UNKNOWN, Figure, HasFigure
from incidents.filters.as_of import AsOf
from incidents.filters.map import MapFilter
from incidents.phrases import how_many

MARGIN = 0.08
LEAST_HEIGHT = 8
"""Degrees that the map opens on at least, so that a reader sees where on the Earth it is."""
COLUMNS = (
    Column("place", "Place"),
    Column("country", "Country", only=FILE),
    Column("precision", "Precision"),
    Column("drawn_as", "Drawn as", only=FILE),
    Column("latitude", "Latitude", only=FILE),
    Column("longitude", "Longitude", only=FILE),
    Column("measure", "Measure", only=FILE),
    *FIGURE_COLUMNS,
    HIGH_IS_OPEN,
    Column("incidents", "Incidents", is_number=True),
    Column("unknown", "Without a figure", is_number=True),
)
"""The numbers of the map, in order."""
HOW_TO_READ = (
    "The area of a mark is in proportion to the best figure, its ring to the high one (▲: without an upper end); the "
    "smallest are drawn large enough to be seen. A dotted circle is as wide as what is not known of the place. Choose "
    "a mark to come nearer or to open its incident. Borders are United Nations geodata and imply no judgement."
)
DRAWN_AS = {places.COUNTRY: "country only", places.NOWHERE: "no coordinates", places.ELSEWHERE: "outside this map"}


@dataclass(frozen=True, slots=True)
class MapSelection(HasFigure):
    """What the filters choose: the part of the Earth that is shown, its marks, and what has no mark on it."""

    extent: Extent
    reach: places.Reach
    marks: Sequence[PlaceRow]
    off_map: Sequence[OffMapRow]
    figure: Figure
    most: int
    """The most people that a mark stands for, at any time of the slider, so that sizes stay while it slides."""

    @property
    def rows(self) -> list[PlaceRow | OffMapRow]:
        return [*self.marks, *self.off_map]

    @property
    def incidents(self) -> int:
        return sum(row.incidents for row in self.rows)

    def why(self, reason: str) -> list[OffMapRow]:
        """What has no mark for one reason."""
        return [row for row in self.off_map if row.why == reason]

    @property
    def country_only(self) -> list[OffMapRow]:
        return self.why(places.COUNTRY)

    @property
    def without_coordinates(self) -> list[OffMapRow]:
        return self.why(places.NOWHERE)


def select_places(form: MapFilter, as_of: AsOf) -> MapSelection:
    """What the filters choose, as known then, in three queries beside the form's own."""
    reach = places.reach(form.at_any_time())
    extent = extent_of(form, reach)
    found = places.gather_places(form.tolls_at_any_time(), extent, form.when)
    marks = [replace(row, url=mark_address(form, row, as_of)) for row in found.marks]
    off_map = [replace(row, url=off_map_address(form, row)) for row in found.off_map]
    figure = sum((row.figure for row in (*marks, *off_map)), UNKNOWN)
    return MapSelection(extent, reach, marks, off_map, figure, found.most)


def extent_of(form: MapFilter, reach: places.Reach) -> Extent:
    """The part that was asked for, else all that was found with a margin; the whole Earth where nothing was."""
    if form.asked_extent:
        return form.asked_extent.shaped()
    return reach.extent.with_margin(MARGIN).shaped(LEAST_HEIGHT) if reach.extent else WORLD


def mark_address(form: MapFilter, row: PlaceRow, as_of: AsOf) -> str:
    """A lone incident's page; the list of those of one place; for several places the map about them."""
    if row.incidents == 1:
        return as_of.keep(reverse("incident", args=[row.key]))
    if row.is_one_place:
        return list_address(form, row.group)
    return f"{reverse('map')}?{form.address(box=row.extent.with_margin(0.2).shaped(), group=None)}#map"


def off_map_address(form: MapFilter, row: OffMapRow) -> str:
    """The list of what has no mark for that reason; the whole selection for what lies outside."""
    if row.why == places.ELSEWHERE:
        return f"{reverse('map')}?{form.address(box=None, group=None)}#map"
    return list_address(form, row.group)


def list_address(form: MapFilter, group: str) -> str:
    return f"{reverse('map')}?{form.address(group=group)}#incidents"


def map_chart(form: MapFilter, selection: MapSelection) -> Chart:
    """The map and its numbers."""
    figure = incident_map(selection.marks, selection.extent, form.counted_words, selection.most)
    title = f"People {form.counted_words} by place"
    return Chart(
        name=f"{form.measure_chosen}-by-place",
        title=title,
        figure=figure if selection.incidents else None,
        takeaway=" ".join([sentence_on_map(form, selection), *not_on_map(selection)]),
        table_title=f"{title}: best figure and reported range",
        columns=COLUMNS,
        lines=[map_line(row, form.measure_chosen) for row in selection.rows],
        n=how_many(selection.incidents, "incident"),
        csv=f"{reverse('map-csv')}?{form.address(group=None)}",
        note=HOW_TO_READ,
        kind="earth",
    )


def sentence_on_map(form: MapFilter, selection: MapSelection) -> str:
    """The one sentence of the map: where most were counted."""
    counted = [row for row in selection.marks if row.best]
    if not counted:
        return "No place of this map has a figure above zero." if selection.marks else "No incident lies on this map."
    most = counted[0]
    return f"Most: {most.label}, {most.best:,} {form.counted_words} in {how_many(most.incidents, 'incident')}."


def not_on_map(selection: MapSelection) -> list[str]:
    """How many have no mark, and why."""
    said = {
        places.COUNTRY: "known no closer than their country",
        places.NOWHERE: "without coordinates",
        places.ELSEWHERE: "outside this map",
    }
    counts = {why: sum(row.incidents for row in selection.why(why)) for why in said}
    parts = [f"{count:,} {said[why]}" for why, count in counts.items() if count]
    return [f"Not on the map: {how_many(sum(counts.values()), 'incident')} ({', '.join(parts)})."] if parts else []


def map_line(row: PlaceRow | OffMapRow, measure: str) -> Line:
    """One mark, or what has none, as a row of the table and of the file."""
    figures = (measure, *figure_cells(row.figure), row.figure.is_open, row.incidents, row.unknown)
    if isinstance(row, OffMapRow):
        return Line((row.label, row.country, "", DRAWN_AS[row.why], None, None, *figures), row.url)
    drawn_as = ("area" if row.is_area else "place") if row.is_one_place else "several places"
    return Line((row.label, row.country, row.precision, drawn_as, *row.coordinates, *figures), row.url)
