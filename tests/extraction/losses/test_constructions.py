"""One sentence or two, and how many people they say were killed, injured or detained."""

from __future__ import annotations

import pytest

from incidents.vocabulary import Measure
from tests.extraction.losses.tally import told


@pytest.mark.parametrize(
    ("killed", "text"),
    [
        (5, "The toll from the mosque blast rose to five on Sunday after a boy died in hospital."),
        (5, "Two men, two women and a baby were killed when a shell hit their house."),
        (4, "A mother and her three children were killed in the shelling of Avdiivka."),
        (3, "The commander and two of his bodyguards were shot dead."),
        (1, "A senior member of the peace council was shot dead in Kabul."),
        (9, "Rescuers said there were no survivors among the nine passengers of the bus that hit a mine."),
        (18, "The raid left 18 dead."),
        (18, "The raid left 18 people dead and many homes in ashes."),
        (14, "Fighting claimed the lives of 14 villagers."),
        (14, "The bombing claimed 14 lives."),
        (3, "The ministry confirmed the death of three soldiers in Hajjah."),
        (3, "The ministry confirmed the deaths of three soldiers in Hajjah."),
        (1200, "An estimated 1,200 people were killed in the assault."),
        (1200, "Some 1 200 people were killed in the assault."),
        (23, "Twenty-three recruits were killed when a truck bomb exploded."),
        (12, "A dozen recruits were killed when a truck bomb exploded."),
        (117, "At least 103 civilians and 14 soldiers were killed in Akobo."),
        (15, "Fifteen people, including four children and a pregnant woman, were killed."),
        (15, "Fifteen people, among them four children and two police officers, were killed when a bus was shelled."),
        (7, "An MP and six others were killed by a bomber in Fallujah."),
        (7, "A bomber killed an MP and six others in Fallujah."),
        (14, "Authorities found 14 bodies in a well near the town."),
        (14, "Fourteen bodies were recovered from the rubble on Monday."),
        (14, "Residents found the bullet-riddled bodies of 14 young men."),
        (2, "The bodies of a teacher and his son were found by the roadside."),
        (0, "Officials warned that the drought could kill 300 people."),
        (0, "The group threatened to kill 12 hostages unless the troops leave."),
        (0, "Police foiled a plot to kill 20 officials."),
        (4, "Four people were killed on Friday. The same group killed 30 people in the town in 2012."),
        (4, "Four people were killed on Friday, on the anniversary of a massacre in which 52 people died."),
        (4, "Four people were killed on Friday. More than 3,000 people have been killed since the insurgency began."),
        (4, "Four people were killed on Friday, bringing the number of dead this year to 210."),
        (6, "Three suicide bombers attacked the barracks, killing six soldiers. All three attackers also died."),
        (
            8,
            "Eight soldiers were killed in Gao. The military later said that eight soldiers had died and "
            "that their bodies were flown to Bamako.",
        ),
        (10, "Eight soldiers were killed in Gao. On Tuesday the army said that two more had died of their wounds."),
        (10, "Eight soldiers were killed in Gao, the army said. By Tuesday the toll had risen to 10."),
        (6, "A bomb killed four people in Baquba. In a separate attack, gunmen killed two policemen in Mosul."),
        (6, "A bomb killed four people in Baquba. Elsewhere, gunmen shot dead two policemen in Mosul."),
        (6, "Four people were killed in Baquba, two died in Mosul."),
        (12, "The dead included seven soldiers and five civilians."),
        (12, "Seven soldiers and five civilians were among the dead."),
        (3, "Three people were feared dead after the explosion."),
        (2, "A police officer was killed and another died on the way to hospital."),
        (1, "Journalist Amira Saleh was shot dead by masked men."),
        (1, "The victim, identified as Juma Ali, was hacked to death."),
        (1, "The governor's brother succumbed to his injuries."),
        (2, "Two persons lost their lives in the firing."),
        (2, "Unidentified men gunned down two brothers in Karachi."),
        (31, "The death toll stood at 31."),
        (31, "The number of people killed in the attack has climbed to 31, health officials said."),
        (
            34,
            "At least 34 Taliban were killed, security officials said. The Interior Ministry said 34 "
            "insurgents had been killed.",
        ),
        (0, "Soldiers freed 40 hostages and seized six rifles."),
        (0, "The 201st Corps deployed 400 troops with 12 tanks."),
        (2, "A landmine exploded under a tractor, killing its driver and his helper."),
        (6, "Six members of one family died when their home was hit."),
        (6, "A family of six was killed when their home was hit."),
        (2, "A married couple were stabbed to death."),
        (3, "A couple and their infant daughter were burnt alive."),
        (1, "One person was killed in the blast."),
        (13, "Thirteen miners were abducted and later killed."),
        (13, "The kidnappers killed all 13 of the miners they had seized."),
        (50, "Upwards of 49 villagers perished in the flames."),
        (5, "Officials put the number of dead at five."),
        (5, "Officials put the toll at five dead."),
        (2, "Clashes broke out, during which two protesters were fatally shot."),
        (3, "Three died at the scene."),
        (7, "Seven aid workers -- all but one of them women -- were shot dead."),
        (9, "Nine people, all of them civilians, died in the strike."),
        (9, "Nine people died in the strike, all of them civilians."),
        (9, "Nine people died in the strike: four men, three women and two children."),
        (9, "Four men, three women and two children died in the strike."),
        (40, "As many as 40 people may have died."),
        (16, "Eleven people were killed in the first explosion and five in the second."),
        (16, "The first explosion killed 11 people and the second killed five."),
        (8, "SIX PRIESTS, THEIR COOK AND HER DAUGHTER WERE MURDERED LAST NIGHT."),
        (8, "Assailants stormed a village and beheaded eight residents in Mocimboa da Praia district."),
        (4, "Unidentified gunmen abducted four road workers; their bodies were found three days later."),
        (4, "Four road workers were kidnapped on Monday and found dead on Thursday."),
        (
            10,
            "Al-Shabaab militants ambushed a convoy, killing ten Ethiopian soldiers, the group's spokesman "
            "said. Ethiopia denied that it had lost any men.",
        ),
        (3, "Armed men killed three members of the same family, including a toddler, in Cauca."),
        (9, "The attack killed nine people: five pilgrims, three vendors and a policeman."),
        (1, "A 34-year-old man was killed by shrapnel in Nikopol."),
        (7, "Seven bodies, all with their hands tied, were dumped on the highway."),
        (2, "The corpses of two unidentified men were discovered in a drain."),
        (17, "Seventeen people lost their lives, and property worth millions was destroyed."),
        (5, "Five herders were hacked to death with machetes."),
        (21, "More than 20 villagers were massacred."),
        (24, "Dozens of villagers were massacred."),
        (3, "Several villagers were massacred."),
        (2, "Villagers were killed when the market was shelled."),
        (6, "Soldiers opened fire on demonstrators. Six were killed."),
        (4, "Police said four bodies had been pulled from the rubble."),
        (22, "The number of dead has reached 22, rescuers said."),
        (22, "Rescuers said that 22 dead had been counted."),
        (13, "Thirteen soldiers were killed in action."),
        (2, "Two hostages died in the rescue attempt."),
        (1, "The mayor's bodyguard was killed."),
        (2, "The mayor and his bodyguard were killed."),
        (3, "The mayor, his wife and their driver were killed."),
        (3, "Mayor Jose Ramos, his wife Ana and their driver were killed."),
        (3, "Gunmen killed mayor Jose Ramos, his wife Ana and their driver."),
        (1, "Jose Ramos, the mayor of the town, was killed."),
        (1, "The mayor of the town, Jose Ramos, was killed by gunmen on Sunday."),
        (1, "Mayor Jose Ramos of San Pedro was killed."),
        (1, "A candidate for mayor was murdered."),
        (2, "The head of the district council and the chief of police were killed by a bomb."),
        (1, "The chairman of the district council was killed by a bomb."),
        (3, "A truck driver, a mechanic and a young girl were among those killed."),
        (19, "A blast tore through a crowded bus, instantly killing 19 passengers."),
        (3, "Three more people were killed on Sunday."),
        (5, "QUETTA: Five persons, including two women, were gunned down by unidentified armed men."),
        (2, "Two persons including a woman were murdered over an old enmity."),
        (1, "He died on the spot."),
        (1, "She was raped and killed."),
        (30, "Thirty people were summarily executed."),
        (30, "Rebels executed 30 prisoners."),
        (8, "The governor said eight people had been killed, but witnesses put the number at 15."),
        (15, "Initial reports spoke of eight dead; the toll was later revised to 15."),
        (15, "Police had earlier said eight people were killed, but on Tuesday they raised the toll to 15."),
        (5, "Among the five people killed were two children."),
        (100, "One hundred people were killed."),
        (130, "One hundred and thirty people were killed."),
        (1500, "Fifteen hundred people were killed."),
        (36, "Three dozen people were killed."),
        (6, "Half a dozen people were killed."),
        (3, "Between two and four people were killed."),
        (3, "Two to four people were killed."),
        (3, "2-4 people were killed."),
        (0, "The army said it had no information about casualties."),
        (0, '"If we had stayed, they would have killed all 30 of us," she said.'),
        (
            149,
            "132 pupils and 17 members of staff were killed, and 120 people were wounded.",
        ),
        (7, "The governor of the province, the chairman of its council and five other people were killed."),
        (5, "Mortar shells hit a school on Wednesday, leaving four children and their bus driver dead."),
        (3, "Three militants attacked the parliament, killing two police officers and a staff manager."),
        (
            4,
            "Two guards and a miner were killed. Another miner died, bringing the number of dead to four.",
        ),
        (9, "Nine fighters of the brigade and an unknown number of militants were killed."),
        (1, "The priest's body was discovered ten days later."),
        (20, "No fewer than 20 persons were feared killed when bandits invaded the village."),
        (18, "Fifteen people died on the spot and a further three on the way to hospital."),
        (6, "Two guards were killed in the first village and four in the second."),
        (48, "We counted 14 bodies at the first site and 34 by the river, the team leader said."),
        (13, "13 people, most of them children, drowned when their boat was hit."),
        (160, "The number of people massacred in the village stands at 160, the mayor said."),
        (9, "So far in 2023, 30 people have been killed in the valley. On Monday, troops killed nine."),
        (1, "Three robbers opened fire, killing a constable. One robber was also killed."),
        (20, "Two gunmen took guests hostage. Twenty hostages were killed before troops killed both gunmen."),
        (13, "Nine rebels and four soldiers were killed when the rebels clashed with the army near Gulu."),
        (24, "Dozens of women and children were killed in the raid."),
        (3, "Several soldiers and policemen were killed in the ambush."),
        (7, "A rebel commander, as well as six other fighters were killed in Tarmal."),
        (5, "Two rebels as well as three soldiers were killed."),
        (1, "Gunmen shot a senior prison official, Inspector Kemal Aydin Demir dead in Mardin."),
        (7, "At least seven people and one guard among them were killed in the blast."),
        (1, "He was tortured for a week before being killed."),
        (2, "Gunmen killed two guards before being shot dead."),
        (2, "Six soldiers were wounded on Monday. Two of them did not survive."),
        (0, "He would not have survived another winter."),
        (9, "A bomb killed several people in Tabora on Friday. The agency put the number at nine."),
        (14, "A blast killed several soldiers in Gedo on Friday. Hospital staff put it at 14."),
        (0, "The army was murdering the Kenyan people, he said."),
        (0, "Nothing will be done until somebody gets killed, a neighbour said."),
        (0, '"Somebody died?" an old woman asked.'),
    ],
)
def test_so_many_are_told_killed(killed: int, text: str) -> None:
    assert told(text, Measure.KILLED) == killed


