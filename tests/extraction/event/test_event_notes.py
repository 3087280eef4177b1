"""The type of an event in the words of notes and news: for each sub-type how strangers may put it."""

from __future__ import annotations

from datetime import date

import pytest

from incidents.extraction import extract
from incidents.extraction.event.tense import past_of
from incidents.vocabulary import EventType, SubEventType

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


SENTENCES = {
    SubEventType.ARMED_CLASH: (
        "Ukrainian troops opened fire with machine guns on separatist posts near Popasna on Tuesday.",
        "Indian soldiers came under sniper fire at a forward post in Rajouri on Sunday.",
        "Militants fired at a police checkpoint outside Peshawar on Friday and fled.",
        "Rebels opened fire on a patrol boat of the navy near Buenaventura on Monday.",
        "Houthi gunmen shot at pro-government positions in Hays with medium weapons on Wednesday.",
        "Police and armed robbers exchanged gunfire in Durban on Monday; no one was hit.",
        "Two soldiers were hurt when insurgents raided their outpost near Pattani at dawn.",
        "Fighters of the SDF repulsed an attack by Turkish-backed factions near Ain Issa.",
        "Taliban fighters stormed a security post in Takhar on Thursday night, the governor said.",
        "A firefight between border guards and smugglers took place near Zahedan.",
    ),
    SubEventType.SHELLING: (
        "Turkish forces shelled Kurdish positions near Tal Rifat on Saturday.",
        "Separatists fired 82mm mortars at army positions near Hranitne on Sunday.",
        "Gunmen fired rocket-propelled grenades at a hotel in Mogadishu on Sunday.",
        "Three rockets hit the airport of Erbil on Tuesday; there were no casualties.",
        "Regime forces fired tens of shells towards the villages of Jabal al-Zawiya.",
    ),
    SubEventType.GRENADE: ("An unknown man lobbed a grenade into the yard of a police station in Anantnag on Sunday.",),
    SubEventType.MOB_VIOLENCE: (
        "Supporters of the mayor and of his challenger exchanged blows in Cebu on Sunday; 12 were hurt.",
        "Members of two student unions attacked each other with clubs in Dhaka on Monday.",
        "Followers of rival preachers clashed in Multan on Friday, leaving eight injured.",
        "Villagers beat a man accused of stealing cattle in Jharkhand on Sunday.",
        "Ruling party activists attacked a rally of the opposition in Sylhet with sticks on Monday.",
        "A crowd set fire to the house of a man suspected of sorcery in Goroka on Sunday.",
        "Fans of two football clubs fought in the streets of Belgrade on Saturday.",
    ),
    SubEventType.VIOLENT_DEMONSTRATION: (
        "Demonstrators hurled stones and petrol bombs at riot police in Athens on Sunday.",
        "Protesters smashed shop windows and torched cars in Santiago on Monday.",
        "Youths blocked a road with burning tyres and stoned cars in Nairobi on Monday.",
        "A march in Bogota turned violent when protesters attacked a bank.",
        "Protesters stormed the parliament in Tripoli on Friday and set part of it on fire.",
    ),
    SubEventType.PEACEFUL_PROTEST: (
        "Teachers marched through Rabat on Sunday to demand better pay.",
        "Thousands rallied in Belgrade on Saturday against violence after two mass shootings.",
        "Relatives of the victims held a sit-in in Baghdad on Sunday to demand justice for the killed.",
        "Journalists demonstrated in Manila on Monday over the murder of a radio presenter.",
        "Students in Kabul protested against the kidnapping of a professor.",
        "Doctors went on strike in Harare on Monday after a colleague was abducted.",
        "Hundreds gathered in Tel Aviv to call for the release of hostages.",
    ),
    SubEventType.PROTEST_WITH_INTERVENTION: (
        "Police used tear gas to break up a protest by teachers in Tegucigalpa on Monday.",
        "Police detained 30 people at a rally in Minsk on Sunday.",
        "Riot police dispersed students who had blocked a road in Dakar on Monday.",
        "Security forces fired warning shots to disperse demonstrators in Bangui on Monday.",
    ),
    SubEventType.EXCESSIVE_FORCE_AGAINST_PROTESTERS: (
        "Police shot dead two protesters in Kisumu on Monday.",
        "Security forces fired live rounds at demonstrators in Nasiriyah, wounding nine.",
        "Soldiers opened fire on a peaceful march in Sudan's capital, killing four people.",
        "Three people were killed when police fired on a demonstration in Mandalay.",
    ),
    SubEventType.ABDUCTION: (
        "Gunmen abducted four teachers on the road to Kumbo on Sunday.",
        "Bandits seized 20 bus passengers near Funtua on Monday.",
        "A human rights lawyer was taken from his home in Tripoli by armed men on Sunday.",
        "Two engineers were kidnapped in Saravan on Monday and freed the next day.",
    ),
    SubEventType.ARRESTS: (
        "Police detained 12 suspected militants in raids across Istanbul on Monday.",
        "Soldiers arrested a rebel commander in Tumaco on Sunday.",
        "Security forces rounded up 40 supporters of the former president in Bamako.",
    ),
    SubEventType.DISRUPTED_WEAPONS_USE: (
        "Police seized 40 rifles and ammunition from a truck in Kandahar on Sunday.",
        "The army defused a car bomb in Aden on Monday.",
        "Saudi air defences intercepted a missile fired at Jizan on Sunday.",
        "Soldiers discovered an arms depot of the rebels in Caqueta on Monday.",
    ),
    SubEventType.LOOTING: (
        "Gunmen looted a warehouse of the World Food Programme in Dikwa on Sunday.",
        "Militants burned down two schools in Diapaga on Monday; nobody was hurt.",
        "Soldiers demolished four homes in Masafer Yatta on Monday.",
    ),
    SubEventType.AGREEMENT: (
        "The government and the rebels agreed on a ceasefire in Doha on Sunday.",
        "Two tribes signed a peace deal in Kutum on Monday.",
        "The two sides exchanged 50 prisoners near Taiz on Sunday.",
    ),
    SubEventType.CHANGE_TO_GROUP: (
        "Sixty fighters of the group laid down their arms in Goma on Sunday.",
        "Turkey sent a military convoy of 30 vehicles to Idlib on Sunday.",
        "The army withdrew its troops from three posts near Kidal on Monday.",
        "Two rebel factions merged in Darfur on Sunday.",
    ),
    SubEventType.HEADQUARTERS_ESTABLISHED: ("The militia set up a checkpoint and a camp near Bria on Sunday.",),
    SubEventType.NON_VIOLENT_TRANSFER: ("The rebels handed the town of Ras Lanuf over to the army without fighting.",),
    SubEventType.NON_STATE_ACTOR_OVERTAKES_TERRITORY: (
        "The Taliban captured the district of Imam Sahib on Monday.",
        "M23 rebels took Kitchanga after clashes with the army.",
    ),
    SubEventType.GOVERNMENT_REGAINS_TERRITORY: (
        "Syrian troops recaptured the town of Saraqeb from the rebels on Monday.",
        "The Somali army took back the town of Adado from al-Shabaab.",
    ),
    SubEventType.OTHER: (
        "Authorities released 30 prisoners in Damascus on Sunday.",
        "A curfew was imposed in Imphal on Monday.",
    ),
    SubEventType.ATTACK: (
        "Gunmen killed three farmers in Benue on Sunday.",
        "Police beat a taxi driver in Goma on Sunday.",
        "Soldiers shot a civilian at a roadblock in Beni on Monday.",
        "A politician was shot dead outside his home in Manila on Sunday.",
        "Settlers attacked Palestinian farmers near Nablus on Saturday, injuring two.",
        "Armed men opened fire on a bus in Machakos, wounding six passengers.",
    ),
    SubEventType.SEXUAL_VIOLENCE: ("Militiamen gang-raped three women near Bunia on Sunday.",),
    SubEventType.REMOTE_EXPLOSIVE: (
        "A roadside bomb hit an army truck in Mandalay region on Monday.",
        "A man lost his foot when he stepped on a mine near Marawi.",
        "A bomb exploded outside a bank in Yala on Monday; no one was hurt.",
    ),
    SubEventType.SUICIDE_BOMB: ("A suicide attacker struck a police college in Sanaa.",),
    SubEventType.AIR_DRONE_STRIKE: (
        "Israeli jets bombed a weapons depot near Homs on Sunday.",
        "A Turkish drone targeted a vehicle in Qamishli on Monday.",
    ),
}


