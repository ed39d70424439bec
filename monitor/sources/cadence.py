"""When a source is polled next: its interval, and backoff that grows but never gives up."""

import hashlib
from datetime import datetime, timedelta

FIRST = timedelta(seconds=30)
"""The wait after the first failure; it doubles with each further one."""

LONGEST = timedelta(days=1)
"""No source is left alone for longer, whatever it asks for in Retry-After."""

SPREAD = 0.1
"""Intervals and waits vary by so much of themselves, so that sources do not march in step."""


def share(*parts: str | int) -> float:
    """Return a number from 0 to 1 that follows from the parts: jitter that a replay repeats."""
    text = "\x1f".join(str(part) for part in parts).encode()
    return int.from_bytes(hashlib.blake2b(text, digest_size=8).digest(), "big") / 2**64


def next_due(name: str, polled: datetime, interval: timedelta) -> datetime:
    """Return when a source that answered is polled next: its interval, up to a tenth less."""
    return polled + interval * (1 - SPREAD * share(name, polled.isoformat()))


def backoff(name: str, attempt: int, *, retry_after: timedelta | None = None) -> timedelta:
    """Return the wait after the ``attempt``-th failure in a row (from 1).

    Doubling from ``FIRST`` to ``LONGEST`` less jitter; at least ``retry_after``, at most a day.
    """
    doubled = FIRST * (1 << min(attempt - 1, 12))
    wait = min(doubled, LONGEST) * (1 - SPREAD * share(name, attempt))
    return min(max(wait, retry_after or timedelta(0)), LONGEST)


def start(name: str, now: datetime, interval: timedelta, *, burst: timedelta) -> datetime:
    """Return when a source that was never polled is first polled: soon, but not all at once."""
    return now + min(interval, burst) * share(name, "start")
