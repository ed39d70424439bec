"""The raw events, newest first, by filter. Reads grow backwards until a page is full."""

from collections.abc import Collection
from dataclasses import dataclass

from monitor.eventlog.protocol import EventLog
from monitor.events.envelope import Recorded
from monitor.events.registry import all_types

FIRST_WINDOW = 500
GROWTH = 8
LONGEST_READ = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class LogFilter:
    """``kind`` is a type ("alert.raised") or its beginning ("alert"); ``before`` a position."""

    kind: str = ""
    subject: str = ""
    before: int = 0


def types_of(kind: str) -> Collection[str] | None:
    """Return the types that a word means; None for all, none at all for a word that fits none."""
    if not kind:
        return None
    return frozenset(n for n in all_types() if n == kind or n.startswith(f"{kind}."))


def newest(log: EventLog, wanted: LogFilter, limit: int) -> list[Recorded]:
    """Return up to ``limit`` events before a position, the newest first."""
    end = min(wanted.before - 1, log.head().position) if wanted.before else log.head().position
    types = types_of(wanted.kind)
    if wanted.subject:
        stream = [r for r in log.read_stream(wanted.subject) if r.position <= end]
        fitting = [r for r in stream if types is None or r.type in types]
        return fitting[::-1][:limit]
    if types is not None and not types:
        return []
    return _backwards(log, types, end, limit)


def _backwards(
    log: EventLog, types: Collection[str] | None, end: int, limit: int
) -> list[Recorded]:
    found: list[Recorded] = []
    window = max(FIRST_WINDOW, limit) if types else limit
    while end > 0 and len(found) < limit:
        start = max(0, end - window)
        part = log.read(start, types=types, limit=min(end - start, LONGEST_READ))
        if len(part) == LONGEST_READ and start:
            # Too many in so wide a window: the newest lie behind this read.
            window = max(limit, window // GROWTH)
            continue
        found += [r for r in reversed(part) if r.position <= end]
        end, window = start, window * GROWTH
    return found[:limit]


def causes(log: EventLog, recorded: Recorded) -> list[Recorded]:
    """Return the events that led to one, the first cause first."""
    found: list[Recorded] = []
    cause = recorded.causation_id
    while cause and (before := log.get(cause)) and len(found) < 50:
        found.append(before)
        cause = before.causation_id
    return found[::-1]


def at(log: EventLog, position: int) -> Recorded | None:
    found = log.read(position - 1, limit=1) if position > 0 else []
    return found[0] if found and found[0].position == position else None
