"""One report, several incidents: where one ends and the next begins, and what each of them lends the next."""

from __future__ import annotations

import json
import re
import tomllib
import unicodedata
from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from incidents.extraction import extract
from incidents.extraction.types import ExtractedIncident, ExtractedReport
from incidents.vocabulary import Measure, Scope, Side
from tests.extraction.labelled_reports import FOLDER

PUBLISHED = date(2024, 3, 12)


def read(text: str, published: date = PUBLISHED) -> ExtractedReport:
    return extract(text, published)


def places(text: str) -> list[str | None]:
    """The place of each incident of a text."""
    return [one.event.place and one.event.place.name for one in read(text).incidents]


def test_items_headed_by_places_are_incidents_be_the_first_without_a_mark() -> None:
    text = (
        "Aden: a grenade killed a guard at a bank.\n• Marib: three herders were wounded by a mine.\n"
        "• Lahj: gunmen killed two drivers and wounded one."
    )
    assert places(text) == ["Aden", "Marib", "Lahj"]


def test_an_item_headed_by_a_name_that_nobody_knows_is_one_of_the_list() -> None:
    text = "• Goma: a shell killed two people.\n• Kvarundo: a mine wounded a girl.\n• Bunia: a raid killed six people."
    assert len(read(text).incidents) == 3


def test_the_facts_of_one_attack_under_labels_stay_one() -> None:
    assert len(read("Goma: shelling of a market on Monday.\nKilled: 4\nInjured: 9\nPolice: 2 killed").incidents) == 1


def test_items_headed_by_day_and_place_have_each_its_own_day() -> None:
    text = (
        "2 March - Mogadishu: a mine hit a bus, killing four traders.\n"
        "4 March - Baidoa: shells fell on a market; six hurt.\n"
        "5 March - Kismayo: al-Shabaab raided a post; three guards and five raiders killed."
    )
    told = [
        (one.event.date and one.event.date.start.day, one.event.place and one.event.place.name)
        for one in read(text).incidents
    ]
    assert told == [(2, "Mogadishu"), (4, "Baidoa"), (5, "Kismayo")]


def test_paragraphs_that_open_with_their_places_are_operations_of_their_own() -> None:
    text = (
        "KABUL, Afghanistan (May 3, 2011) - Morning update\n\nNorth\n\n"
        "A patrol killed two insurgents in Chahar Darah district, Kunduz province, yesterday.\n\n"
        "In Baraki Barak district, Logar province, commandos killed a bomb maker yesterday.\n\n"
        "In Nad Ali district, Helmand province, a force detained three suspects yesterday."
    )
    assert places(text) == ["Chahar Darah", "Baraki Barak", "Nad Ali"]


def test_a_separate_attack_is_another_incident_though_the_one_killed_is_the_mayor() -> None:
    text = (
        "Rebels killed 30 farmers near Huanta, Ayacucho, on Sunday.\n\n"
        "In a separate attack on Monday, two rebels on a motorbike shot the mayor of Lircay, in Huancavelica, dead."
    )
    assert places(text) == ["Huanta", "Lircay"]


def test_meanwhile_elsewhere_parts_from_a_place_that_nobody_knows() -> None:
    text = (
        "Rebels killed at least 14 farmers in Kvarundo on Sunday, a priest said. Meanwhile in Ituri, militiamen"
        " killed three people in a raid on a mine near Bunia, the army said."
    )
    assert [one.totals[Measure.KILLED].low for one in read(text).incidents] == [14, 3]


def killed(text: str) -> list[int | None]:
    """The best figure of the killed of each incident of a text."""
    return [_best(one) for one in read(text).incidents]


def _best(incident: ExtractedIncident) -> int | None:
    total = incident.totals.get(Measure.KILLED)
    return total.best if total else None


ROUND_UP = """\
Rebel attacks killed nine people across Mali over the past day.
- Gao: a mine killed four soldiers on the road to Ansongo.
- Mopti: gunmen shot dead five herders and wounded two.
- Timbuktu: rockets hit the airport; nobody was hurt."""


# Borders


