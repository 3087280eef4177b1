import pytest


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("Nine people were killed. The nine people were killed at dawn, police said.", 9),
        ("Six people were killed. Another two people were killed in a second village.", 8),
        ("Seven civilians were killed in two attacks. Four were killed in Baro and three civilians died in Kuto.", 7),
        ("Fifteen people, including six women, were killed.", 15),
        ("103 civilians and 14 soldiers were killed.", 117),
        ("Ten people were killed. The death toll later rose to 12.", 12),
        ("Four people were killed on Monday. At least 900 people have been killed so far this year.", 4),
        ("Dozens of people were killed. At least 34 people were killed, the mayor said.", 34),
        ("Six passengers and a suicide bomber were killed.", 6),
        ("Soldiers killed eight herders near Baro. Two herders were killed by settlers.", 10),
        ("Rebels killed eight herders near Baro. Seven herders were killed by rebels, a nurse said.", 8),
        ("Rebels killed five loggers, the mayor said. A sixth logger was found strangled at noon, the mayor said.", 6),
        ("Rebels killed five loggers, the mayor said. The third logger was found strangled at noon, he said.", 5),
        ("A man knifed two clerks to death before a policewoman shot him dead.", 3),
        ("A man stabbed two clerks to death before being shot dead.", 3),
        ("A bomber blew himself up in a bazaar, killing nine people.", 9),
        ("Rebels held five miners for weeks before being paid.", 0),
        ("Twenty sailors are feared dead. Eight bodies have been found, and 12 are unaccounted for.", 8),
        ("Some 30 miners are feared dead. Ten bodies were recovered.", 30),
        ("A car bomb killed six in Homs. That night a mortar bomb hit a school in Waer, killing four.", 10),
        ("A car bomb killed six in Homs. That night the mayor said that four of the dead were girls.", 6),
        ("Five people were hurt in the blast. Two later died of their wounds.", 2),
        ("Dozens of people died in the raid, the mayor said. Four died when a bus was hit, the mayor said.", 24),
    ],
)
def test_the_tally_counts_each_victim_once(found, text, killed):
    total = found(text).totals.get("killed")
    assert (total.best if total else 0) == killed


def test_rival_claimants_widen_the_tally(found):
    text = "Security officials said 34 rebels were killed. The interior ministry said 56 rebels were killed."
    total = found(text).totals["killed"]
    assert (total.low, total.best, total.high) == (34, 34, 56)


def test_a_denial_adds_nothing(found):
    assert found("No one was killed.").totals == {}


def test_a_smaller_figure_of_the_same_police_tells_of_some_of_those_counted(found):
    report = found(
        "Six people were wounded at a bus stop, police said. Investigators believe that the four men who were "
        "wounded were the targets, said Oakfield Police Capt. Ned Ruiz."
    )
    assert report.totals["injured"].as_json() == {"low": 6, "best": 6, "high": 6}
    assert [(claim.raw, claim.retells) for claim in report.claims] == [("Six people", None), ("four men", 0)]


def test_a_higher_figure_of_the_same_police_is_what_they_count_now(found):
    report = found("Four people were killed, police said. Sheriff Ana Cole said six people were killed.")
    assert report.totals["killed"].as_json() == {"low": 6, "best": 6, "high": 6}


def test_numbers_of_attackers_stand_where_the_people_killed_are_told_in_a_word_alone(found):
    text = (
        "An attack by Boko Haram on Kuto killed dozens of people, officials said. Forty Boko Haram fighters were "
        "killed, the army said. The defence ministry said that 52 Boko Haram fighters were killed."
    )
    assert found(text).totals["killed"].as_json() == {"low": 40, "best": 40, "high": 52}


