"""Notices that the machine's clock was set, or that the machine slept: what is due changes then."""

import time
from collections.abc import Callable
from datetime import datetime

LARGEST = 5.0  # seconds that the two clocks may drift apart between two looks


class Jumps:
    """Compares the clock that people set with one that nobody can set."""

    def __init__(
        self, now: Callable[[], datetime], steady: Callable[[], float] = time.monotonic
    ) -> None:
        self._now = now
        self._steady = steady
        self._apart = self._difference()

    def _difference(self) -> float:
        return self._now().timestamp() - self._steady()

    def noticed(self) -> float:
        """Return by how many seconds the clock jumped since the last look; 0 if it did not."""
        apart = self._difference()
        jump, self._apart = apart - self._apart, apart
        return jump if abs(jump) > LARGEST else 0.0
