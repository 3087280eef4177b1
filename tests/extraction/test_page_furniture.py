"""A pasted page is read for its report alone; what stands around it is shown as left out, with its place."""

from datetime import date

from incidents.extraction import extract, extract_many
from incidents.extraction.types import Furniture
from incidents.vocabulary import Measure

DAY = date(2024, 5, 13)
REPORT = "Nine people were killed when gunmen fired on a market in Djibo, Burkina Faso, on Sunday, the mayor said."
PAGE = f"Home | Africa | Sport\n\nMarket attack\nBy Ann Lee\n\n{REPORT}\n\nRead more: Bus bomb kills 31 in Mogadishu"


def test_only_the_report_is_counted_and_located():
    found = extract(PAGE, DAY)
    assert found.totals[Measure.KILLED].best == 9
    assert found.event.place is not None
    assert found.event.place.name == "Djibo"


def test_numbers_in_furniture_are_shown_as_left_out():
    (left_out,) = (one for one in extract(PAGE, DAY).not_claims if one.reason == "page furniture")
    assert (left_out.raw, PAGE[slice(*left_out.span)]) == ("31", "31")


def test_spans_and_words_are_those_of_the_page_as_given():
    found = extract(PAGE, DAY)
    assert [PAGE[slice(*claim.span)] for claim in found.claims] == ["Nine people"]
    assert PAGE[slice(*found.claims[0].claimant.span)] == found.claims[0].claimant.raw == "mayor"
    assert PAGE[slice(*found.event.date.span)] == found.event.date.raw == "Sunday"


def test_what_is_furniture_is_told_with_its_reason():
    told = [(PAGE[slice(*one.span)], one.why) for one in extract(PAGE, DAY).furniture]
    assert told == [
        ("Home | Africa | Sport", "menu"),
        ("By Ann Lee", "byline"),
        ("Read more: Bus bomb kills 31 in Mogadishu", "points to another report"),
    ]


def test_what_a_person_calls_text_is_read():
    assert [claim.quantity.best for claim in extract(PAGE, DAY, furniture=[]).claims] == [9, 31]


def test_what_a_person_calls_furniture_is_not_read():
    found = extract(REPORT, DAY, furniture=[Furniture((0, 500), "marked by a person")])
    assert (found.claims, found.totals, found.event.place) == ((), {}, None)
    assert found.furniture == (Furniture((0, len(REPORT)), "marked by a person"),)


def test_a_sentence_never_joins_over_furniture():
    text = (
        "The bus left Kaya with 31 people\n\nAdvertisement\n\nwere killed in the evening, the driver told us at home."
    )
    assert extract(text, DAY).claims == ()


def test_a_sentence_goes_on_over_the_head_of_the_next_page():
    text = (
        "RELIEF ALLIANCE | SITUATION REPORT 3\n- 1 -\nThe mayor of Djibo said on Monday that the shells\n"
        "RELIEF ALLIANCE | SITUATION REPORT 3\n- 2 -\nkilled nine people in the market of the town."
    )
    (claim,) = extract(text, DAY).claims
    assert (claim.raw, claim.claimant.name) == ("nine people", "mayor of Djibo")


def test_a_banner_in_another_language_does_not_hide_the_language_of_the_report():
    banner = (
        "Nous utilisons des cookies pour assurer le bon fonctionnement de ce site. Accepter | Refuser | En savoir plus"
    )
    assert extract(f"{banner}\n\n{REPORT}", DAY).language == "en"
    french = "Neuf personnes ont été tuées dimanche dans une attaque contre le marché de la ville, selon le maire."
    notice = (
        "We use cookies to give you the best experience on our site and to show you what you want to see. Accept all"
    )
    assert extract(f"{notice}\n\n{notice}\n\n{french}", DAY).language == "fr"


def test_many_pages_are_read_as_one_is():
    assert list(extract_many([(PAGE, DAY), (REPORT, DAY)])) == [extract(PAGE, DAY), extract(REPORT, DAY)]


LETTER = "Dear Paul,\n\nour man says that one driver was shot dead near Bunia on Sunday.\n\nEsther\n\n"


def test_the_letter_that_is_answered_is_no_part_of_the_answer():
    quoted = "----- Original Message -----\nFrom: Paul\n> I hear that three people were killed near Bunia."
    assert extract(LETTER + quoted, DAY).totals[Measure.KILLED].best == 1


def test_lines_quoted_with_a_mark_are_no_part_of_the_answer():
    quoted = "On Monday 13 May 2024, Paul Okello wrote:\n> I hear that three people were killed.\n> Is it so?"
    assert extract(LETTER + quoted, DAY).totals[Measure.KILLED].best == 1


def test_a_letter_that_is_only_sent_on_is_read():
    sent_on = "FYI\n\n-----Original Message-----\nThree people were killed by gunmen near Bunia on Sunday."
    assert extract(sent_on, DAY).totals[Measure.KILLED].best == 3


def test_what_else_is_in_the_section_is_no_part_of_the_report():
    found = extract(
        f"{REPORT}\n\nAlso in this section:\n• Landslip buries 12 in Bamenda\n• Gang frees six kidnapped monks", DAY
    )
    assert Measure.ABDUCTED not in found.totals
