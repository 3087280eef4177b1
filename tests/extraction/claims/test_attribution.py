import pytest


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Nine people were killed, officials said.", "officials"),
        ("The health ministry said nine people were killed.", "health ministry"),
        ("According to witnesses, nine people were killed.", "witnesses"),
        ("Nine people were killed, according to hospital officials.", "hospital officials"),
        ("The army claimed that nine rebels were killed.", "army"),
        ("Nine people were killed, said the Red Cross.", "Red Cross"),
    ],
)
def test_the_claimant_is_who_is_quoted(only, text, name):
    assert only(text).claimant.name == name


def test_a_named_claimant_has_a_name_and_a_role(only):
    claimant = only("Army spokesman Karim Diallo said that nine rebels were killed.").claimant
    assert (claimant.name, claimant.role) == ("Karim Diallo", "Army spokesman")


def test_a_claimant_between_commas_is_found_at_the_end_of_the_sentence(only):
    claimant = only(
        "Guerrillas killed nine soldiers in an ambush near Arauca, the deadliest attack since 2019, "
        "the defense minister, Ivan Velasquez, said."
    ).claimant
    assert (claimant.name, claimant.role) == ("Ivan Velasquez", "defense minister")


def test_he_added_means_the_last_named_speaker(found):
    text = (
        "Army spokesman Karim Diallo said that nine rebels were killed. "
        '"The road is open again and four of our soldiers were wounded," he added.'
    )
    assert [claim.claimant.name for claim in found(text).claims] == ["Karim Diallo", "Karim Diallo"]


def test_a_quote_that_runs_over_sentences_has_one_speaker(found):
    text = (
        "Governor Ama Sule spoke in the evening. "
        '"Six guards were killed at the gate. Nobody in the hospital was hurt," she said.'
    )
    assert {claim.claimant.name for claim in found(text).claims} == {"Ama Sule"}


def test_what_the_reporter_tells_has_no_claimant(only):
    assert only("Nine people were killed in the market.").claimant is None


def test_the_claimants_words_are_at_their_span(found):
    text = "Nine people were killed, hospital officials said."
    (claim,) = found(text).claims
    assert text[slice(*claim.claimant.span)] == claim.claimant.raw == "hospital officials"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "The defence ministry of Niger said 12 guards were killed. The ministry said five were hurt.",
            "defence ministry of Niger",
        ),
        (
            "The defence ministry of Niger said 12 guards were killed. Five were hurt, it said.",
            "defence ministry of Niger",
        ),
        ("The UN mission in Mali said 12 guards were killed. Its statement said five were hurt.", "UN mission in Mali"),
        ("Mayor Jean Pierre said 12 guards were killed. The mayor said five were hurt.", "Jean Pierre"),
    ],
)
def test_short_words_for_an_earlier_speaker_mean_that_speaker(found, text, name):
    assert [claim.claimant.name for claim in found(text).claims] == [name, name]


@pytest.mark.parametrize("speaker", ["police", "medics", "residents"])
def test_a_bare_institution_after_a_weekday_is_heard(only, speaker):
    assert only(f"A bomb killed 14 traders at a market on Monday, {speaker} said.").claimant.name == speaker


def test_a_name_never_ends_in_half_a_bracket(only):
    claimant = only("A spokesman for the Front of the Valleys (FV) said nine guards were killed.").claimant
    assert claimant.name == "spokesman for the Front of the Valleys (FV)"


def test_rebels_who_are_quoted_speak_for_the_group_that_the_text_names(found):
    text = (
        "Fighters of the M23 attacked an army post near Rutshuru in eastern Congo on Monday. "
        "The rebels said that they had killed 14 soldiers."
    )
    assert found(text).claims[-1].claimant.actor == "M23"


