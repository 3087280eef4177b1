"""How long one ordinary article takes to read, once everything is loaded."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from incidents.extraction import extract
from incidents.extraction.pipeline import language_model
from tests.benchmarks.figure import Figure, seconds

ARTICLE = (Path(__file__).parent / "article.txt").read_text(encoding="utf-8")


def measure() -> Iterator[Figure]:
    nlp = language_model()  # the same pipeline, with no reading of ours after it
    bare = seconds(lambda: nlp(ARTICLE))
    whole = seconds(lambda: extract(ARTICLE, published=date(2024, 11, 29)))
    words = len(ARTICLE.split())
    yield Figure("extract.article_seconds", whole, "s", f"one article of {words} words, warm")
    yield Figure("extract.article_ratio", whole / bare, "times", f"the bare spaCy pass, {bare:.3f} s", 1.4)