def test_each_item_of_a_list_is_an_incident():
    assert places(ROUND_UP) == ["Gao", "Mopti", "Timbuktu"]
    assert killed(ROUND_UP) == [4, 5, None]


def test_a_border_says_why_it_is_one():
    assert [one.why for one in read(ROUND_UP).incidents] == [
        "a new item of a list: Gao",
        "a new item of a list: Mopti",
        "a new item of a list: Timbuktu",
    ]


def test_numbered_items_whose_villages_nobody_knows_are_incidents_by_their_days():
    text = (
        "Reported to the monitors:\n1. Armed men killed a miller in Tabawo on 4 March.\n"
        "2. A mine killed two boys near Dinkiso on 6 March."
    )
    assert killed(text) == [1, 2]


def test_another_place_and_other_people_are_another_incident():
    text = (
        "A car bomb killed eleven people at a market in Kirkuk on Monday. "
        "In Basra, gunmen shot dead two judges as they left a court."
    )
    assert places(text) == ["Kirkuk", "Basra"]
    assert read(text).incidents[1].why == "another place and other people: Basra"


def test_another_day_with_an_attack_of_its_own_is_another_incident():
    text = (
        "A mortar round killed three people in Idlib on Friday. On Sunday, a sniper shot dead a boy in the same town."
    )
    assert [one.event.date and one.event.date.start.day for one in read(text).incidents] == [8, 10]


def test_the_next_day_is_counted_from_the_incident_before():
    text = "Raiders killed six villagers in Bria on Friday. The next day an ambush near Bambari left three dead."
    assert [one.event.date and one.event.date.start.day for one in read(text).incidents] == [8, 9]


@pytest.mark.parametrize(
    "words",
    ["In a separate attack in Herat", "Elsewhere, in Herat", "Meanwhile, in Herat", "In another incident in Herat"],
)
def test_words_that_put_losses_apart_make_another_incident(words):
    assert killed(f"A bomb killed seven people in Kandahar on Monday. {words}, gunmen killed two policemen.") == [7, 2]


@pytest.mark.parametrize(
    "words", ["In retaliation, a mob killed two traders in Bukuru", "The same day, shells killed two traders in Bukuru"]
)
def test_an_answer_or_another_attack_in_the_next_town_is_another_incident(words):
    assert killed(f"Gunmen killed ten people in Jos on Friday. {words}.") == [10, 2]


def test_the_heads_of_sentences_are_those_of_items():
    assert places("Borno: a mine killed six soldiers near Dikwa. Kano: gunmen abducted a banker.") == ["Dikwa", "Kano"]


def test_across_the_border_is_another_incident_in_the_other_country():
    text = "Gunmen killed nine people in Diffa, Niger. Across the border in Nigeria, a raid on Damasak left four dead."
    assert [one.event.place and one.event.place.country_code for one in read(text).incidents] == ["NE", "NG"]


def test_under_the_heading_of_another_day_is_another_incident():
    text = (
        "Monday, 4 March\nA mine killed two farmers near Gao.\n\n"
        "Thursday, 7 March\nGunmen on motorbikes killed a teacher in Menaka."
    )
    assert [one.event.date and one.event.date.start.day for one in read(text).incidents] == [4, 7]


# One attack stays one


@pytest.mark.parametrize(
    "text",
    [
        "A bomb killed nine people in Aden on Monday, police said. Fourteen wounded were taken to hospitals in Lahj.",
        "A raid on Bunia killed six people on Monday. In Kinshasa, the government condemned the attack.",
        "Shells killed two people in the Saltivka district of Kharkiv. Three more died in the city's Osnova district.",
        "A missile killed ten people in Odesa on Friday. On Sunday two of the wounded died in Kyiv.",
        "A suicide bomber killed five people in Kismayo on Monday. Hours earlier a blast in Baidoa had killed three.",
        "A bomb killed five people in Lahore on Monday. In 2016, 74 people were killed by a bomb in Karachi.",
        "Gunmen killed four men in Lashkar Gah on Monday. The four men came from Kandahar and were buried there.",
        "Six people died in a strike on Taiz on Monday, a doctor said. A rebel in Sanaa said that ten were killed.",
        "What is known of the blast in Quetta:\n- Twelve people were killed on Monday.\n- Thirty people were injured.",
        "A raid on Bunia killed six people on Monday. It came days after rebels killed four in Beni.",
        "Six people were hurt in Houston on Sunday. Police came to a club on San Jacinto and found six people hurt.",
        "A bomb killed eight people in Mosul on Monday. A second bomb killed two rescuers minutes later.",
    ],
)
def test_one_attack_told_at_several_places_stays_one_incident(text):
    assert [one.why for one in read(text).incidents] == ["the whole text"]