def test_fewer_attackers_than_a_word_for_their_victims_means_are_kept_apart(found):
    text = "Gunmen opened fire in a market, killing dozens of people. Three gunmen were also killed, police said."
    assert found(text).totals["killed"].best == 24


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("Al-Shabaab fighters attacked an army base at Jowhar. Two soldiers and seven attackers were killed.", 9),
        ("Militants stormed a police post in Bannu. Four policemen and three attackers died in the gun battle.", 7),
        ("Rebels attacked the barracks of Bria. The prefect spoke of three soldiers killed and one rebel killed.", 4),
    ],
)
def test_the_dead_of_both_sides_of_a_battle_are_those_of_the_incident(found, text, killed):
    assert found(text).totals["killed"].best == killed


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("Gunmen opened fire in a market in Bannu and killed five traders. Two gunmen were also killed.", 5),
        ("Armed robbers killed nine villagers before security forces shot dead six of the robbers.", 9),
        ("Suicide bombers attacked a barracks in Mopti. Six soldiers and two bombers were killed.", 6),
    ],
)
def test_attackers_of_civilians_and_bombers_are_kept_apart(found, text, killed):
    assert found(text).totals["killed"].best == killed


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("Rescuers said nine people died in the blast in Kismayo. A hospital director said over 11 people died.", 9),
        ("At least 14 villagers were killed in the raid. Residents put the number of dead at more than 20.", 14),
        ("At least seven people were killed in an ambush near Dori. Another report said nine people were killed.", 7),
    ],
)
def test_another_speakers_toll_is_a_rival_and_never_added(found, text, killed):
    assert found(text).totals["killed"].best == killed


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("A rocket killed six people in Taiz. The baker and his two daughters were also killed.", 6),
        ("Eight worshippers died in the attack. The imam's brother was also killed, relatives said.", 8),
        ("Six people were killed in Taiz. A teacher was killed too.", 6),
        ("A teenager was shot dead in Nablus. Schools sent condolences on the death of their pupil Sami.", 1),
        ("Monitors list three deaths: a farmer who was killed in Halhul, a student who died in Jenin, and a woman.", 3),
    ],
)
def test_who_is_told_of_after_a_toll_is_one_of_its_people(found, text, killed):
    assert found(text).totals["killed"].best == killed


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("The shelling killed three people on Monday. A further two people died of their wounds.", 5),
        ("Gunmen killed four traders in Gao on Monday. Three more were found dead on Tuesday.", 7),
        ("Five people were killed in the raid on Monday. A sixth died of his wounds in hospital.", 6),
        ("Ten people were killed in the bombing. An eleventh victim died in hospital on Tuesday.", 11),
        ("Ten people were killed in the bombing. A third victim died in hospital on Tuesday.", 10),
        ("A farmer was shot dead in Bunia on Monday. A teacher also died in the attack.", 2),
        ("An air strike killed 18 civilians in Idlib on Monday. A rebel commander was also killed.", 19),
        ("A bomb killed four people in Baro. Four mortar shells also hit homes, killing three people.", 7),
    ],
)
def test_on_top_come_those_whom_the_words_put_there(found, text, killed):
    assert found(text).totals["killed"].best == killed


MARKET = "A drone hit a market in El Fasher on Monday. The attack killed 12 people and wounded 20. "
AFTERWARDS = "Witnesses spoke of fire. The stalls burned all night. The army denied it. "


@pytest.mark.parametrize(
    ("later", "killed"),
    [
        ("Three children of one family were also killed. The tailor Adam died. His son was killed.", 12),
        ("Activists said more than 18 people had died. A nurse counted 21 bodies.", 12),
        ("A trader lost her two sons. Another brother of hers was killed, and two more cousins were killed.", 12),
        ("Two more people died of their wounds in hospital on Tuesday.", 14),
        ("The toll rose to 16 by evening, the ministry said.", 16),
        ("A thirteenth victim died on Tuesday.", 13),
    ],
)
def test_a_long_text_has_no_running_sum(found, later, killed):
    assert found(MARKET + AFTERWARDS + later).totals["killed"].best == killed


def test_what_a_long_text_tells_after_its_toll_is_tied_to_it(found):
    claims = found(MARKET + AFTERWARDS + "Three children of one family were also killed.").claims
    assert [(claim.quantity.best, claim.retells) for claim in claims if claim.measure == "killed"] == [
        (12, None),
        (3, 0),
    ]


def test_a_headline_that_counts_several_is_the_toll_of_a_text_that_begins_with_one(found):
    text = (
        "Four dead after shooting at vigil\n\nA girl was killed at a vigil in Oakfield on Sunday. Police came. "
        "The street was shut. Nobody slept. The mayor wept. A church opened its doors.\n"
    )
    assert found(text).totals["killed"].best == 4


def test_the_entries_of_a_long_list_are_summed(found):
    places = ["Bardera", "Garissa", "Wajir", "Mandera", "Isiolo", "Moyale", "Lamu"]
    assert found("\n".join(f"{place}: 3 killed." for place in places)).totals["killed"].best == 21


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("Fourteen people were killed in Lae, police said. The toll was later revised down to 11.", 11),
        ("Twelve people were killed in Lae, police said. Police later lowered the death toll to nine.", 9),
        ("Eighteen people died in the raid. The death toll was revised downward to 15, the ministry said.", 15),
    ],
)
def test_a_toll_that_is_taken_down_in_so_many_words_takes_the_place_of_the_first(found, text, killed):
    assert found(text).totals["killed"].best == killed


@pytest.mark.parametrize(
    "text",
    [
        "The mayor put the toll at 10 while residents said 12.",
        "Police said 10 people were killed, but residents said 12.",
    ],
)
def test_a_number_said_alone_is_a_rival_toll_of_who_says_it(found, text):
    report = found(text)
    assert report.totals["killed"].as_json() == {"low": 10, "best": 10, "high": 12}
    assert report.claims[1].claimant.name == "residents"


def test_a_toll_raises_its_own_figure_and_not_the_one_beside_it(found):
    text = (
        "Police said nine people were killed and eight people were wounded. "
        "The army said the toll rose to 14, while ten people were wounded."
    )
    totals = found(text).totals
    assert (totals["killed"].best, totals["injured"].best) == (14, 8)


def test_attackers_told_of_again_by_another_word_are_counted_once(found):
    text = (
        "Three Lashkar-e-Taiba militants and a soldier died in a firefight at Pulwama on Friday, police said. "
        "The spokesman said it began at dawn. As the party came near, the hiding terrorists fired on it. "
        "All three terrorists were killed, and one soldier fell, he said. Two rifles were found. "
        "The road was closed. Mobile internet was shut down."
    )
    assert found(text).totals["killed"].best == 4
