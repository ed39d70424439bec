"""Whether every loop of the daemon makes progress: what the watchdog and the heartbeat ask."""

import time
from collections.abc import Callable, Iterable
from datetime import timedelta

WORDS = {
    "intake": "articles are not being taken in",
    "river": "news is not being evaluated",
}


class Progress:
    """The last moment at which each loop came round, by a clock that nobody can set."""

    def __init__(self, loops: Iterable[str], clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._last = dict.fromkeys(loops, clock())

    def made(self, loop: str) -> None:
        self._last[loop] = self._clock()

    def all_within(self, limit: timedelta) -> bool:
        return not self.late(limit)

    def late(self, limit: timedelta) -> list[str]:
        """Return the loops that have not come round within a limit."""
        oldest = self._clock() - limit.total_seconds()
        return [loop for loop, last in self._last.items() if last < oldest]

    def in_words(self, loop: str) -> str:
        """Return how long a loop has not come round, for people."""
        waited = self._clock() - self._last[loop]
        return f"{WORDS.get(loop, loop)}: that loop has not come round for {waited:.0f} s"
