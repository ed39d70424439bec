"""The articles of the last two weeks, found again by what they share with a new one."""

from array import array
from collections import Counter, OrderedDict
from collections.abc import Iterator
from datetime import datetime, timedelta
from heapq import nsmallest
from itertools import chain
from typing import NamedTuple

import msgspec

SPAN = timedelta(days=14)
MOST = 10_000
"""So many articles are remembered at most: some 25 MB; then the oldest go before their time."""

# One shingle in so many is indexed; a new text is looked up with all of its own.
_ONE_IN = 8
# Short texts are indexed with at least so many.
_FEWEST = 12
# What many articles share is a form of words, not a story.
_CROWD = 64
_CANDIDATES = 5
_PROMISING = 0.15


class Kept(msgspec.Struct, frozen=True, array_like=True):
    """What is remembered of an article: where its text is, and which shingles are indexed."""

    article: str
    body: str
    outlet: str
    wire: str
    time: datetime
    sample: tuple[int, ...]


class Marks(NamedTuple):
    """By what a text is found: its shingles' numbers, one in so many of them, and its sample.

    All numbers are only asked for where short texts are about: they lie packed, in ``packed``.
    """

    number: int
    packed: bytes
    coarse: tuple[int, ...]
    sample: tuple[int, ...]

    @property
    def every(self) -> frozenset[int]:
        return frozenset(array("Q", self.packed))


# Most numbers stand for one article, and so for its name alone: rows would take half as much again.
Where = str | tuple[str, ...]


class Window:
    """Bounded by time and by number; a fold of the articles that were put into it."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, Kept] = OrderedDict()
        self._places: dict[str, int] = {}
        self._least: dict[str, float] = {}  # so much of an article's sample is promising
        self._short: set[str] = set()  # of which one number is promising
        self._count = 0
        self._index: dict[int, Where] = {}
        # What only short texts are indexed under stands apart: the rest of a long text's numbers
        # is looked up here alone.
        self._fine: dict[int, Where] = {}

    def __len__(self) -> int:
        return len(self._kept)

    def add(self, kept: Kept) -> None:
        """Remember an article in its present form, and forget what is out of the window."""
        self.drop(kept.article)
        self._kept[kept.article] = kept
        self._count += 1
        self._places[kept.article] = self._count
        self._least[kept.article] = least = _PROMISING * len(kept.sample)
        if least <= 1:
            self._short.add(kept.article)
        article = kept.article
        for number in kept.sample:
            index = self._fine if number % _ONE_IN else self._index
            others = index.setdefault(number, article)
            if others is not article and len(row := _row(others)) < _CROWD:
                index[number] = (*row, article)
        self.forget(kept.time)

    def forget(self, now: datetime) -> None:
        while self._kept:
            oldest = next(iter(self._kept.values()))
            if len(self._kept) <= MOST and now - oldest.time <= SPAN:
                return
            self.drop(oldest.article)

    def drop(self, article: str) -> None:
        kept = self._kept.pop(article, None)
        self._places.pop(article, None)
        self._least.pop(article, None)
        self._short.discard(article)
        for number in kept.sample if kept else ():
            index = self._fine if number % _ONE_IN else self._index
            others = index.pop(number, ())
            if left := tuple(a for a in _row(others) if a != article):
                index[number] = left if len(left) > 1 else left[0]

    def candidates(self, marks: Marks) -> list[Kept]:
        """Return the articles that may share much with a text.

        Best first; equal shares go to the older article: it is the original.
        """
        coarse: Iterator[Where] = filter(None, map(self._index.get, marks.coarse))
        fine = map(self._fine.__getitem__, self._fine.keys() & marks.every) if self._fine else ()
        hits = Counter(chain.from_iterable(map(_row, chain(coarse, fine))))
        # A comparison is worth its while where a good deal of either text is shared.
        most, least = _PROMISING * marks.number / _ONE_IN, self._least
        # Most share a single number. Only of a short text is that a good deal.
        floor = 1 if self._short or most <= 1 else 2
        likely = [
            article
            for article, count in hits.items()
            if count >= floor and (count >= most or count >= least[article])
        ]
        likely.sort(key=lambda article: (-hits[article], self._places[article]))
        return [self._kept[article] for article in likely[:_CANDIDATES]]

    def all(self) -> tuple[Kept, ...]:
        return tuple(self._kept.values())


def _row(where: Where) -> tuple[str, ...]:
    return (where,) if isinstance(where, str) else where


def marks(found: list[int]) -> Marks:
    """Return by what a text with these numbers is found: the same for the same words."""
    every = frozenset(found)
    coarse = tuple(sorted([number for number in every if not number % _ONE_IN]))
    enough = len(coarse) >= _FEWEST
    sample = coarse if enough else tuple(nsmallest(_FEWEST, every))
    return Marks(len(every), array("Q", every).tobytes(), coarse, sample)
