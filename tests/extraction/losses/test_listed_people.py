"""Who the dead were, named one by one: the people of a figure told before, or else a figure of their own."""

import pytest


@pytest.mark.parametrize(
    "text",
    [
        "The dead were named as Che Ngwa, 34; Ngum Fru, 28; and Bih Tanga, 60.",
        "The dead were named as Che Ngwa, Ngum Fru and Bih Tanga.",
        "Police identified the dead as Che Ngwa (34), Ngum Fru (28) and Bih Tanga (60).",
        "Those who lost their lives were Che Ngwa, 34, Ngum Fru, 28, and Bih Tanga, 60.",
        "Dead: Che Ngwa, 34; Ngum Fru, 28; Bih Tanga, 60.",
        "Killed in Bamenda were:\n* Che Ngwa, 34\n* Ngum Fru, 28\n* Bih Tanga, 60",
        "The dead:\nChe Ngwa, 34, farmer\nNgum Fru, 28, trader\nBih Tanga, 60, widow",
        "The following people were killed in Bamenda:\n1. Che Ngwa, 34\n2. Ngum Fru, 28\n3. Bih Tanga, 60",
        "Three people were killed in Bamenda. They were Che Ngwa, 34, Ngum Fru, 28, and Bih Tanga, 60.",
        "Gunmen killed three people in Bamenda: Che Ngwa, 34; Ngum Fru, 28; and Bih Tanga, 60.",
    ],
)
def test_a_list_of_the_dead_counts_them_once_and_names_them(found, text):
    report = found(text)
    assert report.totals["killed"].best == 3
    names = {name for claim in report.claims for name in claim.victims.named}
    assert names == {"Che Ngwa", "Ngum Fru", "Bih Tanga"}


@pytest.mark.parametrize(
    "text",
    [
        "Two men were arrested over the killing of a farmer: Isa Bello, 38, and Sani Umar, 52.",
        "A farmer was killed by two brothers: Isa Bello, 38, and Sani Umar, 52.",
        "The gunmen who killed a farmer were Isa Bello, 38, and Sani Umar, 52.",
    ],
)
def test_doers_and_suspects_are_not_among_the_dead(found, text):
    names = {name for claim in found(text).claims if claim.measure == "killed" for name in claim.victims.named}
    assert names == set()


def test_the_name_of_the_one_dead_adds_nobody(found):
    text = "One guard was killed in Cali. The guard who was killed was identified as Rosa Paz, 41."
    report = found(text)
    assert report.totals["killed"].best == 1
    assert ("Rosa Paz",) in [claim.victims.named for claim in report.claims]


def test_the_dead_are_of_the_figure_that_can_hold_them(found):
    report = found("A raid killed 20 people in Kano. Two guards were killed as well. Among the dead were 12 children.")
    (children,) = [claim for claim in report.claims if claim.quantity.best == 12]
    assert report.claims[children.part_of].quantity.best == 20


def test_the_fallen_are_dead_and_their_battalion_is_nobody(found):
    text = (
        "The army named the fallen as Sgt. Dan Peretz, 22, and Cpl. Omer Gal, 20, both of the Carmel Brigade's "
        "77th Battalion, who were killed by a mine on Monday."
    )
    assert found(text).totals["killed"].best == 2
