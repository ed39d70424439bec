"""The events appended last, decoded once for all rooms that ask for them within the second.

Each event is read and decoded again by every room whose memory it shapes, by the step that handles
it and by the views: some twelve times an article. Here it is decoded when it is first asked for,
from the same bytes, and given to all; events never change.
"""

import threading
from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

from monitor.eventlog.passing import PassingLog
from monitor.eventlog.protocol import Checkpoint, EventLog, Expected
from monitor.events.codec import decode
from monitor.events.envelope import Envelope, NewEvent, Recorded

MOST = 2 * 1024 * 1024
"""Bytes of events' data that are held; decoded they take some four times as much."""


@dataclass(slots=True)
class _Kind:
    """The events of one type, in order; decoded where they were asked for."""

    positions: list[int] = field(default_factory=list)
    events: list[Recorded | Envelope[Any]] = field(default_factory=list)

    def after(self, position: int, limit: int) -> list[Envelope[Any]]:
        start = bisect_right(self.positions, position)
        end = min(start + limit, len(self.events))
        for at in range(start, end):
            event = self.events[at]
            if isinstance(event, Recorded):
                self.events[at] = decode(event)
        return self.events[start:end]  # type: ignore[return-value]

    def drop(self, upto: int) -> None:
        end = bisect_right(self.positions, upto)
        del self.positions[:end], self.events[:end]


class Tail(PassingLog):
    """A log that answers ``decoded`` for the events last appended through it.

    Only where it holds all that is asked for, up to the very head of the log: whatever else there
    is (events of before, an append of another thread that is not noted as yet), the log is asked.
    """

    def __init__(self, log: EventLog, most: int = MOST) -> None:
        super().__init__(log)
        self._most = most
        self._lock = threading.Lock()
        self._forget(0)

    def _forget(self, position: int) -> None:
        """Hold nothing; what comes next is behind a position."""
        self._before = self._last = position
        self._kinds: dict[str, _Kind] = {}
        self._sizes: list[int] = []
        self._held = 0

    def append(
        self,
        events: Sequence[NewEvent],
        *,
        expected: Sequence[Expected] = (),
        checkpoint: Checkpoint | None = None,
        bodies: Mapping[str, bytes] | None = None,
    ) -> list[Recorded]:
        stored = super().append(events, expected=expected, checkpoint=checkpoint, bodies=bodies)
        with self._lock:
            for recorded in stored:
                self._note(recorded)
            if self._held > self._most:
                self._shrink()
        return stored

    def decoded(
        self, after: int = 0, *, types: Collection[str] | None = None, limit: int = 500
    ) -> list[Envelope[Any]]:
        if after >= self._before:
            head = self._log.head().position
            with self._lock:
                if after >= self._before and head == self._last:
                    return self._found(after, types, limit)
        return super().decoded(after, types=types, limit=limit)

    def _note(self, recorded: Recorded) -> None:
        position = recorded.position
        if position <= self._last:
            return  # it was in the log already, or came in between and was passed over
        if position != self._last + 1:
            self._forget(position - 1)
        kind = self._kinds.setdefault(recorded.type, _Kind())
        kind.positions.append(position)
        kind.events.append(recorded)
        self._sizes.append(len(recorded.data))
        self._held += len(recorded.data)
        self._last = position

    def _shrink(self) -> None:
        """Drop the older half."""
        gone = 0
        while self._held > self._most / 2:
            self._held -= self._sizes[gone]
            gone += 1
        del self._sizes[:gone]
        self._before += gone
        for kind in self._kinds.values():
            kind.drop(self._before)

    def _found(self, after: int, types: Collection[str] | None, limit: int) -> list[Envelope[Any]]:
        wanted = self._kinds.keys() if types is None else set(types) & self._kinds.keys()
        found = [page for name in wanted if (page := self._kinds[name].after(after, limit))]
        if len(found) == 1:
            return found[0]
        merged = [envelope for page in found for envelope in page]
        merged.sort(key=attrgetter("position"))
        return merged[:limit]
