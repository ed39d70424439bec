"""What every engine of the event log promises."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Protocol

import msgspec

from monitor.events.envelope import Envelope, Header, NewEvent, Recorded

NO_STREAM = 0
GENESIS = bytes(32)


class Expected(msgspec.Struct, frozen=True):
    """Optimistic concurrency: append only if the stream holds exactly ``version`` events."""

    subject: str
    version: int


class Checkpoint(msgspec.Struct, frozen=True):
    """Up to which position a step has handled the log."""

    name: str
    position: int


class Snapshot(msgspec.Struct, frozen=True, kw_only=True):
    """A fold's state after an event; only a cache, thrown away when ``version`` differs."""

    name: str
    version: str
    position: int
    state: bytes


class Head(msgspec.Struct, frozen=True):
    """The last event's position and hash; position 0 and zeros for an empty log."""

    position: int
    hash: bytes


class EventLog(Protocol):
    """An append-only log. One process writes at a time; any number may read.

    Threads: all methods may be called from any thread; appends are serialised by the engine.
    """

    def append(
        self,
        events: Sequence[NewEvent],
        *,
        expected: Sequence[Expected] = (),
        checkpoint: Checkpoint | None = None,
        bodies: Mapping[str, bytes] | None = None,
    ) -> list[Recorded]:
        """Append all events, move the checkpoint and store the bodies, or do nothing at all.

        An event whose id the log already holds is not appended again: its old record is returned.
        Raises ``IdempotencyConflict`` if such an id comes with another payload, and
        ``WrongExpectedVersion`` if a stream is not at the version expected.
        """
        ...

    def read(
        self, after: int = 0, *, types: Collection[str] | None = None, limit: int = 500
    ) -> list[Recorded]:
        """Return up to ``limit`` events after a position, in order (only ``types``, if given)."""
        ...

    def decoded(
        self, after: int = 0, *, types: Collection[str] | None = None, limit: int = 500
    ) -> list[Envelope[Any]]:
        """Return the same events decoded, without their seals; for folds: it takes half the time.

        Raises ``LogCorrupt`` where one of them cannot be decoded.
        """
        ...

    def headers(
        self, after: int = 0, *, types: Collection[str] | None = None, limit: int = 500
    ) -> list[Header]:
        """Return only which events these are and when they happened: a third of the reading."""
        ...

    def read_stream(self, subject: str) -> list[Recorded]: ...

    def streams(self, prefix: str, *, limit: int = 20) -> list[str]:
        """Return the names of streams that begin with a prefix, sorted."""
        ...

    def get(self, event_id: str) -> Recorded | None: ...

    def caused_by(self, event_id: str) -> list[Recorded]:
        """Return the events whose direct cause is the given one, in order."""
        ...

    def head(self) -> Head: ...

    def checkpoint(self, name: str) -> int:
        """Return the position a step has handled; 0 for a step never seen."""
        ...

    def body(self, digest: str) -> bytes | None:
        """Return an article's bytes by their SHA-256 (hex), or None when purged or never stored."""
        ...

    def save_snapshot(self, snapshot: Snapshot) -> None: ...

    def snapshot(self, name: str) -> Snapshot | None: ...

    def close(self) -> None: ...
