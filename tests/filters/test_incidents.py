"""The language of filters: each of its names narrows exactly what it says, and what is wrong narrows nothing."""

from __future__ import annotations

from datetime import date, time

import pytest
from django.contrib.auth.models import User
from django.http import QueryDict
from pytest_django import DjangoAssertNumQueries

from incidents.filters.incidents import IncidentFilter
from incidents.models import Incident, Source
from incidents.models.people import PEOPLE_KEY
from incidents.models.population import EVERY_KEY, population_key
from incidents.vocabulary import EventType, Flag, Side, Status, SubEventType
from tests import factories

pytestmark = pytest.mark.django_db


def form(query: str) -> IncidentFilter:
    return IncidentFilter(QueryDict(query))


def found(query: str) -> set[str]:
    """Titles of the incidents that fit."""
    return set(form(query).incidents().values_list("title", flat=True))


ALL = {"Clash", "Siege", "Strike", "March"}


@pytest.fixture
def four(analyst: User) -> dict[str, Incident]:
    """Four incidents that differ in everything that can be chosen."""
    made = {
        "Clash": factories.incident("Clash", made_by=analyst, admin1="Hill", place_name="Ashkel", admin2="Upper Ash"),
        "Siege": factories.incident(
            "Siege", made_by=analyst, admin1="Coast", place_name="Tolm", date_start=date(2024, 3, 9)
        ),
        "Strike": factories.incident(
            "Strike",
            made_by=analyst,
            country="Sudland",
            admin1="Delta",
            place_name="Orsk",
            event_type=EventType.EXPLOSIONS,
            sub_event_type=SubEventType.AIR_DRONE_STRIKE,
            date_start=date(2024, 4, 1),
        ),
        "March": factories.incident(
            "March",
            made_by=analyst,
            country="Estland",
            admin1="",
            place_name="",
            event_type=EventType.RIOTS,
            sub_event_type="",
            date_start=date(2024, 5, 1),
        ),
    }
    return made


@pytest.fixture
def told(four: dict[str, Incident]) -> dict[str, Source]:
    """Who tells of what: Coast Wire (B) of the clash at 14:05 on 6 March and Hill Radio (D) of the siege."""
    coast, hill = factories.source("Coast Wire"), factories.source("Hill Radio", reliability="D")
    factories.reviewed_report(
        four["Clash"],
        {"words": "12 herders", "low": 12},
        source=coast,
        published=date(2024, 3, 6),
        published_time=time(14, 5),
        title="Dawn raid",
    )
    factories.reviewed_report(four["Siege"], {"low": 3}, source=hill, published=date(2024, 3, 10), title="Ring of fire")
    return {"coast": coast, "hill": hill}


# --- Each name ---


def test_without_a_choice_every_incident_fits(four: dict[str, Incident]) -> None:
    assert found("") == ALL
    assert not form("").is_narrowed


def test_what_was_merged_into_another_is_left_out(four: dict[str, Incident]) -> None:
    Incident.objects.filter(pk=four["Siege"].pk).update(merged_into=four["Clash"])
    assert found("") == ALL - {"Siege"}


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("country=Sudland", {"Strike"}),
        ("country=Sudland&country=Estland", {"Strike", "March"}),
        ("admin1=Hill", {"Clash"}),
        ("admin1=Hill&admin1=Coast", {"Clash", "Siege"}),
        ("country=Sudland&admin1=Hill", set()),
        ("type=Battles", {"Clash", "Siege"}),
        ("type=Air/drone strike", {"Strike"}),
        ("type=Air/drone strike&type=Riots", {"Strike", "March"}),
        ("since=2024-04-01", {"Strike", "March"}),
        ("until=2024-03-09", {"Clash", "Siege"}),
        ("since=2024-03-09&until=2024-04-01", {"Siege", "Strike"}),
        ("country=Norland&since=2024-03-09", {"Siege"}),
    ],
)
def test_places_types_and_days(four: dict[str, Incident], query: str, titles: set[str]) -> None:
    assert found(query) == titles


def test_actors_and_their_sides(four: dict[str, Incident]) -> None:
    column, guard = factories.actor("Northern Column"), factories.actor("Town guard")
    factories.takes_part(four["Clash"], column, Side.A)
    factories.takes_part(four["Clash"], guard, Side.B)
    factories.takes_part(four["Siege"], guard, Side.A)
    assert found(f"actor={column.pk}") == {"Clash"}
    assert found(f"actor={column.pk}&actor={guard.pk}") == {"Clash", "Siege"}
    assert found(f"actor={guard.pk}&side=b") == {"Clash"}
    assert found("side=a") == {"Clash", "Siege"}
    assert found("side=other") == set()


