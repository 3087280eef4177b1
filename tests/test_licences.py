"""docs/dependencies.md tells the licence of every package that is installed to run, and none is under the GPL."""

from __future__ import annotations

import re
from importlib.metadata import metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
GPL = re.compile(r"\bA?GPL|(?<!Lesser )General Public Licen[cs]e", re.IGNORECASE)


def licence_of(package: str) -> str:
    """In the package's own words: the expression, else the short text, else the classifiers."""
    told = metadata(package)
    text = told["License-Expression"] or told["License"] or ""
    classifiers = [line.rpartition(" :: ")[2] for line in told.get_all("Classifier", []) if line.startswith("License")]
    return text if 0 < len(text) < 60 else ", ".join(classifiers)


def packages_that_run() -> list[str]:
    return re.findall(r"^([a-z0-9][\w.-]*)==", (ROOT / "requirements.txt").read_text(encoding="utf-8"), re.MULTILINE)


def licences_listed() -> dict[str, str]:
    listed = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8").split("## Licences\n")[1].split("\n## ")[0]
    return dict(re.findall(r"^\| ([a-z0-9][\w.-]*) \| (.+?) \|$", listed, re.MULTILINE)[1:])


def test_every_package_that_runs_is_listed_with_its_licence() -> None:
    assert licences_listed() == {package: licence_of(package) for package in packages_that_run()}


@pytest.mark.parametrize("package", packages_that_run())
def test_no_package_that_runs_is_under_the_gpl(package: str) -> None:
    told = metadata(package)
    words = [told["License-Expression"] or "", (told["License"] or "")[:60], *told.get_all("Classifier", [])]
    assert not GPL.search("; ".join(words))


def test_nothing_in_the_bundle_for_the_browser_is_under_the_gpl() -> None:
    bundle = (ROOT / "static/vendor/plotly.min.js.LICENSES.txt").read_text(encoding="utf-8")
    assert "plotly.js 4.1.1: MIT" in bundle
    assert not GPL.search(bundle)


@pytest.mark.parametrize(
    "licence", ["GPL-2.0-or-later", "AGPL-3.0-only", "GNU General Public License v2 or later (GPLv2+)"]
)
def test_the_gpl_is_known_by_its_names(licence: str) -> None:
    assert GPL.search(licence)


@pytest.mark.parametrize("licence", ["LGPL-3.0-only", "GNU Lesser General Public License v3 (LGPLv3)", "MIT"])
def test_the_lesser_gpl_is_another_licence(licence: str) -> None:
    assert not GPL.search(licence)
