"""The demonstration stays away from a desk that somebody works at."""

from __future__ import annotations

from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command

from incidents.demonstration.load import is_new_desk
from incidents.models import Report


@pytest.mark.django_db
def test_it_is_not_loaded_into_a_desk_in_use() -> None:
    User.objects.create_user("somebody")
    said = StringIO()
    call_command("load_demonstration", stdout=said)
    assert "in use" in said.getvalue()
    assert not is_new_desk()
    assert not Report.objects.exists()
