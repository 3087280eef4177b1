"""What people decided about the claims of finished reports, as labelled texts to score or train a reader with.

A label is what `manage.py extract` takes in (`id`, `text`, `published`), with `gold` beside it. `extract`
leaves unread what it does not know, so the file is its input as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Count, Prefetch

from incidents.extraction.report_lines import json_line
from incidents.models import Claim, Grouping, Report, Source
from incidents.models.report import ReportQuerySet
from incidents.vocabulary import Standing, Tie, Verdict
from incidents.workflow.quality.measures import STOOD, fields_corrected
from incidents.workflow.standing.actors import ActorNames
from incidents.workflow.standing.groups import groups_in, layout_by
from incidents.workflow.standing.playback import decisions_that_hold

CHUNK = 100
"""Reports in memory at a time."""
MASK = "█"
SHORTEST_SURNAME = 3

WARNING = (
    "The texts belong to their publishers, and people who were killed or hurt are named in them. "
    "Keep the file as you keep the desk's own record, and give it to nobody who may not read the texts."
)


def reports_to_label(
    *,
    since: date | None = None,
    until: date | None = None,
    source: Source | None = None,
    reviewed_by: User | None = None,
) -> ReportQuerySet:
    """Finished reports published from `since` to `until`, of one source, finished by one person, in order of entry."""
    given = {"published__gte": since, "published__lte": until, "source": source, "reviewed_by": reviewed_by}
    chosen = {name: value for name, value in given.items() if value is not None}
    return Report.objects.settled().filter(**chosen).order_by("pk")


def texts_with_types(reports: ReportQuerySet) -> list[tuple[str, str]]:
    """For each report that tells of one incident as a whole, the type that people gave the incident, and the text."""
    told = reports.annotate(links_count=Count("links")).filter(links_count=1, links__starts=[])
    typed = told.exclude(links__incident__event_type="").order_by("pk")
    return list(typed.values_list("links__incident__event_type", "text"))


def labels(reports: ReportQuerySet, *, without_names: bool = False) -> Iterator[dict[str, Any]]:
    """A label for each report, in order; a hundred are in memory at a time.

    `without_names` leaves `named` empty and blacks the names in it out of every text, letter for letter,
    so that spans still hold. Names that nobody marked as such stay where they are.
    """
    actors = ActorNames()
    claims = Claim.objects.select_related("actor", "speaker", *Tie).prefetch_related("decisions").order_by("number")
    whole = reports.select_related("source").prefetch_related(Prefetch("claims", claims), "groupings")
    for report in whole.iterator(chunk_size=CHUNK):
        label = report_label(report, actors)
        yield blacked_out(label) if without_names else label


def label_lines(reports: ReportQuerySet, *, without_names: bool = False) -> Iterator[str]:
    """The same as lines of JSON, each with its end."""
    for label in labels(reports, without_names=without_names):
        yield json_line(label) + "\n"


def report_label(report: Report, actors: ActorNames) -> dict[str, Any]:
    """One report as `extract` takes it, and what it should find there."""
    return {
        "id": report.pk,
        "text": report.text,
        "published": report.published.isoformat(),
        "title": report.title,
        "source": report.source.name,
        "language": report.language,
        "pipeline_version": report.pipeline_version,
        "gold": gold_of(report, list(report.claims.all()), actors),
    }


def gold_of(report: Report, claims: Iterable[Claim], actors: ActorNames) -> dict[str, Any]:
    """The claims that stand, in the order of their words, and those found that people rejected, with their reasons.

    `incidents` are the stretches that people let stand as telling of one incident each.
    """
    known = [claim for claim in claims if claim.standing in STOOD or claim.made_by_id is None]
    stood = sorted(
        (claim for claim in known if claim.standing in STOOD), key=lambda claim: (claim.words_start, claim.number)
    )
    places = {claim.pk: place for place, claim in enumerate(stood)}
    groups = groups_in(report, stood, layout_by(report, last_grouping(report)))
    told = {key: group.number - 1 for key, group in groups.home.items()}
    rejected = [claim for claim in known if claim.standing == Standing.REJECTED]
    return {
        "claims": [{**standing_json(claim, places, actors), "incident": told.get(claim.pk)} for claim in stood],
        "rejected": [{**claim.found, "reason": reason_of_rejection(claim)} for claim in rejected],
        "incidents": [{"span": [group.start, group.end]} for group in groups],
    }


def last_grouping(report: Report) -> Grouping | None:
    """The row by which a finished report is grouped; its groupings are fetched already."""
    made = [row for row in report.groupings.all() if row.reading_id is None or not report.is_settled_apart]
    return max(made, key=lambda row: row.pk, default=None)


def standing_json(claim: Claim, places: Mapping[int, int], actors: ActorNames) -> dict[str, Any]:
    """A claim as it stands, in the shape of `extract`'s output; `made` says how it came to stand so.

    `part_of`, `beside` and `retells` are indexes among the claims that stand. A corrected claim says in
    `corrected` which fields the program had wrong, and has what it had `found`.
    """
    corrected = () if claim.made_by_id else fields_corrected(claim, actors)
    return {
        "measure": claim.measure,
        **claim.figure.columns(),
        "raw": claim.words,
        "span": [claim.words_start, claim.words_end],
        "hedge": claim.hedge,
        "denies": claim.denies,
        "victims": victims_json(claim),
        "claimant": claimant_json(claim),
        "scope": claim.scope,
        **{tie.value: places.get(getattr(claim, tie.column)) for tie in Tie},
        "as_of": claim.as_of.isoformat() if claim.as_of else None,
        "confidence": claim.found["confidence"],
        "rules": claim.rules,
        "made": "added" if claim.made_by_id else "corrected" if corrected else "accepted",
        "retracted": claim.standing == Standing.RETRACTED,
        **({"corrected": list(corrected), "found": claim.found} if corrected else {}),
    }


def victims_json(claim: Claim) -> dict[str, Any]:
    """Whose losses, as `extract` gives it."""
    return {
        "raw": claim.victims_raw,
        "actor": claim.actor.name if claim.actor else None,
        "status": claim.status,
        "group": claim.group or None,
        "named": claim.named,
    }


def claimant_json(claim: Claim) -> dict[str, Any] | None:
    """Who says so, as `extract` gives it. Words that name somebody else than the program found have no span."""
    if not claim.claimant_name:
        return None
    found = claim.found["claimant"] or {}
    same = claim.claimant_name == (found.get("name") or "")[:300]
    return {
        "name": claim.claimant_name,
        "role": claim.claimant_role,
        "raw": claim.claimant_raw if same else "",
        "span": [claim.claimant_start, claim.claimant_end] if same and claim.claimant_start is not None else None,
        "actor": claim.speaker.name if claim.speaker else None,
    }


def reason_of_rejection(claim: Claim) -> str:
    """Why a claim was rejected, in the words of the decision that it stands by."""
    held = [one for one in decisions_that_hold(claim) if one.verdict == Verdict.REJECTED]
    return held[-1].reason if held else ""


def blacked_out(label: dict[str, Any]) -> dict[str, Any]:
    """The label without the names that its claims give for victims."""
    names = {name for claim in named_claims(label) for name in claim["victims"]["named"]}
    pattern = pattern_of_names(names)
    return {key: mask_names(value, pattern) for key, value in label.items()}


def named_claims(label: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every claim of a label, those found before a correction among them."""
    gold = label["gold"]
    for claim in (*gold["claims"], *gold["rejected"]):
        yield claim
        if "found" in claim:
            yield claim["found"]


def pattern_of_names(names: Iterable[str]) -> re.Pattern[str] | None:
    """What matches each name and its last word, longest first; None for no names."""
    words = {name for name in names if name.strip()}
    words |= {last for name in words if len(last := name.split()[-1]) >= SHORTEST_SURNAME}
    if not words:
        return None
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return re.compile("|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in longest_first))


def mask_names(value: Any, pattern: re.Pattern[str] | None) -> Any:
    """A JSON value with every match in its words blacked out, and with nobody in `named` and `people`."""
    if isinstance(value, str):
        return pattern.sub(lambda match: MASK * len(match[0]), value) if pattern else value
    if isinstance(value, list):
        return [mask_names(each, pattern) for each in value]
    if isinstance(value, dict):
        return {name: [] if name in {"named", "people"} else mask_names(each, pattern) for name, each in value.items()}
    return value