@pytest.mark.parametrize(
    ("killed_and_injured", "text"),
    [
        ((1, 0), "A retired judge has been assassinated outside his home."),
        ((11, 4), "Gunmen raided the camp, killing 11 and wounding 4."),
        ((5, 3), "Five were killed and three others wounded in the exchange."),
        ((0, 0), "No one was hurt in the blast."),
        ((0, 0), "There were no casualties."),
        ((0, 0), "Nobody was killed or injured, the governor said."),
        ((5, 12), "A suicide bomber blew himself up at a checkpoint, killing five policemen and injuring 12 others."),
        (
            (2, 1),
            "Gunmen on a motorcycle opened fire on a car, killing the driver and a passenger and injuring a passer-by.",
        ),
        ((1, 2), "Unknown assailants killed a tribal leader, Malik Zarin, and wounded two of his relatives in Bajaur."),
        ((4, 6), "4 dead, 6 injured in grenade attack on bar"),
        ((4, 6), "Four killed, six injured as bus hits mine in Mali"),
        ((20, 40), "Casualties: 20 dead, 40 wounded."),
        ((1, 1), "A landmine exploded under a tractor. The driver was killed and his helper was injured."),
        (
            (3, 5),
            "In Herat, three people were killed and five were wounded when assailants opened fire on a police vehicle.",
        ),
        ((25, 40), "Around 25 people were killed and some 40 injured."),
        ((1, 3), "The blast killed one person and injured three."),
        ((1, 3), "One civilian was killed, and three were injured, in the blast."),
        ((8, 1), "Militants beheaded eight fishermen; a ninth was wounded but escaped."),
        ((5, 10), "The attack resulted in five deaths and ten injuries."),
        ((5, 10), "Five fatalities and ten injuries were reported."),
        ((3, 7), "Three soldiers died and seven suffered injuries when their convoy was ambushed."),
        ((3, 7), "An ambush on a convoy cost the lives of three soldiers; seven sustained wounds."),
        ((2, 5), "TWO PEOPLE WERE KILLED AND FIVE WOUNDED WHEN A BOMB WENT OFF IN BOGOTA."),
        (
            (5, 7),
            "03/05/2014: A suicide bomber detonated an explosives-laden vest at a checkpoint in Baquba "
            "city, Diyala governorate, Iraq. In addition to the bomber, five people were killed and seven "
            "others were injured in the blast. No group claimed responsibility for the incident.",
        ),
        (
            (3, 2),
            "11/14/2012: Assailants opened fire on a polling station in Patani district, Narathiwat "
            "province, Thailand. Three election officials were killed and two volunteers were injured in "
            "the attack.",
        ),
        (
            (0, 0),
            "06/22/2015: An explosive device planted near a pipeline in Arauca department, Colombia was "
            "discovered and defused by security forces. There were no casualties.",
        ),
        (
            (0, 1),
            "06/22/2015: Assailants threw a grenade at the residence of a judge in Bujumbura. There were no "
            "fatalities; however, one guard was injured.",
        ),
        (
            (1, 0),
            "01/30/2010: Gunmen shot and killed Maulana Habib, a prayer leader, outside his home in Swabi district.",
        ),
        (
            (1, 2),
            "09/09/2009: A landmine detonated under a patrol, resulting in the death of one soldier and the "
            "injury of two others.",
        ),
        ((1, 2), "A roadside bomb killed a soldier and injured two more in Helmand."),
        (
            (0, 0),
            "04/17/1992: A car bomb exploded outside a bank in Ayacucho, Peru. It is unknown whether there "
            "were casualties.",
        ),
        (
            (0, 0),
            "04/17/1992: A car bomb exploded outside a bank. The building was damaged but no one was hurt "
            "in the explosion.",
        ),
        (
            (12, 30),
            "At least 12 people, including three police officers, were killed and 30 others, including five "
            "children, were injured.",
        ),
        ((6, 4), "Six people died, four of them on the spot, and four were hurt."),
        ((14, 23), "Fourteen were dead and 23 wounded by the time the shooting stopped."),
        ((2, 1), "A policeman and a bystander were killed, while a third person was seriously wounded."),
        ((2, 1), "Two officers were killed, and one wounded, in a shootout with smugglers."),
        (
            (1, 3),
            "In Kherson, an elderly woman was killed and three others, a man and two women, suffered shrapnel wounds.",
        ),
        (
            (3, 5),
            "Russian forces shelled 12 settlements in Donetsk region over the past day. Three civilians "
            "were killed and five were injured.",
        ),
        (
            (1, 2),
            "The strike on Kostiantynivka killed one person and wounded two, the regional governor wrote on Telegram.",
        ),
        ((40, 60), "Officials said about 40 people had been killed and around 60 hurt."),
        ((0, 14), "A grenade thrown into a bar wounded 14 people."),
        ((6, 9), "Soldiers opened fire on demonstrators. Six were killed, nine wounded."),
        ((6, 9), "Soldiers opened fire on demonstrators, leaving six dead and nine injured."),
        ((6, 9), "Soldiers opened fire on demonstrators. At least six died, and nine were taken to hospital."),
        ((11, 5), "Eleven people have so far been confirmed dead, with five others injured."),
        ((5, 8), "Bomb blast in Quetta leaves five dead, eight wounded"),
        (
            (5, 8),
            "QUETTA: At least five people were killed and eight others sustained injuries in a bomb blast "
            "here on Monday.",
        ),
        ((8, 4), "Eight people, five men and three women, were killed and four injured."),
        ((5, 3), "The explosion killed five and wounded at least three, among them a journalist."),
        ((4, 11), "The US drone strike killed four suspected militants; eleven villagers were wounded."),
        ((23, 97), "Twenty-three Copts were killed and 97 people, most of them Christians, were injured."),
        ((5, 5), "Five men of the battalion were martyred and as many injured in the encounter."),
        ((0, 4), "Four people were treated for smoke inhalation after a fire bomb was thrown at the office."),
        ((0, 0), "No injuries or fatalities were reported."),
    ],
)
def test_so_many_are_told_killed_and_so_many_injured(killed_and_injured: tuple[int, int], text: str) -> None:
    assert (told(text, Measure.KILLED), told(text, Measure.INJURED)) == killed_and_injured


