"""What of a pasted page is not the report, and what of a report is never taken for furniture."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.ingest.furniture import find_furniture, without
from tests.quickness import is_quick

REPORT = "Six herders were killed near Gorom-Gorom on Tuesday, the prefect said."


def marked(text: str) -> list[str]:
    return [text[stretch.start : stretch.end] for stretch in find_furniture(text)]


@pytest.mark.parametrize(
    "line",
    [
        "Home | World | Africa | Sport",
        "Home › Africa › Six herders killed",
        "We use cookies to give you the best experience. Accept all Reject all",
        "Ce site utilise des cookies. Accepter Refuser",
        "Published 3 hours ago",
        "Updated: 4 March 2024 09:15 GMT",
        "5 min read",
        "Share   Save   Copy link",
        "12.4K views · 318 likes",
        "By Aminata Sow, Ouagadougou",
        "(Reporting by Aminata Sow; editing by Piet Maas)",
        "(With inputs from PTI)",
        "Image caption, Soldiers mourn 12 comrades in January",
        "FILE PHOTO: A guard at the border where nine men died last year",
        "Women wait outside the morgue after an earlier attack (AP Photo/Ann Lee)",
        "READ ALSO: Bus plunges off bridge, 31 dead",
        "Also read | Army says it killed 40 rebels",
        "Tags: Sahel, attack, 40 dead",
        "Sign up for our morning newsletter",
        "ADVERTISEMENT",
        "Newsroom: tel. +226 70 11 22 33",
        "Contact: desk@wire.example",
        "© 2024 Sahel Wire. All rights reserved.",
        "Subscribe to our Telegram channel",
    ],
)
def test_a_line_that_speaks_for_the_page_is_furniture(line: str) -> None:
    assert marked(f"{REPORT}\n\n{line}\n\nThe road to the town was closed until the evening.") == [line]


@pytest.mark.parametrize(
    "text",
    [
        REPORT,
        f"Herders killed near Gorom-Gorom\n\n{REPORT}",
        f"Calm returns to Gorom\n\nGOROM-GOROM, Burkina Faso - {REPORT}",
        "🚨 4 KIA, 7 WIA near Chasiv Yar",
        "Chasiv Yar\n🚨 4 KIA, 7 WIA\nDrone strike",
        "Incidents of the week:\n1. Mopti: two guards shot dead (3 May).\n2. Ansongo: mine kills a driver (4 May).",
        "- Mopti: two guards shot dead\n- Ansongo: mine kills a driver\n- Menaka: quiet",
        "District\tKilled\tInjured\nBardera\t3\t9\nLuuq\t1\t0",
        "Place: Bardera\nDate: 3 May\nKilled: 3\nInjured: 9",
        "Comments by the prefect\n\nThe prefect said that six herders were killed.",
        "Home guards killed six men in the hills. Sport was cancelled.",
    ],
)
def test_no_word_of_a_report_is_furniture(text: str) -> None:
    assert marked(text) == []


def test_the_agency_that_is_an_army_is_no_tag() -> None:
    assert marked("Ten rebels died in Sulu.\nThe Armed Forces of the Philippines (AFP) said so.") == []


def test_a_list_of_other_reports_ends_where_the_report_goes_on() -> None:
    other = "Most read\n1 Ferry sinks, 62 dead\n2 How 12 soldiers died in an ambush"
    assert marked(f"{REPORT}\n\n{other}\n\nFourteen others were wounded, he added.") == [other]


def test_comments_run_to_the_end() -> None:
    comments = "23 comments\n\nmoussa88: they killed 500 people there, my uncle told me.\n\nAda: So sad."
    assert marked(f"{REPORT}\n\n{comments}") == [comments]


def test_a_count_of_comments_above_the_report_opens_no_comments() -> None:
    assert marked(f"Herders killed near Gorom-Gorom\n\n14 comments\n\n{REPORT}") == ["14 comments"]


def test_a_teaser_behind_a_sentence_ends_with_its_line() -> None:
    assert marked(f"{REPORT} Read more: Bus bomb kills 31\nNobody claimed it.") == ["Read more: Bus bomb kills 31"]


def test_credits_in_brackets_are_furniture_in_a_text_of_one_line_too() -> None:
    assert marked(f"{REPORT} (Reporting by A. Sow; editing by P. Maas)") == [
        "(Reporting by A. Sow; editing by P. Maas)"
    ]


def test_a_caption_ends_with_its_credit_where_the_report_follows_on_the_line() -> None:
    caption = "A man looks at the crater. (AP Photo/Ann Lee)"
    assert marked(f"Shells hit market\n{caption} GAO, Mali (AP) - {REPORT}") == [caption]


def test_the_head_of_an_official_letter_is_furniture() -> None:
    head = "REPUBLIC OF KORVANIA\nMINISTRY OF DEFENCE\nPress Office\nRef: MOD/12/2024"
    assert marked(f"{head}\n\nEight fighters killed in the hills\n\n{REPORT}") == [head]


def test_the_head_of_each_page_of_a_document_is_furniture() -> None:
    page = "RELIEF ALLIANCE | SITUATION REPORT\n- {} -\n"
    text = page.format(1) + REPORT + "\n" + page.format(2) + "Nobody claimed the attack in the north."
    assert "".join(marked(text)).count("RELIEF ALLIANCE") == 2


def test_a_footnote_is_furniture_where_its_mark_stood_in_the_text() -> None:
    assert marked(f"{REPORT}[1]\n\n[1] In 2012, 60 people were killed there.") == [
        "[1] In 2012, 60 people were killed there."
    ]


def test_lines_that_a_narrow_column_broke_are_no_furniture() -> None:
    text = "Six herders were killed on the road\nby men on motorcycles who had come\nfrom the hills, the prefect said."
    assert marked(text) == []


def test_where_nothing_would_be_left_nothing_is_furniture() -> None:
    assert marked("FILE PHOTO: Ten men died here on 3 May 2021\nImage source, Pool") == []


def test_who_claims_an_attack_between_two_posts_is_no_furniture() -> None:
    claimed = "The Brigade claims responsibility."
    post = "Rana Aziz @rana_aziz · 2h"
    text = f"{post}\n{REPORT}\n{post}\n{claimed}\n5 Retweets 9 Likes"
    assert claimed in without(text, find_furniture(text))


def test_without_furniture_paragraphs_stay_apart() -> None:
    text = f"Share | Save\n{REPORT}"
    assert without(text, find_furniture(text)).strip() == REPORT


@pytest.mark.parametrize(
    "unit",
    [" ", "\n", "a\n", "(", "(a", "[1]\n", " | ", "© ", "1 ", "Home\n", "Read more: x. ", "a\t1\n", "updated ",
     "Comments\n", "12-34 ", "a@", "REUTERS/ ", "👍\n", "] [", "page 1\n", "by ", "Tel: 1\n"],
)  # fmt: skip
def test_the_worst_page_takes_no_time(unit: str) -> None:
    assert is_quick(find_furniture, "Home\n", unit, f"\n{REPORT}")


@given(
    st.text(max_size=300)
    | st.lists(st.sampled_from(["Home", "Most read", REPORT, "", "3", "(AFP)", "By A. Sow"])).map("\n".join)
)
def test_stretches_are_in_order_and_hold_words_of_the_text(text: str) -> None:
    reached = 0
    for stretch in find_furniture(text):
        assert reached <= stretch.start < stretch.end <= len(text)
        assert stretch.why
        reached = stretch.end
