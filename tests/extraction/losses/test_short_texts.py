"""Texts of a line or two, as databases of strikes have them, and how many people they say were killed."""

from __future__ import annotations

import pytest

from incidents.vocabulary import Measure
from tests.extraction.losses.tally import told


@pytest.mark.parametrize(
    ("killed", "text"),
    [
        (4, "Four people, possibly all civilians, killed in attack on houses in Datta Khel."),
        (5, "Five men, believed to be militants, killed near Wana."),
        (6, "Six villagers, reportedly all from one family, killed in strike."),
        (3, "Three people, among them a local commander, killed and two injured in strike on house."),
        (7, "Seven, including three foreigners, killed in second strike of the day."),
        (10, "10 people, mostly foreigners, reported dead after missiles hit a madrassa."),
        (8, "Eight labourers, thought to be Tajiks, killed by a mortar in Kunduz."),
        (2, "Two brothers, both teachers, killed as shell hits home in Taiz."),
        (9, "Nine herders (including two boys) killed in raid on a camp near Baga."),
        (4, "4 civilians or alleged militants killed in car in Mir Ali, North Waziristan."),
        (5, "Five rebels or smugglers were killed on the border."),
        (11, "Eleven fishermen or traders killed by a mine off Hodeidah."),
    ],
)
def test_a_headline_counts_those_before_its_aside(killed: int, text: str) -> None:
    assert told(text) == killed


@pytest.mark.parametrize(
    ("killed", "text"),
    [
        (2, "Five people, including a teacher, watched as gunmen killed two guards."),
        (3, "Ten people, mostly traders, fled as gunmen killed three."),
    ],
)
def test_who_acts_after_an_aside_is_not_killed(killed: int, text: str) -> None:
    assert told(text) == killed


@pytest.mark.parametrize(
    ("killed", "text"),
    [
        (3, "Three men stood by a well. A missile took their lives."),
        (4, "Four shepherds sat under a tree. The drone's missiles took their lives."),
        (2, "Two boys were herding goats. A shell cost them their lives."),
        (4, "US drones ended four lives."),
        (6, "Six lives were cut short in the attack."),
        (5, "Gunmen sent five people to their graves."),
        (3, "No fewer than three persons have been sent to their early graves by gunmen."),
        (4, "Missiles tore through a guesthouse. None of the four occupants survived."),
        (4, "Four farmers were walking home. A drone struck and killed all of them."),
        (5, "Five men were in the house. All were killed."),
        (4, "A missile hit a car carrying four men. Everyone inside died."),
        (4, "A missile hit a car carrying four men, killing everyone on board."),
        (3, "Three tribesmen on a motorbike were hit by a missile; all died."),
        (0, "They ended their lives in poverty."),
        (0, "All were freed after talks. Four men had been held."),
    ],
)
def test_those_counted_before_are_meant_by_their_lives_and_by_all(killed: int, text: str) -> None:
    assert told(text) == killed


@pytest.mark.parametrize(
    ("killed", "text"),
    [
        (5, "The militants killed five people, all of them farmers."),
        (3, "Three people were killed. All were civilians."),
        (6, "Six people died. All died at the scene."),
        (7, "Seven people died and three were hurt. Everyone killed was a civilian."),
        (0, "Three people were hurt and taken to hospital. All survived."),
        (5, "Five people were missing; all five were found dead."),
    ],
)
def test_all_adds_nobody_to_those_told_of(killed: int, text: str) -> None:
    assert told(text) == killed


@pytest.mark.parametrize(
    ("killed", "text"),
    [
        (21, "Two trucks were destroyed at dawn, along with 21 people."),
        (4, "A house was flattened along with four people inside."),
        (7, "A minibus was blown up together with its seven passengers."),
        (3, "A car was destroyed with three militants inside."),
        (5, "The strike incinerated a vehicle and five people."),
        (6, "Shells demolished a hut with six farm workers inside."),
        (2, "Raiders torched a shop with two clerks inside."),
        (9, "A boat was obliterated together with nine fishermen."),
        (0, "A house was destroyed, with three people inside escaping unhurt."),
        (0, "A house was destroyed with the help of 20 soldiers."),
        (0, "The bridge was blown up by rebels along with a police post."),
    ],
)
def test_people_are_lost_with_what_was_destroyed(killed: int, text: str) -> None:
    assert told(text) == killed


@pytest.mark.parametrize(
    ("killed", "text"),
    [
        (1, "The strike killed one man. The missile narrowly missed killing a senior commander."),
        (0, "The bomb came close to killing the governor."),
        (0, "The shell nearly killed three children."),
        (0, "A sniper almost killed two nurses."),
        (15, "Car bombs targeting worshippers attending weekly prayers killed 15 people on Friday."),
        (12, "They had planned the raid that killed 12 guards."),
    ],
)
def test_near_misses_are_no_deaths_and_planned_attacks_may_be(killed: int, text: str) -> None:
    assert told(text) == killed