def test_sources_and_grades(four: dict[str, Incident], told: dict[str, Source]) -> None:
    assert found(f"source={told['coast'].pk}") == {"Clash"}
    assert found(f"source={told['coast'].pk}&source={told['hill'].pk}") == {"Clash", "Siege"}
    assert found("grade=D") == {"Siege"}
    assert found("grade=D&grade=B") == {"Clash", "Siege"}
    assert found(f"source={told['coast'].pk}&grade=D") == set()


def test_a_source_and_a_grade_are_of_one_report(four: dict[str, Incident], told: dict[str, Source]) -> None:
    """Coast Wire tells of the siege too: that makes it no incident that Coast Wire tells of with grade D."""
    factories.reviewed_report(four["Siege"], {"low": 4}, source=told["coast"], published=date(2024, 3, 11))
    assert found(f"source={told['coast'].pk}&grade=D") == set()


def test_a_flag_is_of_the_measure_that_is_counted_whoever_it_counts(four: dict[str, Incident]) -> None:
    contested = {"flags": [Flag.CONTESTED.value]}
    four["Clash"].estimates.create(measure="killed", population_key=EVERY_KEY[Status.CIVILIAN], **contested)
    four["Siege"].estimates.create(measure="injured", population_key=PEOPLE_KEY, **contested)
    four["Strike"].estimates.create(measure="killed", population_key=PEOPLE_KEY, flags=[Flag.PARTY_CLAIM_ONLY.value])
    assert found("flag=contested") == {"Clash"}
    assert found("flag=contested&measure=injured") == {"Siege"}
    assert found("flag=contested&flag=party_claim_only") == {"Clash", "Strike"}


# --- What is counted ---


def best(query: str) -> dict[str, tuple[int | None, int | None, int | None]]:
    tolls = form(query).tolls()
    return {each.title: (each.toll_low, each.toll_best, each.toll_high) for each in tolls}


@pytest.fixture
def counted(four: dict[str, Incident]) -> None:
    """Of the clash: 30 people (20 to 40), 5 civilians, fighters of two sides (9, and 12 to 14), one side's medics."""
    column, guard = factories.actor("Northern Column"), factories.actor("Town guard")

    def keep(numbers: tuple[int, int, int], **who: object) -> None:
        low, high = numbers[0], numbers[2]
        four["Clash"].estimates.create(measure="killed", low=low, best=numbers[1], high=high, **who)

    keep((20, 30, 40), population_key=PEOPLE_KEY)
    keep((5, 5, 5), population_key=EVERY_KEY[Status.CIVILIAN], status=Status.CIVILIAN)
    for side, numbers in ((column, (9, 9, 9)), (guard, (12, 13, 14))):
        key = population_key(side.pk, Status.COMBATANT, "")
        keep(numbers, population_key=key, actor=side, status=Status.COMBATANT)
    key = population_key(guard.pk, Status.COMBATANT, "health_workers")
    keep((2, 2, 2), population_key=key, actor=guard, status=Status.COMBATANT, group="health_workers")


def test_people_civilians_and_the_combatants_of_all_sides(counted: None) -> None:
    assert best("")["Clash"] == (20, 30, 40)
    assert best("status=civilian")["Clash"] == (5, 5, 5)
    assert best("status=combatant")["Clash"] == (21, 22, 23)


def test_what_nobody_counts_is_no_zero(counted: None) -> None:
    for query in ("", "status=civilian", "status=combatant", "measure=injured"):
        assert best(query)["Siege"] == (None, None, None)


def test_whose_losses_are_counted_leaves_no_incident_out(counted: None) -> None:
    assert found("status=combatant&measure=injured") == ALL
    assert form("status=combatant&measure=injured").counted_words == "combatants injured"


# --- Words ---


@pytest.mark.parametrize(
    ("words", "titles"),
    [
        ("clash", {"Clash"}),
        ("ASHKEL", {"Clash"}),
        ("upper", {"Clash"}),
        ("coast", {"Clash", "Siege"}),  # the province of one, the name that a text of the other has
        ("norland", {"Clash", "Siege"}),
        ("norland hill", {"Clash"}),
        ("hill norland", {"Clash"}),
        ("herders", {"Clash"}),
        ("dawn raid", {"Clash"}),
        ("raid dawn", {"Clash"}),
        ('"raid dawn"', set()),
        ('"ring of fire"', {"Siege"}),
        ("“ring of fire”", {"Siege"}),
        ('"ring of fire', {"Siege"}),
        ('""', ALL),
        ("herders siege", set()),
        ("100%", set()),
        ("%", set()),
        ("_", set()),
        ("'", set()),
        ("\\", set()),
    ],
)
def test_every_word_must_stand_somewhere(
    four: dict[str, Incident], told: dict[str, Source], words: str, titles: set[str]
) -> None:
    factories.reviewed_report(four["Clash"], {"words": "7 boats off the coast", "low": 7}, published=date(2024, 3, 7))
    query = QueryDict(mutable=True)
    query["q"] = words
    assert found(query.urlencode()) == titles