def test_a_list_of_earlier_attacks_is_background():
    text = (
        "A bomb killed eight people at a shrine in Lahore on Monday.\n\nPrevious attacks:\n"
        "- March 2019: 12 people killed in Sehwan\n- May 2018: nine people killed in Quetta"
    )
    assert killed(text) == [8]


def test_one_sentence_is_one_incident():
    assert len(read("A bomb killed two people in Gao and gunmen killed four in Kidal on Monday.").incidents) == 1


# Sums


def test_a_sum_over_the_incidents_is_a_larger_claim_of_none_of_them():
    (total, *others) = read(ROUND_UP).claims
    assert (total.quantity.best, total.scope, total.incident) == (9, Scope.LARGER, None)
    assert None not in {claim.incident for claim in others}


def test_the_totals_of_a_report_are_the_sum_over_its_incidents():
    totals = read(ROUND_UP).totals
    assert {measure.value: total.best for measure, total in totals.items()} == {"killed": 9, "injured": 2}


def test_a_sum_with_one_open_high_is_open():
    text = "- Gao: at least three people were killed by a mine.\n- Mopti: gunmen killed two people."
    total = read(text).totals[Measure.KILLED]
    assert (total.low, total.best, total.high) == (5, 5, None)


def test_a_first_figure_that_equals_all_that_follow_is_their_sum():
    text = (
        "Raids killed nine people in Gao. In Mopti, five herders were shot dead. In Kidal, a mine killed four farmers."
    )
    assert killed(text) == [5, 4]


def test_a_total_at_the_end_is_not_added():
    text = (
        "An air raid killed six people in Saada on Monday. In Hodeidah, shells killed two fishermen. "
        "In all, eight people were killed across Yemen on Monday."
    )
    assert killed(text) == [6, 2]


# What incidents lend one another


def test_a_heading_lends_its_day_to_the_items_below():
    text = "Thursday, 7 March\n- Gao: a mine killed two farmers.\n- Mopti: gunmen killed a teacher."
    assert {one.event.date and one.event.date.start for one in read(text).incidents} == {date(2024, 3, 7)}


def test_a_sum_lends_its_attacker():
    text = (
        "Russian attacks killed three people across Ukraine over the past day. "
        "In Sumy, a drone killed a woman. In Izium, shells killed two men."
    )
    sides = [[actor.side for actor in one.event.actors if "Russia" in actor.name] for one in read(text).incidents]
    assert sides == [[Side.A], [Side.A]]


def test_the_event_of_a_report_is_its_first_incident():
    found = read(ROUND_UP)
    assert found.event == found.incidents[0].event


def test_ties_between_claims_stay_within_their_incident():
    text = "- Gao: a mine killed a farmer and his wife.\n- Mopti: gunmen killed a teacher. A cook was also killed."
    claims = read(text).claims
    for claim in claims:
        for tied in (claim.part_of, claim.beside, claim.retells):
            assert tied is None or claims[tied].incident == claim.incident


# Any report


def test_claims_lie_within_their_incident_and_incidents_do_not_overlap():
    for report in labelled():
        found = read(report["text"], date.fromisoformat(report["published"]))
        spans = [one.span for one in found.incidents]
        assert spans == sorted(spans)
        assert all(before[1] <= after[0] for before, after in pairwise(spans))
        for claim in found.claims:
            assert report["text"][slice(*claim.span)] == claim.raw
            if claim.incident is not None:
                start, end = spans[claim.incident]
                assert start <= claim.span[0] < claim.span[1] <= end