@pytest.mark.parametrize(
    ("detained", "text"),
    [
        (5, "Security forces killed three militants and arrested five suspects."),
        (3, "A Haqqani leader was detained along with two of his associates."),
        (3, "Police detained a bomb maker and two suspected accomplices."),
        (1, "Troops captured a Taliban commander, Mullah Salim, in Zhari."),
        (0, "01/30/2010: Six of the hostages were released the next day while two were killed by their captors."),
        (4, "Four men were arrested in connection with the bombing."),
        (12, "Police rounded up 12 suspects."),
        (12, "Twelve protesters were taken into custody."),
        (3, "The security force detained the facilitator and two additional suspects."),
        (3, "The security force detained several suspected insurgents."),
        (2, "The security force detained a Taliban leader and one of his associates."),
        (2, "A Taliban leader was arrested. The security force also detained a suspected insurgent."),
    ],
)
def test_so_many_are_told_detained(detained: int, text: str) -> None:
    assert told(text, Measure.DETAINED) == detained


@pytest.mark.parametrize(
    ("killed_and_injured", "text"),
    [
        ((9, 0), "Death toll up to 9."),
        ((14, 0), "The toll is now up to 14 after the blast in Kirkuk."),
        ((14, 0), "The death toll has gone up to 14."),
        ((1, 2), "One farmer has become martyr and two farmers have received injuries."),
        ((34, 0), "Thirty-four citizens ascended as martyrs in Kirkuk."),
        ((13, 20), "The clinic counted 13 martyrs and 20 wounded."),
        ((0, 0), "Six members of the Martyrs Brigades spoke in Jenin."),
        ((29, 0), "At the hospital 29 pupils were received dead."),
        ((8, 0), "Robbers sent eight innocent traders to their early graves."),
        ((17, 5), "17 persons killed. 5 are in hospital with gunshot wounds."),
        ((0, 0), "The minister is in hospital."),
        ((13, 20), "Assessment: At least 13 villagers were killed and at least 20 others injured in an airstrike."),
        ((4, 0), "- Summary: Four porters were killed by a mine."),
        ((10, 0), "Ten people, among them six Jesuits, were killed."),
    ],
)
def test_tolls_are_read_as_forms_forwards_and_communiques_put_them(
    killed_and_injured: tuple[int, int], text: str
) -> None:
    assert (told(text, Measure.KILLED), told(text, Measure.INJURED)) == killed_and_injured


