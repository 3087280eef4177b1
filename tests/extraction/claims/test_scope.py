import pytest


def test_including_opens_a_part_of_the_figure_before(found):
    claims = found("Fifteen people, including six women and two soldiers, were killed.").claims
    assert [(claim.quantity.best, claim.scope.value, claim.part_of) for claim in claims] == [
        (15, "whole", None),
        (6, "part", 0),
        (2, "part", 0),
    ]


def test_the_dead_included_tells_a_part(only):
    assert only("The dead included three children.").scope == "part"


def test_a_years_tally_is_larger_than_the_incident(found):
    text = "Four people were killed on Monday. At least 900 people have been killed so far this year."
    assert [claim.scope.value for claim in found(text).claims] == ["whole", "larger"]


def test_the_dead_of_a_whole_conflict_are_larger_than_the_incident(found):
    text = "Clashes killed seven people, the latest in a conflict that has left 66 people dead."
    assert [claim.scope.value for claim in found(text).claims] == ["whole", "larger"]


def test_a_superlative_over_time_leaves_the_figure_whole(only):
    assert only("The bomb killed 92 people in the deadliest attack this year.").scope == "whole"


def test_a_vague_lower_figure_of_the_same_speaker_is_a_part(found):
    text = (
        "Army spokesman Karim Diallo said that 40 rebels were killed in the raid. "
        "He said several rebels were killed inside the school."
    )
    whole, part = found(text).claims
    assert (part.scope.value, part.part_of) == ("part", 0)
    assert whole.scope.value == "whole"


@pytest.mark.parametrize(
    "text",
    [
        "Since the invasion began, more than 7,000 farmers have been killed.",
        "At least 37 farmers have been killed in the border districts since 10 October.",
        "Two guards were killed in Tabora. In January, 64 farmers were killed across the country.",
        "Two guards were killed in Tabora, the army said, bringing its losses to 300.",
        "Two guards were killed in Tabora. Several leaders have been captured and six were killed this month alone.",
    ],
)
def test_what_a_longer_time_counts_is_larger(found, text):
    assert found(text).claims[-1].scope == "larger"


def test_one_unnamed_person_beside_a_toll_is_part_of_it(found):
    text = "The army said 20 rebels were killed near Tabora. A commander was killed, the army said."
    assert [claim.part_of for claim in found(text).claims] == [None, 0]


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen kill two people a day in the district.",
        "Every day two farmers are killed in the valley.",
        "An average of 12 deaths each day is a disgrace.",
        "An average of nine people are killed every day in the capital, police said.",
        "At least 40 people a week are killed in the valley.",
    ],
)
def test_how_often_people_die_is_no_number_of_dead(found, text):
    assert found(text).claims == ()


def test_a_day_after_is_a_time_and_no_rate(only):
    assert only("Three guards were killed a day after the talks.").quantity.best == 3


@pytest.mark.parametrize(
    "text",
    [
        "The ten-week war, which killed more than 1,000 people, ended in June.",
        "About 15,000 people have been killed as a result of political violence.",
        "In the first half of the year, 300 people were killed.",
        "In 2021 alone, 4,500 people were murdered in the city.",
        "During the month of January there have been 170 deaths.",
        "Thousands marched on the tenth anniversary of the massacre of 80 students.",
        "Mourners marked the anniversary of the attack, in which 80 people died.",
        "Thirty years after the killing of 80 students, nobody has been tried.",
        "Some 300 people are killed each year by landmines in the country.",
    ],
)
def test_a_tally_or_an_old_attack_is_larger_with_no_other_loss_before(only, text):
    assert only(text).scope == "larger"


def test_years_after_an_old_killing_the_new_one_is_whole(found):
    text = "Gunmen killed 14 people two years after the killing of Rev. Ann Oduya."
    assert [claim.scope.value for claim in found(text).claims] == ["whole", "larger"]


@pytest.mark.parametrize(
    "text",
    [
        "Their three-month-long battle has left 3,400 people dead.",
        "The decade-old fighting has claimed 52,000 lives.",
        "Years-long clashes have killed 450 herders.",
        "Thousands were killed by the secret police during the military regime.",
        "Under the dictatorship 2,300 teachers were killed.",
        "The offensive, which began in May and so far has left 900 dead, goes on.",
        "The unrest has so far killed 41 students.",
        "From September 27 in total 25 villagers have been killed.",
        "From 3 March until today 61 villagers have been killed.",
    ],
)
def test_the_dead_of_a_long_fight_or_an_era_are_larger_than_the_incident(only, text):
    assert only(text).scope == "larger"


@pytest.mark.parametrize(
    "text",
    [
        "A day-long battle left 30 soldiers dead.",
        "The attack has so far left 41 people dead.",
        "On 4 October of this year three bakers were killed by a shell.",
        "On October 4 of this year three bakers were killed by a shell.",
    ],
)
def test_the_dead_of_a_day_are_the_incidents_own(only, text):
    assert only(text).scope == "whole"


@pytest.mark.parametrize(
    "text",
    [
        "Clerks boycotted the courts on Monday to condemn the killing of two of their colleagues.",
        "Nurses organised a protest to denounce the murder of two surgeons.",
    ],
)
def test_the_dead_whom_a_protest_is_about_are_not_its_own(only, text):
    assert only(text).scope == "larger"


@pytest.mark.parametrize(
    "text",
    [
        "A man was wounded on Pine Street. He was among 11 people wounded from Friday night to Sunday, police said.",
        "Two were killed by a bomb in Yusra. This was one of five bombings; in total, 14 people were killed.",
        "Seven were killed by a bomb in Yusra. Thirteen similar attacks took place, in which 54 people were killed.",
    ],
)
def test_a_sum_over_several_attacks_is_larger_than_the_one_told(found, text):
    assert [claim.scope.value for claim in found(text).claims] == ["whole", "larger"]


def test_the_sum_over_several_attacks_stands_where_no_other_figure_does(only):
    text = "A bomb exploded in Jos. This was one of two coordinated bombings, which together killed 60 people."
    assert only(text).scope == "whole"


@pytest.mark.parametrize(
    "sum_of_a_war",
    [
        "The toll since the war began in October 2022 has risen to 37,000 dead.",
        "Since the war began in October 2022 the toll has climbed to 37,000 dead.",
    ],
)
def test_a_toll_since_a_war_began_is_larger_wherever_since_stands(found, sum_of_a_war):
    report = found(f"Six people were killed in Sumy on Monday, medics said. {sum_of_a_war}")
    assert report.totals["killed"].best == 6


def test_the_parser_ends_no_sentence_before_a_small_letter(found):
    report = found(
        "Six people were killed in Sumy on Monday, medics said. "
        "Since the war began in October 2023 the toll has risen to 37,000 dead."
    )
    assert report.totals["killed"].best == 6
