"""The one direction in which data flows, read off the imports (docs/architecture.md)."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
HOUSE = ROOT / "incidents"

# A room, and the rooms that it may import: those below it.
WORDS = {"vocabulary", "phrases", "figure", "claimants", "extent", "days", "ties"}
MAY_IMPORT: dict[str, set[str]] = {
    "vocabulary": set(),
    "phrases": set(),
    "figure": set(),
    # Who speaks, for whom and when, is one rule for the record and for a batch, so the models may use it too.
    "claimants": {"days"},
    "extent": set(),
    "days": set(),
    # Which claims may hang together is one rule for what is found and for what people tie.
    "ties": {"vocabulary"},
    "ingest": set(),
    "extraction": {"vocabulary", "claimants", "days", "ties", "ingest"},
    "reconciliation": {"vocabulary", "phrases", "figure", "claimants", "days"},
    # The one room that knows both, so that neither of them has to know the other.
    "estimation": {"vocabulary", "figure", "claimants", "days", "extraction", "reconciliation"},
    "models": {"vocabulary", "figure", "claimants", "days"},
    "workflow": WORDS | {"ingest", "extraction", "reconciliation", "models"},
    "demonstration": {"vocabulary", "models", "workflow"},
    "filters": WORDS | {"models", "workflow"},
    "charts": WORDS | {"models", "workflow", "filters"},
    # Files and paper are given rows, figures and words, so that they can never show other numbers than the page.
    "exports": {"vocabulary"},
    "paper": set(),
    "templatetags": WORDS | {"models", "workflow", "filters", "charts", "paper"},
    "pages": WORDS | {"models", "workflow", "filters", "charts", "exports", "paper", "templatetags"},
    "admin": {"models", "workflow"},
    "management": WORDS | {"models", "extraction", "estimation", "workflow", "demonstration"},
    "apps": {"workflow"},
    "urls": {"pages"},
}

# A room, and the libraries that it knows nothing of.
PURE = {
    "vocabulary": ("django", "plotly", "spacy"),
    "phrases": ("django", "plotly", "spacy"),
    "figure": ("django", "plotly", "spacy"),
    "claimants": ("django", "plotly", "spacy"),
    "extent": ("django", "plotly", "spacy"),
    "days": ("django", "plotly", "spacy"),
    "ties": ("django", "plotly", "spacy"),
    "extraction": ("django", "simple_history", "plotly"),
    "reconciliation": ("django", "simple_history", "plotly", "spacy"),
    "estimation": ("django", "simple_history", "plotly"),
    "paper": ("django", "simple_history", "spacy"),
    "charts/figures": ("django", "incidents.models", "incidents.workflow", "incidents.filters"),
    "charts/rows": ("django", "incidents.models", "incidents.workflow", "incidents.filters"),
}

# The floors of the workflow: each may use what is on its own floor, and on those before it.
FLOORS = (
    {"acts"},
    {"desk", "standing", "reports"},
    {"queue", "figures"},
    {"incidents"},
    {"review"},
    {"attention", "history", "quality", "intake", "rereading", "watch"},
)


def name_of(path: Path, root: Path) -> str:
    """`incidents.models.claim` for incidents/models/claim.py; a package by the name of its folder."""
    parts = path.relative_to(root.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def modules(root: Path = HOUSE) -> dict[str, Path]:
    """Every module of the house, migrations left out."""
    return {name_of(path, root): path for path in sorted(root.rglob("*.py")) if "migrations" not in path.parts}


@cache
def imports_of(path: Path) -> frozenset[str]:
    """Every module that a file names in an import, wherever in the file it stands."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            names.add(node.module)
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return frozenset(names)


@cache
def arrows(root: Path = HOUSE) -> dict[str, frozenset[str]]:
    """From each module to those of the house that it imports. A name handed on by a package counts as the package."""
    known = modules(root)
    found = {}
    for name, path in known.items():
        asked = imports_of(path)
        packages = {one.rpartition(".")[0] for one in asked if one in known}
        found[name] = frozenset((asked & set(known)) - packages - {name})
    return found


