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
        ("Two tribal leaders were gunned down in the market.", [("killed", "Two tribal leaders", 2)]),
        ("Ten villagers died when a shell hit the mosque.", [("killed", "Ten villagers", 10)]),
        ("12 deaths were recorded in the camp.", [("killed", "12 deaths", 12)]),
        ("Six fishermen are missing.", [("missing", "Six fishermen", 6)]),
        ("Gunmen kidnapped eight students.", [("abducted", "eight students", 8)]),
        ("Militants took 20 hostages.", [("abducted", "20 hostages", 20)]),
        ("Police arrested 14 suspects.", [("detained", "14 suspects", 14)]),
        ("The bodies of five men were found in a well.", [("killed", "five men", 5)]),
        ("There were no survivors among the 9 people on board.", [("killed", "9 people", 9)]),
        ("More than 3,000 families were displaced.", [("displaced", "More than 3,000 families", 3001)]),
        (
            "A senior member of the peace council was shot dead.",
            [("killed", "A senior member of the peace council", 1)],
        ),
    ],
)
def test_losses_are_found_in_every_wording(figures, text, claims):
    assert figures(text) == claims


def test_territory_and_weapons_are_not_captured_people(figures):
    assert figures("The army captured two villages and 40 rifles.") == []


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
