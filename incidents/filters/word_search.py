"""Full text: what a person writes into a search, and the incidents and reports that have all of its words."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from incidents.models import Incident, IncidentActor, Report, ReportLink, Source

WORD = re.compile(r'"([^"]*)"|(\S+)')
QUOTES = str.maketrans(dict.fromkeys("“”„‟«»", '"'))
IN_INCIDENTS = ("title", "place_name", "admin2", "admin1", "country")


def words_to_find(written: str) -> list[str]:
    """The words to look for, each once; what stands in quotes is one of them. A quote that is never closed is none."""
    text = unicodedata.normalize("NFC", written).translate(QUOTES)
    found = (" ".join(quoted.split()) or single.replace('"', "") for quoted, single in WORD.findall(text))
    return list(dict.fromkeys(word for word in found if word))


def incidents_with(written: str, known_at: datetime | None = None) -> Q:
    """Incidents of which every word stands in title, place, an actor's name, or a report published by a moment."""
    found = Q()
    for word in words_to_find(written):
        found &= Q(pk__in=incidents_with_word(word, known_at))
    return found


def incidents_with_word(word: str, known_at: datetime | None) -> QuerySet[Any, Any]:
    """The keys of incidents that have a word somewhere.

    A union, for each part of it is read off an index of its own, as the alternatives of one condition are not.
    """
    reports = ReportLink.objects.known_at(known_at).filter(anywhere(("title", "text"), word, "report__"))
    parts = IncidentActor.objects.filter(has("actor__name", word))
    named = Incident.objects.filter(anywhere(IN_INCIDENTS, word))
    keys = (reports.values("incident"), parts.values("incident"), named.values("pk"))
    first, *others = (rows.order_by() for rows in keys)
    return first.union(*others, all=True)


def reports_with(written: str) -> Q:
    """Reports of which every word stands in title, text, address, or a name of the source."""
    found = Q()
    for word in words_to_find(written):
        sources = Source.objects.filter(anywhere(("name", "aliases_text"), word)).order_by()
        texts = Report.objects.filter(anywhere(("title", "text", "url"), word)).order_by().values("pk")
        found &= Q(pk__in=texts.union(Report.objects.filter(source__in=sources).order_by().values("pk"), all=True))
    return found


def anywhere(fields: tuple[str, ...], word: str, of: str = "") -> Q:
    any_of = Q()
    for field in fields:
        any_of |= has(of + field, word)
    return any_of


def has(field: str, word: str) -> Q:
    """Whether a field has a word, in whatever case.

    SQLite knows only the cases of English letters; a word with others is looked for in each of its usual spellings.
    """
    spelled = {word} if word.isascii() else {word, word.lower(), word.upper(), word.capitalize(), word.title()}
    any_of = Q()
    for spelling in sorted(spelled):
        any_of |= Q(**{f"{field}__icontains": spelling})
    return any_of
