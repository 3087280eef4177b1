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
    ],
)
def test_the_tally_counts_each_victim_once(found, text, killed):
    assert found(text).totals["killed"].best == killed


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
