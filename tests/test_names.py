"""One name, one meaning: what a function is called tells a reader of the whole house which one it is."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent / "incidents"

PARTICIPLES = """
    added answered arranged asked brought built carried changed chosen clipped counted covered decided derived described
    drawn dropped escaped expanded extracted folded found gave given gone grouped hedged held joined kept left linked
    listed located lowered made masked mentioned merged moved named noted opened paged paired placed planted proposed
    published put_back quoted raised ranked refused replaced resolved reviewed revised rounded said saved scored seen
    sent settled shortened shown sorted struck submitted taken thinned tied told trimmed turned went weighed written
"""
"""Called by one of these, a function does not say what it does, and to what."""


def functions() -> Iterator[tuple[str, str]]:
    """The module and the name of each function of a module."""
    for path in sorted(ROOT.rglob("*.py")):
        if "migrations" in path.parts:
            continue
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.FunctionDef):
                yield path.relative_to(ROOT).as_posix(), node.name


def test_the_name_of_a_public_function_means_one_thing() -> None:
    homes: dict[str, list[str]] = {}
    for module, name in functions():
        if not name.startswith("_"):
            homes.setdefault(name, []).append(module)
    assert {name: modules for name, modules in homes.items() if len(modules) > 1} == {}


def test_no_function_is_called_by_a_bare_participle() -> None:
    assert [(module, name) for module, name in functions() if name.lstrip("_") in PARTICIPLES.split()] == []
