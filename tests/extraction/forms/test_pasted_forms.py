"""Texts as strangers paste them: round-ups by days, forms, lists of patients, tables of a PDF, scans, posts, cables."""

from __future__ import annotations

from datetime import date

import pytest

from incidents.extraction.pipeline import extract
from incidents.extraction.preparation import readable_text
from incidents.extraction.types import ExtractedReport
from incidents.vocabulary import Measure, Side, SubEventType


def _read(text: str, published: date = date(2025, 3, 20)) -> ExtractedReport:
    return extract(text, published)


def _best(report: ExtractedReport, measure: Measure = Measure.KILLED) -> int | None:
    total = report.totals.get(measure)
    return total.best if total else None


def _day(report: ExtractedReport) -> date:
    assert report.event.date is not None
    return report.event.date.start


ROUND_UP = """WEEKLY NOTE
10-16 March 2025

Monday 10 March - Gao: Two gunmen shot dead a village elder. They fled.

Thursday 13 March - Ansongo: A mine went off under a lorry. Three drivers were killed.
"""


def test_days_that_open_the_entries_of_a_round_up_are_no_datelines() -> None:
    days = [incident.event.date.start for incident in _read(ROUND_UP).incidents if incident.event.date]
    assert days == [date(2025, 3, 10), date(2025, 3, 13)]


def test_who_shot_somebody_dead_is_not_the_dead() -> None:
    assert [claim.quantity.best for claim in _read(ROUND_UP).claims] == [1, 3]


def test_patients_are_counted_by_what_befell_them() -> None:
    report = _read(
        "Received 18 March 2025 after the blast in Goma\n\n1 Odile Kavira, 31 y - dead on arrival\n"
        "2 Jean Muhindo, 8 y - shrapnel leg, stable\n3 Paul Kambale, 40 y - burns\n4 a woman, 60 - discharged"
    )
    assert (_best(report), _best(report, Measure.INJURED)) == (1, 2)


@pytest.mark.parametrize(
    ("text", "killed", "injured"),
    [
        (
            'VICTIMS: (1) Omar "alias Boy" T., 44, village councilor - DOA; (2) Faisal M., 27, tricycle driver - DOA; '
            "(3) Aisa K., 31, vendor - wounded, now stable\nSUSPECTS: Unidentified, two (2) male persons",
            2,
            1,
        ),
        ("Casualties: (1) Lino Reyes, 52 - killed; (2) Marta Reyes, 50 - injured.", 1, 1),
        ("3. Victims: (1) Ines Duarte, 19, student - wounded; (2) Hugo P., 63, guard - stable", None, 2),
    ],
)
def test_people_of_a_list_in_one_line_are_counted_by_what_befell_them(
    text: str, killed: int | None, injured: int
) -> None:
    report = _read(text)
    assert (_best(report), _best(report, Measure.INJURED)) == (killed, injured)


def test_a_list_of_the_sick_counts_nobody() -> None:
    report = _read("Ward list\n1 Odile Kavira, 31 y - malaria, admitted\n2 Jean Muhindo, 8 y - cholera, stable")
    assert _best(report, Measure.INJURED) is None


def test_a_number_in_words_told_again_in_figures_counts_once() -> None:
    report = _read("Seven (07) herders and two (02) guards were killed near Menaka on Monday.")
    assert _best(report) == 9


def test_soldiers_fallen_are_dead() -> None:
    assert _best(_read("Own side: four soldiers fallen, two wounded.")) == 4


def test_people_who_are_no_more_are_dead() -> None:
    assert _best(_read("Three of our neighbours no more. Pray for us.")) == 3


def test_words_of_a_row_go_on_in_the_lines_below() -> None:
    report = _read(
        "Date      Place     What happened           Killed Injured\n"
        "15 March  Bunia     Gunmen fired on a       4      6\n"
        "                    church and burnt hou-\n"
        "                    ses nearby\n"
    )
    assert (_best(report), _best(report, Measure.INJURED)) == (4, 6)


def test_a_scanned_l_before_a_digit_is_a_one() -> None:
    report = _read("BAMAKO, Mali - Bandits shot dead l2 traders on Saturday, l5 March, police said.")
    assert (_best(report), _day(report)) == (12, date(2025, 3, 15))


def test_a_scanned_nought_or_bar_in_a_word_is_a_letter() -> None:
    report = _read(
        "A mortar she|l hit the yard.\nDead : three ( 3 ) persons.\nW0unded : eight ( 8 ) , of whom two in coma."
    )
    assert (_best(report), _best(report, Measure.INJURED), report.event.sub_event_type) == (
        3,
        8,
        SubEventType.SHELLING,
    )


def test_a_bar_between_words_is_no_letter() -> None:
    assert "killed|injured" in readable_text("killed|injured")