@pytest.mark.parametrize(
    ("killed_and_injured", "text"),
    [
        ((1, 5), "One woman was killed and five villagers, including a girl, were injured in the air strike."),
        ((0, 1), "One teacher lost both legs when a shell hit the school."),
        ((0, 1), "A boy took a bullet in the shoulder."),
        ((0, 1), "The bullet grazed a 12-week-old baby."),
        ((0, 1), "A man walked into a hospital with a gunshot wound to the leg."),
        ((0, 3), "Officers found three victims suffering from gunshot wounds."),
        ((2, 0), "Two men were found suffering from gunshot wounds and both were pronounced dead."),
        ((1, 0), "Officers found a man suffering from gunshot wounds. He was pronounced dead at the scene."),
        ((0, 2), "Two soldiers are recovering from gunshot wounds."),
        ((1, 0), "Ruth Marsh sustained a gunshot wound and was rushed to hospital, where she later died."),
        (
            (0, 3),
            "One victim was wounded. A second victim was taken to hospital. A third victim was driven to hospital.",
        ),
    ],
)
def test_the_outcome_tells_the_dead_from_the_hurt(killed_and_injured: tuple[int, int], text: str) -> None:
    assert (told(text, Measure.KILLED), told(text, Measure.INJURED)) == killed_and_injured


