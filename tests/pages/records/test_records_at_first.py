"""The record of sources and claimants at a desk that has few figures yet, or none."""

from __future__ import annotations

import pytest
from django.test import Client

from tests import factories
from tests.pages.records.test_records import shown, told

pytestmark = pytest.mark.django_db


def test_few_figures_are_too_few_to_tell(as_reader: Client) -> None:
    hill = factories.source("Hill Radio")
    told(12, hill, 1, factories.incident())
    page = shown(as_reader, f"/sources/{hill.pk}/")
    assert "Too few to tell how near Hill Radio's figures come" in page
    assert "data-figure" not in page


def test_a_desk_without_claimants_says_when_one_comes(as_reader: Client) -> None:
    assert "No claimant yet" in shown(as_reader, "/claimants/")
