"""What happened, with which weapons, and on which sides."""

from __future__ import annotations

from datetime import date

import pytest

from incidents.extraction import extract
from incidents.extraction.actors import find_actors
from incidents.extraction.event.types import find_event, type_rules
from incidents.extraction.event.words import EVENT_TYPE_OF
from incidents.extraction.model import language_model
from incidents.extraction.places.finder import find_places
from incidents.extraction.places.of_incident import incident_country
from incidents.extraction.types import ExtractedEvent
from incidents.vocabulary import EventType, Side, SubEventType


def event(text: str) -> ExtractedEvent:
    doc = language_model()(text)
    places = find_places(doc)
    actors = find_actors(doc, incident_country(places))
    return find_event(doc, published=date(2021, 6, 9), places=places, actors=actors)


def sides(text: str) -> dict[str, Side]:
    return {actor.name: actor.side for actor in event(text).actors}


@pytest.mark.parametrize(
    ("text", "sub_event_type"),
    [
        ("Warplanes bombed a market in Idlib, Syria, killing 11 people.", SubEventType.AIR_DRONE_STRIKE),
        ("A drone strike killed a commander in Marib, Yemen.", SubEventType.AIR_DRONE_STRIKE),
        ("Artillery shelling killed six people in Kherson, Ukraine.", SubEventType.SHELLING),
        ("Rockets hit a bus station in Kharkiv, Ukraine, killing four.", SubEventType.SHELLING),
        ("A suicide bomber blew himself up at a checkpoint in Kabul.", SubEventType.SUICIDE_BOMB),
        ("A roadside bomb killed five soldiers in Borno state, Nigeria.", SubEventType.REMOTE_EXPLOSIVE),
        ("Three farmers died when they stepped on a landmine near Homs, Syria.", SubEventType.REMOTE_EXPLOSIVE),
        ("Attackers threw a grenade into a bar in Bujumbura, Burundi.", SubEventType.GRENADE),
        ("Soldiers and rebels clashed for hours near Goma in eastern DR Congo.", SubEventType.ARMED_CLASH),
        ("Militants ambushed an army convoy near Mopti, Mali, killing 10 soldiers.", SubEventType.ARMED_CLASH),
        ("Gunmen opened fire on worshippers in a mosque in Katsina, Nigeria.", SubEventType.ATTACK),
        ("Militiamen massacred 40 villagers in Ituri, DR Congo.", SubEventType.ATTACK),
        ("Gunmen kidnapped 30 students from a school in Kaduna, Nigeria.", SubEventType.ABDUCTION),
        ("Police arrested nine suspected members of the group in Dhaka.", SubEventType.ARRESTS),
        ("Thousands marched in Khartoum in a protest against the cabinet.", SubEventType.PEACEFUL_PROTEST),
        ("Police fired tear gas to disperse protesters in Nairobi.", SubEventType.PROTEST_WITH_INTERVENTION),
        (
            "Soldiers opened fire on protesters in Yangon, killing three.",
            SubEventType.EXCESSIVE_FORCE_AGAINST_PROTESTERS,
        ),
        ("A mob lynched two men accused of theft in Port-au-Prince.", SubEventType.MOB_VIOLENCE),
        ("Chlorine gas killed eight people in Douma, Syria.", SubEventType.CHEMICAL_WEAPON),
        ("The army recaptured the town of Bama from the rebels on Monday.", SubEventType.GOVERNMENT_REGAINS_TERRITORY),
    ],
)
def test_what_happened(text: str, sub_event_type: SubEventType) -> None:
    found = event(text)
    assert found.sub_event_type is sub_event_type
    assert found.event_type is EVENT_TYPE_OF[sub_event_type]


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen opened fire on a candlelight vigil in Jos, Nigeria, on Friday, killing nine people.",
        "Eight people died when a prayer vigil in Jos, Nigeria, was attacked on Friday night, police said.",
        "Rebels stormed a rally of the ruling party in Bunia, DR Congo, and shot dead four people.",
    ],
)
def test_who_is_attacked_at_a_gathering_is_no_protester_on_the_side_that_acts(text: str) -> None:
    told = extract(text, date(2021, 6, 9)).event
    assert told.sub_event_type is SubEventType.ATTACK
    assert not [actor.name for actor in told.actors if actor.name == "Protesters"]


