"""What the words deny, take back, call false or outlive is no death."""

import pytest

from incidents.vocabulary import Measure


@pytest.mark.parametrize(
    "text",
    [
        "The mayor dismissed as rumours claims that seven pupils were killed in Kebbi.",
        "The army refuted media reports of 30 deaths in Bama, Nigeria.",
        "Claims on social media that eight pupils were killed in Lagos are fake, police said.",
        "Fake news: 50 killed in a market in Jos, police say.",
        "No villager was killed, contrary to claims of 12 dead, the air force in Mali said.",
        "The army withdrew its statement that eight soldiers had been killed in Gao.",
        "The mayor apologised for saying that nine pupils had died in Kebbi; they had run away.",
        "Five sailors feared dead after the blast in Aden were found alive.",
        "Two reporters reported killed in Gaza are alive, their agency said.",
        "The farmer was reported to have died but is recovering in Juba, his family said.",
        "Twenty miners were declared dead by mistake in Khartoum.",
        "The death of four soldiers was averted by a timely retreat near Gao.",
        "Hospital: we received 14 patients, none of them dead, after the blast in Kano.",
        "Reports of a death in Tbilisi proved false.",
    ],
)
def test_nobody_is_counted_dead(found, text):
    assert Measure.KILLED not in found(text).totals


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        ("The UN retracted its claim that 30 people were killed in Goma; it now says 13.", 13),
        ("We wrongly reported that five people were killed in Homs. Three people were killed.", 3),
        ("The toll of 45 was too high, the hospital in Aleppo said: 31 people died.", 31),
        ("The hospital revised the number of dead down to 17 from 21 in Hodeidah.", 17),
    ],
)
def test_the_corrected_figure_stands(found, text, dead):
    assert found(text).totals[Measure.KILLED].best == dead


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        ("The ELN rejected claims that it had laid the mine that killed two farmers in Arauca, Colombia.", 2),
        ("The army denied firing the shell that killed nine villagers in Gao, Mali.", 9),
        ("The army denied reports of looting but said 12 villagers were killed in Gao, Mali.", 12),
        ("Soldiers mistakenly killed six villagers in Gao, Mali.", 6),
        ("Six traders were reported killed and two were found alive in Jos.", 6),
        ("Six traders were reported killed near Jos; a boy survived.", 6),
    ],
)
def test_the_dead_stay_dead_where_something_else_is_denied(found, text, dead):
    assert found(text).totals[Measure.KILLED].best == dead


def test_those_whom_gunmen_killed_are_no_gunmen(found):
    (claim,) = found("Herders fled after gunmen killed five of them in Plateau, Nigeria.").claims
    assert claim.victims.actor is None
