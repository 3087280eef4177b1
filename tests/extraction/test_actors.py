"""Who fights: mentions in a text, and phrases resolved to an actor."""

from __future__ import annotations

from pathlib import Path

import pytest

from incidents.extraction.actors import ActorMention, canonical_actor, find_actors, load_lexicon, speaker
from incidents.extraction.model import language_model
from incidents.extraction.rules import RuleFileError
from incidents.vocabulary import ActorKind


def mentions(text: str, country_code: str | None) -> tuple[ActorMention, ...]:
    return find_actors(language_model()(text), country_code)


def names(text: str, country_code: str | None) -> set[str]:
    return {mention.name for mention in mentions(text, country_code)}


@pytest.mark.parametrize(
    ("text", "country_code", "name"),
    [
        ("RSF fighters entered the camp.", "SD", "Rapid Support Forces"),
        ("Al Shabab claimed the blast.", "SO", "al-Shabaab"),
        ("Suspected Maoists blew up a jeep.", "IN", "Naxalites (Maoist)"),
        ("ISWAP raided the base.", "NG", "Islamic State West Africa Province"),
        ("The Tatmadaw shelled the town.", "MM", "Myanmar military"),
        ("Houthi missiles hit the camp.", "YE", "Houthis"),
        ("M23 rebels took the hill.", "CD", "M23"),
        ("Kurdish PKK fighters fired rockets.", "TR", "PKK"),
        ("FARDC troops withdrew.", "CD", "Congolese army"),
        ("The Viv Ansanm gang set homes on fire.", "HT", "Viv Ansanm"),
        ("Wagner mercenaries entered the village.", "ML", "Wagner Group"),
        ("Shining Path guerrillas killed the mayor.", "PE", "Shining Path"),
    ],
)
def test_groups_are_known_under_their_many_names(text: str, country_code: str, name: str) -> None:
    assert name in names(text, country_code)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Afghan forces retook the post.", "Afghan security forces"),
        ("Afghan National Army soldiers died.", "Afghan security forces"),
        ("Israeli airstrikes hit the block.", "Israeli forces"),
        ("Israel bombed the port.", "Israeli forces"),
        ("Russian shelling killed a child.", "Russian forces"),
        ("Ukraine's army pulled back.", "Ukrainian forces"),
        ("A U.S. drone strike killed two.", "US forces"),
        ("Kenyan police officers fired tear gas.", "Kenyan forces"),
        ("Colombian marines boarded the boat.", "Colombian forces"),
    ],
)
def test_the_forces_of_a_state_have_one_name(text: str, name: str) -> None:
    assert names(text, None) == {name}


@pytest.mark.parametrize(
    "words", ["police", "Army commandos", "special forces", "soldiers", "security forces", "troops"]
)
def test_forces_without_a_nation_are_those_of_the_country(words: str) -> None:
    assert names(f"Three {words} were killed.", "AF") == {"Afghan security forces"}


def test_forces_without_a_nation_are_nobodys_where_the_country_is_not_known() -> None:
    assert names("Three soldiers were killed.", None) == set()


def test_a_delegation_is_no_force() -> None:
    assert names("Talks between a US delegation and diplomats went on.", "AF") == set()


def test_unnamed_fighters_are_the_only_group_of_the_text() -> None:
    assert names("The Taliban attacked at dawn. The insurgents were pushed back.", "AF") == {"Taliban"}


def test_unnamed_fighters_stay_unnamed_where_there_are_two_groups() -> None:
    found = names("The Taliban and the Haqqani network are active there. Insurgents attacked at dawn.", "AF")
    assert found == {"Taliban", "Haqqani network", "Unidentified militants"}


def test_gunmen_without_a_name() -> None:
    assert names("Gunmen on motorcycles killed nine people.", "NG") == {"Unidentified gunmen"}


def test_a_gang_member_is_one_of_the_named_gang_but_no_insurgent() -> None:
    assert names("Gang members burned homes; residents blamed Gran Grif.", "HT") == {"Gran Grif"}
    assert "Criminal gang" in names("The Taliban fought a criminal network.", "AF")


def test_the_coalition_is_that_of_the_country() -> None:
    assert names("Coalition forces killed two men.", "AF") == {"ISAF"}
    assert names("Coalition aircraft hit the port.", "YE") == {"Saudi-led coalition"}


