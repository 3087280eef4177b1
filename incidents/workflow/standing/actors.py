"""From the names that a report uses to the actors that the desk keeps."""

from __future__ import annotations

from incidents.models import Actor
from incidents.vocabulary import ActorKind


class ActorNames:
    """Finds actors by name or alias, whatever the case; makes those that the desk does not know yet.

    Reads the table once, so that a report with many claims costs one query.
    """

    def __init__(self) -> None:
        self._by_name: dict[str, Actor] = {}
        for actor in Actor.objects.all():
            for name in (actor.name, *actor.aliases):
                self._by_name.setdefault(name.casefold(), actor)

    def find(self, name: str | None) -> Actor | None:
        """The actor of that name or alias, or None."""
        return self._by_name.get(name.casefold()) if name else None

    def find_or_add(self, name: str | None, kind: ActorKind | str = ActorKind.STATE_FORCES) -> Actor | None:
        """The actor of that name, made new where the desk does not know it; None for no name."""
        if not name:
            return None
        actor = self.find(name)
        if actor is None:
            actor, _ = Actor.objects.get_or_create(name=name[:120], defaults={"kind": kind})  # or somebody just has
            self._by_name[name.casefold()] = actor
        return actor
