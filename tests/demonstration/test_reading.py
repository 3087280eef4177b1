"""The demonstration desk's files can be read, say what they should and contradict no calendar."""

from __future__ import annotations

import calendar
import json
import re
import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

from incidents.demonstration import FOLDER, DemonstrationError, DemonstrationReport, read_demonstration
from incidents.vocabulary import Role, SourceKind

DESK = read_demonstration()
REPORTS = [report for incident in DESK.incidents for report in incident.reports]

DAY_AND_CONTINENT_OF = {
    "Shelling of the Sabreen market, Omdurman": (date(2025, 2, 1), "Africa"),
    "Missile strike beside a playground, Kryvyi Rih": (date(2025, 4, 4), "Europe"),
    "Border clash and shelling at Spin Boldak": (date(2025, 10, 15), "Asia"),
    "Gang attack on Pont-Sondé": (date(2024, 10, 3), "Americas"),
    "Attack on Lido Beach, Mogadishu": (date(2024, 8, 2), "Africa"),
    "Strike on a school used as a shelter, Gaza City": (date(2024, 8, 10), "Asia"),
    "Attack on a night vigil in Komanda": (date(2025, 7, 27), "Africa"),
    "Airstrike on a village gathering near Kanbalu": (date(2023, 4, 11), "Asia"),
    "Fighting between armed groups around Tibú, Catatumbo": (date(2025, 1, 16), "Americas"),
    "Explosion at a hotel in Mogadishu": (date(2024, 8, 2), "Africa"),
    "The week on the roads, from Kismayo to Macomia": (date(2025, 7, 29), "Africa"),
}
DAY_OF = {title: day for title, (day, _) in DAY_AND_CONTINENT_OF.items()}

MONTHS = {month: number for number, month in enumerate(calendar.month_name) if month}
WEEKDAYS = "|".join(calendar.day_name)
WEEKDAY = re.compile(rf"\b({WEEKDAYS})\b")
WEEKDAY_AND_DATE = re.compile(
    rf"\b(?P<weekday>{WEEKDAYS}),? (?:(?P<day>\d{{1,2}}) (?P<month>{'|'.join(MONTHS)})"
    rf"|(?P<month_first>{'|'.join(MONTHS)}) (?P<day_last>\d{{1,2}}))\b"
)


def days_meant(report: DemonstrationReport, happened: date) -> set[str]:
    """Weekdays from the day of the incident to that of publication, which a report may name."""
    length = (report.published - happened).days
    return {f"{happened + timedelta(days=offset):%A}" for offset in range(min(length, 7) + 1)}


def test_every_incident_has_a_day_that_this_test_knows() -> None:
    assert {incident.title for incident in DESK.incidents} == set(DAY_OF)


ALONE = ("Explosion at a hotel in Mogadishu", "The week on the roads, from Kismayo to Macomia")
"""An incident that is merged into another, and a report of five incidents that nobody has reviewed yet."""


def test_every_incident_but_those_two_has_at_least_three_reports_from_at_least_three_sources() -> None:
    assert [merge.merged for merge in DESK.teamwork.merges] == [ALONE[0]]
    for incident in DESK.incidents:
        if incident.title in ALONE:
            continue
        assert len(incident.reports) >= 3, incident.title
        assert len({report.source for report in incident.reports}) >= 3, incident.title


def test_reviewed_incidents_lie_on_at_least_three_continents() -> None:
    begun = [incident.title for incident in DESK.incidents if any(report.reviewed for report in incident.reports)]
    assert {DAY_AND_CONTINENT_OF[title][1] for title in begun} == {"Africa", "Americas", "Asia", "Europe"}


def test_actors_have_the_names_and_kinds_of_the_extraction_lexicon() -> None:
    lexicon = FOLDER.parent / "extraction" / "rules" / "actors.jsonl"
    rows = [json.loads(line) for line in lexicon.read_text(encoding="utf-8").splitlines() if line.strip()]
    kinds = {row["name"]: row["kind"] for row in rows}
    assert {actor.name: kinds.get(actor.name) for actor in DESK.actors} == {
        actor.name: actor.kind for actor in DESK.actors
    }


