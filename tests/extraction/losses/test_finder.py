from datetime import date

import pytest


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("Eleven herders were killed near Menaka.", [("killed", "Eleven herders", 11)]),
        ("Shelling killed four farmers on Monday.", [("killed", "four farmers", 4)]),
        ("A mine exploded, killing 11 and wounding 4.", [("killed", "11", 11), ("injured", "4", 4)]),
        ("Five were killed and three others wounded.", [("killed", "Five", 5), ("injured", "three others", 3)]),
        ("The raid left 18 people dead.", [("killed", "18 people", 18)]),
        ("The blast claimed the lives of nine miners.", [("killed", "nine miners", 9)]),
        ("The death toll rose to 31.", [("killed", "31", 31)]),
        ("The commander confirmed the death of three soldiers.", [("killed", "three soldiers", 3)]),
        ("Seven passengers lost their lives.", [("killed", "Seven passengers", 7)]),
        ("Rebels shot dead two traders.", [("killed", "two traders", 2)]),
        ("A sniper shot dead a miller near Menaka.", [("killed", "a miller", 1)]),
        ("The wounded, 14 in all, were flown out.", [("injured", "14", 14)]),
        ("Two tribal leaders were gunned down in the market.", [("killed", "Two tribal leaders", 2)]),
        ("Ten villagers died when a shell hit the mosque.", [("killed", "Ten villagers", 10)]),
        ("12 deaths were recorded in the camp.", [("killed", "12 deaths", 12)]),
        ("Six fishermen are missing.", [("missing", "Six fishermen", 6)]),
        ("Gunmen kidnapped eight students.", [("abducted", "eight students", 8)]),
        ("Militants took 20 hostages.", [("abducted", "20 hostages", 20)]),
        ("Police arrested 14 suspects.", [("detained", "14 suspects", 14)]),
        ("The bodies of five men were found in a well.", [("killed", "five men", 5)]),
        ("There were no survivors among the 9 people on board.", [("killed", "9 people", 9)]),
        ("More than 3,000 families were displaced.", [("displaced", "More than 3,000 families", None)]),
        (
            "A senior member of the peace council was shot dead.",
            [("killed", "A senior member of the peace council", 1)],
        ),
        ("The number of people killed in the raid on Tabora has risen to 44.", [("killed", "44", 44)]),
        ("A wall fell, bringing the number of pupils killed to nine.", [("killed", "nine", 9)]),
        ("The rebels put the number of guards killed at 16.", [("killed", "16", 16)]),
        ("It brings to 90 the number of guards killed in the camp.", [("killed", "90", 90)]),
        (
            "Ten guards were killed and four others were missing.",
            [("killed", "Ten guards", 10), ("missing", "four others", 4)],
        ),
        (
            "Troops shot dead three others and one was captured.",
            [("killed", "three others", 3), ("detained", "one", 1)],
        ),
        (
            "Two raiders were shot dead and a third was captured.",
            [("killed", "Two raiders", 2), ("detained", "a third", 1)],
        ),
        (
            "Some 70 people were killed and 25 taken hostage.",
            [("killed", "Some 70 people", 70), ("abducted", "25", 25)],
        ),
        ("The army lost 11 soldiers near Menaka.", [("killed", "11 soldiers", 11)]),
        ("The army eliminated eight gunmen near Menaka.", [("killed", "eight gunmen", 8)]),
        ("The army confirmed the loss of five of its soldiers.", [("killed", "five of its soldiers", 5)]),
        ("At least six bodies lay in the yard.", [("killed", "At least six bodies", 6)]),
        ("20+ killed in a raid on Tabora.", [("killed", "20+", 20)]),
        ("Hundreds of residents fled on foot.", [("displaced", "Hundreds of residents", 200)]),
        ("Five boys were taken into the forest by the attackers.", [("abducted", "Five boys", 5)]),
        ("A bomber blew himself up at the gate.", [("killed", "A bomber", 1)]),
        (
            "At least 13 Fatah and Islamic Jihad militants were killed.",
            [("killed", "At least 13 Fatah and Islamic Jihad militants", 13)],
        ),
        ("A guard who had been wounded died in hospital.", [("killed", "A guard", 1)]),
    ],
)
def test_losses_are_found_in_every_wording(figures, text, claims):
    assert figures(text) == claims


