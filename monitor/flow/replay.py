"""Walk a log, or tell any fold about all of it."""

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any, Protocol, TypeVar

from monitor.eventlog.protocol import EventLog
from monitor.events.envelope import Envelope, Header, Recorded

# So few that a page of events is still in the processor's cache when it is decoded.
PAGE = 100

Stored = TypeVar("Stored", Recorded, Header)


class Fold(Protocol):
    """What is known after some events: ``consumes`` are the types that shape it."""

    consumes: frozenset[str]

    def apply(self, envelope: Envelope[Any]) -> None: ...


def walk(
    log: EventLog, *, after: int = 0, types: Collection[str] | None = None
) -> Iterator[Recorded]:
    """Yield recorded events in order, in short pages: no read stays open while you work."""
    return _paged(log.read, after, types)


def walk_headers(
    log: EventLog, *, after: int = 0, types: Collection[str] | None = None
) -> Iterator[Header]:
    """Yield, as ``walk`` does, only which events these are."""
    return _paged(log.headers, after, types)


def _paged(
    read: Callable[..., Sequence[Stored]], after: int, types: Collection[str] | None
) -> Iterator[Stored]:
    while page := read(after, types=types, limit=PAGE):
        yield from page
        after = page[-1].position


def replay(log: EventLog, fold: Fold, *, after: int = 0) -> int:
    """Apply all events after a position to a fold; return the last position applied."""
    while page := log.decoded(after, types=fold.consumes, limit=PAGE):
        for envelope in page:
            fold.apply(envelope)
        after = page[-1].position
    return after