def test_sources_are_of_every_kind() -> None:
    assert {source.kind for source in DESK.sources} == set(SourceKind)


def test_every_source_publishes_a_report() -> None:
    assert {source.name for source in DESK.sources} == {report.source for report in REPORTS}


def test_the_people_are_two_analysts_a_senior_analyst_and_an_administrator() -> None:
    assert [person.role for person in DESK.people] == [Role.ANALYST, Role.SENIOR, Role.ADMINISTRATOR, Role.ANALYST]


def test_more_than_half_of_the_incidents_are_reviewed_and_all_but_the_merged_one_leave_a_report_waiting() -> None:
    waiting = [[not report.reviewed for report in incident.reports].count(True) for incident in DESK.incidents]
    begun = [count for count, incident in zip(waiting, DESK.incidents, strict=True) if count < len(incident.reports)]
    assert begun == [1, 1, 1, 1, 2, 0]
    assert len(DESK.incidents) - len(begun) == 5


def test_two_reports_are_in_a_language_that_needs_a_reader() -> None:
    language_of = {source.name: source.language for source in DESK.sources}
    assert {report.slug for report in REPORTS if language_of[report.source] != "en"} == {
        "pont-sonde-cordillera",
        "komanda-rive-claire",
    }


def test_reports_are_short_and_one_is_very_short() -> None:
    words = {report.slug: len(report.text.split()) for report in REPORTS}
    assert words.pop("kanbalu-flash") < 30
    assert all(40 <= count <= 180 for count in words.values()), words


def test_no_two_reports_have_the_same_text() -> None:
    assert len({report.text for report in REPORTS}) == len(REPORTS)


def test_reports_are_published_on_or_after_the_day_that_they_tell_of_and_in_order() -> None:
    for incident in DESK.incidents:
        days = [DAY_OF[incident.title], *(report.published for report in incident.reports)]
        assert days == sorted(days), incident.title


def test_a_weekday_beside_a_date_is_that_dates_weekday() -> None:
    found = 0
    for report in REPORTS:
        for match in WEEKDAY_AND_DATE.finditer(report.text):
            month = MONTHS[match["month"] or match["month_first"]]
            day = date(report.published.year, month, int(match["day"] or match["day_last"]))
            assert f"{day:%A}" == match["weekday"], f"{report.slug}: {match[0]}"
            found += 1
    assert found >= 5


def test_a_weekday_alone_lies_between_the_incident_and_the_publication() -> None:
    ahead = {"Mass will be held on Tuesday"}
    for incident in DESK.incidents:
        for report in incident.reports:
            text = report.text
            for phrase in ahead:
                text = text.replace(phrase, "")
            named = set(WEEKDAY.findall(text))
            assert named <= days_meant(report, DAY_OF[incident.title]), report.slug


def test_a_dateline_names_the_day_of_publication() -> None:
    datelines = 0
    for report in REPORTS:
        match = re.match(r"[^\n]*?, ([A-Z][a-z]+)\.? (\d{1,2}) \(", report.text)
        if match:
            assert (match[1][:3], int(match[2])) == (f"{report.published:%b}", report.published.day), report.slug
            datelines += 1
    assert datelines >= 5


@pytest.fixture
def copied_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "demonstration"
    shutil.copytree(FOLDER, folder)
    return folder


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