def circles(graph: Mapping[str, Iterable[str]]) -> list[list[str]]:
    """The groups of nodes from which one comes back to where one began (Tarjan)."""
    number: dict[str, int] = {}
    lowest: dict[str, int] = {}
    path: list[str] = []
    found: list[list[str]] = []

    def visit(node: str) -> None:
        number[node] = lowest[node] = len(number)
        path.append(node)
        for other in graph.get(node, ()):
            if other not in number:
                visit(other)
            if other in path:
                lowest[node] = min(lowest[node], lowest[other])
        if lowest[node] == number[node]:
            group = path[path.index(node) :]
            del path[path.index(node) :]
            if len(group) > 1:
                found.append(sorted(group))

    for node in graph:
        if node not in number:
            visit(node)
    return found


def room_of(module: str) -> str:
    return module.split(".")[1] if "." in module else ""


@pytest.mark.parametrize("room", sorted({room_of(name) for name in modules()} - {""}))
def test_a_room_imports_only_what_it_may(room: str) -> None:
    trespasses = [
        f"{name} imports {other}"
        for name, others in arrows().items()
        if room_of(name) == room
        for other in sorted(others)
        if room_of(other) not in {room, *MAY_IMPORT[room]}
    ]
    assert trespasses == []


@pytest.mark.parametrize("room", PURE)
def test_a_pure_room_knows_none_of_these(room: str) -> None:
    prefix = f"incidents.{room.replace('/', '.')}"
    inside = [name for name in modules() if name == prefix or name.startswith(f"{prefix}.")]
    assert inside, f"{room} is gone: move its rule with it"
    trespasses = [
        f"{name} imports {other}"
        for name in inside
        for other in sorted(imports_of(modules()[name]))
        for forbidden in PURE[room]
        if other == forbidden or other.startswith(f"{forbidden}.")
    ]
    assert trespasses == []


def test_no_files_import_each_other_in_a_circle() -> None:
    assert circles(arrows()) == []


def test_no_folders_of_a_room_import_each_other_in_a_circle() -> None:
    def part(module: str) -> str:
        return ".".join(module.split(".")[:3])

    between: dict[str, set[str]] = {}
    for name, others in arrows().items():
        between.setdefault(part(name), set()).update(part(other) for other in others if part(other) != part(name))
    assert circles(between) == []


def test_pages_import_no_other_page_but_the_frame() -> None:
    def page(module: str) -> str:
        return module.split(".")[2] if module.startswith("incidents.pages.") else ""

    trespasses = [
        f"{name} imports {other}"
        for name, others in arrows().items()
        if page(name)
        for other in sorted(others)
        if page(other) not in {"", "frame", page(name)}
    ]
    assert trespasses == []


def test_a_floor_of_the_workflow_uses_none_above_it() -> None:
    floor = {room: at for at, rooms in enumerate(FLOORS) for room in rooms}
    inside = {name: name.split(".")[2] for name in modules() if name.startswith("incidents.workflow.")}
    assert set(inside.values()) == set(floor), "a room of the workflow has no floor yet"
    trespasses = [
        f"{name} imports {other}"
        for name, room in inside.items()
        for other in sorted(arrows()[name])
        if other in inside and floor[inside[other]] > floor[room]
    ]
    assert trespasses == []


@pytest.mark.parametrize("root", ["incidents", "templates", "static"])
def test_no_folder_has_more_files_than_one_can_look_over(root: str) -> None:
    places = [ROOT / root, *(path for path in (ROOT / root).rglob("*") if path.is_dir())]
    crowded = {
        str(place.relative_to(ROOT)): count
        for place in places
        if not {"vendor", "migrations", "__pycache__"} & set(place.parts)
        and (count := sum(path.suffix in {".py", ".html", ".js", ".css"} for path in place.iterdir())) > 24
    }
    assert crowded == {}


def test_an_import_inside_a_function_is_seen(tmp_path: Path) -> None:
    module = tmp_path / "sly.py"
    module.write_text("def quietly():\n    from incidents.models import Claim\n")
    assert "incidents.models.Claim" in imports_of(module)


def test_a_circle_is_found_through_any_number_of_files() -> None:
    assert circles({"a": ["b"], "b": ["c"], "c": ["a", "d"], "d": []}) == [["a", "b", "c"]]


def test_files_that_import_one_way_are_no_circle() -> None:
    assert circles({"a": ["b", "c"], "b": ["c"], "c": []}) == []
