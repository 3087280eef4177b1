"""Figures, places and days as blotters, digests, bulletins, scans, feeds, logs and speeches tell them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from incidents.extraction import extract
from incidents.extraction.forms.list_marks import same_marks
from incidents.extraction.forms.misread import misread_words
from incidents.extraction.types import ExtractedReport
from incidents.vocabulary import Measure, Scope

K, I, A, D = Measure.KILLED, Measure.INJURED, Measure.ABDUCTED, Measure.DETAINED  # noqa: E741


def _read(text: str, published: date = date(2024, 6, 12)) -> ExtractedReport:
    return extract(text, published)


def _best(report: ExtractedReport, measure: Measure) -> int | None:
    total = report.totals.get(measure)
    return total.best if total else None


def _places(report: ExtractedReport) -> list[str | None]:
    return [one.event.place.name if one.event.place else None for one in report.incidents]


# Items


BLOTTER = """TAGUM CITY POLICE STATION, DAVAO DEL NORTE

1. STABBING INCIDENT - Barangay Apokon
On 3 June 2024 two porters were stabbed to death by an unknown man in Barangay Apokon.

2. GRENADE EXPLOSION - Barangay Mankilam
On 4 June 2024 a grenade was thrown at a checkpoint in Barangay Mankilam. Three policemen were wounded.

