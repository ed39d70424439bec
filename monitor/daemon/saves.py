"""When the rooms' memories are kept as snapshots.

After a kill, what came since is folded again: that must stay a second's work. But in a flood the
keeping must not become the work.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

EVERY = 300.0  # seconds
AFTER = 10_000  # events
SHARE = 0.05  # of the time, at most


class Saves:
    """Counts from the position at which the daemon began; ``clock`` is one that nobody can set."""

    def __init__(self, position: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._saved_at = clock()
        self._position = self._reached = position
        self._took = 0.0

    def due(self, reached: int) -> bool:
        """Tell whether it is time, with the log at a position."""
        self._reached = reached
        since = self._clock() - self._saved_at
        if reached == self._position or since * SHARE < self._took:
            return False
        return since > EVERY or reached - self._position > AFTER

    @contextmanager
    def timed(self) -> Iterator[None]:
        """Take down that what goes on inside is the keeping, and how long it takes."""
        began = self._clock()
        try:
            yield
        finally:
            self._saved_at, self._position = self._clock(), self._reached
            self._took = self._saved_at - began