def test_a_battle_with_air_support_is_a_battle() -> None:
    found = event(
        "Taliban fighters attacked Farah city, Afghanistan, on Monday and fighting went on in its streets all day. "
        "Afghan forces pushed the attackers back. The ministry said that 20 Taliban fighters were killed in the "
        "counter-offensive and airstrikes."
    )
    assert (found.event_type, found.sub_event_type) == (EventType.BATTLES, SubEventType.ARMED_CLASH)


def test_what_a_captured_man_is_accused_of_is_not_what_happened() -> None:
    found = event(
        "A joint force detained a Taliban leader in Logar province, Afghanistan, on Monday. The leader is "
        "responsible for roadside bomb attacks and planned suicide bombings against Afghan forces."
    )
    assert found.sub_event_type is SubEventType.ARRESTS


def test_nothing_told_is_nothing_found() -> None:
    assert event("The council met in Oslo and adjourned.").sub_event_type is None


@pytest.mark.parametrize(
    ("text", "attacker", "target"),
    [
        ("Taliban fighters attacked Afghan forces in Ghazni.", "Taliban", "Afghan security forces"),
        ("Afghan soldiers killed 12 Taliban fighters in Ghazni.", "Afghan security forces", "Taliban"),
        ("Six Nigerian soldiers were killed by Boko Haram in Borno.", "Boko Haram", "Nigerian forces"),
        ("Israeli airstrikes on Hamas positions shook Gaza City.", "Israeli forces", "Hamas"),
        ("An al-Shabaab attack on Somali troops in Baidoa killed ten.", "al-Shabaab", "Somali forces"),
        ("Gunmen shot dead five villagers in Zamfara, Nigeria.", "Unidentified gunmen", "Civilians"),
    ],
)
def test_who_did_it_and_to_whom(text: str, attacker: str, target: str) -> None:
    found = sides(text)
    assert (found[attacker], found[target]) == (Side.A, Side.B)


def test_who_only_talks_is_no_side() -> None:
    found = sides(
        "Houthi fighters attacked Yemeni government troops near Marib, Yemen, and killed eight. "
        "In Muscat the Israeli military was not mentioned."
    )
    assert found["Houthis"] is Side.A
    assert found["Yemeni government forces"] is Side.B
    assert found["Israeli forces"] is Side.OTHER


def test_police_who_only_tell_of_it_are_no_side() -> None:
    found = sides("Gunmen attacked shops in Basra, Iraq, killing 12 people, police and medical sources said.")
    assert found["Iraqi forces"] is Side.OTHER


def test_each_actor_is_listed_once() -> None:
    found = event("The Taliban attacked. The Taliban withdrew. The Taliban said nothing in Kabul, Afghanistan.")
    assert [actor.name for actor in found.actors] == ["Taliban"]


def test_weapons_in_plain_words() -> None:
    found = event("Gunmen with machetes attacked a village in Ituri, DR Congo, after a mortar hit the market.")
    assert found.weapons == ("small arms", "knife", "mortar")


def test_a_weapon_of_which_somebody_is_accused_was_not_used_here() -> None:
    found = event("Police in Kabul detained a man suspected of making car bombs.")
    assert "car bomb" not in found.weapons


def test_the_rules_say_why() -> None:
    found = event("Warplanes bombed a market in Idlib, Syria, on Tuesday.")
    assert "type:air-strike" in " ".join(found.rules)
    assert any(rule.startswith("date:") for rule in found.rules)


def test_every_rule_speaks_for_a_type_of_the_field() -> None:
    assert {rule.sub_event_type for rule in type_rules()} <= set(SubEventType)


def test_whoever_claims_an_attack_did_it_and_the_force_that_was_hit_suffered_it() -> None:
    told = sides(
        "Four soldiers were killed in a blast in the Pakistani city of Turbat on Sunday. Baloch Liberation Army "
        "separatists claimed responsibility. Police detained two men."
    )
    assert told["Balochistan Liberation Army"] is Side.A
    assert told["Pakistani forces"] is Side.B


