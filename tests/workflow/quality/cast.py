"""Two finished reports of one source each: the cast for what the program found and what people made of it."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.models import User

from incidents.models import Report
from incidents.vocabulary import Measure
from incidents.workflow.review.decisions import accept_claim, add_claim, correct_claim, reject_claim
from incidents.workflow.review.finishing import finish_report
from tests import factories

BRIDGE = (
    "Shells killed 12 rebels at the bridge and wounded 30, the army said. "
    "A convoy of 7 trucks burned. Two nurses died later."
)
MARKET = "Gunmen killed 4 traders at the market, among them Oswin Calder. Calder was 31. Nobody else was hurt."


def bridge(person: User) -> Report:
    """March 2024, Ridge Wire: one claim accepted, one corrected (number), one rejected, one added by hand."""
    report = factories.report(
        BRIDGE,
        title="Shells at the bridge",
        source=factories.source("Ridge Wire"),
        published=date(2024, 3, 5),
        pipeline_version="0.3",
    )
    killed = factories.claim(report, "12 rebels", rules=["active-object:kill", "number"])
    hurt = factories.claim(report, "30", low=30, measure=Measure.INJURED, rules=["active-object:wound", "number"])
    trucks = factories.claim(report, "7 trucks", low=7, rules=["number"])
    accept_claim(claim=killed, person=person)
    correct_claim(claim=hurt, person=person, value={"low": 31, "best": 31, "high": 31})
    reject_claim(claim=trucks, person=person, reason="These are trucks.")
    start = BRIDGE.index("Two nurses")
    add_claim(
        report=report,
        person=person,
        start=start,
        end=start + len("Two nurses"),
        value={"measure": "killed", "low": 2, "best": 2, "high": 2},
    )
    return finish_report(report=report, person=person, incident=None)


def market(person: User) -> Report:
    """April 2024, Hill Radio: one claim with a name, accepted as found."""
    report = factories.report(
        MARKET,
        title="Calder and three others killed",
        source=factories.source("Hill Radio"),
        published=date(2024, 4, 9),
        pipeline_version="0.2",
    )
    claim = factories.claim(report, "4 traders", low=4, named=["Oswin Calder"], rules=["active-object:kill", "number"])
    accept_claim(claim=claim, person=person)
    return finish_report(report=report, person=person, incident=None)
