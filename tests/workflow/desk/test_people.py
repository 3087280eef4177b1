"""How the desk's people are called, in Python and in templates."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.template import Context, Template

from incidents.workflow.desk.people import name_of

ADA = User(username="ada", first_name="Ada", last_name="Quill")
BEN = User(username="ben")


def test_a_person_is_called_by_the_full_name_else_by_that_to_sign_in_with() -> None:
    assert name_of(ADA) == "Ada Quill"
    assert name_of(BEN) == "ben"


def test_nobody_has_no_name() -> None:
    assert name_of(None) == ""


def test_templates_call_people_the_same() -> None:
    page = Template("{{ ada|name_of }}, {{ ben|name_of }}, {{ gone|name_of|default:'Somebody' }}")
    assert page.render(Context({"ada": ADA, "ben": BEN})) == "Ada Quill, ben, Somebody"