def test_a_claim_after_a_group_s_acronym_is_its_own() -> None:
    told = sides(
        "A car bomb exploded at a police school in Cali, Colombia, killing nine cadets. The National Liberation Army "
        "(ELN) claimed responsibility."
    )
    assert told == {"ELN": Side.A, "Colombian forces": Side.B}


def test_whoever_denies_an_attack_is_on_no_side() -> None:
    told = sides(
        "Shells killed nine children in a camp in Myanmar's Kachin state, the Kachin Independence Army said. "
        "The army denied that it was behind the shelling."
    )
    assert "Myanmar military" not in told  # it only denies
    assert told["Kachin Independence Army"] is Side.OTHER


def test_those_who_are_accused_by_the_accused_did_not_suffer_the_attack() -> None:
    told = sides(
        "Gunmen shot dead six pupils at a school in Kumba, Cameroon. The cabinet blamed separatists, and their "
        "leaders accused the army."
    )
    assert Side.B not in {side for name, side in told.items() if name == "Cameroonian forces"}
    assert told["Civilians"] is Side.B


def test_the_side_that_began_is_a_even_where_it_lost_more() -> None:
    told = sides(
        "A large assault by al-Shabaab fighters on the Somali town of Afgoye left many dead. At least 20 al-Shabaab "
        "fighters were killed when government troops retook a post. Special forces killed a commander."
    )
    assert told["al-Shabaab"] is Side.A
    assert told["Somali forces"] is Side.B


def test_the_forces_of_a_group_are_the_group() -> None:
    told = sides(
        "Nine migrants died when an air strike hit a hangar in Tripoli, Libya. Ministers accused the forces of the "
        "Libyan National Army of the raid."
    )
    assert told["Libyan National Army"] is Side.A


def test_an_ambush_of_civilians_is_no_battle() -> None:
    found = extract(
        "Two women and four children were killed on Monday when gunmen ambushed their cars near Bavispe in Mexico.",
        date(2021, 6, 9),
    )
    assert found.event.sub_event_type is SubEventType.ATTACK


def test_a_gang_with_a_name_stands_for_the_gang_without() -> None:
    told = sides("The Gran Grif gang killed 20 villagers in Liancourt, Haiti. Criminal gangs hold the road.")
    assert told == {"Gran Grif": Side.A, "Civilians": Side.B}


def test_whoever_answers_fire_is_the_other_side() -> None:
    found = extract(
        "Nine villagers were killed when Kenyan troops fired mortars at Dobley in Somalia on Monday. "
        "Al-Shabaab fighters answered the fire and killed three Kenyan soldiers.",
        date(2021, 6, 9),
    )
    told = {actor.name: actor.side for actor in found.event.actors}
    assert told == {"Kenyan forces": Side.A, "al-Shabaab": Side.B}


def test_whoever_launches_an_offensive_is_a_even_where_the_army_struck_back_and_counts_the_dead() -> None:
    found = sides(
        "Fighters of the M23 group launched an offensive on the town of Sake in eastern Congo on Thursday. "
        "At least 20 M23 rebels were killed when the army struck back, officers said. "
        "A minister said that 30 M23 rebels had been killed, and that several rebels were killed inside a school."
    )
    assert (found["M23"], found["Congolese army"]) == (Side.A, Side.B)


