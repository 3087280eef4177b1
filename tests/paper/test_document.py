"""A document as a PDF: every word as it stands, nothing cut off, links that lead where they say."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plotly import graph_objects as go

from incidents.charts.figures import place_map
from incidents.paper import (
    Chart,
    Column,
    Document,
    Fact,
    Link,
    Links,
    Paragraph,
    Section,
    Table,
    to_pdf,
)
from incidents.paper.looks import MISSING
from tests.paper.figures import FIGURES, PLACE
from tests.paper.reading import addresses, read, text_of

HOME = "https://desk.example.org/incidents/7/briefing/?as_of=2024-03-09"
DOCUMENT = Document(
    title="Shelling of Ashkel",
    desk="Ridge desk",
    as_of="as known on 2024-03-09",
    address=HOME,
    leads=[Fact("Killed", "12", "reported range 10 to 19")],
    facts=[Fact("Where", "Ashkel, Ridge province")],
    sections=[Section("Claims", [Paragraph("Four origins speak of it.")])],
)


def with_parts(*parts: Paragraph | Table | Chart | Links) -> bytes:
    return to_pdf(replace(DOCUMENT, sections=[Section("Claims", parts)]))


def table(rows: int, words: str = "“some of them children”") -> Table:
    columns = [Column("Origin"), Column("Words"), Column("Best", is_number=True)]
    return Table(columns, [[f"Witness {number}", words, f"{number:,}"] for number in range(rows)])


# --- Words ----------------------------------------------------------------------------------------------


def test_title_figures_and_facts_stand_on_the_first_page() -> None:
    (page,) = read(to_pdf(DOCUMENT)).pages
    text = page.extract_text()
    for words in ("Shelling of Ashkel", "Killed", "12", "reported range 10 to 19", "Ashkel, Ridge province", "Claims"):
        assert words in text


@pytest.mark.parametrize("words", ["<b>12</b> & <i>more", "a < b > c", "&amp; &lt;", "<para>", "</para><br/>x"])
def test_what_looks_like_mark_up_stands_as_it_is(words: str) -> None:
    rows = Table([Column(words), Column("Best", is_number=True)], [[words, words], [Link(words, "/x/"), words]], words)
    printed = to_pdf(
        Document(
            title=words,
            desk=words,
            as_of=words,
            address=HOME,
            summary=words,
            leads=[Fact(words, words, words)],
            facts=[Fact(words, words, words)],
            sections=[Section(words, [Paragraph(words), rows, Links([Link(words, "/x/")])])],
        )
    )
    assert text_of(printed).count(words) >= 19


@pytest.mark.parametrize("words", ["Мариуполь", "Στρατός", "Chișinău, Łódź, Đà Nẵng", "Ստեփանակերտ", "სოხუმი"])
def test_names_in_other_letters_are_printed(words: str) -> None:
    assert words in text_of(with_parts(Paragraph(words)))


@pytest.mark.parametrize("words", ["شمس قمر", "ירושלים שלום"])
def test_words_from_right_to_left_begin_at_the_right(words: str) -> None:
    first, second = words.split()
    assert second + first in text_of(with_parts(Paragraph(words)))  # each word is read in its own order
    assert second + first in text_of(with_parts(table(1, words)))
    assert words[::-1] in text_of(with_parts(Chart(place_map(replace(PLACE, label=words)), "Where.")))


def test_arabic_letters_are_joined() -> None:
    for part in (Paragraph("ببب"), Chart(place_map(replace(PLACE, label="ببب")), "Where.")):
        fonts = read(with_parts(part)).pages[0]["/Resources"]["/Font"].values()
        letters = b"".join(font.get_object()["/ToUnicode"].get_data() for font in fonts)
        assert letters.count(b"<0628>") == 3  # the first, the middle and the last form of one letter


def test_only_the_letters_that_are_used_are_in_the_document() -> None:
    fonts = read(with_parts(Paragraph("سلام Мариуполь"))).pages[0]["/Resources"]["/Font"]
    embedded = [font.get_object()["/DescendantFonts"][0]["/FontDescriptor"] for font in fonts.values()]
    assert {str(each["/FontName"]).partition("+")[2] for each in embedded} == {"DejaVuSans", "DejaVuSans-Bold"}
    assert all(len(each["/FontFile2"].get_data()) < 60_000 for each in embedded)


def test_a_letter_that_no_glyph_exists_for_is_said_to_be_missing() -> None:
    assert f"{MISSING} stands for a letter" in text_of(with_parts(Paragraph("\u1019\u103c\u1014\u103a")))
    assert "stands for a letter" not in text_of(with_parts(Paragraph("Mandalay")))


UNSEEN = {"Mosul\u200e, \u200bIraq": "Mosul, Iraq", "cafe\u0301": "café", "a\nb\tc": "a b c"}


@pytest.mark.parametrize(("words", "printed"), UNSEEN.items())
def test_marks_that_nobody_sees_are_not_printed(words: str, printed: str) -> None:
    assert printed in text_of(with_parts(Paragraph(words)))


@settings(max_examples=settings.default.max_examples // 12)  # each makes a document
@given(st.text(max_size=60), st.text(max_size=400))
def test_no_words_of_a_report_stop_a_document(short: str, long: str) -> None:
    rows = Table([Column(short), Column("Best", is_number=True)], [[long, short], [Link(short, long), long]], long)
    parts = [Paragraph(long), rows, Links([Link(long, short)])]
    document = replace(DOCUMENT, title=short, summary=long, leads=[Fact(short, short, long)], facts=[Fact(short, long)])
    assert to_pdf(replace(document, sections=[Section(short, parts)])).startswith(b"%PDF")


# --- Pages ----------------------------------------------------------------------------------------------


def test_each_page_says_which_it_is_what_moment_it_is_of_and_where_it_is_from() -> None:
    pages = read(with_parts(table(120))).pages
    assert len(pages) > 2
    for number, page in enumerate(pages, start=1):
        text = " ".join(page.extract_text().split())
        assert f"page {number} of {len(pages)}" in text
        assert "as known on 2024-03-09" in text
        assert HOME in text
        assert "Ridge desk" in text


def test_the_heads_of_a_table_stand_on_each_of_its_pages() -> None:
    pages = read(with_parts(table(120))).pages
    assert all("Origin" in page.extract_text() for page in pages)
    assert text_of(with_parts(table(120))).count("Witness") == 120


def test_no_page_is_left_empty() -> None:
    for rows in range(34, 37):
        last = read(with_parts(table(rows))).pages[-1].extract_text()
        assert f"Witness {rows - 1}" in last


def test_a_cell_that_is_longer_than_a_page_is_printed_whole() -> None:
    long = " ".join(f"word{number}" for number in range(3000))
    text = text_of(with_parts(Table([Column("Origin"), Column("Words")], [["a witness", long]])))
    assert "word0" in text
    assert "word2999" in text


def test_a_word_that_is_wider_than_its_cell_is_broken_and_not_cut() -> None:
    word = "".join(f"{number:04}" for number in range(100))
    printed = with_parts(Paragraph(word), Table([Column("A"), Column("B")], [[word, "x"]]))
    assert "".join(text_of(printed).split()).count(word) == 2


def test_a_chart_that_is_higher_than_a_page_is_made_to_fit_one() -> None:
    tall = go.Figure(FIGURES["claims"]).update_layout(height=4000)
    pages = read(with_parts(Chart(tall, "Claims by measure."))).pages
    text = pages[-1].extract_text()
    assert len(pages) == 2
    assert all(words in text for words in ("killed", "missing", "Claims by measure."))


def test_a_heading_does_not_stand_alone_at_the_end_of_a_page() -> None:
    chart = Chart(FIGURES["periods"], "Injured by month.")
    for filled in range(30, 42, 3):
        sections = [Section("Before", [table(filled)]), Section("Over time", [chart])]
        for page in read(to_pdf(replace(DOCUMENT, sections=sections))).pages:
            if "Over time" in page.extract_text():
                assert "Injured by month." in page.extract_text()


# --- What a reader's program sees -----------------------------------------------------------------------


def test_the_document_says_what_it_is() -> None:
    document = read(to_pdf(DOCUMENT))
    assert document.metadata is not None
    assert (document.metadata.title, document.metadata.author) == ("Shelling of Ashkel", "Ridge desk")
    assert document.trailer["/Root"]["/Lang"] == "en"


def test_the_document_has_a_structure_for_those_who_hear_it() -> None:
    root = read(with_parts(table(3), Chart(FIGURES["district"], "Where it was."))).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    parts = list(structure_of(root["/StructTreeRoot"]))
    assert [kind for kind, _ in parts if kind in ("/H1", "/H2", "/TH", "/TD", "/Figure")] == [
        *("/H1", "/H2"),
        *["/TH"] * 3,
        *["/TD"] * 9,
        "/Figure",
    ]
    assert [alt for kind, alt in parts if kind == "/Figure"] == ["Where it was."]


def structure_of(part: Any) -> Iterator[tuple[str, str]]:
    """Each part of a document's structure in order, with what stands for it in words."""
    part = part.get_object()
    if isinstance(part, dict):
        yield str(part.get("/S")), str(part.get("/Alt", ""))
        part = part.get("/K", [])
    for each in part if isinstance(part, list) else [part] if isinstance(part, dict) else []:
        yield from structure_of(each)