@pytest.mark.parametrize(
    "text",
    [
        "Two killers shoot a trader known as El Gordo, 31, who dies on the spot.",
        "Gunmen shot a driver identified as Ada Obi, who died at once.",
        "Men on a motorcycle shot a student, named as Ada Obi, who died at the scene.",
    ],
)
def test_who_died_is_the_person_called_by_a_name(text: str) -> None:
    assert (told(text, Measure.KILLED), told(text, Measure.CASUALTIES)) == (1, 0)


@pytest.mark.parametrize(
    ("killed_and_injured", "text"),
    [
        ((4, 0), "FOUR (4) CIV KILLED INCL TWO (2) CHILDREN NEAR BOR."),
        ((6, 4), "Armed men stopped a lorry near Kapoeta. Six passengers killed incl. two children. Four pax wounded."),
        ((3, 0), "Three pax killed incl one driver."),
    ],
)
def test_incl_counts_some_of_the_people_before_it(killed_and_injured: tuple[int, int], text: str) -> None:
    assert (told(text, Measure.KILLED), told(text, Measure.INJURED)) == killed_and_injured


@pytest.mark.parametrize(
    ("injured", "text"), [(1, "A passer-by was wounded by a stray bullet."), (2, "Two passers-by were wounded.")]
)
def test_passers_by_are_people(injured: int, text: str) -> None:
    assert told(text, Measure.INJURED) == injured


def test_suspects_are_held_besides_the_leader_held_first() -> None:
    text = "A force arrested a rebel leader in Tarmal. During the operation, troops detained four suspected insurgents."
    assert told(text, Measure.DETAINED) == 5


def test_who_was_also_hit_is_the_last_one_named() -> None:
    assert told("Both Marsh and Taylor, who was also shot, were questioned.", Measure.CASUALTIES) == 1
