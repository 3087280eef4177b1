"""Tables and forms are read as what they are: a row's numbers are its place's, and the last row sums them up."""

from datetime import date

import pytest

from incidents.extraction import extract
from incidents.extraction.mending import reading_text
from incidents.vocabulary import Measure, Scope

DAY = date(2024, 6, 5)
TABLE = "Hospital\tKilled\tInjured\nNorth\t6\t11\nHarbour\t2\t-\nTotal\t8\t11"


def best(text: str) -> dict[str, int | None]:
    return {measure.value: total.best for measure, total in extract(text, DAY).totals.items()}


def test_rows_are_put_into_words():
    assert reading_text(TABLE, ()).text.split("\n")[1:] == [
        "North: 6 killed, 11 injured.",
        "Harbour: 2 killed.",
        "Total: 8 killed, 11 injured.",
    ]


def test_the_row_of_totals_is_the_sum_and_the_others_are_its_parts():
    found = extract(TABLE, DAY)
    assert (found.totals[Measure.KILLED].best, found.totals[Measure.INJURED].best) == (8, 11)
    parts = [(TABLE[slice(*c.span)], c.part_of) for c in found.claims if c.scope is Scope.PART]
    assert parts == [("6", 3), ("11", 4), ("2", 3)]


@pytest.mark.parametrize(
    "text",
    [
        "Town | Date | Dead | Wounded\nGoma | 3 June | 6 | 11\nSake | 4 June | 2 | 0",
        "| Town | Dead | Wounded |\n|------|------|---------|\n| Goma | 6 | 4 |\n| Sake | 2 | 7 |",
        "Town       Killed   Injured\nGoma          6        4\nSake          2        7",
    ],
)
def test_rows_that_nothing_sums_up_are_added(text):
    assert best(text) == {"killed": 8, "injured": 11}


def test_rows_of_a_toll_that_the_text_gives_are_not_added_to_it():
    assert best("Shells killed 8 people in two towns.\n\nTown\tKilled\nGoma\t6\nSake\t2") == {"killed": 8}


@pytest.mark.parametrize(
    "text",
    [
        "Toretsk, 3 June. KIA x4, WIA x9",
        "Toretsk: KIA: 4, WIA: 9",
        "4x KIA, 9x WIA in Toretsk",
        "Toretsk: 4 KIA / 9 WIA",
        "Killed: 4 / Injured: 9",
        "Killed (4), injured (9)",
        "Killed=4; Injured=9",
        "Deaths: 4 | Injured: 9",
        "Casualties: 4 killed, 9 wounded",
        "Killed – 4\nWounded – 9",
    ],
)
def test_forms_tell_what_stands_behind_their_labels(text):
    assert best(text) == {"killed": 4, "injured": 9}


def test_a_line_of_prose_with_bars_is_no_table():
    text = "Killed in action | a history\nNine soldiers died | in 2019"
    assert reading_text(text, ()).text == text


def test_the_row_that_sums_a_table_of_provinces_up_is_no_incident():
    text = "Province\tKilled\tInjured\nHerat\t5\t11\nKunduz\t7\t2\nGhazni\t3\t0\nTotal\t15\t13"
    assert extract(text, date(2024, 3, 9)).totals[Measure.KILLED].best == 15


@pytest.mark.parametrize("table", ["|  Killed  |\n| 5 |", "|  Killed Injured  |\n| 5 | 6 |"])
def test_a_table_may_count_in_every_column(table):
    assert best(f"Report of the town\n{table}\nThe police said so.")["killed"] == 5


def test_letters_that_pass_for_others_in_any_case_part_no_words():
    assert best("dead/mi\u017fsing 3/9 in the town after the attack")["killed"] == 3


WRAPPED = [
    "Town     Killed  Injured  Remarks\n"
    "Goma          6        4  Shells hit the port in the\n"
    "                          evening, two boats sank\n"
    "Sake          2        7  Traders were attacked by\n"
    "                          armed men near the bridge",
    "Town | Killed | Injured | Remarks\nGoma | 6 | 4 | Shells hit the port in the\nevening\nSake | 2 | 7 | A bomb",
    "Town\tKilled\tInjured\tRemarks\nGoma\t6\t4\tShells hit the port in the\nevening\nSake\t2\t7\tA bomb",
]


@pytest.mark.parametrize("text", WRAPPED)
def test_remarks_may_go_on_in_the_lines_below_their_row(text):
    assert best(text) == {"killed": 8, "injured": 11}


def test_remarks_are_sentences_of_their_own():
    assert reading_text(WRAPPED[0], ()).text.split("\n")[1:] == [
        "Goma: 6 killed, 4 injured. Shells hit the port in the evening, two boats sank.",
        "Sake: 2 more killed, 7 more injured. Traders were attacked by armed men near the bridge.",
    ]


def test_the_dead_told_again_in_the_remarks_are_not_added():
    text = "Town     Killed  What happened\nGoma          6  Shells hit the port, killing\n                 six dockers"
    assert best(text) == {"killed": 6}


def test_prose_below_a_table_with_remarks_is_no_part_of_it():
    text = "Town\tKilled\tRemarks\nGoma\t6\tShells hit the port.\nThe army gave no details."
    assert reading_text(text, ()).text.endswith("\nThe army gave no details.")


def test_a_number_of_one_column_that_another_column_comes_to_sums_up_nothing():
    assert best("District | Dead | Wounded\nMopti | 4 | 9\nSegou | 5 | 1") == {"killed": 9, "injured": 10}


def test_a_sum_told_in_prose_is_not_added_to_its_rows():
    assert best("Nine people died.\n\nDistrict | Dead | Wounded\nMopti | 4 | 9\nSegou | 5 | 1")["killed"] == 9
