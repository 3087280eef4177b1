"""What tells a place where its name alone does not: the company that it keeps, its spelling, its short name."""

from __future__ import annotations

import pytest

from incidents.extraction.pipeline import extract


@pytest.mark.parametrize(
    ("text", "country", "admin1"),
    [
        ("Militants abducted a trader in Mansila (Mansila, Yagha).", "BF", "Sahel"),
        ("Al-Shabaab attacked a police post in Lafey and destroyed a mast.", "KE", "Mandera"),
        ("On 2 June 2020, the OSCE SMM observed 12 explosions near Molodizhne.", "UA", "Luhansk"),
        ("Workers in Bahwalpur staged a protest against WAPDA.", "PK", "Punjab"),
        ("Gunmen killed five at a cockfight in Chilapa.", "MX", "Guerrero"),
        ("Four men were shot in Muyuka (Fako, Sud-Ouest).", "CM", "Sud-Ouest"),
        ("Three al Qaeda suspects died when a drone struck Radaa. One was an Iraqi.", "YE", "Al Bayda"),
    ],
)
def test_a_small_place_lies_where_the_words_around_it_put_it(text: str, country: str, admin1: str) -> None:
    place = extract(text, None).event.place
    assert place is not None
    assert (place.country_code, place.admin1) == (country, admin1)
