"""Saved views: a page with its filters under a name, one's own or the desk's, in a menu and on a page of their own."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from incidents.models import SavedView
from tests import factories

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}
NORTH = {"name": "The north", "page": "timeline", "query": "country=Norland&measure=injured&as_of=2024-03-07"}


@pytest.fixture
def norland(analyst: User) -> None:
    factories.incident("Clash", made_by=analyst)


def view(person: User | None, maker: User, **values: str) -> SavedView:
    return SavedView.objects.create(person=person, made_by=maker, **{**NORTH, **values})


def names(client: Client) -> tuple[list[str], list[str]]:
    """One's own views and the desk's, by name."""
    shown = client.get("/views/").context
    return [row.view.name for row in shown["own"]], [row.view.name for row in shown["of_desk"]]


# --- Saving ---


def test_a_view_is_saved_and_opens_with_what_it_chose(as_reader: Client, norland: None) -> None:
    answer = as_reader.post("/views/save/", NORTH)
    assert (answer.status_code, answer["Location"]) == (302, "/views/")
    assert names(as_reader) == (["The north"], [])
    address = SavedView.objects.get().get_absolute_url()
    assert address == "/timeline/?country=Norland&measure=injured&as_of=2024-03-07"
    assert f'href="{address.replace("&", "&amp;")}"' in as_reader.get("/views/").content.decode()
    assert "As known on <strong>2024-03-07</strong>" in as_reader.get(address).content.decode()


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("country=Norland&country=Sudland&page=3", "country=Norland&country=Sudland"),
        ("?q=%22a+b%22&measure=&since=", "q=%22a+b%22"),
        ("tab=mine&country=C%C3%B4te", "tab=mine&country=C%C3%B4te"),
        ("as_of=2024-03-07T14:05", "as_of=2024-03-07T14:05"),
    ],
)
def test_what_a_view_keeps_of_an_address(as_reader: Client, given: str, kept: str) -> None:
    as_reader.post("/views/save/", {**NORTH, "query": given})
    assert SavedView.objects.get().query == kept


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"name": "  "}, "Give the view a name."),
        ({"name": "x" * 81}, "At most 80 characters."),
        ({"page": "admin:index"}, "This page cannot be saved as a view."),
        ({"page": ""}, "This field is required."),
        ({"query": "q=" + "x" * 4000}, "These filters are too long to be saved."),
        ({"name": "a\x00b"}, "Null characters are not allowed."),
    ],
)
def test_bad_input_says_so_and_loses_nothing(as_reader: Client, given: dict[str, str], words: str) -> None:
    for headers in ({}, HTMX):
        answer = as_reader.post("/views/save/", {**NORTH, **given}, headers=headers)
        assert answer.status_code == 422
        assert words in answer.content.decode()
        assert answer.context["form"]["name"].value() == {**NORTH, **given}["name"]
        assert answer.context["form"]["query"].value() == {**NORTH, **given}["query"]
    assert not SavedView.objects.exists()


def test_a_name_that_is_taken_can_replace_the_view_that_has_it(as_reader: Client, reader: User) -> None:
    kept = view(reader, reader)
    other = {**NORTH, "name": "the NORTH", "query": "country=Sudland"}
    answer = as_reader.post("/views/save/", other)
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "You have a view “The north” already." in shown
    assert f'name="replaces" value="{kept.pk}">Replace “The north”' in shown
    assert 'name="query" value="country=Sudland"' in shown
    assert SavedView.objects.get().query == NORTH["query"]
    as_reader.post("/views/save/", {**other, "replaces": kept.pk})
    replaced = SavedView.objects.get()
    assert (replaced.pk, replaced.name, replaced.query) == (kept.pk, "the NORTH", "country=Sudland")
    assert [row.query for row in replaced.history.order_by("history_id")] == [NORTH["query"], "country=Sudland"]


def test_only_the_view_that_was_shown_is_replaced(as_reader: Client, reader: User) -> None:
    view(reader, reader)
    other = view(reader, reader, name="The south")
    assert as_reader.post("/views/save/", {**NORTH, "query": "", "replaces": other.pk}).status_code == 422


def test_two_people_and_the_desk_may_use_one_name(as_reader: Client, as_senior: Client, reader: User) -> None:
    as_reader.post("/views/save/", NORTH)
    as_senior.post("/views/save/", NORTH)
    as_senior.post("/views/save/", {**NORTH, "whose": "desk"})
    assert names(as_reader) == (["The north"], ["The north"])
    again = as_senior.post("/views/save/", {**NORTH, "whose": "desk"}).content.decode()
    assert "The desk has a view “The north” already." in again


@pytest.mark.parametrize("role", ["as_reader", "as_analyst"])
def test_only_who_keeps_the_desks_views_saves_for_the_desk(request: pytest.FixtureRequest, role: str) -> None:
    client: Client = request.getfixturevalue(role)
    answer = client.post("/views/save/", {**NORTH, "whose": "desk"})
    assert answer.status_code == 422
    assert "Your role saves views for yourself only." in answer.content.decode()
    assert "the whole desk" not in client.get("/views/?page=timeline").content.decode()


# --- The menu ---


def test_the_menu_costs_the_page_nothing(as_reader: Client, reader: User, norland: None) -> None:
    view(reader, reader)
    for path, page in (("/timeline/", "timeline"), ("/incidents/", "incidents"), ("/review/", "queue")):
        shown = as_reader.get(f"{path}?country=Norland&country=Sudland").content.decode()
        query = "country%3DNorland%26country%3DSudland"
        assert f'hx-get="/views/?page={page}&amp;query={query}" hx-trigger="toggle once"' in shown
        assert f'<a href="/views/?page={page}&amp;query={query}">Saved views</a>' in shown
        assert "The north" not in shown


def test_the_menu_follows_the_filters(as_reader: Client, norland: None) -> None:
    shown = as_reader.get("/timeline/?country=Norland", headers=HTMX).content.decode()
    assert 'id="views-menu" hx-swap-oob="true" hx-get="/views/?page=timeline&amp;query=country%3DNorland"' in shown


def test_the_menu_has_ones_own_views_the_desks_and_what_is_open_to_be_saved(
    as_reader: Client, reader: User, senior: User
) -> None:
    view(reader, reader)
    view(None, senior, name="Week of the desk", query="")
    view(senior, senior, name="Of somebody else")
    asked = {"page": "timeline", "query": "as_of=2024-03-07&country=Norland"}
    shown = as_reader.get("/views/", {**asked, "query": NORTH["query"]}, headers=HTMX).content.decode()
    assert "<html" not in shown
    assert "Of somebody else" not in shown
    assert 'href="/timeline/"' in shown
    assert shown.count('aria-current="page"') == 1
    assert f'name="query" value="{NORTH["query"].replace("&", "&amp;")}"' in shown


def test_saving_from_the_menu_answers_with_the_menu(as_reader: Client) -> None:
    answer = as_reader.post("/views/save/", NORTH, headers=HTMX)
    shown = answer.content.decode()
    assert answer.status_code == 200
    assert "“The north” is saved." in shown
    assert 'aria-current="page"' in shown
    assert "<html" not in shown


def test_an_empty_menu_and_an_empty_page_say_what_to_do(as_reader: Client) -> None:
    assert "No view is saved yet." in as_reader.get("/views/?page=timeline", headers=HTMX).content.decode()
    shown = as_reader.get("/views/").content.decode()
    assert "No view is saved yet" in shown
    assert "Set the filters of" in shown


# --- The page ---


def test_a_view_says_what_it_chooses(as_reader: Client, reader: User) -> None:
    column, wire = factories.actor("Northern Column"), factories.source("Coast Wire")
    view(
        reader,
        reader,
        query=f"country=Norland&country=Sudland&actor={column.pk}&source={wire.pk}&flag=contested&since=2024-03-01&tab=x",
    )
    assert (
        "country Norland, Sudland; actor Northern Column; told by Coast Wire; flag contested; from 2024-03-01; tab x"
        in as_reader.get("/views/").content.decode()
    )


def test_a_view_of_a_page_that_is_no_more_says_so(as_reader: Client, reader: User) -> None:
    view(reader, reader, page="weather")
    assert "the page “weather” no longer exists" in as_reader.get("/views/").content.decode()
    assert "page no longer exists" in as_reader.get("/views/?page=timeline", headers=HTMX).content.decode()
    assert SavedView.objects.get().get_absolute_url() == "/views/"


def test_a_view_of_a_choice_that_is_no_more_says_so(as_reader: Client, reader: User, norland: None) -> None:
    kept = view(reader, reader, query="country=Atlantis&actor=999&measure=killed")
    shown = as_reader.get(kept.get_absolute_url()).content.decode()
    assert "These choices narrow nothing:" in shown
    assert "“Atlantis” is none of the choices." in shown
    assert "“999” is none of the choices." in shown


def test_a_view_is_renamed(as_reader: Client, reader: User) -> None:
    kept = view(reader, reader)
    as_reader.post(f"/views/{kept.pk}/rename/", {"name": " The  far north "})
    assert names(as_reader) == (["The far north"], [])


def test_a_name_that_is_taken_or_empty_is_not_given(as_reader: Client, reader: User) -> None:
    kept = view(reader, reader)
    view(reader, reader, name="The south")
    for name, words in (("the south", "You have a view “The south” already."), ("", "Give the view a name.")):
        answer = as_reader.post(f"/views/{kept.pk}/rename/", {"name": name})
        assert answer.status_code == 422
        assert words in answer.content.decode()
    assert as_reader.post(f"/views/{kept.pk}/rename/", {"name": "The North"}).status_code == 302


def test_what_is_taken_away_can_be_put_back(as_reader: Client, reader: User) -> None:
    kept = view(reader, reader)
    as_reader.post(f"/views/{kept.pk}/take-away/")
    assert names(as_reader) == ([], [])
    (row,) = as_reader.get("/views/").context["gone"]
    as_reader.post(f"/views/put-back/{row.history_id}/")
    assert names(as_reader) == (["The north"], [])
    again = SavedView.objects.get()
    assert (again.pk, again.query, again.person) == (kept.pk, NORTH["query"], reader)
    assert not as_reader.get("/views/").context["gone"]
    assert [each.history_type for each in again.history.order_by("history_id")] == ["+", "-", "+"]


def test_a_view_whose_name_was_given_anew_stays_away(as_reader: Client, reader: User) -> None:
    kept = view(reader, reader)
    as_reader.post(f"/views/{kept.pk}/take-away/")
    view(reader, reader)
    (row,) = as_reader.get("/views/").context["gone"]
    shown = as_reader.post(f"/views/put-back/{row.history_id}/", follow=True).content.decode()
    assert "You have a view “The north” already. Rename that one first." in shown


@pytest.mark.parametrize("what", ["rename", "take-away"])
def test_nobody_touches_the_views_of_others(
    as_reader: Client, as_senior: Client, reader: User, senior: User, what: str
) -> None:
    of_senior, of_desk, of_reader = view(senior, senior), view(None, senior), view(reader, reader)
    assert as_reader.post(f"/views/{of_senior.pk}/{what}/", {"name": "x"}).status_code == 404
    assert as_senior.post(f"/views/{of_reader.pk}/{what}/", {"name": "x"}).status_code == 404
    assert as_reader.post(f"/views/{of_desk.pk}/{what}/", {"name": "x"}).status_code == 403
    assert as_senior.post(f"/views/{of_desk.pk}/{what}/", {"name": "x"}).status_code == 302


def test_nobody_puts_the_views_of_others_back(as_reader: Client, as_senior: Client, reader: User, senior: User) -> None:
    of_desk, of_reader = view(None, senior), view(reader, reader)
    for client, kept in ((as_senior, of_desk), (as_reader, of_reader)):
        client.post(f"/views/{kept.pk}/take-away/")
    desk_row, own_row = (SavedView.history.get(id=kept.pk, history_type="-") for kept in (of_desk, of_reader))
    assert as_reader.post(f"/views/put-back/{desk_row.history_id}/").status_code == 404
    assert as_senior.post(f"/views/put-back/{own_row.history_id}/").status_code == 404
    assert as_senior.post(f"/views/put-back/{desk_row.history_id}/").status_code == 302


def test_the_history_says_who_changed_what(as_senior: Client, as_reader: Client, senior: User) -> None:
    as_senior.post("/views/save/", {**NORTH, "whose": "desk"})
    kept = SavedView.objects.get()
    as_senior.post(f"/views/{kept.pk}/rename/", {"name": "The far north"})
    shown = as_reader.get(f"/history/view/{kept.pk}/").content.decode()
    assert "<del>The north</del> → <ins>The far north</ins>" in shown
    assert "selma" in shown


def test_the_history_of_somebody_elses_view_is_theirs(as_reader: Client, senior: User) -> None:
    assert as_reader.get(f"/history/view/{view(senior, senior).pk}/").status_code == 404


def test_names_and_filters_are_never_markup(as_reader: Client, reader: User) -> None:
    view(reader, reader, name="<script>alert(1)</script>", query="q=<script>alert(2)</script>")
    for headers in ({}, HTMX):
        assert "<script>alert" not in as_reader.get("/views/?page=timeline", headers=headers).content.decode()


def test_many_views_cost_as_much_as_few(
    as_reader: Client, reader: User, senior: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    wire, column = factories.source("Coast Wire"), factories.actor("Northern Column")
    query = f"source={wire.pk}&actor={column.pk}"
    for number in range(12):
        view(reader, reader, name=f"Own {number}", query=query)
        view(None, senior, name=f"Desk {number}", query=query)
    with django_assert_max_num_queries(9):
        as_reader.get("/views/")
