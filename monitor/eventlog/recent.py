"""The texts that were stored last, kept at hand: the next rooms ask for them within the second."""

import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence

from monitor.eventlog.passing import PassingLog
from monitor.eventlog.protocol import Checkpoint, EventLog, Expected
from monitor.events.envelope import NewEvent, Recorded

MOST = 8 * 1024 * 1024  # bytes


class RecentTexts(PassingLog):
    """A log that answers for the texts last appended through it, once they are stored."""

    def __init__(self, log: EventLog, most: int = MOST) -> None:
        super().__init__(log)
        self._most = most
        self._held = 0
        self._texts: OrderedDict[str, bytes] = OrderedDict()
        self._lock = threading.Lock()

    def append(
        self,
        events: Sequence[NewEvent],
        *,
        expected: Sequence[Expected] = (),
        checkpoint: Checkpoint | None = None,
        bodies: Mapping[str, bytes] | None = None,
    ) -> list[Recorded]:
        stored = super().append(events, expected=expected, checkpoint=checkpoint, bodies=bodies)
        if bodies:
            with self._lock:
                self._keep(bodies)
        return stored

    def body(self, digest: str) -> bytes | None:
        found = self._texts.get(digest)
        return super().body(digest) if found is None else found

    def _keep(self, bodies: Mapping[str, bytes]) -> None:
        for digest, text in bodies.items():
            if digest not in self._texts:
                self._texts[digest] = text
                self._held += len(text)
        while self._held > self._most:
            self._held -= len(self._texts.popitem(last=False)[1])