def test_an_information_minister_speaks_for_the_state(only):
    text = "Information Minister Ama Sule said that nine al-Shabaab fighters were killed near Baidoa, Somalia."
    assert only(text).claimant.actor == "Somali forces"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Efe, quoting army sources, said nine people were killed.", "army sources"),
        ("Reuters quoted a hospital doctor as saying nine people were killed.", "hospital doctor"),
        ("State television, citing the interior ministry, reported nine deaths.", "interior ministry"),
        ("The BBC reported, citing local officials, that nine people were killed.", "local officials"),
        ("Colonel Pedro Vega was cited as saying by Efe that nine people were killed.", "Pedro Vega"),
    ],
)
def test_a_source_that_quotes_another_is_not_the_claimant(only, text, name):
    assert only(text).claimant.name == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("It was reported by the police that nine people were killed.", "police"),
        ("It was learned from military sources that nine people died.", "military sources"),
        ("As reported by the radio station, nine people were killed.", "radio station"),
        ("Nine deaths were confirmed by the ministry.", "ministry"),
        ("In the words of the mayor, nine people were killed.", "mayor"),
        ("Residents accused the army of killing nine people.", "Residents"),
    ],
)
def test_the_claimant_may_stand_after_by_from_and_of(only, text, name):
    assert only(text).claimant.name == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A communique released by the military command states that nine people died.", "military command"),
        ("The statement, signed by General Pedro Vega, says nine people died.", "Pedro Vega"),
        ("The ministry's statement said nine people died.", "ministry"),
    ],
)
def test_a_paper_speaks_for_who_gave_it_out(only, text, name):
    assert only(text).claimant.name == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Nine killed in market blast: police", "police"),
        ("Police: nine killed in market blast", "Police"),
        ("Nine killed in market blast, says governor", "governor"),
        ("Nine people killed in market blast - police", "police"),
        ('Police spokeswoman Rosa Gil: "Nine people were killed."', "Rosa Gil"),
    ],
)
def test_a_headline_names_its_speaker_with_a_colon_or_a_dash(only, text, name):
    assert only(text).claimant.name == name


@pytest.mark.parametrize(
    "text",
    [
        "Lagos: nine killed in market blast",
        "2. Gao: a bomb killed nine guards",
        "What we know: nine people were killed",
    ],
)
def test_a_place_or_a_heading_before_a_colon_says_nothing(only, text):
    assert only(text).claimant is None


def test_she_may_be_the_person_of_the_sentence_before(only):
    text = "Governor Ana Diaz arrived at the scene. Nine people were killed, she said."
    assert only(text).claimant.name == "Ana Diaz"


def test_who_speaks_after_a_semicolon_tells_only_what_follows_it(found):
    claims = found("The army says nine rebels were killed; the rebels say two.").claims
    assert [(claim.claimant.name, claim.quantity.best) for claim in claims] == [("army", 9), ("rebels", 2)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Chad's Health Ministry on Tuesday lifted the death toll to 31.", "Chad's Health Ministry"),
        ("The Interior Ministry has raised its count of the dead to 44.", "Interior Ministry"),
        ("Police revised the number of people killed down to eight.", "Police"),
        ("The Red Cross puts the number of dead at 15.", "Red Cross"),
        ("The toll was raised to 19 by hospital officials.", "hospital officials"),
    ],
)
def test_who_sets_a_figure_speaks_for_it(only, text, name):
    assert only(text).claimant.name == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Hospital records show that 23 people were killed.", "Hospital"),
        ("The coroner's figures show 23 people killed.", "coroner"),
        ("A tally by the Red Crescent found that 23 people were killed.", "Red Crescent"),
        ("By the hospital's count, 23 people were killed.", "hospital"),
        ("Per police, 23 people were killed.", "police"),
    ],
)
def test_figures_speak_for_whoever_keeps_them(only, text, name):
    assert only(text).claimant.name == name


@pytest.mark.parametrize(
    "text",
    [
        "Early reports said nine people were killed.",
        "The list names nine people killed.",
        "Others said nine people were killed.",
        "Two boys told of the raid in which nine people were killed.",
        "The attack raised the death toll to nine.",
        "It is believed that nine people were killed.",
    ],
)
def test_what_is_nobody_is_no_claimant(only, text):
    assert only(text).claimant is None


@pytest.mark.parametrize("text", ["No casualties were reported.", "Neither deaths nor injuries were reported."])
def test_those_who_came_to_no_harm_are_no_speakers(found, text):
    assert [claim.claimant for claim in found(text).claims] in ([None], [None, None])


@pytest.mark.parametrize(
    ("speaker", "role"),
    [("A spokesman for the group", "spokesman"), ("The militants", ""), ("The group's media office", "")],
)
def test_the_group_is_the_one_last_named(found, speaker, role):
    text = f"Boko Haram attacked Konduga on Friday. {speaker} said that 20 soldiers were killed."
    claimant = found(text).claims[-1].claimant
    assert (claimant.name, claimant.role, claimant.actor) == ("Boko Haram", role, "Boko Haram")


def test_a_sentence_without_a_speaker_goes_on_with_the_one_before(found):
    text = "Nine people were killed in Baidoa, the governor said. Four others were wounded."
    assert [claim.claimant.name for claim in found(text).claims] == ["governor", "governor"]


