"""The four roles of a desk, as Django groups with their permissions."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group, Permission, User
from django.db import transaction

from incidents.vocabulary import Role

RECORD = (
    "actor",
    "claim",
    "claimantoutcome",
    "comment",
    "decision",
    "deskpolicy",
    "estimate",
    "incident",
    "incidentactor",
    "nearduplicate",
    "regrouping",
    "report",
    "reportlink",
    "reviewrules",
    "savedview",
    "source",
    "sourceoutcome",
    "vintage",
)
HISTORIES = tuple(
    f"historical{name}"
    for name in ("actor", "claim", "incident", "incidentactor", "report", "reportlink", "savedview", "source")
)

GRANTS: dict[Role, tuple[str, ...]] = {
    Role.READER: tuple(f"view_{name}" for name in RECORD + HISTORIES),
    Role.ANALYST: (
        "add_report",
        "review_report",
        "add_claim",
        "add_incident",
        "change_incident",
        "override_estimate",
        "regroup_incident",
        "add_comment",
        "add_source",
        "add_actor",
    ),
    Role.SENIOR: (
        "change_report",
        "change_claim",
        "change_source",
        "change_actor",
        "delete_source",
        "delete_actor",
        "add_incidentactor",
        "change_incidentactor",
        "delete_incidentactor",
        "choose_policy",
        "assign_report",
        "settle_report",
        "set_review_rules",
        "keep_desk_views",
    ),
    Role.ADMINISTRATOR: ("add_user", "change_user", "view_user", "view_group"),
}
"""What each role may do beyond the roles before it."""


def ensure_roles(**_: Any) -> None:
    """Make the four groups what GRANTS says. Runs after each migration; changes nothing when all is right."""
    may: set[str] = set()
    for role in Role:
        may |= set(GRANTS[role])
        group, _made = Group.objects.get_or_create(name=role.value)
        group.permissions.set(
            Permission.objects.filter(codename__in=may, content_type__app_label__in=("incidents", "auth"))
        )


@transaction.atomic
def give_role(person: User, role: Role) -> None:
    """Set a person's one role. All but readers may enter the admin; what they may do there is the role's."""
    person.groups.set([Group.objects.get(name=role.value)])
    person.is_staff = role is not Role.READER
    person.is_superuser = role is Role.ADMINISTRATOR
    person.save(update_fields=["is_staff", "is_superuser"])