OMDURMAN = "reports/01-omdurman-market.toml"


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (
            "sources.toml",
            'kind = "agency"',
            'kind = "agency"\nmotto = "x"',
            "sources.toml, source 1: unknown key motto",
        ),
        ("sources.toml", 'kind = "agency"', 'kind = "gossip"', "'gossip' is not one of agency"),
        ("sources.toml", 'language = "en"\n', "", "sources.toml, source 1: the key 'language' is missing"),
        ("sources.toml", 'affiliation = ""', 'affiliation = "Nobody"', "actor 'Nobody' is not known"),
        ("actors.toml", 'parent = ""', 'parent = "Nobody"', "actor 'Nobody' is not known"),
        ("people.toml", 'role = "senior"', "role = 2", "2 is not one of reader"),
        (OMDURMAN, 'source = "Harbour Wire"', 'source = "Nobody"', "omdurman-first-alert: source 'Nobody'"),
        (OMDURMAN, "reviewed = true", 'reviewed = "yes"', "report 1, reviewed: 'yes' is not of the right kind"),
        (OMDURMAN, "[incident]", "[incident]\nplace = 1", "01-omdurman-market.toml: unknown key place"),
        (OMDURMAN, 'slug = "omdurman-ministry"', 'slug = "omdurman-first-alert"', "slug used twice"),
        (OMDURMAN, "[incident]", "[incident", "01-omdurman-market.toml: "),
    ],
)
def test_a_mistake_in_a_file_is_refused_by_name(
    copied_folder: Path, file: str, old: str, new: str, message: str
) -> None:
    change(copied_folder / file, old, new)
    with pytest.raises(DemonstrationError, match=re.escape(message)):
        read_demonstration(copied_folder)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('to = "analyst"', 'to = "nobody"', "person 'nobody' is not known"),
        ('report = "komanda-un"', 'report = "komanda-army-2"', "report 'komanda-army-2' is not known"),
        ('kept = "Attack on Lido', 'kept = "Attack on Libo', "incident 'Attack on Libo Beach, Mogadishu' is not known"),
        ('actor = "Frontier Corps"', 'actor = "Nobody"', "second reading of spin-boldak-friday: actor 'Nobody'"),
        ('raw = "60 bodies"', 'raw = "61 bodies"', "second reading of omdurman-doctors-update: the words '61 bodies'"),
        ('raw = "14 members"', 'raw = "15 members"', "words of pont-sonde-mayor: the words '15 members'"),
        ("[[given]]", "[[taken]]", "teamwork.toml: unknown key taken"),
        ('[[comment.answer]]\nperson = "senior"', "[[comment.answer]]", "comment 1, answer 1: the key 'person'"),
    ],
)
def test_a_mistake_in_what_people_do_together_is_refused_by_name(
    copied_folder: Path, old: str, new: str, message: str
) -> None:
    change(copied_folder / "teamwork.toml", old, new)
    with pytest.raises(DemonstrationError, match=re.escape(message)):
        read_demonstration(copied_folder)


ADDED = '[[report.added]]\nraw = "{raw}"\nvalue = {{ measure = "missing", low = 3 }}\n'
DECISION = (
    '[[report.decision]]\nraw = "158"\nmeasure = "injured"\nverdict = "corrected"\nreason = "x"\nvalue = {value}\n'
)


def append(folder: Path, tables: str) -> None:
    with (folder / OMDURMAN).open("a", encoding="utf-8") as file:
        file.write(tables)


def test_an_added_claim_is_read_with_its_report(copied_folder: Path) -> None:
    append(copied_folder, ADDED.format(raw="three people"))
    (added,) = read_demonstration(copied_folder).incidents[0].reports[-1].added
    assert (added.raw, added.value) == ("three people", {"measure": "missing", "low": 3})


def test_words_that_are_not_in_the_text_are_refused(copied_folder: Path) -> None:
    append(copied_folder, ADDED.format(raw="twelve people"))
    with pytest.raises(DemonstrationError, match="report 6: the words 'twelve people' are not in the text"):
        read_demonstration(copied_folder)


def test_a_correction_of_something_that_cannot_be_corrected_is_refused(copied_folder: Path) -> None:
    append(copied_folder, DECISION.format(value="{ weather = 3 }").replace("158", "three people"))
    with pytest.raises(DemonstrationError, match="unknown key weather"):
        read_demonstration(copied_folder)


def test_a_correction_that_names_an_unknown_actor_is_refused(copied_folder: Path) -> None:
    append(copied_folder, DECISION.format(value='{ actor = "Nobody" }').replace("158", "three people"))
    with pytest.raises(DemonstrationError, match="actor 'Nobody' is not known"):
        read_demonstration(copied_folder)
