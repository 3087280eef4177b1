"""Who did it and to whom: the doer of a passive, those who stand aside, and what the type of an event implies."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from incidents.extraction.types import ExtractedActor, ExtractedReport
from incidents.vocabulary import Side

Found = Callable[..., ExtractedReport]


def on(side: Side, report: ExtractedReport) -> set[str]:
    return {actor.name for actor in report.event.actors if actor.side is side}


def actor(name: str, report: ExtractedReport) -> ExtractedActor:
    return next(one for one in report.event.actors if one.name == name)


@pytest.mark.parametrize(
    ("text", "doer"),
    [
        ("Three Syrians were shot dead by Turkish border guards near Darkush, Syria, on Friday.", "Turkish forces"),
        ("A shopkeeper was abducted by ELN guerrillas in Tibu, Colombia.", "ELN"),
        ("The village head was hacked to death by Maoists in Sukma, India, on Sunday night.", "Naxalites (Maoist)"),
        ("Four fishermen were killed at the hands of Boko Haram near Lake Chad, Nigeria.", "Boko Haram"),
        ("Seven people died in an attack blamed on the ADF in Beni, DR Congo.", "Allied Democratic Forces"),
        ("Two brothers were gunned down by police in Karachi, Pakistan.", "Pakistani forces"),
        ("Ten miners were kidnapped in Zamfara, Nigeria, by bandits on Monday.", "Criminal gang"),
        ("Fighters believed to be from the ADF killed six farmers in Beni, DR Congo.", "Allied Democratic Forces"),
        ("Men suspected to be members of Boko Haram shot four farmers in Borno, Nigeria.", "Boko Haram"),
        ("A farmer was killed by men believed to belong to Boko Haram in Borno, Nigeria.", "Boko Haram"),
    ],
)
def test_the_doer_of_a_passive_did_it_to_civilians(found: Found, text: str, doer: str) -> None:
    report = found(text)
    assert (on(Side.A, report), on(Side.B, report)) == ({doer}, {"Civilians"})


@pytest.mark.parametrize(
    ("text", "innocent"),
    [
        ("Bandits killed four herders in Katsina, Nigeria, on Monday.", "Fulani militia"),
        ("Soldiers shot three Fulani herders near Djibo, Burkina Faso.", "Fulani militia"),
        ("Cattle raiders killed two Turkana herders in Kapedo, Kenya.", "Turkana militia"),
        ("Jihadists abducted 12 Dogon farmers near Bandiagara, Mali.", "Dan Na Ambassagou"),
        ("Herders and farmers met in Makurdi, Nigeria, after gunmen killed two people.", "Unidentified militia"),
        ("Fishermen found the bodies of three people killed by pirates off Brass, Nigeria.", "Unidentified militia"),
        ("Gunmen killed two Israeli settlers near Jenin, West Bank.", "Israeli settlers"),
    ],
)
def test_victims_by_their_trade_or_people_are_no_militia(found: Found, text: str, innocent: str) -> None:
    assert innocent not in {one.name for one in found(text).event.actors}


@pytest.mark.parametrize(
    ("text", "doer"),
    [
        ("Fulani herders attacked a farming village in Benue, Nigeria, killing nine people.", "Fulani militia"),
        ("Armed herdsmen raided Agatu in Benue, Nigeria, and shot six farmers.", "Unidentified militia"),
        ("Pastoralists from the Murle community attacked Duk, South Sudan, killing 20 villagers.", "Murle militia"),
        ("Atuot youths attacked a cattle camp in Lakes, South Sudan; 13 people were killed.", "Atuot militia"),
        ("Nine people were killed by Pokot herders in Baringo, Kenya.", "Pokot militia"),
        ("Settlers shot a Palestinian farmer near Nablus, West Bank.", "Israeli settlers"),
        ("Tuareg rebels attacked an army camp in Kidal, Mali, killing eight soldiers.", "Tuareg militants"),
        ("MRD guerrillas ambushed a police patrol near Concepcion, Paraguay.", "MRD"),
    ],
)
def test_a_people_or_a_trade_is_an_armed_actor_as_the_doer(found: Found, text: str, doer: str) -> None:
    assert on(Side.A, found(text)) == {doer}


@pytest.mark.parametrize(
    ("text", "denier"),
    [
        ("Nine people were killed in a blast in Quetta, Pakistan. The Taliban denied any involvement.", "Taliban"),
        (
            "Two grenades exploded at a bar in Bujumbura, Burundi, killing three. "
            "Red Tabara said it had nothing to do with the attack.",
            "Red Tabara",
        ),
        (
            "Gunmen killed six worshippers in Borno, Nigeria. "
            "Boko Haram rejected accusations that it carried out the killings.",
            "Boko Haram",
        ),
        (
            "Eleven villagers were massacred near Goma, DR Congo, on Friday. "
            "M23 said its fighters were not responsible.",
            "M23",
        ),
        (
            "A bomb killed four people in Davao, Philippines. The NPA distanced itself from the bombing.",
            "New People's Army",
        ),
    ],
)
def test_whoever_only_denies_it_is_no_actor_of_it(found: Found, text: str, denier: str) -> None:
    assert denier not in {actor.name for actor in found(text).event.actors}


def test_whoever_is_blamed_and_denies_it_is_on_no_side(found: Found) -> None:
    text = (
        "Five people were shot dead in Lahij, Yemen. Residents blamed the Houthis. "
        "The Houthis insisted they had not carried it out."
    )
    assert actor("Houthis", found(text)).side is Side.OTHER


def test_what_is_told_as_a_deed_stands_whatever_is_denied(found: Found) -> None:
    report = found("An Israeli air strike killed five people in Tyre, Lebanon. Israel denied targeting civilians.")
    assert on(Side.A, report) == {"Israeli forces"}


@pytest.mark.parametrize(
    ("text", "aside"),
    [
        ("A car bomb killed eight people in Mogadishu, Somalia. Hamas condemned the bombing.", "Hamas"),
        (
            "Unknown men killed a journalist in Tripoli, Lebanon. Hezbollah mourned him and offered condolences.",
            "Hezbollah",
        ),
        ("Gunmen shot dead a priest in Cali, Colombia. Police arrested two men the next day.", "Colombian forces"),
        (
            "Clan elders fought over a well in Galkayo, Somalia, leaving five dead. "
            "African Union troops mediated between the clans.",
            "African Union forces",
        ),
    ],
)
def test_whoever_mourns_condemns_mediates_or_arrests_is_on_no_side(found: Found, text: str, aside: str) -> None:
    assert actor(aside, found(text)).side is Side.OTHER


@pytest.mark.parametrize(
    ("text", "doer", "target"),
    [
        ("The Armed Forces of Ukraine shelled positions of the Wagner Group near Bakhmut.", "Ukrainian", "Wagner"),
        ("A Kenya Defence Forces unit killed four al-Shabaab fighters in Gedo, Somalia.", "Kenyan", "al-Shabaab"),
        ("Troops of Chad fought Boko Haram near Bol, Chad, and killed 20 militants.", "Chadian", "Boko Haram"),
        ("The Sri Lanka Navy shot dead two fishermen off Mannar, Sri Lanka.", "Sri Lankan", "Civilians"),
        ("Members of Mexico's National Guard killed two migrants in Chiapas, Mexico.", "Mexican", "Civilians"),
    ],
)
def test_the_forces_of_a_state_are_found_by_pattern(found: Found, text: str, doer: str, target: str) -> None:
    report = found(text)
    (one,), (other,) = on(Side.A, report), on(Side.B, report)
    assert one.startswith(doer)
    assert other.startswith(target)


@pytest.mark.parametrize(
    ("text", "side_a", "side_b"),
    [
        ("Thousands marched in Khartoum, Sudan, in a protest against the cabinet.", "Protesters", None),
        (
            "Police used tear gas to disperse a rally by opposition supporters in Kampala, Uganda.",
            "Protesters",
            "Ugandan forces",
        ),
        ("Soldiers opened fire on marchers in Khartoum, Sudan, killing five.", "Sudanese Armed Forces", "Protesters"),
        ("Six protesters were shot dead by police in Kisumu, Kenya.", "Kenyan forces", "Protesters"),
        ("Police shot at marchers in Dakar, Senegal, killing a student.", "Senegalese forces", "Protesters"),
        (
            "Protesters hurled rocks at riot police and torched cars in Tunis, Tunisia.",
            "Rioters",
            "Tunisian forces",
        ),
        ("A mob beat a man to death in Ranchi, India, over theft rumours.", "Rioters", "Civilians"),
        ("A landmine killed a boy in Taiz, Yemen.", "Unidentified armed group", "Civilians"),
        ("Two men were found shot dead in a car in Tijuana, Mexico.", "Unidentified armed group", "Civilians"),
        ("Five soldiers were killed in an ambush near Timbuktu, Mali.", "Unidentified armed group", "Malian forces"),
        ("An air strike killed a family of six in Saada, Yemen.", "Unidentified military forces", "Civilians"),
    ],
)
def test_the_type_fills_in_the_sides_that_no_words_name(
    found: Found, text: str, side_a: str, side_b: str | None
) -> None:
    report = found(text)
    assert (on(Side.A, report), on(Side.B, report)) == ({side_a}, {side_b} - {None})


def test_what_only_the_type_tells_is_implied_at_the_words_that_tell_the_type(found: Found) -> None:
    text = "In Lusaka, Zambia, nurses held a sit-in over pay."
    one = actor("Protesters", found(text))
    assert (one.implied, text[slice(*one.span)]) == (True, "held a sit-in")
    assert one.as_json()["implied"] is True


def test_what_the_words_name_is_not_implied(found: Found) -> None:
    text = "Protesters marched through Lusaka, Zambia."
    one = actor("Protesters", found(text))
    assert (one.implied, text[slice(*one.span)]) == (False, "Protesters")


@pytest.mark.parametrize(
    "text",
    [
        "Nine people were shot dead in Swabi, Pakistan. The TTP has attacked the town in the past.",
        "Gunmen stormed a church in Borno, Nigeria, and killed 40 people. Boko Haram has fought the army since 2009.",
        "Unidentified gunmen killed six people in Diffa, Niger. Boko Haram often raids the region.",
        "Seven people were killed by a mine near Gao, Mali. JNIM is active there.",
        "Ten people were killed in a blast in Tirah, Pakistan. Lashkar-e-Islam was the target of the blast.",
    ],
)
def test_a_group_that_is_known_for_its_deeds_did_not_do_this_one(found: Found, text: str) -> None:
    assert {name.split()[0] for name in on(Side.A, found(text))} == {"Unidentified"}


def test_police_who_only_begin_a_search_have_attacked_nobody(found: Found) -> None:
    report = found("Police in Mombasa, Kenya, launched a manhunt for two men who shot a cleric on Tuesday.")
    assert "Kenyan forces" not in on(Side.A, report)


@pytest.mark.parametrize(
    ("text", "side_a", "side_b"),
    [
        ("Rival mobs clashed in Palwal, India, and 12 people were hurt.", "Rioters", "Rioters (rival group)"),
        (
            "At least one person was killed in inter-clan clashes near Salahad, Ethiopia.",
            "Unidentified armed group",
            "Unidentified armed group (rivals)",
        ),
    ],
)
def test_crowds_and_bands_that_fight_each_other_are_on_both_sides(
    found: Found, text: str, side_a: str, side_b: str
) -> None:
    report = found(text)
    assert (on(Side.A, report), on(Side.B, report)) == ({side_a}, {side_b})


def test_in_a_battle_of_which_nobody_s_part_is_told_the_first_named_is_side_a(found: Found) -> None:
    report = found("Heavy fighting: the army and M23 rebels near Sake, DR Congo, in clashes that left nine dead.")
    assert (on(Side.A, report), on(Side.B, report)) == ({"Congolese army"}, {"M23"})


@pytest.mark.parametrize(
    ("text", "doer"),
    [
        ("The killing of nine men in Beni, DR Congo, allegedly by the ADF, was condemned.", "Allied Democratic Forces"),
        ("Six traders were murdered in Tibu, Colombia, on Friday, reportedly by ELN guerrillas.", "ELN"),
    ],
)  # fmt: skip
def test_who_is_said_to_have_done_it_after_the_sentence_is_its_doer(found: Found, text: str, doer: str) -> None:
    assert doer in on(Side.A, found(text))


@pytest.mark.parametrize(
    ("text", "doer"),
    [
        (
            "A drone hit a funeral in El Fasher, Sudan. The drone is from the Rapid Support Forces.",
            "Rapid Support Forces",
        ),
        ("The village was attacked by a drone of the Armed Forces of Ukraine; one man died.", "Ukrainian forces"),
        (
            "Ten people died in an ambush near Kayes, Mali. It was claimed the next day by the Group of Support "
            "for Islam and Muslims (JNIM).",
            "JNIM",
        ),
        (
            "Nine people were killed in an attack by rebels of the Allied Democratic Forces on a parish in Irumu, "
            "according to the coordinator of the church.",
            "Allied Democratic Forces",
        ),
    ],
)
def test_whose_arms_or_people_hit_did_it(found: Found, text: str, doer: str) -> None:
    assert doer in on(Side.A, found(text))


def test_who_came_in_with_arms_was_not_attacked(found: Found) -> None:
    text = "Nine worshippers were killed in a church in Baro. Armed men came in through the sacristy with machetes."
    assert "Unidentified gunmen" not in on(Side.B, found(text))


def test_who_denies_before_a_quote_denies_what_is_quoted(found: Found) -> None:
    text = 'The army denies it: "No civilian was killed by us." A nurse told this paper that she counted 21 dead.'
    assert [claim.claimant.name for claim in found(text).claims] == ["army", "nurse"]


@pytest.mark.parametrize(
    ("text", "doer"),
    [
        ("Fishermen mourn five who fell victim to Boko Haram near Baga, Nigeria, on Friday.", "Boko Haram"),
        (
            "Nine died near Obo, Central African Republic, in an incursion of the Lord's Resistance Army.",
            "Lord's Resistance Army",
        ),
        (
            "Four people died in Odesa, Ukraine, on Friday when Russian Shahed drones attacked the port.",
            "Russian forces",
        ),
        ("A Ukrainian FPV drone hit a bus in Belgorod, Russia, on Friday, killing its driver.", "Ukrainian forces"),
        ("Nine people died in Idlib, Syria, from bombs dropped by regime helicopters.", "Syrian government forces"),
        (
            "Men of the ADF came to a village near Beni, DR Congo, at night. They killed six farmers.",
            "Allied Democratic Forces",
        ),
        ("Eight men had their throats slit by elements of Boko Haram in Borno, Nigeria.", "Boko Haram"),
    ],
)
def test_whose_act_the_words_tie_to_the_dead_is_side_a(found: Found, text: str, doer: str) -> None:
    assert on(Side.A, found(text)) == {doer}


@pytest.mark.parametrize(
    "later",
    [
        "The Taliban said in a call to a radio station that they had planted the bomb.",
        "The attack is put down to the Taliban.",
        "Elders hold the Taliban responsible.",
    ],
)
def test_a_doer_told_later_takes_the_place_of_the_unknown_one(found: Found, later: str) -> None:
    report = found(f"Nine people were killed by a bomb in a bank in Lashkar Gah, Afghanistan, on Monday. {later}")
    assert on(Side.A, report) == {"Taliban"}


def test_who_denies_what_another_claims_is_on_no_side(found: Found) -> None:
    report = found(
        "A suicide bomber killed nine people in Baghlan, Afghanistan, on Friday. Islamic State claimed the attack. "
        "The Taliban, who are at war with the state as well as Islamic State, denied a role in it."
    )
    assert on(Side.A, report) == {"Islamic State"}
    assert "Taliban" not in {one.name for one in report.event.actors}


def test_who_was_hit_first_is_not_the_attacker(found: Found) -> None:
    report = found("Six soldiers were shot dead near Afgooye, Somalia, on Wednesday. Al-Shabaab is strong in the area.")
    assert actor("Somali forces", report).side is Side.B


@pytest.mark.parametrize(
    "text",
    [
        "It is unclear whether Boko Haram was responsible.",
        "The police ruled out that Boko Haram was behind the attack.",
        "There is no sign that Boko Haram did it.",
    ],
)
def test_what_is_unclear_or_ruled_out_blames_nobody(found: Found, text: str) -> None:
    report = found(f"Thirty villagers were killed in Gamboru, Nigeria, on Monday. {text}")
    assert actor("Boko Haram", report).side is Side.OTHER


def test_who_denies_to_have_aimed_at_them_does_not_deny_the_deed(found: Found) -> None:
    text = (
        "Nine died when NATO warplanes hit a mill near Zliten, Libya. The alliance said it had not aimed at the mill."
    )
    assert on(Side.A, found(text)) == {"NATO"}


def test_pirates_are_actors_of_their_own(found: Found) -> None:
    report = found("Pirates hijacked a tanker off Lagos, Nigeria, on Monday and kidnapped nine sailors.")
    assert on(Side.A, report) == {"Pirates"}


def test_a_club_called_pirates_has_done_nothing(found: Found) -> None:
    report = found("The Orlando Pirates beat Chiefs on Monday. Two fans were shot dead in Soweto, South Africa.")
    assert "Pirates" not in {one.name for one in report.event.actors}


def test_gunmen_who_are_called_separatists_are_militants(found: Found) -> None:
    report = found("Separatist gunmen executed six road workers in Nduga, Indonesia, on Monday.")
    assert on(Side.A, report) == {"Unidentified militants"}


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        (
            "Nine people died in a clash between Turkana and Pokot near Kapedo, Kenya, on Sunday.",
            ({"Turkana militia"}, {"Pokot militia"}),
        ),
        (
            "Six died when the Murle fought with the Dinka near Bor, South Sudan, on Sunday.",
            ({"Murle militia"}, {"Dinka militia"}),
        ),
        (
            "Fighting between the Marehan and Dir clans killed eight in Abudwak, Somalia, on Sunday.",
            ({"Marehan militia"}, {"Dir militia"}),
        ),
    ],
    ids=["between", "fought with", "clans that no list has"],
)
def test_peoples_who_fight_each_other_are_its_sides(found: Found, text: str, sides: tuple[set[str], set[str]]) -> None:
    report = found(text)
    assert (on(Side.A, report), on(Side.B, report)) == sides


@pytest.mark.parametrize(
    "text",
    [
        "Talks between Dinka and Nuer resumed in Juba, South Sudan, on Sunday. Gunmen killed two traders there.",
        "A fight between Karen Smith and a neighbour in Leeds, England, left one dead.",
        "Six Fulani were killed in fighting between the army and Boko Haram in Borno, Nigeria.",
    ],
)
def test_peoples_who_are_only_named_have_done_nothing(found: Found, text: str) -> None:
    assert not [one.name for one in found(text).event.actors if one.name.endswith("militia")]


def test_a_group_that_shows_a_killing_in_its_own_video_did_it(found: Found) -> None:
    report = found(
        "Islamic State has released a video that appears to show the execution of six shepherds near Raqqa, Syria."
    )
    assert on(Side.A, report) == {"Islamic State"}


def test_a_group_that_shows_what_others_did_has_not_done_it(found: Found) -> None:
    report = found("Boko Haram released a video of the killing of six preachers by soldiers in Maiduguri, Nigeria.")
    assert "Boko Haram" not in on(Side.A, report)


def test_crowds_who_took_to_the_streets_and_were_shot_at_are_a_protest(found: Found) -> None:
    report = found(
        "Two people died in Lome, Togo, after soldiers opened fire on students who had taken to the streets."
    )
    assert report.event.sub_event_type.value == "Excessive force against protesters"


def test_an_attack_by_the_army_is_no_riot_of_those_whom_it_killed(found: Found) -> None:
    report = found("Nine villagers were killed in an attack by the army on Loikaw, Myanmar.")
    assert "Rioters" not in on(Side.A, report)


@pytest.mark.parametrize(
    ("text", "doer"),
    [
        (
            "An Italian jet bombed a barn near Kufra in Libya on Friday, killing a farmer, elders said.",
            "Italian forces",
        ),
        ("Six people died when a Sudanese gunship fired on a market in Nyala on Friday.", "Sudanese Armed Forces"),
    ],
)
def test_a_states_aircraft_is_the_state_at_work(found, text, doer):
    assert doer in on(Side.A, found(text))


def test_a_states_aircraft_that_was_shot_down_is_no_doer(found):
    text = "A Turkish warplane was shot down near Idlib in Syria on Friday and its two pilots died."
    assert "Turkish forces" not in on(Side.A, found(text))
