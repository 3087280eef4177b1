"""When it happened: Saturday 31 August 2019 is the day of publication throughout."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from incidents.extraction.dates.finder import incident_date
from incidents.extraction.dates.forms import load_words
from incidents.extraction.dates.mentions import find_dates
from incidents.extraction.model import language_model
from incidents.extraction.pipeline import extract
from incidents.extraction.types import ExtractedDate
from incidents.vocabulary import DatePrecision

PUBLISHED = date(2019, 8, 31)


def when(text: str, published: date | None = PUBLISHED) -> ExtractedDate | None:
    return incident_date(language_model()(text), published)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Gunmen killed 12 people on 29 August 2019 in Idlib.", date(2019, 8, 29)),
        ("Raiders killed 12 herders on the 28th of August.", date(2019, 8, 28)),
        ("An air strike killed five on Aug. 30.", date(2019, 8, 30)),
        ("An air strike killed five on August 30th, 2019.", date(2019, 8, 30)),
        ("Fighting on 2019-08-28 left four dead.", date(2019, 8, 28)),
        ("Fighting on 05/08/2019 left four dead.", date(2019, 8, 5)),
        ("Fighting on 8/28/2019 left four dead.", date(2019, 8, 28)),
        ("A blast on Saturday killed nine.", date(2019, 8, 31)),
        ("A blast early on Sunday killed nine.", date(2019, 8, 25)),
        ("A blast last Saturday killed nine.", date(2019, 8, 24)),
        ("Yesterday a mine killed three children.", date(2019, 8, 30)),
        ("A bomb killed three people last night.", date(2019, 8, 30)),
        ("Overnight shelling killed three people.", date(2019, 8, 30)),
        ("Rebels killed three people two days ago.", date(2019, 8, 29)),
        ("Rebels killed six people this morning.", date(2019, 8, 31)),
        ("Five people were killed on December 3.", date(2018, 12, 3)),
        ("Rebels killed three people a day earlier, a priest said on Friday.", date(2019, 8, 29)),
    ],
)
def test_one_day(text: str, day: date) -> None:
    found = when(text)
    assert found is not None
    assert (found.start, found.end, found.precision) == (day, day, DatePrecision.DAY)


@pytest.mark.parametrize(
    ("text", "start", "end", "precision"),
    [
        ("Twenty people were killed in the past 24 hours.", date(2019, 8, 30), PUBLISHED, DatePrecision.DAYS),
        ("The army killed 20 rebels this week.", date(2019, 8, 26), PUBLISHED, DatePrecision.WEEK),
        ("A mine killed two boys a fortnight ago.", date(2019, 8, 17), date(2019, 8, 17), DatePrecision.WEEK),
        ("A mine killed two boys three weeks ago.", date(2019, 8, 10), date(2019, 8, 10), DatePrecision.WEEK),
        ("Raids killed 40 people last month.", date(2019, 7, 1), date(2019, 7, 31), DatePrecision.MONTH),
        ("Clashes killed 30 people in August.", date(2019, 8, 1), PUBLISHED, DatePrecision.MONTH),
        (
            "Between 12 and 15 August, 60 civilians were killed.",
            date(2019, 8, 12),
            date(2019, 8, 15),
            DatePrecision.DAYS,
        ),
        (
            "Seven people were killed between Thursday night and Friday.",
            date(2019, 8, 29),
            date(2019, 8, 30),
            DatePrecision.DAYS,
        ),
    ],
)
def test_several_days(text: str, start: date, end: date, precision: DatePrecision) -> None:
    found = when(text)
    assert found is not None
    assert (found.start, found.end, found.precision) == (start, end, precision)


def test_undated_is_the_day_of_publication_and_three_before() -> None:
    found = when("Gunmen killed two shopkeepers.")
    assert found is not None
    assert (found.start, found.end, found.precision) == (date(2019, 8, 28), PUBLISHED, DatePrecision.DAYS)
    assert found.span is None


def test_without_any_date_nothing_is_known() -> None:
    assert when("Gunmen killed two shopkeepers.", published=None) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("In 2015 rebels seized the city. On Friday a bomb there killed eight.", date(2019, 8, 30)),
        (
            "Militants killed six people on Tuesday, the anniversary of a massacre on 12 June 2014.",
            date(2019, 8, 27),
        ),
        ("Clashes killed 30, officials said on Saturday. The attack took place on Thursday.", date(2019, 8, 29)),
        ("The president condemned on Saturday the attack that killed 14 people on Wednesday.", date(2019, 8, 28)),
        ("Troops will be withdrawn on 5 September. Gunmen killed a guard on Thursday.", date(2019, 8, 29)),
        ("Families buried their dead on Friday, a day after the attack that killed ten.", date(2019, 8, 29)),
        ("The group said on Friday that it was behind the attack the day before.", date(2019, 8, 29)),
        ("A wounded child died of his wounds on Friday. Shells fell on the market on Tuesday.", date(2019, 8, 27)),
    ],
)
def test_other_days_do_not_win(text: str, day: date) -> None:
    found = when(text)
    assert found is not None
    assert found.start == day


def test_the_dateline_is_the_anchor_where_publication_is_not_known() -> None:
    text = "KABUL, Afghanistan (Jan. 22, 2013)\nA patrol killed two insurgents in Ghazni province, Sunday."
    found = when(text, published=None)
    assert found is not None
    assert found.start == date(2013, 1, 20)


def test_a_dateline_in_the_style_of_old_wires_is_read() -> None:
    text = "San Salvador, 4 Jan 90 -- Guerrillas attacked a barracks yesterday and killed two soldiers."
    found = when(text, published=None)
    assert found is not None
    assert found.start == date(1990, 1, 3)


def test_the_span_is_of_the_word_for_the_day() -> None:
    text = "The assault began shortly after dawn on Saturday in two districts and killed four people."
    found = when(text)
    assert found is not None
    assert found.span is not None
    assert text[slice(*found.span)] == found.raw == "Saturday"


@pytest.mark.parametrize(
    "text",
    ["At least 12 may have died.", "Rebels began to march on the town.", "He sat by the sun and wed in spring."],
)
def test_small_words_are_no_dates(text: str) -> None:
    assert find_dates(text, PUBLISHED) == ()


@given(st.dates(date(1990, 1, 1), date(2039, 12, 31)), st.dates(date(1990, 1, 1), date(2039, 12, 31)))
def test_a_full_date_is_read_as_written_from_any_day(day: date, anchor: date) -> None:
    text = f"{day.day} {day:%B} {day.year}"
    assert [(found.start, found.end) for found in find_dates(text, anchor)] == [(day, day)]


@given(st.dates(date(1990, 1, 1), date(2039, 12, 31)), st.sampled_from(["Monday", "Wednesday", "Saturday", "Sunday"]))
def test_a_weekday_is_within_the_week_up_to_publication(published: date, weekday: str) -> None:
    (found,) = find_dates(f"on {weekday}", published)
    assert 0 <= (published - found.start).days <= 6
    assert f"{found.start:%A}" == weekday


@settings(max_examples=settings.default.max_examples // 2)  # each reads a text
@given(st.dates(date(1990, 1, 1), date(2039, 12, 31)))
def test_no_day_of_an_incident_is_after_publication(published: date) -> None:
    found = when("Shelling killed four people on 15 June 2016 and on Monday, and this week, officials said.", published)
    assert found is not None
    assert found.start <= found.end <= published


def test_an_unknown_table_of_words_is_named(tmp_path: Path) -> None:
    rules = tmp_path / "dates.toml"
    rules.write_text("[fortnights]\na = 14\n")
    with pytest.raises(ValueError, match="fortnights"):
        load_words(rules)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Villagers buried their dead on Friday, a day after the shelling of the market.", date(2019, 8, 29)),
        ("A boy who was hurt in Tuesday's strike on a school died in hospital on Friday.", date(2019, 8, 27)),
        ("The group said on Friday that it was behind the attack on the post the day before.", date(2019, 8, 29)),
        ("Nine people died, the president said on Friday. The attack began on Thursday night.", date(2019, 8, 29)),
        (
            "At a conference in Addis Ababa on Friday, doctors told envoys that gunmen had killed 90 people in the "
            "town on Wednesday.",
            date(2019, 8, 28),
        ),
    ],
)
def test_the_day_of_the_violence_wins_over_the_day_of_telling_or_mourning(text: str, day: date) -> None:
    found = when(text)
    assert found is not None
    assert (found.start, found.end) == (day, day)


def test_overnight_is_the_night_before_the_day_on_which_it_is_told() -> None:
    found = when("Armed men killed 30 people in an overnight raid on a village, the cabinet said on Thursday.")
    assert found is not None
    assert (found.start, found.end) == (date(2019, 8, 28), date(2019, 8, 29))


def test_a_date_s_span_ends_before_the_full_stop() -> None:
    found = when("A bomb killed three men on 29 August.")
    assert found is not None
    assert found.raw == "29 August"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Two traders were shot dead in Jos on 5/8/19.", date(2019, 8, 5)),
        ("Two traders were shot dead in Jos on 8/29/19.", date(2019, 8, 29)),
        ("20190828 Raiders killed the head of the village.", date(2019, 8, 28)),
        ("Three soldiers were killed near the ford on the 25th, when a mine went off.", date(2019, 8, 25)),
        ("Gunmen shot a judge dead on Weds evening.", date(2019, 8, 28)),
        ("A mine killed three boys the night before last.", date(2019, 8, 29)),
        ("Gunmen killed four men on Wednesday last week.", date(2019, 8, 21)),
        ("Last week, on Tuesday, gunmen killed four men.", date(2019, 8, 20)),
        ("A drone hit a car two hours ago, killing the driver.", date(2019, 8, 31)),
        ("Gunmen killed four farmers on Friday (August 30).", date(2019, 8, 30)),
        ("Six people were killed two days before the election of 30 August.", date(2019, 8, 28)),
        ("Elders met the governor on Friday. Raiders had come the night before, killing nine.", date(2019, 8, 29)),
        ("A day after the raid that killed six herders, the army on Friday sent a patrol.", date(2019, 8, 29)),
        ("The baker, born on 4 May 1985, was shot dead outside his shop on 29 August.", date(2019, 8, 29)),
        ("The truce of 12 July collapsed when shelling killed nine people on Thursday.", date(2019, 8, 29)),
        ("Elders told Lakeside Radio on Friday that raiders killed five men on Wednesday.", date(2019, 8, 28)),
        ("She died on Friday of her wounds from Monday's shelling, which killed four others.", date(2019, 8, 26)),
        ("Police on Friday raised to 12 the toll of a blast. The bomb exploded on Wednesday.", date(2019, 8, 28)),
        ("Raiders shot six men. Elders said on Friday. The slayings on Wednesday shook the town.", date(2019, 8, 28)),
        ("Raiders killed six on Wednesday. Update 30 August: a seventh man has died.", date(2019, 8, 28)),
        (
            "Raiders attacked Gana on 28 August. Nine bodies were counted by the evening of 30 August.",
            date(2019, 8, 28),
        ),
        ("He was abducted on 20 August and found dead on 28 August.", date(2019, 8, 20)),
    ],
)
def test_one_day_in_a_less_common_form(text: str, day: date) -> None:
    found = when(text)
    assert found is not None
    assert (found.start, found.end, found.precision) == (day, day, DatePrecision.DAY)


@pytest.mark.parametrize(
    ("text", "start", "end", "precision"),
    [
        ("From 28 August to 30 August clashes left 17 dead.", date(2019, 8, 28), date(2019, 8, 30), "days"),
        ("Between 30 May and 2 June raiders killed 40 people.", date(2019, 5, 30), date(2019, 6, 2), "days"),
        ("Twelve people were killed on 3, 4 and 5 August.", date(2019, 8, 3), date(2019, 8, 5), "days"),
        (
            "Fighting broke out on Tuesday and lasted until Thursday, killing 55.",
            date(2019, 8, 27),
            date(2019, 8, 29),
            "days",
        ),
        ("Fighting since Thursday has killed at least 40 people.", date(2019, 8, 29), PUBLISHED, "days"),
        (
            "The three-day battle, which ended on Thursday, killed 55 people.",
            date(2019, 8, 27),
            date(2019, 8, 29),
            "days",
        ),
        (
            "A four-day sweep that began on Aug. 25 left eight rebels dead.",
            date(2019, 8, 25),
            date(2019, 8, 28),
            "days",
        ),
        ("In the week ending 4 August shelling killed 19.", date(2019, 7, 29), date(2019, 8, 4), "week"),
        ("During the first week of July raiders killed 12.", date(2019, 7, 1), date(2019, 7, 7), "week"),
        ("In mid-June raiders killed 30 herders.", date(2019, 6, 11), date(2019, 6, 20), "month"),
        ("Last May raiders killed 30 herders.", date(2019, 5, 1), date(2019, 5, 31), "month"),
        ("Raids have killed 14 people in the last two weeks.", date(2019, 8, 17), PUBLISHED, "month"),
    ],
)
def test_days_with_a_beginning_and_an_end(text: str, start: date, end: date, precision: str) -> None:
    found = when(text)
    assert found is not None
    assert (found.start, found.end, str(found.precision)) == (start, end, precision)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("03/05/2014: Assailants fired on a police patrol. Two officers were killed.", date(2014, 3, 5)),
        ("11/23/2013: A suicide bomber struck a checkpoint and killed eight people.", date(2013, 11, 23)),
        ("5 March 2014: Gunmen shot dead two traders.", date(2014, 3, 5)),
    ],
)
@pytest.mark.parametrize("published", [None, PUBLISHED])
def test_the_day_that_opens_a_summary_is_the_incident_s(text: str, day: date, published: date | None) -> None:
    found = when(text, published)
    assert found is not None
    assert (found.start, found.end, found.precision) == (day, day, DatePrecision.DAY)


def test_a_text_that_writes_the_month_first_once_does_so_throughout() -> None:
    found = when("Shells killed two on 03/05/2019. The shelling of 02/14/2019 killed one.")
    assert found is not None
    assert found.start == date(2019, 3, 5)


def test_a_stamp_over_the_text_is_its_day_and_not_the_incident_s() -> None:
    found = when("Updated: 30 Aug 2019 07:45 GMT. A blast killed five people last night.", published=None)
    assert found is not None
    assert found.start == date(2019, 8, 29)


def test_where_only_the_document_s_number_tells_the_month_the_month_is_known() -> None:
    found = when("Release 2011-07-S-915\nTroops detained two suspected insurgents yesterday.", published=None)
    assert found is not None
    assert (found.start, found.end, found.precision) == (date(2011, 7, 1), date(2011, 7, 31), DatePrecision.MONTH)


def test_a_document_s_number_gives_the_year_of_a_day_without_one() -> None:
    found = when("Release 2011-07-S-915\nOn July 3 troops killed two insurgents.", published=None)
    assert found is not None
    assert found.start == date(2011, 7, 3)


def test_without_any_year_no_year_is_guessed() -> None:
    text = "KABUL, Afghanistan (Feb. 16) A patrol killed two insurgents, who had fought since 2009, today."
    assert when(text, published=None) is None


def test_a_day_to_come_is_not_the_incident_s() -> None:
    found = when("Talks are to begin on 3 September. Gunmen killed two shopkeepers.")
    assert found is not None
    assert found.rule == "date:undated"


@pytest.mark.parametrize("text", ["the worst attack since Thursday", "calm has returned since Thursday"])
def test_since_only_compares(text: str) -> None:
    (found,) = find_dates(text, PUBLISHED)
    assert found.start == found.end == date(2019, 8, 29)


@pytest.mark.parametrize(
    "text", ["on the 5th floor", "crossed the border on the 38th parallel", "a tale of the 2nd Brigade"]
)
def test_an_ordinal_before_a_noun_is_no_day(text: str) -> None:
    assert find_dates(text, PUBLISHED) == ()


def test_many_dates_take_time_in_proportion() -> None:
    few, many = ("On 3 May 2019 and the day after, two died. " * count for count in (300, 3000))
    started = process_time()
    find_dates(few, PUBLISHED)
    between = process_time()
    find_dates(many, PUBLISHED)
    assert process_time() - between < 25 * (between - started)


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("A court on Friday jailed a man for an attack on 3 May 2017 that killed 12.", date(2017, 5, 3)),
        ("In 2016 raiders killed 30 herders.", date(2016, 1, 1)),
    ],
)
def test_a_report_of_long_ago_has_the_date_that_its_figure_stands_with(text: str, start: date) -> None:
    found = extract(text, PUBLISHED).event
    assert found is not None
    assert found.date is not None
    assert found.date.start == start


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("HERAT, Aug 28 (Harbour Wire) - A mine killed six people on Saturday.", date(2019, 8, 24)),
        ("Herat, 28 August: a mine killed six people on Saturday.", date(2019, 8, 24)),
        ("HERAT, Wednesday, Aug. 28 -- A mine killed six people on Saturday.", date(2019, 8, 24)),
        ("(Herat, August 28) - A mine killed six people on Saturday.", date(2019, 8, 24)),
        ("Mine kills six\n28 August\n\nA mine killed six people near Herat on Saturday.", date(2019, 8, 24)),
        ("HERAT, Sept 1 (Harbour Wire) - A mine killed six people on Sunday.", date(2019, 9, 1)),
    ],
)
def test_a_weekday_is_told_from_the_day_of_the_dateline(text: str, day: date) -> None:
    found = when(text)
    assert found is not None
    assert (found.start, found.end) == (day, day)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("An overnight patrol near Herat on Tuesday killed two raiders.", date(2019, 8, 27), date(2019, 8, 27)),
        ("Two raiders died near Herat in an overnight fight on 27 August.", date(2019, 8, 27), date(2019, 8, 27)),
        ("An overnight fight near Herat, over early Tuesday, killed two.", date(2019, 8, 27), date(2019, 8, 27)),
        ("Overnight shelling killed two, the mayor said Tuesday.", date(2019, 8, 26), date(2019, 8, 27)),
    ],
)
def test_the_day_told_with_a_night_is_the_day(text: str, start: date, end: date) -> None:
    found = when(text)
    assert found is not None
    assert (found.start, found.end) == (start, end)


@pytest.mark.parametrize(
    "text",
    [
        "F\u0131ve days before 30 August 2019 gunmen killed five people.",
        "Gunmen killed five people in the \u017fix-day battle that began on 30 August 2019.",
        "Gunmen killed five people on 30 August 2019, police said yesterday even\u0131ng.",
    ],
)
def test_letters_that_pass_for_others_in_any_case_make_no_word_of_time(text: str) -> None:
    found = when(text)
    assert found is not None
    assert (found.start, found.end) == (date(2019, 8, 30), date(2019, 8, 30))


@pytest.mark.parametrize(
    "words", ["11 miners", "19 were", "21-odd herders", "24 Malian troops"], ids=["noun", "verb", "odd", "adjective"]
)
def test_a_number_that_counts_people_behind_a_date_is_no_year(words: str) -> None:
    found = when(f"On 27 August {words} killed at a well near Menaka, Mali.")
    assert found
    assert (found.start, found.raw) == (date(2019, 8, 27), "27 August")


def test_two_digits_behind_a_month_are_a_year_where_they_count_nothing() -> None:
    found = when("On 27 August 18 in Menaka, Mali, raiders killed two herders.")
    assert found
    assert found.start == date(2018, 8, 27)


def test_the_day_of_an_attack_that_is_claimed_goes_before_that_of_the_telling() -> None:
    text = "The ministry said on Saturday that the dead in Menaka were now 14. The rebels claimed Thursday's raid."
    found = when(text)
    assert found
    assert found.start == date(2019, 8, 29)
