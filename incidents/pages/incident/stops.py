"""How the figure of an incident grew: the moments at which something became known, as stops of a slider."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta

from django.utils import timezone

from incidents.filters.as_of import AsOf
from incidents.models import ReportLink, Vintage
from incidents.vocabulary import Measure

BY_HAND = "a figure set by hand"


@dataclass(frozen=True, slots=True)
class Stop:
    """One moment: when it was, who published then, the figures that stood from then on."""

    text: str
    """The moment as addresses have it; empty for today."""
    when: str
    who: str
    figures: str
    is_shown: bool = False

    @property
    def words(self) -> str:
        return f"{self.when}, {self.who}: {self.figures}"


def stops_of_incident(links: Iterable[ReportLink], vintages: Sequence[Vintage], as_of: AsOf) -> list[Stop]:
    """The stops of an incident, oldest first, today last; none where no report tells of it.

    `vintages` are those of people as a whole, oldest first. Where nothing was known as of the date that is shown,
    that date is the first stop.
    """
    told = who_by_minute(links, vintages)
    if not told:
        return []
    moments = sorted(told)
    last_of_day = {moment.date(): moment for moment in moments}
    stops = [
        stop_at(moment, told[moment], figures, is_last=last_of_day[moment.date()] == moment)
        for moment, figures in zip(moments, figures_from(moments, vintages), strict=True)
    ]
    stops.append(Stop("", "today", "all that was published", stop_figure_words(standing_today(vintages))))
    if as_of.moment is None:
        return [*stops[:-1], replace(stops[-1], is_shown=True)]
    by_then = sum(moment <= as_of.moment for moment in moments)
    if by_then == 0:
        return [Stop(as_of.text, as_of.label, "no report yet", "nothing was known", is_shown=True), *stops]
    return [replace(stop, is_shown=number == by_then) for number, stop in enumerate(stops, start=1)]


def who_by_minute(links: Iterable[ReportLink], vintages: Iterable[Vintage]) -> dict[datetime, list[str]]:
    """Who published, or that a person set a figure, by the minute at which it was."""
    told: dict[datetime, list[str]] = {}
    for link in links:
        told.setdefault(minute_of(link.report.known_at), []).append(link.report.source.name)
    for vintage in vintages:
        if vintage.override is not None and vintage.known_from == vintage.override.at:
            told.setdefault(minute_of(vintage.known_from), []).append(BY_HAND)
    return told


def minute_of(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(second=0, microsecond=0)


def stop_at(moment: datetime, who: Sequence[str], figures: str, *, is_last: bool) -> Stop:
    """A stop that its day names, where that day is over and nothing else became known on it; else its minute."""
    day = moment.date().isoformat()
    minute = f"{day} {moment:%H:%M}"
    return Stop(
        text=day if is_last and moment.date() < timezone.now().date() else minute.replace(" ", "T"),
        when=day if moment.time() == time() else minute,
        who=name_up_to_two(list(dict.fromkeys(who))),
        figures=figures,
    )


def name_up_to_two(names: Sequence[str]) -> str:
    """Up to two names, and how many more there are."""
    if len(names) <= 2:
        return " and ".join(names)
    return f"{names[0]} and {len(names) - 1} more"


def figures_from(moments: Iterable[datetime], vintages: Sequence[Vintage]) -> Iterator[str]:
    """The figures that stood at the end of each minute, in words; moments and vintages are oldest first."""
    waiting = deque(vintages)
    standing: dict[str, Vintage] = {}
    for moment in moments:
        end = moment + timedelta(minutes=1, microseconds=-1)
        while waiting and waiting[0].known_from <= end:
            begun = waiting.popleft()
            standing[begun.measure] = begun
        yield stop_figure_words(
            each for each in standing.values() if each.known_until is None or each.known_until > end
        )


def standing_today(vintages: Iterable[Vintage]) -> list[Vintage]:
    return [vintage for vintage in vintages if vintage.known_until is None]


def stop_figure_words(standing: Iterable[Vintage]) -> str:
    """Figures in the vocabulary's order of measures: "19 (12–19) killed, 4 injured"."""
    by_measure = {vintage.measure: vintage for vintage in standing}
    known = (by_measure[measure] for measure in Measure if measure in by_measure)
    words = [f"{each.figure} {each.get_measure_display()}" for each in known if has_figure(each)]
    return ", ".join(words) or "no figure"


def has_figure(vintage: Vintage) -> bool:
    return vintage.is_overridden or vintage.best is not None
