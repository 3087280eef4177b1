"""Who of those who were shot died, and who lived."""

import pytest


def told(report):
    """Killed and injured by the report's own tally; None where it tells none."""
    return tuple(total.best if (total := report.totals.get(m)) else None for m in ("killed", "injured"))


@pytest.mark.parametrize(
    ("text", "killed", "injured"),
    [
        ("Five tourists were shot, one fatally, in an alley in Macon.", 1, 4),
        ("Six guests were shot, two of them fatally, at a wedding.", 2, 4),
        ("Three riders were stabbed, one fatally, on a tram.", 1, 2),
        ("Nine people were shot at a rodeo and three of them died.", 3, 6),
        ("Eight dancers were shot. Two of the eight victims have died.", 2, 6),
        ("Sgt. Ida Moss said five people had been shot, one of whom died in an ambulance.", 1, 4),
        ("Seven people were shot, including a 4-year-old boy who died at the scene.", 1, 6),
        ("Bullets struck four people, killing one of them.", 1, 3),
        ("A cook was killed when he and two waiters were hit by gunfire.", 1, 2),
        ("Of the seven people shot, four have died.", 4, 3),
        ("A quadruple shooting left a barber dead.", 1, 3),
        ("Police seek the men who shot four people — one fatally — in a flat on Sunday.", 1, 3),
    ],
)
def test_the_shot_who_did_not_die_are_wounded(found, text, killed, injured):
    assert told(found(text)) == (killed, injured)


@pytest.mark.parametrize(
    ("text", "injured"),
    [
        ("Four students were shot, none of them fatally.", 4),
        ("Four cousins were shot on Sunday. Their injuries are not life-threatening.", 4),
        ("Three teens were shot near a rink. All three are expected to survive.", 3),
        ("Two drivers were shot, one of them critically.", 2),
        ("Two cooks were shot on Friday. Both are expected to be released on Monday.", 2),
        ("Three boys were shot in a park. All of them will be okay, police said.", 3),
        ("A waiter was shot on Sunday. He is still in the hospital.", 1),
        ("A miner was found shot on Pine Lane. Police gave no information on the victim's condition.", 1),
        ("A boy and a girl were shot at home. The condition of the two has not been released.", 2),
        ("Three men were shot. I am glad it stopped rather than someone else got killed. All three will be fine.", 3),
    ],
)
def test_the_shot_whom_a_report_tells_to_be_alive_are_wounded(found, text, injured):
    assert found(text).totals["injured"].best == injured


@pytest.mark.parametrize(
    "text",
    [
        "Soldiers shot 41 farmers in the village on Monday.",
        "Gunmen stormed the ferry and shot at least 12 passengers.",
        "The rebels rounded up 20 herders and shot them.",
    ],
)
def test_the_shot_of_whom_nothing_more_is_told_are_casualties_alone(found, text):
    assert "injured" not in found(text).totals


def test_others_who_were_shot_beside_the_dead_lived(found):
    assert told(found("A tailor was shot dead. Three others were also shot on the same corner.")) == (1, 3)


def test_those_hit_beside_a_dead_person_are_counted_in_full(found):
    assert told(found("One nurse was killed and four patients were struck by bullets.")) == (1, 4)


def test_single_wounds_are_parts_of_all_who_lived(found):
    text = "Five people were shot, one fatally. Another man was shot in the foot and a girl was shot in the arm."
    assert told(found(text)) == (1, 4)


def test_whoever_is_hurt_otherwise_in_the_same_sentence_is_added(found):
    text = "Five people were shot and a girl was injured as she fled. None of the wounds is life-threatening."
    assert found(text).totals["injured"].best == 6


def test_one_of_the_wounded_who_died_is_wounded_no_more(found):
    assert told(found("Six miners were wounded. One of the victims later died.")) == (1, 5)


def test_three_of_the_hurt_who_died_are_hurt_no_more(found):
    assert told(found("The blast hurt 12 porters, three of whom later died of their wounds.")) == (3, 9)