3. ARREST - Barangay Magugpo
On 4 June 2024 served warrant against Dario Lim, 41, in Barangay Magugpo. Arrested without resistance.
"""


def test_each_item_of_a_blotter_has_its_own_place_and_losses() -> None:
    report = _read(BLOTTER)
    assert [one.event.date.start.day for one in report.incidents if one.event.date] == [3, 4, 4]
    assert [(_of(one.totals, K), _of(one.totals, I), _of(one.totals, D)) for one in report.incidents] == [
        (2, None, None),
        (None, 3, None),
        (None, None, 1),
    ]
    assert not {"Grenade", "Arrest"} & set(_places(report))


def _of(totals: Mapping[Measure, object], measure: Measure) -> int | None:
    return getattr(totals.get(measure), "best", None)


@pytest.mark.parametrize("mark", [">", "→", "✦", "🔴", "◆", "#{}", "[{}]", "Item {}:", "{}/"])
def test_whatever_opens_the_items_marks_them(mark: str) -> None:
    text = (
        f"{mark.format(1)} Sahel, Soum province. On 2 June gunmen killed four farmers near Djibo.\n\n"
        f"{mark.format(2)} Sahel, Oudalan province. On 5 June a mine injured three women near Gorom-Gorom."
    )
    assert [(_of(one.totals, K), _of(one.totals, I)) for one in _read(text).incidents] == [(4, None), (None, 3)]


def test_the_lines_of_a_quoted_letter_are_no_items() -> None:
    assert not list(same_marks("> On Tuesday gunmen raided the market\n> at Djibo and killed four traders."))


def test_facts_of_one_attack_with_marks_stay_one_incident() -> None:
    text = "An air strike hit a house in Nuseirat on 3 June:\n✅ Seven people were killed\n✅ Two were wounded"
    assert len(_read(text).incidents) == 1


# Places


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("NIAMEY, 4 June - Niger's army lost 12 men when fighters attacked the garrison at Bossowe.", "Bossowe"),
        (
            "BAMAKO, 4 June - Five soldiers died when jihadists overran the base at Kelimba, Mali's army said.",
            "Kelimba",
        ),
        ("Municipality of Deir Sarun, Jezzine district\n\nA raid killed three farmers of the town.", "Deir Sarun"),
        ("North Kivu, Masisi territory. On 2 June armed men attacked Kalungeto and killed four men.", "Kalungeto"),
    ],
)
def test_a_place_that_is_announced_or_attacked_needs_no_gazetteer(text: str, place: str) -> None:
    assert _places(_read(text)) == [place]


# Losses


@pytest.mark.parametrize(
    ("text", "measure", "number"),
    [
        ("A shell struck a taxi in Grozny. A nurse and her brother rode in it. They have splinter wounds.", I, 2),
        ("Two of the shepherds died near Kuito. The third, a lad of 14, lost his right foot.", I, 1),
        ("Four pupils are in a moderate condition after a blast in Goma.", I, 4),
        ("One guard died and another was left blind by a bomb in Pattani.", I, 1),
        ("Two women had to have their legs amputated after a blast in Taza.", I, 2),
        ("A man was shot in Pikit. Rushed to hospital but pronounced dead on arrival.", K, 1),
        ("A guard was stabbed in Pikit and was DOA at the hospital.", K, 1),
        ("Police raided a house and found Abdul Sali, a bomb maker. Arrested and brought to Jolo.", D, 1),
        ("Six people of Obo were forced to carry the stolen goods.", A, 6),
        ("Two of the six, cousins of 15 and 20, were led away by the raiders near Paoua.", A, 2),
        ("Four women were taken as wives by the rebels at Gwoza.", A, 4),
        ("It were martyred four of the guards and got wounded seven others in Aden.", K, 4),
        ("It were martyred four of the guards and got wounded seven others in Aden.", I, 7),
        ("It is my sad duty to have to report that two gunners were killed near Derry.", K, 2),
        ("I wish to make a statement on the deaths of two airmen of ours in Kandahar.", K, 2),
        ("The army lost three men in Raga on Monday and killed nine of the rebels.", K, 12),
        ("051530Z IED STRIKE LASHKAR GAH. 1X ANP KIA 2X ANP WIA. MEDEVAC COMPLETE.", I, 2),
    ],
)
def test_losses_are_read_in_whatever_words(text: str, measure: Measure, number: int) -> None:
    assert _best(_read(text), measure) == number


@pytest.mark.parametrize(
    "text",
    [
        "Shells killed 19 in a school at Kilis where 400 people displaced by the war were living.",
        "A shell killed three in a school at Kilis where families displaced by the fighting were sheltering.",
    ],
)
def test_who_had_fled_before_is_not_displaced_by_what_hits_the_school(text: str) -> None:
    assert Measure.DISPLACED not in _read(text).totals


def test_the_dead_of_both_sides_are_counted_however_far_apart_they_are_told() -> None:
    text = (
        "Insurgents attacked a convoy near Damboa on 4 June.\nEight soldiers were killed, an officer said.\n"
        "Troops returned fire.\nThe fight went on for two hours.\nThe convoy carried food.\n"
        "Five of the insurgents died as well, he added.\nThe army has sent reinforcements."
    )
    assert _best(_read(text), K) == 13


BULLETIN = (
    "Over the last 24 hours the clinics took in 38 martyrs and 102 injured people. "
    "Since the war began in October 2023 the toll has risen to 37,000 martyrs and 85,000 injured."
)


def test_a_daily_bulletin_counts_the_day_and_not_the_war() -> None:
    report = _read(BULLETIN)
    assert (_best(report, K), _best(report, I)) == (38, 102)
    assert {claim.quantity.best for claim in report.claims if claim.scope is Scope.LARGER} == {37_000, 85_000}


# Scans, feeds and logs


def test_misread_words_are_mended_where_there_are_several() -> None:
    text = "Eleven rnen were killed and nine\nwouncled when a bornb went off in Oran."
    report = _read(text)
    assert (_best(report, K), _best(report, I)) == (11, 9)
    assert all(text[slice(*claim.span)] == claim.raw for claim in report.claims)


def test_one_strange_word_is_left_as_it_is() -> None:
    assert not list(misread_words("Mr Thorne and Mrs Barnes of Hern Bay saw the bornb."))


FEED = (
    "<item><title>Raiders kill six in Tumaco</title><description><![CDATA[<p>Six people died and <b>nine</b> were "
    "wounded in Tumaco on Colombia&#39;s coast on Friday, the mayor said.</p><p><a href='/2'>Jail fire in Cali "
    "leaves 21 dead</a></p><script>var killed = 44;</script>]]></description></item>"
)


def test_of_a_feed_the_words_are_read_and_not_the_links_to_other_reports() -> None:
    report = _read(FEED)
    assert (_best(report, K), _best(report, I), _places(report)) == (6, 9, ["Tumaco"])
    assert all(FEED[slice(*claim.span)] == claim.raw for claim in report.claims)


@pytest.mark.parametrize(
    "text",
    [
        '[2024-06-10 16:42:10] INFO type=Attack location="Kidal" killed=5 injured=3 source=police',
        '{"type": "IED", "date": "2024-06-10", "location": "Kidal", "killed": 5, "injured": 3}',
        "Event: IED | Date: 10 June 2024 | Place: Kidal | Dead: 5 | Wounded: 3 | Doer: unknown",
    ],
)
def test_fields_of_logs_are_entries_of_a_form(text: str) -> None:
    report = _read(text)
    assert (_best(report, K), _best(report, I), _places(report)) == (5, 3, ["Kidal"])