def test_a_sign_that_means_anything_to_a_database_means_itself(four: dict[str, Incident]) -> None:
    Incident.objects.filter(pk=four["March"].pk).update(title="100% turnout_", place_name="L'Orme")
    assert found("q=100%25") == {"100% turnout_"}
    assert found("q=t_") == {"100% turnout_"}
    assert found("q=l'o") == {"100% turnout_"}


def test_names_of_actors_are_words(four: dict[str, Incident]) -> None:
    factories.takes_part(four["Strike"], factories.actor("Northern Column"))
    assert found("q=column") == {"Strike"}
    assert found("q=column sudland") == {"Strike"}


@pytest.mark.parametrize("words", ["école", "ÉCOLE", "École", "e\u0301cole"])
@pytest.mark.parametrize("title", ["École de Tolm", "ÉCOLE DE TOLM", "Une école"])
def test_letters_beyond_english_have_cases_too(four: dict[str, Incident], words: str, title: str) -> None:
    Incident.objects.filter(pk=four["March"].pk).update(title=title)
    assert found(f"q={words}") == {title}


def test_a_hundred_words_are_only_slow(four: dict[str, Incident]) -> None:
    assert found("q=" + "+".join(chr(0x3B1 + number % 24) for number in range(100))) == set()
    assert found("q=" + "+".join(f"{number:x}" for number in range(70))) == set()


def test_a_nul_is_wrong_and_narrows_nothing(four: dict[str, Incident]) -> None:
    for name in ("q", "country", "admin1", "actor", "source", "type", "since", "as_of", "side"):
        chosen = form(f"{name}=%00")
        assert set(chosen.incidents().values_list("title", flat=True)) == ALL
        assert chosen[name].errors


# --- As of ---


def test_as_of_leaves_out_what_nobody_had_told_of(four: dict[str, Incident], told: dict[str, Source]) -> None:
    assert found("as_of=2024-03-06T14:04") == set()
    assert found("as_of=2024-03-06T14:05") == {"Clash"}
    assert found("as_of=2024-03-10") == {"Clash", "Siege"}


def test_as_of_leaves_out_later_sources_grades_and_words(four: dict[str, Incident], told: dict[str, Source]) -> None:
    """Hill Radio tells of the clash as well, at noon on 12 March."""
    noon = {"source": told["hill"], "published": date(2024, 3, 12), "published_time": time(12)}
    factories.reviewed_report(four["Clash"], {"words": "9 shepherds", "low": 9}, **noon)
    for query in (f"source={told['hill'].pk}", "grade=D", "q=shepherds"):
        assert "Clash" in found(query)
        assert "Clash" not in found(f"{query}&as_of=2024-03-12T11:59")
        assert "Clash" in found(f"{query}&as_of=2024-03-12T12:00")


def test_as_of_flags_are_those_of_that_day(four: dict[str, Incident], told: dict[str, Source]) -> None:
    siege = four["Siege"]
    denied = {"low": 0, "denies": True, "words": "Nobody died", "claimant_name": "Idris Halloun"}
    factories.reviewed_report(siege, denied, published=date(2024, 3, 14))
    assert found("flag=contested") == {"Siege"}
    assert found("flag=contested&as_of=2024-03-13") == set()
    assert found("flag=contested&as_of=2024-03-14") == {"Siege"}


# --- What is wrong ---

WRONG = (
    ("country=Nowhere", "country", "“Nowhere” is none of the choices."),
    ("measure=sadness", "measure", "“sadness” is none of the choices."),
    ("measure=casualties", "measure", "“casualties” is none of the choices."),
    ("status=unknown", "status", "“unknown” is none of the choices."),
    ("side=c", "side", "“c” is none of the choices."),
    ("type=Picnic", "type", "“Picnic” is none of the choices."),
    ("actor=x", "actor", "“x” is none of the choices."),
    ("source=999999", "source", "“999999” is none of the choices."),
    ("grade=G", "grade", "“G” is none of the choices."),
    ("flag=odd", "flag", "“odd” is none of the choices."),
    ("since=soon", "since", "Write the day as 2024-03-31."),
    ("since=2024-05-01&until=2024-03-01", "until", "The last day lies before the first."),
    ("as_of=soon", "as_of", "Write the day as 2024-03-31, or the minute as 2024-03-31T14:05."),
    (f"q={'x' * 201}", "q", "Ensure this value has at most 200 characters (it has 201)."),
)


