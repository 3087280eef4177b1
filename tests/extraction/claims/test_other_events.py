from datetime import date

import pytest

TODAY = date(2024, 5, 14)


@pytest.mark.parametrize(
    "text",
    [
        "Thousands protested in Niamey on Friday over the Torodi attack, in which 29 soldiers died.",
        "Residents of Jos took to the streets on Monday after an attack which killed 18 villagers.",
        "Protesters demanded justice for the 43 students who were killed in Iguala.",
        "Mourners gathered in Oslo on Saturday to remember the 77 people who were killed by a gunman.",
        "A wreath was laid in Kigali to commemorate the 800,000 people killed in the genocide.",
        "A memorial service for the 49 people killed in the nightclub was held in Orlando on Sunday.",
        "Sirens sounded to mark the day on which 90 sailors were killed.",
    ],
)
def test_whom_people_protest_about_or_remember_another_event_killed(found, text):
    report = found(text, TODAY)
    assert [claim.scope.value for claim in report.claims if claim.measure == "killed"] == ["larger"]


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("Gunmen killed nine people in Turbo on Monday, a week after an attack that killed 14 in the district.", 9),
        ("A car bomb killed eight in Kabul, three days after 12 people died in a similar blast.", 8),
        ("Hours after a judge was shot dead in Quetta, a bomb killed 30 people at the hospital.", 30),
        ("Suicide bombers killed six people in Maroua, the worst attack since July, when 20 people died.", 6),
        ("The attack killed 21 people, the bloodiest here since the mosque bombing that left 60 dead.", 21),
        ("A landmine killed three farmers near Mosul, compared with 11 killed there last month.", 3),
        ("Clashes in 2014 killed 45 people in the district. On Tuesday three men were shot dead in Zinjibar.", 3),
        ("Fighters stormed a base and killed 14 soldiers. It was overrun in 2019, when 53 soldiers died.", 14),
        ("Rebels killed seven soldiers on Monday in revenge for a raid that killed two brothers.", 7),
        ("Five farmers were killed. Since early 2023 monitors have counted 120 attacks, which left 310 dead.", 5),
    ],
)
def test_what_came_before_is_no_part_of_the_incident(found, text, killed):
    assert found(text, TODAY).totals["killed"].best == killed


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("20 people were killed in Gaza in the past 24 hours, bringing the total since October to 34,622.", 20),
        ("Seventeen civilians were killed, raising the death toll since the war began to 12,400.", 17),
        ("Three people were killed in Sumy, bringing to nine the number of people killed there this week.", 3),
        ("Two more people died in hospital, bringing the death toll from the bombing to 23.", 23),
    ],
)
def test_a_sum_over_more_than_the_incident_is_found_beside_the_days_figure(found, text, killed):
    assert found(text, TODAY).totals["killed"].best == killed


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("The UN condemned the attack which killed 12 villagers near Djibo on Sunday.", 12),
        ("Police are hunting three men after an attack that killed six people in Jos on Sunday.", 6),
        ("A fifth victim died on Thursday, three days after the blast that killed four people in Baidoa.", 5),
        ("Relatives mourned the five people who were killed in the strike on Rafah on Monday.", 5),
        ("Two suspects were arrested two days after gunmen killed eight worshippers in Quetta.", 8),
        ("The blast, the worst in the city since March, killed 30 people.", 30),
        ("Police retaliated by killing five villagers in Bol.", 5),
        ("Rebels retaliated in an attack that killed nine soldiers.", 9),
        ("The gunmen demanded a ransom after killing two guards.", 2),
        ("Police blamed rebels for an attack on a rally that killed nine people.", 9),
        ("Gunmen marched into a village near Puebla on Friday and killed 11 people.", 11),
        ("Villagers fought near Fada on Monday in a conflict that left six dead.", 6),
    ],
)
def test_what_is_said_or_done_about_an_incident_leaves_it_whole(found, text, killed):
    assert found(text, TODAY).totals["killed"].best == killed


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen shot eight people dead in Manta on Monday. It has had 61 violent deaths in what goes of the year.",
        "Two men were shot dead in Cali on Monday. In the course of this month 90 people were killed.",
        "Raiders killed two herders near Bor on Monday. With these cases, the year's tally is 74 dead.",
        "A mine killed a farmer near Mosul on Monday. In the year to date 33 people have been killed by mines.",
    ],
)
def test_a_tally_of_the_year_or_month_is_no_part_of_the_incident(found, text):
    assert [claim.scope.value for claim in found(text, TODAY).claims if claim.measure == "killed"] == [
        "whole",
        "larger",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Students marched to remember those killed in last year's rallies, when more than 40 people lost their lives.",
        "The village has not forgotten the raid of last October, which cost nine lives.",
        "Shops stayed shut in Jos on Sunday. It is the same market where 18 traders were killed by a bomb.",
        "Gunmen took four worshippers near Jos. It was in the same chapel where three nuns were killed at Easter.",
    ],
)
def test_whom_last_years_event_or_one_in_the_same_place_killed_are_no_dead_of_this_one(found, text):
    assert [claim.scope.value for claim in found(text, TODAY).claims if claim.measure == "killed"] == ["larger"]


def test_a_raid_of_last_week_is_the_incident_itself(found):
    assert found("Villagers told of the raid of last Monday, which cost nine lives.", TODAY).totals["killed"].best == 9
