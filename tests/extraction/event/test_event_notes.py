"""The type of an event in the words of notes and news: for each sub-type how strangers may put it."""

from __future__ import annotations

from datetime import date

import pytest

from incidents.extraction import extract
from incidents.vocabulary import SubEventType

NOTES = {
    SubEventType.PEACEFUL_PROTEST: (
        "Traders in Kano marched to the state house to protest the demolition of their stalls.",
        "Nurses at the referral hospital in Arequipa went on strike against unpaid overtime.",
        "On 3 June 2019, farmers blocked the road to Multan with tractors, demanding more for wheat. [size=about 200]",
        "Members of a students' union staged a dharna outside the vice-chancellor's office in Patiala.",
        "Opposition supporters burnt an effigy of the home minister in Guwahati over the arrest of a leader.",
        "Residents of Gafsa gathered in front of the governorate to denounce the killing of a young miner.",
        "Relatives of the abducted pupils held a vigil in Minna, calling on the kidnappers to free them.",
        "Shopkeepers kept their shutters down in Bandipora in response to a strike call by the separatists.",
        "Lawyers boycotted the courts in Kathmandu against an attack on a colleague by unknown gunmen.",
        "A shutdown was observed in the hill districts over the murder of a local teacher.",
        "Hundreds took to the streets of Oran and chanted slogans against the bombing of Gaza.",
        "Dock workers downed tools in Valparaiso to demand safety gear.",
        "Journalists formed a human chain in Sylhet demanding the arrest of those who assaulted a photographer.",
        "Teachers launched a hunger strike in Ramallah over unpaid salaries.",
        "Demonstrators held a rally in Tbilisi, holding banners against the shelling of civilians in Ukraine.",
        "A party called a strike on Monday in protest against the rise in fuel prices.",
        "Inmates of a prison in Cotonou refused food in protest against overcrowding.",
        "Villagers sat on the rails near Bihta and stopped trains for three hours, asking for a bridge.",
    ),
    SubEventType.PROTEST_WITH_INTERVENTION: (
        "Police dispersed a sit-in by dismissed workers in Izmir and detained 14 of them.",
        "Students demonstrated in Lusaka against higher fees until officers broke up the gathering with tear gas.",
        "Pensioners rallied in Minsk; nine of them were detained by riot police.",
        "Security forces used water cannon against a march of teachers in Oaxaca.",
        "Police stopped a procession of activists in Dhaka and took the banner away.",
    ),
    SubEventType.EXCESSIVE_FORCE_AGAINST_PROTESTERS: (
        "Police opened fire with live rounds on demonstrators in Conakry, wounding three.",
        "Soldiers shot at people who were protesting against power cuts in Basra; one protester died.",
    ),
    SubEventType.VIOLENT_DEMONSTRATION: (
        "Protesters in Sidi Bouzid threw stones at the police station and burned tyres.",
        "Rioters set fire to a customs post in Wamena after a rumour about a teacher.",
        "Students clashed with police in Srinagar and pelted them with stones; officers answered with tear gas.",
        "Residents of a Cape Town township barricaded a road with burning tyres and stoned buses over evictions.",
        "Strike enforcers torched a bus in Chitwan during a general strike.",
        "Youths hurled petrol bombs at police vehicles in Athens during a demonstration.",
        "Clashes erupted between locals and police after a demolition drive in Multan.",
    ),
    SubEventType.MOB_VIOLENCE: (
        "Activists of the two largest parties clashed in Noakhali over control of a hall; 12 people were hurt.",
        "Rival student groups fought with rods and machetes on a campus in Chittagong.",
        "A crowd beat a suspected pickpocket to death in Kampala.",
        "Residents lynched an alleged thief in San Pedro Sula.",
        "Supporters of two candidates came to blows at a polling centre in Mombasa.",
        "Villagers set fire to the huts of a family accused of witchcraft in Kasai.",
        "Two factions of a student league exchanged blows at a university in Rajshahi.",
        "Football fans of rival clubs brawled in Casablanca, leaving six injured.",
        "Members of two communities attacked each other with sticks and stones in Aligarh over a loudspeaker.",
    ),
    SubEventType.ARMED_CLASH: (
        "Separatist fighters fired small arms and heavy machine guns at government positions near Krymske.",
        "Army posts near Uri came under fire from across the line; troops returned fire.",
        "Unknown attackers opened fire on a checkpoint of the national guard in Diyala; no one was hurt.",
        "Militiamen fired at army positions near Abyan with unspecified weapons.",
        "Two armed groups exchanged fire in Zawiya, wounding a bystander.",
        "Rebels attacked an army base at Loikaw at dawn and withdrew after two hours.",
        "Soldiers raided a rebel camp in Caqueta and killed two guerrillas.",
        "Gang members and police traded shots in Kingston.",
        "Fighters ambushed a military convoy on the road to Timbuktu.",
        "Border guards of Kyrgyzstan and Tajikistan shot at each other near Batken.",
        "Tribal gunmen fought one another over a well in Jonglei.",
        "Clashes took place between regime forces and opposition factions near Kabana, amid shelling of the area.",
        "Gunmen shot a police officer dead at his post in Karachi.",
        "The army repelled an infiltration attempt by a group of fighters near Saraqib.",
    ),
    SubEventType.SHELLING: (
        "Government forces fired mortars and grenade launchers at rebel positions near Horlivka.",
        "Troops shelled the positions of the militia near Taiz.",
        "Monitors recorded 14 explosions of undetermined weapons north of Donetsk.",
        "Shells fired by coalition forces fell on a street in Zliten; nobody was hurt.",
        "A rocket landed near an air base in Anbar. No casualties were reported.",
        "Fighters fired grenade launchers at a village near Stanytsia, wounding a woman.",
    ),
    SubEventType.GRENADE: (
        "Two men on a motorcycle threw a hand grenade at a bar in Bujumbura; it did not explode.",
        "A hand grenade attack on a shop in Charsadda wounded three.",
    ),
    SubEventType.REMOTE_EXPLOSIVE: (
        "A crude bomb went off outside a shop in Imphal. No one was injured.",
        "Fighters planted an IED that destroyed an army truck near Rafah.",
    ),
    SubEventType.AIR_DRONE_STRIKE: (
        "Air force planes launched attacks on a hideout of the group near Lake Chad, killing 15.",
    ),
    SubEventType.ATTACK: (
        "Unknown men shot at the house of a politician in Port Harcourt.",
        "Police officers beat a street vendor in Harare for breaking the lockdown.",
        "Settlers assaulted a Palestinian shepherd near Yatta.",
        "The body of a man who had been kidnapped the week before was found with bullet wounds near Uyo.",
        "Assailants hurled a petrol bomb at a bus in Gazipur, wounding four passengers.",
    ),
    SubEventType.ABDUCTION: (
        "Armed men took a doctor from his clinic in Derna and his whereabouts remain unknown.",
        "Gunmen seized two aid workers on the road near Kaya.",
        "Pirates boarded a tanker off Benin and carried off nine sailors.",
    ),
    SubEventType.SEXUAL_VIOLENCE: ("Three soldiers raped a woman in Goma.",),
    SubEventType.ARRESTS: (
        "Security forces arrested 23 opposition activists in Kampala ahead of the vote.",
        "Troops detained four suspected members of the group in a raid near Hebron.",
    ),
    SubEventType.DISRUPTED_WEAPONS_USE: (
        "Bomb experts defused an explosive device found under a bridge near Hat Yai.",
        "Soldiers found and seized rifles and 300 rounds of ammunition in a house in Gao.",
        "Air defence shot down two drones over Erbil.",
    ),
    SubEventType.LOOTING: (
        "Fighters burned a health centre and stole medicines in Djibo.",
        "Unknown persons set a telephone mast on fire near Derby.",
        "Herders destroyed crops in Benue at night.",
        "Settlers cut down 60 olive trees near Nablus.",
    ),
    SubEventType.AGREEMENT: (
        "The government and two rebel groups signed a ceasefire in Juba.",
        "The two tribes agreed on a peace deal in Buram after mediation.",
    ),
    SubEventType.CHANGE_TO_GROUP: (
        "Forty fighters surrendered to the army in Maiduguri.",
        "Reinforcements of the group arrived in Sirte from Misrata.",
        "The United States withdrew 300 troops from a base in Kuwait.",
        "Members of the cartel handed out food parcels in Michoacan.",
    ),
    SubEventType.HEADQUARTERS_ESTABLISHED: ("Turkish forces set up a new observation post near Ariha.",),
    SubEventType.NON_VIOLENT_TRANSFER: (
        "Government troops withdrew from Taftanaz and the rebels moved in without a fight.",
    ),
    SubEventType.GOVERNMENT_REGAINS_TERRITORY: ("Troops retook the village of Kafranbel from the rebels.",),
    SubEventType.NON_STATE_ACTOR_OVERTAKES_TERRITORY: (
        "Rebels captured the town of Rutshuru after a day of fighting.",
    ),
    SubEventType.OTHER: (
        "The government released 60 prisoners of the group from a jail in Parwan as part of the peace process.",
        "Authorities imposed a curfew in Sittwe.",
        "A meeting of the president with leaders of the armed groups took place in Naypyitaw.",
    ),
}


