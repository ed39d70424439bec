"""A log that passes everything on to another: the base of logs that stand before one."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from monitor.eventlog.protocol import Checkpoint, EventLog, Expected, Head, Snapshot
from monitor.events.envelope import Envelope, Header, NewEvent, Recorded


class PassingLog:
    """Keeps the promises of the log behind it; override what is to be different."""

    def __init__(self, log: EventLog) -> None:
        self._log = log

    def append(
        self,
        events: Sequence[NewEvent],
        *,
        expected: Sequence[Expected] = (),
        checkpoint: Checkpoint | None = None,
        bodies: Mapping[str, bytes] | None = None,
    ) -> list[Recorded]:
        return self._log.append(events, expected=expected, checkpoint=checkpoint, bodies=bodies)

    def read(
        self, after: int = 0, *, types: Collection[str] | None = None, limit: int = 500
    ) -> list[Recorded]:
        return self._log.read(after, types=types, limit=limit)

    def decoded(
        self, after: int = 0, *, types: Collection[str] | None = None, limit: int = 500
    ) -> list[Envelope[Any]]:
        return self._log.decoded(after, types=types, limit=limit)

    def headers(
        self, after: int = 0, *, types: Collection[str] | None = None, limit: int = 500
    ) -> list[Header]:
        return self._log.headers(after, types=types, limit=limit)

    def read_stream(self, subject: str) -> list[Recorded]:
        return self._log.read_stream(subject)

    def streams(self, prefix: str, *, limit: int = 20) -> list[str]:
        return self._log.streams(prefix, limit=limit)

    def get(self, event_id: str) -> Recorded | None:
        return self._log.get(event_id)

    def caused_by(self, event_id: str) -> list[Recorded]:
        return self._log.caused_by(event_id)

    def head(self) -> Head:
        return self._log.head()

    def checkpoint(self, name: str) -> int:
        return self._log.checkpoint(name)

    def body(self, digest: str) -> bytes | None:
        return self._log.body(digest)

    def save_snapshot(self, snapshot: Snapshot) -> None:
        self._log.save_snapshot(snapshot)

    def snapshot(self, name: str) -> Snapshot | None:
        return self._log.snapshot(name)

    def close(self) -> None:
        self._log.close()
