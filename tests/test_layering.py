"""The one direction in which data flows, read off the imports (docs/architecture.md)."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

# A room, and what it may never import, itself or anything below it.
FORBIDDEN = {
    "incidents/vocabulary.py": ("django", "incidents", "plotly", "spacy"),
    "incidents/phrases.py": ("django", "incidents", "plotly", "spacy"),
    "incidents/figure.py": ("django", "incidents", "plotly", "spacy"),
    # Who speaks, for whom and when, is one rule for the record and for a batch, so the models may use it too.
    "incidents/claimants.py": ("django", "incidents", "plotly", "spacy"),
    "incidents/extraction": (
        "django",
        "simple_history",
        "incidents.models",
        "incidents.workflow",
        "incidents.estimation",
        "incidents.reconciliation",
        "incidents.ingest",
        "incidents.charts",
        "incidents.views",
    ),
    "incidents/reconciliation": (
        "django",
        "simple_history",
        "spacy",
        "incidents.models",
        "incidents.workflow",
        "incidents.estimation",
        "incidents.extraction",
        "incidents.ingest",
        "incidents.charts",
        "incidents.views",
    ),
    # The one room that knows both, so that neither of them has to know the other.
    "incidents/estimation": (
        "django",
        "simple_history",
        "incidents.models",
        "incidents.workflow",
        "incidents.ingest",
        "incidents.charts",
        "incidents.views",
    ),
    "incidents/ingest": ("incidents.models", "incidents.workflow", "incidents.extraction", "incidents.views"),
    "incidents/models": (
        "incidents.workflow",
        "incidents.extraction",
        "incidents.reconciliation",
        "incidents.ingest",
        "incidents.charts",
        "incidents.views",
        "incidents.forms",
    ),
    "incidents/demonstration": ("django", "incidents.models", "incidents.workflow"),
    "incidents/workflow": ("incidents.charts", "incidents.views", "incidents.forms", "incidents.admin"),
    # Paper is given figures and words, so that it can never show other numbers than the page.
    "incidents/paper": (
        "django",
        "simple_history",
        "incidents.models",
        "incidents.workflow",
        "incidents.charts",
        "incidents.extraction",
        "incidents.reconciliation",
        "incidents.estimation",
        "incidents.ingest",
        "incidents.views",
        "incidents.forms",
    ),
    "incidents/charts/figures": ("django", "incidents.models", "incidents.workflow"),
    "incidents/views": ("incidents.extraction", "incidents.reconciliation", "incidents.ingest"),
    "incidents/forms": ("incidents.extraction", "incidents.reconciliation", "incidents.views"),
}


def modules_of(room: str) -> list[Path]:
    path = ROOT / room
    return [path] if path.suffix == ".py" else sorted(path.rglob("*.py"))


def imports_of(path: Path) -> set[str]:
    """Every module that a file names in an import, wherever in the file it stands."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            names.add(node.module)
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return names


def is_within(name: str, forbidden: str) -> bool:
    return name == forbidden or name.startswith(forbidden + ".")


@pytest.mark.parametrize("room", FORBIDDEN)
def test_a_room_imports_only_what_it_may(room: str) -> None:
    assert modules_of(room), f"{room} is gone: move its rule with it"
    trespasses = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in modules_of(room)
        for name in sorted(imports_of(path))
        for forbidden in FORBIDDEN[room]
        if is_within(name, forbidden)
    ]
    assert trespasses == []


def test_an_import_inside_a_function_is_seen(tmp_path: Path) -> None:
    module = tmp_path / "sly.py"
    module.write_text("def quietly():\n    from incidents.models import Claim\n")
    assert "incidents.models.Claim" in imports_of(module)
