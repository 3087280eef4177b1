"""What armies, rebels and agencies release: whoever attacks is side A, whoever is attacked side B."""

import pytest

from incidents.vocabulary import Side


def sides(report):
    return tuple({one.name for one in report.event.actors if one.side is side} for side in (Side.A, Side.B))


@pytest.mark.parametrize(
    ("text", "attackers", "attacked"),
    [
        (
            "Some fifteen terrorists attacked a post of the Nigerian army in Borno; three soldiers fell.",
            "Unidentified militants",
            "Nigerian forces",
        ),
        (
            "The Mozambican army came under attack by insurgents at Macomia; three soldiers were killed.",
            "Unidentified militants",
            "Mozambican forces",
        ),
        (
            "Elements of the Niger army fell into an ambush laid by terrorists near Tillaberi. Nine soldiers died.",
            "Unidentified militants",
            "Nigerien forces",
        ),
        (
            "The base of the army at Inata, Burkina Faso, fell to the jihadists; 20 gendarmes were killed.",
            "Unidentified militants",
            "Burkinabe forces",
        ),
        (
            "Our forces repelled an assault by terrorists on a post of the Malian army at Sokolo. Two soldiers fell.",
            "Unidentified militants",
            "Malian forces",
        ),
        (
            "The Somali army repelled an Al Shabaab attack at Galcad. Six soldiers were killed.",
            "al-Shabaab",
            "Somali forces",
        ),
        (
            "Defenders repelled Russian attacks near Pokrovsk, Ukraine. Two villagers were killed.",
            "Russian forces",
            "Civilians",
        ),
        (
            "Soldiers martyred as terrorists storm post in Bannu, Pakistan; six soldiers were martyred.",
            "Unidentified militants",
            "Pakistani forces",
        ),
    ],
)
def test_whoever_is_attacked_is_side_b(found, text, attackers, attacked):
    assert sides(found(text)) == ({attackers}, {attacked})


@pytest.mark.parametrize(
    ("text", "together", "other"),
    [
        (
            "The Rwandan army and M23 rebels attacked Congolese soldiers in Rutshuru, DR Congo. Nine soldiers died.",
            {"Rwandan forces", "M23"},
            "Congolese army",
        ),
        (
            "M23, backed by the Rwandan army, stormed Sake, DR Congo, killing 12 villagers.",
            {"Rwandan forces", "M23"},
            "Civilians",
        ),
        (
            "Congolese soldiers backed by Wazalendo fighters attacked M23 in Masisi, DR Congo. Six M23 rebels died.",
            {"Congolese army", "Wazalendo"},
            "M23",
        ),
    ],
)
def test_those_who_attack_together_stand_on_one_side(found, text, together, other):
    assert sides(found(text)) == (together, {other})


def test_those_who_clash_stand_on_two_sides(found):
    one, other = sides(found("The army and M23 rebels clashed in Rutshuru, DR Congo. Nine soldiers died."))
    assert one | other == {"Congolese army", "M23"}
    assert len(one) == len(other) == 1


@pytest.mark.parametrize(
    ("text", "doer"),
    [
        ("A coalition of gangs known as Viv Ansanm killed nine villagers in Kenscoff, Haiti.", "Viv Ansanm"),
        ("Gangs of the Viv Ansanm alliance opened fire on villagers in Kenscoff, Haiti; nine died.", "Viv Ansanm"),
        ("The gang alliance Viv Ansanm was behind the massacre of nine villagers in Kenscoff, Haiti.", "Viv Ansanm"),
        ("Shabiha killed seven shopkeepers in Homs, Syria.", "Shabiha"),
        (
            "The Ugandan army opened fire on fishermen on Lake Edward, DR Congo, killing seven of them.",
            "Ugandan forces",
        ),
        ("The army admitted that its drone had killed 11 wedding guests near Gao, Mali.", "Malian forces"),
        ("Militants disguised as soldiers killed seven travellers in Borno, Nigeria.", "Unidentified militants"),
        ("Gunmen dressed as policemen shot dead a judge in Karachi, Pakistan.", "Unidentified gunmen"),
        ("It was not soldiers but bandits who killed the four farmers in Katsina, Nigeria.", "Criminal gang"),
        (
            "A raid initially blamed on the ADF was carried out by CODECO; nine villagers died in Ituri, DR Congo.",
            "CODECO",
        ),
    ],
)
def test_the_doer_and_nobody_else_is_side_a(found, text, doer):
    assert sides(found(text))[0] == {doer}


@pytest.mark.parametrize(
    ("text", "innocent"),
    [
        ("It was not the Houthis who fired the missile that killed three sailors off Hodeidah, Yemen.", "Houthis"),
        ("Residents accuse the militia of killing eight farmers, which it denies, in Bria.", "Unidentified militia"),
        ("Police have ruled out that the gang killed the two boys in Marseille.", "Criminal gang"),
        ("Residents lynched two suspected robbers in Lagos.", "Criminal gang"),
    ],
)
def test_nobody_innocent_is_side_a(found, text, innocent):
    assert innocent not in sides(found(text))[0]
