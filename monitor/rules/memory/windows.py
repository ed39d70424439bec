"""Counting in windows of time: how many, from how many sources, and whether that is unusual."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.rules.format.amounts import spoken
from monitor.rules.format.schema import Count
from monitor.rules.memory.counted import Counted

NORMAL = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Tally:
    """What a count came to: whether it is enough, and the figures in words."""

    enough: bool
    told: str


def independent(entries: Iterable[tuple[str, str]]) -> int:
    """Return the number of independent sources among (outlet, wire story) pairs.

    An outlet counts once, and so does a wire story, whoever carries it.
    """
    outlets: set[str] = set()
    wires: set[str] = set()
    number = 0
    for outlet, wire in entries:
        if outlet not in outlets and (not wire or wire not in wires):
            number += 1
        outlets.add(outlet)
        wires.add(wire)
    return number


def _incidents(entries: Sequence[Counted]) -> int:
    return len({entry.incident or entry.article for entry in entries})


def _articles(entries: Sequence[Counted]) -> int:
    return len({entry.article for entry in entries})


def _sources(entries: Sequence[Counted]) -> int:
    return independent((entry.outlet, entry.wire) for entry in entries)


def _killed(entries: Sequence[Counted]) -> int:
    """Return the killed of all incidents, each by its last known highest figure."""
    latest = {entry.incident or entry.article: entry.killed for entry in entries}
    return sum(figures[1] for figures in latest.values() if figures)


_COUNTERS: dict[str, Callable[[Sequence[Counted]], int]] = {
    "incidents": _incidents,
    "articles": _articles,
    "sources": _sources,
    "killed": _killed,
}


def reach(count: Count, moment: datetime) -> tuple[datetime, datetime]:
    """Return from when to when there may be anything that a window with ``moment`` asks about."""
    width = timedelta(seconds=count.within)
    return moment - width - (NORMAL if count.times_normal else timedelta(0)), moment + width


def tally(count: Count, entries: Sequence[Counted], moment: datetime) -> Tally:
    """Return whether some window that holds ``moment`` holds enough.

    Articles arrive late and out of order, so any window of the length that includes the moment is
    good, not just the one that ends with it.
    """
    best = _fullest(entries, moment, timedelta(seconds=count.within))
    figures = {name: _COUNTERS[name](best) for name in _COUNTERS if getattr(count, name)}
    enough = all(getattr(count, name).holds(figure) for name, figure in figures.items())
    told = ", ".join(
        f"{figure:,} {name} ({getattr(count, name)} asked)" for name, figure in figures.items()
    )
    unusual = _unusual(count, entries, best, moment)
    words = f"within {spoken(count.within)}: {told}"
    return Tally(enough and unusual.enough, f"{words}{unusual.told}")


def _fullest(entries: Sequence[Counted], moment: datetime, width: timedelta) -> list[Counted]:
    """Return what the fullest window of a width holds, of those that hold ``moment``."""
    first, last = moment - width, moment + width
    near = [entry for entry in entries if first < entry.moment < last]
    moments = sorted(entry.moment for entry in near)
    end, most = moment, 0
    for candidate in moments[bisect_left(moments, moment) :]:
        inside = bisect_right(moments, candidate) - bisect_right(moments, candidate - width)
        if inside > most:
            end, most = candidate, inside
    return [entry for entry in near if end - width < entry.moment <= end] if most else []


def _unusual(
    count: Count, entries: Sequence[Counted], best: Sequence[Counted], moment: datetime
) -> Tally:
    if count.times_normal is None:
        return Tally(enough=True, told="")
    name = next(name for name in _COUNTERS if getattr(count, name))
    width = timedelta(seconds=count.within)
    end = min((entry.moment for entry in best), default=moment)
    before = [entry for entry in entries if end - NORMAL <= entry.moment < end]
    if not any(entry.moment <= end - NORMAL for entry in entries):
        return Tally(enough=True, told="; no 14 days to compare with yet")
    normal = _COUNTERS[name](before) * (width / NORMAL)
    reached = _COUNTERS[name](best) >= count.times_normal * normal
    told = f"; normal is {normal:.1f}, {count.times_normal:g} times that is asked"
    return Tally(reached, told)