@pytest.mark.parametrize(
    ("text", "sub_event_type"),
    [
        (
            "An MQ-9 fired a missile at a car in the Jilib area, killing two al-Shabaab men.",
            SubEventType.AIR_DRONE_STRIKE,
        ),
        ("Bombs fell from the sky on a wedding tent in Uruzgan; 30 guests died.", SubEventType.AIR_DRONE_STRIKE),
        (
            "At least seven people lost their lives when fighter planes attacked a fuel depot in Tigray.",
            SubEventType.AIR_DRONE_STRIKE,
        ),
        (
            "Coalition forces saw the armed men and directed a precision strike, killing three of them.",
            SubEventType.AIR_DRONE_STRIKE,
        ),
        (
            "Israeli aircraft hit a house in Rafah overnight. Nine members of one family were killed.",
            SubEventType.AIR_DRONE_STRIKE,
        ),
        (
            "A quadcopter dropped an explosive on a group of farmers in Nikopol, wounding two.",
            SubEventType.AIR_DRONE_STRIKE,
        ),
        (
            "Assailants fired on a police vehicle in Cotabato. Two officers died in the attack.",
            SubEventType.ARMED_CLASH,
        ),
        (
            "Members of the National Liberation Army attacked a patrol in Arauca and killed four soldiers.",
            SubEventType.ARMED_CLASH,
        ),
        ("An exchange of fire between police and cartel gunmen in Culiacan left seven dead.", SubEventType.ARMED_CLASH),
        (
            "Militants stormed a military camp at dawn. The army said 30 of them and nine soldiers were killed.",
            SubEventType.ARMED_CLASH,
        ),
        ("Two policemen were gunned down at a checkpoint in Arish by men on a motorcycle.", SubEventType.ARMED_CLASH),
        (
            "The bomber drove a van loaded with explosives into police headquarters. Six people, including him, died.",
            SubEventType.SUICIDE_BOMB,
        ),
        (
            "A boy with explosives strapped to his body detonated them at a checkpoint in Gwoza, killing five.",
            SubEventType.SUICIDE_BOMB,
        ),
        ("An SVBIED struck a convoy in Mogadishu. Seven were killed.", SubEventType.SUICIDE_BOMB),
        (
            "Assailants launched four rockets toward Bagram airfield. Two contractors were injured.",
            SubEventType.SHELLING,
        ),
        ("Mortar fire on the displacement camp at Kutkai killed a mother and her son.", SubEventType.SHELLING),
        ("Shells rained down on the old town of Homs, where 14 residents perished.", SubEventType.SHELLING),
        ("An S-300 missile ripped through a hotel in Zaporizhzhia, and one guest died.", SubEventType.SHELLING),
        (
            "A bomb planted on the roadside detonated as a patrol passed in Mandera, killing five reservists.",
            SubEventType.REMOTE_EXPLOSIVE,
        ),
        (
            "A booby-trapped house blew up in Mosul as its owners came home, killing the father.",
            SubEventType.REMOTE_EXPLOSIVE,
        ),
        ("A blast caused by a bomb hidden in a rubbish bin killed four in Jalalabad.", SubEventType.REMOTE_EXPLOSIVE),
        ("An anti-tank mine killed eight people on a minibus in Kidal.", SubEventType.REMOTE_EXPLOSIVE),
        (
            "Assailants detonated an explosive device under a railway bridge in Bolan. There were no casualties.",
            SubEventType.REMOTE_EXPLOSIVE,
        ),
        ("Unknown men tossed a grenade at worshippers in Garissa. Three people were hurt.", SubEventType.GRENADE),
        ("A grenade exploded in a crowded bus park in Kampala, killing one.", SubEventType.GRENADE),
        ("An off-duty police officer was assassinated by two gunmen at his home in Quetta.", SubEventType.ATTACK),
        ("Armed herders invaded Agatu at night and killed at least 40 people in their beds.", SubEventType.ATTACK),
        ("Assailants attacked a mining company's bus in Gourma. 37 people died.", SubEventType.ATTACK),
        (
            "Three women were shot and killed by unidentified attackers in Jalalabad; they worked in television.",
            SubEventType.ATTACK,
        ),
        ("ADF rebels cut the throats of 12 farmers near Oicha.", SubEventType.ATTACK),
        ("Police beat a detained student to death in Kigali.", SubEventType.ATTACK),
        (
            "Assailants held a bus driver and 12 passengers hostage in Cauca before letting them go.",
            SubEventType.ABDUCTION,
        ),
        ("Bandits marched 47 villagers into the forest and demanded a ransom.", SubEventType.ABDUCTION),
        ("Rebel fighters subjected 60 women to rape during the occupation of the town.", SubEventType.SEXUAL_VIOLENCE),
        ("Militiamen raped 14 women in a village near Walikale.", SubEventType.SEXUAL_VIOLENCE),
        ("Somali forces retook Bulo Marer from al-Shabaab on Thursday.", SubEventType.GOVERNMENT_REGAINS_TERRITORY),
        (
            "The military has driven the jihadists from Palma and the town is back under its control.",
            SubEventType.GOVERNMENT_REGAINS_TERRITORY,
        ),
        (
            "The RSF seized the city of Wad Madani after the army retreated.",
            SubEventType.NON_STATE_ACTOR_OVERTAKES_TERRITORY,
        ),
        (
            "Al-Shabaab fighters took over the town of Galcad following a dawn assault on the army.",
            SubEventType.NON_STATE_ACTOR_OVERTAKES_TERRITORY,
        ),
        (
            "Women gathered outside the parliament in Kabul to protest the ban. They went home after an hour.",
            SubEventType.PEACEFUL_PROTEST,
        ),
        (
            "Thousands marched through Khartoum on Tuesday to demand civilian rule. No violence was reported.",
            SubEventType.PEACEFUL_PROTEST,
        ),
        ("Police arrested 30 demonstrators at a rally in Kampala.", SubEventType.PROTEST_WITH_INTERVENTION),
        (
            "Police fired tear gas to break up a demonstration in Nairobi; 12 protesters were arrested.",
            SubEventType.PROTEST_WITH_INTERVENTION,
        ),
        ("Police shot at marchers in Dakar, killing a student.", SubEventType.EXCESSIVE_FORCE_AGAINST_PROTESTERS),
        (
            "Soldiers opened fire on demonstrators in Khartoum, killing five.",
            SubEventType.EXCESSIVE_FORCE_AGAINST_PROTESTERS,
        ),
        (
            "Rioting broke out in Jakarta, where youths threw petrol bombs at police.",
            SubEventType.VIOLENT_DEMONSTRATION,
        ),
        (
            "Demonstrators burned tyres and threw stones at police in Port-au-Prince.",
            SubEventType.VIOLENT_DEMONSTRATION,
        ),
        ("Angry villagers killed a man they accused of witchcraft in Tanga.", SubEventType.MOB_VIOLENCE),
        ("Religious riots in Delhi killed 40 people.", SubEventType.MOB_VIOLENCE),
        ("Warring clans agreed to end hostilities and signed a peace deal in Baidoa.", SubEventType.AGREEMENT),
        ("The government and the rebels signed a ceasefire in Addis Ababa.", SubEventType.AGREEMENT),
        ("A wanted commander was captured in Nimroz by coalition forces.", SubEventType.ARRESTS),
        ("Authorities detained an opposition leader on arrival in Kinshasa.", SubEventType.ARRESTS),
        (
            "Customs officers intercepted a shipment of 2,000 rifles off the coast of Yemen.",
            SubEventType.DISRUPTED_WEAPONS_USE,
        ),
        ("A roadside bomb was found and destroyed by engineers near Gao.", SubEventType.DISRUPTED_WEAPONS_USE),
        ("Peacekeepers established an operating base at Yei.", SubEventType.HEADQUARTERS_ESTABLISHED),
        ("The army set up a new base in Tessalit to watch the border.", SubEventType.HEADQUARTERS_ESTABLISHED),
        ("Assailants torched an empty police station in Yala. Nobody was hurt.", SubEventType.LOOTING),
        ("Unknown attackers vandalised a cemetery in Marseille.", SubEventType.LOOTING),
        ("A splinter group of the rebel movement pledged allegiance to Islamic State.", SubEventType.CHANGE_TO_GROUP),
        ("More than 200 fighters surrendered to the army in Maiduguri.", SubEventType.CHANGE_TO_GROUP),
        (
            "Peshmerga units left Kirkuk without a fight and federal troops took it over.",
            SubEventType.NON_VIOLENT_TRANSFER,
        ),
        (
            "The army withdrew from the town of Kidal and rebels moved in without a fight.",
            SubEventType.NON_VIOLENT_TRANSFER,
        ),
        ("Helicopters dropped canisters of chlorine gas on Sarmin, killing six.", SubEventType.CHEMICAL_WEAPON),
        ("Dozens choked to death after a nerve agent was released over Khan Sheikhun.", SubEventType.CHEMICAL_WEAPON),
    ],
)
def test_what_happened_in_other_words(text: str, sub_event_type: SubEventType) -> None:
    found = extract(text).event
    assert found is not None
    assert found.sub_event_type is sub_event_type


