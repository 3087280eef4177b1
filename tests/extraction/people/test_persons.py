"""People told of one by one, with their ages: each is one person, no age is a number, and nobody else is among them."""

import pytest

from incidents.extraction.from_json import claim_from_json


def killed(report):
    total = report.totals.get("killed")
    return (total.low, total.best, total.high) if total else None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Karim Saleh, 52, his wife Noor, 47, and their son Ali, 11, were killed when a shell hit their car.", 3),
        ("A shell killed Karim Saleh, 52, his wife Noor, 47, and their son Ali, 11, near Taiz.", 3),
        ("Gunmen shot and killed Ada Obi, 19, Chi Eze, 20, and Uche Ani, 22, in Owerri.", 3),
        ("Ada Obi, 19, Chi Eze, 20 and Uche Ani, 22 died in Owerri.", 3),
        ("Ana Ruiz (23, teacher), Pedro Lima (61, farmer) and Rosa Paz (4) were shot dead in Cali.", 3),
        ("Rami Haddad (12) and Lea Haddad (age unknown) were killed in Tyre.", 2),
        ("Siblings Rami Haddad (12) and Lea Haddad (15) were killed in Tyre.", 2),
        ("Rosa Paz and her son, two-year-old Juan Paz, were killed in Cali.", 2),
        ("Omar Diallo, a 41-year-old baker, and Awa Keita were killed in Mopti.", 2),
        ("Omar Diallo, a 41-year-old baker, and Awa Diallo, his sister, were killed in Mopti.", 2),
        ("Hassan Nasser, 38, a nurse, and his brother Ali, 30, a driver, were killed in Tyre.", 2),
        ("The strike killed Hassan Nasser, 38, a father of four, in Tyre.", 1),
        ("Rosa Paz, 54, of the newspapers Sur and El Norte, was found dead in Cali.", 1),
        ("Ivan Koval, forty-one, and Petro Koval, nineteen, were killed by shelling.", 2),
        ("A 41-year-old farmer and his 13-year-old nephew were shot dead near Buea.", 2),
        ("A farmer aged 41 and a nurse aged 29 were shot dead near Buea.", 2),
        ("A farmer, 41, her two sons and a neighbour, 60, were shot dead near Buea.", 4),
        ("Two men, Isa Bello, 38, and Sani Umar, 52, were shot dead in Zaria.", 2),
        ("The village chief, Musa Bello, 41, was killed in Zaria, his brother, Isa Bello, 38, said.", 1),
        ("The dead:\n1) Hala Amin, F, 33\n2) Nour Amin, M, 5\n3) Unidentified male, approx. 60", 3),
        ("The dead: Hala Amin (F, 33), Nour Amin (M/5) and an unidentified man, about 60.", 3),
        ("A 22-year-old Syrian, Adnan Taha, was killed by a sniper in Homs.", 1),
        ("A 22-year-old Syrian, Adnan Taha, and his cousin were shot dead in Homs.", 2),
        ("Isa Bello, 38, and Sani Umar, 52, are accused of killing Musa Bello, 41, in Zaria.", 1),
        ('"They came at night," said Isa Bello, 38, whose brother Musa, 41, was killed in Zaria.', 1),
    ],
)
def test_each_person_of_a_row_counts_once(found, text, number):
    assert killed(found(text)) == (number, number, number)


def test_places_with_their_numbers_are_no_people(found):
    report = found("Shells killed people in Kyiv (12), Kharkiv (8) and Odesa (3).")
    assert [claim.victims.people for claim in report.claims] == [()] * len(report.claims)


def test_a_quarter_before_a_person_is_no_name(only):
    assert only("On the South Side, a 40-year-old man was stabbed to death.").victims.named == ()


def test_the_claim_keeps_who_they_were(found):
    text = "Karim Saleh, 52, his wife Noor, 47, and a six-month-old girl were killed in Taiz."
    victims = found(text).claims[0].victims
    assert [person.as_json() for person in victims.people] == [
        {"name": "Karim Saleh", "age": 52, "sex": "", "kin": "", "words": "Karim Saleh, 52", "span": [0, 15]},
        {"name": "Noor", "age": 47, "sex": "female", "kin": "wife", "words": "his wife Noor, 47", "span": [17, 34]},
        {"name": "", "age": 0, "sex": "female", "kin": "", "words": "a six-month-old girl", "span": [40, 60]},
    ]
    assert victims.named == ("Karim Saleh", "Noor")


def test_a_name_without_an_age_is_a_person_too(only):
    (person,) = only("Mrs Ada Obi was killed in Owerri.").victims.people
    assert (person.name, person.age, person.sex) == ("Mrs Ada Obi", None, "female")


def test_a_claim_read_back_keeps_its_people(only):
    claim = only("Karim Saleh, 52, and his brother Amin, 47, were killed in Taiz.")
    assert claim_from_json(claim.as_json()).victims == claim.victims


def test_a_claim_kept_before_there_were_people_is_read(only):
    kept = only("Two men were killed in Taiz.").as_json()
    del kept["victims"]["people"]
    assert claim_from_json(kept).victims.people == ()
