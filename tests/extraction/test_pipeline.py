from datetime import date

import pytest

from incidents.extraction import extract, extract_many

REPORT = """\
Rebels of the Northern Dawn stormed the town of Goma overnight and dozens of people have died, officials said.
At least 21 soldiers were killed at the gate, according to military sources. The Defence Ministry said that its \
forces also suffered losses but gave no figures.
Army spokesman Karim Diallo said that 37 soldiers were killed in the fighting. "The clinic has been retaken and \
several soldiers were killed in its yard. Nurses and patients are not harmed," he added.
Hundreds of rebels took part, and the fifth round of talks will start in Doha.
"""


def test_one_report_gives_its_claims_in_reading_order():
    found = extract(REPORT, date(2024, 3, 9))
    told = [(c.measure.value, c.quantity.best, c.claimant.name, c.scope.value, c.denies) for c in found.claims]
    assert told == [
        ("killed", 24, "officials", "whole", False),
        ("killed", 21, "military sources", "whole", False),
        ("casualties", None, "Defence Ministry", "whole", False),
        ("killed", 37, "Karim Diallo", "whole", False),
        ("killed", 3, "Karim Diallo", "part", False),
        ("casualties", 0, "Karim Diallo", "whole", True),
    ]


def test_the_part_points_to_the_figure_that_it_is_a_part_of():
    found = extract(REPORT, date(2024, 3, 9))
    assert found.claims[4].part_of == 3


def test_every_number_left_out_says_why():
    reasons = {left_out.raw: left_out.rule for left_out in extract(REPORT).not_claims}
    assert reasons == {"Hundreds of rebels": "people-unharmed"}


def test_capitals_only_copy_keeps_its_offsets():
    text = "THE ARMY SAID TODAY THAT GUERRILLAS KILLED FIVE PEASANTS IN THE VILLAGE."
    (claim,) = extract(text).claims
    assert claim.raw == text[slice(*claim.span)] == "FIVE PEASANTS"


def test_lines_wrapped_in_a_narrow_column_are_one_sentence():
    text = (
        "The governor of the northern province said on Tuesday that at least\n"
        "twenty-two people were killed when unknown attackers opened fire on\n"
        "a market in the old town, and that the hospital there was taking in\n"
        "the wounded while soldiers closed the roads around the whole place.\n"
    )
    assert [claim.quantity.best for claim in extract(text).claims] == [22]


def test_markup_does_not_hide_a_claim():
    (claim,) = extract("At least 13 people were <b>killed</b> in the market.").claims
    assert claim.raw == "At least 13 people"


def test_progress_ends_at_one():
    seen: list[float] = []
    extract(REPORT * 12, progress=seen.append)
    assert seen == sorted(seen)
    assert seen[-1] == 1.0
    assert len(seen) > 2


def test_many_reports_come_back_in_order():
    texts = [
        ("Four men were killed.", None),
        ("Nobody was hurt.", None),
        ("Dix personnes ont été tuées par les rebelles dans la ville", None),
    ]
    found = list(extract_many(texts, batch_size=2))
    assert [len(report.claims) for report in found] == [1, 1, 0]
    assert [report.readable for report in found] == [True, True, False]


def test_reading_many_is_reading_each():
    assert list(extract_many([(REPORT, date(2024, 3, 9))])) == [extract(REPORT, date(2024, 3, 9))]


@pytest.mark.parametrize("text", ["", "\u200e"])
def test_a_text_of_nothing_that_is_said_to_be_english_tells_nothing_but_its_country(text):
    found = extract(text, language="en", country="AF")
    assert (found.claims, found.totals) == ((), {})
    assert found.event.place is not None
    assert (found.event.place.country_code, found.event.place.span) == ("AF", None)