def test_territory_and_weapons_are_not_captured_people(figures):
    assert figures("The army captured two villages and 40 rifles.") == []


@pytest.mark.parametrize(
    "text",
    [
        "The air force shot down 17 of 20 drones.",
        "The displaced families went home.",
        "The war has killed more farmers than any other.",
        "Two gunmen fled on foot.",
        "The army lost contact with the town.",
        "The army gave no losses of its own.",
    ],
)
def test_other_things_told_are_no_losses(figures, text):
    assert figures(text) == []


def test_a_man_and_a_woman_are_two(found):
    whole = next(claim for claim in found("A man and a woman died in Tabora.").claims if claim.part_of is None)
    assert (whole.raw, whole.quantity.best) == ("A man and a woman", 2)


@pytest.mark.parametrize(
    ("text", "raw"),
    [
        ("MENAKA, Mali (Desert Wire) - Twelve herders were killed.", "Twelve herders"),
        ("KANDAHAR - Twelve herders were killed.", "Twelve herders"),
    ],
)
def test_a_dateline_is_no_part_of_the_victims(only, text, raw):
    assert (only(text).raw, only(text).quantity.best) == (raw, 12)


def test_unhurt_people_are_a_denial(only):
    claim = only("Patients and nurses are unhurt.")
    assert (claim.denies, claim.measure, claim.victims.status) == (True, "casualties", "civilian")


def test_no_civilian_casualties_are_denied_of_civilians(only):
    claim = only("The army said there were no civilian casualties.")
    assert (claim.denies, claim.victims.status) == (True, "civilian")


def test_a_count_up_to_a_day_bears_that_day(found):
    (claim,) = found("By Monday the toll had reached 38.", date(2024, 3, 9)).claims
    assert claim.as_of == date(2024, 3, 4)


def test_animals_are_no_victims(figures):
    assert figures("The strike killed 30 sheep.") == []


def test_killed_and_wounded_together_are_casualties_not_told_apart(only):
    assert only("At least 50 people were killed or wounded.").measure == "casualties"


def test_losses_without_any_figure_are_unquantified(only):
    claim = only("The army also suffered casualties but gave no details.")
    assert (claim.measure, claim.quantity.low, claim.quantity.best, claim.quantity.high) == (
        "casualties",
        1,
        None,
        None,
    )
    assert claim.quantity.open_upper
    assert claim.quantity.hedge == "unquantified"


def test_each_claim_names_the_rule_that_found_it(only):
    assert "passive-subject:kill" in only("Eleven herders were killed near Menaka.").rules


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Two jawans embraced martyrdom in the ambush.", ("killed", "Two jawans", 2)),
        ("Five woodcutters met their untimely death in the forest.", ("killed", "Five woodcutters", 5)),
        ("Three labourers were burnt alive in the depot.", ("killed", "Three labourers", 3)),
        ("A sarpanch was chopped to death in his field.", ("killed", "A sarpanch", 1)),
        ("Rebels shot four hikers at close range.", ("killed", "four hikers", 4)),
        ("Police nabbed six dacoits on Tuesday.", ("detained", "six dacoits", 6)),
    ],
)
def test_newspaper_words_of_south_asia_and_west_africa_are_known(figures, text, claim):
    assert claim in figures(text)


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Three ranchers were riddled with bullets at their gate.", ("killed", "Three ranchers", 3)),
        ("The two councilmen were machinegunned as they left church.", ("casualties", "two councilmen", 2)),
        ("Four farmers had their throats cut.", ("killed", "Four farmers", 4)),
        ("Four farmers were found with their throats slit.", ("killed", "Four farmers", 4)),
        ("Raiders slit the throats of four farmers.", ("killed", "four farmers", 4)),
        ("The corpses of two students turned up near the river.", ("killed", "two students", 2)),
        ("The bodies of a farmer and his son were found.", ("killed", "a farmer and his son", 2)),
        ("The murderers of two judges were sentenced on Monday.", ("killed", "two judges", 2)),
        ("The number killed rose to 36.", ("killed", "36", 36)),
    ],
)
def test_killings_are_told_by_what_was_done_and_found(figures, text, claim):
    assert figures(text) == [claim]


def test_a_shot_down_aircraft_is_not_its_gunners(figures):
    text = "The crash of the plane that rebels shot down killed all 14 aboard."
    assert figures(text) == [("killed", "all 14", 14)]


