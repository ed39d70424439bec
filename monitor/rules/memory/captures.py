"""Who took which place when, as far as incidents tell; and what that makes of a border."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from monitor.rules.conditions.control import Capture, Frontier, last_word

MOST = 50
"""So many words on a place are kept."""

NONE: Mapping[str, Iterable[Capture]] = {}


class Captures:
    """The words on each place, oldest first; of all of them together the last ones at hand."""

    def __init__(self, kept: Mapping[str, Iterable[Capture]] = NONE) -> None:
        self._told = {place: deque(each, MOST) for place, each in kept.items()}
        self._stale = set(self._told)
        self._taken: dict[str, Capture] = {}
        self._newest = max((each[-1].position for each in self._told.values() if each), default=0)

    def add(self, place: str, capture: Capture) -> None:
        self._told.setdefault(place, deque(maxlen=MOST)).append(capture)
        self._stale.add(place)
        self._newest = max(self._newest, capture.position)

    def told(self) -> dict[str, list[Capture]]:
        return {place: list(each) for place, each in self._told.items()}

    def share_outside(self, frontier: Frontier, upto: int, now: datetime) -> float:
        """Return the share of a border (per cent) outside government control at a position."""
        last = self._last(frontier) if upto >= self._newest else self._last_at(frontier, upto)
        return frontier.share(
            {place for place, capture in last if frontier.is_outside(place, capture, now)}
        )

    def _last(self, frontier: Frontier) -> Iterator[tuple[str, Capture]]:
        """Yield the districts that were taken from a government, each with the last word on it."""
        while self._stale:
            place = self._stale.pop()
            last = last_word(self._told[place])
            if last is not None and last.outside:
                self._taken[place] = last
            else:
                self._taken.pop(place, None)
        taken = self._taken
        return ((place, taken[place]) for place in frontier.km.keys() & taken.keys())

    def _last_at(self, frontier: Frontier, upto: int) -> Iterator[tuple[str, Capture]]:
        """Yield the districts with the last word on each at a position that lies back."""
        for place in frontier.km.keys() & self._told.keys():
            last = last_word(each for each in self._told[place] if each.position <= upto)
            if last is not None:
                yield place, last