@pytest.mark.parametrize(
    ("sub_event_type", "text"),
    [(kind, text) for told in (NOTES, SENTENCES) for kind, texts in told.items() for text in texts],
)
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


IN_THE_PRESENT = {
    EventType.PROTESTS: (
        "Residents of Diepsloot protest over poor services and block the main road.",
        "Students hold a peaceful demonstration in Antananarivo over late grants.",
        "Teachers in Gweru march to the education office to demand their bonuses.",
        "Magistrates strike in Libreville over working conditions.",
        "Police fire tear gas at demonstrators in Kinshasa; no injuries are reported.",
        "Around 200 people gather at the embassy in Tunis in solidarity with Palestinians.",
        "Miners down tools at Kolwezi over unpaid wages.",
        "Opposition supporters stage a sit-in at the electoral commission in Conakry.",
        "Police disperse a gathering of activists in Luanda and arrest 15.",
        "Lawyers boycott hearings in N'Djamena for a third day.",
        "Students call for the release of detained classmates at a rally in Addis Ababa.",
        "Soldiers shoot at protesters in Ambo, killing two.",
        "Villagers close the road at Mtwara because of a lack of water.",
        "Nurses down their tools in Maseru.",
        "Families of soldiers demand news of their sons outside the barracks in Bamako.",
    ),
    EventType.RIOTS: (
        "Students riot in Port Elizabeth, burning two vehicles.",
        "Youths clash with police in Bujumbura and throw stones.",
        "Supporters of two parties clash in Freetown.",
        "Residents loot foreign-owned shops in Alexandra.",
        "A mob burns a suspected thief to death in Kumasi.",
        "Villagers beat a man to death over alleged witchcraft in Kilifi.",
        "ZANU youths attack opposition supporters at a rally in Hurungwe.",
        "Inmates riot at a prison in Abidjan.",
        "Demonstrators burn tyres and barricade streets in Brazzaville.",
        "Vigilantes lynch two suspected robbers in Aba.",
        "Fans fight after a football match in Douala.",
        "Protesters attack the house of the prefect in Boke and set it on fire.",
    ),
    EventType.BATTLES: (
        "Al Shabaab attack an African Union base at Leego.",
        "The military clashes with militants near Damasak; six fighters are killed.",
        "Unidentified armed men attack a police post in Mandera, and officers repel them.",
        "Government forces fight rebels for control of Leer.",
        "Rebels ambush soldiers near Beni.",
        "Misseriya and Rizeigat tribesmen fight near Abu Jabra.",
        "Troops raid a Boko Haram camp in the forest and kill nine.",
        "Mai-Mai fighters capture the village of Kibirizi from the army.",
        "Soldiers retake Gao airport from the militants.",
        "Security forces kill three militants in an operation in Sheikh Zuweid.",
        "Two militias exchange fire in Tripoli.",
        "Fighting breaks out between the two wings of the front at Nasir.",
        "Militants attack an army convoy near Rafah.",
    ),
    EventType.EXPLOSIONS: (
        "An IED hits an army convoy near Arish.",
        "A landmine kills three civilians near Kidal.",
        "The air force bombs rebel areas in the Nuba mountains.",
        "Militants fire rockets at Sirte.",
        "A suicide bomber kills 12 at a market in Maroua.",
        "An Antonov drops bombs on Heiban.",
        "A grenade is thrown into a bar in Bujumbura; three are hurt.",
        "Coalition jets strike positions near Taiz.",
        "Forces shell Benghazi's Sabri district.",
        "Suspected militants detonate a bomb near a school in Pattani.",
    ),
    EventType.VIOLENCE_AGAINST_CIVILIANS: (
        "Gunmen kill a trader in Nyala.",
        "Militants kidnap three villagers near Gwoza.",
        "Police shoot dead a student in Mombasa.",
        "Militiamen rape two women near Kass.",
        "Armed men abduct a doctor in Benghazi.",
        "Rebels burn huts and kill four people in Obo.",
        "Soldiers torture a farmer in Lulingu.",
        "Unknown assailants shoot a councillor in Durban.",
        "LRA rebels loot a village and abduct six people.",
        "Herdsmen attack Agatu village and kill ten.",
        "Intelligence agents beat a journalist in Juba.",
    ),
    EventType.STRATEGIC_DEVELOPMENTS: (
        "Police arrest 20 opposition members in Kampala.",
        "Al Shabaab fighters withdraw from Toratorow, and government forces enter the town.",
        "The army sends reinforcements to Kidal.",
        "Forty militants surrender in Bama.",
        "Security forces find a weapons cache in Sinai.",
        "Rebels and the government sign a peace agreement in Khartoum.",
        "Militants loot food stores in Damboa.",
        "The militia sets up checkpoints in Bria.",
        "The army defuses two bombs in Maiduguri.",
        "Militants burn a school in Kona overnight; nobody is hurt.",
        "Troops arrest five suspected militants in Diffa.",
        "The rebels name a new leader.",
        "The government declares a curfew in Bamenda.",
        "The government releases 50 political prisoners.",
    ),
}


@pytest.mark.parametrize(
    ("event_type", "text"), [(kind, text) for kind, texts in IN_THE_PRESENT.items() for text in texts]
)
def test_a_note_in_the_present_is_of_its_type(event_type: EventType, text: str) -> None:
    assert extract(text, date(2020, 5, 4)).event.event_type is event_type


@pytest.mark.parametrize(
    ("verb", "past"),
    [("attack", "attacked"), ("seize", "seized"), ("carry", "carried"), ("deploy", "deployed"), ("shoot", "shot")],
)
def test_a_verb_in_the_past(verb: str, past: str) -> None:
    assert past_of(verb) == past