@pytest.mark.parametrize(
    "text",
    [
        "Nine people were killed, the governor said. In March, bandits killed 20 people.",
        "Nine people were killed, the governor said. Four more were reportedly wounded.",
        "The road is open again, the governor said. Four people were wounded.",
        "Nine people killed, governor says\n\nFour people were wounded in Baidoa.",
    ],
)
def test_a_sentence_about_something_else_does_not(found, text):
    assert found(text).claims[-1].claimant is None


def test_a_rank_with_a_stop_belongs_to_the_name_behind_it(only):
    claimant = only("Nine people were wounded, said police spokesman Cpl. Marcus Hines.").claimant
    assert claimant.name == "Marcus Hines"


def test_a_department_is_no_persons_name(only):
    claimant = only("The Kaduna State Police Command confirmed that nine people were killed.").claimant
    assert (claimant.name, claimant.role) == ("Kaduna State Police Command", "")


def test_they_may_be_the_subject_of_the_clause_above(only):
    assert only("Police are investigating after they said nine people were shot dead.").claimant.name == "Police"


@pytest.mark.parametrize(
    "line", ["14:05  Mayor's office: nine dead in Sumy", "14:05 | Mayor's office puts toll at nine dead"]
)
def test_the_hour_that_begins_a_line_of_a_feed_is_no_part_of_a_speaker(only, line):
    assert only(line).claimant.name == "Mayor's office"


def test_an_update_is_no_speaker(found):
    claimants = [claim.claimant for claim in found("UPDATE 3: Blast in Jos: toll climbs to nine").claims]
    assert claimants == [None]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            'A bomb hit Baidoa. Clinic director: "We received nine bodies." Al-Shabaab says it did it.',
            "Clinic director",
        ),
        ('A bomb hit Baidoa. Dayah Ambulance: "Nine dead." Al-Shabaab says it did it.', "Dayah Ambulance"),
    ],
)
def test_who_stands_before_a_colon_and_a_quotation_speaks_in_it(only, text, name):
    assert only(text).claimant.name == name


def test_nobody_speaks_in_the_field_of_a_form(only):
    claim = only("Civilians reported killed: 7-10")
    assert (claim.claimant, claim.quantity.low, claim.quantity.high) == (None, 7, 10)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Red Cross pushed the death toll in Menaka to 61 on Sunday.", "Red Cross"),
        ("The governor upped the count of those wounded in Menaka to 33.", "governor"),
        ("Hospitals pegged the number of dead in Menaka at 14.", "Hospitals"),
        ("The ministry reckoned that 41 people had lost their lives in Menaka.", "ministry"),
    ],
)
def test_who_moves_a_toll_in_whatever_words_gives_it(only, text, name):
    assert only(text).claimant.name == name


@pytest.mark.parametrize(
    "text",
    [
        "The blast pushed the death toll in Menaka to 61.",
        "The army kept the number of troops at 300 as raiders killed nine villagers in Menaka.",
    ],
)
def test_what_moves_no_toll_of_its_own_speaks_for_nobody(only, text):
    assert only(text).claimant is None


@pytest.mark.parametrize(
    "text",
    [
        "Two army officers described the ambush near Menaka. The officers said nine herders were killed.",
        "Army officers said the road was shut. The other officers said nine herders were killed.",
        "Army officers said the road was shut. These officers said nine herders were killed.",
        "Army officers said the road was shut. One of the officers said nine herders were killed.",
    ],
)
def test_speakers_told_of_before_are_the_fuller_mention(only, text):
    assert only(text).claimant.name.lower().endswith("army officers")


def test_other_officials_need_not_be_of_the_same_body(found):
    text = "A hospital official said nine people were killed. Other officials said 12 people were killed."
    assert [claim.claimant.name for claim in found(text).claims] == ["hospital official", "Other officials"]


def test_one_of_the_blasts_says_nothing(only):
    assert only("One of the blasts killed nine herders near Menaka.").claimant is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Nine herders died near Menaka, the army said, citing a survivor.", "army"),
        ("Nine herders died near Menaka, the agency said, citing a survivor.", "survivor"),
        ("Nine herders died near Menaka, the ministry said, citing the Red Cross.", "Red Cross"),
        ("Nine herders died near Menaka, Save the Children said.", "Save the Children"),
        ("According to Save the Children, nine herders died near Menaka.", "Save the Children"),
    ],
)
def test_who_cites_somebody_speaks_himself_unless_he_is_the_press(only, text, name):
    assert only(text).claimant.name == name