def test_a_rocket_propelled_grenade_is_no_rocket() -> None:
    assert event("Men with a rocket-propelled grenade shot at a bus.").weapons == ("rocket-propelled grenade",)


def test_an_air_strike_called_in_during_a_clash_is_the_means_where_it_kills() -> None:
    text = (
        "A patrol came under fire near Sangin and returned fire. It called for air support. Two fixed-wing aircraft "
        "engaged the firing positions with precision-guided weapons. Reports say that nine insurgents were killed."
    )
    found = extract(text).event
    assert found is not None
    assert found.sub_event_type is SubEventType.AIR_DRONE_STRIKE


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Turkana raiders killed two Pokot herders near Kapedo, Kenya.",
            {"Turkana militia": Side.A, "Civilians": Side.B},
        ),
        ("Militia killed six protesters in Khartoum, Sudan.", {"Unidentified militia": Side.A, "Protesters": Side.B}),
        ("UPDF soldiers shot nine cattle thieves in Karamoja, Uganda.", {"Ugandan forces": Side.A}),
        (
            "A bomb killed four officers in Lashkar Gah, Helmand. No group claimed responsibility; however, sources "
            "attributed the attack to the Taliban.",
            {"Taliban": Side.A},
        ),
        ("Dogon hunters shot 14 Fulani villagers in Koro, Mali.", {"Dan Na Ambassagou": Side.A}),
        ("RUF rebels shot 12 villagers near Makeni, Sierra Leone.", {"Revolutionary United Front": Side.A}),
    ],
)
def test_who_did_it_to_whom_across_the_world_s_conflicts(text: str, expected: dict[str, Side]) -> None:
    found = extract(text).event
    assert found is not None
    got = {actor.name: actor.side for actor in found.actors}
    assert expected.items() <= got.items()