@pytest.mark.parametrize(("query", "name", "words"), WRONG)
def test_what_is_wrong_narrows_nothing_and_says_so(
    four: dict[str, Incident], query: str, name: str, words: str
) -> None:
    chosen = form(f"{query}&type=Riots" if name != "type" else f"{query}&country=Estland")
    assert set(chosen.incidents().values_list("title", flat=True)) == {"March"}
    assert chosen[name].errors == [words]


def test_a_list_with_one_wrong_choice_is_wrong_and_shows_both(four: dict[str, Incident]) -> None:
    chosen = form("country=Norland&country=Nowhere")
    assert chosen.incidents().count() == 4
    boxes = {one["value"]: one["selected"] for _, many, _ in boxes_of(chosen, "country") for one in many}
    assert boxes == {"Estland": False, "Norland": True, "Sudland": False, "Nowhere": True}


def boxes_of(chosen: IncidentFilter, name: str) -> list[tuple[object, list[dict[str, object]], int]]:
    return chosen.fields[name].widget.optgroups(name, chosen[name].value())


# --- Provinces, and the queries of it all ---


def test_provinces_are_offered_of_the_countries_that_are_chosen(four: dict[str, Incident]) -> None:
    assert form("").fields["admin1"].choices == []  # type: ignore[attr-defined]
    assert form("country=Norland").fields["admin1"].choices == [("Coast", "Coast"), ("Hill", "Hill")]  # type: ignore[attr-defined]


def test_a_province_of_another_country_stays_ticked(four: dict[str, Incident]) -> None:
    """Else the page would be narrowed by a box that nobody can see."""
    chosen = form("country=Sudland&admin1=Hill")
    boxes = {one["value"]: one["selected"] for _, many, _ in boxes_of(chosen, "admin1") for one in many}
    assert boxes == {"Delta": False, "Hill": True}


def test_only_actors_that_took_part_are_offered(four: dict[str, Incident]) -> None:
    factories.actor("Bystanders")
    column = factories.actor("Northern Column")
    factories.takes_part(four["Clash"], column)
    assert form("").fields["actor"].choices == [(str(column.pk), "Northern Column")]  # type: ignore[attr-defined]


def test_the_choices_cost_two_queries(
    four: dict[str, Incident], told: dict[str, Source], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(2):
        assert form(f"country=Norland&admin1=Hill&source={told['coast'].pk}&q=x").is_valid()


def test_every_choice_at_once_is_one_more_query(
    four: dict[str, Incident], told: dict[str, Source], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    column = factories.actor("Northern Column")
    factories.takes_part(four["Clash"], column)
    four["Clash"].estimates.update(flags=[Flag.CONTESTED.value])
    query = (
        f"q=herders+dawn&country=Norland&admin1=Hill&actor={column.pk}&side=a&type=Battles&source={told['coast'].pk}"
        "&grade=B&flag=contested&since=2024-03-01&until=2024-03-31&measure=killed"
    )
    with django_assert_num_queries(3):
        assert found(query) == {"Clash"}


# --- In words, and in the address ---


def test_what_is_chosen_in_words(four: dict[str, Incident]) -> None:
    chosen = form("country=Norland&country=Sudland&side=a&since=2024-03-01&measure=injured&type=Battles")
    assert chosen.filter_words == "country Norland, Sudland; side A; type Battles: all; from 2024-03-01"
    assert form("measure=injured").filter_words == "all incidents"


def test_a_chip_leads_to_the_page_without_it(four: dict[str, Incident]) -> None:
    chips = form("country=Norland&country=Sudland&since=2024-03-01&measure=injured").narrowed_by
    assert [(chip.label, chip.words, chip.query) for chip in chips] == [
        ("Country", "Norland, Sudland", "measure=injured&since=2024-03-01"),
        ("From", "2024-03-01", "measure=injured&country=Norland&country=Sudland"),
    ]


def test_an_address_says_the_same_again(four: dict[str, Incident], told: dict[str, Source]) -> None:
    query = f"q=%22a+b%22&country=Norland&admin1=Hill&side=a&type=Riots&source={told['hill'].pk}&as_of=2024-03-06T14:05"
    once = form(query)
    assert form(once.address()).chosen.keys() == once.chosen.keys()
    assert form(once.address()).address() == once.address()
    assert form(once.language()).address() == once.address()
