"""What each role may do."""

from __future__ import annotations

import pytest

from incidents.vocabulary import Role
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("role", "may"),
    [
        (Role.READER, {"incidents.view_report"}),
        (Role.ANALYST, {"incidents.view_report", "incidents.review_report", "incidents.override_estimate"}),
        (Role.SENIOR, {"incidents.review_report", "incidents.change_source"}),
    ],
)
def test_a_role_may(role: Role, may: set[str]) -> None:
    assert factories.person(role=role).has_perms(may)


@pytest.mark.parametrize(
    ("role", "permission"),
    [
        (Role.READER, "incidents.review_report"),
        (Role.READER, "incidents.add_report"),
        (Role.ANALYST, "incidents.change_source"),
        (Role.SENIOR, "auth.change_user"),
    ],
)
def test_a_role_may_not(role: Role, permission: str) -> None:
    assert not factories.person(role=role).has_perm(permission)


def test_only_readers_stay_out_of_the_admin() -> None:
    assert [role for role in Role if factories.person(role=role).is_staff] == [
        Role.ANALYST,
        Role.SENIOR,
        Role.ADMINISTRATOR,
    ]
