"""Parts of the Earth: read from an address, given the shape of a map, moved and zoomed, across the date line too."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.extent import RATIO, WORLD, Extent, height_at, read_extent

BOXES = st.builds(
    lambda west, south, width, height: Extent(west, south, west + width, south + height),
    st.floats(-180, 179),
    st.floats(-60, 60),
    st.floats(0.01, 350),
    st.floats(0.01, 15),
)


def test_an_address_names_a_part_of_the_earth() -> None:
    assert read_extent("35,5.5,45,17") == Extent(35, 5.5, 45, 17)


def test_a_part_across_the_date_line_is_read_and_written() -> None:
    extent = read_extent("170,-20,-170,0")
    assert (extent.west, extent.east) == (170, 190)
    assert str(extent) == "170,-20,-170,0"


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("35,5,45", "west,south,east,north"),
        ("here", "west,south,east,north"),
        ("35,17,45,5", "South lies below north"),
        ("35,5,45,95", "South lies below north"),
        ("35,5,200,17", "between -180 and 180"),
        ("nan,5,45,17", "between -180 and 180"),
        ("35,5,35,17", "the same"),
    ],
)
def test_what_is_no_part_of_the_earth_is_refused_with_a_reason(words: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        read_extent(words)


@given(BOXES)
def test_a_map_shows_all_that_was_asked_for_in_its_shape(box: Extent) -> None:
    shown = box.shaped()
    tall = height_at(shown.north) - height_at(shown.south)
    assert shown.width / tall == pytest.approx(RATIO)
    assert shown.width >= min(360, box.width) - 1e-6
    assert shown.south <= box.south + 1e-6 or shown.width == 360
    assert shown.north >= box.north - 1e-6 or shown.width == 360


def test_a_map_opens_on_some_degrees_at_least() -> None:
    shown = Extent(40.25, 12.5, 40.25, 12.5).with_margin(0.1).shaped(8)
    assert shown.north - shown.south == pytest.approx(8, rel=0.05)


def test_zooming_in_halves_the_width_about_the_same_middle() -> None:
    shown = Extent(30, 5, 50, 15).shaped()
    nearer = shown.zoomed(0.5)
    assert nearer.width == pytest.approx(shown.width / 2)
    assert nearer.west + nearer.east == pytest.approx(shown.west + shown.east)


def test_zooming_out_ends_at_the_whole_earth() -> None:
    assert str(Extent(30, 5, 50, 15).shaped().zoomed(1000)) == str(WORLD)


def test_moving_east_goes_across_the_date_line() -> None:
    moved = Extent(160, -10, 178, 0).shaped().moved(east=0.5)
    assert moved.west > 160
    assert moved.east > 180
    assert moved.moved(east=0.5).west == pytest.approx(178, abs=1)


def test_moving_north_ends_before_the_pole() -> None:
    shown = Extent(0, 60, 30, 70).shaped()
    for _ in range(10):
        shown = shown.moved(north=0.5)
    assert shown.north == pytest.approx(79)
    assert str(shown.moved(north=0.5)) == str(shown)
