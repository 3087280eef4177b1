"""From the name that a person types to the source that the desk keeps."""

from __future__ import annotations

from incidents.models import Source
from incidents.vocabulary import SourceKind


def find_source(name: str) -> Source | None:
    """The source of that name or alias, whatever the case, or None."""
    words = " ".join(name.split()).casefold()
    by_name: dict[str, Source] = {}
    for source in Source.objects.all():
        by_name[source.name.casefold()] = source
        for alias in source.aliases:
            by_name.setdefault(str(alias).casefold(), source)
    return by_name.get(words)


def find_or_add_source(name: str, *, kind: str = "", country: str = "") -> Source:
    """The source of that name, made new where the desk does not know it: ungraded, F, until a person judges it."""
    known = find_source(name)
    if known:
        return known
    given = {"kind": kind or SourceKind.OTHER, "country": country.upper()}
    return Source.objects.get_or_create(name=" ".join(name.split())[:120], defaults=given)[0]  # or somebody just has
