"""Fit the weights by which a total is trusted (incidents/extraction/rules/trust.toml) to labelled reports.

    python -m tests.benchmarks.fit_trust FOLDER [--write]

FOLDER holds `<name>.jsonl`, one corpus each. A line has `text`, `published` (or null), `read` (which number of a total
is compared: "best" or "low") and `gold`: `killed`, `injured` or `detained` with the right number, or `killed_in` ...
with the lowest and the highest that is right. Other lines say nothing here.

Printed: how well the score tells right totals from wrong ones in each corpus when fitted to the others (area under the
curve; 0.5 is chance), the weights fitted to all, and a table of how often "sure", "look" and "unsure" are right. Every
corpus has the same say, whatever its size. With --write the weights go into the rules.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from incidents.extraction import extract_many
from incidents.extraction.claims.trust import REASSURING
from incidents.extraction.rules import FOLDER, load_rules
from incidents.extraction.types import ExtractedReport
from incidents.vocabulary import Hedge, Measure

RULES = FOLDER / "trust.toml"
RIDGE = 5.0
"""How strongly weights are held near 0; few facts are common in every corpus."""
MEASURES = (Measure.KILLED, Measure.INJURED, Measure.DETAINED)
Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Case:
    """One total of one report: its corpus, what is known of it, and whether it is right."""

    corpus: str
    facts: frozenset[str]
    right: bool


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--write", action="store_true", help="write the weights into rules/trust.toml")
    asked = parser.parse_args()
    cases = [case for path in sorted(asked.folder.glob("*.jsonl")) for case in cases_of(path)]
    corpora = sorted({case.corpus for case in cases})
    print("| Corpus | totals | right | AUC, fitted to the others |\n|---|---|---|---|")
    for corpus in corpora:
        held = [case for case in cases if case.corpus == corpus]
        learnt = fit([case for case in cases if case.corpus != corpus])
        share = sum(case.right for case in held) / len(held)
        print(f"| {corpus} | {len(held)} | {share:.2f} | {area(held, learnt):.2f} |")
    weights = fit(cases)
    print("\n" + "\n".join(f"{name} = {weight:.2f}" for name, weight in weights.items()))
    print("\n| Corpus | sure: share of totals, right | look | unsure |\n|---|---|---|---|")
    for corpus in corpora:
        print(f"| {corpus} | " + " | ".join(reliability([c for c in cases if c.corpus == corpus], weights)) + " |")
    if asked.write:
        write(weights)


def cases_of(path: Path) -> Iterator[Case]:
    """The totals that the program finds in one corpus, where they are labelled."""
    with path.open(encoding="utf-8") as lines:
        rows = [row for row in map(json.loads, lines) if labels(row["gold"])]
    texts = ((row["text"], date.fromisoformat(row["published"]) if row["published"] else None) for row in rows)
    for row, report in zip(rows, extract_many(texts), strict=True):
        for measure, right in labels(row["gold"]).items():
            total = report.totals.get(measure)
            if total is None or total.trust is None:
                continue
            number = getattr(total, row["read"])
            number = total.low if number is None else number
            yield Case(
                path.stem,
                frozenset(total.trust.facts),
                right[0] <= number <= right[1] or _is_one_more(number, right, report, measure),
            )


def labels(gold: dict[str, Any]) -> dict[Measure, tuple[int, int]]:
    """The lowest and the highest right number of each measure that is labelled."""
    exact = {measure: (gold[measure], gold[measure]) for measure in MEASURES if measure in gold}
    return exact | {measure: tuple(gold[f"{measure}_in"]) for measure in MEASURES if f"{measure}_in" in gold}


def _is_one_more(number: int, right: tuple[int, int], report: ExtractedReport, measure: Measure) -> bool:
    """ "More than N" is N + 1 by the methodology, where many labels have N."""
    hedges = {claim.quantity.hedge for claim in report.claims if claim.measure is measure}
    return number == right[1] + 1 and Hedge.MORE_THAN in hedges


def fit(cases: Sequence[Case]) -> dict[str, float]:
    """The intercept and the weight of each fact. One whose weight would have the wrong sign gets none."""
    known = list(load_rules("trust")["weights"])
    facts = list(known)
    right = np.array([case.right for case in cases], dtype=float)
    share = {name: sum(case.corpus == name for case in cases) for name in {case.corpus for case in cases}}
    say = np.array([1 / share[case.corpus] for case in cases]) * len(cases) / len(share)
    while True:
        told = np.array([[fact in case.facts for fact in facts] for case in cases], dtype=float)
        weights = logistic(told, right, say)
        wrong = [n for n, fact in enumerate(facts) if (weights[n + 1] > 0) != (fact in REASSURING)]
        if not wrong:
            learnt = dict(zip(facts, weights[1:], strict=True))
            return {"intercept": weights[0], **{fact: learnt.get(fact, 0.0) for fact in known}}
        facts.pop(max(wrong, key=lambda n: abs(weights[n + 1])))


def logistic(told: Numbers, right: Numbers, say: Numbers) -> Numbers:
    """Weights of a logistic regression with a ridge, the intercept first, by Newton's method."""
    rows = np.c_[np.ones(len(told)), told]
    ridge = np.diag([0.0, *[RIDGE] * told.shape[1]])
    weights = np.zeros(rows.shape[1])
    for _ in range(50):
        chance = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (say * (right - chance)) - ridge @ weights
        bend = (rows * (say * chance * (1 - chance))[:, None]).T @ rows + ridge
        step = np.linalg.solve(bend, slope)
        weights += step
        if np.abs(step).max() < 1e-9:
            break
    return weights


def scores(cases: Sequence[Case], weights: dict[str, float]) -> Numbers:
    """The score of each case, between 0 and 1."""
    sums = [weights["intercept"] + sum(weights[fact] for fact in case.facts) for case in cases]
    return 1 / (1 + np.exp(-np.array(sums)))


def area(cases: Sequence[Case], weights: dict[str, float]) -> float:
    """How often a right total scores above a wrong one; ties count half."""
    told, right = scores(cases, weights), np.array([case.right for case in cases])
    pairs = np.sign(told[right][:, None] - told[~right][None, :])
    return float((pairs.mean() + 1) / 2) if pairs.size else float("nan")


def reliability(cases: Sequence[Case], weights: dict[str, float]) -> Iterator[str]:
    """For each word: which share of the totals it stands on, and how many of these are right."""
    cuts = load_rules("trust")["cuts"]
    told, right = scores(cases, weights), np.array([case.right for case in cases])
    sure, look = told >= cuts["sure"], (told < cuts["sure"]) & (told >= cuts["look"])
    for word in (sure, look, ~sure & ~look):
        yield f"{word.mean():.2f}, {right[word].mean():.2f}" if word.any() else "–"


def write(weights: dict[str, float]) -> None:
    """Put the weights where the program reads them."""
    rules = RULES.read_text(encoding="utf-8")
    head, words = rules.split("[words]")
    for name, weight in weights.items():
        head = re.sub(rf"(?m)^{name} = .*$", f"{name} = {weight:.3f}", head)
    RULES.write_text(f"{head}[words]{words}", encoding="utf-8")


if __name__ == "__main__":
    main()
