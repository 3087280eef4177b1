"""How local papers tell of shootings: gunfire, limbs, hospitals, ages, and killers who end their own lives."""

import pytest


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Three porters were hit by gunfire outside a depot.", ("casualties", "Three porters", 3)),
        ("Bullets struck six commuters.", ("casualties", "six commuters", 6)),
        ("He fired into a crowd, hitting two clerks.", ("casualties", "two clerks", 2)),
        ("Two vendors were grazed by bullets.", ("injured", "Two vendors", 2)),
        ("A barber was shot in the leg.", ("injured", "A barber", 1)),
        ("A nurse was shot in her left thigh.", ("injured", "A nurse", 1)),
        ("The brawl sent four sailors to hospitals.", ("injured", "four sailors", 4)),
        ("Two cyclists were flown to Saint Brendan Medical Center.", ("injured", "Two cyclists", 2)),
        ("A fourth victim is in critical condition.", ("injured", "A fourth victim", 1)),
        ("Two drivers had minor injuries.", ("injured", "Two drivers", 2)),
        ("A 19-year-old died in the parking lot.", ("killed", "A 19-year-old", 1)),
        ("A dancer fatally shot at a motel was 23.", ("killed", "A dancer", 1)),
        ("Of the nine dancers shot at a fair, two have left the ward.", ("casualties", "nine dancers", 9)),
        ("Six guests were shot at a lodge.", ("casualties", "Six guests", 6)),
        ("The clerk pleaded guilty to murder in the death of Ada Quist, who was 30.", ("killed", "Ada Quist", 1)),
        ("He shot and killed three co-workers.", ("killed", "three co-workers", 3)),
    ],
)
def test_local_words_of_harm_are_read(figures, text, claim):
    assert claim in figures(text)


@pytest.mark.parametrize(
    "text",
    [
        "Fifteen herders grazed their cattle near the dam.",
        "Six rebels hit a checkpoint.",
        "The villagers were shot at.",
        "The nine dancers shot at by a sniper ran.",
        "A double agent crossed the river.",
        "None of the sailors had serious injuries.",
    ],
)
def test_words_that_only_look_like_harm_count_nobody(found, text):
    assert not {"killed", "injured", "casualties"} & {m for m, t in found(text).totals.items() if t.best}


def test_whoever_shot_and_killed_is_not_counted_with_the_dead(figures):
    assert figures("A guard shot and killed a thief.") == [("killed", "a thief", 1)]


def test_before_being_killed_tells_nothing_of_those_before(found):
    report = found("A gunman opened fire, killing four and wounding seven before being killed by police.")
    assert (report.totals["killed"].best, report.totals["injured"].best) == (4, 7)


@pytest.mark.parametrize(
    "text",
    [
        "Two women, 31 and 40, were killed.",
        "Two men, ages 17 and 18, were killed.",
        "Two brothers, aged 20 and 22, were killed.",
        "Two cooks ages 19 to 25 were killed.",
    ],
)
def test_ages_after_people_count_nobody(found, text):
    assert found(text).totals["killed"].best == 2


def test_numbers_that_are_no_ages_still_count(found):
    assert found("Two boys, 31 women and 40 men were killed.").totals["killed"].best == 73


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("A miner shot his wife and her sister dead before taking his own life.", 3),
        ("A gunman killed three dealers before killing himself.", 4),
        ("Three dealers were killed at a casino. The gunman then turned the gun on himself.", 4),
        ("A father killed his two sons, then shot himself dead.", 3),
        ("The tenant stabbed his landlord to death and committed suicide.", 2),
    ],
)
def test_a_killer_who_ends_his_own_life_is_one_of_the_dead(found, text, killed):
    assert found(text).totals["killed"].best == killed


def test_the_dead_of_a_murder_suicide_hold_the_killer(found):
    text = "Four people died in a murder-suicide. The husband killed his wife and two sons before taking his own life."
    assert found(text).totals["killed"].best == 4


def test_a_bomber_is_kept_apart_from_those_he_killed(found):
    assert found("The bomber blew himself up, killing nine shoppers.").totals["killed"].best == 9


def test_others_are_others_than_the_dead_each_time(found):
    text = "A gunman killed one clerk and wounded four others. The shooting left four other workers injured."
    assert found(text).totals["injured"].best == 4


def test_another_attack_still_adds_to_the_wounded(found):
    text = (
        "A bomb killed one guard and wounded four others. In a second attack a mine killed one and wounded two others."
    )
    assert found(text).totals["injured"].best == 6


def test_those_in_hospital_are_some_of_the_wounded(found):
    text = "Six riders were wounded, four of them men. Five people were taken to Saint Brendan Medical Center."
    assert found(text).totals["injured"].best == 6


