"""Invented incidents, the same in every run: ten claims each, as a line of JSON and as the engine takes them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from incidents.reconciliation import Claim, Population
from incidents.vocabulary import Group, Interest, Measure, Reliability, Scope, Standing, Status

CLAIMS_EACH = 10
START = datetime(2024, 5, 1, tzinfo=UTC)
VOICES = ("Interior Ministry", "security officials", "the governor", "District Hospital", "Valley News", "UN mission")
SIDES = ("Interior Ministry", "security officials")
ACTORS = ("Northern Front", "Eagle Brigade", "Red Army", "Lake Militia", "National Army", "Border Police")
NAMES = ("Aziz Rahimi", "Ana Kovac", "Bilal Haddad", "Chen Wei", "Dao Traore", "Eva Lind")
GRADES = tuple(Reliability)
WORDS = (("several", 3, 3, 9), ("dozens", 12, 24, 99), ("scores", 20, 40, 99))


def lines(count: int, start: int = 0) -> Iterator[str]:
    """One JSON line an incident, with all that the engine takes of its claims."""
    for number in range(start, start + count):
        yield json.dumps({"id": number, "claims": _claims(Random(number))})


def claims(line: str) -> list[Claim]:
    """The claims of one line."""
    return [_claim(said) for said in json.loads(line)["claims"]]


def _claims(random: Random) -> list[dict[str, Any]]:
    """Three or four voices that speak of two or three populations, over and over, of killed and injured."""
    voices = random.sample(VOICES, random.choice((3, 4)))
    actor = random.choice(ACTORS)
    populations: list[tuple[str | None, str, str | None]] = [
        (None, Status.UNKNOWN, None),
        (actor, Status.COMBATANT, None),
    ]
    if random.random() < 0.5:
        populations.append((None, Status.CIVILIAN, random.choice((None, Group.CHILDREN))))
    toll = random.choice((3, 8, 14, 35, 120))
    return [_said(random, number, voices, populations, toll) for number in range(CLAIMS_EACH)]


def _said(
    random: Random,
    number: int,
    voices: list[str],
    populations: list[tuple[str | None, str, str | None]],
    toll: int,
) -> dict[str, Any]:
    voice, (actor, status, group) = random.choice(voices), random.choice(populations)
    count = random.randint(toll // 2, toll)
    hour = number * random.choice((0, 1, 3, 12))
    is_part = random.random() < 0.15
    raw, low, best, high = str(count), count, count, count
    wording = random.random()
    if wording < 0.15:
        raw, low, best, high = random.choice(WORDS)
    if wording > 0.96:
        raw, low, best, high = "nobody", 0, 0, 0
    is_open = 0.15 <= wording < 0.4
    return {
        "id": number,
        "measure": random.choice((Measure.KILLED, Measure.KILLED, Measure.INJURED)),
        "population": {"actor": actor, "status": status, "group": group},
        "low": low,
        "best": best,
        "high": None if is_open else high,
        "origin": voice,
        "known_at": (START + timedelta(hours=hour)).isoformat(),
        "open_upper": is_open,
        "vague": wording < 0.15,
        "denies": wording > 0.96,
        "scope": Scope.PART if is_part else Scope.WHOLE,
        "interest": Interest.PARTY_CLAIM if voice in SIDES and actor else Interest.NEUTRAL,
        "reliability": random.choice(GRADES),
        "standing": Standing.ACCEPTED if random.random() < 0.9 else Standing.REJECTED,
        "as_of": (START + timedelta(hours=hour // 2)).isoformat() if random.random() < 0.2 else None,
        "report_id": number // 2,
        "named": random.sample(NAMES, 2) if random.random() < 0.05 else [],
        "raw": f"at least {raw}" if is_open else raw,
        "part_of": number - 1 if is_part and number else None,
    }


def _claim(said: dict[str, Any]) -> Claim:
    whose = said["population"]
    return Claim(
        id=said["id"],
        measure=Measure(said["measure"]),
        population=Population(
            whose["actor"], Status(whose["status"]), Group(whose["group"]) if whose["group"] else None
        ),
        low=said["low"],
        best=said["best"],
        high=said["high"],
        origin=said["origin"],
        known_at=datetime.fromisoformat(said["known_at"]),
        open_upper=said["open_upper"],
        vague=said["vague"],
        denies=said["denies"],
        scope=Scope(said["scope"]),
        interest=Interest(said["interest"]),
        reliability=Reliability(said["reliability"]),
        standing=Standing(said["standing"]),
        as_of=datetime.fromisoformat(said["as_of"]) if said["as_of"] else None,
        report_id=said["report_id"],
        named=tuple(said["named"]),
        raw=said["raw"],
        part_of=said["part_of"],
    )
