"""How ordinary prose tells the dead and the hurt: joined, retold, summed up, corrected, beside those of other times."""

from __future__ import annotations

from datetime import date

import pytest

from incidents.extraction import extract
from incidents.vocabulary import Measure
from tests.extraction.losses.tally import told

LINES = pytest.mark.parametrize


@LINES(
    ("killed", "text"),
    [
        (1, "Father of five shot dead at a kiosk in Lima."),
        (2, "The murder of a priest and his gardener has shaken the parish."),
        (2, "Bandits shot dead an elder and his nephew, took grain and fled."),
        (5, "One sergeant and four guards killed in ambush."),
        (3, "My uncle Yunus, his brother Sadiq and the driver are dead."),
        (3, "3 killed 7 wounded in an attack in Kuto."),
        (5, "Casualties: one sergeant and four guards killed."),
        (3, "The ministry announced the martyrdom of three gendarmes."),
        (4, "There perished 4 persons in the fire."),
        (5, "Five of our comrades fell in battle on Sunday."),
        (2, "We lost two comrades in the ambush."),
        (1, "A boy was stabbed in the neck and did not make it."),
        (1, "The old man did not survive his wounds."),
        (6, "Not one of the six passengers survived."),
        (11, "The dead number eleven."),
        (2, "Pastor John Ayuba and his wife Mary, who were murdered in their home, were buried on Monday."),
        (2, "Units of the army put out of action two terrorists near Tiaret."),
        (9, "How many people died? Nine."),
        (8, "Four people were killed on Monday and as many on Tuesday."),
        (30, "Ten guards died on Monday and twice as many on Tuesday."),
        (6, "Asha Nur, her sister and four children burned to death in Kuto."),
        (3, "Guard Musa Bello, 47, with 20 years of service, was killed with two colleagues, aged 25 and 31."),
        (3, "Three beheadings were reported on Sunday."),
        (1, "The body of a man in his fifties, killed by shrapnel, had been brought in."),
        (6, "Sergeant, five rebels killed in Kuto raid"),
        (2, "Woman, child killed in Kuto"),
        (7, "Six traders, guard killed in Kuto"),
        (44, "Clerks put the number of inmates who perished in the riot at 44."),
        (2, "A shell killed a woman on the spot. A second death raises to two the number of those killed."),
    ],
)
def test_the_dead_are_counted_in_whatever_words(killed: int, text: str) -> None:
    assert told(text) == killed


@LINES(
    ("injured", "text"),
    [
        (5, "Two dead, five wounded and nine motorbikes reduced to ashes: that is the outcome."),
        (16, "Doctors are treating 16 people, three of whom are in intensive care."),
        (1, "The wife of the dead man received a contusion."),
        (1, "His wife, who was in the kitchen, escaped with bruises."),
        (1, "A woman was beaten and has a broken arm."),
        (1, "A stray bullet hit a vendor, Ana Cole, in the leg."),
        (1, "A girl was cut on the arm."),
        (2, "One guard lost his life, and two more sustained gunshot wounds."),
        (1, "A guard was hit in the chest and is fighting for his life."),
        (20, "Nine people had perished; twenty were said to have been wounded."),
        (8, "Four people were killed and twice as many wounded."),
        (5, "Ten people were killed and half as many injured."),
        (3, "Five people were hurt in the blast. Two later died of their wounds."),
        (5, "Five people were hurt in the blast. Two women said that it was a bomb."),
        (31, "Doctors said that 31 guests needed hospital care."),
        (12, "Twelve visitors were nursing wounds."),
        (21, "The number of those killed rose to nine, and that of the wounded to 21."),
    ],
)
def test_the_hurt_are_counted_in_whatever_words(injured: int, text: str) -> None:
    assert told(text, Measure.INJURED) == injured