def test_a_dead_victim_beside_other_dead_leaves_the_wounded_alone(found):
    assert told(found("Two guards were killed and nine hurt. One of the victims died at her post.")) == (2, 9)


def test_the_wounded_by_inference_stand_on_the_words_of_the_shot_and_are_unsure(found):
    rest = next(
        claim for claim in found("At least five tourists were shot, one fatally.").claims if claim.measure == "injured"
    )
    assert (rest.raw, rest.quantity.low, rest.quantity.best, rest.quantity.open_upper) == (
        "At least five tourists",
        4,
        4,
        True,
    )
    assert rest.confidence <= 0.6
    assert rest.rules[-1] == "survivors:the-rest"


def test_the_shot_stay_a_claim_of_casualties(found):
    claims = found("Five tourists were shot, one fatally.").claims
    assert [(claim.measure.value, claim.quantity.best) for claim in claims] == [
        ("casualties", 5),
        ("injured", 4),
        ("killed", 1),
    ]


def test_parts_still_point_at_their_wholes_beside_a_claim_by_inference(found):
    report = found(
        "Police said four teachers and two clerks were shot, one fatally, and five suspects including two women held."
    )
    for claim in report.claims:
        assert claim.part_of is None or report.claims[claim.part_of].measure is claim.measure


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen shot 12 people at a hospital in Tabora.",
        "The militia shot nine villagers and wounded three at the well.",
    ],
)
def test_a_hospital_or_other_wounded_do_not_make_the_shot_alive(found, text):
    report = found(text)
    assert not any(rule.startswith("survivors:") for claim in report.claims for rule in claim.rules)


def test_whoever_was_also_shot_beside_the_dead_lived(found):
    text = "A tailor killed his wife and two sons. His brother was also shot but escaped through a window."
    assert told(found(text)) == (3, 1)


def test_a_shooting_of_people_counts_those_hit(found):
    assert told(found("Two men were charged in the shooting of four girls, one of whom was killed.")) == (1, 3)


@pytest.mark.parametrize(
    "text",
    [
        "Five people were wounded. One was shot in the arm, but the injuries of the other four victims were not known.",
        "One diner was killed and five others wounded. The other two people wounded were in stable condition.",
    ],
)
def test_the_others_are_some_of_the_hurt_told_before(found, text):
    assert found(text).totals["injured"].best == 5


@pytest.mark.parametrize(
    "text",
    [
        "The bodies of four relatives were found. All four had suffered gunshot wounds to the head.",
        "Two brothers were shot dead in a barn. Both received gunshot wounds.",
    ],
)
def test_wounds_of_the_dead_make_nobody_wounded(found, text):
    assert "injured" not in found(text).totals


def test_wounds_of_people_who_live_are_told_beside_the_dead(found):
    text = "Two brothers were shot dead in a barn. Both farmhands suffered gunshot wounds and are expected to survive."
    assert told(found(text)) == (2, 2)


def test_one_of_the_four_who_were_hurt_died(found):
    text = "Four riders were taken to hospitals. One of the four was pronounced dead."
    assert told(found(text)) == (1, 3)


def test_one_of_another_number_leaves_the_wounded_alone(found):
    text = "Four riders were wounded at a ranch. One of the three horsemen they met was pronounced dead."
    assert found(text).totals["injured"].best == 4


@pytest.mark.parametrize(
    ("text", "killed_and_injured"),
    [
        ("A grenade killed one man at once and wounded five. One of the five died at night, a nurse said.", (2, 4)),
        ("A bomb killed two people and wounded eight. Three of the eight died in hospital, a nurse said.", (5, 5)),
        ("A shell killed one woman and injured six. Two of the wounded died on the way to the clinic.", (3, 4)),
        (
            "A bomb killed two and hurt eight. One of the wounded died in hospital. The death toll rose to three.",
            (3, 7),
        ),
    ],
)
def test_those_of_the_wounded_who_died_are_dead_beside_those_killed_at_once(found, text, killed_and_injured):
    assert told(found(text)) == killed_and_injured