def test_each_section_is_in_the_outline() -> None:
    sections = [
        Section("Claims", [Paragraph("a")]),
        Section("Sources", [table(90)]),
        Section("Where", [Paragraph("b")]),
    ]
    document = read(to_pdf(replace(DOCUMENT, sections=sections)))
    title, within = document.outline
    assert title["/Title"] == "Shelling of Ashkel"
    assert [place["/Title"] for place in within] == ["Claims", "Sources", "Where"]
    assert [document.get_destination_page_number(place) for place in within] == [0, 0, len(document.pages) - 1]


def test_a_path_of_the_desk_leads_to_the_desk() -> None:
    assert "https://desk.example.org/reports/1/#words-7" in addresses(
        with_parts(Paragraph(["said by ", Link("the clinic", "/reports/1/#words-7")]))
    )


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "http://["])
def test_a_document_leads_to_nothing_but_the_web(address: str) -> None:
    printed = with_parts(Links([Link("the clinic", address)]))
    assert set(addresses(printed)) == {HOME}
    assert "the clinic" in text_of(printed)


def test_a_mark_of_a_chart_leads_to_its_evidence() -> None:
    printed = with_parts(Chart(FIGURES["claims"], "Claims."))
    assert "https://desk.example.org/reports/1/#words-7" in addresses(printed)


def test_a_chart_stands_above_its_caption() -> None:
    text = text_of(with_parts(Chart(FIGURES["periods"], "Injured by month, as known on 2024-03-09.")))
    assert text.index("injured: best and reported range") < text.index("Injured by month")


@pytest.mark.parametrize("name", FIGURES)
def test_no_figure_makes_a_document_large(name: str) -> None:
    assert len(with_parts(Chart(FIGURES[name], "A figure."))) < 250_000


def test_the_same_document_is_the_same_bytes() -> None:
    parts = (table(40), Chart(FIGURES["district"], "Where."), Paragraph("سلام"))
    assert with_parts(*parts) == with_parts(*parts)


def test_who_prints_nothing_does_not_wait_for_what_prints() -> None:
    code = "import sys, incidents.paper; sys.exit(bool({'matplotlib', 'typst'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
