"""The pictures of README and docs: few, small, each one shown."""

from tests.browser.screenshots import IMAGES, shown_in_docs

PICTURES = list(IMAGES.iterdir())


def test_every_picture_is_shown_and_every_one_shown_is_there() -> None:
    assert {f"{name}.png" for name in shown_in_docs()} == {path.name for path in PICTURES}


def test_there_are_at_most_eight_pictures_of_two_megabytes_together() -> None:
    assert len(PICTURES) <= 8
    assert sum(path.stat().st_size for path in PICTURES) <= 2_000_000
