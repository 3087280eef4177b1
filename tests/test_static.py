"""The files of static/: every one that is named is there, and every one that is there is named."""

import re
from os.path import normpath
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
STATIC = ROOT / "static"
THERE = {path.relative_to(STATIC).as_posix() for path in STATIC.rglob("*") if path.suffix in {".css", ".js", ".svg"}}


def named() -> set[str]:
    templates = " ".join(path.read_text(encoding="utf-8") for path in (ROOT / "templates").rglob("*.html"))
    admin = " ".join(path.read_text(encoding="utf-8") for path in (ROOT / "incidents" / "admin").glob("*.py"))
    imported = {
        normpath(Path(script).parent / module)
        for script in THERE
        if script.endswith(".js") and not script.startswith("vendor/")
        for module in re.findall(r'^import .*?"(.+?)";', (STATIC / script).read_text(encoding="utf-8"), re.MULTILINE)
    }
    in_pages = re.findall(r"{% static '(.+?\.(?:css|js|svg))' %}", templates)
    return {*in_pages, *re.findall(r'"([\w/]+\.(?:css|js))"', admin), *imported}


def test_what_is_named_is_what_is_there() -> None:
    assert named() == THERE


@pytest.mark.parametrize("folder", [path for path in STATIC.iterdir() if path.is_dir()], ids=lambda path: path.name)
def test_a_file_does_not_repeat_its_folder_and_a_folder_is_small(folder: Path) -> None:
    names = [path.stem for path in folder.iterdir()]

    assert len(names) <= 20
    assert not [name for name in names if folder.name in name]