def test_of_two_numbers_without_a_verb_each_has_its_own_word(found):
    totals = found("On 23 February guards fired at people in Bolivar. Six dead, ten hurt.").totals
    assert (totals["killed"].best, totals["injured"].best) == (6, 10)


def test_who_is_among_the_detained_is_no_more_detained(figures):
    text = "The patrol arrested four men. A smuggler was later found to be among the detained."
    assert figures(text) == [("detained", "four men", 4)]


def test_a_number_behind_the_injured_is_theirs(figures):
    text = "A bomb went off in a cinema in Herat, killing nine guests. The wounded, 25 of them, were flown to Kabul."
    assert figures(text) == [("killed", "nine guests", 9), ("injured", "25 of them", 25)]


def test_both_sides_are_killed_where_the_verb_has_no_were(found):
    assert found("Rebels raided a post; three guards and five raiders killed.").totals["killed"].best == 8


def test_a_form_tells_its_place_and_its_losses(found):
    told = found("Date: 3 March 2024. Location: Bakhmut. KIA x3, WIA x8. Weather clear.")
    assert (told.totals["killed"].best, told.totals["injured"].best) == (3, 8)
    assert told.event.place.name == "Bakhmut"


def test_the_wounded_behind_the_killed_are_only_those(found):
    totals = found("Clashes in Bangui have killed at least 20 people and 40 wounded since Monday, a nurse said.").totals
    assert (totals["killed"].low, totals["injured"].best) == (20, 40)


@pytest.mark.parametrize(
    ("text", "totals"),
    [
        ("The shelling killed or wounded 40 people.", {"casualties": 40}),
        ("A mine killed and injured nine people.", {"casualties": 9}),
        ("Nine men were killed and others badly injured.", {"killed": 9, "injured": 2}),
        ("The mine killed three and 7 others were hurt.", {"killed": 3, "injured": 7}),
        ("Shell on a bakery, six bakers reported wounded.", {"injured": 6}),
        ("The raid left six clerks, including two women, dead.", {"killed": 6}),
        (
            "Nine men were killed and 30 men and 12 women, including seven nurses, were hurt.",
            {"killed": 9, "injured": 42},
        ),
        ("The blast killed 10 and injured 20, including five boys.", {"killed": 10, "injured": 20}),
        ("Dead: 3, injured: 7.", {"killed": 3, "injured": 7}),
        ("A bomb that killed seven also wounded 12.", {"killed": 7, "injured": 12}),
        ("An elder was killed and three of his sons injured.", {"killed": 1, "injured": 3}),
        ("Clashes left three soldiers and one rebel dead.", {"killed": 4}),
        ("Raids left at least 12 people dead and 25 wounded.", {"killed": 12, "injured": 25}),
        ("3 rebels were killed, injured or captured.", {"casualties": 3}),
        ("In Aden, three bombs killed at least 14 people.", {"killed": 14}),
        ("A gunman shot a former militant dead in Sopore.", {"killed": 1}),
        ("A battle began and a militant was killed in it.", {"killed": 1}),
        ("In Rio de Janeiro, a real estate agent was killed.", {"killed": 1}),
        ("A man's body was found in a well, killed by gunmen.", {"killed": 1}),
        ("Four clerks, three of them women, were shot and killed.", {"killed": 4}),
    ],
)
def test_the_dead_and_the_hurt_of_one_phrase_are_kept_apart(found, text, totals):
    assert {measure: total.best for measure, total in found(text).totals.items()} == totals


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("Ada Quist was killed at home. Friends said that they died at once.", 1),
        ("Ten dockers were killed. They died at once.", 10),
        ("A clerk was killed on Monday. They were 34.", 1),
    ],
)
def test_they_may_be_one_person_told_of_before(found, text, killed):
    assert found(text).totals["killed"].high == killed


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("IS militants killed a shepherd.", [("killed", "a shepherd", 1)]),
        ("Presumed IS Sahel fighters killed two men.", [("killed", "two men", 2)]),
        ("IS has killed three men.", [("killed", "three men", 3)]),
        ("Fighters of IS shot dead two men.", [("killed", "two men", 2)]),
        ("THE TOLL IS RISING: three men were killed.", [("killed", "three men", 3)]),
    ],
)
def test_the_islamic_state_is_no_form_of_to_be(figures, text, claims):
    assert figures(text) == claims
