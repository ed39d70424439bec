"""What rules count: kept as it came, and found by when it happened."""

from bisect import bisect_left, bisect_right, insort
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from datetime import datetime

import msgspec

from monitor.events.envelope import EPOCH

MOST = 2_000


class Counted(msgspec.Struct, frozen=True):
    """One thing that a rule counts, at the moment it happened."""

    moment: datetime
    article: str
    outlet: str
    wire: str
    incident: str | None
    killed: tuple[int, int] | None


class Group:
    """The newest things that a rule counted together; ``newest`` is when the last of them came."""

    def __init__(self, entries: Iterable[Counted] = (), newest: datetime = EPOCH) -> None:
        self.newest = newest
        self._numbers: OrderedDict[Counted, int] = OrderedDict()
        self._by_moment: list[tuple[datetime, int, Counted]] = []
        self._next = 0
        for entry in entries:
            self.add(entry)

    def add(self, entry: Counted) -> None:
        if entry in self._numbers:
            return
        self._numbers[entry] = self._next
        # No two have one number: what is counted is never compared itself.
        insort(self._by_moment, (entry.moment, self._next, entry))
        self._next += 1
        if len(self._numbers) > MOST:
            oldest, number = self._numbers.popitem(last=False)
            del self._by_moment[bisect_left(self._by_moment, (oldest.moment, number))]

    def __contains__(self, entry: Counted) -> bool:
        return entry in self._numbers

    def __iter__(self) -> Iterator[Counted]:
        return iter(self._numbers)

    def between(self, first: datetime, last: datetime) -> list[Counted]:
        """Return what happened from one moment to another, as it came; before it the very first.

        Who compares with what is normal asks whether there was anything earlier.
        """
        start = bisect_left(self._by_moment, (first,))
        end = bisect_right(self._by_moment, last, key=_moment)
        found = [(number, entry) for _, number, entry in self._by_moment[start:end]]
        found.sort(key=_number)
        earlier = [self._by_moment[0][2]] if start else []
        return earlier + [entry for _, entry in found]


def _moment(entry: tuple[datetime, int, Counted]) -> datetime:
    return entry[0]


def _number(entry: tuple[int, Counted]) -> int:
    return entry[0]
