"""Watches over the sources: whether each is asked, and whether anything new comes from it.

A source that answers and brings nothing looks healthy to everybody but whoever waits for its news.
What is "too long" is what the operator says, or follows from how long it was quiet before.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import msgspec

from monitor.alerts.options import SourceWatch
from monitor.events.envelope import Envelope
from monitor.events.operations import DaemonStarted
from monitor.events.sources import SourceFailed, SourcePolled

CONSUMES = frozenset({"source.polled"})
REMEMBERS = frozenset({"source.polled", "source.failed", "daemon.started"})

# Answers that bring nothing new are recorded once an hour.
RECORDED = timedelta(hours=1)
SLACK = timedelta(hours=2)
# Where nobody says what to expect: three times the longest usual quiet, within these bounds.
LEARNED_FROM = 10
UNLEARNED = timedelta(days=7)
SHORTEST, LONGEST = timedelta(days=1), timedelta(days=14)
FADING = 0.9  # one long holiday is forgotten after some weeks


class Heard(msgspec.Struct, kw_only=True):
    """What the log says of a source. ``usual`` is its longest quiet, fading, in seconds."""

    since: datetime
    asked_at: datetime
    answered_at: datetime | None = None
    brought_at: datetime | None = None
    usual: float = 0.0
    arrivals: int = 0

    @property
    def news_at(self) -> datetime:
        """Return when it last brought something; before that, when it was first asked."""
        return self.brought_at or self.since

    def brought(self, at: datetime) -> None:
        if self.brought_at:
            quiet = (at - self.brought_at).total_seconds()
            self.usual = max(quiet, self.usual * FADING)
        self.brought_at = at
        self.arrivals += 1


class Memory(msgspec.Struct, kw_only=True):
    """What a snapshot holds."""

    sources: dict[str, Heard] = {}
    started_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Concern:
    """Something that people should hear of from a moment on.

    ``source`` is empty for all of them together; ``since`` is when the quiet began.
    """

    kind: str
    source: str
    due: datetime
    since: datetime
    limit: timedelta


class Vigil:
    """Folds what sources did, and says which silence will be too long, and when."""

    def __init__(self, watched: Mapping[str, SourceWatch], all_silent_after: timedelta) -> None:
        self._watched = watched
        self._all_silent_after = all_silent_after
        self._memory = Memory()

    def apply(self, envelope: Envelope[Any]) -> None:
        event, at = envelope.data, envelope.time
        if isinstance(event, DaemonStarted):
            self._memory.started_at = at
        elif isinstance(event, SourcePolled):
            heard = self._heard(event.source, at)
            heard.asked_at = heard.answered_at = at
            if event.new:
                heard.brought(at)
        elif isinstance(event, SourceFailed):
            heard = self._heard(event.source, at)
            # It is left alone until then, by design.
            heard.asked_at = max(at, _moment(event.retry_at) or at)

    def dump(self) -> bytes:
        return msgspec.msgpack.encode(self._memory)

    def load(self, state: bytes) -> None:
        self._memory = msgspec.msgpack.decode(state, type=Memory)

    def concerns(self, now: datetime) -> Iterator[Concern]:
        """Yield what will be a concern if nothing changes, with its moment; it may have passed."""
        for name, watch in self._watched.items():
            heard = self._memory.sources.get(name)
            if heard is None:
                continue
            yield self._unasked(name, heard, watch)
            limit = expected(watch, heard)
            # Of one that does not answer another alert speaks; of one not asked nothing is known.
            if limit and heard.answered_at and _fresh(heard.answered_at, watch, now):
                due = heard.news_at + limit
                yield Concern(kind="silent", source=name, due=due, since=heard.news_at, limit=limit)
        yield from self._all()

    def _unasked(self, name: str, heard: Heard, watch: SourceWatch) -> Concern:
        limit = 3 * watch.interval + SLACK
        base = max(heard.asked_at, self._memory.started_at or heard.asked_at)
        due = base + limit
        return Concern(kind="unasked", source=name, due=due, since=heard.asked_at, limit=limit)

    def _all(self) -> Iterator[Concern]:
        expecting = {name: watch for name, watch in self._watched.items() if watch.expects}
        known = self._memory.sources
        limits = [
            limit
            for name, watch in expecting.items()
            if name in known and (limit := expected(watch, known[name]))
        ]
        if len(expecting) < 2 or not limits:
            return
        newest = max(heard.news_at for heard in known.values())
        started = self._memory.started_at or newest
        # Where even the liveliest is quiet for longer, a day without news is a day like others.
        limit = max(self._all_silent_after, min(limits))
        # A monitor that was off must have the time to ask everybody first.
        due = max(newest + limit, started + RECORDED)
        yield Concern(kind="all-silent", source="", due=due, since=newest, limit=limit)

    def _heard(self, source: str, at: datetime) -> Heard:
        return self._memory.sources.setdefault(source, Heard(since=at, asked_at=at))


def expected(watch: SourceWatch, heard: Heard) -> timedelta | None:
    """Return how long a source may be quiet; None where nothing is expected of it."""
    if not watch.expects:
        return None
    if watch.expect_every:
        return watch.expect_every
    if heard.arrivals < LEARNED_FROM:
        return UNLEARNED
    return min(max(3 * timedelta(seconds=heard.usual), SHORTEST), LONGEST)


def _fresh(answered_at: datetime, watch: SourceWatch, now: datetime) -> bool:
    return now - answered_at <= 2 * watch.interval + SLACK


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None
