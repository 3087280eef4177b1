"""How long reading takes for a text of any length, by the processor's time, on a machine of any speed.

A bound is in the seconds of the machine on which it was set. A machine that is slower, or has its processors shared,
has more of them: as many times more as a fixed piece of work takes longer there. That is measured only when the seconds
of the bound are over, at that very moment, and no machine has fewer. What is bound is the growth: a reader
that takes the square of the text needs many times the bound, on each machine, and is stopped.
"""

from __future__ import annotations

import re
import signal
from collections.abc import Callable
from statistics import median
from time import process_time
from types import FrameType

SIZES = ((50_000, 0.1), (200_000, 2.0))
"""Characters, and the seconds within which they are read. What reads the fewer in time reads the many too, unless four
times the text took it more than twenty times as long: a fault that shows in seconds at either size."""
FIXED_WORK = 0.03
"""The seconds that the fixed work takes on the machine on which the bounds were set."""
MOST_TIMES_SLOWER = 8.0
"""However slow a machine is, it has no more than so many times the bound."""


class TookTooLongError(Exception):
    """More than the bound."""


def is_quick(read: Callable[[str], object], begin: str, unit: str, end: str) -> bool:
    """Whether 200,000 characters, a unit repeated between a beginning and an end, are read in two seconds."""
    (few, soon), (many, most) = SIZES
    fewer, text = (begin + unit * ((size - 1_000) // len(unit)) + end for size in (few, many))
    return ends_in(soon, lambda: read(fewer)) or is_within(most, lambda: read(text))


def is_within(most: float, work: Callable[[], object]) -> bool:
    """Whether some work takes no more of the processor's seconds than a bound allows on this machine."""
    return ends_in(most, work, times_slower)


def ends_in(most: float, work: Callable[[], object], times: Callable[[], float] = lambda: 1.0) -> bool:
    """Whether some work ends in so many seconds of the processor's time; it is stopped once it takes longer. When they
    are over, `times` tells how many times as many it has."""
    began = process_time()

    def seconds_left() -> float:
        nonlocal began
        taken = process_time() - began
        left = most * (times() if taken >= most else 1.0) - taken
        began = process_time() - taken  # what `times` took does not count
        return left

    def stop(_signal: int, _frame: FrameType | None) -> None:
        if (left := seconds_left()) <= 0:
            raise TookTooLongError
        signal.setitimer(signal.ITIMER_PROF, left)

    try:
        signal.signal(signal.SIGPROF, stop)
        signal.setitimer(signal.ITIMER_PROF, most)
        try:
            work()
        finally:
            signal.signal(signal.SIGPROF, signal.SIG_IGN)
            signal.setitimer(signal.ITIMER_PROF, 0)
    except TookTooLongError:
        return False
    return seconds_left() > 0


def times_slower() -> float:
    """How many times as long as on the machine of the bounds the fixed work takes right now; at least once."""
    return min(max(median(seconds(do_fixed_work) for _ in range(3)) / FIXED_WORK, 1.0), MOST_TIMES_SLOWER)


def seconds(work: Callable[[], object]) -> float:
    began = process_time()
    work()
    return process_time() - began


def do_fixed_work() -> None:
    """Patterns, strings and a table, as readers of texts use them; always as much."""
    known: dict[str, int] = {}
    for number in range(4_000):
        line = f"Two men-at-arms died in town {number} on Monday, the governor said; {number % 7} were hurt."
        for word in re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+", line):
            known[word.casefold()] = known.get(word.casefold(), 0) + len(word)
