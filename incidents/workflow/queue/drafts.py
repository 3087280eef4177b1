"""Edits that a person began and did not save: kept for them alone, until they are saved or discarded."""

from __future__ import annotations

import json
from typing import Any

from django.contrib.auth.models import User

from incidents.models import Draft

MOST_CHARACTERS = 400_000
"""Of all values of one form together; a pasted text may have half of it."""
MOST_FIELDS = 4000
"""Of one form; a report of many groups has twenty for each."""
MOST_DRAFTS = 100
"""Of one person; the oldest go."""


class UnusableDraftError(ValueError):
    """What was sent is no draft of a form, or too much of one."""


def keep_draft(*, person: User, page: str, form: str, values: Any) -> Draft:
    """Keep what was typed last into a form of a page. Raises UnusableDraftError.

    `values` maps the name of each field to the list of its values, all of them words.
    """
    check_place(page, form)
    check_values(values)
    draft, _ = Draft.objects.update_or_create(person=person, page=page, form=form, defaults={"values": values})
    oldest = person.drafts.order_by("-saved_at", "-pk").values_list("pk", flat=True)[MOST_DRAFTS:]
    Draft.objects.filter(pk__in=list(oldest)).delete()
    return draft


def check_place(page: str, form: str) -> None:
    """Refuse what is no path of the desk, or no name of a form."""
    if not page.startswith("/") or page.startswith("//") or len(page) > 200 or not 0 < len(form) <= 80:
        raise UnusableDraftError("A draft belongs to a page of the desk and a form on it.")


def check_values(values: Any) -> None:
    """Refuse what no form sends, and more than any form holds."""
    if not isinstance(values, dict) or len(values) > MOST_FIELDS:
        raise UnusableDraftError("A draft has a form's fields by their names.")
    for name, given in values.items():
        if not isinstance(given, list) or not all(isinstance(one, str) for one in given) or len(name) > 100:
            raise UnusableDraftError("Each field of a draft has a list of words.")
    if len(json.dumps(values, ensure_ascii=False)) > MOST_CHARACTERS:
        raise UnusableDraftError("This is too long to be kept as a draft.")


def drop_draft(*, person: User, page: str, form: str) -> None:
    """Forget what was typed into a form: it was saved, or discarded."""
    Draft.objects.filter(person=person, page=page, form=form).delete()
