"""The words that tell of losses, as rules/casualties.toml lists them: verbs in all their forms, states, nouns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial

from spacy.tokens import Token

from incidents.extraction.rules import RuleFileError, irregular_forms, load_rules, rule_words
from incidents.vocabulary import Measure

# Verbs that tell of deaths where they are denied: "did not survive", "did not make it".
LIVING = {"survive", "make"}
# "stab", "nab", "chop": one short vowel before one consonant, which is doubled before an ending.
SHORT_STEM = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]")


@dataclass(frozen=True, slots=True)
class Cue:
    """One form of a verb that tells of losses, and the words that must go with it ("*" is any one word).

    `counted`: it tells of losses only where the people are counted, and then of how some of those hurt fare.
    `unless_alive`: it tells of deaths only where nothing says that the victims live.
    """

    kind: str
    measure: Measure
    lemma: str
    form: str
    results: tuple[tuple[str, ...], ...] = ()
    counted: bool = False
    unless_alive: bool = False


def _forms(lemma: str) -> dict[str, str]:
    """The inflected forms of a verb: surface to one of base, s, ing, past."""
    stem = lemma[:-1] if lemma.endswith("e") else lemma
    doubled = stem + stem[-1] if lemma in {"kidnap", "machinegun"} or SHORT_STEM.fullmatch(lemma) else stem
    ending = "ied" if lemma.endswith("y") and lemma[-2] not in "aeiou" else "ed"
    past = stem[:-1] + ending if ending == "ied" else doubled + "ed"
    sibilant = lemma.endswith(("s", "sh", "ch", "x"))
    third = lemma[:-1] + "ies" if ending == "ied" else lemma + ("es" if sibilant else "s")
    gerund = "dying" if lemma == "die" else doubled + "ing"
    forms = {third: "s", gerund: "ing", past: "past"}
    forms |= dict.fromkeys(irregular_forms().get(lemma, ()), "past")
    forms[lemma] = "past" if lemma in {"hurt", "cut", "put", "hit"} else "base"
    return forms


def _spelled_out(results: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The words of each result, with "**" as one to three words of any kind."""
    for result in results:
        for gap in ("*", "* *", "* * *") if "**" in result else ("",):
            yield tuple(result.replace("**", gap).split())


@cache
def verb_cues() -> dict[str, tuple[Cue, ...]]:
    """What each form of a verb may tell, in the order in which it is tried."""
    rules = load_rules("casualties")
    cues: dict[str, list[Cue]] = {}
    for kind in (
        "own_hand",
        "phrase",
        "verb",
        "subject_verb",
        "subject_phrase",
        "counted_verb",
        "struck",
        "destroyed",
        "counted_subject",
        "reflexive",
    ):
        for row in rules[kind]:
            if unknown := set(row) - {"measure", "lemmas", "results", "objects", "counted", "unless_alive"}:
                raise RuleFileError(f"rules/casualties.toml: unknown keys {sorted(unknown)} in [[{kind}]]")
            results = tuple(_spelled_out(row.get("results", row.get("objects", ()))))
            for lemma in row["lemmas"]:
                for surface, form in _forms(lemma).items():
                    flags = (row.get(flag, False) for flag in ("counted", "unless_alive"))
                    cue = Cue(kind, Measure(row["measure"]), lemma, form, results, *flags)
                    cues.setdefault(surface, []).append(cue)
    return {surface: tuple(listed) for surface, listed in cues.items()}


@cache
def state_phrases() -> tuple[tuple[str, ...], ...]:
    """The phrases that tell how the hurt are: "in critical condition", "with burns"."""
    cues = [cue for listed in verb_cues().values() for cue in listed if cue.kind == "subject_phrase"]
    phrases = {words for cue in cues if cue.measure is Measure.INJURED for words in cue.results}
    return tuple(sorted(words for words in phrases if len(words) > 1 and words[0] in {"in", "under", "with"}))


def tells_state(preposition: Token, noun: Token, phrases: Sequence[tuple[str, ...]]) -> bool:
    """Whether a preposition and its noun are one of the phrases that tell how people are."""
    described = {child.lower_ for child in noun.lefts}
    return any(
        (preposition.lower_, noun.lemma_.lower()) == (words[0], words[-1]) and described.issuperset(words[1:-1])
        for words in phrases
        if len(words) > 1
    )


@cache
def state_words() -> dict[str, Measure]:
    """The words for people in a state of loss ("dead", "missing"), with what they measure."""
    return {word: Measure(row["measure"]) for row in load_rules("casualties")["state"] for word in row["words"]}


@cache
def loss_nouns() -> dict[str, tuple[Measure, bool]]:
    """The nouns of loss, with what they measure, and whether they are an act ("murder") or count people ("deaths")."""
    rows = load_rules("casualties")["noun"]
    return {lemma: (Measure(row["measure"]), row["acts"]) for row in rows for lemma in row["lemmas"]}


listed_words = partial(rule_words, "casualties")


@cache
def cue_words() -> frozenset[str]:
    """The words that may tell of losses, as written."""
    listed = listed_words("unharmed", "words") | listed_words("toll", "nouns") | listed_words("bodies", "lemmas")
    gone = {phrase.split()[-1] for phrase in listed_words("gone", "phrases")}
    return listed.union(verb_cues(), state_words(), gone, {"number", "lives", "life", "throat", "throats"})


@cache
def cue_lemmas() -> frozenset[str]:
    """The words that may tell of losses in any of their forms."""
    states = {words[-1] for words in state_phrases()} | set(load_rules("casualties")["manifold"]["nouns"])
    listed = listed_words("bodies", "lemmas") | listed_words("survivors", "nouns")
    captives = (listed_words("captives", kind) for kind in ("taking", "leaving", "holding"))
    return listed.union(loss_nouns(), states, LIVING, listed_words("limbs", "hitting"), *captives)
