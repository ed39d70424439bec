"""Anchors: what the log's head was, written down outside of the log.

A chain of hashes shows every change inside it, but neither a tail that was cut off nor a chain that
was made anew as a whole. An anchor shows both, if who changes the log cannot change the anchor too:
so each one is also a line in the journal (see docs/operations.md).
"""

import os
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import structlog

from monitor.clock import Clock
from monitor.errors import LogCorrupt
from monitor.eventlog.protocol import EventLog, Head

NAME = "anchors.jsonl"
EVERY = 1000
AT_LEAST = timedelta(hours=1)
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)

logger = structlog.get_logger(__name__)


class Anchor(msgspec.Struct, frozen=True, kw_only=True):
    """The position and hash (hex) of an event, and when (ISO 8601) that was written down."""

    position: int
    hash: str
    time: str


class Anchors:
    """Writes an anchor every thousand events, and each hour in which there was one."""

    def __init__(self, path: Path, clock: Clock) -> None:
        self._path = path
        self._clock = clock
        self._lock = threading.Lock()
        known = read_anchors(path)
        self.last = known[-1] if known else None
        self._position = self.last.position if self.last else 0
        self._moment = datetime.fromisoformat(self.last.time) if self.last else _LONG_AGO

    def look(self, head: Head) -> None:
        """Write an anchor if one is due. The head must be durable: call it after the commit."""
        with self._lock:
            if self._due(head):
                self._cast(head)

    def _due(self, head: Head) -> bool:
        if head.position <= self._position:
            return False
        if head.position - self._position >= EVERY:
            return True
        # A clock that was set back must not put the next anchor off for years.
        return abs(self._clock.now() - self._moment) >= AT_LEAST

    def _cast(self, head: Head) -> None:
        now = self._clock.now()
        anchor = Anchor(position=head.position, hash=head.hash.hex(), time=now.isoformat())
        logger.info("log.anchored", position=anchor.position, hash=anchor.hash, time=anchor.time)
        # The journal has it already: a file that cannot be written is tried again an hour later.
        self._position, self._moment = head.position, now
        try:
            _append(self._path, msgspec.json.encode(anchor) + b"\n")
        except OSError as error:
            logger.warning("log.anchor_not_written", path=str(self._path), error=str(error))


def _append(path: Path, line: bytes) -> None:
    handle = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        size = os.fstat(handle).st_size
        if size and os.pread(handle, 1, size - 1) != b"\n":
            line = b"\n" + line  # the last one was cut off by a crash: it ends here
        os.write(handle, line)
        os.fsync(handle)
    finally:
        os.close(handle)


def read_anchors(path: Path) -> list[Anchor]:
    """Return the anchors of a file, oldest first; lines that are none are passed over.

    So the journal's own lines serve as well: each is a JSON object with an anchor's fields.
    """
    try:
        lines = path.read_bytes().splitlines()
    except FileNotFoundError:
        return []
    return sorted(_anchors(lines), key=lambda anchor: anchor.position)


def _anchors(lines: list[bytes]) -> Iterator[Anchor]:
    for line in lines:
        try:
            yield msgspec.json.decode(line, type=Anchor)
        except msgspec.DecodeError:
            continue


def disagreement(log: EventLog, anchors: list[Anchor]) -> str | None:
    """Return how a log differs from what was once written down of it, or None."""
    for anchor in anchors:
        found = log.read(anchor.position - 1, limit=1)
        if not found or found[0].position != anchor.position:
            return f"event {anchor.position}, anchored at {anchor.time}, is gone"
        if found[0].hash.hex() != anchor.hash:
            return (
                f"event {anchor.position} is not the one that was anchored at {anchor.time}: "
                "it, or something before it, was written anew"
            )
    return None


def hold_to(log: EventLog, anchor: Anchor | None, path: Path) -> None:
    """Raise ``LogCorrupt`` where a log is not the one that an anchor was taken of."""
    fault = disagreement(log, [anchor]) if anchor else None
    if fault:
        raise LogCorrupt(
            f"this is not the log that {path} speaks of: {fault}",
            hint="After restoring an older backup, move that file away; else see who was here.",
        )
