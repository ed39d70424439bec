"""What the application stands on. A test may put something of its own between."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol

from monitor.assembly.stores import anchors_path, create_log
from monitor.clock import Clock
from monitor.config.settings import Settings
from monitor.delivery.illustration import Pictures, no_pictures
from monitor.delivery.transport import Transport
from monitor.delivery.workers import WorkerTransport
from monitor.errors import LogFull
from monitor.eventlog.anchors import Anchors, hold_to
from monitor.eventlog.protocol import EventLog, Head
from monitor.eventlog.recent import RecentTexts
from monitor.eventlog.reserve import NAME as RESERVE
from monitor.eventlog.reserve import Reserve
from monitor.flow.tail import Tail
from monitor.reading.places.gazetteer import Gazetteer
from monitor.views.view import Rows

Committed = Callable[[Head], None]


class Sending(Transport, Protocol):
    """A transport that can be got ready ahead of the first message."""

    def start(self) -> None: ...


def _no_pictures(_settings: Settings, _places: Gazetteer, _rows: Rows) -> Pictures:
    return no_pictures


@dataclass(frozen=True, slots=True, kw_only=True)
class Engines:
    """``log`` opens the log for writing, ``transport`` sends to the world.

    ``pictures`` makes those of mails from the views; it stands above this room, which knows no map.
    """

    log: Callable[[Settings, Clock, Committed], EventLog] = create_log
    transport: Callable[[], Sending] = WorkerTransport
    pictures: Callable[[Settings, Gazetteer, Rows], Pictures] = _no_pictures
    reserve: Callable[[Settings], Reserve] = lambda settings: Reserve(settings.state / RESERVE)


REAL = Engines()


@dataclass(frozen=True, slots=True, kw_only=True)
class Footing:
    """An open log, its anchors, and the room kept back for a full disk."""

    log: EventLog
    anchors: Anchors
    reserve: Reserve


@contextmanager
def footing(settings: Settings, clock: Clock, engines: Engines) -> Iterator[Footing]:
    """Open the log, where it is the one that the anchors speak of; on a full disk too."""
    path = anchors_path(settings)
    anchors, reserve = Anchors(path, clock), engines.reserve(settings)
    try:
        log = engines.log(settings, clock, anchors.look)
    except LogFull:
        if not reserve.release():
            raise
        log = engines.log(settings, clock, anchors.look)
    try:
        hold_to(log, anchors.last, path)
        reserve.renew()
        yield Footing(log=Tail(RecentTexts(log)), anchors=anchors, reserve=reserve)
    finally:
        log.close()