@pytest.mark.parametrize(
    ("killed", "text"),
    [
        (16, "Gunmen killed 16 villagers a day to the Christmas festival."),
        (8, "Raiders killed eight herders a week prior to the talks."),
        (24, "Violent clashes between the two clans killed at least 24 since Friday, state radio said."),
        (11, "The fighting has killed 11 since Monday."),
        (31, "Street battles killed at least 31 over the weekend."),
        (7, "Three people were killed in a car and four more in a house nearby."),
        (9, "Six died in Taftan and three others in a village to the east."),
        (2, "A trader from Gusau and his 9-year-old daughter was shot dead on Friday night."),
        (
            2,
            "A policeman attached to the Kaduna command and his six-year-old son were stabbed to death.",
        ),
        (
            2,
            "A judge who had helped prosecutors jail smugglers was abducted and killed along with his driver.",
        ),
        (1, "A priest who had urged villagers to resist rebels was shot dead on Monday."),
        (61, "The death toll from the siege has risen to 59 [later revised to 61 people], officials said."),
        (33, "The toll stood at 30 (since updated to 33)."),
    ],
)
def test_the_people_are_found_past_what_parts_them_from_the_verb(killed: int, text: str) -> None:
    assert told(text) == killed


@pytest.mark.parametrize(
    ("killed", "injured", "text"),
    [
        (
            48,
            100,
            "At least 48 people were killed and 100 wounded [later reports say 60 killed and 130 wounded] in camp.",
        ),
        (7, 0, "The minister said seven people had died, rejecting a claim by the rebels that 19 were killed."),
        (4, 0, "The army said four people were killed, disputing an account by residents that nine had died."),
        (3, 0, "The army rejected the report, saying three people had died."),
        (12, 0, "Twelve people were killed [another agency says 15 killed] in a raid on Bor, an official said."),
        (8, 0, "Eight people were killed as gunmen stormed a market. Another version is that five people were killed."),
        (6, 0, "Six died, one doctor said. In a separate interview, the police chief said nine people were killed."),
    ],
)
def test_another_account_is_never_added(killed: int, injured: int, text: str) -> None:
    assert (told(text), told(text, Measure.INJURED)) == (killed, injured)


@pytest.mark.parametrize(
    ("killed", "injured", "text"),
    [
        (51, 69, "The blast killed at least 51 people. Another 69 people are in hospital."),
        (0, 12, "Twelve people are in hospital after the blast."),
        (0, 12, "Twelve people were hurt; five are still in hospital."),
        (4, 7, "Four people were killed and seven others were left with injuries."),
        (6, 4, "Six people died -- four of them on the spot and two in hospital -- and four were hurt."),
    ],
)
def test_who_is_in_hospital_is_hurt(killed: int, injured: int, text: str) -> None:
    assert (told(text), told(text, Measure.INJURED)) == (killed, injured)


@pytest.mark.parametrize(
    ("killed_and_injured", "text"),
    [
        ((10, 0), "Officials put the dead at 10 after the raid on Lae."),
        ((0, 40), "Officials put the wounded at 40 after the blast in Lae."),
        ((0, 40), "The toll of the wounded in Lae stands at 40."),
        ((0, 52), "The injury toll from the blast in Lae rose to 52."),
        ((5, 0), "One missile killed three people and another killed two in Lae."),
        ((1, 2), "Two men were wounded and another killed in Lae."),
        ((2, 0), "Brothers Musa and Isa Bello, 19 and 22, were killed in Lae."),
    ],
)
def test_whose_toll_it_is_and_how_many(killed_and_injured: tuple[int, int], text: str) -> None:
    assert (told(text), told(text, Measure.INJURED)) == killed_and_injured


@pytest.mark.parametrize(
    "text",
    [
        "Eleven people were killed in the first explosion and a further",
        "Eleven people were killed, a further",
    ],
)
def test_a_text_may_break_off_before_its_next_number(text: str) -> None:
    assert told(text) == 11


@pytest.mark.parametrize(
    ("headline", "killed"),
    [
        ("Six soldiers, nine raiders killed in fight for Labbezanga", 15),
        ("Army says six soldiers, nine raiders killed near Labbezanga", 15),
        ("Two policemen, four gunmen killed as convoy is attacked", 6),
        ("Nine people, three children killed by shell", 3),
    ],
)
def test_a_headline_lists_both_sides_with_a_comma(headline: str, killed: int) -> None:
    assert told(headline) == killed


def test_a_feed_tells_the_toll_that_is_now() -> None:
    text = "08:20  Police: two dead in Baidoa blast\n09:45  Police: death toll in Baidoa blast now six, 11 hurt"
    assert (told(text), told(text, Measure.INJURED)) == (6, 11)