def test_whoever_shared_the_lot_of_a_murdered_man_is_not_dead_too(found):
    text = "Police charged a man with the murder of Ken Ode, who was shot along with three others."
    assert found(text).totals["killed"].best == 1


def test_fatal_wounds_are_deaths(figures):
    assert figures("All four tenants suffered fatal gunshot wounds.") == [("killed", "All four tenants", 4)]


def test_two_names_with_ages_and_an_aside_are_two(found):
    text = "Ray Diaz-Ramos, 18, who was celebrating his birthday, and Ed Cantu, 16, were killed."
    assert found(text).totals["killed"].best == 2


def test_a_killer_told_with_all_his_victims_is_one_more_of_a_murder_suicide(found):
    text = (
        "Police say a man killed his wife and two sons in a murder-suicide. "
        "Karl Penn killed his wife and their children before taking his own life."
    )
    assert found(text).totals["killed"].best == 4


def test_a_relative_is_one_of_a_number_told_before(found):
    text = "Four people were found dead in a cabin. Karl Penn had shot and killed his wife."
    assert found(text).totals["killed"].best == 4


def test_a_relative_of_one_victim_is_another(found):
    assert found("A farmer was killed. His son was killed.").totals["killed"].best == 2


def test_an_unrelated_shooting_is_outside_the_incident(found):
    text = (
        "A girl was shot dead and three were wounded at a fair. "
        "In an unrelated shooting, a man wounded a friend on Sunday and then killed himself."
    )
    assert {measure: total.best for measure, total in found(text).totals.items()} == {"killed": 1, "injured": 3}


def test_minor_to_moderate_injuries_are_injuries(found):
    assert found("Another man and a woman suffered minor to moderate injuries.").totals["injured"].best == 2


def test_those_who_cling_to_life_are_hurt(figures):
    assert figures("Two girls are clinging to life.") == [("injured", "Two girls", 2)]


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("One of three people taken to local hospitals died.", 1),
        ("Three of five men taken to a clinic died.", 3),
        ("Hundreds of people died.", 200),
    ],
)
def test_some_of_a_number_are_that_many(found, text, killed):
    assert found(text).totals["killed"].best == killed


def test_them_both_are_two(only):
    assert only("The gunman killed them both.").quantity.high == 2


def test_the_shootings_of_a_city_are_outside_the_incident(found):
    text = (
        "A man was shot dead and four others were wounded in a bar. "
        "At least two men have been killed and six people wounded since midnight."
    )
    assert {measure: total.best for measure, total in found(text).totals.items()} == {"killed": 1, "injured": 4}


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("A mayor's nephew killed five people in a flat and died hours later after a chase, officials said.", 6),
        ("A nurse who killed five people died on Wednesday after a chase, officials said.", 6),
        ("Officials said a fire killed five people and a boy died later.", 5),
    ],
)
def test_a_killer_who_died_is_none_of_his_victims(found, text, killed):
    assert found(text).totals["killed"].best == killed


@pytest.mark.parametrize(
    ("text", "killed", "injured"),
    [
        ("A farmer shot himself in the left foot.", 0, 1),
        ("A clerk shot himself but survived, doctors said.", 0, 1),
        ("A cook shot himself.", 0, 0),
        ("A cook shot himself and died.", 1, 0),
        ("A woman was shot in the head and is in stable condition.", 0, 1),
        ("Two men were shot in the neck and are expected to survive.", 0, 2),
        ("Three bakers were shot in the back and are in critical condition.", 0, 3),
        ("Police shot a man at close range, and he is in stable condition.", 0, 1),
        ("A tailor was shot in the leg and died.", 1, 0),
        ("A tailor was shot in the head and killed.", 1, 0),
        ("A cook was fatally shot in the arm.", 1, 0),
        ("A boy was shot in both legs.", 0, 1),
        ("A boy passed away after the shooting.", 1, 0),
        ("A man is in critical condition after being shot in the chest.", 0, 1),
        ("Two officers were shot in the face but are alive.", 0, 2),
        ("A boy of 12 shot himself in the hand.", 0, 1),
        ("A gunman killed four people and then himself.", 5, 0),
        ("Three sentries froze to death.", 3, 0),
    ],
)
def test_the_outcome_decides_and_not_where_somebody_was_hit(found, text, killed, injured):
    totals = found(text).totals
    assert [totals[m].best if m in totals else 0 for m in ("killed", "injured")] == [killed, injured]


def test_whoever_was_hurt_and_died_later_is_no_more_hurt(found):
    totals = found("A tailor was shot in the thigh on Friday. He bled to death.").totals
    assert totals["killed"].best == 1
    assert not totals.get("injured") or not totals["injured"].best