@pytest.mark.parametrize(("sub_event_type", "text"), [(kind, text) for kind, texts in NOTES.items() for text in texts])
def test_a_note_is_of_its_type(sub_event_type: SubEventType, text: str) -> None:
    assert extract(text, date(2020, 5, 4)).event.sub_event_type is sub_event_type


@pytest.mark.parametrize(
    "text",
    [
        "Nurses went on strike against the new rota in Porto.",
        "Drivers called a strike on Monday over fuel prices in Lagos.",
    ],
)
def test_a_strike_of_workers_is_no_air_strike(text: str) -> None:
    assert extract(text, date(2020, 5, 4)).event.sub_event_type is SubEventType.PEACEFUL_PROTEST


def test_what_a_protest_is_about_did_not_happen_there() -> None:
    found = extract(
        "Reporters held a sit-in in Jos against the arrest of their editor and the bombing of a printing house.",
        date(2020, 5, 4),
    )
    assert found.event.sub_event_type is SubEventType.PEACEFUL_PROTEST


def test_what_police_do_to_a_protest_is_told_after_what_it_is_about() -> None:
    found = extract(
        "Reporters held a sit-in in Jos against a ban on their paper, and police detained five of them.",
        date(2020, 5, 4),
    )
    assert found.event.sub_event_type is SubEventType.PROTEST_WITH_INTERVENTION


def test_an_abduction_that_ended_in_death_is_an_attack() -> None:
    found = extract("Gunmen kidnapped a trader near Uyo and killed him.", date(2020, 5, 4))
    assert found.event.sub_event_type is SubEventType.ATTACK


def test_a_battle_of_clans_is_no_brawl() -> None:
    found = extract("Clashes between two clans over a well near Baidoa left nine dead.", date(2020, 5, 4))
    assert found.event.sub_event_type is SubEventType.ARMED_CLASH


def test_a_blank_that_was_torn_by_a_wrong_encoding_parts_words() -> None:
    found = extract("Clerks staged a\u00c2\u00a0protest\u00c2\u00a0in Hyderabad.", date(2020, 5, 4))
    assert found.event.sub_event_type is SubEventType.PEACEFUL_PROTEST


def test_the_words_that_told_the_type_are_kept() -> None:
    assert extract("Shells fell on a market in Homs.", date(2020, 5, 4)).event.type_words == ("shells fell",)
