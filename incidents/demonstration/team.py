"""What the demonstration desk's people do together, by the steps that the pages of a desk take."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User

from incidents.demonstration import Demonstration, DemonstrationReport
from incidents.demonstration.reader_decisions import decide_as_shown
from incidents.demonstration.teamwork import (
    DemonstrationComment,
    DemonstrationGift,
    DemonstrationMerge,
    DemonstrationReturn,
    DemonstrationSecondReading,
    DemonstrationSplit,
)
from incidents.models import Claim, Incident, Notice, Report
from incidents.workflow.desk.comments import Subject, answer_thread, begin_thread, resolve_thread
from incidents.workflow.desk.notices import mark_read
from incidents.workflow.desk.people import name_of
from incidents.workflow.incidents.matching import names_of_sides, proposed_incident
from incidents.workflow.incidents.regrouping import merge_incidents, split_incident
from incidents.workflow.queue.readings import has_read
from incidents.workflow.review.assignment import assign_reports, return_report
from incidents.workflow.review.decisions import flag_claim
from incidents.workflow.review.finishing import finish_report
from incidents.workflow.review.second_reading import finish_apart, want_second_reading
from incidents.workflow.review.settling import choose_answers, settle_report, settlement_of

REASONS = ["same place", "same day"]
"""Why reports of one file are linked to its incident."""


@dataclass(frozen=True, slots=True)
class Team:
    """The people of the demonstration desk, by user name, at work on the record that its reports made."""

    desk: Demonstration
    people: Mapping[str, User]

    def work(self) -> None:
        """Everything that teamwork.toml tells of."""
        work = self.desk.teamwork
        for merge in work.merges:
            self.merge(merge)
        for split in work.splits:
            self.split(split)
        for reading in work.second_readings:
            self.read_twice(reading)
        for returned in work.returns:
            self.send_back(returned)
        for given in work.gifts:
            self.give(given)
        for flag in work.flags:
            flag_claim(claim=self.claim(flag.report, flag.raw), flagged=True)
        for said in work.comments:
            self.talk(said)

    # --- What the files name ------------------------------------------------------------------------

    def shown(self, slug: str) -> DemonstrationReport:
        return next(report for report in self.desk.reports if report.slug == slug)

    def report(self, slug: str) -> Report:
        shown = self.shown(slug)
        return Report.objects.get(title=shown.title, source__name=shown.source)

    def claim(self, slug: str, raw: str) -> Claim:
        return Claim.objects.get(report=self.report(slug), raw=raw)

    def incident_of(self, slug: str) -> Incident | None:
        """The incident that a report tells of; None where none of its reports was reviewed yet."""
        shown = next(one for one in self.desk.incidents if slug in [report.slug for report in one.reports])
        return Incident.objects.filter(title=shown.title).first()

    # --- What they do -------------------------------------------------------------------------------

    def read_twice(self, reading: DemonstrationSecondReading) -> None:
        """A second reading is asked for; its readers read apart, and where somebody settles it, as the first read."""
        asker, incident = self.people[reading.asked_by], self.incident_of(reading.report)
        report = want_second_reading(self.report(reading.report), f"{name_of(asker)} asked for it", asker)
        for username, decisions in zip(
            reading.readers, (self.shown(reading.report).decisions, reading.decisions), strict=False
        ):
            person = self.people[username]
            if not has_read(report, person):
                decide_as_shown(report, decisions, person)
                report = finish_apart(report=report, person=person, outcome=outcome_of(report, incident))
        if reading.settled_by:
            settle_as_first(report, self.people[reading.settled_by], incident)

    def send_back(self, returned: DemonstrationReturn) -> None:
        report, reader = self.report(returned.report), self.people[returned.reader]
        decide_as_shown(report, self.shown(returned.report).decisions, reader)
        report = finish_report(
            report=report, person=reader, incident=self.incident_of(returned.report), reasons=REASONS
        )
        return_report(report=report, by=self.people[returned.by], reason=returned.reason)

    def give(self, given: DemonstrationGift) -> None:
        assign_reports(given={self.report(given.report).pk: self.people[given.to]}, by=self.people[given.by])

    def talk(self, said: DemonstrationComment) -> None:
        """A thread with its answers, resolved where somebody resolved it. Who answers has read what they were told."""
        thread = begin_thread(subject=self.subject_of(said), person=self.people[said.person], text=said.text)
        for one in said.answers:
            person = self.people[one.person]
            mark_read(Notice.objects.filter(person=person, comment=thread))
            answer_thread(thread=thread, person=person, text=one.text)
        if said.resolved_by:
            resolve_thread(thread=thread, person=self.people[said.resolved_by])

    def subject_of(self, said: DemonstrationComment) -> Subject:
        if said.incident:
            return Incident.objects.get(title=said.incident)
        return self.claim(said.report, said.raw) if said.raw else self.report(said.report)

    def merge(self, merge: DemonstrationMerge) -> None:
        merge_incidents(
            kept=Incident.objects.get(title=merge.kept),
            merged=Incident.objects.get(title=merge.merged),
            person=self.people[merge.by],
            reason=merge.reason,
        )

    def split(self, split: DemonstrationSplit) -> None:
        """The other incident is as the first of its reports tells of it."""
        reports = [self.report(slug) for slug in split.reports]
        values = proposed_incident(reports[0])
        side_a, side_b = (names_of_sides(values.pop(key)) for key in ("side_a", "side_b"))
        split_incident(
            incident=Incident.objects.get(title=split.incident),
            reports=reports,
            person=self.people[split.by],
            reason=split.reason,
            values={**values, "title": split.title},
            side_a=side_a,
            side_b=side_b,
        )


def outcome_of(report: Report, incident: Incident | None) -> dict[str, Any]:
    """What a reader chose at the end, as the finish form gives it: the known incident, else the proposed one."""
    return {"choice": str(incident.pk)} if incident else {**proposed_incident(report), "choice": "new"}


def settle_as_first(report: Report, person: User, incident: Incident | None) -> None:
    """Settle two readings with what the first reader answered; that they wait is then no news to anybody."""
    claims = settlement_of(report, person).claims
    choose_answers(report=report, person=person, choices={row.claim.pk: 1 for row in claims})
    settle_report(report=report, person=person, incident=incident, reasons=REASONS)
    mark_read(Notice.objects.filter(report=report))
