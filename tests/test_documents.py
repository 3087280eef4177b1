"""What the documents name is there: paths of the house, links between documents, and the settings of a desk."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
TOPS = ("incidents", "conflictwatch", "tests", "templates", "static", "docs", ".ci")

FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
IN_BACKTICKS = re.compile(r"`([^`\n]+)`")
PATH = re.compile(r"(?:[\w.\-]+/)*[\w\-]+\.(?:py|toml|html|js|css|md|txt)|(?:[\w\-]+/)+|\.ci/[\w/.\-]+")
MODULE = re.compile(r"incidents(?:\.\w+)+")
LINK = re.compile(r"\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
VARIABLE = re.compile(r"""env\.\w+\(\s*"([A-Z_]+)\"""")
ROW_OF_VARIABLE = re.compile(r"^\| `([A-Z_]+)` \|", re.MULTILINE)
READ_BY_EXTRACTION = {"CONFLICTWATCH_SPACY_MODEL", "GAZETTEER_PATH", "TYPE_WEIGHTS_PATH"}
"""Extraction knows nothing of Django's settings, so it reads these itself."""


@cache
def text_of(document: Path) -> str:
    return FENCED.sub("", document.read_text(encoding="utf-8"))


@cache
def house() -> list[str]:
    """Every file and folder of the project, folders with a slash at their end."""
    found = [path for path in ROOT.iterdir() if path.is_file()]
    for top in TOPS:
        found += [ROOT / top, *(path for path in (ROOT / top).rglob("*") if "__pycache__" not in path.parts)]
    return [f"/{path.relative_to(ROOT)}{'/' if path.is_dir() else ''}" for path in found]


def paths_named(document: Path) -> Iterator[str]:
    """Paths and modules in backticks. `var/` is left out: a desk makes it."""
    for named in IN_BACKTICKS.findall(text_of(document)):
        if PATH.fullmatch(named) and not named.startswith("var/"):
            yield named
        elif MODULE.fullmatch(named):
            yield named.replace(".", "/")


def is_there(named: str) -> bool:
    """Whether the house has it. A table may leave out the folder that it is about: `losses/verbs.py`, `finder.py`."""
    return any(path.endswith((f"/{named}", f"/{named}.py", f"/{named}/")) for path in house())


def anchors_of(document: Path) -> set[str]:
    """The anchors of a document's headings, as GitHub makes them."""
    heads = HEADING.findall(text_of(document))
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_path_that_a_document_names_is_there(document: Path) -> None:
    assert [named for named in paths_named(document) if not is_there(named)] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_of_a_document_leads_somewhere(document: Path) -> None:
    dead = []
    for link in LINK.findall(text_of(document)):
        if re.match(r"[a-z]+:", link):
            continue
        file, _, anchor = link.partition("#")
        target = (document.parent / file).resolve() if file else document
        if not target.exists() or (anchor and anchor not in anchors_of(target)):
            dead.append(link)
    assert dead == []


def test_configuration_has_every_variable_that_is_read_and_no_other() -> None:
    settings = (ROOT / "conflictwatch" / "settings.py").read_text(encoding="utf-8")
    told = ROW_OF_VARIABLE.findall(text_of(ROOT / "docs" / "configuration.md"))
    assert sorted(told) == sorted({*VARIABLE.findall(settings), *READ_BY_EXTRACTION})


def test_what_extraction_reads_itself_is_read_there() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "incidents" / "extraction").rglob("*.py"))
    assert [name for name in READ_BY_EXTRACTION if f'"{name}"' not in code] == []


def test_a_path_that_is_gone_is_noticed(tmp_path: Path) -> None:
    document = tmp_path / "page.md"
    document.write_text(
        "`incidents/views/queue.py`, `incidents.gone`, `incidents.models`, `vies/`, `losses/verbs.py`\n"
    )
    gone = [named for named in paths_named(document) if not is_there(named)]
    assert gone == ["incidents/views/queue.py", "incidents/gone", "vies/"]
