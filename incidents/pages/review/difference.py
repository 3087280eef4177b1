"""What a new reading of a text would change, as rows: of the report, of the incident, of its claims."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from incidents.figure import Figure
from incidents.models import Claim, Report, Rereading
from incidents.models.claim import population_label
from incidents.pages.frame.report_form import name_language
from incidents.vocabulary import EventType, Hedge, Measure, Scope, SubEventType
from incidents.workflow.rereading import Plan, may_change_claims, plan_claims

Found = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Changed:
    """Something that is read differently, in words."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ClaimChanged:
    """A claim that is found with other values: its words as they are found now, and what differs."""

    words: str
    changes: list[Changed]


@dataclass(frozen=True, slots=True)
class Difference:
    """All that a new reading would change. `asked` is what the person put right; `kept` are claims that people decided
    on, which stay."""

    asked: list[Changed]
    facts: list[Changed]
    changed: list[ClaimChanged]
    new: list[str]
    gone: list[str]
    kept: list[Claim]
    claims_stay: bool

    @property
    def changes_claims(self) -> bool:
        return bool(self.changed or self.new or self.gone)

    @property
    def is_any(self) -> bool:
        """Whether anything would be read differently."""
        return bool(self.facts) or self.changes_claims


def difference_by(rereading: Rereading) -> Difference:
    """What a finished reading would change of its report as it now is."""
    report, found = rereading.report, rereading.found or {}
    free = may_change_claims(report)
    plan = plan_claims(report, found["claims"]) if free else Plan()
    findings = found["claims"]
    return Difference(
        asked=list(changes_asked(report, rereading.asked)),
        facts=list(compare_words(words_of_event(report.found), words_of_event(found))),
        changed=[
            ClaimChanged(
                findings[at]["raw"], list(compare_words(words_of_finding(claim.found), words_of_finding(findings[at])))
            )
            for at, claim in sorted(plan.replaced.items())
        ],
        new=[words_of_claim(findings[at]) for at in plan.new],
        gone=[words_of_claim(claim.found) for claim in plan.gone],
        kept=plan.of_people,
        claims_stay=not free,
    )


def compare_words(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[Changed]:
    """What differs between two sets of words of the same names."""
    for name in {**before, **after}:
        if before.get(name, "") != after.get(name, ""):
            yield Changed(name, before.get(name, ""), after.get(name, ""))


def changes_asked(report: Report, asked: Found) -> Iterator[Changed]:
    """What the person puts right about the text itself."""
    about = asked.get("about")
    if not about:
        return
    languages = (report.language if report.language_given else "", about["language"])
    yield from compare_words(
        {"published": report.published.isoformat(), "source": report.source.name, "language": in_words(languages[0])},
        {"published": about["published"], "source": about["source"], "language": in_words(languages[1])},
    )


def in_words(language: str) -> str:
    """A language as a person set it."""
    return {"": "as recognised", "und": "not readable"}.get(language) or name_language(language)


def words_of_event(found: Found) -> dict[str, str]:
    """What a reading tells of the incident, in words; of several, those of the first."""
    event, incidents = found.get("event") or {}, found.get("incidents") or ()
    place = event.get("place") or {}
    days = dict.fromkeys(filter(None, (event.get("date_start"), event.get("date_end"))))
    kind = event.get("sub_event_type") or event.get("event_type") or ""
    labels = {word.value: word.label for word in (*EventType, *SubEventType)}
    sides = (
        f"{actor['side'].upper()} {actor['name']}{' (implied)' if actor.get('implied') else ''}"
        for actor in event.get("actors", ())
        if actor["side"] != "other"
    )
    return {
        "when": " to ".join(days),
        "where": ", ".join(dict.fromkeys(filter(None, (place.get("name"), place.get("admin1"), place.get("country"))))),
        "what": labels.get(kind, kind),
        "who": ", ".join(sides),
        "incidents": str(len(incidents)) if len(incidents) > 1 else "",
    }


def words_of_finding(found: Found) -> dict[str, str]:
    """What was found as a claim, in words."""
    victims, claimant = found["victims"], found["claimant"] or {}
    whose = population_label(victims["actor"] or "", victims["status"], victims["group"] or "")
    return {
        "figure": str(Figure.of(found)),
        "measure": Measure(found["measure"]).label,
        "whose": whose,
        "named": ", ".join(victims["named"]),
        "says": claimant.get("name") or "",
        "wording": Hedge(found["hedge"]).label,
        "covers": Scope(found["scope"]).label,
        "as of": found["as_of"] or "",
        "denies": "yes" if found["denies"] else "",
        "words": found["raw"],
    }


def words_of_claim(found: Found) -> str:
    """A finding in one line."""
    words = words_of_finding(found)
    return f"{words['measure']}: {words['figure']} {words['whose']}, “{words['words']}”"
