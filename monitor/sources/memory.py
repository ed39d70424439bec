"""What the log says about each source: a fold of ``source.*``, and of nothing else."""

from collections.abc import Callable
from typing import Any

import msgspec

from monitor.events.envelope import Envelope
from monitor.events.sources import SourceFailed, SourcePolled
from monitor.sources.moments import moment_of
from monitor.sources.protocol import Cursor

TYPES = frozenset({"source.polled", "source.failed"})
VERSION = "2"


class SourcesMemory:
    """The cursor of every source ever polled; one small value for each."""

    def __init__(self) -> None:
        self._cursors: dict[str, Cursor] = {}

    def cursor(self, name: str) -> Cursor:
        return self._cursors.get(name, Cursor())

    def remember(self, envelope: Envelope[Any]) -> None:
        fold = _FOLDS.get(envelope.type)
        if fold:
            name = envelope.data.source
            self._cursors[name] = fold(self.cursor(name), envelope)

    def dump(self) -> bytes:
        return msgspec.json.encode(self._cursors)

    def load(self, state: bytes) -> None:
        self._cursors = msgspec.json.decode(state, type=dict[str, Cursor])


def _polled(before: Cursor, envelope: Envelope[SourcePolled]) -> Cursor:
    data = envelope.data
    # A 304 need not repeat what it confirms.
    kept = before if data.unchanged else Cursor()
    return Cursor(
        polled=envelope.time,
        etag=data.etag or kept.etag,
        last_modified=data.last_modified or kept.last_modified,
        digest=data.digest or kept.digest,
        next_due=moment_of(data.next_due),
        items=data.items,
        last_new=envelope.time if data.new else before.last_new,
        note=data.note,
    )


def _failed(before: Cursor, envelope: Envelope[SourceFailed]) -> Cursor:
    data = envelope.data
    return msgspec.structs.replace(
        before,
        attempts=data.attempt,
        failed_since=before.failed_since or envelope.time,
        failed_at=envelope.time,
        retry_at=moment_of(data.retry_at),
        failure=data.failure,
        reason=data.reason,
    )


_FOLDS: dict[str, Callable[[Cursor, Envelope[Any]], Cursor]] = {
    "source.polled": _polled,
    "source.failed": _failed,
}
