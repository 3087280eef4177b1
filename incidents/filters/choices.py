"""Several choices of one kind in an address: `?country=Norland&country=Sudland` is either of the two."""

from __future__ import annotations

from typing import Any

from django import forms


class ChoiceList(forms.CheckboxSelectMultiple):
    """Boxes to tick, folded away under the name of what is chosen; works without scripts."""

    def optgroups(self, name: str, value: list[str], attrs: dict[str, Any] | None = None) -> list[Any]:
        """The boxes; what is chosen and not offered has one too, so that it is neither lost nor hidden."""
        offered = {str(key) for key, _ in flat(self.choices)}
        groups = super().optgroups(name, value, attrs)
        for one in dict.fromkeys(one for one in value if one and one not in offered):
            groups.append((None, [self.create_option(name, one, one, True, len(groups))], len(groups)))
        return groups


class AnyOf(forms.MultipleChoiceField):
    """None, one or several of the choices: what has any of them fits."""

    def __init__(self, *, choices: Any = (), **options: Any) -> None:
        super().__init__(choices=choices, required=False, widget=ChoiceList, **options)

    def to_python(self, value: Any) -> list[str]:
        return list(dict.fromkeys(one for one in super().to_python(value) if one))

    def names(self, chosen: list[str]) -> list[str]:
        """What people call what is chosen."""
        labels = {str(key): str(label) for key, label in flat(self.choices)}
        return [labels.get(one, one) for one in chosen]


class AnyOfNamed(AnyOf):
    """As AnyOf, of names that need not be offered: a province of a country that is not chosen."""

    def valid_value(self, value: str) -> bool:
        return len(value) <= 200 and "\x00" not in value


def flat(choices: Any) -> list[tuple[Any, Any]]:
    """Choices without the groups that they stand in."""
    pairs: list[tuple[Any, Any]] = []
    for key, label in choices:
        pairs += flat(label) if isinstance(label, list | tuple) else [(key, label)]
    return pairs
