"""The map of incidents: areas in proportion, rings, no pins for districts, and no mark of nothing."""

from __future__ import annotations

from dataclasses import replace
from math import pi, sqrt
from typing import Any

import pytest

from incidents.charts.figures import figure_json
from incidents.charts.figures.maps.incidents import incident_map
from incidents.charts.figures.maps.names import Box, Spot, positions_of_names
from incidents.charts.figures.maps.sizes import Scale, key_sizes
from incidents.charts.rows import PlaceRow
from incidents.extent import Extent
from incidents.figure import Figure
from incidents.vocabulary import GeoPrecision

SHOWN = Extent(35, 8, 48, 16)
ASHKEL = PlaceRow(
    name="Ashkel",
    country="Norland",
    latitude=12.5,
    longitude=40.25,
    extent=Extent(40.25, 12.5, 40.25, 12.5),
    nearest=GeoPrecision.EXACT,
    widest=GeoPrecision.EXACT,
    incidents=1,
    unknown=0,
    figure=Figure(25, 36, 49),
    url="/incidents/1/",
)
NEARER = replace(ASHKEL, name="Brin", figure=Figure(9, 9, 9))
DISTRICT = replace(ASHKEL, nearest=GeoPrecision.ADMIN2, widest=GeoPrecision.ADMIN2)
TOGETHER = replace(ASHKEL, extent=Extent(40, 12, 41, 13), incidents=7)
NO_FIGURE = replace(ASHKEL, unknown=1, figure=Figure())


def drawn(*rows: PlaceRow, most: int = 36) -> dict[str, dict[str, Any]]:
    """The traces of a map by name."""
    return {trace["name"]: trace for trace in figure_json(incident_map(rows, SHOWN, "killed", most))["data"]}


PLACE = "place: exact or within 25 km"
AREA = "area: somewhere within"
SEVERAL = "several places, with their number of incidents"


def test_the_area_of_a_mark_is_in_proportion_to_the_best_figure() -> None:
    large, small = drawn(ASHKEL, NEARER)[PLACE]["marker"]["size"]
    assert (large / small) ** 2 == pytest.approx(36 / 9, rel=0.01)


def test_a_ring_is_in_proportion_to_the_high_figure() -> None:
    traces = drawn(ASHKEL)
    (mark,), (ring,) = traces[PLACE]["marker"]["size"], traces["ring: high"]["marker"]["size"]
    assert (ring / mark) ** 2 == pytest.approx(49 / 36, rel=0.01)


def test_a_thin_ring_within_is_in_proportion_to_the_low_figure() -> None:
    traces = drawn(ASHKEL)
    (mark,), (ring,) = traces[PLACE]["marker"]["size"], traces["low"]["marker"]["size"]
    assert (ring / mark) ** 2 == pytest.approx(25 / 36, rel=0.01)


def test_figures_that_agree_have_no_ring() -> None:
    assert not {"ring: high", "low"} & set(drawn(NEARER))


def test_at_least_so_many_has_a_triangle_on_its_ring() -> None:
    assert drawn(replace(NEARER, figure=Figure(9, 9, 9, True)))["high is open (▲)"]["text"] == ["▲"]


def test_a_hexagon_for_several_places_has_the_area_of_the_disc_for_as_many() -> None:
    side = Scale(100).hexagon(9) / 2
    assert 3 * sqrt(3) / 2 * side**2 == pytest.approx(pi / 4 * Scale(100).disc(9) ** 2, rel=0.01)


def test_an_exact_place_has_a_point_and_a_district_has_none() -> None:
    assert drawn(ASHKEL)["points"]["lat"] == [12.5]
    assert "points" not in drawn(DISTRICT)


def test_a_district_is_a_dotted_circle_as_wide_as_what_is_not_known() -> None:
    halo = drawn(DISTRICT)["halos"]
    assert halo["line"]["dash"] == "dot"
    assert max(halo["lat"]) - min(halo["lat"]) == pytest.approx(2 * 40 / 111.2, rel=0.01)
    assert "halos" not in drawn(ASHKEL)