def test_the_blast_of_a_headline_is_the_suicide_bombing_of_its_text():
    text = "Death toll from mosque blast rises to 11\nA suicide bombing at a mosque in Kuto killed 11 people on Monday."
    assert extract(text, date(2021, 6, 9)).event.sub_event_type is SubEventType.SUICIDE_BOMB


def test_a_missile_strike_is_no_strike_from_the_air():
    text = "Two more people wounded by the missile strike on the centre of Sumy have died in hospital."
    assert extract(text, date(2021, 6, 9)).event.sub_event_type is SubEventType.SHELLING


def test_a_road_between_two_towns_is_no_fight():
    text = "Ten people were killed on Sunday between Kuto and Baro in an ambush on drivers. JNIM claimed the attack."
    assert extract(text, date(2021, 6, 9)).event.sub_event_type is SubEventType.ATTACK


def test_arrests_of_a_whole_year_are_none_at_this_protest():
    text = "Residents protested in Lahore on Monday. Police have arrested 400 people across the country since January."
    assert extract(text, date(2021, 6, 9)).event.sub_event_type is SubEventType.PEACEFUL_PROTEST


@pytest.mark.parametrize(
    ("text", "sub_event_type"),
    [
        (
            "A bomb left under a bench went off in a tea shop in Rueso, Thailand, on Friday. Two men were killed. "
            "Rebels have fought the state there since 2004, when they raided a depot and killed four soldiers. "
            "In 2010 rebels attacked an army base, and 30 soldiers died in the battle. Two battles followed in 2011.",
            SubEventType.REMOTE_EXPLOSIVE,
        ),
        (
            "Hundreds of people marched through Bamako, Mali, on Friday against the government. "
            "Last week gunmen killed 20 soldiers in an attack on an army base, and clashes broke out in the north.",
            SubEventType.PEACEFUL_PROTEST,
        ),
        ("Six soldiers were killed by a mine near Afgooye, Somalia, on Wednesday.", SubEventType.REMOTE_EXPLOSIVE),
        (
            "Armed robbery on a car of an aid group in Juba, South Sudan. Two staff were lightly injured.",
            SubEventType.ATTACK,
        ),
        ("There was a big tribal fight near Wabag, Papua New Guinea; eight men were killed.", SubEventType.ARMED_CLASH),
    ],
)
def test_the_type_is_that_of_the_sentences_on_the_incident(text: str, sub_event_type: SubEventType) -> None:
    assert extract(text).event.sub_event_type is sub_event_type


def test_a_number_of_people_picked_up_is_arrests(found):
    text = "Soldiers have picked up 1,140 suspected gang members since Sunday, the president said."
    assert found(text).event.sub_event_type == "Arrests"