def test_an_acronym_must_be_written_as_one() -> None:
    assert names("He is at the base as of noon.", "IQ") == set()
    assert names("IS fighters held the base.", "IQ") == {"Islamic State"}


def test_a_short_acronym_means_the_group_only_where_it_is_at_home() -> None:
    assert names("The AA took the base.", "MM") == {"Arakan Army"}
    assert names("The AA took the base.", "GB") == set()


def test_one_person_is_told_from_the_group() -> None:
    (leader,) = mentions("A Taliban leader was captured.", "AF")
    assert leader.unit == "person"
    (group,) = mentions("The Taliban attacked.", "AF")
    assert group.unit == "group"


def test_spans_hold_the_words() -> None:
    text = "At dawn al-Shabaab militants attacked."
    (mention,) = mentions(text, "SO")
    assert text[slice(*mention.span)] == "al-Shabaab militants"


@pytest.mark.parametrize(
    "phrase",
    [
        "security officials",
        "Interior Ministry spokesman Hamid Karimi",
        "National Directorate of Security",
        "the Defence Ministry",
        "soldiers",
        "commandos",
        "six policemen",
        "local police commander Abdul Wahid",
        "the military governor",
        "Ministry of Internal Security",
        "National Intelligence and Security Agency",
        "government officials",
    ],
)
def test_voices_and_arms_of_the_state_are_its_forces(phrase: str) -> None:
    actor = canonical_actor(phrase, "AF")
    assert actor is not None
    assert (actor.name, actor.is_state, actor.span) == ("Afghan security forces", True, (0, 0))


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("Taliban fighters", "Taliban"),
        ("a Taliban spokesman", "Taliban"),
        ("the Russian defence ministry", "Russian forces"),
        ("Ukraine's General Staff", "Ukrainian forces"),
        ("an Israeli military spokesman", "Israeli forces"),
        ("UN peacekeepers", "UN peacekeepers"),
        ("People's Defence Force", "People's Defence Force"),
    ],
)
def test_phrases_that_name_a_party(phrase: str, name: str) -> None:
    actor = canonical_actor(phrase, "AF")
    assert actor is not None
    assert actor.name == name


@pytest.mark.parametrize(
    "phrase",
    [
        "the health ministry",
        "the Hamas-run health ministry",
        "hospital officials",
        "civil defence",
        "the United Nations",
        "the Red Cross",
        "the Syrian Observatory for Human Rights",
        "witnesses",
        "residents",
        "officials",
        "a doctor at the military hospital",
        "dozens of people",
        "the provincial governor",
        "Mayor Iryna Bondar",
        "the office of the prime minister",
        "prosecutors",
    ],
)
def test_those_who_fight_for_nobody(phrase: str) -> None:
    assert canonical_actor(phrase, "AF") is None


def test_a_state_voice_of_an_unknown_country_is_nobody() -> None:
    assert canonical_actor("the Defence Ministry", None) is None


def test_the_lexicon_knows_actors_of_every_region() -> None:
    countries = {code for actor in load_lexicon().values() for code in actor.countries}
    assert {"AF", "SD", "UA", "MM", "CO", "HT", "PS", "CD", "SO", "PH", "MX", "PE"} <= countries
    assert len(load_lexicon()) >= 200


def test_every_actor_has_a_kind_of_the_field() -> None:
    assert {actor.kind for actor in load_lexicon().values()} <= set(ActorKind)


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ('{"name": "X", "kind": "rebel_group", "countries": [], "aliases": [], "flag": 1}', "flag"),
        ('{"name": "X", "kind": "knights", "countries": [], "aliases": []}', "knights"),
    ],
)
def test_a_wrong_line_of_the_lexicon_is_named(tmp_path: Path, line: str, named: str) -> None:
    lexicon = tmp_path / "actors.jsonl"
    lexicon.write_text(line + "\n")
    with pytest.raises(RuleFileError, match=named):
        load_lexicon(lexicon)


def test_quoted_rebels_and_the_group_are_the_one_named_group() -> None:
    told = mentions("Fighters of the Arakan Army took a post. The rebels spoke of 12 dead.", "MM")
    for phrase in ("the rebels", "the group", "the group's spokesman"):
        actor = canonical_actor(phrase, "MM", told)
        assert actor is not None
        assert actor.name == "Arakan Army"


