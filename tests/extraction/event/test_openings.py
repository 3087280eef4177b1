import re

import pytest

from incidents.extraction.event.openings import PatternsByOpening, openings


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("shelling", {"she"}),
        ("car[ -]?bombs?", {"car"}),
        ("(?:bomb|mine)s?", {"bom", "min"}),
        ("i(?:ed|eds)", {"ied"}),
        ("(?:home-?)?made", {"hom", "mad"}),
        (r"\d{2,3} ?mm", {""}),
        (r"a[nd] \w+", {"a"}),
        (r"(?<!no )f-1[45]", {"f-1"}),
        ("(?:to)+ld", {"to"}),
        ("us", {"us"}),
    ],
)
def test_the_opening_of_a_pattern_is_its_first_letters(pattern, expected):
    assert openings(re.compile(pattern)) == expected


def test_the_owner_of_a_pattern_that_is_found_is_told():
    patterns = PatternsByOpening([["shells?", r"\w+ fire"], ["bomb(?:ed|s)?"], ["mines?"]])
    assert patterns.owners_found("two bombs fell, then\nartillery fire began") == {0, 1}


def test_a_pattern_stands_for_whole_words():
    assert PatternsByOpening([["mines?"]]).owners_found("miners left the gold-mine undermined") == set()
