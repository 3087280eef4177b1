"""The program reads the labelled reports no worse than it did when the floors were last raised."""

import tomllib

import pytest

from tests.extraction.labelled_reports import FIELDS, FOLDER, STYLES, exactly_right, readings

FLOORS = tomllib.loads((FOLDER / "floors.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("style", "field"), [(style, field) for style in STYLES for field in FLOORS[style]])
def test_at_least_as_many_reports_are_read_exactly_as_when_the_floor_was_raised(style, field):
    right, wrong = exactly_right(style, field)
    misses = "\n".join(map(str, wrong))
    assert len(right) >= FLOORS[style][field], f"{len(right)} of {len(right) + len(wrong)} right; misses:\n{misses}"


@pytest.mark.parametrize("style", STYLES)
def test_every_labelled_field_has_a_floor(style):
    assert {reading.field for reading in readings(style)} == set(FLOORS[style]) <= set(FIELDS)
