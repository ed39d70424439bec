"""What waits for one destination, so ordered that the next is found without looking at all."""

from datetime import datetime
from heapq import heappop, heappush


class Lane:
    """Two heaps: what is ready by turn (least tried, then oldest), what is not yet by moment.

    Entries are not removed when a delivery moves on; the outbox drops those that are out of date
    when they come first. ``busy``: an attempt is in flight.
    """

    def __init__(self) -> None:
        self.busy = False
        self._later: list[tuple[datetime, int, int, str]] = []
        self._ready: list[tuple[int, int, datetime, str]] = []

    @property
    def is_empty(self) -> bool:
        return not (self._later or self._ready or self.busy)

    def add(self, at: datetime, attempt: int, position: int, key: str) -> None:
        heappush(self._later, (at, attempt, position, key))

    def first(self, now: datetime) -> str | None:
        """Return the key whose turn it is; None where nothing is ready."""
        while self._later and self._later[0][0] <= now:
            at, attempt, position, key = heappop(self._later)
            heappush(self._ready, (attempt, position, at, key))
        return self._ready[0][3] if self._ready else None

    def is_current(self, attempt: int, at: datetime) -> bool:
        """Tell whether the first entry still says what is true of its delivery."""
        return (self._ready[0][0], self._ready[0][2]) == (attempt, at)

    def drop_first(self) -> None:
        heappop(self._ready)

    def next_at(self) -> datetime | None:
        """Return when something may be ready; None where nothing waits or an attempt is on."""
        if self.busy:
            return None
        moments = [entry[2] for entry in self._ready[:1]] + [entry[0] for entry in self._later[:1]]
        return min(moments, default=None)
