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
