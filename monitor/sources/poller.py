"""Polls sources and puts what they bring into the log. The daemon decides when."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog

from monitor.clock import Clock
from monitor.eventlog.protocol import EventLog
from monitor.events.codec import decode
from monitor.flow.replay import walk
from monitor.flow.snapshots import keep, recall
from monitor.sources import cadence
from monitor.sources.memory import TYPES, VERSION, SourcesMemory
from monitor.sources.protocol import Cursor, Failed, Polled, Source
from monitor.sources.reports import report

SNAPSHOT = "sources"
# One pass from the command line waits so long, at most, for files that are still being written.
_PATIENCE = timedelta(seconds=5)
# New sources are not all asked in the first second of the daemon's life.
_BURST = timedelta(seconds=20)

logger = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """When to poll a source: for a scheduler. ``first`` is the next poll, by what the log holds."""

    name: str
    interval: timedelta
    jitter: timedelta
    first: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What one poll came to. ``skipped`` says why nobody was asked (backoff, already running)."""

    name: str
    new: int = 0
    refused: int = 0
    failure: Failed | None = None
    skipped: str | None = None
    again_in: timedelta | None = None


@dataclass(slots=True)
class _Sum:
    """What several answers in a row come to."""

    new: int = 0
    refused: int = 0
    last: Polled | Failed = field(default_factory=Polled)

    def add(self, answer: Polled | Failed) -> None:
        self.last = answer
        if isinstance(answer, Polled):
            self.new += len(answer.items)
            self.refused += len(answer.refusals)

    def outcome(self, name: str) -> Outcome:
        last = self.last
        return Outcome(
            name=name,
            new=self.new,
            refused=self.refused,
            failure=last if isinstance(last, Failed) else None,
            again_in=last.again_in if isinstance(last, Polled) else None,
        )


class SourcesPoller:
    """All sources, and what the log knows of each.

    ``poll`` may be called for many sources at once: each has its own task, none waits for another.
    ``arrived`` is called (in the event loop) whenever something new is in the log.
    """

    def __init__(
        self,
        log: EventLog,
        sources: Sequence[Source],
        clock: Clock,
        *,
        arrived: Callable[[], None] = lambda: None,
    ) -> None:
        self._log = log
        self._clock = clock
        self._arrived = arrived
        self._sources = {source.name: source for source in sources}
        self._running: set[str] = set()
        self._rests: dict[str, datetime] = {}
        self._memory = SourcesMemory()
        self._position = 0

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._sources)

    def restore(self) -> None:
        """Fold what the log says about the sources, from the snapshot on if there is one."""
        self._position = recall(self._log, SNAPSHOT, VERSION, self._memory.load)
        for recorded in walk(self._log, after=self._position, types=TYPES):
            self._memory.remember(decode(recorded))
            self._position = recorded.position

    def save(self) -> None:
        """Keep a snapshot, so that the next start need not fold the whole log."""
        keep(self._log, SNAPSHOT, VERSION, self._position, self._memory.dump())

    def cursor(self, name: str) -> Cursor:
        return self._memory.cursor(name)

    def next_due(self, name: str) -> datetime:
        """Return when a source is to be polled next: now or later, never in the past."""
        cursor, now = self.cursor(name), self._clock.now()
        interval = self._sources[name].interval
        # What this process did comes first: the log need not hold every answer, nor the last try.
        due = self._rests.get(name) or cursor.retry_at or cursor.next_due
        if cursor.retry_at and not cursor.waits(now):
            return now
        if due is None:
            return cadence.start(name, now, interval, burst=_BURST)
        # A clock that was wrong must not silence a source for years.
        longest = cadence.LONGEST if cursor.retry_at else interval
        return max(now, min(due, now + longest))

    def triggers(self) -> tuple[Trigger, ...]:
        """Return what a scheduler needs to know of each source, in the order of configuration."""
        return tuple(
            Trigger(
                name=name,
                interval=source.interval,
                jitter=source.interval * cadence.SPREAD,
                first=self.next_due(name),
            )
            for name, source in self._sources.items()
        )

    async def poll(self, name: str, *, force: bool = False) -> Outcome:
        """Poll one source and record the answer; raises only what the log raises.

        A source that failed is left alone until its ``retry_at``, unless forced.
        """
        if name in self._running:
            return Outcome(name=name, skipped="it is being polled")
        retry_at = self.cursor(name).retry_at
        now = self._clock.now()
        # A moment beyond the longest wait stems from a clock that was wrong.
        waits = retry_at is not None and self.cursor(name).waits(now)
        if retry_at and waits and not force and retry_at <= now + cadence.LONGEST:
            return Outcome(name=name, skipped=f"it failed; tried again at {retry_at:%H:%M:%S} UTC")
        self._running.add(name)
        self._rests[name] = now + cadence.FIRST  # in case that the log refuses
        try:
            outcome = await self._poll(self._sources[name])
            self._rests[name] = self._rest(name)
        finally:
            self._running.discard(name)
        return outcome

    def _rest(self, name: str) -> datetime:
        """Return when a source that was just polled is next due."""
        retry_at, now = self.cursor(name).retry_at, self._clock.now()
        return retry_at or cadence.next_due(name, now, self._sources[name].interval)

    async def poll_all(self) -> list[Outcome]:
        """Make one pass over all sources, and wait for files that are just being written."""
        return list(await asyncio.gather(*(self._pass(name) for name in self._sources)))

    async def _pass(self, name: str) -> Outcome:
        until = self._clock.now() + _PATIENCE
        outcome = await self.poll(name, force=True)
        new, refused = outcome.new, outcome.refused
        while outcome.again_in and self._clock.now() + outcome.again_in < until:
            await asyncio.sleep(outcome.again_in.total_seconds())
            outcome = await self.poll(name, force=True)
            new, refused = new + outcome.new, refused + outcome.refused
        return Outcome(
            name=name,
            new=new,
            refused=refused,
            failure=outcome.failure,
            skipped=outcome.skipped,
            again_in=outcome.again_in,
        )

    async def _poll(self, source: Source) -> Outcome:
        total = _Sum()
        while True:
            now = self._clock.now()
            answer = await self._ask(source, now)
            await asyncio.to_thread(self._record, source, answer, now)
            total.add(answer)
            if isinstance(answer, Polled):
                source.confirm(answer)
                if answer.items:
                    self._arrived()
                if answer.more:
                    continue
            return total.outcome(source.name)

    async def _ask(self, source: Source, now: datetime) -> Polled | Failed:
        try:
            return await source.poll(self.cursor(source.name), now, self._seen)
        except Exception as error:
            logger.exception("source.broken", source=source.name)
            return Failed(
                failure="internal", reason=f"the monitor failed: {type(error).__name__}: {error}"
            )

    def _seen(self, event_id: str) -> bool:
        return self._log.get(event_id) is not None

    def _record(self, source: Source, answer: Polled | Failed, now: datetime) -> None:
        made = report(source, answer, self.cursor(source.name), now)
        if not made.events:
            return
        for recorded in self._log.append(made.events, bodies=made.bodies):
            if recorded.type in TYPES:
                self._memory.remember(decode(recorded))
                self._position = max(self._position, recorded.position)
