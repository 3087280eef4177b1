"""From the name that a person types to the source that the desk keeps."""

from __future__ import annotations

from incidents.models import Source
from incidents.vocabulary import SourceKind
from incidents.workflow.acts import act_alone


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
    return find_source(name) or add_source(name, kind=kind, country=country)


@act_alone
def add_source(name: str, *, kind: str, country: str) -> Source:
    """A new source, or the one that somebody just made under that name, in whatever case."""
    given = {"kind": kind or SourceKind.OTHER, "country": country.upper()}
    return find_source(name) or Source.objects.create(name=" ".join(name.split())[:120], **given)