def test_the_group_is_nobody_where_two_are_named() -> None:
    told = mentions("The ELN fought the FARC dissidents.", "CO")
    assert canonical_actor("the group", "CO", told) is None


def test_a_speaker_is_who_is_named_at_those_words() -> None:
    text = "The Kenyan army crossed over. Three men died, the army said."
    told = mentions(text, "SO")
    start = text.rindex("army")
    actor = speaker("the army", (start - 4, start + 4), "SO", told)
    assert actor is not None
    assert actor.name == "Kenyan forces"


def test_a_governor_who_speaks_of_police_commands_none() -> None:
    assert speaker("the governor", (0, 12), "SO", mentions("the governor of the police state", "SO")) is None


@pytest.mark.parametrize(
    "text", ["NATO mercenaries hid there.", "African Union mediators flew in.", "NATO's secretary general spoke."]
)
def test_an_alliance_is_no_party_because_of_its_name_before_another(text: str) -> None:
    assert names(text, "UA") == set()


def test_its_own_soldiers_are_those_of_the_country_named_before() -> None:
    assert names("Pakistan says that six of its own soldiers died.", "AF") == {"Pakistani forces"}


def test_a_country_that_is_accused_is_named_as_an_actor() -> None:
    assert names("Azerbaijan accused Armenia of firing it.", "AZ") == {"Armenian forces"}


def test_fighters_told_from_civilians_are_no_actor() -> None:
    assert names("The ministry does not tell fighters from civilians.", "PS") == set()


@pytest.mark.parametrize(
    "words", ["M23's commander", "ELN's commander", "Hamas's commander", "the Taliban's commander"]
)
def test_a_possessive_leaves_a_group_its_name(words):
    text = f"On Monday {words} was killed by a drone."
    names = [mention.name for mention in mentions(text, None)]
    assert names == [words.split("'")[0].removeprefix("the ")]


@pytest.mark.parametrize(
    "text",
    ["The brigade's day: KIA x4, WIA x9.", "It counted 6 KIA.", "KIA: 6. Myanmar sent troops.", "The KIA are home."],
)
def test_the_military_word_for_the_killed_is_no_army(text):
    assert names(text, "UA") & {"Kachin Independence Army"} == set()


@pytest.mark.parametrize(
    ("text", "country_code"),
    [("The KIA took a hill.", "MM"), ("KIA fighters crossed from Kachin State.", None)],
)
def test_the_army_is_meant_where_its_country_is_told(text, country_code):
    assert "Kachin Independence Army" in names(text, country_code)


@pytest.mark.parametrize(
    ("text", "country_code", "name"),
    [
        ("The army of Chad struck the camp.", None, "Chadian forces"),
        ("Burkina Faso troops fired at the bus.", None, "Burkinabe forces"),
        ("Three constables fired at them.", "IN", "Indian forces"),
        ("RAB officers shot two men.", "BD", "Bangladeshi forces"),
        ("Baloch separatists blew up the track.", "PK", "Baloch militants"),
        ("Turkana raiders took the cattle.", "KE", "Turkana militia"),
        ("QRF rebels burned the post.", "TD", "QRF"),
    ],
)
def test_forces_peoples_and_groups_without_a_list_are_found_by_pattern(
    text: str, country_code: str | None, name: str
) -> None:
    assert names(text, country_code) == {name}


def test_a_trade_is_an_armed_actor_only_as_the_doer() -> None:
    assert names("Herders raided the village.", "NG") == {"Unidentified militia"}
    assert names("Lions killed the herders.", "NG") == set()
    assert names("Herders sold their cattle.", "NG") == set()


def test_an_islamist_party_is_no_armed_group() -> None:
    assert names("Supporters of the Islamist party voted.", "BD") == set()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("South\nSudan's army killed five people.", "South Sudanese army"),
        ("South  Sudan's army killed five people.", "South Sudanese army"),
        ("Saudi-Arabia bombed the port.", "Saudi forces"),
        ("Rebels accused Burkina\nFaso of killing five people.", "Burkinabe forces"),
        ("Beni\nAmer raiders killed five people.", "Beni Amer militia"),
    ],
)
def test_a_name_is_known_whatever_parts_its_words(text: str, name: str) -> None:
    assert name in names(text, None)
