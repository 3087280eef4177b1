"""Whom a verb merely harms is hurt; the words must say that somebody died."""

import pytest


def totals(report):
    return {measure.value: total.best for measure, total in report.totals.items()}


@pytest.mark.parametrize(
    ("text", "hurt"),
    [
        ("Two welders were burnt when a fuel store caught fire in Kano.", 2),
        ("Nine passengers were badly burned when a coach was bombed at Hub.", 9),
        ("Three cooks were scalded as a shell hit a field kitchen in Aleppo.", 3),
        ("Five herders were maimed by mines near Kandahar.", 5),
        ("Six girls were disfigured in an acid attack in Dhaka.", 6),
        ("A rocket crippled four guards in Basra.", 4),
        ("Pellets blinded seven boys in Srinagar.", 7),
        ("Rebels burned three traders at a roadblock near Bria.", 3),
        ("A girl was burned when a shell struck a bakery in Idlib.", 1),
    ],
)
def test_who_is_merely_harmed_is_hurt(found, text, hurt):
    assert totals(found(text)) == {"injured": hurt}


@pytest.mark.parametrize("how", ["burnt alive", "burnt to death", "burned beyond recognition", "burned to ashes"])
def test_who_is_burnt_to_death_is_dead(found, how):
    assert totals(found(f"Two welders were {how} in a fuel store in Kano.")) == {"killed": 2}


@pytest.mark.parametrize(
    "text",
    [
        "Some 40 huts were burnt in Kano on Monday.",
        "Dozens of raiders burned shops in Damask, Nigeria.",
        "Ten patients bled for hours after the blast in Kano.",
        "The strike crippled 12 power stations.",
    ],
)
def test_things_that_are_harmed_and_those_who_do_it_are_nobody_hurt(found, text):
    assert found(text).totals == {}


def test_burned_bodies_are_dead_and_not_hurt(found):
    assert totals(found("Four women were beaten to death and their bodies burned in Tabora, Tanzania.")) == {
        "killed": 4
    }


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        ("Rebels shelled a post near Gao, Mali; two soldiers fell.", 2),
        ("Four of our soldiers fell near Gao, Mali, the army said.", 4),
        ("Gunmen ambushed a patrol near Jos; three policemen paid the supreme price.", 3),
    ],
)
def test_fighters_who_fell_or_paid_the_supreme_price_are_dead(found, text, dead):
    assert totals(found(text)) == {"killed": dead}


@pytest.mark.parametrize("how", ["ill", "into a well", "behind their unit", "back to Gao", "to their knees"])
def test_fighters_may_fall_without_dying(found, how):
    assert found(f"Two soldiers fell {how} near Gao, Mali.").totals == {}


def test_a_heavy_price_is_no_death(found):
    assert found("Three policemen paid a heavy price for their loyalty near Jos.").totals == {}


def test_a_number_counts_those_of_the_bare_plural_before_it(found):
    text = "Soldiers martyred as rebels storm a fort in Bannu, Pakistan; six soldiers were martyred, officials said."
    assert totals(found(text)) == {"killed": 6}


def test_who_survives_an_attempt_with_a_bullet_in_the_arm_was_hurt(found):
    report = found(
        "A judge survived an attempt on her life in Celaya on Thursday with a bullet in her arm, doctors said."
    )
    assert report.totals["injured"].best == 1
    assert "killed" not in report.totals


def test_robbers_who_escape_with_bullets_are_not_hurt(found):
    assert (
        "injured" not in found("The robbers escaped with bullets and two rifles from a post in Gao on Monday.").totals
    )


def test_whom_a_boat_picks_up_off_a_coast_lives(found):
    assert "killed" not in found("Rescuers picked up 40 migrants off Lampedusa, Italy, on Monday.").totals


@pytest.mark.parametrize(
    ("text", "best"),
    [
        ("In Gyumri, 17 were taken in by police on Tuesday.", 17),
        ("Twelve students were brought in for questioning in Yerevan on Tuesday.", 12),
    ],
)
def test_whom_the_police_take_in_is_detained(found, text, best):
    assert found(text).totals["detained"].best == best


def test_whom_families_take_in_is_not_detained(found):
    assert "detained" not in found("Two hundred refugees were taken in by families in Yerevan on Tuesday.").totals