def test_a_flash_tells_of_the_day_of_publication() -> None:
    assert _day(_read("BREAKING: Gunmen kill two guards in Jos, Nigeria")) == date(2025, 3, 20)


def test_a_day_that_people_called_a_march_for_is_to_come() -> None:
    report = _read("Nurses marched in Accra on Tuesday. The union has called another march for Thursday.")
    assert _day(report) == date(2025, 3, 18)


def test_a_hearing_tells_of_the_day_of_the_deed() -> None:
    text = (
        "NOTES OF HEARING\nIt will say that on 4 May 2021 guards shot dead two men in Lusaka. One gave evidence today."
    )
    assert _day(_read(text)) == date(2021, 5, 4)


def test_the_field_of_the_incident_is_not_that_of_its_report() -> None:
    text = "Date of occurrence: 11 March 2025\nDate reported: 14 March 2025\nDetails: Robbers shot dead a driver."
    assert _day(_read(text)) == date(2025, 3, 11)


def test_the_group_of_digits_of_a_message_is_a_day() -> None:
    text = "120615Z MAR 25 AN ARMY TRUCK HIT A LANDMINE NEAR BAIDOA, SOMALIA. TWO SOLDIERS WERE KILLED."
    assert _day(_read(text)) == date(2025, 3, 12)


def test_casualties_that_the_clause_tells_killed_are_killed() -> None:
    assert _best(_read("Casualties: one sergeant and two soldiers killed.")) == 3


def test_numbers_of_blocks_are_no_dead() -> None:
    assert _best(_read("Attackers came before dawn. Shelters in blocks 2 and 5 were burnt.")) is None


def test_what_the_same_square_saw_years_ago_is_another_event() -> None:
    text = "Lawyers marched in Conakry on Monday. On the same square, in 2009, dozens were shot dead."
    assert _best(_read(text)) is None


def test_comments_under_a_post_are_no_report() -> None:
    comments = "Like   Comment   Share\nMost relevant\nA.: they killed 6 here"
    text = f"Bandits killed one hunter at Oke-Ode on Monday night.\n{comments}"
    assert _best(_read(text)) == 1


def test_people_taken_away_by_gunmen_are_abducted() -> None:
    assert _best(_read("Gunmen took away 25 pupils from a school."), Measure.ABDUCTED) == 25


def test_people_taken_away_by_police_are_detained() -> None:
    assert _best(_read("Police took away 12 protesters."), Measure.DETAINED) == 12


def test_who_hit_a_mine_is_the_target() -> None:
    actors = _read("A Malian army convoy struck a landmine near Anefis, Mali. Six soldiers were killed.").event.actors
    assert [actor.side for actor in actors if actor.name == "Malian forces"] == [Side.B]


def test_the_field_of_the_place_tells_where_it_was() -> None:
    text = "Location: Huwara, West Bank\nDate: 9 March 2025\nSettlers from Itamar attacked a family. Two were hurt."
    place = _read(text).event.place
    assert place is not None
    assert place.name == "Huwara"


REGISTER = """Tannourine clinic - register of 4 May 2024
All from the shelling of Shebaa, Lebanon

No.  Name                Age   Outcome
1    Nabil T. Haddad     33    died
2    Karim Saab          52    DOA
3    unknown woman       ~40   deceased
4    Rima F.             27    admitted
5    boy, from the camp  7     ICU
6    Jad Khoury          61    discharged
"""


def test_the_rows_of_a_register_are_persons_and_their_ages_count_nobody() -> None:
    report = _read(REGISTER)
    assert (_best(report), _best(report, Measure.INJURED)) == (3, 3)


def test_a_register_may_part_its_cells_with_bars() -> None:
    report = _read(
        "Brought from the strike on Shebaa, Lebanon\n\n| # | Name | Sex | Age | Status |\n"
        "| 1 | Nabil Haddad | M | 33 | died |\n| 2 | Karim Saab | M | 52 | stable |\n"
        "| 3 | Rima Fares | F | 27 | in theatre |"
    )
    assert (_best(report), _best(report, Measure.INJURED)) == (1, 2)


def test_a_register_of_the_sick_counts_nobody() -> None:
    report = _read(
        "Ward 3\n\nNo.  Name        Age  Outcome\n1    Rima Fares  61   admitted\n2    Jad Khoury  44   discharged\n"
    )
    assert _best(report) is None
    assert _best(report, Measure.INJURED) is None


def test_a_death_beside_a_listed_person_is_not_that_persons() -> None:
    report = _read(
        "Ward list after the blast in Goma\n1 Odile Kavira, 31 y - burns; mother died\n"
        "2 Jean Muhindo, 8 y - gunshot wound, not dead\n3 Paul Kambale, 40 y - killed with his brother"
    )
    assert {measure.value: total.best for measure, total in report.totals.items()} == {"killed": 1, "injured": 2}