def test_all_circles_are_one_trace_with_gaps() -> None:
    halo = drawn(DISTRICT, replace(DISTRICT, longitude=42.0))["halos"]
    assert halo["lat"].count(None) == 1


def test_several_places_together_have_a_shape_of_their_own_and_their_number() -> None:
    traces = drawn(TOGETHER, ASHKEL)
    assert traces[SEVERAL]["marker"]["symbol"] != traces[PLACE]["marker"]["symbol"]
    assert traces["numbers"]["text"] == ["7"]


def test_no_figure_is_small_and_hollow_and_never_a_disc_of_size_0() -> None:
    traces = drawn(NO_FIGURE)
    assert PLACE not in traces
    assert traces["no figure"]["marker"]["symbol"] == "diamond"
    assert traces["no figure"]["marker"]["color"] == "var(--chart-paper)"
    assert traces["no figure"]["marker"]["size"] == 10


def test_none_killed_is_a_mark_that_can_be_seen() -> None:
    assert drawn(replace(ASHKEL, figure=Figure(0, 0, 0)))[PLACE]["marker"]["size"] == [6]


def test_a_mark_leads_to_its_evidence_and_says_what_it_stands_for() -> None:
    trace = drawn(replace(TOGETHER, unknown=2, figure=Figure(25, 36, 49, True)))[SEVERAL]
    assert trace["customdata"] == ["/incidents/1/"]
    assert trace["text"] == [
        "around Ashkel, Norland (exact place)<br>36 killed, reported range 25 to 49 or more<br>"
        "7 incidents, 2 without a figure"
    ]


def test_the_shapes_of_the_earth_are_coarser_on_a_wide_map() -> None:
    def fineness(extent: Extent) -> int:
        return int(figure_json(incident_map([], extent, "killed", 0))["layout"]["geo"]["resolution"])

    assert (fineness(SHOWN), fineness(Extent(-80, -40, 100, 60))) == (50, 110)


@pytest.mark.parametrize(("most", "steps"), [(3211, [2000, 200, 20]), (36, [20, 2]), (9, [5, 1]), (1, [1]), (0, [])])
def test_the_key_of_sizes_has_round_numbers(most: int, steps: list[int]) -> None:
    assert key_sizes(most) == steps


def test_the_key_of_sizes_is_drawn_as_the_marks_are() -> None:
    layout = figure_json(incident_map([ASHKEL], SHOWN, "killed", 36))["layout"]
    discs = [shape["x1"] - shape["x0"] for shape in layout["shapes"] if shape["type"] == "circle"]
    (mark,) = drawn(ASHKEL)[PLACE]["marker"]["size"]
    assert (discs[0] / mark) ** 2 == pytest.approx(20 / 36, rel=0.01)
    assert [said["text"] for said in layout["annotations"]] == ["20", "2", "killed"]


def test_names_cover_neither_marks_nor_each_other() -> None:
    frame = Box(0, 0, 300, 200)
    spots = [Spot(100, 100, 20, "Ashkel"), Spot(100, 120, 10, "Brin"), Spot(20, 20, 10, "")]
    assert positions_of_names(spots, 5, frame) == {0: "top center", 1: "bottom center"}
    assert positions_of_names(spots, 1, frame) == {0: "top center"}


@pytest.mark.parametrize(
    ("precision", "coordinates"),
    [
        (GeoPrecision.EXACT, (12.35, 40.26)),
        (GeoPrecision.ADMIN2, (12.3, 40.3)),
        (GeoPrecision.ADMIN1, (12, 40)),
    ],
)
def test_coordinates_have_no_more_digits_than_are_known(
    precision: GeoPrecision, coordinates: tuple[float, float]
) -> None:
    row = replace(ASHKEL, latitude=12.3456, longitude=40.2567, nearest=precision, widest=precision)
    assert row.coordinates == coordinates


def test_a_place_beyond_the_date_line_has_the_longitude_that_people_write() -> None:
    assert replace(ASHKEL, longitude=190.0).coordinates == (12.5, -170.0)