def test_a_list_of_many_items_gives_as_many_incidents():
    towns = ["Gao", "Mopti", "Kidal", "Menaka"]
    text = "\n".join(f"{n}. {towns[n % 4]}: a mine killed {n % 7 + 2} soldiers." for n in range(1, 101))
    assert len(read(text).incidents) == 100


# The labelled round-ups


def labelled() -> list[dict[str, Any]]:
    return [json.loads(line) for line in (FOLDER / "segments.jsonl").read_text(encoding="utf-8").splitlines()]


def test_at_least_as_many_round_ups_are_read_exactly_as_when_the_floor_was_raised():
    wrong = {report["id"]: found for report in labelled() if (found := misses(report))}
    floor = tomllib.loads((FOLDER / "floors.toml").read_text(encoding="utf-8"))["segments"]["reports"]
    assert len(labelled()) - len(wrong) >= floor, wrong


def misses(report: dict[str, Any]) -> list[str]:
    """What of the incidents of a labelled report was read otherwise."""
    answer = extract(report["text"], date.fromisoformat(report["published"])).as_json()
    left = answer["incidents"]
    wrong = [] if len(left) == len(report["incidents"]) else [f"{len(left)} incidents, not {len(report['incidents'])}"]
    for gold in report["incidents"]:
        if left:
            nearest = min(left, key=lambda one: len(_differences(gold, one)))
            wrong += _differences(gold, nearest)
            left = [one for one in left if one is not nearest]
    return wrong


def _differences(gold: dict[str, Any], incident: dict[str, Any]) -> list[str]:
    place = incident["place"] or {}
    found = {
        "place": [_key(place.get(name)) for name in ("name", "admin1", "admin2")],
        "province": [_key(place.get(name)) for name in ("name", "admin1")],
        "country": [_key(place.get("country"))],
        "date": [_key(incident["date_start"])],
        **{measure.value: [_key(_number(incident["totals"].get(measure.value)))] for measure in Measure},
    }
    return [
        f"{name} is {value}, read as {found[name]}" for name, value in gold.items() if _key(value) not in found[name]
    ]


def _number(total: dict[str, int | None] | None) -> int:
    return next((number for number in ((total or {}).get("best"), (total or {}).get("low")) if number is not None), 0)


def _key(value: object) -> str:
    plain = unicodedata.normalize("NFKD", str(value or 0)).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "", plain)


def test_a_further_sentence_of_an_item_tells_of_its_incident():
    told = read(
        "1. Bamako: bandits killed two guards on 7 May.\n"
        "2. In Djibo, raiders killed eleven herders on 9 May, residents said. Officials put the toll at nine.\n"
        "3. In Niamey, a mine killed a driver on 12 May."
    )
    assert [(claim.quantity.low, claim.incident) for claim in told.claims] == [(2, 0), (11, 1), (9, 1), (1, 2)]


def test_the_rows_of_a_table_are_no_incidents():
    told = read("District\tKilled\tInjured\nBossaso\t4\t11\nGarowe\t2\t-\nGalkayo\t7\t3\nTotal\t13\t14\n")
    assert [(total.low, total.high) for total in told.totals.values()] == [(13, 13), (14, 14)]
    assert len(told.incidents) == 1


def test_the_day_that_heads_an_item_is_its_own_under_a_heading_of_days():
    told = read(
        "The past week in the Lakes region:\n"
        "- 3 March: rebels shelled a camp near Goma, killing nine displaced people.\n"
        "- 4 March: gunmen killed 12 farmers in Beni.\n",
        date(2024, 3, 9),
    )
    days = [one.event.date and one.event.date.start for one in told.incidents]
    assert days == [date(2024, 3, 3), date(2024, 3, 4)]


def test_a_segment_may_be_at_a_place_that_no_gazetteer_has(found):
    report = found(
        "Gunmen shot dead two soldiers in Gao, Mali, on Tuesday. On Wednesday a mine near Tassigaro wounded 14 people."
    )
    places = [(incident.event.place.name, incident.event.place.country_code) for incident in report.incidents]
    assert places == [("Gao", "ML"), ("Tassigaro", "ML")]
