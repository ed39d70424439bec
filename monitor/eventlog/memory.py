"""The reference engine: a log in memory, for tests, trials and backtests."""

import threading
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from monitor.clock import Clock
from monitor.errors import IdempotencyConflict, WrongExpectedVersion
from monitor.eventlog.chain import seal
from monitor.eventlog.protocol import GENESIS, Checkpoint, Expected, Head, Snapshot
from monitor.events.codec import decode
from monitor.events.envelope import Envelope, Header, NewEvent, Recorded, microseconds


class MemoryLog:
    """Keeps the promises of ``EventLog`` without a disk."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lock = threading.RLock()
        self._events: list[Recorded] = []
        self._by_id: dict[str, Recorded] = {}
        self._streams: dict[str, list[Recorded]] = {}
        self._checkpoints: dict[str, int] = {}
        self._bodies: dict[str, bytes] = {}
        self._snapshots: dict[str, Snapshot] = {}

    def append(
        self,
        events: Sequence[NewEvent],
        *,
        expected: Sequence[Expected] = (),
        checkpoint: Checkpoint | None = None,
        bodies: Mapping[str, bytes] | None = None,
    ) -> list[Recorded]:
        with self._lock:
            self._check(expected)
            staged = self._stage(events)
            self._bodies.update(bodies or {})
            for recorded in staged:
                self._keep(recorded)
            if checkpoint:
                self._checkpoints[checkpoint.name] = checkpoint.position
            return [self._by_id[event.id] for event in events]

    def _check(self, expected: Sequence[Expected]) -> None:
        for wish in expected:
            found = len(self._streams.get(wish.subject, ()))
            if found != wish.version:
                raise WrongExpectedVersion(
                    f"{wish.subject} is at version {found}, not {wish.version}"
                )

    def _stage(self, events: Sequence[NewEvent]) -> list[Recorded]:
        now = microseconds(self._clock.now())
        head = self.head()
        staged: dict[str, Recorded] = {}
        versions: dict[str, int] = {}
        for event in events:
            known = self._by_id.get(event.id) or staged.get(event.id)
            if known:
                if known.data != event.data or known.type != event.type:
                    raise IdempotencyConflict(f"event {event.id} came again with another payload")
                continue
            before = versions.get(event.subject, len(self._streams.get(event.subject, ())))
            recorded = seal(
                event,
                position=head.position + 1,
                version=before + 1,
                recorded_at=now,
                prev_hash=head.hash,
            )
            staged[event.id] = recorded
            versions[event.subject] = before + 1
            head = Head(recorded.position, recorded.hash)
        return list(staged.values())

    def _keep(self, recorded: Recorded) -> None:
        self._events.append(recorded)
        self._by_id[recorded.id] = recorded
        self._streams.setdefault(recorded.subject, []).append(recorded)

    def read(
        self, after: int = 0, *, types: Collection[str] | None = None, limit: int = 500
    ) -> list[Recorded]:
        with self._lock:
            found: list[Recorded] = []
            for recorded in self._events[after:]:
                if types is None or recorded.type in types:
                    found.append(recorded)
                    if len(found) == limit:
                        break
            return found

    def decoded(
        self, after: int = 0, *, types: Collection[str] | None = None, limit: int = 500
    ) -> list[Envelope[Any]]:
        return [decode(recorded) for recorded in self.read(after, types=types, limit=limit)]

    def headers(
        self, after: int = 0, *, types: Collection[str] | None = None, limit: int = 500
    ) -> list[Header]:
        found = self.read(after, types=types, limit=limit)
        return [Header(each.position, each.type, each.subject, each.time) for each in found]

    def read_stream(self, subject: str) -> list[Recorded]:
        with self._lock:
            return list(self._streams.get(subject, ()))

    def streams(self, prefix: str, *, limit: int = 20) -> list[str]:
        with self._lock:
            return sorted(name for name in self._streams if name.startswith(prefix))[:limit]

    def get(self, event_id: str) -> Recorded | None:
        return self._by_id.get(event_id)

    def caused_by(self, event_id: str) -> list[Recorded]:
        with self._lock:
            return [recorded for recorded in self._events if recorded.causation_id == event_id]

    def head(self) -> Head:
        with self._lock:
            if not self._events:
                return Head(0, GENESIS)
            return Head(self._events[-1].position, self._events[-1].hash)

    def checkpoint(self, name: str) -> int:
        return self._checkpoints.get(name, 0)

    def body(self, digest: str) -> bytes | None:
        return self._bodies.get(digest)

    def save_snapshot(self, snapshot: Snapshot) -> None:
        self._snapshots[snapshot.name] = snapshot

    def snapshot(self, name: str) -> Snapshot | None:
        return self._snapshots.get(name)

    def close(self) -> None:
        """Nothing is held open."""