@LINES(
    "text",
    [
        "Nine soldiers and six rebels died in the battle, so that in all 15 people lost their lives.",
        "Nine soldiers died. Six rebels were killed, too. Fifteen people were killed.",
        "The toll, which stood at eleven, now stands at fifteen.",
        "The prefect had first spoken of 21 dead; he now says that 15 were killed.",
        "Fifteen people were killed, the mayor said. He had counted 16 dead a day before.",
        "Twelve people were killed on Sunday. Three more died of their wounds, so that fifteen people were killed.",
    ],
)
def test_a_sum_or_a_corrected_figure_takes_the_place_of_those_before(text: str) -> None:
    assert told(text) == 15


def test_another_who_was_hurt_is_the_same_when_told_again() -> None:
    text = "One guard was killed and another injured. Police said one guard was killed and another injured by a mine."
    assert told(text, Measure.INJURED) == 1


def test_the_wounded_of_a_headline_do_not_die_with_those_told_before_them() -> None:
    text = "Baby killed in drive-by shooting in Akron; 3 men hurt\n\nAKRON, Ohio - A baby was killed on Sunday."
    assert (told(text), told(text, Measure.INJURED)) == (1, 3)


def test_who_was_in_critical_condition_before_he_died_is_not_wounded_too() -> None:
    text = (
        "Police say a teenager died on Sunday. When they arrived, a 15-year-old was found shot in the head and was "
        "taken to hospital in critical condition."
    )
    assert (told(text), told(text, Measure.INJURED)) == (1, 0)


def test_who_died_is_no_more_among_the_wounded_told_with_him() -> None:
    text = "Two of the eight people wounded in the blast died on Tuesday."
    assert (told(text), told(text, Measure.INJURED)) == (2, 6)


@LINES(
    "text",
    [
        "Two traders were shot dead in the market, where 40 had died in a bombing in 2019.",
        "Two traders were shot dead. The picture is from 2014 in another market, where 75 died.",
        "Three months after the raid in which 31 people died, gunmen have come back. Two traders were shot dead.",
        "Two traders were killed. Last year bandits killed 19 in a church. Six months later five were found dead.",
        "The attack, in which two traders died, came two days after a raid in which eight had been killed.",
    ],
)
def test_the_dead_of_other_times_are_not_counted(text: str) -> None:
    assert told(text) == 2


@LINES(
    ("text", "low", "best", "high"),
    [
        ("The police say six were killed; the rebels say twelve.", 6, 6, 12),
        ("Bombs killed six people, or eight according to residents.", 6, 6, 8),
        ("Twelve people were killed, the mayor said. A nurse said she counted nine dead.", 9, 12, 12),
    ],
)
def test_rival_numbers_make_a_range(text: str, low: int, best: int, high: int) -> None:
    total = extract(text, date(2024, 5, 10)).totals[Measure.KILLED]
    assert (total.low, total.best, total.high) == (low, best, high)


def test_who_a_bomber_takes_along_is_counted_without_him() -> None:
    assert told("The suicide bomber killed himself and four traders.") == 4


def test_people_whom_attackers_take_with_them_are_abducted() -> None:
    assert told("The gunmen burnt two huts and took 19 women with them.", Measure.ABDUCTED) == 19


@LINES(
    "text", ["He killed himself", "Gunmen shot a teacher and his wife, who", "He told police that he had shot himself"]
)
def test_a_text_may_break_off_at_any_word(text: str) -> None:
    assert extract(text, date(2024, 5, 10)).language == "en"


def test_arrests_are_counted_as_people() -> None:
    assert told("Police said that they had made 37 arrests.", Measure.DETAINED) == 37


@LINES(
    "text",
    [
        "The visitors lost two men to injury in the first half.",
        "In the second season, a warlord kills 30 tourists.",
        "The film tells how a gang murdered six nuns.",
        "How many goats did they have? Six.",
        "He is charged with three murders.",
    ],
)
def test_what_nobody_suffered_is_not_counted(text: str) -> None:
    assert told(text) == 0


@LINES("text", ["In the latest episode of violence nine people were killed.", "A video shows nine men being killed."])
def test_what_only_sounds_like_a_story_happened(text: str) -> None:
    assert told(text) == 9
